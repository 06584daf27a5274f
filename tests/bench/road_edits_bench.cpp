// Roads of a plan are closed, slowed, drawn and put back over the country: network, walks to the road, labels
// and trips follow.  Ends in an error where labels or trips differ from a computation from nothing.
#include "geo/data/read_roads.h"
#include "geo/network/edit_network.h"
#include "geo/network/live_trips.h"
#include "geo/study/analysis.h"
#include "geo/study/study_file.h"
#include "tests/bench/bench_networks.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

namespace road_edits_bench {

namespace {

using namespace geo;
using namespace test;

constexpr std::uint32_t homes = 65213;

std::optional<Roads> roads_of(const std::string& name) {
    if (name == "grid") return street_grid(1000);
    ImportReport report;
    auto read = read_roads(road_file(name), report, {});
    if (!read) return std::nullopt;
    return *std::move(read);
}

/// The next change of a plan: a piece closed, a road drawn from a junction to another near it, or an edit
/// taken back.
void change(std::vector<RoadEdit>& edits, std::uint32_t id, const Roads& roads, const Network& network,
            std::mt19937& random) {
    if (edits.size() >= 4 || (!edits.empty() && random() % 3 == 0)) {
        edits.erase(edits.begin() + static_cast<std::ptrdiff_t>(random() % edits.size()));
    } else if (random() % 2 == 0) {
        const Way& way = roads.ways[random() % roads.ways.size()];
        edits.push_back({RoadEditId{id}, {}, ClosedRoad{way.id, roads.nodes[roads.nodes_of(way)[0]]}});
    } else {
        const auto nodes = static_cast<std::uint32_t>(network.node.size());
        const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
        const std::uint32_t from = below(nodes), to = std::min(from + 1 + below(40), nodes - 1);
        edits.push_back(
            {RoadEditId{id},
             {},
             NewRoad{{network.node[from], network.node[to]}, RoadClass::tertiary, Surface::paved}});
    }
}

/// That they are not those of a computation from nothing, or "".
const char* wrong(const LiveTrips& live) {
    const Nearest& nearest = live.nearest();
    const auto fresh = *nearest_of_nodes(nearest.network(), nearest.sources(), nearest.metric(), {});
    if (fresh.cost != nearest.labels().cost || fresh.owner != nearest.labels().owner ||
        fresh.other != nearest.labels().other)
        return "labels differ from those of a search from nothing";
    if (live.trips() !=
        *nearest_trips(nearest.network(), nearest.sources(), *live.points().points(), nearest.metric(), {}))
        return "trips differ from those of a search from nothing";
    return "";
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void edit_roads_live(benchmark::State& state, const char* name) {
    if (!at_hand(name)) return state.SkipWithError(missing);
    const auto roads = roads_of(name);
    if (!roads) return state.SkipWithError("roads");
    const auto built = std::chrono::steady_clock::now();
    const auto base = std::make_shared<const Network>(*build_network(*roads, motorcycle(), {}));
    const double build_s = seconds_since(built);
    Box box;
    for (const LonLat& at : base->node) box.add(at);
    const std::vector<LonLat> children = anywhere(homes, box, 5);
    std::vector<LonLat> places = anywhere(static_cast<std::size_t>(state.range(0)), box, 6);
    const auto points = std::make_shared<const std::vector<Snap>>(snap_all(*base, children));
    const std::vector<Snap> sources = snap_all(*base, places, SnapFor::place);
    LiveTrips live(points, *Nearest::search(base, sources, Metric::time, {}));
    const Areas areas;
    std::mt19937 random(3);
    std::vector<RoadEdit> edits;
    std::vector<double> all_ms;
    double network_s = 0, snap_s = 0, trips_s = 0;
    std::uint32_t id = 0;
    std::size_t labels = 0;
    for (auto _ : state) {
        change(edits, ++id, *roads, *base, random);
        const auto start = std::chrono::steady_clock::now();
        std::shared_ptr<const Network> network = base;
        if (!edits.empty()) network = edit_network(base, *roads, areas, edits, nullptr, {})->network;
        network_s += seconds_since(start);
        const auto edited = std::chrono::steady_clock::now();
        std::shared_ptr<const std::vector<Snap>> here = points;
        std::vector<Snap> there = sources;
        if (!edits.empty()) {
            here = std::make_shared<const std::vector<Snap>>(snap_again(*network, children, *points));
            there = snap_again(*network, places, sources, SnapFor::place);
        }
        snap_s += seconds_since(edited);
        const auto snapped = std::chrono::steady_clock::now();
        live.change_roads(network, here, there);
        trips_s += seconds_since(snapped);
        state.SetIterationTime(seconds_since(start));
        all_ms.push_back(seconds_since(start) * 1000);
        labels += live.nearest().changed_nodes().size();
        if (all_ms.size() % 100 != 1) continue;
        if (const char* what = wrong(live); *what != '\0') return state.SkipWithError(what);
    }
    if (const char* what = wrong(live); *what != '\0') return state.SkipWithError(what);
    std::sort(all_ms.begin(), all_ms.end());
    const auto n = static_cast<double>(all_ms.size());
    state.counters["build_ms"] = build_s * 1000;
    state.counters["p50_ms"] = all_ms[all_ms.size() / 2];
    state.counters["p99_ms"] = all_ms[(all_ms.size() - 1) * 99 / 100];
    state.counters["network_ms"] = network_s * 1000 / n;
    state.counters["snap_ms"] = snap_s * 1000 / n;
    state.counters["trips_ms"] = trips_s * 1000 / n;
    state.counters["labels_a_change"] = static_cast<double>(labels) / n;
}

/// The whole of a plan's results, as the window asks for them: after each change of roads, and from nothing.
void plan_roads(benchmark::State& state) {
    if (!at_hand("country")) return state.SkipWithError(missing);
    const std::filesystem::path folder = std::getenv("LEARNREACH_COUNTRY");
    auto study = open_study((folder / "demo.gpkg").string(), {});
    if (!study) return state.SkipWithError("demo.gpkg");
    Analysis analysis;
    const auto today = analysis.run(*study, {});
    if (!today || (*today)->network == nullptr) return state.SkipWithError("no results by road");
    const Network& network = *(*today)->network;
    std::mt19937 random(3);
    std::vector<double> all_ms;
    std::uint32_t id = 0;
    for (auto _ : state) {
        change(study->scenario().road_edits, ++id, *study->data->roads, network, random);
        const auto start = std::chrono::steady_clock::now();
        const auto results = analysis.run(*study, {});
        state.SetIterationTime(seconds_since(start));
        all_ms.push_back(seconds_since(start) * 1000);
        if (!results) return state.SkipWithError("no results");
    }
    const auto start = std::chrono::steady_clock::now();
    const auto fresh = *Analysis{}.run(*study, {});
    state.counters["from_nothing_ms"] = seconds_since(start) * 1000;
    const auto live = *analysis.run(*study, {});
    if (*fresh->time_trips != *live->time_trips || fresh->coverage != live->coverage)
        return state.SkipWithError("results differ from those of a computation from nothing");
    state.counters["first_ms"] = all_ms.front();
    std::sort(all_ms.begin(), all_ms.end());
    state.counters["p50_ms"] = all_ms[all_ms.size() / 2];
    state.counters["p99_ms"] = all_ms[(all_ms.size() - 1) * 99 / 100];
}
BENCHMARK(plan_roads)->Iterations(40)->Unit(benchmark::kMillisecond)->UseManualTime();

BENCHMARK_CAPTURE(edit_roads_live, grid_of_a_million, "grid")
    ->ArgName("places")
    ->Arg(5000)
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime();
BENCHMARK_CAPTURE(edit_roads_live, country, "country")
    ->ArgName("places")
    ->Arg(30000)
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime();

}  // namespace

}  // namespace road_edits_bench
