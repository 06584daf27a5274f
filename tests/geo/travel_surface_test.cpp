// How long the way is from everywhere, and bands of it that promise no child too much.
#include "geo/study/travel_surface.h"

#include "geo/geom/measure.h"
#include "geo/study/analysis.h"
#include "tests/support/demo_data.h"
#include "tests/support/small_study.h"
#include "tests/support/test.h"

#include <numeric>

namespace travel_surface_test {

using namespace geo;

namespace {

Study demo_study() {
    Study study;
    study.data = test::demo_data();
    return study;
}

}  // namespace

TEST_CASE("each cell has the time of a child in its middle, and cells outside the areas have none",
          "[surface]") {
    const Study study = test::study_of_two();
    SurfaceQuestion question;
    question.cell_m = 2000;
    const auto surface = travel_surface(study, question, {});
    REQUIRE(surface);
    CHECK(surface->estimate);
    CHECK(surface->bands.empty());
    REQUIRE(surface->cost.size() == surface->frame.size());
    const Profile profile = profile_of(study.scenario().travel);
    std::size_t told = 0;
    for (std::size_t cell = 0; cell < surface->cost.size(); ++cell) {
        CHECK(surface->inside[cell] == (surface->cost[cell] != no_cost));
        if (!surface->inside[cell]) continue;
        ++told;
        const double metres =
            geodesic_metres(surface->frame.middle(cell), {100.1, 13.1}) * profile.detour_factor;
        CHECK(surface->cost[cell] == Approx(metres * 3600 / profile.straight_kmh).margin(2));
    }
    CHECK(told > 100);
}

TEST_CASE("bands hold each child's own trip, whatever the middle of its cell says", "[surface][demo]") {
    const Study study = demo_study();
    SurfaceQuestion question;
    question.cell_m = 3000;
    question.limits = {15 * 60'000, 30 * 60'000, 60 * 60'000};
    const auto surface = travel_surface(study, question, {});
    REQUIRE(surface);
    CHECK_FALSE(surface->estimate);
    REQUIRE(surface->bands.size() == 3);
    CHECK(surface->cells_moved > 0);

    Analysis analysis;
    Study asked = study;
    asked.scenario().travel.within = {{Metric::time, question.limits[0]},
                                      {Metric::time, question.limits[1]},
                                      {Metric::time, question.limits[2]}};
    const auto results = analysis.run(asked, {});
    REQUIRE(results);
    const Demand& demand = *(*results)->demand;
    const auto& trips = *(*results)->time_trips;
    std::int64_t before = 0;
    for (std::size_t b = 0; b < 3; ++b) {
        INFO(b);
        std::int64_t within = 0, drawn = 0;
        for (std::size_t i = 0; i < demand.size(); ++i) {
            if (demand.children_milli[i] == 0) continue;
            bool in_band = false;
            for (std::size_t inner = 0; inner <= b; ++inner)
                in_band = in_band || contains(surface->bands[inner].shape, demand.at[i]);
            const bool is_within =
                trips[i].status == TripStatus::reached && trips[i].time_ms <= question.limits[b];
            if (is_within) within += demand.children_milli[i];
            if (in_band) {
                CHECK(is_within);
                drawn += demand.children_milli[i];
            }
        }
        CHECK(surface->bands[b].within_milli == within);
        CHECK(surface->bands[b].drawn_milli == drawn);
        CHECK(drawn > before);
        before = drawn;
    }
}

TEST_CASE("bands of one area are drawn in it alone", "[surface][demo]") {
    const Study study = demo_study();
    const Areas& areas = *study.data->areas;
    SurfaceQuestion question;
    question.area_code = areas.at(Level::amphoe).code[3];
    question.cell_m = 500;
    question.limits = {30 * 60'000};
    const auto surface = travel_surface(study, question, {});
    REQUIRE(surface);
    const MultiPolygon& amphoe = areas.at(Level::amphoe).shape[3];
    std::size_t told = 0;
    double furthest_m = 0;
    for (std::size_t cell = 0; cell < surface->cost.size(); ++cell)
        if (surface->cost[cell] != no_cost) {
            ++told;
            furthest_m = std::max(furthest_m, metres_outside(amphoe, surface->frame.middle(cell)));
        }
    CHECK(told > 100);
    CHECK(furthest_m < surface->cell_m);
}

TEST_CASE("the children of an area are counted in its bands wherever their homes lie", "[surface][demo]") {
    Study study = demo_study();
    const Areas& areas = *study.data->areas;
    const AreaId amphoe{std::uint32_t{3}};
    const auto is_of_it = [&](AreaId tambon) {
        return areas.ancestor(areas.finest(), tambon, Level::amphoe) == amphoe;
    };
    // A village whose point was kept though it lies north of all of its amphoe.
    auto villages = *study.data->villages;
    const double north = box_of(areas.at(Level::amphoe).shape[3]).max_y;
    const auto moved = std::find_if(villages.begin(), villages.end(),
                                    [&](const Village& one) { return is_of_it(one.area); });
    REQUIRE(moved != villages.end());
    moved->at.lat = north + 0.004;
    Dataset data = *study.data;
    data.villages = std::make_shared<const std::vector<Village>>(std::move(villages));
    study.data = std::make_shared<const Dataset>(std::move(data));

    SurfaceQuestion question;
    question.area_code = areas.at(Level::amphoe).code[3];
    question.cell_m = 1000;
    question.limits = {no_cost - 1};
    const auto surface = travel_surface(study, question, {});
    REQUIRE(surface);
    Analysis analysis;
    study.scenario().travel.within = {{Metric::time, 30 * 60'000}};
    const auto results = analysis.run(study, {});
    REQUIRE(results);
    const Demand& demand = *(*results)->demand;
    std::int64_t reached = 0, outside = 0;
    for (std::size_t i = 0; i < demand.size(); ++i) {
        if (!is_of_it(demand.area[i]) || (*results)->time_trips->at(i).status != TripStatus::reached)
            continue;
        reached += demand.children_milli[i];
        if (demand.at[i].lat > north) outside += demand.children_milli[i];
    }
    CHECK(outside > 0);
    CHECK(surface->bands[0].within_milli == reached);
    CHECK(surface->bands[0].drawn_milli == reached - outside);
}

TEST_CASE("a surface that cannot be is refused in words", "[surface]") {
    const Study study = test::study_of_two();
    const auto fault = [&](const SurfaceQuestion& question) {
        const auto surface = travel_surface(study, question, {});
        REQUIRE_FALSE(surface);
        return surface.error().fault;
    };
    SurfaceQuestion question;
    question.area_code = "99";
    CHECK(fault(question) == Fault::not_found);
    question.area_code.clear();
    question.cell_m = 1;
    CHECK(fault(question) == Fault::too_large);
    question.cell_m = -1;
    CHECK(fault(question) == Fault::bad_value);
    question.cell_m = 1000;
    question.limits = {2000, 1000};
    CHECK(fault(question) == Fault::bad_value);
}

TEST_CASE("cells become shapes with holes, and a frame knows its cells", "[surface]") {
    const CellFrame frame{4, 3, 100, 14, 0.1, 0.1};
    CHECK(frame.cell_at(frame.middle(7)) == 7);
    CHECK(frame.cell_at({99.99, 13.9}) == frame.size());
    CHECK(frame.cell_at({100.05, 13.65}) == frame.size());
    const std::vector<std::uint8_t> classes = {1, 1, 1, 0, 1, 2, 1, 0, 1, 1, 1, 2};
    const auto shapes = cell_outlines(frame, classes, 2);
    REQUIRE(shapes);
    REQUIRE(shapes->size() == 2);
    REQUIRE((*shapes)[0].size() == 1);
    CHECK((*shapes)[0][0].holes.size() == 1);
    CHECK((*shapes)[1].size() == 2);
    CHECK(contains((*shapes)[0], frame.middle(0)));
    CHECK_FALSE(contains((*shapes)[0], frame.middle(5)));
    CHECK(contains((*shapes)[1], frame.middle(5)));
    CHECK(contains((*shapes)[1], frame.middle(11)));
}

}  // namespace travel_surface_test
