// The roles of a table's columns: as a person gave them, and as an import tells them.  Private to geo/data.
#pragma once

#include "geo/data/import_report.h"
#include "geo/data/reading.h"
#include "geo/data/table.h"

#include <initializer_list>
#include <string>
#include <vector>

namespace geo {

/// The column that a person gave the role to; else `guessed`, unless a person gave that one another role.
/// -1 for none.
int said_column(const Table& table, const Reading& reading, ColumnRole role, int guessed);

/// Writes the role of a column into the reading, in the order of columns.  Nothing for column -1.
void set_role(const Table& table, int column, ColumnRole role, Reading& reading);

/// Adds to report.columns_not_read the headers without a role in report.reading; running numbers are none.
void tell_columns_not_read(const Table& table, std::initializer_list<int> also_read, ImportReport& report);

/// Warning counts_not_read with the headers that name children out of learning, of a file that is read as
/// something else; `any`: those that name any children as well.
void note_counts_beside(const std::vector<std::string>& headers, const std::string& sheet, bool any,
                        ImportReport& report);

}  // namespace geo
