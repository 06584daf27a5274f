// From a point to the road: the nearest place on any edge that may be joined, walking straight to it; or,
// where there is a map of the ground (ground.h), the one that takes the least time to walk to over it.
//
// A child keeps off a road from which one does not come into the core of the network (strong.h), and a place
// off one to which one does not come from there: one-way ends where a file was cut.  It takes the nearest
// road that joins, where that is at most 500 m farther than the nearest of all; else the nearest of all it
// is.  The road is of the same component, so that no island is left for a nearer shore; only from a component
// without any core (a one-way piece alone) one goes to another.
//
// No walk crosses a barrier (barrier_map.h): of each road only the spots count to which one walks straight
// without crossing.  Whoever lives in a closed ground sets out from its edge.
//
// The walk is reported with every result; no child is moved onto a road in silence (features.md C2, C8).
#pragma once

#include "geo/geom/shape.h"
#include "geo/network/network.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace geo {

struct Snap {
    static constexpr std::uint32_t no_edge = 0xffffffffU;
    std::uint32_t edge = no_edge;  ///< none: off the network (farther than the profile's max_walk_m)
    std::uint32_t walk_mm = 0;     ///< from the point to the road
    std::uint32_t along_mm = 0;    ///< from the edge's first point to where the walk meets it
    LonLat on_road;
    std::uint32_t walk_ms = 0;  ///< a child's walk to the road, or the walk from there to a place
    bool cut_off = false;       ///< none because water or a barrier lies before every road within a walk
    bool turned = false;        ///< a barrier lies before the road that one would walk to without it
    bool moved = false;         ///< the point lies in a closed ground; the walk begins at its edge
    bool on_network() const { return edge != no_edge; }
    bool operator==(const Snap&) const = default;
};

/// Whether one sets out from the point or arrives there.
enum class SnapFor : std::uint8_t { child, place };

/// How much farther than the nearest road a road may be that is no dead end for the purpose.
inline constexpr double most_farther_m = 500;

/// How far it is to the road: up to 100 m, 500 m, 1 km, 2 km, farther, and farther than the profile allows.
struct SnapBands {
    static constexpr std::array<std::uint32_t, 4> upto_m = {100, 500, 1000, 2000};
    std::array<std::int64_t, upto_m.size() + 2> weight{};  ///< the last: off the network
    std::int64_t cut_off = 0;                              ///< of the last band: Snap::cut_off
    std::int64_t all() const;
};
/// The sum of `weights` in each band; weight i belongs to snap i.  No weights: each counts one.
SnapBands snap_bands(std::span<const Snap> snaps, std::span<const std::int64_t> weights = {});

/// Whose walk a barrier changes.
struct BarrierTold {
    std::size_t moved = 0, turned = 0, cut_off = 0;  ///< points
    std::int64_t moved_weight = 0, turned_weight = 0, cut_off_weight = 0;
};
/// Weights as for snap_bands().
BarrierTold barrier_told(std::span<const Snap> snaps, std::span<const std::int64_t> weights = {});

/// Where the walk of a point begins: at the edge of the closed ground that it lies in, else there.
LonLat walk_begins(const Network& network, LonLat at);

/// One point.  O(log edges).
Snap snap(const Network& network, LonLat at, SnapFor purpose = SnapFor::child);
/// Any road within `most_m` metres, whoever may join it; the nearest, ties by edge.  O(log edges).
struct RoadSpot {
    LonLat at;
    std::uint32_t edge = 0;
};
std::optional<RoadSpot> nearest_road(const Network& network, LonLat at, double most_m);

/// Many points, in parallel; result i belongs to point i.
std::vector<Snap> snap_all(const Network& network, std::span<const LonLat> at,
                           SnapFor purpose = SnapFor::child);

}  // namespace geo
