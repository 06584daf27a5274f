#include "geo/network/terrain.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace geo {

double tobler_kmh(double slope) {
    return 6 * std::exp(-3.5 * std::abs(slope + 0.05));
}

double tobler_factor(double slope) {
    return std::exp(-3.5 * std::abs(slope + 0.05)) / std::exp(-0.175);
}

bool has_elevation(const std::vector<Grid>& grids) {
    return std::any_of(grids.begin(), grids.end(),
                       [](const Grid& grid) { return grid.holds(GridKind::elevation); });
}

Result<Terrain> Terrain::of(Grids grids) {
    Terrain out;
    out.grids_ = std::move(grids);
    out.step_m_ = std::numeric_limits<double>::infinity();
    for (const Grid& grid : *out.grids_) {
        if (!grid.holds(GridKind::elevation)) continue;
        TRY(GridMap map, GridMap::of(grid));
        out.boxes_.push_back(map.box());
        const auto [width, height] = map.cell_metres();
        out.step_m_ = std::min({out.step_m_, width, height});
        out.maps_.push_back(std::move(map));
    }
    return out;
}

std::optional<double> Terrain::height_at(LonLat at) const {
    for (std::size_t m = 0; m < maps_.size(); ++m) {
        const Box& box = boxes_[m];
        if (at.lon < box.min_x || at.lon > box.max_x || at.lat < box.min_y || at.lat > box.max_y) continue;
        if (const auto height = maps_[m].between_at(at)) return height;
    }
    return std::nullopt;
}

SlopedWalk sloped_walk(const Terrain& terrain, LonLat from, LonLat to, double length_m, double flat_kmh) {
    const auto pieces = static_cast<int>(std::clamp(std::ceil(length_m / terrain.step_m()), 1.0, 1e6));
    const double piece_m = length_m / pieces;
    const double flat_s = piece_m * 3.6 / flat_kmh;
    SlopedWalk out;
    std::optional<double> before = terrain.height_at(from);
    for (int i = 1; i <= pieces; ++i) {
        const double part = static_cast<double>(i) / pieces;
        const std::optional<double> here =
            terrain.height_at(i == pieces ? to
                                          : LonLat{from.lon + (to.lon - from.lon) * part,
                                                   from.lat + (to.lat - from.lat) * part});
        if (before && here && piece_m > 0) {
            const double slope = (*here - *before) / piece_m;
            out.there_s += flat_s / tobler_factor(slope);
            out.back_s += flat_s / tobler_factor(-slope);
        } else {
            out.has_heights = false;
            out.there_s += flat_s;
            out.back_s += flat_s;
        }
        before = here;
    }
    return out;
}

}  // namespace geo
