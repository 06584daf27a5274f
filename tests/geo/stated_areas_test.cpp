// Positions held against tambon and amphoe where no column says the province.
#include "tests/support/named_areas.h"

namespace stated_areas_test {

using namespace geo;

namespace {

std::vector<std::int64_t> rows_outside(const Imported& imported) {
    std::vector<std::int64_t> out;
    for (const ImportNote& note : imported.report.problems)
        if (note.kind.starts_with("position_outside")) out.push_back(note.row);
    return out;
}

using Rows = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("tambon and amphoe are held against the position without a column of provinces",
          "[import][positions]") {
    const test::TempFolder folder;
    for (const std::string head :
         {"ตำบล,อำเภอ", "tambon,amphoe", "ตำบลที่ตั้ง,อำเภอที่ตั้ง", "ตำบล/แขวง,อำเภอ/เขต"}) {
        INFO(head);
        const std::string csv =
            "ชื่อโรงเรียน," + head +
            ",lat,lon\n"
            "โรงเรียนหนึ่ง,ปากน้ำ,เมืองสระแก,15.05,101.05\n"
            "โรงเรียนสอง,ต.ห้วยสั้น,อ.เมืองสระแก,15.05,101.15\n"
            "โรงเรียนสาม,วังทอง,บ้านใหม่,17.05,103.05\n"   // in the other province
            "โรงเรียนสี่,หนองยาว,บ้านใหม่,17.05,103.25\n";  // stands in both: as the rest of the file
        const Imported read = test::import_named(folder, "list.csv", csv, FileKind::places);
        CHECK(rows_outside(read) == Rows{4, 5});
        CHECK(read.report.rows_rejected == 2);
        CHECK(read.report.reading.province == "59");
        CHECK(test::note_of(read.report.warnings, "province_from_names") != nullptr);
        CHECK(read.report.columns_not_read.empty());
    }
}

TEST_CASE("a name that stands in two provinces states nothing until something says which",
          "[import][positions]") {
    const test::TempFolder folder;
    const std::string rows =
        "ชื่อโรงเรียน,ตำบล,อำเภอ,lat,lon\nโรงเรียนหนึ่ง,หนองยาว,บ้านใหม่,17.05,103.25\nโรงเรียนสอง,หนองยาว,บ้านใหม่,15."
        "05,101.05\n";
    CHECK(rows_outside(test::import_named(folder, "list.csv", rows, FileKind::places)).empty());
    // A title, or the name of the file.
    const Imported titled =
        test::import_named(folder, "list.csv", "รายชื่อโรงเรียนจังหวัดบึงไผ่,,,,\n" + rows, FileKind::places);
    CHECK(rows_outside(titled) == Rows{4});
    CHECK(rows_outside(test::import_named(folder, "โรงเรียน จ.สระแก.csv", rows, FileKind::places)) ==
          Rows{2, 3});
    Reading said;
    said.province = "60";
    CHECK(rows_outside(test::import_named(folder, "list.csv", rows, FileKind::places, said)) == Rows{3});
}

TEST_CASE("a cell without province is read as the others, and a province that nobody knows states nothing",
          "[import][positions]") {
    const test::TempFolder folder;
    const Imported read = test::import_named(folder, "list.csv",
                                             "ชื่อโรงเรียน,ตำบล,อำเภอ,จังหวัด,lat,lon\n"
                                             "โรงเรียนหนึ่ง,วังทอง,บ้านใหม่,,17.05,103.05\n"
                                             "โรงเรียนสอง,ปากน้ำ,เมือง,สระแก,17.05,103.05\n"
                                             "โรงเรียนสาม,วังทอง,บ้านใหม่,ที่ไหน,17.05,103.05\n",
                                             FileKind::places);
    CHECK(rows_outside(read) == Rows{2, 3});
}

}  // namespace stated_areas_test
