// The table in a sheet, without what stands around it.  Private to geo/data; table.h is the door.
//
// The trap: rows keep the numbers that they have in the sheet, columns do not.
#pragma once

#include "geo/data/sheet.h"
#include "geo/data/table.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace geo {

/// `header_rows` as a spreadsheet shows them; empty: found (layout.h).  Nothing where no row stands below the
/// header.  O(cells).
std::optional<Table> table_of(Sheet sheet, const std::vector<std::int64_t>& header_rows);

}  // namespace geo
