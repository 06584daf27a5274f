// The trips of many points to their nearest source, kept right while sources come, go and move: after a
// change only the points are looked at that set out over a node whose label it wrote, or that hang on an edge
// where it put or took a source.
//
// After any number of changes the trips are those of nearest_trips().  One object belongs to one worker.
#pragma once

#include "geo/network/nearest_live.h"
#include "geo/network/points_on_road.h"

#include <cstdint>
#include <memory>
#include <span>
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

    /// As of Nearest; `points` stand on the new roads.  O(points log points + the labels that change x log).
    bool change_roads(std::shared_ptr<const Network> network, std::shared_ptr<const std::vector<Snap>> points,
                      std::vector<Snap> sources);

    const Nearest& nearest() const { return nearest_; }
    const PointsOnRoad& points() const { return points_; }
    /// Row i belongs to point i.
    const std::vector<Trip>& trips() const { return trips_; }
    /// A point whose trip the last change made another, with the trip that it had.
    struct Changed {
        std::uint32_t point = 0;
        Trip before;
    };
    /// Each point once, in no order.
    std::span<const Changed> changed() const { return changed_; }

private:
    std::vector<Trip> trips_now() const;
    void follow();
    void look(std::uint32_t row);

    const Snap& point(std::uint32_t row) const { return (*points_.points())[row]; }

    Nearest nearest_;
    PointsOnRoad points_;
    std::vector<Trip> trips_;
    std::vector<std::uint32_t> looked_at_;  // by point: turn of the last look
    std::uint32_t turn_ = 0;
    std::vector<Changed> changed_;
};

}  // namespace geo
