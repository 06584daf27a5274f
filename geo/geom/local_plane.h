// Degrees seen from a point as a flat picture in metres: exact enough to compare what lies within a few
// kilometres; lengths that are reported are geodesic (measure.h).
#pragma once

#include "geo/geom/shape.h"

#include <algorithm>
#include <cmath>

namespace geo {

struct LocalPlane {
    LonLat origin;
    double x_per_degree, y_per_degree;

    explicit LocalPlane(LonLat at) : origin(at) {
        const double phi = at.lat * 3.14159265358979323846 / 180;
        x_per_degree = 111412.84 * std::cos(phi) - 93.5 * std::cos(3 * phi);
        y_per_degree = 111132.92 - 559.82 * std::cos(2 * phi);
    }
    Metres of(LonLat p) const {
        return {(p.lon - origin.lon) * x_per_degree, (p.lat - origin.lat) * y_per_degree};
    }
};

/// The spot of a segment that is nearest to the origin.
struct OnSegment {
    double distance2 = 0;  ///< square metres
    double part = 0;       ///< 0 to 1 along the segment
};
inline OnSegment nearest_to_origin(Metres a, Metres b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(-(a.x * dx + a.y * dy) / length2, 0.0, 1.0) : 0;
    const double x = a.x + t * dx, y = a.y + t * dy;
    return {x * x + y * y, t};
}

}  // namespace geo
