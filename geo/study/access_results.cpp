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

}  // namespace geo
