#include "app/map_view_gl.h"

#include "app/headless.h"
#include "tests/support/test.h"

namespace map_view_gl_test {

TEST_CASE("the window's map is as large as asked, and even ground where no map is", "[window]") {
    auto* gl = app::Headless::for_tests(320, 200);
    if (gl == nullptr) return;
    auto made = app::MapViewGl::create();
    REQUIRE(made);
    app::MapPainter& painter = **made;
    render::MapFrame frame;
    frame.view = {{0, 0}, 1000, 80, 50};
    frame.outside = render::rgb(0x204060);
    const render::Pixels seen = gl->pixels_of(painter.paint(frame, 320, 200, 4, false));
    REQUIRE(seen.width == 320);
    REQUIRE(seen.height == 200);
    const std::vector<std::uint8_t> ground = {0x20, 0x40, 0x60, 0xFF};
    for (std::size_t pixel = 0; pixel < seen.rgba.size(); pixel += 4) {
        if (std::equal(ground.begin(), ground.end(), seen.rgba.begin() + static_cast<std::ptrdiff_t>(pixel)))
            continue;
        FAIL("pixel " << pixel / 4 << " is not the ground");
    }
    const render::Pixels smaller = gl->pixels_of(painter.paint(frame, 100, 60, 4, true));
    CHECK(smaller.width == 100);
    CHECK(smaller.height == 60);
}

TEST_CASE("marks that show nothing make no texture, others lie where they were drawn", "[window]") {
    auto* gl = app::Headless::for_tests(320, 200);
    if (gl == nullptr) return;
    auto made = app::MapViewGl::create();
    REQUIRE(made);
    CHECK((*made)->sprite(1, {}, 4).texture == 0);
    render::RectMark rect;
    rect.at = {-3, 2};
    rect.width_mm = 5;
    rect.height_mm = 4;
    rect.fill = render::rgb(0x0F5F73);
    const auto sprite = (*made)->sprite(1, {render::Mark{rect}}, 4);
    CHECK(sprite.texture != 0);
    CHECK(sprite.left <= -12);
    CHECK(sprite.top <= 8);
    CHECK(sprite.left + sprite.width >= 8);
    CHECK(sprite.top + sprite.height >= 24);
    CHECK((*made)->work().sprites == 1);
}

}  // namespace map_view_gl_test
