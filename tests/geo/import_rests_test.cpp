// Children whom only a total states, people who are no children out of learning, and answers that nobody
// gave.
#include "geo/data/count_words.h"
#include "geo/data/demand.h"
#include "geo/data/note_words.h"
#include "tests/support/read_counts.h"
#include "tests/support/small_areas.h"

#include <algorithm>
#include <array>
#include <random>

namespace import_rests_test {

using namespace geo;
using test::Read;
using test::read;

namespace {

/// Children of each of the two tambon in the total, in thousandths.
std::vector<std::int64_t> by_area(const Read& got) {
    std::vector<std::int64_t> out;
    for (const auto& [code, milli] : got.report.by_area_milli) out.push_back(milli.value_or(-1));
    return out;
}

const ImportNote* warned(const Read& got, const char* kind) {
    return test::note_of(got.report.warnings, kind);
}

}  // namespace

TEST_CASE("a row that states its total alone counts by it, without its parts", "[import][rests]") {
    for (const char* none : {"-,-", ",", "*,*", "-,*"}) {
        INFO(none);
        const Read got =
            read(std::string{"รหัสตำบล,ตกหล่น,ออกกลางคัน,รวม\n590101,3,4,7\n590102,"} + none + ",24\n");
        CHECK(got.asks.empty());
        CHECK(got.children == 31);
        CHECK(by_area(got) == std::vector<std::int64_t>{7000, 24000});
        REQUIRE(warned(got, "total_alone") != nullptr);
        CHECK(warned(got, "total_alone")->row == 3);
        // The area is known whole, and nobody is counted twice.
        const auto demand = build_demand(got.data, {});
        REQUIRE(demand);
        CHECK(demand->counting.back()[1].state == CountState::counted);
        CHECK(demand->total_milli.back() == std::vector<std::int64_t>{7000, 24000});
    }
    // One part known: the rest of the total.
    const Read part = read("รหัสตำบล,ชาย,หญิง,รวมเด็กนอกระบบ\n590101,3,4,7\n590102,10,-,24\n");
    CHECK(part.children == 31);
    CHECK(by_area(part) == std::vector<std::int64_t>{7000, 24000});
    // "-" that is none after all leaves nothing over.
    const Read none = read("รหัสตำบล,ตกหล่น,ออกกลางคัน,รวม\n590101,3,4,7\n590102,24,-,24\n");
    CHECK(none.children == 31);
    CHECK(warned(none, "total_alone") == nullptr);
}

TEST_CASE("a total that holds those at risk too gives what is left without them", "[import][rests]") {
    const Read got = read("รหัสตำบล,ตกหล่น,ออกกลางคัน,กลุ่มเสี่ยง,รวม\n590101,3,4,5,12\n590102,-,-,5,24\n");
    CHECK(got.children == 7 + 19);
    // Nobody knows which: told, and nothing is made up.
    const Read unknown = read("รหัสตำบล,ตกหล่น,ออกกลางคัน,กลุ่มเสี่ยง,รวม\n590101,-,4,5,12\n590102,-,-,5,24\n");
    CHECK(unknown.children == 4);
    CHECK(warned(unknown, "total_differs") != nullptr);
}

TEST_CASE("totals among the rows of a long table are held against their parts", "[import][rests]") {
    const std::string head = "รหัสตำบล,สถานะ,จำนวน\n590101,ตกหล่น,3\n590101,ออกกลางคัน,4\n590101,รวม,7\n";
    const Read alone = read(head + "590102,รวม,24\n");
    CHECK(alone.asks.empty());
    CHECK(alone.children == 31);
    CHECK(by_area(alone) == std::vector<std::int64_t>{7000, 24000});
    REQUIRE(warned(alone, "category_total_alone") != nullptr);
    const Read hidden = read(head + "590102,ตกหล่น,*\n590102,ออกกลางคัน,4\n590102,รวม,24\n");
    CHECK(hidden.children == 31);

    // One of two differs: told.  Both: asked, and the answer counts.
    const Read one = read(head + "590102,ตกหล่น,5\n590102,ออกกลางคัน,6\n590102,รวม,24\n");
    CHECK(one.children == 18);
    CHECK(warned(one, "category_total_differs") != nullptr);
    const std::string both =
        "รหัสตำบล,เพศ,จำนวนเด็กนอกระบบ\n590101,ชาย,3\n590101,หญิง,3\n590101,รวม,3\n"
        "590102,ชาย,5\n590102,หญิง,5\n590102,รวม,5\n";
    const Read asked = read(both);
    CHECK(asked.asks == "categories_not_total");
    const std::string column = first_problem(asked).column;
    CHECK(read(both, "a.csv", {{"categories_not_total", 0, "use_parts", "", column}}).children == 16);
    CHECK(read(both, "a.csv", {{"categories_not_total", 0, "use_total", "", column}}).children == 8);
}

TEST_CASE("totals of one category of a long table give what its parts do not say, once", "[import][rests]") {
    const std::string head =
        "รหัสตำบล,เพศ,ประเภท,เด็กนอกระบบ\n"
        "590101,ชาย,ตกหล่น,3\n590101,หญิง,ตกหล่น,4\n590101,รวม,ตกหล่น,7\n"
        "590101,ชาย,ออกกลางคัน,1\n590101,หญิง,ออกกลางคัน,1\n590101,รวม,ออกกลางคัน,2\n";
    const std::string by_reason = "590102,รวม,ตกหล่น,5\n590102,รวม,ออกกลางคัน,6\n";
    const Read two = read(head + by_reason);
    CHECK(two.asks.empty());
    CHECK(two.children == 20);
    CHECK(by_area(two) == std::vector<std::int64_t>{9000, 11000});
    REQUIRE(warned(two, "category_total_alone") != nullptr);
    // The total of all beside them says nothing new, nor do totals by sex of the same children.
    CHECK(read(head + by_reason + "590102,รวม,รวม,11\n").children == 20);
    const Read cut = read(head + by_reason + "590102,ชาย,รวม,4\n590102,หญิง,รวม,7\n590102,รวม,รวม,11\n");
    CHECK(cut.children == 20);
    CHECK(by_area(cut) == std::vector<std::int64_t>{9000, 11000});
    // It holds more than the reasons: the others count, too.
    CHECK(read(head + by_reason + "590102,รวม,รวม,15\n").children == 24);
    CHECK(read(head + "590102,รวม,รวม,15\n").children == 24);
    // One reason by sex, the other as a whole.
    CHECK(read(head + "590102,ชาย,ตกหล่น,2\n590102,หญิง,ตกหล่น,3\n590102,รวม,ออกกลางคัน,6\n").children == 20);
    // A total that is not that of its parts is told.
    const Read told = read(head + "590102,ชาย,ตกหล่น,2\n590102,หญิง,ตกหล่น,3\n590102,รวม,ตกหล่น,9\n");
    CHECK(told.children == 14);
    CHECK(warned(told, "category_total_differs") != nullptr);
}

TEST_CASE("however much of a long table its areas state, each of their children counts once",
          "[import][rests]") {
    std::mt19937 random(2567);
    const std::array<const char*, 2> sexes = {"ชาย", "หญิง"}, reasons = {"ตกหล่น", "ออกกลางคัน"};
    for (int trial = 0; trial < test::rounds(400); ++trial) {
        // The first area states everything; the second what the trial says.
        const auto form = random() % 6;
        std::string text = "รหัสตำบล,เพศ,ประเภท,เด็กนอกระบบ\n";
        std::int64_t wanted = 0;
        for (const bool second : {false, true}) {
            std::array<std::array<std::int64_t, 2>, 2> cell{};  // by sex, then reason
            for (auto& of_sex : cell)
                for (std::int64_t& one : of_sex) wanted += one = 1 + static_cast<std::int64_t>(random() % 30);
            std::vector<std::string> rows;
            const auto row = [&](const std::string& sex, const std::string& reason, std::int64_t number) {
                rows.push_back((second ? "590102," : "590101,") + sex + "," + reason + "," +
                               std::to_string(number) + "\n");
            };
            const bool cells = !second || form == 0;
            const bool by_reason = !second || form == 1 || form == 2 || form == 5;
            const bool by_sex = !second || form == 3 || form == 5;
            const bool all = !second || form == 2 || form == 4;
            for (std::size_t i = 0; i < 2; ++i) {
                if (cells)
                    for (std::size_t k = 0; k < 2; ++k) row(sexes[i], reasons[k], cell[i][k]);
                if (by_reason) row("รวม", reasons[i], cell[0][i] + cell[1][i]);
                if (by_sex) row(sexes[i], "รวม", cell[i][0] + cell[i][1]);
            }
            if (all) row("รวม", "รวม", cell[0][0] + cell[0][1] + cell[1][0] + cell[1][1]);
            std::shuffle(rows.begin(), rows.end(), random);
            for (const std::string& one : rows) text += one;
        }
        INFO("trial " << trial << ", form " << form << "\n" << text);
        const Read got = read(text);
        CHECK(got.asks.empty());
        CHECK(got.children == wanted);
    }
}

TEST_CASE("totals of the newest year give what its parts do not say", "[import][rests]") {
    const Read got = read(
        "รหัสตำบล,ปี,เพศ,เด็กนอกระบบ\n"
        "590101,2566,ชาย,8\n590101,2566,หญิง,9\n590101,2566,รวม,17\n"
        "590101,2567,ชาย,3\n590101,2567,หญิง,4\n590101,2567,รวม,7\n"
        "590102,2566,รวม,30\n590102,2567,รวม,20\n");
    CHECK(got.children == 27);
    CHECK(by_area(got) == std::vector<std::int64_t>{7000, 20000});
}

TEST_CASE("who or what is counted stands before the children, and who wants to return is not back",
          "[import][rests]") {
    for (const char* others :
         {"ครัวเรือนที่มีเด็กนอกระบบ", "จำนวนผู้ปกครองของเด็กนอกระบบ", "ผู้จัดการรายกรณีเด็กนอกระบบ",
          "ศูนย์การเรียนรู้สำหรับเด็กนอกระบบ", "ครูนอกระบบ", "อาสาสมัครติดตามเด็กตกหล่น", "ครั้งที่เยี่ยมบ้านเด็กนอกระบบ",
          "เด็กที่ป้องกันการออกกลางคันได้", "เป้าหมายลดเด็กนอกระบบ", "คาดการณ์เด็กนอกระบบ ปี 2570", "ศูนย์เรียนรู้เด็กนอกระบบ",
          "ผู้เรียน สกร. (นอกระบบ)", "จำนวนเด็กที่ไม่ออกกลางคัน"}) {
        INFO(others);
        CHECK_FALSE(count_words(others).says_whom());
    }
    CHECK(count_words("จำนวนเด็กที่เรียนนอกระบบ").pupils);
    for (const char* still : {"เด็กออกกลางคันที่ประสงค์จะกลับเข้าเรียน", "เด็กออกกลางคันที่ไม่ประสงค์จะกลับเข้าเรียน",
                              "เด็กออกกลางคันที่ต้องการกลับ", "เด็กออกกลางคันที่ไม่ต้องการกลับ", "ออกกลางคัน ยังไม่กลับ"}) {
        INFO(still);
        CHECK(count_words(still).meaning.status == ChildStatus::dropped_out);
    }
    CHECK(count_words("เด็กออกกลางคันที่กลับเข้าเรียนแล้ว").meaning.status == ChildStatus::returned);
    CHECK(count_words("เด็กที่มีแนวโน้มจะหลุดจากระบบ").meaning.status == ChildStatus::at_risk);
    for (const char* out : {"ศูนย์การศึกษาพิเศษ / ออกกลางคัน", "เด็กในครัวเรือนยากจนที่ออกกลางคัน",
                            "โรงเรียนเอกชน ออกกลางคัน", "โครงการพาน้องกลับมาเรียน เด็กนอกระบบ"}) {
        INFO(out);
        CHECK(count_words(out).says_whom());
    }
}

TEST_CASE("the short names of layers say sexes, ages and totals", "[import][rests]") {
    CHECK(read("code,OOSC_M,OOSC_F,OOSC_T\n590101,1,2,3\n590102,4,5,9\n").children == 12);
    CHECK(read("code,OOS_6_11,OOS_12_14,OOS_ALL\n590101,1,2,3\n590102,4,5,9\n").children == 12);
}

TEST_CASE("as many as live in the areas are nobody's children out of learning until a person says so",
          "[import][rests]") {
    const std::string people = "รหัสตำบล,ชาย,หญิง,รวม\n590101,2700,2800,5500\n590102,2600,2500,5100\n";
    const Read asked = read(people);
    CHECK(asked.asks == "many_for_children");
    CHECK_FALSE(first_is_likely(first_problem(asked)));
    const std::string column = first_problem(asked).column;
    CHECK(read(people, "a.csv", {{"many_for_children", 0, "as_out_of_learning", "", column}}).children ==
          10600);
    CHECK(read(people, "a.csv", {{"many_for_children", 0, "keep_beside", "", column}}).children == 0);
    CHECK(read("รหัสตำบล,ชาย,หญิง,รวม\n590101,27,28,55\n590102,26,25,51\n").asks.empty());
    // Who says that they are out of learning is believed.
    CHECK(read("รหัสตำบล,เด็กนอกระบบ ชาย,เด็กนอกระบบ หญิง\n590101,2700,2800\n590102,2600,2500\n").asks.empty());
    for (const char* group : {"คนพิการ (คน)", "จำนวนเด็กยากจนพิเศษ", "เด็กต่างด้าว"})
        CHECK(read(std::string{"รหัสตำบล,"} + group + "\n590101,7\n590102,8\n").asks == "whom_not_said");
}

TEST_CASE("to accept rows is no answer to what they count", "[import][rests]") {
    const test::TempFolder folder;
    for (const char* header : {"code,ก่อนดำเนินการ,หลังดำเนินการ", "code,เด็ก 3-5 ปี,เด็ก 3-6 ปี"}) {
        INFO(header);
        const auto got =
            test::import_counts(folder, std::string{header} + "\n590101,1,2\n590102,3,4\n", true);
        REQUIRE(got);
        CHECK(got->report.outcome == Outcome::ask);
        CHECK(got->data.counts->empty());
    }
    // One column alone says that its children are out of learning.
    const auto said = test::import_counts(folder, "code,จำนวนเด็ก,เด็กนอกระบบ\n590101,9,2\n590102,8,4\n", true);
    REQUIRE(said);
    CHECK(said->report.total_children_milli == 6000);
}

TEST_CASE("all categories in one are called many things", "[import][rests]") {
    for (const char* all :
         {"รวมทั้งสิ้น", "ผลรวม", "ชายและหญิง", "ชาย+หญิง", "ไม่แยกเพศ", "ทุกเพศ", "all", "รวม 2 เพศ"}) {
        INFO(all);
        const Read got = read(
            std::string{"รหัสตำบล,เพศ,จำนวนเด็กนอกระบบ\n590101,ชาย,3\n590101,หญิง,4\n590102,"} + all + ",24\n");
        CHECK(got.asks.empty());
        CHECK(got.children == 31);
    }
}

TEST_CASE("totals of parts keep what their parts do not say, though no column is the total of all",
          "[import][rests]") {
    const Read two = read(
        "รหัสตำบล,ตกหล่น ชาย,ตกหล่น หญิง,ตกหล่น รวม,ออกกลางคัน ชาย,ออกกลางคัน หญิง,ออกกลางคัน รวม\n"
        "590101,1,2,3,4,5,9\n590102,-,-,6,-,2,7\n");
    CHECK(two.asks.empty());
    CHECK(two.children == 12 + 13);
    CHECK(by_area(two) == std::vector<std::int64_t>{12000, 13000});
    CHECK(warned(two, "total_alone") != nullptr);
    const auto demand = build_demand(two.data, {});
    REQUIRE(demand);
    CHECK(demand->counting.back()[1].state == CountState::counted);
    CHECK(demand->total_milli.back() == std::vector<std::int64_t>{12000, 13000});
    const Read across = read(
        "รหัสตำบล,ชาย 6-11 ปี,หญิง 6-11 ปี,ชาย 12-14 ปี,หญิง 12-14 ปี,รวมชาย,รวมหญิง,หมายเหตุเด็กนอกระบบ\n"
        "590101,1,2,3,4,4,6,\n590102,-,-,-,-,4,6,\n",
        "เด็กนอกระบบ.csv");
    CHECK(across.children == 20);
}

TEST_CASE("a total over several years is not counted", "[import][rests]") {
    const Read got = read("รหัสตำบล,เด็กนอกระบบปี 2565,เด็กนอกระบบปี 2566,รวม\n590101,3,4,7\n590102,5,6,11\n");
    CHECK(got.children == 10);
    CHECK(warned(got, "years_apart") != nullptr);
}

TEST_CASE("a column that says whom a row counts is read, though each area has one row", "[import][rests]") {
    CHECK(read("รหัสตำบล,ประเภท,จำนวน\n590101,ครัวเรือน,70\n590102,เด็กนอกระบบ,5\n").children == 5);
    CHECK(read("รหัสตำบล,สถานะ,จำนวน\n590101,กลับเข้าเรียน,8\n590102,กลุ่มเสี่ยง,5\n").children == 0);
    CHECK(read("รหัสตำบล,กลุ่ม,จำนวน\n590101,พิการ,7\n590102,ยากจน,8\n").asks == "which_column");
    CHECK(read("รหัสตำบล,สถานะ,จำนวน\n590101,ตกหล่น,8\n590102,ออกกลางคัน,5\n").children == 13);
}

TEST_CASE("who learns, came back, is planned for or is gone is not out of learning", "[import][rests]") {
    for (const char* words :
         {"นักศึกษา กศน. นอกระบบ", "ผู้เรียน สกร. นอกระบบ", "เด็กที่เรียน กศน. นอกระบบ", "เด็กไม่ได้หลุดจากระบบ",
          "เด็กที่ไม่อยู่นอกระบบ", "เด็กนอกระบบที่ได้เรียนแล้ว", "เด็กนอกระบบเข้าสู่ระบบแล้ว", "เด็กนอกระบบที่เข้าเรียนแล้ว",
          "เด็กนอกระบบ (เป้าหมาย)", "เด็กนอกระบบ (แผน)", "เด็กนอกระบบลดลง", "จำนวนวันที่เด็กนอกระบบ",
          "เด็กนอกระบบย้ายออก", "เด็กนอกระบบที่เสียชีวิต"}) {
        INFO(words);
        CHECK(read(std::string{"รหัสตำบล,"} + words + "\n590101,12\n590102,15\n").children == 0);
    }
}

TEST_CASE("who left after class, or because a parent died, is out of learning", "[import][rests]") {
    for (const char* left : {"เด็กที่เข้าเรียนแล้วหลุดจากระบบ", "เด็กที่เคยเข้าเรียนแล้วออกกลางคัน", "เด็กที่ไม่ได้เข้าเรียนแล้ว",
                             "ออกกลางคัน ครอบครัวย้ายออก", "ออกกลางคัน บิดาเสียชีวิต", "ไม่เรียนต่อโรงเรียนใด"}) {
        INFO(left);
        CHECK(read(std::string{"รหัสตำบล,"} + left + "\n590101,2\n590102,4\n").children == 6);
    }
    const Read reasons = read(
        "รหัสตำบล,ออกกลางคัน ยากจน,ออกกลางคัน ครอบครัวย้ายออก,ออกกลางคัน บิดาเสียชีวิต,รวมออกกลางคัน\n"
        "590101,1,2,3,6\n590102,2,2,2,6\n");
    CHECK(reasons.children == 12);
    const Read more = read("รหัสตำบล,เด็กนอกระบบเดิม,เด็กนอกระบบเพิ่มขึ้น,รวม\n590101,5,3,8\n590102,6,2,8\n");
    CHECK(more.asks.empty());
    CHECK(more.children == 16);
    CHECK(read("รหัสตำบล,กลุ่ม,เด็กนอกระบบ\n590101,พิการ,1\n590101,ทุกข์ยาก,2\n590102,พิการ,1\n590102,ทุกข์ยาก,2\n")
              .asks != "");
}

TEST_CASE("an area whose numbers stand only where nothing is counted is told", "[import][rests]") {
    const Read wide = read(
        "รหัสตำบล,เด็กนอกระบบ ชาย,เด็กนอกระบบ หญิง,เด็กนอกระบบ 6-11 ปี,เด็กนอกระบบ 12-17 ปี\n"
        "590101,3,4,5,2\n590102,-,-,4,5\n");
    CHECK(wide.children == 7);
    REQUIRE(warned(wide, "counted_elsewhere") != nullptr);
    CHECK(warned(wide, "counted_elsewhere")->reason == "5");
    CHECK(warned(wide, "counted_elsewhere")->value.substr(0, 6) == "590102");
    const Read groups = read(
        "รหัสตำบล,กลุ่ม,จำนวนเด็กนอกระบบ\n590101,พิการ,3\n590101,ยากจน,4\n590101,รวม,7\n"
        "590102,พิการ,2\n590102,ยากจน,6\n");
    CHECK(warned(groups, "counted_elsewhere") != nullptr);
    CHECK(warned(read("รหัสตำบล,ชาย,หญิง,รวมเด็กนอกระบบ\n590101,3,4,7\n590102,-,-,9\n"), "counted_elsewhere") ==
          nullptr);
}

}  // namespace import_rests_test
