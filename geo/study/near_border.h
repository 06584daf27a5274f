// Children near the border of the loaded areas whose nearest place may lie beyond it, where none is loaded:
// their "not covered" may say more of the files than of the children.
//
// Places beyond the areas count like any other where they are loaded.  The trap: the sea has no places
// either, so a border counts only where roads go on beyond it; where the roads end with the areas nobody can
// tell, and every border counts.
#pragma once

#include "geo/base/progress.h"
#include "geo/study/results.h"
#include "geo/study/study.h"

#include <cstdint>
#include <vector>

namespace geo {

struct NearBorder {
    std::vector<std::int64_t> point_milli;  ///< by demand point: its children where that is so, else 0
    std::int64_t total_milli = 0;
    std::size_t areas = 0;      ///< finest areas that have any
    double reach_m = 0;         ///< how far from the home a place was looked for
    bool roads_beyond = false;  ///< some road lies beyond the areas
};

/// Of a limit of the results, by its number.  A home that is not covered is near where, within what the mode
/// does inside the limit by the straight-line estimate, there is something beyond the areas (a road of today;
/// where no road is loaded there: anything) and no fitting place.  To a kilometre, or a fifteenth of the
/// reach.  Nobody where 77 provinces are loaded: beyond is another country.  O(points of the roads + cells of
/// homes x 700). Fault::cancelled.
Result<NearBorder> near_border(const Study& study, const Results& results, std::size_t limit,
                               const Progress& progress);

}  // namespace geo
