// Words of a table that are easily mistaken: what a letter asks for, why children left, and what stands
// twice.
#include "geo/data/count_words.h"
#include "geo/data/import.h"
#include "tests/support/read_counts.h"

namespace import_mistaken_test {

using namespace geo;
using test::first_problem;
using test::read;
using test::Read;
using test::two;

namespace {

std::vector<std::string> values_of(const ImportNote& note, const std::string& choice) {
    std::vector<std::string> out;
    for (const Fix& fix : note.fixes)
        if (fix.choice == choice) out.push_back(fix.value);
    return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("boys alone of one reason are asked about beside girls of another", "[import][mistaken]") {
    const std::string csv = two("รหัสตำบล,ตกหล่น ชาย,ออกกลางคัน ชาย,ออกกลางคัน หญิง", "1,2,3");
    const Read asked = read(csv);
    CHECK(asked.asks == "one_sex");
    CHECK(first_problem(asked).column == "ตกหล่น ชาย");
    CHECK(read(csv, "a.csv", {{"one_sex", 0, "keep_as_sent", "", "ตกหล่น ชาย"}}).children == 12);
    CHECK(read(two("รหัสตำบล,ตกหล่น ชาย,ออกกลางคัน หญิง", "1,2")).asks == "one_sex one_sex");
    CHECK(read(two("รหัสตำบล,ตกหล่น ชาย,ตกหล่น หญิง,ออกกลางคัน ชาย,ออกกลางคัน หญิง", "1,2,3,4")).asks.empty());
}

TEST_CASE("what a letter asks for says nothing of its children", "[import][mistaken]") {
    for (const char* title : {"กรุณาส่งกลับภายในวันที่ 30 พ.ย. 2567", "โปรดกรอกข้อมูลเด็กแล้วส่งกลับ สพป.",
                              "ข้อมูลพื้นที่เสี่ยงภัยชายแดน", "แบบตอบกลับ", "ตำบลในพื้นที่เสี่ยงภัยแล้ง", "ความเสี่ยงจากน้ำท่วม"}) {
        INFO(title);
        const Read got = read(std::string{title} + ",\n" + two("รหัสตำบล,จำนวนเด็ก", "4"));
        CHECK(got.asks.empty());
        CHECK(got.children == 8);
        const Read beside =
            read("แบบสำรวจเด็กนอกระบบ,\n" + std::string{title} + ",\n" + two("รหัสตำบล,จำนวนเด็ก", "4"));
        CHECK(beside.asks.empty());
        CHECK(beside.children == 8);
    }
    CHECK(read(two("รหัสตำบล,จำนวนเด็ก", "4"), "แบบสำรวจส่งกลับ.csv").children == 8);
    // Children are named, but not as those who came back or are at risk: asked, unless another line is plain.
    for (const char* title : {"กรุณาส่งข้อมูลเด็กกลับ สพป. ตาก", "เด็กในตำบลที่มีความเสี่ยงสูง"}) {
        INFO(title);
        const Read asked = read(std::string{title} + ",\n" + two("รหัสตำบล,จำนวน", "4"));
        CHECK(asked.asks == "mixed_children");
        CHECK(asked.children == 0);
        const Read beside =
            read("จำนวนเด็กออกกลางคัน,\n" + std::string{title} + ",\n" + two("รหัสตำบล,จำนวน", "4"));
        CHECK(beside.asks.empty());
        CHECK(beside.children == 8);
    }
    // Those who came back or are at risk are still heard, and in doubt a person is.
    for (const char* title : {"เด็กกลุ่มเสี่ยง", "กลุ่มเสี่ยงในพื้นที่เสี่ยงภัย", "นักเรียนที่กลับเข้าเรียน", "เด็กเสี่ยงออกกลางคัน",
                              "เสี่ยงหลุดจากระบบ", "กลับเข้าเรียน", "returned to school"}) {
        INFO(title);
        CHECK(read(std::string{title} + ",\n" + two("รหัสตำบล,จำนวน", "4")).children == 0);
    }
    CHECK(read("ติดตามเด็กนอกระบบกลับเข้าเรียน,\n" + two("รหัสตำบล,จำนวน", "4")).asks == "mixed_children");
}

TEST_CASE("a reason or a place in a header makes children no measure", "[import][mistaken]") {
    CHECK(
        read(two("รหัสตำบล,ตกหล่น,ออกกลางคันเพราะระยะทางไกล (คน),ออกกลางคันเพราะรายได้น้อย (คน)", "1,2,3")).asks ==
        "which_column");
    const Read far = read(two("รหัสตำบล,เด็กนอกระบบในรัศมี 6 กม.,เด็กนอกระบบนอกรัศมี 6 กม.,ครู", "1,2,9"));
    CHECK(far.asks == "which_column");
    CHECK(values_of(first_problem(far), "use_column") ==
          Texts{"เด็กนอกระบบในรัศมี 6 กม.", "เด็กนอกระบบนอกรัศมี 6 กม."});
    for (const char* header :
         {"งบประมาณเด็กนอกระบบ (บาท)", "ระยะทางของเด็กนอกระบบ (กม.)", "เด็กนอกระบบ / ระยะทาง",
          "ค่าใช้จ่ายเด็กออกกลางคัน", "เด็กออกกลางคัน เฉลี่ยต่อปี", "เด็กนอกระบบ รายได้ (บาท)"}) {
        INFO(header);
        CHECK(count_words(header).measure);
    }
    for (const char* header :
         {"ออกกลางคันเพราะระยะทางไกล (คน)", "เด็กนอกระบบในรัศมี 6 กม.", "ตกหล่นเพราะรายได้น้อย", "รายได้น้อย (คน)"}) {
        INFO(header);
        CHECK_FALSE(count_words(header).measure);
    }
}

TEST_CASE("where no column counts the children, every column of numbers can be chosen",
          "[import][mistaken]") {
    const std::string csv = two("รหัสตำบล,ครู,ระยะทาง (กม.)", "9,4");
    const Read asked = read(csv);
    CHECK(asked.asks == "no_children_column");
    CHECK(values_of(first_problem(asked), "use_column") == Texts{"ครู", "ระยะทาง (กม.)"});
    CHECK(asked.children == 0);
    CHECK(read(csv, "a.csv", {{"no_children_column", 0, "use_column", "ระยะทาง (กม.)"}}).children == 8);
}

TEST_CASE("a part that nobody understands is added only where the total fits best with it",
          "[import][mistaken]") {
    const std::string header = "รหัสตำบล,ตกหล่น,ออกกลางคัน,แขวนลอย,รวม\n";
    const std::string csv = header + "590101,1,2,0,3\n590102,1,2,5,3\n";
    const Read asked = read(csv);
    CHECK(asked.asks == "columns_beside");
    CHECK(asked.children == 6);
    CHECK(read(csv, "a.csv", {{"columns_beside", 0, "leave_columns", "", "แขวนลอย"}}).children == 6);
    CHECK(read(csv, "a.csv", {{"columns_beside", 0, "add_columns", "", "แขวนลอย"}}).children == 11);
    const Read with = read(header + "590101,1,2,0,3\n590102,1,2,5,8\n");
    CHECK(with.asks.empty());
    CHECK(with.children == 11);
}

TEST_CASE("columns of one header are told apart", "[import][mistaken]") {
    const std::string csv = two("รหัสตำบล,จำนวน,จำนวน", "1,2");
    const Read asked = read(csv);
    REQUIRE(asked.asks == "which_column");
    const Texts columns = values_of(first_problem(asked), "use_column");
    CHECK(columns == Texts{"จำนวน#2", "จำนวน#3"});
    const std::string of = first_problem(asked).column;
    CHECK(read(csv, "a.csv", {{"which_column", 0, "use_column", columns[0], of}}).children == 2);
    CHECK(read(csv, "a.csv", {{"which_column", 0, "use_column", columns[1], of}}).children == 4);
    // An answer about a cell of the one is none about the other.
    const std::string cells = "รหัสตำบล,ตกหล่น,ตกหล่น\n590101,4 ?,6 ?\n590102,1,2\n";
    const std::vector<Decision> first = {{"bad_number", 2, "use_number", "4", "ตกหล่น#2"}};
    const Read second = read(cells, "a.csv", first);
    REQUIRE(test::note_of(second.report.problems, "bad_number") != nullptr);
    CHECK(test::note_of(second.report.problems, "bad_number")->column == "ตกหล่น#3");
    // Categories of a long table have one header and many names.
    const std::string rows = "รหัสตำบล,กลุ่ม,จำนวนเด็ก\n590101,ก,1\n590101,ข,2\n590102,ก,3\n590102,ข,4\n";
    const Read of_rows = read(rows);
    REQUIRE(of_rows.asks == "which_column");
    const Texts groups = values_of(first_problem(of_rows), "use_column");
    REQUIRE(groups.size() == 2);
    CHECK(groups[0] != groups[1]);
    CHECK(read(rows, "a.csv", {{"which_column", 0, "use_column", groups[1]}}).children == 6);
}

TEST_CASE("codes of something else beside those of areas begin no other table", "[import][mistaken]") {
    const std::string codes = "รหัสตำบล,ตกหล่น,รหัสหน่วยงาน,ออกกลางคัน\n590101,2,570115,5\n590102,3,570116,6\n";
    CHECK(read(codes).asks.empty());
    CHECK(read(codes).children == 16);
    CHECK(read("รหัสตำบล,รหัสหน่วยงาน,เด็กนอกระบบ\n590101,570115,5\n590102,570116,6\n").children == 11);
    // Even where they happen to be areas, nothing stands before them that could be a table.
    CHECK(read("รหัสตำบล,รหัสหน่วยงาน,เด็กนอกระบบ\n590101,590102,5\n590102,590101,6\n").children == 11);
    const std::string areas = "รหัสตำบล,ตกหล่น,รหัสหน่วยงาน,ออกกลางคัน\n590101,2,590102,5\n590102,3,590101,6\n";
    const Read asked = read(areas);
    REQUIRE(asked.asks == "other_table");
    CHECK(first_problem(asked).fixes == std::vector<Fix>{{"first_table", ""}, {"one_table", ""}});
    CHECK(read(areas, "a.csv", {{"other_table", 1, "first_table", ""}}).children == 5);
    const Read one = read(areas, "a.csv", {{"other_table", 1, "one_table", ""}});
    CHECK(one.asks.empty());
    CHECK(one.children == 16);
}

TEST_CASE("an area whose numbers are all of others has no child out of learning", "[import][mistaken]") {
    using Areas = std::vector<std::pair<std::string, std::optional<std::int64_t>>>;
    CHECK(read("รหัสตำบล,กลุ่มเสี่ยง\n590101,5\n590102,6\n").report.by_area_milli ==
          Areas{{"590101", 0}, {"590102", 0}});
    CHECK(read("รหัสตำบล,ตกหล่น,กลุ่มเสี่ยง\n590101,-,5\n590102,1,6\n").report.by_area_milli ==
          Areas{{"590101", std::nullopt}, {"590102", 1000}});
    CHECK(read("รหัสตำบล,สถานะ,จำนวน\n590101,กลุ่มเสี่ยง,5\n590101,ตกหล่น,-\n590102,กลุ่มเสี่ยง,1\n590102,ตกหล่น,2\n")
              .report.by_area_milli == Areas{{"590101", std::nullopt}, {"590102", 2000}});
}

}  // namespace import_mistaken_test
