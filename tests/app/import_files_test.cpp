// Several files on their way in: none is passed over, none forgets how it was read, and whatever belongs to
// one study or one file stays there.
#include "app/app.h"
#include "app/import_extent.h"
#include "app/panels/draft_edits.h"
#include "app/panels/import_typed.h"
#include "app/widgets.h"
#include "geo/study/profiles.h"
#include "tests/app/driver.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace import_files_test {

using namespace app;

namespace {

struct Session {
    explicit Session(geo::Lang lang = geo::Lang::en, float w = 1600, float h = 1000)
        : width(w), height(h), driver(w, h), app(options(lang)) {
        driver.fonts(1);
        test::put_demo_files(folder / "files");
        test::import_files(app, {file("areas.gpkg")}, [this](int n) { frames(n); });
    }
    static AppOptions options(geo::Lang lang) {
        AppOptions out;
        out.running = Running::at_once;
        out.lang = lang;
        return out;
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
    void apply(Outbox out) {
        app.apply(out);
        frames();
    }
    void open(const std::vector<std::string>& files) {
        app.open(files);
        frames();
    }
    bool says(const std::string& words) {
        ui::listen(true);
        frames(1);
        const bool found = test::said(words);
        ui::listen(false);
        return found;
    }
    std::string file(const char* name) const { return (folder / "files" / name).string(); }
    std::string written(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
        return (folder / name).string();
    }
    const std::vector<std::string>& codes() const {
        return app.study().data->areas->at(geo::Level::tambon).code;
    }
    /// Two rows, one of an area that nobody knows.
    std::string waits(const std::string& name, std::size_t area) const {
        return written(name, "code,children\n" + codes()[area] + ",5\n999999,7\n");
    }
    std::string plain(const std::string& name, std::size_t area, const char* children = "5") const {
        return written(name, "code,children\n" + codes()[area] + "," + children + "\n");
    }
    /// A road from one side of the areas to the other, moved by so many degrees to the north.
    std::string road(const std::string& name, double north) const {
        const geo::Box box = box_of_areas();
        const double lat = (box.min_y + box.max_y) / 2 + north;
        return written(name,
                       fmt::format(R"({{"type":"FeatureCollection","features":[{{"type":"Feature",)"
                                   R"("properties":{{"highway":"primary"}},"geometry":{{"type":"LineString",)"
                                   R"("coordinates":[[{},{}],[{},{}]]}}}}]}})",
                                   box.min_x - 0.1, lat, box.max_x + 0.1, lat));
    }
    geo::Box box_of_areas() const {
        geo::Box out;
        const geo::AreaLevel& level = app.study().data->areas->at(geo::Level::tambon);
        for (const auto& shape : level.shape)
            for (const auto& part : shape)
                for (const geo::LonLat at : part.outer) out.add(at);
        return out;
    }
    const ImportWork& work() const { return app.import_work(); }
    const ImportRead& read() const {
        REQUIRE(work().read() != nullptr);
        return *work().read();
    }
    float width, height;
    test::TempFolder folder;
    test::Driver driver;
    test::Blind painter;
    App app;
};

/// The answer to the first problem of the report that came last: of that area.
Outbox answered(const App& app, const std::string& code) {
    const geo::ImportNote note = app.reports().back().problems.front();
    Outbox out;
    out.decided =
        Outbox::Decided{app.reports().size() - 1, {note.kind, note.row, "use_code", code, note.column}};
    return out;
}

}  // namespace

TEST_CASE("a double click on the button for all files passes over none of them", "[app]") {
    Session s;
    const std::string good = s.plain("a.csv", 0), empty = s.written("b.csv", "");
    s.open({good, empty, s.file("places.csv")});
    REQUIRE(s.work().draft()->file == good);
    s.driver.click("import.load_rest", s.draw());
    s.frames();
    REQUIRE(s.work().draft()->file == empty);
    REQUIRE(ui::registry().contains("import.skip_rest"));
    s.driver.click("import.skip_rest", s.draw());  // the second half of the same double click
    s.frames();
    REQUIRE(s.work().draft()->file == empty);
    s.frames(30);
    s.click("import.skip_rest");
    s.frames(12);
    CHECK_FALSE(s.work().is_open());
    CHECK_FALSE(s.app.study().data->places->empty());
    CHECK(s.app.study().data->sources.size() == 3);
}

TEST_CASE("a file that one goes back to is read as it was left", "[app]") {
    Session s;
    const std::string first = s.waits("a.csv", 0), second = s.plain("b.csv", 2);
    s.open({first, second});
    auto next = std::make_shared<ImportDraft>(s.read().draft);
    const geo::ImportNote note = s.read().report.problems.front();
    geo::decide(next->reading, {note.kind, note.row, "use_code", s.codes()[1], note.column});
    const ImportDraft settled = *next;
    Outbox out;
    out.import_draft = next;
    s.apply(out);
    s.click("import.load");
    REQUIRE(s.work().draft()->file == second);
    s.click("import.back");
    REQUIRE(*s.work().draft() == settled);
    CHECK(s.read().report.problems.empty());
    s.click("import.load");
    CHECK(s.app.study().data->counts->front().cells.size() == 2);
    // One that was skipped, too.
    s.click("import.back");
    s.click("import.cancel");
    s.click("import.back");
    CHECK(*s.work().draft() == settled);
    // And one that others join.
    s.app.open({s.plain("c.csv", 3)});
    s.frames();
    while (s.work().draft()->file != first && s.work().at() + 1 < s.work().of()) s.click("import.cancel");
    CHECK(*s.work().draft() == settled);
    s.click("import.cancel_all");
    CHECK_FALSE(s.work().is_open());
}

TEST_CASE("an answer that asks more stands before the files that wait, as a file of its own", "[app]") {
    Session s;
    s.open({s.plain("a.csv", 0, "10")});
    s.click("import.load");
    const std::string other = s.waits("b.csv", 1);
    s.open({other});
    s.click("import.step.1");
    s.click("import.remember");
    REQUIRE(ui::registry().contains("import.sender"));
    s.click("import.load");
    REQUIRE(s.app.step() == Step::check);
    const std::string c = s.plain("c.csv", 2), d = s.plain("d.csv", 3);
    s.open({c, d});
    REQUIRE(s.work().of() == 2);
    // The row is of an area that the first file tells of: it would take that one's place.
    s.apply(answered(s.app, s.codes()[0]));
    REQUIRE(s.work().is_open());
    CHECK(s.work().of() == 3);
    CHECK(s.work().draft()->file == other);
    CHECK_FALSE(s.read().open.empty());
    s.click("import.step.1");
    CHECK_FALSE(ui::registry().contains("import.sender"));
    s.click("import.cancel");
    CHECK(s.work().draft()->file == c);
    s.click("import.cancel");
    CHECK(s.work().draft()->file == d);
}

TEST_CASE("an answer to a file of a study that is no more opens nothing", "[app]") {
    Session s;
    s.open({s.plain("a.csv", 0, "10")});
    s.click("import.load");
    s.open({s.waits("b.csv", 1)});
    s.click("import.load");
    Outbox out = answered(s.app, s.codes()[0]);
    s.app.apply(out);
    Outbox other;
    other.edit("edit.import",
               [](geo::Study& study) { study.data = std::make_shared<geo::Dataset>(*study.data); });
    s.apply(other);
    CHECK_FALSE(s.work().is_open());
}

TEST_CASE("roads that cross the areas without a node in them do not lie outside", "[app]") {
    Session s;
    geo::Dataset data = *s.app.study().data;
    const geo::Box box = s.box_of_areas();
    const auto crossing = [&](double lat) {
        geo::Roads roads;
        roads.nodes = {{box.min_x - 1, lat}, {box.max_x + 1, lat}};
        roads.way_nodes = {0, 1};
        geo::Way way;
        way.first = 0;
        way.count = 2;
        roads.ways = {way};
        data.roads = std::make_shared<const geo::Roads>(roads);
        return lies_outside(data, geo::FileKind::roads, "");
    };
    CHECK_FALSE(crossing((box.min_y + box.max_y) / 2));
    CHECK(crossing(box.max_y + 0.1));
    // A node in the middle of a long way is enough.
    const geo::LonLat inside = data.areas->at(geo::Level::tambon).inner[0];
    geo::Roads roads;
    roads.nodes = {{box.min_x - 1, box.max_y + 1}, inside, {box.min_x - 2, box.max_y + 1}};
    roads.way_nodes = {0, 1, 2};
    geo::Way way;
    way.first = 0;
    way.count = 3;
    roads.ways = {way};
    data.roads = std::make_shared<const geo::Roads>(roads);
    CHECK_FALSE(lies_outside(data, geo::FileKind::roads, ""));
    data.roads = std::make_shared<const geo::Roads>();
    CHECK_FALSE(lies_outside(data, geo::FileKind::roads, ""));
}

TEST_CASE("a file that lies elsewhere is told, and not taken with the others in one go", "[app]") {
    Session s;
    const std::string far = s.road("far.geojson", 5);
    s.open({s.plain("a.csv", 0), far});
    REQUIRE(s.work().of() == 2);
    s.click("import.load_rest");
    s.frames(12);
    REQUIRE(s.work().is_open());
    REQUIRE(s.work().draft()->file == far);
    CHECK(s.read().outside);
    CHECK(s.says(geo::word(geo::Lang::en, "assist.outside")));
    CHECK(s.app.study().data->roads->empty());
    s.click("import.cancel_all");
    s.open({s.road("near.geojson", 0)});
    CHECK_FALSE(s.read().outside);
    CHECK_FALSE(s.says(geo::word(geo::Lang::en, "assist.outside")));
}

TEST_CASE("what waits for an answer is not called refused", "[app]") {
    Session s;
    std::string rows = "code,ชาย,หญิง\n" + s.codes()[0] + ",-5,-5\n";
    for (std::size_t i = 1; i < 8; ++i) rows += s.codes()[i] + ",1,2\n";
    s.open({s.written("sexes.csv", rows)});
    INFO((s.read().error ? geo::describe(geo::Lang::en, *s.read().error)
                         : geo::describe(geo::Lang::en, s.read().report)));
    REQUIRE(s.read().report.problems.rows_with_fixes() == 1);
    CHECK(s.read().not_taken == 0);
    CHECK(s.says(geo::say(geo::Lang::en, "assist.to_decide", {{"number", "1"}})));
    CHECK_FALSE(s.says(geo::say(geo::Lang::en, "assist.not_taken", {{"number", "1"}})));
}

TEST_CASE("rows that are shown are counted as the rows of the file are", "[app]") {
    Session s;
    std::string rows = "เด็กนอกระบบ\n\ncode,children\n";
    for (std::size_t i = 0; i < 5100; ++i) rows += s.codes()[i % 9] + "," + std::to_string(i % 30) + "\n";
    s.open({s.written("long.csv", rows)});
    REQUIRE(s.read().rows);
    REQUIRE(s.read().rows->more);
    std::int64_t counted = 0;
    for (const geo::SightedRow& row : s.read().rows->rows) counted += row.kind == geo::RowKind::data ? 1 : 0;
    CHECK(counted < static_cast<std::int64_t>(s.read().rows->rows.size()));
    CHECK(s.read().rows_shown == counted);
}

TEST_CASE("what is written of another study goes beside that one", "[app]") {
    Session s;
    std::filesystem::create_directories(s.folder / "first" / "mark_of_the_first");
    std::filesystem::create_directories(s.folder / "second" / "mark_of_the_second");
    const std::string second = (s.folder / "second" / "b.gpkg").string();
    Outbox save;
    save.save_to = second;
    s.apply(save);
    save.save_to = (s.folder / "a.gpkg").string();
    s.apply(save);
    Outbox write;
    write.export_to = (s.folder / "first" / "x.json").string();
    write.export_what = FileAsk::For::profile;
    s.apply(write);
    Outbox ask;
    ask.ask_file = FileAsk{FileAsk::For::page, "page.pdf"};
    s.apply(ask);
    CHECK(s.says("mark_of_the_first"));
    s.driver.press(256, s.draw());  // Escape
    s.frames();
    s.open({second});
    s.frames(6);
    s.apply(ask);
    CHECK(s.says("mark_of_the_second"));
    CHECK_FALSE(s.says("mark_of_the_first"));
}

TEST_CASE("ages with anything else between the numbers are no age band", "[panels]") {
    CHECK(age_typed("6 ถึง 9") == "6-9");
    CHECK(age_typed("6—9") == "6-9");
    CHECK(age_typed("๖ – ๑๔ ปี") == "6-14");
    CHECK(age_typed("15+") == "15+");
    CHECK(age_typed("7") == "7");
    for (const char* wrong : {"6/9", "6,9", "6 9", "5++", "6ปี9", "6--9", "14-6", "6-14+", "6.5", "a6"}) {
        INFO(wrong);
        CHECK_FALSE(age_typed(wrong));
    }
}

TEST_CASE("a column that was just set says so before the file is read again", "[panels]") {
    Session s;
    s.open({s.plain("a.csv", 0)});
    ImportView view = *s.app.last_frame().import;
    REQUIRE(view.fresh);
    REQUIRE(use_of(view, 1, "children").role == geo::ColumnRole::children);
    const auto next = with_role(view, 1, "children", {geo::ColumnRole::beside, {}, true});
    view.draft = next.get();
    view.fresh = false;
    CHECK(use_of(view, 1, "children") == ColumnUse{geo::ColumnRole::beside, {}, true});
    CHECK(use_of(view, 0, "code").role == geo::ColumnRole::area_code);
}

TEST_CASE("the year of a grid is typed in the era of Thailand", "[app]") {
    Session s;
    const geo::Box box = s.box_of_areas();
    std::string grid =
        fmt::format("ncols 20\nnrows 20\nxllcorner {}\nyllcorner {}\ncellsize {}\nNODATA_value -1\n",
                    box.min_x, box.min_y, std::max(box.width(), box.height()) / 20);
    for (int row = 0; row < 20; ++row) {
        for (int column = 0; column < 20; ++column) grid += "12.345 ";
        grid += "\n";
    }
    s.open({s.written("people.asc", grid)});
    REQUIRE(s.read().draft.kind == geo::FileKind::population);
    s.click("import.step.1");
    s.click("import.change.date");
    s.click("import.change.date.field");
    s.driver.type("๒๕๖๓");
    s.frames();
    s.click("import.change.date.set");
    CHECK(s.work().draft()->reading.date_iso == "2020");
    INFO((s.read().error ? geo::describe(geo::Lang::en, *s.read().error)
                         : geo::describe(geo::Lang::en, s.read().report)));
    REQUIRE(s.read().after != nullptr);
    CHECK(s.read().after->grids->back().vintage == "2020");
}

TEST_CASE("a name that was settled is forgotten alone", "[app]") {
    Session s(geo::Lang::en, 1600, 1600);
    Outbox names;
    names.edit("edit.profile", [&](geo::Study& study) {
        geo::remember_names(study.profiles, {{s.codes()[0].substr(0, 4), "ศิลา", s.codes()[0]},
                                             {s.codes()[1].substr(0, 4), "ปัว", s.codes()[1]}});
    });
    s.apply(names);
    Outbox step;
    step.act(Action::step_data);
    s.apply(step);
    s.click("data.names");
    CHECK(s.says("ศิลา"));
    s.click("data.name.0.forget");
    const auto left = geo::known_names(s.app.study().profiles);
    REQUIRE(left.size() == 1);
    CHECK(left[0].name == "ปัว");
}

TEST_CASE("the words below several files stand in their column", "[app]") {
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en})
        for (const bool second : {false, true}) {
            Session s(lang, 1366, 768);
            const std::string empty = s.written("b.csv", "");
            s.open({s.plain("a.csv", 0), empty, s.file("places.csv"), s.file("villages.csv")});
            if (second) s.click("import.load");
            s.frames();
            const auto& placed = ui::registry();
            REQUIRE(placed.contains(second ? "import.skip_rest" : "import.load_rest"));
            for (const char* key : {"import.load_rest", "import.skip_rest", "import.back",
                                    "import.cancel_all", "import.cancel"}) {
                if (!placed.contains(key)) continue;
                INFO(key << " of " << (second ? "the second" : "the first"));
                CHECK(placed.at(key).visible);
                CHECK(placed.at(key).x1 <= 1366);
                CHECK(placed.at(key).y1 <= 768);
            }
            ui::listen(true);
            s.frames(1);
            for (const ui::Drawn& one : ui::drawn_texts()) {
                if (one.x0 < placed.at("import.cancel_all").x0 - 400) continue;
                if (one.y0 < placed.at("import.cancel").y0 - 90) continue;
                INFO(one.words);
                CHECK_FALSE(one.cut);
            }
            ui::listen(false);
        }
}

}  // namespace import_files_test
