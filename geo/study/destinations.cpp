#include "geo/study/destinations.h"

#include <map>
#include <string_view>
#include <utility>

namespace geo {

std::string unit_name(const PlannedUnit& unit, Lang lang) {
    return unit.name.empty() ? say(lang, "study.unit", {{"number", std::to_string(unit.id.value)}})
                             : unit.name;
}

std::string Destinations::name(std::uint32_t number, Lang lang) const {
    if (is_unit(number)) return unit_name(unit(number), lang);
    const Place& one = place(number);
    return std::string{lang == Lang::en && !one.name_en.empty() ? one.name_en : one.name_th};
}

std::string Destinations::id(std::uint32_t number) const {
    return is_unit(number) ? "unit-" + std::to_string(unit(number).id.value) : std::string{place(number).id};
}

std::vector<bool> open_places(const Dataset& data, const Scenario& scenario) {
    std::map<std::pair<std::string_view, std::string_view>, bool> changes;
    for (const PlaceChange& change : scenario.changes) changes[{change.id, change.name_th}] = change.open;
    std::vector<bool> out;
    out.reserve(data.places->size());
    for (const Place& place : *data.places) {
        const auto changed =
            changes.empty() ? changes.end() : changes.find({place.id.view(), place.name_th.view()});
        out.push_back(changed == changes.end() ? place.open : changed->second);
    }
    return out;
}

Destinations destinations(const Dataset& data, const Scenario& scenario) {
    const Travel& travel = scenario.travel;
    const auto fits = [&travel](PlaceKind kind, std::uint32_t services) {
        return (travel.place_kinds & kind_bit(kind)) != 0 && (services & travel.services) != 0;
    };
    Destinations out;
    out.places = data.places;
    out.units = scenario.units;
    const std::vector<bool> open = open_places(data, scenario);
    for (std::uint32_t i = 0; i < open.size(); ++i) {
        const Place& place = (*data.places)[i];
        if (open[i] && place.has_position && fits(place.kind, place.services)) out.fitting.push_back(i);
    }
    for (std::uint32_t k = 0; k < out.units.size(); ++k)
        if (fits(out.units[k].kind, out.units[k].services))
            out.fitting.push_back(static_cast<std::uint32_t>(open.size()) + k);
    return out;
}

}  // namespace geo
