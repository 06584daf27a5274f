#include "geo/network/snap.h"

#include "geo/base/parallel.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace geo {
namespace {

/// Degrees seen from a point as a flat picture in metres: exact enough to compare roads within a few
/// kilometres.
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

struct OnEdge {
    double distance2 = 0;
    std::uint32_t point = 0;  // the segment begins with this point of the edge
    double part = 0;          // 0 to 1 along the segment
};

OnEdge nearest_on(const Network& network, std::uint32_t edge, const LocalPlane& plane) {
    const Edge& e = network.edges[edge];
    OnEdge best{std::numeric_limits<double>::infinity(), 0, 0};
    Metres a = plane.of(network.shape[e.first]);
    for (std::uint32_t i = 0; i + 1 < e.count; ++i) {
        const Metres b = plane.of(network.shape[e.first + i + 1]);
        const double dx = b.x - a.x;
        const double dy = b.y - a.y;
        const double length2 = dx * dx + dy * dy;
        const double t = length2 > 0 ? std::clamp(-(a.x * dx + a.y * dy) / length2, 0.0, 1.0) : 0;
        const double x = a.x + t * dx;
        const double y = a.y + t * dy;
        const double d = x * x + y * y;
        if (d < best.distance2) best = {d, i, t};
        a = b;
    }
    return best;
}

}  // namespace

Snap snap(const Network& network, LonLat at) {
    const LocalPlane plane(at);
    const double limit_m = network.profile.max_walk_m;
    // The index works in degrees; with the shorter of both degrees as the unit no box looks nearer than what
    // it holds, so the first edge that comes is the nearest, ties by edge.
    const double unit = std::min(plane.x_per_degree, plane.y_per_degree);
    // The flat picture is within a thousandth of the geodesic, which decides at the end.
    const double within = limit_m * 1.01 / unit;
    std::uint32_t best_edge = Snap::no_edge;
    const auto distance2 = [&](std::uint32_t edge) {
        return nearest_on(network, edge, plane).distance2 / (unit * unit);
    };
    const auto take = [&](std::uint32_t edge, double) {
        best_edge = edge;
        return false;
    };
    network.edge_index.nearest(at.lon, at.lat, distance2, take, within * within);
    Snap out;
    if (best_edge == Snap::no_edge) return out;
    const OnEdge best = nearest_on(network, best_edge, plane);
    const Edge& e = network.edges[best_edge];
    const LonLat a = network.shape[e.first + best.point];
    const LonLat b = network.shape[e.first + best.point + 1];
    out.on_road = {a.lon + (b.lon - a.lon) * best.part, a.lat + (b.lat - a.lat) * best.part};
    const double walk_m = geodesic_metres(at, out.on_road);
    if (walk_m > limit_m) return Snap{};
    out.edge = best_edge;
    out.walk_mm = static_cast<std::uint32_t>(std::lround(walk_m * 1000));
    std::uint32_t along = 0;
    for (std::uint32_t i = 0; i < best.point; ++i)
        along += geodesic_mm(network.shape[e.first + i], network.shape[e.first + i + 1]);
    along += best.part < 1 ? static_cast<std::uint32_t>(std::lround(geodesic_metres(a, out.on_road) * 1000))
                           : geodesic_mm(a, b);
    out.along_mm = std::min(along, e.length_mm);
    return out;
}

std::vector<Snap> snap_all(const Network& network, std::span<const LonLat> at) {
    std::vector<Snap> out(at.size());
    parallel_for(at.size(), 256, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) out[i] = snap(network, at[i]);
    });
    return out;
}

}  // namespace geo
