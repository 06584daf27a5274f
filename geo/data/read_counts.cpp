#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/count_columns.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

namespace geo {

using rows::cell;
using rows::note;

namespace {

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
    if (code < 0 || !holds_counts(table, code)) return 0;
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
    TRY_VOID(refuse_two_headers(table, report.file));
    const int code = code_column(table);
    if (code < 0) {
        Error error;
        error.fault = Fault::no_code_column;
        error.file = report.file;
        error.column = rows::header_words(table);
        return fail(std::move(error));
    }
    TRY(CountColumns found_columns, count_columns(table, code, report));
    const std::vector<int>& columns = found_columns.column;
    std::vector<CountSeries>& series = found_columns.series;
    const int whole = found_columns.whole;
    const bool parts = found_columns.parts;

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
    // The codes of provinces, repeated over and over: the rest of each code stands in other columns.
    if (report.rows_duplicate * 2 > report.rows_in && !report.by_area_milli.empty() &&
        report.by_area_milli.front().first.size() == 2) {
        Error error;
        error.fault = Fault::no_code_column;
        error.file = report.file;
        error.column = rows::header_words(table);
        return fail(std::move(error));
    }
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
    return std::move(series);
}

}  // namespace geo
