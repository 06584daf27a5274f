#include "geo/access/beside.h"

#include "geo/access/coverage_table.h"
#include "geo/study/analysis.h"
#include "tests/support/demo_data.h"
#include "tests/support/test.h"

namespace beside_test {

using namespace geo;

TEST_CASE("who is lost in the rains is counted child by child, in every area", "[coverage][season]") {
    Study study;
    study.data = test::demo_data();
    study.scenario().travel.within = {Threshold{}, Threshold{Metric::length, 6000000}};
    Analysis analysis;
    const auto dry = *analysis.run(study, {});
    study.scenario().travel.season = Season::rainy;
    study.scenario().travel.unpaved_in_rain = UnpavedInRain::closed;
    const auto rainy = *analysis.run(study, {});
    const Areas& areas = *study.data->areas;
    std::vector<std::vector<Beside>> columns(2);
    for (std::size_t t = 0; t < 2; ++t) {
        const Threshold& within = dry->coverage[t].within;
        const auto& first = t == 0 ? *dry->time_trips : *dry->length_trips;
        const auto& second = t == 0 ? *rainy->time_trips : *rainy->length_trips;
        columns[t] = {covered_beside("covered_rainy", rainy->coverage[t]),
                      lost_beside("lost_in_rain", areas, *dry->demand, within, first, second)};
        std::int64_t lost = 0;
        for (std::size_t i = 0; i < dry->demand->size(); ++i) {
            const auto reached = [&](const Trip& trip) {
                return (t == 0 ? trip.time_ms : trip.length_mm) <= within.limit;
            };
            if (reached(first[i]) && !reached(second[i])) lost += dry->demand->children_milli[i];
        }
        REQUIRE(lost > 0);
        for (const Level level : all_levels) {
            std::int64_t sum = 0;
            for (std::size_t a = 0; a < areas.at(level).size(); ++a) {
                const std::int64_t here = columns[t][1].at(level, a);
                sum += here;
                REQUIRE(here >= dry->coverage[t].at(level)[a].covered_milli - columns[t][0].at(level, a));
                REQUIRE(here <= dry->coverage[t].at(level)[a].covered_milli);
            }
            REQUIRE(sum == lost);
        }
    }
    CoverageCsvOptions options;
    options.levels = {Level::province, Level::tambon};
    OutTable table = coverage_table(areas, dry->coverage, options);
    const OutTable without = table;
    add_beside(table, dry->coverage, options.levels, columns);
    REQUIRE(table.columns.size() == without.columns.size() + 2);
    REQUIRE(table.columns.back().name == "lost_in_rain");
    // Where nobody was counted there is no number, in these columns as in the others.
    std::size_t empty = 0;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        REQUIRE(table.rows[r].size() == table.columns.size());
        REQUIRE(table.rows[r][6].empty() == table.rows[r].back().empty());  // covered
        empty += table.rows[r].back().empty() ? 1 : 0;
    }
    REQUIRE(empty > 0);
}

TEST_CASE("the circle holds all whom the road brings, and more", "[coverage]") {
    Study study;
    study.data = test::demo_data();
    study.scenario().travel.within = {Threshold{Metric::length, 6000000}};
    Analysis analysis;
    const auto by_road = *analysis.run(study, {});
    study.scenario().travel.basis = Basis::straight_line;
    study.scenario().travel.detour_factor = 1;
    const auto line = *analysis.run(study, {});
    const Areas& areas = *study.data->areas;
    const Threshold within = study.scenario().travel.within[0];
    const auto [circle, only] =
        circle_beside(areas, *by_road->demand, within, *line->length_trips, *by_road->length_trips);
    REQUIRE(circle.known);
    REQUIRE(only.at(Level::country, 0) > 0);
    for (const Level level : all_levels)
        for (std::size_t a = 0; a < areas.at(level).size(); ++a) {
            const std::int64_t road = by_road->coverage[0].at(level)[a].covered_milli;
            REQUIRE(circle.at(level, a) == line->coverage[0].at(level)[a].covered_milli);
            REQUIRE(circle.at(level, a) - only.at(level, a) == road);
        }
    for (const Beside& none :
         circle_beside(areas, *by_road->demand, Threshold{}, *line->length_trips, *by_road->length_trips))
        REQUIRE_FALSE(none.known);
}

TEST_CASE("faster travel covers no fewer children", "[coverage][speeds]") {
    Study study;
    study.data = test::demo_data();
    Analysis analysis;
    std::int64_t before = -1;
    for (const Pace pace : all_paces) {
        study.scenario().travel.pace = pace;
        const auto results = *analysis.run(study, {});
        const std::int64_t covered = results->coverage[0].at(Level::country)[0].covered_milli;
        REQUIRE(covered > before);
        before = covered;
    }
}

TEST_CASE("the map of those lost in the rains adds up, in either season", "[coverage][season][analysis]") {
    Study study;
    study.data = test::demo_data();
    Analysis analysis;
    REQUIRE((*analysis.run(study, {}))->lost_in_rain[0].empty());
    study.map.indicator = Indicator::lost_in_rain;
    const auto dry = *analysis.run(study, {});
    const Areas& areas = *study.data->areas;
    study.scenario().travel.season = Season::rainy;
    const auto rainy = *analysis.run(study, {});
    REQUIRE(rainy->lost_in_rain == dry->lost_in_rain);
    const Beside exact = lost_beside("lost", areas, *dry->demand, dry->coverage[0].within, *dry->time_trips,
                                     *rainy->time_trips);
    std::int64_t before = dry->lost_in_rain[0][0];
    REQUIRE(before > 100);
    for (const Level level : all_levels) {
        std::int64_t sum = 0;
        for (std::size_t a = 0; a < areas.at(level).size(); ++a) {
            const std::int64_t here = dry->lost_in_rain[static_cast<std::size_t>(level)][a];
            sum += here;
            REQUIRE(std::abs(here * 1000 - exact.at(level, a)) < 1000);
        }
        REQUIRE(sum == before);
    }
    // A place that closes changes both seasons.
    study.scenario().travel.place_kinds = 1U << static_cast<unsigned>(PlaceKind::learning_unit);
    REQUIRE((*analysis.run(study, {}))->lost_in_rain != dry->lost_in_rain);
}

}  // namespace beside_test
