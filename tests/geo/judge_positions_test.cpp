// Positions held against what their rows say, in layouts of all kinds.
#include "geo/data/import.h"
#include "geo/geom/measure.h"
#include "tests/support/small_areas.h"

namespace judge_positions_test {

using namespace geo;

namespace {

/// Three tambon of three amphoe far apart, and one beside the first.
Dataset tambon_about(const test::TempFolder& folder) {
    const std::string file = test::write(folder, "four.geojson",
                                         test::geojson_of({{"590101", "หนองยาว", 101, 15, 101.1, 15.1},
                                                           {"590102", "ห้วยสั้น", 101.1, 15, 101.2, 15.1},
                                                           {"590201", "บ้านไกล", 101.5, 15, 101.6, 15.1},
                                                           {"590301", "บ้านเหนือ", 101, 15.5, 101.1, 15.6}}));
    const auto imported = import_file({}, file, FileKind::areas, {}, {});
    REQUIRE(imported);
    return imported->data;
}

Imported read(const test::TempFolder& folder, const std::string& csv, const Reading& reading = {},
              FileKind kind = FileKind::places, bool accept = false) {
    ImportOptions options;
    options.accept = accept;
    options.reading = reading;
    auto imported =
        import_file(tambon_about(folder), test::write(folder, "table.csv", csv), kind, options, {});
    REQUIRE(imported);
    REQUIRE(imported->report.accounted());
    for (const auto* notes :
         {&imported->report.problems, &imported->report.warnings, &imported->report.repairs})
        for (const ImportNote& note : *notes)
            for (const Lang lang : {Lang::th, Lang::en}) {
                REQUIRE(describe(lang, note).find("«") == std::string::npos);
                for (const Fix& fix : note.fixes) REQUIRE(describe(lang, fix).find("«") == std::string::npos);
            }
    return *std::move(imported);
}

Reading with(const std::string& kind, std::int64_t row, const std::string& choice,
             const std::string& value = "") {
    Reading out;
    out.decisions.push_back({kind, row, choice, value});
    return out;
}

const Place& place(const Imported& imported, const std::string& id) {
    for (const Place& one : *imported.data.places)
        if (one.id == id) return one;
    FAIL("no place " + id);
    return imported.data.places->front();
}

}  // namespace

TEST_CASE("a place that lies elsewhere than its row says is not located until a person decides",
          "[import][positions]") {
    const test::TempFolder folder;
    const std::string csv =
        "ชื่อ,รหัส,รหัสตำบล,ละติจูด (องศา),ลองจิจูด (องศา)\n"
        "ก,A,590101,15.05,101.55\n"   // states 5901, lies in 5902
        "ข,B,590101,15.05,101.15\n"   // the tambon beside: drawn roughly
        "ค,C,590101,15.05,101.05\n";  // as stated
    const Imported held = read(folder, csv);
    REQUIRE(held.report.outcome == Outcome::load);
    REQUIRE(held.report.rows_rejected == 1);
    REQUIRE(held.report.rows_loaded == 2);
    const auto* problem = test::note_of(held.report.problems, "position_outside_stated");
    REQUIRE(problem != nullptr);
    REQUIRE(problem->row == 2);
    REQUIRE(problem->at == LonLat{101.55, 15.05});
    REQUIRE(problem->reason.find("590101") != std::string::npos);
    REQUIRE(problem->reason.find("590201") != std::string::npos);
    REQUIRE_FALSE(place(held, "A").has_position);
    REQUIRE(held.data.areas->at(Level::tambon).code[place(held, "A").area.row()] == "590101");
    REQUIRE(test::note_of(held.report.warnings, "position_near_stated")->reason == "1");
    REQUIRE(held.data.areas->at(Level::tambon).code[place(held, "B").area.row()] == "590102");

    const Imported kept = read(folder, csv, with("position_outside_stated", 2, "keep_position"));
    REQUIRE(kept.report.rows_rejected == 0);
    REQUIRE(place(kept, "A").at == LonLat{101.55, 15.05});
    REQUIRE(kept.data.areas->at(Level::tambon).code[place(kept, "A").area.row()] == "590201");
    const Imported typed =
        read(folder, csv, with("position_outside_stated", 0, "use_position", "15.01, 101.02"));
    REQUIRE(place(typed, "A").at == LonLat{101.02, 15.01});
    const Imported settled = read(folder, csv, with("position_outside_stated", 2, "not_located"));
    REQUIRE(settled.report.rows_rejected == 0);
    REQUIRE(settled.report.problems.empty());
    REQUIRE_FALSE(place(settled, "A").has_position);
    const Imported gone = read(folder, csv, with("position_outside_stated", 2, "leave_out"));
    REQUIRE(gone.report.rows_rejected == 1);
    REQUIRE(gone.data.places->size() == 2);
    CHECK(gone.report.problems.empty());
    CHECK(test::note_of(gone.report.warnings, "row_held")->reason == "position_outside_stated");
    // A choice that cannot be obeyed leaves the row held.
    const Imported odd = read(folder, csv, with("position_outside_stated", 2, "use_position", "somewhere"));
    REQUIRE(odd.report.rows_rejected == 1);
}

TEST_CASE("names state an area as codes do", "[import][positions]") {
    const test::TempFolder folder;
    const std::string areas = test::write(
        folder, "named.geojson",
        R"({"type":"FeatureCollection","features":[)"
        R"({"type":"Feature","properties":{"code":"590101","name_th":"หนองยาว","ADM2_TH":"เมือง","ADM1_TH":"ลองใจ"},"geometry":{"type":"Polygon","coordinates":[[[101,15],[101.1,15],[101.1,15.1],[101,15.1],[101,15]]]}},)"
        R"({"type":"Feature","properties":{"code":"590201","name_th":"บ้านไกล","ADM2_TH":"ไกล","ADM1_TH":"ลองใจ"},"geometry":{"type":"Polygon","coordinates":[[[101.5,15],[101.6,15],[101.6,15.1],[101.5,15.1],[101.5,15]]]}}]})");
    const auto loaded = import_file({}, areas, FileKind::areas, {}, {});
    REQUIRE(loaded);
    const auto imported =
        import_file(loaded->data,
                    test::write(folder, "named.csv",
                                "name,ตำบล,อำเภอ,จังหวัด,lat,lon\nก,ต.หนองยาว,อ.เมือง,จ.ลองใจ,15.05,101.55\n"
                                "ข,ตำบลบ้านไกล,อำเภอไกล,ลองใจ,15.05,101.55\nค,ไม่รู้จัก,ไกล,ลองใจ,15.05,101.56\n"),
                    FileKind::places, {}, {});
    REQUIRE(imported);
    REQUIRE(imported->report.problems.size() == 1);
    REQUIRE(imported->report.problems[0].kind == "position_outside_stated");
    REQUIRE(imported->report.problems[0].row == 2);
}

TEST_CASE("a point of many rows of different areas is a default position", "[import][positions]") {
    const test::TempFolder folder;
    // Three rows of three tambon at one point, which lies in the first of them.
    const Imported imported = read(folder,
                                   "id,tambon_code,lat,lon\n1,590101,15.05,101.05\n2,590201,15.05,101.05\n"
                                   "3,590301,15.05,101.05\n4,590102,0,0\n5,590102,,\n6,590102,13.7.56,101\n");
    REQUIRE(imported.report.rows_rejected == 5);
    std::vector<std::pair<std::string, std::int64_t>> kinds;
    for (const ImportNote& note : imported.report.problems) kinds.emplace_back(note.kind, note.row);
    REQUIRE(kinds == std::vector<std::pair<std::string, std::int64_t>>{{"position_default", 3},
                                                                       {"position_default", 4},
                                                                       {"position_zero", 5},
                                                                       {"no_position", 6},
                                                                       {"bad_position", 7}});
    REQUIRE(place(imported, "1").has_position);
    for (const char* id : {"2", "3", "4", "5", "6"}) {
        REQUIRE_FALSE(place(imported, id).has_position);
        REQUIRE(place(imported, id).area.valid());
    }
    // The ministry's own point, even once.
    const Imported ministry = read(folder, "id,tambon_code,lat,lon\n1,590101,13.765,100.514\n");
    REQUIRE(ministry.report.problems.at(0).kind == "position_default");
}

TEST_CASE("zone and datum of each row are read from any wording", "[import][positions]") {
    const test::TempFolder folder;
    // 101.05 E, 15.05 N in four systems; the last row says no zone, its tambon does.
    const std::string csv =
        "id,tambon_code,พิกัด X,พิกัด Y,โซน,พื้นหลักฐาน\n"
        "1,590101,720380.0,1664880.3,47N,WGS84\n2,590101,720712.8,1664577.2,๔๗,อินเดียน 2518\n"
        "3,590101,101.05,15.05,47,WGS84\n4,590101,720380.0,1664880.3,,WGS84\n"
        "5,590101,1664880.3,720380.0,47,WGS 84\n6,590101,720380.0,1664880.3,,\n";
    REQUIRE(read(folder, csv).report.outcome == Outcome::ask);
    const Imported imported = read(folder, csv, {}, FileKind::places, true);
    for (const char* id : {"1", "2", "3", "4", "5"}) {
        INFO(id);
        REQUIRE(place(imported, id).has_position);
        REQUIRE(geodesic_metres(place(imported, id).at, {101.05, 15.05}) < 2);
    }
    REQUIRE(imported.report.rows_rejected == 1);
    REQUIRE(imported.report.problems.at(0).kind == "crs_unknown");
    REQUIRE_FALSE(place(imported, "6").has_position);
    // The systems that lie in the stated tambon go first.
    const auto& fixes = imported.report.problems[0].fixes;
    REQUIRE(fixes.at(0) == Fix{"use_crs", "EPSG:32647"});
    REQUIRE(fixes.at(1) == Fix{"use_crs", "EPSG:24047"});
    REQUIRE(imported.report.ambiguous.at(0).codes().size() == 4);
    for (const char* kind : {"zone_by_area", "degrees_in_utm", "swapped_position"}) {
        INFO(kind);
        REQUIRE(test::note_of(imported.report.repairs, kind) != nullptr);
    }
    REQUIRE(test::note_of(imported.report.warnings, "mixed_crs") != nullptr);
    // Old datum and new lie about 450 m apart where nobody shifts.
    REQUIRE(geodesic_metres(place(imported, "1").at, place(imported, "2").at) < 2);
    // The same again from the reading that was used.
    REQUIRE(imported.report.reading.columns.size() >= 4);
}

TEST_CASE("the wrong zone is found by the stated area", "[import][positions]") {
    const test::TempFolder folder;
    const std::string csv =
        "id,tambon_code,easting,northing,zone,datum\n1,590101,720380.0,1664880.3,48,WGS84\n";
    const Imported imported = read(folder, csv);
    REQUIRE(imported.report.rows_rejected == 1);
    REQUIRE(imported.report.problems.at(0).fixes.front() == Fix{"use_crs", "EPSG:32647"});
    const std::string kind = imported.report.problems[0].kind;
    const Imported mended = read(folder, csv, with(kind, 2, "use_crs", "EPSG:32647"));
    REQUIRE(mended.report.rows_rejected == 0);
    REQUIRE(geodesic_metres(place(mended, "1").at, {101.05, 15.05}) < 2);
}

TEST_CASE("both coordinates in one cell are read", "[import][positions]") {
    const test::TempFolder folder;
    const Imported imported =
        read(folder, "id,พิกัด\n1,\"15.05, 101.05\"\n2,\"101.05, 15.05\"\n3,15°3'N 101°3'E\n4,ไม่ทราบ\n");
    for (const char* id : {"1", "2", "3"}) {
        INFO(id);
        REQUIRE(geodesic_metres(place(imported, id).at, {101.05, 15.05}) < 1);
    }
    REQUIRE(imported.report.problems.at(0).kind == "no_position");
}

TEST_CASE("a person says which columns hold the position", "[import][positions]") {
    const test::TempFolder folder;
    const std::string csv = "id,a,b\n1,15.05,101.05\n";
    ImportOptions none;
    REQUIRE_FALSE(
        import_file(tambon_about(folder), test::write(folder, "t.csv", csv), FileKind::places, none, {}));
    Reading reading;
    reading.columns.push_back({1, "a", ColumnRole::latitude, {}});
    reading.columns.push_back({2, "b", ColumnRole::longitude, {}});
    REQUIRE(place(read(folder, csv, reading), "1").at == LonLat{101.05, 15.05});
}

TEST_CASE("zeros that a spreadsheet took from ids come back where the other ids prove them",
          "[import][positions]") {
    const test::TempFolder folder;
    const std::string csv =
        "school_code,lat,lon\n0010720001,15.05,101.05\n10720002,15.05,101.06\n1010720003,15.05,101.07\n"
        "0010720004,15.05,101.08\n";
    const Imported imported = read(folder, csv);
    REQUIRE(imported.report.repairs.size() == 1);
    const ImportNote& repair = imported.report.repairs[0];
    REQUIRE(repair.kind == "id_zeros_restored");
    REQUIRE(repair.row == 3);
    REQUIRE(repair.value == "10720002");
    REQUIRE(repair.reason == "0010720002");
    REQUIRE(place(imported, "0010720002").at.lon == 101.06);
    REQUIRE(place(read(folder, csv, with("id_zeros_restored", 3, "keep_as_sent")), "10720002").has_position);
    // No id begins with zero: the lengths are meant so.
    const Imported meant = read(
        folder,
        "school_code,lat,lon\n1010720001,15.05,101.05\n10720002,15.05,101.06\n1010720003,15.05,101.07\n");
    REQUIRE(meant.report.repairs.empty());
    // Another row has the id that would come out.
    const Imported twice = read(folder,
                                "school_code,lat,lon\n0010720001,15.05,101.05\n0010720002,15.05,101.06\n"
                                "10720002,15.05,101.07\n0010720004,15.05,101.08\n");
    REQUIRE(twice.report.repairs.empty());
}

TEST_CASE("a village at a position that cannot be trusted is held back", "[import][positions]") {
    const test::TempFolder folder;
    const Imported imported =
        read(folder, "id,name,tambon_code,lat,lon\n1,ก,590101,15.05,101.05\n2,ข,590101,15.05,101.55\n", {},
             FileKind::villages);
    REQUIRE(imported.report.outcome == Outcome::ask);
    REQUIRE(imported.report.rows_rejected == 1);
}

}  // namespace judge_positions_test
