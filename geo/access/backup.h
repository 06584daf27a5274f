// How many places each child has within the limit: none, one, or another where that one closes; and of each
// place whom it reaches, whom it alone reaches, and whom it shares.
//
// The trap: every number here is of one limit and of the places that fit the question; a place that is closed
// or has another service is no second choice.
#pragma once

#include "geo/access/beside.h"
#include "geo/network/catchments.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace geo {

/// What one destination does within a limit, thousandths of children.
struct DestinationEffect {
    std::int64_t reaches_milli = 0;  ///< within the limit of it
    std::int64_t newly_milli = 0;    ///< of these: within the limit of no other
    std::int64_t shared_milli() const { return reaches_milli - newly_milli; }
    bool operator==(const DestinationEffect&) const = default;
};

/// Places within the limit of each of `points` points.  O(pairs).
std::vector<std::uint32_t> places_in_reach(const Catchments& catchments, std::size_t points);

/// Columns places_0, places_1 and places_2_more: children with no, one, two or more places; together the
/// children whose home is known.  O(points + areas).
std::array<Beside, 3> backup_beside(const Areas& areas, const Demand& demand,
                                    std::span<const std::uint32_t> places);

/// Of every place.  O(pairs).
std::vector<DestinationEffect> effects_of(const Catchments& catchments, const Demand& demand,
                                          std::span<const std::uint32_t> places);

}  // namespace geo
