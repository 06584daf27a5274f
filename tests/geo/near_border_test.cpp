// Who may be nearer to a place beyond the border, where no file has one.
#include "geo/study/near_border.h"

#include "geo/study/analysis.h"
#include "tests/support/small_study.h"
#include "tests/support/test.h"

#include <numeric>

using namespace geo;

namespace {

/// The two provinces, a strip of 1.6 by 0.2 degrees: within 10 km as the crow flies, without a detour.
Study strip() {
    Study study = test::study_of_two();
    study.scenario().travel.within = {{Metric::length, 10'000'000}};
    study.scenario().travel.detour_factor = 1;
    return study;
}

std::shared_ptr<const Results> computed(const Study& study) {
    auto results = Analysis{}.run(study, {});
    REQUIRE(results);
    return *results;
}

NearBorder looked_at(const Study& study) {
    auto near = near_border(study, *computed(study), 0, {});
    REQUIRE(near);
    return *near;
}

void put_place(Study& study, LonLat at) {
    Dataset data = *study.data;
    auto places = *data.places;
    Place place = places.front();
    place.id = "beyond";
    place.at = at;
    place.area = {};
    places.push_back(place);
    data.places = std::make_shared<const std::vector<Place>>(places);
    study.data = std::make_shared<const Dataset>(data);
}

/// A village of each tambon stands at its inner point, 0.1 degrees (11 km) from the long borders.
Study with_reach(std::uint32_t metres) {
    Study study = strip();
    study.scenario().travel.within = {{Metric::length, metres * 1000}};
    return study;
}

}  // namespace

TEST_CASE("who is not covered near a border without places beyond is told, by area", "[near_border]") {
    // 11 km from the border, 14 km looked at: all but the tambon of the unit itself, and those without a
    // number.
    const NearBorder near = looked_at(with_reach(14000));
    CHECK(near.total_milli == 2'100'000);
    CHECK(near.areas == 4);
    CHECK(near.reach_m == Approx(14000));
    CHECK_FALSE(near.roads_beyond);
    CHECK(std::accumulate(near.point_milli.begin(), near.point_milli.end(), std::int64_t{0}) ==
          near.total_milli);
    // The border is farther than the limit reaches.
    CHECK(looked_at(with_reach(6000)).total_milli == 0);
    // The straight line is 1.3 times as long on the ground.
    Study winding = with_reach(14000);
    winding.scenario().travel.detour_factor = 2;
    CHECK(looked_at(winding).total_milli == 0);
}

TEST_CASE("a place beyond the border answers for its surroundings", "[near_border]") {
    Study study = with_reach(14000);
    // North of the second tambon (800 children): 13 km from its village, 24 km from the next ones.
    put_place(study, {100.3, 13.217});
    const NearBorder near = looked_at(study);
    CHECK(near.total_milli == 1'300'000);
    // One inside the areas says nothing of what is beyond.
    Study inside = with_reach(14000);
    put_place(inside, {100.39, 13.19});
    CHECK(looked_at(inside).areas >= 3);
}

TEST_CASE("where all provinces are loaded nobody is near a border, beyond it is another country",
          "[near_border]") {
    Study study = with_reach(14000);
    Dataset data = *study.data;
    Areas areas = *data.areas;
    auto& provinces = areas.at(Level::province);
    while (provinces.size() < 77) {
        provinces.code.push_back("x" + std::to_string(provinces.size()));
        provinces.name_th.emplace_back();
        provinces.name_en.emplace_back();
        provinces.parent.push_back(AreaId{std::size_t{0}});
        provinces.shape.emplace_back();
        provinces.inner.push_back({0, 0});
    }
    data.areas = std::make_shared<const Areas>(areas);
    const auto results = computed(study);
    study.data = std::make_shared<const Dataset>(data);
    const auto near = near_border(study, *results, 0, {});
    REQUIRE(near);
    CHECK(near->total_milli == 0);
}

TEST_CASE("where roads are loaded beyond the areas a border counts only where they go on", "[near_border]") {
    Study study = with_reach(14000);
    study.scenario().travel.basis = Basis::roads;
    Dataset data = *study.data;
    // One road along the strip, one from the second village to 12.8 km north of it, 1.7 km beyond the border.
    Roads roads;
    roads.nodes = {{100.1, 13.1}, {100.3, 13.1}, {101.5, 13.1}, {100.3, 13.215}};
    roads.way_nodes = {0, 1, 2, 1, 3};
    Way along, north;
    along.id = 1;
    along.count = 3;
    north.id = 2;
    north.first = 3;
    north.count = 2;
    along.road_class = north.road_class = RoadClass::tertiary;
    roads.ways = {along, north};
    data.roads = std::make_shared<const Roads>(roads);
    study.data = std::make_shared<const Dataset>(data);
    const NearBorder near = looked_at(study);
    CHECK(near.roads_beyond);
    CHECK(near.total_milli == 800'000);
    CHECK(near.areas == 1);
    CHECK(near.point_milli.at(1) == 800'000);
}
