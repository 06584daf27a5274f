#include "geo/geom/topology.h"

#include "geo/base/ensure.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace geo {
namespace {

constexpr std::uint32_t nothing = 0xffffffffU;

std::uint64_t mixed(std::uint64_t x) {  // splitmix64's finaliser
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
}

std::uint64_t bits_of(double value) {
    return std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
}

/// Open addressing over numbers 0, 1, 2, ...; equality is the caller's.
class NumberTable {
public:
    explicit NumberTable(std::size_t most)
        : slots_(std::bit_ceil(most * 2 + 2), nothing), mask_(slots_.size() - 1) {}

    template <class Same>
    std::uint32_t* slot(std::uint64_t hash, Same same) {
        for (std::size_t at = hash & mask_;; at = (at + 1) & mask_)
            if (slots_[at] == nothing || same(slots_[at])) return &slots_[at];
    }

private:
    std::vector<std::uint32_t> slots_;
    std::size_t mask_;
};

struct Segment {
    std::uint32_t low = 0, high = 0;  // vertices
    AreaId left, right;               // seen from low to high
};

struct Ring {
    std::uint32_t area = 0;
    std::uint32_t polygon = 0;
    bool hole = false;
    std::vector<std::uint32_t> vertices;  // the area lies on the left
};

double twice_area(const std::vector<LonLat>& points, const std::vector<std::uint32_t>& ring) {
    double twice = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        twice += points[ring[j]].lon * points[ring[i]].lat - points[ring[i]].lon * points[ring[j]].lat;
    return twice;
}

class Builder {
public:
    Builder(std::span<const MultiPolygon> areas, std::size_t points)
        : areas_(areas), vertex_of_(points), segment_of_(points) {}

    Result<Topology> run(const Progress& progress) {
        for (std::size_t a = 0; a < areas_.size(); ++a) {
            if (a % 256 == 0) {
                if (progress.cancelled()) return fail(Fault::cancelled);
                progress.at(0.5 * static_cast<double>(a) / static_cast<double>(areas_.size()));
            }
            for (std::size_t p = 0; p < areas_[a].size(); ++p) {
                add_ring(areas_[a][p].outer, a, p, false);
                for (const auto& hole : areas_[a][p].holes) add_ring(hole, a, p, true);
            }
        }
        find_junctions();
        if (progress.cancelled()) return fail(Fault::cancelled);
        out_.areas.resize(areas_.size());
        for (std::size_t a = 0; a < areas_.size(); ++a) out_.areas[a].resize(areas_[a].size());
        arc_at_.assign(segments_.size(), nothing);
        for (const Ring& ring : rings_) cut(ring);
        for (auto& polygons : out_.areas)
            std::erase_if(polygons, [](const ArcPolygon& polygon) { return polygon.outer.empty(); });
        progress.at(1);
        return std::move(out_);
    }

private:
    std::uint32_t vertex(LonLat at) {
        std::uint32_t* slot = vertex_of_.slot(mixed(bits_of(at.lon) * 31 + mixed(bits_of(at.lat))),
                                              [&](std::uint32_t v) { return vertices_[v] == at; });
        if (*slot == nothing) {
            *slot = static_cast<std::uint32_t>(vertices_.size());
            vertices_.push_back(at);
        }
        return *slot;
    }

    std::uint32_t segment(std::uint32_t u, std::uint32_t v) {
        const std::uint32_t low = std::min(u, v);
        const std::uint32_t high = std::max(u, v);
        std::uint32_t* slot = segment_of_.slot(
            mixed((static_cast<std::uint64_t>(low) << 32U) | high),
            [&](std::uint32_t s) { return segments_[s].low == low && segments_[s].high == high; });
        if (*slot == nothing) {
            *slot = static_cast<std::uint32_t>(segments_.size());
            segments_.push_back({low, high, {}, {}});
        }
        return *slot;
    }

    void add_ring(const std::vector<LonLat>& points, std::size_t area, std::size_t polygon, bool hole) {
        Ring ring{static_cast<std::uint32_t>(area), static_cast<std::uint32_t>(polygon), hole, {}};
        for (const LonLat& p : points) {
            const std::uint32_t v = vertex(p);
            if (ring.vertices.empty() || ring.vertices.back() != v) ring.vertices.push_back(v);
        }
        while (ring.vertices.size() > 1 && ring.vertices.front() == ring.vertices.back())
            ring.vertices.pop_back();
        if (ring.vertices.size() < 3) return;
        if ((twice_area(vertices_, ring.vertices) > 0) == hole)
            std::reverse(ring.vertices.begin(), ring.vertices.end());
        const std::size_t n = ring.vertices.size();
        for (std::size_t i = 0; i < n; ++i) {
            const std::uint32_t u = ring.vertices[i];
            const std::uint32_t v = ring.vertices[(i + 1) % n];
            Segment& s = segments_[segment(u, v)];
            AreaId& side = u == s.low ? s.left : s.right;
            if (side.valid())
                ++out_.overlaps;
            else
                side = AreaId{area};
        }
        rings_.push_back(std::move(ring));
    }

    /// A vertex where not exactly two segments meet, or where the areas beside them change.
    void find_junctions() {
        struct Seen {
            std::uint32_t count = 0;
            AreaId left, right;  // of the first segment, as it leaves the vertex
            bool changes = false;
        };
        std::vector<Seen> seen(vertices_.size());
        for (const Segment& s : segments_) {
            for (const bool from_low : {true, false}) {
                Seen& at = seen[from_low ? s.low : s.high];
                const AreaId left = from_low ? s.left : s.right;
                const AreaId right = from_low ? s.right : s.left;
                if (at.count == 0) {
                    at.left = left;
                    at.right = right;
                } else if (at.left != right || at.right != left) {
                    at.changes = true;
                }
                ++at.count;
            }
        }
        junction_.resize(vertices_.size());
        for (std::size_t v = 0; v < seen.size(); ++v) junction_[v] = seen[v].count != 2 || seen[v].changes;
    }

    /// One piece of a ring, from one junction to the next, as an arc that may be there already.
    ArcUse arc_of(const std::vector<std::uint32_t>& piece) {
        const std::uint32_t first = segment(piece[0], piece[1]);
        if (arc_at_[first] != nothing) {
            const Arc& arc = out_.arcs[arc_at_[first]];
            const bool closed = piece.front() == piece.back();
            const std::uint32_t second = vertex(out_.points[arc.first + 1]);
            const bool same = closed ? second == piece[1] : arc.from_node == piece.front();
            return {arc_at_[first], !same};
        }
        const auto number = static_cast<std::uint32_t>(out_.arcs.size());
        Arc arc;
        arc.first = static_cast<std::uint32_t>(out_.points.size());
        arc.count = static_cast<std::uint32_t>(piece.size());
        arc.from_node = piece.front();
        arc.to_node = piece.back();
        const Segment& s = segments_[first];
        arc.left = s.low == piece[0] ? s.left : s.right;
        arc.right = s.low == piece[0] ? s.right : s.left;
        for (const std::uint32_t v : piece) out_.points.push_back(vertices_[v]);
        arc_at_[first] = number;
        arc_at_[segment(piece[piece.size() - 2], piece.back())] = number;
        out_.arcs.push_back(arc);
        return {number, false};
    }

    void cut(const Ring& ring) {
        const std::size_t n = ring.vertices.size();
        std::size_t start = n;
        for (std::size_t i = 0; i < n && start == n; ++i)
            if (junction_[ring.vertices[i]]) start = i;
        if (start == n)  // an island or an enclave: one closed arc from its lowest vertex
            start = static_cast<std::size_t>(std::min_element(ring.vertices.begin(), ring.vertices.end()) -
                                             ring.vertices.begin());
        ArcRing arcs;
        std::vector<std::uint32_t> piece{ring.vertices[start]};
        for (std::size_t k = 1; k <= n; ++k) {
            const std::uint32_t v = ring.vertices[(start + k) % n];
            piece.push_back(v);
            if (k == n || junction_[v]) {
                arcs.push_back(arc_of(piece));
                piece.assign(1, v);
            }
        }
        ArcPolygon& polygon = out_.areas[ring.area][ring.polygon];
        if (ring.hole)
            polygon.holes.push_back(std::move(arcs));
        else
            polygon.outer = std::move(arcs);
    }

    std::span<const MultiPolygon> areas_;
    NumberTable vertex_of_;
    NumberTable segment_of_;
    std::vector<LonLat> vertices_;
    std::vector<Segment> segments_;
    std::vector<Ring> rings_;
    std::vector<bool> junction_;
    std::vector<std::uint32_t> arc_at_;  // by segment: the arc that begins or ends with it
    Topology out_;
};

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

Result<Topology> build_topology(std::span<const MultiPolygon> areas, const Progress& progress) {
    std::size_t points = 0;
    for (const auto& area : areas)
        for (const auto& polygon : area) {
            points += polygon.outer.size();
            for (const auto& hole : polygon.holes) points += hole.size();
        }
    return Builder{areas, points}.run(progress);
}

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

std::vector<std::vector<AreaId>> neighbours(const Topology& topology) {
    std::vector<std::vector<AreaId>> out(topology.areas.size());
    for (const Arc& arc : topology.arcs) {
        if (!arc.left.valid() || !arc.right.valid() || arc.left == arc.right) continue;
        out[arc.left.row()].push_back(arc.right);
        out[arc.right.row()].push_back(arc.left);
    }
    for (auto& list : out) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    return out;
}

}  // namespace geo
