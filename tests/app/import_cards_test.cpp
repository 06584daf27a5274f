// The cards of what was found in a file, and the rows that they lead to.
#include "app/panels/import_cards.h"

#include "tests/app/assistant.h"

#include <algorithm>

namespace import_cards_test {

using namespace app;

namespace {

using Session = test::Assistant;

const std::vector<std::string>& tambon(const Session& s) {
    return s.app.study().data->areas->at(geo::Level::tambon).code;
}

/// A row with a cell too many is held back and offers no choice in the file.
std::string moved_rows(const Session& s, int count) {
    std::string rows = "code,children\n";
    for (std::size_t i = 0; i < 8; ++i) rows += tambon(s)[i] + ",5\n";
    for (int i = 0; i < count; ++i) rows += tambon(s)[static_cast<std::size_t>(i) + 8] + ",1,234\n";
    return s.written("moved.csv", rows);
}

}  // namespace

TEST_CASE("a row that nothing can be chosen for can be left out, and undo asks again", "[app]") {
    for (const int count : {1, 3}) {
        Session s;
        s.with_areas();
        s.app.open({moved_rows(s, count)});
        s.frames();
        const std::string kind = s.read().report.problems.front().kind;
        REQUIRE(s.read().report.problems.front().fixes.empty());
        REQUIRE(s.read().report.problems.size() == static_cast<std::size_t>(count));
        s.click("import.problem.0.fix.0");
        REQUIRE(s.read().draft.reading.decisions.size() == 1);
        CHECK(s.read().draft.reading.decisions.front().choice == "hold");
        CHECK(s.read().report.problems.empty());
        CHECK(s.read().report.outcome == geo::Outcome::load);
        CHECK(s.read().report.rows_rejected == count);
        const geo::Notes::Kind* held = s.read().report.warnings.kind("row_held");
        REQUIRE(held != nullptr);
        CHECK(held->count == static_cast<std::size_t>(count));
        CHECK(held->first.front().reason == kind);
        ui::listen(true);
        s.frames(1);
        CHECK_FALSE(test::said(kind));  // its name among the program's words
        ui::listen(false);
        Outbox undo;
        undo.act(Action::undo);
        s.apply(undo);
        CHECK(s.read().report.problems.size() == static_cast<std::size_t>(count));
    }
}

TEST_CASE("a row below those that the table shows is gone to as far as its note holds it", "[app]") {
    Session s;
    s.with_areas();
    std::string rows = "id,name,kind,latitude,longitude\n";
    const geo::LonLat at = s.app.study().data->areas->at(geo::Level::tambon).inner[0];
    for (int i = 0; i < 5100; ++i)
        rows += "a" + std::to_string(i) + ",A,school," + std::to_string(at.lat + i * 1e-6) + "," +
                std::to_string(at.lon) + "\n";
    rows += "z,Z,school,0,0\n";
    s.app.open({s.written("long.csv", rows)});
    s.frames();
    REQUIRE(s.read().rows->more);
    const geo::Notes& problems = s.read().report.problems;
    REQUIRE_FALSE(problems.empty());
    REQUIRE(problems.back().row == 5102);
    REQUIRE(ui::registry().count("import.row.5102") == 0);
    s.click("import.problem." + std::to_string(problems.size() - 1) + ".show");
    REQUIRE(ui::registry().count("import.row.5102") == 1);
    CHECK(ui::registry().at("import.row.5102").visible);
    ui::listen(true);
    s.frames(1);
    CHECK(test::said("5,102"));
    ui::listen(false);
}

TEST_CASE("the next problem is gone to past the end of a page, and round", "[app]") {
    Session s;
    s.with_areas();
    REQUIRE(tambon(s).size() > 30);
    const std::vector<std::string>& names = s.app.study().data->areas->at(geo::Level::tambon).name_th;
    std::string rows = "code,ตำบล,children\n";
    for (std::size_t i = 0; i < 25; ++i)
        rows += tambon(s)[i] + "," + names[i + 1] + "," + std::to_string(i + 5) + "\n";
    rows += tambon(s)[25] + "," + names[25] + ",7\n";
    s.app.open({s.written("pages.csv", rows)});
    s.frames();
    REQUIRE(s.read().report.problems.size() == 25);
    REQUIRE(ui::registry().count("import.problem.19") == 1);
    REQUIRE(ui::registry().count("import.problem.20") == 0);
    for (int i = 0; i < 21; ++i) s.driver.press('N', s.draw());
    s.frames();
    CHECK(ui::registry().count("import.problem.20") == 1);
    CHECK(ui::registry().count("import.problem.0") == 0);
    CHECK(ui::registry().count("import.marked") == 1);
    for (int i = 0; i < 5; ++i) s.driver.press('N', s.draw());
    s.frames();
    CHECK(ui::registry().count("import.problem.0") == 1);
    CHECK(ui::registry().count("import.marked") == 1);
}

TEST_CASE("a note of any weight marks its card, and is wanted no longer", "[panels]") {
    Session s;
    s.with_areas();
    s.frames();
    geo::ImportReport report;
    for (std::int64_t row = 2; row < 50; ++row) {
        report.warnings.push_back({"unknown_status", "a.csv", "", row, "c", std::to_string(row), ""});
        report.repairs.push_back({"code_repaired", "a.csv", "", row, "c", "TH" + std::to_string(row), "5"});
    }
    const Frame& frame = s.app.last_frame();
    for (const geo::NoteWeight weight : {geo::NoteWeight::warning, geo::NoteWeight::repair}) {
        CardState state;
        state.wanted = CardState::Wanted{weight, geo::notes_of(report, weight).at(30)};
        const FoundCards cards(frame, *s.app.study().data->areas, state, {true, true, 7});
        CardPressed pressed;
        const auto draw = [&] {
            const ui::Region region("###cards", 0, 0, 400, 900, {});
            cards.problems(report.problems, pressed);
            cards.warnings(report.warnings, pressed);
            cards.repairs(report.repairs, pressed);
        };
        s.driver.frame(draw);
        s.driver.frame(draw);
        CHECK_FALSE(state.wanted);
        CHECK(ui::registry().count("import.marked") == 1);
        // The page of the row is open.
        const std::string list = std::string{geo::note_weight_name(weight)} + "." +
                                 geo::notes_of(report, weight).kinds().front().kind;
        REQUIRE(state.from[list] == 20);
        REQUIRE_FALSE(state.pages[list].notes.empty());
        CHECK(state.pages[list].notes.front().row == 22);
    }
}

TEST_CASE("the search of an area says nothing of what nobody typed, and Enter takes one", "[app]") {
    Session s;
    s.with_areas();
    const geo::AreaLevel& level = s.app.study().data->areas->at(geo::Level::tambon);
    s.app.open({s.odd_table()});
    s.frames();
    const std::vector<geo::Fix> fixes = s.read().report.problems.front().fixes;
    std::size_t search = 0;
    while (search < fixes.size() && fixes[search].choice != "choose_area") ++search;
    REQUIRE(search < fixes.size());
    s.click("import.problem.0.fix." + std::to_string(search));
    ui::listen(true);
    s.frames(1);
    CHECK_FALSE(test::said(geo::word(geo::Lang::en, "assist.area_none")));
    ui::listen(false);
    s.driver.type(level.code[3]);
    s.frames();
    ui::listen(true);
    s.frames(1);
    for (const ui::Drawn& one : ui::drawn_texts()) {
        const ui::Placed& row = ui::registry().at("import.area." + level.code[3]);
        if (one.y0 >= row.y0 && one.y1 <= row.y1 && one.x0 >= row.x0 && one.x1 <= row.x1)
            CHECK_FALSE(one.cut);
    }
    ui::listen(false);
    s.driver.press(257, s.draw());
    s.frames();
    REQUIRE(s.read().draft.reading.decisions.size() == 1);
    CHECK(s.read().draft.reading.decisions.front().value == level.code[3]);
}

TEST_CASE("the unit of the numbers is seen and changed", "[app]") {
    Session s;
    s.with_areas();
    s.app.open({s.written("unit.csv", "code,children\n" + tambon(s)[0] + ",2\n")});
    s.frames();
    REQUIRE(s.read().report.total_children_milli == 2000);
    s.click("import.step.1");
    s.click("import.change.unit");
    s.click("import.change.unit.1");
    CHECK(s.read().draft.reading.unit == geo::CountUnit::thousands);
    CHECK(s.read().report.total_children_milli == 2000000);
    s.click("import.change.unit");
    s.click("import.change.unit.2");  // as the program finds
    CHECK(s.read().draft.reading.unit == geo::CountUnit::unknown);
    CHECK(s.read().report.total_children_milli == 2000);
}

TEST_CASE("repairs of a kind are all shown, each with its row and its way back", "[app]") {
    Session s;
    s.with_areas();
    std::string rows = "code,children\n";
    for (std::size_t i = 0; i < 25; ++i) rows += "TH" + tambon(s)[i] + ",5\n";
    s.app.open({s.written("repaired.csv", rows)});
    s.frames();
    REQUIRE_FALSE(s.read().report.repairs.kinds().empty());
    std::size_t k = 0;
    while (s.read().report.repairs.kinds()[k].count < 25) ++k;
    const std::string key = "import.repair." + std::to_string(k);
    REQUIRE(ui::registry().count(key + ".line.0.show") == 0);
    s.click(key + ".all");
    CHECK(ui::registry().count(key + ".line.19.show") == 1);
    CHECK(ui::registry().count(key + ".line.20.show") == 0);
    s.click(key + ".line.3.show");
    CHECK(ui::registry().count("import.row.5") == 1);
}

TEST_CASE("two areas of one code are one card, of which one is taken or both are left out", "[app]") {
    const auto box = [](const char* code, const char* name, double west) {
        const auto at = [&](double east, double lat) {
            return "[" + std::to_string(west + east) + "," + std::to_string(lat) + "]";
        };
        return std::string{R"({"type":"Feature","properties":{"code":")"} + code + R"(","name_th":")" + name +
               R"("},"geometry":{"type":"Polygon","coordinates":[[)" + at(0, 15) + "," + at(0.1, 15) + "," +
               at(0.1, 15.1) + "," + at(0, 15.1) + "," + at(0, 15) + "]]}}";
    };
    Session s;
    s.app.open({s.written("twice.geojson", R"({"type":"FeatureCollection","features":[)" +
                                               box("590101", "หนึ่ง", 101) + "," + box("590102", "สอง", 101.2) +
                                               "," + box("590101", "สาม", 101.4) + "]}")});
    s.frames();
    REQUIRE(s.read().report.problems.size() == 2);
    REQUIRE(ui::registry().count("import.problem.0.use") == 1);
    REQUIRE(ui::registry().count("import.problem.0.0.use") == 1);
    REQUIRE(ui::registry().count("import.problem.1") == 0);
    s.click("import.problem.0.0.use");
    CHECK(s.read().report.problems.empty());
    CHECK(s.read().report.rows_loaded == 2);
    Outbox undo;
    undo.act(Action::undo);
    s.apply(undo);
    s.click("import.problem.0.hold");
    REQUIRE(s.read().report.problems.size() == 1);
    REQUIRE(s.read().report.problems.front().fixes.size() == 2);
    s.click("import.problem.0.fix.1");
    CHECK(s.read().report.problems.empty());
    CHECK(s.read().report.rows_loaded == 1);
}

}  // namespace import_cards_test
