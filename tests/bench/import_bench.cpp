// Files in: the real country (LEARNREACH_REAL_DATA) and the demonstration, as a study makes them its own.
#include "geo/data/demo/demo.h"
#include "geo/data/import.h"
#include "geo/study/study_file.h"
#include "tests/bench/peak_memory.h"
#include "tests/support/country.h"
#include "tests/support/temp_folder.h"

#include <benchmark/benchmark.h>

namespace {

using namespace geo;

constexpr const char* no_data = "LEARNREACH_REAL_DATA is not set";

void sizes(benchmark::State& state, const Dataset& data) {
    state.counters["tambon"] = static_cast<double>(data.areas->at(Level::tambon).size());
    state.counters["villages"] = static_cast<double>(data.villages->size());
    state.counters["places"] = static_cast<double>(data.places->size());
}

/// Three boundary levels, villages, schools and counts, each read, checked and joined.
void import_country(benchmark::State& state) {
    if (test::real_folder().empty()) return state.SkipWithError(no_data);
    const test::TempFolder folder;
    sizes(state, test::read_country(test::real_folder(), folder / "counts.csv"));
    const bench::PeakMemory peak(state);
    for (auto _ : state)
        benchmark::DoNotOptimize(test::read_country(test::real_folder(), folder / "counts.csv"));
}

/// One layer alone: what ogr2ogr is asked for beside it.
void import_country_areas(benchmark::State& state) {
    if (test::real_folder().empty()) return state.SkipWithError(no_data);
    const std::string file = (test::real_folder() / "boundaries/th_admin_cod.gpkg").string();
    for (auto _ : state) benchmark::DoNotOptimize(import_file({}, file, FileKind::areas, {}, {}));
}

void study_of_country(benchmark::State& state, bool opened) {
    if (test::real_folder().empty()) return state.SkipWithError(no_data);
    const test::TempFolder folder;
    const Study& study = test::country_study();
    const std::string file = folder / "country.gpkg";
    if (!save_study(study, file, {})) return state.SkipWithError("not saved");
    const bench::PeakMemory peak(state);
    for (auto _ : state) {
        if (opened)
            benchmark::DoNotOptimize(open_study(file, {}));
        else
            benchmark::DoNotOptimize(save_study(study, file, {}));
    }
    state.counters["file_mb"] = static_cast<double>(std::filesystem::file_size(file)) / 1048576;
}

void import_demonstration(benchmark::State& state) {
    const test::TempFolder folder;
    const auto files = write_demo(folder / "demo", {}, {});
    if (!files) return state.SkipWithError("not written");
    const bench::PeakMemory peak(state);
    for (auto _ : state) {
        Dataset data;
        const std::pair<std::string, FileKind> order[] = {{files->areas, FileKind::areas},
                                                          {files->villages, FileKind::villages},
                                                          {files->places, FileKind::places},
                                                          {files->counts, FileKind::counts},
                                                          {files->roads, FileKind::roads}};
        for (const auto& file : order)
            data = import_file(data, (folder / "demo" / file.first).string(), file.second, {}, {})->data;
        benchmark::DoNotOptimize(data);
        state.PauseTiming();
        sizes(state, data);
        state.ResumeTiming();
    }
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK(import_country)->Unit(ms)->UseRealTime();
BENCHMARK(import_country_areas)->Unit(ms)->UseRealTime();
BENCHMARK_CAPTURE(study_of_country, saved, false)->Unit(ms)->UseRealTime();
BENCHMARK_CAPTURE(study_of_country, opened, true)->Unit(ms)->UseRealTime();
BENCHMARK(import_demonstration)->Unit(ms)->UseRealTime();

}  // namespace
