// After the import: rows that wait are decided in the check step, each answer a step that undo takes back;
// and what was settled for a sender holds for the next file.
#include "app/app.h"
#include "app/widgets.h"
#include "geo/data/report_text.h"
#include "tests/app/driver.h"

#include <fstream>

namespace import_check_test {

using namespace app;

namespace {

struct Session {
    explicit Session(AppOptions with = options()) : app(std::move(with)) {
        driver.fonts(1);
        test::put_demo_files(folder / "files");
    }
    static AppOptions options() {
        AppOptions out;
        out.running = Running::at_once;
        out.lang = geo::Lang::en;
        return out;
    }
    void frames(int count = 3) {
        for (int i = 0; i < count; ++i) driver.frame(draw());
    }
    std::function<void()> draw() {
        return [this] { app.draw(painter, 1600, 1000, 1); };
    }
    void click(const std::string& key) {
        driver.click(key, draw());
        frames();
    }
    void act(Action action) {
        Outbox out;
        out.act(action);
        app.apply(out);
        frames();
    }
    void load(const std::vector<std::string>& files) {
        test::import_files(app, files, [this](int n) { frames(n); });
    }
    std::string file(const char* name) const { return (folder / "files" / name).string(); }
    std::string written(const char* name, const std::string& text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
        return (folder / name).string();
    }
    /// Two learning units, one of them at 0, 0 in the sea off Africa.
    std::string two_units() const {
        const geo::AreaLevel& level = app.study().data->areas->at(geo::Level::tambon);
        const geo::LonLat at = level.inner[0];
        return written("units.csv", "id,name,kind,tambon_code,latitude,longitude\nx1,A,learning_unit," +
                                        level.code[0] + "," + std::to_string(at.lat) + "," +
                                        std::to_string(at.lon) + "\nx2,B,learning_unit," + level.code[1] +
                                        ",0,0\n");
    }
    test::TempFolder folder;
    test::Driver driver;
    test::Blind painter;
    App app;
};

std::size_t problems_of(const App& app) {
    std::size_t out = 0;
    for (const geo::ImportReport& report : app.reports()) out += report.problems.size();
    return out;
}

}  // namespace

TEST_CASE("a way out that is taken resolves its card before anything is imported", "[app]") {
    Session s;
    s.load({s.file("areas.gpkg")});
    s.app.open({s.two_units()});
    s.frames();
    REQUIRE(s.app.import_work().read()->report.problems.size() == 1);
    s.click("import.problem.0.fix.0");
    REQUIRE(s.app.import_work().read()->report.problems.empty());
    REQUIRE(row_sums(s.app.import_work().read()->taken).waiting == 0);
    s.act(Action::undo);
    REQUIRE(s.app.import_work().read()->report.problems.size() == 1);
    REQUIRE(row_sums(s.app.import_work().read()->taken).waiting == 1);
    REQUIRE(s.app.study().data->places->empty());
}

TEST_CASE("a row that waits is decided in the check step, undo brings the question back", "[app]") {
    Session s;
    s.load({s.file("areas.gpkg")});
    s.load({s.two_units()});
    REQUIRE(s.app.step() == Step::check);
    REQUIRE(problems_of(s.app) == 1);
    const std::size_t places = s.app.study().data->places->size();
    const std::string reading = s.app.study().data->sources.back().reading;
    REQUIRE_FALSE(reading.empty());
    ui::listen(true);
    s.frames(1);
    REQUIRE(ui::registry().count("problems.row.0") == 1);
    ui::listen(false);
    s.click("import.problem.0.fix.0");
    REQUIRE_FALSE(s.app.trouble());
    REQUIRE(problems_of(s.app) == 0);
    REQUIRE(s.app.study().data->sources.back().reading != reading);
    REQUIRE(s.app.study().data->places->size() == places);
    s.act(Action::undo);
    REQUIRE(problems_of(s.app) == 1);
    REQUIRE(s.app.study().data->sources.back().reading == reading);
    s.act(Action::redo);
    REQUIRE(problems_of(s.app) == 0);
    // The list as a file.
    s.act(Action::undo);
    for (const char* name : {"found.csv", "found.xlsx"}) {
        Outbox out;
        out.export_to = (s.folder / name).string();
        out.export_what = FileAsk::For::problems;
        s.app.apply(out);
        s.frames();
        REQUIRE(std::filesystem::file_size(s.folder / name) > 100);
    }
}

TEST_CASE("nothing is computed while rows wait, until they are decided or left out", "[app]") {
    Session s;
    s.load({s.file("areas.gpkg"), s.file("counts.xlsx"), s.file("places.csv"), s.file("villages.csv")});
    Outbox travel;
    travel.edit("edit.basis",
                [](geo::Study& study) { study.scenario().travel.basis = geo::Basis::straight_line; });
    s.app.apply(travel);
    s.frames();
    const auto first = s.app.results();
    REQUIRE(first != nullptr);
    s.load({s.two_units()});
    s.frames();
    REQUIRE(s.app.results() == first);
    s.act(Action::step_coverage);
    REQUIRE(ui::registry().count("coverage.waiting") == 1);
    s.click("coverage.without");
    REQUIRE(s.app.results() != first);
    s.act(Action::step_coverage);
    REQUIRE(ui::registry().count("coverage.waiting") == 0);
}

TEST_CASE("what was settled for a sender holds for the next file with the same columns", "[app]") {
    Session s;
    s.load({s.file("areas.gpkg")});
    const geo::AreaLevel& level = s.app.study().data->areas->at(geo::Level::tambon);
    const std::string rows = level.code[0] + ",A,10\n" + level.code[1] + ",B,20\n";
    s.app.open({s.written("one.csv", "code,name,children\n" + rows)});
    s.frames();
    s.click("import.role.2");
    s.click("import.role.2.9");
    const geo::Reading settled = s.app.import_work().draft()->reading;
    REQUIRE(settled.columns.size() == 2);  // what the code was read as stays
    REQUIRE(s.app.import_work().read()->after != nullptr);
    Outbox load;
    load.import_ask = ImportAsk::load;
    load.import_sender = "ศธจ.น่าน";
    s.app.apply(load);
    s.frames();
    REQUIRE(s.app.study().profiles.size() == 1);
    s.app.open({s.written("two.csv", "code,name,children\n" + level.code[2] + ",C,30\n")});
    s.frames();
    REQUIRE(s.app.import_work().profile() == "ศธจ.น่าน");
    REQUIRE(s.app.import_work().read()->draft.reading.columns.size() >= 1);
    s.act(Action::undo);
    REQUIRE(s.app.import_work().profile().empty());
    REQUIRE(s.app.import_work().read()->draft.reading == geo::Reading{});
    Outbox cancel;
    cancel.import_ask = ImportAsk::cancel;
    s.app.apply(cancel);
    s.frames();
    // Other columns: another sender.
    s.app.open({s.written("three.csv", "code,label,pupils\n" + rows)});
    s.frames();
    REQUIRE(s.app.import_work().profile().empty());
    // As a file, and back.
    Outbox out;
    out.export_to = (s.folder / "way.json").string();
    out.export_what = FileAsk::For::profile;
    s.app.apply(out);
    Outbox in;
    in.import_profile = (s.folder / "way.json").string();
    s.app.apply(in);
    REQUIRE(s.app.study().profiles.size() == 2);
    REQUIRE(s.app.study().profiles[0].reading == s.app.study().profiles[1].reading);
}

TEST_CASE("what became of a file is kept with the study, and opens again from the data panel", "[app]") {
    const test::TempFolder kept;
    const std::string study = (kept / "study.gpkg").string();
    geo::ImportReport before;
    {
        Session s;
        s.load({s.file("areas.gpkg")});
        s.load({s.two_units()});
        before = s.app.reports().back();
        Outbox out;
        out.save_to = study;
        s.app.apply(out);
        s.frames();
    }
    Session s;
    s.app.open({study});
    s.frames();
    REQUIRE(s.app.reports().size() == 2);
    const geo::ImportReport& after = s.app.reports().back();
    REQUIRE(after.problems.size() == before.problems.size());
    REQUIRE(after.problems.front().kind == before.problems.front().kind);
    REQUIRE(after.problems.front().row == before.problems.front().row);
    REQUIRE(after.reading == before.reading);
    REQUIRE(after.file == "units.csv");
    // Nobody has decided on them, so they stop this session too.
    REQUIRE(s.app.last_frame().waiting.rows == 1);
    s.act(Action::step_data);
    s.click("data.report.1");
    REQUIRE(s.app.step() == Step::check);
    REQUIRE(ui::registry().count("import.problem.0") == 1);
    // Its file is not at hand, so that there is nothing to press but the list.
    REQUIRE(ui::registry().count("import.problem.0.fix.0") == 0);
    Outbox out;
    out.export_to = (kept / "found.csv").string();
    out.export_what = FileAsk::For::problems;
    s.app.apply(out);
    s.frames();
    REQUIRE(std::filesystem::file_size(kept / "found.csv") > 100);
}

TEST_CASE("a report of an earlier session offers its ways out where the file is still there", "[app]") {
    const test::TempFolder kept, state, sent;
    const std::string study = (kept / "study.gpkg").string();
    const std::string units = (sent / "units.csv").string();
    AppOptions options = Session::options();
    options.state_folder = state.path().string();
    std::size_t places = 0;
    {
        Session s(options);
        s.load({s.file("areas.gpkg")});
        std::filesystem::copy_file(s.two_units(), units);
        s.load({units});
        Outbox save;
        save.save_to = study;
        s.app.apply(save);
        s.frames();
        places = s.app.study().data->places->size();
    }
    Session s(options);
    s.app.open({study});
    s.frames();
    REQUIRE(s.app.last_frame().waiting.rows == 1);
    s.act(Action::step_check);
    REQUIRE(ui::registry().count("import.problem.0.fix.0") == 1);
    s.click("import.problem.0.fix.0");
    REQUIRE_FALSE(s.app.trouble());
    CHECK(problems_of(s.app) == 0);
    CHECK(s.app.last_frame().waiting.rows == 0);
    CHECK(s.app.study().data->places->size() == places);
}

TEST_CASE("rows that wait are all counted, also where the study keeps the first of them", "[app]") {
    geo::ImportReport report;
    report.kind = "places";
    report.rows_in = report.rows_rejected = 5000;
    for (int row = 2; row < 5002; ++row)
        report.problems.push_back(
            {"position_zero", "p.csv", "", row, "lat", "0", "", {{"leave_out", ""}}, {}});
    CHECK(row_sums(report).waiting == 5000);
    const auto kept = geo::report_from_text(geo::report_text(report, 100), "p.csv");
    REQUIRE(kept);
    REQUIRE(kept->problems.size() == 100);
    CHECK(row_sums(*kept).waiting == 5000);
    CHECK(row_sums(*kept).refused == 0);
}

TEST_CASE("a file that lies beside the study is found by its bytes", "[app]") {
    const test::TempFolder kept;
    const std::string study = (kept / "study.gpkg").string();
    {
        Session s;
        s.load({s.file("areas.gpkg")});
        s.load({s.two_units()});
        Outbox save;
        save.save_to = study;
        s.app.apply(save);
        s.frames();
        std::filesystem::copy_file(s.folder / "units.csv", kept / "units.csv");
    }
    const auto ways_out = [&] {
        Session s;
        s.app.open({study});
        s.frames();
        s.act(Action::step_check);
        return ui::registry().count("import.problem.0.fix.0");
    };
    CHECK(ways_out() == 1);
    // Another file of that name is none of the study.
    std::ofstream(kept / "units.csv") << "id,latitude,longitude\nx,13,100\n";
    CHECK(ways_out() == 0);
}

TEST_CASE("one answer holds for all rows whose ways out are the same, whatever their reasons say", "[app]") {
    Session s;
    s.load({s.file("areas.gpkg")});
    const geo::AreaLevel& level = s.app.study().data->areas->at(geo::Level::tambon);
    REQUIRE(level.size() > 70);
    std::string rows = "id,name,kind,tambon_code,latitude,longitude\n";
    // Each stands in another tambon than its row says.
    for (std::size_t i = 0; i < 30; ++i) {
        const geo::LonLat at = level.inner[(i + 35) % level.size()];
        rows += "x" + std::to_string(i) + ",A,learning_unit," + level.code[i] + "," + std::to_string(at.lat) +
                "," + std::to_string(at.lon) + "\n";
    }
    // One is right, so that something of the file comes in.
    rows += "y,A,learning_unit," + level.code[0] + "," + std::to_string(level.inner[0].lat) + "," +
            std::to_string(level.inner[0].lon) + "\n";
    s.app.open({s.written("elsewhere.csv", rows)});
    s.frames();
    const std::size_t asked = s.app.import_work().read()->report.problems.size();
    REQUIRE(asked > 20);
    REQUIRE_FALSE(s.app.import_work().read()->report.problems.kinds().front().same_reason);
    REQUIRE(ui::registry().count("import.problem.0") == 1);
    REQUIRE(ui::registry().count("import.problem.1") == 0);
    // Row by row they come in pages, of which none hides a row.
    s.click("import.problem.0.each");
    REQUIRE(ui::registry().count("import.problem.19") == 1);
    REQUIRE(ui::registry().count("import.problem.20") == 0);
    const std::string pages = "import.pages." + s.app.import_work().read()->report.problems.front().kind;
    s.click(pages + ".after");
    REQUIRE(ui::registry().count("import.problem." + std::to_string(asked - 1)) == 1);
    s.click(pages + ".together");
    s.click("import.problem.0.fix.0");
    REQUIRE(s.app.import_work().read()->report.problems.empty());
}

TEST_CASE("totals without numbers are not said to agree", "[app]") {
    Session s;
    s.load({s.file("areas.gpkg")});
    const geo::AreaLevel& level = s.app.study().data->areas->at(geo::Level::tambon);
    const auto said_of = [&](const std::string& total) {
        s.app.open({s.written("sum.csv", "code,name,children\n" + level.code[0] + ",A,10\n" + level.code[1] +
                                             ",B,20\n" + level.code[2] + ",C,30\nรวม,," + total + "\n")});
        ui::listen(true);
        s.frames();
        REQUIRE(s.app.import_work().read()->taken.rows_subtotal == 1);
        const bool agree = test::said("agrees with the totals"), none = test::said("no totals to compare");
        ui::listen(false);
        Outbox cancel;
        cancel.import_ask = ImportAsk::cancel;
        s.app.apply(cancel);
        s.frames();
        return std::pair{agree, none};
    };
    CHECK(said_of("60") == std::pair{true, false});
    CHECK(said_of("") == std::pair{false, true});
}

TEST_CASE("any row of a large table is gone to, also far below the first screen", "[app]") {
    Session s;
    s.load({s.file("areas.gpkg")});
    const geo::AreaLevel& level = s.app.study().data->areas->at(geo::Level::tambon);
    std::string rows = "code,name,children\n";
    for (int i = 0; i < 1200; ++i) rows += level.code[static_cast<std::size_t>(i) % level.size()] + ",A,1\n";
    rows += "999999,C,7\n";
    s.app.open({s.written("long.csv", rows)});
    s.frames();
    REQUIRE(s.app.import_work().read()->report.problems.front().row == 1202);
    REQUIRE(ui::registry().count("import.row.1202") == 0);
    s.click("import.problem.0.show");
    REQUIRE(ui::registry().count("import.row.1202") == 1);
}

TEST_CASE("a click on a row of the list marks its card", "[app]") {
    Session s;
    s.load({s.file("areas.gpkg")});
    s.load({s.two_units()});
    REQUIRE(s.app.step() == Step::check);
    REQUIRE(ui::registry().count("import.marked") == 0);
    s.click("problems.row.0");
    REQUIRE(ui::registry().count("import.marked") == 1);
}

TEST_CASE("roads that lie in none of the study's areas are told before they are imported", "[app]") {
    Session s;
    s.load({s.file("areas.gpkg")});
    const auto told_of = [&](geo::LonLat at) {
        const auto place = [&](double east) {
            return "[" + std::to_string(at.lon + east) + "," + std::to_string(at.lat) + "]";
        };
        s.app.open({s.written(
            "roads.geojson",
            R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"highway":"primary"},)"
            R"("geometry":{"type":"LineString","coordinates":[)" +
                place(0) + "," + place(0.001) + "]}}]}")});
        s.frames(6);
        REQUIRE(s.app.import_work().read()->after != nullptr);
        const bool told = s.app.import_work().read()->outside;
        Outbox cancel;
        cancel.import_ask = ImportAsk::cancel;
        s.app.apply(cancel);
        s.frames();
        return told;
    };
    CHECK_FALSE(told_of(s.app.study().data->areas->at(geo::Level::tambon).inner[0]));
    CHECK(told_of({14.4, 35.9}));
}

}  // namespace import_check_test
