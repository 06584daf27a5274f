// The trips of many points to their nearest source, kept right while sources come, go and move: after a
// change only the points are looked at that set out over a node whose label it wrote, or that hang on an edge
// where it put or took a source.
//
// After any number of changes the trips are those of nearest_trips().  One object belongs to one worker.
#pragma once

#include "geo/network/nearest_live.h"
#include "geo/network/within_reach.h"

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace geo {

class LiveTrips {
public:
    /// `points[i]` is where point i meets the road.  O(points log points).
    LiveTrips(std::shared_ptr<const std::vector<Snap>> points, Nearest nearest);

    /// As of Nearest.  O(cells of the change + the points that hang there).
    std::uint32_t add(const Snap& at);
    void remove(std::uint32_t source);
    void move(std::uint32_t source, const Snap& to);

    const Nearest& nearest() const { return nearest_; }
    const std::shared_ptr<const std::vector<Snap>>& points() const { return points_; }
    /// Row i belongs to point i.
    const std::vector<Trip>& trips() const { return trips_; }
    /// A point whose trip the last change made another, with the trip that it had.
    struct Changed {
        std::uint32_t point = 0;
        Trip before;
    };
    /// Each point once, in no order.
    std::span<const Changed> changed() const { return changed_; }

    /// Points whose way to `place` alone costs at most `limit` in the measure of nearest(), ascending: its
    /// catchment, whoever else is near.  O(nodes within the limit x log + the points that hang there).
    std::vector<std::uint32_t> catchment(WithinReach& search, const Snap& place, std::uint32_t limit) const;

private:
    void follow();
    void look(std::uint32_t point);

    std::shared_ptr<const std::vector<Snap>> points_;
    Nearest nearest_;
    std::vector<Trip> trips_;
    std::vector<std::uint32_t> first_at_node_, at_node_;            // points that set out over a node
    std::vector<std::pair<std::uint32_t, std::uint32_t>> on_edge_;  // edge and point, ascending
    std::vector<std::uint32_t> looked_at_;                          // by point: turn of the last look
    std::uint32_t turn_ = 0;
    std::vector<Changed> changed_;
};

}  // namespace geo
