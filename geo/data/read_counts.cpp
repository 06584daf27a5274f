#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

namespace geo {

using rows::cell;
using rows::has;
using rows::note;

namespace {

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

std::size_t rows_with_counts(const Table& table, const Areas& areas) {
    const int code = code_column(table);
    if (code < 0 || count_columns(table, code).empty()) return 0;
    std::size_t rows = 0;
    for (const Table::Row& row : table.rows) {
        const auto found = code_from_cell(row.cells[static_cast<std::size_t>(code)]);
        if (found && found->code.size() <= 6 &&
            areas.find(static_cast<Level>(found->code.size() / 2), found->code).valid())
            ++rows;
    }
    return rows;
}

Result<std::vector<CountSeries>> counts_of(const Table& table, const Areas& areas, bool accept,
                                           ImportReport& report) {
    const int code = code_column(table);
    if (code < 0) {
        Error error;
        error.fault = Fault::no_code_column;
        error.file = report.file;
        error.column = rows::header_words(table);
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
