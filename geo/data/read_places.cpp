#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/locate.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

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

/// Position of a row; nothing (and a note) where it has none that can be.
bool position(const Table& table, const Table::Row& row, PositionColumns columns, ImportReport& report,
              LonLat& at) {
    const auto lon = number_from_cell(cell(row, columns.lon));
    const auto lat = number_from_cell(cell(row, columns.lat));
    if (lon && lat && *lon >= -180 && *lon <= 180 && *lat >= -90 && *lat <= 90 && (*lon != 0 || *lat != 0)) {
        at = {*lon, *lat};
        return true;
    }
    const bool blank = cell(row, columns.lon).empty() && cell(row, columns.lat).empty();
    report.warnings.push_back(note(blank ? "no_position" : "bad_position", report, table, row,
                                   blank ? columns.lat : columns.lon,
                                   blank ? "" : cell(row, columns.lat) + ", " + cell(row, columns.lon)));
    return false;
}

void find_areas(const Areas& areas, const std::vector<LonLat>& at, std::vector<AreaId>& found) {
    found = Locator(areas, areas.finest()).areas_at(at);
}

/// Fault::not_degrees where most rows that hold numbers hold none that could be degrees, exchanged or not.
Result<void> refuse_metres(const Table& table, PositionColumns columns, const std::string& file) {
    std::size_t numbers = 0;
    std::size_t far = 0;
    const Table::Row* first = nullptr;
    for (const Table::Row& row : table.rows) {
        const auto lon = number_from_cell(cell(row, columns.lon));
        const auto lat = number_from_cell(cell(row, columns.lat));
        if (!lon || !lat) continue;
        ++numbers;
        if (std::abs(*lon) <= 360 && std::abs(*lat) <= 360) continue;
        if (far++ == 0) first = &row;
    }
    if (far == 0 || far * 2 <= numbers) return {};
    Error error;
    error.fault = Fault::not_degrees;
    error.file = file;
    error.row = first->number;
    error.column = table.header[static_cast<std::size_t>(columns.lon)] + ", " +
                   table.header[static_cast<std::size_t>(columns.lat)];
    error.value = cell(*first, columns.lon) + ", " + cell(*first, columns.lat);
    return fail(std::move(error));
}

Failure without_position(const std::string& file, const Table& table) {
    Error error;
    error.fault = Fault::no_position;
    error.file = file;
    error.column = rows::header_words(table);
    return fail(std::move(error));
}

}  // namespace

Result<std::vector<Place>> places_of(const Table& table, const Areas& areas, ImportReport& report) {
    const PositionColumns where = position_columns(table);
    if (where.lon < 0 || where.lat < 0) return without_position(report.file, table);
    TRY_VOID(refuse_metres(table, where, report.file));
    const int id =
        table.column({"id", "place_id", "school_id", "schoolid", "รหัสโรงเรียน", "รหัสสถานศึกษา", "รหัส"});
    const int name_th = table.column({"name_th", "name", "school_name", "school_name_th", "school",
                                      "ชื่อโรงเรียน", "ชื่อ", "ชื่อสถานศึกษา", "name_local"});
    const int name_en = table.column({"name_en", "school_name_en", "english"});
    const int kind = table.column({"kind", "type", "ประเภท"});
    const int services = table.column({"services", "service", "บริการ", "รูปแบบ"});
    const int school_level = table.column({"level", "school_level", "ระดับ", "ระดับชั้น", "levels"});
    const int agency = table.column({"agency", "สังกัด", "affiliation"});
    const int capacity = table.column({"capacity", "จำนวนที่รับ", "ความจุ", "รับได้"});
    const int status = table.column({"status", "open", "สถานะ"});
    const int quality = table.column({"geo", "position_quality", "ความแม่นยำ"});
    if (kind < 0 && !table.rows.empty())
        report.warnings.push_back({"kind_assumed", report.file, table.sheet, 0, "", "", ""});
    std::vector<Place> places;
    for (const Table::Row& row : table.rows) {
        ++report.rows_in;
        Place place;
        place.id = cell(row, id);
        if (place.id.empty()) place.id = "p" + std::to_string(row.number);
        place.name_th = cell(row, name_th);
        place.name_en = cell(row, name_en);
        const std::string kind_words = cell(row, kind);
        const auto known = kind_words.empty() ? PlaceKind::school : kind_of(kind_words);
        place.kind = known.value_or(PlaceKind::other);
        place.services = services_of(cell(row, services), place.kind);
        if (!known) report.warnings.push_back(note("unknown_kind", report, table, row, kind, kind_words));
        place.school_level = cell(row, school_level);
        place.agency = cell(row, agency);
        const auto open = is_open(cell(row, status));
        if (!open)
            report.warnings.push_back(note("unknown_status", report, table, row, status, cell(row, status)));
        place.open = open.value_or(true);
        place.position_quality = cell(row, quality);
        if (const std::string text = cell(row, capacity); !text.empty()) {
            const auto value = count_from_cell(text);
            if (value && value->state == CellState::value && value->milli <= 1000000000)
                place.capacity = static_cast<std::int32_t>(value->milli / 1000);
            else if (!value)
                report.warnings.push_back(note("bad_number", report, table, row, capacity, text));
        }
        place.has_position = position(table, row, where, report, place.at);
        places.push_back(std::move(place));
        ++report.rows_loaded;
    }
    const auto closed =
        std::count_if(places.begin(), places.end(), [](const Place& place) { return !place.open; });
    if (closed > 0)
        report.warnings.push_back({"closed_places", report.file, table.sheet, 0,
                                   table.header[static_cast<std::size_t>(status)], "",
                                   std::to_string(closed)});
    std::vector<LonLat> at;
    at.reserve(places.size());
    for (const Place& place : places) at.push_back(place.at);
    std::vector<AreaId> found;
    find_areas(areas, at, found);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i].has_position) continue;
        places[i].area = found[i];
        if (!found[i].valid())
            report.warnings.push_back(
                note("outside", report, table, table.rows[i], name_th, places[i].name_th));
    }
    return places;
}

Result<std::vector<Village>> villages_of(const Table& table, const Areas& areas, ImportReport& report) {
    const PositionColumns where = position_columns(table);
    if (where.lon < 0 || where.lat < 0) return without_position(report.file, table);
    TRY_VOID(refuse_metres(table, where, report.file));
    const int id = table.column({"id", "village_id", "vill_code", "รหัสหมู่บ้าน", "code", "v_id"});
    const int name = table.column({"name", "name_th", "village", "vill_nam_t", "vill_name", "village_th",
                                   "ชื่อหมู่บ้าน", "ชื่อ", "ชื่อบ้าน", "village_name"});
    const int weight =
        table.column({"population", "pop", "households", "weight", "ประชากร", "ครัวเรือน", "หลังคาเรือน"});
    std::vector<Village> villages;
    std::vector<LonLat> at;
    std::vector<std::int64_t> numbers;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const Table::Row& row = table.rows[r];
        ++report.rows_in;
        Village village;
        village.id = cell(row, id);
        if (village.id.empty()) village.id = "v" + std::to_string(row.number);
        village.name = cell(row, name);
        if (!position(table, row, where, report, village.at)) {
            report.problems.push_back(std::move(report.warnings.back()));
            report.warnings.pop_back();
            ++report.rows_rejected;
            continue;
        }
        if (const std::string text = cell(row, weight); !text.empty()) {
            const auto value = count_from_cell(text);
            if (value && value->state == CellState::value)
                village.weight = value->milli / 1000;
            else
                report.warnings.push_back(note("bad_number", report, table, row, weight, text));
        }
        at.push_back(village.at);
        numbers.push_back(static_cast<std::int64_t>(r));
        villages.push_back(std::move(village));
        ++report.rows_loaded;
    }
    std::vector<AreaId> found;
    find_areas(areas, at, found);
    for (std::size_t i = 0; i < villages.size(); ++i) {
        villages[i].area = found[i];
        if (!found[i].valid())
            report.warnings.push_back(note("outside", report, table,
                                           table.rows[static_cast<std::size_t>(numbers[i])], name,
                                           villages[i].name));
    }
    return villages;
}

}  // namespace geo
