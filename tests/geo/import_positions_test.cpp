// Places and villages: rows that stand in the wrong column, twice, or on one point; the order that ties go
// by.
#include "geo/data/cell.h"
#include "geo/data/import.h"
#include "tests/support/small_areas.h"

namespace import_positions_test {

using namespace geo;

namespace {

Imported read(const test::TempFolder& folder, FileKind kind, const std::string& csv, bool accept = false) {
    ImportOptions options;
    options.accept = accept;
    auto imported =
        import_file(test::small_areas(folder), test::write(folder, "table.csv", csv), kind, options, {});
    REQUIRE(imported);
    REQUIRE(imported->report.accounted());
    return *std::move(imported);
}

}  // namespace

TEST_CASE("latitude and longitude in each other's column are exchanged, row by row, and said",
          "[import][positions]") {
    const test::TempFolder folder;
    const std::string rows = "1,ก,15.05,101.05\n2,ข,101.06,15.06\n";
    for (const FileKind kind : {FileKind::places, FileKind::villages}) {
        const Imported read_in = read(folder, kind, "id,name,lat,lon\n" + rows);
        REQUIRE(read_in.report.outcome == Outcome::load);
        const auto* repair = test::note_of(read_in.report.repairs, "swapped_position");
        REQUIRE(repair != nullptr);
        REQUIRE(repair->row == 3);
        REQUIRE(repair->column == "lat");
        REQUIRE(repair->value == "101.06, 15.06");
        REQUIRE(repair->reason == "15.060000, 101.060000");
        const LonLat at =
            kind == FileKind::places ? read_in.data.places->at(1).at : read_in.data.villages->at(1).at;
        REQUIRE(at == LonLat{101.06, 15.06});
    }
    // Outside all areas, but not by exchanging: a school across the border.
    const Imported outside = read(folder, FileKind::places, "id,kind,lat,lon\n1,school,14.5,101.05\n");
    REQUIRE(outside.report.outcome == Outcome::load);
    REQUIRE(outside.data.places->front().at == LonLat{101.05, 14.5});
}

TEST_CASE("villages that are held back ask", "[import][positions]") {
    const test::TempFolder folder;
    const std::string csv = "id,name,lat,lon\n1,ก,15.05,101.05\n2,ข,999,101.06\n3,ค,,\n4,ง,0,0\n";
    const Imported asked = read(folder, FileKind::villages, csv);
    REQUIRE(asked.report.outcome == Outcome::ask);
    REQUIRE(asked.report.rows_rejected == 3);
    REQUIRE(asked.data.villages->empty());
    const Imported accepted = read(folder, FileKind::villages, csv, true);
    REQUIRE(accepted.report.outcome == Outcome::load);
    REQUIRE(accepted.data.villages->size() == 1);
}

TEST_CASE("a row that stands twice is one place, an id that stands twice is two and is said",
          "[import][positions]") {
    const test::TempFolder folder;
    const Imported imported = read(folder, FileKind::places,
                                   "id,kind,name,lat,lon\n1,school,ก,15.05,101.05\n1,school,ก,15.05,101.05\n"
                                   "1,school,ข,15.06,101.05\n2,school,ค,15.05,101.05\n");
    const ImportReport& report = imported.report;
    REQUIRE(report.outcome == Outcome::load);
    REQUIRE(report.rows_duplicate == 1);
    REQUIRE(report.rows_loaded == 3);
    REQUIRE(imported.data.places->size() == 3);
    const auto* row = test::note_of(report.repairs, "row_repeated");
    REQUIRE(row != nullptr);
    REQUIRE(row->row == 3);
    REQUIRE(row->reason == "2");
    const auto* id = test::note_of(report.warnings, "duplicate_id");
    REQUIRE(id != nullptr);
    REQUIRE(id->row == 3);
    REQUIRE(id->column == "id");
    REQUIRE(id->value == "1");
    REQUIRE(id->reason == "2");
}

TEST_CASE("places and villages come by id, whatever the order of the file", "[import][positions]") {
    const test::TempFolder folder;
    const Imported one = read(folder, FileKind::places,
                              "id,name,lat,lon\nb,ก,15.05,101.05\na,ข,15.05,101.05\nb,ค,15.01,101.05\n");
    const Imported two = read(folder, FileKind::places,
                              "id,name,lat,lon\nb,ค,15.01,101.05\nb,ก,15.05,101.05\na,ข,15.05,101.05\n");
    REQUIRE(*one.data.places == *two.data.places);
    REQUIRE(one.data.places->front().id == "a");
    REQUIRE(one.data.places->at(1).name_th == "ค");
    // Without ids by what they hold; the id still tells the row.
    const Imported three = read(folder, FileKind::villages, "name,lat,lon\nข,15.05,101.06\nก,15.05,101.05\n");
    REQUIRE(three.data.villages->front().name == "ก");
    REQUIRE(three.data.villages->front().id == "v3");
}

TEST_CASE("ten places on one point are flagged, nine are not", "[import][positions]") {
    const test::TempFolder folder;
    std::string csv = "id,kind,lat,lon\n1,school,15.01,101.01\n";
    for (int i = 2; i <= 10; ++i) csv += std::to_string(i) + ",school,15.05,101.05\n";
    REQUIRE(test::note_of(read(folder, FileKind::places, csv).report.warnings, "same_point") == nullptr);
    const Imported ten = read(folder, FileKind::places, csv + "11,school,15.05,101.05\n");
    const auto* note = test::note_of(ten.report.warnings, "same_point");
    REQUIRE(note != nullptr);
    REQUIRE(note->row == 3);
    REQUIRE(note->value == "15.050000, 101.050000");
    REQUIRE(note->reason == "10");
}

TEST_CASE("villages on one point are numbered in one line", "[import][positions]") {
    const test::TempFolder folder;
    const Imported imported = read(
        folder, FileKind::villages,
        "name,lat,lon\nก,15.05,101.05\nข,15.05,101.05\nค,15.05,101.05\nง,15.06,101.05\nจ,15.06,101.05\n");
    REQUIRE(imported.report.outcome == Outcome::load);
    REQUIRE(imported.data.villages->size() == 5);
    REQUIRE(imported.report.warnings.size() == 1);
    REQUIRE(imported.report.warnings[0].kind == "repeated_villages");
    REQUIRE(imported.report.warnings[0].reason == "3");
    REQUIRE(imported.report.warnings[0].row == 3);
}

TEST_CASE("a village without a number weighs like its neighbours, and that is said", "[import][positions]") {
    const test::TempFolder folder;
    // 590101 has 100 and 201, so 151 by rounding; 590102 has none, so the mean of the file.
    const Imported imported =
        read(folder, FileKind::villages,
             "id,population,lat,lon\n1,100,15.05,101.05\n2,201,15.05,101.06\n3,,15.05,101.07\n"
             "4,-,15.05,101.15\n5,0,15.05,101.08\n");
    std::vector<std::int64_t> weights;
    for (const Village& village : *imported.data.villages) weights.push_back(village.weight);
    REQUIRE(weights == std::vector<std::int64_t>{100, 201, 100, 100, 0});
    const auto* note = test::note_of(imported.report.warnings, "weight_assumed");
    REQUIRE(note != nullptr);
    REQUIRE(note->row == 4);
    REQUIRE(note->column == "population");
    REQUIRE(note->reason == "2");
    // Without the column nobody has a number and all weigh the same.
    const Imported none = read(folder, FileKind::villages, "id,lat,lon\n1,15.05,101.05\n2,15.05,101.06\n");
    REQUIRE(none.report.warnings.empty());
    REQUIRE(none.data.villages->front().weight == 1);
    const Imported blank = read(folder, FileKind::villages, "id,population,lat,lon\n1,,15.05,101.05\n");
    REQUIRE(blank.data.villages->front().weight == 1);
    REQUIRE(test::note_of(blank.report.warnings, "weight_assumed") != nullptr);
}

TEST_CASE("a personal id is one in whatever groups and on whatever lines", "[import][positions]") {
    for (const char* cell : {"1101700230708", "1-1017-00230-70-8", "1 1017 00230 70 8", "110170\n0230708",
                             "11017 0023 0708", "๑๑๐๑๗๐๐๒๓๐๗๐๘"}) {
        INFO(cell);
        REQUIRE(is_personal_id(cell));
        REQUIRE(long_numbers(cell).valid == 1);
    }
}

TEST_CASE("a few personal ids among many long numbers ask", "[import][positions]") {
    const test::TempFolder folder;
    // Of 27 numbers one passes the check.
    std::string csv = "id,kind,lat,lon,project\n0,school,15.05,101.05,1101700230708\n";
    for (int i = 1; i < 27; ++i)
        csv += std::to_string(i) + ",school,15.0" + std::to_string(i) + ",101.05,1101700230709\n";
    const Imported asked = read(folder, FileKind::places, csv);
    REQUIRE(asked.report.outcome == Outcome::ask);
    const auto* problem = test::note_of(asked.report.problems, "maybe_personal");
    REQUIRE(problem != nullptr);
    REQUIRE(problem->column == "project");
    REQUIRE(problem->row == 2);
    REQUIRE(problem->reason == "1 / 27");
    REQUIRE(problem->value.empty());
    REQUIRE(read(folder, FileKind::places, csv, true).report.outcome == Outcome::load);
}

TEST_CASE("the real villages say how many lie on one point", "[real][import]") {
    const auto data = test::real_data();
    if (!data) return;
    auto imported =
        import_file({}, (*data / "boundaries/th_admin_cod.gpkg").string(), FileKind::areas, {}, {});
    REQUIRE(imported);
    REQUIRE(imported->report.outcome == Outcome::load);
    const auto villages =
        import_file(imported->data, (*data / "facilities/villages_2012_with_pcode.csv").string(),
                    FileKind::villages, {}, {});
    REQUIRE(villages);
    REQUIRE(villages->report.outcome == Outcome::load);
    REQUIRE(test::note_of(villages->report.warnings, "repeated_villages")->reason == "1,554");
    const auto schools =
        import_file(imported->data, (*data / "facilities/thai_schools_wikipedia_tambon.csv").string(),
                    FileKind::places, {}, {});
    REQUIRE(schools);
    REQUIRE(test::note_of(schools->report.warnings, "same_point") != nullptr);
    // As received: latitudes in the column of longitudes.
    const auto swapped = import_file(imported->data, (*data / "senders/41_สถานศึกษา_พิกัดสลับ.csv").string(),
                                     FileKind::places, {}, {});
    REQUIRE(swapped);
    std::vector<std::int64_t> rows;
    for (const ImportNote& note : swapped->report.repairs)
        if (note.kind == "swapped_position") rows.push_back(note.row);
    REQUIRE(rows == std::vector<std::int64_t>{27, 32, 33, 35, 49, 52, 53, 61, 75, 77});
}

}  // namespace import_positions_test
