// Shared borders.  Areas of one level become arcs that are stored once and used by the areas on both sides,
// so that simplification leaves no gap, every border is drawn once, and the level above is a matter of
// leaving arcs out.
//
// Input rings must share vertices exactly where they share a border (boundary layers of one vintage do:
// measured on 10.3 million vertices).  The trap: two vintages do not, and their borders stay two arcs with a
// sliver between.
#pragma once

#include "geo/base/id.h"
#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/geom/shape.h"

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

struct Arc {
    std::uint32_t first = 0;  ///< first point in Topology::points
    std::uint32_t count = 0;  ///< at least 2 points; a closed arc (island) repeats its first point at its end
    AreaId left;              ///< area left of the direction of the points; none outside
    AreaId right;
    std::uint32_t from_node = 0;  ///< equal numbers: the same vertex; for chaining
    std::uint32_t to_node = 0;
};

/// An arc as part of a ring, in its own direction or reversed.
struct ArcUse {
    std::uint32_t arc = 0;
    bool reversed = false;
    bool operator==(const ArcUse&) const = default;
};

using ArcRing = std::vector<ArcUse>;
struct ArcPolygon {
    ArcRing outer;
    std::vector<ArcRing> holes;
};

struct Topology {
    std::vector<LonLat> points;
    std::vector<Arc> arcs;
    std::vector<std::vector<ArcPolygon>> areas;  ///< by AreaId
    std::uint32_t overlaps = 0;  ///< segments used more than twice (another vintage, or a fault)

    std::span<const LonLat> points_of(const Arc& arc) const { return {points.data() + arc.first, arc.count}; }
};

/// Exact matching of shared vertices.  O(n) in the vertices; 10 million take about 1.5 s.
Result<Topology> build_topology(std::span<const MultiPolygon> areas, const Progress& progress);

/// Points of each arc that survive Douglas-Peucker at `tolerance_m` in the plane (ends always do), as indices
/// relative to the arc's first point.  `plane_points` is Topology::points in metres.
std::vector<std::vector<std::uint32_t>> simplified(const Topology& topology,
                                                   std::span<const Metres> plane_points, double tolerance_m);

/// The rings of each group: arcs whose two sides lie in different groups, chained; `group_of` maps an area to
/// its group (the parent level).  This is the dissolve.
std::vector<std::vector<ArcPolygon>> dissolved(const Topology& topology,
                                               std::span<const std::uint32_t> group_of, std::size_t groups);

/// Coordinates of polygons made of arcs.
MultiPolygon shape_of(const Topology& topology, std::span<const ArcPolygon> polygons);

/// For each area the areas that share an arc with it, ascending.
std::vector<std::vector<AreaId>> neighbours(const Topology& topology);

}  // namespace geo
