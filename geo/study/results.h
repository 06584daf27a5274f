// All that is computed from a Study.  Immutable, replaced whole; each stage is shared so that the next run
// can reuse it where its inputs are the same.
#pragma once

#include "geo/access/coverage.h"
#include "geo/data/demand.h"
#include "geo/network/nearest.h"
#include "geo/network/network.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace geo {

struct Results {
    std::shared_ptr<const Demand> demand;
    std::shared_ptr<const Network> network;                ///< null for the straight-line estimate
    std::shared_ptr<const std::vector<Snap>> place_snaps;  ///< of `sources`; null without network
    std::shared_ptr<const std::vector<Snap>> point_snaps;  ///< of demand points; null without network
    std::vector<PlaceId> sources;  ///< fitting, open, placed; Trip::source indexes this
    std::shared_ptr<const std::vector<Trip>> time_trips;  ///< of demand points, least time
    std::shared_ptr<const std::vector<Trip>>
        length_trips;                     ///< least length; null where no threshold asks for it
    std::vector<CoverageTable> coverage;  ///< one for each Travel::within
    bool estimate = false;                ///< straight line, or a country without roads
    double seconds = 0;                   ///< of this run, for the status line
};

}  // namespace geo
