// All that is computed from a Study.  Immutable, replaced whole; each stage is shared so that the next run
// can reuse it where its inputs are the same.
#pragma once

#include "geo/access/backup.h"
#include "geo/access/coverage.h"
#include "geo/data/demand.h"
#include "geo/network/nearest.h"
#include "geo/network/network.h"
#include "geo/study/access_results.h"
#include "geo/study/destinations.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geo {

struct Results {
    std::shared_ptr<const Demand> demand;
    std::shared_ptr<const Network> network;  ///< null for the straight-line estimate
    Destinations destinations;               ///< Trip::source is a destination's number
    /// By destination, off the network where it does not fit; null without network.
    std::shared_ptr<const std::vector<Snap>> place_snaps;
    std::shared_ptr<const std::vector<Snap>> point_snaps;  ///< of demand points; null without network
    std::shared_ptr<const std::vector<Trip>> time_trips;   ///< of demand points, least time
    std::shared_ptr<const std::vector<Trip>>
        length_trips;                     ///< least length; null where no threshold asks for it
    std::vector<CoverageTable> coverage;  ///< one for each Travel::within
    /// The same without what the scenario changes; empty where it changes nothing.
    std::vector<CoverageTable> today;
    /// Of each unit of the scenario within the first limit, in their order.
    std::vector<DestinationEffect> unit_effects;
    /// Children of the first limit who are covered dry and not in the rains, whole children by level, then
    /// AreaId.  Only where the map shows it, else empty.
    std::array<std::vector<std::int64_t>, 4> lost_in_rain;
    /// Within the first limit.  Only where the map shows it, else null.
    std::shared_ptr<const AccessResults> access;
    std::shared_ptr<const BackupResults> backup;  ///< within the first limit; only where the map shows it
    std::shared_ptr<const SeatResults> seats;     ///< the same
    /// Why there is none of these where the map shows it: a limit that is too long, or RAAM without a limit
    /// in time.
    std::optional<Error> no_access;
    /// What became of the scenario's changes of the roads; null where it has none, or for the estimate.
    std::shared_ptr<const std::vector<EditOutcome>> edited_roads;
    bool estimate = false;  ///< straight line, or a country without roads
    double seconds = 0;     ///< of this run, for the status line
};

/// Children (thousandths) whose home lies farther from every road than a child walks: in a country with the
/// roads of one city that is nearly everybody, and "unreachable" says more of the file than of the children.
/// 0 for the straight-line estimate.  O(points).
std::int64_t off_network_milli(const Results& results);
/// Not of these: children with a road near, but no way to it over the ground (ground.h), or behind a barrier.
std::int64_t cut_off_milli(const Results& results);
/// Of the homes; nothing where no barrier is loaded.  O(points).
std::optional<BarrierTold> barrier_told(const Results& results);
/// The part of those of off_network_milli() among the children that have a place, 0 to 1.
double off_network_share(const Results& results);

/// The share of all placed children above which a result has to say so.
inline constexpr double off_network_warning = 0.25;
/// True where a result says more of the roads that are missing than of the children.
bool roads_are_missing(const Results& results);

}  // namespace geo
