// Tables out: CSV that Excel opens in Thai, and XLSX.  Codes stay text, numbers stay numbers.
//
// The trap: a spreadsheet runs a text that begins with = + - or @.  In CSV such a text gets a leading
// apostrophe (read_table takes it off again); in XLSX it is a string cell.
#pragma once

#include "geo/base/result.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace geo {

struct OutColumn {
    std::string name;
    bool is_number = false;  ///< cells are plain numbers ("12.5"); an empty cell is no data
};

/// Cells as text, row by row; each row has as many cells as there are columns.
struct OutTable {
    std::string sheet = "LearnReach";  ///< at most 31 characters
    std::vector<OutColumn> columns;
    std::vector<std::vector<std::string>> rows;
};

/// Rows of a sheet, with its header.
inline constexpr std::size_t most_sheet_rows = 1048576;

/// Gives a row more, as many cells as there are columns; false after the last.
using NextRow = std::function<bool(std::vector<std::string>& cells)>;

/// UTF-8 with BOM, CRLF, text quoted (a header of plain words and an empty cell are not).  O(cells).
std::string csv_text(const OutTable& table);

/// csv_text as a file.  The file appears whole (a temporary beside it, flushed, renamed).
/// Fault::unwritable.  O(cells).
Result<void> write_csv(const OutTable& table, const std::string& file);

/// The same with rows behind those of the table that are never all in memory.
Result<void> write_csv(const OutTable& table, const NextRow& more, const std::string& file);

/// One sheet with a frozen header row.  The same bytes each time where SOURCE_DATE_EPOCH is set.
/// Fault::too_large with the number of rows where a sheet cannot hold them.
Result<void> write_xlsx(const OutTable& table, const std::string& file);

/// True where a text cell of a CSV would be run as a formula: it begins with = + - @ tab or CR and is no
/// number.
bool needs_apostrophe(std::string_view text);

}  // namespace geo
