// The roles of a table's columns: as a person gave them, and as an import tells them.  Private to geo/data.
#pragma once

#include "geo/data/reading.h"
#include "geo/data/table.h"

namespace geo {

/// The column that a person gave the role to; else `guessed`, unless a person gave that one another role.
/// -1 for none.
int said_column(const Table& table, const Reading& reading, ColumnRole role, int guessed);

/// Writes the role of a column into the reading, in the order of columns.  Nothing for column -1.
void set_role(const Table& table, int column, ColumnRole role, Reading& reading);

}  // namespace geo
