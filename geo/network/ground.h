// The ground between a home and the road: how fast one walks over it, how it rises and falls, and where water
// lies in between.  A walk is a least-cost path over a lattice about the home, in sixteen directions.
//
// The trap: maps of land cover are coarser than homes.  Whoever's home lies in a cell of water comes out of
// it, but not over the river; nobody goes into one.
#pragma once

#include "geo/base/result.h"
#include "geo/network/profile.h"
#include "geo/network/snap.h"
#include "geo/network/terrain.h"

#include <memory>
#include <vector>

namespace geo {

/// Of a class of land cover (grid.h, ESA WorldCover).  Built-up and bare ground; grass, crops and moss;
/// shrubs; trees, mangroves, wetland and snow; water.
GroundKind ground_kind_of(int land_cover_class);

/// True where there is a grid of land cover.
bool has_land_cover(const std::vector<Grid>& grids);

/// Any number of threads may ask at once.
class Ground {
public:
    /// Of the grids of land cover among them, and with `slope` of heights; null where none is of land cover.
    /// Ground that no grid knows is walked at Profile::walk_kmh.  Fault::unknown_crs, bad_value, as GridMap.
    static Result<std::shared_ptr<const Ground>> of(Grids grids, const Profile& profile, bool slope);
    ~Ground();
    Ground(const Ground&) = delete;
    Ground& operator=(const Ground&) = delete;

    /// Edge of a cell of the lattice: that of the smallest cell of the grids, but from 20 to 100 m; longer
    /// where max_walk_m is more than 256 of them.  Water is looked for at the fineness of the land cover.
    double step_m() const;

    /// The road that joins and takes the least time to walk to (for a place: from), at most max_walk_m of
    /// walk; `straight` is the one that snap() finds without the ground, on the network or cut_off.  Off the
    /// network and cut_off where water or a barrier lies before every one.  Never takes longer than the
    /// straight walk over the same ground.  O(n log n), n = cells nearer in time than the road.
    Snap to_road(const Network& network, LonLat at, SnapFor purpose, const Snap& straight) const;

    /// The points of the walk that snap() finds, as it is walked; `at` alone where there is none.
    std::vector<LonLat> way(const Network& network, LonLat at, SnapFor purpose) const;

private:
    struct Kept;
    explicit Ground(std::unique_ptr<Kept> kept);
    std::unique_ptr<Kept> kept_;
};

}  // namespace geo
