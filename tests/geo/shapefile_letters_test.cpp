// The letters of a Shapefile that does not say them: told by each text, and changed by a person.
#include "geo/data/sighting.h"
#include "tests/support/small_areas.h"

#include <gdal.h>
#include <ogr_api.h>

namespace shapefile_letters_test {

using namespace geo;

namespace {

/// One tambon whose name in the table is these bytes, without a .cpg.
std::string shapefile(const test::TempFolder& folder, const std::string& name) {
    const std::string made =
        test::write(folder, "made.geojson",
                    test::geojson_of({{"590101", std::string(name.size(), 'x'), 101, 15, 101.1, 15.1}}));
    GDALAllRegister();
    const GDALDatasetH in = GDALOpenEx(made.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    REQUIRE(in != nullptr);
    const std::string file = (folder / "a.shp").string();
    const GDALDatasetH out =
        GDALCreate(GDALGetDriverByName("ESRI Shapefile"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    REQUIRE(GDALDatasetCopyLayer(out, GDALDatasetGetLayer(in, 0), "a", nullptr) != nullptr);
    GDALClose(out);
    GDALClose(in);
    std::filesystem::remove(folder / "a.cpg");
    std::fstream table(folder / "a.dbf", std::ios::in | std::ios::out | std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(table), {}};
    const std::size_t at = bytes.rfind(std::string(name.size(), 'x'));
    REQUIRE(at != std::string::npos);
    bytes.replace(at, name.size(), name);
    bytes[29] = '\0';  // says no code page
    table.clear();
    table.seekp(0);
    table.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file;
}

std::string name_as(const std::string& file, const std::string& encoding) {
    ImportOptions options;
    options.reading.encoding = encoding;
    const auto read = import_file({}, file, FileKind::areas, options, {});
    REQUIRE(read);
    CHECK(read->report.reading.encoding == encoding);
    return read->data.areas->at(Level::tambon).name_th.front();
}

}  // namespace

TEST_CASE("the letters of a table without .cpg are told by its texts, and changed by a person", "[import]") {
    const test::TempFolder folder;
    // "ำบล" would be no UTF-8; two letters of CP874 that are one of UTF-8 need a person.
    const std::string cp874 = shapefile(folder, "\xB5\xD3\xBA\xC5");
    CHECK(name_as(cp874, "") == "ตำบล");
    CHECK(name_as(cp874, "CP874") == "ตำบล");
    const test::TempFolder other;
    const std::string both = shapefile(other, "\xC3\xB5");  // "õ" in UTF-8, "รต" in CP874
    CHECK(name_as(both, "") == "õ");
    CHECK(name_as(both, "CP874") == "รต");
    Reading said;
    said.encoding = "CP874";
    const auto seen = look_at(both, FileKind::areas, {}, said);
    REQUIRE(seen);
    CHECK(seen->reading.encoding == "CP874");
    CHECK(std::find(seen->rows[1].cells.begin(), seen->rows[1].cells.end(), "รต") !=
          seen->rows[1].cells.end());
}

}  // namespace shapefile_letters_test
