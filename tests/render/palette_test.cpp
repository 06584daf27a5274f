#include "render/palette.h"

#include "render/view.h"
#include "tests/support/test.h"

#include <algorithm>

namespace palette_test {

using namespace render;

namespace {

double least_difference(const std::vector<Rgba>& colours, Sight sight) {
    double least = 1000;
    for (std::size_t i = 0; i < colours.size(); ++i)
        for (std::size_t j = i + 1; j < colours.size(); ++j)
            least = std::min(least, colour_difference(colours[i], colours[j], sight));
    return least;
}

constexpr Sight sights[] = {Sight::normal, Sight::protan, Sight::deutan, Sight::tritan};

}  // namespace

TEST_CASE("the colour difference is CIEDE2000", "[palette]") {
    REQUIRE_THAT(colour_difference(rgb(0xFFFFFF), rgb(0x000000), Sight::normal),
                 Catch::Matchers::WithinAbs(100, 0.01));
    REQUIRE_THAT(colour_difference(rgb(0xFF0000), rgb(0x00FF00), Sight::normal),
                 Catch::Matchers::WithinAbs(86.6, 0.1));
    REQUIRE(colour_difference(rgb(0x123456), rgb(0x123456), Sight::tritan) == 0);
}

TEST_CASE("every palette stays apart for every kind of sight", "[palette]") {
    for (const Theme theme : {Theme::light, Theme::dark})
        for (const std::string_view name : palette_names())
            for (const Sight sight : sights) {
                INFO(name << " " << static_cast<int>(theme) << " " << static_cast<int>(sight));
                CHECK(least_difference(palette(name, name == "change" ? 7 : 5, theme), sight) >= 6);
            }
    CHECK(least_difference(palette("need", 7, Theme::light), Sight::normal) >= 6);
}

TEST_CASE("the four colours of the reach bar can be told apart by colour alone", "[palette]") {
    for (const Sight sight : sights) {
        const ReachColours light = reach_colours(Theme::light);
        CHECK(least_difference({light.covered, light.uncovered, light.unreachable, light.unplaced}, sight) >=
              10);
        // On the dark theme "unplaced" is told by its diagonals; the other three by colour.
        const ReachColours dark = reach_colours(Theme::dark);
        CHECK(least_difference({dark.covered, dark.uncovered, dark.unreachable}, sight) >= 10);
    }
}

TEST_CASE("a palette of any length keeps its ends", "[palette]") {
    for (std::size_t n = 3; n <= 7; ++n) {
        const auto colours = palette("reach", n, Theme::light);
        REQUIRE(colours.size() == n);
        REQUIRE(colours.front() == rgb(0xE7F1EE));
        REQUIRE(colours.back() == rgb(0x15506F));
    }
}

TEST_CASE("contrast is that of WCAG", "[palette]") {
    REQUIRE_THAT(contrast(rgb(0xFFFFFF), rgb(0x000000)), Catch::Matchers::WithinAbs(21, 1e-9));
    REQUIRE_THAT(contrast(rgb(0x16202B), rgb(0xFAFAF8)), Catch::Matchers::WithinAbs(15.8, 0.1));
}

TEST_CASE("a view shows its whole box, and millimetres go there and back", "[view]") {
    geo::Box box;
    box.add(1000, 2000);
    box.add(5000, 3000);
    const View view = view_of(box, 200, 100);
    for (const geo::Metres corner : {geo::Metres{1000, 2000}, geo::Metres{5000, 3000}}) {
        const PointMm at = view.mm_from_metres(corner);
        REQUIRE(at.x >= 9.99);
        REQUIRE(at.x <= 190.01);
        REQUIRE(at.y >= 4.99);
        REQUIRE(at.y <= 95.01);
        const geo::Metres back = view.metres_from_mm(at);
        REQUIRE_THAT(back.x, Catch::Matchers::WithinAbs(corner.x, 1e-9));
        REQUIRE_THAT(back.y, Catch::Matchers::WithinAbs(corner.y, 1e-9));
    }
    REQUIRE(view_of(geo::Box{}, 10, 10).metres_per_mm > 0);
}

}  // namespace palette_test
