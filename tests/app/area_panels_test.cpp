// The answer in numbers: strip, table, one area.
#include "app/layout.h"
#include "app/panels/answer_strip.h"
#include "app/panels/bottom_panel.h"
#include "app/panels/figures.h"
#include "app/panels/inspector.h"
#include "app/panels/report_panel.h"
#include "app/panels/top_bar.h"
#include "app/panels/travel_panel.h"
#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "tests/app/driver.h"

#include <set>

namespace area_panels_test {

using namespace app;
using test::Demo;
using test::Driver;
using test::said;

TEST_CASE("on every width the strip says its four parts in words", "[panels]") {
    // A window is never narrower than 640 design pixels; there the strip goes across.
    const geo::CoverageRow& row = Demo::made().results->coverage[0].at(geo::Level::country)[0];
    REQUIRE(row.children_milli > 0);
    for (const float scale : {1.0F, 2.0F})
        for (const float width : {640.0F, 683.0F, 800.0F, 959.0F, 960.0F, 1024.0F, 1280.0F, 1366.0F}) {
            Driver driver(1600, 1000, scale);
            for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
                Frame frame = Demo::made().frame(lang);
                frame.scale = scale;
                frame.width = width * scale;
                frame.height = 384 * scale;
                const Layout layout = layout_of(frame.width, frame.height, scale, {});
                AnswerStrip strip;
                TopBar bar;
                Outbox out;
                ui::listen(true);
                driver.frame([&] {
                    test::in_region(
                        frame, [&] { strip.draw(frame, out); }, layout.strip.w, layout.strip.h);
                });
                INFO(width << " at " << scale);
                for (const char* part : {"covered", "uncovered", "unreachable", "unplaced"})
                    REQUIRE(said(frame.word(std::string{"app.state."} + part)));
                ui::listen(false);
                // Undo and redo are there as well, left of the edge.
                driver.frame([&] {
                    test::in_region(
                        frame, [&] { bar.draw(frame, out); }, frame.width, 52 * scale);
                });
                for (const char* key : {"top.undo", "top.redo", "top.find", "top.help"}) {
                    INFO(key);
                    REQUIRE(ui::registry().count(key) == 1);
                    REQUIRE(ui::registry().at(key).x1 <= frame.width);
                }
                REQUIRE(ui::registry().at("top.undo").x0 > ui::registry().at("top.step_report").x1);
            }
        }
}

namespace {

Outbox draw_strip(Driver& driver, const Frame& frame) {
    AnswerStrip strip;
    Outbox out;
    driver.frame([&] {
        test::in_region(
            frame, [&] { strip.draw(frame, out); }, 980, 74);
    });
    return out;
}

}  // namespace

TEST_CASE("the strip answers for the province that the page is about, and says its name", "[panels]") {
    Driver driver;
    Frame frame = Demo::made().frame();
    const geo::AreaLevel& provinces = frame.study->data->areas->at(geo::Level::province);
    REQUIRE(provinces.size() > 1);
    frame.page.area_code = provinces.code[1];
    const std::int64_t children =
        geo::whole(frame.results->coverage[0].at(geo::Level::province)[1]).children();
    const std::int64_t all = geo::whole(frame.results->coverage[0].at(geo::Level::country)[0]).children();
    REQUIRE(children != all);
    ui::listen(true);
    draw_strip(driver, frame);
    REQUIRE(said(geo::grouped(children)));
    REQUIRE_FALSE(said(geo::grouped(all)));
    REQUIRE(said(area_name(frame, geo::Level::province, geo::AreaId{std::size_t{1}})));
    ui::listen(false);
}

TEST_CASE("of several chosen areas the strip says the sum, and a press goes back to the whole", "[panels]") {
    Driver driver;
    Frame frame = Demo::made().frame();
    const auto& rows = frame.results->coverage[0].at(geo::Level::province);
    REQUIRE(rows.size() > 2);
    const Selection two{geo::Level::province, {geo::AreaId{std::size_t{0}}, geo::AreaId{std::size_t{2}}}};
    frame.selection = &two;
    const std::int64_t sum = geo::whole(rows[0]).children() + geo::whole(rows[2]).children();
    ui::listen(true);
    draw_strip(driver, frame);
    REQUIRE(said(geo::grouped(sum)));
    REQUIRE(said("2 " + level_counted(frame, geo::Level::province, 2)));
    ui::listen(false);
    const auto press = [&] {
        AnswerStrip strip;
        Outbox out;
        driver.click("strip.whole", [&] {
            test::in_region(
                frame, [&] { strip.draw(frame, out); }, 980, 74);
        });
        return out;
    };
    REQUIRE(press().actions == std::vector<Action>{Action::clear_selection});
    const Selection none{geo::Level::province, {}};
    frame.selection = &none;
    frame.page.area_code = frame.study->data->areas->at(geo::Level::province).code[1];
    const Outbox back = press();
    REQUIRE(back.page);
    REQUIRE(back.page->area_code.empty());
    // Of the whole there is nothing to go back to.
    frame.page.area_code.clear();
    draw_strip(driver, frame);
    REQUIRE(ui::registry().count("strip.whole") == 0);
}

TEST_CASE("a province without counts is not said to have no children", "[panels]") {
    Driver driver;
    Frame frame = Demo::made().frame();
    const auto province = static_cast<std::size_t>(geo::Level::province);
    geo::Results results = *frame.results;
    auto demand = std::make_shared<geo::Demand>(*results.demand);
    demand->counting.at(province).at(1).state = geo::CountState::no_data;
    results.demand = demand;
    frame.results = &results;
    frame.page.area_code = frame.study->data->areas->at(geo::Level::province).code[1];
    Inspector inspector;
    Outbox out;
    ui::listen(true);
    draw_strip(driver, frame);
    const std::string name = area_name(frame, geo::Level::province, geo::AreaId{std::size_t{1}});
    REQUIRE(said(name + ": " + frame.word("app.state.no_data")));
    driver.frame([&] {
        test::in_region(
            frame, [&] { inspector.draw(frame, out); }, 352, 700);
    });
    REQUIRE(said(frame.word("app.state.no_data")));
    ui::listen(false);
}

TEST_CASE("the strip's four numbers add up to its total", "[panels]") {
    Driver driver;
    const Frame frame = Demo::made().frame();
    ui::listen(true);
    draw_strip(driver, frame);
    const geo::CoverageRow& row = frame.results->coverage[0].at(geo::Level::country)[0];
    const auto parts =
        geo::whole_parts({row.covered_milli, row.uncovered_milli, row.unreachable_milli, row.unplaced_milli});
    std::int64_t sum = 0;
    for (const std::int64_t part : parts) {
        REQUIRE(said(geo::grouped(part)));
        sum += part;
    }
    REQUIRE(said(geo::grouped(sum)));
    REQUIRE((row.children_milli + 500) / 1000 == sum);
    ui::listen(false);
}

TEST_CASE("the table sorts, filters and selects", "[panels]") {
    Driver driver;
    const Frame frame = Demo::made().frame();
    BottomPanel bottom;
    TablePanel& table = bottom.table();
    Outbox out;
    const auto draw = test::drawing(bottom, frame, out, 1000, 260);
    const auto& rows = frame.results->coverage[0].at(geo::Level::tambon);
    const auto& codes = frame.study->data->areas->at(geo::Level::tambon).code;
    std::vector<geo::AreaId> order = table.order(frame);
    REQUIRE(order.size() == rows.size());
    for (std::size_t i = 1; i < order.size(); ++i)
        REQUIRE(geo::not_reached_milli(rows[order[i - 1].row()]) >=
                geo::not_reached_milli(rows[order[i].row()]));

    driver.click("table.row." + codes[order[1].row()], draw);
    REQUIRE(out.select);
    REQUIRE(out.select->areas == std::vector<geo::AreaId>{order[1]});

    // A header click sorts by its column; a second one turns the order.
    const std::string children = "table.sort." + std::to_string(static_cast<int>(Column::children));
    driver.click(children, draw);
    order = table.order(frame);
    for (std::size_t i = 1; i < order.size(); ++i)
        REQUIRE(rows[order[i - 1].row()].children_milli >= rows[order[i].row()].children_milli);
    driver.click(children, draw);
    order = table.order(frame);
    for (std::size_t i = 1; i < order.size(); ++i)
        REQUIRE(rows[order[i - 1].row()].children_milli <= rows[order[i].row()].children_milli);

    // Typing a code into the filter leaves that area.
    driver.click("table.filter", draw);
    driver.type(codes[7]);
    driver.frame(draw);
    driver.frame(draw);
    REQUIRE(table.order(frame) == std::vector<geo::AreaId>{geo::AreaId{std::size_t{7}}});
}

namespace {

/// The words stand in a name of the area itself or of its amphoe, in either language.
bool is_named(const Frame& frame, geo::AreaId area, const std::string& words) {
    const geo::Areas& areas = *frame.study->data->areas;
    const std::string wanted = geo::key_of(words);
    const auto holds = [&](geo::Level level, geo::AreaId one) {
        return geo::key_of(areas.at(level).name_th[one.row()]).find(wanted) != std::string::npos ||
               geo::key_of(areas.at(level).name_en[one.row()]).find(wanted) != std::string::npos;
    };
    const geo::Level level = frame.study->map.level;
    return holds(level, area) || holds(geo::Level::amphoe, areas.at(level).parent[area.row()]);
}

}  // namespace

TEST_CASE("the filter finds the tambon of a province by its name in either language, and no others",
          "[panels]") {
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
        Frame frame = Demo::made().frame(lang);
        const geo::Areas& areas = *frame.study->data->areas;
        const geo::AreaLevel& provinces = areas.at(geo::Level::province);
        REQUIRE_FALSE(provinces.name_en[0].empty());
        const std::string& code = provinces.code[0];
        for (const std::string& name : {provinces.name_th[0], provinces.name_en[0]}) {
            INFO(name);
            TablePanel table;
            table.filter(name);
            const auto& rows = table.order(frame);
            const geo::AreaLevel& level = areas.at(frame.study->map.level);
            for (std::size_t i = 0; i < level.size(); ++i)
                REQUIRE((std::find(rows.begin(), rows.end(), geo::AreaId{i}) != rows.end()) ==
                        (level.code[i].starts_with(code) || is_named(frame, geo::AreaId{i}, name)));
            REQUIRE(rows.size() < level.size());
        }
    }
}

TEST_CASE("every column of the table can be reached where it is narrow", "[panels]") {
    Driver driver;
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
        const Frame frame = Demo::made().frame(lang);
        for (const float width : {420.0F, 690.0F, 790.0F, 950.0F, 1400.0F}) {
            INFO("at " << width);
            BottomPanel bottom;
            Outbox out;
            const auto draw = [&] {
                test::in_region(
                    frame, [&] { bottom.draw(frame, out); }, width, 260);
            };
            const auto shown = [](Column column) {
                const auto found =
                    ui::registry().find("table.sort." + std::to_string(static_cast<int>(column)));
                return found != ui::registry().end() && found->second.visible;
            };
            std::set<Column> seen;
            bool more = true;
            for (int clicks = 0; more; ++clicks) {
                REQUIRE(clicks < 10);
                driver.frame(draw);
                driver.frame(draw);
                REQUIRE(shown(Column::rank));
                REQUIRE(shown(Column::name));
                for (int c = 0; c < static_cast<int>(column_count); ++c)
                    if (shown(static_cast<Column>(c))) seen.insert(static_cast<Column>(c));
                // The column it is sorted by is there from the start where there is any room.
                if (clicks == 0 && width > 600) REQUIRE(seen.count(Column::not_reached) == 1);
                more = ui::registry().count("table.columns_on") > 0;
                if (more) driver.click("table.columns_on", draw);
            }
            REQUIRE(seen.size() == column_count);
            // And back to the first.
            driver.frame(draw);
            while (ui::registry().count("table.columns_back") > 0) {
                driver.click("table.columns_back", draw);
                driver.frame(draw);
            }
            REQUIRE(shown(width > 900 ? Column::parent : Column::children));
        }
    }
}

TEST_CASE("one area: share, places near, its own numbers", "[panels]") {
    Driver driver;
    const Demo& demo = Demo::made();
    const auto& rows = demo.results->coverage[0].at(geo::Level::tambon);
    std::size_t at = 0;
    while (rows[at].children_milli < 5000 || rows[at].covered_milli == 0 || rows[at].uncovered_milli == 0)
        ++at;
    Selection selection{geo::Level::tambon, {geo::AreaId{at}}};
    Frame frame = demo.frame();
    frame.selection = &selection;
    Inspector inspector;
    Outbox out;
    ui::listen(true);
    driver.frame([&] {
        test::in_region(
            frame, [&] { inspector.draw(frame, out); }, 352);
    });
    REQUIRE(said(area_name(frame, geo::Level::tambon, geo::AreaId{at})));
    REQUIRE(said(demo.study.data->areas->at(geo::Level::tambon).code[at]));
    REQUIRE(said(geo::percent(rows[at].covered_milli, rows[at].children_milli, 0) + "%"));
    ui::listen(false);

    // The bars hold every child that reaches a place.
    const TripBars bars = trip_bars(demo.study, *demo.results, geo::Level::tambon, geo::AreaId{at});
    std::int64_t sum = 0;
    for (const std::int64_t bar : bars.children_milli) sum += bar;
    REQUIRE(sum == rows[at].covered_milli + rows[at].uncovered_milli);
    REQUIRE_FALSE(bars.nearest.empty());

    // Exactly on the limit is in time, in the bar that ends there; a limit within ten minutes splits the bar.
    geo::Results few = *demo.results;
    few.coverage.front().within = {geo::Metric::time, 15 * 60000};
    auto trips = std::make_shared<std::vector<geo::Trip>>(*few.time_trips);
    for (std::size_t i = 0; i < trips->size(); ++i) {
        (*trips)[i].status = i < 4 ? geo::TripStatus::reached : geo::TripStatus::unreachable;
        (*trips)[i].time_ms =
            std::vector<std::uint32_t>{900000, 900001, 1200000, 1200001}[std::min<std::size_t>(i, 3)];
    }
    few.time_trips = trips;
    const auto child = [&](std::size_t i) { return few.demand->children_milli[i]; };
    const TripBars split = trip_bars(demo.study, few, geo::Level::country, geo::AreaId{std::size_t{0}});
    REQUIRE(split.children_milli[1] == child(0) + child(1) + child(2));
    REQUIRE(split.within_milli[1] == child(0));
    REQUIRE(split.children_milli[2] == child(3));
    REQUIRE(split.within_milli[2] == 0);
    for (std::size_t i = 1; i < bars.nearest.size(); ++i)
        REQUIRE(bars.nearest[i - 1].time_ms <= bars.nearest[i].time_ms);
}

TEST_CASE("without results the panels say what is missing and offer the way", "[panels]") {
    Driver driver;
    geo::Study empty;
    geo::Error missing;
    missing.fault = geo::Fault::needs_places;
    Frame frame = Demo::made().frame();
    frame.study = &empty;
    frame.results = nullptr;
    frame.results_error = &missing;
    Outbox out;
    Inspector inspector;
    ui::listen(true);
    driver.click("inspector.to_data", [&] {
        test::in_region(
            frame, [&] { inspector.draw(frame, out); }, 352);
    });
    REQUIRE(out.actions == std::vector<Action>{Action::step_data});
    REQUIRE(said(geo::word(geo::Lang::th, "fault.needs_places.what").substr(0, 12)));
    ui::listen(false);

    out = {};
    ReportPanel report;
    driver.click("report.to_coverage", [&] { test::in_region(frame, [&] { report.draw(frame, out); }); });
    REQUIRE(out.actions == std::vector<Action>{Action::step_coverage});
    REQUIRE_FALSE(ui::registry().at("report.pdf").enabled);

    out = {};
    TravelPanel travel;
    driver.click("travel.use_straight", [&] { test::in_region(frame, [&] { travel.draw(frame, out); }); });
    REQUIRE(out.edits.size() == 1);
    out.edits[0].change(empty);
    REQUIRE(empty.scenario().travel.basis == geo::Basis::straight_line);
}

TEST_CASE("old numbers are called old on the map, with what changed and the way to new ones", "[panels]") {
    Driver driver;
    Frame frame = Demo::made().frame();
    frame.stale = true;
    frame.undo_label = "edit.season";
    Outbox out;
    ui::listen(true);
    driver.click("map.stale.recompute", [&] {
        test::in_region(
            frame, [&] { stale_card(frame, out); }, 420);
    });
    REQUIRE(said(geo::word(geo::Lang::th, "coverage.stale")));
    REQUIRE(said(geo::word(geo::Lang::th, "edit.season")));
    ui::listen(false);
    REQUIRE(out.actions == std::vector<Action>{Action::recompute});
}

TEST_CASE("the bars up to the limit add up to covered, all bars to those who reach a place", "[panels]") {
    const Demo& demo = Demo::made();
    const geo::Areas& areas = *demo.study.data->areas;
    const geo::CoverageTable& table = demo.results->coverage.front();
    REQUIRE(table.within == geo::Threshold{geo::Metric::time, 30 * 60 * 1000});
    std::size_t apart = 0;
    for (const geo::Level level : {geo::Level::country, geo::Level::province, geo::Level::amphoe})
        for (std::size_t i = 0; i < areas.at(level).size(); ++i) {
            const TripBars bars = trip_bars(demo.study, *demo.results, level, geo::AreaId{i});
            std::int64_t within = 0, all = 0, alone = 0;
            for (std::size_t b = 0; b < TripBars::count; ++b) {
                all += bars.printed.at(b);
                if (b < 3) within += bars.printed.at(b);
                if (b < 3) alone += (bars.children_milli.at(b) + 500) / 1000;
            }
            const geo::WholeRow whole = geo::whole(table.at(level)[i]);
            REQUIRE(within == whole.covered);
            REQUIRE(all == whole.covered + whole.uncovered);
            apart += alone != within ? 1 : 0;
        }
    REQUIRE(apart > 0);  // each bar rounded for itself would not
}

TEST_CASE("an area without a number says why, in tip, panel and table, and shows no zeros", "[panels]") {
    Driver driver;
    const Demo& demo = Demo::made();
    Frame frame = demo.frame(geo::Lang::en);
    const auto& counting = demo.results->demand->counting.at(static_cast<std::size_t>(geo::Level::tambon));
    std::size_t with = 0, without = 0, hidden = 0;
    for (std::size_t i = 0; i < counting.size(); ++i) {
        const std::string words = numberless_words(frame, geo::Level::tambon, geo::AreaId{i});
        REQUIRE(words.empty() == geo::has_number(counting[i].state));
        if (words.empty()) continue;
        with += words.find("Counted with its amphoe") != std::string::npos ? 1 : 0;
        without += words == geo::word(geo::Lang::en, "app.state.no_data") ? 1 : 0;
        hidden += words == geo::word(geo::Lang::en, "app.state.hidden") ? 1 : 0;
        Selection one{geo::Level::tambon, {geo::AreaId{i}}};
        frame.selection = &one;
        Inspector panel;
        Outbox out;
        ui::listen(true);
        driver.frame(test::drawing(panel, frame, out, 352, 900));
        REQUIRE(said(words.substr(0, 12)));
        REQUIRE_FALSE(said(geo::word(geo::Lang::en, "app.state.uncovered")));
        ui::listen(false);
    }
    // What legend, page and command line count is what is in no sum.
    REQUIRE(with > 0);
    const geo::Counting& country = demo.results->demand->counting.front().front();
    REQUIRE(without == country.areas_without_data);
    REQUIRE(hidden == country.areas_hidden);
}

TEST_CASE("the panel of an area says what is not in its number, in the words of the page", "[panels]") {
    Driver driver;
    const Frame frame = Demo::made().frame(geo::Lang::en);
    Inspector panel;
    Outbox out;
    ui::listen(true);
    driver.frame(test::drawing(panel, frame, out, 352, 900));
    const auto sentences = gaps_words(frame, geo::Level::country, geo::AreaId{std::size_t{0}});
    REQUIRE(sentences.size() == 1);
    REQUIRE(said("not in the total"));
    ui::listen(false);
}

TEST_CASE("the inspector says why a number asks for care", "[panels]") {
    Driver driver(1600, 1500);
    const Demo& demo = Demo::made();
    geo::Study study = demo.study;
    geo::Dataset data = *study.data;
    std::vector<geo::CountSeries> counts = *data.counts;
    for (geo::CountSeries& one : counts) one.date_iso = "2021-03-31";
    data.counts = std::make_shared<const std::vector<geo::CountSeries>>(std::move(counts));
    study.data = std::make_shared<const geo::Dataset>(std::move(data));
    study.map.level = geo::Level::tambon;
    study.map.age_on = "2024-10-31";
    const auto& rows = demo.results->coverage[0].at(geo::Level::tambon);
    std::size_t at = 0;
    while (rows[at].children_milli < 5000) ++at;
    Selection selection{geo::Level::tambon, {geo::AreaId{at}}};
    Frame frame = demo.frame();
    frame.study = &study;
    frame.selection = &selection;
    frame.lang = geo::Lang::en;
    const auto says = [&](const geo::Study& shown) {
        frame.study = &shown;
        const render::Choropleth colours =
            render::choropleth(shown, demo.results.get(), frame.theme, frame.lang);
        frame.choropleth = &colours;
        Inspector inspector;
        Outbox out;
        ui::listen(true);
        driver.frame([&] {
            test::in_region(
                frame, [&] { inspector.draw(frame, out); }, 352, 1400);
        });
        const bool found = said("Counts of 31 Mar");
        ui::listen(false);
        return found;
    };
    REQUIRE(says(study));
    study.map.show_doubt = false;  // the hatch is off, the reason holds
    REQUIRE(says(study));
    study.map.old_months = 43;
    REQUIRE_FALSE(says(study));
}

}  // namespace area_panels_test
