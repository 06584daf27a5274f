// Which of many shapes holds each of many points: each piece of a border looks at the points of its latitudes
// alone, instead of each point at every piece.
#pragma once

#include "geo/geom/shape.h"

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

inline constexpr std::uint32_t no_shape = 0xffffffffU;

/// For each point the first shape that contains it as contains() has it (a border belongs to both sides), or
/// no_shape.  In parallel, equal on any number of threads.  O(points + sum over the shapes of points in its
/// box x log, and of the points beside each piece of its border).
std::vector<std::uint32_t> first_shapes_with(std::span<const MultiPolygon> shapes,
                                             std::span<const LonLat> points);

}  // namespace geo
