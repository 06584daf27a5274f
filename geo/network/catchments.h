// All pairs of a point and a place to which it comes within a limit: the catchment of every place, by a
// bounded search from each.
//
// The trap: pairs grow with the square of the limit.  They are counted while they are found, and more than
// most_pairs are refused instead of filling the memory.
#pragma once

#include "geo/network/points_on_road.h"
#include "geo/network/straight_line.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace geo {

/// 1 GiB of pairs.
inline constexpr std::size_t most_pairs = std::size_t{1} << 27U;

struct Catchments {
    Metric metric = Metric::time;
    std::uint32_t limit = 0;               ///< milliseconds or millimetres, inclusive
    std::vector<std::vector<Reached>> of;  ///< by place; ascending by point
    std::size_t pairs() const;
    bool operator==(const Catchments&) const = default;
};

/// `places[j]` is where place j meets the road; one off the network has nobody.  Costs are those of the trips
/// of coverage, to the integer.  In parallel, equal on any number of threads.  Fault::cancelled, too_large.
/// O(places x (nodes within the limit + pairs) x log).
Result<Catchments> catchments(const std::shared_ptr<const Network>& network, const PointsOnRoad& points,
                              std::span<const Snap> places, Metric metric, std::uint32_t limit,
                              const Progress& progress);

/// The same as the crow flies, of the places whose rows are `fitting`.  O(places x points).
Result<Catchments> straight_line_catchments(const StraightLine& points, std::span<const LonLat> places,
                                            std::span<const std::uint32_t> fitting, Metric metric,
                                            std::uint32_t limit, const Progress& progress);

}  // namespace geo
