// What sort of road each link is: roads to the tambon are found as shortest ways, then roads to the villages;
// what no one needs is a track.
#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <queue>

namespace geo::demo {
namespace {

class Ranker {
public:
    Ranker(const Lattice& lattice, RoadGraph& graph) : lattice_(lattice), graph_(graph) {
        edges_.resize(graph.points.size());
        best_.assign(graph.points.size(), RoadClass::other);
        cost_.assign(graph.points.size(), std::numeric_limits<double>::infinity());
        by_.assign(graph.points.size(), none);
        for (std::uint32_t e = 0; e < graph.edges.size(); ++e) {
            RoadEdge& edge = graph.edges[e];
            edges_[edge.a].push_back(e);
            edges_[edge.b].push_back(e);
            const RoadPoint& a = graph.points[edge.a];
            const RoadPoint& b = graph.points[edge.b];
            const auto built = [](const RoadPoint& p) {
                return p.kind == RoadPoint::Kind::town || p.kind == RoadPoint::Kind::highway;
            };
            const bool street =
                (edge.length_km < 0.4 && built(a) && built(b)) ||
                (a.kind == RoadPoint::Kind::village && a.group == b.group && a.kind == b.kind);
            if (edge.road_class == RoadClass::other && street) edge.road_class = RoadClass::residential;
            touch(edge);
        }
    }

    /// Raises the links on the shortest way from `start` to `goal`, or to any road of class `joins` or better
    /// where there is no goal; nothing where it is longer than `limit_km`.
    void raise(std::uint32_t start, std::uint32_t goal, RoadClass joins, RoadClass to, double limit_km) {
        using Entry = std::pair<double, std::uint32_t>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        std::vector<std::uint32_t> touched{start};
        cost_[start] = 0;
        queue.emplace(0.0, start);
        while (!queue.empty()) {
            const auto [here, at] = queue.top();
            queue.pop();
            if (here > cost_[at]) continue;
            if (here > limit_km) break;
            lattice_.watch.go_on();
            if (at == goal || (goal == none && best_[at] <= joins)) {
                for (std::uint32_t node = at; node != start; node = other_end(by_[node], node)) {
                    RoadEdge& edge = graph_.edges[by_[node]];
                    if (edge.road_class <= to || edge.road_class == RoadClass::ferry) continue;
                    if (to == RoadClass::unclassified && edge.road_class == RoadClass::residential) continue;
                    edge.road_class = to;
                    touch(edge);
                }
                break;
            }
            for (const std::uint32_t e : edges_[at]) {
                const std::uint32_t next = other_end(e, at);
                const double there = here + price(graph_.edges[e]);
                if (there >= cost_[next]) continue;
                if (cost_[next] == std::numeric_limits<double>::infinity()) touched.push_back(next);
                cost_[next] = there;
                by_[next] = e;
                queue.emplace(there, next);
            }
        }
        for (const std::uint32_t node : touched) cost_[node] = std::numeric_limits<double>::infinity();
    }

private:
    /// The street across the middle of a town, and in larger ones every fifth: through traffic takes it.
    bool avenue(const RoadEdge& edge) const {
        const RoadPoint& a = graph_.points[edge.a];
        const RoadPoint& b = graph_.points[edge.b];
        if (a.kind != RoadPoint::Kind::town || b.kind != a.kind || a.group != b.group) return false;
        return (a.place == b.place && a.place % 5 == 0) || (a.row == b.row && a.row % 5 == 0 && a.row != 0);
    }
    void touch(const RoadEdge& edge) {
        for (const std::uint32_t end : {edge.a, edge.b})
            if (edge.road_class != RoadClass::residential) best_[end] = std::min(best_[end], edge.road_class);
    }
    std::uint32_t other_end(std::uint32_t e, std::uint32_t node) const {
        const RoadEdge& edge = graph_.edges[e];
        return edge.a == node ? edge.b : edge.a;
    }
    double price(const RoadEdge& edge) const {
        const Km a = graph_.points[edge.a].at;
        const double steep = 1 + 2 * lattice_.height[lattice_.cell_at(a)];
        const double known = edge.road_class <= RoadClass::secondary  ? 0.55
                             : edge.road_class == RoadClass::tertiary ? 0.7
                             : edge.road_class == RoadClass::ferry    ? 6.0
                             : avenue(edge)                           ? 0.75
                                                                      : 1.0;
        return edge.length_km * known * steep;
    }

    const Lattice& lattice_;
    RoadGraph& graph_;
    std::vector<std::vector<std::uint32_t>> edges_;
    std::vector<RoadClass> best_;
    std::vector<double> cost_;
    std::vector<std::uint32_t> by_;
};

/// Streets in the middle of a capital go one way, every second one the other.
void make_one_way(const Division& division, RoadGraph& graph) {
    constexpr std::int32_t middle = 4;
    for (RoadEdge& edge : graph.edges) {
        const RoadPoint& a = graph.points[edge.a];
        const RoadPoint& b = graph.points[edge.b];
        if (edge.road_class != RoadClass::residential || a.kind != RoadPoint::Kind::town ||
            b.kind != a.kind || a.group != b.group || !division.is_capital(a.group) || a.row != b.row)
            continue;
        if (std::abs(a.row) > middle || std::abs(a.place) > middle || std::abs(b.place) > middle) continue;
        const bool up = (a.place < b.place) == (a.row % 2 == 0);
        edge.one_way = up ? OneWay::forward : OneWay::backward;
    }
}

/// Most links that no one needs are not there at all: fields are larger than the gaps between crossings.
/// Neither are pieces of track that are left without a village.
void drop_needless(RoadGraph& graph, std::uint64_t seed) {
    std::vector<std::uint32_t> up(graph.points.size());
    std::iota(up.begin(), up.end(), 0U);
    const auto root = [&](std::uint32_t a) {
        while (up[a] != a) a = up[a] = up[up[a]];
        return a;
    };
    std::vector<std::uint32_t> degree(graph.points.size(), 0);
    for (const RoadEdge& edge : graph.edges) {
        ++degree[edge.a];
        ++degree[edge.b];
    }
    std::vector<RoadEdge> kept;
    for (RoadEdge& edge : graph.edges) {
        const Km at = graph.points[edge.a].at;
        const double few = 0.38 + 0.35 * noise(at.x / 11, at.y / 11, seed);
        const double luck = 0.5 + 0.5 * lattice_noise(edge.a, edge.b, seed + 1);
        if (edge.road_class == RoadClass::other && luck <= few) continue;
        // Streets of towns end at walls and canals: most crossings are of three.
        const bool street = graph.points[edge.a].kind == RoadPoint::Kind::town &&
                            graph.points[edge.b].kind == RoadPoint::Kind::town;
        if (street && edge.road_class == RoadClass::residential && luck < 0.26 && degree[edge.a] > 2 &&
            degree[edge.b] > 2) {
            --degree[edge.a];
            --degree[edge.b];
            continue;
        }
        up[root(edge.a)] = root(edge.b);
        kept.push_back(std::move(edge));
    }
    std::vector<bool> lived_in(graph.points.size(), false);
    for (const std::uint32_t point : graph.of_settlement)
        if (point != none) lived_in[root(point)] = true;
    graph.edges.clear();
    for (RoadEdge& edge : kept)
        if (lived_in[root(edge.a)]) graph.edges.push_back(std::move(edge));
}

/// A crossing in the fields where only two roads are left is none: the road runs straighter there.
void straighten(RoadGraph& graph) {
    std::vector<std::vector<std::uint32_t>> beside(graph.points.size());
    for (const RoadEdge& edge : graph.edges) {
        beside[edge.a].push_back(edge.b);
        beside[edge.b].push_back(edge.a);
    }
    for (int round = 0; round < 3; ++round)
        for (std::size_t i = 0; i < graph.points.size(); ++i) {
            if (graph.points[i].kind != RoadPoint::Kind::field || beside[i].size() != 2) continue;
            const Km a = graph.points[beside[i][0]].at;
            const Km b = graph.points[beside[i][1]].at;
            Km& at = graph.points[i].at;
            at = {at.x * 0.5 + (a.x + b.x) * 0.25, at.y * 0.5 + (a.y + b.y) * 0.25};
        }
    for (RoadEdge& edge : graph.edges)
        if (!edge.given) edge.length_km = far(graph.points[edge.a].at, graph.points[edge.b].at);
}

/// What is left over, and what lies on the roads.
void surface(const Lattice& lattice, RoadGraph& graph, std::uint64_t seed) {
    Random random(seed);
    for (RoadEdge& edge : graph.edges) {
        const Km a = graph.points[edge.a].at;
        const Km b = graph.points[edge.b].at;
        const double height = lattice.height[lattice.cell_at({(a.x + b.x) / 2, (a.y + b.y) / 2})];
        const std::uint32_t luck = random.below(100);
        if (edge.road_class == RoadClass::other)
            edge.road_class = height < 0.2 && luck < 50 ? RoadClass::unclassified : RoadClass::track;
        switch (edge.road_class) {
            case RoadClass::ferry:
                edge.surface = Surface::unknown;
                break;
            case RoadClass::unclassified:
                edge.surface = luck < 62 && height < 0.35 ? Surface::paved : Surface::unpaved;
                break;
            case RoadClass::residential:
                edge.surface = luck < 80 ? Surface::paved : Surface::unpaved;
                break;
            case RoadClass::track:
                edge.dry_only = luck < (height > 0.3 ? 45U : 25U);
                break;
            default:
                edge.surface = Surface::paved;
        }
    }
}

}  // namespace

void rank_edges(const Lattice& lattice, const Division& division, const std::vector<Settlement>& settlements,
                RoadGraph& graph, std::uint64_t seed) {
    Ranker ranker(lattice, graph);
    std::vector<std::uint32_t> main(division.centre.size(), none);
    for (std::uint32_t s = 0; s < settlements.size(); ++s)
        if (settlements[s].main) main[settlements[s].tambon] = graph.of_settlement[s];
    for (std::size_t t = 0; t < main.size(); ++t)
        ranker.raise(main[t], none, RoadClass::tertiary, RoadClass::tertiary, 1e9);
    lattice.watch.progress.at(0.74);
    // From each tambon to its amphoe's town: the roads that leave a town on all sides.
    for (std::size_t t = 0; t < main.size(); ++t)
        ranker.raise(main[t], main[division.town_tambon[division.amphoe_of[t]]], RoadClass::other,
                     RoadClass::tertiary, 90);
    lattice.watch.progress.at(0.8);
    // Neighbouring tambon have a road between them where the land does not forbid it.
    for (std::size_t t = 0; t < main.size(); ++t) {
        const Km at = graph.points[main[t]].at;
        for (std::size_t u = t + 1; u < main.size(); ++u) {
            const Km other = graph.points[main[u]].at;
            const double km = far(at, other);
            if (km > 22) continue;
            lattice.watch.go_on();
            const bool apart = std::any_of(main.begin(), main.end(), [&](std::uint32_t third) {
                const Km c = graph.points[third].at;
                return third != main[t] && third != main[u] &&
                       std::max(far(c, at), far(c, other)) < 0.95 * km;
            });
            if (!apart) ranker.raise(main[t], main[u], RoadClass::other, RoadClass::tertiary, km * 1.7);
        }
    }
    lattice.watch.progress.at(0.97);
    for (std::size_t s = 0; s < settlements.size(); ++s)
        if (graph.of_settlement[s] != none)
            ranker.raise(graph.of_settlement[s], none, RoadClass::unclassified, RoadClass::unclassified, 1e9);
    lattice.watch.progress.at(0.98);
    drop_needless(graph, seed + 7);
    straighten(graph);
    make_one_way(division, graph);
    surface(lattice, graph, seed);
    add_hamlet_roads(lattice, division, settlements, graph, seed + 1);
}

}  // namespace geo::demo
