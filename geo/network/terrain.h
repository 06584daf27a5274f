// The heights that a walk goes up and down over, and how that changes its time: Tobler's function in
// AccessMod's form, which keeps the speed of the table on the flat (definitions.md 3.8).
//
// The trap: a walk up takes longer than the walk down, so a road has two times; and the ground under a bridge
// is not where one walks.  Bicycles and motors ride at the speed of the table: no published function for them
// was found.
#pragma once

#include "geo/base/result.h"
#include "geo/data/grid.h"
#include "geo/geom/shape.h"

#include <memory>
#include <optional>
#include <vector>

namespace geo {

/// 6 exp(-3.5 |s + 0.05|) km/h; s = rise over run in the direction of travel (Tobler 1993).
double tobler_kmh(double slope);
/// The part of the speed on the flat that is left: tobler_kmh(s) / tobler_kmh(0).
double tobler_factor(double slope);

using Grids = std::shared_ptr<const std::vector<Grid>>;

/// True where there is a grid of heights.
bool has_elevation(const std::vector<Grid>& grids);

/// Belongs to one thread at a time; another takes a Terrain of its own of grids().
class Terrain {
public:
    /// Of the grids of heights among them; of several that hold a point the first.  Fault::unknown_crs,
    /// bad_value, as GridMap.
    static Result<Terrain> of(Grids grids);

    const Grids& grids() const { return grids_; }
    /// Metres above the sea, between the cells; none where no grid has a value.  O(grids).
    std::optional<double> height_at(LonLat at) const;
    /// A walk is measured in pieces no longer than this: the size of the smallest cell.
    double step_m() const { return step_m_; }

private:
    Grids grids_;
    std::vector<GridMap> maps_;
    std::vector<Box> boxes_;
    double step_m_ = 0;
};

/// Seconds of a straight walk in both directions, and whether every piece of it has heights; pieces without
/// are flat.  O(length / step).
struct SlopedWalk {
    double there_s = 0, back_s = 0;
    bool has_heights = true;
};
SlopedWalk sloped_walk(const Terrain& terrain, LonLat from, LonLat to, double length_m, double flat_kmh);

}  // namespace geo
