// A file of another kind than was asked for is told by what it holds, whatever its name says.
#include "geo/data/file_content.h"

#include "geo/data/import.h"
#include "geo/data/sighting.h"
#include "tests/support/small_areas.h"

#include <cpl_conv.h>

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace file_content_test {

using namespace geo;
using namespace std::string_literals;

namespace {

std::string zip_of(const test::TempFolder& folder, const std::string& name, const std::string& entry,
                   const std::string& content) {
    std::string file = (folder / name).string();
    void* zip = CPLCreateZip(file.c_str(), nullptr);
    const char* options[] = {"COMPRESSED=NO", nullptr};
    REQUIRE(CPLCreateFileInZip(zip, entry.c_str(), const_cast<char**>(options)) == CE_None);
    REQUIRE(CPLWriteFileInZip(zip, content.data(), static_cast<int>(content.size())) == CE_None);
    CPLCloseFileInZip(zip);
    CPLCloseZip(zip);
    return file;
}

std::string layer_of(const std::string& geometry) {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"590101","n":3},"geometry":)" +
           geometry + "}]}";
}

const std::string point = R"({"type":"Point","coordinates":[101.05,15.05]})";
const std::string line = R"({"type":"LineString","coordinates":[[101,15],[101.1,15.1]]})";
const std::string osm =
    "<?xml version='1.0'?>\n<!-- made by hand -->\n<osm version=\"0.6\"><meta osm_base=\"2026\"/></osm>";

void require_told(const std::string& file, FileKind kind, const std::string& found) {
    const test::TempFolder folder;
    const auto refused = import_file(test::small_areas(folder), file, kind, {}, {});
    INFO(file << " as " << file_kind_name(kind));
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().fault == Fault::wrong_kind);
    REQUIRE(refused.error().detail == found);
    test::require_words(refused.error(), {file});
    for (const Lang lang : {Lang::th, Lang::en}) {
        const std::string words = describe(lang, refused.error());
        INFO(words);
        REQUIRE(words.find(word(lang, "fault." + found + ".what")) == 0);
        REQUIRE(words.find(word(lang, std::string{"fault.wanted."} + file_kind_name(kind))) !=
                std::string::npos);
    }
}

}  // namespace

TEST_CASE("a pipe is told at once, and nobody waits for what it may give", "[import]") {
    const test::TempFolder folder;
    const std::string pipe = (folder / "pipe.csv").string();
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    std::filesystem::create_symlink(pipe, folder / "link.csv");
    for (const std::string& file : {pipe, (folder / "link.csv").string()}) {
        for (const FileKind kind : all_file_kinds) require_told(file, kind, "found_special");
        const auto kind = guess_kind(file);
        REQUIRE_FALSE(kind);
        REQUIRE(kind.error().detail == "found_special");
        const auto seen = look_at(file, FileKind::counts, {}, {});
        REQUIRE_FALSE(seen);
        REQUIRE(seen.error().fault == Fault::wrong_kind);
    }
}

TEST_CASE("a zip of something else lists what is inside", "[import]") {
    const test::TempFolder folder;
    for (const char* inside : {"letter.pdf", "roads.osm.pbf"}) {
        const auto kind = guess_kind(zip_of(folder, "one.zip", std::string{"folder/"} + inside, "%PDF"));
        REQUIRE_FALSE(kind);
        CHECK(kind.error().detail == "found_zip");
        test::require_words(kind.error(), {inside});
    }
}

TEST_CASE("a Shapefile without one of its parts is told which", "[import]") {
    const test::TempFolder folder;
    const std::string shp(100, '\0');
    const std::string file = test::write(folder, "areas.shp", "\x00\x00\x27\x0A"s + shp);
    const auto no_index = import_file({}, file, FileKind::areas, {}, {});
    REQUIRE_FALSE(no_index);
    CHECK(no_index.error().detail == "missing_shx");
    test::require_words(no_index.error(), {".shx"});
    test::write(folder, "areas.SHX", shp);
    const auto no_table = import_file({}, file, FileKind::areas, {}, {});
    REQUIRE_FALSE(no_table);
    CHECK(no_table.error().detail == "missing_dbf");
}

TEST_CASE("a file that one may not read is told so", "[import]") {
    const test::TempFolder folder;
    const std::string file = test::write(folder, "counts.csv", "code,children\n590101,3\n");
    std::filesystem::permissions(file, std::filesystem::perms::none);
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
    const uid_t mine = ::geteuid();
    constexpr uid_t nobody = 65534;
    if (mine == 0) REQUIRE(::seteuid(nobody) == 0);  // whoever may do everything reads everything
    const auto kind = guess_kind(file);
    const auto refused = import_file({}, file, FileKind::areas, {}, {});
    if (mine == 0) REQUIRE(::seteuid(mine) == 0);
    for (const auto& error : {kind.error(), refused.error()}) {
        REQUIRE(error.fault == Fault::wrong_kind);
        REQUIRE(error.detail == "found_forbidden");
    }
}

TEST_CASE("the first bytes of a format alone are read as any file", "[import]") {
    const test::TempFolder folder;
    for (const char* begun : {"RIFF", "RIFF87", "BM", "II*", "MM", "\xFF\xD8", "PK", "{", "<", "\xD0\xCF"})
        for (const FileKind kind : {FileKind::counts, FileKind::areas, FileKind::roads}) {
            INFO(begun << " as " << file_kind_name(kind));
            const auto refused = import_file({}, test::write(folder, "short.csv", begun), kind, {}, {});
            REQUIRE_FALSE(refused);
            REQUIRE(refused.error().fault != Fault::internal);
        }
}

TEST_CASE("what a file holds is told by its content, not by its name", "[import]") {
    const test::TempFolder folder;
    const auto told = [&](const char* name, const std::string& content, FileKind kind, const char* found) {
        require_told(test::write(folder, name, content), kind, found);
    };
    told("report.xlsx", "%PDF-1.7\n%\xE2\xE3\xCF\xD3", FileKind::counts, "found_pdf");
    told("areas.csv", "<OGRVRTDataSource><OGRVRTLayer name=\"x\"/></OGRVRTDataSource>", FileKind::counts,
         "found_vrt");
    told("old.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileKind::counts, "found_old_excel");
    told("web.xls", "<!DOCTYPE html><html><body><table><tr><td>590101</td></tr></table></body></html>",
         FileKind::counts, "found_html");
    told("web2.xls", "\xEF\xBB\xBF\n<HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><TABLE>",
         FileKind::counts, "found_html");
    told("table.xls", "<table><tr><td>590101</td><td>3</td></tr></table>", FileKind::places, "found_html");
    told("xml.xls", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>",
         FileKind::counts, "found_old_excel");
    told("map.csv", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s, FileKind::counts, "found_image");
    told("photo.geojson", "\xFF\xD8\xFF\xE0\0\x10JFIF"s, FileKind::areas, "found_image");
    told("a.kml", "<?xml version='1.0'?><kml xmlns='http://www.opengis.net/kml/2.2'/>", FileKind::places,
         "found_kml");
    told("a.gz", "\x1F\x8B\x08\0\0\0"s, FileKind::counts, "found_packed");
    told("a.dat", "\x01\x02\0\x03"s, FileKind::counts, "found_unknown");
    told("roads.csv", osm, FileKind::places, "found_roads");
    told("roads.geojson", osm, FileKind::areas, "found_roads");
    told("counts.csv", "code,children\n590101,3\n", FileKind::areas, "found_table");
    told("counts.osm", "code,children\n590101,3\n", FileKind::roads, "found_table");
    told("web.osm", "<html><!-- <osm> --></html>", FileKind::roads, "found_html");
}

TEST_CASE("a layer of another shape says what it holds and how to load it", "[import]") {
    const test::TempFolder folder;
    const auto told = [&](const char* name, const std::string& content, FileKind kind, const char* found) {
        require_told(test::write(folder, name, content), kind, found);
    };
    told("a.geojson", test::two_tambon(), FileKind::places, "found_areas");
    told("a.csv", test::two_tambon(), FileKind::counts, "found_areas");
    told("a.osm", test::two_tambon(), FileKind::roads, "found_areas");
    told("p.geojson", layer_of(point), FileKind::areas, "found_points");
    told("l.geojson", layer_of(line), FileKind::places, "found_lines");
    told("l2.geojson", layer_of(line), FileKind::areas, "found_lines");
    told("n.geojson", layer_of("null"), FileKind::places, "found_no_shapes");
    told("l5.geojson", layer_of(line), FileKind::counts, "found_lines");
    // Numbers beside points are counts.
    const auto counts = import_file(test::small_areas(folder), test::write(folder, "p.json", layer_of(point)),
                                    FileKind::counts, {}, {});
    REQUIRE(counts);
    CHECK(counts->report.total_children_milli == 3000);
    const auto guessed = guess_kind(test::write(folder, "l4.geojson", layer_of(line)));
    REQUIRE(guessed);
    REQUIRE(*guessed == FileKind::roads);
}

TEST_CASE("a layer that was asked for by name and has another shape is no missing layer", "[import]") {
    const test::TempFolder folder;
    ImportOptions options;
    options.layer = "p";
    const std::string file = test::write(folder, "p.geojson", layer_of(point));
    const auto areas = import_file({}, file, FileKind::areas, options, {});
    REQUIRE_FALSE(areas);
    REQUIRE(areas.error().detail == "found_points");
    REQUIRE(areas.error().column == "p");
    options.layer = "other";
    REQUIRE(import_file({}, file, FileKind::areas, options, {}).error().fault == Fault::not_found);
}

TEST_CASE("a zip says what it holds", "[import]") {
    const test::TempFolder folder;
    require_told(zip_of(folder, "letter.xlsx", "word/document.xml", "<w/>"), FileKind::counts,
                 "found_document");
    require_told(zip_of(folder, "sheet.xlsx", "mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                 FileKind::counts, "found_open_sheet");
    require_told(zip_of(folder, "map.zip", "doc.kml", "<kml/>"), FileKind::areas, "found_kml");
    require_told(zip_of(folder, "all.zip", "readme.txt", "hello"), FileKind::areas, "found_zip");
}

TEST_CASE("a folder and an address are no files", "[import]") {
    const test::TempFolder folder;
    require_told(folder.path().string(), FileKind::counts, "found_folder");
    require_told(folder.path().string(), FileKind::roads, "found_folder");
}

TEST_CASE("another kind of file is told before the boundaries that would not help it", "[import]") {
    const test::TempFolder folder;
    const auto refused = import_file({}, test::write(folder, "a.csv", "%PDF-1.4"), FileKind::counts, {}, {});
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().detail == "found_pdf");
    const auto points =
        import_file({}, test::write(folder, "c.csv", "code,n\n590101,1\n"), FileKind::counts, {}, {});
    REQUIRE(points.error().fault == Fault::needs_areas);
}

}  // namespace file_content_test
