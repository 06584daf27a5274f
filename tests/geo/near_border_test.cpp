// Who may be nearer to a place beyond the border, where no file has one.
#include "geo/study/near_border.h"

#include "geo/study/analysis.h"
#include "tests/support/small_study.h"
#include "tests/support/test.h"

#include <numeric>

namespace near_border_test {

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

/// One road along the strip, one from its second village northwards by the nodes given.
Roads along_and_north(const std::vector<LonLat>& north_of_it) {
    Roads roads;
    roads.nodes = {{100.1, 13.1}, {100.3, 13.1}, {101.5, 13.1}};
    roads.way_nodes = {0, 1, 2, 1};
    for (const LonLat& node : north_of_it) {
        roads.way_nodes.push_back(static_cast<std::uint32_t>(roads.nodes.size()));
        roads.nodes.push_back(node);
    }
    Way along, north;
    along.id = 1;
    along.count = 3;
    north.id = 2;
    north.first = 3;
    north.count = static_cast<std::uint32_t>(north_of_it.size() + 1);
    along.road_class = north.road_class = RoadClass::tertiary;
    roads.ways = {along, north};
    return roads;
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
    // The way is twice as long as the line.
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
    // One inside the areas, a little too far for the third village by the road, says nothing of what is
    // beyond.
    Study inside = with_reach(14000);
    inside.scenario().travel.detour_factor = 1.1;
    inside.scenario().travel.within = {{Metric::length, 15'400'000}};  // 14 km of reach
    const NearBorder alone = looked_at(inside);
    put_place(inside, {100.5, 13.19});
    CHECK(alone.total_milli == 2'100'000);
    CHECK(looked_at(inside).total_milli == 1'500'000);  // the third tambon (600) is covered, the others stay
}

TEST_CASE("where all provinces are loaded nobody is near a border, beyond it is another country",
          "[near_border]") {
    Study study = with_reach(14000);
    Dataset data = *study.data;
    Areas areas = *data.areas;
    const auto add = [&](Level level, std::size_t parent) {
        AreaLevel& rows = areas.at(level);
        rows.code.push_back("x" + std::to_string(rows.size()));
        rows.name_th.emplace_back();
        rows.name_en.emplace_back();
        rows.parent.push_back(AreaId{parent});
        rows.shape.emplace_back();
        rows.inner.push_back({0, 0});
    };
    while (areas.at(Level::province).size() < 77) add(Level::province, 0);
    Areas without = areas;  // a layer of provinces alone
    for (std::size_t p = 2; p < 77; ++p) {
        add(Level::amphoe, p);
        add(Level::tambon, areas.at(Level::amphoe).size() - 1);
    }
    data.areas = std::make_shared<const Areas>(areas);
    const auto results = computed(study);
    study.data = std::make_shared<const Dataset>(data);
    const auto near = near_border(study, *results, 0, {});
    REQUIRE(near);
    CHECK(near->total_milli == 0);
    data.areas = std::make_shared<const Areas>(without);
    study.data = std::make_shared<const Dataset>(data);
    CHECK(near_border(study, *results, 0, {})->total_milli == 2'100'000);
}

TEST_CASE("where roads are loaded beyond the areas a border counts only where they go on", "[near_border]") {
    Study study = with_reach(14000);
    study.scenario().travel.basis = Basis::roads;
    Dataset data = *study.data;
    // One road along the strip, one from the second village to 14.4 km north of it, 3.3 km beyond the border.
    const Roads roads = along_and_north({{100.3, 13.215}, {100.3, 13.23}});
    data.roads = std::make_shared<const Roads>(roads);
    study.data = std::make_shared<const Dataset>(data);
    const NearBorder near = looked_at(study);
    CHECK(near.roads_beyond);
    CHECK(near.total_milli == 800'000);
    CHECK(near.areas == 1);
    CHECK(near.point_milli.at(1) == 800'000);
}

TEST_CASE("a lake between tambon, a cut road and a road of the plan are no border", "[near_border]") {
    // The third tambon has no shape of its own: a hole, unless its province has one.
    Study study = with_reach(6000);
    Dataset data = *study.data;
    Areas areas = *data.areas;
    areas.at(Level::tambon).shape[2].clear();
    Village village;
    village.id = "v";
    village.at = {100.5, 13.1};
    village.area = AreaId{std::size_t{2}};
    data.villages = std::make_shared<const std::vector<Village>>(std::vector{village});
    data.areas = std::make_shared<const Areas>(areas);
    study.data = std::make_shared<const Dataset>(data);
    CHECK(looked_at(study).total_milli == 600'000);
    areas.at(Level::province).shape[0] = {{{{100, 13}, {100.8, 13}, {100.8, 13.2}, {100, 13.2}}, {}}};
    data.areas = std::make_shared<const Areas>(areas);
    study.data = std::make_shared<const Dataset>(data);
    CHECK(looked_at(study).total_milli == 0);
    // Roads that end half a kilometre over the border, as an extract cuts them; nothing lies beyond.
    const Roads roads = along_and_north({{100.3, 13.204}});
    Study cut = with_reach(14000);
    cut.scenario().travel.basis = Basis::roads;
    Dataset with_roads = *cut.data;
    with_roads.roads = std::make_shared<const Roads>(roads);
    cut.data = std::make_shared<const Dataset>(with_roads);
    CHECK_FALSE(looked_at(cut).roads_beyond);
    // A road that is planned far beyond is none of today's.
    add_road_edit(cut.scenario(),
                  NewRoad{{{100.3, 13.1}, {100.3, 13.25}}, RoadClass::tertiary, Surface::paved});
    CHECK_FALSE(looked_at(cut).roads_beyond);
}

}  // namespace near_border_test
