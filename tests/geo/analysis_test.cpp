#include "geo/study/analysis.h"

#include "geo/base/parallel.h"
#include "tests/support/demo_data.h"
#include "tests/support/test.h"

#include <chrono>
#include <cstring>
#include <thread>

namespace analysis_test {

using namespace geo;

namespace {

Study demo_study() {
    Study study;
    study.data = test::demo_data();
    study.scenario().travel.within = {Threshold{}, Threshold{Metric::length, 6000000}};
    return study;
}

bool same_bytes(const std::vector<Trip>& a, const std::vector<Trip>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i].status != b[i].status || a[i].source != b[i].source || a[i].time_ms != b[i].time_ms ||
            a[i].length_mm != b[i].length_mm || a[i].walk_mm != b[i].walk_mm)
            return false;
    return true;
}

/// Children counted in each area of a level, from the cells alone.
std::vector<std::int64_t> counted(const Dataset& data, Level level) {
    std::vector<std::int64_t> sums(data.areas->at(level).size(), 0);
    for (const CountSeries& series : *data.counts)
        if (series.in_total)
            for (const CountCell& cell : series.cells)
                if (cell.level >= level)
                    sums[data.areas->ancestor(cell.level, cell.area, level).row()] += cell.children_milli;
    return sums;
}

}  // namespace

TEST_CASE("the analysis reuses what did not change", "[analysis]") {
    Analysis analysis;
    Study study = demo_study();
    const auto first = *analysis.run(study, {});
    study.scenario().travel.within = {Threshold{Metric::time, 900000}};
    const auto limit = *analysis.run(study, {});
    REQUIRE(limit->time_trips == first->time_trips);
    REQUIRE(limit->network == first->network);
    REQUIRE(limit->coverage[0].at(Level::country)[0].covered_milli <
            first->coverage[0].at(Level::country)[0].covered_milli);

    study.scenario().travel.place_kinds = 1U << static_cast<unsigned>(PlaceKind::school);
    const auto schools = *analysis.run(study, {});
    REQUIRE(schools->network == first->network);
    REQUIRE(schools->point_snaps == first->point_snaps);
    REQUIRE(schools->place_snaps != first->place_snaps);
    REQUIRE(schools->time_trips != first->time_trips);

    study.scenario().travel.mode = Mode::walk;
    const auto walk = *analysis.run(study, {});
    REQUIRE(walk->network != first->network);
    REQUIRE(walk->demand == first->demand);

    study.map.level = Level::province;
    study.title = "x";
    const auto style = *analysis.run(study, {});
    REQUIRE(style->time_trips == walk->time_trips);
}

TEST_CASE("the same question after a detour gives the same answer", "[analysis]") {
    Analysis analysis;
    Study study = demo_study();
    const auto first = *analysis.run(study, {});
    study.scenario().travel.mode = Mode::car;
    REQUIRE((*analysis.run(study, {}))->coverage != first->coverage);
    study.scenario().travel.basis = Basis::straight_line;
    REQUIRE((*analysis.run(study, {}))->network == nullptr);
    const auto again = *analysis.run(demo_study(), {});
    REQUIRE(again->coverage == first->coverage);
    REQUIRE_FALSE(again->estimate);
}

TEST_CASE("the analysis gives the same bytes on any number of threads", "[analysis][threads]") {
    for (const Basis basis : {Basis::roads, Basis::straight_line}) {
        Study study = demo_study();
        study.scenario().travel.basis = basis;
        std::vector<std::shared_ptr<const Results>> all;
        for (const unsigned count : {1U, 2U, 4U}) {
            set_threads(count);
            all.push_back(*Analysis{}.run(study, {}));
        }
        set_threads(0);
        for (const auto& other : {all[1], all[2]}) {
            REQUIRE(same_bytes(*all[0]->time_trips, *other->time_trips));
            REQUIRE(same_bytes(*all[0]->length_trips, *other->length_trips));
            REQUIRE(all[0]->coverage == other->coverage);
        }
    }
}

TEST_CASE("children are conserved in every area of every level", "[analysis]") {
    Study study = demo_study();
    const auto results = *Analysis{}.run(study, {});
    for (const CoverageTable& table : results->coverage) {
        for (const Level level : all_levels) {
            const auto expected = counted(*study.data, level);
            REQUIRE(table.at(level).size() == expected.size());
            for (std::size_t a = 0; a < expected.size(); ++a) {
                const CoverageRow& row = table.at(level)[a];
                REQUIRE(row.children_milli == expected[a]);
                REQUIRE(row.children_milli ==
                        row.covered_milli + row.uncovered_milli + row.unreachable_milli + row.unplaced_milli);
            }
        }
        const CoverageRow& country = table.at(Level::country)[0];
        REQUIRE(country.covered_milli > 0);
        REQUIRE(country.uncovered_milli > 0);
        REQUIRE(country.unreachable_milli > 0);
    }
}

TEST_CASE("roads of one part of the country leave the rest unreachable, never estimated", "[analysis]") {
    Study study = demo_study();
    const Dataset& all = *study.data;
    const Box box = [&] {
        Box out;
        for (const Polygon& polygon : all.areas->at(Level::province).shape[0])
            for (const LonLat& p : polygon.outer) out.add(p);
        return out;
    }();
    auto roads = std::make_shared<Roads>(*all.roads);
    std::erase_if(roads->ways, [&](const Way& way) {
        for (const std::uint32_t n : roads->nodes_of(way))
            if (!box.contains(roads->nodes[n].lon, roads->nodes[n].lat)) return true;
        return false;
    });
    REQUIRE(roads->ways.size() < all.roads->ways.size());
    auto part = std::make_shared<Dataset>(all);
    part->roads = roads;
    study.data = part;
    const auto results = *Analysis{}.run(study, {});
    REQUIRE_FALSE(results->estimate);
    const auto& provinces = results->coverage[0].at(Level::province);
    REQUIRE(provinces[0].covered_milli > 0);
    std::size_t cut_off = 0;
    for (std::size_t i = 0; i < results->time_trips->size(); ++i) {
        const bool on = (*results->point_snaps)[i].on_network();
        const TripStatus status = (*results->time_trips)[i].status;
        REQUIRE((status == TripStatus::off_network) == !on);
        if (!on) ++cut_off;
    }
    REQUIRE(cut_off > results->time_trips->size() / 4);
    for (std::size_t a = 1; a < provinces.size(); ++a) REQUIRE(provinces[a].unreachable_milli > 0);
}

TEST_CASE("without roads the analysis is an estimate and says so", "[analysis]") {
    Study study = demo_study();
    auto bare = std::make_shared<Dataset>(*study.data);
    bare->roads = std::make_shared<const Roads>();
    study.data = bare;
    const auto results = *Analysis{}.run(study, {});
    REQUIRE(results->estimate);
    REQUIRE(results->network == nullptr);
    REQUIRE(results->point_snaps == nullptr);
    REQUIRE(results->coverage[0].at(Level::country)[0].unreachable_milli == 0);
    // A longer way round makes every trip longer.
    study.scenario().travel.detour_factor = 2.6;
    const auto longer = *Analysis{}.run(study, {});
    for (std::size_t i = 0; i < longer->time_trips->size(); ++i)
        REQUIRE((*longer->time_trips)[i].length_mm >= (*results->time_trips)[i].length_mm);
}

TEST_CASE("the analysis says what it lacks", "[analysis]") {
    Study study;
    REQUIRE(Analysis{}.run(study, {}).error().fault == Fault::needs_counts);
    study = demo_study();
    study.scenario().travel.place_kinds = 0;
    REQUIRE(Analysis{}.run(study, {}).error().fault == Fault::needs_places);
    study = demo_study();
    std::stop_source stop;
    stop.request_stop();
    REQUIRE(Analysis{}.run(study, Progress{stop.get_token(), nullptr}).error().fault == Fault::cancelled);
}

TEST_CASE("a stopped analysis keeps the stages that were finished", "[analysis][threads]") {
    Analysis analysis;
    Study study = demo_study();
    // Stopped from outside as soon as the search has begun: the network stands by then.
    std::stop_source stop;
    Progress::Meter meter;
    std::jthread watcher([&](const std::stop_token& done) {
        while (!done.stop_requested() && std::strcmp(meter.stage.load(), "analysis.stage.snap") != 0)
            std::this_thread::yield();
        stop.request_stop();
    });
    const auto stopped = analysis.run(study, Progress{stop.get_token(), &meter});
    watcher.request_stop();
    watcher.join();
    const bool was_stopped = !stopped;
    if (was_stopped) REQUIRE(stopped.error().fault == Fault::cancelled);
    // The next run reports no network stage: it was kept.
    Progress::Meter again;
    std::vector<std::string> stages;
    std::jthread reader([&](const std::stop_token& done) {
        const char* last = "";
        while (!done.stop_requested()) {
            const char* stage = again.stage.load();
            if (std::strcmp(stage, last) != 0) stages.emplace_back(stage);
            last = stage;
        }
    });
    const auto finished = analysis.run(study, Progress{{}, &again});
    reader.request_stop();
    reader.join();
    REQUIRE(finished);
    REQUIRE(std::find(stages.begin(), stages.end(), "analysis.stage.network") == stages.end());
    REQUIRE((*finished)->coverage == (*Analysis{}.run(study, {}))->coverage);
}

}  // namespace analysis_test
