// Files in: the real country (LEARNREACH_REAL_DATA) and the demonstration, as a study makes them its own.
#include "geo/base/apart.h"
#include "geo/data/demo/demo.h"
#include "geo/data/import.h"
#include "geo/data/import_apart.h"
#include "geo/study/study_file.h"
#include "tests/bench/peak_memory.h"
#include "tests/support/country.h"
#include "tests/support/temp_folder.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

namespace import_bench {

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

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point then) {
    return std::chrono::duration<double>(Clock::now() - then).count();
}

/// 1.02 million places for the whole country, read in a process apart and stopped at twenty moments: how long
/// each time until nothing of it runs ("longest_ms"), and how often the bar moved in a whole reading.
void import_stopped(benchmark::State& state) {
    if (test::real_folder().empty()) return state.SkipWithError(no_data);
    Apart apart;
    apart.program = (std::filesystem::path(this_program()).parent_path() / "learnreach-cli").string();
    if (!std::filesystem::exists(apart.program)) return state.SkipWithError("learnreach-cli is not built");
    const test::TempFolder folder;
    const Study& study = test::country_study();
    const std::vector<Village>& villages = *study.data->villages;
    const std::string file = folder / "places.csv";
    {
        std::ofstream out(file);
        out << "school_id,name_th,lat,lon\n";
        for (std::size_t i = 0; i < 1'020'000; ++i) {
            const LonLat at = villages[i % villages.size()].at;
            out << 1000000000 + i << ",โรงเรียนบ้าน" << i << ',' << at.lat << ',' << at.lon << '\n';
        }
    }
    const auto read = [&](const Progress& progress) {
        return import_file(apart, *study.data, file, FileKind::places, {}, progress);
    };
    for (auto _ : state) {
        Progress::Meter meter;
        std::size_t moves = 0;
        const auto began = Clock::now();
        double whole = 0;
        {
            const std::jthread watch([&](const std::stop_token& ended) {
                for (double last = 0; !ended.stop_requested();) {
                    if (const double now = meter.done; now != last) {
                        last = now;
                        ++moves;
                    }
                    std::this_thread::sleep_for(std::chrono::milliseconds(20));
                }
            });
            if (!read(Progress({}, &meter))) return state.SkipWithError("not read");
            whole = seconds_since(began);
        }
        double longest = 0;
        int stopped = 0;
        for (int moment = 0; moment < 20; ++moment) {
            std::stop_source stopper;
            Clock::time_point asked;
            const std::jthread person([&] {
                std::this_thread::sleep_for(std::chrono::duration<double>(whole * moment / 20));
                asked = Clock::now();
                stopper.request_stop();
            });
            const auto result = read(Progress(stopper.get_token(), nullptr));
            if (result) continue;
            longest = std::max(longest, seconds_since(asked));
            ++stopped;
        }
        state.counters["whole_s"] = whole;
        state.counters["moves"] = static_cast<double>(moves);
        state.counters["stopped"] = stopped;
        state.counters["longest_ms"] = longest * 1000;
    }
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK(import_country)->Unit(ms)->UseRealTime();
BENCHMARK(import_country_areas)->Unit(ms)->UseRealTime();
BENCHMARK_CAPTURE(study_of_country, saved, false)->Unit(ms)->UseRealTime();
BENCHMARK_CAPTURE(study_of_country, opened, true)->Unit(ms)->UseRealTime();
BENCHMARK(import_stopped)->Unit(ms)->UseRealTime()->Iterations(1);
BENCHMARK(import_demonstration)->Unit(ms)->UseRealTime();

}  // namespace

}  // namespace import_bench
