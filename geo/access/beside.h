// Children beside the rows of a coverage table: those covered in the rainy season or with slower travel, and
// those whom the rains cut off.
//
// The trap: lost in the rains is counted child by child.  Covered dry minus covered rainy would hide those
// lost behind those gained.
#pragma once

#include "geo/access/coverage.h"
#include "geo/data/write_table.h"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace geo {

/// A column: thousandths of children of every area of every level.
struct Beside {
    std::string column;
    bool known = true;  ///< false: the limit has no such number, and the cells are empty
    std::array<std::vector<std::int64_t>, 4> milli;  ///< by level, then AreaId
    std::int64_t at(Level level, std::size_t area) const {
        return milli[static_cast<std::size_t>(level)][area];
    }
};

/// The covered children of another computation of the same children.
Beside covered_beside(std::string column, const CoverageTable& table);

/// Thousandths of children of each point, summed up the levels.  O(points + areas).
Beside sum_beside(std::string column, const Areas& areas, const Demand& demand,
                  const std::function<std::int64_t(std::size_t)>& milli_of);

/// Children within the limit by `first` and not by `second`; both belong to the points of the demand.
/// O(points + areas).
Beside lost_beside(std::string column, const Areas& areas, const Demand& demand, const Threshold& within,
                   std::span<const Trip> first, std::span<const Trip> second);

/// Columns in_circle and in_circle_only, for limits in length: children within the limit as the crow flies,
/// as many rules have it, and those of them who are not by road.  A limit in time has no circle.
std::array<Beside, 2> circle_beside(const Areas& areas, const Demand& demand, const Threshold& within,
                                    std::span<const Trip> straight, std::span<const Trip> trips);

/// The column in whole children as people read them: areas add up to the area above them, as coverage does
/// (whole_rows.h).  `table` is the coverage of the same children.
std::array<std::vector<std::int64_t>, 4> whole_beside(const Areas& areas, const CoverageTable& table,
                                                      const Beside& column);

/// Puts the columns of the first limit behind its rows, and so on, in the order of coverage_table(): limits,
/// levels, areas.  An area without a number has empty cells.
void add_beside(OutTable& out, std::span<const CoverageTable> tables, std::span<const Level> levels,
                std::span<const std::vector<Beside>> by_limit);

}  // namespace geo
