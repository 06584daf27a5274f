#include "render/cairo/painter.h"

#include "render/palette.h"
#include "render/type.h"
#include "tests/support/test.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace painter_test {

using namespace render;

namespace {

Rgba at(const Pixels& pixels, int x, int y) {
    const std::uint8_t* p =
        pixels.rgba.data() +
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) + static_cast<std::size_t>(x)) *
            4;
    return {p[0], p[1], p[2], p[3]};
}

bool near(Rgba a, Rgba b, int by = 3) {
    return std::abs(a.r - b.r) <= by && std::abs(a.g - b.g) <= by && std::abs(a.b - b.b) <= by;
}

geo::MultiPolygon box(double west, double south, double east, double north) {
    return {{{{west, south}, {east, south}, {east, north}, {west, north}}, {}}};
}

/// A province of two tambon side by side, about 108 km each way.
std::shared_ptr<const Basemap> two_tambon() {
    geo::Areas areas;
    areas.at(geo::Level::country) = {{"TH"}, {"ไทย"}, {""}, {geo::AreaId{}}, {{}}, {{101, 13}}};
    areas.at(geo::Level::province) = {{"90", "91"}, {"หนึ่ง", "ไม่มีตำบล"},
                                      {"", ""},     {geo::AreaId{0U}, geo::AreaId{0U}},
                                      {{}, {}},     {{101, 13}, {101, 13}}};
    areas.at(geo::Level::amphoe) = {{"9001"}, {"หนึ่ง"}, {""}, {geo::AreaId{0U}}, {{}}, {{101, 13}}};
    areas.at(geo::Level::tambon) = {{"900101", "900102"},
                                    {"ซ้าย", "ขวา"},
                                    {"", ""},
                                    {geo::AreaId{0U}, geo::AreaId{0U}},
                                    {box(100.5, 12.5, 101, 13.5), box(101, 12.5, 101.5, 13.5)},
                                    {{100.75, 13}, {101.25, 13}}};
    auto base = build_basemap(std::make_shared<const geo::Areas>(std::move(areas)), {});
    return base ? *base : nullptr;
}

/// 100 x 100 mm, 2 km a millimetre: the province is a square of about 54 mm in the middle.
Scene scene_of(const std::vector<AreaFill>& fills) {
    Scene scene;
    scene.width_mm = scene.height_mm = 100;
    MapFrame frame;
    frame.view = {{0, 0}, 2000, 100, 100};
    frame.base = two_tambon();
    frame.outside = rgb(0xE6E7E2);
    frame.fills = fills;
    scene.maps.push_back(frame);
    return scene;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TEST_CASE("areas have their colours, the ground outside its own, and no gap lies between neighbours") {
    const Pixels pixels = paint_pixels(scene_of({{rgb(0xBA4D38)}, {rgb(0xFBF0D9)}}), 4);
    REQUIRE(pixels.width == 400);
    CHECK(near(at(pixels, 150, 200), rgb(0xBA4D38)));
    CHECK(near(at(pixels, 250, 200), rgb(0xFBF0D9)));
    CHECK(near(at(pixels, 20, 200), rgb(0xE6E7E2)));
    for (int x = 100; x < 300; ++x)
        CHECK((near(at(pixels, x, 170), rgb(0xBA4D38)) || near(at(pixels, x, 170), rgb(0xFBF0D9))));
}

TEST_CASE("borders are drawn once by their rank, dark neighbours part by a light line") {
    Scene scene = scene_of({{rgb(0x7F2346)}, {rgb(0x7F2346)}});
    MapFrame& frame = scene.maps[0];
    frame.borders[0] = {rgb(0x2B2A2E), 1, {}};
    frame.borders[3] = {rgb(0x483428), 1, {}};
    frame.border_on_dark = {rgb(0xFFF0E0), 1, {}};
    frame.arc_on_dark.assign(frame.base->topology.arcs.size(), false);
    CHECK(near(at(paint_pixels(scene, 4), 200, 200), rgb(0x483428)));
    for (std::size_t a = 0; a < frame.base->topology.arcs.size(); ++a)
        frame.arc_on_dark[a] = frame.base->arc_rank[a] == geo::Level::tambon;
    const Pixels pixels = paint_pixels(scene, 4);
    CHECK(near(at(pixels, 200, 200), rgb(0xFFF0E0)));
    bool outer = false;
    for (int x = 80; x < 110; ++x) outer = outer || near(at(pixels, x, 200), rgb(0x2B2A2E));
    CHECK(outer);
}

TEST_CASE("no data, hidden and old are told apart without colour") {
    const Rgba ground = rgb(0xDADBD8);
    std::vector<Pixels> pictures;
    for (const Hatch hatch : {Hatch::none, Hatch::no_data, Hatch::suppressed, Hatch::old})
        pictures.push_back(paint_pixels(scene_of({{ground, hatch}, {ground, hatch}}), 8));
    for (std::size_t a = 0; a < pictures.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
            std::size_t unlike = 0;
            for (int y = 300; y < 500; ++y)
                for (int x = 300; x < 380; ++x)
                    if (!near(at(pictures[a], x, y), at(pictures[b], x, y), 20)) ++unlike;
            CHECK(unlike > 800);  // of 16,000
        }
}

TEST_CASE("an area of interest has quiet borders around it") {
    Scene scene = scene_of({{rgb(0xFBF0D9)}, {rgb(0xFBF0D9)}});
    MapFrame& frame = scene.maps[0];
    frame.borders[3] = {rgb(0xFF0000), 1, {}};
    frame.quiet[3] = {rgb(0x00FF00), 1, {}};
    CHECK(near(at(paint_pixels(scene, 4), 200, 200), rgb(0xFF0000)));
    frame.focus_level = geo::Level::tambon;
    frame.focus = geo::AreaId{0U};
    CHECK(near(at(paint_pixels(scene, 4), 200, 200), rgb(0xFF0000)));  // its own border
    frame.focus_level = geo::Level::province;
    frame.focus = geo::AreaId{1U};
    CHECK(near(at(paint_pixels(scene, 4), 200, 200), rgb(0x00FF00)));
}

TEST_CASE("Thai is measured as it is set: marks take no room, lines break at words") {
    TextMark text;
    text.size_mm = 5;
    text.text = "ที่";
    const double with_marks = measure_text(text).width_mm;
    text.text = "ท";
    CHECK(measure_text(text).width_mm == Approx(with_marks).epsilon(0.02));
    text.text = "โรงเรียนอยู่ไกลจากบ้านของเด็กในหมู่บ้านบนภูเขา";
    CHECK(measure_text(text).lines == 1);
    text.wrap_mm = 40;
    const TextBox wrapped = measure_text(text);
    CHECK(wrapped.lines >= 3);
    CHECK(wrapped.width_mm <= 40);
    text.wrap_mm = 0;
    const std::string cut = fitted(text, 30);
    CHECK(cut.size() < text.text.size());
    CHECK(cut.substr(cut.size() - 3) == "…");
    text.text = cut;
    CHECK(measure_text(text).width_mm <= 30);
    text.text = "น้ำ";
    CHECK(fitted(text, 100) == "น้ำ");
}

TEST_CASE("the fonts are there") {
    const auto fonts = fonts_found();
    REQUIRE(fonts);
    CHECK(fonts->size() == 3);
}

TEST_CASE("a sprite holds its marks whole, wherever they lie") {
    TextMark text;
    text.text = "ปั๊มน้ำ ญูฎุ";
    text.at = {-20, 5};
    text.size_mm = 5;
    text.colour = rgb(0x000000);
    text.halo = rgb(0xFFFFFF);
    text.halo_mm = 1;
    const Sprite sprite = paint_sprite({Mark{text}}, 8);
    REQUIRE(sprite.width > 20);
    CHECK(sprite.left < -20 * 8);
    // Nothing touches the edge: nothing is clipped.
    const auto alpha = [&](int x, int y) {
        return sprite.bgra[(static_cast<std::size_t>(y) * static_cast<std::size_t>(sprite.width) +
                            static_cast<std::size_t>(x)) *
                               4 +
                           3];
    };
    std::size_t inside = 0;
    for (int y = 0; y < sprite.height; ++y)
        for (int x = 0; x < sprite.width; ++x) {
            if (x == 0 || y == 0 || x + 1 == sprite.width || y + 1 == sprite.height)
                CHECK(alpha(x, y) == 0);
            else if (alpha(x, y) > 0)
                ++inside;
        }
    CHECK(inside > 500);
    CHECK(paint_sprite({}, 8).bgra.empty());
}

TEST_CASE("a page is written as PDF, SVG and PNG, the same bytes for a fixed date") {
    const test::TempFolder folder;
    setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
    const Scene scene = scene_of({{rgb(0xBA4D38)}, {rgb(0xFBF0D9)}});
    const DocumentInfo info{"เด็กนอกระบบ", "LearnReach"};
    for (const char* name : {"page.pdf", "page.svg", "page.png"}) {
        const std::string one = (folder / name).string();
        const std::string two = (folder / (std::string{"again-"} + name)).string();
        REQUIRE(paint_file(scene, one, info, 150, {}));
        REQUIRE(paint_file(scene, two, info, 150, {}));
        CHECK(bytes_of(one).size() > 500);
        // Cairo numbers the surfaces of a process inside an SVG; elsewhere nothing may differ.
        if (std::string{name} != "page.svg") CHECK((bytes_of(one) == bytes_of(two)));
    }
    unsetenv("SOURCE_DATE_EPOCH");
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator{folder.path()}) ++files;
    CHECK(files == 6);  // no temporary is left
}

TEST_CASE("a page that cannot be written says which file") {
    const Scene scene = scene_of({{rgb(0xBA4D38)}, {rgb(0xFBF0D9)}});
    const auto kind = paint_file(scene, "page.docx", {}, 150, {});
    REQUIRE_FALSE(kind);
    CHECK(kind.error().fault == geo::Fault::usage);
    const auto nowhere = paint_file(scene, "/nowhere/at/all/page.pdf", {}, 150, {});
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().fault == geo::Fault::unwritable);
    CHECK(nowhere.error().file == "/nowhere/at/all/page.pdf");
}

}  // namespace painter_test
