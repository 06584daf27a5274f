// The shape of a road network in a few numbers, for comparing made-up roads with real ones: how its ways end
// and meet, how they wind, how far round one goes.  Motor roads and tracks; service roads, paths and ferries
// are left out, directions are ignored.
#pragma once

#include "geo/data/roads.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <queue>
#include <random>
#include <utility>
#include <vector>

namespace test {

struct RoadShape {
    std::size_t nodes = 0;                                ///< used by the roads looked at
    double km = 0;                                        ///< of road
    double dead_ends = 0, three_ways = 0, four_ways = 0;  ///< shares of all ends and junctions; four or more
    double link_m = 0;                                    ///< from one end or junction to the next, median
    double node_gap_m = 0;                                ///< between two nodes, mean
    double winding = 0;          ///< length over chord of links above 300 m, by length
    double detour_3_10_km = 0;   ///< road over straight line between random ends and junctions, median
    double detour_10_30_km = 0;  ///< 0 where the extract is too small
    double largest = 0;          ///< share of the nodes in the largest component
};

namespace road_shape {

struct Graph {
    std::vector<geo::LonLat> at;
    std::vector<std::vector<std::pair<std::uint32_t, double>>> beside;  ///< neighbour, metres
};

inline Graph graph_of(const geo::Roads& roads) {
    const auto looked_at = [](geo::RoadClass c) {
        return c <= geo::RoadClass::living_street || c == geo::RoadClass::track;
    };
    Graph graph{roads.nodes, {}};
    graph.beside.resize(roads.nodes.size());
    for (const geo::Way& way : roads.ways) {
        if (!looked_at(way.road_class)) continue;
        const auto nodes = roads.nodes_of(way);
        for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
            const auto [a, b] = std::minmax(nodes[i], nodes[i + 1]);
            const auto& known = graph.beside[a];
            const bool twice = std::any_of(known.begin(), known.end(),
                                           [other = b](const auto& n) { return n.first == other; });
            if (a == b || twice) continue;
            const double metres = geo::geodesic_metres(graph.at[a], graph.at[b]);
            graph.beside[a].emplace_back(b, metres);
            graph.beside[b].emplace_back(a, metres);
        }
    }
    return graph;
}

inline std::vector<double> distances_from(const Graph& graph, std::uint32_t start, double limit_m) {
    std::vector<double> metres(graph.at.size(), std::numeric_limits<double>::infinity());
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    metres[start] = 0;
    queue.emplace(0.0, start);
    while (!queue.empty()) {
        const Entry top = queue.top();
        queue.pop();
        if (top.first > metres[top.second]) continue;
        if (top.first > limit_m) break;
        for (const auto& next : graph.beside[top.second])
            if (top.first + next.second < metres[next.first]) {
                metres[next.first] = top.first + next.second;
                queue.emplace(metres[next.first], next.first);
            }
    }
    return metres;
}

inline double median(std::vector<double>& values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Nodes of the largest component.
inline std::vector<std::uint32_t> largest_part(const Graph& graph) {
    std::vector<bool> seen(graph.at.size(), false);
    std::vector<std::uint32_t> best;
    for (std::uint32_t start = 0; start < seen.size(); ++start) {
        if (seen[start] || graph.beside[start].empty()) continue;
        std::vector<std::uint32_t> part{start};
        seen[start] = true;
        for (std::size_t i = 0; i < part.size(); ++i)
            for (const auto& next : graph.beside[part[i]])
                if (!seen[next.first]) {
                    seen[next.first] = true;
                    part.push_back(next.first);
                }
        if (part.size() > best.size()) best = std::move(part);
    }
    return best;
}

inline void measure_links(const Graph& graph, RoadShape& out) {
    std::vector<double> links;
    double winding_m = 0;
    double chord_m = 0;
    for (std::uint32_t start = 0; start < graph.at.size(); ++start) {
        if (graph.beside[start].size() == 2) continue;
        for (const auto& first : graph.beside[start]) {
            std::uint32_t before = start;
            std::uint32_t at = first.first;
            double metres = first.second;
            while (graph.beside[at].size() == 2) {
                const auto& next = graph.beside[at][graph.beside[at][0].first == before ? 1 : 0];
                before = at;
                at = next.first;
                metres += next.second;
            }
            if (at < start) continue;  // each link from its smaller end
            links.push_back(metres);
            const double chord = geo::geodesic_metres(graph.at[start], graph.at[at]);
            if (metres > 300 && chord > 100) {
                winding_m += metres;
                chord_m += chord;
            }
        }
    }
    out.link_m = median(links);
    out.winding = chord_m > 0 ? winding_m / chord_m : 0;
}

inline void measure_detours(const Graph& graph, const std::vector<std::uint32_t>& part, RoadShape& out) {
    std::vector<std::uint32_t> ends;
    for (const std::uint32_t node : part)
        if (graph.beside[node].size() != 2) ends.push_back(node);
    std::mt19937 random(1);
    std::vector<double> near;
    std::vector<double> far;
    // Of a large network few ends lie near a given one.
    const std::size_t targets = std::max<std::size_t>(1000, ends.size() / 4);
    for (int source = 0; source < 40 && !ends.empty(); ++source) {
        const std::uint32_t start = ends[random() % ends.size()];
        const auto metres = distances_from(graph, start, 200e3);
        for (std::size_t target = 0; target < targets; ++target) {
            const std::uint32_t end = ends[random() % ends.size()];
            const double straight = geo::geodesic_metres(graph.at[start], graph.at[end]);
            if (straight > 3e3 && straight <= 10e3) near.push_back(metres[end] / straight);
            if (straight > 10e3 && straight <= 30e3) far.push_back(metres[end] / straight);
        }
    }
    out.detour_3_10_km = near.size() > 50 ? median(near) : 0;
    out.detour_10_30_km = far.size() > 50 ? median(far) : 0;
}

}  // namespace road_shape

inline RoadShape shape_of_roads(const geo::Roads& roads) {
    const auto graph = road_shape::graph_of(roads);
    RoadShape out;
    std::size_t segments = 0;
    std::array<double, 5> degree{};
    for (const auto& beside : graph.beside) {
        if (beside.empty()) continue;
        ++out.nodes;
        ++degree[std::min<std::size_t>(beside.size(), 4)];
        segments += beside.size();
        for (const auto& next : beside) out.km += next.second / 2000;
    }
    const double ends = degree[1] + degree[3] + degree[4];
    if (ends == 0) return out;
    out.dead_ends = degree[1] / ends;
    out.three_ways = degree[3] / ends;
    out.four_ways = degree[4] / ends;
    out.node_gap_m = out.km * 2000 / static_cast<double>(segments);
    const auto part = road_shape::largest_part(graph);
    out.largest = static_cast<double>(part.size()) / static_cast<double>(out.nodes);
    road_shape::measure_links(graph, out);
    road_shape::measure_detours(graph, part, out);
    return out;
}

}  // namespace test
