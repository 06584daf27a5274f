// What the planner decides: how children travel, within which limits, to which places.  A small value.
#pragma once

#include "geo/access/coverage.h"
#include "geo/data/dataset.h"
#include "geo/network/profile.h"

#include <memory>
#include <string>
#include <vector>

namespace geo {

/// Roads where they are loaded, or the straight-line estimate.
enum class Basis : std::uint8_t { roads, straight_line };

/// A table of speeds of one's own, or none for that of the program.  Compared by what it says.
struct OwnSpeeds {
    std::shared_ptr<const SpeedTable> table;
    const SpeedTable& get() const { return table == nullptr ? standard_speeds() : *table; }
    bool operator==(const OwnSpeeds& other) const {
        return table == other.table || (table != nullptr && other.table != nullptr && *table == *other.table);
    }
};

struct Travel {
    Mode mode = Mode::motorcycle;
    Season season = Season::dry;
    Pace pace = Pace::central;
    UnpavedInRain unpaved_in_rain = UnpavedInRain::slower;
    bool slope = true;  ///< walks go up and down where heights are loaded
    OwnSpeeds speeds;
    Basis basis = Basis::roads;
    std::vector<Threshold> within = {Threshold{}};  ///< the first is the one on the map
    std::uint32_t place_kinds = 0xffffffffU;        ///< bit 1 << PlaceKind
    std::uint32_t services = service_any;
    DemandChoice children;
    double detour_factor = 1.3;
    double max_walk_m = 5000;
    bool operator==(const Travel&) const = default;
};

struct Scenario {
    std::string name;  ///< "" shows as "as it is today"
    Travel travel;
    bool operator==(const Scenario&) const = default;
};

}  // namespace geo
