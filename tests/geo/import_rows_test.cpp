// Rows that are easily mistaken: sums without a name, totals beside dashes, lines between the rows.
#include "geo/data/import.h"
#include "geo/study/profiles.h"
#include "tests/support/read_counts.h"

#include <algorithm>

namespace import_rows_test {

using namespace geo;
using test::first_problem;
using test::read;
using test::Read;

TEST_CASE("a row without an area is a total unasked only where several rows add up to it", "[import][rows]") {
    for (const char* csv : {"รหัสตำบล,เด็กนอกระบบ\n590101,0\n590102,3\n,3\n",
                            "รหัสตำบล,ตกหล่น,ออกกลางคัน\n590101,0,1\n590102,1,0\n,1,1\n",
                            "รหัสตำบล,เด็กนอกระบบ\n590101,2\n590102,3\n,5\n"}) {
        INFO(csv);
        const Read asked = read(csv);
        CHECK(asked.asks == "code_missing");
        CHECK(asked.report.rows_subtotal == 0);
        REQUIRE_FALSE(first_problem(asked).fixes.empty());
        CHECK(first_problem(asked).fixes.front() == Fix{"is_total", ""});
        const Read total = read(csv, "a.csv", {{"code_missing", 4, "is_total", ""}});
        CHECK(total.asks.empty());
        CHECK(total.report.rows_subtotal == 1);
    }
    // Repeated rows of an area are rows too.
    const Read sum = read("รหัสตำบล,เพศ,เด็กนอกระบบ\n590101,ชาย,2\n590101,หญิง,3\n590102,ชาย,4\n,,9\n");
    CHECK(sum.asks.empty());
    CHECK(sum.report.rows_subtotal == 1);
    CHECK(sum.children == 9);
}

TEST_CASE("an answer about a subtotal holds where a row has no number", "[import][rows]") {
    const std::string csv = "รหัส,ชื่อ,เด็กนอกระบบ\n590101,ก,10\n590102,ข,-\n5901,รวม,20\n";
    const Read kept = read(csv);
    CHECK(kept.asks.empty());
    CHECK(kept.report.children_without_place_milli == 10000);
    const ImportNote* rest = test::note_of(kept.report.warnings, "subtotal_rest");
    REQUIRE(rest != nullptr);
    CHECK(rest->fixes == std::vector<Fix>{{"rows_right", ""}, {"keep_rest", ""}});
    for (const char* kind : {"subtotal_differs", "subtotal_rest"}) {
        INFO(kind);
        const Read rows = read(csv, "a.csv", {{kind, 4, "rows_right", "", "เด็กนอกระบบ"}});
        CHECK(rows.asks.empty());
        CHECK(rows.report.children_without_place_milli == 0);
        CHECK(test::note_of(rows.report.warnings, "subtotal_differs") != nullptr);
        CHECK(test::note_of(rows.report.warnings, "subtotal_rest") == nullptr);
        CHECK(read(csv, "a.csv", {{kind, 4, "keep_rest", ""}}).report.children_without_place_milli == 10000);
    }
}

TEST_CASE("a line between the rows that says nothing of the children ends no section", "[import][rows]") {
    for (const char* line : {"(ต่อ)", "หน้าถัดไป", "ข้อมูลตำบลที่เหลือ"}) {
        const std::string csv = "รหัสตำบล,ตำบล,จำนวน\nเด็กออกกลางคัน,,\n590101,ก,2\n" + std::string{line} +
                                ",,\n590102,ข,3\nกลุ่มเสี่ยง,,\n590101,ก,20\n" + line + ",,\n590102,ข,30\n";
        INFO(csv);
        const Read got = read(csv);
        CHECK(got.asks.empty());
        CHECK(got.children == 5);
        CHECK(got.data.counts->size() == 2);
    }
}

TEST_CASE("a person may say that a line between the rows is no section", "[import][rows]") {
    const std::string csv = "รหัสตำบล,ตำบล,จำนวน\nกลุ่มเสี่ยง,,\n590101,ก,20\nเด็กออกกลางคัน,,\n590102,ข,3\n";
    const Read got = read(csv);
    CHECK(got.children == 3);
    const ImportNote* lines = test::note_of(got.report.warnings, "section_lines");
    REQUIRE(lines != nullptr);
    CHECK(lines->row == 2);
    CHECK(lines->value == "กลุ่มเสี่ยง, เด็กออกกลางคัน");
    const Read without = read(csv, "a.csv", {{"section_lines", 2, "no_sections", ""}});
    CHECK(without.asks.empty());
    CHECK(without.children == 23);
    CHECK(test::note_of(without.report.warnings, "section_lines") != nullptr);
    // A role of the column that the lines would become says it too.
    const test::TempFolder folder;
    ImportOptions options;
    options.reading.columns = {{3, "สถานะ", ColumnRole::none, {}}};
    const auto by_role = import_file(test::small_areas(folder), test::write(folder, "a.csv", csv),
                                     FileKind::counts, options, {});
    REQUIRE(by_role);
    CHECK(by_role->report.total_children_milli == 23000);
}

TEST_CASE("how a file with lines between its rows was read fits the next such file", "[import][rows]") {
    const Read got = read("รหัสตำบล,ตำบล,จำนวน\nกลุ่มเสี่ยง,,\n590101,ก,20\nเด็กออกกลางคัน,,\n590102,ข,3\n");
    const std::vector<std::string> headers = {"รหัสตำบล", "ตำบล", "จำนวน"};
    for (const ColumnReading& one : got.report.reading.columns)
        CHECK(std::find(headers.begin(), headers.end(), one.header) != headers.end());
    std::vector<ImportProfile> profiles;
    remember_profile(profiles, profile_of("S", "counts", got.report.reading, {}));
    CHECK(fitting_profile(profiles, "counts", headers) != nullptr);
}

TEST_CASE("totals are read as their column is", "[import][rows]") {
    const std::string csv = "รหัส,ชื่อ,เด็กนอกระบบ\n590101,ก,1.234\n590102,ข,2.345\n,รวม,3.579\n";
    const Read commas = read(csv, "a.csv", {{"number_decimal", 0, "point_as_comma", ""}});
    CHECK(commas.asks.empty());
    CHECK(commas.children == 3579);
    CHECK(commas.report.warnings.empty());
    CHECK(read(csv, "a.csv", {{"number_decimal", 0, "as_written", ""}}).report.warnings.empty());
    // Only the rows were said: the total is what it is.
    const Read rows =
        read(csv, "a.csv",
             {{"number_decimal", 2, "point_as_comma", ""}, {"number_decimal", 3, "point_as_comma", ""}});
    CHECK(test::note_of(rows.report.warnings, "subtotal_differs") != nullptr);
    // What was decided is told in children.
    const Read scaled = read("รหัส,เด็กนอกระบบ (พันคน)\n590101,1.5\n590102,2.5 ?\n", "a.csv",
                             {{"bad_number", 3, "use_number", "2.5"}});
    CHECK(scaled.children == 4000);
    CHECK(test::note_of(scaled.report.repairs, "number_by_decision")->reason == "2500");
}

TEST_CASE("numbers of more children than there are people are not read", "[import][rows]") {
    const Read got = read("รหัส,เด็กนอกระบบ (ล้านคน)\n590101,999999999\n590102,0.1\n", "a.csv",
                          {{"unit_unclear", 0, "millions", ""}});
    CHECK(got.asks == "bad_number");
    CHECK(got.children == 100000);
}

}  // namespace import_rows_test
