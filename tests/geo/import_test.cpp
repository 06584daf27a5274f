#include "geo/data/import.h"

#include "geo/base/sha256.h"
#include "geo/data/cell.h"
#include "geo/data/table.h"
#include "tests/support/small_areas.h"
#include "tests/support/test.h"

namespace import_test {

using namespace geo;

namespace {

using test::write;

/// Two tambon of one amphoe, side by side.
const std::string two_tambon = R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"ADM3_PCODE":"TH590101","ADM3_TH":"ตำบลหนองยาว","ADM3_EN":"Nong Yao","ADM2_TH":"เมืองยาว","ADM1_TH":"ยาว"},
  "geometry":{"type":"Polygon","coordinates":[[[101,15],[101.1,15],[101.1,15.1],[101,15.1],[101,15]]]}},
 {"type":"Feature","properties":{"ADM3_PCODE":"TH590102","ADM3_TH":"ห้วยสั้น","ADM3_EN":"Huai San","ADM2_TH":"เมืองยาว","ADM1_TH":"ยาว"},
  "geometry":{"type":"Polygon","coordinates":[[[101.1,15],[101.2,15],[101.2,15.1],[101.1,15.1],[101.1,15]]]}}]})";

Dataset with_areas(const test::TempFolder& folder) {
    const auto imported =
        import_file({}, write(folder, "areas.geojson", two_tambon), FileKind::areas, {}, {});
    REQUIRE(imported);
    return imported->data;
}

Result<Imported> counts(const test::TempFolder& folder, const std::string& csv, bool accept = false) {
    ImportOptions options;
    options.accept = accept;
    return import_file(with_areas(folder), write(folder, "counts.csv", csv), FileKind::counts, options, {});
}

}  // namespace

TEST_CASE("SHA-256 of known texts", "[import]") {
    REQUIRE(sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    REQUIRE(sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("area codes are repaired to digits", "[import]") {
    for (const char* text :
         {"571006", "TH571006", "571006.0", "5.71006E+05", " 571006 ", "๕๗๑๐๐๖", "'571006"})
        REQUIRE(code_from_cell(text)->code == "571006");
    REQUIRE_FALSE(code_from_cell("571006")->repaired);
    REQUIRE(code_from_cell("TH571006")->repaired);
    for (const char* text : {"", "57100", "abc", "-", "571006.5"}) REQUIRE_FALSE(code_from_cell(text));
}

TEST_CASE("a cell is a number, a true zero, missing, hidden or none of these", "[import]") {
    REQUIRE(count_from_cell("1,234 คน")->milli == 1234000);
    REQUIRE(count_from_cell("๑๒")->milli == 12000);
    REQUIRE(count_from_cell("12.5")->milli == 12500);
    REQUIRE(count_from_cell("0")->state == CellState::value);
    REQUIRE(count_from_cell("-")->state == CellState::missing);
    REQUIRE(count_from_cell("")->state == CellState::missing);
    REQUIRE(count_from_cell("*")->state == CellState::suppressed);
    REQUIRE(count_from_cell("<5")->state == CellState::suppressed);
    for (const char* text : {"-3", "12a", "1.2345", "สิบ"}) REQUIRE_FALSE(count_from_cell(text));
}

TEST_CASE("boundaries come with codes, names and the levels above", "[import]") {
    const test::TempFolder folder;
    const Dataset data = with_areas(folder);
    const Areas& areas = *data.areas;
    REQUIRE(areas.at(Level::tambon).code == std::vector<std::string>{"590101", "590102"});
    REQUIRE(areas.at(Level::tambon).name_th[0] == "หนองยาว");
    REQUIRE(areas.at(Level::amphoe).code == std::vector<std::string>{"5901"});
    REQUIRE(areas.at(Level::amphoe).name_th[0] == "เมืองยาว");
    REQUIRE(areas.at(Level::province).name_th[0] == "ยาว");
    REQUIRE(areas.at(Level::amphoe).shape[0].size() == 1);
    REQUIRE(areas.at(Level::amphoe).shape[0][0].outer.size() == 6);
    REQUIRE(areas.ancestor(Level::tambon, AreaId{1U}, Level::country) == AreaId{0U});
}

TEST_CASE("a plain table of counts is loaded and adds up", "[import]") {
    const test::TempFolder folder;
    const auto imported = counts(folder,
                                 "code,name,ตกหล่น,ออกกลางคัน,กลุ่มเสี่ยง,รวม\n590101,a,10,5,7,15\n590102,b,\"1,"
                                 "000\",-,*,1000\n5901,รวม,1010,5,7,1015\n");
    REQUIRE(imported);
    const ImportReport& report = imported->report;
    REQUIRE(report.outcome == Outcome::load);
    REQUIRE(report.rows_in == 3);
    REQUIRE(report.rows_loaded == 2);
    REQUIRE(report.rows_subtotal == 1);
    REQUIRE(report.total_children_milli == 1015000);
    REQUIRE(report.missing_cells == 1);
    REQUIRE(report.suppressed_cells == 1);
    REQUIRE(report.repairs.size() == 1);
    int in_total = 0;
    for (const CountSeries& s : *imported->data.counts) {
        if (s.in_total) ++in_total;
        if (s.status == ChildStatus::at_risk) REQUIRE_FALSE(s.in_total);
    }
    REQUIRE(in_total == 2);
}

TEST_CASE("unknown codes ask, and are loaded without when accepted", "[import]") {
    const test::TempFolder folder;
    const std::string csv = "code,children\n590101,10\n999999,5\n";
    const auto asked = counts(folder, csv);
    REQUIRE(asked->report.outcome == Outcome::ask);
    REQUIRE(asked->data.counts->empty());
    REQUIRE(asked->report.problems[0].kind == "unknown_code");
    REQUIRE(asked->report.problems[0].row == 3);
    REQUIRE(asked->report.problems[0].value == "999999");
    const auto accepted = counts(folder, csv, true);
    REQUIRE(accepted->report.rows_loaded == 1);
    REQUIRE(accepted->data.counts->size() == 1);
}

TEST_CASE("a total that is not the sum of its parts is said, and the parts count", "[import]") {
    const test::TempFolder folder;
    const auto imported = counts(folder, "code,ตกหล่น,ออกกลางคัน,รวม\n590101,10,5,16\n590102,1,1,2\n");
    REQUIRE(imported->report.warnings.size() == 1);
    REQUIRE(imported->report.warnings[0].kind == "total_differs");
    REQUIRE(imported->report.warnings[0].row == 2);
    REQUIRE(imported->report.total_children_milli == 17000);
}

TEST_CASE("a tambon whose name begins with รวม is no subtotal", "[import]") {
    const test::TempFolder folder;
    const auto imported =
        counts(folder, "code,name,children\n590101,รวมไทยพัฒนา,10\n590102,ข,5\n5901,รวม,16\n,รวมทั้งสิ้น,15\n");
    REQUIRE(imported);
    const ImportReport& report = imported->report;
    REQUIRE(report.outcome == Outcome::load);
    REQUIRE(report.rows_loaded == 2);
    REQUIRE(report.rows_subtotal == 2);
    REQUIRE(report.total_children_milli == 15000);
    REQUIRE(report.warnings.size() == 1);
    REQUIRE(report.warnings[0].kind == "subtotal_differs");
    REQUIRE(report.warnings[0].row == 4);
    REQUIRE(report.warnings[0].reason == "15");
    const std::string json = report_json(report, Lang::en);
    REQUIRE(json.find("\"590101\": 10") != std::string::npos);
    REQUIRE(json.find("\"ambiguous\": []") != std::string::npos);
}

TEST_CASE("a count known only for an amphoe is loaded, not taken for a subtotal", "[import]") {
    const test::TempFolder folder;
    const Dataset areas = with_areas(folder);
    const std::string file = write(folder, "amphoe.csv", "code,children\n5901,12\n");
    const auto imported = import_file(areas, file, FileKind::counts, {}, {});
    REQUIRE(imported);
    REQUIRE(imported->report.rows_subtotal == 0);
    REQUIRE(imported->data.counts->front().cells.at(0).level == Level::amphoe);
    REQUIRE(imported->data.counts->front().cells.at(0).children_milli == 12000);
    REQUIRE(imported->data.counts->front().source == "amphoe.csv");
}

TEST_CASE("running numbers, years and other axes are never children out of learning", "[import]") {
    const test::TempFolder folder;
    const auto imported =
        counts(folder, "ลำดับ,ปี,code,กลุ่มเสี่ยง,เด็ก 6-14 ปี\n1,2567,590101,100,7\n2,2567,590102,100,8\n");
    REQUIRE(imported);
    REQUIRE(imported->report.total_children_milli == 15000);
    REQUIRE(imported->data.counts->size() == 2);
    const auto risk = counts(folder, "code,กลุ่มเสี่ยง\n590101,100\n");
    REQUIRE(risk);
    REQUIRE(risk->report.total_children_milli == 0);
}

TEST_CASE("a file read again takes the place of its own rows, not of another file's", "[import]") {
    const test::TempFolder folder;
    const std::string a = write(folder, "a.csv", "id,lat,lon\na1,15.05,101.05\na2,15.05,101.05\n");
    const std::string b = write(folder, "b.csv", "id,lat,lon\nb1,15.05,101.15\n");
    const auto first = import_file(with_areas(folder), a, FileKind::places, {}, {});
    const auto second = import_file(first->data, b, FileKind::places, {}, {});
    write(folder, "a.csv", "id,lat,lon\na3,15.05,101.05\n");
    const auto third = import_file(second->data, a, FileKind::places, {}, {});
    REQUIRE(third);
    REQUIRE(third->data.places->size() == 2);
    REQUIRE(third->data.places->at(0).id == "a3");
    REQUIRE(third->data.places->at(1).id == "b1");
}

TEST_CASE("Thai Windows text and semicolons are read", "[import]") {
    const test::TempFolder folder;
    const auto imported = counts(folder, "code;\xE0\xB9\x80;x\n", true);
    REQUIRE_FALSE(imported);
    const auto table =
        read_table(write(folder, "thai.csv", "\xC3\xCB\xD1\xCA;\xA8\xD3\xB9\xC7\xB9\n590101;5\n"));
    REQUIRE(table->encoding == "CP874");
    REQUIRE(table->header == std::vector<std::string>{"รหัส", "จำนวน"});
}

TEST_CASE("a line break in a cell does not hide a row, and blank rows keep the numbers", "[import]") {
    const test::TempFolder folder;
    const auto table = read_table(write(folder, "t.csv",
                                        "\xEF\xBB\xBF"
                                        "a,b\r\n\"one\nline\",\"say \"\"hi\"\"\"\r\n\r\n2,3\r\n"));
    REQUIRE(table->rows.size() == 2);
    REQUIRE(table->rows[0].cells == std::vector<std::string>{"one\nline", "say \"hi\""});
    REQUIRE(table->rows[1].number == 4);
}

TEST_CASE("places keep rows without coordinates and say so", "[import]") {
    const test::TempFolder folder;
    const auto imported = import_file(with_areas(folder),
                                      write(folder, "places.csv",
                                            "id,name,lat,lon,kind\n1,บ้านหนึ่ง,15.05,101.05,school\n2,บ้านสอง,,,"
                                            "school\n3,ไกล,10,101,หน่วยการเรียนรู้เคลื่อนที่\n"),
                                      FileKind::places, {}, {});
    REQUIRE(imported);
    REQUIRE(imported->report.rows_loaded == 2);
    REQUIRE(imported->report.rows_rejected == 1);
    const auto& places = *imported->data.places;
    REQUIRE(places[0].area == AreaId{0U});
    REQUIRE_FALSE(places[1].has_position);
    REQUIRE_FALSE(places[2].area.valid());
    REQUIRE(places[2].kind == PlaceKind::mobile_unit);
    REQUIRE(imported->report.warnings.size() == 1);
    REQUIRE(imported->report.warnings[0].row == 4);
    REQUIRE(imported->report.problems.size() == 1);
    REQUIRE(imported->report.problems[0].row == 3);
}

TEST_CASE("bad files name the file and what to do, and load nothing", "[import]") {
    const test::TempFolder folder;
    const Dataset areas = with_areas(folder);
    const auto fault = [&](const std::string& file, FileKind kind) {
        const auto imported = import_file(areas, file, kind, {}, {});
        REQUIRE_FALSE(imported);
        REQUIRE(imported.error().file == file);
        for (const Lang lang : {Lang::th, Lang::en}) {
            const std::string words = describe(lang, imported.error());
            REQUIRE(words.find(file) != std::string::npos);
            REQUIRE(words.find("«") == std::string::npos);
        }
        return imported.error().fault;
    };
    REQUIRE(fault((folder / "none.gpkg").string(), FileKind::areas) == Fault::not_found);
    REQUIRE(fault(write(folder, "letter.gpkg", "Dear all"), FileKind::areas) == Fault::wrong_kind);
    REQUIRE(fault(write(folder, "empty.csv", ""), FileKind::counts) == Fault::empty);
    REQUIRE(fault(write(folder, "head.csv", "code,children\n"), FileKind::counts) == Fault::empty);
    REQUIRE(fault(write(folder, "nocode.csv", "name,children\nx,3\n"), FileKind::counts) ==
            Fault::no_code_column);
    REQUIRE(fault(write(folder, "strange.csv", "code,children\n111111,3\n"), FileKind::counts) ==
            Fault::unknown_codes);
    REQUIRE(fault(write(folder, "nowhere.csv", "name,children\nx,3\n"), FileKind::places) ==
            Fault::no_position);
    REQUIRE(fault(write(folder, "disguised.geojson",
                        "<OGRVRTDataSource><OGRVRTLayer name=\"x\"/></OGRVRTDataSource>"),
                  FileKind::areas) == Fault::wrong_kind);
    REQUIRE(fault(write(folder, "none.geojson", R"({"type":"FeatureCollection","features":[]})"),
                  FileKind::areas) == Fault::empty);
    REQUIRE(fault(write(folder, "half.geojson", two_tambon.substr(0, 400)), FileKind::areas) ==
            Fault::unreadable);
    REQUIRE(fault(write(folder, "people.csv", "pid,lat,lon\n1234567890121,15,101\n1101700230705,15,101\n"),
                  FileKind::places) == Fault::personal_data);
    REQUIRE(
        fault(
            write(
                folder, "metres.geojson",
                R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:999999"}},"features":[]})"),
            FileKind::areas) != Fault::internal);
    REQUIRE(import_file({}, write(folder, "c.csv", "code,n\n590101,1\n"), FileKind::counts, {}, {})
                .error()
                .fault == Fault::needs_areas);
}

TEST_CASE("files tell their kind by content", "[import]") {
    const test::TempFolder folder;
    REQUIRE(*guess_kind(write(folder, "a.geojson", two_tambon)) == FileKind::areas);
    REQUIRE(*guess_kind(write(folder, "b.csv", "code,children\n590101,1\n")) == FileKind::counts);
    REQUIRE(*guess_kind(write(folder, "c.csv", "name,lat,lon\nx,15,101\n")) == FileKind::places);
    REQUIRE(*guess_kind(write(folder, "d.csv", "village,lat,lon,population\nx,15,101,5\n")) ==
            FileKind::villages);
    REQUIRE(*guess_kind(write(folder, "e.osm", "<?xml version='1.0'?><osm version=\"0.6\"></osm>")) ==
            FileKind::roads);
}

TEST_CASE("made-up data is recognised and stays made up", "[import]") {
    const test::TempFolder folder;
    REQUIRE(counts(folder, "code,children,note\n590101,1,ข้อมูลสมมติ\n")->data.made_up);
    REQUIRE_FALSE(counts(folder, "code,children\n590101,1\n")->data.made_up);
}

TEST_CASE("the real country loads whole", "[real][import]") {
    const auto data = test::real_data();
    if (!data) return;
    auto imported =
        import_file({}, (*data / "boundaries/th_admin_cod.gpkg").string(), FileKind::areas, {}, {});
    REQUIRE(imported);
    const Areas& areas = *imported->data.areas;
    REQUIRE(areas.at(Level::tambon).size() == 7425);
    REQUIRE(areas.at(Level::amphoe).size() == 928);
    REQUIRE(areas.at(Level::province).size() == 77);
    const AreaId wawi = areas.find(Level::tambon, "571006");
    REQUIRE(wawi.valid());
    REQUIRE(areas.at(Level::tambon).name_th[wawi.row()] == "วาวี");
    REQUIRE(areas.at(Level::province).name_th[areas.ancestor(Level::tambon, wawi, Level::province).row()] ==
            "เชียงราย");
    imported = import_file(imported->data, (*data / "facilities/villages_2012_with_pcode.csv").string(),
                           FileKind::villages, {}, {});
    REQUIRE(imported);
    REQUIRE(imported->report.rows_loaded == 65213);
    std::size_t outside = 0;
    for (const Village& village : *imported->data.villages)
        if (!village.area.valid()) ++outside;
    REQUIRE(outside == 131);
    imported = import_file(imported->data, (*data / "facilities/thai_schools_wikipedia_tambon.csv").string(),
                           FileKind::places, {}, {});
    REQUIRE(imported);
    // 698 have no position, 27 lie in another amphoe than they say.
    REQUIRE(imported->report.rows_loaded == 35524);
    REQUIRE(imported->report.rows_rejected == 725);
    REQUIRE(imported->data.places->size() == 36249);
    const auto shape = import_file({}, (*data / "boundaries/tha_admbnda_adm3_rtsd_20220121.zip").string(),
                                   FileKind::areas, {}, {});
    REQUIRE(shape);
    REQUIRE(shape->data.areas->at(Level::tambon).size() == 7425);
    REQUIRE(shape->data.areas->at(Level::province).size() == 77);
}

}  // namespace import_test
