// Access of a study's children: what the places take, everybody's value, and the table of all areas.
#pragma once

#include "geo/access/access_table.h"
#include "geo/study/destinations.h"

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

}  // namespace geo
