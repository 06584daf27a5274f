#include "geo/geom/topology.h"

#include <algorithm>
#include <bit>

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
        for (std::size_t r = 0; r < rings_.size(); ++r) {
            if (r % 1024 == 0 && progress.cancelled()) return fail(Fault::cancelled);
            cut(rings_[r]);
        }
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
