#include "geo/network/live_trips.h"

#include "geo/base/parallel.h"

#include <algorithm>

namespace geo {

LiveTrips::LiveTrips(std::shared_ptr<const std::vector<Snap>> points, Nearest nearest)
    : nearest_(std::move(nearest)),
      points_(nearest_.network(), std::move(points)),
      trips_(trips_now()),
      looked_at_(trips_.size(), 0) {}

std::vector<Trip> LiveTrips::trips_now() const {
    std::vector<Trip> out(points_.points()->size());
    parallel_for(out.size(), 1024, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) out[i] = nearest_.trip(point(static_cast<std::uint32_t>(i)));
    });
    return out;
}

bool LiveTrips::change_roads(std::shared_ptr<const Network> network,
                             std::shared_ptr<const std::vector<Snap>> points, std::vector<Snap> sources) {
    if (points->size() != trips_.size() || !nearest_.change_roads(std::move(network), std::move(sources)))
        return false;
    points_ = PointsOnRoad(nearest_.network(), std::move(points));
    changed_.clear();
    std::vector<Trip> now = trips_now();
    for (std::uint32_t i = 0; i < now.size(); ++i)
        if (now[i] != trips_[i]) changed_.push_back({i, trips_[i]});
    trips_ = std::move(now);
    return true;
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

void LiveTrips::look(std::uint32_t row) {
    if (looked_at_[row] == turn_) return;
    looked_at_[row] = turn_;
    const Trip now = nearest_.trip(point(row));
    if (now == trips_[row]) return;
    changed_.push_back({row, trips_[row]});
    trips_[row] = now;
}

void LiveTrips::follow() {
    changed_.clear();
    if (++turn_ == 0) {
        std::fill(looked_at_.begin(), looked_at_.end(), 0);
        turn_ = 1;
    }
    for (const std::uint32_t node : nearest_.changed_nodes())
        for (const PointsOnRoad::OverNode& over : points_.over_node(node)) look(over.point);
    for (const std::uint32_t edge : nearest_.changed_edges())
        for (const PointsOnRoad::OnEdge& beside : points_.on_edge(edge)) look(beside.point);
}

}  // namespace geo
