// How long the way to the nearest place is from everywhere: a child stands in the middle of each cell,
// snapped and routed as those who are counted.  And bands of it for a picture.
//
// The trap: a band is a picture, never a number.  A cell that holds children who need longer than its middle
// is drawn in their band, so that no band shows a child within a limit that it is not within.
#pragma once

#include "geo/base/progress.h"
#include "geo/data/cell_outlines.h"
#include "geo/network/nearest.h"
#include "geo/study/study.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace geo {

/// Metres along a side of a cell.
inline constexpr std::array<double, 6> surface_cells_m = {50, 100, 250, 500, 1000, 2000};
inline constexpr std::size_t usual_surface_cells = 1'000'000, most_surface_cells = 16'000'000;

struct SurfaceQuestion {
    double cell_m = 0;      ///< 0: the finest of surface_cells_m that makes at most usual_surface_cells
    std::string area_code;  ///< of any level; "": all areas
    Metric metric = Metric::time;
    std::vector<std::uint32_t>
        limits;  ///< of the bands, ascending, milliseconds or millimetres; empty: no bands
};

struct TravelBand {
    std::uint32_t limit = 0;
    MultiPolygon shape;             ///< above the limit before, up to this one
    std::int64_t within_milli = 0;  ///< children within the limit, by their own trips
    std::int64_t drawn_milli = 0;   ///< of these, who lie in the bands up to this one
};

struct TravelSurface {
    CellFrame frame;
    double cell_m = 0;
    std::vector<bool> inside;         ///< the middle of the cell lies in the areas
    std::vector<std::uint32_t> cost;  ///< of each cell; no_cost outside, and where no way leads
    std::vector<TravelBand> bands;
    std::size_t cells_moved = 0;  ///< drawn further out, or not at all, for the children in them
    bool estimate = false;
};

/// To the places that the active scenario asks for.  Fault::needs_areas, needs_places, not_found (the area),
/// bad_value (cells or limits), too_large (cells), cancelled; with bands also needs_counts.  O(cells x snap +
/// search).
Result<TravelSurface> travel_surface(const Study& study, const SurfaceQuestion& question,
                                     const Progress& progress);

}  // namespace geo
