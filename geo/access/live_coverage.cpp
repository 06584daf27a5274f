#include "geo/access/live_coverage.h"

#include "geo/base/ensure.h"
#include "geo/base/parallel.h"
#include "geo/network/hang.h"

#include <algorithm>
#include <utility>

namespace geo {

LiveCoverage::LiveCoverage(const Areas& areas, std::shared_ptr<const Demand> demand,
                           std::shared_ptr<const std::vector<Snap>> points, Nearest nearest,
                           std::vector<std::uint32_t> limits)
    : demand_(std::move(demand)),
      points_(std::move(points)),
      nearest_(std::move(nearest)),
      limits_(std::move(limits)),
      trips_(points_->size()),
      sums_(limits_.size()),
      first_at_node_(nearest_.network().node.size() + 1, 0),
      looked_at_(points_->size(), 0) {
    ENSURE(points_->size() == demand_->size());
    const Level finest = areas.finest();
    levels_ = static_cast<std::size_t>(finest) + 1;
    rows_of_.resize(areas.at(finest).size());
    for (std::size_t area = 0; area < rows_of_.size(); ++area)
        for (std::size_t level = 0; level < levels_; ++level)
            rows_of_[area][level] = static_cast<std::uint32_t>(
                areas.ancestor(finest, AreaId{area}, static_cast<Level>(level)).row());
    for (auto& by_level : sums_)
        for (std::size_t level = 0; level < by_level.size(); ++level)
            by_level[level].resize(areas.levels[level].size());

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
    for (std::uint32_t i = 0; i < trips_.size(); ++i) count(i, trips_[i], demand_->children_milli[i]);
}

std::uint32_t LiveCoverage::add(const Snap& at) {
    const std::uint32_t source = nearest_.add(at);
    follow();
    return source;
}

void LiveCoverage::remove(std::uint32_t source) {
    nearest_.remove(source);
    follow();
}

void LiveCoverage::move(std::uint32_t source, const Snap& to) {
    nearest_.move(source, to);
    follow();
}

void LiveCoverage::follow() {
    changed_.clear();
    if (++turn_ == 0) {
        std::fill(looked_at_.begin(), looked_at_.end(), 0);
        turn_ = 1;
    }
    const auto look = [this](std::uint32_t i) {
        if (looked_at_[i] == turn_) return;
        looked_at_[i] = turn_;
        const Trip now = nearest_.trip((*points_)[i]);
        if (now == trips_[i]) return;
        changed_.push_back(i);
        count(i, trips_[i], -demand_->children_milli[i]);
        count(i, now, demand_->children_milli[i]);
        trips_[i] = now;
    };
    for (const std::uint32_t node : nearest_.changed_nodes())
        for (std::uint32_t at = first_at_node_[node]; at < first_at_node_[node + 1]; ++at) look(at_node_[at]);
    for (const std::uint32_t edge : nearest_.changed_edges())
        for (auto at = std::lower_bound(on_edge_.begin(), on_edge_.end(), std::make_pair(edge, 0U));
             at != on_edge_.end() && at->first == edge; ++at)
            look(at->second);
}

void LiveCoverage::count(std::uint32_t point, const Trip& trip, std::int64_t children_milli) {
    const auto& rows = rows_of_[demand_->area[point].row()];
    const std::uint32_t cost = nearest_.metric() == Metric::time ? trip.time_ms : trip.length_mm;
    for (std::size_t l = 0; l < limits_.size(); ++l) {
        const auto sum = trip.status != TripStatus::reached ? &ReachedSums::unreachable_milli
                         : cost <= limits_[l]               ? &ReachedSums::covered_milli
                                                            : &ReachedSums::uncovered_milli;
        for (std::size_t level = 0; level < levels_; ++level)
            sums_[l][level][rows[level]].*sum += children_milli;
    }
}

}  // namespace geo
