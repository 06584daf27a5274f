// Trips as the crow flies from points that stay to destinations that come, go and move: what
// straight_line_trips() gives, with more sources offered one by one.
//
// The trap: a source that is offered must have a greater number than all before, because ties go to the
// smaller.
#pragma once

#include "geo/geom/shape.h"
#include "geo/network/nearest.h"
#include "geo/network/profile.h"
#include "geo/network/within_reach.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace geo {

/// A position in space, metres from the centre of the Earth.  The straight chord between two points of the
/// ellipsoid is never longer than the geodesic, so a chord bounds it from below, everywhere on Earth.
using Space = std::array<double, 3>;

/// The nearest source of each point, and how far the next one is where the nearest was offered.
struct LineTrips {
    std::vector<Trip> trips;
    std::vector<std::uint32_t> next_mm;  ///< no_cost where there is none
};

class StraightLine {
public:
    /// O(points).
    StraightLine(std::vector<LonLat> points, const Profile& profile);

    /// straight_line_trips() to these.
    Result<std::vector<Trip>> trips(std::span<const LonLat> sources, const Progress& progress) const;
    /// One source more.  O(points), a geodesic for those alone that may be nearer to it.
    void offer(LineTrips& trips, LonLat source, std::uint32_t number) const;
    /// Points whose way to `place` costs at most `limit`, ascending, each with its cost.  O(points).
    std::vector<Reached> catchment(LonLat place, Metric metric, std::uint32_t limit) const;
    /// The trip of a length.
    Trip trip_of(std::uint32_t length_mm, std::uint32_t source) const;

private:
    std::vector<LonLat> points_;
    std::vector<Space> in_space_;
    Profile profile_;
};

}  // namespace geo
