// Whether a point lies in a shape, border by border: the one rule, for one point and for many.
#pragma once

#include "geo/geom/shape.h"

#include <algorithm>

namespace geo {

/// Of the pieces of the borders of a shape, beside one point.  A piece that does not reach the point's
/// latitude changes nothing.
struct Crossings {
    bool inside = false, on_border = false;

    void add(LonLat a, LonLat b, LonLat at) {
        const double cross = (b.lon - a.lon) * (at.lat - a.lat) - (b.lat - a.lat) * (at.lon - a.lon);
        if (cross == 0 && at.lon >= std::min(a.lon, b.lon) && at.lon <= std::max(a.lon, b.lon) &&
            at.lat >= std::min(a.lat, b.lat) && at.lat <= std::max(a.lat, b.lat))
            on_border = true;
        if ((a.lat > at.lat) != (b.lat > at.lat) &&
            at.lon < (b.lon - a.lon) * (at.lat - a.lat) / (b.lat - a.lat) + a.lon)
            inside = !inside;
    }
    bool contained() const { return inside || on_border; }
};

}  // namespace geo
