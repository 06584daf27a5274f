// Hamlets in the hills and what leads there: nothing, a few roads of their own, or one long track that winds
// down to the nearest road and that the rains often close.
#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <queue>
#include <utility>

namespace geo::demo {
namespace {

constexpr double track_sample_km = 0.12;

class TrackFinder {
public:
    TrackFinder(const Lattice& lattice, const Division& division, RoadGraph& graph, std::uint64_t seed)
        : lattice_(lattice),
          division_(division),
          graph_(graph),
          seed_(seed),
          cost_(lattice.size(), std::numeric_limits<double>::infinity()),
          from_(lattice.size(), none) {
        std::vector<bool> used(graph.points.size(), false);
        for (const RoadEdge& edge : graph.edges) used[edge.a] = used[edge.b] = true;
        for (std::uint32_t i = 0; i < graph.points.size(); ++i)
            if (used[i])
                point_in_.try_emplace(static_cast<std::uint32_t>(lattice.cell_at(graph.points[i].at)), i);
    }

    /// A track from the hamlet to the road that is easiest to come to.
    void lay(Km hamlet, bool dry_only) {
        const auto start = static_cast<std::uint32_t>(lattice_.cell_at(hamlet));
        const std::uint32_t goal = search(start);
        if (goal == none || goal == start) return;
        std::vector<Km> line;
        for (std::uint32_t cell = goal; cell != start; cell = from_[cell]) line.push_back(lattice_.at(cell));
        line.push_back(hamlet);
        std::reverse(line.begin(), line.end());
        const std::uint32_t end = point_in_.at(goal);
        line.back() = graph_.points[end].at;
        for (int round = 0; round < 4; ++round) {
            const auto before = line;
            for (std::size_t i = 1; i + 1 < line.size(); ++i)
                line[i] = {before[i].x * 0.4 + (before[i - 1].x + before[i + 1].x) * 0.3,
                           before[i].y * 0.4 + (before[i - 1].y + before[i + 1].y) * 0.3};
        }
        for (std::size_t i = 1; i + 1 < line.size(); ++i) {
            const Km at = line[i];
            line[i] = {at.x + 0.42 * noise(at.x / 0.8, at.y / 0.8, seed_),
                       at.y + 0.42 * noise(at.x / 0.8, at.y / 0.8, seed_ + 1)};
        }
        RoadPoint point;
        point.at = hamlet;
        graph_.points.push_back(point);
        RoadEdge edge;
        edge.a = static_cast<std::uint32_t>(graph_.points.size()) - 1;
        edge.b = end;
        edge.dry_only = dry_only;
        edge.given = true;
        edge.line = curve(line, 0, line.size() - 1, track_sample_km);
        for (std::size_t i = 1; i < edge.line.size(); ++i)
            edge.length_km += far(edge.line[i - 1], edge.line[i]);
        graph_.edges.push_back(std::move(edge));
    }

private:
    /// The cell with a road to which the way is cheapest; `from_` leads back.
    std::uint32_t search(std::uint32_t start) {
        static constexpr double crossing[4] = {0, 0.4, 3, 15};
        using Entry = std::pair<double, std::uint32_t>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        std::vector<std::uint32_t> touched{start};
        std::uint32_t found = none;
        cost_[start] = 0;
        queue.emplace(0.0, start);
        std::array<std::uint32_t, 6> beside{};
        while (!queue.empty() && found == none) {
            const auto [here, cell] = queue.top();
            queue.pop();
            if (here > cost_[cell]) continue;
            lattice_.watch.go_on();
            if (point_in_.contains(cell)) {
                found = cell;
                break;
            }
            const std::size_t n = lattice_.neighbours(cell, beside);
            for (std::size_t k = 0; k < n; ++k) {
                const std::uint32_t next = beside[k];
                if (!division_.ours(next)) continue;
                const double there = here + 1 + 30 * std::abs(lattice_.height[next] - lattice_.height[cell]) +
                                     crossing[static_cast<std::size_t>(lattice_.water[next])];
                if (there >= cost_[next]) continue;
                if (cost_[next] == std::numeric_limits<double>::infinity()) touched.push_back(next);
                cost_[next] = there;
                from_[next] = cell;
                queue.emplace(there, next);
            }
        }
        for (const std::uint32_t cell : touched) cost_[cell] = std::numeric_limits<double>::infinity();
        return found;
    }

    const Lattice& lattice_;
    const Division& division_;
    RoadGraph& graph_;
    std::uint64_t seed_;
    std::vector<double> cost_;
    std::vector<std::uint32_t> from_;
    std::map<std::uint32_t, std::uint32_t> point_in_;  ///< by cell: a point of the roads there
};

/// Three points and what joins them.
void add_own_roads(Km hamlet, RoadGraph& graph, Random& random) {
    const auto first = static_cast<std::uint32_t>(graph.points.size());
    for (std::uint32_t k = 0; k < 3; ++k) {
        RoadPoint point;
        point.at = {hamlet.x + (static_cast<double>(k) - 1) * 0.55 + 0.2 * random.both(),
                    hamlet.y + 0.45 * random.both()};
        graph.points.push_back(point);
        if (k == 0) continue;
        RoadEdge edge;
        edge.a = first + k - 1;
        edge.b = edge.a + 1;
        edge.length_km = far(graph.points[edge.a].at, graph.points[edge.b].at);
        graph.edges.push_back(std::move(edge));
    }
}

}  // namespace

void add_hamlet_roads(const Lattice& lattice, const Division& division,
                      const std::vector<Settlement>& settlements, RoadGraph& graph, std::uint64_t seed) {
    Random random(seed);
    TrackFinder finder(lattice, division, graph, seed + 1);
    std::size_t hamlets = 0;
    for (const Settlement& settlement : settlements) {
        if (!settlement.remote) continue;
        switch (hamlets++ % 4) {
            case 0:
                break;
            case 1:
                add_own_roads(settlement.at, graph, random);
                break;
            default:
                finder.lay(settlement.at, random.below(10) < 6);
        }
    }
}

}  // namespace geo::demo
