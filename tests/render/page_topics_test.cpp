// A page is about what it was asked for, from the headline to the last column.
#include "geo/base/figures.h"
#include "render/map_words.h"
#include "render/page.h"
#include "render/palette.h"
#include "render/type.h"
#include "tests/support/drawn_study.h"

#include <algorithm>
#include <set>

namespace page_topics_test {

using namespace render;

namespace {

bool says(const Scene& scene, const std::string& words) {
    return std::any_of(scene.marks.begin(), scene.marks.end(), [&](const Mark& mark) {
        const auto* text = std::get_if<TextMark>(&mark);
        return text != nullptr && text->text.find(words) != std::string::npos;
    });
}

std::string first_heading(const Scene& scene) {
    for (const Mark& mark : scene.marks)
        if (const auto* text = std::get_if<TextMark>(&mark);
            text != nullptr && text->face == FontFace::heading)
            return text->text;
    return {};
}

bool has_bar(const Scene& scene) {
    const Rgba covered = reach_colours(Theme::light).covered;
    return std::any_of(scene.marks.begin(), scene.marks.end(), [&](const Mark& mark) {
        const auto* rect = std::get_if<RectMark>(&mark);
        return rect != nullptr && rect->fill == covered;
    });
}

}  // namespace

TEST_CASE("a page about children tells of children alone, though reach is known", "[page]") {
    test::DrawnStudy made;
    made.study.map.indicator = geo::Indicator::children;
    for (const Paper paper : {Paper::a4, Paper::slide}) {
        PageOptions options;
        options.lang = geo::Lang::en;
        options.paper = paper;
        const Scene scene = made.page(options);
        CHECK(first_heading(scene) == "3,100 children in 2 provinces are out of learning");
        CHECK_FALSE(has_bar(scene));
        CHECK_FALSE(scene.maps.front().dashed_frame);
        for (const char* reach : {"reach", "covered", "estimate", "straight line"}) {
            INFO(reach);
            CHECK_FALSE(says(scene, reach));
        }
        CHECK_FALSE(says(scene, geo::word(geo::Lang::en, "page.says.no_coverage")));
    }
    PageOptions options;
    options.lang = geo::Lang::en;
    const Scene scene = made.page(options);
    CHECK(says(scene, "5 tambon with most children"));
    // 1000 + 800 of 3,100 are more than half; 1000 is 32 %.
    CHECK(says(scene, "Half of the children live in 2 of the 8 tambon"));
    CHECK(says(scene, "32\u00a0%"));
    CHECK(says(scene, "as of 30 Sep 2567"));
}

TEST_CASE("headline, table and first sentence are about the indicator of the map", "[page]") {
    test::DrawnStudy made;
    const geo::CoverageRow& row = made.results->coverage[0].at(geo::Level::country)[0];
    const geo::WholeRow children = geo::whole(row);
    REQUIRE(children.covered > 0);
    REQUIRE(children.uncovered > 0);
    REQUIRE(row.median_ms);
    const auto minutes = geo::grouped(geo::ceil_minutes(*row.median_ms));
    const std::int64_t hectometres = (geo::ceil_metres(*row.median_cost) + 99) / 100;
    const std::string kilometres = geo::grouped(hectometres / 10) + "." + std::to_string(hectometres % 10);
    struct Told {
        geo::Indicator indicator;
        std::string headline, table, head;
    };
    const std::vector<Told> all = {
        {geo::Indicator::share_covered,
         geo::grouped(children.not_reached()) + " children in 2 provinces cannot yet reach learning",
         "with most not reached", "not reached"},
        {geo::Indicator::covered,
         geo::grouped(children.covered) + " children in 2 provinces reach learning within 40 km",
         "with most covered", "covered"},
        {geo::Indicator::uncovered,
         geo::grouped(children.uncovered) + " children in 2 provinces live farther than 40 km from learning",
         "with most not covered", "not covered"},
        {geo::Indicator::unreachable,
         "Every child with a known home in 2 provinces has a usable way to learning", "Unreachable children",
         ""},
        {geo::Indicator::unplaced, "The home of every child in 2 provinces is known", "Unplaced children",
         ""},
        {geo::Indicator::median_min,
         "Half of the children in 2 provinces reach learning in " + minutes + " min", "with the longest ways",
         "median min"},
        {geo::Indicator::nearest_place,
         "Half of the children in 2 provinces live within " + kilometres + " km of learning",
         "with the longest ways", "km"}};
    std::set<std::string> headlines;
    for (const Told& told : all) {
        made.study.map.indicator = told.indicator;
        PageOptions options;
        options.lang = geo::Lang::en;
        const Scene scene = made.page(options);
        INFO(told.headline);
        CHECK(first_heading(scene) == told.headline + " (estimate)");
        CHECK(says(scene, told.table));
        if (!told.head.empty()) CHECK(says(scene, told.head));
        CHECK(scene.maps.front().dashed_frame);
        headlines.insert(first_heading(scene));
    }
    CHECK(headlines.size() == all.size());
}

TEST_CASE("a page about the rains tells whom they cut off, in headline and table", "[page]") {
    test::DrawnStudy made;
    made.study.map.indicator = geo::Indicator::lost_in_rain;
    geo::Results lost = *made.results;
    for (const geo::Level level : geo::all_levels)
        lost.lost_in_rain.at(static_cast<std::size_t>(level))
            .assign(made.study.data->areas->at(level).size(), 0);
    PageOptions options;
    options.lang = geo::Lang::en;
    const auto page = [&] {
        made.results = std::make_shared<const geo::Results>(lost);
        return made.page(options);
    };
    CHECK(first_heading(page()).starts_with("Every child in 2 provinces who reaches learning within 40 km"));
    CHECK(says(page(), "Children lost in the rains"));
    for (std::size_t l = 0; l < 4; ++l) lost.lost_in_rain.at(l)[0] = 70;
    const Scene scene = page();
    CHECK(first_heading(scene).starts_with(
        "70 children in 2 provinces reach learning within 40 km in the dry season, and not in the rains"));
    CHECK(says(scene, "The tambon with most lost in the rains"));
    CHECK(says(scene, "lost"));
    CHECK_FALSE(says(scene, "cannot yet reach learning"));
}

TEST_CASE("every page has its words in both languages", "[page]") {
    test::DrawnStudy made;
    for (const geo::Indicator indicator : geo::all_indicators)
        for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en})
            for (const char* area : {"", "90", "9102"}) {
                made.study.map.indicator = indicator;
                PageOptions options;
                options.lang = lang;
                options.area_code = area;
                const Scene scene = made.page(options);
                CHECK_FALSE(says(scene, "page."));
                CHECK_FALSE(says(scene, "{"));
            }
}

TEST_CASE("one area is no plural", "[page]") {
    test::DrawnStudy made;
    PageOptions options;
    options.lang = geo::Lang::en;
    options.area_code = "91";
    const Scene scene = made.page(options);
    CHECK(says(scene, "The tambon with most not reached"));
    CHECK(says(scene, "The tambon of the table has"));
    CHECK_FALSE(says(scene, "1 tambon with most"));
    CHECK_FALSE(says(scene, "1 tambon of"));
}

TEST_CASE("a word in brackets is not parted at the end of a line", "[type]") {
    TextMark text;
    text.text = "เด็กครึ่งหนึ่งถึงที่เรียน (ประมาณการ)";
    text.size_mm = 10;
    const double whole = measure_text(text).width_mm;
    TextMark before = text;
    before.text = "เด็กครึ่งหนึ่งถึงที่เรียน ";
    const double first = measure_text(before).width_mm;
    // Wide enough for a part of the bracket: it moves to the second line as a whole.
    text.wrap_mm = first + (whole - first) * 0.8;
    const TextBox box = measure_text(text);
    REQUIRE(box.lines == 2);
    CHECK(box.width_mm < first + 1);
}

TEST_CASE("no card of a page lies on the areas that it is about", "[page]") {
    const test::DrawnStudy made;
    for (const Paper paper : {Paper::a4, Paper::slide}) {
        PageOptions options;
        options.paper = paper;
        const Scene scene = made.page(options);
        const MapFrame& map = scene.maps.front();
        std::size_t cards = 0;
        for (const Mark& mark : scene.marks) {
            const auto* rect = std::get_if<RectMark>(&mark);
            if (rect == nullptr || rect->width_mm < 10 || rect->height_mm < 4) continue;
            const PointMm middle{rect->at.x + rect->width_mm / 2 - map.at.x,
                                 rect->at.y + rect->height_mm / 2 - map.at.y};
            if (middle.x < 0 || middle.y < 0 || middle.x > map.view.width_mm || middle.y > map.view.height_mm)
                continue;
            ++cards;
            CHECK_FALSE(made.base->pick(map.view.metres_from_mm(middle)).valid());
        }
        CHECK(cards >= 2);  // badge and legend
    }
}

TEST_CASE("a slide, which has room for few sentences, still says what is not in its total", "[page]") {
    const test::DrawnStudy made;
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
        PageOptions options;
        options.lang = lang;
        options.paper = Paper::slide;
        const auto words =
            silent_areas_words(made.results->demand->counting.front().front(), geo::Level::tambon, lang);
        REQUIRE(words.size() == 1);
        CHECK(says(made.page(options), words.front()));
    }
}

TEST_CASE("a page whose times come from speeds of the plan's own says so", "[page]") {
    test::DrawnStudy drawn;
    geo::Travel& travel = drawn.study.scenario().travel;
    travel.within = {{geo::Metric::time, 30 * 60000}};
    const auto page_of = [&] {
        geo::Analysis analysis;
        auto run = analysis.run(drawn.study, {});
        REQUIRE(run);
        drawn.results = *run;
        PageOptions options;
        options.lang = geo::Lang::en;
        return drawn.page(options);
    };
    CHECK_FALSE(says(page_of(), "Speeds set in this plan"));
    geo::SpeedTable table = geo::standard_speeds();
    table.straight_line.by_mode.fill(20);
    travel.speeds.table = std::make_shared<const geo::SpeedTable>(table);
    CHECK(says(page_of(), "Speeds set in this plan"));
}

}  // namespace page_topics_test
