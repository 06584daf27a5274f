// Units of a plan under the pointer: put, dragged, put back, taken away; places closed; what is said of it.
#include "app/app.h"
#include "app/panels/plan_figures.h"
#include "app/panels/travel_panel.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/geom/measure.h"
#include "geo/network/terrain.h"
#include "render/map_words.h"
#include "render/page.h"
#include "tests/app/demo_session.h"

#include <algorithm>

namespace plan_test {

using namespace app;

namespace {

struct Session : test::DemoSession {
    explicit Session(geo::Lang lang = geo::Lang::en) : DemoSession(lang, Step::plan) {}
    using DemoSession::point_at;
    /// The pointer goes to the middle of an area of the map's level.
    void point_at(std::size_t area) {
        const auto& inner =
            app.last_frame().base->area_inner.at(static_cast<std::size_t>(app.study().map.level));
        const render::PointMm at = app.map().window_of(inner[area]);
        driver.move(static_cast<float>(at.x), static_cast<float>(at.y));
        frames(2);
    }
    std::int64_t covered_without_plan() const {
        geo::Study today = app.study();
        today.scenario().units.clear();
        today.scenario().changes.clear();
        const auto fresh = *geo::Analysis{}.run(today, {});
        return geo::whole(fresh->coverage.front().at(geo::Level::country)[0]).covered;
    }
    /// The row that the worst reached tambon has.
    std::size_t worst() const {
        const auto& rows = app.results()->coverage.front().at(app.study().map.level);
        std::size_t out = 0;
        for (std::size_t a = 1; a < rows.size(); ++a)
            if (geo::not_reached_milli(rows[a]) > geo::not_reached_milli(rows[out])) out = a;
        return out;
    }
};

constexpr int key_esc = 256, key_delete = 261;

}  // namespace

TEST_CASE("U puts a unit under the pointer, and the answer is there with it", "[app][plan]") {
    Session s;
    const std::int64_t before = s.covered();
    s.point_at(s.worst());
    s.press('U');
    REQUIRE(s.plan().units.size() == 1);
    CHECK(s.app.last_frame().unit == geo::UnitId{1U});
    CHECK(s.covered() > before);
    CHECK_FALSE(s.app.last_frame().stale);
    CHECK(before == s.covered_without_plan());
    ui::listen(true);
    s.frames();
    CHECK(test::said("+" + geo::grouped(s.covered() - before)));
    CHECK(test::said("more children reached"));
    CHECK(test::said("Plan: 1 new unit"));
    ui::listen(false);
    s.press(key_delete);
    CHECK(s.plan().units.empty());
    CHECK(s.covered() == before);
    CHECK_FALSE(s.app.last_frame().unit.valid());
    s.act(Action::undo);
    s.frames();
    CHECK(s.plan().units.size() == 1);
    s.act(Action::undo);
    s.frames();
    CHECK(s.plan().units.empty());
}

TEST_CASE("a dragged unit brings new numbers with every frame, one drag is one step", "[app][plan]") {
    Session s;
    s.point_at(s.worst());
    s.press('U');
    s.frames(2);
    const geo::LonLat from = s.plan().units[0].at;
    const std::int64_t there = s.covered();
    s.driver.hold(true);
    s.frames(2);
    std::vector<std::int64_t> seen;
    for (const std::size_t area : {1, 20, 60, 100}) {
        s.point_at(area);
        CHECK(s.app.map().dragged_unit() == geo::UnitId{1U});
        CHECK(s.plan().units[0].at != from);
        CHECK_FALSE(s.app.last_frame().stale);
        seen.push_back(s.covered());
        REQUIRE(s.app.last_frame().before_drag != nullptr);
        CHECK(
            geo::whole(s.app.last_frame().before_drag->coverage.front().at(geo::Level::country)[0]).covered ==
            there);
    }
    std::sort(seen.begin(), seen.end());
    CHECK(std::unique(seen.begin(), seen.end()) - seen.begin() > 1);
    s.driver.hold(false);
    s.frames();
    CHECK_FALSE(s.app.map().dragged_unit().valid());
    const geo::LonLat to = s.plan().units[0].at;
    s.act(Action::undo);
    s.frames();
    CHECK(s.plan().units[0].at == from);
    CHECK(s.covered() == there);
    s.act(Action::redo);
    s.frames();
    CHECK(s.plan().units[0].at == to);
}

TEST_CASE("Esc puts a dragged unit back and leaves no step, the rest of the press does nothing",
          "[app][plan]") {
    Session s;
    s.point_at(s.worst());
    s.press('U');
    const geo::LonLat from = s.plan().units[0].at;
    const double scale = s.app.map().scale_denominator();
    const auto view = s.app.map().view();
    s.driver.hold(true);
    s.frames(2);
    s.point_at(30);
    REQUIRE(s.plan().units[0].at != from);
    s.press(key_esc);
    CHECK(s.plan().units[0].at == from);
    CHECK_FALSE(s.app.map().dragged_unit().valid());
    s.point_at(60);
    s.driver.hold(false);
    s.frames();
    CHECK(s.plan().units[0].at == from);
    CHECK(s.app.map().scale_denominator() == scale);
    CHECK(s.app.map().view() == view);
    // The step before is that which put the unit.
    s.act(Action::undo);
    s.frames();
    CHECK(s.plan().units.empty());
}

TEST_CASE("a unit stays inside the areas that are loaded", "[app][plan]") {
    Session s;
    s.point_at(s.worst());
    s.press('U');
    s.driver.hold(true);
    s.frames(2);
    s.point_at(5);
    const geo::LonLat inside = s.plan().units[0].at;
    ui::listen(true);
    // Beyond the border of the made-up region, above the table.
    s.driver.move(620, 300);
    s.frames(2);
    CHECK(s.plan().units[0].at == inside);
    CHECK(test::said("No unit can stand here"));
    ui::listen(false);
    s.driver.hold(false);
    s.frames();
    CHECK(s.plan().units[0].at == inside);
}

TEST_CASE("the button waits for a click on the map, and Esc ends the waiting", "[app][plan]") {
    Session s(geo::Lang::th);
    s.driver.click("plan.add", [&] { s.draw(); });
    CHECK(s.app.map().has_in_hand());
    s.press(key_esc);
    CHECK_FALSE(s.app.map().has_in_hand());
    s.driver.click("plan.add", [&] { s.draw(); });
    s.point_at(s.worst());
    s.driver.hold(true);
    s.frames(1);
    s.driver.hold(false);
    s.frames();
    CHECK(s.plan().units.size() == 1);
    CHECK_FALSE(s.app.map().has_in_hand());
    // A click takes hold of no unit, it chooses it; a second one in the list lets go of it.
    s.driver.click("plan.unit.1", [&] { s.draw(); });
    s.frames();
    CHECK_FALSE(s.app.last_frame().unit.valid());
    s.driver.click("plan.unit.1", [&] { s.draw(); });
    s.frames();
    CHECK(s.app.last_frame().unit == geo::UnitId{1U});
    s.driver.click("plan.as_it_is", [&] { s.draw(); });
    s.frames();
    CHECK(s.plan().units.empty());
    CHECK_FALSE(s.plan().is_plan());
}

TEST_CASE("a place that the plan closes is listed, its children counted as lost, and opens again",
          "[app][plan]") {
    Session s;
    const std::int64_t before = s.covered();
    const auto& to = s.app.results()->destinations;
    // The place that the most points go to.
    std::vector<std::int64_t> children(to.size(), 0);
    for (std::size_t i = 0; i < s.app.results()->time_trips->size(); ++i)
        if (const geo::Trip& trip = (*s.app.results()->time_trips)[i];
            trip.status == geo::TripStatus::reached)
            children[trip.source] += s.app.results()->demand->children_milli[i];
    std::size_t closed = 0;
    for (std::size_t i = 0; i < children.size(); ++i) {
        Outbox out;
        if (children[i] == 0) continue;
        out.edit("edit.place_close", [place = to.place(static_cast<std::uint32_t>(i))](geo::Study& study) {
            geo::set_open(study.scenario(), place, false);
        });
        s.app.apply(out);
        if (++closed == 12) break;
    }
    s.frames();
    CHECK(s.plan().changes.size() == closed);
    CHECK(s.covered() < before);
    ui::listen(true);
    s.frames();
    CHECK(test::said("fewer children reached"));
    CHECK(test::said("\u2212" + geo::grouped(before - s.covered())));
    CHECK(test::said("closed in this plan"));
    ui::listen(false);
    s.driver.click("plan.change.0.undo", [&] { s.draw(); });
    s.frames();
    CHECK(s.plan().changes.size() == closed - 1);
    s.act(Action::undo);
    s.frames();
    CHECK(s.plan().changes.size() == closed);
}

TEST_CASE("the travel step lists the speeds that are used, and changes them", "[app][plan]") {
    test::Driver driver;
    const test::Demo& demo = test::Demo::made();
    geo::Study study = demo.study;
    Frame frame = demo.frame();
    frame.lang = geo::Lang::en;
    frame.study = &study;
    TravelPanel panel;
    const auto speeds = [&] {
        Outbox out;
        ui::listen(true);
        driver.frame(test::drawing(panel, frame, out, 300, 2000));
        std::vector<std::string> all = ui::spoken();
        ui::listen(false);
        std::erase_if(all, [](const std::string& one) {
            return one.find("km/h") == std::string::npos && one.find("npaved roads") == std::string::npos &&
                   one != "50%" && one != "100%";
        });
        return all;
    };
    const auto click = [&](const std::string& key) {
        Outbox out;
        driver.click(key, test::drawing(panel, frame, out, 300, 2000));
        for (const Outbox::Edit& edit : out.edits) edit.change(study);
        return speeds();
    };
    const auto usual = speeds();
    REQUIRE(usual.size() > 4);
    const auto slow = click("travel.pace.low");
    CHECK(study.scenario().travel.pace == geo::Pace::low);
    CHECK(slow != usual);
    CHECK(click("travel.pace.central") == usual);
    const auto rainy = click("travel.season.rainy");
    CHECK(rainy != usual);
    const auto closed = click("travel.unpaved.closed");
    CHECK(study.scenario().travel.unpaved_in_rain == geo::UnpavedInRain::closed);
    const auto has = [](const std::vector<std::string>& all, const char* words) {
        return std::find(all.begin(), all.end(), words) != all.end();
    };
    CHECK(has(usual, "100%"));  // of the speeds, on unpaved roads
    CHECK(has(rainy, "50%"));
    CHECK_FALSE(has(rainy, "Tracks and unpaved roads: closed"));
    CHECK(has(closed, "Tracks and unpaved roads: closed"));
    // Slopes are asked about where there are heights.
    Outbox out;
    driver.frame(test::drawing(panel, frame, out, 300, 2000));
    CHECK(ui::registry().count("travel.slope.off") == (geo::has_elevation(*study.data->grids) ? 1 : 0));
}

TEST_CASE("what a plan changes is said in a few words", "[plan]") {
    geo::Scenario scenario;
    CHECK(render::plan_words(scenario, geo::Lang::en).empty());
    geo::add_unit(scenario, {101, 13});
    scenario.changes = {{"1", "ก", false}, {"2", "ข", false}, {"3", "ค", true}};
    CHECK(render::plan_words(scenario, geo::Lang::en) == "1 new unit, 2 places closed, 1 place opened");
    CHECK(render::plan_words(scenario, geo::Lang::th) == "หน่วยใหม่ 1 แห่ง ปิดที่เรียน 2 แห่ง เปิดที่เรียน 1 แห่ง");
}

TEST_CASE("a page of a plan says so, a map of children does not", "[plan]") {
    geo::Study study = test::Demo::made().study;
    geo::add_unit(study.scenario(), test::Demo::made().results->demand->at[0]);
    const auto results = *geo::Analysis{}.run(study, {});
    const auto base = *render::build_basemap(study.data->areas, {});
    const auto words_of = [&](const geo::Study& shown) {
        render::PageOptions options;
        options.lang = geo::Lang::en;
        std::string out;
        const render::Scene page = *render::page_scene(shown, results.get(), base, nullptr, options);
        for (const render::Mark& mark : page.marks)
            if (const auto* text = std::get_if<render::TextMark>(&mark)) out += text->text + "\n";
        return out;
    };
    CHECK(words_of(study).find("Plan: 1 new unit") != std::string::npos);
    study.map.indicator = geo::Indicator::children;
    CHECK(words_of(study).find("Plan: 1 new unit") == std::string::npos);
}

TEST_CASE("numbers of a plan carry their sign and the greatest changes come first", "[plan]") {
    CHECK(signed_people(0) == "0");
    CHECK(signed_people(1234) == "+1,234");
    CHECK(signed_people(-12) == "\u221212");
    geo::CoverageTable before, now;
    for (const std::int64_t covered : {5000, 5000, 5000, 5000}) {
        geo::CoverageRow row;
        row.covered_milli = row.children_milli = covered;
        before.rows[3].push_back(row);
    }
    now = before;
    now.rows[3][1].covered_milli = 2000;
    now.rows[3][2].covered_milli = 6000;
    now.rows[3][3].covered_milli = 5100;  // less than a child
    const auto all = area_changes(before, now, geo::Level::tambon, 5);
    REQUIRE(all.size() == 2);
    CHECK(all[0].area == geo::AreaId{1U});
    CHECK(all[0].more == -3);
    CHECK(all[1].more == 1);
    CHECK(area_changes(before, now, geo::Level::tambon, 1).size() == 1);
}

}  // namespace plan_test
