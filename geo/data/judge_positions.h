// Which positions of a table can be trusted: held against the area that each row states, against the other
// rows, and against what a person decided.  Private to geo/data.
//
// The trap: a wrong position looks as good as a right one.  A place that lies elsewhere than it says is no
// destination until a person says so.
#pragma once

#include "geo/data/import.h"
#include "geo/data/positions.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace geo {

/// What became of a row.
struct JudgedRow {
    std::optional<LonLat> at;  ///< none: not located
    AreaId area;               ///< finest level: where it lies; where it is not located what the row states
    bool held = false;         ///< a person must look at it; counts as rejected
    bool left_out = false;     ///< a person took it out
};

/// With the row's place in the table.
using TakeRow = std::function<void(std::uint32_t, const Table::Row&, const JudgedRow&)>;

/// Each row in its turn, and what became of it.  Notes go to the report with their fixes: swap, use_crs,
/// keep_position, not_located, leave_out, and use_position with "lat, lon" as value; the decisions of
/// options.reading are obeyed.
void judge_positions(const Table& table, const RowNumbers& rows, const Positions& positions,
                     const Areas& areas, const ImportOptions& options, ImportReport& report,
                     const Progress& progress, const TakeRow& take);

}  // namespace geo
