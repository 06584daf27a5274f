// The whole window on the demonstration, everything computed at once, driven by a test.
#pragma once

#include "tests/app/driver.h"

#include <string>

namespace test {

struct DemoSession {
    explicit DemoSession(geo::Lang lang = geo::Lang::en, app::Step step = app::Step::coverage)
        : app(options_of(lang)) {
        app.open_demo();
        frames(8);
        REQUIRE(app.map_shown());
        if (step == app::Step::plan) act(app::Action::step_plan);
        frames(2);
    }
    void draw() { app.draw(painter, 1600, 1000, 1); }
    void frames(int count = 3) {
        for (int i = 0; i < count; ++i) driver.frame([&] { draw(); });
    }
    void act(app::Action action) {
        app::Outbox out;
        out.act(action);
        app.apply(out);
    }
    void press(int key) {
        driver.press(key, [&] { draw(); });
        frames();
    }
    void click(const std::string& key) {
        driver.click(key, [&] { draw(); });
        frames();
    }
    /// The pointer goes to a place on the map.
    void point_at(geo::LonLat at) {
        const geo::Plane plane(app.last_frame().base->plane_centre);
        const render::PointMm there = app.map().window_of(plane.metres_from_lonlat(at));
        driver.move(static_cast<float>(there.x), static_cast<float>(there.y));
        frames(2);
    }
    /// A click on the map, the left button or the right one.
    void click_at(geo::LonLat at, int button = 0) {
        point_at(at);
        driver.hold(true, button);
        frames(1);
        driver.hold(false, button);
        frames(2);
    }
    void select(std::size_t area) {
        app::Outbox out;
        out.select = app::Selection{app.study().map.level, {geo::AreaId{area}}};
        app.apply(out);
        frames();
    }
    bool says(const std::string& words) {
        app::ui::listen(true);
        frames(1);
        const bool found = said(words);
        app::ui::listen(false);
        return found;
    }
    const geo::Scenario& plan() const { return app.study().scenario(); }
    std::int64_t covered() const {
        return geo::whole(app.results()->coverage.front().at(geo::Level::country)[0]).covered;
    }

    static app::AppOptions options_of(geo::Lang lang) {
        app::AppOptions options;
        options.running = app::Running::at_once;
        options.lang = lang;
        options.demo = demo_data();
        return options;
    }

    Driver driver;
    Blind painter;
    app::App app;
};

}  // namespace test
