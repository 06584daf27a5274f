#include "geo/data/sheet_table.h"

#include "geo/base/text.h"
#include "geo/data/fill_down.h"
#include "geo/data/layout.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>

namespace geo {
namespace {

bool is_blank(std::string_view cell) {
    return cell.empty() || normalised(cell).empty();
}

Table::Line line_of(const RowCells& cells, std::size_t row) {
    Table::Line out;
    out.row = static_cast<std::int64_t>(row) + 1;
    for (const std::string_view cell : cells)
        if (std::string text = normalised(cell); !text.empty())
            out.text += (out.text.empty() ? "" : " ") + text;
    return out;
}

/// The columns that have a name, or a cell in a row of the table.
std::vector<std::uint32_t> columns_of(const Sheet& sheet, const Layout& layout,
                                      const std::vector<RowKind>& kinds) {
    std::vector<bool> used(layout.header_width);
    std::size_t unused = 0;
    for (std::size_t c = 0; c < layout.header_width; ++c) {
        used[c] = !layout.header[c].empty();
        if (!used[c]) ++unused;
    }
    for (CellRows::Iterator row(&sheet.rows, layout.first_row); unused > 0 && row != sheet.rows.end();
         ++row) {
        if (kinds[row.at()] != RowKind::data) continue;
        for (std::size_t c = 0; c < std::min(row->size(), used.size()); ++c) {
            if (used[c] || is_blank((*row)[c])) continue;
            used[c] = true;
            --unused;
        }
    }
    std::vector<std::uint32_t> out;
    for (std::size_t c = 0; c < used.size(); ++c)
        if (used[c]) out.push_back(static_cast<std::uint32_t>(c));
    return out;
}

void note_without_value(const Sheet& sheet, const std::vector<RowKind>& kinds,
                        const std::vector<std::uint32_t>& columns, Table& table) {
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

/// What a row of the table has beyond its columns, or lacks.
void note_width(const RowCells& cells, std::size_t r, std::size_t header_width, Table& table) {
    table.cut_short = cells.size() < header_width;
    for (std::size_t c = header_width; c < cells.size(); ++c)
        if (!is_blank(cells[c])) {
            table.ragged_rows.push_back(static_cast<std::int64_t>(r) + 1);
            break;
        }
}

}  // namespace

std::optional<Table> table_of(Sheet sheet, const std::vector<std::int64_t>& header_rows) {
    const Layout layout = layout_of(sheet, header_rows);
    const std::vector<RowKind> kinds = kinds_of(layout, sheet);
    Table table;
    table.sheet = std::move(sheet.name);
    table.hidden = sheet.hidden;
    table.separator = sheet.separator;
    const std::vector<std::uint32_t> columns = columns_of(sheet, layout, kinds);
    for (const std::size_t c : columns) table.header.push_back(layout.header[c]);
    table.sheet_columns.assign(columns.begin(), columns.end());
    for (const std::size_t r : layout.header_rows)
        table.header_rows.push_back(static_cast<std::int64_t>(r) + 1);
    for (const std::size_t r : sheet.hidden_rows)
        if (r < kinds.size() && kinds[r] == RowKind::data)
            table.hidden_rows.push_back(static_cast<std::int64_t>(r) + 1);
    note_without_value(sheet, kinds, columns, table);
    std::vector<std::uint32_t> picked;
    for (auto row = sheet.rows.begin(); row != sheet.rows.end(); ++row) {
        const std::size_t r = row.at();
        switch (kinds[r]) {
            case RowKind::data:
            case RowKind::subtotal:
                note_width(*row, r, layout.header_width, table);
                picked.push_back(static_cast<std::uint32_t>(r));
                break;
            case RowKind::title:
                table.titles.push_back(line_of(*row, r));
                break;
            case RowKind::note:
                table.notes.push_back(line_of(*row, r));
                break;
            case RowKind::page_line:
                table.page_lines.push_back(line_of(*row, r));
                break;
            case RowKind::block_name:
                table.block_names.push_back(line_of(*row, r));
                break;
            case RowKind::other_table:
                if (Table::Line line = line_of(*row, r); !line.text.empty())
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
    if (picked.empty()) return std::nullopt;
    // Where the text ends in a note, no row of the table is cut.
    table.cut_short = table.cut_short && picked.back() + 1 == sheet.rows.size();
    const bool all = columns.size() == layout.header_width;
    table.rows = TableRows(std::move(sheet.rows), picked, columns.size(),
                           all ? nullptr : std::make_shared<const CellColumns>(columns));
    fill_down(sheet.merged, table.sheet_columns, table);
    add_block_names(table);
    return table;
}

}  // namespace geo
