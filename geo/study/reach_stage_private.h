// Trips and tables of one set of destinations, kept from run to run of an Analysis: repaired where a few
// destinations came, went or moved, computed anew where anything else changed.  Private to geo/study.
//
// The trap: it is changed by every run, so nothing of it is shared but what it hands out, which never
// changes.
#pragma once

#include "geo/access/coverage.h"
#include "geo/network/live_trips.h"
#include "geo/network/straight_line.h"
#include "geo/study/destinations.h"
#include "geo/study/results.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace geo {

using SharedTrips = std::shared_ptr<const std::vector<Trip>>;
using SharedSnaps = std::shared_ptr<const std::vector<Snap>>;

/// The trips of one measure.
class TripStage {
public:
    explicit TripStage(Metric metric) : metric_(metric) {}

    /// `sources` by number, off the network where there is none.
    Result<void> bring(const std::shared_ptr<const Network>& network, const SharedSnaps& points,
                       const std::vector<Snap>& sources, const Progress& progress);
    const SharedTrips& trips() const { return trips_; }
    /// Adds the points whose trips became others since `before`, some more than once; false where that is not
    /// known.
    bool changed_since(const SharedTrips& before, std::vector<std::uint32_t>& out) const;
    /// Of one source: whom it reaches within `limit`, and who of them would not be reached without it.
    DestinationEffect effect(std::uint32_t source, std::uint32_t limit, const Demand& demand);

private:
    bool repaired(const std::vector<Snap>& sources);
    bool roads_repaired(const std::shared_ptr<const Network>& network, const SharedSnaps& points,
                        std::vector<Snap> sources);

    Metric metric_;
    std::optional<LiveTrips> live_;
    std::optional<WithinReach> reach_;
    SharedTrips trips_, before_;
    std::vector<std::uint32_t> changed_;  ///< from before_ to trips_
};

/// Trips as the crow flies: those to the dataset's places are kept, the units are offered anew in each run.
class LineStage {
public:
    Result<void> bring(const std::shared_ptr<const Demand>& demand, const Profile& profile,
                       const Destinations& to, const Progress& progress);
    const SharedTrips& trips() const { return trips_; }
    /// As of TripStage.
    bool changed_since(const SharedTrips& before, std::vector<std::uint32_t>& out) const;
    DestinationEffect effect(const Destinations& to, std::uint32_t number, const Threshold& within,
                             const Demand& demand) const;

private:
    struct Key {
        std::shared_ptr<const Demand> demand;
        std::shared_ptr<const std::vector<Place>> places;
        std::vector<std::uint32_t> fitting;  ///< of the places
        Profile profile;
        bool operator==(const Key&) const = default;
    };
    std::optional<Key> key_;
    std::optional<StraightLine> line_;
    std::vector<Trip> to_places_;
    std::vector<std::uint32_t> next_mm_;
    SharedTrips trips_, before_;
    std::vector<std::uint32_t> changed_;  ///< from before_ to trips_
};

/// What all sets of destinations share in a run.
struct ReachQuestion {
    const Dataset& data;
    const Travel& travel;
    Profile profile;
    std::shared_ptr<const Demand> demand;
    std::shared_ptr<const Network> network;  ///< null for the straight line
    SharedSnaps points;                      ///< of the demand; null without network
    SharedSnaps places;                      ///< of every place of the dataset, by row; null without network
};

class ReachStage {
public:
    Result<void> bring(const ReachQuestion& question, const Destinations& to, const Progress& progress);

    const SharedTrips& time_trips() const { return time_trips_; }
    /// Null where no limit is a length.
    const SharedTrips& length_trips() const { return length_trips_; }
    /// By destination; null without network.
    const SharedSnaps& place_snaps() const { return place_snaps_; }
    /// One for each limit.
    std::vector<CoverageTable> tables(const ReachQuestion& question);
    /// Within the first limit.
    DestinationEffect effect(const ReachQuestion& question, const Destinations& to, std::uint32_t number);

private:
    /// A table and the trips that it is of.
    struct Covered {
        SharedTrips trips, time_trips;
        CoverageTable table;
    };
    Result<void> by_road(const ReachQuestion& question, const Destinations& to, const Progress& progress);
    Result<void> by_line(const ReachQuestion& question, const Destinations& to, const Progress& progress);
    CoverageTable table_of(const ReachQuestion& question, const Threshold& within) const;

    TripStage by_time_{Metric::time}, by_length_{Metric::length};
    LineStage line_;
    SharedTrips time_trips_, length_trips_;
    SharedSnaps place_snaps_;
    std::vector<Covered> covered_;  ///< of the last run
};

}  // namespace geo
