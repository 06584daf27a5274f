#include "geo/data/table_to_read.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/file_content.h"
#include "geo/data/personal.h"
#include "geo/data/read_layers.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"
#include "geo/data/workbook.h"
#include "geo/data/zip_tables.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace geo {
bool is_layer(Magic magic, const std::string& file) {
    if (magic == Magic::shapefile || magic == Magic::sqlite || magic == Magic::json) return true;
    if (magic != Magic::zip || is_workbook(magic, file)) return false;
    const auto shape = layer_shape(file);
    return shape && *shape != LayerShape::none;
}

namespace {

/// How many rows of a sheet could become rows of that kind.
std::size_t fitting_rows(const Table& table, const Areas& areas, FileKind kind) {
    if (kind == FileKind::counts) return rows_with_counts(table, areas);
    if (kind == FileKind::groups) return table.rows.size();
    const PositionColumns where = position_columns(table);
    return where.any() ? table.rows.size() : 0;
}

/// Sheets that a person sees and that could be read as well: one is taken, and a person says which is meant.
void ask_which_sheet(const std::vector<Table>& tables, std::size_t best, const Areas& areas, bool accept,
                     ImportReport& report) {
    ImportNote note{
        "which_sheet", report.file, tables[best].sheet, 0, "", rows::cut(tables[best].sheet, 80), ""};
    note.fixes = {{"use_layer", tables[best].sheet}};
    for (std::size_t t = 0; t < tables.size(); ++t) {
        if (t == best || tables[t].hidden || rows_with_counts(tables[t], areas) < 2) continue;
        note.reason += (note.reason.empty() ? "" : ", ") + tables[t].sheet;
        note.fixes.push_back({"use_layer", tables[t].sheet});
    }
    if (note.fixes.size() < 2) return;
    (accept ? report.warnings : report.problems).push_back(std::move(note));
    if (!accept) report.outcome = Outcome::ask;
}

/// The sheet that was asked for, else the one with the most fitting rows, those that the sender sees first;
/// the others are named in the report.  Personal data in any sheet refuses the file.
Result<Table> best_sheet(std::vector<Table> tables, const Areas& areas, FileKind kind,
                         const ImportOptions& options, ImportReport& report, const Progress& progress) {
    std::size_t best = 0;
    const Decision* said = decision_for(options.reading, "which_sheet", 0);
    const std::string& chosen =
        said != nullptr && said->choice == "use_layer" ? said->value : options.reading.sheet;
    const std::string& wanted = options.layer.empty() ? chosen : options.layer;
    if (!wanted.empty()) {
        while (best < tables.size() && tables[best].sheet != wanted) ++best;
        if (best == tables.size()) {
            std::vector<std::string> sheets;
            sheets.reserve(tables.size());
            for (const Table& table : tables) sheets.push_back(table.sheet);
            return no_such_layer(report.file, wanted, sheets);
        }
    } else {
        best = best_table(tables, kind, areas);
    }
    if (tables.size() > 1) {
        std::string others;
        std::string hidden;
        for (std::size_t t = 0; t < tables.size(); ++t) {
            if (t == best) continue;
            TRY_VOID(refuse_other_sheet(tables[t], options.reading, report));
            others += (others.empty() ? "" : ", ") + tables[t].sheet;
            tables[best].other_sheets.push_back(tables[t].sheet);
            if (tables[t].hidden) hidden += (hidden.empty() ? "" : ", ") + tables[t].sheet;
        }
        if (wanted.empty() && kind == FileKind::counts)
            ask_which_sheet(tables, best, areas, options.accept, report);
        if (!hidden.empty()) report.warnings.push_back({"hidden_sheets", report.file, "", 0, "", "", hidden});
        report.warnings.push_back({"sheet_chosen", report.file, tables[best].sheet, 0, "",
                                   rows::cut(tables[best].sheet, 80), others});
    }
    TRY_VOID(without_persons(tables[best], options.reading, options.accept, report, progress));
    return std::move(tables[best]);
}

}  // namespace

std::size_t best_table(const std::vector<Table>& tables, FileKind kind, const Areas& areas) {
    const auto worth = [&](const Table& table) {
        const std::size_t rows = fitting_rows(table, areas, kind);
        return std::pair{rows > 0 && !table.hidden, rows};
    };
    std::size_t best = 0;
    for (std::size_t t = 1; t < tables.size(); ++t)
        if (worth(tables[t]) > worth(tables[best])) best = t;
    return best;
}

bool reads_attributes(const std::string& file, FileKind kind) {
    if (kind != FileKind::counts && kind != FileKind::groups) return false;
    const Magic magic = magic_of(file);
    // Of a zip with tables and layers the tables are read.
    if (magic == Magic::zip && tables_to_read_in(file)) return false;
    return is_layer(magic, file);
}

Result<Table> table_to_read(const std::string& file, FileKind kind, const Areas& areas,
                            const ImportOptions& options, ImportReport& report, const Progress& progress) {
    // Looking at each cell for what tells of persons takes longer than reading it.
    const Progress reading = progress.part(0, 0.4), looking = progress.part(0.4, 1);
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    if (reads_attributes(file, kind)) {
        TRY(auto tables, read_layer_tables(file, options.reading, reading));
        report.reading.decisions = options.reading.decisions;
        TRY(Table table, best_sheet(std::move(tables), areas, kind, options, report, looking));
        report.reading.encoding = options.reading.encoding;
        report.reading.sheet = table.sheet;
        return table;
    }
    if (kind != FileKind::counts && is_layer(magic_of(file), file)) {
        TRY(Table table, read_point_layer(file, areas, options, report, reading));
        report.reading.decisions = options.reading.decisions;
        TRY_VOID(without_persons(table, options.reading, options.accept, report, looking));
        return table;
    }
    TRY(auto tables, read_tables(file, options.reading, reading));
    report.reading.decisions = options.reading.decisions;
    TRY(Table table, best_sheet(std::move(tables), areas, kind, options, report, looking));
    report.reading.encoding = table.separator == 0 ? "" : table.encoding;
    report.reading.separator = table.separator;
    report.reading.sheet = table.sheet;
    report.reading.header_rows = table.header_rows;
    return table;
}

namespace {

/// In a text a cell too many has moved the columns (590101,1,234): those rows are held back.  In a workbook
/// it stands beside the table and moves nothing.  Where most rows are wider than the header, lines of words
/// stand above it.
Result<void> hold_moved_rows(Table& table, bool accept, ImportReport& report) {
    if (table.ragged_rows.empty()) return {};
    if (table.separator == 0) {
        for (const std::int64_t row : table.ragged_rows)
            report.warnings.push_back({"extra_cells", report.file, table.sheet, row, "", "", ""});
        return {};
    }
    if (table.ragged_rows.size() * 2 > table.rows.size()) {
        Error error;
        error.fault = Fault::no_header;
        error.file = report.file;
        error.row = table.ragged_rows.front();
        error.column = rows::header_words(table);
        return fail(std::move(error));
    }
    for (const std::int64_t row : table.ragged_rows)
        report.problems.push_back({"columns_moved", report.file, table.sheet, row, "", "", ""});
    const auto held = static_cast<std::int64_t>(table.ragged_rows.size());
    report.rows_in += held;
    report.rows_rejected += held;
    if (!accept) report.outcome = Outcome::ask;
    table.rows.erase(table.ragged_rows);
    return {};
}

}  // namespace

namespace {

/// Rows that are none of the table, and what was put together to read it.
void note_layout(const Table& table, ImportReport& report) {
    const auto note = [&](std::int64_t row, const std::string& value, const std::string& reason) {
        return ImportNote{"", report.file, table.sheet, row, "", rows::cut(value, 150), reason};
    };
    const auto add = [](Notes& to, const char* kind, ImportNote one) {
        one.kind = kind;
        to.push_back(std::move(one));
    };
    const auto number = [](std::size_t n) { return grouped(static_cast<std::int64_t>(n)); };
    if (!table.titles.empty())
        add(report.repairs, "title_rows",
            note(table.titles.front().row, table.titles.front().text, number(table.titles.size())));
    if (table.header_rows.size() > 1)
        add(report.repairs, "header_joined", note(table.header_row(), "", number(table.header_rows.size())));
    if (!table.repeated_headers.empty())
        add(report.repairs, "repeated_headers",
            note(table.repeated_headers.front(), "", number(table.repeated_headers.size())));
    if (!table.page_lines.empty())
        add(report.repairs, "page_lines",
            note(table.page_lines.front().row, table.page_lines.front().text,
                 number(table.page_lines.size())));
    for (const Table::Line& line : table.notes)
        add(report.warnings, "note_line", note(line.row, "", rows::cut(line.text, 400)));
    for (const Table::FilledCells& one : table.filled) {
        ImportNote filled = note(one.first_row, one.value, grouped(one.rows));
        filled.column = table.header[static_cast<std::size_t>(one.column)];
        add(report.repairs, "cells_filled", std::move(filled));
    }
    for (const Table::WithoutValue& one : table.without_value) {
        ImportNote lacking = note(one.first_row, "", grouped(one.cells));
        lacking.column = table.header[static_cast<std::size_t>(one.column)];
        add(report.warnings, "formula_without_value", std::move(lacking));
    }
    if (!table.hidden_rows.empty())
        add(report.warnings, "hidden_rows",
            note(table.hidden_rows.front(), "", number(table.hidden_rows.size())));
    if (table.hidden) add(report.warnings, "hidden_sheet", note(0, table.sheet, ""));
    report.rows_note += static_cast<std::int64_t>(table.notes.size() + table.page_lines.size() +
                                                  table.block_names.size() + table.repeated_headers.size());
}

/// Whose columns have other names: a person says which table is meant.
void note_other_table(const Table& table, bool accept, ImportReport& report) {
    if (table.other_table.empty()) return;
    const Table::Line& first = table.other_table.front();
    const bool settled = accept || decision_for(report.reading, "other_table", first.row) != nullptr;
    ImportNote note{"other_table",
                    report.file,
                    table.sheet,
                    first.row,
                    "",
                    rows::cut(first.text, 150),
                    grouped(static_cast<std::int64_t>(table.other_table.size()) - 1)};
    note.fixes = {{"first_table", ""}};
    (settled ? report.warnings : report.problems).push_back(std::move(note));
    if (!settled) report.outcome = Outcome::ask;
}

/// A mark that was read as a letter may have stood for the end of a cell: a person looks at the row.
void note_loose_quotes(const Table& table, bool accept, ImportReport& report) {
    for (const std::int64_t row : table.loose_quotes) {
        const bool settled = accept || decision_for(report.reading, "quote_unbalanced", row) != nullptr;
        ImportNote note{"quote_unbalanced", report.file, table.sheet, row, "", "", ""};
        note.fixes = {{"as_letter", ""}};
        (settled ? report.warnings : report.problems).push_back(std::move(note));
        if (!settled) report.outcome = Outcome::ask;
    }
}

}  // namespace

Result<void> note_table(Table& table, bool accept, ImportReport& report) {
    if (table.encoding != "UTF-8")
        report.repairs.push_back({"encoding", report.file, table.sheet, 0, "", "", table.encoding});
    if (table.text_marks > 0)
        report.repairs.push_back({"text_marks", report.file, table.sheet, table.first_text_mark, "", "",
                                  grouped(table.text_marks)});
    note_layout(table, report);
    TRY_VOID(hold_moved_rows(table, accept, report));
    note_loose_quotes(table, accept, report);
    note_other_table(table, accept, report);
    if (!table.cut_short) return {};
    ++report.rows_in;
    ++report.rows_rejected;
    report.problems.push_back(
        {"row_incomplete", report.file, table.sheet, table.rows.back().number, "", "", ""});
    if (!accept) report.outcome = Outcome::ask;
    table.rows.pop_back();
    return {};
}

}  // namespace geo
