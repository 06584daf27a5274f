#include "app/headless.h"
#include "render/cairo/painter.h"
#include "render/gl/gl_object.h"
#include "render/gl/painter.h"
#include "render/palette.h"
#include "tests/support/real_map.h"
#include "tests/support/test.h"

#include <cmath>
#include <cstdlib>

namespace gl_painter_test {

using namespace render;

namespace {

constexpr double px_per_mm = 4;
constexpr double mm_per_px = 0.25;

Rgba at(const Pixels& pixels, int x, int y) {
    const std::uint8_t* p =
        pixels.rgba.data() +
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) + static_cast<std::size_t>(x)) *
            4;
    return {p[0], p[1], p[2], p[3]};
}

int difference(Rgba a, Rgba b) {
    return std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b), std::abs(a.a - b.a)});
}

/// Share of pixels that differ by more than `by` in a channel; 1 where the sizes differ.
double share_different(const Pixels& a, const Pixels& b, int by) {
    if (a.width != b.width || a.height != b.height || a.rgba.empty()) return 1;
    std::size_t different = 0;
    for (int y = 0; y < a.height; ++y)
        for (int x = 0; x < a.width; ++x)
            if (difference(at(a, x, y), at(b, x, y)) > by) ++different;
    return static_cast<double>(different) / (static_cast<double>(a.width) * a.height);
}

constexpr int side = 8;
constexpr int cuts = 12;

/// Corners of a wavy net: borders bend as rivers do, so that levels of detail have something to leave out.
geo::LonLat net(double column, double row) {
    return {100 + 0.2 * column + 0.03 * std::sin(2.1 * row + column) + 0.006 * std::sin(17 * row),
            12 + 0.2 * row + 0.03 * std::sin(1.7 * column - row) + 0.006 * std::sin(19 * column)};
}

/// 64 tambon of about 22 km in two provinces of two amphoe each; one has an enclave in its middle.
std::shared_ptr<const Basemap> country() {
    geo::Areas areas;
    areas.at(geo::Level::country) = {{"TH"}, {"ไทย"}, {""}, {geo::AreaId{}}, {{}}, {{101, 13}}};
    const auto row = [](geo::AreaLevel& level, const std::string& code, geo::AreaId parent,
                        geo::MultiPolygon shape, geo::LonLat inner) {
        level.code.push_back(code);
        level.name_th.push_back(code);
        level.name_en.push_back(code);
        level.parent.push_back(parent);
        level.shape.push_back(std::move(shape));
        level.inner.push_back(inner);
    };
    for (const unsigned p : {0U, 1U})
        row(areas.at(geo::Level::province), std::to_string(90 + p), geo::AreaId{0U}, {}, net(2 + 4 * p, 4));
    for (const unsigned a : {0U, 1U, 2U, 3U})
        row(areas.at(geo::Level::amphoe), std::to_string(9001 + a / 2 * 100 + a % 2), geo::AreaId{a / 2}, {},
            net(2 + 4 * (a / 2), 2 + 4 * (a % 2)));
    const auto add_tambon = [&](int number, unsigned amphoe, geo::Polygon shape, geo::LonLat inner) {
        row(areas.at(geo::Level::tambon), std::to_string(900101 + number), geo::AreaId{amphoe},
            {std::move(shape)}, inner);
    };
    const std::vector<geo::LonLat> enclave = {
        {net(3.4, 3.4)}, {net(3.6, 3.4)}, {net(3.6, 3.6)}, {net(3.4, 3.6)}};
    for (int r = 0; r < side; ++r)
        for (int c = 0; c < side; ++c) {
            geo::Polygon shape;
            for (int i = 0; i < cuts; ++i) shape.outer.push_back(net(c + double(i) / cuts, r));
            for (int i = 0; i < cuts; ++i) shape.outer.push_back(net(c + 1, r + double(i) / cuts));
            for (int i = 0; i < cuts; ++i) shape.outer.push_back(net(c + double(cuts - i) / cuts, r + 1));
            for (int i = 0; i < cuts; ++i) shape.outer.push_back(net(c, r + double(cuts - i) / cuts));
            if (r == 3 && c == 3) shape.holes.push_back({enclave.rbegin(), enclave.rend()});
            add_tambon(r * side + c, static_cast<unsigned>(c / 4 * 2 + r / 4), std::move(shape),
                       net(c + 0.5, r + 0.5));
        }
    add_tambon(side * side, 0, {enclave, {}}, net(3.5, 3.5));
    auto base = build_basemap(std::make_shared<const geo::Areas>(std::move(areas)), {});
    REQUIRE(base);
    return *base;
}

/// 400 x 300 pixels, `metres_per_px` each, around the middle of the country, in the page's colours.
MapFrame frame_of(const std::shared_ptr<const Basemap>& base, double metres_per_px) {
    MapFrame frame;
    frame.base = base;
    frame.mm_per_px = mm_per_px;
    frame.view = {{(base->box.min_x + base->box.max_x) / 2, (base->box.min_y + base->box.max_y) / 2},
                  metres_per_px * px_per_mm,
                  100,
                  75};
    frame.outside = rgb(0xE6E7E2);
    const auto colours = palette("need", 5, Theme::light);
    for (std::size_t i = 0; i < base->areas->at(geo::Level::tambon).size(); ++i)
        frame.fills.push_back({colours[i * 7 % 5], Hatch::none});
    frame.borders[3] = {with_alpha(rgb(0x483428), 0.4), 0.7 * mm_per_px, {}};
    frame.borders[2] = {with_alpha(rgb(0x3A2C26), 0.78), 1.15 * mm_per_px, {}};
    frame.borders[1] = {rgb(0x2B2A2E), 2.1 * mm_per_px, {}};
    frame.borders[0] = {rgb(0x2B2A2E), 2.4 * mm_per_px, {}};
    frame.study_band = {with_alpha(rgb(0x2B2A2E), 0.13), 9 * mm_per_px, {}};
    return frame;
}

Pixels by_cairo(const MapFrame& frame) {
    Scene scene;
    scene.width_mm = frame.view.width_mm;
    scene.height_mm = frame.view.height_mm;
    scene.maps.push_back(frame);
    return paint_pixels(scene, px_per_mm);
}

Canvas canvas_of(const MapFrame& frame) {
    return {static_cast<int>(std::lround(frame.view.width_mm * px_per_mm)),
            static_cast<int>(std::lround(frame.view.height_mm * px_per_mm)), px_per_mm};
}

/// OpenGL and a painter of its own, or nothing where this machine has none.
struct Window {
    app::Headless* gl = app::Headless::for_tests(400, 300);
    std::unique_ptr<GlPainter> painter;

    Window() {
        if (gl == nullptr) return;
        auto made = GlPainter::create();
        REQUIRE(made);
        painter = std::move(*made);
    }
    explicit operator bool() const { return gl != nullptr; }
    Pixels paint(const MapFrame& frame, Motion motion = Motion::still) const {
        return gl->pixels_of(painter->paint(frame, canvas_of(frame), motion));
    }
};

}  // namespace

TEST_CASE("OpenGL paints fills and borders as Cairo does, from the country to a tambon", "[window]") {
    const Window window;
    if (!window) return;
    const auto base = country();
    for (const double metres_per_px : {1500.0, 600.0, 150.0, 30.0}) {
        const MapFrame frame = frame_of(base, metres_per_px);
        CAPTURE(metres_per_px);
        CHECK(share_different(window.paint(frame), by_cairo(frame), 24) < 0.006);
    }
}

TEST_CASE("OpenGL paints hatches where Cairo does", "[window]") {
    const Window window;
    if (!window) return;
    const auto base = country();
    for (const Hatch hatch : {Hatch::no_data, Hatch::suppressed, Hatch::old, Hatch::unplaced}) {
        MapFrame frame = frame_of(base, 100);
        const Pixels bare = window.paint(frame);
        for (AreaFill& fill : frame.fills) fill.hatch = hatch;
        const Pixels hatched = window.paint(frame);
        CAPTURE(static_cast<int>(hatch));
        CHECK(share_different(hatched, bare, 24) > 0.04);
        CHECK(share_different(hatched, by_cairo(frame), 40) < 0.01);
    }
}

TEST_CASE("OpenGL paints bands where Cairo does, and anew where they are others", "[window][bands]") {
    const Window window;
    if (!window) return;
    const auto base = country();
    const auto made = [&](std::size_t turn) {
        auto cells = std::make_shared<geo::TravelBands>();
        cells->columns = 90;
        cells->cell_m = base->box.width() / 90;
        cells->rows = static_cast<std::uint32_t>(base->box.height() / cells->cell_m) + 1;
        cells->west = base->box.min_x;
        cells->north = base->box.max_y;
        for (std::size_t i = 0; i < std::size_t{90} * cells->rows; ++i)
            cells->band.push_back(static_cast<std::uint8_t>((i / 7 + i / 90 + turn) % 4));
        return cells;
    };
    for (const double metres_per_px : {1500.0, 600.0, 150.0, 30.0}) {
        MapFrame frame = frame_of(base, metres_per_px);
        const Pixels bare = window.paint(frame);
        for (std::size_t i = 0; i < frame.fills.size(); ++i)
            frame.fills[i] = {rgb(0xF3F0E8), Hatch::none, i % 5 != 0};
        frame.bands = made(0);
        frame.band_colours = palette("reach", 3, Theme::light);
        const Pixels banded = window.paint(frame);
        CAPTURE(metres_per_px);
        CHECK(share_different(banded, bare, 24) > 0.05);
        CHECK(share_different(banded, by_cairo(frame), 24) < 0.02);
        frame.bands = made(1);
        const Pixels moved = window.paint(frame);
        CHECK(share_different(moved, banded, 24) > 0.05);
        CHECK(share_different(moved, by_cairo(frame), 24) < 0.02);
    }
}

TEST_CASE("no ground shines through between neighbouring areas at any zoom", "[window]") {
    const Window window;
    if (!window) return;
    const auto base = country();
    for (const double metres_per_px : {2000.0, 1100.0, 470.0, 140.0, 33.0, 7.0, 1.5}) {
        MapFrame frame = frame_of(base, metres_per_px);
        frame.outside = rgb(0xFF00FF);
        frame.borders = {};
        frame.study_band = {};
        for (const double turn : {0.0, 0.37}) {
            frame.view.centre.x += turn * metres_per_px;
            const Pixels seen = window.paint(frame);
            std::size_t ground = 0;
            for (int y = 0; y < seen.height; ++y)
                for (int x = 0; x < seen.width; ++x) {
                    const geo::Metres here =
                        frame.view.metres_from_mm({(x + 0.5) * mm_per_px, (y + 0.5) * mm_per_px});
                    const double inset = 8000;
                    const bool inner = here.x > base->box.min_x + inset && here.x < base->box.max_x - inset &&
                                       here.y > base->box.min_y + inset && here.y < base->box.max_y - inset;
                    if (inner && difference(at(seen, x, y), frame.outside) == 0) ++ground;
                }
            CAPTURE(metres_per_px, turn);
            CHECK(ground == 0);
        }
    }
}

TEST_CASE("symbols, labels, selection and the dashed frame are those of Cairo", "[window]") {
    const Window window;
    if (!window) return;
    MapFrame frame = frame_of(country(), 150);
    frame.dashed_frame = true;
    frame.selected = {geo::AreaId{27U}};
    frame.selection = {LineStyle{rgb(0xFFFFFF), 6.5 * mm_per_px, {}},
                       LineStyle{rgb(0x0A1C33), 2.8 * mm_per_px, {}}};
    const std::array<SymbolShape, 6> shapes = {SymbolShape::unit,          SymbolShape::school,
                                               SymbolShape::closed_school, SymbolShape::village,
                                               SymbolShape::unreachable,   SymbolShape::numbered};
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        SymbolMark symbol;
        symbol.shape = shapes.at(i);
        symbol.at = {10 + 12.0 * static_cast<double>(i), 20.5};
        symbol.size_mm = 3;
        if (symbol.shape == SymbolShape::numbered) symbol.text = "7";
        frame.symbols.push_back(symbol);
    }
    TextMark label;
    label.text = "ที่ตั้งปั๊มน้ำ";
    label.size_mm = 5;
    label.face = FontFace::text_bold;
    label.anchor = Anchor::centre;
    label.colour = rgb(0x16202B);
    label.halo = rgb(0xFFFFFF);
    label.halo_mm = 0.8;
    for (const double y : {35.0, 60.0}) {
        label.at = {50, y};
        frame.labels.push_back(label);
    }
    const Pixels seen = window.paint(frame);
    CHECK(share_different(seen, by_cairo(frame), 32) < 0.004);
    MapFrame bare = frame;
    bare.labels.clear();
    CHECK(share_different(seen, window.paint(bare), 32) > 0.01);
}

TEST_CASE("roads, dark neighbours and the surroundings of a focus are those of Cairo", "[window]") {
    const Window window;
    if (!window) return;
    const auto base = country();
    MapFrame frame = frame_of(base, 150);
    for (AreaFill& fill : frame.fills) fill.colour = rgb(0x7A1F3D);
    frame.arc_on_dark.assign(base->topology.arcs.size(), false);
    for (std::size_t a = 0; a < frame.arc_on_dark.size(); a += 2) frame.arc_on_dark[a] = true;
    frame.border_on_dark = {with_alpha(rgb(0xFFF0E0), 0.42), mm_per_px, {}};
    frame.borders[2].dash_mm = {1.5, 1};
    CHECK(share_different(window.paint(frame), by_cairo(frame), 24) < 0.006);

    frame.focus_level = geo::Level::amphoe;
    frame.focus = geo::AreaId{1U};
    frame.quiet[1] = {rgb(0xB1B0A8), 1.2 * mm_per_px, {}};
    frame.quiet[2] = {rgb(0xD2D1CA), 0.8 * mm_per_px, {}};
    frame.quiet[0] = frame.quiet[1];
    CHECK(share_different(window.paint(frame), by_cairo(frame), 24) < 0.006);

    auto roads = std::make_shared<RoadLines>();
    const double reach = 25000;
    for (std::size_t rank = 0; rank < 4; ++rank) {
        RoadLines::Rank& lines = roads->ranks.at(rank);
        const double off = 3000 * static_cast<double>(rank);
        lines.points = {{frame.view.centre.x - reach, frame.view.centre.y + off - 6000},
                        {frame.view.centre.x, frame.view.centre.y + off},
                        {frame.view.centre.x + reach, frame.view.centre.y + off - 9000}};
        lines.first = {0, 3};
        lines.box.emplace_back();
        for (const geo::Metres point : lines.points) lines.box[0].add(point);
    }
    frame.roads = roads;
    frame.road_styles[0] = {{rgb(0x8B7F74), 3 * mm_per_px, {}}, {rgb(0xFFFFFF), 1.5 * mm_per_px, {}}};
    frame.road_styles[1] = {{with_alpha(rgb(0x8B7F74), 0.75), 2.1 * mm_per_px, {}},
                            {rgb(0xFFFFFF), 0.9 * mm_per_px, {}}};
    frame.road_styles[2].casing = {with_alpha(rgb(0x8B7F74), 0.6), mm_per_px, {}};
    frame.road_styles[3].casing = {rgb(0xFFFFFF), 0.9 * mm_per_px, {4 * mm_per_px, 3 * mm_per_px}};
    const Pixels before = window.paint(frame);
    CHECK(share_different(before, by_cairo(frame), 32) < 0.008);
    frame.roads = nullptr;
    CHECK(share_different(before, window.paint(frame), 32) > 0.005);
}

TEST_CASE("a moving view is shifted, and painted in full when it rests", "[window]") {
    const Window window;
    if (!window) return;
    const auto base = country();
    MapFrame frame = frame_of(base, 300);
    window.paint(frame);
    const GlPainter::Work before = window.painter->work();
    frame.view.centre.x += 20 * 300;
    frame.view.centre.y -= 11 * 300;
    const Pixels moved = window.paint(frame, Motion::moving);
    CHECK(window.painter->work().grounds == before.grounds);
    CHECK(window.painter->work().moves == before.moves + 1);
    const Pixels still = window.paint(frame);
    CHECK(window.painter->work().grounds == before.grounds + 1);
    CHECK(share_different(moved, still, 8) < 0.002);

    // Resting while it moves changes nothing where the kept picture is enough; elsewhere it is painted anew.
    frame.view.centre.x += 30 * 300;
    for (int i = 0; i < 20; ++i) window.paint(frame, Motion::moving);
    CHECK(window.painter->work().grounds == before.grounds + 1);
    frame.view.centre.x += 200 * 300;
    for (int i = 0; i < 20; ++i) window.paint(frame, Motion::moving);
    CHECK(window.painter->work().grounds == before.grounds + 2);

    // Further than the kept picture reaches: coarser, but never empty.
    frame.view.centre.x -= 260 * 300;
    const Pixels far = window.paint(frame, Motion::moving);
    CHECK(window.painter->work().grounds == before.grounds + 2);
    const Pixels settled = window.paint(frame);
    CHECK(share_different(far, settled, 24) < 0.1);
    std::size_t empty = 0;
    for (int y = 0; y < far.height; ++y)
        for (int x = 0; x < far.width; ++x)
            if (difference(at(far, x, y), frame.outside) == 0 &&
                difference(at(settled, x, y), frame.outside) > 60)
                ++empty;
    CHECK(empty < 100);
}

TEST_CASE("symbols are carried with a moving view, and painted when one of them changed", "[window]") {
    const Window window;
    if (!window) return;
    MapFrame frame = frame_of(country(), 300);
    frame.symbols.push_back({SymbolShape::unit, {40, 30}, 4, {}});
    window.paint(frame);
    const GlPainter::Work before = window.painter->work();
    MapFrame moved = frame;
    moved.view.centre.x += 16 * 300;
    moved.symbols[0].at.x -= 16 * mm_per_px;
    const Pixels seen = window.paint(moved, Motion::moving);
    CHECK(window.painter->work().dresses == before.dresses);
    CHECK(share_different(seen, by_cairo(moved), 32) < 0.01);
    const int x = static_cast<int>(moved.symbols[0].at.x * px_per_mm);
    CHECK(difference(at(seen, x, 30 * 4), rgb(0xFFFFFF)) <= 2);  // the white middle of a unit

    moved.symbols.push_back({SymbolShape::school, {70, 50}, 3, {}});
    CHECK(share_different(window.paint(moved, Motion::moving), by_cairo(moved), 32) < 0.01);
    CHECK(window.painter->work().dresses == before.dresses + 1);
    CHECK(window.painter->work().grounds == before.grounds);
    moved.selected = {geo::AreaId{20U}};
    moved.selection[0] = {rgb(0xFFFFFF), 1.5, {}};
    CHECK(share_different(window.paint(moved, Motion::moving), seen, 32) > 0.005);
}

TEST_CASE("new colours send the lookup alone, and the same frame nothing", "[window]") {
    const Window window;
    if (!window) return;
    MapFrame frame = frame_of(country(), 300);
    window.paint(frame);
    const GlPainter::Work before = window.painter->work();
    frame.fills[3].colour = rgb(0x00FF00);
    window.paint(frame);
    const GlPainter::Work after = window.painter->work();
    CHECK(after.grounds == before.grounds + 1);
    CHECK(after.geometry_bytes == before.geometry_bytes);
    CHECK(after.colour_bytes - before.colour_bytes <= 128 * 4);
    window.paint(frame);
    CHECK(window.painter->work().grounds == after.grounds);
    CHECK(window.painter->work().overlays == after.overlays);
}

TEST_CASE("painting leaves the state of OpenGL to its owner", "[window]") {
    const Window window;
    if (!window) return;
    MapFrame frame = frame_of(country(), 300);
    frame.selected = {geo::AreaId{3U}};
    frame.selection[0] = {rgb(0xFFFFFF), 1, {}};
    frame.dashed_frame = true;
    frame.fills[0].hatch = Hatch::old;
    frame.symbols.push_back({SymbolShape::unit, {20, 20}, 3, {}});
    window.gl->clear(rgb(0x123456));
    glEnable(GL_BLEND);
    glEnable(GL_SCISSOR_TEST);
    glScissor(1, 2, 30, 40);
    glViewport(3, 4, 50, 60);
    glBlendEquation(GL_FUNC_SUBTRACT);
    glBlendFunc(GL_DST_COLOR, GL_ZERO);
    const auto state = [] {
        std::vector<int> out;
        for (const GLenum what :
             {GL_DRAW_FRAMEBUFFER_BINDING, GL_READ_FRAMEBUFFER_BINDING, GL_CURRENT_PROGRAM,
              GL_VERTEX_ARRAY_BINDING, GL_ARRAY_BUFFER_BINDING, GL_ACTIVE_TEXTURE, GL_TEXTURE_BINDING_2D,
              GL_UNPACK_ALIGNMENT, GL_UNPACK_ROW_LENGTH, GL_VIEWPORT, GL_SCISSOR_BOX, GL_BLEND_SRC_RGB,
              GL_BLEND_DST_RGB, GL_BLEND_EQUATION_RGB, GL_BLEND, GL_SCISSOR_TEST, GL_DEPTH_TEST,
              GL_COLOR_CLEAR_VALUE}) {
            std::array<GLint, 4> values{};
            glGetIntegerv(static_cast<GLenum>(what), values.data());
            out.insert(out.end(), values.begin(), values.end());
        }
        return out;
    };
    const std::vector<int> before = state();
    window.painter->paint(frame, canvas_of(frame), Motion::still);
    CHECK(state() == before);
    frame.view.centre.x += 300 * 400;
    window.painter->paint(frame, canvas_of(frame), Motion::moving);
    CHECK(state() == before);
    window.painter->sprite(1, {Mark{frame.symbols[0]}}, px_per_mm);
    CHECK(state() == before);
    glDisable(GL_BLEND);
    glDisable(GL_SCISSOR_TEST);
    glBlendEquation(GL_FUNC_ADD);
}

TEST_CASE("marks as a texture are Cairo's sprite, painted once", "[window]") {
    const Window window;
    if (!window) return;
    RectMark rect;
    rect.at = {1, 2};
    rect.width_mm = 10;
    rect.height_mm = 5;
    rect.fill = rgb(0x0F5F73);
    const std::vector<Mark> marks = {rect};
    const auto made = window.painter->sprite(1, marks, px_per_mm);
    const Sprite wanted = paint_sprite(marks, px_per_mm);
    CHECK(made.width == wanted.width);
    CHECK(made.height == wanted.height);
    CHECK(made.left == wanted.left);
    CHECK(made.top == wanted.top);
    const Pixels seen = window.gl->pixels_of(made.texture);
    CHECK(difference(at(seen, seen.width / 2, seen.height / 2), rect.fill) <= 1);
    // Translucent marks keep their colour: the window multiplies it when it blends.
    rect.fill = with_alpha(rgb(0x0F5F73), 0.5);
    const auto half = window.painter->sprite(2, {Mark{rect}}, px_per_mm);
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(half.width) *
                                    static_cast<std::size_t>(half.height) * 4);
    glBindTexture(GL_TEXTURE_2D, half.texture);
    glGetTexImage(GL_TEXTURE_2D, 0, GL_RGBA, GL_UNSIGNED_BYTE, bytes.data());
    glBindTexture(GL_TEXTURE_2D, 0);
    const std::size_t middle =
        (static_cast<std::size_t>(half.height / 2) * static_cast<std::size_t>(half.width) +
         static_cast<std::size_t>(half.width / 2)) *
        4;
    CHECK(difference({bytes[middle], bytes[middle + 1], bytes[middle + 2], bytes[middle + 3]}, rect.fill) <=
          2);
    const std::size_t sprites = window.painter->work().sprites;
    CHECK(window.painter->sprite(1, marks, px_per_mm).texture == made.texture);
    CHECK(window.painter->work().sprites == sprites);
}

TEST_CASE("every real tambon: OpenGL's picture is Cairo's, and nothing shines through", "[real]") {
    const auto data = test::real_data();
    if (!data) return;
    const Window window;
    if (!window) return;
    const auto map = test::real_map(*data);
    REQUIRE(map);
    const geo::Metres province = map->middle_of(geo::Level::province, "50");
    for (const double n : {0.0, 3e6, 6e5, 6e4}) {
        MapFrame frame = map->frame(province, n, 1000, 700);
        frame.labels.clear();
        const Canvas canvas{1000, 700, 1 / frame.mm_per_px};
        Scene scene;
        scene.width_mm = frame.view.width_mm;
        scene.height_mm = frame.view.height_mm;
        scene.maps.push_back(frame);
        CAPTURE(n);
        const Pixels seen = window.gl->pixels_of(window.painter->paint(frame, canvas, Motion::still));
        CHECK(share_different(seen, paint_pixels(scene, canvas.px_per_mm), 32) < 0.01);

        frame.borders = {};
        frame.border_on_dark = frame.study_band = frame.frame = {};
        frame.symbols.clear();
        frame.outside = rgb(0xFF00FF);
        const Pixels bare = window.gl->pixels_of(window.painter->paint(frame, canvas, Motion::still));
        // Ground two pixels and more from what is outside of every area in the data.
        const auto all_inside = [&](int x, int y) {
            for (const int dx : {0, -2, 2})
                for (const int dy : {0, -2, 2}) {
                    const PointMm here{(x + dx + 0.5) * frame.mm_per_px, (y + dy + 0.5) * frame.mm_per_px};
                    if (!map->base->pick(frame.view.metres_from_mm(here)).valid()) return false;
                }
            return true;
        };
        std::size_t holes = 0;
        for (int y = 0; y < bare.height; ++y)
            for (int x = 0; x < bare.width; ++x)
                if (difference(at(bare, x, y), frame.outside) == 0 && all_inside(x, y)) ++holes;
        CHECK(holes == 0);
    }
}

}  // namespace gl_painter_test
