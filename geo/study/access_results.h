// What follows from all pairs of child and place within a limit: access, second choices, and seats.
#pragma once

#include "geo/access/access_table.h"
#include "geo/access/backup.h"
#include "geo/access/seats.h"
#include "geo/study/destinations.h"

#include <array>
#include <cstdint>
#include <vector>

namespace geo {

struct AccessResults {
    AccessChoice choice;
    PointAccess points;
    Supply supply;
    RaamRun run;  ///< of RAAM alone
    AccessTable table;
};

/// By destination: capacity or one each, and the area in which it lies.  A unit that is planned takes what it
/// says.  O(places + units x log areas).
Supply supply_of(const Dataset& data, const Destinations& to, SupplyRule rule);

/// `catchments` by destination.  RAAM has a limit in time: Fault::bad_value else.  Fault::cancelled.
Result<AccessResults> access_of(const Dataset& data, const Demand& demand, const Destinations& to,
                                const Catchments& catchments, const AccessChoice& choice,
                                const Progress& progress);

struct BackupResults {
    std::array<Beside, 3> columns;           ///< children with no, one, two or more places
    std::vector<DestinationEffect> effects;  ///< by destination
    /// Children with one place alone, whole children by level, then AreaId.
    std::array<std::vector<std::int64_t>, 4> one_place;
};
/// `table` is the coverage of the same limit.
BackupResults backup_of(const Dataset& data, const Demand& demand, const CoverageTable& table,
                        const Catchments& catchments);

struct SeatResults {
    Supply supply;  ///< by capacity
    Beside nearest_first, at_most;
    /// Covered and without a seat, the nearest first; whole children by level, then AreaId.
    std::array<std::vector<std::int64_t>, 4> no_seat;
};
/// Fault::cancelled.
Result<SeatResults> seats_of(const Dataset& data, const Demand& demand, const Destinations& to,
                             const CoverageTable& table, const Catchments& catchments,
                             const Progress& progress);

}  // namespace geo
