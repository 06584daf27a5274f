#include "geo/study/access_results.h"

#include "geo/data/locate.h"

#include <algorithm>
#include <optional>

namespace geo {

Supply supply_of(const Dataset& data, const Destinations& to, SupplyRule rule) {
    Supply out;
    out.learners.assign(to.size(), 0);
    out.area.resize(to.size());
    out.places = to.fitting.size();
    std::optional<Locator> locator;
    for (const std::uint32_t number : to.fitting) {
        const std::int32_t capacity =
            to.is_unit(number) ? to.unit(number).capacity : to.place(number).capacity;
        if (capacity < 0) ++out.without_capacity;
        out.learners[number] = rule == SupplyRule::one_each ? 1 : std::max(0, capacity);
        out.all += out.learners[number];
        if (!to.is_unit(number)) {
            out.area[number] = to.place(number).area;
            continue;
        }
        if (!locator) locator.emplace(*data.areas, data.areas->finest());
        out.area[number] = locator->area_at(to.at(number));
    }
    return out;
}

Result<AccessResults> access_of(const Dataset& data, const Demand& demand, const Destinations& to,
                                const Catchments& catchments, const AccessChoice& choice,
                                const Progress& progress) {
    const Threshold within{catchments.metric, catchments.limit};
    AccessResults out;
    out.choice = choice;
    out.supply = supply_of(data, to, choice.supply);
    if (choice.method == AccessMethod::raam) {
        if (within.metric != Metric::time) {
            Error error;
            error.fault = Fault::bad_value;
            error.value = text_of(within);
            error.detail = "60min";
            return fail(std::move(error));
        }
        TRY(RaamAccess raam,
            rational_agents(catchments, out.supply.learners, demand.children_milli, {}, progress));
        out.points = std::move(raam.points);
        out.run = raam.run;
    } else {
        out.points = floating_catchment(catchments, out.supply.learners, demand.children_milli, choice);
    }
    out.table = access_table(*data.areas, demand, out.points, out.supply, choice.method, within);
    return out;
}

BackupResults backup_of(const Dataset& data, const Demand& demand, const CoverageTable& table,
                        const Catchments& catchments) {
    const std::vector<std::uint32_t> places = places_in_reach(catchments, demand.size());
    BackupResults out;
    out.columns = backup_beside(*data.areas, demand, places);
    out.effects = effects_of(catchments, demand, places);
    out.one_place = whole_beside(*data.areas, table, out.columns[1]);
    return out;
}

Result<SeatResults> seats_of(const Dataset& data, const Demand& demand, const Destinations& to,
                             const CoverageTable& table, const Catchments& catchments,
                             const Progress& progress) {
    SeatResults out;
    out.supply = supply_of(data, to, SupplyRule::capacity);
    const auto column = [&](const char* name, const Seats& seats) {
        return sum_beside(name, *data.areas, demand, [&](std::size_t i) { return seats.seated_milli[i]; });
    };
    Seats nearest = seats_nearest_first(catchments, out.supply.learners, demand.children_milli);
    out.nearest_first = column("seated_nearest_first", nearest);
    TRY(const Seats most,
        seats_at_most(catchments, out.supply.learners, demand.children_milli, std::move(nearest), progress));
    out.at_most = column("seated_max_flow", most);
    Beside without = covered_beside("no_seat", table);
    for (const Level level : all_levels)
        for (std::size_t a = 0; a < without.milli.at(static_cast<std::size_t>(level)).size(); ++a)
            without.milli.at(static_cast<std::size_t>(level))[a] -= out.nearest_first.at(level, a);
    out.no_seat = whole_beside(*data.areas, table, without);
    return out;
}

}  // namespace geo
