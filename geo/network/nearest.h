// The nearest fitting place for every node and every demand point, by one multi-source search over the whole
// network backwards from the places, so that directions are those of the child on the way to the place.
//
// No bound: an uncovered child has a time.  Ties go to the place with the smaller id.  Costs are exact
// integers, equal on any number of threads.
#pragma once

#include "geo/base/column.h"
#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/network/network.h"
#include "geo/network/snap.h"

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

enum class Metric : std::uint8_t { time, length };

inline constexpr std::uint32_t no_cost = 0xffffffffU;

/// Cost to, and owner of, every node.
struct NearestLabels {
    Column<std::uint32_t> cost;   ///< milliseconds or millimetres; no_cost: no route
    Column<std::uint32_t> other;  ///< the other measure along the same path
    Column<std::uint32_t> owner;  ///< index of the source; no_cost: none
};

/// A source hangs on an edge like a demand point; `sources[i]` is source i, off-network sources are skipped.
Result<NearestLabels> nearest_of_nodes(const Network& network, std::span<const Snap> sources, Metric metric,
                                       const Progress& progress);

/// The same for every point of Network::shape, that is for every road node, also those within an edge, by the
/// same costs as if each were a node.  O(search + points + sum over the sources of the points of its edge x
/// log of them).
Result<NearestLabels> nearest_of_road_nodes(const Network& network, std::span<const Snap> sources,
                                            Metric metric, const Progress& progress);

enum class TripStatus : std::uint8_t { reached, unreachable, off_network };

/// One point's trip: walk to the road, ride, walk from the road to the place.
struct Trip {
    TripStatus status = TripStatus::unreachable;
    std::uint32_t source = no_cost;  ///< index of the place among the sources
    std::uint32_t time_ms = no_cost;
    std::uint32_t length_mm = no_cost;
    std::uint32_t walk_mm = 0;  ///< both walks together
    /// Milliseconds or millimetres.
    std::uint32_t cost(Metric metric) const { return metric == Metric::time ? time_ms : length_mm; }
    bool operator==(const Trip&) const = default;
};

/// Trips of points to their nearest source under a metric (least time, or least length), exact also where
/// point and source hang on the same edge.
Result<std::vector<Trip>> nearest_trips(const Network& network, std::span<const Snap> sources,
                                        std::span<const Snap> points, Metric metric,
                                        const Progress& progress);

/// Without roads: geodesic distance x profile.detour_factor, at profile.straight_kmh.  An estimate; every
/// output says so.  All points are reached where there is any source.
Result<std::vector<Trip>> straight_line_trips(std::span<const LonLat> sources, std::span<const LonLat> points,
                                              const Profile& profile, const Progress& progress);

}  // namespace geo
