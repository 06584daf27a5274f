// One trip explained: its legs from a child's place to the place of learning, so that somebody can say why it
// takes 74 minutes.
//
// The legs of a route add up to its trip, and the trip is what nearest_trips() gives, to the millisecond and
// millimetre.  No predecessors are kept for the whole country: the way is found again from the labels, which
// fall along it by exactly the cost of each arc.
#pragma once

#include "geo/network/nearest.h"
#include "geo/network/network.h"

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

enum class LegKind : std::uint8_t {
    to_road,  ///< straight from the child's place to the road, on foot
    on_foot,  ///< along roads on foot, where the trip also rides or the mode is walking
    ride,     ///< along roads by the mode
    wait,     ///< for the vehicle, with the penalty of changing
    ferry_wait,
    from_road,  ///< straight from the road to the place, on foot
};
const char* leg_kind_name(LegKind kind);

/// Consecutive pieces of one kind and class.
struct Leg {
    LegKind kind = LegKind::ride;
    RoadClass road_class = RoadClass::other;
    Surface surface = Surface::unknown;
    std::uint32_t time_ms = 0;
    std::uint32_t length_mm = 0;
    std::uint32_t flat_ms = 0;   ///< the same walk on the flat; time_ms where no slope counts
    std::vector<LonLat> points;  ///< in the direction of the trip; one point for a wait
};

struct Route {
    Trip trip;
    std::vector<Leg> legs;  ///< empty where the trip does not reach
    bool cut_off = false;   ///< Snap::cut_off of the point
};

/// All legs of one kind and class together, those on unpaved roads apart.
struct Part {
    LegKind kind = LegKind::ride;
    RoadClass road_class = RoadClass::other;
    Surface surface = Surface::unknown;
    std::uint32_t time_ms = 0;
    std::uint32_t length_mm = 0;
};
/// What a trip is made of, the longest first; adds up as the legs do.
std::vector<Part> parts_of(const Route& route);

/// What slopes add to its walks (or take from them), milliseconds.
std::int64_t slope_ms(const Route& route);

/// The trip of a point to its nearest source, `labels` being those of nearest_of_nodes() for these sources
/// and this metric.  O(edges + points of the way).
Route route_of(const Network& network, const NearestLabels& labels, std::span<const Snap> sources,
               const Snap& point, LonLat at, std::span<const LonLat> source_at, Metric metric);

}  // namespace geo
