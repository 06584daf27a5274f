// Tables whose words or marks are easily read wrong: never a wrong number or a closed school in silence.
#include "geo/data/cell.h"
#include "geo/data/import.h"
#include "tests/support/small_areas.h"

namespace import_doubt_test {

using namespace geo;

namespace {

Result<Imported> read(const test::TempFolder& folder, FileKind kind, const std::string& csv,
                      bool accept = false) {
    ImportOptions options;
    options.accept = accept;
    return import_file(test::small_areas(folder), test::write(folder, "table.csv", csv), kind, options, {});
}

bool is_open(const std::string& column, const std::string& status) {
    const test::TempFolder folder;
    const auto imported = read(folder, FileKind::places,
                               "id,kind,lat,lon," + column + "\n1,school,15.05,101.05," + status + "\n");
    REQUIRE(imported);
    REQUIRE(test::note_of(imported->report.warnings, "unknown_status") == nullptr);
    return imported->data.places->front().open;
}

/// The status of the series of a column.
ChildStatus status_of(const std::string& header) {
    const test::TempFolder folder;
    const auto imported = read(folder, FileKind::counts, "code,children," + header + "\n590101,1,2\n", true);
    REQUIRE(imported);
    REQUIRE(imported->data.counts->size() == 2);
    REQUIRE(imported->data.counts->at(1).name == header);
    return imported->data.counts->at(1).status;
}

}  // namespace

TEST_CASE("a place that is open is open, though เปิด holds ปิด", "[import]") {
    for (const char* open : {"เปิด", "เปิดสอน", "เปิดทำการ", "open", "Open", "1", "yes", "TRUE", ""})
        REQUIRE(is_open("status", open));
    for (const char* closed :
         {"ปิด", "ปิดแล้ว", "ไม่เปิด", "ยุบรวม", "ยุบเลิก", "เลิกกิจการ", "closed", "false", "0", "no"})
        REQUIRE_FALSE(is_open("status", closed));
    REQUIRE(is_open("open", "true"));
    REQUIRE_FALSE(is_open("open", "false"));
    REQUIRE(is_open("สถานะ", "เปิด"));
}

TEST_CASE("closed places are numbered, and a status nobody knows is said with its row", "[import]") {
    const test::TempFolder folder;
    const auto imported = read(folder, FileKind::places,
                               "id,kind,lat,lon,status\n1,school,15.05,101.05,เปิด\n2,school,15.05,101.06,ปิด\n"
                               "3,school,15.05,101.07,closed\n4,school,15.05,101.08,เอกชน\n"
                               "5,school,15.05,101.09,เปิดแล้วปิด\n");
    REQUIRE(imported);
    const auto* closed = test::note_of(imported->report.warnings, "closed_places");
    REQUIRE(closed != nullptr);
    REQUIRE(closed->reason == "2");
    REQUIRE(closed->column == "status");
    const auto* unknown = test::note_of(imported->report.warnings, "unknown_status");
    REQUIRE(unknown != nullptr);
    REQUIRE(unknown->row == 5);
    REQUIRE(unknown->value == "เอกชน");
    REQUIRE(imported->report.warnings.size() == 3);
    REQUIRE(imported->data.places->at(3).open);
}

TEST_CASE("children at risk and children who came back are not those who dropped out", "[import]") {
    for (const char* header : {"เสี่ยงออกกลางคัน", "กลุ่มเสี่ยงตกหล่น", "at_risk_of_dropout", "At risk of dropout"})
        REQUIRE(status_of(header) == ChildStatus::at_risk);
    for (const char* header : {"ออกกลางคันกลับมาเรียน", "ตกหล่นที่กลับเข้าระบบ", "dropout returned"})
        REQUIRE(status_of(header) == ChildStatus::returned);
    for (const char* header : {"ออกกลางคัน", "ออกกลางคันไม่กลับมาเรียน", "Drop-out"})
        REQUIRE(status_of(header) == ChildStatus::dropped_out);
    REQUIRE(status_of("ตกหล่น") == ChildStatus::never_enrolled);
    const test::TempFolder folder;
    const auto both =
        read(folder, FileKind::counts, "code,ออกกลางคัน,เสี่ยงออกกลางคัน\n590101,4,90\n590102,5,80\n");
    REQUIRE(both->report.outcome == Outcome::load);
    REQUIRE(both->report.total_children_milli == 9000);
}

TEST_CASE("a comma stands for thousands only between groups of three digits", "[import]") {
    REQUIRE(count_from_cell("1,234")->milli == 1234000);
    REQUIRE(count_from_cell("1,234,567")->milli == 1234567000);
    REQUIRE(count_from_cell("12,345.5 คน")->milli == 12345500);
    for (const char* text :
         {"1,5", "1,23", "1,2345", "1234,567", "1,234567", ",234", "1,", "1.5,000", "1,,234"}) {
        INFO(text);
        REQUIRE_FALSE(count_from_cell(text));
    }
}

TEST_CASE("a blank stands for thousands only between groups of three digits", "[import]") {
    for (const auto& [text, milli] : {std::pair{"1 234", 1234000},
                                      {"1 234 567", 1234567000},
                                      {" 12 ", 12000},
                                      {"1\u00A0234 คน", 1234000},
                                      {"๑ ๒๓๔", 1234000},
                                      {"12 คน", 12000},
                                      {"1\u200B2", 12000},
                                      {"1 234.50", 1234500}}) {
        INFO(text);
        REQUIRE(count_from_cell(text));
        CHECK(count_from_cell(text)->milli == milli);
    }
    for (const char* text : {"7 9", "12\n13", "12\t130", "1\n234", "12 34", "1234 567", "1 23 456", "12. 5",
                             "12 .5", "๗ ๙ คน"}) {
        INFO(text);
        REQUIRE_FALSE(count_from_cell(text));
        CHECK(std::string(count_fault(text)) == "two_numbers");
    }
}

TEST_CASE("the mark of a note is no digit of the number before it", "[import]") {
    for (const char* text : {"54¹", "54 ²", "54 คน³", "๕๔⁴", "54①", "54₁"}) {
        INFO(text);
        REQUIRE_FALSE(count_from_cell(text));
        CHECK(std::string(count_fault(text)) == "number_with_note");
        CHECK(number_within(text) == "54");
    }
    for (const char* text : {"¹", "-¹", "½", "5½"}) REQUIRE_FALSE(count_from_cell(text));
}

TEST_CASE("a hidden number is a star or a bound, not any text that begins like one", "[import]") {
    for (const char* text : {"*", "**", "<5", "< 10", "<=3"})
        REQUIRE(count_from_cell(text)->state == CellState::suppressed);
    for (const char* text : {"<a>", "<", "x", "<ห้า"}) {
        INFO(text);
        REQUIRE_FALSE(count_from_cell(text));
    }
}

TEST_CASE("a number with an unquoted comma is held, not read as its first digits", "[import]") {
    const test::TempFolder folder;
    const std::string csv = "code,children\n590101,1,234\n590102,7\n";
    const auto asked = read(folder, FileKind::counts, csv);
    REQUIRE(asked);
    REQUIRE(asked->report.outcome == Outcome::ask);
    REQUIRE(asked->report.rows_rejected == 1);
    REQUIRE(asked->report.accounted());
    REQUIRE(test::note_of(asked->report.problems, "columns_moved")->row == 2);
    REQUIRE(asked->data.counts->empty());
    REQUIRE(read(folder, FileKind::counts, csv, true)->report.total_children_milli == 7000);
    // Separators at the end of a row hold nothing.
    const auto blank = read(folder, FileKind::counts, "code,children\n590101,5,,\n590102,7,\n");
    REQUIRE(blank->report.outcome == Outcome::load);
    REQUIRE(blank->report.total_children_milli == 12000);
    const auto all = read(folder, FileKind::counts, "code,children\n590101,1,234\n590102,2,345\n");
    REQUIRE_FALSE(all);
    REQUIRE(all.error().fault == Fault::no_header);
    REQUIRE(all.error().row == 2);
}

TEST_CASE("columns of names and telephones of persons are refused, the telephone of a school is not",
          "[import]") {
    const test::TempFolder folder;
    for (const char* header : {"ชื่อเด็ก", "โทร", "เบอร์โทรศัพท์", "ชื่อ-สกุล", "เลขประจำตัวประชาชน", "child_name"}) {
        INFO(header);
        const auto refused = read(folder, FileKind::counts,
                                  std::string{"code,children,"} + header + "\n590101,1,\n590102,2,ก\n");
        REQUIRE_FALSE(refused);
        REQUIRE(refused.error().fault == Fault::personal_data);
        REQUIRE(refused.error().row == 3);
        REQUIRE(refused.error().column == header);
        // A column that nobody filled holds nobody.
        REQUIRE(read(folder, FileKind::counts,
                     std::string{"code,children,"} + header + "\n590101,1,\n590102,2,\n"));
    }
    REQUIRE(read(folder, FileKind::places, "id,kind,lat,lon,โทร\n1,school,15.05,101.05,025551234\n"));
    REQUIRE_FALSE(read(folder, FileKind::places, "id,kind,lat,lon,ชื่อผู้ปกครอง\n1,school,15.05,101.05,ก\n"));
    // The number of children is no name.
    REQUIRE(read(folder, FileKind::counts, "code,จำนวนเด็ก\n590101,1\n"));
}

}  // namespace import_doubt_test
