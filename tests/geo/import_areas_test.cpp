#include "geo/data/import.h"
#include "geo/geom/measure.h"
#include "tests/support/small_areas.h"

using namespace geo;
using Catch::Matchers::WithinAbs;

namespace {

Result<Imported> areas_from(const Dataset& data, const test::TempFolder& folder, const std::string& name,
                            const std::vector<test::BoxArea>& areas) {
    return import_file(data, test::write(folder, name, test::geojson_of(areas)), FileKind::areas, {}, {});
}

}  // namespace

TEST_CASE("metres that are said to be degrees are read as metres, with a warning", "[import]") {
    const test::TempFolder folder;
    const auto imported = areas_from({}, folder, "utm.geojson",
                                     {{"590101", "ก", 715000, 1659000, 725000, 1669000},
                                      {"590102", "ข", 725000, 1659000, 735000, 1669000}});
    REQUIRE(imported);
    const auto* warning = test::note_of(imported->report.warnings, "crs_wrong");
    REQUIRE(warning != nullptr);
    REQUIRE(warning->reason == "EPSG:32647");
    const LonLat inner = imported->data.areas->at(Level::tambon).inner[0];
    REQUIRE_THAT(inner.lon, WithinAbs(101.04, 0.02));
    REQUIRE_THAT(inner.lat, WithinAbs(15.05, 0.02));
}

TEST_CASE("metres that fit no zone of Thailand, or both, are refused with the layer and its numbers",
          "[import]") {
    const test::TempFolder folder;
    // Eastings from 300,000 to 400,000 are in use on both sides of 102 E.
    const auto both =
        areas_from({}, folder, "both.geojson", {{"590101", "ก", 300000, 1659000, 400000, 1669000}});
    REQUIRE_FALSE(both);
    REQUIRE(both.error().fault == Fault::not_degrees);
    test::require_words(both.error(), {(folder / "both.geojson").string(), "both", "x 300000-400000"});
    const auto none = areas_from({}, folder, "none.geojson", {{"590101", "ก", 7150000, 90, 7250000, 95}});
    REQUIRE_FALSE(none);
    REQUIRE(none.error().fault == Fault::not_degrees);
}

TEST_CASE("one stray corner does not make a layer of degrees one of metres", "[import]") {
    const test::TempFolder folder;
    const auto imported = areas_from({}, folder, "stray.geojson",
                                     {{"590101", "ก", 101, 15, 101.1, 15.1},
                                      {"590102", "ข", 101.1, 15, 101.2, 15.1},
                                      {"590103", "ค", 715000, 1659000, 725000, 1669000}});
    REQUIRE(imported);
    REQUIRE(imported->report.rows_loaded == 2);
    const auto* problem = test::note_of(imported->report.problems, "no_shape");
    REQUIRE(problem != nullptr);
    REQUIRE(problem->row == 3);
}

TEST_CASE("a second province is added to the first, and what stood on the first stays", "[import]") {
    const test::TempFolder folder;
    const std::string counts = test::write(folder, "counts.csv", "code,children\n590101,10\n590102,5\n");
    const std::string places = test::write(folder, "places.csv", "id,kind,lat,lon\na,school,14.95,101.05\n");
    auto imported = import_file(test::small_areas(folder), counts, FileKind::counts, {}, {});
    imported = import_file(imported->data, places, FileKind::places, {}, {});
    REQUIRE_FALSE(imported->data.places->front().area.valid());
    // The new codes are smaller: every row of the level moves.
    const auto second =
        areas_from(imported->data, folder, "south.geojson", {{"300101", "ใต้", 101, 14.9, 101.1, 15}});
    REQUIRE(second);
    const Areas& areas = *second->data.areas;
    REQUIRE(areas.at(Level::tambon).code == std::vector<std::string>{"300101", "590101", "590102"});
    REQUIRE(areas.at(Level::amphoe).code == std::vector<std::string>{"3001", "5901"});
    REQUIRE(areas.at(Level::province).code == std::vector<std::string>{"30", "59"});
    REQUIRE(areas.ancestor(Level::tambon, AreaId{2U}, Level::province) == AreaId{1U});
    REQUIRE(test::note_of(second->report.warnings, "areas_renewed") == nullptr);
    const auto& cells = second->data.counts->front().cells;
    REQUIRE(cells.at(0).area == AreaId{1U});
    REQUIRE(cells.at(0).children_milli == 10000);
    REQUIRE(second->data.places->front().area == AreaId{0U});
}

TEST_CASE("an area that comes again gets the fresh border, and the report says so", "[import]") {
    const test::TempFolder folder;
    const auto second = areas_from(test::small_areas(folder), folder, "again.geojson",
                                   {{"590102", "ห้วยใหม่", 101.1, 15, 101.4, 15.1}});
    REQUIRE(second);
    const AreaLevel& tambon = second->data.areas->at(Level::tambon);
    REQUIRE(tambon.code == std::vector<std::string>{"590101", "590102"});
    REQUIRE(tambon.name_th[1] == "ห้วยใหม่");
    const auto* warning = test::note_of(second->report.warnings, "areas_renewed");
    REQUIRE(warning != nullptr);
    REQUIRE(warning->value == "590102");
    REQUIRE(warning->reason == "1");
    const Box amphoe = box_of(second->data.areas->at(Level::amphoe).shape[0]);
    REQUIRE_THAT(amphoe.max_x, WithinAbs(101.4, 1e-9));
}

TEST_CASE("a level that a second file brings stands beside the one that is there", "[import]") {
    const test::TempFolder folder;
    const auto second = areas_from(test::small_areas(folder), folder, "amphoe.geojson",
                                   {{"5901", "เมืองยาว", 101, 15, 101.2, 15.1}});
    REQUIRE(second);
    REQUIRE(second->data.areas->at(Level::tambon).size() == 2);
    REQUIRE(second->data.areas->at(Level::amphoe).name_th == std::vector<std::string>{"เมืองยาว"});
}

TEST_CASE("islands of one code are one area, another area of the code asks", "[import]") {
    const test::TempFolder folder;
    const auto read = [&](const std::vector<test::BoxArea>& areas, bool accept) {
        ImportOptions options;
        options.accept = accept;
        auto imported = import_file({}, test::write(folder, "a.geojson", test::geojson_of(areas)),
                                    FileKind::areas, options, {});
        REQUIRE(imported);
        REQUIRE(imported->report.accounted());
        return *std::move(imported);
    };
    const test::BoxArea main{"590101", "เกาะยาว", 101, 15, 101.1, 15.1};
    const test::BoxArea other{"590102", "ฝั่ง", 101.1, 15, 101.2, 15.1};
    const test::BoxArea island{"590101", "เกาะยาว", 101, 14.8, 101.05, 14.9};
    const Imported joined = read({main, other, island, main}, false);
    REQUIRE(joined.report.outcome == Outcome::load);
    REQUIRE(joined.report.rows_loaded == 3);
    REQUIRE(joined.report.rows_duplicate == 1);
    const AreaLevel& tambon = joined.data.areas->at(Level::tambon);
    REQUIRE(tambon.code == std::vector<std::string>{"590101", "590102"});
    REQUIRE(tambon.shape[0].size() == 2);
    REQUIRE(joined.data.areas->at(Level::province).shape[0].size() == 2);
    const auto* note = test::note_of(joined.report.repairs, "parts_joined");
    REQUIRE(note != nullptr);
    REQUIRE(note->row == 3);
    REQUIRE(note->value == "590101");
    REQUIRE(note->reason == "1");
    REQUIRE(test::note_of(joined.report.repairs, "row_repeated")->row == 4);
    // Many islands: the codes still are the codes of the layer.
    const Imported many = read({main, island, {"590101", "เกาะยาว", 101, 14.5, 101.05, 14.6}, other}, false);
    REQUIRE(many.data.areas->at(Level::tambon).shape[0].size() == 3);
    // Another name, or a border over the first: a person must look.
    for (const test::BoxArea& doubt : {test::BoxArea{"590101", "อื่น", 101, 14.8, 101.05, 14.9},
                                       test::BoxArea{"590101", "เกาะยาว", 101.02, 15.02, 101.1, 15.1}}) {
        const Imported asked = read({main, other, doubt}, false);
        REQUIRE(asked.report.outcome == Outcome::ask);
        REQUIRE(asked.data.areas->at(Level::tambon).size() == 0);
        REQUIRE(test::note_of(asked.report.problems, "duplicate_code")->row == 3);
        REQUIRE(asked.report.ambiguous.front().row == 3);
        REQUIRE(read({main, other, doubt}, true).data.areas->at(Level::tambon).shape[0].size() == 1);
    }
}

TEST_CASE("layers that are not read are named, and a layer that is not there too", "[real][import]") {
    const auto data = test::real_data();
    if (!data) return;
    const std::string file = (*data / "senders/57_หลายชั้นข้อมูล.gpkg").string();
    const auto imported = import_file({}, file, FileKind::areas, {}, {});
    REQUIRE(imported);
    REQUIRE(test::note_of(imported->report.warnings, "layers_skipped")->reason == "หน่วยเรียนรู้, หมายเหตุ");
    ImportOptions options;
    options.layer = "ไม่มี";
    for (const FileKind kind : {FileKind::areas, FileKind::places}) {
        const auto none = import_file(imported->data, file, kind, options, {});
        REQUIRE_FALSE(none);
        REQUIRE(none.error().fault == Fault::not_found);
        test::require_words(none.error(), {file, "ไม่มี", "จังหวัด, อำเภอ, ตำบล"});
    }
    const std::string csv = (*data / "facilities/villages_2012_with_pcode.csv").string();
    REQUIRE(layer_fits({csv, file}, "ตำบล") == std::vector<bool>{false, true});
    REQUIRE(layer_fits({csv, file}, "ไม่มี") == std::vector<bool>{true, true});
}
