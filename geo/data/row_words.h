// What the readers of rows share: a cell as trimmed text, words in a key, a note with its row.  Private to
// geo/data.
#pragma once

#include "geo/data/import_report.h"
#include "geo/data/table.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace geo::rows {

/// The cell of a column, normalised; empty for column -1.
std::string cell(const Table::Row& row, int column);

/// The cell as it was sent, for numbers and for whoever sent it: blanks as one, nothing else changed.
std::string as_sent(const Table::Row& row, int column);

/// True where one of the words stands in the text.
bool has(const std::string& text, std::initializer_list<const char*> words);

/// The words between the marks as keys without a point at the end.
std::vector<std::string> words_in(const std::string& text, std::string_view marks);

ImportNote note(std::string_view kind, const ImportReport& report, const Table& table, const Table::Row& row,
                int column, std::string_view value, const std::string& reason = {});

/// The text, or as much of it as `bytes` hold and "…".
std::string cut(std::string_view text, std::size_t bytes);

/// The header of a column; with its place from 1 ("จำนวน#3") where others are called the same.
std::string column_name(const Table& table, int column);

/// The header as "a, b, c", shortened, for messages about a column that is not there.
std::string header_words(const Table& table);

}  // namespace geo::rows
