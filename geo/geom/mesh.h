// Polygons to triangles for the screen.  Test: the triangles' area equals the polygon's.
#pragma once

#include "geo/geom/shape.h"

#include <cstdint>
#include <vector>

namespace geo {

/// Triples of indices into the polygon's points (outer ring first, then each hole in order).  Self-touching
/// rings, as simplification makes them, give some triangulation and never an error.  O(n log n) in practice.
std::vector<std::uint32_t> triangulate(const PolygonOf<Metres>& polygon);

}  // namespace geo
