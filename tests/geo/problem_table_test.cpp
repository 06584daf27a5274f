// What was found, as a table that others can sort and hand on.
#include "geo/data/problem_table.h"

#include "geo/data/table.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test.h"

namespace problem_table_test {

using namespace geo;

namespace {

std::vector<ImportReport> reports() {
    ImportReport report;
    report.file = "/somewhere/units.csv";
    ImportNote problem{"bad_number", report.file, "ชีต1", 17, "children", "=1+1", ""};
    ImportNote repair{"code_repaired", report.file, "", 5, "code", "TH550106", "550106"};
    ImportNote warning{"file_again", report.file, "", 0, "", "", "12"};
    warning.at = LonLat{100.5, 18.25};
    report.problems = {problem};
    report.repairs = {repair};
    report.warnings = {warning};
    return {report};
}

}  // namespace

TEST_CASE("every note is a row: problems first, then what is worth a look, then repairs", "[problems]") {
    for (const Lang lang : {Lang::th, Lang::en}) {
        const OutTable table = problem_table(lang, reports());
        REQUIRE(table.rows.size() == 3);
        for (const auto& row : table.rows) REQUIRE(row.size() == table.columns.size());
        CHECK(table.rows[0][1] == "bad_number");
        CHECK(table.rows[1][1] == "file_again");
        CHECK(table.rows[2][1] == "code_repaired");
        CHECK(table.rows[0][3] == "units.csv");
        CHECK(table.rows[0][5] == "17");
        CHECK(table.rows[1][5].empty());  // about the whole file: no row, not row 0
        CHECK(table.rows[1][9] == "18.250000");
        CHECK(table.rows[2][8] == "550106");
    }
}

TEST_CASE("the list is written as CSV or XLSX, and as nothing else", "[problems]") {
    const test::TempFolder folder;
    for (const char* name : {"p.csv", "p.xlsx"}) {
        const std::string file = (folder / name).string();
        REQUIRE(write_problems(Lang::en, reports(), file));
        const auto back = read_table(file);
        REQUIRE(back);
        REQUIRE(back->rows.size() == 3);
        CHECK(back->rows[0].cells[1] == "bad_number");
        CHECK(back->rows[0].cells[7] == "=1+1");
    }
    const auto refused = write_problems(Lang::en, reports(), (folder / "p.txt").string());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::wrong_kind);
}

}  // namespace problem_table_test
