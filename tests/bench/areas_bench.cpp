// What lies within a limit of each of a thousand places, and what the ways between a thousand places cost.
// The answers go to the programs beside ours (written_graph.h).
#include "geo/base/parallel.h"
#include "geo/network/hierarchy.h"
#include "geo/network/within_reach.h"
#include "tests/bench/bench_networks.h"
#include "tests/bench/written_graph.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <string>

namespace areas_bench {

namespace {

using namespace geo;
using namespace test;

constexpr std::size_t place_count = 1000;

/// On different nodes, so that a place is known by its node.
std::vector<Snap> different_places(const Network& network) {
    std::vector<Snap> out;
    std::set<std::uint32_t> taken;
    for (const Snap& place : places_at_nodes(network, 5 * place_count))
        if (out.size() < place_count && taken.insert(nodes_of(network, {&place, 1}).front()).second)
            out.push_back(place);
    return out;
}

/// Of the nodes of an area: how many, and the sum of cost x (1 + node % 1009), which shows a wrong cost and a
/// wrong node.
using AreaSum = std::array<std::uint64_t, 2>;

void areas(benchmark::State& state, const char* name, Metric metric, std::uint32_t limit) {
    if (!at_hand(name)) return state.SkipWithError(missing);
    // The object shares the network; it is kept by network_of() to the end.
    const std::shared_ptr<const Network> network(network_of(name), [](const Network*) {});
    const std::vector<Snap> places = different_places(*network);
    std::vector<AreaSum> found(places.size());
    const auto workers = static_cast<std::size_t>(state.range(0));
    set_threads(static_cast<unsigned>(workers));
    for (auto _ : state)
        parallel_for(places.size(), places.size() / workers, [&](std::size_t from, std::size_t to) {
            WithinReach reach(network, metric);
            for (std::size_t p = from; p < to; ++p) {
                const auto nodes = reach.search(places[p], limit);
                found[p] = {nodes.size(), 0};
                for (const std::uint32_t node : nodes)
                    found[p][1] += std::uint64_t{reach.cost(node)} * (1 + node % 1009);
            }
        });
    set_threads(0);
    std::uint64_t nodes = 0;
    for (const AreaSum& one : found) nodes += one[0];
    state.counters["nodes_an_area"] = static_cast<double>(nodes / found.size());
    if (const auto folder = written_graph(*network, name)) {
        write_raw(*folder / "area_places", nodes_of(*network, places));
        write_raw(*folder / (metric == Metric::time ? "area_time_ms" : "area_length_mm"), found);
    }
}

/// From each of the places to each, in milliseconds; a whole tree for each.
void matrix(benchmark::State& state, const char* name) {
    if (!at_hand(name)) return state.SkipWithError(missing);
    // The object shares the network; it is kept by network_of() to the end.
    const std::shared_ptr<const Network> network(network_of(name), [](const Network*) {});
    const std::vector<Snap> places = different_places(*network);
    const std::vector<std::uint32_t> nodes = nodes_of(*network, places);
    std::vector<std::uint32_t> cost(nodes.size() * nodes.size());
    const auto workers = static_cast<std::size_t>(state.range(0));
    set_threads(static_cast<unsigned>(workers));
    for (auto _ : state)
        parallel_for(places.size(), places.size() / workers, [&](std::size_t from, std::size_t to) {
            WithinReach tree(network, Metric::time);
            for (std::size_t place = from; place < to; ++place) {
                tree.search(places[place], no_cost);
                for (std::size_t i = 0; i < nodes.size(); ++i)
                    cost[place * nodes.size() + i] = tree.cost(nodes[i]);
            }
        });
    set_threads(0);
    if (const auto folder = written_graph(*network, name)) {
        write_raw(*folder / "area_places", nodes);
        write_raw(*folder / "matrix_time_ms", cost);
    }
}

/// The same by a hierarchy, made before; every twentieth row beside that of a whole tree.
void prepared_matrix(benchmark::State& state, const char* name) {
    if (!at_hand(name)) return state.SkipWithError(missing);
    const std::shared_ptr<const Network> network(network_of(name), [](const Network*) {});
    const std::vector<Snap> places = different_places(*network);
    const std::vector<std::uint32_t> nodes = nodes_of(*network, places);
    const auto start = std::chrono::steady_clock::now();
    const Hierarchy hierarchy = *Hierarchy::of(network, Metric::time, {});
    state.counters["prepare_s"] =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    state.counters["shortcuts"] = static_cast<double>(hierarchy.shortcuts());
    set_threads(static_cast<unsigned>(state.range(0)));
    std::vector<std::uint32_t> cost;
    for (auto _ : state) cost = *hierarchy.costs(places, places, {});
    set_threads(0);
    std::size_t differences = 0;
    for (std::size_t place = 0; place < places.size(); place += 20) {
        const auto labels = *nearest_of_nodes(*network, {&places[place], 1}, Metric::time, {});
        for (std::size_t i = 0; i < nodes.size(); ++i)
            differences += cost[i * places.size() + place] != labels.cost[nodes[i]];
    }
    if (differences > 0) state.SkipWithError((std::to_string(differences) + " costs differ").c_str());
}

const bool added = [] {
    const auto add = [](auto* bench) {
        bench->ArgName("threads")->Arg(4)->Unit(benchmark::kMillisecond)->UseRealTime();
    };
    for (const BenchNetwork& one : bench_networks) {
        const std::string name = one.name;
        if (name == "country_every_node") continue;  // the same ground as the country, ten times the nodes
        add(benchmark::RegisterBenchmark(("areas/" + name + "/5km").c_str(), areas, one.name, Metric::length,
                                         5'000'000U));
        add(benchmark::RegisterBenchmark(("areas/" + name + "/30min").c_str(), areas, one.name, Metric::time,
                                         1'800'000U));
        add(benchmark::RegisterBenchmark(("matrix/" + name).c_str(), matrix, one.name)->Iterations(1));
        add(benchmark::RegisterBenchmark(("prepared_matrix/" + name).c_str(), prepared_matrix, one.name));
    }
    return true;
}();

}  // namespace

}  // namespace areas_bench
