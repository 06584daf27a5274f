// What a user takes back, and what is edited while something runs: the window never reads rows of other data.
#include "app/app.h"
#include "app/panels/inspector.h"
#include "app/widgets.h"
#include "geo/study/study_file.h"
#include "tests/app/driver.h"

#include <chrono>
#include <filesystem>
#include <thread>

namespace edits_test {

using namespace app;

namespace {

AppOptions options_of(Running running) {
    AppOptions options;
    options.running = running;
    options.lang = geo::Lang::th;
    options.demo = test::demo_data();
    return options;
}

struct Session {
    explicit Session(Running running = Running::at_once) : app(options_of(running)) {}
    void frames(int count = 3) {
        for (int i = 0; i < count; ++i) driver.frame([&] { app.draw(painter, 1600, 1000, 1); });
    }
    void settle() {
        do {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            frames(2);
        } while (!app.idle());
        frames(2);
    }
    void act(Action action) {
        Outbox out;
        out.act(action);
        app.apply(out);
    }
    void edit(const std::function<void(geo::Study&)>& change) {
        Outbox out;
        out.edit("edit.season", change);
        app.apply(out);
    }
    void select_last(geo::Level level) {
        Outbox out;
        out.select = Selection{level, {geo::AreaId{app.study().data->areas->at(level).size() - 1}}};
        app.apply(out);
    }
    test::Driver driver;
    test::Blind painter;
    App app;
};

}  // namespace

TEST_CASE("undo and redo of every import leave no area selected that is not there", "[app]") {
    const test::TempFolder folder;
    test::put_demo_files(folder / "files");
    Session s;
    for (const char* file : {"areas.gpkg", "counts.xlsx", "places.csv", "villages.csv"}) {
        test::import_files(s.app, {(folder / "files" / file).string()}, [&](int n) { s.frames(n); });
        REQUIRE_FALSE(s.app.trouble());
    }
    s.edit([](geo::Study& study) { study.scenario().travel.basis = geo::Basis::straight_line; });
    s.frames();
    REQUIRE(s.app.results() != nullptr);
    for (int round = 0; round < 2; ++round) {
        int back = 0;
        for (; s.app.last_frame().can_undo; ++back) {
            if (s.app.study().data->areas->at(geo::Level::tambon).size() > 0)
                s.select_last(geo::Level::tambon);
            s.frames(1);
            s.act(Action::undo);
            s.frames(2);
        }
        REQUIRE(back == 5);
        // Nothing is open any more: nothing is selected, and no number is left over.
        REQUIRE(s.app.selection().areas.empty());
        REQUIRE(s.app.results() == nullptr);
        for (int i = 0; i < back; ++i) {
            s.act(Action::redo);
            s.frames(2);
            s.select_last(geo::Level::tambon);
            s.frames(1);
        }
        REQUIRE(s.app.results() != nullptr);
        REQUIRE(s.app.selection().areas.size() == 1);
        REQUIRE_FALSE(s.app.last_frame().stale);
    }
    // Other areas under the same selection, though as many rows: the choice is gone with its areas.
    s.edit([](geo::Study& study) {
        auto data = *study.data;
        data.areas = std::make_shared<const geo::Areas>(*data.areas);
        study.data = std::make_shared<const geo::Dataset>(std::move(data));
    });
    s.frames(2);
    REQUIRE(s.app.selection().areas.empty());
}

TEST_CASE("the nearest places are those that the numbers were computed from", "[app]") {
    test::Driver driver;
    const test::Demo& demo = test::Demo::made();
    // The study lost its places; the results are still those of before.
    geo::Study now = demo.study;
    auto data = *now.data;
    data.places = std::make_shared<const std::vector<geo::Place>>();
    now.data = std::make_shared<const geo::Dataset>(std::move(data));
    const Selection selection{geo::Level::province, {geo::AreaId{std::size_t{0}}}};
    Frame frame = demo.frame();
    frame.study = &now;
    frame.stale = true;
    frame.selection = &selection;
    frame.results_data = demo.study.data.get();
    Inspector inspector;
    Outbox out;
    const auto draw = [&] { test::in_region(frame, [&] { inspector.draw(frame, out); }); };
    driver.frame(draw);
    driver.frame(draw);
    REQUIRE(ui::registry().count("inspector.near.0") == 1);
    // And a selection of areas that are gone draws the whole study.
    const Selection gone{geo::Level::tambon, {geo::AreaId{std::size_t{1000000}}}};
    frame.selection = &gone;
    driver.frame(draw);
    REQUIRE(ui::registry().count("inspector.near.0") == 0);
}

TEST_CASE("what is edited while a copy is saved is in the copy and not in the first file", "[app]") {
    const test::TempFolder folder;
    const std::string first = (folder / "first.gpkg").string(), copy = (folder / "copy.gpkg").string();
    const auto saved = [](const std::string& file) {
        const auto study = geo::open_study(file, {});
        REQUIRE(study);
        return *study;
    };
    {
        Session s{Running::beside};
        s.app.open_demo();
        s.settle();
        Outbox out;
        out.save_to = first;
        s.app.apply(out);
        // The first save runs, or waits to be shown.
        s.edit([](geo::Study& study) { study.title = "แก้ตอนบันทึก"; });
        s.settle();
        REQUIRE(saved(first).title == "แก้ตอนบันทึก");
        REQUIRE_FALSE(s.app.last_frame().saved_at.empty());
        Outbox again;
        again.save_to = copy;
        s.app.apply(again);
        s.edit([](geo::Study& study) { study.title = "ของสำเนา"; });
        s.settle();
        REQUIRE(s.app.study_path() == copy);
        REQUIRE(saved(copy).title == "ของสำเนา");
        REQUIRE(saved(first).title == "แก้ตอนบันทึก");
        // Another study is on its way in while the copy is made: each keeps its own file.
        Outbox other;
        other.open_files = {first};
        s.app.apply(other);
        Outbox third;
        third.save_to = (folder / "third.gpkg").string();
        s.app.apply(third);
        s.settle();
        REQUIRE(s.app.study_path() == first);
        REQUIRE(saved((folder / "third.gpkg").string()).title == "ของสำเนา");
        REQUIRE(saved(first).title == "แก้ตอนบันทึก");
        // The window closes right after the last edit, a third save still running.
        Outbox last;
        last.save_to = (folder / "last.gpkg").string();
        s.app.apply(last);
        s.edit([](geo::Study& study) { study.title = "ก่อนปิด"; });
    }
    REQUIRE(saved((folder / "last.gpkg").string()).title == "ก่อนปิด");
    REQUIRE(saved(copy).title == "ของสำเนา");
}

TEST_CASE("old numbers are not written, though the name was asked for while they were new", "[app]") {
    const test::TempFolder folder;
    Session s{Running::beside};
    s.app.open_demo();
    s.settle();
    REQUIRE(s.app.results() != nullptr);
    const std::string table = (folder / "t.csv").string(), page = (folder / "p.pdf").string();
    Outbox out;
    out.edit("edit.limit", [](geo::Study& study) { study.scenario().travel.max_walk_m += 100; });
    out.export_to = table;
    out.export_what = FileAsk::For::table;
    s.app.apply(out);
    Outbox other;
    other.export_to = page;
    s.app.apply(other);
    s.settle();
    REQUIRE_FALSE(std::filesystem::exists(table));
    REQUIRE_FALSE(std::filesystem::exists(page));
    Outbox now;
    now.export_to = table;
    now.export_what = FileAsk::For::table;
    s.app.apply(now);
    s.settle();
    REQUIRE(std::filesystem::exists(table));
}

}  // namespace edits_test
