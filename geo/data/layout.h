// What the rows of a sheet are: titles, a header of one to three rows, the table, notes below it.  Private to
// geo/data; table.h and sighting.h are the doors.
//
// The trap: a row that is taken for a title, a header or a note is never read as numbers, so only what cannot
// be a row of the table is taken for one; in doubt it is a row, and a row that cannot be read is told.
#pragma once

#include "geo/data/sheet.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace geo {

enum class RowKind : std::uint8_t {
    blank,
    title,            ///< above the header
    header,           ///< names of columns, units among them
    data,             ///< a row of the table, sums among them
    subtotal,         ///< of these one that says that it is a sum; kind_of() leaves it to says_total()
    repeated_header,  ///< the header again, as on each printed page
    page_line,        ///< "หน้า 2", or a title again
    block_name,       ///< the amphoe or province of the rows below it, alone in its row
    note,             ///< below the table or between its pages
    other_table       ///< another header and all below it: not of this table
};
/// "repeated_header".
const char* row_kind_name(RowKind kind);

/// Where the table of a sheet is.
struct Layout {
    std::vector<std::size_t> header_rows;  ///< from 0, ascending; empty where the table has no header
    std::size_t first_row = 0;             ///< of the table, below the header
    std::size_t header_width = 0;          ///< columns up to the last that the header reaches
    std::vector<std::string> header;       ///< of each column up to header_width; rows joined with " / "
    /// What kind_of() compares with.
    struct Facts {
        std::vector<std::vector<std::string>> header_keys;  ///< of each header row and column
        std::vector<std::string> title_keys;
        std::vector<bool> is_number, is_code;  ///< of each column: most cells are
        std::vector<bool> has_area_words;  ///< of each column: อำเภอ... stands there beside other cells
        bool is_table = false;             ///< some row has two cells
    } facts;
};

/// `header_rows` as a spreadsheet shows them; empty: found by what the cells are.  Looks at the first 400
/// rows alone. O(cells of these rows).
Layout layout_of(const Sheet& sheet, const std::vector<std::int64_t>& header_rows = {});

/// Of a row below the header; `before` is the kind of the row above it.
RowKind kind_of(const Layout& layout, const RowCells& row, RowKind before);

/// Of every row.  O(cells).
std::vector<RowKind> kinds_of(const Layout& layout, const Sheet& sheet);

}  // namespace geo
