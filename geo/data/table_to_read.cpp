#include "geo/data/table_to_read.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/file_content.h"
#include "geo/data/read_layers.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace geo {
bool is_layer(Magic magic, const std::string& file) {
    if (magic == Magic::shapefile || magic == Magic::sqlite || magic == Magic::json) return true;
    if (magic != Magic::zip) return false;
    const auto shape = layer_shape(file);
    return shape && *shape != LayerShape::none;
}

namespace {

/// How many rows of a sheet could become rows of that kind.
std::size_t fitting_rows(const Table& table, const Areas& areas, FileKind kind) {
    if (kind == FileKind::counts) return rows_with_counts(table, areas);
    const PositionColumns where = position_columns(table);
    return where.any() ? table.rows.size() : 0;
}

/// Columns in which a few of many long numbers could be persons' are for a person to look at.
void note_doubts(const Table& table, const std::vector<DoubtfulColumn>& doubts, bool accept,
                 ImportReport& report) {
    for (const DoubtfulColumn& one : doubts)
        (accept ? report.warnings : report.problems)
            .push_back({"maybe_personal", report.file, table.sheet, one.first_row,
                        table.header[static_cast<std::size_t>(one.column)], "",
                        grouped(static_cast<std::int64_t>(one.valid)) + " / " +
                            grouped(static_cast<std::int64_t>(one.all))});
    if (!doubts.empty() && !accept) report.outcome = Outcome::ask;
}

/// The sheet that was asked for, else the one with the most fitting rows, those that the sender sees first;
/// the others are named in the report.  Personal data in any sheet refuses the file.
Result<Table> best_sheet(std::vector<Table> tables, const Areas& areas, FileKind kind,
                         const ImportOptions& options, ImportReport& report) {
    std::vector<std::vector<DoubtfulColumn>> doubts(tables.size());
    for (std::size_t t = 0; t < tables.size(); ++t)
        TRY_VOID(refuse_personal_data(tables[t], report.file, &doubts[t]));
    std::size_t best = 0;
    if (!options.layer.empty()) {
        while (best < tables.size() && tables[best].sheet != options.layer) ++best;
        if (best == tables.size()) {
            std::vector<std::string> sheets;
            sheets.reserve(tables.size());
            for (const Table& table : tables) sheets.push_back(table.sheet);
            return no_such_layer(report.file, options.layer, sheets);
        }
    } else {
        const auto worth = [&](const Table& table) {
            const std::size_t rows = fitting_rows(table, areas, kind);
            return std::pair{rows > 0 && !table.hidden, rows};
        };
        for (std::size_t t = 1; t < tables.size(); ++t)
            if (worth(tables[t]) > worth(tables[best])) best = t;
    }
    if (tables.size() > 1) {
        std::string others;
        for (std::size_t t = 0; t < tables.size(); ++t)
            if (t != best) others += (others.empty() ? "" : ", ") + tables[t].sheet;
        report.warnings.push_back({"sheet_chosen", report.file, tables[best].sheet, 0, "",
                                   std::string{shortened(tables[best].sheet, 80)}, others});
    }
    note_doubts(tables[best], doubts[best], options.accept, report);
    return std::move(tables[best]);
}

}  // namespace

Result<Table> table_to_read(const std::string& file, FileKind kind, const Areas& areas,
                            const ImportOptions& options, ImportReport& report) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    if (kind != FileKind::counts && is_layer(magic_of(file), file)) {
        TRY(Table table, read_point_layer(file, options.layer, report));
        std::vector<DoubtfulColumn> doubts;
        TRY_VOID(refuse_personal_data(table, file, &doubts));
        note_doubts(table, doubts, options.accept, report);
        return table;
    }
    TRY(auto tables, read_tables(file));
    return best_sheet(std::move(tables), areas, kind, options, report);
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
    std::erase_if(table.rows, [&](const Table::Row& row) {
        return std::binary_search(table.ragged_rows.begin(), table.ragged_rows.end(), row.number);
    });
    return {};
}

}  // namespace

Result<void> note_table(Table& table, bool accept, ImportReport& report) {
    if (table.encoding != "UTF-8")
        report.repairs.push_back({"encoding", report.file, table.sheet, 0, "", "", table.encoding});
    TRY_VOID(hold_moved_rows(table, accept, report));
    for (const std::int64_t row : table.loose_quotes)
        report.warnings.push_back({"quote_unbalanced", report.file, table.sheet, row, "", "", ""});
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
