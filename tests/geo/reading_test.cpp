// How a file is read as text: everything comes back, and what does not fit is named.
#include "geo/data/reading.h"

#include "tests/support/test.h"

namespace reading_test {

using namespace geo;

TEST_CASE("a reading comes back from its text as it was", "[import]") {
    REQUIRE(*reading_from_json(reading_json({}), "m.json") == Reading{});
    REQUIRE(*reading_from_json("{}", "m.json") == Reading{});
    Reading reading;
    reading.encoding = "CP874";
    reading.separator = '\t';
    reading.sheet = "ข้อมูล \"1\"";
    reading.header_rows = {4, 5, 6};
    ColumnReading column{3, "ตกหล่น / ชาย", ColumnRole::children, {}};
    column.meaning = {ChildStatus::working_age, "g", "สพฐ.", "6-14", "male", "2024-03-31"};
    reading.columns = {column, {4, "น้ำหนัก", ColumnRole::weight, {}}};
    reading.province = "48";
    reading.date_iso = "2024-05-01";
    reading.year_kind = YearKind::fiscal;
    reading.unit = CountUnit::thousands;
    reading.crs = "EPSG:24047";
    reading.aliases = {{"4801", "เวียง", "480102"}};
    reading.decisions = {{"name_ambiguous", 12, "use_code", "480102"},
                         {"bad_code", 0, "hold", ""},
                         {"bad_number", 7, "use_number", "5", "ชาย"}};
    REQUIRE(*reading_from_json(reading_json(reading), "m.json") == reading);
}

TEST_CASE("what a reading cannot be is named by its key and value", "[import]") {
    const auto wrong = [](const char* text, const char* key, const char* value) {
        INFO(text);
        const auto read = reading_from_json(text, "m.json");
        REQUIRE_FALSE(read);
        CHECK(read.error().fault == Fault::bad_value);
        CHECK(read.error().file == "m.json");
        CHECK(read.error().column == key);
        CHECK(read.error().value == value);
    };
    wrong(R"({"encodng":"UTF-8"})", "encodng", "UTF-8");
    wrong(R"({"encoding":5})", "encoding", "5");
    wrong(R"({"separator":";;"})", "separator", ";;");
    wrong(R"({"header_rows":[0]})", "header_rows", "0");
    wrong(R"({"header_rows":[1.5]})", "header_rows", "1.5");
    wrong(R"({"header_rows":3})", "header_rows", "3");
    wrong(R"({"year_kind":"buddhist"})", "year_kind", "buddhist");
    wrong(R"({"unit":"dozens"})", "unit", "dozens");
    wrong(R"({"columns":[{"role":"none"},{"role":"boss"}]})", "columns[1].role", "boss");
    wrong(R"({"columns":[{"meaning":{"status":"gone"}}]})", "columns[0].meaning.status", "gone");
    wrong(R"({"decisions":[{"row":"7"}]})", "decisions[0].row", "7");
    wrong(R"({"aliases":{}})", "aliases", "{}");
    wrong("[]", "{}", "[]");
    REQUIRE(reading_from_json("{", "m.json").error().fault == Fault::unreadable);
}

TEST_CASE("an answer is of a row and a column, or of all, a later one takes its place", "[import]") {
    Reading reading;
    decide(reading, {"bad_number", 7, "hold", "", "ชาย"});
    decide(reading, {"bad_number", 7, "as_missing", "", "หญิง"});
    decide(reading, {"bad_number", 0, "hold", ""});
    CHECK(reading.decisions.size() == 1);  // one for all takes back those of rows
    decide(reading, {"bad_number", 7, "use_number", "5", "ชาย"});
    decide(reading, {"bad_number", 7, "use_number", "6", "ชาย"});
    decide(reading, {"bad_code", 7, "hold", ""});
    CHECK(reading.decisions.size() == 3);
    CHECK(decision_for(reading, "bad_number", 7, "ชาย")->value == "6");
    CHECK(decision_for(reading, "bad_number", 7, "หญิง")->choice == "hold");
    CHECK(decision_for(reading, "bad_number", 7)->value == "6");
    CHECK(decision_for(reading, "bad_number", 8, "ชาย")->choice == "hold");
    CHECK(decision_for(reading, "bad_code", 8) == nullptr);
}

}  // namespace reading_test
