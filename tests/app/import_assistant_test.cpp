// The import assistant as a planner meets it: nothing of the study changes before its button is pressed.
#include "app/app.h"
#include "app/panels/import_cards.h"
#include "app/panels/import_reading.h"
#include "app/panels/import_table.h"
#include "app/widgets.h"
#include "tests/app/driver.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

using namespace app;

namespace {

struct Session {
    explicit Session(geo::Lang lang = geo::Lang::en, float w = 1600, float h = 1000, float scale = 1)
        : width(w), height(h), driver(w, h), app(options_of(lang, scale)) {
        driver.fonts(app.font_wish(1, w, h).scale);
        test::put_demo_files(folder / "files");
    }
    static AppOptions options_of(geo::Lang lang, float scale) {
        AppOptions options;
        options.running = Running::at_once;
        options.lang = lang;
        options.scale = scale;
        return options;
    }
    void frames(int count = 3) {
        for (int i = 0; i < count; ++i) driver.frame(draw());
    }
    std::function<void()> draw() {
        return [this] { app.draw(painter, width, height, 1); };
    }
    void click(const std::string& key) {
        driver.click(key, draw());
        frames();
    }
    std::string file(const char* name) const { return (folder / "files" / name).string(); }
    std::string written(const char* name, const std::string& text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
        return (folder / name).string();
    }
    /// A table of children of which one row has a code that nobody knows.
    std::string odd_table() const {
        const geo::AreaLevel& level = app.study().data->areas->at(geo::Level::tambon);
        REQUIRE(level.size() > 3);
        return written("odd.csv", "code,name,children\n" + level.code[0] + ",A,10\nTH" + level.code[1] +
                                      ",B,20\n999999,C,7\n" + level.code[2] + ",D,-\n");
    }
    void with_areas() {
        test::import_files(app, {file("areas.gpkg")}, [this](int n) { frames(n); });
    }
    const ImportRead& read() const {
        REQUIRE(app.import_work().read() != nullptr);
        return *app.import_work().read();
    }
    void apply(Outbox out) {
        app.apply(out);
        frames();
    }
    float width, height;
    test::TempFolder folder;
    test::Driver driver;
    test::Blind painter;
    App app;
};

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

TEST_CASE("a change of a guess reads again, undo brings the earlier reading back", "[app]") {
    Session s;
    s.with_areas();
    s.app.open({s.odd_table()});
    s.frames();
    REQUIRE(s.read().draft.kind == geo::FileKind::counts);
    const geo::ImportReport first = s.read().report;
    const std::uint64_t version = s.read().version;
    s.click("import.change.encoding");
    s.click("import.change.encoding.1");  // Thai of older Windows
    REQUIRE(s.read().version != version);
    REQUIRE(s.read().draft.reading.encoding == "CP874");
    REQUIRE(s.app.last_frame().can_undo);
    Outbox undo;
    undo.act(Action::undo);
    s.apply(undo);
    REQUIRE(s.read().draft.reading.encoding.empty());
    REQUIRE(s.read().report == first);
    REQUIRE_FALSE(s.app.last_frame().can_undo);
    Outbox redo;
    redo.act(Action::redo);
    s.apply(redo);
    REQUIRE(s.read().draft.reading.encoding == "CP874");
    // The study knows nothing of it.
    REQUIRE(s.app.study().data->counts->empty());
}

TEST_CASE("the head of a column says what it is, another choice makes another draft", "[app]") {
    Session s;
    s.with_areas();
    s.app.open({s.odd_table()});
    s.frames();
    s.click("import.role.2");
    REQUIRE(ui::registry().count("import.role.2.9") == 1);
    s.click("import.role.2.9");
    const auto& columns = s.read().draft.reading.columns;
    REQUIRE(columns.size() == 2);  // what the code was read as stays
    REQUIRE(columns.back().column == 2);
    REQUIRE(columns.back().header == "children");
    REQUIRE(columns.back().role == uses_of(geo::FileKind::counts)[9].role);
    REQUIRE(columns.back().meaning.status == uses_of(geo::FileKind::counts)[9].status);
}

TEST_CASE("inhabitants beside children are not called children", "[app]") {
    Session s;
    s.with_areas();
    const std::string code = s.app.study().data->areas->at(geo::Level::tambon).code[0];
    s.app.open({s.written("beside.csv", "รหัสตำบล,จำนวนประชากร,เด็กนอกระบบ\n" + code + ",5200,30\n")});
    s.frames();
    const Frame& frame = s.app.last_frame();
    REQUIRE(frame.import != nullptr);
    const auto words = [&](int column, const char* header) {
        return use_words(frame, use_of(*frame.import, column, header));
    };
    CHECK(words(1, "จำนวนประชากร") == "kept beside, in no sum");
    CHECK(words(2, "เด็กนอกระบบ") == "children out of learning");
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

TEST_CASE("columns have the letters of a spreadsheet", "[panels]") {
    REQUIRE(column_letters(0) == "A");
    REQUIRE(column_letters(25) == "Z");
    REQUIRE(column_letters(26) == "AA");
    REQUIRE(column_letters(701) == "ZZ");
    REQUIRE(column_letters(702) == "AAA");
}

TEST_CASE("a date is typed as people write it", "[panels]") {
    REQUIRE(date_typed("30/9/2567") == "2024-09-30");
    REQUIRE(date_typed("๓๐.๐๙.๖๗") == "2024-09-30");
    REQUIRE(date_typed("2024-09-30") == "2024-09-30");
    REQUIRE(date_typed("29/2/2567") == "2024-02-29");
    REQUIRE(date_typed("29/2/2566").empty());
    REQUIRE(date_typed("31/4/2567").empty());
    REQUIRE(date_typed("9/2567").empty());
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

TEST_CASE("a file with personal columns is read without them where a person says so", "[app]") {
    Session s;
    s.with_areas();
    const std::string code = s.app.study().data->areas->at(geo::Level::tambon).code[0];
    s.app.open({s.written("persons.csv", "code,children,เบอร์โทร\n" + code + ",5,0812345678\n")});
    s.frames();
    REQUIRE(s.read().error);
    REQUIRE(s.read().error->fault == geo::Fault::personal_data);
    ui::listen(true);
    s.frames(1);
    REQUIRE(test::said("•••"));
    REQUIRE_FALSE(test::said("0812345678"));
    ui::listen(false);
    s.click("import.leave_out");
    REQUIRE_FALSE(s.read().error);
    REQUIRE(s.read().report.total_children_milli == 5000);
    ui::listen(true);
    s.frames(1);
    REQUIRE_FALSE(test::said("0812345678"));
    REQUIRE(test::said("•••"));
    ui::listen(false);
    s.click("import.load");
    REQUIRE(s.app.study().data->counts->size() == 1);
    REQUIRE(s.app.study().data->sources.back().report.find("0812345678") == std::string::npos);
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
    std::string rows = "code,children\n";
    for (std::size_t i = 0; i < 14; ++i) rows += codes[i] + "," + std::to_string(i + 5) + " (ปี 66)\n";
    rows += codes[14] + ",7\n";
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

TEST_CASE("a layer shows the attributes of its shapes", "[app]") {
    Session s(geo::Lang::th);
    s.app.open({s.file("areas.gpkg")});
    s.frames();
    REQUIRE(s.read().rows);
    REQUIRE(s.read().of_layer());
    REQUIRE(s.read().rows->rows.size() > 2);
    REQUIRE(ui::registry().count("import.row.1") == 1);
    const std::vector<geo::SightedColumn>& columns = s.read().rows->columns;
    REQUIRE_FALSE(columns.empty());
    REQUIRE(s.read().rows->rows.front().cells.front() == columns.front().header);
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

TEST_CASE("what cannot be told is asked for as what its name says it is", "[app]") {
    Session s;
    s.app.open({s.written("cut.geojson", R"({"type":"FeatureCollection","features":[{"type":"Fea)")});
    s.frames();
    REQUIRE(s.app.import_work().draft() != nullptr);
    CHECK(s.app.import_work().draft()->kind == geo::FileKind::areas);
    REQUIRE(s.read().error);
    CHECK(s.read().error->fault == geo::Fault::unreadable);
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

TEST_CASE("several columns that may be the children wait for a person's word", "[app]") {
    Session s;
    s.with_areas();
    const std::string code = s.app.study().data->areas->at(geo::Level::tambon).code[0];
    s.app.open({s.written("which.csv", "code,a,b\n" + code + ",1,2\n")});
    s.frames();
    REQUIRE(s.read().open == std::vector<std::string>{"which_column"});
    s.click("import.problem.0.fix.1");
    REQUIRE(s.read().open.empty());
    CHECK(s.read().report.total_children_milli == 2000);
}

TEST_CASE("another role of one column leaves the others and its meaning as they were read", "[app]") {
    Session s;
    s.with_areas();
    const std::string code = s.app.study().data->areas->at(geo::Level::tambon).code[0];
    s.app.open({s.written("cut.csv", "code,สพฐ. ชาย,สพฐ. หญิง,สช. ชาย,สช. หญิง\n" + code + ",1,2,4,8\n")});
    s.frames();
    REQUIRE(s.read().report.total_children_milli == 15000);
    s.click("import.role.2");
    s.click("import.role.2.10");  // dropped out
    const auto& columns = s.read().draft.reading.columns;
    REQUIRE(columns.size() == 5);
    CHECK(columns[2].meaning.status == geo::ChildStatus::dropped_out);
    CHECK(columns[2].meaning.sex == "female");
    CHECK_FALSE(columns[2].meaning.agency.empty());
    CHECK(columns[3].role == geo::ColumnRole::children);
    // Columns without a reason beside it are asked about.
    REQUIRE(s.read().open == std::vector<std::string>{"columns_left_out"});
    s.click("import.problem.0.fix.0");
    CHECK(s.read().report.total_children_milli == 15000);
}

TEST_CASE("whom a column counts is seen and changed in its menu", "[app]") {
    Session s;
    s.with_areas();
    const std::string code = s.app.study().data->areas->at(geo::Level::tambon).code[0];
    s.app.open({s.written("whom.csv", "code,ชาย,หญิง\n" + code + ",1,2\n")});
    s.frames();
    s.click("import.role.2");
    s.click("import.role.2.whom");
    s.click("import.role.2.age");
    s.driver.type("6-14");
    s.frames();
    s.click("import.role.2.set");
    const auto& columns = s.read().report.reading.columns;
    const auto at =
        std::find_if(columns.begin(), columns.end(), [](const auto& one) { return one.column == 2; });
    REQUIRE(at != columns.end());
    CHECK(at->meaning.age_band == "6-14");
    CHECK(at->meaning.sex == "female");
    s.click("import.step.2");
    ui::listen(true);
    s.frames(1);
    CHECK(test::said("female"));
    CHECK(test::said("6-14"));
    ui::listen(false);
}

TEST_CASE("an age band is typed as people write it", "[panels]") {
    CHECK(age_typed("๖–๑๔ ปี") == "6-14");
    CHECK(age_typed("15+") == "15+");
    CHECK(age_typed("-6") == "-6");
    CHECK(age_typed(" ") == "");
    for (const char* wrong : {"6-", "6-14-18", "1234", "เด็ก", "+", "-"}) CHECK_FALSE(age_typed(wrong));
    CHECK(year_typed("๒๕๖๓") == "2020");
    CHECK(year_typed("2020") == "2020");
    CHECK(year_typed("63").empty());
}

TEST_CASE("fields of a layer are said in the heads of its columns", "[app]") {
    Session s;
    s.app.open({s.file("areas.gpkg")});
    s.frames();
    CHECK(ui::registry().count("import.change.header") == 0);
    std::size_t code = 0;
    const std::vector<geo::ColumnReading> used = s.read().report.reading.columns;
    REQUIRE_FALSE(used.empty());
    for (const geo::ColumnReading& one : used)
        if (one.role == geo::ColumnRole::area_code) code = static_cast<std::size_t>(one.column);
    s.click("import.role." + std::to_string(code));
    s.click("import.role." + std::to_string(code) + ".0");  // not read
    CHECK(s.read().draft.reading.columns.size() == used.size());
}

TEST_CASE("letters that were set wrongly can be set again", "[app]") {
    Session s;
    s.with_areas();
    const std::string code = s.app.study().data->areas->at(geo::Level::tambon).code[0];
    s.app.open({s.written("thai.csv", "รหัสตำบล,เด็กนอกระบบ\n" + code + ",3\n")});
    s.frames();
    REQUIRE_FALSE(s.read().error);
    s.click("import.step.1");
    for (const int letters : {1, 2}) {
        s.click("import.change.encoding");
        s.click("import.change.encoding." + std::to_string(letters));
        INFO(letters);
        REQUIRE(ui::registry().count("import.change.encoding") == 1);
        REQUIRE(ui::registry().count("import.change.separator") == 1);
    }
    REQUIRE(s.read().error);
    s.click("import.letters");
    REQUIRE_FALSE(s.read().error);
    CHECK(s.read().report.total_children_milli == 3000);
}

TEST_CASE("a name that was settled in one file is known in the next", "[app]") {
    Session s;
    s.with_areas();
    const geo::Areas& areas = *s.app.study().data->areas;
    const geo::AreaLevel& level = areas.at(geo::Level::tambon);
    const auto above = [&](geo::Level at) {
        return areas.at(at)
            .name_th[areas.ancestor(geo::Level::tambon, geo::AreaId{std::uint32_t{0}}, at).row()];
    };
    const auto table = [&](const char* name, const char* children) {
        return s.written(name, "จังหวัด,อำเภอ,ตำบล,เด็กนอกระบบ\n" + above(geo::Level::province) + "," +
                                   above(geo::Level::amphoe) + ",ชื่อที่ไม่มีใครรู้จัก," + children + "\n" +
                                   above(geo::Level::province) + "," + above(geo::Level::amphoe) + "," +
                                   level.name_th[0] + "," + children + "\n");
    };
    s.app.open({table("a.csv", "3")});
    s.frames();
    REQUIRE(s.read().report.problems.size() == 1);
    const geo::ImportNote note = s.read().report.problems.front();
    auto next = std::make_shared<ImportDraft>(s.read().draft);
    geo::decide(next->reading, {note.kind, note.row, "use_code", level.code[1], note.column});
    Outbox out;
    out.import_draft = next;
    s.apply(out);
    REQUIRE(s.read().report.problems.empty());
    s.click("import.load");
    s.app.open({table("b.csv", "5")});
    s.frames();
    CHECK(s.read().report.problems.kind(note.kind) == nullptr);
}
