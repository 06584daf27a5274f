// What coverage() and coverage_again() share.  Private to geo/access.
#pragma once

#include "geo/access/coverage.h"

#include <cstddef>

namespace geo {

inline std::size_t at(Level level) {
    return static_cast<std::size_t>(level);
}

/// The state that the children of a trip are in.
inline std::int64_t CoverageRow::*state_of(const Trip& trip, const Threshold& within) {
    if (trip.status != TripStatus::reached) return &CoverageRow::unreachable_milli;
    return covers(within, trip) ? &CoverageRow::covered_milli : &CoverageRow::uncovered_milli;
}

}  // namespace geo
