#include "geo/study/results.h"

#include <algorithm>

namespace geo {

std::int64_t off_network_milli(const Results& results) {
    if (results.network == nullptr || results.demand == nullptr || results.time_trips == nullptr) return 0;
    std::int64_t out = 0;
    const std::vector<Trip>& trips = *results.time_trips;
    for (std::size_t i = 0; i < std::min(trips.size(), results.demand->size()); ++i) {
        const bool cut_off = results.point_snaps != nullptr && (*results.point_snaps)[i].cut_off;
        if (trips[i].status == TripStatus::off_network && !cut_off) out += results.demand->children_milli[i];
    }
    return out;
}

std::int64_t cut_off_milli(const Results& results) {
    if (results.point_snaps == nullptr || results.demand == nullptr) return 0;
    return snap_bands(*results.point_snaps, results.demand->children_milli).cut_off;
}

std::optional<BarrierTold> barrier_told(const Results& results) {
    if (results.network == nullptr || results.network->barriers == nullptr) return std::nullopt;
    if (results.point_snaps == nullptr || results.demand == nullptr) return std::nullopt;
    return barrier_told(*results.point_snaps, results.demand->children_milli);
}

double off_network_share(const Results& results) {
    if (results.demand == nullptr) return 0;
    std::int64_t placed = 0;
    for (const std::int64_t milli : results.demand->children_milli) placed += milli;
    return placed > 0 ? static_cast<double>(off_network_milli(results)) / static_cast<double>(placed) : 0;
}

bool roads_are_missing(const Results& results) {
    return off_network_share(results) > off_network_warning;
}

}  // namespace geo
