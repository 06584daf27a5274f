// Land cover with water all around a spot, for walks that have to go round it.
#pragma once

#include "geo/data/grid.h"
#include "geo/geom/local_plane.h"

#include <cmath>
#include <memory>
#include <vector>

namespace test {

/// Grass to half the radius about `at`, water from there to the radius, nothing known beyond; cells of a
/// twentieth of the radius.
inline geo::Grid moat_around(geo::LonLat at, double radius_m) {
    constexpr int half = 20;
    const geo::LocalPlane plane(at);
    const double cell_m = radius_m / half;
    const double width = cell_m / plane.x_per_degree, height = cell_m / plane.y_per_degree;
    geo::Grid grid;
    grid.kind = geo::GridKind::land_cover;
    grid.columns = grid.rows = 2 * half + 1;
    grid.to_map = {at.lon - (half + 0.5) * width, width, 0, at.lat + (half + 0.5) * height, 0, -height};
    auto values = std::make_shared<std::vector<float>>();
    for (int r = -half; r <= half; ++r)
        for (int c = -half; c <= half; ++c) {
            const double part = std::hypot(r, c) / half;
            values->push_back(part > 1 ? geo::Grid::no_value : part > 0.5 ? 80.0F : 30.0F);
        }
    grid.cells = values;
    return grid;
}

}  // namespace test
