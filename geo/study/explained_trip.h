// One trip of the results explained: the way from any spot to the nearest destination, and what it is made
// of.
//
// The trip of a spot where a demand point lies is the trip that the results have, to the millisecond.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/network/route.h"
#include "geo/study/results.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace geo {

struct ExplainedTrip {
    LonLat from;
    Metric metric = Metric::time;   ///< nearest in this measure: that of the first limit
    Route route;                    ///< no legs where it does not reach, nor for the straight-line estimate
    std::vector<Part> parts;        ///< parts_of(route)
    std::string to_th, to_en;       ///< name of the place that it reaches: other results have other numbers
    LonLat to;                      ///< where it reaches
    std::uint32_t straight_mm = 0;  ///< geodesic, where it reaches
};

/// Keeps the labels of the results that it explained last.  One object belongs to one worker.
class TripExplainer {
public:
    /// O(search) for results that are new, then O(edges).  Fault::cancelled.
    Result<ExplainedTrip> explain(const std::shared_ptr<const Results>& results, const Profile& profile,
                                  LonLat from, const Progress& progress);

private:
    std::shared_ptr<const Results> of_;
    std::vector<LonLat> at_;  // of the destinations
    NearestLabels labels_;
};

/// Demand points of an area as far as they have a trip to tell, the nearest first, those that reach nothing
/// last; ties by row.  O(points log points).
std::vector<std::uint32_t> points_by_trip(const Areas& areas, const Results& results, Level level,
                                          AreaId area);
/// Of these the point where half of the children live who have a place; `points` is not empty.
std::uint32_t median_point(const Results& results, std::span<const std::uint32_t> points);

}  // namespace geo
