// Walking over a raster without roads: for each cell the seconds of the quickest walk from (or to) a source,
// and which source that is.  An accumulated cost surface, with the moves and the costs of r.cost and r.walk.
//
// The trap: a walk has sixteen directions, so on even ground it is up to 2.8 % longer than the straight line.
#pragma once

#include "geo/base/result.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace geo {

/// Faster than this is no walk, and its steps would be lost beside those of others.
inline constexpr float least_pace_s_per_m = 1e-6F;

/// Ground in cells of one size, row by row from the first.
struct WalkRaster {
    std::uint32_t columns = 0, rows = 0;
    double cell_width_m = 0, cell_height_m = 0;
    /// Seconds a metre on the flat; infinite or not above 0 where nobody walks.
    std::vector<float> pace_s_per_m;
    /// Metres; empty where all is flat.  From or to a cell without a number (NaN) one walks as on the flat.
    std::vector<float> height_m;
};

/// How a slope changes the time of a step (definitions.md 3.8).
enum class SlopeRule : std::uint8_t {
    none,     ///< metres times the mean of the paces: r.cost
    tobler,   ///< that, over tobler_factor() of the slope
    langmuir  ///< that and 6 s a metre up, -2 s a metre down, +2 where it is steep (-0.2125): r.walk
};

struct CostSurfaceRules {
    SlopeRule slope = SlopeRule::none;
    /// Walks begin at the sources; else they end there.
    bool from_sources = true;
    /// Sixteen directions, else eight.
    bool knights_moves = true;
    /// A step between two closed cells that touch at their corners; r.cost takes it, a river does not let it
    /// pass.
    bool between_corners = false;
};

struct SurfaceSource {
    std::uint32_t cell = 0;
    double seconds = 0;  ///< what the walk took before it came here
};

struct CostSurface {
    static constexpr double never = std::numeric_limits<double>::infinity();
    static constexpr std::uint32_t no_source = std::numeric_limits<std::uint32_t>::max();
    std::vector<double> seconds;        ///< never where no walk leads
    std::vector<std::uint32_t> source;  ///< index among the sources; of equal walks the lowest
    std::size_t tile_visits = 0;
};

/// The same to the last bit on any number of threads.  Where a step would take no time or less (langmuir
/// downhill over fast ground) it takes none.  Fault::bad_value where the numbers of cells differ, a cell has
/// no size, a pace is under the least, or a source lies outside or is no time.  Tiles in the cache, each by
/// buckets of its shortest step, until no tile changes another: O(cells) for each time that a tile is
/// visited, most twice or thrice.
Result<CostSurface> cost_surface(const WalkRaster& raster, std::span<const SurfaceSource> sources,
                                 const CostSurfaceRules& rules);

}  // namespace geo
