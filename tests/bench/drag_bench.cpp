// A unit is dragged over the country: labels repaired, trips and the sums of every area followed, one change
// a frame.  Ends in an error where labels or sums differ from a computation from nothing.
#include "geo/access/live_coverage.h"
#include "geo/base/parallel.h"
#include "tests/bench/bench_networks.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <numeric>

namespace {

using namespace geo;
using namespace test;

constexpr std::uint32_t children_points = 65213, tambon = 7425, amphoe = 928, provinces = 77;

/// As many areas of each level as the country has, without shapes.
Areas areas_by_number() {
    Areas out;
    const auto fill = [&](Level level, std::uint32_t count, std::uint32_t above) {
        AreaLevel& rows = out.at(level);
        rows = {};
        for (std::uint32_t i = 0; i < count; ++i) {
            std::string number = std::to_string(i);
            rows.code.push_back(std::string(6 - number.size(), '0') + number);
            rows.parent.push_back(above == 0 ? AreaId{} : AreaId{i * above / count});
        }
        rows.name_th.resize(count);
        rows.name_en.resize(count);
        rows.shape.resize(count);
        rows.inner.resize(count);
    };
    fill(Level::country, 1, 0);
    fill(Level::province, provinces, 1);
    fill(Level::amphoe, amphoe, provinces);
    fill(Level::tambon, tambon, amphoe);
    return out;
}

void drag(benchmark::State& state, const char* name) {
    if (!at_hand(name)) return state.SkipWithError(missing);
    // The object shares the network; it is kept by network_of() to the end.
    const std::shared_ptr<const Network> network(network_of(name), [](const Network*) {});
    const Areas areas = areas_by_number();
    const std::vector<Snap> at_nodes = places_at_nodes(*network, children_points);
    auto points = std::make_shared<std::vector<Snap>>(at_nodes);
    // Neighbours in the order of nodes live in one tambon.
    std::sort(points->begin(), points->end(), [](const Snap& a, const Snap& b) { return a.edge < b.edge; });
    auto demand = std::make_shared<Demand>();
    demand->at.resize(points->size());
    demand->village.resize(points->size());
    demand->children_milli.assign(points->size(), 15640);
    for (std::uint32_t i = 0; i < children_points; ++i)
        demand->area.emplace_back(std::uint64_t{i} * tambon / children_points);
    std::vector<Snap> sources = places_at_nodes(*network, children_points + 40000);
    sources.assign(sources.end() - state.range(0), sources.end());
    LiveCoverage live(areas, demand, points, *Nearest::search(network, sources, Metric::time, {}),
                      {30 * 60000, 60 * 60000});
    // From edge to edge along the order of the network: a step of a few hundred metres, and a jump now and
    // then.
    std::mt19937 random(3);
    std::uint32_t edge = 0;
    std::vector<double> micros;
    std::size_t nodes = 0;
    for (auto _ : state) {
        const auto edges = static_cast<std::uint32_t>(network->edges.size());
        const bool jumps = random() % 100 == 0;
        edge = static_cast<std::uint32_t>((edge + 1 + random() % (jumps ? edges : 6)) % edges);
        const Snap to{edge, 0, network->edges[edge].length_mm / 2, {}};
        const auto start = std::chrono::steady_clock::now();
        live.move(0, to);
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        state.SetIterationTime(seconds);
        micros.push_back(seconds * 1e6);
        nodes += live.nearest().changed_nodes().size();
    }
    const auto fresh = *nearest_of_nodes(*network, live.nearest().sources(), Metric::time, {});
    const NearestLabels& labels = live.nearest().labels();
    if (fresh.cost != labels.cost || fresh.owner != labels.owner || fresh.other != labels.other)
        return state.SkipWithError("labels differ from those of a search from nothing");
    const auto trips = *nearest_trips(*network, live.nearest().sources(), *points, Metric::time, {});
    if (trips != live.trips()) return state.SkipWithError("trips differ from those of a search from nothing");
    std::sort(micros.begin(), micros.end());
    const auto share = [&](std::size_t percent) { return micros[(micros.size() - 1) * percent / 100]; };
    state.counters["p50_us"] = share(50);
    state.counters["p99_us"] = share(99);
    state.counters["max_us"] = micros.back();
    state.counters["nodes_a_move"] = static_cast<double>(nodes) / static_cast<double>(micros.size());
}

void moves(benchmark::internal::Benchmark* bench) {
    bench->ArgName("places")->Iterations(10000)->Unit(benchmark::kMicrosecond)->UseManualTime();
}
BENCHMARK_CAPTURE(drag, grid_of_a_million, "grid")->Arg(5000)->Arg(50)->Apply(moves);
BENCHMARK_CAPTURE(drag, country, "country")->Arg(30000)->Arg(300)->Apply(moves);
BENCHMARK_CAPTURE(drag, country_every_node, "country, every road node")->Arg(30000)->Arg(300)->Apply(moves);

}  // namespace
