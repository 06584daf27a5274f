// Which rows of a sheet are its header.  Private to geo/data; layout.h is the door.
//
// The trap: a second row of names and a first row whose numbers are odd look alike.  A row is a name only
// where the row above it leaves columns without one, or where its cells are words that name columns.
#pragma once

#include "geo/data/cell_look.h"
#include "geo/data/layout.h"
#include "geo/data/sheet.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace geo {

/// A cell with something in it.
struct FilledCell {
    std::size_t column = 0;
    CellLook look = CellLook::blank;
};
std::vector<FilledCell> filled_cells_of(const RowCells& row);

/// What the columns of a sheet hold, by the lower half of the rows that were looked at.
struct ColumnLooks {
    std::size_t width = 0;             ///< of the widest row
    std::vector<bool> is_used;         ///< some cell is filled
    std::vector<bool> is_number;       ///< most filled cells are numbers
    std::vector<bool> is_code;         ///< most of these are area codes
    std::vector<bool> has_area_words;  ///< some row of the table names an amphoe or a province with its title
    bool is_table = false;             ///< some row has two cells
};
ColumnLooks looks_of_columns(const Sheet& sheet, std::size_t rows);

/// Sets header_rows and first_row.
void find_header(const Sheet& sheet, std::size_t rows, const ColumnLooks& looks, Layout& out);

/// The merged cells that begin at this cell; null for none.
const MergedCells* merged_at(const Sheet& sheet, std::size_t row, std::size_t column);

/// "(1) (2) (3)": numbers of columns below their names.
bool is_numbering(const RowCells& row);

/// Units alone: "(คน)", "ร้อยละ".
bool is_of_units(const RowCells& row);

/// "คน", "(คน)", "persons".
bool is_unit_of_people(std::string_view text);

}  // namespace geo
