// How a snapped point hangs on its edge: the walk, and the part of the edge's cost to each of its ends.
//
// The trap: a part is rounded once, from one end of its segment (an edge may join roads of unlike speed); the
// rest is the whole minus that part, so that both always add up to the edge.  Which end it is depends on the
// segment alone (first_of), so that an edge may run the other way, or be cut, and no number changes.  Sums
// that leave 32 bits become no_cost, never a small number.
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

/// The wait once a trip, of a mode that one does not board on the way.
std::uint32_t wait_ms(const Profile& profile);

/// What it costs to board, each time: at least 1, so that nobody changes to and fro for nothing.
std::uint32_t board_ms(const Profile& profile);

/// True where parts of a segment are measured from `a`, false where from `b`.
inline bool first_of(LonLat a, LonLat b) {
    return a.lon != b.lon ? a.lon < b.lon : a.lat < b.lat;
}

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
    bool operator==(const RideFromFirst&) const = default;
};
RideFromFirst ride_from_first(const Network& network, const Edge& edge, std::uint32_t along_mm);

/// One end of the edge, with the cost between it and the point, the walk included.
struct End {
    std::uint32_t node = 0;
    std::uint32_t time_ms = 0;
    std::uint32_t length_mm = 0;
    std::uint32_t edge = 0;   ///< that lies between them: the point's own, or its ridden twin
    std::uint32_t at_mm = 0;  ///< where on the edge the node lies: at 0 or at its length
};

/// At most two of the edge and two of its twin; fewer where an edge is closed in a direction.  A point
/// exactly at an end is at that node, whatever the edge allows.
struct Ends {
    std::array<End, 4> all{};
    std::size_t count = 0;
    void add(const End& end) { all.at(count++) = end; }
    const End* begin() const { return all.data(); }
    const End* end() const { return all.data() + count; }
};

/// The nodes from which one arrives at a place, and what is left of the way from each.  O(1).
Ends arrivals(const Network& network, const Snap& place);

/// The nodes that one reaches first from a point, with the wait of the trip.  O(1).
Ends departures(const Network& network, const Snap& point);

/// From a point to a place on the same edge without leaving it, on foot or by what runs there, both walks and
/// the wait included; none where the edge is closed in that direction.  `node` means nothing.  O(1).
Ends along_one_edge(const Network& network, const Snap& point, const Snap& place);

/// The piece of road of a point on foot as the vehicle runs over it; no_edge where none does.
inline std::uint32_t twin_of(const Network& network, std::uint32_t edge) {
    return network.twin.empty() ? no_edge : network.twin[edge];
}

}  // namespace geo
