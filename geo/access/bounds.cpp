#include "geo/access/bounds.h"

#include "geo/base/ensure.h"

namespace geo {

std::vector<Bounds> bounds_of(const Areas& areas, const Demand& demand, const Threshold& within,
                              std::span<const Trip> trips) {
    ENSURE(trips.size() == demand.size());
    struct Seen {
        std::int64_t children_milli = 0;
        bool any = false, all = true;
    };
    std::vector<Seen> seen(areas.at(areas.finest()).size());
    for (std::size_t i = 0; i < demand.size(); ++i) {
        Seen& area = seen[demand.area[i].row()];
        const bool covered = covers(within, trips[i]);
        area.children_milli += demand.children_milli[i];
        area.any = area.any || covered;
        area.all = area.all && covered;
    }
    std::vector<Bounds> out(seen.size());
    for (std::size_t a = 0; a < seen.size(); ++a) {
        const bool unknown = demand.placed_on[a] == PlacedOn::inner_point;
        if (seen[a].all && !unknown) out[a].least_milli = seen[a].children_milli;
        if (seen[a].any || unknown) out[a].most_milli = seen[a].children_milli;
    }
    return out;
}

std::array<Beside, 2> bounds_beside(const Areas& areas, const Demand& demand, const Threshold& within,
                                    std::span<const Trip> trips) {
    const std::vector<Bounds> bounds = bounds_of(areas, demand, within, trips);
    std::array<Beside, 2> out;
    out[0].column = "covered_least";
    out[1].column = "covered_most";
    for (Beside& column : out)
        for (std::size_t l = 0; l < column.milli.size(); ++l)
            column.milli.at(l).assign(areas.levels.at(l).size(), 0);
    const Level finest = areas.finest();
    for (std::size_t a = 0; a < bounds.size(); ++a)
        for (const Level level : all_levels) {
            if (level > finest) continue;
            const std::size_t row = areas.ancestor(finest, AreaId{a}, level).row();
            out[0].milli.at(static_cast<std::size_t>(level))[row] += bounds[a].least_milli;
            out[1].milli.at(static_cast<std::size_t>(level))[row] += bounds[a].most_milli;
        }
    return out;
}

}  // namespace geo
