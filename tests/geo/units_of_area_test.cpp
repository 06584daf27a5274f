// Several rows of one area, each of another school or office: their children are others, and a person says
// so.
#include "tests/support/named_areas.h"

namespace units_of_area_test {

using namespace geo;

TEST_CASE("rows of one area that are plainly other units offer to be added, never the first of them",
          "[import]") {
    const test::TempFolder folder;
    for (const std::string head : {"อปท.", "หน่วยจัดการเรียนรู้", "โรงเรียน", "รหัสโรงเรียน"}) {
        INFO(head);
        const bool code = head == "รหัสโรงเรียน";
        const std::string csv = head + ",อำเภอ,จังหวัด,เด็กนอกระบบ (คน)\n" + (code ? "91010001" : "ทม.สระแก") +
                                ",เมืองสระแก,สระแก,40\n" + (code ? "91010002" : "อบต.ห้วยสั้น") +
                                ",เมืองสระแก,สระแก,30\n" + (code ? "91010003" : "อบต.วังทอง") +
                                ",บ้านใหม่,สระแก,5\n";
        const Imported asked = test::import_named(folder, "list.csv", csv, FileKind::counts);
        CHECK(asked.report.outcome == Outcome::ask);
        CHECK(asked.report.rows_rejected == 2);
        CHECK(asked.report.held_children_milli == 70000);
        const ImportNote* note = test::note_of(asked.report.problems, "units_of_area");
        REQUIRE(note != nullptr);
        CHECK(note->column == head);
        CHECK(note->fixes == std::vector<Fix>{{"add_up", ""}, {"hold", ""}});
        CHECK(note->reason.find("เมืองสระแก") != std::string::npos);
        CHECK(test::note_of(asked.report.problems, "duplicate_code") == nullptr);
        // Nothing is added without a person's word.
        const Imported accepted = test::import_named(folder, "list.csv", csv, FileKind::counts, {}, true);
        CHECK(accepted.report.total_children_milli == 5000);
        Reading reading = asked.report.reading;
        decide(reading, {"units_of_area", 0, "add_up", ""});
        const Imported added = test::import_named(folder, "list.csv", csv, FileKind::counts, reading);
        CHECK(added.report.outcome == Outcome::load);
        CHECK(added.report.total_children_milli == 75000);
        CHECK(added.report.rows_loaded == 3);
    }
}

TEST_CASE("rows without another name keep the question which of them counts", "[import]") {
    const test::TempFolder folder;
    const Imported asked = test::import_named(
        folder, "list.csv",
        "อำเภอ,จังหวัด,ผู้รายงาน,เด็กนอกระบบ (คน)\nเมืองสระแก,สระแก,สพป.,40\nเมืองสระแก,สระแก,สพป.,30\n",
        FileKind::counts);
    CHECK(test::note_of(asked.report.problems, "duplicate_code") != nullptr);
    CHECK(test::note_of(asked.report.problems, "units_of_area") == nullptr);
    // Persons and households are no offices to add up.
    for (const char* header : {"หน่วย", "หน่วยนับ", "unit"}) {
        const Imported counted = test::import_named(
            folder, "list.csv",
            std::string{"รหัสตำบล,"} + header + ",เด็กนอกระบบ\n590101,คน,40\n590101,ครัวเรือน,30\n",
            FileKind::counts);
        CHECK(test::note_of(counted.report.problems, "duplicate_code") != nullptr);
        CHECK(test::note_of(counted.report.problems, "units_of_area") == nullptr);
    }
}

TEST_CASE("a local office is asked to be its tambon where one has its name", "[import]") {
    const test::TempFolder folder;
    const std::string csv =
        "ตำบล,อำเภอ,จังหวัด,เด็กนอกระบบ (คน)\n"
        "อบต.ห้วยสั้น,เมืองสระแก,สระแก,12\n"
        "เทศบาลตำบลห้วยสั้น,เมืองสระแก,สระแก,11\n"
        "องค์การบริหารส่วนตำบลวังทอง,บ้านใหม่,สระแก,5\n"
        "เทศบาลเมืองสระแก,เมืองสระแก,สระแก,40\n";
    const Imported asked = test::import_named(folder, "list.csv", csv, FileKind::counts);
    CHECK(asked.report.outcome == Outcome::ask);
    CHECK(asked.report.rows_rejected == 4);
    CHECK(asked.report.held_children_milli == 68000);
    const ImportNote* note = test::note_of(asked.report.problems, "local_office");
    REQUIRE(note != nullptr);
    CHECK(note->row == 2);
    CHECK(note->fixes.front() == Fix{"use_code", "590102"});
    Reading reading = asked.report.reading;
    decide(reading, {"local_office", 4, "use_code", "590202"});
    const Imported one = test::import_named(folder, "list.csv", csv, FileKind::counts, reading);
    CHECK(one.report.total_children_milli == 5000);
    decide(reading, {"local_office", 2, "use_code", "590102"});
    decide(reading, {"local_office", 3, "use_code", "590102"});
    const Imported two = test::import_named(folder, "list.csv", csv, FileKind::counts, reading);
    const ImportNote* units = test::note_of(two.report.problems, "units_of_area");
    REQUIRE(units != nullptr);
    CHECK(units->fixes.front() == Fix{"add_up", ""});
    decide(reading, {"units_of_area", 0, "add_up", ""});
    CHECK(
        test::import_named(folder, "list.csv", csv, FileKind::counts, reading).report.total_children_milli ==
        28000);
}

}  // namespace units_of_area_test
