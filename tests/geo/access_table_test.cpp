// Access by area: means of children, what is no number, and the supply that lies there; and what an analysis
// makes of places, planned units and changes.
#include "geo/access/access_table.h"

#include "geo/study/analysis.h"
#include "tests/support/demo_data.h"
#include "tests/support/small_study.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace access_table_test {

using namespace geo;
using test::near;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct Small {
    Study study = test::study_of_two();
    Demand demand = *build_demand(*study.data, {});
    PointAccess points;
    Supply supply;
    Small() {
        // Tambon of 1000, 800, 600, 400 | 300 children; the others have no point with children.
        points.value.assign(demand.size(), 0);
        points.has_supply.assign(demand.size(), false);
        const double values[] = {0.1, 0.2, 0, 0.4, 0.5};
        for (std::size_t i = 0; i < demand.size() && demand.area[i].row() < 5; ++i) {
            points.value[i] = values[demand.area[i].row()];
            points.has_supply[i] = points.value[i] > 0;
        }
        supply.learners = {50, 70, 0, 30};
        supply.area = {AreaId{std::size_t{0}}, AreaId{std::size_t{4}}, AreaId{std::size_t{1}}, AreaId{}};
        supply.all = 150;
    }
    AccessTable table(AccessMethod method = AccessMethod::two_step) const {
        return access_table(*study.data->areas, demand, points, supply, method, Threshold{});
    }
};

Study demo_study() {
    Study study;
    study.data = test::demo_data();
    study.map.indicator = Indicator::access;
    return study;
}

}  // namespace

TEST_CASE("an area's access is the mean of its children", "[access]") {
    const Small small;
    const AccessTable table = small.table();
    REQUIRE(*table.at(Level::tambon, 0).equity.mean == 0.1);
    REQUIRE(table.at(Level::tambon, 2).status == AccessStatus::no_access);
    REQUIRE(*table.at(Level::tambon, 2).equity.mean == 0);
    REQUIRE(table.at(Level::tambon, 2).without_milli == 600000);
    REQUIRE(table.at(Level::tambon, 5).status == AccessStatus::hidden);
    REQUIRE(table.at(Level::tambon, 6).status == AccessStatus::no_data);
    REQUIRE(table.at(Level::tambon, 7).status == AccessStatus::no_children);
    REQUIRE(near(*table.at(Level::amphoe, 0).equity.mean, (100 + 160) / 1800.0));
    REQUIRE(near(*table.at(Level::province, 0).equity.mean, (100 + 160 + 160) / 2800.0));
    const AccessRow& country = table.at(Level::country, 0);
    REQUIRE(near(*country.equity.mean, (100 + 160 + 160 + 150) / 3100.0));
    REQUIRE(country.children_milli == 3100000);
    REQUIRE(country.without_milli == 600000);
    // What lies outside all areas is the country's alone.
    REQUIRE(table.at(Level::tambon, 0).supply == 50);
    REQUIRE(table.at(Level::province, 0).supply == 50);
    REQUIRE(table.at(Level::province, 1).supply == 70);
    REQUIRE(country.supply == 150);
}

TEST_CASE("RAAM's mean is of those who have supply, and without any there is none", "[access][raam]") {
    Small small;
    for (std::size_t i = 0; i < small.points.value.size(); ++i)
        if (!small.points.has_supply[i]) small.points.value[i] = none;
    const AccessTable table = small.table(AccessMethod::raam);
    REQUIRE(table.at(Level::tambon, 2).status == AccessStatus::no_supply);
    REQUIRE_FALSE(table.at(Level::tambon, 2).equity.mean);
    REQUIRE(near(*table.at(Level::country, 0).equity.mean, (100 + 160 + 160 + 150) / 2500.0));
    REQUIRE(table.at(Level::country, 0).without_milli == 600000);
    REQUIRE_FALSE(table.at(Level::country, 0).equity.gini);
    REQUIRE(*table.at(Level::country, 0).equity.worst == 0.5);
}

TEST_CASE("groups have the access of their areas, and the best is told from the worst", "[access]") {
    const Small small;
    Rollup rollup;
    rollup.name = "zones";
    const auto group = [&](const char* name, std::vector<std::size_t> rows) {
        Rollup::Group out;
        out.name = name;
        for (const std::size_t row : rows) {
            out.members.emplace_back(Level::tambon, AreaId{row});
            out.finest.emplace_back(row);
        }
        rollup.groups.push_back(out);
    };
    group("border", {2, 3});
    group("plain", {0, 1, 4});
    group("silent", {5});
    const Areas& areas = *small.study.data->areas;
    const auto rows =
        group_access(areas, rollup, small.demand, small.points, small.supply, AccessMethod::two_step);
    REQUIRE(near(*rows[0].equity.mean, 160 / 1000.0));
    REQUIRE(rows[0].children_milli == 1000000);
    REQUIRE(rows[0].without_milli == 600000);
    REQUIRE(near(*rows[1].equity.mean, (100 + 160 + 150) / 2100.0));
    REQUIRE(rows[1].supply == 120);
    REQUIRE(rows[2].status == AccessStatus::hidden);
    const auto gap = gap_of(rows, AccessMethod::two_step);
    REQUIRE(gap);
    REQUIRE(gap->best == 1);
    REQUIRE(gap->worst == 0);
    REQUIRE(near(gap->gap, 410 / 2100.0 - 0.16));
    REQUIRE(gap_of(rows, AccessMethod::raam)->best == 0);
    REQUIRE_FALSE(gap_of(std::span(rows).subspan(1), AccessMethod::two_step));

    CoverageCsvOptions options;
    options.levels = {Level::province};
    const AccessTable table = small.table();
    OutTable out = access_out(areas, table, options);
    add_group_rows(out, rollup, rows, table, options);
    REQUIRE(out.rows.size() == 5);
    for (const auto& row : out.rows) REQUIRE(row.size() == out.columns.size());
    REQUIRE(out.rows[0][6] == "0.150000");
    REQUIRE(out.rows[2][0] == "border");
    REQUIRE(out.rows[4][6].empty());
    REQUIRE(out.rows[4][7] == "hidden");
    REQUIRE(out.rows[4][9].empty());
}

TEST_CASE("an analysis gives access with the children of coverage, and all supply that is reached",
          "[access][analysis]") {
    Study study = demo_study();
    Analysis analysis;
    const auto results = *analysis.run(study, {});
    REQUIRE(results->access != nullptr);
    const AccessResults& access = *results->access;
    for (const Level level : all_levels)
        for (std::size_t a = 0; a < study.data->areas->at(level).size(); ++a)
            REQUIRE(access.table.at(level, a).children_milli ==
                    results->coverage[0].at(level)[a].children_milli);
    // Whoever is covered has a place within the limit, and only they.
    std::int64_t without = 0;
    for (std::size_t i = 0; i < results->demand->size(); ++i) {
        const Trip& trip = (*results->time_trips)[i];
        const bool covered = trip.status == TripStatus::reached && trip.time_ms <= access.table.within.limit;
        REQUIRE(access.points.has_supply[i] == covered);
        if (!covered) without += results->demand->children_milli[i];
    }
    REQUIRE(access.table.at(Level::country, 0).without_milli == without);
    REQUIRE(access.supply.without_capacity == 0);
    REQUIRE(access.table.at(Level::country, 0).supply == access.supply.all);
    double given = 0;
    for (std::size_t i = 0; i < results->demand->size(); ++i)
        given += access.points.value[i] * double(results->demand->children_milli[i]) / 1000;
    REQUIRE(given <= double(access.supply.all) * (1 + 1e-9));
    REQUIRE(given > 0.9 * double(access.supply.all));

    // What changes is what a computation from nothing gives: a unit with room, moved, a place closed, a rule.
    const auto as_from_nothing = [&] {
        const auto again = *analysis.run(study, {});
        const auto fresh = *Analysis{}.run(study, {});
        REQUIRE(again->access->points.value == fresh->access->points.value);
        REQUIRE(again->access->supply.all == fresh->access->supply.all);
        return again;
    };
    const LonLat at = results->demand->at[results->demand->size() / 2];
    const UnitId id = add_unit(study.scenario(), at);
    const auto no_room = *analysis.run(study, {});
    REQUIRE(no_room->access->supply.without_capacity == 1);
    REQUIRE(no_room->access->supply.all == access.supply.all);
    unit_of(study.scenario(), id)->capacity = 500;
    const auto with_unit = as_from_nothing();
    REQUIRE(with_unit->access->supply.all == access.supply.all + 500);
    REQUIRE(*with_unit->access->table.at(Level::country, 0).equity.mean >
            *access.table.at(Level::country, 0).equity.mean);
    REQUIRE(with_unit->access->supply.area.back().valid());
    study.scenario().travel.basis = Basis::straight_line;  // the same stages without a network to build
    as_from_nothing();
    unit_of(study.scenario(), id)->at = results->demand->at.front();
    as_from_nothing();
    set_open(study.scenario(), study.data->places->front(), false);
    const auto closed = as_from_nothing();
    REQUIRE(closed->access->supply.all < access.supply.all + 500);
    study.scenario().access.supply = SupplyRule::one_each;
    REQUIRE(as_from_nothing()->access->supply.all == std::int64_t(closed->destinations.fitting.size()));

    // RAAM has no limit in length, and coverage stands all the same.
    study.scenario().access.method = AccessMethod::raam;
    study.scenario().travel.within = {Threshold{Metric::length, 6000000}};
    const auto refused = *analysis.run(study, {});
    REQUIRE(refused->access == nullptr);
    REQUIRE(refused->no_access);
    REQUIRE(refused->coverage.size() == 1);
    study.scenario().travel.within = {Threshold{}};
    REQUIRE((*analysis.run(study, {}))->access->run.rounds > 1);
}

TEST_CASE("access is computed where the map shows it, and again where its rules change",
          "[access][analysis]") {
    Study study = demo_study();
    study.map.indicator = Indicator::share_covered;
    REQUIRE((*Analysis{}.run(study, {}))->access == nullptr);
    Study asked = study;
    asked.map.indicator = Indicator::access;
    REQUIRE_FALSE(answers(study, asked));
    REQUIRE(answers(asked, study));
    Study other = asked;
    other.scenario().access.method = AccessMethod::raam;
    REQUIRE_FALSE(answers(asked, other));
    other.map.indicator = Indicator::children;
    REQUIRE(answers(asked, other));
}

}  // namespace access_table_test
