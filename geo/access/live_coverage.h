// Who is reached while places come, go and move: the sums of every area follow the labels that a change
// wrote, by adding and taking away the children whose trip became another.
//
// After any number of changes the sums are those of coverage(), to the thousandth of a child.  Quantiles are
// not kept: they need all trips of an area.  One object belongs to one worker.
#pragma once

#include "geo/access/coverage.h"
#include "geo/network/live_trips.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace geo {

/// Thousandths of children of one area; those without a place are in Demand and never change.
struct ReachedSums {
    std::int64_t covered_milli = 0, uncovered_milli = 0, unreachable_milli = 0;
    bool operator==(const ReachedSums&) const = default;
};

class LiveCoverage {
public:
    /// `points[i]` is where demand point i meets the road.  `limits` in the measure of `nearest`.
    /// O(points + areas).
    LiveCoverage(const Areas& areas, std::shared_ptr<const Demand> demand,
                 std::shared_ptr<const std::vector<Snap>> points, Nearest nearest,
                 std::vector<std::uint32_t> limits);

    /// As of Nearest.  O(cells of the change + the points that hang there).
    std::uint32_t add(const Snap& at);
    void remove(std::uint32_t source);
    void move(std::uint32_t source, const Snap& to);

    const LiveTrips& live() const { return trips_; }
    const Nearest& nearest() const { return trips_.nearest(); }
    /// Row i belongs to demand point i.
    const std::vector<Trip>& trips() const { return trips_.trips(); }
    /// By AreaId of that level.
    const std::vector<ReachedSums>& sums(std::size_t limit, Level level) const {
        return sums_[limit][static_cast<std::size_t>(level)];
    }

private:
    void follow();
    void count(std::uint32_t point, const Trip& trip, std::int64_t children_milli);

    std::shared_ptr<const Demand> demand_;
    LiveTrips trips_;
    std::vector<std::uint32_t> limits_;
    std::vector<std::array<std::uint32_t, 4>> rows_of_;          // of each finest area: its row at each level
    std::size_t levels_ = 0;                                     // that have rows, from the country down
    std::vector<std::array<std::vector<ReachedSums>, 4>> sums_;  // by limit
};

}  // namespace geo
