// Names of provinces and amphoe that stand in the first row of their block alone.  Private to geo/data;
// table.h is the door.
//
// The trap: a name that somebody forgot looks the same as one that holds for the rows below.  Only a column
// in which no name ever stands twice in a row is of blocks; numbers are never filled.
#pragma once

#include "geo/data/sheet.h"
#include "geo/data/table.h"

#include <cstddef>
#include <vector>

namespace geo {

/// `columns` of the sheet are those of the table.  Sets Table::filled.  O(cells of such columns).
void fill_down(const std::vector<MergedCells>& merged, const std::vector<std::size_t>& columns, Table& table);

/// Names that stand alone above their rows become a column of their own at the right, where the table has
/// none of that level and no codes.  It is known in the sheet by the first of them.
void add_block_names(Table& table);

}  // namespace geo
