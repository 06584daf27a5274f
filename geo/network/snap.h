// From a point to the road: the nearest place on any edge that may be joined, walking straight to it.
//
// The walk is reported with every result; no child is moved onto a road in silence (features.md C2, C8).
#pragma once

#include "geo/geom/shape.h"
#include "geo/network/network.h"

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

struct Snap {
    static constexpr std::uint32_t no_edge = 0xffffffffU;
    std::uint32_t edge = no_edge;  ///< none: off the network (farther than the profile's max_walk_m)
    std::uint32_t walk_mm = 0;     ///< geodesic, from the point to the road
    std::uint32_t along_mm = 0;    ///< from the edge's first point to where the walk meets it
    LonLat on_road;
    bool on_network() const { return edge != no_edge; }
};

/// One point.  O(log edges).
Snap snap(const Network& network, LonLat at);
/// Many points, in parallel; result i belongs to point i.
std::vector<Snap> snap_all(const Network& network, std::span<const LonLat> at);

}  // namespace geo
