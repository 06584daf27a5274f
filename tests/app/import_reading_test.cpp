// How a file is read: what the assistant guesses, and what a person says instead.
#include "app/panels/import_reading.h"

#include "app/panels/import_table.h"
#include "tests/app/assistant.h"

#include <algorithm>

namespace import_reading_test {

using namespace app;
namespace {

using Session = test::Assistant;

}  // namespace

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

TEST_CASE("what cannot be told is asked for as what its name says it is", "[app]") {
    Session s;
    s.app.open({s.written("cut.geojson", R"({"type":"FeatureCollection","features":[{"type":"Fea)")});
    s.frames();
    REQUIRE(s.app.import_work().draft() != nullptr);
    CHECK(s.app.import_work().draft()->kind == geo::FileKind::areas);
    REQUIRE(s.read().error);
    CHECK(s.read().error->fault == geo::Fault::unreadable);
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

}  // namespace import_reading_test
