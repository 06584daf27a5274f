// Links become roads as they lie in the land: the straightest pair of roads at a crossing runs through it in
// one curve, hills make bends, a bridge is a way of its own.
#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"

#include <algorithm>
#include <cmath>

namespace geo::demo {
namespace {

constexpr double straight_enough = -0.34;  // cosine between two roads that run through a crossing

class RoadDrawer {
public:
    RoadDrawer(const Plan& plan, const Lattice& lattice, const RoadGraph& graph, std::uint64_t seed)
        : plan_(plan), lattice_(lattice), graph_(graph), random_(seed), seed_(seed) {
        at_.resize(graph.points.size());
        for (std::uint32_t e = 0; e < graph.edges.size(); ++e) {
            at_[graph.edges[e].a].push_back({e, direction(e, true), none});
            at_[graph.edges[e].b].push_back({e, direction(e, false), none});
        }
        for (auto& ends : at_) {
            plan.watch.go_on();
            pair_up(ends);
        }
        if (plan.nodes > 0) km_per_node_ = spacing_for(plan.nodes);
    }

    Roads draw() {
        node_.assign(graph_.points.size(), none);
        for (std::uint32_t e = 0; e < graph_.edges.size(); ++e)
            for (const std::uint32_t end : {graph_.edges[e].a, graph_.edges[e].b})
                if (node_[end] == none) node_[end] = add_node(graph_.points[end].at);
        inner_.resize(graph_.edges.size());
        for (std::uint32_t e = 0; e < graph_.edges.size(); ++e) {
            plan_.watch.go_on();
            bend(e);
        }
        drawn_.assign(graph_.edges.size(), false);
        for (std::uint32_t e = 0; e < graph_.edges.size(); ++e)
            if (!drawn_[e]) draw_through(e);
        return std::move(roads_);
    }

private:
    /// One end of a link at a crossing.
    struct End {
        std::uint32_t edge;
        Km out;              // direction in which it leaves, one long
        std::uint32_t next;  // the link that carries on beyond the crossing
    };

    Km direction(std::uint32_t e, bool from_a) const {
        const RoadEdge& edge = graph_.edges[e];
        Km from = graph_.points[from_a ? edge.a : edge.b].at;
        Km to = graph_.points[from_a ? edge.b : edge.a].at;
        if (edge.given) {
            from = from_a ? edge.line[0] : edge.line.back();
            to = from_a ? edge.line[1] : edge.line[edge.line.size() - 2];
        }
        const double km = std::max(1e-9, far(from, to));
        return {(to.x - from.x) / km, (to.y - from.y) / km};
    }

    /// Pairs of links that run through a crossing: the more important first, then the straighter.
    void pair_up(std::vector<End>& ends) const {
        struct Pair {
            RoadClass worse;
            double cosine;
            std::size_t i, j;
        };
        std::vector<Pair> pairs;
        for (std::size_t i = 0; i < ends.size(); ++i)
            for (std::size_t j = i + 1; j < ends.size(); ++j) {
                const double cosine = ends[i].out.x * ends[j].out.x + ends[i].out.y * ends[j].out.y;
                if (cosine > straight_enough) continue;
                pairs.push_back(
                    {std::max(graph_.edges[ends[i].edge].road_class, graph_.edges[ends[j].edge].road_class),
                     cosine, i, j});
            }
        std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
            if (a.worse != b.worse) return a.worse < b.worse;
            if (a.cosine != b.cosine) return a.cosine < b.cosine;
            return a.i != b.i ? a.i < b.i : a.j < b.j;
        });
        std::vector<Km> out;
        out.reserve(ends.size());
        for (const End& end : ends) out.push_back(end.out);
        for (const Pair& pair : pairs) {
            if (ends[pair.i].next != none || ends[pair.j].next != none) continue;
            ends[pair.i].next = ends[pair.j].edge;
            ends[pair.j].next = ends[pair.i].edge;
            const Km a = out[pair.i];
            const Km b = out[pair.j];
            const bool a_given = graph_.edges[ends[pair.i].edge].given;
            const bool b_given = graph_.edges[ends[pair.j].edge].given;
            Km along{a.x - b.x, a.y - b.y};
            const double one = std::sqrt(along.x * along.x + along.y * along.y);
            along = {along.x / one, along.y / one};
            if (a_given) along = a;
            if (b_given) along = {-b.x, -b.y};
            if (!a_given) ends[pair.i].out = along;
            if (!b_given) ends[pair.j].out = {-along.x, -along.y};
        }
    }

    /// How far apart nodes are where there are `wanted` of them.
    double spacing_for(std::size_t wanted) const {
        std::vector<bool> used(graph_.points.size(), false);
        for (const RoadEdge& edge : graph_.edges) used[edge.a] = used[edge.b] = true;
        const auto ends = static_cast<std::size_t>(std::count(used.begin(), used.end(), true));
        double close = 0.005;
        double wide = 5;
        for (int round = 0; round < 40; ++round) {
            const double middle = std::sqrt(close * wide);
            std::size_t nodes = ends;
            for (const RoadEdge& edge : graph_.edges)
                nodes += static_cast<std::size_t>(std::max(1L, std::lround(edge.length_km / middle))) - 1;
            (nodes > wanted ? close : wide) = middle;
            plan_.watch.go_on();
        }
        return wide;
    }

    std::uint32_t add_node(Km at) {
        roads_.nodes.push_back(plan_.plane.lonlat(at));
        where_.push_back(at);
        return static_cast<std::uint32_t>(roads_.nodes.size()) - 1;
    }

    const End& end_of(std::uint32_t node, std::uint32_t e) const {
        return *std::find_if(at_[node].begin(), at_[node].end(),
                             [e](const End& end) { return end.edge == e; });
    }

    /// The nodes between the ends of a link.
    void bend(std::uint32_t e) {
        const RoadEdge& edge = graph_.edges[e];
        if (edge.given) {
            if (km_per_node_ > 0) {
                const auto finer = curve(edge.line, 0, edge.line.size() - 1, km_per_node_);
                for (std::size_t i = 1; i + 1 < finer.size(); ++i) inner_[e].push_back(add_node(finer[i]));
                return;
            }
            // Every second sample is enough where the road is nearly straight.
            for (std::size_t i = 1; i + 1 < edge.line.size(); ++i)
                if (i % 2 == 0 || edge.line.size() < 4) inner_[e].push_back(add_node(edge.line[i]));
            return;
        }
        const Km a = graph_.points[edge.a].at;
        const Km b = graph_.points[edge.b].at;
        const double km = edge.length_km;
        const double height = lattice_.height[lattice_.cell_at({(a.x + b.x) / 2, (a.y + b.y) / 2})];
        const bool street = km < 0.32 || edge.road_class == RoadClass::ferry;
        const double step = std::clamp(0.25 - 0.5 * height, 0.11, 0.23);
        const int pieces = km_per_node_ > 0 ? std::max(1, static_cast<int>(std::lround(km / km_per_node_)))
                           : street         ? (km > 0.2 ? 2 : 1)
                                            : std::max(2, static_cast<int>(std::lround(km / step)));
        const Km ma = end_of(edge.a, e).out;
        const Km mb = end_of(edge.b, e).out;
        const double bow = street ? 0.02 * random_.both() : (0.07 + 0.12 * height) * random_.both();
        const double swing = street ? 0 : (0.08 + 0.18 * height) * random_.both();
        const double wiggle = street ? 0 : 0.03 + 0.3 * height;
        for (int i = 1; i < pieces; ++i) {
            const double t = static_cast<double>(i) / pieces;
            const double u = 1 - t;
            const double pull = street ? 0 : km;
            const double wa = u * u * (1 + 2 * t);
            const double wb = t * t * (1 + 2 * u);
            const double sa = t * u * u * pull;
            const double sb = t * t * u * pull;
            const double belly = 16 * t * t * u * u;
            Km at = street ? Km{a.x * u + b.x * t, a.y * u + b.y * t}
                           : Km{a.x * wa + b.x * wb + ma.x * sa + mb.x * sb,
                                a.y * wa + b.y * wb + ma.y * sa + mb.y * sb};
            const double side =
                belly * (bow + swing * 2 * (u - t)) +
                4 * t * u * wiggle * noise(at.x / 0.45, at.y / 0.45, seed_ + 3) / std::max(1.0, km);
            at.x -= (b.y - a.y) * side;
            at.y += (b.x - a.x) * side;
            inner_[e].push_back(add_node(at));
        }
    }

    bool same_way(std::uint32_t e, std::uint32_t f) const {
        const RoadEdge& a = graph_.edges[e];
        const RoadEdge& b = graph_.edges[f];
        return a.road_class == b.road_class && a.surface == b.surface && a.dry_only == b.dry_only &&
               a.one_way == OneWay::no && b.one_way == OneWay::no && a.road_class != RoadClass::ferry;
    }

    /// Links that follow `e` beyond `node` as one road.
    std::vector<std::uint32_t> following(std::uint32_t e, std::uint32_t node) {
        std::vector<std::uint32_t> out;
        for (;;) {
            const std::uint32_t next = end_of(node, e).next;
            if (next == none || drawn_[next] || !same_way(e, next) || out.size() > 30) return out;
            drawn_[next] = true;
            out.push_back(next);
            node = graph_.edges[next].a == node ? graph_.edges[next].b : graph_.edges[next].a;
            e = next;
        }
    }

    void draw_through(std::uint32_t e) {
        plan_.watch.go_on();
        drawn_[e] = true;
        const RoadEdge& edge = graph_.edges[e];
        auto chain = following(e, edge.a);
        std::reverse(chain.begin(), chain.end());
        chain.push_back(e);
        const auto onwards = following(e, edge.b);
        chain.insert(chain.end(), onwards.begin(), onwards.end());
        // The end that the first link does not share with the second.
        std::uint32_t at = graph_.edges[chain[0]].a;
        if (chain[0] != e) {
            at = edge.a;
            for (std::size_t i = chain.size(); i-- > 0;) {
                if (chain[i] != e) continue;
                while (i-- > 0)
                    at = graph_.edges[chain[i]].a == at ? graph_.edges[chain[i]].b : graph_.edges[chain[i]].a;
                break;
            }
        }
        std::vector<std::uint32_t> nodes{node_[at]};
        for (const std::uint32_t link : chain) {
            auto inner = inner_[link];
            const bool forward = graph_.edges[link].a == at;
            if (!forward) std::reverse(inner.begin(), inner.end());
            nodes.insert(nodes.end(), inner.begin(), inner.end());
            at = forward ? graph_.edges[link].b : graph_.edges[link].a;
            nodes.push_back(node_[at]);
        }
        add_ways(nodes, edge);
    }

    /// The road as ways: a bridge or a ford is one of its own.
    void add_ways(const std::vector<std::uint32_t>& nodes, const RoadEdge& edge) {
        const auto flags_of = [&](std::size_t i) {
            std::uint16_t flags = edge.dry_only ? road_dry_only : 0;
            if (edge.road_class == RoadClass::ferry) return flags;
            const Water water = lattice_.crossed(where_[nodes[i]], where_[nodes[i + 1]]);
            const bool ford = edge.road_class == RoadClass::track && water == Water::stream;
            if (water != Water::dry)
                flags = static_cast<std::uint16_t>(flags | (ford ? road_ford : road_bridge));
            return flags;
        };
        std::size_t first = 0;
        std::uint16_t flags = flags_of(0);
        for (std::size_t i = 1; i + 1 <= nodes.size(); ++i) {
            const bool last = i + 1 == nodes.size();
            const std::uint16_t here = last ? std::uint16_t{0} : flags_of(i);
            if (!last && here == flags) continue;
            Way way;
            way.id = static_cast<std::int64_t>(roads_.ways.size()) + 1;
            way.road_class = edge.road_class;
            way.flags = flags;
            way.surface = edge.surface;
            way.one_way = edge.one_way == OneWay::no ? OneWay::no : OneWay::forward;
            way.first = static_cast<std::uint32_t>(roads_.way_nodes.size());
            way.count = static_cast<std::uint32_t>(i - first + 1);
            std::vector<std::uint32_t> own(nodes.begin() + static_cast<std::ptrdiff_t>(first),
                                           nodes.begin() + static_cast<std::ptrdiff_t>(i) + 1);
            if (edge.one_way == OneWay::backward) std::reverse(own.begin(), own.end());
            roads_.way_nodes.insert(roads_.way_nodes.end(), own.begin(), own.end());
            roads_.ways.push_back(way);
            first = i;
            flags = here;
        }
    }

    const Plan& plan_;
    const Lattice& lattice_;
    const RoadGraph& graph_;
    Random random_;
    std::uint64_t seed_;
    double km_per_node_ = 0;  ///< 0: the region's rule
    std::vector<std::vector<End>> at_;
    std::vector<std::uint32_t> node_;
    std::vector<std::vector<std::uint32_t>> inner_;
    std::vector<Km> where_;
    std::vector<bool> drawn_;
    Roads roads_;
};

}  // namespace

Roads draw_roads(const Plan& plan, const Lattice& lattice, const RoadGraph& graph, std::uint64_t seed) {
    return RoadDrawer(plan, lattice, graph, seed).draw();
}

}  // namespace geo::demo
