#include "geo/study/study_file.h"

#include "geo/data/import.h"
#include "tests/support/demo_data.h"
#include "tests/support/random_study.h"
#include "tests/support/test.h"

#include <gdal.h>
#include <ogr_api.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

namespace study_file_test {

using namespace geo;

namespace {

void require_equal(const Study& a, const Study& b) {
    REQUIRE(a.title == b.title);
    REQUIRE(a.scenarios == b.scenarios);
    REQUIRE(a.active == b.active);
    REQUIRE(a.map == b.map);
    REQUIRE(a.profiles == b.profiles);
    REQUIRE(*a.data == *b.data);
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void execute(const std::filesystem::path& file, const char* text) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, text, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

}  // namespace

TEST_CASE("any study comes back equal from its file, saved whole or changed step by step", "[study]") {
    const test::TempFolder folder;
    auto file = StudyFile::create(Study{}, folder / "steps.gpkg", {});
    REQUIRE(file);
    for (unsigned seed = 0; seed < 60; ++seed) {
        const Study study = test::RandomStudy(seed).study();
        REQUIRE(save_study(study, folder / "whole.gpkg", {}));
        const auto whole = open_study(folder / "whole.gpkg", {});
        REQUIRE(whole);
        require_equal(*whole, study);

        // Half of the parts from this study, the rest from the last one: only what changed is written.
        Study step = file->study();
        auto data = std::make_shared<Dataset>(*study.data);
        if (seed % 3 == 0 && seed > 0) {
            *data = *step.data;
            data->roads = study.data->roads;
            data->sources = study.data->sources;
        }
        step = study;
        step.data = data;
        REQUIRE(file->commit(step, {}));
        const auto now = open_study(folder / "steps.gpkg", {});
        REQUIRE(now);
        require_equal(*now, step);
    }
}

TEST_CASE("the same study gives the same file", "[study]") {
    const test::TempFolder folder;
    const Study study = test::RandomStudy(7).study();
    REQUIRE(save_study(study, folder / "a.gpkg", {}));
    REQUIRE(save_study(study, folder / "b.gpkg", {}));
    REQUIRE(bytes_of(folder / "a.gpkg") == bytes_of(folder / "b.gpkg"));
}

TEST_CASE("other programs open a study as plain layers", "[study]") {
    GDALAllRegister();
    const test::TempFolder folder;
    Study study;
    study.data = test::demo_data();
    REQUIRE(save_study(study, folder / "demo.gpkg", {}));
    const char* drivers[] = {"GPKG", nullptr};
    GDALDatasetH opened = GDALOpenEx((folder / "demo.gpkg").c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR,
                                     drivers, nullptr, nullptr);
    REQUIRE(opened != nullptr);
    const auto rows = [&](const char* name) {
        OGRLayerH layer = GDALDatasetGetLayerByName(opened, name);
        return layer == nullptr ? -1 : static_cast<long>(OGR_L_GetFeatureCount(layer, 1));
    };
    const Dataset& data = *study.data;
    REQUIRE(rows("province") == static_cast<long>(data.areas->at(Level::province).size()));
    REQUIRE(rows("tambon") == static_cast<long>(data.areas->at(Level::tambon).size()));
    REQUIRE(rows("places") == static_cast<long>(data.places->size()));
    REQUIRE(rows("villages") == static_cast<long>(data.villages->size()));
    REQUIRE(rows("roads") == static_cast<long>(data.roads->ways.size()));
    REQUIRE(rows("counts") > 0);
    REQUIRE(rows("counts_series") == static_cast<long>(data.counts->size()));
    // Internal tables are no layers.
    REQUIRE(rows("learnreach_road_nodes") == -1);

    OGRLayerH tambon = GDALDatasetGetLayerByName(opened, "tambon");
    REQUIRE(OGR_L_GetGeomType(tambon) == wkbMultiPolygon);
    OGREnvelope extent;
    REQUIRE(OGR_L_GetExtent(tambon, &extent, 0) == OGRERR_NONE);
    OGREnvelope measured;
    measured.MinX = measured.MinY = 1e9;
    measured.MaxX = measured.MaxY = -1e9;
    std::size_t row = 0;
    while (OGRFeatureH feature = OGR_L_GetNextFeature(tambon)) {
        OGRGeometryH shape = OGR_F_GetGeometryRef(feature);
        REQUIRE(shape != nullptr);
        REQUIRE(OGR_G_IsValid(shape) == 1);
        OGREnvelope box;
        OGR_G_GetEnvelope(shape, &box);
        measured.MinX = std::min(measured.MinX, box.MinX);
        measured.MaxY = std::max(measured.MaxY, box.MaxY);
        const int code = OGR_F_GetFieldIndex(feature, "code");
        REQUIRE(OGR_F_GetFieldAsString(feature, code) == data.areas->at(Level::tambon).code[row++]);
        OGR_F_Destroy(feature);
    }
    REQUIRE(extent.MinX == measured.MinX);
    REQUIRE(extent.MaxY == measured.MaxY);
    OGRLayerH roads = GDALDatasetGetLayerByName(opened, "roads");
    OGRFeatureH first = OGR_L_GetNextFeature(roads);
    REQUIRE(OGR_G_GetPointCount(OGR_F_GetGeometryRef(first)) == static_cast<int>(data.roads->ways[0].count));
    REQUIRE(std::string{OGR_F_GetFieldAsString(first, OGR_F_GetFieldIndex(first, "class"))} ==
            road_class_name(data.roads->ways[0].road_class));
    OGR_F_Destroy(first);
    GDALClose(opened);
}

TEST_CASE("a study of an earlier build opens, and what it could not say yet is kept from then on",
          "[study]") {
    const test::TempFolder folder;
    Study old;
    for (std::uint32_t seed = 1; old.data->counts->empty(); ++seed) old = test::RandomStudy(seed).study();
    auto data = std::make_shared<Dataset>(*old.data);
    SourceFile source;
    source.kind = "counts";
    source.file = "a.csv";
    data->sources = {source};
    auto series = *data->counts;
    for (CountSeries& one : series) one.sex.clear();
    data->counts = std::make_shared<const std::vector<CountSeries>>(series);
    old.data = data;
    REQUIRE(save_study(old, folder / "old.gpkg", {}));
    execute(folder / "old.gpkg",
            "ALTER TABLE sources DROP COLUMN origin;"
            "ALTER TABLE sources DROP COLUMN reading;"
            "ALTER TABLE sources DROP COLUMN report;"
            "ALTER TABLE counts_series DROP COLUMN sex");
    auto file = StudyFile::open(folder / "old.gpkg", {});
    REQUIRE(file);
    require_equal(file->study(), old);

    Study now = old;
    auto more = std::make_shared<Dataset>(*data);
    more->sources.front().origin = "/somewhere/a.csv";
    more->sources.front().reading = "{}";
    more->sources.front().report = "{}";
    series.front().sex = "female";
    more->counts = std::make_shared<const std::vector<CountSeries>>(series);
    now.data = more;
    REQUIRE(file->commit(now, {}));
    const auto again = open_study(folder / "old.gpkg", {});
    REQUIRE(again);
    require_equal(*again, now);
}

TEST_CASE("a study that somebody has open is not replaced, but may be read", "[study]") {
    const test::TempFolder folder;
    Study study = test::RandomStudy(3).study();
    auto file = StudyFile::create(study, folder / "a.gpkg", {});
    REQUIRE(file);
    const std::string before = bytes_of(folder / "a.gpkg");
    const auto saved = save_study(test::RandomStudy(4).study(), folder / "a.gpkg", {});
    REQUIRE_FALSE(saved);
    REQUIRE(saved.error().fault == Fault::locked);
    REQUIRE(saved.error().file == folder / "a.gpkg");
    REQUIRE(bytes_of(folder / "a.gpkg") == before);
    REQUIRE(open_study(folder / "a.gpkg", {}));
    study.title = "still mine";
    REQUIRE(file->commit(study, {}));
    REQUIRE(open_study(folder / "a.gpkg", {})->title == "still mine");
}

TEST_CASE("between commits a study is one file, for its owner alone", "[study]") {
    const test::TempFolder folder;
    Study study = test::RandomStudy(5).study();
    umask(0);
    auto file = StudyFile::create(study, folder / "a.gpkg", {});
    REQUIRE(file);
    study.title += "!";
    REQUIRE(file->commit(study, {}));
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        names.push_back(entry.path().filename());
    REQUIRE(names == std::vector<std::string>{"a.gpkg"});
    struct stat status {};
    REQUIRE(stat((folder / "a.gpkg").c_str(), &status) == 0);
    REQUIRE((status.st_mode & 0777U) == 0600U);
    std::filesystem::copy_file(folder / "a.gpkg", folder / "copy.gpkg");
    require_equal(*open_study(folder / "copy.gpkg", {}), study);
}

TEST_CASE("a cancelled save leaves the old study and nothing beside it", "[study]") {
    const test::TempFolder folder;
    const Study study = test::RandomStudy(6).study();
    REQUIRE(save_study(study, folder / "a.gpkg", {}));
    std::stop_source stop;
    stop.request_stop();
    const Progress stopped{stop.get_token(), nullptr};
    REQUIRE(save_study(test::RandomStudy(8).study(), folder / "a.gpkg", stopped).error().fault ==
            Fault::cancelled);
    REQUIRE(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
    require_equal(*open_study(folder / "a.gpkg", {}), study);
    auto file = StudyFile::open(folder / "a.gpkg", {});
    REQUIRE(file->commit(test::RandomStudy(8).study(), stopped).error().fault == Fault::cancelled);
    require_equal(file->study(), study);
    require_equal(*open_study(folder / "a.gpkg", {}), study);
}

TEST_CASE("what could not be read back is not written", "[study]") {
    const test::TempFolder folder;
    Study study = test::RandomStudy(9).study();
    auto data = std::make_shared<Dataset>(*study.data);
    Village village;
    village.at = {673310.69, 1520741.2};
    data->villages = std::make_shared<const std::vector<Village>>(1, village);
    study.data = data;
    const auto saved = save_study(study, folder / "a.gpkg", {});
    REQUIRE(saved.error().fault == Fault::bad_value);
    REQUIRE(saved.error().column == "villages");
    REQUIRE(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("each wrong thing in a study file is refused by name", "[study]") {
    const test::TempFolder folder;
    const auto path = folder / "a.gpkg";
    Study study;
    study.data = test::demo_data();
    REQUIRE(save_study(study, folder / "good.gpkg", {}));
    struct Case {
        const char* change;
        Fault fault;
        const char* names;
    };
    for (const Case& c : {
             Case{"CREATE VIEW v AS SELECT * FROM places", Fault::wrong_kind, "v"},
             Case{"CREATE VIRTUAL TABLE f USING fts5(x)", Fault::wrong_kind, "f"},
             Case{"PRAGMA application_id = 7", Fault::wrong_kind, ""},
             Case{"DROP TABLE learnreach_study", Fault::wrong_kind, ""},
             Case{"DELETE FROM learnreach_study", Fault::wrong_kind, ""},
             Case{"DROP TABLE places", Fault::unreadable, ""},
             Case{"UPDATE learnreach_study SET decisions = '{'", Fault::unreadable, ""},
             Case{
                 "UPDATE learnreach_study SET decisions = replace(decisions, '\"active\":0', '\"active\":9')",
                 Fault::unreadable, ""},
             Case{"UPDATE learnreach_study SET decisions = replace(decisions, 'motorcycle', 'rocket')",
                  Fault::unreadable, ""},
             Case{"UPDATE tambon SET code = 'zz' WHERE fid = 3", Fault::unreadable, "tambon"},
             Case{"UPDATE tambon SET parent_code = '1' WHERE fid = 3", Fault::unreadable, "tambon"},
             Case{"UPDATE tambon SET geom = substr(geom, 1, length(geom) - 5) WHERE fid = 3",
                  Fault::unreadable, "tambon"},
             Case{"UPDATE tambon SET geom = x'00' WHERE fid = 3", Fault::unreadable, "tambon"},
             Case{"INSERT INTO country (code, inner_lon, inner_lat) VALUES ('XX', 0, 0)", Fault::unreadable,
                  "country"},
             Case{"UPDATE villages SET geom = (SELECT geom FROM tambon LIMIT 1) WHERE fid = 9",
                  Fault::unreadable, "villages"},
             Case{"UPDATE villages SET area_code = '000000' WHERE fid = 9", Fault::unreadable, "villages"},
             Case{"UPDATE villages SET weight = -1 WHERE fid = 9", Fault::unreadable, "villages"},
             Case{"UPDATE places SET kind = 'castle' WHERE fid = 9", Fault::unreadable, "places"},
             Case{"UPDATE places SET capacity = 99999999999 WHERE fid = 9", Fault::unreadable, "places"},
             Case{"UPDATE counts SET state = 'maybe' WHERE fid = 9", Fault::unreadable, "counts"},
             Case{"UPDATE counts SET children_thousandths = -5 WHERE fid = 9", Fault::unreadable, "counts"},
             Case{"INSERT INTO counts (series, level, area_code, state, children_thousandths) SELECT series, "
                  "level, area_code, state, 0 FROM counts LIMIT 1",
                  Fault::unreadable, "counts"},
             Case{"UPDATE roads SET class = 'canal' WHERE fid = 9", Fault::unreadable, "roads"},
             Case{"UPDATE roads SET nodes = x'ffffff7fffffff7f' WHERE fid = 9", Fault::unreadable, "roads"},
             Case{"UPDATE roads SET nodes = x'00' WHERE fid = 9", Fault::unreadable, "roads"},
             Case{"UPDATE learnreach_road_nodes SET positions = x'00'", Fault::unreadable,
                  "learnreach_road_nodes"},
             Case{"DELETE FROM learnreach_road_nodes", Fault::unreadable, "roads"},
         }) {
        std::filesystem::copy_file(folder / "good.gpkg", path,
                                   std::filesystem::copy_options::overwrite_existing);
        execute(path, c.change);
        const auto opened = open_study(path, {});
        INFO(c.change);
        REQUIRE_FALSE(opened);
        REQUIRE(opened.error().fault == c.fault);
        REQUIRE(opened.error().file == path);
        if (*c.names != '\0') REQUIRE(opened.error().column == c.names);
    }
    // An ordinary GeoPackage of somebody else.
    test::put_demo_files(folder / "demo");
    const std::string areas = (folder / "demo" / DemoFiles{}.areas).string();
    REQUIRE(open_study(areas, {}).error().fault == Fault::wrong_kind);
    REQUIRE_FALSE(is_study(areas));
    REQUIRE(open_study(folder.path().string(), {}).error().fault == Fault::wrong_kind);
    REQUIRE(is_study((folder / "good.gpkg").string()));
}

TEST_CASE("no damaged byte crashes the reader", "[study]") {
    const test::TempFolder folder;
    const Study study = test::RandomStudy(11).study();
    REQUIRE(save_study(study, folder / "good.gpkg", {}));
    const std::string good = bytes_of(folder / "good.gpkg");
    std::mt19937 engine(1);
    std::size_t refused = 0;
    for (int round = 0; round < 300; ++round) {
        std::string bad = good;
        for (int i = 0; i < 20; ++i) bad[engine() % bad.size()] = static_cast<char>(engine());
        std::ofstream(folder / "bad.gpkg", std::ios::binary) << bad;
        const auto opened = open_study(folder / "bad.gpkg", {});
        if (!opened) {
            ++refused;
            REQUIRE(opened.error().file == folder / "bad.gpkg");
        }
    }
    REQUIRE(refused > 100);
}

TEST_CASE("the whole country opens equal", "[study][real]") {
    const auto data = test::real_data();
    if (!data) return;
    Dataset facts;
    const auto load = [&](const char* name, FileKind kind) {
        auto read = import_file(facts, (*data / name).string(), kind, {}, {});
        REQUIRE(read);
        facts = std::move(read->data);
    };
    load("boundaries/th_admin_cod.gpkg", FileKind::areas);
    load("facilities/villages_2012_with_pcode.csv", FileKind::villages);
    load("facilities/thai_schools_wikipedia_tambon.csv", FileKind::places);
    load("roads/bangkok-core.osm", FileKind::roads);
    const test::TempFolder folder;
    Study study;
    study.data = std::make_shared<const Dataset>(std::move(facts));
    REQUIRE(save_study(study, folder / "country.gpkg", {}));
    const auto back = open_study(folder / "country.gpkg", {});
    REQUIRE(back);
    require_equal(*back, study);
}

}  // namespace study_file_test
