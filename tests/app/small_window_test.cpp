// A planner's small laptop: what opens over the map covers neither what was chosen nor what must be seen.
#include "app/app.h"
#include "app/widgets.h"
#include "tests/app/driver.h"

namespace small_window_test {

using namespace app;

namespace {

struct Window {
    Window(float w, float h, float scale) : width(w), height(h), driver(w, h), app(options_of(scale)) {
        driver.fonts(app.font_wish(1, w, h).scale);
        app.open_demo();
        frames(4);
    }
    static AppOptions options_of(float scale) {
        AppOptions options;
        options.running = Running::at_once;
        options.demo = test::demo_data();
        options.lang = geo::Lang::en;
        options.scale = scale;
        return options;
    }
    void frames(int count) {
        for (int i = 0; i < count; ++i) driver.frame([&] { app.draw(painter, width, height, 1); });
    }
    void select(geo::Level level, std::size_t row) {
        Outbox out;
        out.select = Selection{level, {geo::AreaId{row}}};
        app.apply(out);
        frames(30);  // the flight is over
    }
    float width, height;
    test::Driver driver;
    test::Blind painter;
    App app;
};

const ui::Placed& placed(const char* key) {
    INFO(key);
    const auto found = ui::registry().find(key);
    REQUIRE(found != ui::registry().end());
    return found->second;
}

/// Left edge of the drawer, from its fold button at the upper right.
float drawer_left(const Window& window) {
    const ui::Placed fold = placed("right.fold");
    return fold.x1 - 318 * window.app.last_frame().scale;
}

}  // namespace

TEST_CASE("the drawer of a narrow window covers neither the chosen area, the buttons nor the table's row",
          "[app]") {
    for (const float scale : {1.25F, 1.5F, 2.0F}) {
        Window window(1366, 768, scale);
        const auto& base = *window.app.last_frame().base;
        const geo::Level level = window.app.study().map.level;
        const auto& inner = base.area_inner.at(static_cast<std::size_t>(level));
        // The easternmost area would lie under the drawer.
        std::size_t east = 0;
        for (std::size_t i = 0; i < inner.size(); ++i)
            if (inner[i].x > inner[east].x) east = i;
        for (const bool home : {true, false}) {
            if (!home) {
                window.select(level, 0);
                Outbox closer;
                closer.act(Action::clear_selection);
                closer.act(Action::zoom_in);
                window.app.apply(closer);
                window.frames(30);
            }
            window.select(level, east);
            INFO("scale " << scale << (home ? ", all of it" : ", zoomed in"));
            const float edge = drawer_left(window);
            for (const char* key : {"map.title", "map.legend_fold"})
                if (ui::registry().count(key) > 0) REQUIRE(placed(key).x1 < edge);
            if (ui::registry().count("map.zoom_in") > 0) REQUIRE(placed("map.zoom_in").x1 < edge);
            const render::PointMm at = window.app.map().window_of(inner[east]);
            const ui::Placed map = placed("map");
            REQUIRE(at.x < edge);
            REQUIRE(at.x > map.x0);
            REQUIRE(at.y > map.y0);
            REQUIRE(at.y < map.y1);
            // The drawer ends with the map: what stands below can be clicked.
            window.driver.click("table.csv", [&] { window.app.draw(window.painter, 1366, 768, 1); });
            REQUIRE(window.app.last_frame().trouble == nullptr);
            window.driver.press(256, [&] { window.app.draw(window.painter, 1366, 768, 1); });
            window.frames(2);
        }
    }
}

TEST_CASE("what the table or the keyboard chose comes into sight, what was clicked on the map stays put",
          "[app]") {
    Window window(1600, 1000, 1);
    const auto& base = *window.app.last_frame().base;
    const geo::Level level = window.app.study().map.level;
    const auto& inner = base.area_inner.at(static_cast<std::size_t>(level));
    const auto& boxes = base.area_box.at(static_cast<std::size_t>(level));
    Outbox zoom;
    zoom.zoom_to = boxes[0];
    window.app.apply(zoom);
    window.frames(30);
    std::size_t far = 0;
    for (std::size_t i = 0; i < inner.size(); ++i)
        if (std::abs(inner[i].x - inner[0].x) + std::abs(inner[i].y - inner[0].y) >
            std::abs(inner[far].x - inner[0].x) + std::abs(inner[far].y - inner[0].y))
            far = i;
    const double scale = window.app.map().view().metres_per_mm;
    window.select(level, far);
    const ui::Placed map = placed("map");
    const render::PointMm at = window.app.map().window_of(inner[far]);
    REQUIRE(at.x > map.x0);
    REQUIRE(at.x < map.x1);
    REQUIRE(at.y > map.y0);
    REQUIRE(at.y < map.y1);
    REQUIRE(window.app.map().view().metres_per_mm == scale);
    // Another one that is in sight already moves nothing.
    Outbox out;
    out.act(Action::zoom_out);
    window.app.apply(out);
    window.frames(30);
    render::PointMm beside;
    for (std::size_t i = 0; i < inner.size(); ++i) {
        const render::PointMm one = window.app.map().window_of(inner[i]);
        if (i != far && one.x > map.x0 + 300 && one.x < map.x1 - 100 && one.y > map.y0 + 100 &&
            one.y < map.y1 - 60)
            beside = one;
    }
    REQUIRE(beside.x > 0);
    const render::View before = window.app.map().view();
    window.driver.move(static_cast<float>(beside.x), static_cast<float>(beside.y));
    window.frames(2);
    window.driver.hold(true);
    window.frames(1);
    window.driver.hold(false);
    window.frames(30);
    REQUIRE(window.app.selection().areas != std::vector<geo::AreaId>{geo::AreaId{far}});
    REQUIRE(window.app.map().view() == before);
}

TEST_CASE("a wider map is fitted to its own cards, not to those of the frame before", "[app]") {
    Window window(1366, 768, 1);
    Outbox out;
    out.act(Action::step_check);  // no inspector: the map becomes wider
    window.app.apply(out);
    window.frames(4);
    const render::View once = window.app.map().view();
    Outbox home;
    home.act(Action::zoom_home);
    window.app.apply(home);
    window.frames(4);
    REQUIRE(window.app.map().view() == once);
}

TEST_CASE("Esc closes the drawer that was opened without a selection", "[app]") {
    Window window(1366, 768, 1.5F);
    const auto draw = [&] { window.app.draw(window.painter, 1366, 768, 1); };
    window.driver.click("handle.right", draw);
    window.frames(2);
    REQUIRE(ui::registry().count("right.fold") == 1);
    REQUIRE(window.app.selection().areas.empty());
    window.driver.press(256, draw);
    window.frames(2);
    REQUIRE(ui::registry().count("right.fold") == 0);
}

TEST_CASE("arrows go from row to row after a click in the table, on the map they pan", "[app]") {
    Window window(1600, 1000, 1);
    const auto draw = [&] { window.app.draw(window.painter, 1600, 1000, 1); };
    const geo::Level level = window.app.study().map.level;
    Outbox worst;
    worst.act(Action::next_worst);
    window.app.apply(worst);
    window.frames(30);
    const std::vector<geo::AreaId> first = window.app.selection().areas;
    window.driver.click("table.row." + window.app.study().data->areas->at(level).code[first[0].row()], draw);
    window.frames(30);
    const render::View before = window.app.map().view();
    window.driver.press(264, draw);
    window.frames(30);
    const std::vector<geo::AreaId> second = window.app.selection().areas;
    REQUIRE(second.size() == 1);
    REQUIRE(second != first);
    REQUIRE(window.app.map().view().metres_per_mm == before.metres_per_mm);
    window.driver.press(265, draw);
    window.frames(30);
    REQUIRE(window.app.selection().areas == first);
    // The ground of the map takes the arrows back.
    const ui::Placed map = placed("map");
    window.driver.move((map.x0 + map.x1) / 2, map.y1 - 4);
    window.frames(1);
    window.driver.hold(true);
    window.frames(1);
    window.driver.hold(false);
    window.frames(30);
    const render::View here = window.app.map().view();
    window.driver.press(264, draw);
    window.frames(30);
    REQUIRE_FALSE(window.app.map().view() == here);
}

TEST_CASE("a study is named from the bar, and undo takes it back", "[app]") {
    Window window(1600, 1000, 1);
    const auto draw = [&] { window.app.draw(window.painter, 1600, 1000, 1); };
    const std::string before = window.app.study().title;
    window.driver.click("top.title", draw);
    window.frames(2);
    window.driver.ctrl(true);
    window.driver.press('A', draw);
    window.driver.ctrl(false);
    window.driver.type("แม่ฮ่องสอน 2568");
    window.frames(2);
    window.driver.press(257, draw);
    window.frames(3);
    REQUIRE(window.app.study().title == "แม่ฮ่องสอน 2568");
    Outbox undo;
    undo.act(Action::undo);
    window.app.apply(undo);
    REQUIRE(window.app.study().title == before);
}

}  // namespace small_window_test
