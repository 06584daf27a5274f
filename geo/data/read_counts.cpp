#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/cell_look.h"
#include "geo/data/count_columns.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"
#include "geo/data/subtotals.h"

#include <algorithm>
#include <map>
#include <set>

namespace geo {

using rows::cell;
using rows::note;

namespace {

/// Codes of areas that have rows below them in the table.  A row of such an area is a subtotal; an amphoe or
/// a province without is a count of its own.
std::set<std::string> codes_with_parts(const Table& table, int code) {
    std::set<std::string> out;
    for (const Table::Row& row : table.rows)
        if (const auto found = code_from_cell(row.cells[static_cast<std::size_t>(code)]);
            found && found->code.size() <= 6)
            for (std::size_t digits = 2; digits < found->code.size(); digits += 2)
                out.insert(found->code.substr(0, digits));
    return out;
}

/// A row that counts the children of an area.
struct CountRow {
    std::size_t at = 0;  ///< among the rows of the table
    CodeCell code;
    Level level = Level::tambon;
    AreaId area;
    std::vector<CountCell> cells;  ///< one a column
    std::vector<int> repaired;     ///< columns
};

/// The children of a row over the columns that make the total.
std::int64_t children_of(const std::vector<CountCell>& cells, const std::vector<CountSeries>& series) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (series[i].in_total) sum += cells[i].children_milli;
    return sum;
}

/// One table of counts on its way to series.
class CountTable {
public:
    CountTable(const Table& table, const Areas& areas, int code, CountColumns columns, ImportReport& report)
        : table_(table), areas_(areas), code_(code), columns_(std::move(columns)), report_(report) {}

    void read() {
        const std::set<std::string> has_parts = codes_with_parts(table_, code_);
        for (std::size_t at = 0; at < table_.rows.size(); ++at) {
            ++report_.rows_in;
            const Table::Row& row = table_.rows[at];
            auto found = code_from_cell(row.cells[static_cast<std::size_t>(code_)]);
            const bool a_code = found && found->code.size() <= 6;
            const AreaId area = a_code ? areas_.find(level_of(found->code), found->code) : AreaId{};
            // Only a row without an area of its own is a total by its words.
            const bool total_row =
                !area.valid() && std::any_of(row.cells.begin(), row.cells.end(), says_total);
            if (total_row || (found && has_parts.contains(found->code))) {
                ++report_.rows_subtotal;
                totals_.push_back({a_code ? found->code : "", at});
            } else if (!area.valid()) {
                reject(at, a_code ? "unknown_code" : "bad_code", code_);
            } else {
                read_cells(at, *std::move(found), area);
            }
        }
    }

    /// Rows that say the same of one area count once; where they differ, all are held and a person decides.
    void settle_repeated() {
        std::map<std::string, std::vector<std::size_t>> of_code;
        for (std::size_t i = 0; i < good_.size(); ++i) of_code[good_[i].code.code].push_back(i);
        std::set<std::size_t> out;
        any_province_ = !of_code.empty() && of_code.begin()->first.size() == 2;
        for (const auto& [code, all] : of_code) {
            const CountRow& first = good_[all.front()];
            const bool same = std::all_of(all.begin(), all.end(),
                                          [&](std::size_t i) { return good_[i].cells == first.cells; });
            for (std::size_t k = same ? 1 : 0; k < all.size() && all.size() > 1; ++k) {
                const CountRow& row = good_[all[k]];
                out.insert(all[k]);
                const std::string other = std::to_string(number_of(good_[all[k == 0 ? 1 : 0]]));
                if (same) {
                    ++report_.rows_duplicate;
                    report_.repairs.push_back(
                        note("row_repeated", report_, table_, row_of(row), code_, code, other));
                    continue;
                }
                reject(row.at, "duplicate_code", code_, other);
                report_.ambiguous.push_back({number_of(row), "duplicate_code", {code}});
            }
            repeated_ += static_cast<std::int64_t>(all.size()) - 1;
        }
        std::vector<CountRow> kept;
        for (std::size_t i = 0; i < good_.size(); ++i)
            if (!out.contains(i)) kept.push_back(std::move(good_[i]));
        good_ = std::move(kept);
    }

    void load() {
        std::vector<CodedRow> loaded;
        for (const CountRow& row : good_) {
            note_repairs(row);
            bool all_values = true;
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                columns_.series[i].cells.push_back(row.cells[i]);
                if (row.cells[i].state == CellState::missing) ++report_.missing_cells;
                if (row.cells[i].state == CellState::suppressed) ++report_.suppressed_cells;
                all_values =
                    all_values && (!columns_.series[i].in_total || row.cells[i].state == CellState::value);
            }
            const std::int64_t sum = children_of(row.cells, columns_.series);
            report_.total_children_milli += sum;
            report_.by_area_milli.emplace_back(row.code.code, sum);
            if (all_values) check_whole(row, sum);
            ++report_.rows_loaded;
            loaded.push_back({row.code.code, row.at});
        }
        std::sort(report_.by_area_milli.begin(), report_.by_area_milli.end());
        settle_totals(table_, areas_, totals_, loaded, refused_, columns_, report_);
        note_coarse();
    }

    /// The codes of provinces, repeated over and over: the rest of each code stands in other columns.
    bool is_of_part_codes() const { return repeated_ * 2 > report_.rows_in && any_province_; }

    std::vector<CountSeries> take() { return std::move(columns_.series); }

private:
    static Level level_of(const std::string& code) { return static_cast<Level>(code.size() / 2); }
    const Table::Row& row_of(const CountRow& row) const { return table_.rows[row.at]; }
    std::int64_t number_of(const CountRow& row) const { return row_of(row).number; }

    /// The children of a row that is held back are numbered as far as they can be read.
    void reject(std::size_t at, const char* kind, int column, const std::string& reason = {}) {
        const Table::Row& row = table_.rows[at];
        ++report_.rows_rejected;
        const auto found = code_from_cell(row.cells[static_cast<std::size_t>(code_)]);
        const bool placed = found && areas_.find(Level::province, found->code.substr(0, 2)).valid();
        refused_.push_back({placed ? found->code : "", at});
        report_.problems.push_back(note(kind, report_, table_, row, column, cell(row, column), reason));
        for (std::size_t i = 0; i < columns_.column.size(); ++i) {
            if (!columns_.series[i].in_total) continue;
            const auto value = count_from_cell(cell(row, columns_.column[i]));
            if (value) report_.held_children_milli += value->milli;
        }
    }

    void read_cells(std::size_t at, CodeCell code, AreaId area) {
        CountRow out;
        out.at = at;
        out.level = level_of(code.code);
        out.area = area;
        out.code = std::move(code);
        for (const int column : columns_.column) {
            const auto value = count_from_cell(cell(table_.rows[at], column));
            if (!value) {
                const bool error = is_cell_error(cell(table_.rows[at], column));
                reject(at, error ? "cell_error" : "bad_number", column);
                return;
            }
            out.cells.push_back({out.level, area, value->state, value->milli});
            if (value->repaired) out.repaired.push_back(column);
        }
        good_.push_back(std::move(out));
    }

    void note_repairs(const CountRow& row) {
        for (const int column : row.repaired)
            report_.repairs.push_back(
                note("number_repaired", report_, table_, row_of(row), column, cell(row_of(row), column)));
        if (row.code.repaired)
            report_.repairs.push_back(note("code_repaired", report_, table_, row_of(row), code_,
                                           cell(row_of(row), code_), row.code.code));
    }

    /// A column of totals beside the parts is checked, never added.
    void check_whole(const CountRow& row, std::int64_t sum) {
        if (!columns_.parts || columns_.whole < 0) return;
        const auto whole = static_cast<std::size_t>(columns_.whole);
        const CountCell& stated = row.cells[whole];
        if (stated.state != CellState::value || stated.children_milli == sum) return;
        const int column = columns_.column[whole];
        report_.warnings.push_back(note("total_differs", report_, table_, row_of(row), column,
                                        cell(row_of(row), column), exact_children(sum)));
    }

    /// Children whose tambon nobody says have no place on the map.
    void note_coarse() {
        for (const CountSeries& series : columns_.series) {
            if (!series.in_total) continue;
            for (const CountCell& one : series.cells)
                if (one.level < areas_.finest()) report_.children_without_place_milli += one.children_milli;
        }
        if (report_.children_without_place_milli > 0)
            report_.warnings.push_back({"coarse_counts", report_.file, table_.sheet, 0, "", "",
                                        exact_grouped(report_.children_without_place_milli)});
    }

    const Table& table_;
    const Areas& areas_;
    int code_;
    CountColumns columns_;
    ImportReport& report_;
    std::vector<CountRow> good_;
    std::vector<CodedRow> totals_;
    std::vector<CodedRow> refused_;
    std::int64_t repeated_ = 0;
    bool any_province_ = false;
};

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
    TRY(CountColumns columns, count_columns(table, code, report));
    CountTable counts(table, areas, code, std::move(columns), report);
    counts.read();
    counts.settle_repeated();
    if (counts.is_of_part_codes()) {
        Error error;
        error.fault = Fault::no_code_column;
        error.file = report.file;
        error.column = rows::header_words(table);
        return fail(std::move(error));
    }
    counts.load();
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
    // A cell that its sender's program could not work out is held; nobody here can say what it would be.
    const bool asks = std::any_of(report.problems.begin(), report.problems.end(),
                                  [](const ImportNote& note) { return note.kind != "cell_error"; });
    if (asks && !accept) report.outcome = Outcome::ask;
    return counts.take();
}

}  // namespace geo
