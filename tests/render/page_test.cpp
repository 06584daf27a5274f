#include "render/page.h"

#include "geo/base/figures.h"
#include "render/cairo/painter.h"
#include "render/type.h"
#include "tests/support/drawn_study.h"

#include <algorithm>
#include <cmath>

namespace page_test {

using namespace render;

namespace {

std::vector<TextMark> texts_of(const Scene& scene) {
    std::vector<TextMark> out;
    for (const Mark& mark : scene.marks)
        if (const auto* text = std::get_if<TextMark>(&mark)) out.push_back(*text);
    return out;
}

bool says(const Scene& scene, const std::string& words) {
    const auto texts = texts_of(scene);
    return std::any_of(texts.begin(), texts.end(),
                       [&](const TextMark& text) { return text.text.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("the page's headline, numbers and sum are one arithmetic") {
    const test::DrawnStudy made;
    const geo::CoverageRow& row = made.results->coverage[0].at(geo::Level::country)[0];
    REQUIRE(row.children_milli == 3'100'000);
    REQUIRE(row.uncovered_milli > 0);
    const auto parts =
        geo::whole_parts({row.covered_milli, row.uncovered_milli, row.unreachable_milli, row.unplaced_milli});
    PageOptions options;
    options.lang = geo::Lang::en;
    const Scene scene = made.page(options);
    CHECK(says(scene,
               geo::grouped(parts[1] + parts[2]) + " children in 2 provinces cannot yet reach learning"));
    std::string sum = "Sum ";
    for (std::size_t i = 0; i < 4; ++i) sum += geo::grouped(parts[i]) + (i < 3 ? " + " : " = 3,100 children");
    CHECK(says(scene, sum));
    CHECK(says(scene, "3,100 children out of learning, aged 6–18"));
    CHECK(says(scene, "as of 30 Sep 2567"));
}

TEST_CASE("a page about a province counts that province alone and shows where it lies") {
    const test::DrawnStudy made;
    PageOptions options;
    options.area_code = "91";
    const Scene scene = made.page(options);
    REQUIRE(scene.maps.size() == 2);  // the map and the inset
    CHECK(says(scene, "เด็กนอกระบบ 6–18 ปี 300 คน"));
    CHECK(says(scene, "1 ตำบลไม่มีข้อมูล และ 1 ตำบลปิดตัวเลขไว้"));
    CHECK_FALSE(says(scene, "900101"));
    // Areas outside are quiet ground without a class.
    const MapFrame& map = scene.maps.front();
    CHECK(map.fills[0] == map.fills[1]);
    CHECK_FALSE(map.fills[0] == map.fills[4]);
}

TEST_CASE(
    "a page says that data is made up and that a figure is an estimate, in both languages and all sizes") {
    const test::DrawnStudy made;
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en})
        for (const Paper paper : {Paper::a4, Paper::a3, Paper::slide}) {
            PageOptions options;
            options.lang = lang;
            options.paper = paper;
            const Scene scene = made.page(options);
            CHECK(says(scene, geo::word(lang, "study.made_up")));
            CHECK(says(scene, geo::say(lang, "page.estimate", {{"factor", "1.3"}})));
            const auto texts = texts_of(scene);
            const auto headline = std::find_if(texts.begin(), texts.end(), [](const TextMark& text) {
                return text.face == FontFace::heading;
            });
            REQUIRE(headline != texts.end());
            CHECK(headline->text.find(geo::word(lang, "map.estimate")) != std::string::npos);
            CHECK(scene.maps.front().dashed_frame);
        }
}

TEST_CASE("nothing on a page leaves the paper and no line of text lies on another") {
    test::DrawnStudy made;
    geo::Dataset data = *made.study.data;
    for (const char* kind : {"areas", "roads", "places", "villages"})
        data.sources.push_back({kind, std::string{"a_file_with_a_long_name_"} + kind + "_20220121.zip", "", 9,
                                "2024-10-01", "Open Data of the Department"});
    made.study.data = std::make_shared<const geo::Dataset>(std::move(data));
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en})
        for (const Paper paper : {Paper::a4, Paper::a3, Paper::slide})
            for (const char* area : {"", "90", "9001"}) {
                PageOptions options;
                options.lang = lang;
                options.paper = paper;
                options.area_code = area;
                const Scene scene = made.page(options);
                struct Placed {
                    std::string text;
                    double left, top, right, bottom, base;
                };
                std::vector<Placed> placed;
                for (const TextMark& text : texts_of(scene)) {
                    const TextBox box = measure_text(text);
                    const double line = text.line_mm > 0 ? text.line_mm : 1.4 * text.size_mm;
                    const double left = text.anchor == Anchor::left     ? text.at.x
                                        : text.anchor == Anchor::centre ? text.at.x - box.width_mm / 2
                                                                        : text.at.x - box.width_mm;
                    // The letters' middle: marks above and tails below may come near the next line.
                    placed.push_back({text.text, left, text.at.y - 0.55 * text.size_mm, left + box.width_mm,
                                      text.at.y + line * static_cast<double>(box.lines - 1), text.at.y});
                    INFO(text.text);
                    CHECK(left >= 3);
                    CHECK(left + box.width_mm <= scene.width_mm - 3);
                    CHECK(placed.back().bottom <= scene.height_mm - 3);
                }
                for (std::size_t i = 0; i < placed.size(); ++i)
                    for (std::size_t j = 0; j < i; ++j) {
                        const Placed& a = placed[i];
                        const Placed& b = placed[j];
                        INFO(a.text << " | " << b.text);
                        CHECK_FALSE(
                            (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
                        // Columns that nearly touch are read as one.
                        if (std::abs(a.base - b.base) < 0.3)
                            CHECK((a.left > b.right + 1.2 || b.left > a.right + 1.2));
                    }
            }
}

TEST_CASE("discs of the map join the rows of the table, never one upon the other") {
    const test::DrawnStudy made;
    const Scene scene = made.page({});
    std::vector<SymbolMark> discs;
    for (const SymbolMark& symbol : scene.maps.front().symbols)
        if (symbol.shape == SymbolShape::numbered) discs.push_back(symbol);
    const auto& rows = made.results->coverage[0].at(geo::Level::tambon);
    std::size_t behind = 0;
    for (const geo::CoverageRow& row : rows)
        behind += row.uncovered_milli + row.unreachable_milli > 0 ? 1 : 0;
    REQUIRE(discs.size() == std::min<std::size_t>(5, behind));
    for (std::size_t i = 0; i < discs.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            CHECK(std::hypot(discs[i].at.x - discs[j].at.x, discs[i].at.y - discs[j].at.y) >=
                  discs[i].size_mm * 0.99);
}

TEST_CASE("labels keep clear of the legend") {
    const test::DrawnStudy made;
    const Scene scene = made.page({});
    const MapFrame& map = scene.maps.front();
    REQUIRE_FALSE(map.labels.empty());
    for (const TextMark& label : map.labels) {
        const double half = measure_text(label).width_mm / 2;
        const bool in_column = label.at.x - half < 2.4 + 50;
        CHECK_FALSE((in_column && label.at.y > map.view.height_mm - 40));
    }
}

TEST_CASE("before coverage is computed the page tells the children alone") {
    const test::DrawnStudy made;
    auto scene = page_scene(made.study, nullptr, made.base, nullptr, {});
    REQUIRE(scene);
    CHECK(says(*scene, "เด็ก 3,100 คนใน 2 จังหวัดอยู่นอกระบบการศึกษา"));
    CHECK_FALSE(says(*scene, "ไม่ครอบคลุม"));
    CHECK(says(*scene, "ยังไม่ได้คำนวณ"));
}

TEST_CASE("an area that does not exist is named") {
    const test::DrawnStudy made;
    PageOptions options;
    options.area_code = "77";
    auto scene = page_scene(made.study, made.results.get(), made.base, nullptr, options);
    REQUIRE_FALSE(scene);
    CHECK(scene.error().fault == geo::Fault::not_found);
    CHECK(scene.error().value == "77");
}

TEST_CASE("a page made on the roads of one town says that its numbers are none") {
    const test::DrawnStudy made;
    // Children of every tambon but the first live far from the only road.
    geo::Results results = *made.results;
    results.network = std::make_shared<const geo::Network>();
    results.estimate = false;
    std::vector<geo::Trip> trips = *results.time_trips;
    for (std::size_t i = 1; i < trips.size(); ++i) trips[i].status = geo::TripStatus::off_network;
    results.time_trips = std::make_shared<const std::vector<geo::Trip>>(trips);
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
        PageOptions options;
        options.lang = lang;
        auto scene = page_scene(made.study, &results, made.base, nullptr, options);
        REQUIRE(scene);
        CHECK(says(*scene, geo::word(lang, "page.roads_missing")));
        CHECK_FALSE(says(*scene, lang == geo::Lang::th ? "ยังไปไม่ถึงที่เรียน" : "cannot yet reach learning"));
    }
    // Without them it is an ordinary page.
    for (std::size_t i = 1; i < trips.size(); ++i) trips[i].status = geo::TripStatus::reached;
    results.time_trips = std::make_shared<const std::vector<geo::Trip>>(trips);
    auto scene = page_scene(made.study, &results, made.base, nullptr, {});
    REQUIRE(scene);
    CHECK_FALSE(says(*scene, geo::word(geo::Lang::th, "page.roads_missing")));
}

TEST_CASE("the headline claims no reach where nobody is counted or placed") {
    const test::DrawnStudy made;
    const auto headline_of = [&](const std::vector<std::int64_t>& parts) {
        geo::Results results = *made.results;
        for (auto& level : results.coverage[0].rows)
            for (geo::CoverageRow& row : level) {
                row = geo::CoverageRow{};
                row.covered_milli = parts[0];
                row.unplaced_milli = parts[1];
                row.children_milli = parts[0] + parts[1];
            }
        PageOptions options;
        options.lang = geo::Lang::en;
        auto scene = page_scene(made.study, &results, made.base, nullptr, options);
        REQUIRE(scene);
        return says(*scene, "can reach learning")            ? "all"
               : says(*scene, "hold no child in 2 province") ? "nobody"
               : says(*scene, "Where 7 children")            ? "unplaced"
                                                             : "other";
    };
    CHECK(headline_of({0, 0}) == std::string{"nobody"});
    CHECK(headline_of({0, 7000}) == std::string{"unplaced"});
    CHECK(headline_of({5000, 7000}) == std::string{"all"});
}

TEST_CASE("a tambon that a row of its amphoe counts is in the sum, and the page does not say otherwise") {
    test::DrawnStudy made;
    geo::Dataset data = *made.study.data;
    std::vector<geo::CountSeries> counts = *data.counts;
    geo::CountCell whole;
    whole.level = geo::Level::amphoe;
    whole.area = geo::AreaId{3U};  // 9102: one tambon without data, one with 0 children
    whole.children_milli = 50'000;
    counts[0].cells.insert(counts[0].cells.begin(), whole);
    data.counts = std::make_shared<const std::vector<geo::CountSeries>>(counts);
    made.study.data = std::make_shared<const geo::Dataset>(std::move(data));
    geo::Analysis analysis;
    auto run = analysis.run(made.study, {});
    REQUIRE(run);
    made.results = *run;
    PageOptions options;
    options.area_code = "91";
    const Scene scene = made.page(options);
    CHECK(says(scene, "เด็กนอกระบบ 6–18 ปี 350 คน"));
    CHECK_FALSE(says(scene, "ตำบลไม่มีข้อมูล"));
    CHECK(says(scene, "1 ตำบลปิดตัวเลขไว้"));
}

}  // namespace page_test
