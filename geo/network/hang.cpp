#include "geo/network/hang.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace geo {

std::uint32_t walking_ms(std::uint32_t walk_mm, double walk_kmh) {
    return static_cast<std::uint32_t>(std::min(4e9, std::floor(walk_mm * 3.6 / walk_kmh + 0.5)));
}

std::uint32_t wait_ms(const Profile& profile) {
    return profile.rides ? 0 : static_cast<std::uint32_t>(std::lround(profile.wait_s * 1000));
}

std::uint32_t board_ms(const Profile& profile) {
    return std::max(1U, static_cast<std::uint32_t>(std::lround(profile.wait_s * 1000)));
}

RideFromFirst ride_from_first(const Network& network, const Edge& edge, std::uint32_t along_mm) {
    if (along_mm == 0) return {};
    if (along_mm >= edge.length_mm) return {edge.forward_ms, edge.backward_ms};
    if (network.along.empty())
        return {part_of(edge.forward_ms, along_mm, edge.length_mm),
                part_of(edge.backward_ms, along_mm, edge.length_mm)};
    const std::span<const Along> points{network.along.from(edge.first), edge.count};
    const auto next = std::upper_bound(points.begin(), points.end() - 1, along_mm,
                                       [](std::uint32_t mm, const Along& at) { return mm < at.length_mm; });
    const Along& a = *(next - 1);
    const LonLat* ends = network.shape.from(edge.first) + (next - 1 - points.begin());
    const bool from_here = first_of(ends[0], ends[1]);
    const auto moving = [&](std::uint32_t before_ms, std::uint32_t after_ms) {
        const std::uint32_t whole_ms = after_ms - before_ms, whole_mm = next->length_mm - a.length_mm;
        return from_here ? before_ms + part_of(whole_ms, along_mm - a.length_mm, whole_mm)
                         : after_ms - part_of(whole_ms, next->length_mm - along_mm, whole_mm);
    };
    const std::uint32_t forward_ms = moving(a.time_ms, next->time_ms);
    std::uint32_t backward_ms = forward_ms;
    if (!network.back_ms.empty()) {
        const auto before = edge.first + static_cast<std::size_t>(next - points.begin()) - 1;
        backward_ms = moving(network.back_ms[before], network.back_ms[before + 1]);
    }
    const std::uint32_t wait = edge.forward_ms == 0 ? 0 : edge.forward_ms - points.back().time_ms;
    return {wait + forward_ms, backward_ms};
}

namespace {

/// The ends of one edge from which one comes to a spot on it; `after` is what follows.
void add_arrivals(const Network& network, std::uint32_t edge, std::uint32_t along_mm, const End& after,
                  Ends& out) {
    const Edge& e = network.edges[edge];
    const RideFromFirst ride = ride_from_first(network, e, along_mm);
    if (e.forward_ms != 0 || along_mm == 0)
        out.add(
            {e.from, cost_sum(ride.forward_ms, after.time_ms), cost_sum(along_mm, after.length_mm), edge, 0});
    if (e.backward_ms != 0 || along_mm == e.length_mm)
        out.add({e.to, cost_sum(e.backward_ms - ride.backward_ms, after.time_ms),
                 cost_sum(e.length_mm - along_mm, after.length_mm), edge, e.length_mm});
}

/// The ends to which one comes from a spot; `before` is what it took to be there.
void add_departures(const Network& network, std::uint32_t edge, std::uint32_t along_mm, const End& before,
                    Ends& out) {
    const Edge& e = network.edges[edge];
    const RideFromFirst ride = ride_from_first(network, e, along_mm);
    if (e.forward_ms != 0 || along_mm == e.length_mm)
        out.add({e.to, cost_sum(e.forward_ms - ride.forward_ms, before.time_ms),
                 cost_sum(e.length_mm - along_mm, before.length_mm), edge, e.length_mm});
    if (e.backward_ms != 0 || along_mm == 0)
        out.add({e.from, cost_sum(ride.backward_ms, before.time_ms), cost_sum(along_mm, before.length_mm),
                 edge, 0});
}

void add_along(const Network& network, std::uint32_t edge, std::uint32_t from_mm, std::uint32_t to_mm,
               const End& walks, Ends& out) {
    const Edge& e = network.edges[edge];
    const bool ahead = to_mm > from_mm;
    if (to_mm != from_mm && (ahead ? e.forward_ms : e.backward_ms) == 0) return;
    const RideFromFirst a = ride_from_first(network, e, from_mm);
    const RideFromFirst b = ride_from_first(network, e, to_mm);
    out.add({0, cost_sum(ahead ? b.forward_ms - a.forward_ms : a.backward_ms - b.backward_ms, walks.time_ms),
             cost_sum(ahead ? to_mm - from_mm : from_mm - to_mm, walks.length_mm), edge, 0});
}

}  // namespace

Ends arrivals(const Network& network, const Snap& place) {
    const End walk{0, place.walk_ms, place.walk_mm, 0, 0};
    Ends out;
    add_arrivals(network, place.edge, place.along_mm, walk, out);
    // One may alight at the door.
    if (const std::uint32_t twin = twin_of(network, place.edge); twin != no_edge)
        add_arrivals(network, twin, place.along_mm, walk, out);
    return out;
}

Ends departures(const Network& network, const Snap& point) {
    End walk{0, cost_sum(point.walk_ms, wait_ms(network.profile)), point.walk_mm, 0, 0};
    Ends out;
    add_departures(network, point.edge, point.along_mm, walk, out);
    if (const std::uint32_t twin = twin_of(network, point.edge); twin != no_edge) {
        walk.time_ms = cost_sum(walk.time_ms, board_ms(network.profile));
        add_departures(network, twin, point.along_mm, walk, out);
    }
    return out;
}

Ends along_one_edge(const Network& network, const Snap& point, const Snap& place) {
    End walks{0, cost_sum(cost_sum(point.walk_ms, place.walk_ms), wait_ms(network.profile)),
              cost_sum(point.walk_mm, place.walk_mm), 0, 0};
    Ends out;
    add_along(network, point.edge, point.along_mm, place.along_mm, walks, out);
    if (const std::uint32_t twin = twin_of(network, point.edge); twin != no_edge) {
        walks.time_ms = cost_sum(walks.time_ms, board_ms(network.profile));
        add_along(network, twin, point.along_mm, place.along_mm, walks, out);
    }
    return out;
}

}  // namespace geo
