// Roads to network, and the nearest place of every node, beside one sweep over all arcs (the least that any
// search must do).  Real files need LEARNREACH_REAL_DATA, the made-up country LEARNREACH_COUNTRY (its folder;
// peers.sh makes it); the made-up street grid of a million road nodes needs nothing.
#include "geo/base/parallel.h"
#include "geo/data/read_roads.h"
#include "tests/bench/bench_networks.h"
#include "tests/bench/written_graph.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <filesystem>
#include <map>
#include <random>

namespace network_bench {

namespace {

using namespace geo;
using namespace test;

void sizes(benchmark::State& state, const Network& network) {
    state.counters["road_nodes"] = static_cast<double>(network.report.road_nodes);
    state.counters["nodes"] = static_cast<double>(network.report.nodes);
    state.counters["arcs"] = static_cast<double>(network.report.arcs);
}

void roads_to_network(benchmark::State& state, const char* name) {
    const std::string file = road_file(name);
    if (file.empty()) return state.SkipWithError(missing);
    for (auto _ : state) {
        ImportReport report;
        const auto roads = read_roads(file, report, {});
        const auto network = build_network(*roads, motorcycle(), {});
        benchmark::DoNotOptimize(network);
        state.PauseTiming();
        sizes(state, *network);
        state.ResumeTiming();
    }
    state.counters["bytes"] = static_cast<double>(std::filesystem::file_size(file));
}

void reading_alone(benchmark::State& state, const char* name) {
    const std::string file = road_file(name);
    if (file.empty()) return state.SkipWithError(missing);
    for (auto _ : state) {
        ImportReport report;
        benchmark::DoNotOptimize(read_roads(file, report, {}));
    }
}

/// Arcs in both directions and labels, in bytes: what the search needs, shapes and coordinates aside.
void search_memory(benchmark::State& state, const Network& network) {
    const auto bytes = [](const Csr& csr) {
        return csr.first.size() * sizeof(csr.first[0]) + csr.time_ms.size() * sizeof(csr.time_ms[0]) +
               csr.length_mm.size() * sizeof(csr.length_mm[0]);
    };
    const double labels = static_cast<double>(network.node.size()) * 3 * sizeof(std::uint32_t);
    state.counters["search_mb"] =
        (static_cast<double>(bytes(network.out) + bytes(network.in)) + labels) / (1024 * 1024);
}

void nearest_every_node(benchmark::State& state, const char* name) {
    if (!at_hand(name)) return state.SkipWithError(missing);
    const Network* network = network_of(name);
    const auto places = places_at_nodes(*network, static_cast<std::size_t>(state.range(0)));
    set_threads(static_cast<unsigned>(state.range(1)));
    for (auto _ : state) benchmark::DoNotOptimize(nearest_of_nodes(*network, places, Metric::time, {}));
    set_threads(0);
    sizes(state, *network);
    search_memory(state, *network);
}

/// The road nodes of a network and of the same one with chains, by where they lie; roads that cross without
/// a joint share spots, and those spots are left out.
struct SameNodes {
    struct Pair {
        std::uint32_t point = 0;  ///< of the shape
        std::uint32_t edge = 0;   ///< that the point is of
        std::uint32_t node = 0;   ///< in the network with chains
    };
    std::vector<Pair> pairs;

    SameNodes(const Network& network, const Network& chains) {
        std::map<std::pair<double, double>, std::vector<std::uint32_t>> at;
        for (std::uint32_t n = 0; n < chains.node.size(); ++n)
            at[{chains.node[n].lon, chains.node[n].lat}].push_back(n);
        for (std::uint32_t e = 0; e < network.edges.size(); ++e)
            for (std::uint32_t p = network.edges[e].first;
                 p < network.edges[e].first + network.edges[e].count; ++p) {
                const auto found = at.find({network.shape[p].lon, network.shape[p].lat});
                if (found != at.end() && found->second.size() == 1)
                    pairs.push_back({p, e, found->second.front()});
            }
    }
};

/// A label for every road node, of the same places as in the network with chains.
void nearest_every_road_node(benchmark::State& state, const char* name, const char* chains_name) {
    if (!at_hand(name)) return state.SkipWithError(missing);
    const Network* network = network_of(name);
    const Network* chains = network_of(chains_name);
    static const SameNodes same(*network, *chains);
    std::vector<Snap> at_node(chains->node.size());
    for (std::uint32_t e = 0; e < chains->edges.size(); ++e) {
        at_node[chains->edges[e].from] = {e, 0, 0, {}};
        at_node[chains->edges[e].to] = {e, 0, chains->edges[e].length_mm, {}};
    }
    std::mt19937 random(11);
    std::vector<Snap> places, places_on_chains;
    while (places.size() < static_cast<std::size_t>(state.range(0))) {
        const SameNodes::Pair& one = same.pairs[random() % same.pairs.size()];
        places.push_back({one.edge, 0, network->along[one.point].length_mm, {}});
        places_on_chains.push_back(at_node[one.node]);
    }
    set_threads(static_cast<unsigned>(state.range(1)));
    for (auto _ : state) benchmark::DoNotOptimize(nearest_of_road_nodes(*network, places, Metric::time, {}));
    set_threads(0);
    const auto labels = nearest_of_road_nodes(*network, places, Metric::time, {});
    const auto on_chains = nearest_of_nodes(*chains, places_on_chains, Metric::time, {});
    for (const SameNodes::Pair& one : same.pairs)
        if (labels->cost[one.point] != on_chains->cost[one.node] ||
            labels->owner[one.point] != on_chains->owner[one.node])
            return state.SkipWithError("labels differ from those of the network with chains");
    sizes(state, *network);
    search_memory(state, *network);
    const double points = static_cast<double>(network->shape.size());
    state.counters["search_mb"] += points * (sizeof(Along) + 3 * sizeof(std::uint32_t)) / (1024 * 1024);
    state.counters["compared"] = static_cast<double>(same.pairs.size());
}

/// One sweep: each node takes the best that its arcs offer.  No search can do less.
void pull_sweep(benchmark::State& state, const char* name) {
    if (!at_hand(name)) return state.SkipWithError(missing);
    const Network* network = network_of(name);
    const Csr& csr = network->out;
    std::vector<HeadCost> label(network->node.size());
    for (std::uint32_t n = 0; n < label.size(); ++n) label[n] = {n, n};
    set_threads(static_cast<unsigned>(state.range(0)));
    std::vector<HeadCost> next = label;
    for (auto _ : state) {
        parallel_for(label.size(), label.size() / 16 + 1, [&](std::size_t from, std::size_t to) {
            for (std::size_t n = from; n < to; ++n) {
                HeadCost best = label[n];
                for (std::uint32_t a = csr.first[n]; a < csr.first[n + 1]; ++a) {
                    const HeadCost arc = csr.time_ms[a];
                    const HeadCost there = label[arc.head];
                    if (there.cost + arc.cost < best.cost) best = {there.head, there.cost + arc.cost};
                }
                next[n] = best;
            }
        });
        benchmark::DoNotOptimize(next.data());
        benchmark::ClobberMemory();
    }
    set_threads(0);
}

/// The same by Boost.Graph: one search from a node that leads to every place for nothing, over reversed arcs.
void nearest_by_boost(benchmark::State& state, const char* name) {
    if (!at_hand(name)) return state.SkipWithError(missing);
    const Network* network = network_of(name);
    const auto places = places_at_nodes(*network, static_cast<std::size_t>(state.range(0)));
    using Cost = boost::property<boost::edge_weight_t, std::uint32_t>;
    using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Cost>;
    const auto start = static_cast<std::uint32_t>(network->node.size());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> arcs;
    std::vector<Cost> costs;
    for (std::uint32_t n = 0; n < start; ++n)
        for (std::uint32_t a = network->in.first[n]; a < network->in.first[n + 1]; ++a) {
            arcs.emplace_back(n, network->in.time_ms[a].head);
            costs.emplace_back(network->in.time_ms[a].cost);
        }
    const std::vector<std::uint32_t> place_nodes = nodes_of(*network, places);
    for (const std::uint32_t node : place_nodes) {
        arcs.emplace_back(start, node);
        costs.emplace_back(0);
    }
    const Graph graph(boost::edges_are_unsorted_multi_pass, arcs.begin(), arcs.end(), costs.begin(),
                      start + 1);
    std::vector<std::uint32_t> distance(start + 1);
    for (auto _ : state) {
        boost::dijkstra_shortest_paths_no_color_map(graph, start, boost::distance_map(distance.data()));
        benchmark::DoNotOptimize(distance.data());
    }
    const auto ours = *nearest_of_nodes(*network, places, Metric::time, {});
    // Boost says the greatest number, which is no_cost, where there is no route.
    for (std::uint32_t n = 0; n < start; ++n)
        if (ours.cost[n] != distance[n]) return state.SkipWithError("costs differ from those of Boost.Graph");
    if (const auto folder = written_graph(*network, name)) {
        write_raw(*folder / "nearest_places", place_nodes);
        write_raw(*folder / "nearest_cost", ours.cost);
    }
}

void trips_of_points(benchmark::State& state, const char* name) {
    if (!at_hand(name)) return state.SkipWithError(missing);
    const Network* network = network_of(name);
    const auto places = places_at_nodes(*network, 500);
    Box box;
    for (const LonLat& p : network->node) box.add(p);
    const auto children = anywhere(65213, box, 3);
    for (auto _ : state) {
        const auto points = snap_all(*network, children);
        benchmark::DoNotOptimize(nearest_trips(*network, places, points, Metric::time, {}));
    }
}

/// The real country's numbers: 65,213 villages, 36,249 schools.
void straight_lines(benchmark::State& state) {
    Box thailand;
    thailand.add(97.3, 5.6);
    thailand.add(105.6, 20.5);
    const auto villages = anywhere(65213, thailand, 1);
    const auto schools = anywhere(36249, thailand, 2);
    set_threads(static_cast<unsigned>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(straight_line_trips(schools, villages, motorcycle(), {}));
    set_threads(0);
}

constexpr auto ms = benchmark::kMillisecond;

template <class Run>
benchmark::internal::Benchmark* add(const std::string& what, const char* network, Run run) {
    return benchmark::RegisterBenchmark((what + '/' + network).c_str(), run, network)
        ->Unit(ms)
        ->UseRealTime();
}

const bool added = [] {
    for (const BenchNetwork& one : bench_networks) {
        const std::string name = one.name;
        if (name != "grid_of_a_million" && name != "country_every_node") {
            add("roads_to_network", one.name, roads_to_network);
            add("reading_alone", one.name, reading_alone);
        }
        auto* nearest =
            add("nearest_every_node", one.name, nearest_every_node)->ArgNames({"places", "threads"});
        for (const int threads : {1, 4}) nearest->Args({one.places, threads});
        if (name == "grid_of_a_million") nearest->Args({100, 4});
        add("pull_sweep", one.name, pull_sweep)->ArgName("threads")->Arg(1)->Arg(4);
        add("nearest_by_boost", one.name, nearest_by_boost)->ArgName("places")->Arg(one.places);
    }
    return true;
}();

BENCHMARK_CAPTURE(nearest_every_road_node, country, "country", "country_every_node")
    ->ArgNames({"places", "threads"})
    ->Args({30000, 1})
    ->Args({30000, 4})
    ->Unit(ms)
    ->UseRealTime();
BENCHMARK_CAPTURE(trips_of_points, porto, "porto")->Unit(ms)->UseRealTime();
BENCHMARK(straight_lines)->ArgName("threads")->Arg(1)->Arg(4)->Unit(ms)->UseRealTime();

}  // namespace

}  // namespace network_bench
