#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/column_roles.h"
#include "geo/data/judge_positions.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_ids.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <string_view>
#include <tuple>

namespace geo {

using rows::cell;
using rows::has;
using rows::note;

namespace {

/// Nothing where the words name no kind that is known.
std::optional<PlaceKind> kind_of(const std::string& text) {
    const std::string key = key_of(text);
    for (std::uint8_t k = 0; k <= static_cast<std::uint8_t>(PlaceKind::other); ++k)
        if (key == place_kind_name(static_cast<PlaceKind>(k))) return static_cast<PlaceKind>(k);
    if (has(key, {"เคลื่อนที่", "mobile"})) return PlaceKind::mobile_unit;
    if (has(key, {"หน่วย", "learningunit"}) || key == "unit") return PlaceKind::learning_unit;
    if (has(key, {"ศกร", "สกร", "กศน", "ศูนย์การเรียนรู้", "ศูนย์ส่งเสริมการเรียนรู้"}))
        return PlaceKind::learning_centre;
    if (has(key, {"อาชีว", "เทคนิค", "วิทยาลัย", "vocational"})) return PlaceKind::vocational_college;
    if (has(key, {"พิเศษ", "special"})) return PlaceKind::special_centre;
    if (has(key, {"เด็กเล็ก", "child"})) return PlaceKind::child_centre;
    if (has(key, {"โรงเรียน", "รร.", "school", "สถานศึกษา", "อนุบาล", "ประถม", "มัธยม", "ขยายโอกาส", "primary",
                  "secondary", "kindergarten"}))
        return PlaceKind::school;
    if (key == "อื่นๆ") return PlaceKind::other;
    return std::nullopt;
}

std::uint32_t services_of(const std::string& text, PlaceKind kind) {
    std::uint32_t out = 0;
    const std::string all = key_of(text);
    for (std::size_t from = 0; from < all.size();) {
        const std::size_t to = std::min(all.find_first_of(";,|/", from), all.size());
        const std::string key = all.substr(from, to - from);
        if (key == "formal" || has(key, {"ในระบบ"})) out |= service_formal;
        if (has(key, {"non_formal", "nonformal", "non-formal", "นอกระบบ"})) out |= service_non_formal;
        if (key == "informal" || has(key, {"อัธยาศัย"})) out |= service_informal;
        if (has(key, {"vocational", "อาชีพ"})) out |= service_vocational;
        if (has(key, {"special", "พิเศษ"})) out |= service_special;
        from = to + 1;
    }
    if (out != 0) return out;
    switch (kind) {
        case PlaceKind::learning_unit:
        case PlaceKind::mobile_unit:
            return service_non_formal | service_informal;
        case PlaceKind::learning_centre:
            return service_non_formal;
        case PlaceKind::vocational_college:
            return service_vocational;
        case PlaceKind::special_centre:
            return service_special;
        case PlaceKind::other:
            return 0;
        default:
            return service_formal;
    }
}

/// Whether a place takes learners, by the words of its status; nothing where they say neither.  The trap:
/// "เปิด" (open) ends with "ปิด" (closed), so a word counts only where the cell begins with it.
std::optional<bool> is_open(const std::string& text) {
    const std::string key = key_of(text);
    const auto is = [&](std::initializer_list<const char*> words) {
        return std::any_of(words.begin(), words.end(), [&](const char* word) { return key == word; });
    };
    const auto begins = [&](std::initializer_list<const char*> words) {
        return std::any_of(words.begin(), words.end(),
                           [&](const char* word) { return key.rfind(word, 0) == 0; });
    };
    if (is({"", "open", "opened", "active", "operating", "operational", "1", "yes", "y", "true", "ใช่",
            "ปกติ"}))
        return true;
    if (is({"closed", "close", "inactive", "0", "no", "n", "false", "ไม่ใช่", "ไม่"}) ||
        begins(
            {"ปิด", "ไม่เปิด", "ยังไม่เปิด", "ไม่ได้เปิด", "ยุบ", "ถูกยุบ", "เลิก", "ยกเลิก", "หยุด", "ควบรวม", "ไม่ดำเนิน"}))
        return false;
    constexpr std::string_view open = "เปิด";
    if (begins({"เปิด"}) && key.find("ปิด", open.size()) == std::string::npos) return true;
    if (begins({"กำลังเปิด", "ดำเนินการ"})) return true;
    return std::nullopt;
}

/// A row of the table on its way: sorted by id, then by what it holds, so that ties between places or
/// villages do not go by the order of the file.
template <class Row>
struct Made {
    Row row;
    const Table::Row* from = nullptr;
    bool own_id = false;  ///< the sender's
};

/// The rows in order.
template <class Row, class Key>
std::vector<Row> sorted_rows(std::vector<Made<Row>> made, const Key& key) {
    const std::string none;
    const auto id_of = [&](const Made<Row>& one) -> const std::string& {
        return one.own_id ? one.row.id : none;
    };
    std::vector<std::size_t> order(made.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const int ids = id_of(made[a]).compare(id_of(made[b]));
        return ids != 0 ? ids < 0 : key(made[a].row) < key(made[b].row);
    });
    std::vector<Row> out;
    out.reserve(made.size());
    for (const std::size_t i : order) out.push_back(std::move(made[i].row));
    return out;
}

/// A village whose cell of inhabitants or households holds no number.
constexpr std::int64_t no_weight = -1;

/// It weighs like the mean of those of its area that have a number, else of the file; where none has one, all
/// weigh the same.
void set_missing_weights(std::vector<Village>& villages) {
    struct Mean {
        std::int64_t sum = 0, number = 0;
    };
    std::map<AreaId, Mean> of_area;
    Mean all;
    for (const Village& village : villages) {
        if (village.weight == no_weight) continue;
        for (Mean* mean : {&of_area[village.area], &all}) {
            mean->sum += village.weight;
            ++mean->number;
        }
    }
    for (Village& village : villages) {
        if (village.weight != no_weight) continue;
        const auto found = of_area.find(village.area);
        const Mean& mean = found == of_area.end() ? all : found->second;
        village.weight = mean.number == 0 ? 1 : (mean.sum + mean.number / 2) / mean.number;
    }
}

/// The columns of a table of places, as a person set them or by their names; -1 for none.
struct PlaceColumns {
    int id, name_th, name_en, kind, services, school_level, agency, capacity, status, quality;
    PlaceColumns(const Table& table, const Reading& reading) {
        const auto named = [&](ColumnRole role, std::initializer_list<const char*> keys) {
            return said_column(table, reading, role, table.column(keys));
        };
        id = named(ColumnRole::place_id, {"id", "place_id", "school_id", "schoolid", "school_code",
                                          "รหัสโรงเรียน", "รหัสสถานศึกษา", "รหัสหน่วย", "รหัส"});
        name_th = named(ColumnRole::place_name, {"name_th", "name", "school_name", "school_name_th", "school",
                                                 "ชื่อโรงเรียน", "ชื่อ", "ชื่อสถานศึกษา", "ชื่อหน่วย", "name_local"});
        name_en = table.column({"name_en", "school_name_en", "english"});
        kind = named(ColumnRole::place_kind, {"kind", "type", "ประเภท"});
        services = table.column({"services", "service", "บริการ", "รูปแบบ"});
        school_level = named(ColumnRole::school_level, {"level", "school_level", "ระดับ", "ระดับชั้น", "levels"});
        agency = named(ColumnRole::agency, {"agency", "สังกัด", "affiliation"});
        capacity = named(ColumnRole::capacity, {"capacity", "จำนวนที่รับ", "ความจุ", "รับได้"});
        status = named(ColumnRole::opened, {"status", "open", "สถานะ"});
        quality = table.column({"geo", "position_quality", "ความแม่นยำ"});
    }
    void tell(const Table& table, Reading& reading) const {
        set_role(table, id, ColumnRole::place_id, reading);
        set_role(table, name_th, ColumnRole::place_name, reading);
        set_role(table, kind, ColumnRole::place_kind, reading);
        set_role(table, school_level, ColumnRole::school_level, reading);
        set_role(table, agency, ColumnRole::agency, reading);
        set_role(table, capacity, ColumnRole::capacity, reading);
        set_role(table, status, ColumnRole::opened, reading);
    }
};

/// The rows that do not repeat an earlier one.
std::vector<const Table::Row*> rows_once(const Table& table, ImportReport& report) {
    std::vector<const Table::Row*> out;
    out.reserve(table.rows.size());
    RowsSeen seen;
    for (const Table::Row& row : table.rows) {
        ++report.rows_in;
        if (!seen.repeats(table, row, report)) out.push_back(&row);
    }
    return out;
}

Place place_of(const Table& table, const PlaceColumns& columns, const Table::Row& row, ImportReport& report) {
    Place place;
    place.name_th = cell(row, columns.name_th);
    place.name_en = cell(row, columns.name_en);
    const std::string kind_words = cell(row, columns.kind);
    const auto known = kind_words.empty() ? PlaceKind::school : kind_of(kind_words);
    place.kind = known.value_or(PlaceKind::other);
    place.services = services_of(cell(row, columns.services), place.kind);
    if (!known) report.warnings.push_back(note("unknown_kind", report, table, row, columns.kind, kind_words));
    place.school_level = cell(row, columns.school_level);
    place.agency = cell(row, columns.agency);
    const std::string status = cell(row, columns.status);
    const auto open = is_open(status);
    if (!open) report.warnings.push_back(note("unknown_status", report, table, row, columns.status, status));
    place.open = open.value_or(true);
    place.position_quality = cell(row, columns.quality);
    if (const std::string text = cell(row, columns.capacity); !text.empty()) {
        const auto value = count_from_cell(text);
        if (value && value->state == CellState::value && value->milli <= 1000000000)
            place.capacity = static_cast<std::int32_t>(value->milli / 1000);
        else if (!value)
            report.warnings.push_back(note("bad_number", report, table, row, columns.capacity, text));
    }
    return place;
}

/// What is worth a look over all places: closed ones, ids that stand twice, points that several share.
void note_places(const Table& table, const PlaceColumns& columns, const std::vector<Made<Place>>& places,
                 ImportReport& report) {
    const auto closed =
        std::count_if(places.begin(), places.end(), [](const auto& place) { return !place.row.open; });
    if (closed > 0)
        report.warnings.push_back({"closed_places", report.file, table.sheet, 0,
                                   table.header[static_cast<std::size_t>(columns.status)], "",
                                   std::to_string(closed)});
    note_repeated_ids(table, columns.id, report);
    std::vector<LonLat> at;
    std::vector<const Table::Row*> at_rows;
    for (const auto& place : places) {
        if (!place.row.has_position) continue;
        at.push_back(place.row.at);
        at_rows.push_back(place.from);
    }
    constexpr std::size_t many = 10;
    note_same_points("same_point", many, at.size(), true, at, at_rows, table, report);
    note_same_points("shared_point", 2, many - 1, true, at, at_rows, table, report);
}

}  // namespace

Result<std::vector<Place>> places_of(const Table& table, const Areas& areas, const ImportOptions& options,
                                     ImportReport& report) {
    TRY(const Positions positions, Positions::of(table, areas, options.reading, report.file));
    const PlaceColumns columns(table, options.reading);
    columns.tell(table, report.reading);
    if (columns.kind < 0 && !table.rows.empty())
        report.warnings.push_back({"kind_assumed", report.file, table.sheet, 0, "", "", ""});
    const std::vector<const Table::Row*> rows = rows_once(table, report);
    const RowIds ids(table, columns.id, rows, options.reading, report);
    std::vector<Made<Place>> places;
    for (const JudgedRow& judged : judge_positions(table, rows, positions, areas, options, report)) {
        ++(judged.held ? report.rows_rejected : report.rows_loaded);
        if (judged.left_out) continue;
        Place place = place_of(table, columns, *judged.from, report);
        place.id = ids.of(*judged.from);
        const bool own_id = !place.id.empty();
        if (!own_id) place.id = "p" + std::to_string(judged.from->number);
        place.has_position = judged.at.has_value();
        place.at = judged.at.value_or(LonLat{});
        place.area = judged.area;
        places.push_back({std::move(place), judged.from, own_id});
    }
    note_places(table, columns, places, report);
    return sorted_rows(std::move(places), [](const Place& p) {
        return std::tie(p.at.lon, p.at.lat, p.name_th, p.name_en, p.kind, p.services, p.school_level,
                        p.agency, p.capacity, p.open, p.position_quality);
    });
}

Result<std::vector<Village>> villages_of(const Table& table, const Areas& areas, const ImportOptions& options,
                                         ImportReport& report) {
    TRY(const Positions positions, Positions::of(table, areas, options.reading, report.file));
    const auto column = [&](ColumnRole role, std::initializer_list<const char*> keys) {
        const int found = said_column(table, options.reading, role, table.column(keys));
        set_role(table, found, role, report.reading);
        return found;
    };
    const int id =
        column(ColumnRole::village_code, {"id", "village_id", "vill_code", "รหัสหมู่บ้าน", "code", "v_id"});
    const int name =
        column(ColumnRole::village_name, {"name", "name_th", "village", "vill_nam_t", "vill_name",
                                          "village_th", "ชื่อหมู่บ้าน", "ชื่อ", "ชื่อบ้าน", "village_name"});
    const int weight = column(
        ColumnRole::weight, {"population", "pop", "households", "weight", "ประชากร", "ครัวเรือน", "หลังคาเรือน"});
    std::vector<Made<Village>> villages;
    std::vector<LonLat> at;
    std::vector<const Table::Row*> at_rows;
    const std::vector<const Table::Row*> rows = rows_once(table, report);
    for (const JudgedRow& judged : judge_positions(table, rows, positions, areas, options, report)) {
        const Table::Row& row = *judged.from;
        if (!judged.at) {  // nobody can be placed there
            ++report.rows_rejected;
            if (!options.accept && !judged.left_out) report.outcome = Outcome::ask;
            continue;
        }
        Village village;
        village.id = cell(row, id);
        const bool own_id = !village.id.empty();
        if (!own_id) village.id = "v" + std::to_string(row.number);
        village.name = cell(row, name);
        village.at = *judged.at;
        village.area = judged.area;
        village.weight = weight < 0 ? 1 : no_weight;
        if (const std::string text = cell(row, weight); !text.empty()) {
            const auto value = count_from_cell(text);
            if (value && value->state == CellState::value)
                village.weight = value->milli / 1000;
            else if (!value)
                report.warnings.push_back(note("bad_number", report, table, row, weight, text));
        }
        at.push_back(village.at);
        at_rows.push_back(&row);
        villages.push_back({std::move(village), &row, own_id});
        ++report.rows_loaded;
    }
    note_repeated_ids(table, id, report);
    note_same_points("repeated_villages", 2, at.size(), false, at, at_rows, table, report);
    const auto blank = [](const Made<Village>& village) { return village.row.weight == no_weight; };
    const auto first = std::find_if(villages.begin(), villages.end(), blank);
    if (first != villages.end())
        report.warnings.push_back(note("weight_assumed", report, table, *first->from, weight, "",
                                       grouped(std::count_if(first, villages.end(), blank))));
    std::vector<Village> out = sorted_rows(
        std::move(villages), [](const Village& v) { return std::tie(v.at.lon, v.at.lat, v.name, v.weight); });
    set_missing_weights(out);
    return out;
}

}  // namespace geo
