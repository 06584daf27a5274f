// A sheet as its sender made it: cells as text, before anybody knows which row is the header.  Private to
// geo/data; table.h and sighting.h are the doors.
//
// The trap: row 0 is row 1 of the spreadsheet, and rows may be shorter than others.
#pragma once

#include "geo/data/cell_rows.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace geo {

/// Cells that look like one; from 0, both ends in it.  Only the first holds the text.
struct MergedCells {
    std::size_t top = 0, left = 0, bottom = 0, right = 0;
};

/// A formula that no program has worked out: neither 0 nor empty.
struct CellWithoutValue {
    std::size_t row = 0, column = 0;  ///< from 0
};

struct Sheet {
    std::string name;
    bool hidden = false;
    char separator = 0;  ///< of a text; 0 for a workbook
    CellRows rows = {};
    std::vector<MergedCells> merged = {};       ///< ascending by top, then left
    std::vector<std::size_t> hidden_rows = {};  ///< from 0, ascending
    std::vector<CellWithoutValue> without_value = {};
};

}  // namespace geo
