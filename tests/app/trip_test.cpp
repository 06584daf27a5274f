// A trip is asked for, explained beside the map, followed through changes, and put away.
#include "app/app.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/study/explained_trip.h"
#include "tests/app/demo_session.h"

#include <algorithm>

namespace trip_test {

using namespace app;

namespace {

struct Session : test::DemoSession {
    using test::DemoSession::DemoSession;
    /// The median minutes that the results have for an area, rounded up.
    std::string median_of(std::size_t area) const {
        const auto& row = app.results()->coverage.front().at(app.study().map.level)[area];
        return row.median_ms ? geo::grouped(geo::ceil_minutes(*row.median_ms)) : "";
    }
};

constexpr int key_esc = 256;

}  // namespace

TEST_CASE("the trip of the child in the middle of an area explains the area's median", "[app][trip]") {
    Session s;
    std::size_t area = 0;
    while (s.median_of(area).empty()) ++area;
    s.select(area);
    s.click("inspector.explain");
    const geo::ExplainedTrip* trip = s.app.last_frame().trip;
    REQUIRE(trip != nullptr);
    CHECK(geo::grouped(geo::ceil_minutes(trip->route.trip.time_ms)) == s.median_of(area));
    CHECK(s.says("Why " + s.median_of(area) + " minutes"));
    // Farther and nearer, and back to where it was.
    const geo::LonLat from = trip->from;
    const std::uint32_t before = trip->route.trip.time_ms;
    s.click("trip.farther");
    REQUIRE(s.app.last_frame().trip != nullptr);
    CHECK(s.app.last_frame().trip->route.trip.time_ms >= before);
    CHECK(s.app.last_frame().trip->from != from);
    s.click("trip.nearer");
    CHECK(s.app.last_frame().trip->from == from);
    s.press(key_esc);
    CHECK_FALSE(s.app.last_frame().trip_from);
    CHECK(s.app.selection().areas.size() == 1);
}

TEST_CASE("the explained trip follows the plan", "[app][trip]") {
    Session s;
    std::size_t area = 0;
    while (s.median_of(area).empty()) ++area;
    s.select(area);
    s.click("inspector.explain");
    REQUIRE(s.app.last_frame().trip != nullptr);
    const geo::LonLat from = s.app.last_frame().trip->from;
    Outbox out;
    out.edit("edit.unit_add", [from](geo::Study& study) { geo::add_unit(study.scenario(), from); });
    s.app.apply(out);
    s.frames();
    REQUIRE(s.app.last_frame().trip != nullptr);
    CHECK(s.app.last_frame().trip->route.trip.length_mm ==
          2 * s.app.last_frame().trip->route.legs.front().length_mm);
    CHECK(s.app.results()->destinations.is_unit(s.app.last_frame().trip->route.trip.source));
    // Another area: that trip is no more asked for.
    s.select(area + 1);
    CHECK_FALSE(s.app.last_frame().trip_from);
}

TEST_CASE("any spot of the map has a trip, by the right button, and Esc puts it away", "[app][trip]") {
    Session s;
    const geo::LonLat spot = s.app.study().data->places->front().at;
    s.click_at(spot, 1);
    s.click("map.menu.trip");
    REQUIRE(s.app.last_frame().trip_from);
    REQUIRE(s.app.last_frame().trip != nullptr);
    CHECK(s.says("Why "));
    REQUIRE(s.app.selection().areas.empty());
    s.press(key_esc);
    CHECK_FALSE(s.app.last_frame().trip_from);
}

TEST_CASE("a trip to a unit outlives the unit for a frame, and then goes elsewhere", "[app][trip]") {
    Session s;
    const geo::LonLat spot = s.app.study().data->villages->front().at;
    Outbox add;
    add.edit("edit.unit_add", [spot](geo::Study& study) { geo::add_unit(study.scenario(), spot); });
    add.explain = std::optional{spot};
    s.app.apply(add);
    s.frames();
    REQUIRE(s.app.last_frame().trip != nullptr);
    REQUIRE(s.app.results()->destinations.is_unit(s.app.last_frame().trip->route.trip.source));
    CHECK(s.says("To Unit 1"));
    s.act(Action::undo);
    for (int i = 0; i < 4; ++i) s.frames(1);
    REQUIRE(s.app.last_frame().trip != nullptr);
    CHECK_FALSE(s.says("To Unit 1"));
}

}  // namespace trip_test
