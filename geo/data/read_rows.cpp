#include "geo/data/read_rows.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/locate.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

namespace geo {
namespace {

std::string cell(const Table::Row& row, int column) {
    return column < 0 ? std::string{} : normalised(row.cells[static_cast<std::size_t>(column)]);
}

bool has(const std::string& text, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const char* w) { return text.find(w) != std::string::npos; });
}

PlaceKind kind_of(const std::string& text) {
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
    return PlaceKind::school;
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
        default:
            return service_formal;
    }
}

ImportNote note(const char* kind, const ImportReport& report, const Table& table, const Table::Row& row,
                int column, const std::string& value, const std::string& reason = {}) {
    return {kind,
            report.file,
            table.sheet,
            row.number,
            column < 0 ? std::string{} : table.header[static_cast<std::size_t>(column)],
            std::string{shortened(value, 80)},
            reason};
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

Failure without_position(const std::string& file, const Table& table) {
    Error error;
    error.fault = Fault::no_position;
    error.file = file;
    for (const std::string& name : table.header) error.column += (error.column.empty() ? "" : ", ") + name;
    error.column = std::string{shortened(error.column, 160)};
    return fail(std::move(error));
}

ChildStatus status_of(const std::string& header) {
    const std::string key = key_of(header);
    if (has(key, {"ตกหล่น", "never_enrolled", "neverenrolled"})) return ChildStatus::never_enrolled;
    if (has(key, {"ออกกลางคัน", "dropped_out", "dropout", "droppedout"})) return ChildStatus::dropped_out;
    if (has(key, {"เสี่ยง", "at_risk", "atrisk"})) return ChildStatus::at_risk;
    if (has(key, {"กลับมาเรียน", "returned"})) return ChildStatus::returned;
    return ChildStatus::any;
}

bool is_total_header(const std::string& header) {
    const std::string key = key_of(header);
    return key == "รวม" || key == "total" || key == "รวมทั้งสิ้น" || key == "ทั้งหมด" || key == "ยอดรวม" ||
           key == "sum";
}

/// How a row of totals begins; รวม alone would also catch the tambon รวมไทยพัฒนา.
constexpr std::array<const char*, 11> total_openings = {"รวมทั้ง",  "รวมอำเภอ",   "รวมอ.",   "รวมจังหวัด",
                                                        "รวมจ.",  "รวมตำบล",    "รวมเขต",  "รวมทุก",
                                                        "ยอดรวม", "grandtotal", "subtotal"};

bool says_total(const std::string& text) {
    const std::string key = key_of(text);
    if (key == "รวม" || key == "total") return true;
    return std::any_of(total_openings.begin(), total_openings.end(),
                       [&](const char* opening) { return key.rfind(opening, 0) == 0; });
}

/// Of columns without parts or total, the one that says it counts children; else the first that is neither a
/// share, a population nor of another axis; else the first.
std::size_t column_of_children(const std::vector<CountSeries>& series) {
    for (std::size_t i = 0; i < series.size(); ++i)
        if (is_out_of_learning(series[i].status) &&
            has(key_of(series[i].name), {"เด็ก", "children", "นอกระบบ", "out_of_school", "oosc"}) &&
            !has(key_of(series[i].name), {"ร้อยละ", "%", "percent", "rate", "อัตรา"}))
            return i;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (is_out_of_learning(series[i].status) &&
            !has(key_of(series[i].name), {"ร้อยละ", "%", "percent", "rate", "อัตรา", "ประชากร", "population"}))
            return i;
    return 0;
}

/// Columns that hold counts: at least one number, and only counts, blanks and hidden cells.
std::vector<int> count_columns(const Table& table, int code) {
    std::vector<int> out;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string key = key_of(table.header[static_cast<std::size_t>(c)]);
        // "6-14 ปี" is an age and stays; "ปีการศึกษา" and running numbers are no counts of children.
        const bool is_year = key == "ปี" || key == "year" || key == "พ.ศ." || key == "พ.ศ" || key == "ค.ศ." ||
                             key.rfind("ปีการศึกษา", 0) == 0 || key.rfind("ปีงบ", 0) == 0 ||
                             key.rfind("ปีข้อมูล", 0) == 0;
        const bool is_running = key == "ที่" || key == "no" || key == "no." || key == "#" || key == "seq" ||
                                key == "id" || key == "fid" || key.rfind("ลำดับ", 0) == 0;
        const bool is_place = key == "lat" || key == "lon" || key == "latitude" || key == "longitude" ||
                              key == "x" || key == "y";
        if (c == code || is_year || is_running || is_place ||
            has(key, {"code", "รหัส", "name", "ชื่อ", "date", "วันที่", "หมายเหตุ", "note"}))
            continue;
        std::size_t numbers = 0;
        std::size_t others = 0;
        for (const Table::Row& row : table.rows) {
            const auto value = count_from_cell(row.cells[static_cast<std::size_t>(c)]);
            if (!value)
                ++others;
            else if (value->state == CellState::value)
                ++numbers;
        }
        if (numbers > 0 && others * 5 <= numbers) out.push_back(c);
    }
    return out;
}

struct Subtotal {
    std::string code;
    const Table::Row* row;
};

/// A subtotal that is not the sum of the rows loaded below it is said; the rows count.  Areas with a cell
/// that is missing, hidden or refused cannot be checked and differ only where the rows exceed the subtotal.
void check_subtotals(const Table& table, const Areas& areas, const std::vector<int>& columns,
                     const std::vector<CountSeries>& series, const std::vector<Subtotal>& subtotals,
                     ImportReport& report) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!series[i].in_total || subtotals.empty()) continue;
        std::map<std::string, std::int64_t> sum;
        std::set<std::string> open_ended;
        for (const CountCell& c : series[i].cells) {
            const std::string& code = areas.at(c.level).code[c.area.row()];
            for (std::size_t digits = 2; digits < code.size(); digits += 2) {
                sum[code.substr(0, digits)] += c.children_milli;
                if (c.state != CellState::value) open_ended.insert(code.substr(0, digits));
            }
        }
        for (const Subtotal& subtotal : subtotals) {
            const std::string text = cell(*subtotal.row, columns[i]);
            const auto stated = count_from_cell(text);
            if (!stated || stated->state != CellState::value) continue;
            const std::int64_t below = sum[subtotal.code];
            if (stated->milli == below || (open_ended.contains(subtotal.code) && below < stated->milli))
                continue;
            report.warnings.push_back(note("subtotal_differs", report, table, *subtotal.row, columns[i], text,
                                           exact_children(below)));
        }
    }
}

}  // namespace

int code_column(const Table& table) {
    int best = -1;
    std::size_t best_score = 0;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        std::size_t codes = 0;
        std::size_t digits = 0;
        std::size_t filled = 0;
        for (const Table::Row& row : table.rows) {
            if (cell(row, c).empty()) continue;
            ++filled;
            const auto code = code_from_cell(row.cells[static_cast<std::size_t>(c)]);
            if (!code || code->code.size() > 6) continue;
            if (code->code[0] == '0') continue;
            ++codes;
            digits = std::max(digits, code->code.size());
        }
        const std::string key = key_of(table.header[static_cast<std::size_t>(c)]);
        const bool named = has(key, {"code", "รหัส", "pcode", "geocode"}) &&
                           !has(key, {"postal", "zip", "ไปรษณีย์", "school", "โรงเรียน"});
        if (filled == 0 || codes * 10 < filled * (named ? 5 : 9) || (!named && digits < 4)) continue;
        const std::size_t score = digits * 2 + (named ? 100 : 0);
        if (score > best_score) {
            best_score = score;
            best = c;
        }
    }
    return best;
}

PositionColumns position_columns(const Table& table) {
    return {table.column({"lon", "longitude", "long", "lng", "x", "ลองจิจูด", "ลองติจูด"}),
            table.column({"lat", "latitude", "y", "ละติจูด"})};
}

Result<void> refuse_personal_data(const Table& table, const std::string& file) {
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        std::size_t ids = 0;
        std::int64_t first = 0;
        for (const Table::Row& row : table.rows) {
            if (!is_personal_id(row.cells[c])) continue;
            if (ids++ == 0) first = row.number;
        }
        // One number in eleven passes the check by chance, so a project number is not taken for a person.
        if (ids == 0 || ids * 3 < table.rows.size()) continue;
        Error error;
        error.fault = Fault::personal_data;
        error.file = file;
        error.row = first;
        error.column = table.header[c];
        return fail(std::move(error));
    }
    return {};
}

bool says_made_up(const Table& table) {
    const auto says = [](const std::string& text) {
        const std::string key = key_of(text);
        return has(key, {"ข้อมูลสมมติ", "made_up", "made-up", "madeup"});
    };
    if (says(table.sheet) || std::any_of(table.header.begin(), table.header.end(), says)) return true;
    for (std::size_t r = 0; r < std::min<std::size_t>(5, table.rows.size()); ++r)
        if (std::any_of(table.rows[r].cells.begin(), table.rows[r].cells.end(), says)) return true;
    return false;
}

Result<std::vector<Place>> places_of(const Table& table, const Areas& areas, ImportReport& report) {
    const PositionColumns where = position_columns(table);
    if (where.lon < 0 || where.lat < 0) return without_position(report.file, table);
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
    std::vector<Place> places;
    for (const Table::Row& row : table.rows) {
        ++report.rows_in;
        Place place;
        place.id = cell(row, id);
        if (place.id.empty()) place.id = "p" + std::to_string(row.number);
        place.name_th = cell(row, name_th);
        place.name_en = cell(row, name_en);
        place.kind = kind_of(cell(row, kind));
        place.services = services_of(cell(row, services), place.kind);
        place.school_level = cell(row, school_level);
        place.agency = cell(row, agency);
        const std::string status_key = key_of(cell(row, status));
        place.open = !(status_key == "closed" || status_key == "0" || status_key == "no" ||
                       has(status_key, {"ปิด", "เลิก"}));
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
    std::vector<LonLat> at;
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

Result<std::vector<CountSeries>> counts_of(const Table& table, const Areas& areas, bool accept,
                                           ImportReport& report) {
    const int code = code_column(table);
    if (code < 0) {
        Error error;
        error.fault = Fault::no_code_column;
        error.file = report.file;
        for (const std::string& name : table.header)
            error.column += (error.column.empty() ? "" : ", ") + name;
        error.column = std::string{shortened(error.column, 160)};
        return fail(std::move(error));
    }
    const std::vector<int> columns = count_columns(table, code);
    if (columns.empty()) {
        Error error;
        error.fault = Fault::needs_counts;
        error.file = report.file;
        return fail(std::move(error));
    }
    std::vector<CountSeries> series;
    bool parts = false;
    for (const int c : columns) {
        CountSeries s;
        s.name = table.header[static_cast<std::size_t>(c)];
        s.status = status_of(s.name);
        s.id = s.status == ChildStatus::any ? "c" + std::to_string(c + 1) : child_status_name(s.status);
        if (is_total_header(s.name)) s.id = "total";
        for (const CountSeries& other : series)
            if (other.id == s.id) s.id += "_" + std::to_string(c + 1);
        s.source = std::filesystem::path(report.file).filename().string();
        parts = parts || s.status == ChildStatus::never_enrolled || s.status == ChildStatus::dropped_out;
        series.push_back(std::move(s));
    }
    // Parts make the total; a total column beside them is checked, never added.  Without parts the total
    // column, else the first column of counts, is the number of children.
    int whole = -1;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (series[i].id == "total") whole = static_cast<int>(i);
    for (CountSeries& s : series)
        s.in_total =
            parts && (s.status == ChildStatus::never_enrolled || s.status == ChildStatus::dropped_out);
    if (!parts) {
        const std::size_t chosen = whole >= 0 ? static_cast<std::size_t>(whole) : column_of_children(series);
        // At risk and returned are other axes: never children out of learning.
        series[chosen].in_total = is_out_of_learning(series[chosen].status);
    }

    // A row of an amphoe or a province is a subtotal only where the table has rows below it; alone it is a
    // count of its own.
    std::set<std::string> has_parts;
    for (const Table::Row& row : table.rows)
        if (const auto found = code_from_cell(row.cells[static_cast<std::size_t>(code)]);
            found && found->code.size() <= 6)
            for (std::size_t digits = 2; digits < found->code.size(); digits += 2)
                has_parts.insert(found->code.substr(0, digits));
    std::vector<Subtotal> subtotals;
    std::map<std::string, std::int64_t> seen;
    for (const Table::Row& row : table.rows) {
        ++report.rows_in;
        const std::string raw = cell(row, code);
        const auto found = code_from_cell(row.cells[static_cast<std::size_t>(code)]);
        // Only a row without an area of its own is a total by its words.
        const bool has_area = found && found->code.size() <= 6 &&
                              areas.find(static_cast<Level>(found->code.size() / 2), found->code).valid();
        const bool total_row = !has_area && std::any_of(row.cells.begin(), row.cells.end(),
                                                        [](const std::string& c) { return says_total(c); });
        if (total_row || (found && has_parts.contains(found->code))) {
            ++report.rows_subtotal;
            if (found) subtotals.push_back({found->code, &row});
            continue;
        }
        if (!found || found->code.size() > 6) {
            ++report.rows_rejected;
            report.problems.push_back(note("bad_code", report, table, row, code, raw));
            continue;
        }
        const auto level = static_cast<Level>(found->code.size() / 2);
        const AreaId area = areas.find(level, found->code);
        if (!area.valid()) {
            ++report.rows_rejected;
            report.problems.push_back(note("unknown_code", report, table, row, code, raw));
            continue;
        }
        if (const auto first = seen.find(found->code); first != seen.end()) {
            ++report.rows_duplicate;
            report.problems.push_back(
                note("duplicate_code", report, table, row, code, raw, std::to_string(first->second)));
            continue;
        }
        std::vector<CountCell> cells(columns.size());
        bool bad = false;
        for (std::size_t i = 0; i < columns.size() && !bad; ++i) {
            const std::string text = cell(row, columns[i]);
            const auto value = count_from_cell(text);
            if (!value) {
                ++report.rows_rejected;
                report.problems.push_back(note("bad_number", report, table, row, columns[i], text));
                bad = true;
                break;
            }
            cells[i] = {level, area, value->state, value->milli};
            if (value->repaired)
                report.repairs.push_back(note("number_repaired", report, table, row, columns[i], text));
        }
        if (bad) continue;
        seen.emplace(found->code, row.number);
        if (found->repaired)
            report.repairs.push_back(note("code_repaired", report, table, row, code, raw, found->code));
        std::int64_t sum = 0;
        bool all_values = true;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            series[i].cells.push_back(cells[i]);
            if (cells[i].state == CellState::missing) ++report.missing_cells;
            if (cells[i].state == CellState::suppressed) ++report.suppressed_cells;
            if (!series[i].in_total) continue;
            sum += cells[i].children_milli;
            all_values = all_values && cells[i].state == CellState::value;
        }
        report.total_children_milli += sum;
        report.by_area_milli.emplace_back(found->code, sum);
        if (parts && whole >= 0 && all_values) {
            const CountCell& stated = cells[static_cast<std::size_t>(whole)];
            if (stated.state == CellState::value && stated.children_milli != sum)
                report.warnings.push_back(
                    note("total_differs", report, table, row, columns[static_cast<std::size_t>(whole)],
                         cell(row, columns[static_cast<std::size_t>(whole)]), std::to_string(sum / 1000)));
        }
        ++report.rows_loaded;
    }
    std::sort(report.by_area_milli.begin(), report.by_area_milli.end());
    check_subtotals(table, areas, columns, series, subtotals, report);
    for (CountSeries& s : series)
        std::sort(s.cells.begin(), s.cells.end(), [](const CountCell& a, const CountCell& b) {
            return a.level != b.level ? a.level < b.level : a.area < b.area;
        });
    if (report.rows_loaded == 0) {
        report.outcome = Outcome::refuse;
        Error error;
        error.fault = Fault::unknown_codes;
        error.file = report.file;
        if (!report.problems.empty()) {
            error.row = report.problems.front().row;
            error.column = report.problems.front().column;
            error.value = report.problems.front().value;
        }
        return fail(std::move(error));
    }
    if (!report.problems.empty() && !accept) report.outcome = Outcome::ask;
    return series;
}

}  // namespace geo
