#include "geo/network/snap.h"

#include "geo/base/ensure.h"
#include "geo/base/parallel.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

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

/// May one set out from (arrive at) this spot of an edge and come into (from) the core of its component?
bool joins_core(const Network& network, std::uint32_t edge, const OnEdge& spot, SnapFor purpose) {
    const Edge& e = network.edges[edge];
    const bool at_from = spot.point == 0 && spot.part <= 0;
    const bool at_to = spot.point + 2 == e.count && spot.part >= 1;
    const bool forward = e.forward_ms != 0;
    const bool backward = e.backward_ms != 0;
    if (purpose == SnapFor::child)
        return ((forward || at_to) && network.leads_in[e.to]) ||
               ((backward || at_from) && network.leads_in[e.from]);
    return ((forward || at_from) && network.leads_out[e.from]) ||
           ((backward || at_to) && network.leads_out[e.to]);
}

Snap snapped(const Network& network, LonLat at, std::uint32_t edge, const OnEdge& spot) {
    const Edge& e = network.edges[edge];
    const LonLat a = network.shape[e.first + spot.point];
    const LonLat b = network.shape[e.first + spot.point + 1];
    Snap out;
    out.on_road = {a.lon + (b.lon - a.lon) * spot.part, a.lat + (b.lat - a.lat) * spot.part};
    const double walk_m = geodesic_metres(at, out.on_road);
    if (walk_m > network.profile.max_walk_m) return Snap{};
    out.edge = edge;
    out.walk_mm = static_cast<std::uint32_t>(std::lround(walk_m * 1000));
    std::uint32_t along = network.along.empty() ? 0 : network.along[e.first + spot.point].length_mm;
    along += spot.part < 1 ? static_cast<std::uint32_t>(std::lround(geodesic_metres(a, out.on_road) * 1000))
                           : geodesic_mm(a, b);
    out.along_mm = std::min(along, e.length_mm);
    return out;
}

}  // namespace

Snap snap(const Network& network, LonLat at, SnapFor purpose) {
    const LocalPlane plane(at);
    // The index works in degrees; with the shorter of both degrees as the unit no box looks nearer than what
    // it holds, so the first edge that comes is the nearest, ties by edge.
    const double unit = std::min(plane.x_per_degree, plane.y_per_degree);
    // The flat picture is within a thousandth of the geodesic, which decides at the end.
    const double within = network.profile.max_walk_m * 1.01 / unit;
    std::uint32_t nearest = Snap::no_edge;
    std::uint32_t joining = Snap::no_edge;
    double farthest_m = 0;
    const auto distance2 = [&](std::uint32_t edge) {
        return nearest_on(network, edge, plane).distance2 / (unit * unit);
    };
    const auto take = [&](std::uint32_t edge, double) {
        const OnEdge spot = nearest_on(network, edge, plane);
        const double distance_m = std::sqrt(spot.distance2);
        if (nearest == Snap::no_edge) {
            nearest = edge;
            farthest_m = distance_m + most_farther_m;
        }
        if (distance_m > farthest_m) return false;
        const std::uint32_t home = network.component[network.edges[nearest].from];
        const bool same = network.component[network.edges[edge].from] == home;
        if ((!same && network.has_core[home]) || !joins_core(network, edge, spot, purpose)) return true;
        joining = edge;
        return false;
    };
    network.edge_index.nearest(at.lon, at.lat, distance2, take, within * within);
    for (const std::uint32_t edge : {joining, nearest}) {
        if (edge == Snap::no_edge) continue;
        const Snap out = snapped(network, at, edge, nearest_on(network, edge, plane));
        if (out.on_network()) return out;
    }
    return {};
}

std::vector<Snap> snap_all(const Network& network, std::span<const LonLat> at, SnapFor purpose) {
    std::vector<Snap> out(at.size());
    parallel_for(at.size(), 256, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) out[i] = snap(network, at[i], purpose);
    });
    return out;
}

std::int64_t SnapBands::all() const {
    return std::accumulate(weight.begin(), weight.end(), std::int64_t{0});
}

SnapBands snap_bands(std::span<const Snap> snaps, std::span<const std::int64_t> weights) {
    ENSURE(weights.empty() || weights.size() == snaps.size());
    SnapBands out;
    for (std::size_t i = 0; i < snaps.size(); ++i) {
        std::size_t band = 0;
        if (!snaps[i].on_network())
            band = out.weight.size() - 1;
        else
            while (band < SnapBands::upto_m.size() && snaps[i].walk_mm > SnapBands::upto_m[band] * 1000)
                ++band;
        out.weight[band] += weights.empty() ? 1 : weights[i];
    }
    return out;
}

}  // namespace geo
