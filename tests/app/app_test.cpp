// The program without a window: what is asked for is done and shown.
#include "app/app.h"

#include "app/widgets.h"
#include "render/type.h"
#include "tests/app/driver.h"

#include <cmath>

namespace app_test {

using namespace app;

namespace {

class Seen : public MapPainter {
public:
    std::uintptr_t paint(const render::MapFrame& frame, int, int, double per_mm, bool) override {
        ++maps;
        labels = frame.labels;
        px_per_mm = per_mm;
        return 0;
    }
    SpriteTexture sprite(int, const std::vector<render::Mark>&, double) override { return {}; }
    std::uintptr_t picture(const render::Pixels& pixels, std::uint64_t) override {
        page = pixels;
        return 0;
    }
    int maps = 0;
    double px_per_mm = 1;
    std::vector<render::TextMark> labels;
    render::Pixels page;
};

}  // namespace

TEST_CASE("the report step shows the page that will be written", "[app]") {
    test::Driver driver;
    AppOptions options;
    options.running = Running::at_once;
    options.lang = geo::Lang::th;
    App app(std::move(options));
    Seen painter;
    const auto draw = [&] { app.draw(painter, 1600, 1000, 1); };
    const auto frames = [&](int count) {
        for (int i = 0; i < count; ++i) driver.frame(draw);
    };
    app.open_demo();
    frames(3);
    REQUIRE(painter.maps > 0);
    REQUIRE(painter.page.width == 0);
    driver.click("top.step_report", draw);
    frames(3);
    const auto ratio = [&] { return static_cast<double>(painter.page.width) / painter.page.height; };
    REQUIRE(painter.page.height > 600);
    REQUIRE(std::abs(ratio() - 210.0 / 297) < 0.01);
    const auto thai = painter.page.rgba;
    driver.click("report.language.en", draw);
    frames(2);
    REQUIRE(painter.page.rgba != thai);
    driver.click("report.paper.slide", draw);
    frames(2);
    REQUIRE(ratio() > 1.5);
    // Elsewhere the map is back.
    const int maps = painter.maps;
    driver.click("top.step_coverage", draw);
    frames(2);
    REQUIRE(painter.maps > maps);
}

TEST_CASE("the first view of everything keeps clear of legend, title and buttons", "[app]") {
    for (const auto& size : {std::pair{1600.0F, 1000.0F}, std::pair{1366.0F, 768.0F}}) {
        const float width = size.first, height = size.second;
        test::Driver driver(width, height);
        AppOptions options;
        options.running = Running::at_once;
        options.demo = test::demo_data();
        App app(std::move(options));
        Seen painter;
        const auto frames = [&](int count) {
            for (int i = 0; i < count; ++i) driver.frame([&] { app.draw(painter, width, height, 1); });
        };
        app.open_demo();
        frames(5);
        const auto& base = *app.last_frame().base;
        const auto& inner = base.area_inner.at(static_cast<std::size_t>(base.finest));
        const ui::Placed map = ui::registry().at("map");
        for (const char* card : {"map.legend", "map.title", "map.zoom_in"}) {
            const ui::Placed place = ui::registry().at(card);
            std::size_t hidden = 0, outside = 0;
            for (const geo::Metres& at : inner) {
                const render::PointMm px = app.map().window_of(at);
                hidden += px.x > place.x0 && px.x < place.x1 && px.y > place.y0 && px.y < place.y1;
                outside += px.x < map.x0 || px.x > map.x1 || px.y < map.y0 || px.y > map.y1;
            }
            INFO(card << " at " << width);
            REQUIRE(hidden * 100 < inner.size());
            REQUIRE(outside == 0);
        }
        // Wide enough: at least half of the map one way or the other.
        const render::PointMm low = app.map().window_of({base.box.min_x, base.box.min_y});
        const render::PointMm high = app.map().window_of({base.box.max_x, base.box.max_y});
        REQUIRE(std::max((high.x - low.x) / static_cast<double>(map.x1 - map.x0),
                         (low.y - high.y) / static_cast<double>(map.y1 - map.y0)) > 0.5);
    }
}

TEST_CASE("names on the map keep off the cards, and a long title takes two lines", "[app]") {
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
        test::Driver driver(1366, 768);
        AppOptions options;
        options.running = Running::at_once;
        options.demo = test::demo_data();
        options.lang = lang;
        App app(std::move(options));
        Seen painter;
        const auto frames = [&](int count) {
            for (int i = 0; i < count; ++i) driver.frame([&] { app.draw(painter, 1366, 768, 1); });
        };
        app.open_demo();
        frames(5);
        const ui::Placed map = ui::registry().at("map");
        const ui::Placed title = ui::registry().at("map.title");
        REQUIRE(title.x1 - title.x0 < (map.x1 - map.x0) * 0.45F);
        std::size_t names = 0;
        for (const int steps : {0, 3, 3}) {
            for (int i = 0; i < steps; ++i) {
                Outbox out;
                out.act(Action::zoom_in);
                app.apply(out);
                frames(40);
            }
            frames(4);
            REQUIRE_FALSE(app.map().moving());
            for (const render::TextMark& label : painter.labels) {
                const double half = render::measure_text(label).width_mm / 2;
                const double left = static_cast<double>(map.x0) + (label.at.x - half) * painter.px_per_mm;
                const double right = static_cast<double>(map.x0) + (label.at.x + half) * painter.px_per_mm;
                const double base = static_cast<double>(map.y0) + label.at.y * painter.px_per_mm;
                const double top = base - 0.8 * label.size_mm * painter.px_per_mm;
                ++names;
                for (const char* card : {"map.legend", "map.title", "map.zoom_in"}) {
                    const ui::Placed at = ui::registry().at(card);
                    INFO(label.text << " under " << card << " after " << steps);
                    REQUIRE_FALSE((left < static_cast<double>(at.x1) && right > static_cast<double>(at.x0) &&
                                   top < static_cast<double>(at.y1) && base > static_cast<double>(at.y0)));
                }
            }
        }
        REQUIRE(names > 20);
    }
}

TEST_CASE("files are imported, a study that was never saved waits at the next start", "[app]") {
    test::Driver driver;
    const test::TempFolder folder;
    test::put_demo_files(folder / "files");
    AppOptions options;
    options.running = Running::at_once;
    options.config_folder = (folder / "config").string();
    options.state_folder = (folder / "state").string();
    Seen painter;
    geo::Study left;
    {
        App app(options);
        const auto frames = [&](int count) {
            for (int i = 0; i < count; ++i) driver.frame([&] { app.draw(painter, 1600, 1000, 1); });
        };
        const auto file = [&](const char* name) { return (folder / "files" / name).string(); };
        test::import_files(app, {file("counts.xlsx"), file("areas.gpkg")}, frames);
        REQUIRE(app.study().map.indicator == geo::Indicator::children);  // nobody can reach anything yet
        test::import_files(app, {file("places.csv"), file("villages.csv")}, frames);
        REQUIRE(app.study().map.indicator == geo::Indicator::share_covered);
        REQUIRE_FALSE(app.trouble());
        REQUIRE_FALSE(app.start_page());
        REQUIRE(app.reports().size() == 4);
        REQUIRE(app.study_path().empty());
        // No roads: the panel offers the straight line.
        Outbox travel;
        travel.edit("edit.basis",
                    [](geo::Study& s) { s.scenario().travel.basis = geo::Basis::straight_line; });
        app.apply(travel);
        frames(3);
        REQUIRE(app.results() != nullptr);
        REQUIRE(app.results()->estimate);
        left = app.study();
    }
    App app(options);
    driver.frame([&] { app.draw(painter, 1600, 1000, 1); });
    REQUIRE(app.start_page());
    REQUIRE(app.settings().recent.size() == 1);
    const std::string path = app.settings().recent.front().path;
    REQUIRE(path.rfind((folder / "state").string(), 0) == 0);
    app.open({path});
    for (int i = 0; i < 3; ++i) driver.frame([&] { app.draw(painter, 1600, 1000, 1); });
    REQUIRE(app.study().scenario().travel == left.scenario().travel);
    REQUIRE(*app.study().data == *left.data);
}

}  // namespace app_test
