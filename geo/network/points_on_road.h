// Points by where they meet the road, and who of them comes to a place: the nodes over which each sets out
// and the edge on which it hangs, looked up from the other side.
//
// The trap: a point sets out over up to four nodes and may go along its edge alone; its way is the least of
// these, so a catchment names each point once.
#pragma once

#include "geo/network/within_reach.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace geo {

class PointsOnRoad {
public:
    /// `points[i]` is where point i meets the road.  O(points log points + nodes).
    PointsOnRoad(const Network& network, std::shared_ptr<const std::vector<Snap>> points);

    /// A point that sets out over a node, and what it costs to be there.
    struct OverNode {
        std::uint32_t point = 0, time_ms = 0, length_mm = 0;
    };
    struct OnEdge {
        std::uint32_t edge = 0, point = 0;
    };
    const std::shared_ptr<const std::vector<Snap>>& points() const { return points_; }
    /// Ascending by point; a point may stand there twice.
    std::span<const OverNode> over_node(std::uint32_t node) const {
        return {over_node_.data() + first_at_node_[node], first_at_node_[node + 1] - first_at_node_[node]};
    }
    /// Ascending by point.  O(log points).
    std::span<const OnEdge> on_edge(std::uint32_t edge) const;

    /// Points whose way to `place` alone costs at most `limit` in the measure of `search`, ascending: its
    /// catchment, whoever else is near.  The cost is that of trip_of(), to the integer.
    /// O(nodes within the limit x log + the points that hang there x log).
    std::vector<Reached> catchment(WithinReach& search, const Snap& place, std::uint32_t limit) const;

private:
    std::shared_ptr<const std::vector<Snap>> points_;
    std::vector<std::uint32_t> first_at_node_;
    std::vector<OverNode> over_node_;
    std::vector<OnEdge> on_edge_;  // ascending
};

}  // namespace geo
