// Columns that may hold the same children twice are never added up, and no column of counts is lost in
// silence.
#include "geo/data/import.h"
#include "tests/support/small_areas.h"

namespace import_disjoint_test {

using namespace geo;

namespace {

using Names = std::vector<std::string>;

/// Loads without a question; the sum and the columns that made it.
void require_sum(const std::string& csv, std::int64_t children, const Names& columns) {
    const test::TempFolder folder;
    const auto imported = test::import_counts(folder, csv);
    INFO(csv);
    REQUIRE(imported);
    REQUIRE(imported->report.outcome == Outcome::load);
    REQUIRE(imported->report.columns_in_total == columns);
    REQUIRE(imported->report.total_children_milli == children * 1000);
}

/// Asks with a note of that kind, and takes nothing but the first column where that is accepted.
void require_question(const std::string& csv, const std::string& kind, std::int64_t accepted) {
    const test::TempFolder folder;
    const auto asked = test::import_counts(folder, csv);
    INFO(csv);
    REQUIRE(asked);
    REQUIRE(asked->report.outcome == Outcome::ask);
    REQUIRE(test::note_of(asked->report.problems, kind) != nullptr);
    REQUIRE(asked->data.counts->empty());
    REQUIRE(test::import_counts(folder, csv, true)->report.total_children_milli == accepted * 1000);
}

}  // namespace

TEST_CASE("the total of a reason beside its boys and girls is not added", "[import]") {
    require_sum("code,ออกกลางคัน ชาย,ออกกลางคัน หญิง,ออกกลางคัน รวม\n590101,10,5,15\n590102,13,12,25\n", 40,
                {"ออกกลางคัน ชาย", "ออกกลางคัน หญิง"});
    require_sum("code,ออกกลางคัน,ออกกลางคัน ชาย,ออกกลางคัน หญิง\n590101,15,10,5\n590102,25,13,12\n", 40,
                {"ออกกลางคัน"});
    require_sum("code,ตกหล่น ชาย,ตกหล่น หญิง,ออกกลางคัน ชาย,ออกกลางคัน หญิง\n590101,1,2,3,4\n", 10,
                {"ตกหล่น ชาย", "ตกหล่น หญิง", "ออกกลางคัน ชาย", "ออกกลางคัน หญิง"});
    const test::TempFolder folder;
    const auto wrong = test::import_counts(
        folder, "code,ออกกลางคัน ชาย,ออกกลางคัน หญิง,ออกกลางคัน รวม\n590101,10,5,16\n590102,13,12,25\n");
    REQUIRE(test::note_of(wrong->report.warnings, "total_differs")->row == 2);
}

TEST_CASE("a column that names both reasons is their total", "[import]") {
    require_sum("code,ตกหล่น,ออกกลางคัน,รวมเด็กตกหล่นและออกกลางคัน\n590101,10,5,15\n590102,13,12,25\n", 40,
                {"ตกหล่น", "ออกกลางคัน"});
    require_sum("code,เด็กตกหล่นและออกกลางคัน\n590101,15\n590102,25\n", 40, {"เด็กตกหล่นและออกกลางคัน"});
}

TEST_CASE("shares, inhabitants and teachers are no children", "[import]") {
    require_sum("code,เด็กออกกลางคัน,ร้อยละเด็กออกกลางคัน\n590101,15,3\n590102,25,4\n", 40, {"เด็กออกกลางคัน"});
    require_sum("code,ครูชาย,ครูหญิง,เด็ก\n590101,3,4,15\n590102,5,6,25\n", 40, {"เด็ก"});
    require_question("code,ประชากรชาย,ประชากรหญิง\n590101,300,400\n590102,500,600\n", "no_children_column", 0);
    require_question("code,ครูชาย,ครูหญิง\n590101,3,4\n590102,5,6\n", "no_children_column", 0);
}

TEST_CASE("two years of one reason, or one sex alone, are a question", "[import]") {
    require_question("code,dropped_out_2566,dropped_out_2567\n590101,15,14\n590102,25,24\n", "which_column",
                     40);
    require_question("code,ออกกลางคัน ชาย\n590101,15\n590102,25\n", "one_sex", 40);
}

TEST_CASE("a column of counts is not lost for a date in its name or an odd cell", "[import]") {
    require_sum("code,ตกหล่น ณ วันที่ 30 พ.ย.\n590101,15\n590102,25\n", 40, {"ตกหล่น ณ วันที่ 30 พ.ย."});
    const test::TempFolder folder;
    const auto odd = test::import_counts(folder, "code,ตกหล่น,ออกกลางคัน\n590101,15,ไม่ทราบ\n590102,25,7\n");
    REQUIRE(odd);
    REQUIRE(odd->report.outcome == Outcome::ask);
    const auto* bad = test::note_of(odd->report.problems, "bad_number");
    REQUIRE(bad != nullptr);
    REQUIRE(bad->row == 2);
    REQUIRE(bad->column == "ออกกลางคัน");
    REQUIRE(odd->report.columns_in_total == Names{"ตกหล่น", "ออกกลางคัน"});
}

TEST_CASE("the report says which columns make the children and which were not read", "[import]") {
    const test::TempFolder folder;
    const auto imported =
        test::import_counts(folder, "code,ชื่อตำบล,ตกหล่น,ออกกลางคัน,กลุ่มเสี่ยง,สังกัด\n590101,ก,1,2,30,สพฐ.\n");
    REQUIRE(imported->report.columns_not_read == Names{"สังกัด"});
    REQUIRE(imported->report.columns_apart == Names{"กลุ่มเสี่ยง"});
    REQUIRE(imported->report.total_children_milli == 3000);
    for (const Lang lang : {Lang::th, Lang::en}) {
        const std::string words = describe(lang, imported->report);
        REQUIRE(words.find("ตกหล่น + ออกกลางคัน") != std::string::npos);
        REQUIRE(words.find("สังกัด") != std::string::npos);
        REQUIRE(words.find(say(lang, "import.columns_apart", {{"columns", "กลุ่มเสี่ยง"}})) != std::string::npos);
    }
    const std::string json = report_json(imported->report, Lang::en);
    REQUIRE(json.find("\"columns_in_total\"") != std::string::npos);
}

}  // namespace import_disjoint_test
