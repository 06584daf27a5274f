#include "geo/network/barrier_map.h"

#include "geo/base/parallel.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace geo {
namespace {

/// Whoever is no farther beyond a line has come to it and not over it.
constexpr double at_line_m = 0.01;
constexpr double outside_m = 0.5;

double cross_of(Metres a, Metres b) {
    return a.x * b.y - a.y * b.x;
}

/// What of t in [low, high] keeps f0 + t * slope at least 0.
void keep_positive(double f0, double slope, double& low, double& high) {
    if (slope == 0) {
        if (f0 < 0) high = -1;
        return;
    }
    const double zero = -f0 / slope;
    if (slope > 0)
        low = std::max(low, zero);
    else
        high = std::min(high, zero);
}

struct Shadow {
    double low = 0, high = -1;
};

/// Which part of the segment from `from` to `to` the piece hides from the origin.
Shadow shadow_of(Metres p, Metres q, Metres from, Metres to) {
    double size = cross_of(p, q);
    if (size == 0) return {};  // seen along the line, or from on it
    if (size < 0) {
        std::swap(p, q);
        size = -size;
    }
    const Metres way{to.x - from.x, to.y - from.y};
    Shadow out{0, 1};
    // Between both ends as seen from the origin, and beyond the line through them.
    const double beside_p = cross_of(p, from), step_p = cross_of(p, way);
    const double beside_q = cross_of(from, q), step_q = cross_of(way, q);
    keep_positive(beside_p, step_p, out.low, out.high);
    keep_positive(beside_q, step_q, out.low, out.high);
    const double margin = at_line_m * std::hypot(q.x - p.x, q.y - p.y);
    keep_positive(beside_p + beside_q - size - margin, step_p + step_q, out.low, out.high);
    return out;
}

Box box_around(const LocalPlane& plane, std::initializer_list<Metres> points) {
    Box out;
    for (const Metres p : points)
        out.add(plane.origin.lon + p.x / plane.x_per_degree, plane.origin.lat + p.y / plane.y_per_degree);
    return out;
}

}  // namespace

std::shared_ptr<const BarrierMap> BarrierMap::of(const std::vector<BarrierLayer>& layers) {
    auto out = std::make_shared<BarrierMap>();
    std::vector<Box> boxes, ground_boxes;
    for (const BarrierLayer& layer : layers)
        for (const Barrier& barrier : layer.barriers) {
            for (const std::vector<LonLat>& line : barrier.lines) {
                const std::size_t pieces = barrier.filled ? line.size() : line.size() - 1;
                for (std::size_t i = 0; i < pieces; ++i) {
                    const Piece piece{line[i], line[(i + 1) % line.size()], barrier.kind};
                    if (piece.a == piece.b) continue;
                    Box box;
                    box.add(piece.a);
                    box.add(piece.b);
                    boxes.push_back(box);
                    out->pieces_.push_back(piece);
                }
            }
            if (!barrier.filled) continue;
            Box box;
            for (const LonLat at : barrier.lines.front()) box.add(at);
            ground_boxes.push_back(box);
            Polygon ground{barrier.lines.front(), {barrier.lines.begin() + 1, barrier.lines.end()}};
            out->grounds_.push_back({std::move(ground)});
        }
    if (out->pieces_.empty()) return nullptr;
    for (const Box& box : boxes) out->all_.add(box);
    out->index_ = BoxIndex(boxes);
    out->ground_index_ = BoxIndex(ground_boxes);
    return out;
}

bool BarrierMap::clear(LonLat from, LonLat to) const {
    Box box;
    box.add(from);
    box.add(to);
    if (!all_.meets(box)) return true;
    const std::vector<std::uint32_t> near = index_.meeting(box);
    if (near.empty()) return true;
    const LocalPlane plane(from);
    const Metres end = plane.of(to);
    return std::none_of(near.begin(), near.end(), [&](std::uint32_t i) {
        const Shadow shadow = shadow_of(plane.of(pieces_[i].a), plane.of(pieces_[i].b), end, end);
        return shadow.low <= shadow.high;
    });
}

std::optional<double> BarrierMap::seen(const LocalPlane& plane, Metres a, Metres b, double part,
                                       double most_m) const {
    const Metres way{b.x - a.x, b.y - a.y};
    const double length = std::hypot(way.x, way.y);
    // What is farther than a walk plays no part.
    double low = 0, high = 1;
    if (length > 0) {
        const double middle = -(a.x * way.x + a.y * way.y) / (length * length);
        const double off = cross_of(a, way) / length;
        if (std::abs(off) > most_m) return std::nullopt;
        const double half = std::sqrt(most_m * most_m - off * off) / length;
        low = std::max(low, middle - half);
        high = std::min(high, middle + half);
    } else if (std::hypot(a.x, a.y) > most_m) {
        return std::nullopt;
    }
    if (low > high) return std::nullopt;
    const auto at = [&](double t) { return Metres{a.x + t * way.x, a.y + t * way.y}; };
    const Box box = box_around(plane, {{0, 0}, at(low), at(high)});
    if (!all_.meets(box)) return std::clamp(part, low, high);
    const double joint = length > 0 ? at_line_m / length : 0;
    std::vector<std::pair<double, double>> hidden;
    for (const std::uint32_t i : index_.meeting(box)) {
        const Shadow shadow = shadow_of(plane.of(pieces_[i].a), plane.of(pieces_[i].b), a, b);
        if (shadow.low <= shadow.high) hidden.emplace_back(shadow.low - joint, shadow.high + joint);
    }
    std::sort(hidden.begin(), hidden.end());
    // The gaps between the shadows, and the spot of them that is nearest to the part.
    std::optional<double> best;
    double from = low;
    const auto gap = [&](double first, double last) {
        if (first > last) return;
        const double spot = std::clamp(part, first, last);
        if (!best || std::abs(spot - part) < std::abs(*best - part)) best = spot;
    };
    for (const auto& [first, last] : hidden) {
        if (first > from) gap(from, std::min(first, high));
        from = std::max(from, last);
    }
    gap(from, high);
    return best;
}

bool BarrierMap::is_inside(LonLat at) const {
    const std::vector<std::uint32_t> near = ground_index_.at(at.lon, at.lat);
    return std::any_of(near.begin(), near.end(), [&](std::uint32_t i) { return contains(grounds_[i], at); });
}

std::optional<LonLat> BarrierMap::way_out(LonLat at, double most_m) const {
    if (grounds_.empty() || !is_inside(at)) return std::nullopt;
    const LocalPlane plane(at);
    const double unit = std::min(plane.x_per_degree, plane.y_per_degree);
    const auto spot_of = [&](std::uint32_t i) {
        return nearest_to_origin(plane.of(pieces_[i].a), plane.of(pieces_[i].b));
    };
    LonLat out = at;
    index_.nearest(
        at.lon, at.lat, [&](std::uint32_t i) { return spot_of(i).distance2 / (unit * unit); },
        [&](std::uint32_t i, double) {
            const OnSegment spot = spot_of(i);
            const double far = std::sqrt(spot.distance2);
            if (far > most_m) return false;
            const Metres a = plane.of(pieces_[i].a), b = plane.of(pieces_[i].b);
            const Metres edge{a.x + spot.part * (b.x - a.x), a.y + spot.part * (b.y - a.y)};
            // Straight on over the edge; square to it for whoever stands on it.
            const double length = std::hypot(b.x - a.x, b.y - a.y);
            const Metres on = far > at_line_m ? Metres{edge.x / far, edge.y / far}
                                              : Metres{(b.y - a.y) / length, -(b.x - a.x) / length};
            for (const double side : {1.0, -1.0}) {
                const LonLat there{at.lon + (edge.x + side * outside_m * on.x) / plane.x_per_degree,
                                   at.lat + (edge.y + side * outside_m * on.y) / plane.y_per_degree};
                if (is_inside(there)) continue;
                out = there;
                return false;
            }
            return true;
        },
        most_m * most_m / (unit * unit));
    return out;
}

namespace {

/// Left of the line from one spot to the other, on it counts as left: nothing passes between two pieces.
double side_of(LonLat from, LonLat to, LonLat p) {
    return (to.lon - from.lon) * (p.lat - from.lat) - (to.lat - from.lat) * (p.lon - from.lon);
}

/// Where on the way from a to b the piece is crossed, 0 to 1.
std::optional<double> crossed_at(LonLat a, LonLat b, const BarrierMap::Piece& piece) {
    const double from = side_of(piece.a, piece.b, a), to = side_of(piece.a, piece.b, b);
    if ((from >= 0) == (to >= 0) || (side_of(a, b, piece.a) >= 0) == (side_of(a, b, piece.b) >= 0))
        return std::nullopt;
    return from / (from - to);
}

}  // namespace

std::vector<double> BarrierMap::crossings(LonLat a, LonLat b, BarrierKind kind) const {
    std::vector<double> out;
    Box box;
    box.add(a);
    box.add(b);
    if (!all_.meets(box)) return out;
    for (const std::uint32_t i : index_.meeting(box)) {
        if (pieces_[i].kind != kind) continue;
        if (const auto part = crossed_at(a, b, pieces_[i])) out.push_back(*part);
    }
    std::sort(out.begin(), out.end());
    return out;
}

bool BarrierMap::crosses(LonLat from, LonLat to) const {
    Box box;
    box.add(from);
    box.add(to);
    if (!all_.meets(box)) return false;
    const std::vector<std::uint32_t> near = index_.meeting(box);
    return std::any_of(near.begin(), near.end(),
                       [&](std::uint32_t i) { return crossed_at(from, to, pieces_[i]).has_value(); });
}

namespace {

constexpr std::size_t crossing_grain = 4096;

/// What a way crosses.
struct WayCrosses {
    bool water = false, border = false;
};

WayCrosses crossed_by(const Roads& roads, const Way& way, const BarrierMap& barriers) {
    WayCrosses out;
    const auto nodes = roads.nodes_of(way);
    Box all;
    for (const std::uint32_t node : nodes) all.add(roads.nodes[node]);
    if (!barriers.meets(all)) return out;
    for (std::size_t k = 0; k + 1 < nodes.size() && !(out.water && out.border); ++k) {
        const LonLat a = roads.nodes[nodes[k]], b = roads.nodes[nodes[k + 1]];
        out.water = out.water || !barriers.crossings(a, b, BarrierKind::water).empty();
        out.border = out.border || !barriers.crossings(a, b, BarrierKind::border).empty();
    }
    return out;
}

/// The pieces of a way between the crossings of a border.
void cut_way(const Roads& roads, const Way& way, const BarrierMap& barriers, Roads& out) {
    const auto nodes = roads.nodes_of(way);
    std::vector<std::uint32_t> piece{nodes.front()};
    const auto finish = [&] {
        Way one = way;
        one.first = static_cast<std::uint32_t>(out.way_nodes.size());
        one.count = static_cast<std::uint32_t>(piece.size());
        out.way_nodes.insert(out.way_nodes.end(), piece.begin(), piece.end());
        out.ways.push_back(one);
        piece.clear();
    };
    for (std::size_t k = 0; k + 1 < nodes.size(); ++k) {
        const LonLat a = roads.nodes[nodes[k]], b = roads.nodes[nodes[k + 1]];
        for (const double part : barriers.crossings(a, b, BarrierKind::border)) {
            // Both sides end at the line, in nodes of their own.
            const LonLat at{a.lon + (b.lon - a.lon) * part, a.lat + (b.lat - a.lat) * part};
            const auto node = static_cast<std::uint32_t>(out.nodes.size());
            out.nodes.insert(out.nodes.end(), 2, at);
            piece.push_back(node);
            finish();
            piece.push_back(node + 1);
        }
        piece.push_back(nodes[k + 1]);
    }
    finish();
}

}  // namespace

OpenRoads open_roads(const std::shared_ptr<const Roads>& roads, const BarrierMap* barriers) {
    OpenRoads out;
    out.roads = roads;
    if (barriers == nullptr) return out;
    std::vector<WayCrosses> crosses(roads->ways.size());
    parallel_for(crosses.size(), crossing_grain, [&](std::size_t from, std::size_t to) {
        for (std::size_t w = from; w < to; ++w) crosses[w] = crossed_by(*roads, roads->ways[w], *barriers);
    });
    for (std::size_t w = 0; w < crosses.size(); ++w) {
        const Way& way = roads->ways[w];
        if (crosses[w].border) ++out.cut;
        if (!crosses[w].water || way.road_class == RoadClass::ferry) continue;
        ++out.over_water;
        if ((way.flags & road_bridge) != 0) ++out.bridges;
        if ((way.flags & road_ford) != 0) ++out.fords;
    }
    if (out.cut == 0) return out;
    Roads cut;
    cut.nodes = roads->nodes;
    cut.way_nodes.reserve(roads->way_nodes.size());
    cut.ways.reserve(roads->ways.size());
    for (std::size_t w = 0; w < crosses.size(); ++w) {
        Way way = roads->ways[w];
        if (crosses[w].border) {
            cut_way(*roads, way, *barriers, cut);
            continue;
        }
        const auto nodes = roads->nodes_of(way);
        way.first = static_cast<std::uint32_t>(cut.way_nodes.size());
        cut.way_nodes.insert(cut.way_nodes.end(), nodes.begin(), nodes.end());
        cut.ways.push_back(way);
    }
    out.roads = std::make_shared<const Roads>(std::move(cut));
    return out;
}

}  // namespace geo
