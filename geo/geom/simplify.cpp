#include "geo/base/ensure.h"
#include "geo/geom/topology.h"

#include <algorithm>

namespace geo {
namespace {

double distance2_to_segment(Metres p, Metres a, Metres b) {
    double x = a.x;
    double y = a.y;
    const double dx = b.x - x;
    const double dy = b.y - y;
    if (dx != 0 || dy != 0) {
        const double t = std::clamp(((p.x - x) * dx + (p.y - y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
        x += t * dx;
        y += t * dy;
    }
    return (p.x - x) * (p.x - x) + (p.y - y) * (p.y - y);
}

/// Douglas and Peucker 1973, with a stack of its own.
void keep_between(std::span<const Metres> points, std::size_t from, std::size_t to, double tolerance2,
                  std::vector<bool>& keep) {
    std::vector<std::pair<std::size_t, std::size_t>> stack{{from, to}};
    while (!stack.empty()) {
        const auto range = stack.back();
        stack.pop_back();
        double worst = tolerance2;
        std::size_t at = 0;
        for (std::size_t i = range.first + 1; i < range.second; ++i) {
            const double d = distance2_to_segment(points[i], points[range.first], points[range.second]);
            if (d > worst) {
                worst = d;
                at = i;
            }
        }
        if (at == 0) continue;
        keep[at] = true;
        stack.emplace_back(range.first, at);
        stack.emplace_back(at, range.second);
    }
}

std::size_t farthest(std::span<const Metres> points, Metres a, Metres b) {
    std::size_t at = 0;
    double worst = -1;
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const double d = distance2_to_segment(points[i], a, b);
        if (d > worst) {
            worst = d;
            at = i;
        }
    }
    return at;
}

}  // namespace

std::vector<std::vector<std::uint32_t>> simplified(const Topology& topology,
                                                   std::span<const Metres> plane_points, double tolerance_m) {
    ENSURE(plane_points.size() == topology.points.size());
    std::vector<std::vector<std::uint32_t>> out(topology.arcs.size());
    for (std::size_t a = 0; a < topology.arcs.size(); ++a) {
        const Arc& arc = topology.arcs[a];
        const auto points = plane_points.subspan(arc.first, arc.count);
        std::vector<bool> keep(points.size(), false);
        keep.front() = keep.back() = true;
        if (points.size() > 2) {
            const bool closed = arc.from_node == arc.to_node;
            if (closed && points.size() > 4) {
                // An island keeps at least a triangle: its start, the farthest point, and the farthest from
                // both.
                const std::size_t far = farthest(points, points.front(), points.front());
                const std::size_t third = farthest(points, points.front(), points[far]);
                keep[far] = keep[third] = true;
                const std::size_t low = std::min(far, third);
                const std::size_t high = std::max(far, third);
                keep_between(points, 0, low, tolerance_m * tolerance_m, keep);
                keep_between(points, low, high, tolerance_m * tolerance_m, keep);
                keep_between(points, high, points.size() - 1, tolerance_m * tolerance_m, keep);
            } else if (closed) {
                keep.assign(points.size(), true);
            } else {
                keep_between(points, 0, points.size() - 1, tolerance_m * tolerance_m, keep);
            }
        }
        for (std::size_t i = 0; i < keep.size(); ++i)
            if (keep[i]) out[a].push_back(static_cast<std::uint32_t>(i));
    }
    return out;
}

}  // namespace geo
