// Which columns of a table say the groups: names, and yes or no.
#include "geo/data/grouping.h"
#include "tests/support/named_areas.h"

#include <algorithm>

namespace group_columns_test {

using namespace geo;

namespace {

/// The codes in a group; none where there is no such group.
std::vector<std::string> members(const Imported& imported, const std::string& name) {
    for (const AreaGroup& group : *imported.data.groups)
        if (group.name == name) return group.areas;
    return {};
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("only rows that say yes are members of the group that a column names", "[import][groups]") {
    const test::TempFolder folder;
    struct Words {
        const char *yes, *no;
    };
    for (const Words& words :
         {Words{"ใช่", "ไม่ใช่"}, Words{"✓", ""}, Words{"1", "0"}, Words{"๑", "๐"}, Words{"/", "x"},
          Words{"เข้าร่วม", "ไม่เข้าร่วม"}, Words{"Yes", "No"}, Words{"TRUE", "FALSE"}, Words{"x", "-"}}) {
        INFO(words.yes);
        const std::string csv = std::string{"รหัสตำบล,ตำบล,พื้นที่นำร่อง\n590101,ปากน้ำ,"} + words.yes +
                                "\n590102,ห้วยสั้น," + words.no + "\n590201,หนองยาว," + words.yes +
                                "\n590202,วังทอง,\n";
        CHECK(*guess_kind(test::write(folder, "list.csv", csv)) == FileKind::groups);
        const Imported read = test::import_named(folder, "list.csv", csv, FileKind::groups);
        CHECK(read.report.outcome == Outcome::load);
        CHECK(read.report.rows_loaded == 4);
        REQUIRE(read.data.groups->size() == 1);
        CHECK(members(read, "พื้นที่นำร่อง") == Codes{"590101", "590201"});
        const ImportNote* told = test::note_of(read.report.warnings, "group_not_in");
        REQUIRE(told != nullptr);
        CHECK(told->column == "พื้นที่นำร่อง");
        CHECK(told->reason == "2");
        CHECK(test::note_of(read.report.warnings, "group_by_file") == nullptr);
        // What was read gives the same again.
        const Imported again =
            test::import_named(folder, "list.csv", csv, FileKind::groups, read.report.reading);
        CHECK(*again.data.groups == *read.data.groups);
    }
}

TEST_CASE("each column of groups is read, and those that are not are named", "[import][groups]") {
    const test::TempFolder folder;
    const Imported read = test::import_named(folder, "wide.csv",
                                             "ตำบล,อำเภอ,จังหวัด,สพป.,นำร่องปี 2566,นำร่องปี 2567,แหล่งที่มา\n"
                                             "ปากน้ำ,เมืองสระแก,สระแก,สระแก เขต 1,✓,,แผนจังหวัด\n"
                                             "ห้วยสั้น,เมืองสระแก,สระแก,สระแก เขต 1,,✓,แผนจังหวัด\n"
                                             "หนองยาว,บ้านใหม่,สระแก,สระแก เขต 2,✓,✓,แผนจังหวัด\n"
                                             "วังทอง,บ้านใหม่,สระแก,,,,แผนจังหวัด\n",
                                             FileKind::groups);
    CHECK(read.report.outcome == Outcome::load);
    CHECK(read.report.rows_loaded == 4);
    CHECK(members(read, "สระแก เขต 1") == Codes{"590101", "590102"});
    CHECK(members(read, "สระแก เขต 2") == Codes{"590201"});
    CHECK(members(read, "นำร่องปี 2566") == Codes{"590101", "590201"});
    CHECK(members(read, "นำร่องปี 2567") == Codes{"590102", "590201"});
    CHECK(read.data.groups->size() == 4);
    CHECK(grouping_names(read.data).size() == 2);
    CHECK(read.report.columns_not_read == Codes{"แหล่งที่มา"});
    CHECK(test::note_of(read.report.warnings, "group_by_file") == nullptr);
}

TEST_CASE("names of service areas make a column one of groups, whatever its header", "[import][groups]") {
    const test::TempFolder folder;
    for (const std::string header : {"สังกัดเขต", "หน่วยงานต้นสังกัด", "พื้นที่"}) {
        INFO(header);
        const Imported read = test::import_named(
            folder, "list.csv",
            "ตำบล,อำเภอ,จังหวัด," + header +
                "\nปากน้ำ,เมืองสระแก,สระแก,สพป.สระแก เขต 1\nห้วยสั้น,เมืองสระแก,สระแก,สพป.สระแก เขต 1\n" +
                "หนองยาว,บ้านใหม่,สระแก,สพป.สระแก เขต 2\n",
            FileKind::groups);
        CHECK(read.report.outcome == Outcome::load);
        CHECK(members(read, "สพป.สระแก เขต 1") == Codes{"590101", "590102"});
        CHECK(members(read, "สพป.สระแก เขต 2") == Codes{"590201"});
    }
}

TEST_CASE("words that stand again and again may be groups, and a person says so", "[import][groups]") {
    const test::TempFolder folder;
    const std::string csv =
        "รหัสตำบล,ภูมิประเทศ,ทีม\n590101,ภูเขา,ก\n590102,ราบ,ข\n590201,ภูเขา,ก\n590202,ราบ,ก\n600101,ภูเขา,"
        "ข\n600201,ราบ,ข\n";
    const Imported asked = test::import_named(folder, "list.csv", csv, FileKind::groups);
    CHECK(asked.report.outcome == Outcome::ask);
    CHECK(asked.data.groups->empty());
    const ImportNote* note = test::note_of(asked.report.problems, "which_group");
    REQUIRE(note != nullptr);
    REQUIRE(note->fixes.size() == 3);
    CHECK(note->fixes.front() == Fix{"use_group", "ภูมิประเทศ"});
    for (const auto& [choice, value, groups] :
         {std::tuple{"use_group", "ทีม", 2U}, std::tuple{"one_group", "", 1U}}) {
        Reading reading = asked.report.reading;
        decide(reading, {"which_group", 0, choice, value});
        const Imported read = test::import_named(folder, "list.csv", csv, FileKind::groups, reading);
        CHECK(read.report.outcome == Outcome::load);
        CHECK(read.data.groups->size() == groups);
        const Imported again =
            test::import_named(folder, "list.csv", csv, FileKind::groups, read.report.reading);
        CHECK(*again.data.groups == *read.data.groups);
    }
}

TEST_CASE("a cell that is neither yes nor no holds its row until a person says", "[import][groups]") {
    const test::TempFolder folder;
    std::string csv = "รหัสตำบล,นำร่อง\n";
    for (int n = 0; n < 20; ++n) csv += "590101," + std::string{n % 2 == 0 ? "ใช่" : "ไม่ใช่"} + "\n";
    csv += "590102,รอผล\n";
    const Imported asked = test::import_named(folder, "list.csv", csv, FileKind::groups);
    CHECK(asked.report.outcome == Outcome::ask);
    CHECK(asked.report.rows_rejected == 1);
    const ImportNote* note = test::note_of(asked.report.problems, "member_unclear");
    REQUIRE(note != nullptr);
    CHECK(note->row == 22);
    CHECK(note->value == "รอผล");
    for (const bool is : {true, false}) {
        Reading reading = asked.report.reading;
        decide(reading, {"member_unclear", 22, is ? "is_member" : "no_member", ""});
        const Imported read = test::import_named(folder, "list.csv", csv, FileKind::groups, reading);
        CHECK(read.report.outcome == Outcome::load);
        CHECK(members(read, "นำร่อง").size() == (is ? 2 : 1));
    }
}

TEST_CASE("zeros and ones that say children or number are counts and no groups", "[groups]") {
    const test::TempFolder folder;
    for (const std::string header : {"เด็กนอกระบบ", "จำนวน", "ออกกลางคัน (คน)", "n", "จำนวนพื้นที่นำร่อง"}) {
        INFO(header);
        const auto kind = guess_kind(
            test::write(folder, "n.csv", "รหัสตำบล," + header + "\n590101,1\n590102,0\n590201,1\n"));
        REQUIRE(kind);
        CHECK(*kind == FileKind::counts);
    }
}

TEST_CASE("a tambon beside cells where nobody knows it is no group", "[import][groups]") {
    const test::TempFolder folder;
    for (const char* unknown : {"ไม่ระบุ", "ไม่ระบุตำบล", "-", "ไม่ทราบ"}) {
        INFO(unknown);
        const Imported read = test::import_named(
            folder, "counts.csv",
            std::string{"จังหวัด,อำเภอ,ตำบล,เด็กนอกระบบ\nสระแก,เมืองสระแก,ปากน้ำ,5\nสระแก,เมืองสระแก,"} + unknown +
                ",7\n",
            FileKind::counts);
        const auto& unread = read.report.columns_not_read;
        CHECK(std::find(unread.begin(), unread.end(), "ตำบล") == unread.end());
        const auto& columns = read.report.reading.columns;
        CHECK(std::any_of(columns.begin(), columns.end(),
                          [](const ColumnReading& one) { return one.role == ColumnRole::tambon_name; }));
    }
}

}  // namespace group_columns_test
