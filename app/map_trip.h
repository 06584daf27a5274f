// The trip that is explained, as a line over the map.
#pragma once

#include "app/map_sight.h"

namespace app {

/// Nothing where none is explained.
void draw_trip(const Frame& frame, const MapSight& sight);

}  // namespace app
