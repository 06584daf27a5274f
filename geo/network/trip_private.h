// The trip of one point over the labels of the nodes: by either end of its edge, or to a place on the same
// edge.  Private to geo/network.
#pragma once

#include "geo/network/hang.h"
#include "geo/network/nearest.h"

#include <span>
#include <tuple>

namespace geo {

/// What nearest_of_nodes() found, as it lies.
struct LabelView {
    std::span<const std::uint32_t> cost, other, owner;
    Metric metric = Metric::time;
};

/// `each_on_edge(edge, visit)` calls visit(source) for every source that hangs on that edge, in any order.
template <class EachOnEdge>
Trip trip_of(const Network& network, const LabelView& labels, std::span<const Snap> sources,
             const Snap& point, const EachOnEdge& each_on_edge) {
    Trip trip;
    if (!point.on_network()) {
        trip.status = TripStatus::off_network;
        return trip;
    }
    const bool by_time = labels.metric == Metric::time;
    std::uint32_t best = no_cost, owner = no_cost, best_other = no_cost;
    const auto offer = [&](std::uint32_t time_ms, std::uint32_t length_mm, std::uint32_t source) {
        const std::uint32_t cost = by_time ? time_ms : length_mm, other = by_time ? length_mm : time_ms;
        if (cost == no_cost || std::tie(cost, source, other) >= std::tie(best, owner, best_other)) return;
        best = cost;
        owner = source;
        best_other = other;
    };
    for (const End& end : departures(network, point)) {
        if (labels.cost[end.node] == no_cost) continue;
        const std::uint32_t time = (by_time ? labels.cost : labels.other)[end.node];
        const std::uint32_t length = (by_time ? labels.other : labels.cost)[end.node];
        offer(cost_sum(end.time_ms, time), cost_sum(end.length_mm, length), labels.owner[end.node]);
    }
    each_on_edge(point.edge, [&](std::uint32_t source) {
        for (const End& along : along_one_edge(network, point, sources[source]))
            offer(along.time_ms, along.length_mm, source);
    });
    if (best == no_cost) return trip;
    trip.status = TripStatus::reached;
    trip.source = owner;
    trip.time_ms = by_time ? best : best_other;
    trip.length_mm = by_time ? best_other : best;
    trip.walk_mm = cost_sum(point.walk_mm, sources[owner].walk_mm);
    return trip;
}

}  // namespace geo
