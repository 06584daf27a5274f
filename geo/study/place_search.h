// Trips to the nearest of some places, for questions beside the analysis: a table of points, a chain of
// referrals.
#pragma once

#include "geo/base/progress.h"
#include "geo/network/nearest.h"
#include "geo/study/results.h"
#include "geo/study/study.h"

#include <memory>
#include <span>
#include <vector>

namespace geo {

class PlaceSearch {
public:
    /// Under the active scenario's travel, over its roads, or by the straight line where it asks for that or
    /// has none. O(network).  Fault::cancelled.
    static Result<PlaceSearch> of(const Study& study, const Progress& progress);
    /// Over the network of results that were computed from that study.  O(1).
    static PlaceSearch of(const Study& study, const Results& results);
    bool estimate() const { return network_ == nullptr; }
    const Profile& profile() const { return profile_; }
    /// Null for the estimate.
    const Network* network() const { return network_.get(); }

    struct Found {
        std::vector<Trip> trips;  ///< of each point; Trip::source is an index of `to`
        std::vector<Snap> snaps;  ///< of each point; empty for the estimate
    };
    /// All unreachable where there is no place.  O(search).  Fault::cancelled.
    Result<Found> nearest(std::span<const LonLat> from, std::span<const LonLat> to, Metric metric,
                          const Progress& progress) const;

private:
    explicit PlaceSearch(Profile profile) : profile_(profile) {}
    Result<std::vector<Snap>> snapped(std::span<const LonLat> from, const Progress& progress) const;

    Profile profile_;
    std::shared_ptr<const Network> network_;  ///< null for the estimate
};

}  // namespace geo
