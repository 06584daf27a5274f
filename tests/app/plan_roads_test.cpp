// Roads of the plan under the pointer: drawn, closed, slowed, taken back; what is said of them.
#include "geo/network/snap.h"
#include "render/map_words.h"
#include "tests/app/demo_session.h"

#include <algorithm>

namespace plan_roads_test {

using namespace app;

namespace {

constexpr int key_esc = 256, key_enter = 257, key_backspace = 259;

struct Session : test::DemoSession {
    explicit Session(geo::Lang lang = geo::Lang::en) : DemoSession(lang, Step::plan) {}
    const geo::Network& network() const { return *app.results()->network; }
    /// Two nodes of the network that the whole map shows well apart, far from every edge of the window.
    std::pair<geo::LonLat, geo::LonLat> two_nodes() {
        const auto seen = [&](geo::LonLat at) {
            const geo::Plane plane(app.last_frame().base->plane_centre);
            return app.map().window_of(plane.metres_from_lonlat(at));
        };
        const auto& nodes = network().node;
        std::vector<geo::LonLat> free;
        for (const geo::LonLat& node : nodes) {
            const render::PointMm at = seen(node);
            if (at.x > 700 && at.x < 1150 && at.y > 250 && at.y < 650) free.push_back(node);
        }
        REQUIRE(free.size() > 100);
        const geo::LonLat from = free.front();
        const auto far = std::find_if(free.begin(), free.end(), [&](const geo::LonLat& node) {
            return geo::geodesic_metres(from, node) > 20000;
        });
        REQUIRE(far != free.end());
        return {from, *far};
    }
    /// A road of two points, ended by Enter.
    void draw_road(geo::LonLat from, geo::LonLat to) {
        act(Action::draw_road);
        click_at(from);
        click_at(to);
        press(key_enter);
    }
    /// A third along the road that was drawn first.
    geo::LonLat on_new_road() const {
        const auto& line = std::get<geo::NewRoad>(plan().road_edits.front().what).line;
        return {(line.front().lon * 2 + line.back().lon) / 3, (line.front().lat * 2 + line.back().lat) / 3};
    }
    /// As near as one sees single roads.
    void come_near(geo::LonLat at) {
        const geo::Metres there = geo::Plane(app.last_frame().base->plane_centre).metres_from_lonlat(at);
        geo::Box box;
        box.add(there.x - 2000, there.y - 2000);
        box.add(there.x + 2000, there.y + 2000);
        app::Outbox out;
        out.zoom_to = box;
        app.apply(out);
        frames(40);
    }
    const geo::EditOutcome& outcome() {
        frames(3);  // computed, and shown
        REQUIRE(app.results()->edited_roads != nullptr);
        return app.results()->edited_roads->back();
    }
};

}  // namespace

TEST_CASE("a road is drawn point by point, its ends take hold of the roads", "[app][plan][roads]") {
    Session s;
    const auto [from, to] = s.two_nodes();
    const std::int64_t before = s.covered();
    s.click("plan.draw_road");
    CHECK(s.says("Click where the road begins"));
    s.click_at(from);
    CHECK(s.says("Backspace takes one back"));
    s.click_at({(from.lon + to.lon) / 2, (from.lat + to.lat) / 2});
    s.press(key_backspace);
    s.click_at(to);
    s.press(key_enter);
    REQUIRE(s.plan().road_edits.size() == 1);
    const auto& road = std::get<geo::NewRoad>(s.plan().road_edits.front().what);
    REQUIRE(road.line.size() == 2);
    s.frames(4);
    CHECK(s.outcome().works);
    CHECK(s.app.study().map.level != geo::Level::country);
    CHECK_FALSE(s.app.map().has_in_hand());
    CHECK(geo::whole(s.app.results()->today.front().at(geo::Level::country)[0]).covered == before);
    CHECK(render::plan_words(s.plan(), geo::Lang::en) == "1 new road");
    CHECK(s.says("Plan: 1 new road"));
    // It is the chosen one: another class and surface, a name, gone again; each is one step back.
    s.click("plan.road.1.surface.unpaved");
    CHECK(std::get<geo::NewRoad>(s.plan().road_edits.front().what).surface == geo::Surface::unpaved);
    s.click("plan.road.1.remove");
    CHECK(s.plan().road_edits.empty());
    CHECK(s.covered() == before);
    s.act(Action::undo);
    s.act(Action::undo);
    s.act(Action::undo);
    s.frames();
    CHECK(s.plan().road_edits.empty());
    s.act(Action::redo);
    s.frames();
    CHECK(s.plan().road_edits.size() == 1);
}

TEST_CASE("a second click on the last point ends a road, Esc leaves no trace", "[app][plan][roads]") {
    Session s;
    const auto [from, to] = s.two_nodes();
    s.act(Action::draw_road);
    s.click_at(from);
    s.click_at(to);
    s.click_at(to);
    REQUIRE(s.plan().road_edits.size() == 1);
    CHECK(std::get<geo::NewRoad>(s.plan().road_edits.front().what).line.size() == 2);
    s.act(Action::draw_road);
    s.click_at(from);
    s.press(key_esc);
    CHECK_FALSE(s.app.map().has_in_hand());
    CHECK(s.plan().road_edits.size() == 1);
    CHECK(s.app.step() == Step::plan);
}

TEST_CASE("the road under the pointer is closed, also by the right button, and opened again",
          "[app][plan][roads]") {
    Session s;
    const auto [from, to] = s.two_nodes();
    const geo::LonLat at = from;
    s.come_near(at);
    s.click("plan.close_road");
    s.click_at(at);
    REQUIRE(s.plan().road_edits.size() == 1);
    CHECK(std::holds_alternative<geo::ClosedRoad>(s.plan().road_edits.front().what));
    CHECK(s.outcome().works);
    CHECK(s.says("1 road closed"));
    s.act(Action::undo);
    s.frames();
    s.click_at(at, 1);
    s.click("map.menu.road");
    REQUIRE(s.plan().road_edits.size() == 1);
    CHECK(s.outcome().works);
    CHECK(s.app.results()->coverage != s.app.results()->today);
    // With the right button on a road of the plan that one is taken back.
    s.act(Action::undo);
    s.act(Action::zoom_home);
    s.frames(20);
    s.draw_road(from, to);
    REQUIRE(s.plan().road_edits.size() == 1);
    const geo::LonLat on_it = s.on_new_road();
    s.come_near(on_it);
    s.act(Action::close_road);
    s.click_at(on_it);
    CHECK(s.plan().road_edits.empty());
}

TEST_CASE("roads of the chosen area become slower", "[app][plan][roads]") {
    Session s;
    s.act(Action::level_province);
    s.frames();
    CHECK(s.says("Choose one area on the map first"));
    s.select(0);
    const std::int64_t before = s.covered();
    s.click("plan.slow_roads");
    REQUIRE(s.plan().road_edits.size() == 1);
    CHECK(std::get<geo::SlowedRoads>(s.plan().road_edits.front().what).percent == 50);
    CHECK(s.outcome().works);
    CHECK(s.covered() < before);
    CHECK(s.says("other speeds in 1 area"));
}

TEST_CASE("where no single road is seen nothing is closed, and the map says to come nearer",
          "[app][plan][roads]") {
    Session s;
    const auto [low, high] = s.two_nodes();
    // A spot of the same view with no road within 500 m, though there is one within the reach of the pointer.
    std::optional<geo::LonLat> lonely;
    for (int i = 0; i <= 400 && !lonely; ++i) {
        const geo::LonLat at{low.lon + (high.lon - low.lon) * i / 400,
                             low.lat + (high.lat - low.lat) * i / 400};
        if (!geo::nearest_road(s.network(), at, 600) && geo::nearest_road(s.network(), at, 2000)) lonely = at;
    }
    REQUIRE(lonely);
    s.act(Action::close_road);
    s.point_at(*lonely);
    CHECK(s.says("Zoom in until single roads are seen"));
    s.click_at(*lonely);
    CHECK(s.plan().road_edits.empty());
    CHECK(s.app.map().has_in_hand());
    // Not even on a road: at this scale nobody can tell which it is.
    s.click_at(low);
    CHECK(s.plan().road_edits.empty());
    s.come_near(low);
    s.point_at(low);
    CHECK(s.says("Click the road to close"));
    s.click_at(low);
    CHECK(s.plan().road_edits.size() == 1);
}

TEST_CASE("a plan that is full of road changes says so", "[app][plan][roads]") {
    Session s;
    const auto [at, to] = s.two_nodes();
    s.draw_road(at, to);
    s.frames(4);
    Outbox out;
    out.edit("edit.road_slow", [](geo::Study& study) {
        while (geo::add_road_edit(study.scenario(), geo::SlowedRoads{geo::Level::tambon, "none", {}, 50})
                   .valid())
            continue;
    });
    s.app.apply(out);
    s.frames();
    REQUIRE(s.plan().road_edits.size() == geo::most_road_edits);
    const auto is_told = [&] {
        CHECK(s.plan().road_edits.size() == geo::most_road_edits);
        CHECK(s.says("No more changes of roads fit into this plan"));
    };
    s.act(Action::draw_road);
    is_told();
    CHECK_FALSE(s.app.map().has_in_hand());
    s.select(0);
    s.act(Action::slow_roads);
    is_told();
    // A road of today stays; the plan's own is taken back, and then there is room.
    const geo::LonLat on_it = s.on_new_road();
    s.come_near(on_it);
    s.act(Action::close_road);
    s.click_at(on_it);
    CHECK(s.plan().road_edits.size() + 1 == geo::most_road_edits);
}

}  // namespace plan_roads_test
