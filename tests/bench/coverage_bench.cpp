// Who is reached, from the study to the tables of all levels: the real country by straight line
// (LEARNREACH_REAL_DATA), the demonstration over its roads.
#include "geo/base/parallel.h"
#include "geo/data/demo/demo.h"
#include "geo/study/analysis.h"
#include "tests/bench/peak_memory.h"
#include "tests/support/country.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>

namespace coverage_bench {

namespace {

using namespace geo;

/// The country with schools as places, or the demonstration with learning units; null where there are no
/// files.
const Study* study_of(const std::string& name) {
    const auto limited = [](Study study) {
        study.scenario().travel.within = *thresholds_from_text("30min,6km");
        return study;
    };
    if (name == "country") {
        if (test::real_folder().empty()) return nullptr;
        static const Study country = limited(test::country_study());
        return &country;
    }
    static const Study demonstration = [&] {
        Study study;
        study.data = std::make_shared<const Dataset>(*demo_dataset({}, {}));
        study.scenario().travel.services = service_non_formal;
        return limited(study);
    }();
    return &demonstration;
}
constexpr const char* no_data = "LEARNREACH_REAL_DATA is not set";

/// Everything anew, within 30 minutes and within 6 km, at four levels.
void coverage_from_scratch(benchmark::State& state, const char* name) {
    const Study* study = study_of(name);
    if (study == nullptr) return state.SkipWithError(no_data);
    set_threads(static_cast<unsigned>(state.range(0)));
    const bench::PeakMemory peak(state);
    std::size_t points = 0;
    std::size_t places = 0;
    std::int64_t children_milli = 0;
    for (auto _ : state) {
        const auto results = *Analysis{}.run(*study, {});
        points = results->demand->size();
        places = results->destinations.fitting.size();
        children_milli = results->coverage[0].at(Level::country)[0].children_milli;
    }
    set_threads(0);
    state.counters["points"] = static_cast<double>(points);
    state.counters["places"] = static_cast<double>(places);
    state.counters["children"] = static_cast<double>(children_milli) / 1000;
}

/// The limit is changed and nothing else: what the window does while a slider moves.
void another_limit(benchmark::State& state, const char* name) {
    const Study* study = study_of(name);
    if (study == nullptr) return state.SkipWithError(no_data);
    Study changed = *study;
    Analysis analysis;
    if (!analysis.run(changed, {})) return state.SkipWithError("not computed");
    std::uint32_t minutes = 10;
    for (auto _ : state) {
        minutes = minutes == 60 ? 10 : minutes + 1;
        changed.scenario().travel.within[0].limit = minutes * 60000;
        benchmark::DoNotOptimize(analysis.run(changed, {}));
    }
}

/// A unit of the plan is dragged from home to home: all that the window shows, with every step.
void drag_a_unit(benchmark::State& state, const char* name) {
    const Study* study = study_of(name);
    if (study == nullptr) return state.SkipWithError(no_data);
    Study changed = *study;
    changed.scenario().travel.within = *thresholds_from_text("30min");
    const auto& homes = (*Analysis{}.run(changed, {}))->demand->at;
    add_unit(changed.scenario(), homes[homes.size() / 2]);
    Analysis analysis;
    if (!analysis.run(changed, {})) return state.SkipWithError("not computed");
    std::vector<double> ms;
    std::size_t home = homes.size() / 2;
    for (auto _ : state) {
        home = (home + 1) % homes.size();
        changed.scenario().units[0].at = homes[home];
        const auto start = std::chrono::steady_clock::now();
        benchmark::DoNotOptimize(analysis.run(changed, {}));
        ms.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    const auto fresh = *Analysis{}.run(changed, {});
    const auto now = *analysis.run(changed, {});
    if (now->coverage != fresh->coverage || now->unit_effects != fresh->unit_effects)
        return state.SkipWithError("the tables differ from those of a computation from nothing");
    std::sort(ms.begin(), ms.end());
    state.counters["p50_ms"] = ms[ms.size() / 2];
    state.counters["p99_ms"] = ms[(ms.size() - 1) * 99 / 100];
    state.counters["max_ms"] = ms.back();
}

/// Trips to tables: tambon, amphoe, province, country.
void roll_up(benchmark::State& state, const char* name) {
    const Study* study = study_of(name);
    if (study == nullptr) return state.SkipWithError(no_data);
    const auto results = *Analysis{}.run(*study, {});
    const auto& trips = *results->time_trips;
    for (auto _ : state)
        benchmark::DoNotOptimize(coverage(*study->data->areas, *results->demand, trips, trips,
                                          study->scenario().travel.within[0]));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(trips.size()));
}

void demand_points(benchmark::State& state, const char* name) {
    const Study* study = study_of(name);
    if (study == nullptr) return state.SkipWithError(no_data);
    for (auto _ : state) benchmark::DoNotOptimize(build_demand(*study->data, {}));
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK_CAPTURE(coverage_from_scratch, country, "country")
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(4)
    ->Unit(ms)
    ->UseRealTime();
BENCHMARK_CAPTURE(coverage_from_scratch, demonstration, "demonstration")
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(4)
    ->Unit(ms)
    ->UseRealTime();
BENCHMARK_CAPTURE(another_limit, country, "country")->Unit(ms)->UseRealTime();
BENCHMARK_CAPTURE(another_limit, demonstration, "demonstration")->Unit(ms)->UseRealTime();
BENCHMARK_CAPTURE(drag_a_unit, country, "country")->Unit(ms)->UseRealTime()->Iterations(500);
BENCHMARK_CAPTURE(drag_a_unit, demonstration, "demonstration")->Unit(ms)->UseRealTime()->Iterations(500);
BENCHMARK_CAPTURE(roll_up, country, "country")->Unit(ms)->UseRealTime();
BENCHMARK_CAPTURE(roll_up, demonstration, "demonstration")->Unit(ms)->UseRealTime();
BENCHMARK_CAPTURE(demand_points, country, "country")->Unit(ms)->UseRealTime();

}  // namespace

}  // namespace coverage_bench
