// Bands of the way to the nearest place, for the map that is on the screen or on a page: cells of the drawing
// plane over the network and the trips of results that stand.
//
// The trap: a band is a picture, never a number.  Numbers beside it are of `coverage`, which is counted from
// the children's own trips.  No village and no child that is counted lies in a band beyond whose limit its
// own trip is, whatever the middle of its cell says.
#pragma once

#include "geo/base/progress.h"
#include "geo/geom/shape.h"
#include "geo/study/results.h"
#include "geo/study/study.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace geo {

/// Metres along a side of a cell.
inline constexpr std::array<double, 14> band_cells_m = {50,  100, 150,  200,  250,  300,  400,
                                                        500, 750, 1000, 1500, 2000, 3000, 5000};
/// As many cells as a picture may have; a texture of OpenGL holds as many on a side.
inline constexpr std::size_t most_band_cells = 1'500'000, most_band_side = 4096;
inline constexpr std::size_t most_bands = 100;

struct BandsQuestion {
    LonLat plane_centre{101, 13};  ///< of the plane that it is drawn in
    std::string area_code;         ///< of any level; "": all areas
    std::size_t most_cells = most_band_cells;
};

struct TravelBands {
    LonLat plane_centre;
    /// Cells lie row by row from the corner at `west`, `north` (metres of the plane).
    std::uint32_t columns = 0, rows = 0;
    double west = 0, north = 0, cell_m = 0;
    std::vector<Threshold> limits;   ///< ascending, of one measure
    std::vector<std::uint8_t> band;  ///< 1: within limits[0], 2: above it and within limits[1], ...; 0: none
    std::vector<CoverageTable> coverage;  ///< of each limit
    std::size_t cells_moved = 0;          ///< drawn further out, or not at all, for who lives in them
    bool estimate = false;

    std::size_t size() const { return band.size(); }
    /// size() outside.
    std::size_t cell_at(Metres at) const;
    Metres middle(std::size_t cell) const {
        return {west + (static_cast<double>(cell % columns) + 0.5) * cell_m,
                north - (static_cast<double>(cell / columns) + 0.5) * cell_m};
    }
};

/// The limits that share the first one's measure, ascending; where that is one alone, with the usual ones
/// (15, 30, 60 min; 3, 6, 10 km) beside it, since one band tells little.
std::vector<Threshold> band_limits(const Travel& travel);

/// `results` were computed from `study`.  O(cells x snap + search).  Fault::needs_areas, not_found (the
/// area), too_large (limits), cancelled.
Result<std::shared_ptr<const TravelBands>> travel_bands(const Study& study, const Results& results,
                                                        const BandsQuestion& question,
                                                        const Progress& progress);

}  // namespace geo
