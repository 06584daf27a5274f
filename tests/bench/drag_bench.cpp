// A unit is dragged over the country: labels and trips repaired, then the tables of two limits, one change a
// frame.  Ends in an error where labels, trips or tables differ from a computation from nothing.
#include "geo/access/coverage.h"
#include "geo/base/parallel.h"
#include "geo/network/live_trips.h"
#include "tests/bench/bench_networks.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <numeric>

namespace drag_bench {

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
    demand->state.assign(tambon, CellState::value);
    demand->placed_on.assign(tambon, PlacedOn::villages);
    for (const Level level : all_levels) {
        const auto l = static_cast<std::size_t>(level);
        const std::size_t rows = areas.at(level).size();
        demand->counting.at(l).assign(rows, {CountState::counted, 0, 0, 0});
        demand->unplaced_milli.at(l).assign(rows, 0);
        demand->total_milli.at(l).assign(rows, 0);
        for (std::size_t i = 0; i < demand->size(); ++i)
            demand->total_milli.at(l)[areas.ancestor(Level::tambon, demand->area[i], level).row()] +=
                demand->children_milli[i];
    }
    std::vector<Snap> sources = places_at_nodes(*network, children_points + 40000);
    sources.assign(sources.end() - state.range(0), sources.end());
    LiveTrips live(points, *Nearest::search(network, sources, Metric::time, {}));
    std::vector<CoverageTable> tables;
    std::vector<std::vector<std::int64_t>> covered_milli;  // by table, then tambon
    for (const std::uint32_t minutes : {30, 60})
        tables.push_back(
            coverage(areas, *demand, live.trips(), live.trips(), {Metric::time, minutes * 60000}));
    for (const CoverageTable& table : tables) {
        covered_milli.emplace_back();
        for (const CoverageRow& row : table.at(Level::tambon))
            covered_milli.back().push_back(row.covered_milli);
    }
    // From edge to edge along the order of the network: a step of a few hundred metres, and a jump now and
    // then.
    std::mt19937 random(3);
    std::uint32_t edge = 0;
    std::vector<double> micros, sum_micros, table_micros, whole_micros;
    std::vector<AreaId> touched;
    std::size_t nodes = 0;
    for (auto _ : state) {
        const auto edges = static_cast<std::uint32_t>(network->edges.size());
        const bool jumps = random() % 100 == 0;
        edge = static_cast<std::uint32_t>((edge + 1 + random() % (jumps ? edges : 6)) % edges);
        const Snap to{edge, 0, network->edges[edge].length_mm / 2, {}};
        const auto start = std::chrono::steady_clock::now();
        live.move(0, to);
        const auto moved = std::chrono::steady_clock::now();
        for (const LiveTrips::Changed& one : live.changed())
            for (std::size_t t = 0; t < tables.size(); ++t) {
                const bool now = covers(tables[t].within, live.trips()[one.point]);
                const bool was = covers(tables[t].within, one.before);
                if (now != was)
                    covered_milli[t][demand->area[one.point].row()] +=
                        (now ? 1 : -1) * demand->children_milli[one.point];
            }
        const auto summed = std::chrono::steady_clock::now();
        touched.clear();
        for (const LiveTrips::Changed& one : live.changed()) touched.push_back(demand->area[one.point]);
        for (CoverageTable& table : tables)
            table = coverage_again(std::move(table), areas, *demand, live.trips(), live.trips(), touched);
        const auto end = std::chrono::steady_clock::now();
        state.SetIterationTime(std::chrono::duration<double>(end - start).count());
        micros.push_back(std::chrono::duration<double, std::micro>(moved - start).count());
        sum_micros.push_back(std::chrono::duration<double, std::micro>(summed - start).count());
        table_micros.push_back(std::chrono::duration<double, std::micro>(end - summed).count());
        whole_micros.push_back(std::chrono::duration<double, std::micro>(end - start).count());
        nodes += live.nearest().changed_nodes().size();
    }
    const auto fresh = *nearest_of_nodes(*network, live.nearest().sources(), Metric::time, {});
    const NearestLabels& labels = live.nearest().labels();
    if (fresh.cost != labels.cost || fresh.owner != labels.owner || fresh.other != labels.other)
        return state.SkipWithError("labels differ from those of a search from nothing");
    const auto trips = *nearest_trips(*network, live.nearest().sources(), *points, Metric::time, {});
    if (trips != live.trips()) return state.SkipWithError("trips differ from those of a search from nothing");
    for (const CoverageTable& table : tables)
        if (table != coverage(areas, *demand, trips, trips, table.within))
            return state.SkipWithError("a table differs from that of a computation from nothing");
    for (std::size_t t = 0; t < tables.size(); ++t)
        for (std::size_t a = 0; a < tambon; ++a)
            if (covered_milli[t][a] != tables[t].at(Level::tambon)[a].covered_milli)
                return state.SkipWithError("a sum differs from that of a computation from nothing");
    std::sort(micros.begin(), micros.end());
    std::sort(sum_micros.begin(), sum_micros.end());
    std::sort(table_micros.begin(), table_micros.end());
    std::sort(whole_micros.begin(), whole_micros.end());
    const auto share = [](const std::vector<double>& sorted, std::size_t percent) {
        return sorted[(sorted.size() - 1) * percent / 100];
    };
    state.counters["p50_us"] = share(micros, 50);
    state.counters["p99_us"] = share(micros, 99);
    state.counters["max_us"] = micros.back();
    state.counters["sums_p99_us"] = share(sum_micros, 99);  // labels, trips, sums of the tambon
    state.counters["sums_max_us"] = sum_micros.back();
    state.counters["tables_p50_us"] = share(table_micros, 50);
    state.counters["tables_p99_us"] = share(table_micros, 99);
    state.counters["whole_p99_us"] = share(whole_micros, 99);
    state.counters["whole_max_us"] = whole_micros.back();
    state.counters["nodes_a_move"] = static_cast<double>(nodes) / static_cast<double>(micros.size());
}

const bool added = [] {
    for (const BenchNetwork& one : bench_networks)
        for (const int places : {one.places, std::max(10, one.places / 100)})
            benchmark::RegisterBenchmark(("drag/" + std::string{one.name}).c_str(), drag, one.name)
                ->Arg(places)
                ->ArgName("places")
                // Where a place is the nearest of a tenth of all children, a move sums up thousands of points
                // anew.
                ->Iterations(places < 100 ? 500 : 10000)
                ->Unit(benchmark::kMicrosecond)
                ->UseManualTime();
    return true;
}();

}  // namespace

}  // namespace drag_bench
