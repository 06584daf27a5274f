#include "geo/network/live_trips.h"

#include "geo/base/parallel.h"
#include "geo/network/hang.h"

#include <algorithm>

namespace geo {

LiveTrips::LiveTrips(std::shared_ptr<const std::vector<Snap>> points, Nearest nearest)
    : points_(std::move(points)),
      nearest_(std::move(nearest)),
      trips_(points_->size()),
      first_at_node_(nearest_.network().node.size() + 1, 0),
      looked_at_(points_->size(), 0) {
    const Network& network = nearest_.network();
    std::vector<std::pair<std::uint32_t, std::uint32_t>> over_node;
    for (std::uint32_t i = 0; i < points_->size(); ++i) {
        const Snap& point = (*points_)[i];
        if (!point.on_network()) continue;
        on_edge_.emplace_back(point.edge, i);
        for (const End& end : departures(network, point)) over_node.emplace_back(end.node, i);
    }
    std::sort(on_edge_.begin(), on_edge_.end());
    std::sort(over_node.begin(), over_node.end());
    for (const auto& [node, point] : over_node) {
        ++first_at_node_[node + 1];
        at_node_.push_back(point);
    }
    for (std::size_t n = 1; n < first_at_node_.size(); ++n) first_at_node_[n] += first_at_node_[n - 1];

    parallel_for(trips_.size(), 1024, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) trips_[i] = nearest_.trip((*points_)[i]);
    });
}

std::uint32_t LiveTrips::add(const Snap& at) {
    const std::uint32_t source = nearest_.add(at);
    follow();
    return source;
}

void LiveTrips::remove(std::uint32_t source) {
    nearest_.remove(source);
    follow();
}

void LiveTrips::move(std::uint32_t source, const Snap& to) {
    nearest_.move(source, to);
    follow();
}

void LiveTrips::look(std::uint32_t point) {
    if (looked_at_[point] == turn_) return;
    looked_at_[point] = turn_;
    const Trip now = nearest_.trip((*points_)[point]);
    if (now == trips_[point]) return;
    changed_.push_back({point, trips_[point]});
    trips_[point] = now;
}

void LiveTrips::follow() {
    changed_.clear();
    if (++turn_ == 0) {
        std::fill(looked_at_.begin(), looked_at_.end(), 0);
        turn_ = 1;
    }
    for (const std::uint32_t node : nearest_.changed_nodes())
        for (std::uint32_t at = first_at_node_[node]; at < first_at_node_[node + 1]; ++at) look(at_node_[at]);
    for (const std::uint32_t edge : nearest_.changed_edges())
        for (auto at = std::lower_bound(on_edge_.begin(), on_edge_.end(), std::make_pair(edge, 0U));
             at != on_edge_.end() && at->first == edge; ++at)
            look(at->second);
}

std::vector<std::uint32_t> LiveTrips::catchment(WithinReach& search, const Snap& place,
                                                std::uint32_t limit) const {
    const Network& network = nearest_.network();
    const bool by_time = nearest_.metric() == Metric::time;
    std::vector<std::uint32_t> out;
    for (const std::uint32_t node : search.search(place, limit))
        for (std::uint32_t at = first_at_node_[node]; at < first_at_node_[node + 1]; ++at)
            for (const End& end : departures(network, (*points_)[at_node_[at]]))
                if (end.node == node &&
                    cost_sum(by_time ? end.time_ms : end.length_mm, search.cost(node)) <= limit)
                    out.push_back(at_node_[at]);
    for (auto at = std::lower_bound(on_edge_.begin(), on_edge_.end(), std::make_pair(place.edge, 0U));
         at != on_edge_.end() && at->first == place.edge; ++at)
        for (const End& along : along_one_edge(network, (*points_)[at->second], place))
            if ((by_time ? along.time_ms : along.length_mm) <= limit) out.push_back(at->second);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace geo
