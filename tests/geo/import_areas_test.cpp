#include "geo/base/handle.h"
#include "geo/data/gdal.h"
#include "geo/data/import.h"
#include "geo/data/note_words.h"
#include "geo/geom/measure.h"
#include "tests/support/small_areas.h"

#include <gdal.h>
#include <ogr_api.h>

#include <filesystem>
#include <set>
#include <tuple>

namespace import_areas_test {

using namespace geo;
using Catch::Matchers::WithinAbs;

namespace {

Result<Imported> areas_from(const Dataset& data, const test::TempFolder& folder, const std::string& name,
                            const std::vector<test::BoxArea>& areas) {
    return import_file(data, test::write(folder, name, test::geojson_of(areas)), FileKind::areas, {}, {});
}

}  // namespace

TEST_CASE("metres of which the layer does not say the system are asked about, best guess first", "[import]") {
    const test::TempFolder folder;
    // Provinces 71 and 34, whose places are known; the middle of both zones has the same numbers.
    for (const auto& [code, crs, lon] :
         {std::tuple{"710101", "EPSG:32647", 99.5}, std::tuple{"340101", "EPSG:32648", 105.5}}) {
        const std::vector<test::BoxArea> areas = {{code, "ก", 550000, 1650000, 560000, 1660000}};
        const auto asked = areas_from({}, folder, "utm.geojson", areas);
        REQUIRE(asked);
        REQUIRE(asked->report.outcome == Outcome::ask);
        REQUIRE(asked->data.areas->at(Level::tambon).size() == 0);
        const auto* problem = test::note_of(asked->report.problems, "layer_crs_unknown");
        REQUIRE(problem != nullptr);
        REQUIRE(problem->reason == crs);
        REQUIRE(problem->fixes.size() == 4);
        REQUIRE(problem->fixes.front() == Fix{"use_crs", crs});
        ImportOptions options;
        options.accept = true;
        const auto loaded = import_file({}, (folder / "utm.geojson").string(), FileKind::areas, options, {});
        REQUIRE(loaded);
        REQUIRE_THAT(loaded->data.areas->at(Level::tambon).inner[0].lon, WithinAbs(lon, 0.1));
        REQUIRE(loaded->report.reading.crs == crs);
        // A person's word goes before all, as an answer or as the reading of the file.
        ImportOptions other;
        other.reading.crs = "EPSG:24047";
        const auto by_person = import_file({}, (folder / "utm.geojson").string(), FileKind::areas, other, {});
        REQUIRE(by_person);
        REQUIRE(by_person->report.outcome == Outcome::load);
        REQUIRE_THAT(by_person->data.areas->at(Level::tambon).inner[0].lon, WithinAbs(99.5, 0.1));
        ImportOptions answer;
        answer.reading.decisions.push_back({"layer_crs_unknown", 0, "use_crs", "EPSG:32648"});
        const auto answered = import_file({}, (folder / "utm.geojson").string(), FileKind::areas, answer, {});
        REQUIRE(answered->report.outcome == Outcome::load);
        REQUIRE_THAT(answered->data.areas->at(Level::tambon).inner[0].lon, WithinAbs(105.5, 0.1));
    }
    const auto none = areas_from({}, folder, "none.geojson", {{"590101", "ก", 7150000, 90, 7250000, 95}});
    REQUIRE_FALSE(none);
    REQUIRE(none.error().fault == Fault::not_degrees);
    test::require_words(none.error(), {(folder / "none.geojson").string(), "none", "x 7150000-7250000"});
}

TEST_CASE("areas that are loaded tell even the two datums apart", "[import]") {
    const test::TempFolder folder;
    // 101.0-101.1 E, 15.0-15.1 N on Indian 1975, to the metre.
    const auto loaded = areas_from({}, folder, "degrees.geojson", {{"710101", "ก", 101, 15, 101.1, 15.1}});
    for (const double shift : {0.0, -333.0}) {
        const std::vector<test::BoxArea> areas = {{"710101", "ก", 715056 + 333 + shift,
                                                   1659300 + (shift < 0 ? 0.0 : -303.0), 725740 + 333 + shift,
                                                   1670450 + (shift < 0 ? 0.0 : -303.0)}};
        const auto read = areas_from(loaded->data, folder, "metres.geojson", areas);
        REQUIRE(read);
        REQUIRE(read->report.outcome == Outcome::load);
        const auto* warning = test::note_of(read->report.warnings, "crs_wrong");
        REQUIRE(warning != nullptr);
        REQUIRE(warning->reason == (shift < 0 ? "EPSG:32647" : "EPSG:24047"));
    }
}

namespace {

/// A Shapefile of one area without a .prj, or with that one.
std::string shapefile_of(const test::TempFolder& folder, const std::string& name, const test::BoxArea& area,
                         const std::string& prj) {
    const GdalComplaints complaints;
    const std::string file = (folder / name).string();
    GDALDatasetH dataset =
        GDALCreate(GDALGetDriverByName("ESRI Shapefile"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    REQUIRE(dataset != nullptr);
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, "areas", nullptr, wkbPolygon, nullptr);
    const Handle<OGRFieldDefnH, OGR_Fld_Destroy> code{OGR_Fld_Create("CODE", OFTString)};
    REQUIRE(OGR_L_CreateField(layer, code.get(), 1) == OGRERR_NONE);
    const Handle<OGRFeatureH, OGR_F_Destroy> feature{OGR_F_Create(OGR_L_GetLayerDefn(layer))};
    OGR_F_SetFieldString(feature.get(), 0, area.code.c_str());
    const Handle<OGRGeometryH, OGR_G_DestroyGeometry> box{OGR_G_CreateGeometry(wkbPolygon)};
    OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
    for (const auto& [x, y] : {std::pair{area.min_x, area.min_y}, std::pair{area.min_x, area.max_y},
                               std::pair{area.max_x, area.max_y}, std::pair{area.max_x, area.min_y},
                               std::pair{area.min_x, area.min_y}})
        OGR_G_AddPoint_2D(ring, x, y);
    REQUIRE(OGR_G_AddGeometryDirectly(box.get(), ring) == OGRERR_NONE);
    REQUIRE(OGR_F_SetGeometry(feature.get(), box.get()) == OGRERR_NONE);
    REQUIRE(OGR_L_CreateFeature(layer, feature.get()) == OGRERR_NONE);
    GDALClose(dataset);
    if (!prj.empty()) test::write(folder, std::filesystem::path(name).replace_extension("prj"), prj);
    return file;
}

const std::string zone_48 =
    "PROJCS[\"WGS_1984_UTM_Zone_48N\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",\n"
    "SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",\n"
    "0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",500000.0],"
    "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",105.0],"
    "PARAMETER[\"Scale_Factor\",0.9996],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

}  // namespace

TEST_CASE("a layer without a map system asks even where the loaded areas tell it, and keeps the answer",
          "[import]") {
    const test::TempFolder folder;
    const auto loaded = areas_from({}, folder, "degrees.geojson", {{"710101", "ก", 101, 15, 101.1, 15.1}});
    for (const auto& [name, area, kind, best] :
         {std::tuple{"metres.shp", test::BoxArea{"710101", "ก", 715056, 1659300, 725740, 1670450},
                     "layer_crs_unknown", "EPSG:32647"},
          std::tuple{"lonlat.shp", test::BoxArea{"710101", "ก", 101, 15, 101.1, 15.1},
                     "layer_degrees_unknown", "EPSG:4326"}}) {
        INFO(name);
        const std::string file = shapefile_of(folder, name, area, "");
        const auto asked = import_file(loaded->data, file, FileKind::areas, {}, {});
        REQUIRE(asked);
        CHECK(asked->report.outcome == Outcome::ask);
        const auto* problem = test::note_of(asked->report.problems, kind);
        REQUIRE(problem != nullptr);
        CHECK(problem->fixes.front() == Fix{"use_crs", best});
        for (const Lang lang : {Lang::th, Lang::en})
            CHECK(describe(lang, problem->fixes.front()).find("EPSG") == std::string::npos);
        ImportOptions options;
        decide(options.reading, {kind, 0, "use_crs", best});
        const auto answered = import_file(loaded->data, file, FileKind::areas, options, {});
        REQUIRE(answered);
        CHECK(answered->report.outcome == Outcome::load);
        CHECK(answered->report.reading.crs == best);
        ImportOptions again;
        again.reading = answered->report.reading;
        CHECK(import_file(loaded->data, file, FileKind::areas, again, {})->report.outcome == Outcome::load);
    }
}

TEST_CASE("a layer that says the wrong zone is told both, and asks", "[import]") {
    const test::TempFolder folder;
    const test::BoxArea in_47{"710101", "ก", 550000, 1650000, 560000, 1660000};
    for (const char* before : {"", "\n"}) {
        const std::string file = shapefile_of(folder, "zone.shp", in_47, before + zone_48);
        const auto asked = import_file({}, file, FileKind::areas, {}, {});
        REQUIRE(asked);
        CHECK(asked->report.outcome == Outcome::ask);
        const auto* problem = test::note_of(asked->report.problems, "layer_crs_contradicted");
        REQUIRE(problem != nullptr);
        CHECK(problem->fixes.front() == Fix{"use_crs", "EPSG:32647"});
        const std::string words = what_of(Lang::en, *problem);
        CHECK(words.find("48") != std::string::npos);
        CHECK(words.find("zone 47") != std::string::npos);
        ImportOptions options;
        decide(options.reading, {"layer_crs_contradicted", 0, "use_crs", "EPSG:32647"});
        const auto answered = import_file({}, file, FileKind::areas, options, {});
        REQUIRE(answered);
        CHECK(answered->report.outcome == Outcome::load);
        REQUIRE_THAT(answered->data.areas->at(Level::tambon).inner[0].lon, WithinAbs(99.5, 0.1));
        std::filesystem::remove(file);
    }
    // Areas of zone 48 lie right as the layer says.
    const std::string right =
        shapefile_of(folder, "right.shp", {"340101", "ก", 550000, 1650000, 560000, 1660000}, zone_48);
    const auto read = import_file({}, right, FileKind::areas, {}, {});
    REQUIRE(read);
    CHECK(read->report.outcome == Outcome::load);
}

TEST_CASE("a layer whose latitudes stand first is turned, and said", "[import]") {
    const test::TempFolder folder;
    const auto read = areas_from({}, folder, "turned.geojson", {{"590101", "ก", 15, 101, 15.1, 101.1}});
    REQUIRE(read);
    REQUIRE(read->report.outcome == Outcome::load);
    REQUIRE(test::note_of(read->report.repairs, "axis_swapped") != nullptr);
    const LonLat inner = read->data.areas->at(Level::tambon).inner[0];
    REQUIRE_THAT(inner.lon, WithinAbs(101.05, 0.02));
    REQUIRE_THAT(inner.lat, WithinAbs(15.05, 0.02));
}

TEST_CASE("each shape that is no area says what it is, and a mixed one keeps its areas", "[import]") {
    const test::TempFolder folder;
    const auto feature = [](const std::string& code, const std::string& geometry) {
        return R"({"type":"Feature","properties":{"code":")" + code + R"("},"geometry":)" + geometry + "}";
    };
    const std::string square = R"([[[101,15],[101.1,15],[101.1,15.1],[101,15.1],[101,15]]])";
    const std::string file = test::write(
        folder, "mixed.geojson",
        R"({"type":"FeatureCollection","features":[)" +
            feature("590101", R"({"type":"Polygon","coordinates":)" + square + "}") + "," +
            feature("590102", "null") + "," +
            feature("590103", R"({"type":"Point","coordinates":[101,15]})") + "," +
            feature("590104", R"({"type":"LineString","coordinates":[[101,15],[101.1,15]]})") + "," +
            feature("590105", R"({"type":"Polygon","coordinates":[[[101,15],[101.1,15],[101,15]]]})") + "," +
            feature("590106",
                    R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,1]},)"
                    R"({"type":"Polygon","coordinates":[[[102,15],[102.1,15],[102.1,15.1],[102,15]]]}]})") +
            "," +
            feature(
                "590107",
                R"({"type":"Polygon","coordinates":[[[103,15,7],[103.1,15,7],[103.1,15.1,7],[103,15,7]]]})") +
            "]}");
    ImportOptions options;
    options.accept = true;
    const auto read = import_file({}, file, FileKind::areas, options, {});
    REQUIRE(read);
    std::vector<std::pair<std::string, std::int64_t>> kinds;
    for (const ImportNote& note : read->report.problems) kinds.emplace_back(note.kind, note.row);
    REQUIRE(kinds ==
            std::vector<std::pair<std::string, std::int64_t>>{
                {"no_shape", 2}, {"shape_wrong_type", 3}, {"shape_wrong_type", 4}, {"shape_degenerate", 5}});
    REQUIRE(test::note_of(read->report.repairs, "collection_polygons")->row == 6);
    REQUIRE(test::note_of(read->report.repairs, "heights_dropped")->reason == "1");
    REQUIRE(read->report.rows_loaded == 3);
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

TEST_CASE("boundaries of another year are compared with those that are loaded", "[import]") {
    const test::TempFolder folder;
    const auto loaded = areas_from({}, folder, "now.geojson",
                                   {{"590101", "ก", 101, 15, 101.1, 15.1},
                                    {"590102", "ข", 101.1, 15, 101.2, 15.1},
                                    {"590103", "ค", 101.2, 15, 101.3, 15.1},
                                    {"590104", "ง", 101.3, 15, 101.4, 15.1},
                                    {"590105", "จ", 101.4, 15, 101.5, 15.1},
                                    {"590106", "ฉ", 101.5, 15, 101.6, 15.1}});
    REQUIRE(loaded);
    // 01 and 02 were one, 03 was two, 04 had another code, 05 is as drawn before, 06 is not there.
    const std::vector<test::BoxArea> then = {{"590101", "ก", 101, 15, 101.2, 15.1},
                                             {"590103", "ค", 101.2, 15, 101.25, 15.1},
                                             {"590199", "ค2", 101.25, 15, 101.3, 15.1},
                                             {"590114", "ง", 101.3, 15, 101.4, 15.1},
                                             {"590105", "จ", 101.4, 15, 101.5, 15.1}};
    const auto asked = areas_from(loaded->data, folder, "then.geojson", then);
    REQUIRE(asked);
    REQUIRE(asked->report.outcome == Outcome::ask);
    REQUIRE(*asked->data.areas == *loaded->data.areas);
    REQUIRE(test::note_of(asked->report.problems, "vintage_differs")->reason == "4");
    const auto says = [&](const char* kind, const std::string& code, const std::string& reason) {
        const auto* note = test::note_of(asked->report.warnings, kind);
        INFO(kind);
        REQUIRE(note != nullptr);
        REQUIRE(note->value == code);
        REQUIRE(note->reason == reason);
        REQUIRE(note->at);
    };
    says("area_merged", "590101", "590101, 590102");
    says("area_split", "590103", "590103, 590199");
    says("area_recoded", "590114", "590104");
    says("area_missing", "590106", "");
    ImportOptions options;
    options.reading.decisions.push_back({"vintage_differs", 0, "use_new", ""});
    const auto taken =
        import_file(loaded->data, (folder / "then.geojson").string(), FileKind::areas, options, {});
    REQUIRE(taken);
    REQUIRE(taken->report.outcome == Outcome::load);
    // No ground belongs to two areas: what the new set covers is gone, the gap stays as it was.
    REQUIRE(taken->data.areas->at(Level::tambon).code ==
            std::vector<std::string>{"590101", "590103", "590105", "590106", "590114", "590199"});
    std::set<std::string> out;
    for (const ImportNote& note : taken->report.warnings)
        if (note.kind == "retired_area") out.insert(note.value + " " + note.reason);
    REQUIRE(out == std::set<std::string>{"590102 590101", "590104 590114"});
    // Kept as it was, nothing of the file is taken.
    options.reading.decisions = {{"vintage_differs", 0, "keep_old", ""}};
    const auto kept =
        import_file(loaded->data, (folder / "then.geojson").string(), FileKind::areas, options, {});
    REQUIRE(kept);
    REQUIRE(kept->report.outcome == Outcome::refuse);
    REQUIRE(kept->report.rows_loaded == 0);
    REQUIRE(kept->report.accounted());
    REQUIRE(test::note_of(kept->report.warnings, "vintage_kept") != nullptr);
    REQUIRE(kept->data == loaded->data);
    // The same again, and another province, are no other year.
    const auto again = import_file(loaded->data, (folder / "now.geojson").string(), FileKind::areas, {}, {});
    REQUIRE(again->report.outcome == Outcome::load);
}

TEST_CASE("counts of areas that new boundaries cover go where their ground went", "[import]") {
    const test::TempFolder folder;
    const auto loaded = areas_from({}, folder, "now.geojson",
                                   {{"590101", "ก", 101, 15, 101.1, 15.1},
                                    {"590102", "ข", 101.1, 15, 101.2, 15.1},
                                    {"590201", "ค", 101.2, 15, 101.3, 15.1}});
    REQUIRE(loaded);
    const auto counted = import_file(
        loaded->data, test::write(folder, "c.csv", "code,children\n590101,3\n590102,4\n590201,5\n"),
        FileKind::counts, {}, {});
    REQUIRE(counted);
    REQUIRE(counted->report.outcome == Outcome::load);
    ImportOptions options;
    options.reading.decisions = {{"vintage_differs", 0, "use_new", ""}};
    const auto read = [&](const std::vector<test::BoxArea>& areas) {
        return import_file(counted->data, test::write(folder, "then.geojson", test::geojson_of(areas)),
                           FileKind::areas, options, {});
    };
    // 01 and 02 are one, the amphoe 5902 belongs to 5901 by now.
    const auto taken = read({{"590101", "ก", 101, 15, 101.2, 15.1}, {"590103", "ค", 101.2, 15, 101.3, 15.1}});
    REQUIRE(taken);
    REQUIRE(taken->report.outcome == Outcome::load);
    const Areas& areas = *taken->data.areas;
    REQUIRE(areas.at(Level::tambon).code == std::vector<std::string>{"590101", "590103"});
    REQUIRE(areas.at(Level::amphoe).code == std::vector<std::string>{"5901"});
    REQUIRE_THAT(box_of(areas.at(Level::amphoe).shape[0]).max_x, WithinAbs(101.3, 1e-9));
    const auto& cells = taken->data.counts->front().cells;
    REQUIRE(cells.size() == 2);
    REQUIRE(cells[0].children_milli == 7000);
    REQUIRE(cells[1].children_milli == 5000);
    std::set<std::string> followed;
    for (const ImportNote& note : taken->report.warnings)
        if (note.kind == "counts_followed") followed.insert(note.value + " " + note.reason);
    REQUIRE(followed == std::set<std::string>{"590102 590101", "590201 590103"});
    // Where an area went into two, nobody knows which of them its children are of.  While it is asked that is
    // a reason to keep the old ones.
    const std::vector<test::BoxArea> halves = {{"590101", "ก", 101, 15, 101.15, 15.1},
                                               {"590103", "ข", 101.15, 15, 101.3, 15.1}};
    const auto torn = read(halves);
    REQUIRE_FALSE(torn);
    REQUIRE(torn.error().fault == Fault::unknown_codes);
    REQUIRE(torn.error().value == "590102");
    options.reading.decisions.clear();
    const auto asked = read(halves);
    REQUIRE(asked);
    REQUIRE(asked->report.outcome == Outcome::ask);
    REQUIRE(test::note_of(asked->report.warnings, "counts_without_home")->value == "590102");
    REQUIRE(asked->data == counted->data);
}

TEST_CASE("an area that gave most of its ground away keeps its counts", "[import]") {
    const test::TempFolder folder;
    const auto counted = import_file(test::small_areas(folder),
                                     test::write(folder, "c.csv", "code,children\n590101,100\n590102,4\n"),
                                     FileKind::counts, {}, {});
    REQUIRE(counted);
    ImportOptions options;
    options.reading.decisions = {{"vintage_differs", 0, "use_new", ""}};
    const auto taken = import_file(counted->data,
                                   test::write(folder, "then.geojson",
                                               test::geojson_of({{"590101", "ก", 101, 15, 101.025, 15.1},
                                                                 {"590105", "จ", 101.025, 15, 101.1, 15.1},
                                                                 {"590102", "ข", 101.1, 15, 101.2, 15.1}})),
                                   FileKind::areas, options, {});
    REQUIRE(taken);
    REQUIRE(test::note_of(taken->report.warnings, "area_split")->value == "590101");
    const auto& cells = taken->data.counts->front().cells;
    REQUIRE(cells.size() == 2);
    REQUIRE(taken->data.areas->at(Level::tambon).code[cells[0].area.row()] == "590101");
    REQUIRE(cells[0].children_milli == 100000);
}

TEST_CASE("a hidden number that joins another is told when areas merge", "[import]") {
    const test::TempFolder folder;
    const auto counted = import_file(test::small_areas(folder),
                                     test::write(folder, "c.csv", "code,children\n590101,3\n590102,*\n"),
                                     FileKind::counts, {}, {});
    REQUIRE(counted);
    ImportOptions options;
    options.reading.decisions = {{"vintage_differs", 0, "use_new", ""}};
    const auto taken = import_file(
        counted->data,
        test::write(folder, "then.geojson", test::geojson_of({{"590101", "ก", 101, 15, 101.2, 15.1}})),
        FileKind::areas, options, {});
    REQUIRE(taken);
    const auto* told = test::note_of(taken->report.warnings, "parts_without_number");
    REQUIRE(told != nullptr);
    REQUIRE(told->reason == "1");
}

TEST_CASE("the old boundaries of Khon Kaen are told from the present ones", "[real][import]") {
    const auto data = test::real_data();
    if (!data) return;
    const auto now =
        import_file({}, (*data / "boundaries/th_admin_cod.gpkg").string(), FileKind::areas, {}, {});
    REQUIRE(now);
    const auto old = import_file(now->data, (*data / "senders/53_ขอบเขตเดิม_ขอนแก่น.gpkg").string(),
                                 FileKind::areas, {}, {});
    REQUIRE(old);
    REQUIRE(old->report.outcome == Outcome::ask);
    std::set<std::string> told;
    for (const ImportNote& note : old->report.warnings)
        if (note.kind.rfind("area_", 0) == 0) told.insert(note.kind + " " + note.value + " " + note.reason);
    for (const char* wanted : {"area_recoded 401602 402901", "area_recoded 401615 402902",
                               "area_recoded 401608 402903", "area_merged 400104 400104, 400105",
                               "area_merged 400704 400704, 400706", "area_split 400502 400502, 400599"}) {
        INFO(wanted);
        CHECK(told.contains(wanted));
    }
    CHECK(told.size() == 6);
    ImportOptions options;
    options.reading.decisions = {{"vintage_differs", 0, "use_new", ""}};
    const auto taken = import_file(now->data, (*data / "senders/53_ขอบเขตเดิม_ขอนแก่น.gpkg").string(),
                                   FileKind::areas, options, {});
    REQUIRE(taken);
    std::size_t tambon = 0;
    for (const std::string& code : taken->data.areas->at(Level::tambon).code)
        tambon += code.starts_with("40");
    CHECK(tambon == 198);
    CHECK_FALSE(taken->data.areas->find(Level::tambon, "402901").valid());
    CHECK_FALSE(taken->data.areas->find(Level::amphoe, "4029").valid());
    CHECK(taken->data.areas->at(Level::tambon).size() == now->data.areas->at(Level::tambon).size() - 1);
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
        REQUIRE(asked.report.problems.size() == 2);
        REQUIRE(asked.report.problems[0].row == 1);
        REQUIRE(asked.report.problems[1].row == 3);
        REQUIRE(asked.report.problems[1].kind == "duplicate_area");
        REQUIRE(asked.report.ambiguous.at(1).row == 3);
        // Accepted, neither is loaded; a person's choice is.
        const std::vector<std::string> rest = {"590102"};
        REQUIRE(read({main, other, doubt}, true).data.areas->at(Level::tambon).code == rest);
        ImportOptions chosen;
        chosen.reading.decisions.push_back({"duplicate_area", 3, "use_this", ""});
        const auto settled = import_file({}, (folder / "a.geojson").string(), FileKind::areas, chosen, {});
        REQUIRE(settled);
        REQUIRE(settled->report.outcome == Outcome::load);
        REQUIRE(settled->report.rows_rejected == 1);
        REQUIRE(box_of(settled->data.areas->at(Level::tambon).shape[0]).min_x == doubt.min_x);
        ImportOptions neither;
        for (const std::int64_t row : {1, 3})
            neither.reading.decisions.push_back({"duplicate_area", row, "hold", ""});
        const auto held = import_file({}, (folder / "a.geojson").string(), FileKind::areas, neither, {});
        REQUIRE(held);
        CHECK(held->report.outcome == Outcome::load);
        CHECK(held->report.rows_rejected == 2);
        CHECK(held->report.warnings.kind("row_held")->count == 2);
        CHECK(held->data.areas->at(Level::tambon).code == rest);
    }
}

TEST_CASE("layers that are not read are named, and a layer that is not there too", "[real][import]") {
    const auto data = test::real_data();
    if (!data) return;
    const std::string file = (*data / "senders/57_หลายชั้นข้อมูล.gpkg").string();
    const auto imported = import_file({}, file, FileKind::areas, {}, {});
    REQUIRE(imported);
    REQUIRE(imported->report.outcome == Outcome::ask);
    REQUIRE(imported->report.rows_in == 53);
    const auto* which = test::note_of(imported->report.problems, "which_layer");
    REQUIRE(which != nullptr);
    REQUIRE(which->fixes.front() == Fix{"use_layer", "ตำบล"});
    ImportOptions all;
    all.reading.decisions.push_back({"which_layer", 0, "use_levels", ""});
    const auto levels = import_file({}, file, FileKind::areas, all, {});
    REQUIRE(levels);
    REQUIRE(levels->report.outcome == Outcome::load);
    REQUIRE(levels->report.rows_in == 62);
    REQUIRE(test::note_of(levels->report.warnings, "layers_skipped")->reason == "หน่วยเรียนรู้, หมายเหตุ");
    // The finest layer alone takes the names above from the others.
    ImportOptions accepted;
    accepted.accept = true;
    const auto finest = import_file({}, file, FileKind::areas, accepted, {});
    REQUIRE(finest);
    REQUIRE(finest->data.areas->at(Level::amphoe).name_th == levels->data.areas->at(Level::amphoe).name_th);
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

TEST_CASE("a person says which field of a layer holds the codes and which the names", "[import]") {
    const test::TempFolder folder;
    // Two fields of codes; the finer is of villages' tambon, and the names stand under odd words.
    const std::string layer =
        R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"x":"บ้าน","y":"ก","old":"590109","new":"590101"},
 "geometry":{"type":"Polygon","coordinates":[[[99,15],[99.1,15],[99.1,15.1],[99,15.1],[99,15]]]}},
{"type":"Feature","properties":{"x":"เรือน","y":"ข","old":"590108","new":"590102"},
 "geometry":{"type":"Polygon","coordinates":[[[99.1,15],[99.2,15],[99.2,15.1],[99.1,15.1],[99.1,15]]]}}]})";
    const std::string file = test::write(folder, "codes.geojson", layer);
    const auto guessed = import_file({}, file, FileKind::areas, {}, {});
    REQUIRE(guessed->data.areas->at(Level::tambon).code == std::vector<std::string>{"590108", "590109"});
    ImportOptions options;
    options.reading.columns = {{1, "y", ColumnRole::tambon_name, {}}, {3, "new", ColumnRole::area_code, {}}};
    const auto said = import_file({}, file, FileKind::areas, options, {});
    REQUIRE(said);
    const AreaLevel& level = said->data.areas->at(Level::tambon);
    CHECK(level.code == std::vector<std::string>{"590101", "590102"});
    CHECK(level.name_th == std::vector<std::string>{"ก", "ข"});
    // A field without codes is told, and nothing else is taken in its place.
    options.reading.columns = {{0, "x", ColumnRole::area_code, {}}};
    const auto wrong = import_file({}, file, FileKind::areas, options, {});
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().fault == Fault::no_code_column);
}

}  // namespace import_areas_test
