// The table of speeds in the window: looked at, changed, taken back, written and read.
#include "geo/base/whole_file.h"
#include "geo/network/speed_rows.h"
#include "tests/app/demo_session.h"
#include "tests/support/temp_folder.h"

#include <fstream>
#include <sstream>

namespace speed_list_test {

using namespace app;

namespace {

struct Session : test::DemoSession {
    Session() : DemoSession(geo::Lang::en, Step::travel) { act(Action::step_travel); }
    const geo::OwnSpeeds& own() const { return plan().travel.speeds; }
    /// The wheel over the panel, until the widget is in sight.
    void scroll_to(const std::string& key) {
        driver.move(150, 500);
        for (int i = 0; i < 60; ++i) {
            frames(1);
            const auto found = ui::registry().find(key);
            if (found != ui::registry().end() && found->second.visible && found->second.y1 < 930) return;
            driver.wheel(-1);
            frames(2);
        }
        FAIL("not found by scrolling: " << key);
    }
    void press_row(const std::string& key) {
        scroll_to(key);
        click(key);
    }
};

}  // namespace

TEST_CASE("a speed is changed by a click, its source told, and all of it taken back", "[app][speeds]") {
    Session s;
    const std::int64_t before = s.covered();
    s.press_row("speeds.tertiary");
    s.scroll_to("speeds.tertiary.value.less");
    CHECK(s.says("40 km/h"));
    CHECK(s.says("Source: start value"));
    for (int i = 0; i < 5; ++i) s.press_row("speeds.tertiary.value.less");
    REQUIRE(s.own().table != nullptr);
    const auto row = static_cast<std::size_t>(geo::RoadClass::tertiary);
    CHECK(s.own().table->classes.at(row).of(geo::Mode::motorcycle) == 19);
    CHECK(s.own().table->classes.at(row).source_en == "set in this plan");
    CHECK(s.own().table->classes.at(row).source_th == "กำหนดในแผนนี้");
    s.frames();
    CHECK(s.covered() < before);
    CHECK(s.says("The standard table has 40 km/h"));
    // Slower in the rains alone changes nothing in the dry season.
    const std::int64_t dry = s.covered();
    s.press_row("speeds.tertiary.rains.less");
    CHECK(s.own().table->classes.at(row).rainy == Approx(0.9));
    s.frames();
    CHECK(s.covered() == dry);
    s.scroll_to("speeds.save");
    CHECK(s.says("Speeds of this plan"));
    s.act(Action::undo);
    s.frames();
    CHECK(s.own().table->classes.at(row).rainy == Approx(0.95));
    s.press_row("speeds.standard");
    CHECK(s.own().table == nullptr);
    CHECK(s.covered() == before);
}

TEST_CASE("a row that is closed by the button stays under it, and a source is no new question",
          "[app][speeds]") {
    Session s;
    s.press_row("speeds.path");
    for (int i = 0;
         i < 30 &&
         s.own().get().classes.at(static_cast<std::size_t>(geo::RoadClass::path)).of(geo::Mode::motorcycle) >
             0;
         ++i)
        s.press_row("speeds.path.value.less");
    CHECK(
        s.own().get().classes.at(static_cast<std::size_t>(geo::RoadClass::path)).of(geo::Mode::motorcycle) ==
        0);
    s.press_row("speeds.path.value.more");
    CHECK(
        s.own().get().classes.at(static_cast<std::size_t>(geo::RoadClass::path)).of(geo::Mode::motorcycle) ==
        1);
    s.frames(4);
    const auto results = s.app.results();
    Outbox out;
    out.edit("edit.speeds", [](geo::Study& study) {
        geo::SpeedTable table = study.scenario().travel.speeds.get();
        geo::set_source(table, static_cast<std::size_t>(geo::RoadClass::path), {"ทีม", "the team"});
        study.scenario().travel.speeds.table = std::make_shared<const geo::SpeedTable>(table);
    });
    s.app.apply(out);
    s.frames(4);
    CHECK(s.own().table->classes.at(static_cast<std::size_t>(geo::RoadClass::path)).source_en == "the team");
    CHECK(s.app.results() == results);
}

TEST_CASE("the file browser opens for everything that asks for a file", "[app][speeds]") {
    Session s;
    const FileAsk::For asks[] = {FileAsk::For::open,     FileAsk::For::import,   FileAsk::For::save_as,
                                 FileAsk::For::page,     FileAsk::For::table,    FileAsk::For::problems,
                                 FileAsk::For::profile,  FileAsk::For::profiles, FileAsk::For::speeds_out,
                                 FileAsk::For::speeds_in};
    const char* titles[] = {"files.open",       "files.import",   "files.save_as", "files.page",
                            "files.table",      "files.problems", "files.profile", "files.profiles",
                            "files.speeds_out", "files.speeds_in"};
    for (std::size_t i = 0; i < std::size(asks); ++i) {
        INFO(titles[i]);
        Outbox out;
        out.ask_file = FileAsk{asks[i], "a.csv"};
        s.app.apply(out);
        CHECK(s.says(geo::word(geo::Lang::en, titles[i])));
        s.press(256);
    }
    s.press_row("speeds.save");
    CHECK(s.says("Save the table of speeds"));
    s.press(256);
    s.press_row("speeds.read");
    CHECK(s.says("Read a table of speeds"));
}

TEST_CASE("a class that is closed can be opened, and one by one rows go back to the standard",
          "[app][speeds]") {
    Session s;
    s.press_row("speeds.closed");
    s.press_row("speeds.footway");
    s.press_row("speeds.footway.value.more");
    REQUIRE(s.own().table != nullptr);
    const auto row = static_cast<std::size_t>(geo::RoadClass::footway);
    CHECK(s.own().table->classes.at(row).of(geo::Mode::motorcycle) == 1);
    s.press_row("speeds.footway.restore");
    CHECK(s.own().table == nullptr);
}

TEST_CASE(
    "a table of speeds is written as a file and read again, and a wrong one is told and changes nothing",
    "[app][speeds]") {
    Session s;
    const test::TempFolder folder;
    s.press_row("speeds.tertiary");
    s.press_row("speeds.tertiary.value.less");
    const std::string file = (folder / "speeds.csv").string();
    Outbox save;
    save.export_to = file;
    save.export_what = FileAsk::For::speeds_out;
    s.app.apply(save);
    const geo::SpeedTable written = *s.own().table;
    s.act(Action::undo);
    s.frames();
    REQUIRE(s.own().table == nullptr);
    Outbox read;
    read.import_speeds = file;
    s.app.apply(read);
    s.frames();
    REQUIRE(s.own().table != nullptr);
    CHECK(*s.own().table == written);
    // The same once more changes nothing, and offers nothing to take back.
    s.app.apply(read);
    CHECK(s.says("The same speeds as before"));
    std::ofstream(folder / "wrong.csv") << "row,car\nprimary,900\n";
    read.import_speeds = (folder / "wrong.csv").string();
    s.app.apply(read);
    s.frames();
    CHECK(*s.own().table == written);
    CHECK(s.says("wrong.csv"));
    CHECK(s.says("0 – 150"));
}

}  // namespace speed_list_test
