// The trip that is explained is the trip that the results count.
#include "geo/study/explained_trip.h"

#include "geo/study/analysis.h"
#include "tests/support/demo_data.h"
#include "tests/support/test.h"

#include <algorithm>

namespace explained_trip_test {

using namespace geo;

namespace {

Study study_with_a_unit() {
    Study study;
    study.data = test::demo_data();
    add_unit(study.scenario(), (*study.data->villages)[40].at);
    return study;
}

}  // namespace

TEST_CASE("from each demand point the explained trip is that of the results", "[trip][analysis]") {
    Study study = study_with_a_unit();
    Travel& travel = study.scenario().travel;
    travel.basis = GENERATE(Basis::roads, Basis::straight_line);
    const bool by_length = GENERATE(false, true);
    if (by_length) travel.within = {Threshold{Metric::length, 6000000}};
    const auto results = *Analysis{}.run(study, {});
    const std::vector<Trip>& trips = by_length ? *results->length_trips : *results->time_trips;
    TripExplainer explainer;
    std::size_t reached = 0, to_the_unit = 0;
    for (std::size_t i = 0; i < trips.size(); i += 7) {
        const LonLat home = results->demand->at[i];
        const ExplainedTrip one = *explainer.explain(results, profile_of(travel), home, {});
        INFO("point " << i);
        REQUIRE(one.route.trip == trips[i]);
        if (trips[i].status != TripStatus::reached) continue;
        ++reached;
        to_the_unit += results->destinations.is_unit(trips[i].source) ? 1 : 0;
        REQUIRE(one.to == results->destinations.at(trips[i].source));
        std::uint64_t ms = 0, mm = 0;
        for (const Part& part : one.parts) {
            ms += part.time_ms;
            mm += part.length_mm;
        }
        if (travel.basis == Basis::straight_line) {
            REQUIRE(one.parts.empty());
            continue;
        }
        REQUIRE(ms == trips[i].time_ms);
        REQUIRE(mm == trips[i].length_mm);
        REQUIRE(one.straight_mm <= mm + 2);
    }
    CHECK(reached > 20);
    CHECK(to_the_unit > 0);
}

TEST_CASE("an explainer that was asked about other results answers for the new ones", "[trip][analysis]") {
    Study study = study_with_a_unit();
    Analysis analysis;
    TripExplainer explainer;
    const LonLat home = study.scenario().units.front().at;
    const auto with = *analysis.run(study, {});
    const Profile profile = profile_of(study.scenario().travel);
    CHECK(with->destinations.is_unit(explainer.explain(with, profile, home, {})->route.trip.source));
    study.scenario().units.clear();
    const auto without = *analysis.run(study, {});
    CHECK_FALSE(
        without->destinations.is_unit(explainer.explain(without, profile, home, {})->route.trip.source));
}

TEST_CASE("points of an area go from near to far, and half of the children are passed at the median",
          "[trip]") {
    Results results;
    auto demand = std::make_shared<Demand>();
    auto trips = std::make_shared<std::vector<Trip>>();
    Areas areas;
    areas.at(Level::province).code = {"10"};
    areas.at(Level::province).parent = {AreaId{0U}};
    const auto point = [&](std::uint32_t ms, std::int64_t children, TripStatus status = TripStatus::reached) {
        demand->at.emplace_back();
        demand->area.push_back(AreaId{0U});
        demand->children_milli.push_back(children);
        trips->push_back({status, 0, status == TripStatus::reached ? ms : no_cost, no_cost, 0});
    };
    point(900000, 1000);
    point(0, 6000, TripStatus::unreachable);
    point(300000, 4000);
    point(900000, 1000);
    results.demand = demand;
    results.time_trips = trips;
    const auto points = points_by_trip(areas, results, Level::province, AreaId{0U});
    REQUIRE(points == std::vector<std::uint32_t>{2, 0, 3, 1});
    // 4 of 12 thousand, 5, 6: the third is the half.
    CHECK(median_point(results, points) == 3);
    demand->children_milli[1] = 6001;
    CHECK(median_point(results, points) == 1);
}

}  // namespace explained_trip_test
