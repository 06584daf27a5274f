// The settings of step 4: what is asked, how it is classed, what is drawn.
#include "app/panels/coverage_panel.h"

#include "app/panels/breaks.h"
#include "geo/base/figures.h"
#include "tests/app/driver.h"

namespace coverage_panel_test {

using namespace app;
using test::Demo;
using test::Driver;
using test::said;

TEST_CASE("the coverage panel asks for edits of the study", "[panels]") {
    Driver driver;
    const Frame frame = Demo::made().frame();
    CoveragePanel panel;
    Outbox out;
    const auto draw = test::drawing(panel, frame, out);

    driver.click("coverage.mode.walk", draw);
    REQUIRE(out.edits.size() == 1);
    geo::Study study = Demo::made().study;
    out.edits[0].change(study);
    REQUIRE(study.scenario().travel.mode == geo::Mode::walk);
    REQUIRE(geo::has_word(out.edits[0].label));

    out = {};
    driver.click("coverage.limit.60", draw);
    REQUIRE(out.edits.size() == 1);
    out.edits[0].change(study);
    REQUIRE(study.scenario().travel.within.front() == geo::Threshold{geo::Metric::time, 3600000});

    out = {};
    driver.click("coverage.season.rainy", draw);
    REQUIRE(out.actions == std::vector<Action>{Action::season_rainy});

    out = {};
    driver.click("look.level.province", draw);
    REQUIRE(out.actions == std::vector<Action>{Action::level_province});

    out = {};
    driver.click("layer.villages", draw);
    REQUIRE(out.edits.size() == 1);
    out.edits[0].change(study);
    REQUIRE(study.map.show_villages);
}

TEST_CASE("a choice from a menu edits the study", "[panels]") {
    Driver driver(1600, 1500);
    Frame frame = Demo::made().frame();
    frame.more_open = true;
    CoveragePanel panel;
    Outbox out;
    const auto draw = test::drawing(panel, frame, out, 300, 1500);
    driver.click("look.indicator", draw);
    REQUIRE(out.edits.empty());
    driver.click("look.indicator." + std::to_string(static_cast<int>(geo::Indicator::median_min)), draw);
    REQUIRE(out.edits.size() == 1);
    geo::Study study = Demo::made().study;
    out.edits[0].change(study);
    REQUIRE(study.map.indicator == geo::Indicator::median_min);

    out = {};
    driver.click("look.classes.more", draw);
    REQUIRE(out.edits.size() == 1);
    out.edits[0].change(study);
    REQUIRE(study.map.classes == 6);

    out = {};
    driver.click("look.palette.reach", draw);
    REQUIRE(out.edits.size() == 1);
    out.edits[0].change(study);
    REQUIRE(study.map.palette == "reach");
}

TEST_CASE("edges of classes as they are typed", "[panels]") {
    REQUIRE(typed_breaks("5, 8, 11").breaks == std::vector<double>{5, 8, 11});
    REQUIRE(typed_breaks(" 12.5;50  90 ").breaks == std::vector<double>{12.5, 50, 90});
    REQUIRE(typed_breaks("5, 8, 11").fault.empty());
    REQUIRE(typed_breaks("5, x8, 11").fault == "look.breaks.no_number");
    REQUIRE(typed_breaks("5, x8, 11").word == "x8");
    REQUIRE(typed_breaks("5, 11, 8").fault == "look.breaks.order");
    REQUIRE(typed_breaks("5, 5, 8").fault == "look.breaks.order");
    REQUIRE(typed_breaks("5").fault == "look.breaks.count");
    REQUIRE(typed_breaks("").fault == "look.breaks.count");
    REQUIRE(typed_breaks("1,2,3,4,5,6,7").fault == "look.breaks.count");
    REQUIRE(words_of({5, 8.25, 11}) == "5, 8.25, 11");
    REQUIRE(rounded({4.6, 8.1, 11.4}) == std::vector<double>{5, 8, 11});
    REQUIRE(rounded({0.11, 0.38, 1.2}) == std::vector<double>{0.1, 0.4, 1.2});
}

TEST_CASE("classes by hand: typed, judged, and never carried to another measure", "[panels]") {
    Driver driver(1600, 1500);
    geo::Study study = Demo::made().study;
    Frame frame = Demo::made().frame();
    frame.study = &study;
    frame.more_open = true;
    const render::Choropleth choropleth =
        render::choropleth(study, frame.results, render::Theme::light, geo::Lang::th);
    frame.choropleth = &choropleth;
    CoveragePanel panel;
    Outbox out;
    const auto draw = test::drawing(panel, frame, out, 300, 1500);
    const auto apply = [&] {
        for (const Outbox::Edit& edit : out.edits) edit.change(study);
        const std::size_t count = out.edits.size();
        out = {};
        return count;
    };
    // It begins with the edges on the map.
    driver.click("look.method", draw);
    driver.click("look.method.5", draw);
    REQUIRE(apply() == 1);
    REQUIRE(study.map.method == geo::ClassMethod::manual);
    REQUIRE(study.map.manual_breaks == std::vector<double>{30, 50, 70, 90});
    REQUIRE(study.map.classes == 5);
    driver.frame(draw);
    REQUIRE(ui::registry().count("look.classes.more") == 0);

    driver.click("look.breaks", draw);
    driver.ctrl(true);
    driver.press('A', draw);
    driver.ctrl(false);
    driver.type("5, 8, 11");
    driver.frame(draw);
    driver.frame(draw);
    REQUIRE(apply() >= 1);
    REQUIRE(study.map.manual_breaks == std::vector<double>{5, 8, 11});
    REQUIRE(study.map.classes == 4);

    // What cannot be used changes nothing and says why.
    driver.type(", 9");
    ui::listen(true);
    driver.frame(draw);
    driver.frame(draw);
    REQUIRE(apply() == 0);
    const std::string why =
        geo::say(geo::Lang::th, "look.breaks.order", {{"example", frame.word("look.breaks.hint")}});
    std::string heard;
    for (const std::string& one : ui::spoken()) heard += one;
    REQUIRE(heard.find(why) != std::string::npos);
    ui::listen(false);

    geo::Study other = study;
    set_indicator(other, geo::Indicator::median_min);
    REQUIRE(other.map.method != geo::ClassMethod::manual);
    set_indicator(study, geo::Indicator::share_covered);
    REQUIRE(study.map.method == geo::ClassMethod::manual);
}

TEST_CASE("Stop stands in the coverage panel while it computes", "[panels]") {
    Driver driver;
    Frame frame = Demo::made().frame();
    frame.analysis.running = true;
    frame.analysis.seconds = 1;
    frame.analysis.stage = "x";
    CoveragePanel panel;
    Outbox out;
    driver.click("coverage.stop", [&] { test::in_region(frame, [&] { panel.draw(frame, out); }); });
    REQUIRE(out.actions == std::vector<Action>{Action::stop_analysis});
}

TEST_CASE("a layer that is on and not to be seen at this scale says so", "[panels]") {
    Driver driver;
    const Demo& demo = Demo::made();
    geo::Study study = demo.study;
    study.map.show_schools = true;
    Frame frame = demo.frame();
    frame.study = &study;
    CoveragePanel panel;
    Outbox out;
    const auto says = [&] {
        ui::listen(true);
        driver.frame([&] {
            test::in_region(
                frame, [&] { panel.draw(frame, out); }, 300, 3000);
        });
        const bool there = said(geo::word(geo::Lang::th, "layer.zoom_in"));
        ui::listen(false);
        return there;
    };
    frame.scale_denominator = 5e6;
    REQUIRE(says());
    frame.scale_denominator = 1e6;
    REQUIRE_FALSE(says());
    study.map.show_schools = study.map.show_villages = false;
    frame.scale_denominator = 5e6;
    REQUIRE_FALSE(says());
}

TEST_CASE("children are put by the people of a grid where one is loaded, else it is asked for", "[panels]") {
    Driver driver(1600, 1500);
    Frame frame = Demo::made().frame();
    CoveragePanel panel;
    Outbox out;
    const auto draw = test::drawing(panel, frame, out, 300, 1500);
    driver.click("coverage.weights", draw);
    driver.click("coverage.weights.1", draw);
    REQUIRE(out.edits.empty());
    REQUIRE(out.actions == std::vector<Action>{Action::import_files});

    geo::Study study = Demo::made().study;
    geo::Dataset with_grid = *study.data;
    geo::Grid people;
    people.kind = geo::GridKind::population;
    people.columns = people.rows = 1;
    people.cells = std::make_shared<const std::vector<float>>(1, 5.0F);
    geo::Grid cover = people;
    cover.kind = geo::GridKind::land_cover;
    with_grid.grids = std::make_shared<const std::vector<geo::Grid>>(std::vector{people, cover});
    study.data = std::make_shared<const geo::Dataset>(with_grid);
    frame.study = &study;
    out = {};
    driver.click("coverage.weights", draw);
    driver.click("coverage.weights.1", draw);
    REQUIRE(out.edits.size() == 1);
    REQUIRE(geo::has_word(out.edits[0].label));
    out.edits[0].change(study);
    CHECK(study.scenario().travel.children.weights == geo::Weights::people);
    out = {};
    driver.click("coverage.weights", draw);
    driver.click("coverage.weights.2", draw);
    REQUIRE(out.edits.size() == 1);
    out.edits[0].change(study);
    CHECK(study.scenario().travel.children.weights == geo::Weights::built_up);
    // Grids by age: none yet, then of too few ages, then of all.
    const auto by_age = [&](const char* ages) {
        if (*ages != 0) people.ages = ages;
        with_grid.grids = std::make_shared<const std::vector<geo::Grid>>(std::vector{people});
        study.data = std::make_shared<const geo::Dataset>(with_grid);
        out = {};
        driver.click("coverage.weights", draw);
        driver.click("coverage.weights.3", draw);
        return out.edits.size();
    };
    CHECK(by_age("") == 0);
    CHECK(by_age("5-9") == 0);
    CHECK(out.actions == std::vector<Action>{Action::import_files});
    REQUIRE(by_age("0-24") == 1);
    out.edits[0].change(study);
    CHECK(study.scenario().travel.children.weights == geo::Weights::school_age);
    out = {};
    driver.click("coverage.weights", draw);
    driver.click("coverage.weights.0", draw);
    REQUIRE(out.edits.size() == 1);
    out.edits[0].change(study);
    CHECK(study.scenario().travel.children.weights == geo::Weights::villages);
}

TEST_CASE("bands of travel are a layer where there are numbers", "[panels][bands]") {
    Driver driver(1600, 1500);
    Frame frame = Demo::made().frame();
    CoveragePanel panel;
    Outbox out;
    const auto draw = test::drawing(panel, frame, out, 300, 1500);
    driver.click("layer.bands", draw);
    REQUIRE(out.edits.size() == 1);
    geo::Study study = Demo::made().study;
    REQUIRE_FALSE(study.map.show_bands);
    out.edits[0].change(study);
    REQUIRE(study.map.show_bands);
    REQUIRE(geo::has_word(out.edits[0].label));
    // How far they have come.
    frame.study = &study;
    frame.bands_work.running = true;
    frame.bands_work.seconds = 1;
    frame.bands_work.done = 0.42;
    ui::listen(true);
    driver.frame(draw);
    CHECK(said("42 %"));
    // Without numbers there is nothing to draw, and the row says so.
    study.map.show_bands = false;
    frame.results = nullptr;
    out = {};
    driver.click("layer.bands", draw);
    CHECK(out.edits.empty());
    driver.frame(draw);
    CHECK(said(frame.word("layer.bands_none")));
    ui::listen(false);
}

TEST_CASE("the hatch of what asks for care is a layer, its months a setting", "[panels]") {
    Driver driver(1600, 1500);
    Frame frame = Demo::made().frame();
    frame.more_open = true;
    CoveragePanel panel;
    Outbox out;
    const auto draw = test::drawing(panel, frame, out, 300, 1500);
    driver.click("layer.doubt", draw);
    REQUIRE(out.edits.size() == 1);
    geo::Study study = Demo::made().study;
    REQUIRE(study.map.show_doubt);
    out.edits[0].change(study);
    REQUIRE_FALSE(study.map.show_doubt);
    REQUIRE(geo::has_word(out.edits[0].label));
    out = {};
    driver.click("look.old_months.more", draw);
    REQUIRE(out.edits.size() == 1);
    out.edits[0].change(study);
    REQUIRE(study.map.old_months == 24);
    REQUIRE(geo::has_word(out.edits[0].label));
    // The day is the study's, and is said.
    study.map.show_doubt = true;
    study.map.age_on = "2024-10-31";
    frame.study = &study;
    ui::listen(true);
    driver.frame(draw);
    REQUIRE(said(
        geo::say(frame.lang, "look.age_day", {{"day", geo::date_for_people(frame.lang, "2024-10-31")}})));
    ui::listen(false);
    // Without hatch there is nothing to set.
    study.map.show_doubt = false;
    driver.frame(draw);
    driver.frame(draw);
    REQUIRE(ui::registry().count("look.old_months.more") == 0);
}

}  // namespace coverage_panel_test
