#include "geo/network/hang.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace geo {

std::uint32_t walking_ms(std::uint32_t walk_mm, double walk_kmh) {
    return static_cast<std::uint32_t>(std::min(4e9, std::floor(walk_mm * 3.6 / walk_kmh + 0.5)));
}

std::uint32_t wait_ms(const Profile& profile) {
    return static_cast<std::uint32_t>(std::lround(profile.wait_s * 1000));
}

RideFromFirst ride_from_first(const Network& network, const Edge& edge, std::uint32_t along_mm) {
    if (along_mm == 0) return {};
    if (along_mm >= edge.length_mm) return {edge.forward_ms, edge.backward_ms};
    if (network.along.empty())
        return {part_of(edge.forward_ms, along_mm, edge.length_mm),
                part_of(edge.backward_ms, along_mm, edge.length_mm)};
    const std::span<const Along> points{network.along.data() + edge.first, edge.count};
    const auto next = std::upper_bound(points.begin(), points.end() - 1, along_mm,
                                       [](std::uint32_t mm, const Along& at) { return mm < at.length_mm; });
    const Along& a = *(next - 1);
    const std::uint32_t riding_ms =
        a.time_ms + part_of(next->time_ms - a.time_ms, along_mm - a.length_mm, next->length_mm - a.length_mm);
    const std::uint32_t wait = edge.forward_ms == 0 ? 0 : edge.forward_ms - points.back().time_ms;
    return {wait + riding_ms, riding_ms};
}

Ends arrivals(const Network& network, const Snap& place) {
    const Edge& e = network.edges[place.edge];
    const std::uint32_t walk = walking_ms(place.walk_mm, network.profile.walk_kmh);
    const RideFromFirst ride = ride_from_first(network, e, place.along_mm);
    Ends out;
    if (e.forward_ms != 0 || place.along_mm == 0)
        out.add({e.from, cost_sum(ride.forward_ms, walk), cost_sum(place.along_mm, place.walk_mm)});
    if (e.backward_ms != 0 || place.along_mm == e.length_mm)
        out.add({e.to, cost_sum(e.backward_ms - ride.backward_ms, walk),
                 cost_sum(e.length_mm - place.along_mm, place.walk_mm)});
    return out;
}

Ends departures(const Network& network, const Snap& point) {
    const Edge& e = network.edges[point.edge];
    const std::uint32_t walk =
        cost_sum(walking_ms(point.walk_mm, network.profile.walk_kmh), wait_ms(network.profile));
    const RideFromFirst ride = ride_from_first(network, e, point.along_mm);
    Ends out;
    if (e.forward_ms != 0 || point.along_mm == e.length_mm)
        out.add({e.to, cost_sum(e.forward_ms - ride.forward_ms, walk),
                 cost_sum(e.length_mm - point.along_mm, point.walk_mm)});
    if (e.backward_ms != 0 || point.along_mm == 0)
        out.add({e.from, cost_sum(ride.backward_ms, walk), cost_sum(point.along_mm, point.walk_mm)});
    return out;
}

bool along_one_edge(const Network& network, const Snap& point, const Snap& place, End& trip) {
    const Edge& e = network.edges[point.edge];
    const bool ahead = place.along_mm > point.along_mm;
    const bool still = place.along_mm == point.along_mm;
    if (!still && (ahead ? e.forward_ms : e.backward_ms) == 0) return false;
    const RideFromFirst a = ride_from_first(network, e, point.along_mm);
    const RideFromFirst b = ride_from_first(network, e, place.along_mm);
    const std::uint32_t walks = cost_sum(walking_ms(point.walk_mm, network.profile.walk_kmh),
                                         walking_ms(place.walk_mm, network.profile.walk_kmh));
    trip.time_ms = cost_sum(ahead ? b.forward_ms - a.forward_ms : a.backward_ms - b.backward_ms,
                            cost_sum(walks, wait_ms(network.profile)));
    trip.length_mm = cost_sum(ahead ? place.along_mm - point.along_mm : point.along_mm - place.along_mm,
                              cost_sum(point.walk_mm, place.walk_mm));
    return true;
}

}  // namespace geo
