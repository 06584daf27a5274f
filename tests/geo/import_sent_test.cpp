// Tables as offices send them: by province, with pupils, rates and marks of text, a sheet for each amphoe.
#include "geo/data/count_words.h"
#include "geo/data/import.h"
#include "tests/support/four_tambon.h"

#include <xlsxwriter.h>

namespace import_sent_test {

using namespace geo;
using ByArea = std::vector<std::pair<std::string, std::optional<std::int64_t>>>;

namespace {

Result<Imported> read(const Dataset& before, const std::string& file, const std::string& sheet = {},
                      bool accept = false) {
    ImportOptions options;
    options.layer = sheet;
    options.accept = accept;
    return import_file(before, file, FileKind::counts, options, {});
}

using Rows = std::vector<std::vector<std::string>>;

/// A workbook of such sheets; cells of digits are numbers.
std::string workbook(const test::TempFolder& folder,
                     const std::vector<std::pair<std::string, Rows>>& sheets) {
    const std::string file = (folder / "book.xlsx").string();
    lxw_workbook* book = workbook_new(file.c_str());
    for (const auto& [name, rows] : sheets) {
        lxw_worksheet* sheet = workbook_add_worksheet(book, name.c_str());
        for (std::size_t r = 0; r < rows.size(); ++r)
            for (std::size_t c = 0; c < rows[r].size(); ++c) {
                const std::string& text = rows[r][c];
                const auto row = static_cast<lxw_row_t>(r);
                const auto column = static_cast<lxw_col_t>(c);
                if (text.find_first_not_of("0123456789") == std::string::npos)
                    worksheet_write_number(sheet, row, column, std::stod(text), nullptr);
                else
                    worksheet_write_string(sheet, row, column, text.c_str(), nullptr);
            }
    }
    REQUIRE(workbook_close(book) == LXW_NO_ERROR);
    return file;
}

}  // namespace

TEST_CASE("pupils of schools are never taken for children out of learning", "[import]") {
    const test::TempFolder folder;
    const Dataset land = test::four_tambon(folder);
    const auto by_school = test::write(
        folder, "s.csv", "ชื่อโรงเรียน,ตำบล,อำเภอ,จังหวัด,จำนวนนักเรียน\nบ้านหนองยาว,หนองยาว,ท่าใต้,เหนือใต้,120\n");
    CHECK(*guess_kind(by_school) == FileKind::places);
    const auto dropped = test::write(
        folder, "d.csv", "ชื่อโรงเรียน,ตำบล,อำเภอ,จังหวัด,ออกกลางคัน\nบ้านหนองยาว,หนองยาว,ท่าใต้,เหนือใต้,12\n");
    CHECK(*guess_kind(dropped) == FileKind::counts);
    for (const char* header : {"จำนวนนักเรียน", "นักเรียนทั้งหมด", "Students", "Enrolled", "เด็กในระบบ"}) {
        INFO(header);
        const auto asked = read(
            land, test::write(folder, "p.csv", std::string{"code,"} + header + "\n590101,300\n590102,20\n"));
        REQUIRE(asked);
        CHECK(asked->report.outcome == Outcome::ask);
        CHECK(test::note_of(asked->report.problems, "no_children_column") != nullptr);
        CHECK(asked->report.total_children_milli == 0);
        // What was guessed of one file is no word of a person for the next.
        CHECK(std::none_of(asked->report.reading.columns.begin(), asked->report.reading.columns.end(),
                           [](const ColumnReading& one) { return one.column == 1; }));
    }
    for (const char* header : {"นักเรียนออกกลางคัน", "นักเรียนตกหล่น", "Out-of-school students"}) {
        INFO(header);
        CHECK_FALSE(count_words(header).others);
    }
    // A person may know better.
    ImportOptions options;
    options.reading.columns = {{1, "จำนวนนักเรียน", ColumnRole::children, {}}};
    const auto said =
        import_file(land, test::write(folder, "p.csv", "code,จำนวนนักเรียน\n590101,300\n590102,20\n"),
                    FileKind::counts, options, {});
    REQUIRE(said);
    CHECK(said->report.total_children_milli == 320000);
}

TEST_CASE("a column of rates counts nobody, and an error in it holds no row", "[import]") {
    const test::TempFolder folder;
    const auto read_rates =
        read(test::four_tambon(folder), test::write(folder, "r.csv",
                                                    "code,เด็กนอกระบบ,ร้อยละ\n590101,3,0\n590102,4,#DIV/0!\n"
                                                    "590201,5,1.23456\n590202,6,12\n"));
    REQUIRE(read_rates);
    CHECK(read_rates->report.outcome == Outcome::load);
    CHECK(read_rates->report.total_children_milli == 18000);
    CHECK(read_rates->data.counts->size() == 1);
    CHECK(read_rates->report.columns_not_read == std::vector<std::string>{"ร้อยละ"});
    const auto& columns = read_rates->report.reading.columns;
    CHECK(std::any_of(columns.begin(), columns.end(), [](const ColumnReading& one) {
        return one.header == "ร้อยละ" && one.role == ColumnRole::share;
    }));
}

TEST_CASE("a table of provinces alone is read by their names", "[import][match]") {
    const test::TempFolder folder;
    const auto file = test::write(folder, "p.csv", "จังหวัด,เด็กนอกระบบ\nเหนือใต้,\"1,300\"\n");
    CHECK(*guess_kind(file) == FileKind::counts);
    const auto provinces = read(test::four_tambon(folder), file);
    REQUIRE(provinces);
    CHECK(provinces->report.total_children_milli == 1300000);
    CHECK(provinces->report.by_area_milli.front().first == "59");
}

TEST_CASE("cells that a program kept as text by a mark are read without it, and told", "[import]") {
    const test::TempFolder folder;
    const Dataset land = test::four_tambon(folder);
    for (const char* table : {"code,เด็กตกหล่น\n=\"590101\",\"=\"\"12\"\"\"\n'590102,'3\n",
                              "code;เด็กตกหล่น\n'590101;'12\n=\"590102\";=\"3\"\n"}) {
        const auto marked = read(land, test::write(folder, "m.csv", table));
        REQUIRE(marked);
        CHECK(marked->report.outcome == Outcome::load);
        CHECK(marked->report.total_children_milli == 15000);
        const auto* note = test::note_of(marked->report.repairs, "text_marks");
        REQUIRE(note != nullptr);
        CHECK(note->row == 2);
        CHECK(note->reason == "4");
    }
    // Formulas and names stay what they are.
    const auto others =
        read(land, test::write(folder, "f.csv",
                               "code,name,เด็กตกหล่น\n590101,'บ้าน,1\n590102,\"=\"\"a\"\"&\"\"b\"\"\",2\n"));
    REQUIRE(others);
    CHECK(test::note_of(others->report.repairs, "text_marks") == nullptr);
}

TEST_CASE("a sheet for each amphoe: its name or title says the amphoe, and sheets stand beside each other",
          "[import][match]") {
    const test::TempFolder folder;
    const std::string file = workbook(
        folder,
        {{"เมืองเหนือ", {{"ตำบล", "เด็กนอกระบบ"}, {"หนองยาว", "5"}, {"ห้วยสั้น", "2"}}},
         {"Sheet2",
          {{"สรุป อำเภอท่าใต้ จังหวัดเหนือใต้"}, {"ตำบล", "เด็กนอกระบบ"}, {"หนองยาว", "7"}, {"ท่ากลาง", "1"}}}});
    const auto first = read(test::four_tambon(folder), file, "เมืองเหนือ");
    REQUIRE(first);
    CHECK(first->report.outcome == Outcome::load);
    CHECK(first->report.by_area_milli == ByArea{{"590101", 5000}, {"590102", 2000}});
    CHECK(test::note_of(first->report.warnings, "amphoe_from_title")->reason == "เมืองเหนือ (5901)");
    const auto second = read(first->data, file, "Sheet2");
    REQUIRE(second);
    CHECK(second->report.outcome == Outcome::load);
    CHECK(second->report.by_area_milli == ByArea{{"590201", 7000}, {"590202", 1000}});
    CHECK(test::note_of(second->report.warnings, "file_again") == nullptr);
    const auto children_of = [](const Dataset& data) {
        std::int64_t sum = 0;
        for (const CountSeries& series : *data.counts)
            for (const CountCell& cell : series.cells) sum += cell.children_milli;
        return sum;
    };
    CHECK(children_of(second->data) == 15000);
    // A sheet that is read again takes the place of its own rows alone.
    const auto again = read(second->data, file, "Sheet2");
    REQUIRE(again);
    CHECK(test::note_of(again->report.warnings, "file_again") != nullptr);
    CHECK(children_of(again->data) == 15000);
    std::size_t sources = 0;
    for (const SourceFile& source : again->data.sources)
        if (source.kind == "counts") ++sources;
    CHECK(sources == 2);
}

TEST_CASE("a title that names an amphoe is no more than what the rows bear out", "[import][match]") {
    const test::TempFolder folder;
    const auto other =
        read(test::four_tambon(folder),
             test::write(folder, "t.csv",
                         "รายงานที่ทำ ณ อำเภอท่าใต้ จังหวัดเหนือใต้,\nตำบล,เด็กนอกระบบ\nห้วยสั้น,2\nท่ากลาง,1\n"));
    REQUIRE(other);
    CHECK(test::note_of(other->report.warnings, "amphoe_from_title") == nullptr);
    CHECK(other->report.total_children_milli == 3000);
}

TEST_CASE("a table of which no row is of a loaded area says so, in words of names where it has no codes",
          "[import]") {
    const test::TempFolder folder;
    const auto none = read(test::four_tambon(folder),
                           test::write(folder, "n.csv", "ตำบล,อำเภอ,จังหวัด,เด็กนอกระบบ\nก,ข,ค,5\n"));
    REQUIRE_FALSE(none);
    CHECK(none.error().detail == "no_area_matched");
    test::require_words(none.error(), {"n.csv"});
}

TEST_CASE("a register of children is told to be counted first", "[import]") {
    const test::TempFolder folder;
    const auto none =
        read(test::four_tambon(folder),
             test::write(folder, "l.csv", "ลำดับ,รหัสตำบล,เพศ,สาเหตุ\n1,590101,ชาย,ยากจน\n2,590101,หญิง,ย้าย\n"));
    REQUIRE_FALSE(none);
    CHECK(none.error().detail == "row_is_a_child");
    test::require_words(none.error(), {"l.csv"});
}

TEST_CASE("a total of nothing over rows that have children is told", "[import]") {
    const test::TempFolder folder;
    const auto zero =
        read(test::four_tambon(folder),
             test::write(folder, "z.csv", "ตำบล,อำเภอ,เด็กนอกระบบ\nหนองยาว,ท่าใต้,5\nท่ากลาง,ท่าใต้,2\nรวม,,0\n"));
    REQUIRE(zero);
    CHECK(zero->report.rows_subtotal == 1);
    CHECK(test::note_of(zero->report.warnings, "subtotal_differs") != nullptr);
}

TEST_CASE("schools whose places are links to a map are read where the links lead", "[import]") {
    const test::TempFolder folder;
    const auto file = test::write(folder, "m.csv",
                                  "ชื่อโรงเรียน,ตำบล,อำเภอ,ลิงก์แผนที่\nบ้านยาว,หนองยาว,เมืองเหนือ,\"https://"
                                  "maps.google.com/?q=15.05,101.05\"\n");
    CHECK(*guess_kind(file) == FileKind::places);
    const auto places = import_file(test::four_tambon(folder), file, FileKind::places, {}, {});
    REQUIRE(places);
    REQUIRE(places->data.places->size() == 1);
    CHECK(places->data.places->front().has_position);
    CHECK(places->data.places->front().at.lat == Approx(15.05));
}

TEST_CASE("a total that holds those at risk as well is told once, not in each row", "[import]") {
    const test::TempFolder folder;
    const auto total = read(
        test::four_tambon(folder),
        test::write(folder, "t.csv",
                    "code,ตกหล่น,ออกกลางคัน,กลุ่มเสี่ยง,รวม\n590101,1,2,4,7\n590102,3,1,2,6\n590201,1,1,1,9\n"));
    REQUIRE(total);
    CHECK(total->report.total_children_milli == 9000);
    const auto* note = test::note_of(total->report.warnings, "total_with_others");
    REQUIRE(note != nullptr);
    CHECK(note->reason == "กลุ่มเสี่ยง");
    const auto* differs = total->report.warnings.kind("total_differs");
    REQUIRE(differs != nullptr);
    CHECK(differs->first.size() == 1);
}

TEST_CASE("rows of schools are summed into their tambon", "[import]") {
    const test::TempFolder folder;
    const Dataset land = test::four_tambon(folder);
    for (const char* table :
         {"รหัสโรงเรียน,ชื่อโรงเรียน,code,ออกกลางคัน\n1,ก,590101,3\n2,ก,590101,4\n3,ข,590102,5\n",
          "โรงเรียน,ตำบล,อำเภอ,ออกกลางคัน\nก,หนองยาว,เมืองเหนือ,3\nค,หนองยาว,เมืองเหนือ,4\nข,ห้วยสั้น,เมืองเหนือ,5\n"}) {
        const auto schools = read(land, test::write(folder, "s.csv", table));
        REQUIRE(schools);
        CHECK(schools->report.outcome == Outcome::load);
        CHECK(schools->report.by_area_milli == ByArea{{"590101", 7000}, {"590102", 5000}});
        CHECK(test::note_of(schools->report.warnings, "finer_level_than_tambon")->reason == "3");
    }
    // A number of schools is none of them: nothing is summed.
    const auto numbers =
        read(land, test::write(folder, "n.csv", "code,โรงเรียน,ออกกลางคัน\n590101,3,3\n590101,4,4\n"));
    REQUIRE(numbers);
    CHECK(test::note_of(numbers->report.problems, "duplicate_code") != nullptr);
}

TEST_CASE("a sheet of instructions before the table hides nothing", "[import]") {
    const test::TempFolder folder;
    const auto file = workbook(folder, {{"คำชี้แจง", {{"กรอกเฉพาะช่องสีเหลือง"}, {"ส่งภายในวันที่ 15"}}},
                                        {"ข้อมูล", {{"ตำบล", "อำเภอ", "ตกหล่น"}, {"หนองยาว", "ท่าใต้", "5"}}}});
    CHECK(*guess_kind(file) == FileKind::counts);
    CHECK(read(test::four_tambon(folder), file)->report.total_children_milli == 5000);
    const auto places = workbook(folder, {{"คำชี้แจง", {{"กรอกเฉพาะช่องสีเหลือง"}, {"ส่งภายในวันที่ 15"}}},
                                          {"ข้อมูล", {{"ชื่อ", "lat", "lon"}, {"ก", "15", "101"}}}});
    CHECK(*guess_kind(places) == FileKind::places);
}

TEST_CASE("counts in a table of places are told where they are not read", "[import]") {
    const test::TempFolder folder;
    const auto places =
        import_file(test::four_tambon(folder),
                    test::write(folder, "p.csv", "ชื่อ,lat,lon,ตกหล่น,ออกกลางคัน\nก,15.05,101.05,3,4\n"),
                    FileKind::places, {}, {});
    REQUIRE(places);
    const auto* note = test::note_of(places->report.warnings, "counts_not_read");
    REQUIRE(note != nullptr);
    CHECK(note->reason == "ตกหล่น, ออกกลางคัน");
}

TEST_CASE("columns named by school years are counts of those years", "[import]") {
    const test::TempFolder folder;
    const auto years =
        read(test::four_tambon(folder),
             test::write(folder, "y.csv", "code,ปีการศึกษา 2565,ปีการศึกษา 2566\n590101,3,4\n590102,5,6\n"));
    REQUIRE(years);
    CHECK(years->report.total_children_milli == 10000);
    const auto long_form =
        read(test::four_tambon(folder),
             test::write(folder, "l.csv", "code,ปีการศึกษา,เด็กนอกระบบ\n590101,2565,3\n590101,2566,4\n"));
    REQUIRE(long_form);
    CHECK(long_form->report.total_children_milli == 4000);
}

TEST_CASE("a group beside all children out of learning is a part of them", "[import]") {
    const test::TempFolder folder;
    const auto groups =
        read(test::four_tambon(folder),
             test::write(folder, "g.csv", "code,เด็กพิการ,เด็กยากจน,เด็กนอกระบบ\n590101,1,2,9\n590102,1,0,5\n"));
    REQUIRE(groups);
    CHECK(groups->report.outcome == Outcome::load);
    CHECK(groups->report.total_children_milli == 14000);
}

TEST_CASE("a title, sheet or file name says whom columns count that do not say it", "[import]") {
    const test::TempFolder folder;
    const Dataset land = test::four_tambon(folder);
    const auto asks = [&](const char* name, const std::string& table) {
        const auto read_table = read(land, test::write(folder, name, table));
        REQUIRE(read_table);
        return test::note_of(read_table->report.problems, "no_children_column") != nullptr;
    };
    CHECK(asks("population_2566.csv", "code,2566\n590101,1300\n590102,20\n"));
    CHECK(asks("a.csv", "จำนวนประชากรรายตำบล,\ncode,รวม\n590101,1300\n590102,20\n"));
    CHECK(asks("b.csv", "จำนวนนักเรียน ปีการศึกษา 2566,\ncode,ชาย,หญิง\n590101,10,20\n590102,20,30\n"));
    CHECK_FALSE(asks("population_2566.csv", "code,เด็กนอกระบบ\n590101,3\n590102,2\n"));
    CHECK_FALSE(asks("c.csv", "จำนวนเด็กออกกลางคัน,\ncode,จำนวนนักเรียน\n590101,3\n590102,2\n"));
}

TEST_CASE("words of children out of school are told from those of pupils, and rates from other words",
          "[import]") {
    for (const char* text :
         {"เด็กหลุดจากระบบการศึกษา", "นักเรียนที่หลุดออกจากระบบ", "เด็กที่ไม่อยู่ในระบบการศึกษา", "Not enrolled",
          "not_enrolled", "Out-of-school pupils", "ประชากรวัยเรียนที่ไม่ได้เรียน"}) {
        INFO(text);
        CHECK(count_words(text).out_of_school);
        CHECK_FALSE(count_words(text).others);
    }
    for (const char* text :
         {"เด็กในระบบการศึกษา", "ผู้เรียนการศึกษานอกระบบ", "ผู้เรียนนอกระบบ", "Enrolled", "Pupils", "นักเรียนทั้งหมด"}) {
        INFO(text);
        CHECK(count_words(text).pupils);
        CHECK(count_words(text).others);
    }
    CHECK_FALSE(count_words("Illiterate children").share);
    CHECK_FALSE(count_words("Illiterate").share);
    CHECK(count_words("dropout_rate").share);
    CHECK(count_words("OOSRate").share);
    CHECK(count_words("OOSC rate (%)").share);
}

TEST_CASE("a table of schools is one of places by what its cells and title say", "[import]") {
    const test::TempFolder folder;
    const auto kind = [&](const std::string& table) {
        return *guess_kind(test::write(folder, "k.csv", table));
    };
    CHECK(kind("โรงเรียน,ตำบล,อำเภอ,นักเรียน\nบ้านยาว,หนองยาว,ท่าใต้,120\n") == FileKind::places);
    CHECK(kind("จำนวนเด็กออกกลางคันรายโรงเรียน,,,\nโรงเรียน,ตำบล,อำเภอ,จำนวน\nบ้านยาว,หนองยาว,ท่าใต้,3\nบ้านสั้น,"
               "ท่ากลาง,ท่าใต้,1\n") == FileKind::counts);
    CHECK(kind("ตำบล,อำเภอ,โรงเรียน,จำนวน\nหนองยาว,ท่าใต้,3,120\n") == FileKind::counts);
}

}  // namespace import_sent_test
