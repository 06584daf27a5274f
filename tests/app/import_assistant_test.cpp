// The import assistant as a planner meets it: nothing of the study changes before its button is pressed.
#include "app/panels/import_cards.h"
#include "tests/app/assistant.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace import_assistant_test {

using namespace app;
namespace {

using Session = test::Assistant;

}  // namespace

TEST_CASE("a dropped file opens the assistant, its button makes one step that undo takes back", "[app]") {
    Session s;
    s.app.open({s.file("areas.gpkg")});
    s.frames();
    REQUIRE(s.app.import_work().is_open());
    REQUIRE(s.app.study().data->areas->at(geo::Level::tambon).size() == 0);
    REQUIRE_FALSE(s.app.last_frame().can_undo);
    s.click("import.load");
    REQUIRE_FALSE(s.app.import_work().is_open());
    REQUIRE(s.app.study().data->areas->at(geo::Level::tambon).size() > 0);
    REQUIRE(s.app.last_frame().can_undo);
    Outbox undo;
    undo.act(Action::undo);
    s.apply(undo);
    REQUIRE(s.app.study().data->areas->at(geo::Level::tambon).size() == 0);
    REQUIRE_FALSE(s.app.last_frame().can_undo);
}

TEST_CASE("cancel leaves no trace, and goes back to where one came from", "[app]") {
    Session s;
    s.frames();
    REQUIRE(s.app.start_page());
    const geo::Study before = s.app.study();
    s.app.open({s.file("areas.gpkg")});
    s.frames();
    s.click("import.cancel");
    REQUIRE(s.app.start_page());
    REQUIRE(s.app.study() == before);
    REQUIRE(s.app.reports().empty());
    REQUIRE_FALSE(s.app.last_frame().can_undo);
}

TEST_CASE("the rows of the bar are all rows of the file, and the button says what will happen", "[app]") {
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
        Session s(lang);
        s.with_areas();
        s.app.open({s.odd_table()});
        s.frames();
        const RowSums sums = row_sums(s.read().taken);
        REQUIRE(sums.in == 4);
        REQUIRE(sums.loaded == 3);
        REQUIRE(sums.loaded + sums.subtotal + sums.duplicate + sums.waiting + sums.refused == sums.in);
        ui::listen(true);
        s.frames(1);
        REQUIRE(test::said(geo::say(lang, "assist.load_held", {{"number", "3"}, {"held", "1"}})));
        REQUIRE(test::said("999999"));
        ui::listen(false);
        s.click("import.load");
        REQUIRE_FALSE(s.app.import_work().is_open());
        REQUIRE(s.app.study().data->counts->size() == 1);
        REQUIRE(s.app.reports().back().rows_loaded == 3);
        REQUIRE(s.app.step() == Step::check);
    }
}

TEST_CASE("several files come one after the other, areas before what lies in them, one can be skipped",
          "[app]") {
    Session s;
    s.app.open({s.file("counts.xlsx"), s.file("places.csv"), s.file("areas.gpkg")});
    s.frames();
    REQUIRE(s.app.import_work().of() == 3);
    REQUIRE(s.app.import_work().draft()->file == s.file("areas.gpkg"));
    s.click("import.load");
    REQUIRE(s.app.import_work().at() == 1);
    REQUIRE(s.app.import_work().draft()->file == s.file("counts.xlsx"));
    s.click("import.cancel");  // this file alone
    REQUIRE(s.app.import_work().draft()->file == s.file("places.csv"));
    s.click("import.load");
    REQUIRE_FALSE(s.app.import_work().is_open());
    REQUIRE(s.app.study().data->counts->empty());
    REQUIRE_FALSE(s.app.study().data->places->empty());
}

TEST_CASE("a file that nobody can read says why and cannot be imported", "[app]") {
    Session s;
    s.with_areas();
    s.app.open({s.written("empty.csv", "")});
    s.frames();
    REQUIRE(s.app.import_work().is_open());
    REQUIRE(s.read().error);
    REQUIRE_FALSE(ui::registry().find("import.load")->second.enabled);
    s.click("import.cancel");
    REQUIRE_FALSE(s.app.import_work().is_open());
}

TEST_CASE("what was read for an older study is read again before it is taken", "[app]") {
    Session s;
    s.with_areas();
    s.app.open({s.odd_table()});
    s.frames();
    const std::uint64_t version = s.read().version;
    Outbox out;
    out.edit("edit.import",
             [](geo::Study& study) { study.data = std::make_shared<geo::Dataset>(*study.data); });
    out.import_ask = ImportAsk::load;  // pressed in the same frame
    s.app.apply(out);
    REQUIRE(s.app.study().data->counts->empty());
    s.frames();
    REQUIRE(s.read().version != version);
}

TEST_CASE("nothing of the assistant is cut or covers another text on a small screen", "[app]") {
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en})
        for (const float scale : {1.0F, 2.0F}) {
            Session s(lang, 1366, 768, scale);
            s.with_areas();
            s.app.open({s.odd_table()});
            s.frames();
            const std::size_t panes = scale > 1 ? 3 : 1;
            for (std::size_t pane = 0; pane < panes; ++pane) {
                const std::array<const char*, 3> names = {"settings", "table", "found"};
                if (panes > 1) s.click(std::string{"import.pane."} + names.at(pane));
                ui::listen(true);
                s.frames(1);
                for (const ui::Drawn& one : ui::drawn_texts()) {
                    INFO(one.words << " at scale " << scale << ", pane " << pane);
                    // Columns of the table run out of sight at its right: it scrolls.
                    const bool of_table = ui::registry().count("import.role.0") > 0 &&
                                          one.y0 > ui::registry().at("import.role.0").y0 - 30 * scale &&
                                          one.x1 > ui::registry().at("import.role.0").x0;
                    if (!of_table) REQUIRE_FALSE(one.cut);
                }
                // The title of what was found and what stands beside it.
                const auto& texts = ui::drawn_texts();
                for (const ui::Drawn& one : texts)
                    for (const ui::Drawn& other : texts) {
                        if (&one >= &other || one.list != other.list) continue;
                        if (one.words != geo::word(lang, "assist.found")) continue;
                        INFO(one.words << " under " << other.words << " at scale " << scale);
                        REQUIRE_FALSE((one.x0 < other.x1 && other.x0 < one.x1 && one.y0 < other.y1 &&
                                       other.y0 < one.y1));
                    }
                const ui::Placed button = ui::registry().at("import.load");
                REQUIRE(button.visible);
                REQUIRE(button.x1 <= 1366);
                REQUIRE(button.y1 <= 768);
                ui::listen(false);
            }
        }
}

TEST_CASE("one button loads all files that are left, up to the first that asks", "[app]") {
    Session s;
    s.app.open({s.file("villages.csv"), s.file("places.csv"), s.file("areas.gpkg")});
    s.frames();
    s.click("import.load_rest");
    s.frames(12);
    REQUIRE_FALSE(s.app.import_work().is_open());
    REQUIRE(s.app.study().data->sources.size() == 3);
    // Each file is a step of its own.
    Outbox undo;
    undo.act(Action::undo);
    s.apply(undo);
    REQUIRE(s.app.study().data->sources.size() == 2);
    const std::string odd = s.odd_table();
    const std::string good = s.written(
        "zz.csv", "code,children\n" + s.app.study().data->areas->at(geo::Level::tambon).code[0] + ",5\n");
    s.app.open({good, odd, s.file("places.csv")});
    s.frames();
    REQUIRE(s.app.import_work().draft()->file == good);
    s.click("import.load_rest");
    s.frames(12);
    REQUIRE(s.app.import_work().draft()->file == odd);
    REQUIRE(s.app.study().data->counts->size() == 1);
    REQUIRE(s.read().open == std::vector<std::string>{"counts_total_changes"});
    s.frames(30);
    s.click("import.skip_rest");
    s.frames(12);
    REQUIRE_FALSE(s.app.import_work().is_open());
}

TEST_CASE("an area that nobody found is searched for, and the answer is obeyed", "[app]") {
    Session s;
    s.with_areas();
    const geo::AreaLevel& level = s.app.study().data->areas->at(geo::Level::tambon);
    s.app.open({s.odd_table()});
    s.frames();
    std::size_t search = 0;
    const std::vector<geo::Fix> fixes = s.read().report.problems.front().fixes;
    while (search < fixes.size() && fixes[search].choice != "choose_area") ++search;
    REQUIRE(search < fixes.size());
    s.click("import.problem.0.fix." + std::to_string(search));
    s.driver.type(level.code[3]);
    s.frames();
    s.click("import.area." + level.code[3]);
    REQUIRE(s.read().report.problems.empty());
    REQUIRE(s.read().draft.reading.decisions.size() == 1);
    REQUIRE(s.read().draft.reading.decisions.front().value == level.code[3]);
    REQUIRE(s.read().report.total_children_milli == 37000);
}

TEST_CASE("a key goes from problem to problem, and round", "[app]") {
    CardState state;
    state.step(1);
    REQUIRE_FALSE(state.marked);
    state.problems = 3;
    for (const std::size_t wanted : {0U, 1U, 2U, 0U}) {
        state.step(1);
        REQUIRE(state.marked == wanted);
    }
    state.step(-1);
    REQUIRE(state.marked == 2U);

    Session s;
    s.with_areas();
    const std::vector<std::string>& codes = s.app.study().data->areas->at(geo::Level::tambon).code;
    const std::vector<std::string>& names = s.app.study().data->areas->at(geo::Level::tambon).name_th;
    std::string rows = "code,ตำบล,children\n";
    for (std::size_t i = 0; i < 14; ++i)
        rows += codes[i] + "," + names[i + 1] + "," + std::to_string(i + 5) + "\n";
    rows += codes[14] + "," + names[14] + ",7\n";
    s.app.open({s.written("notes.csv", rows)});
    s.frames();
    REQUIRE(s.read().report.problems.size() == 14);
    const auto in_sight = [&] { return ui::registry().at("import.problem.13.fix.0").visible; };
    REQUIRE_FALSE(in_sight());
    for (int i = 0; i < 14; ++i) s.driver.press('N', s.draw());
    s.frames();
    REQUIRE(in_sight());
    s.driver.press('N', s.draw());
    s.frames();
    REQUIRE_FALSE(in_sight());
}

TEST_CASE("a layer of boundaries shows where it draws areas anew, not the whole country", "[app]") {
    Session s;
    s.with_areas();
    const geo::AreaLevel& level = s.app.study().data->areas->at(geo::Level::tambon);
    const std::string code = level.code[0];
    const auto in_amphoe = std::count_if(level.code.begin(), level.code.end(), [&](const std::string& one) {
        return one.substr(0, 4) == code.substr(0, 4);
    });
    REQUIRE(static_cast<std::size_t>(in_amphoe) < level.size());
    std::string ring;
    std::vector<geo::LonLat> outer = level.shape[0].front().outer;
    outer[1].lon += 0.0002;
    outer.push_back(outer.front());
    for (const geo::LonLat& at : outer)
        ring += (ring.empty() ? "" : ",") + fmt::format("[{:.9f},{:.9f}]", at.lon, at.lat);
    s.app.open(
        {s.written("again.geojson",
                   R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":")" +
                       code + R"("},"geometry":{"type":"Polygon","coordinates":[[)" + ring + "]]}}]}")});
    s.frames();
    INFO((s.read().error ? geo::describe(geo::Lang::en, *s.read().error)
                         : geo::describe(geo::Lang::en, s.read().report)));
    REQUIRE(s.read().after != nullptr);
    REQUIRE(s.app.last_frame().import != nullptr);
    const ImportMap* map = s.app.last_frame().import->map;
    REQUIRE(map != nullptr);
    CHECK(map->areas == static_cast<std::size_t>(in_amphoe));
    CHECK(map->matched == static_cast<std::size_t>(in_amphoe));
}

TEST_CASE("in a window with room for one pane a toast covers nothing of it", "[app]") {
    Session s(geo::Lang::th, 800, 700);
    s.with_areas();
    s.app.open({s.odd_table()});
    s.frames();
    REQUIRE(s.app.import_work().is_open());
    const auto& placed = ui::registry();
    REQUIRE(placed.contains("toast.undo"));
    const ui::Placed toast = placed.at("toast.undo");
    std::size_t seen = 0;
    for (const auto& [key, one] : placed) {
        if (key.rfind("import.", 0) != 0 || !one.visible) continue;
        INFO(key);
        ++seen;
        CHECK((one.y1 <= toast.y0 || one.y0 >= toast.y1));
    }
    CHECK(seen > 5);
}

TEST_CASE("a question about the whole file is answered before anything of it is imported", "[app]") {
    Session s;
    s.with_areas();
    const std::vector<std::string>& codes = s.app.study().data->areas->at(geo::Level::tambon).code;
    const auto month = [&](const char* name, const char* first, const char* second) {
        return s.written(name,
                         "code,children\n" + codes[0] + "," + first + "\n" + codes[1] + "," + second + "\n");
    };
    s.app.open({month("m1.csv", "10", "20")});
    s.frames();
    s.click("import.load");
    const auto first = s.app.study().data->counts;
    REQUIRE(first->size() == 1);
    s.app.open({month("m2.csv", "4", "5")});
    s.frames();
    REQUIRE(s.read().open == std::vector<std::string>{"counts_total_changes"});
    REQUIRE(number_open(s.read()) == 1);
    ui::listen(true);
    s.frames();
    CHECK(test::said("1 to decide"));
    CHECK_FALSE(test::said("1 not taken"));
    ui::listen(false);
    CHECK(ui::registry().count("import.load") == 0);
    Outbox load;
    load.import_ask = ImportAsk::load;
    s.apply(load);
    REQUIRE(s.app.study().data->counts == first);
    s.click("import.answer");
    s.click("import.problem.0.fix.0");
    REQUIRE(s.read().open.empty());
    s.click("import.load");
    REQUIRE(s.app.study().data->counts->front().cells.front().children_milli == 4000);
}

}  // namespace import_assistant_test
