// Bands on the map: colours that can be told apart, numbers that add up, cells painted where they lie.
#include "geo/base/figures.h"
#include "render/cairo/painter.h"
#include "render/map_scene.h"
#include "render/palette.h"
#include "tests/support/drawn_study.h"

#include <algorithm>
#include <random>

namespace bands_test {

using namespace render;

namespace {

/// The small study within 30 minutes.
struct InMinutes : test::DrawnStudy {
    InMinutes() {
        study.scenario().travel.within = {{geo::Metric::time, 30 * 60'000}};
        const auto run = geo::Analysis{}.run(study, {});
        REQUIRE(run);
        results = *run;
    }
};

std::shared_ptr<const geo::TravelBands> bands_of(const test::DrawnStudy& made) {
    geo::BandsQuestion question;
    question.plane_centre = made.base->plane_centre;
    auto bands = geo::travel_bands(made.study, *made.results, question, {});
    REQUIRE(bands);
    return *bands;
}

MapOptions options_with(std::shared_ptr<const geo::TravelBands> bands, geo::Lang lang = geo::Lang::en) {
    MapOptions options;
    options.lang = lang;
    options.bands = std::move(bands);
    return options;
}

bool says(const Furniture& card, const std::string& words) {
    return std::any_of(card.marks.begin(), card.marks.end(), [&](const Mark& mark) {
        const auto* text = std::get_if<TextMark>(&mark);
        return text != nullptr && text->text.find(words) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("bands are told apart by everybody, from each other and from the ground", "[bands]") {
    for (const Theme theme : {Theme::light, Theme::dark})
        for (std::size_t n = 1; n <= 4; ++n) {
            BandColours colours = band_colours(n, theme, false);
            REQUIRE(colours.bands.size() == n);
            colours.bands.push_back(colours.ground);
            for (std::size_t a = 0; a < colours.bands.size(); ++a)
                for (std::size_t b = 0; b < a; ++b)
                    for (const Sight sight : {Sight::normal, Sight::protan, Sight::deutan, Sight::tritan}) {
                        CAPTURE(static_cast<int>(theme), n, a, b, static_cast<int>(sight));
                        CHECK(colour_difference(colours.bands[a], colours.bands[b], sight) >= 6);
                    }
            CHECK(band_colours(n, theme, true).bands != band_colours(n, theme, false).bands);
        }
}

TEST_CASE("who lives in the bands, beyond them and nowhere known are all children", "[bands]") {
    const InMinutes made;
    const auto bands = bands_of(made);
    const auto whole = [&](const std::vector<Focus>& about) {
        geo::CoverageRow sum;
        const geo::CoverageTable& first = made.results->coverage.front();
        for (const Focus& one : about) geo::add(sum, first.at(one.level)[one.area.row()]);
        return about.empty() ? geo::whole(first.at(geo::Level::country)[0]) : geo::whole(sum);
    };
    const std::vector<std::vector<Focus>> all = {
        {},
        {{geo::Level::province, geo::AreaId{0U}}},
        {{geo::Level::tambon, geo::AreaId{0U}}, {geo::Level::tambon, geo::AreaId{3U}}}};
    for (const auto& about : all) {
        const BandNumbers numbers = band_numbers(*bands, about);
        REQUIRE(numbers.children.size() == bands->limits.size() + 1);
        std::int64_t sum = numbers.unplaced, within = 0;
        for (std::size_t i = 0; i < numbers.children.size(); ++i) {
            sum += numbers.children[i];
            if (i < bands->limits.size() && bands->limits[i].limit <= 30 * 60'000)
                within += numbers.children[i];
        }
        CHECK(sum == whole(about).children());
        CHECK(within == whole(about).covered);
    }
}

TEST_CASE("the legend of bands tells their limits, their children and where the numbers are from",
          "[bands]") {
    const InMinutes made;
    const auto bands = bands_of(made);
    const Choropleth colours = choropleth(made.study, made.results.get(), Theme::light, geo::Lang::en);
    const Furniture card = legend(made.study, colours, options_with(bands), {0, 0});
    CHECK(says(card, "Time to the nearest place"));
    CHECK(says(card, "Up to 15 min"));
    CHECK(says(card, "15 min to 30 min"));
    CHECK(says(card, "Over 60 min, or no way"));
    CHECK(says(card, "not of the colours"));
    const BandNumbers numbers = band_numbers(*bands, {});
    for (const std::int64_t children : numbers.children) CHECK(says(card, geo::grouped(children)));
    CHECK_FALSE(says(card, "before the change"));
    MapOptions old = options_with(bands);
    old.bands_old = true;
    CHECK(says(legend(made.study, colours, old, {0, 0}), "before the change"));
    CHECK(says(legend(made.study, colours, options_with(bands, geo::Lang::th), {0, 0}), "ไม่ใช่นับจากสี"));
    CHECK(map_title(made.study, made.results.get(), geo::Lang::en, bands.get()).find("How long") == 0);
}

TEST_CASE("under bands no area has a colour of its own", "[bands]") {
    const InMinutes made;
    const auto bands = bands_of(made);
    const Choropleth colours = choropleth(made.study, made.results.get(), Theme::light, geo::Lang::en);
    const View view = view_of(made.base->box, 100, 75, 0.05);
    const MapFrame frame =
        map_frame(made.study, made.results.get(), colours, made.base, nullptr, view, options_with(bands));
    CHECK(frame.bands == bands);
    REQUIRE(frame.fills.size() == 8);
    for (const AreaFill& fill : frame.fills) {
        CHECK(fill == frame.fills.front());
        CHECK(fill.banded);
        CHECK(fill.hatch == Hatch::none);
    }
    MapOptions focused = options_with(bands);
    focused.focus = Focus{geo::Level::province, geo::AreaId{1U}};
    const MapFrame of_east =
        map_frame(made.study, made.results.get(), colours, made.base, nullptr, view, focused);
    for (std::size_t i = 0; i < 8; ++i) CHECK(of_east.fills[i].banded == (i >= 4));
}

TEST_CASE("every cell is painted in the colour of its band, whatever its neighbours are", "[bands]") {
    const InMinutes made;
    auto cells = std::make_shared<geo::TravelBands>();
    cells->plane_centre = made.base->plane_centre;
    const geo::Box& box = made.base->box;
    cells->columns = 40;
    cells->cell_m = box.width() / 40;
    cells->rows = static_cast<std::uint32_t>(box.height() / cells->cell_m) + 1;
    cells->west = box.min_x;
    cells->north = box.max_y;
    cells->limits.resize(3);
    std::mt19937 random(7);
    for (std::size_t i = 0; i < std::size_t{cells->columns} * cells->rows; ++i)
        cells->band.push_back(static_cast<std::uint8_t>(random() % 4));
    MapFrame frame;
    frame.base = made.base;
    frame.view = view_of(box, 200, 60, 0.02);
    frame.fills.assign(8, {rgb(0xFFFFFF), Hatch::none, true});
    frame.fills[7].banded = false;
    frame.bands = cells;
    frame.band_colours = {rgb(0xFF0000), rgb(0x00FF00), rgb(0x0000FF)};
    Scene scene;
    scene.width_mm = 200;
    scene.height_mm = 60;
    scene.maps.push_back(frame);
    constexpr double px_per_mm = 5;
    const Pixels seen = paint_pixels(scene, px_per_mm);
    std::size_t told = 0, wrong = 0;
    for (std::size_t cell = 0; cell < cells->size(); ++cell) {
        const geo::AreaId area = made.base->pick(cells->middle(cell));
        if (!area.valid()) continue;
        const PointMm at = frame.view.mm_from_metres(cells->middle(cell));
        const std::uint8_t* p = seen.rgba.data() + (static_cast<std::size_t>(at.y * px_per_mm) *
                                                        static_cast<std::size_t>(seen.width) +
                                                    static_cast<std::size_t>(at.x * px_per_mm)) *
                                                       4;
        const std::uint8_t band = area.row() == 7 ? std::uint8_t{0} : cells->band[cell];
        const Rgba wanted = band == 0 ? rgb(0xFFFFFF) : frame.band_colours[band - 1U];
        ++told;
        wrong += Rgba{p[0], p[1], p[2], 255} == wanted ? 0 : 1;
    }
    CHECK(told > 100);
    CHECK(wrong == 0);
}

}  // namespace bands_test
