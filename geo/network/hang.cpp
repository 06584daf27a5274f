#include "geo/network/hang.h"

#include <cmath>

namespace geo {

std::uint32_t walking_ms(std::uint32_t walk_mm, double walk_kmh) {
    return static_cast<std::uint32_t>(std::min(4e9, std::floor(walk_mm * 3.6 / walk_kmh + 0.5)));
}

std::uint32_t wait_ms(const Profile& profile) {
    return static_cast<std::uint32_t>(std::lround(profile.wait_s * 1000));
}

Ends arrivals(const Network& network, const Snap& place) {
    const Edge& e = network.edges[place.edge];
    const std::uint32_t walk = walking_ms(place.walk_mm, network.profile.walk_kmh);
    Ends out;
    if (e.forward_ms != 0 || place.along_mm == 0)
        out.add({e.from, cost_sum(part_of(e.forward_ms, place.along_mm, e.length_mm), walk),
                 cost_sum(place.along_mm, place.walk_mm)});
    if (e.backward_ms != 0 || place.along_mm == e.length_mm)
        out.add({e.to, cost_sum(e.backward_ms - part_of(e.backward_ms, place.along_mm, e.length_mm), walk),
                 cost_sum(e.length_mm - place.along_mm, place.walk_mm)});
    return out;
}

Ends departures(const Network& network, const Snap& point) {
    const Edge& e = network.edges[point.edge];
    const std::uint32_t walk =
        cost_sum(walking_ms(point.walk_mm, network.profile.walk_kmh), wait_ms(network.profile));
    Ends out;
    if (e.forward_ms != 0 || point.along_mm == e.length_mm)
        out.add({e.to, cost_sum(e.forward_ms - part_of(e.forward_ms, point.along_mm, e.length_mm), walk),
                 cost_sum(e.length_mm - point.along_mm, point.walk_mm)});
    if (e.backward_ms != 0 || point.along_mm == 0)
        out.add({e.from, cost_sum(part_of(e.backward_ms, point.along_mm, e.length_mm), walk),
                 cost_sum(point.along_mm, point.walk_mm)});
    return out;
}

bool along_one_edge(const Network& network, const Snap& point, const Snap& place, End& trip) {
    const Edge& e = network.edges[point.edge];
    const bool ahead = place.along_mm > point.along_mm;
    const bool still = place.along_mm == point.along_mm;
    if (!still && (ahead ? e.forward_ms : e.backward_ms) == 0) return false;
    const std::uint32_t whole = ahead ? e.forward_ms : e.backward_ms;
    const std::uint32_t a = part_of(whole, point.along_mm, e.length_mm);
    const std::uint32_t b = part_of(whole, place.along_mm, e.length_mm);
    const std::uint32_t walks = cost_sum(walking_ms(point.walk_mm, network.profile.walk_kmh),
                                         walking_ms(place.walk_mm, network.profile.walk_kmh));
    trip.time_ms = cost_sum(ahead ? b - a : a - b, cost_sum(walks, wait_ms(network.profile)));
    trip.length_mm = cost_sum(ahead ? place.along_mm - point.along_mm : point.along_mm - place.along_mm,
                              cost_sum(point.walk_mm, place.walk_mm));
    return true;
}

}  // namespace geo
