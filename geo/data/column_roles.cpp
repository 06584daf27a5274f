#include "geo/data/column_roles.h"

#include <algorithm>

namespace geo {

int said_column(const Table& table, const Reading& reading, ColumnRole role, int guessed) {
    for (const ColumnReading& one : reading.columns) {
        const auto c = static_cast<std::size_t>(one.column);
        const bool here = one.column >= 0 && c < table.header.size() &&
                          (one.header.empty() || one.header == table.header[c]);
        if (!here) continue;
        if (one.role == role) return one.column;
        if (one.column == guessed) guessed = -1;
    }
    return guessed;
}

void set_role(const Table& table, int column, ColumnRole role, Reading& reading) {
    if (column < 0) return;
    const auto at =
        std::lower_bound(reading.columns.begin(), reading.columns.end(), column,
                         [](const ColumnReading& one, int wanted) { return one.column < wanted; });
    if (at != reading.columns.end() && at->column == column)
        at->role = role;
    else
        reading.columns.insert(at, {column, table.header[static_cast<std::size_t>(column)], role, {}});
}

}  // namespace geo
