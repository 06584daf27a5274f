// What a count that is known for an area alone can mean: all its children where the way is shortest, or where
// it is longest (definitions.md 3.7).  Covered lies between the two, wherever in the area they live.
//
// The trap: an area whose children stand on its inner point has no inhabited points to look at; there nothing
// is known, and the range is from none to all of them.
#pragma once

#include "geo/access/beside.h"
#include "geo/access/coverage.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace geo {

/// Covered children of an area, thousandths.
struct Bounds {
    std::int64_t least_milli = 0, most_milli = 0;
    bool operator==(const Bounds&) const = default;
};

/// By finest area, of the children that have a place.  `trips[i]` belongs to demand point i and was searched
/// under within.metric.  O(points).
std::vector<Bounds> bounds_of(const Areas& areas, const Demand& demand, const Threshold& within,
                              std::span<const Trip> trips);
/// Columns covered_least and covered_most.  O(points + areas).
std::array<Beside, 2> bounds_beside(const Areas& areas, const Demand& demand, const Threshold& within,
                                    std::span<const Trip> trips);

}  // namespace geo
