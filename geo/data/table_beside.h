// A second table to the right of the first, in the same rows.  Private to geo/data; import.h is the door.
//
// The trap: codes of an earlier year stand beside those of today, and are no other table.
#pragma once

#include "geo/data/area_columns.h"
#include "geo/data/table.h"

#include <cstddef>

namespace geo {

struct TableBeside {
    int first_column = -1;  ///< all from here on are of the second table; -1 for none
    int area_column = -1;   ///< its codes or names
    std::size_t rows = 0;   ///< with an area in it
    bool any() const { return first_column >= 0; }
};

/// Found by a column like that of the areas, whose areas differ from those in many rows; where it is called
/// otherwise, most of its codes are in `areas` and numbers stand before it.  O(cells).
TableBeside table_beside(const Table& table, const AreaColumns& columns, const Areas& areas);

}  // namespace geo
