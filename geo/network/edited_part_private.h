// Which chains of a network the edits of a plan may touch, and the roads that they lie in.  Private to
// geo/network.
#pragma once

#include "geo/network/chains_private.h"
#include "geo/network/road_edits.h"

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace geo {

/// A node of the network by its road node and layer.
constexpr std::uint64_t node_key(std::uint32_t road_node, bool ridden) {
    return std::uint64_t{road_node} << 1U | (ridden ? 1U : 0U);
}

struct TouchedChains {
    std::vector<std::uint32_t> edges;  ///< ascending
    /// Nodes of the network among the road nodes of these edges and of ways that an edit may touch.
    std::unordered_map<std::uint64_t, std::uint32_t> node;
    /// All ways at any of these road nodes, with nodes of their own; row of each in Roads::nodes.
    Roads roads;
    std::vector<std::uint32_t> road_node;  ///< ascending

    /// The part of `edited`, which came out of `roads`, that takes the place of the edges.
    RoadsPart part_of(const Roads& edited) const;

    std::unordered_set<std::uint64_t> segments;  ///< of the edges: both road nodes, the smaller first
};

/// O(way nodes + points of the shape).
TouchedChains touched_chains(const Network& network, const Roads& roads, const Areas& areas,
                             std::span<const RoadEdit> edits);

}  // namespace geo
