// Points, rings and polygons as values.  The position of a point is part of its type: LonLat is WGS 84
// degrees, Metres lies in a projected plane.  A ring is closed by definition: its first point is not repeated
// at its end.
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

namespace geo {

struct LonLat {
    double lon = 0;  ///< degrees east, WGS 84
    double lat = 0;  ///< degrees north
    bool operator==(const LonLat&) const = default;
};

struct Metres {
    double x = 0;  ///< metres east of the projection's centre
    double y = 0;  ///< metres north of it
    bool operator==(const Metres&) const = default;
};

template <class Point>
struct PolygonOf {
    std::vector<Point> outer;
    std::vector<std::vector<Point>> holes;
    bool operator==(const PolygonOf&) const = default;
};

using Polygon = PolygonOf<LonLat>;
using MultiPolygon = std::vector<Polygon>;  ///< empty: an area whose shape is unknown

/// An axis-parallel box in any plane; empty until something was added.
struct Box {
    double min_x = std::numeric_limits<double>::infinity();
    double min_y = std::numeric_limits<double>::infinity();
    double max_x = -std::numeric_limits<double>::infinity();
    double max_y = -std::numeric_limits<double>::infinity();

    bool empty() const { return !(min_x <= max_x && min_y <= max_y); }
    double width() const { return max_x - min_x; }
    double height() const { return max_y - min_y; }
    void add(double x, double y) {
        min_x = std::min(min_x, x);
        max_x = std::max(max_x, x);
        min_y = std::min(min_y, y);
        max_y = std::max(max_y, y);
    }
    void add(LonLat p) { add(p.lon, p.lat); }
    void add(Metres p) { add(p.x, p.y); }
    void add(const Box& other) {
        if (other.empty()) return;
        add(other.min_x, other.min_y);
        add(other.max_x, other.max_y);
    }
    bool contains(double x, double y) const { return x >= min_x && x <= max_x && y >= min_y && y <= max_y; }
    bool meets(const Box& other) const {
        return min_x <= other.max_x && other.min_x <= max_x && min_y <= other.max_y && other.min_y <= max_y;
    }
    bool operator==(const Box&) const = default;
};

}  // namespace geo
