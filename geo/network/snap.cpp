#include "geo/network/snap.h"

#include "geo/base/ensure.h"
#include "geo/base/parallel.h"
#include "geo/geom/local_plane.h"
#include "geo/geom/measure.h"
#include "geo/network/barrier_map.h"
#include "geo/network/ground.h"
#include "geo/network/hang.h"
#include "geo/network/snap_private.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace geo {
namespace {

/// The index works in degrees; with the shorter of both degrees as the unit no box looks nearer than what it
/// holds, so the first edge that comes is the nearest, ties by edge.
double degree_m(const LocalPlane& plane) {
    return std::min(plane.x_per_degree, plane.y_per_degree);
}

struct NearestOnEdge {
    double distance2 = 0;
    std::uint32_t point = 0;  // the segment begins with this point of the edge
    double part = 0;          // 0 to 1 along the segment, from the point of it that is first_of() both
    bool turned = false;      // that is the second
    double ahead() const { return turned ? 1 - part : part; }
};

NearestOnEdge nearest_on(const Network& network, std::uint32_t edge, const LocalPlane& plane) {
    const Edge& e = network.edges[edge];
    NearestOnEdge best{std::numeric_limits<double>::infinity(), 0, 0, false};
    const LonLat* shape = network.shape.from(e.first);
    Metres a = plane.of(shape[0]);
    for (std::uint32_t i = 0; i + 1 < e.count; ++i) {
        const Metres b = plane.of(shape[i + 1]);
        const bool turned = !first_of(shape[i], shape[i + 1]);
        const OnSegment spot = turned ? nearest_to_origin(b, a) : nearest_to_origin(a, b);
        if (spot.distance2 < best.distance2) best = {spot.distance2, i, spot.part, turned};
        a = b;
    }
    return best;
}

/// May one set out from (arrive at) this spot of an edge and come into (from) the core of its component?
bool joins_core(const Network& network, std::uint32_t edge, const NearestOnEdge& spot, SnapFor purpose) {
    const Edge& e = network.edges[edge];
    const bool at_from = spot.point == 0 && spot.ahead() <= 0;
    const bool at_to = spot.point + 2 == e.count && spot.ahead() >= 1;
    const bool forward = e.forward_ms != 0;
    const bool backward = e.backward_ms != 0;
    if (purpose == SnapFor::child)
        return ((forward || at_to) && network.leads_in[e.to]) ||
               ((backward || at_from) && network.leads_in[e.from]);
    return ((forward || at_from) && network.leads_out[e.from]) ||
           ((backward || at_to) && network.leads_out[e.to]);
}

LonLat place_of(const Network& network, std::uint32_t edge, const NearestOnEdge& spot) {
    const std::size_t point = network.edges[edge].first + spot.point;
    const LonLat a = network.shape[point + (spot.turned ? 1 : 0)];
    const LonLat b = network.shape[point + (spot.turned ? 0 : 1)];
    if (spot.part >= 1) return b;
    return {a.lon + (b.lon - a.lon) * spot.part, a.lat + (b.lat - a.lat) * spot.part};
}

/// The spots of edges to which one walks straight from a point; of most the nearest.
class EdgeSight {
public:
    EdgeSight(const Network& network, LonLat at, double most_m, Barred barred)
        : network_(network),
          barriers_(barred == Barred::yes ? network.barriers.get() : nullptr),
          plane_(at),
          most_m_(most_m) {}

    const LocalPlane& plane() const { return plane_; }
    /// Infinitely far where a barrier hides all of the edge.
    NearestOnEdge on(std::uint32_t edge) {
        const NearestOnEdge nearest = nearest_on(network_, edge, plane_);
        if (barriers_ == nullptr || nearest.distance2 > most_m_ * most_m_) return nearest;
        if (const auto known = hidden_.find(edge); known != hidden_.end()) return known->second;
        if (barriers_->clear(plane_.origin, place_of(network_, edge, nearest))) return nearest;
        return hidden_.emplace(edge, seen_on(edge)).first->second;
    }
    bool any_hidden() const { return !hidden_.empty(); }

private:
    NearestOnEdge seen_on(std::uint32_t edge) const {
        const Edge& e = network_.edges[edge];
        NearestOnEdge best{std::numeric_limits<double>::infinity(), 0, 0, false};
        const LonLat* shape = network_.shape.from(e.first);
        for (std::uint32_t i = 0; i + 1 < e.count; ++i) {
            const bool turned = !first_of(shape[i], shape[i + 1]);
            const Metres a = plane_.of(shape[turned ? i + 1 : i]), b = plane_.of(shape[turned ? i : i + 1]);
            const OnSegment free = nearest_to_origin(a, b);
            if (free.distance2 >= best.distance2) continue;
            const auto part = barriers_->seen(plane_, a, b, free.part, most_m_);
            if (!part) continue;
            const double x = a.x + *part * (b.x - a.x), y = a.y + *part * (b.y - a.y);
            if (x * x + y * y < best.distance2) best = {x * x + y * y, i, *part, turned};
        }
        return best;
    }

    const Network& network_;
    const BarrierMap* barriers_;
    LocalPlane plane_;
    double most_m_;
    std::unordered_map<std::uint32_t, NearestOnEdge> hidden_;  // whose nearest spot is behind a barrier
};

Snap snapped(const Network& network, LonLat at, std::uint32_t edge, const NearestOnEdge& spot) {
    const Edge& e = network.edges[edge];
    const LonLat a = network.shape[e.first + spot.point];
    const LonLat b = network.shape[e.first + spot.point + 1];
    Snap out;
    out.on_road = place_of(network, edge, spot);
    const double walk_m = geodesic_metres(at, out.on_road);
    if (walk_m > network.profile.max_walk_m) return Snap{};
    out.edge = edge;
    out.walk_mm = static_cast<std::uint32_t>(std::lround(walk_m * 1000));
    out.walk_ms = walking_ms(out.walk_mm, network.profile.walk_kmh);
    const bool known = !network.along.empty();
    const std::uint32_t before = known ? network.along[e.first + spot.point].length_mm : 0;
    const std::uint32_t whole =
        known ? network.along[e.first + spot.point + 1].length_mm - before : geodesic_mm(a, b);
    const LonLat from = spot.turned ? b : a;
    const std::uint32_t part =
        spot.part >= 1
            ? whole
            : std::min(whole,
                       static_cast<std::uint32_t>(std::lround(geodesic_metres(from, out.on_road) * 1000)));
    const std::uint32_t along = before + (spot.turned ? whole - part : part);
    out.along_mm = std::min(along, e.length_mm);
    return out;
}

/// Walkable edges by growing distance, ties by edge, until `visit` returns false; as BoxIndex::nearest().
template <class Visit>
void each_edge_near(const Network& network, LonLat at, const BoxIndex::Nearest::Distance2& distance2,
                    const Visit& visit, double within2) {
    if (network.edited_from == nullptr)
        return network.edge_index->nearest(at.lon, at.lat, distance2, visit, within2);
    const auto first_added = static_cast<std::uint32_t>(network.edited_from->base->edges.size());
    BoxIndex::Nearest kept(*network.edge_index, at.lon, at.lat, distance2, within2);
    BoxIndex::Nearest added(
        network.added_index, at.lon, at.lat,
        [&](std::uint32_t item) { return distance2(first_added + item); }, within2);
    auto one = kept.next();
    auto other = added.next();
    while (one || other) {
        const bool takes_one = one && (!other || one->distance2 <= other->distance2);
        const std::uint32_t edge = takes_one ? one->item : first_added + other->item;
        const double far2 = takes_one ? one->distance2 : other->distance2;
        if (network.edges[edge].walkable && !visit(edge, far2)) return;
        (takes_one ? one : other) = takes_one ? kept.next() : added.next();
    }
}

struct OnRoad {
    std::uint32_t edge = 0;
    NearestOnEdge spot;
};

/// The nearest edge within `most_m` of which `accepts(edge, spot)` holds, ties by edge.
template <class Accepts>
std::optional<OnRoad> nearest_edge(const Network& network, LonLat at, double most_m, Barred barred,
                                   const Accepts& accepts) {
    EdgeSight sight(network, at, most_m, barred);
    const double unit = degree_m(sight.plane());
    const double within = most_m / unit;
    std::optional<OnRoad> out;
    each_edge_near(
        network, at, [&](std::uint32_t edge) { return sight.on(edge).distance2 / (unit * unit); },
        [&](std::uint32_t edge, double) {
            const NearestOnEdge spot = sight.on(edge);
            if (spot.distance2 > most_m * most_m) return false;
            if (!accepts(edge, spot)) return true;
            out = OnRoad{edge, spot};
            return false;
        },
        within * within);
    return out;
}

/// `hidden`: a barrier lies before some road.
Snap straight_to_road(const Network& network, LonLat at, SnapFor purpose, Barred barred, bool* hidden) {
    // The flat picture is within a thousandth of the geodesic, which decides at the end.
    const double most_m = network.profile.max_walk_m * 1.01;
    EdgeSight sight(network, at, most_m, barred);
    const double unit = degree_m(sight.plane());
    const double within = most_m / unit;
    std::uint32_t nearest = Snap::no_edge;
    std::uint32_t joining = Snap::no_edge;
    double farthest_m = 0;
    const auto take = [&](std::uint32_t edge, double) {
        const NearestOnEdge spot = sight.on(edge);
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
    each_edge_near(
        network, at, [&](std::uint32_t edge) { return sight.on(edge).distance2 / (unit * unit); }, take,
        within * within);
    if (hidden != nullptr) *hidden = sight.any_hidden();
    for (const std::uint32_t edge : {joining, nearest}) {
        if (edge == Snap::no_edge) continue;
        const Snap out = snapped(network, at, edge, sight.on(edge));
        if (out.on_network()) return out;
    }
    return {};
}

}  // namespace

std::optional<Snap> joint_near(const Network& network, LonLat at, double most_m, SnapFor purpose,
                               Barred barred) {
    const auto found =
        nearest_edge(network, at, most_m, barred, [&](std::uint32_t edge, const NearestOnEdge& spot) {
            return joins_core(network, edge, spot, purpose);
        });
    if (!found) return std::nullopt;
    return snapped(network, at, found->edge, found->spot);
}

Snap straight_snap(const Network& network, LonLat at, SnapFor purpose) {
    bool hidden = false;
    Snap out = straight_to_road(network, at, purpose, Barred::yes, &hidden);
    if (!hidden) return out;
    const Snap free = straight_to_road(network, at, purpose, Barred::no, nullptr);
    if (out.on_network())
        out.turned = free.edge != out.edge || free.along_mm != out.along_mm;
    else
        out.cut_off = free.on_network();
    return out;
}

LonLat walk_begins(const Network& network, LonLat at) {
    if (network.barriers == nullptr) return at;
    return network.barriers->way_out(at, network.profile.max_walk_m).value_or(at);
}

Snap snap(const Network& network, LonLat at, SnapFor purpose) {
    const LonLat from = walk_begins(network, at);
    Snap out = straight_snap(network, from, purpose);
    if (network.ground != nullptr && (out.on_network() || out.cut_off))
        out = network.ground->to_road(network, from, purpose, out);
    out.moved = from != at;
    return out;
}

std::optional<RoadSpot> nearest_road(const Network& network, LonLat at, double most_m) {
    const auto found = nearest_edge(network, at, most_m, Barred::no,
                                    [](std::uint32_t, const NearestOnEdge&) { return true; });
    if (!found) return std::nullopt;
    return RoadSpot{place_of(network, found->edge, found->spot), found->edge};
}

std::vector<Snap> snap_all(const Network& network, std::span<const LonLat> at, SnapFor purpose) {
    std::vector<Snap> out(at.size());
    // A walk over the ground may take a thousand times as long as a straight one.
    parallel_for(at.size(), network.ground != nullptr ? 16 : 256, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) out[i] = snap(network, at[i], purpose);
    });
    return out;
}

std::int64_t SnapBands::all() const {
    return std::accumulate(weight.begin(), weight.end(), std::int64_t{0});
}

BarrierTold barrier_told(std::span<const Snap> snaps, std::span<const std::int64_t> weights) {
    ENSURE(weights.empty() || weights.size() == snaps.size());
    BarrierTold out;
    for (std::size_t i = 0; i < snaps.size(); ++i) {
        const std::int64_t weight = weights.empty() ? 1 : weights[i];
        const auto add = [&](bool holds, std::size_t& number, std::int64_t& sum) {
            if (!holds) return;
            ++number;
            sum += weight;
        };
        add(snaps[i].moved, out.moved, out.moved_weight);
        add(snaps[i].turned, out.turned, out.turned_weight);
        add(snaps[i].cut_off, out.cut_off, out.cut_off_weight);
    }
    return out;
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
        const std::int64_t weight = weights.empty() ? 1 : weights[i];
        out.weight[band] += weight;
        if (snaps[i].cut_off) out.cut_off += weight;
    }
    return out;
}

}  // namespace geo
