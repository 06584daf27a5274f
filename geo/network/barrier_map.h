// Where nobody walks straight on: rivers, closed borders, what else barriers are (barriers.h), looked up by
// place.  Roads lead over waters: a road that crosses one is a bridge or a ford; a closed border closes it.
//
// The trap: a road meets the river where its bridge begins, so whoever comes to the line itself (within a
// centimetre) has not crossed it; and lines of a river join, so nobody slips through between two pieces.
#pragma once

#include "geo/data/barriers.h"
#include "geo/data/roads.h"
#include "geo/geom/index.h"
#include "geo/geom/local_plane.h"
#include "geo/geom/shape.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace geo {

/// Immutable; any number of threads may ask at once.
class BarrierMap {
public:
    /// Null where there is no barrier.  O(n log n).
    static std::shared_ptr<const BarrierMap> of(const std::vector<BarrierLayer>& layers);

    /// True where one walks straight from one spot to the other without crossing.  O(log n + pieces between).
    bool clear(LonLat from, LonLat to) const;

    /// True where the way from one spot to the other comes to the other side of a piece.  A spot on a line
    /// is on one side of it, always the same: whoever goes step by step passes no line by standing on it.
    bool crosses(LonLat from, LonLat to) const;

    /// Of the segment from a to b (in the plane about its origin) the spot nearest to `part` to which one
    /// walks straight from the origin, at most `most_m` far: 0 to 1 from a; nothing where none is seen.
    std::optional<double> seen(const LocalPlane& plane, Metres a, Metres b, double part, double most_m) const;

    /// For whoever stands in a closed ground: the nearest spot at its edge, half a metre outside every one;
    /// nothing where one stands outside.  The spot itself where none is within `most_m`.
    std::optional<LonLat> way_out(LonLat at, double most_m) const;

    struct Piece {
        LonLat a, b;
        BarrierKind kind = BarrierKind::water;
    };
    /// Those whose boxes meet it.
    std::vector<std::uint32_t> pieces_in(const Box& box) const { return index_.meeting(box); }
    const Piece& piece(std::uint32_t index) const { return pieces_[index]; }
    /// Where the way from a to b crosses pieces of the kind, 0 to 1, ascending.
    std::vector<double> crossings(LonLat a, LonLat b, BarrierKind kind) const;
    bool meets(const Box& box) const { return all_.meets(box) && !index_.meeting(box).empty(); }

private:
    bool is_inside(LonLat at) const;

    std::vector<Piece> pieces_;
    BoxIndex index_;
    std::vector<MultiPolygon> grounds_;  // closed
    BoxIndex ground_index_;
    Box all_;
};

/// Roads as barriers leave them.
struct OpenRoads {
    std::shared_ptr<const Roads> roads;  ///< the same where nothing is cut
    std::size_t over_water = 0;          ///< ways, without ferries; they stay open
    std::size_t bridges = 0, fords = 0;  ///< of these, said to be one
    std::size_t cut = 0;                 ///< ways that a closed border closes where they cross it
    bool operator==(const OpenRoads&) const = default;
};
/// New nodes stand behind the others, the pieces of a way share its id.  O(way nodes x log pieces).
OpenRoads open_roads(const std::shared_ptr<const Roads>& roads, const BarrierMap* barriers);

}  // namespace geo
