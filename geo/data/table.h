// Tables as text, whatever they came from: CSV in any common encoding and separator, or the sheets of a
// workbook (XLSX, ODS, XLS).  Titles, a header of several rows, notes and the lines between printed pages are
// told apart from the rows.
//
// Row numbers are those that a spreadsheet program shows, and a cell with a line break does not shift the
// rows below it.  The trap: columns are those of the table; empty ones without a name are left out.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/reading.h"
#include "geo/data/table_rows.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace geo {

struct Table {
    std::string sheet;
    std::vector<std::string> other_sheets;   ///< of the same file, with rows; set where one was chosen
    bool hidden = false;                     ///< a sheet that the sender does not see
    std::vector<std::string> header;         ///< rows of the header joined with " / "
    std::vector<std::size_t> sheet_columns;  ///< of each column, where it stands in the sheet; from 0
    std::vector<std::int64_t> header_rows;   ///< empty where the table has none
    /// The first of them, else 1.
    std::int64_t header_row() const { return header_rows.empty() ? 1 : header_rows.front(); }
    using Row = TableRow;
    TableRows rows;
    std::string encoding;                   ///< "UTF-8", "UTF-16LE", "UTF-16BE", "CP874"
    char separator = ',';                   ///< 0 for a workbook
    std::vector<std::int64_t> ragged_rows;  ///< with words beyond the last column of the header
    std::vector<std::int64_t>
        loose_quotes;             ///< rows with a quotation mark that nobody closes: read as a letter
    std::int64_t text_marks = 0;  ///< cells written as ="0123" or '0123 and read without the mark
    std::int64_t first_text_mark = 0;
    /// A row that is none of the table.
    struct Line {
        std::int64_t row = 0;
        std::string text;  ///< its cells, joined with a space
    };
    std::vector<Line> titles;       ///< above the header
    std::vector<Line> notes;        ///< below the table or between its pages
    std::vector<Line> page_lines;   ///< "หน้า 2", a title again
    std::vector<Line> block_names;  ///< "อำเภอแม่สอด" above its rows
    std::vector<Line> other_table;  ///< the header of another table and all rows below it
    std::vector<std::int64_t> repeated_headers;
    std::vector<std::int64_t> hidden_rows;  ///< rows of the table that the sender does not see
    /// Cells of one value for the rows of its block, which stood in the first row alone.
    struct FilledCells {
        int column = -1;
        std::int64_t first_row = 0;  ///< that has the value
        std::int64_t rows = 0;       ///< that got it
        std::string value;
    };
    std::vector<FilledCells> filled;
    /// Formulas without a value in the rows of the table.
    struct WithoutValue {
        int column = -1;
        std::int64_t first_row = 0;
        std::int64_t cells = 0;
    };
    std::vector<WithoutValue> without_value;
    bool of_layer = false;   ///< of a map layer: its last two columns are longitude and latitude in WGS 84
    bool cut_short = false;  ///< the file ends within the last row, which has fewer cells than the header

    /// Column whose header has one of these keys (key_of), in the order of the keys; -1 for none.
    int column(std::initializer_list<const char*> keys) const;
};

/// Every sheet with a row below its header, in the order of the file; a CSV is one sheet without a name.
/// Encoding, separator and header rows (of the sheet it names, or of the only one) are those of `reading`,
/// where it says them.  Fault::not_found, wrong_kind, unreadable, empty (no such sheet), bad_encoding,
/// bad_value, too_large.
Result<std::vector<Table>> read_tables(const std::string& file, const Reading& reading = {},
                                       const Progress& progress = {});

/// The first of them that is not hidden.
Result<Table> read_table(const std::string& file);

}  // namespace geo
