// Bands of travel in the window: a layer that comes, follows the plan, says when it is old, and goes.
#include "app/app.h"
#include "app/band_work.h"
#include "app/widgets.h"
#include "geo/geom/measure.h"
#include "tests/app/demo_session.h"

#include <chrono>
#include <thread>

namespace bands_test {

using namespace app;

namespace {

struct Session : test::DemoSession {
    using test::DemoSession::DemoSession;
    /// Longer than the results have to stand.
    void rest() { frames(40); }
    void show(bool yes) {
        Outbox out;
        out.edit("edit.layers", [yes](geo::Study& s) { s.map.show_bands = yes; });
        app.apply(out);
        rest();
    }
    const std::shared_ptr<const geo::TravelBands>& bands() { return app.last_frame().bands; }
    std::uint8_t band_at(geo::LonLat at) {
        const std::size_t cell = bands()->cell_at(geo::Plane(bands()->plane_centre).metres_from_lonlat(at));
        return cell < bands()->size() ? bands()->band[cell] : std::uint8_t{0};
    }
    void put_unit(geo::LonLat at) {
        Outbox out;
        out.edit("edit.unit", [at](geo::Study& s) {
            geo::PlannedUnit unit;
            unit.id = geo::UnitId{1U};
            unit.at = at;
            s.scenario().units = {unit};
        });
        app.apply(out);
    }
    /// A village that has no band yet, or none of the first.
    geo::LonLat far_village() {
        for (const geo::Village& village : *app.study().data->villages)
            if (band_at(village.at) == 0) return village.at;
        FAIL("all are near");
        return {};
    }
};

}  // namespace

TEST_CASE("bands are a layer that one switches on and undoes, with a legend and a title of their own",
          "[app][bands]") {
    Session s;
    CHECK(s.bands() == nullptr);
    CHECK(s.says("within 30 min"));
    s.click("map.title");
    s.click("map.indicator.bands");
    s.rest();
    REQUIRE(s.bands() != nullptr);
    CHECK(s.app.study().map.show_bands);
    CHECK_FALSE(s.app.last_frame().bands_old);
    CHECK(s.says("How long the way"));
    CHECK(s.bands()->coverage[1] == s.app.results()->coverage.front());
    s.act(Action::undo);
    s.rest();
    CHECK_FALSE(s.app.study().map.show_bands);
    CHECK(s.bands() == nullptr);
}

TEST_CASE("who asks for a number on the map gets its colours", "[app][bands]") {
    Session s;
    s.show(true);
    REQUIRE(s.bands() != nullptr);
    s.click("map.title");
    // Also the number that the map had before.
    s.click("map.indicator." + std::to_string(static_cast<int>(s.app.study().map.indicator)));
    s.rest();
    CHECK_FALSE(s.app.study().map.show_bands);
    CHECK(s.bands() == nullptr);
}

TEST_CASE("bands follow the units of the plan, and are old until they do", "[app][bands]") {
    Session s;
    s.show(true);
    const geo::LonLat far = s.far_village();
    const auto before = s.bands();
    s.put_unit(far);
    s.frames(2);
    // The answer is there; the picture waits until nobody drags any more.
    CHECK(s.app.last_frame().bands_old);
    CHECK(s.bands() == before);
    s.rest();
    CHECK_FALSE(s.app.last_frame().bands_old);
    CHECK(s.bands() != before);
    CHECK(s.band_at(far) == 1);
}

TEST_CASE("another limit, mode or season makes other bands; other colours do not", "[app][bands]") {
    Session s;
    s.show(true);
    const auto before = s.bands();
    Outbox look;
    look.edit("edit.palette", [](geo::Study& study) { study.map.show_roads = false; });
    s.app.apply(look);
    s.rest();
    CHECK(s.bands() == before);
    Outbox limit;
    limit.edit("edit.limit", [](geo::Study& study) {
        study.scenario().travel.within = {{geo::Metric::length, 4'000'000}};
    });
    s.app.apply(limit);
    s.rest();
    REQUIRE(s.bands() != nullptr);
    CHECK(s.bands()->limits.front() == geo::Threshold{geo::Metric::length, 3'000'000});
    CHECK(s.bands()->limits.size() == 4);
    CHECK(s.says("How far the nearest place"));
}

TEST_CASE("bands that are switched off while they are made are not shown", "[app][bands]") {
    Session s;
    BandWork work(Running::beside, {});
    const auto results = s.app.results();
    const auto computed = std::make_shared<const geo::Study>(s.app.study());
    const auto base = s.app.last_frame().base;
    const auto waited = [&] {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!work.idle() && std::chrono::steady_clock::now() < end) {
            work.deliver();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return work.idle();
    };
    work.follow(results, computed, base, 10, true);
    work.follow(results, computed, base, 10.1, false);
    REQUIRE(waited());
    CHECK(work.bands() == nullptr);
    CHECK(work.due_in_s(11) > 1000);
    work.follow(results, computed, base, 12, true);
    REQUIRE(waited());
    CHECK(work.bands() != nullptr);
    CHECK_FALSE(work.old());
    // The next results wait until they have stood.
    const auto next = std::make_shared<geo::Results>(*results);
    next->time_trips = std::make_shared<const std::vector<geo::Trip>>(*results->time_trips);
    work.follow(next, computed, base, 13, true);
    CHECK(work.idle());
    CHECK(work.old());
    CHECK(work.due_in_s(13) == Approx(0.4));
    work.follow(next, computed, base, 13.5, true);
    REQUIRE(waited());
    CHECK_FALSE(work.old());
}

}  // namespace bands_test
