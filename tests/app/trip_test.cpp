// A trip is asked for, explained beside the map, followed through changes, and put away.
#include "app/app.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/study/explained_trip.h"
#include "tests/app/driver.h"

#include <algorithm>

using namespace app;

namespace {

struct Session {
    explicit Session(geo::Lang lang = geo::Lang::en)
        : app([lang] {
              AppOptions options;
              options.running = Running::at_once;
              options.lang = lang;
              return options;
          }()) {
        app.open_demo();
        frames(8);
        REQUIRE(app.map_shown());
    }
    void draw() { app.draw(painter, 1600, 1000, 1); }
    void frames(int count = 3) {
        for (int i = 0; i < count; ++i) driver.frame([&] { draw(); });
    }
    void click(const char* key) {
        driver.click(key, [&] { draw(); });
        frames();
    }
    void select(std::size_t area) {
        Outbox out;
        out.select = Selection{app.study().map.level, {geo::AreaId{area}}};
        app.apply(out);
        frames();
    }
    /// The median minutes that the results have for an area, rounded up.
    std::string median_of(std::size_t area) const {
        const auto& row = app.results()->coverage.front().at(app.study().map.level)[area];
        return row.median_ms ? geo::grouped(geo::ceil_minutes(*row.median_ms)) : "";
    }
    bool says(const std::string& words) {
        ui::listen(true);
        frames(1);
        const auto& spoken = ui::spoken();
        const bool found = std::any_of(spoken.begin(), spoken.end(), [&](const std::string& one) {
            return one.find(words) != std::string::npos;
        });
        ui::listen(false);
        return found;
    }
    test::Driver driver;
    test::Blind painter;
    App app;
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
    s.driver.press(key_esc, [&] { s.draw(); });
    s.frames();
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
