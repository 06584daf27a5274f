#include "geo/geom/topology.h"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

constexpr std::uint32_t nothing = 0xffffffffU;

struct DirectedArc {
    ArcUse use;
    std::uint32_t from = 0, to = 0;
    double leaves = 0;   // angle at which it leaves `from`
    double arrives = 0;  // angle of the way back at `to`
    bool used = false;
};

double angle(LonLat from, LonLat to) {
    return std::atan2(to.lat - from.lat, to.lon - from.lon);
}

DirectedArc directed(const Topology& topology, std::uint32_t number, bool reversed) {
    const Arc& arc = topology.arcs[number];
    const auto points = topology.points_of(arc);
    const std::size_t n = points.size();
    if (!reversed)
        return {{number, false},
                arc.from_node,
                arc.to_node,
                angle(points[0], points[1]),
                angle(points[n - 1], points[n - 2]),
                false};
    return {{number, true},
            arc.to_node,
            arc.from_node,
            angle(points[n - 1], points[n - 2]),
            angle(points[0], points[1]),
            false};
}

std::vector<LonLat> ring_points(const Topology& topology, const ArcRing& ring) {
    std::vector<LonLat> out;
    for (const ArcUse& use : ring) {
        const auto points = topology.points_of(topology.arcs[use.arc]);
        for (std::size_t i = 0; i + 1 < points.size(); ++i)
            out.push_back(points[use.reversed ? points.size() - 1 - i : i]);
    }
    return out;
}

bool ring_holds(const std::vector<LonLat>& ring, LonLat at) {
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        if ((ring[i].lat > at.lat) != (ring[j].lat > at.lat) &&
            at.lon < (ring[j].lon - ring[i].lon) * (at.lat - ring[i].lat) / (ring[j].lat - ring[i].lat) +
                         ring[i].lon)
            inside = !inside;
    return inside;
}

double twice_area(const std::vector<LonLat>& ring) {
    double twice = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        twice += ring[j].lon * ring[i].lat - ring[i].lon * ring[j].lat;
    return twice;
}

/// Chains arcs to rings that touch neither themselves nor, but for points, each other.
std::vector<ArcRing> rings_of(std::vector<DirectedArc> arcs) {
    std::sort(arcs.begin(), arcs.end(), [](const DirectedArc& a, const DirectedArc& b) {
        return a.from != b.from ? a.from < b.from : a.use.arc < b.use.arc;
    });
    const auto first_from = [&](std::uint32_t node) {
        return static_cast<std::size_t>(
            std::lower_bound(arcs.begin(), arcs.end(), node,
                             [](const DirectedArc& a, std::uint32_t n) { return a.from < n; }) -
            arcs.begin());
    };
    constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
    // Clockwise from the way back: the tightest turn with the group on the left.
    const auto tightest = [&](std::uint32_t node, double arrives) {
        std::size_t best = nowhere;
        double least = 10;
        for (std::size_t i = first_from(node); i < arcs.size() && arcs[i].from == node; ++i) {
            if (arcs[i].used) continue;
            double turn = arrives - arcs[i].leaves;
            if (turn <= 0) turn += 6.283185307179586;
            if (turn >= least) continue;
            least = turn;
            best = i;
        }
        return best;
    };
    std::vector<ArcRing> rings;
    std::vector<std::size_t> way;
    std::vector<std::size_t> place(arcs.size(), nowhere);  // of a node on the way, by the node's first arc
    const auto close_from = [&](std::size_t from) {
        ArcRing ring;
        for (std::size_t i = from; i < way.size(); ++i) {
            ring.push_back(arcs[way[i]].use);
            place[first_from(arcs[way[i]].from)] = nowhere;
        }
        rings.push_back(std::move(ring));
        way.resize(from);
    };
    for (std::size_t start = 0; start < arcs.size(); ++start) {
        if (arcs[start].used) continue;
        std::size_t at = start;
        while (at != nowhere) {
            arcs[at].used = true;
            place[first_from(arcs[at].from)] = way.size();
            way.push_back(at);
            const std::uint32_t node = arcs[at].to;
            const std::size_t first = first_from(node);
            const bool leads_on = first < arcs.size() && arcs[first].from == node;
            if (leads_on && place[first] != nowhere) close_from(place[first]);
            if (way.empty()) break;
            at = tightest(node, arcs[way.back()].arrives);
        }
        if (!way.empty()) close_from(0);  // an overlap left the ring open; a straight line closes it
    }
    return rings;
}

std::vector<ArcPolygon> chained(const Topology& topology, std::vector<DirectedArc> arcs) {
    std::vector<ArcRing> rings = rings_of(std::move(arcs));
    std::vector<ArcPolygon> polygons;
    std::vector<std::vector<LonLat>> outers;
    std::vector<std::pair<ArcRing, std::vector<LonLat>>> holes;
    for (ArcRing& ring : rings) {
        auto points = ring_points(topology, ring);
        if (points.size() < 3) continue;
        if (twice_area(points) > 0) {
            polygons.push_back({std::move(ring), {}});
            outers.push_back(std::move(points));
        } else {
            holes.emplace_back(std::move(ring), std::move(points));
        }
    }
    for (auto& hole : holes) {
        const LonLat probe{(hole.second[0].lon + hole.second[1].lon) / 2,
                           (hole.second[0].lat + hole.second[1].lat) / 2};
        std::size_t best = polygons.size();
        for (std::size_t i = 0; i < polygons.size(); ++i)
            if (ring_holds(outers[i], probe) &&
                (best == polygons.size() || twice_area(outers[i]) < twice_area(outers[best])))
                best = i;
        if (best < polygons.size()) polygons[best].holes.push_back(std::move(hole.first));
    }
    return polygons;
}

}  // namespace

std::vector<std::vector<ArcPolygon>> dissolved(const Topology& topology,
                                               std::span<const std::uint32_t> group_of, std::size_t groups) {
    const auto group = [&](AreaId area) { return area.valid() ? group_of[area.row()] : nothing; };
    std::vector<std::vector<DirectedArc>> borders(groups);
    for (std::uint32_t a = 0; a < topology.arcs.size(); ++a) {
        const std::uint32_t left = group(topology.arcs[a].left);
        const std::uint32_t right = group(topology.arcs[a].right);
        if (left == right) continue;
        if (left != nothing) borders[left].push_back(directed(topology, a, false));
        if (right != nothing) borders[right].push_back(directed(topology, a, true));
    }
    std::vector<std::vector<ArcPolygon>> out;
    out.reserve(groups);
    for (auto& arcs : borders) out.push_back(chained(topology, std::move(arcs)));
    return out;
}

MultiPolygon shape_of(const Topology& topology, std::span<const ArcPolygon> polygons) {
    MultiPolygon out;
    for (const ArcPolygon& polygon : polygons) {
        Polygon shape{ring_points(topology, polygon.outer), {}};
        for (const ArcRing& hole : polygon.holes) shape.holes.push_back(ring_points(topology, hole));
        out.push_back(std::move(shape));
    }
    return out;
}

}  // namespace geo
