// The legend's numbers are those of the page and the table, and its words leave room for them.
#include "geo/base/figures.h"
#include "render/map_scene.h"
#include "render/map_words.h"
#include "render/palette.h"
#include "render/type.h"
#include "tests/support/drawn_study.h"

#include <algorithm>
#include <cmath>

namespace legend_test {

using namespace render;

namespace {

std::vector<TextMark> texts_of(const Furniture& card) {
    std::vector<TextMark> out;
    for (const Mark& mark : card.marks)
        if (const auto* text = std::get_if<TextMark>(&mark)) out.push_back(*text);
    return out;
}

bool has(const Furniture& card, const std::string& words) {
    const auto texts = texts_of(card);
    return std::any_of(texts.begin(), texts.end(), [&](const TextMark& text) { return text.text == words; });
}

/// 9102, whose tambon have no data and 0 children, is counted as a whole.
void count_the_amphoe(test::DrawnStudy& made) {
    geo::Dataset data = *made.study.data;
    std::vector<geo::CountSeries> counts = *data.counts;
    geo::CountCell whole;
    whole.level = geo::Level::amphoe;
    whole.area = geo::AreaId{3U};
    whole.children_milli = 50'000;
    counts[0].cells.insert(counts[0].cells.begin(), whole);
    data.counts = std::make_shared<const std::vector<geo::CountSeries>>(counts);
    made.study.data = std::make_shared<const geo::Dataset>(std::move(data));
    auto run = geo::Analysis{}.run(made.study, {});
    REQUIRE(run);
    made.results = *run;
}

}  // namespace

TEST_CASE("the legend says how many children stand behind a class, on screen and on paper", "[legend]") {
    test::DrawnStudy made;
    const auto row = geo::whole(made.results->coverage[0].at(geo::Level::country)[0]);
    for (const auto& [indicator, all] : {std::pair{geo::Indicator::share_covered, row.not_reached()},
                                         std::pair{geo::Indicator::median_min, row.not_reached()},
                                         std::pair{geo::Indicator::children, row.children()},
                                         std::pair{geo::Indicator::covered, row.covered},
                                         std::pair{geo::Indicator::uncovered, row.uncovered}}) {
        made.study.map.indicator = indicator;
        const Choropleth c = choropleth(made.study, made.results.get(), Theme::light, geo::Lang::en);
        std::int64_t sum = 0;
        for (const std::int64_t children : c.class_behind) sum += children;
        CHECK(sum == all);
        for (const bool on_paper : {false, true}) {
            MapOptions options;
            options.lang = geo::Lang::en;
            options.on_paper = on_paper;
            const Furniture card = legend(made.study, c, options, {0, 0});
            for (const std::int64_t children : c.class_behind) CHECK(has(card, geo::grouped(children)));
            CHECK(has(card, geo::word(geo::Lang::en, geo::is_rate(indicator) ? "map.legend.behind"
                                                                             : "map.legend.children")));
            CHECK(has(card, "1 tambon"));  // hidden; what is no number is counted in areas, and says so
        }
    }
}

TEST_CASE("long words of a class keep away from long numbers", "[legend]") {
    const test::DrawnStudy made;
    Choropleth c = choropleth(made.study, made.results.get(), Theme::light, geo::Lang::en);
    for (std::string& words : c.class_words) words = "1,234,567.8 and over";
    for (std::int64_t& children : c.class_behind) children = 12'345'678;
    for (const bool on_paper : {false, true}) {
        MapOptions options;
        options.lang = geo::Lang::en;
        options.on_paper = on_paper;
        const Furniture card = legend(made.study, c, options, {0, 0});
        const auto texts = texts_of(card);
        const auto span = [](const TextMark& text) {
            const double width = measure_text(text).width_mm;
            const double left = text.anchor == Anchor::right ? text.at.x - width : text.at.x;
            return std::pair{left, left + width};
        };
        for (const TextMark& text : texts) {
            CHECK(span(text).first >= 0);
            CHECK(span(text).second <= card.width_mm);
        }
        for (std::size_t i = 0; i < texts.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                if (std::abs(texts[i].at.y - texts[j].at.y) > 0.1) continue;
                const std::pair<double, double> first = span(texts[i]), second = span(texts[j]);
                const auto& [left, right] = std::minmax(first, second);
                INFO(texts[i].text << " | " << texts[j].text);
                CHECK(right.first - left.second >= 6 * options.mm_per_px);
            }
    }
}

TEST_CASE("an area that its amphoe counts is no area without data, in the legend as in words", "[legend]") {
    test::DrawnStudy made;
    count_the_amphoe(made);
    const geo::Demand& demand = *made.results->demand;
    const geo::Areas& areas = *made.study.data->areas;
    CHECK(counted_with(areas, demand, geo::Level::tambon, geo::AreaId{6U}) == geo::Level::amphoe);
    CHECK_FALSE(counted_with(areas, demand, geo::Level::tambon, geo::AreaId{5U}));  // hidden, in no sum
    CHECK_FALSE(counted_with(areas, demand, geo::Level::tambon, geo::AreaId{0U}));
    const Choropleth c = choropleth(made.study, made.results.get(), Theme::light, geo::Lang::en);
    const geo::Counting& country = demand.counting[0][0];
    CHECK(c.areas_no_data == country.areas_without_data);
    CHECK(c.areas_suppressed == country.areas_hidden);
    CHECK(c.areas_counted_with == 1);
    MapOptions options;
    options.lang = geo::Lang::en;
    const Furniture card = legend(made.study, c, options, {0, 0});
    CHECK(has(card, "Counted with its amphoe"));
    CHECK_FALSE(has(card, geo::word(geo::Lang::en, "map.legend.no_data")));
}

TEST_CASE("what has no number looks like no class, no ground and nothing else without a number", "[legend]") {
    for (const Theme theme : {Theme::light, Theme::dark}) {
        const NumberlessFills fills = numberless_fills(theme);
        const std::vector<AreaFill> all = {fills.no_data, fills.suppressed, fills.counted_with, fills.zero};
        for (std::size_t i = 0; i < all.size(); ++i) {
            CHECK(all[i].hatch != Hatch::none);
            for (std::size_t j = 0; j < i; ++j) CHECK(all[i].hatch != all[j].hatch);
        }
        // Zero has a colour of its own as well: where areas are small a pattern is not seen.
        const Rgba outside = theme == Theme::dark ? rgb(0x0E1216) : rgb(0xE6E7E2);
        CHECK(colour_difference(fills.zero.colour, outside, Sight::normal) >= 5);
        CHECK(colour_difference(fills.zero.colour, fills.no_data.colour, Sight::normal) >= 4);
        for (const Rgba colour : palette("need", 5, theme))
            CHECK(colour_difference(fills.zero.colour, colour, Sight::normal) >= 10);
    }
}

TEST_CASE("areas where most have no way belong to the class of the longest ways", "[legend]") {
    test::DrawnStudy made;
    geo::Results results = *made.results;
    auto& rows = results.coverage[0].rows[static_cast<std::size_t>(geo::Level::tambon)];
    rows[4].unreachable_milli = rows[4].children_milli;
    rows[4].covered_milli = rows[4].uncovered_milli = 0;
    rows[4].median_ms.reset();
    made.study.map.indicator = geo::Indicator::median_min;
    const Choropleth c = choropleth(made.study, &results, Theme::light, geo::Lang::en);
    CHECK(c.column.state[4] == geo::CellState::value);
    CHECK(c.fills[4].colour == c.colours.back());
    CHECK(c.areas_no_data == 1);
}

TEST_CASE("what asks for care is hatched on its class, counted in the legend with its reason", "[legend]") {
    test::DrawnStudy made;
    made.study.map.indicator = geo::Indicator::children;
    const auto drawn = [&] {
        return choropleth(made.study, made.results.get(), Theme::light, geo::Lang::en);
    };
    const auto card = [&](const Choropleth& c) {
        MapOptions options;
        options.lang = geo::Lang::en;
        return legend(made.study, c, options, {0, 0});
    };
    const Choropleth fresh = drawn();
    CHECK(fresh.areas_in_doubt == 0);
    CHECK(fresh.fills[0].hatch == Hatch::none);

    made.study.map.age_on = "2026-03-31";  // the counts are of 2024-09-30
    const Choropleth old = drawn();
    CHECK(old.areas_in_doubt == 5);
    CHECK(old.areas_old == 5);
    CHECK(has(card(old), "Over 18 months old"));
    CHECK(has(card(old), "5 tambon"));
    for (std::size_t a = 0; a < 5; ++a) {
        CHECK(old.fills[a].hatch == Hatch::old);
        CHECK(old.fills[a].colour == fresh.fills[a].colour);
    }
    // What has no number, and a true zero, look as before.
    for (std::size_t a = 5; a < 8; ++a) CHECK(old.fills[a] == fresh.fills[a]);
    Choropleth west = old;
    count_areas(west, made.study, {Focus{geo::Level::province, geo::AreaId{1U}}});
    CHECK(west.areas_old == 1);

    made.study.map.show_doubt = false;
    const Choropleth hidden = drawn();
    CHECK(hidden.fills == fresh.fills);
    CHECK_FALSE(has(card(hidden), "Over 18 months old"));
}

TEST_CASE("few children ask for care where a share is shown, modelled homes where reach is", "[legend]") {
    test::DrawnStudy made;
    geo::Dataset data = *made.study.data;
    std::vector<geo::CountSeries> counts = *data.counts;
    counts[0].cells[1].children_milli = 19'000;
    data.counts = std::make_shared<const std::vector<geo::CountSeries>>(counts);
    made.study.data = std::make_shared<const geo::Dataset>(std::move(data));
    auto run = geo::Analysis{}.run(made.study, {});
    REQUIRE(run);
    geo::Results results = **run;
    auto demand = std::make_shared<geo::Demand>(*results.demand);
    demand->placed_on[2] = geo::PlacedOn::people;
    results.demand = demand;
    made.study.scenario().travel.children.weights = geo::Weights::people;
    MapOptions options;
    options.lang = geo::Lang::en;
    made.study.map.indicator = geo::Indicator::share_covered;
    const Choropleth shares = choropleth(made.study, &results, Theme::dark, geo::Lang::en);
    CHECK(shares.fills[1].hatch == Hatch::old);
    CHECK(shares.fills[2].hatch == Hatch::old);
    CHECK(shares.fills[0].hatch == Hatch::none);
    const Furniture card = legend(made.study, shares, options, {0, 0});
    CHECK(has(card, "Fewer than 20 children"));
    CHECK(has(card, "Homes by estimated population"));
    made.study.map.indicator = geo::Indicator::children;
    const Choropleth children = choropleth(made.study, &results, Theme::dark, geo::Lang::en);
    CHECK(children.areas_in_doubt == 0);
    made.study.map.indicator = geo::Indicator::uncovered;
    CHECK(choropleth(made.study, &results, Theme::dark, geo::Lang::en).areas_in_doubt == 1);
}

TEST_CASE("the words of doubt name the counts, their age and the day", "[legend]") {
    geo::Study study = test::study_of_two();
    study.map.age_on = "2024-10-31";
    geo::Doubt doubt;
    doubt.children_milli = 1'234'000;
    doubt.old_milli = 1'234'000;
    doubt.oldest_day = "2021-03-31";
    CHECK(doubt_words(study, doubt, geo::Lang::en) ==
          std::vector<std::string>{"Counts of 31 Mar 2564 (2021): 43 months old on 31 Oct 2567 (2024)"});
    CHECK(doubt_words(study, doubt, geo::Lang::th) ==
          std::vector<std::string>{"ตัวเลขของ 31 มี.ค. 2564 เก่า 43 เดือนแล้ว นับถึง 31 ต.ค. 2567"});
    doubt.old_milli = 234'000;
    doubt.oldest_day = "2021";
    CHECK(
        doubt_words(study, doubt, geo::Lang::en) ==
        std::vector<std::string>{"234 of 1,234 children are from old counts (2564 (2021) or later): up to 34 "
                                 "months old on 31 Oct 2567 (2024)"});
    doubt.old_milli = 0;
    CHECK(doubt_words(study, doubt, geo::Lang::en).empty());
    doubt.few = true;
    doubt.modelled_milli = doubt.children_milli;
    CHECK(doubt_words(study, doubt, geo::Lang::en).size() == 2);
}

TEST_CASE("rivers and closed borders stand in the legend where the map draws them", "[legend][barriers]") {
    test::DrawnStudy made;
    geo::Dataset data = *made.study.data;
    const geo::LonLat at = data.areas->at(geo::Level::tambon).inner[0];
    geo::Barrier river{geo::BarrierKind::water, false, {}, {{at, {at.lon + 0.1, at.lat}}}};
    data.barriers = std::make_shared<const std::vector<geo::BarrierLayer>>(
        std::vector<geo::BarrierLayer>{{"rivers.gpkg", {river}}});
    made.study.data = std::make_shared<const geo::Dataset>(std::move(data));
    const Choropleth c = choropleth(made.study, made.results.get(), Theme::light, geo::Lang::en);
    MapOptions options;
    options.lang = geo::Lang::en;
    const auto card = [&] { return legend(made.study, c, options, {0, 0}); };
    CHECK(has(card(), "River or other water"));
    CHECK_FALSE(has(card(), "Closed border or ground"));
    options.barriers_drawn = false;
    CHECK_FALSE(has(card(), "River or other water"));
    options.barriers_drawn = true;
    made.study.map.show_barriers = false;
    CHECK_FALSE(has(card(), "River or other water"));
}

TEST_CASE("roads of the plan stand in the legend, and an area with other speeds has an outline",
          "[legend][roads]") {
    test::DrawnStudy made;
    const geo::AreaLevel& tambon = made.study.data->areas->at(geo::Level::tambon);
    const Choropleth c = choropleth(made.study, made.results.get(), Theme::light, geo::Lang::en);
    MapOptions options;
    options.lang = geo::Lang::en;
    const auto card = [&] { return legend(made.study, c, options, {0, 0}); };
    CHECK_FALSE(has(card(), "Other speeds in this area"));
    auto& edits = made.study.scenario().road_edits;
    edits.push_back({geo::RoadEditId{1U}, "", geo::SlowedRoads{geo::Level::tambon, tambon.code[0], {}, 50}});
    edits.push_back({geo::RoadEditId{2U}, "", geo::NewRoad{{tambon.inner[0], tambon.inner[1]}}});
    CHECK(has(card(), "Other speeds in this area"));
    CHECK(has(card(), "New road of the plan"));
    CHECK_FALSE(has(card(), "Road closed in the plan"));
    View view;
    view.width_mm = view.height_mm = 200;
    view.metres_per_mm = 1000;
    const auto marks = road_marks(made.study, nullptr, tambon.inner[0], view, options);
    const auto longest = std::max_element(marks.begin(), marks.end(), [](const auto& a, const auto& b) {
        return a.points.size() < b.points.size();
    });
    REQUIRE(longest != marks.end());
    CHECK(longest->points.size() >= 4);
    CHECK(longest->points.front() == longest->points.back());
    edits.front().what = geo::SlowedRoads{geo::Level::tambon, "no such area", {}, 50};
    CHECK(road_marks(made.study, nullptr, tambon.inner[0], view, options).size() == 2);
}

}  // namespace legend_test
