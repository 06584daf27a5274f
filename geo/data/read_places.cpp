#include "geo/base/figures.h"
#include "geo/base/packed_text.h"
#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/column_roles.h"
#include "geo/data/judge_positions.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_ids.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace geo {

using rows::cell;
using rows::has;
using rows::note;

namespace {

/// Nothing where the words name no kind that is known.
std::optional<PlaceKind> kind_of(const std::string& text) {
    const std::string key = key_of(text);
    if (const auto named = place_kind_from_name(key)) return named;
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

/// Places or villages on their way.
template <class Point>
struct Made {
    std::vector<Point> points;
    RowNumbers rows;                ///< of the table, one each
    std::vector<bool> own_ids;      ///< the sender's
    ImportReport later;             ///< notes of the rows, told behind those of the positions
    std::optional<ImportNote> ids;  ///< that stand twice

    void add(Point point, std::uint32_t row, bool own_id) {
        points.push_back(std::move(point));
        rows.push_back(row);
        own_ids.push_back(own_id);
    }
    void tell(ImportReport& report) {
        report.warnings.append(later.warnings);
        later.warnings = {};
    }
};

/// Puts each where `order` says that it comes from, in place.
template <class Point>
void permute(std::vector<Point>& points, std::vector<std::uint32_t>& order) {
    for (std::uint32_t first = 0; first < order.size(); ++first) {
        if (order[first] == first) continue;
        Point kept = std::move(points[first]);
        std::uint32_t to = first;
        while (order[to] != first) {
            points[to] = std::move(points[order[to]]);
            to = std::exchange(order[to], to);
        }
        points[to] = std::move(kept);
        order[to] = to;
    }
}

/// Sorted by id, then by what the row holds, so that ties between places or villages do not go by the order
/// of the file.
template <class Point, class Key>
std::vector<Point> sorted_points(Made<Point> made, const Key& key) {
    made.rows = {};
    std::vector<std::uint32_t> order(made.points.size());
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    const auto id_of = [&](std::uint32_t i) {
        return made.own_ids[i] ? made.points[i].id.view() : std::string_view{};
    };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (const int ids = id_of(a).compare(id_of(b)); ids != 0) return ids < 0;
        const auto key_a = key(made.points[a]);
        const auto key_b = key(made.points[b]);
        return key_a != key_b ? key_a < key_b : a < b;
    });
    permute(made.points, order);
    return std::move(made.points);
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

bool says_school(const std::string& name) {
    const std::string key = key_of(name);
    for (const char* school : {"โรงเรียน", "รร.", "ร.ร.", "บ้าน", "วัด", "ชุมชน"})
        if (key.rfind(school, 0) == 0) return true;
    return false;
}

/// The kind that a name says; one that says none is a school's.
PlaceKind kind_by_name(const std::string& name) {
    return says_school(name) ? PlaceKind::school : kind_of(name).value_or(PlaceKind::school);
}

/// What the rows are where no column says it: as their names say, or all the same, as a person says.
class KindsWithoutColumn {
public:
    KindsWithoutColumn(const Table& table, const PlaceColumns& columns, const ImportOptions& options,
                       ImportReport& report) {
        if (columns.kind >= 0 || table.rows.empty()) return;
        const Reading& reading = options.reading;
        if (may_be_homes(table, columns, report)) {
            ask_homes(table, options, report);
            return;
        }
        std::map<PlaceKind, std::int64_t> found;
        for (const Table::Row& row : table.rows) ++found[kind_by_name(cell(row, columns.name_th))];
        const std::int64_t schools = found[PlaceKind::school];
        const auto all = static_cast<std::int64_t>(table.rows.size());
        ImportNote note{
            schools == all ? "kind_assumed" : "kind_by_name", report.file, table.sheet, 0, "", "", ""};
        if (schools != all) note.reason = grouped(all - schools);
        note.fixes = {{"by_name", ""}};
        for (const auto kind : {PlaceKind::school, PlaceKind::learning_centre, PlaceKind::learning_unit,
                                PlaceKind::child_centre})
            note.fixes.push_back({std::string{"all_"} + place_kind_name(kind), ""});
        for (const char* asked : {"kind_assumed", "kind_by_name"})
            if (const Decision* said = decision_for(reading, asked, 0)) all_are(said->choice);
        report.warnings.push_back(std::move(note));
    }
    PlaceKind of(const std::string& name) const { return all_ ? *all_ : kind_by_name(name); }

private:
    /// What told of persons was left out, and nothing that is left says what stands there.
    static bool may_be_homes(const Table& table, const PlaceColumns& columns, const ImportReport& report) {
        const auto of_persons = [](const Notes::Kind& kind) { return kind.kind == "personal_left_out"; };
        const std::vector<Notes::Kind>& told = report.warnings.kinds();
        return columns.services < 0 && std::any_of(told.begin(), told.end(), of_persons) &&
               std::none_of(table.rows.begin(), table.rows.end(), [&](const Table::Row& row) {
                   const std::string name = cell(row, columns.name_th);
                   return says_school(name) || kind_of(name).has_value();
               });
    }

    void ask_homes(const Table& table, const ImportOptions& options, ImportReport& report) {
        ImportNote note{"homes_or_places",
                        report.file,
                        table.sheet,
                        0,
                        "",
                        "",
                        grouped(static_cast<std::int64_t>(table.rows.size()))};
        for (const auto kind : {PlaceKind::school, PlaceKind::learning_centre, PlaceKind::learning_unit,
                                PlaceKind::child_centre})
            note.fixes.push_back({std::string{"all_"} + place_kind_name(kind), ""});
        if (const Decision* said = decision_for(options.reading, note.kind, 0)) all_are(said->choice);
        const bool settled = all_.has_value() || options.accept;
        if (!all_) all_ = PlaceKind::other;
        (settled ? report.warnings : report.problems).push_back(std::move(note));
        if (!settled) report.outcome = Outcome::ask;
    }

    void all_are(const std::string& choice) {
        constexpr std::string_view all = "all_";
        if (choice.starts_with(all)) all_ = place_kind_from_name(choice.substr(all.size()));
    }
    std::optional<PlaceKind> all_;
};

/// `pool` holds what many rows have in common.
Place place_of(const Table& table, const PlaceColumns& columns, const KindsWithoutColumn& kinds,
               const Table::Row& row, TextPool& pool, ImportReport& report) {
    Place place;
    place.name_th = cell(row, columns.name_th);
    place.name_en = cell(row, columns.name_en);
    const std::string kind_words = cell(row, columns.kind);
    const auto known = columns.kind < 0     ? kinds.of(place.name_th)
                       : kind_words.empty() ? PlaceKind::school
                                            : kind_of(kind_words);
    place.kind = known.value_or(PlaceKind::other);
    place.services = services_of(cell(row, columns.services), place.kind);
    if (!known) report.warnings.push_back(note("unknown_kind", report, table, row, columns.kind, kind_words));
    place.school_level = pool.of(cell(row, columns.school_level));
    place.agency = pool.of(cell(row, columns.agency));
    const std::string status = cell(row, columns.status);
    const auto open = is_open(status);
    if (!open) report.warnings.push_back(note("unknown_status", report, table, row, columns.status, status));
    place.open = open.value_or(true);
    place.position_quality = pool.of(cell(row, columns.quality));
    if (const std::string text = cell(row, columns.capacity); !text.empty()) {
        const auto value = count_from_cell(row.cells[static_cast<std::size_t>(columns.capacity)]);
        if (value && value->state == CellState::value && value->milli <= 1000000000)
            place.capacity = static_cast<std::int32_t>(value->milli / 1000);
        else if (!value)
            report.warnings.push_back(note("bad_number", report, table, row, columns.capacity, text));
    }
    return place;
}

/// The columns of a table of villages, as a person set them or by their names; -1 for none.
struct VillageColumns {
    int id, name, weight;
    VillageColumns(const Table& table, const Reading& reading) {
        const auto named = [&](ColumnRole role, std::initializer_list<const char*> keys) {
            return said_column(table, reading, role, table.column(keys));
        };
        id = named(ColumnRole::village_code, {"id", "village_id", "vill_code", "รหัสหมู่บ้าน", "code", "v_id"});
        name = named(ColumnRole::village_name, {"name", "name_th", "village", "vill_nam_t", "vill_name",
                                                "village_th", "ชื่อหมู่บ้าน", "ชื่อ", "ชื่อบ้าน", "village_name"});
        weight = named(ColumnRole::weight,
                       {"population", "pop", "households", "weight", "ประชากร", "ครัวเรือน", "หลังคาเรือน"});
    }
    void tell(const Table& table, Reading& reading) const {
        set_role(table, id, ColumnRole::village_code, reading);
        set_role(table, name, ColumnRole::village_name, reading);
        set_role(table, weight, ColumnRole::weight, reading);
    }
};

Village village_of(const Table& table, const VillageColumns& columns, const Table::Row& row,
                   ImportReport& report) {
    Village village;
    village.id = cell(row, columns.id);
    village.name = cell(row, columns.name);
    village.weight = columns.weight < 0 ? 1 : no_weight;
    const std::string text = cell(row, columns.weight);
    if (text.empty()) return village;
    const auto value = count_from_cell(row.cells[static_cast<std::size_t>(columns.weight)]);
    if (value && value->state == CellState::value)
        village.weight = value->milli / 1000;
    else if (!value)
        report.warnings.push_back(note("bad_number", report, table, row, columns.weight, text));
    return village;
}

/// What is worth a look over all places: closed ones, ids that stand twice, points that several share.
void note_places(const Table& table, const PlaceColumns& columns, const Made<Place>& made,
                 ImportReport& report) {
    const auto closed =
        std::count_if(made.points.begin(), made.points.end(), [](const Place& place) { return !place.open; });
    if (closed > 0)
        report.warnings.push_back({"closed_places", report.file, table.sheet, 0,
                                   table.header[static_cast<std::size_t>(columns.status)], "",
                                   std::to_string(closed)});
    if (made.ids) report.warnings.push_back(*made.ids);
    RowNumbers rows, of;
    for (std::uint32_t p = 0; p < made.points.size(); ++p) {
        if (!made.points[p].has_position) continue;
        rows.push_back(made.rows[p]);
        of.push_back(p);
    }
    const auto at = [&](std::size_t i) { return made.points[of[i]].at; };
    constexpr std::size_t many = 10;
    note_same_points("same_point", many, rows.size(), true, at, rows, table, report);
    note_same_points("shared_point", 2, many - 1, true, at, rows, table, report);
}

}  // namespace

Result<std::vector<Place>> places_of(const Table& table, const Areas& areas, const ImportOptions& options,
                                     ImportReport& report, const Progress& progress) {
    TRY(const Positions positions, Positions::of(table, areas, options.reading, report.file));
    const PlaceColumns columns(table, options.reading);
    columns.tell(table, report.reading);
    const KindsWithoutColumn kinds(table, columns, options, report);
    const RowNumbers rows = rows_once(table, report);
    const RowIds ids(table, columns.id, rows, options.reading, report);
    Made<Place> made;
    made.ids = repeated_ids(table, columns.id, report);
    made.points.reserve(rows.size());
    made.later.file = report.file;
    TextPool pool;
    judge_positions(table, rows, positions, areas, options, report, progress,
                    [&](std::uint32_t at, const Table::Row& row, const JudgedRow& judged) {
                        ++(judged.held ? report.rows_rejected : report.rows_loaded);
                        if (judged.left_out) return;
                        Place place = place_of(table, columns, kinds, row, pool, made.later);
                        place.id = ids.of(row);
                        const bool own_id = !place.id.empty();
                        if (!own_id) place.id = "p" + std::to_string(row.number);
                        place.has_position = judged.at.has_value();
                        place.at = judged.at.value_or(LonLat{});
                        place.area = judged.area;
                        made.add(std::move(place), at, own_id);
                    });
    made.tell(report);
    const PositionColumns where = position_columns(table);
    tell_columns_not_read(
        table,
        {columns.name_en, columns.services, columns.quality, where.both, where.lon_side, where.lat_side},
        report);
    note_places(table, columns, made, report);
    return sorted_points(std::move(made), [](const Place& p) {
        return std::tie(p.at.lon, p.at.lat, p.name_th, p.name_en, p.kind, p.services, p.school_level,
                        p.agency, p.capacity, p.open, p.position_quality);
    });
}

Result<std::vector<Village>> villages_of(const Table& table, const Areas& areas, const ImportOptions& options,
                                         ImportReport& report, const Progress& progress) {
    TRY(const Positions positions, Positions::of(table, areas, options.reading, report.file));
    const VillageColumns columns(table, options.reading);
    columns.tell(table, report.reading);
    const RowNumbers rows = rows_once(table, report);
    Made<Village> made;
    made.ids = repeated_ids(table, columns.id, report);
    made.points.reserve(rows.size());
    made.later.file = report.file;
    judge_positions(table, rows, positions, areas, options, report, progress,
                    [&](std::uint32_t at, const Table::Row& row, const JudgedRow& judged) {
                        if (!judged.at) {  // nobody can be placed there
                            ++report.rows_rejected;
                            if (!options.accept && !judged.left_out) report.outcome = Outcome::ask;
                            return;
                        }
                        Village village = village_of(table, columns, row, made.later);
                        const bool own_id = !village.id.empty();
                        if (!own_id) village.id = "v" + std::to_string(row.number);
                        village.at = *judged.at;
                        village.area = judged.area;
                        made.add(std::move(village), at, own_id);
                        ++report.rows_loaded;
                    });
    made.tell(report);
    const PositionColumns where = position_columns(table);
    tell_columns_not_read(table, {where.both, where.lon_side, where.lat_side}, report);
    if (made.ids) report.warnings.push_back(*made.ids);
    const auto at = [&](std::size_t i) { return made.points[i].at; };
    note_same_points("repeated_villages", 2, made.rows.size(), false, at, made.rows, table, report);
    const auto blank = [](const Village& village) { return village.weight == no_weight; };
    const auto first = std::find_if(made.points.begin(), made.points.end(), blank);
    if (first != made.points.end()) {
        const Table::Row row = table.rows[made.rows[static_cast<std::size_t>(first - made.points.begin())]];
        report.warnings.push_back(note("weight_assumed", report, table, row, columns.weight, "",
                                       grouped(std::count_if(first, made.points.end(), blank))));
    }
    std::vector<Village> out = sorted_points(
        std::move(made), [](const Village& v) { return std::tie(v.at.lon, v.at.lat, v.name, v.weight); });
    set_missing_weights(out);
    return out;
}

}  // namespace geo
