// Which numbers of a table are children out of learning, and what they mean: whatever is not said is asked.
#include "geo/data/count_words.h"
#include "geo/data/import.h"
#include "tests/support/read_counts.h"

#include <algorithm>
#include <cstring>

namespace import_whom_test {

using namespace geo;
using test::read;
using test::Read;
using test::two;

TEST_CASE("a lone column of numbers counts children only where something says so", "[import][whom]") {
    for (const char* header : {"พื้นที่ (ตร.กม.)", "งบประมาณ (บาท)", "ปีที่สำรวจ", "อายุ", "อายุเฉลี่ย", "จำนวนหมู่บ้าน",
                               "จำนวนโรงเรียน", "ระยะทาง (กม.)", "Area (sq.km)", "Budget", "Survey year"}) {
        INFO(header);
        const Read asked = read(two(std::string{"รหัสตำบล,"} + header, "33"));
        CHECK(asked.asks == "no_children_column");
        CHECK(asked.children == 0);
        CHECK(asked.report.reading.columns.back().column == 0);
        // Beside children they are not read, and are told.
        const Read beside = read(two(std::string{"รหัสตำบล,จำนวนเด็กนอกระบบ,"} + header, "4,33"));
        CHECK(beside.asks.empty());
        CHECK(beside.children == 8);
        CHECK(beside.report.columns_not_read == std::vector<std::string>{header});
        CHECK(beside.data.counts->size() == 1);
    }
    // Values that are years, under words that say nothing.
    CHECK(read(two("รหัสตำบล,สำรวจ", "2566")).asks == "no_children_column");
    CHECK(read(two("รหัสตำบล,wave", "2023")).asks == "no_children_column");
    CHECK(read(two("รหัสตำบล,จำนวน", "2023")).children == 4046);
    // Words that nobody knows.
    const Read unknown = read(two("รหัสตำบล,ค่า", "33"));
    CHECK(unknown.asks == "which_column");
    CHECK(unknown.report.problems.front().fixes == std::vector<Fix>{{"use_column", "ค่า"}});
    CHECK(read(two("รหัสตำบล,ค่า", "33"), "a.csv", {{"which_column", 0, "use_column", "ค่า", "ค่า"}}).children ==
          66);
    // The title, the file or the header say it.
    CHECK(read("จำนวนเด็กนอกระบบ,\n" + two("รหัสตำบล,ค่า", "33")).children == 66);
    for (const char* file : {"เด็กนอกระบบ.csv", "จำนวน_ตาก.csv", "children 2566.csv"}) {
        INFO(file);
        const Read said = read(two("รหัสตำบล,ค่า", "33"), file);
        CHECK(said.asks.empty());
        CHECK(said.children == 66);
    }
    for (const char* header : {"เด็ก", "จำนวน", "ข้อมูล (คน)", "OOSC", "n", "count", "เด็กอายุ 6-14 ปี"}) {
        INFO(header);
        const Read said = read(two(std::string{"รหัสตำบล,"} + header, "33"));
        CHECK(said.asks.empty());
        CHECK(said.children == 66);
    }
}

TEST_CASE("numbers that nothing says to be of children wait for a word", "[import][whom]") {
    for (const char* columns :
         {"ม.ค.67,ก.พ.67,รวม", "สพป.,สช.,รวม", "3-5 ปี,6-14 ปี", "ป.1,ป.2,รวม", "รวม", "TOTAL"}) {
        INFO(columns);
        std::string numbers = "5,2,7";
        const auto commas =
            static_cast<std::size_t>(std::count(columns, columns + std::strlen(columns), ','));
        numbers.resize(2 * commas + 1);
        const std::string csv = two(std::string{"รหัสตำบล,"} + columns, numbers.c_str());
        const Read asked = read(csv);
        CHECK(asked.asks == "whom_not_said");
        REQUIRE_FALSE(asked.report.problems.empty());
        const std::string column = asked.report.problems.front().column;
        const auto answered = [&](const char* choice) {
            return read(csv, "a.csv", {{"whom_not_said", 0, choice, "", column}});
        };
        CHECK(answered("as_out_of_learning").asks.empty());
        CHECK(answered("as_out_of_learning").children > 0);
        CHECK(answered("keep_beside").children == 0);
        // The title of something else is none of children; one of children is enough.
        for (const char* title : {"จำนวนโรงเรียนแยกตามสังกัด", "งบประมาณที่ได้รับจัดสรร (บาท)", "ปริมาณน้ำฝนรายเดือน"})
            CHECK_FALSE(read(std::string{title} + ",,,\n" + csv).asks.empty());
        CHECK(read("เด็กนอกระบบการศึกษา,,,\n" + csv).asks.empty());
    }
    // Whoever accepts that rows stay behind has not said what the others count.
    const test::TempFolder folder;
    ImportOptions accept;
    accept.accept = true;
    const auto accepted =
        import_file(test::small_areas(folder), test::write(folder, "a.csv", two("รหัสตำบล,รวม", "7")),
                    FileKind::counts, accept, {});
    REQUIRE(accepted);
    CHECK(accepted->report.outcome == Outcome::ask);
    CHECK(accepted->data.counts->empty());
    // Boys and girls are persons.
    CHECK(read(two("รหัสตำบล,ชาย,หญิง,รวม", "5,2,7")).children == 14);
}

TEST_CASE("a column that says out of learning goes before one of all children", "[import][whom]") {
    for (const auto& [columns, numbers] :
         {std::pair{"จำนวนเด็กทั้งหมด (3-18 ปี),อยู่ในระบบ,อยู่นอกระบบ,ร้อยละ", "560,532,28,5"},
          {"Children 3-17,Enrolled,Out of school,OOS rate %", "560,532,28,5"},
          {"ทะเบียนราษฎร์,มีรายชื่อในสถานศึกษา,ไม่มีรายชื่อในสถานศึกษา", "560,532,28"}}) {
        INFO(columns);
        const Read sure = read(two(std::string{"รหัสตำบล,"} + columns, numbers));
        CHECK(sure.asks.empty());
        CHECK(sure.children == 56);
    }
    for (const char* columns : {"จำนวนเด็ก,เด็กนอกระบบ", "เด็กทั้งหมด (คน),นอกระบบ (คน)",
                                "เด็กอายุ 3-18 ปี,เด็กที่ไม่ได้เรียน", "จำนวนเด็กตาม ทร.14,จำนวนเด็กที่ไม่พบในระบบ"}) {
        INFO(columns);
        const Read asked = read(two(std::string{"รหัสตำบล,"} + columns, "560,28"));
        CHECK(asked.asks == "which_column");
        REQUIRE_FALSE(asked.report.problems.empty());
        const std::string all{columns};
        CHECK(asked.report.problems.front().fixes.front() ==
              Fix{"use_column", all.substr(all.find(',') + 1)});
    }
}

TEST_CASE("years above ages or sexes are read, and notes beside numbers refuse no file", "[import][whom]") {
    const std::string title = "เด็กนอกระบบการศึกษา จังหวัดสตูล,,,,\n";
    const Read ages = read(title + two("รหัสตำบล,ปีการศึกษา 2566 อายุ 3-5 ปี,ปีการศึกษา 2566 อายุ 6-14 ปี,"
                                       "ปีการศึกษา 2567 อายุ 3-5 ปี,ปีการศึกษา 2567 อายุ 6-14 ปี",
                                       "28,46,3,21"));
    CHECK(ages.asks.empty());
    CHECK(ages.children == 48);
    CHECK(read(two("รหัสตำบล,เด็กนอกระบบ,ปีการศึกษา", "5,2566")).children == 10);
    const Read shares = read(two("รหัสตำบล,เด็กนอกระบบ", "28 (5.2%)"));
    CHECK(shares.asks == "number_with_note number_with_note");
    CHECK(shares.report.problems.front().fixes.front() == Fix{"without_note", ""});
    CHECK(read(two("รหัสตำบล,เด็กนอกระบบ", "28 (5.2%)"), "a.csv", {{"number_with_note", 0, "without_note", ""}})
              .children == 56);
    // The report has the cell as it was sent.
    CHECK(read(two("รหัสตำบล,เด็กนอกระบบ", "54¹")).report.problems.front().value == "54¹");
    // Totals and answers read the same cell.
    CHECK(read(two("รหัสตำบล,ตกหล่น,ออกกลางคัน,รวม", "20,34,54¹")).asks == "number_with_note number_with_note");
    CHECK(read(two("รหัสตำบล,เด็กนอกระบบ", "54¹"), "a.csv", {{"number_with_note", 0, "as_written", ""}})
              .children == 0);
    CHECK(read(two("รหัสตำบล,เด็กนอกระบบ", "28/560")).report.problems.size() == 2);
}

TEST_CASE("the title, the sheet or the file says whom columns count that do not say it", "[import][whom]") {
    for (const char* title : {"จำนวนเด็กกลุ่มเสี่ยงหลุดออกจากระบบการศึกษา", "จำนวนเด็กที่กลับเข้าสู่ระบบการศึกษา",
                              "เด็กออกกลางคันที่กลับเข้าเรียนแล้ว", "Children at risk of dropping out"})
        for (const char* columns : {"จำนวน", "ชาย,หญิง", "ชาย,หญิง,รวม"}) {
            INFO(title << " " << columns);
            const std::string numbers = std::string{columns}.find(',') == std::string::npos     ? "4"
                                        : std::string{columns}.find("รวม") == std::string::npos ? "1,3"
                                                                                                : "1,3,4";
            const Read got =
                read(std::string{title} + ",,\n" + two(std::string{"รหัสตำบล,"} + columns, numbers));
            CHECK(got.asks.empty());
            CHECK(got.children == 0);
            CHECK(test::note_of(got.report.warnings, "whom_by_title") != nullptr);
            for (const CountSeries& one : *got.data.counts) CHECK_FALSE(is_out_of_learning(one.status));
        }
    CHECK(read(two("รหัสตำบล,จำนวน", "4"), "กลุ่มเสี่ยง_ตาก.csv").children == 0);
    // The title goes before the file, the column before both.
    CHECK(read("จำนวนเด็กนอกระบบ,\n" + two("รหัสตำบล,จำนวน", "4"), "กลุ่มเสี่ยง.csv").children == 8);
    CHECK(read("เด็กกลุ่มเสี่ยง,\n" + two("รหัสตำบล,จำนวนเด็กตกหล่น", "4")).children == 8);
    // The name of a programme is no status; a group is one of the children.
    const Read disabled = read("โครงการพาน้องกลับมาเรียน เด็กพิการนอกระบบ,,\n" + two("รหัสตำบล,ชาย,หญิง", "1,3"));
    CHECK(disabled.children == 8);
    CHECK(disabled.data.counts->front().group == "disability");
    CHECK(read("จำนวนเด็กออกกลางคัน,,\n" + two("รหัสตำบล,ชาย,หญิง", "1,3")).data.counts->front().status ==
          ChildStatus::dropped_out);
    // Not plain: asked.
    for (const char* title : {"จำนวนเด็กนอกระบบและเด็กกลุ่มเสี่ยง", "ติดตามเด็กนอกระบบกลับเข้าเรียน",
                              "Out-of-school and at-risk children"}) {
        INFO(title);
        const Read asked = read(std::string{title} + ",\n" + two("รหัสตำบล,จำนวน", "4"));
        CHECK(asked.asks == "mixed_children");
        CHECK(asked.children == 0);
    }
}

TEST_CASE("those at risk in one number with those out of school are never counted unasked",
          "[import][whom]") {
    CHECK(read(two("รหัสตำบล,กลุ่มเสี่ยง,นอกระบบ,รวมทั้งหมด", "10,5,15")).children == 10);
    CHECK(test::note_of(read(two("รหัสตำบล,กลุ่มเสี่ยง,นอกระบบ,รวมทั้งหมด", "10,5,15")).report.warnings,
                        "total_with_others") != nullptr);
    CHECK(read(two("รหัสตำบล,กลุ่มเสี่ยง,นอกระบบ,รวม", "10,5,5")).children == 10);
    CHECK(read(two("รหัสตำบล,กลุ่มเสี่ยง,นอกระบบ,รวม", "10,5,9")).asks == "which_column");
    CHECK(read(two("รหัสตำบล,กลุ่มเสี่ยง ชาย,กลุ่มเสี่ยง หญิง,รวม", "1,2,3")).children == 0);
    CHECK(read(two("รหัสตำบล,กลุ่มเสี่ยง,รวม", "1,20")).asks == "which_column");
    for (const char* header : {"เด็กนอกระบบและเด็กเสี่ยง,ชาย,หญิง", "เด็กนอกระบบ/กลุ่มเสี่ยง,ชาย,หญิง"}) {
        INFO(header);
        const Read asked = read(two(std::string{"รหัสตำบล,"} + header, "3,1,2"));
        CHECK(asked.asks == "mixed_children");
        CHECK(asked.children == 0);
        const std::string column = asked.report.problems.front().column;
        const auto said = [&](const char* choice) {
            return read(two(std::string{"รหัสตำบล,"} + header, "3,1,2"), "a.csv",
                        {{"mixed_children", 0, choice, "", column}});
        };
        CHECK(said("as_out_of_learning").asks.empty());
        CHECK(said("as_out_of_learning").children == 6);
        CHECK(said("not_in_total").asks.empty());
        CHECK(said("not_in_total").children == 0);
    }
    const test::TempFolder folder;
    const auto alone = test::write(folder, "a.csv", two("รหัสตำบล,รวมเด็กนอกระบบและกลุ่มเสี่ยง", "3"));
    CHECK(*guess_kind(alone) == FileKind::counts);
    CHECK(read(two("รหัสตำบล,รวมเด็กนอกระบบและกลุ่มเสี่ยง", "3")).asks == "mixed_children");
    // At risk of either is no mixture, nor is a mixed column beside plain ones.
    CHECK_FALSE(count_words("กลุ่มเสี่ยงตกหล่นและออกกลางคัน").mixed);
    CHECK_FALSE(count_words("เด็กและเยาวชนเสี่ยงหลุดออกจากระบบ").mixed);
    CHECK(read(two("รหัสตำบล,ตกหล่น,ออกกลางคัน,รวมเด็กนอกระบบและกลุ่มเสี่ยง", "1,2,9")).children == 6);
}

TEST_CASE("sources count the same children and are never added", "[import][whom]") {
    const std::string title = "จำนวนเด็กนอกระบบ จำแนกตามแหล่งข้อมูล,,,\n";
    const Read asked = read(title + two("รหัสตำบล,กสศ.,สพฐ.,ศธจ.", "5,4,6"));
    CHECK(asked.asks == "which_column");
    CHECK(asked.report.problems.front().reason == "สพฐ., ศธจ.");
    CHECK(asked.report.problems.front().fixes ==
          std::vector<Fix>{{"use_column", "กสศ."}, {"use_column", "สพฐ."}, {"use_column", "ศธจ."}});
    CHECK(read(title + two("รหัสตำบล,กสศ.,สพฐ.,ศธจ.", "5,4,6"), "a.csv",
               {{"which_column", 0, "use_column", "ศธจ.", "กสศ."}})
              .children == 12);
    for (const char* header :
         {"เด็กนอกระบบตาม กสศ.,เด็กนอกระบบตาม สพฐ.", "เด็กนอกระบบ (ข้อมูลจาก สพฐ.),เด็กนอกระบบ (ข้อมูลจาก พม.)",
          "Out-of-school (source: OBEC),Out-of-school (source: MSDHS)", "ตกหล่น ตาม กสศ.,ตกหล่น ตาม ทร."}) {
        INFO(header);
        CHECK(read(two(std::string{"รหัสตำบล,"} + header, "5,4")).asks == "which_column");
    }
    // Agencies that cut a number do.
    CHECK(read("เด็กนอกระบบ จำแนกตามสังกัด,,\n" + two("รหัสตำบล,สพฐ.,สช.", "5,4")).children == 18);
    CHECK_FALSE(count_words("ติดตามแล้ว สพฐ.").source);
}

TEST_CASE("parts of other words are not left out in silence", "[import][whom]") {
    CHECK(read(two("รหัสตำบล,ตกหล่น,ออกกลางคัน,ไม่ศึกษาต่อ", "1,2,3")).children == 12);
    for (const char* sexes : {"ชาย,หญิง,ไม่ระบุเพศ", "ชาย,หญิง,ไม่ระบุ", "Male,Female,Unknown"})
        CHECK(read(two(std::string{"รหัสตำบล,"} + sexes, "1,2,3")).children == 12);
    CHECK(read(two("รหัสตำบล,อายุ 6-11 ปี,อายุ 12-14 ปี,ไม่ทราบอายุ", "1,2,3")).children == 12);
    CHECK(read(two("รหัสตำบล,เด็ก สพฐ.,เด็ก อปท.,อื่น ๆ", "1,2,3")).children == 12);
    CHECK(read(two("รหัสตำบล,ตกหล่น,ออกกลางคัน,อื่น ๆ", "1,2,3")).children == 12);
    // A total that adds them says that they are parts.
    for (const char* parts : {"ตกหล่น,ออกกลางคัน,ไม่เข้าเรียน,รวม", "ตกหล่น,ออกกลางคัน,แขวนลอย,รวม",
                              "ชาย,หญิง,แขวนลอย,รวม", "เด็ก สพฐ.,อปท.,แขวนลอย,รวม"}) {
        INFO(parts);
        const Read all = read(two(std::string{"รหัสตำบล,"} + parts, "1,2,3,6"));
        CHECK(all.asks.empty());
        CHECK(all.children == 12);
        CHECK(test::note_of(all.report.warnings, "total_with_others") == nullptr);
        CHECK(test::note_of(all.report.warnings, "total_differs") == nullptr);
        // One that does not says that they are none.
        CHECK(read(two(std::string{"รหัสตำบล,"} + parts, "1,2,3,3")).children == 6);
    }
    for (const char* parts : {"ตกหล่น,ออกกลางคัน,แขวนลอย", "ชาย,หญิง,แขวนลอย", "สพฐ.,อปท.,แขวนลอย"}) {
        INFO(parts);
        const std::string csv = two(std::string{"รหัสตำบล,"} + parts, "1,2,3");
        CHECK(read(csv).asks == "columns_beside");
        CHECK(read(csv, "a.csv", {{"columns_beside", 0, "add_columns", "", "แขวนลอย"}}).children == 12);
        CHECK(read(csv, "a.csv", {{"columns_beside", 0, "leave_columns", "", "แขวนลอย"}}).children == 6);
    }
    // Groups and other cuts of the same children are asked about by nobody.
    CHECK(read(two("รหัสตำบล,ตกหล่น,ออกกลางคัน,พิการ,ชาย,หญิง", "1,2,1,2,1")).children == 6);
    // In a long table too.
    CHECK(read("รหัสตำบล,เพศ,จำนวน\n590101,ชาย,1\n590101,หญิง,2\n590101,ไม่ระบุ,3\n").children == 6);
}

TEST_CASE("a total that is not called so is compared with its parts", "[import][whom]") {
    for (const char* columns : {"จำนวนเด็กนอกระบบ,ชาย,หญิง", "Out-of-school children,Boys,Girls",
                                "จำนวน,ชาย,หญิง", "เด็กนอกระบบ,ตกหล่น,ออกกลางคัน"}) {
        INFO(columns);
        const std::string header = std::string{"รหัสตำบล,"} + columns;
        const Read agrees = read(two(header, "3,1,2"));
        CHECK(agrees.asks.empty());
        CHECK(agrees.children == 6);
        const Read differs = read(header + "\n590101,3,1,2\n590102,7,1,2\n");
        CHECK(differs.asks.empty());
        CHECK(test::note_of(differs.report.warnings, "total_differs")->row == 3);
        const std::string csv = two(header, "100,1,2");
        const Read asked = read(csv);
        CHECK(asked.asks == "total_and_parts");
        const std::string column = asked.report.problems.front().column;
        CHECK(read(csv, "a.csv", {{"total_and_parts", 0, "use_total", "", column}}).children == 200);
        CHECK(read(csv, "a.csv", {{"total_and_parts", 0, "use_parts", "", column}}).children == 6);
    }
}

TEST_CASE("a line between the rows says whom the rows below count", "[import][whom]") {
    const Read apart = read(
        "รหัสตำบล,ตำบล,จำนวน\nเด็กออกกลางคัน,,\n590101,ก,2\n590102,ข,3\nกลุ่มเสี่ยง,,\n590101,ก,20\n590102,ข,30\n");
    CHECK(apart.asks.empty());
    CHECK(apart.report.rows_loaded == 4);
    CHECK(apart.children == 5);
    CHECK(apart.data.counts->size() == 2);
    CHECK(apart.data.counts->front().status == ChildStatus::dropped_out);
    CHECK(apart.data.counts->back().status == ChildStatus::at_risk);
    // Of other areas too, and with numbers before the words.
    CHECK(read("รหัสตำบล,ตำบล,จำนวน\n1. เด็กนอกระบบ,,\n590101,ก,2\n2. กลุ่มเสี่ยง,,\n590102,ข,30\n").children == 2);
    // A note below the table, or one that explains, is none.
    CHECK(read("รหัสตำบล,ตำบล,จำนวน\n590101,ก,2\n590102,ข,30\nกลุ่มเสี่ยงไม่รวม,,\n").children == 32);
}

TEST_CASE("one letter stands for a sex", "[import][whom]") {
    for (const char* columns : {"ช,ญ", "ช.,ญ.", "ด.ช.,ด.ญ.", "นอกระบบ / ช.,นอกระบบ / ญ."}) {
        INFO(columns);
        CHECK(read(two(std::string{"รหัสตำบล,"} + columns, "1,2")).children == 6);
    }
    CHECK(count_words("พิการ ช.").meaning.sex == "male");
    CHECK(count_words("สช.").meaning.sex.empty());
}

TEST_CASE("columns of which one may be the children are chosen or added by a person", "[import][whom]") {
    const std::string csv = two("รหัสตำบล,a,b", "1,2");
    const Read asked = read(csv);
    CHECK(asked.report.problems.front().fixes ==
          std::vector<Fix>{{"use_column", "a"}, {"use_column", "b"}, {"add_columns", ""}});
    CHECK(read(csv, "a.csv", {{"which_column", 0, "use_column", "b", "a"}}).children == 4);
    CHECK(read(csv, "a.csv", {{"which_column", 0, "add_columns", "", "a"}}).children == 6);
    // Years hold the same children.
    for (const Fix& fix :
         read(two("รหัสตำบล,dropped_out_2566,dropped_out_2567", "1,2")).report.problems.front().fixes)
        CHECK(fix.choice == "use_column");
}

TEST_CASE("a second table beside the first is asked about, and never counted for the areas of the first",
          "[import][whom]") {
    const std::string side =
        "รหัสตำบล,จำนวนเด็กตกหล่น,,รหัสตำบล,จำนวนเด็กออกกลางคัน\n590101,2,,590102,5\n590102,3,,590101,6\n";
    const Read asked = read(side);
    CHECK(asked.asks == "other_table");
    CHECK(asked.report.problems.front().row == 1);
    CHECK(asked.children == 5);
    const Read settled = read(side, "a.csv", {{"other_table", 1, "first_table", ""}});
    CHECK(settled.asks.empty());
    CHECK(settled.children == 5);
    CHECK(settled.report.columns_not_read == std::vector<std::string>{"รหัสตำบล", "จำนวนเด็กออกกลางคัน"});
    const Read numbered = read("ที่,รหัสตำบล,จำนวนเด็ก,,ที่,รหัสตำบล,จำนวนเด็ก\n1,590101,2,,3,590102,5\n");
    CHECK(numbered.asks == "other_table");
    CHECK(numbered.report.columns_not_read.size() == 4);
    // The same areas again, or their codes of earlier years, are no other table.
    CHECK(read("รหัสตำบล,ตกหล่น,รหัสตำบล,ออกกลางคัน\n590101,2,590101,5\n590102,3,590102,6\n").asks.empty());
    CHECK(read("รหัสตำบล,รหัสเดิม,ตกหล่น\n590101,590102,5\n590102,590101,6\n").children == 11);
}

TEST_CASE("numbers of thousands become children, and what is not plain is asked", "[import][whom]") {
    for (const char* csv : {"รหัสตำบล,เด็กนอกระบบ (พันคน)\n590101,1.5\n590102,8.125\n",
                            "เด็กนอกระบบ (หน่วย: พันคน),\nรหัสตำบล,จำนวน\n590101,1.5\n590102,8.125\n",
                            "Out-of-school children in thousands,\ncode,total\n590101,1.5\n590102,8.125\n"}) {
        INFO(csv);
        const Read got = read(csv);
        CHECK(got.asks.empty());
        CHECK(got.report.total_children_milli == 9625000);
        CHECK(got.report.reading.unit == CountUnit::thousands);
        CHECK(test::note_of(got.report.repairs, "unit_thousands") != nullptr);
        CHECK(test::note_of(got.report.warnings, "parts_of_children") == nullptr);
    }
    // A person may know better, one way and the other.
    const test::TempFolder folder;
    ImportOptions options;
    const auto as = [&](CountUnit unit, const std::string& csv) {
        options.reading.unit = unit;
        const auto got = import_file(test::small_areas(folder), test::write(folder, "a.csv", csv),
                                     FileKind::counts, options, {});
        REQUIRE(got);
        REQUIRE(got->report.reading.unit == unit);
        return got->report.total_children_milli;
    };
    CHECK(as(CountUnit::persons, "รหัสตำบล,เด็กนอกระบบ (พันคน)\n590101,1500\n590102,25\n") == 1525000);
    CHECK(as(CountUnit::thousands, "รหัสตำบล,เด็กนอกระบบ\n590101,1.5\n590102,25\n") == 26500000);
    // Totals are in the same unit.
    const Read totals = read("รหัสตำบล,ชื่อ,เด็กนอกระบบ (พันคน)\n590101,ก,1.5\n590102,ข,2\n,รวม,3.5\n");
    CHECK(totals.report.total_children_milli == 3500000);
    CHECK(totals.report.warnings.empty());
    // Whole numbers under thousands, hundreds of thousands, or a column that says persons.
    for (const char* csv : {"รหัสตำบล,เด็กนอกระบบ (พันคน)\n590101,15\n590102,8\n",
                            "รหัสตำบล,เด็กนอกระบบ (ล้านคน)\n590101,1\n590102,8\n",
                            "หน่วย: พันคน,\nรหัสตำบล,เด็กนอกระบบ (คน)\n590101,15\n590102,8\n"}) {
        INFO(csv);
        CHECK(read(csv).asks == "unit_unclear");
    }
    const char* whole = "รหัสตำบล,เด็กนอกระบบ (พันคน)\n590101,15\n590102,8\n";
    CHECK(read(whole, "a.csv", {{"unit_unclear", 0, "persons", ""}}).children == 23);
    CHECK(read(whole, "a.csv", {{"unit_unclear", 0, "thousands", ""}}).children == 23000);
    CHECK(read("รหัสตำบล,เด็กนอกระบบ,เด็กนอกระบบต่อพันคน\n590101,15,1.5\n590102,8,2\n").children == 23);
}

TEST_CASE("a point that may part thousands is asked about, parts of children are told", "[import][whom]") {
    const std::string points = "รหัสตำบล,เด็กนอกระบบ\n590101,1.234\n590102,2.345\n";
    const Read asked = read(points + "");
    CHECK(asked.asks == "number_decimal number_decimal");
    CHECK(asked.report.problems.front().fixes ==
          std::vector<Fix>{{"point_as_comma", ""}, {"as_written", ""}, {"as_missing", ""}, {"hold", ""}});
    CHECK(read(points, "a.csv", {{"number_decimal", 0, "point_as_comma", ""}}).children == 3579);
    CHECK(read(points, "a.csv", {{"number_decimal", 0, "as_written", ""}}).report.total_children_milli ==
          3579);
    const Read one = read("รหัสตำบล,เด็กนอกระบบ\n590101,1.5\n590102,2\n");
    CHECK(one.asks == "number_decimal");
    CHECK(one.report.problems.front().fixes ==
          std::vector<Fix>{{"as_written", ""}, {"as_missing", ""}, {"hold", ""}});
    const Read modelled = read("รหัสตำบล,เด็กนอกระบบ\n590101,1.5\n590102,2.25\n");
    CHECK(modelled.asks.empty());
    CHECK(modelled.report.total_children_milli == 3750);
    CHECK(test::note_of(modelled.report.warnings, "parts_of_children")->reason == "2");
}

TEST_CASE("a total over several sources is asked about, not taken", "[import][whom]") {
    for (const char* sources : {"กสศ.,กรมการปกครอง", "เด็กนอกระบบ (ข้อมูลจาก กสศ.),เด็กนอกระบบ (ข้อมูลจาก ทร.)",
                                "ตกหล่น ตาม กสศ.,ตกหล่น ตาม ทร."})
        for (const char* total : {"รวม", "ตกหล่น รวม"}) {
            const bool of_reason = std::string_view{sources}.starts_with("ตกหล่น");
            if (of_reason != std::string_view{total}.starts_with("ตกหล่น")) continue;
            INFO(sources << " " << total);
            const std::string csv =
                "เด็กนอกระบบการศึกษา,,,\n" + two("รหัสตำบล," + std::string{sources} + "," + total, "10,9,19");
            const Read asked = read(csv);
            CHECK(asked.asks == "sources_added");
            REQUIRE_FALSE(asked.report.problems.empty());
            const ImportNote question = asked.report.problems.front();
            REQUIRE(question.fixes.size() == 3);
            CHECK(question.column == total);
            for (const auto& [choice, value, sum] : {std::tuple{"use_column", std::string{total}, 38},
                                                     {"use_column", question.fixes[0].value, 20},
                                                     {"use_column", question.fixes[1].value, 18}}) {
                const Read settled = read(csv, "a.csv", {{"sources_added", 0, choice, value, total}});
                CHECK(settled.asks.empty());
                CHECK(settled.children == sum);
            }
            // Whoever counted each child once has a smaller total.
            CHECK(read("เด็กนอกระบบการศึกษา,,,\n" +
                       two("รหัสตำบล," + std::string{sources} + "," + total, "10,9,12"))
                      .children == 24);
        }
}

TEST_CASE("two reasons that may be one are not added unasked", "[import][whom]") {
    for (const char* reason : {"ไม่เข้าเรียน", "ไม่ได้เข้าเรียน"}) {
        const std::string csv = two(std::string{"รหัสตำบล,ตกหล่น,ออกกลางคัน,"} + reason, "1,2,3");
        const Read asked = read(csv);
        CHECK(asked.asks == "reasons_alike");
        CHECK(asked.children == 6);
        CHECK(read(csv, "a.csv", {{"reasons_alike", 0, "add_columns", "", reason}}).children == 12);
        const Read left = read(csv, "a.csv", {{"reasons_alike", 0, "leave_columns", "", reason}});
        CHECK(left.asks.empty());
        CHECK(left.children == 6);
        // Beside those who dropped out alone they can be nobody else.
        CHECK(read(two(std::string{"รหัสตำบล,ออกกลางคัน,"} + reason, "2,3")).asks.find("reasons_alike") ==
              std::string::npos);
    }
    const std::string rows = "รหัสตำบล,ประเภท,จำนวน\n590101,ตกหล่น,1\n590101,ออกกลางคัน,2\n590101,ไม่เข้าเรียน,3\n";
    CHECK(read(rows).asks == "reasons_alike");
    CHECK(read(rows).children == 3);
    CHECK(read(rows).report.problems.front().reason == "ตกหล่น, ไม่เข้าเรียน");
    // Another reason is a further part, in rows as in columns.
    CHECK(read("รหัสตำบล,ประเภท,จำนวน\n590101,ตกหล่น,1\n590101,ออกกลางคัน,2\n590101,ไม่ศึกษาต่อ,3\n").children ==
          6);
}

TEST_CASE("more children than an area can have are asked about", "[import][whom]") {
    for (const char* number : {"812345678", "1234567", "590102"}) {
        INFO(number);
        const std::string csv = std::string{"รหัสตำบล,เด็กนอกระบบ\n590101,"} + number + "\n590102,4\n";
        const Read asked = read(csv);
        const std::string kind = number == std::string{"590102"} ? "number_is_code" : "number_too_large";
        CHECK(asked.asks == kind);
        CHECK(asked.children == 4);
        CHECK(asked.report.rows_rejected == 1);
        CHECK(asked.report.held_children_milli == 0);
        CHECK(read(csv, "a.csv", {{kind, 2, "keep_number", ""}}).children == 4 + std::stoll(number));
        const Read missing = read(csv, "a.csv", {{kind, 2, "as_missing", ""}});
        CHECK(missing.children == 4);
        CHECK(missing.report.missing_cells == 1);
        CHECK(missing.report.rows_loaded == 2);
        CHECK(read(csv, "a.csv", {{kind, 2, "hold", ""}}).asks.empty());
    }
    CHECK(read("รหัสพื้นที่,เด็กนอกระบบ\n5901,2000000\n").asks == "number_too_large");
    CHECK(read("รหัสพื้นที่,เด็กนอกระบบ\n5901,400000\n").asks.empty());
    CHECK(read("รหัสตำบล,เด็กนอกระบบ\n590101,90000\n590102,1\n").asks.empty());
    // Inhabitants beside them are no children.
    CHECK(read("รหัสตำบล,เด็กนอกระบบ,ประชากร\n590101,9,150000\n590102,1,2\n").asks.empty());
}

TEST_CASE("more children than the villages have people are asked about", "[import][whom]") {
    const test::TempFolder folder;
    const auto villages = import_file(
        test::small_areas(folder),
        test::write(folder, "v.csv",
                    "village,population,lat,lon\nก,30,15.05,101.05\nข,20,15.06,101.05\nค,40,15.05,101.15\n"),
        FileKind::villages, {}, {});
    REQUIRE(villages);
    const auto counts = [&](const char* csv, const ImportOptions& options) {
        const auto out =
            import_file(villages->data, test::write(folder, "c.csv", csv), FileKind::counts, options, {});
        REQUIRE(out);
        return *out;
    };
    CHECK(counts("รหัสตำบล,เด็กนอกระบบ\n590101,50\n590102,4\n", {}).report.outcome == Outcome::load);
    const char* more = "รหัสตำบล,เด็กนอกระบบ\n590101,51\n590102,4\n";
    const Imported asked = counts(more, {});
    CHECK(asked.report.outcome == Outcome::ask);
    const auto* question = test::note_of(asked.report.problems, "more_than_people");
    REQUIRE(question != nullptr);
    CHECK(question->value == "หนองยาว 590101: 51 / 50");
    CHECK(question->reason == "1");
    ImportOptions kept;
    kept.reading.decisions = {{"more_than_people", 0, "keep_as_sent", ""}};
    CHECK(counts(more, kept).report.outcome == Outcome::load);
}

}  // namespace import_whom_test
