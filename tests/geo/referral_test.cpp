// Find, help, refer: each step goes on from the place of the step before.
#include "geo/study/referral.h"

#include "geo/geom/measure.h"
#include "geo/study/analysis.h"
#include "tests/support/demo_data.h"
#include "tests/support/small_study.h"
#include "tests/support/test.h"

namespace referral_test {

using namespace geo;

namespace {

Place place_of(const std::string& id, PlaceKind kind, LonLat at) {
    Place place;
    place.id = id;
    place.name_th = id;
    place.kind = kind;
    place.has_position = true;
    place.at = at;
    return place;
}

/// A unit in the west, a school in the middle of the east; villages of 1000, 800, 600, 400 and 300 children
/// at the middles of the first five tambon.
Study study_of(const std::vector<Place>& more) {
    Study study = test::study_of_two();
    Dataset data = *study.data;
    auto places = *data.places;
    places.insert(places.end(), more.begin(), more.end());
    data.places = std::make_shared<const std::vector<Place>>(places);
    study.data = std::make_shared<const Dataset>(data);
    return study;
}

Referral referred(const Study& study, const std::vector<ReferralStep>& steps = usual_referral()) {
    auto run = referral(study, steps, {});
    REQUIRE(run);
    return *run;
}

const Place school = place_of("s1", PlaceKind::school, {100.9, 13.1});

}  // namespace

TEST_CASE("each step of a referral goes on from the place before, and one that is missing is named",
          "[referral]") {
    const Study study = study_of({school});
    const Referral run = referred(study);
    CHECK(run.estimate);
    CHECK(run.places == std::vector<std::size_t>{1, 1, 0});
    CHECK(run.children_milli == 3'100'000);
    CHECK(run.led_milli == std::vector<std::int64_t>{3'100'000, 3'100'000, 0});
    REQUIRE(run.areas.size() == 5);
    const Profile profile = profile_of(study.scenario().travel);
    const auto metres = [&](LonLat a, LonLat b) { return geodesic_metres(a, b) * profile.detour_factor; };
    for (std::size_t a = 0; a < run.areas.size(); ++a) {
        const AreaReferral& one = run.areas[a];
        INFO(a);
        REQUIRE(one.legs.size() == 2);
        const LonLat home{100.1 + 0.2 * static_cast<double>(a), 13.1};
        CHECK(one.legs[0].length_mm == Approx(metres(home, {100.1, 13.1}) * 1000).margin(2));
        // From the unit, also for the tambon that the school stands in.
        CHECK(one.legs[1].length_mm == Approx(metres({100.1, 13.1}, school.at) * 1000).margin(2));
        CHECK(run.to.id(one.legs[0].source) == "u1");
        CHECK(run.to.id(one.legs[1].source) == "s1");
        CHECK(one.missing == 2);
        CHECK(one.whole_way_milli == 0);
        CHECK(one.this_way_milli == one.children_milli);
    }
    // With the missing centre the way is whole; a unit of the plan is a first step like any other.
    Study whole = study_of({school, place_of("c1", PlaceKind::special_centre, {101.5, 13.1})});
    add_unit(whole.scenario(), {100.7, 13.1});
    const Referral led = referred(whole);
    CHECK(led.led_milli.back() == 3'100'000);
    CHECK(led.areas[3].missing == no_step);
    CHECK(led.to.id(led.areas[3].legs[0].source) == "unit-1");
    CHECK(led.areas[3].legs[0].time_ms == 0);
    CHECK(led.to.id(led.areas[0].legs[0].source) == "u1");
    CHECK(led.areas[3].whole_way_milli == 400'000);
}

TEST_CASE("an area is told by the way of most of its children", "[referral]") {
    Study study = study_of({place_of("u2", PlaceKind::mobile_unit, {100.19, 13.1}), school});
    Dataset data = *study.data;
    std::vector<Village> villages(3);
    const double lon[] = {100.12, 100.18, 100.17};
    for (std::size_t v = 0; v < 3; ++v) {
        villages[v].id = "v" + std::to_string(v);
        villages[v].at = {lon[v], 13.1};
        villages[v].area = AreaId{std::size_t{0}};
        villages[v].weight = v == 0 ? 3 : 2;
    }
    data.villages = std::make_shared<const std::vector<Village>>(villages);
    study.data = std::make_shared<const Dataset>(data);
    const Referral run = referred(study, *referral_steps("unit,school"));
    const AreaReferral& first = run.areas.front();
    CHECK(run.to.id(first.legs.front().source) == "u2");
    CHECK(first.children_milli == 1'000'000);
    CHECK(first.this_way_milli == 571'428);
    CHECK(first.whole_way_milli == 1'000'000);
    // The median of those two villages is the nearer one: half of the children are no farther.
    CHECK(first.legs.front().length_mm == Approx(geodesic_metres({100.18, 13.1}, {100.19, 13.1}) * 1000 *
                                                 profile_of(study.scenario().travel).detour_factor)
                                              .margin(2));
}

TEST_CASE("the way of a spot is that of the area that begins there, over the network of the results",
          "[referral]") {
    Study study;
    study.data = test::demo_data();
    study.scenario().travel.basis = GENERATE(Basis::roads, Basis::straight_line);
    add_unit(study.scenario(), (*study.data->villages)[40].at);
    const auto results = *Analysis{}.run(study, {});
    const Referral alone = referred(study);
    const Referral run = *referral(study, *results, usual_referral(), {});
    CHECK(run.led_milli == alone.led_milli);
    CHECK(run.estimate == alone.estimate);
    REQUIRE(run.areas.size() == alone.areas.size());
    ReferralExplainer explainer;
    std::vector<std::int64_t> led(run.steps.size(), 0);
    std::size_t whole = 0;
    for (std::size_t a = 0; a < run.areas.size(); ++a) {
        const AreaReferral& one = run.areas[a];
        INFO("area " << a);
        REQUIRE(one.legs == alone.areas[a].legs);
        for (std::size_t step = 0; step < led.size(); ++step) led[step] += one.led_milli[step];
        REQUIRE(one.led_milli.back() == one.whole_way_milli);
        const ReferralWay way = *explainer.explain(study, results, usual_referral(), one.from, {});
        REQUIRE(way.missing == one.missing);
        REQUIRE(way.legs.size() == one.legs.size());
        for (std::size_t step = 0; step < way.legs.size(); ++step) {
            REQUIRE(way.legs[step].route.trip == one.legs[step]);
            REQUIRE(way.legs[step].to_th == run.to.name(one.legs[step].source, Lang::th));
            REQUIRE(way.legs[step].to == run.to.at(one.legs[step].source));
            REQUIRE(way.legs[step].from == (step == 0 ? one.from : way.legs[step - 1].to));
        }
        whole += one.missing == no_step ? 1 : 0;
    }
    CHECK(led == run.led_milli);
    CHECK(whole > 0);
}

TEST_CASE("a way names the step that no place is open for", "[referral]") {
    const Study study = study_of({school});
    const auto results = *Analysis{}.run(study, {});
    ReferralExplainer explainer;
    const ReferralWay way = *explainer.explain(study, results, usual_referral(), {100.5, 13.1}, {});
    CHECK(way.legs.size() == 2);
    CHECK(way.missing == 2);
    CHECK(way.places == std::vector<std::size_t>{1, 1, 0});
}

TEST_CASE("without any place the first step is the one that is missing", "[referral]") {
    Study study = study_of({});
    study.scenario().changes = {{"u1", "", false}};
    const Referral run = referred(study);
    CHECK(run.led_milli == std::vector<std::int64_t>{0, 0, 0});
    REQUIRE(run.areas.size() == 5);
    CHECK(run.areas.front().legs.empty());
    CHECK(run.areas.front().missing == 0);
}

TEST_CASE("steps are kinds of places by their names", "[referral]") {
    const auto steps = referral_steps("unit, school+vocational_college");
    REQUIRE(steps);
    REQUIRE(steps->size() == 2);
    CHECK((*steps)[0].kinds == (*referral_steps("learning_unit+learning_centre+mobile_unit"))[0].kinds);
    CHECK((*steps)[1].name == "school+vocational_college");
    for (const char* wrong : {"", "unit,,school", "hospital", "unit,unit,unit,unit,unit,unit,unit"}) {
        INFO(wrong);
        const auto none = referral_steps(wrong);
        REQUIRE_FALSE(none);
        CHECK(none.error().fault == Fault::bad_value);
        CHECK(none.error().detail.find("special_centre") != std::string::npos);
    }
}

}  // namespace referral_test
