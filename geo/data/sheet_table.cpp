#include "geo/data/sheet_table.h"

#include "geo/base/text.h"
#include "geo/data/fill_down.h"
#include "geo/data/layout.h"

#include <algorithm>
#include <map>

namespace geo {
namespace {

bool is_blank(const std::string& cell) {
    return cell.empty() || normalised(cell).empty();
}

Table::Line line_of(const std::vector<std::string>& cells, std::size_t row) {
    Table::Line out;
    out.row = static_cast<std::int64_t>(row) + 1;
    for (const std::string& cell : cells)
        if (std::string text = normalised(cell); !text.empty())
            out.text += (out.text.empty() ? "" : " ") + text;
    return out;
}

/// The columns that have a name, or a cell in a row of the table.
std::vector<std::size_t> columns_of(const Sheet& sheet, const Layout& layout,
                                    const std::vector<RowKind>& kinds) {
    std::vector<std::size_t> out;
    for (std::size_t c = 0; c < layout.header_width; ++c) {
        bool used = !layout.header[c].empty();
        for (std::size_t r = layout.first_row; r < sheet.rows.size() && !used; ++r)
            used = kinds[r] == RowKind::data && c < sheet.rows[r].size() && !is_blank(sheet.rows[r][c]);
        if (used) out.push_back(c);
    }
    return out;
}

void note_without_value(const Sheet& sheet, const std::vector<RowKind>& kinds,
                        const std::vector<std::size_t>& columns, Table& table) {
    std::map<std::size_t, Table::WithoutValue> of_column;
    for (const CellWithoutValue& one : sheet.without_value) {
        if (one.row >= kinds.size() || kinds[one.row] != RowKind::data) continue;
        const auto at = std::find(columns.begin(), columns.end(), one.column);
        if (at == columns.end()) continue;
        Table::WithoutValue& all = of_column[one.column];
        all.column = static_cast<int>(at - columns.begin());
        if (all.cells++ == 0) all.first_row = static_cast<std::int64_t>(one.row) + 1;
    }
    for (const auto& [column, one] : of_column) table.without_value.push_back(one);
}

/// One row into the table, in the columns that it has.
void take_row(std::vector<std::string>&& cells, std::size_t r, const std::vector<std::size_t>& columns,
              std::size_t header_width, Table& table) {
    Table::Row row;
    row.number = static_cast<std::int64_t>(r) + 1;
    table.cut_short = cells.size() < header_width;
    for (std::size_t c = header_width; c < cells.size(); ++c)
        if (!is_blank(cells[c])) {
            table.ragged_rows.push_back(row.number);
            break;
        }
    cells.resize(header_width);
    if (columns.size() == header_width) {
        row.cells = std::move(cells);
    } else {
        row.cells.reserve(columns.size());
        for (const std::size_t c : columns) row.cells.push_back(std::move(cells[c]));
    }
    table.rows.push_back(std::move(row));
}

}  // namespace

std::optional<Table> table_of(Sheet sheet, const std::vector<std::int64_t>& header_rows) {
    const Layout layout = layout_of(sheet, header_rows);
    const std::vector<RowKind> kinds = kinds_of(layout, sheet);
    Table table;
    table.sheet = std::move(sheet.name);
    table.hidden = sheet.hidden;
    table.separator = sheet.separator;
    const std::vector<std::size_t> columns = columns_of(sheet, layout, kinds);
    for (const std::size_t c : columns) table.header.push_back(layout.header[c]);
    table.sheet_columns = columns;
    for (const std::size_t r : layout.header_rows)
        table.header_rows.push_back(static_cast<std::int64_t>(r) + 1);
    for (const std::size_t r : sheet.hidden_rows)
        if (r < kinds.size() && kinds[r] == RowKind::data)
            table.hidden_rows.push_back(static_cast<std::int64_t>(r) + 1);
    note_without_value(sheet, kinds, columns, table);
    table.rows.reserve(static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), RowKind::data)));
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
        switch (kinds[r]) {
            case RowKind::data:
            case RowKind::subtotal:
                take_row(std::move(sheet.rows[r]), r, columns, layout.header_width, table);
                break;
            case RowKind::title:
                table.titles.push_back(line_of(sheet.rows[r], r));
                break;
            case RowKind::note:
                table.notes.push_back(line_of(sheet.rows[r], r));
                break;
            case RowKind::page_line:
                table.page_lines.push_back(line_of(sheet.rows[r], r));
                break;
            case RowKind::block_name:
                table.block_names.push_back(line_of(sheet.rows[r], r));
                break;
            case RowKind::other_table:
                if (Table::Line line = line_of(sheet.rows[r], r); !line.text.empty())
                    table.other_table.push_back(std::move(line));
                break;
            case RowKind::repeated_header:
                table.repeated_headers.push_back(static_cast<std::int64_t>(r) + 1);
                break;
            case RowKind::blank:
            case RowKind::header:
                break;
        }
    }
    if (table.rows.empty()) return std::nullopt;
    // Where the text ends in a note, no row of the table is cut.
    table.cut_short =
        table.cut_short && table.rows.back().number == static_cast<std::int64_t>(sheet.rows.size());
    fill_down(sheet.merged, columns, table);
    add_block_names(table);
    return table;
}

}  // namespace geo
