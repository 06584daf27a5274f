// What the planner decides: how children travel, within which limits, to which places; the units that are new
// and the places that close or open.  A small value.
#pragma once

#include "geo/access/access.h"
#include "geo/base/id.h"
#include "geo/data/dataset.h"
#include "geo/network/profile.h"
#include "geo/network/road_edits.h"

#include <cstdint>
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

/// A place to learn that is not there today.
struct PlannedUnit {
    UnitId id;         ///< the number on the map, from 1; stays with the unit
    std::string name;  ///< "" shows as "unit 3"
    LonLat at;
    PlaceKind kind = PlaceKind::learning_unit;
    std::uint32_t services = service_any;
    std::int32_t capacity = -1;  ///< learners; -1: not decided
    bool operator==(const PlannedUnit&) const = default;
};

/// A place of the dataset that is closed, or opened again.  It is known by id and name, not by its row, so
/// that the decision holds when the file is read again.
struct PlaceChange {
    std::string id, name_th;
    bool open = false;
    bool is_of(const Place& place) const { return id == place.id && name_th == place.name_th; }
    bool operator==(const PlaceChange&) const = default;
};

struct Scenario {
    std::string name;  ///< "" shows as "as it is today"
    Travel travel;
    std::vector<PlannedUnit> units;    ///< ascending by id
    std::vector<PlaceChange> changes;  ///< at most one a place
    std::vector<RoadEdit> road_edits;  ///< ascending by id
    // The largest ids that were given out: numbers are never used again.
    std::uint32_t units_so_far = 0;
    std::uint32_t road_edits_so_far = 0;
    AccessChoice access;  ///< how access is computed where it is asked for
    /// Something is other than it is today.
    bool is_plan() const { return !units.empty() || !changes.empty() || !road_edits.empty(); }
    /// Takes back all that is other than today.
    void as_it_is() {
        units.clear();
        changes.clear();
        road_edits.clear();
    }
    bool operator==(const Scenario&) const = default;
};

/// Where a planner may put units: 2,000 are more than any plan has.
inline constexpr std::size_t most_units = 2000;

/// Adds a unit that offers what the scenario asks for; its id.  None where there are most_units already.
UnitId add_unit(Scenario& scenario, LonLat at);
/// Null where it is gone.
PlannedUnit* unit_of(Scenario& scenario, UnitId id);
const PlannedUnit* unit_of(const Scenario& scenario, UnitId id);
void remove_unit(Scenario& scenario, UnitId id);
/// More than any plan has.
inline constexpr std::size_t most_road_edits = 500;
/// Points of a new road.
inline constexpr std::size_t most_road_points = 1000;

bool has_room_for_road(const Scenario& scenario);
/// Adds a change of the roads; its id.  None where there are most_road_edits already.
RoadEditId add_road_edit(Scenario& scenario, decltype(RoadEdit::what) what);
/// Null where it is gone.
RoadEdit* road_edit_of(Scenario& scenario, RoadEditId id);
void remove_road_edit(Scenario& scenario, RoadEditId id);

/// Closes or opens a place; a place that is then as it was imported is no change.
void set_open(Scenario& scenario, const Place& place, bool open);

}  // namespace geo
