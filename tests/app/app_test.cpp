// The program without a window: what is asked for is done and shown.
#include "app/app.h"

#include "app/widgets.h"
#include "tests/app/driver.h"

#include <cmath>

using namespace app;

namespace {

class Seen : public MapPainter {
public:
    std::uintptr_t paint(const render::MapFrame&, int, int, double, bool) override {
        ++maps;
        return 0;
    }
    SpriteTexture sprite(int, const std::vector<render::Mark>&, double) override { return {}; }
    std::uintptr_t picture(const render::Pixels& pixels, std::uint64_t) override {
        page = pixels;
        return 0;
    }
    int maps = 0;
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
