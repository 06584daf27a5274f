#include "geo/access/backup.h"

#include "geo/base/ensure.h"

#include <string>

namespace geo {

std::vector<std::uint32_t> places_in_reach(const Catchments& catchments, std::size_t points) {
    std::vector<std::uint32_t> out(points, 0);
    for (const std::vector<Reached>& place : catchments.of)
        for (const Reached& one : place) ++out[one.point];
    return out;
}

std::array<Beside, 3> backup_beside(const Areas& areas, const Demand& demand,
                                    std::span<const std::uint32_t> places) {
    ENSURE(places.size() == demand.size());
    const auto column = [&](std::string name, auto fits) {
        return sum_beside(std::move(name), areas, demand,
                          [&](std::size_t i) { return fits(places[i]) ? demand.children_milli[i] : 0; });
    };
    return {column("places_0", [](std::uint32_t n) { return n == 0; }),
            column("places_1", [](std::uint32_t n) { return n == 1; }),
            column("places_2_more", [](std::uint32_t n) { return n > 1; })};
}

std::vector<DestinationEffect> effects_of(const Catchments& catchments, const Demand& demand,
                                          std::span<const std::uint32_t> places) {
    std::vector<DestinationEffect> out(catchments.of.size());
    for (std::size_t j = 0; j < out.size(); ++j)
        for (const Reached& one : catchments.of[j]) {
            const std::int64_t children = demand.children_milli[one.point];
            out[j].reaches_milli += children;
            if (places[one.point] == 1) out[j].newly_milli += children;
        }
    return out;
}

}  // namespace geo
