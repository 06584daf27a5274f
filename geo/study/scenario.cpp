#include "geo/study/scenario.h"

#include <algorithm>

namespace geo {

UnitId add_unit(Scenario& scenario, LonLat at) {
    if (scenario.units.size() >= most_units) return {};
    PlannedUnit unit;
    unit.id = UnitId{++scenario.units_so_far};
    unit.at = at;
    // What the question asks for, so that the unit counts in its answer; a kind that the question counts.
    unit.services = scenario.travel.services;
    for (const PlaceKind kind : {PlaceKind::learning_unit, PlaceKind::mobile_unit, PlaceKind::learning_centre,
                                 PlaceKind::school, PlaceKind::vocational_college, PlaceKind::special_centre,
                                 PlaceKind::child_centre, PlaceKind::other})
        if ((scenario.travel.place_kinds & kind_bit(kind)) != 0) {
            unit.kind = kind;
            break;
        }
    scenario.units.push_back(unit);
    return unit.id;
}

const PlannedUnit* unit_of(const Scenario& scenario, UnitId id) {
    const auto found = std::find_if(scenario.units.begin(), scenario.units.end(),
                                    [id](const PlannedUnit& unit) { return unit.id == id; });
    return found == scenario.units.end() ? nullptr : &*found;
}

PlannedUnit* unit_of(Scenario& scenario, UnitId id) {
    return const_cast<PlannedUnit*>(unit_of(std::as_const(scenario), id));
}

void remove_unit(Scenario& scenario, UnitId id) {
    std::erase_if(scenario.units, [id](const PlannedUnit& unit) { return unit.id == id; });
}

bool has_room_for_road(const Scenario& scenario) {
    return scenario.road_edits.size() < most_road_edits;
}

RoadEditId add_road_edit(Scenario& scenario, decltype(RoadEdit::what) what) {
    if (!has_room_for_road(scenario)) return {};
    const RoadEditId id{++scenario.road_edits_so_far};
    scenario.road_edits.push_back({id, {}, std::move(what)});
    return id;
}

RoadEdit* road_edit_of(Scenario& scenario, RoadEditId id) {
    const auto found = std::find_if(scenario.road_edits.begin(), scenario.road_edits.end(),
                                    [id](const RoadEdit& edit) { return edit.id == id; });
    return found == scenario.road_edits.end() ? nullptr : &*found;
}

void remove_road_edit(Scenario& scenario, RoadEditId id) {
    std::erase_if(scenario.road_edits, [id](const RoadEdit& edit) { return edit.id == id; });
}

void set_open(Scenario& scenario, const Place& place, bool open) {
    std::erase_if(scenario.changes, [&](const PlaceChange& change) { return change.is_of(place); });
    if (open != place.open)
        scenario.changes.push_back({std::string{place.id}, std::string{place.name_th}, open});
}

}  // namespace geo
