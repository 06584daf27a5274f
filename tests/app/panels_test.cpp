#include "app/layout.h"
#include "app/panels/answer_strip.h"
#include "app/panels/breaks.h"
#include "app/panels/check_panel.h"
#include "app/panels/command_palette.h"
#include "app/panels/coverage_panel.h"
#include "app/panels/data_panel.h"
#include "app/panels/figures.h"
#include "app/panels/file_browser.h"
#include "app/panels/inspector.h"
#include "app/panels/plan_panel.h"
#include "app/panels/report_panel.h"
#include "app/panels/start_page.h"
#include "app/panels/table_panel.h"
#include "app/panels/top_bar.h"
#include "app/panels/travel_panel.h"
#include "geo/base/figures.h"
#include "tests/app/driver.h"

#include <fstream>
#include <set>

using namespace app;
using test::Demo;
using test::Driver;

namespace {

bool said(const std::string& words) {
    for (const std::string& one : ui::spoken())
        if (one.find(words) != std::string::npos) return true;
    return false;
}

}  // namespace

TEST_CASE("the coverage panel asks for edits of the study", "[panels]") {
    Driver driver;
    const Frame frame = Demo::made().frame();
    CoveragePanel panel;
    Outbox out;
    const auto draw = [&] { test::in_region(frame, [&] { panel.draw(frame, out); }); };

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
    const auto draw = [&] {
        test::in_region(
            frame, [&] { panel.draw(frame, out); }, 300, 1500);
    };
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
    const auto draw = [&] {
        test::in_region(
            frame, [&] { panel.draw(frame, out); }, 300, 1500);
    };
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

TEST_CASE("the strip's four numbers add up to its total", "[panels]") {
    Driver driver;
    const Frame frame = Demo::made().frame();
    AnswerStrip strip;
    Outbox out;
    ui::listen(true);
    driver.frame([&] {
        test::in_region(
            frame, [&] { strip.draw(frame, out); }, 980, 74);
    });
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
    TablePanel table;
    Outbox out;
    const auto draw = [&] {
        test::in_region(
            frame, [&] { table.draw(frame, out); }, 1000, 260);
    };
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

TEST_CASE("every column of the table can be reached where it is narrow", "[panels]") {
    Driver driver;
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
        const Frame frame = Demo::made().frame(lang);
        for (const float width : {420.0F, 690.0F, 790.0F, 950.0F, 1400.0F}) {
            INFO("at " << width);
            TablePanel table;
            Outbox out;
            const auto draw = [&] {
                test::in_region(
                    frame, [&] { table.draw(frame, out); }, width, 260);
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

TEST_CASE("Thai typed into a field is logical text", "[panels]") {
    Driver driver;
    const Frame frame = Demo::made().frame();
    std::string value;
    const auto draw = [&] { test::in_region(frame, [&] { ui::input_text("field", value, ""); }); };
    driver.click("field", draw);
    driver.type("ที่น้ำปั๊ม");
    driver.frame(draw);
    driver.frame(draw);
    REQUIRE(value == "ที่น้ำปั๊ม");
    driver.press(259, draw);  // Backspace takes one code point
    REQUIRE(value == "ที่น้ำปั๊");
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

TEST_CASE("the check panel shows every row's fate and asks before it loads the rest", "[panels]") {
    Driver driver;
    Frame frame = Demo::made().frame();
    geo::ImportReport report;
    report.kind = "counts";
    report.file = "/x/children.csv";
    report.outcome = geo::Outcome::ask;
    report.rows_in = 104;
    report.rows_loaded = 101;
    report.rows_rejected = 3;
    geo::ImportNote note;
    note.kind = "unknown_code";
    note.file = "children.csv";
    note.row = 17;
    note.column = "code";
    note.value = "991234";
    report.problems = {note};
    const std::vector<geo::ImportReport> reports{report};
    frame.reports = &reports;
    frame.asked_files = {"/x/children.csv"};
    CheckPanel panel;
    Outbox out;
    ui::listen(true);
    driver.click("check.accept", [&] { test::in_region(frame, [&] { panel.draw(frame, out); }); });
    REQUIRE(out.accept_files == frame.asked_files);
    REQUIRE(said("children.csv"));
    REQUIRE(said("101"));
    REQUIRE(said("17"));
    REQUIRE(said("991234"));
    ui::listen(false);
}

TEST_CASE("the page as a file: the panel proposes a name", "[panels]") {
    Driver driver;
    Frame frame = Demo::made().frame();
    frame.base = std::make_shared<const render::Basemap>();
    ReportPanel panel;
    Outbox out;
    const auto draw = [&] {
        test::in_region(
            frame, [&] { panel.draw(frame, out); }, 300, 950);
    };
    driver.click("report.pdf", draw);
    REQUIRE(out.ask_file);
    REQUIRE(out.ask_file->what == FileAsk::For::page);
    REQUIRE(out.ask_file->name == frame.study->title + ".pdf");
    out = {};
    frame.stale = true;
    driver.click("report.csv", draw);
    REQUIRE_FALSE(out.ask_file);  // numbers out of date are never exported
}

TEST_CASE("the file browser opens, filters, and asks before it replaces a file", "[panels]") {
    Driver driver;
    const test::TempFolder folder;
    std::filesystem::create_directory(folder / "ข้อมูล");
    for (const char* name : {"ข.csv", "ก.csv", "notes.zzz", ".hidden.csv"})
        std::ofstream(folder / name) << "x";
    const Frame frame = Demo::made().frame();
    FileBrowser browser;
    Outbox out;
    const auto draw = [&] {
        ui::begin_frame(frame);
        browser.draw(frame, out);
    };
    const auto rows = listed(folder.path().string(), {".csv"});
    REQUIRE(rows.size() == 3);
    REQUIRE(rows[0].folder);
    REQUIRE(rows[1].name == "ก.csv");
    REQUIRE(rows[2].name == "ข.csv");

    browser.open({FileAsk::For::import, ""}, folder.path().string());
    driver.click("files.row.ก.csv", draw);
    driver.click("files.go", draw);
    REQUIRE(out.open_files == std::vector<std::string>{(folder / "ก.csv").string()});
    REQUIRE_FALSE(browser.is_open());

    out = {};
    browser.open({FileAsk::For::table, "ก.csv"}, folder.path().string());
    driver.click("files.go", draw);
    REQUIRE(out.export_to.empty());
    REQUIRE(browser.is_open());
    driver.click("files.go", draw);
    REQUIRE(out.export_to == (folder / "ก.csv").string());

    out = {};
    browser.open({FileAsk::For::save_as, "งาน.gpkg"}, folder.path().string());
    driver.click("files.go", draw);
    REQUIRE(out.save_to == (folder / "งาน.gpkg").string());

    // A Thai name has a dot of its own; the page and the table are told apart by what was asked for.
    out = {};
    browser.open({FileAsk::For::table, proposed_name("จ.เชียงราย/2568", ".csv")}, folder.path().string());
    driver.click("files.go", draw);
    REQUIRE(out.export_to == (folder / "จ.เชียงราย-2568.csv").string());
    REQUIRE(out.export_what == FileAsk::For::table);
    REQUIRE(with_extension("จ.เชียงราย", ".csv") == "จ.เชียงราย.csv");
    REQUIRE(with_extension("x.CSV", ".csv") == "x.csv");
    REQUIRE(with_extension("x.csv", ".pdf") == "x.csv.pdf");
    REQUIRE(with_extension("", ".pdf").empty());
    REQUIRE(proposed_name("", ".gpkg") == "learnreach.gpkg");
}

TEST_CASE("the command palette finds actions and areas in both languages", "[panels]") {
    const Demo& demo = Demo::made();
    const Frame frame = demo.frame();
    const auto by_word = find_words(frame, "แล้ง", 12);
    REQUIRE_FALSE(by_word.empty());
    REQUIRE(by_word[0].action == Action::season_dry);
    REQUIRE(find_words(frame, "dry season", 12)[0].action == Action::season_dry);
    const auto& tambon = demo.study.data->areas->at(geo::Level::tambon);
    const auto found = find_words(frame, tambon.name_th[11], 12);
    bool there = false;
    for (const Found& one : found) there = there || (one.level == geo::Level::tambon && one.area.row() == 11);
    REQUIRE(there);
    REQUIRE(find_words(frame, tambon.code[11], 12).front().area.row() == 11);
    // What is not enabled is not offered.
    for (const Found& one : find_words(frame, "", 50)) REQUIRE(one.action != Action::undo);
}

TEST_CASE("the top bar: steps, undo, language", "[panels]") {
    Driver driver;
    Frame frame = Demo::made().frame();
    frame.can_undo = true;
    frame.undo_label = "edit.mode";
    TopBar bar;
    Outbox out;
    const auto draw = [&] {
        test::in_region(
            frame, [&] { bar.draw(frame, out); }, 1600, 52);
    };
    driver.click("top.step_travel", draw);
    driver.click("top.undo", draw);
    driver.click("top.language.en", draw);
    driver.click("top.redo", draw);  // nothing to do again
    REQUIRE(out.actions == std::vector<Action>{Action::step_travel, Action::undo, Action::switch_language});
    frame.stale = true;
    REQUIRE(state_of(frame, Step::coverage) == StepState::stale);
    REQUIRE(state_of(frame, Step::data) == StepState::done);
}

TEST_CASE("the start page opens files, studies and the demonstration", "[panels]") {
    Driver driver;
    const std::vector<RecentStudy> recent{{"/x/เชียงราย.gpkg", "เชียงราย 2567", "2026-11-20"}};
    Frame frame = Demo::made().frame();
    frame.start_page = true;
    frame.recent = &recent;
    StartPage page;
    Outbox out;
    const auto draw = [&] {
        test::in_region(
            frame, [&] { page.draw(frame, out); }, 1600, 1000);
    };
    driver.click("start.choose", draw);
    driver.click("start.demo", draw);
    REQUIRE(out.actions == std::vector<Action>{Action::open, Action::open_demo});
    driver.click("start.recent.0", draw);
    REQUIRE(out.open_files == std::vector<std::string>{recent[0].path});
}

TEST_CASE("the data step counts the children that the map counts, those of whole amphoe too", "[panels]") {
    Driver driver;
    const Demo& demo = Demo::made();
    geo::Study study = demo.study;
    auto data = *study.data;
    auto counts = *data.counts;
    for (geo::CountSeries& series : counts)
        if (series.in_total) {
            series.cells.push_back(
                {geo::Level::amphoe, geo::AreaId{std::size_t{0}}, geo::CellState::value, 1234567000});
            break;
        }
    data.counts = std::make_shared<const std::vector<geo::CountSeries>>(std::move(counts));
    study.data = std::make_shared<const geo::Dataset>(std::move(data));
    Frame frame = demo.frame();
    frame.study = &study;
    DataPanel panel;
    Outbox out;
    ui::listen(true);
    driver.frame([&] { test::in_region(frame, [&] { panel.draw(frame, out); }); });
    const auto demand = geo::build_demand(*study.data, {});
    REQUIRE(said(geo::whole_children(demand->total_milli.front().front())));
    ui::listen(false);
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
