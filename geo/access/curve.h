// The whole distribution of travel, not only a mean: how many children are reached within each minute and
// each half kilometre.
//
// The trap: the denominator of every share is all children, also those without place or way.
#pragma once

#include "geo/access/coverage.h"
#include "geo/data/write_table.h"

namespace geo {

struct CurveStep {
    std::uint32_t upto = 0;  ///< milliseconds or millimetres, inclusive
    std::int64_t children_milli = 0;
    bool operator==(const CurveStep&) const = default;
};

/// Children within each multiple of `step`, from the first to the one that holds the last who is reached.
/// Trip i belongs to point i.  O(points + steps).
std::vector<CurveStep> cumulative(const Demand& demand, std::span<const Trip> trips, Metric metric,
                                  std::uint32_t step);

inline constexpr std::uint32_t curve_step_ms = 60 * 1000;
inline constexpr std::uint32_t curve_step_mm = 500 * 1000;

/// Columns measure (minutes or metres), upto, children, share, made_up, estimate; children
/// exact, share of all children of the country.  `length_trips` may be empty.
OutTable curve_table(const Demand& demand, std::span<const Trip> time_trips,
                     std::span<const Trip> length_trips, const CoverageCsvOptions& options);

}  // namespace geo
