// A GeoPackage that runs what its sender wrote is not read.
#include "geo/base/handle.h"
#include "geo/data/gdal.h"
#include "tests/support/named_areas.h"

#include <gdal.h>
#include <ogr_api.h>
#include <sqlite3.h>

namespace foreign_triggers_test {

using namespace geo;

namespace {

/// The areas as a GeoPackage, with a statement of its sender.
std::string package_with(const test::TempFolder& folder, const std::string& name, const char* statement) {
    const std::string file = (folder / name).string();
    const std::string from =
        test::write(folder, name + ".geojson", test::named_geojson(test::two_provinces()));
    const GdalComplaints complaints;
    GDALDatasetH areas = GDALOpenEx(from.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    REQUIRE(areas != nullptr);
    GDALDatasetH out = GDALCreate(GDALGetDriverByName("GPKG"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    REQUIRE(out != nullptr);
    REQUIRE(GDALDatasetCopyLayer(out, GDALDatasetGetLayer(areas, 0), "areas", nullptr) != nullptr);
    GDALClose(out);
    GDALClose(areas);
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &db) == SQLITE_OK);
    REQUIRE(sqlite3_exec(db, statement, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(db);
    return file;
}

}  // namespace

TEST_CASE("a trigger of the sender refuses a GeoPackage, whichever table it is of", "[import]") {
    const test::TempFolder folder;
    const auto read = [&](const std::string& name, const char* statement) {
        return import_file({}, package_with(folder, name, statement), FileKind::areas, {}, {});
    };
    CHECK(read("plain.gpkg", "SELECT 1"));
    for (const char* statement :
         {"CREATE TRIGGER zz_count AFTER INSERT ON areas BEGIN DELETE FROM areas; END",
          "CREATE TRIGGER zz_count AFTER INSERT ON gpkg_contents BEGIN DELETE FROM areas; END"}) {
        INFO(statement);
        const auto refused = read("foreign.gpkg", statement);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().fault == Fault::unreadable);
        CHECK(refused.error().value == "zz_count");
        std::filesystem::remove(folder / "foreign.gpkg");
    }
}

}  // namespace foreign_triggers_test
