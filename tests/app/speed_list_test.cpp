// The table of speeds in the window: looked at, changed, taken back, written and read.
#include "geo/base/whole_file.h"
#include "geo/network/speed_rows.h"
#include "tests/app/demo_session.h"
#include "tests/support/temp_folder.h"

#include <fstream>
#include <sstream>

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
    CHECK(s.own().table->classes.at(row).of(geo::Mode::motorcycle) == 15);
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
    std::ofstream(folder / "wrong.csv") << "row,car\nprimary,900\n";
    read.import_speeds = (folder / "wrong.csv").string();
    s.app.apply(read);
    s.frames();
    CHECK(*s.own().table == written);
    CHECK(s.says("wrong.csv"));
    CHECK(s.says("0 – 150"));
}
