// Where the children of a scenario may go: places of the dataset as the scenario leaves them, and its own
// units.
//
// A destination's number is the row of the place, or the number of places + the row of the unit.  It depends
// on the dataset and the scenario alone, so that a place that closes leaves the numbers of all others, and
// ties between them, as they were.
#pragma once

#include "geo/base/words.h"
#include "geo/study/scenario.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace geo {

struct Destinations {
    std::shared_ptr<const std::vector<Place>> places;  ///< of the dataset; never null
    std::vector<PlannedUnit> units;                    ///< of the scenario
    std::vector<std::uint32_t> fitting;  ///< open, with a position and a fitting service; ascending

    std::size_t size() const { return places->size() + units.size(); }
    bool is_unit(std::uint32_t number) const { return number >= places->size(); }
    /// Of a number for which is_unit().
    const PlannedUnit& unit(std::uint32_t number) const { return units[number - places->size()]; }
    const Place& place(std::uint32_t number) const { return (*places)[number]; }
    LonLat at(std::uint32_t number) const { return is_unit(number) ? unit(number).at : place(number).at; }
    PlaceKind kind(std::uint32_t number) const {
        return is_unit(number) ? unit(number).kind : place(number).kind;
    }
    /// As people read it; "Unit 3" for a unit without a name.
    std::string name(std::uint32_t number, Lang lang) const;
    /// As files name it: the sender's id of a place, "unit-3" of a unit.
    std::string id(std::uint32_t number) const;
};

/// O(places).
Destinations destinations(const Dataset& data, const Scenario& scenario);

/// Which places a scenario leaves open, by row.  O(places x log of the changes).
std::vector<bool> open_places(const Dataset& data, const Scenario& scenario);

/// "Unit 3", or its name.
std::string unit_name(const PlannedUnit& unit, Lang lang);

}  // namespace geo
