// The demonstration: how long it takes to make, and the shape of its roads and areas beside real ones
// (counters; the tables in geo/data/demo/README.md).  The made-up country: LEARNREACH_COUNTRY, its folder.
#include "geo/base/parallel.h"
#include "geo/data/demo/demo.h"
#include "geo/data/import.h"
#include "geo/data/read_roads.h"
#include "tests/bench/peak_memory.h"
#include "tests/support/area_shape.h"
#include "tests/support/country.h"
#include "tests/support/road_shape.h"
#include "tests/support/temp_folder.h"

#include <benchmark/benchmark.h>

namespace demo_bench {

namespace {

using namespace geo;

void demonstration_made(benchmark::State& state) {
    const bench::PeakMemory peak(state);
    set_threads(static_cast<unsigned>(state.range(0)));
    Dataset data;
    for (auto _ : state) data = *demo_dataset({}, {});
    set_threads(0);
    state.counters["road_nodes"] = static_cast<double>(data.roads->nodes.size());
    state.counters["villages"] = static_cast<double>(data.villages->size());
    state.counters["places"] = static_cast<double>(data.places->size());
    state.counters["tambon"] = static_cast<double>(data.areas->at(Level::tambon).size());
}
BENCHMARK(demonstration_made)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(4)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void demonstration_written(benchmark::State& state) {
    const test::TempFolder folder;
    for (auto _ : state)
        if (!write_demo(folder / "demo", {}, {})) state.SkipWithError("not written");
}
BENCHMARK(demonstration_written)->Unit(benchmark::kMillisecond)->UseRealTime();

/// "" where there is none.
std::filesystem::path country_folder() {
    const char* folder = std::getenv("LEARNREACH_COUNTRY");
    return folder == nullptr ? "" : folder;
}
constexpr const char* missing = "LEARNREACH_REAL_DATA or LEARNREACH_COUNTRY is not set";

void shape_of_areas(benchmark::State& state, const char* name, Level level) {
    Dataset data;
    if (std::string{name} == "demonstration") {
        data = *demo_dataset({}, {});
    } else {
        const std::filesystem::path file = std::string{name} == "country"
                                               ? country_folder() / "areas.gpkg"
                                               : test::real_folder() / "boundaries" / "th_admin_cod.gpkg";
        auto read = import_file({}, file.string(), FileKind::areas, {}, {});
        if (!read) return state.SkipWithError(missing);
        data = std::move(read->data);
    }
    test::AreaShape shape;
    for (auto _ : state) shape = test::shape_of_areas(data.areas->at(level));
    state.counters["areas"] = static_cast<double>(shape.areas);
    state.counters["km2_tenth"] = shape.km2_tenth;
    state.counters["km2_median"] = shape.km2_median;
    state.counters["km2_ninth"] = shape.km2_ninth;
    state.counters["compactness"] = shape.compactness;
    state.counters["neighbours"] = shape.neighbours;
    state.counters["border_gap_m"] = shape.border_gap_m;
}

void shape_of_roads(benchmark::State& state, const char* name) {
    Roads roads;
    if (std::string{name} == "demonstration") {
        roads = *demo_dataset({}, {})->roads;
    } else {
        const std::filesystem::path file = std::string{name} == "country"
                                               ? country_folder() / "roads.osm.pbf"
                                               : test::real_folder() / "roads" / name;
        ImportReport report;
        auto read = read_roads(file.string(), report, {});
        if (!read) return state.SkipWithError(missing);
        roads = *std::move(read);
    }
    test::RoadShape shape;
    for (auto _ : state) shape = test::shape_of_roads(roads);
    state.counters["nodes"] = static_cast<double>(shape.nodes);
    state.counters["km"] = shape.km;
    state.counters["dead_ends"] = shape.dead_ends;
    state.counters["three_ways"] = shape.three_ways;
    state.counters["four_ways"] = shape.four_ways;
    state.counters["link_m"] = shape.link_m;
    state.counters["node_gap_m"] = shape.node_gap_m;
    state.counters["winding"] = shape.winding;
    state.counters["detour_3_10_km"] = shape.detour_3_10_km;
    state.counters["detour_10_30_km"] = shape.detour_10_30_km;
    state.counters["largest"] = shape.largest;
}
constexpr auto ms = benchmark::kMillisecond;
BENCHMARK_CAPTURE(shape_of_roads, demonstration, "demonstration")->Iterations(1)->Unit(ms);
BENCHMARK_CAPTURE(shape_of_roads, country, "country")->Iterations(1)->Unit(ms);
BENCHMARK_CAPTURE(shape_of_roads, bangkok, "bangkok-core.osm")->Iterations(1)->Unit(ms);
BENCHMARK_CAPTURE(shape_of_roads, andorra, "andorra-2025.osm.pbf")->Iterations(1)->Unit(ms);
BENCHMARK_CAPTURE(shape_of_roads, porto, "porto_portugal.osm.pbf")->Iterations(1)->Unit(ms);
BENCHMARK_CAPTURE(shape_of_roads, liechtenstein, "liechtenstein-2024.osm.pbf")->Iterations(1)->Unit(ms);

BENCHMARK_CAPTURE(shape_of_areas, demonstration_tambon, "demonstration", Level::tambon)
    ->Iterations(1)
    ->Unit(ms);
BENCHMARK_CAPTURE(shape_of_areas, country_tambon, "country", Level::tambon)->Iterations(1)->Unit(ms);
BENCHMARK_CAPTURE(shape_of_areas, real_tambon, "real", Level::tambon)->Iterations(1)->Unit(ms);
BENCHMARK_CAPTURE(shape_of_areas, demonstration_amphoe, "demonstration", Level::amphoe)
    ->Iterations(1)
    ->Unit(ms);
BENCHMARK_CAPTURE(shape_of_areas, country_amphoe, "country", Level::amphoe)->Iterations(1)->Unit(ms);
BENCHMARK_CAPTURE(shape_of_areas, real_amphoe, "real", Level::amphoe)->Iterations(1)->Unit(ms);

}  // namespace

}  // namespace demo_bench
