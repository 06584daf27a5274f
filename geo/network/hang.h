// How a snapped point hangs on its edge: the walk, and the part of the edge's cost to each of its ends.
//
// The trap: a part is rounded once, from the first point of its segment (an edge may join roads of unlike
// speed); the rest is the whole minus that part, so that both always add up to the edge.  Sums that leave 32
// bits become no_cost, never a small number.
#pragma once

#include "geo/network/network.h"
#include "geo/network/snap.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace geo {

/// a + b, or 0xffffffff (no_cost) where that does not fit or either is no_cost.
constexpr std::uint32_t cost_sum(std::uint32_t a, std::uint32_t b) {
    return a > 0xffffffffU - b ? 0xffffffffU : a + b;
}

/// Time of a walk, rounded once; 0 for no walk.
std::uint32_t walking_ms(std::uint32_t walk_mm, double walk_kmh);

/// The wait of one trip.
std::uint32_t wait_ms(const Profile& profile);

/// Share of a whole segment's cost that lies before `along_mm`, from 0 to `whole`.
constexpr std::uint32_t part_of(std::uint32_t whole, std::uint32_t along_mm, std::uint32_t length_mm) {
    if (length_mm == 0) return 0;
    const auto share = (std::uint64_t{whole} * along_mm + length_mm / 2) / length_mm;
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(share, whole));
}

/// Milliseconds between the edge's first point and a spot on it, riding forward from that point to the spot,
/// and backward from the spot to it.  The wait for a ferry is part of the way from the end where one boards.
/// Only what is open in that direction means anything.  O(log points of the edge).
struct RideFromFirst {
    std::uint32_t forward_ms = 0, backward_ms = 0;
};
RideFromFirst ride_from_first(const Network& network, const Edge& edge, std::uint32_t along_mm);

/// One end of the edge, with the cost between it and the point, the walk included.
struct End {
    std::uint32_t node = 0;
    std::uint32_t time_ms = 0;
    std::uint32_t length_mm = 0;
};

/// At most two; fewer where the edge is closed in a direction.  A point exactly at an end is at that node,
/// whatever the edge allows.
struct Ends {
    std::array<End, 2> all{};
    std::size_t count = 0;
    void add(const End& end) { all.at(count++) = end; }
    const End* begin() const { return all.data(); }
    const End* end() const { return all.data() + count; }
};

/// The nodes from which one arrives at a place, and what is left of the way from each.  O(1).
Ends arrivals(const Network& network, const Snap& place);

/// The nodes that one reaches first from a point, with the wait of the trip.  O(1).
Ends departures(const Network& network, const Snap& point);

/// From a point to a place on the same edge without leaving it, both walks and the wait included; false where
/// the edge is closed in that direction.  O(1).
bool along_one_edge(const Network& network, const Snap& point, const Snap& place, End& trip);

}  // namespace geo
