#include "geo/network/points_on_road.h"

#include "geo/network/hang.h"

#include <algorithm>
#include <tuple>

namespace geo {

PointsOnRoad::PointsOnRoad(const Network& network, std::shared_ptr<const std::vector<Snap>> points)
    : points_(std::move(points)), first_at_node_(network.node.size() + 1, 0) {
    struct At {
        std::uint32_t node;
        OverNode over;
    };
    std::vector<At> all;
    for (std::uint32_t i = 0; i < points_->size(); ++i) {
        const Snap& point = (*points_)[i];
        if (!point.on_network()) continue;
        on_edge_.push_back({point.edge, i});
        for (const End& end : departures(network, point))
            all.push_back({end.node, {i, end.time_ms, end.length_mm}});
    }
    std::sort(on_edge_.begin(), on_edge_.end(), [](const OnEdge& a, const OnEdge& b) {
        return std::tie(a.edge, a.point) < std::tie(b.edge, b.point);
    });
    std::stable_sort(all.begin(), all.end(), [](const At& a, const At& b) { return a.node < b.node; });
    over_node_.reserve(all.size());
    for (const At& at : all) {
        ++first_at_node_[at.node + 1];
        over_node_.push_back(at.over);
    }
    for (std::size_t n = 1; n < first_at_node_.size(); ++n) first_at_node_[n] += first_at_node_[n - 1];
}

std::span<const PointsOnRoad::OnEdge> PointsOnRoad::on_edge(std::uint32_t edge) const {
    const auto before = [](const OnEdge& a, std::uint32_t b) { return a.edge < b; };
    const auto from = std::lower_bound(on_edge_.begin(), on_edge_.end(), edge, before);
    auto to = from;
    while (to != on_edge_.end() && to->edge == edge) ++to;
    return {from, to};
}

std::vector<Reached> PointsOnRoad::catchment(WithinReach& search, const Snap& place,
                                             std::uint32_t limit) const {
    const bool by_time = search.metric() == Metric::time;
    limit = std::min(limit, no_cost - 1);
    std::vector<Reached> found;
    for (const std::uint32_t node : search.search(place, limit)) {
        const std::uint32_t there = search.cost(node);
        for (const OverNode& over : over_node(node)) {
            const std::uint32_t cost = cost_sum(by_time ? over.time_ms : over.length_mm, there);
            if (cost <= limit) found.push_back({over.point, cost});
        }
    }
    if (place.on_network())
        for (const OnEdge& beside : on_edge(place.edge))
            for (const End& along : along_one_edge(search.network(), (*points_)[beside.point], place)) {
                const std::uint32_t cost = by_time ? along.time_ms : along.length_mm;
                if (cost <= limit) found.push_back({beside.point, cost});
            }
    std::sort(found.begin(), found.end(), [](const Reached& a, const Reached& b) {
        return std::tie(a.point, a.cost) < std::tie(b.point, b.cost);
    });
    const auto same_point = [](const Reached& a, const Reached& b) { return a.point == b.point; };
    found.erase(std::unique(found.begin(), found.end(), same_point), found.end());
    return found;
}

}  // namespace geo
