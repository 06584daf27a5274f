// Steps, bars, browser, palette: what a click asks for.
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

namespace panels_test {

using namespace app;
using test::Demo;
using test::Driver;
using test::said;

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
    CheckPanel panel;
    Outbox out;
    ui::listen(true);
    driver.frame([&] { test::in_region(frame, [&] { panel.draw(frame, out); }); });
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
    const auto draw = test::drawing(panel, frame, out, 300, 950);
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
    const auto draw = test::drawing(bar, frame, out, 1600, 52);
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
    const auto draw = test::drawing(page, frame, out, 1600, 1000);
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

}  // namespace panels_test
