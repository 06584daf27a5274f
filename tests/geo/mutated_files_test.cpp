// Files that were damaged on their way: whatever the damage, the import refuses by name or loads and accounts
// for every row.  LEARNREACH_MUTATIONS sets how many of each format are tried (tests/fuzz/mutations.sh tries
// many).
#include "geo/data/import.h"
#include "geo/data/table.h"
#include "tests/support/small_areas.h"

#include <gdal.h>
#include <gdal_utils.h>
#include <ogr_api.h>
#include <osmium/builder/attr.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <xlsxwriter.h>

#include <fstream>
#include <iterator>
#include <random>
#include <sys/resource.h>

namespace mutated_files_test {

using namespace geo;

namespace {

int rounds() {
    const char* text = std::getenv("LEARNREACH_MUTATIONS");
    return text == nullptr ? 60 : std::atoi(text);
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Cut short, bytes changed, a piece doubled, a piece of zeros, or a number made huge.
std::string damaged(std::string bytes, std::mt19937& engine) {
    const auto below = [&](std::size_t limit) { return limit == 0 ? 0 : engine() % limit; };
    switch (engine() % 5) {
        case 0:
            bytes.resize(below(bytes.size()));
            break;
        case 1:
            for (std::size_t i = 1 + below(8); i > 0 && !bytes.empty(); --i)
                bytes[below(bytes.size())] = static_cast<char>(engine());
            break;
        case 2: {
            const std::size_t from = below(bytes.size());
            bytes.insert(below(bytes.size()), bytes.substr(from, below(200)));
            break;
        }
        case 3: {
            const std::size_t from = below(bytes.size());
            for (std::size_t i = from; i < std::min(bytes.size(), from + 1 + below(64)); ++i) bytes[i] = 0;
            break;
        }
        default:
            for (std::size_t i = below(bytes.size()), n = 0; i < bytes.size() && n < 4; ++i, ++n)
                bytes[i] = static_cast<char>(n == 0 ? 0x7f : 0xff);
    }
    return bytes;
}

/// Rows of the file by another way than the loader's own count: features by GDAL, rows of sheets, ways by
/// libosmium.
std::int64_t rows_of(const std::string& file, FileKind kind, const ImportReport& report) {
    std::int64_t out = 0;
    if (kind == FileKind::counts) {
        const auto tables = read_tables(file);
        REQUIRE(tables);
        std::int64_t most = 0;
        for (const Table& table : *tables)
            most = std::max(most, static_cast<std::int64_t>(table.rows.size()));
        return most;
    }
    if (kind == FileKind::roads) {
        osmium::io::Reader reader{osmium::io::File{file, file.ends_with("pbf") ? "pbf" : "xml"},
                                  osmium::osm_entity_bits::way};
        while (const osmium::memory::Buffer buffer = reader.read())
            for (const auto& way : buffer.select<osmium::Way>())
                if (way.tags().has_key("highway")) ++out;
        return out;
    }
    GDALDatasetH in = GDALOpenEx(file.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    REQUIRE(in != nullptr);
    for (int l = 0; l < GDALDatasetGetLayerCount(in); ++l) {
        OGRLayerH layer = GDALDatasetGetLayer(in, l);
        const std::string name = OGR_L_GetName(layer);
        const ImportNote* skipped = test::note_of(report.warnings, "layers_skipped");
        if (skipped == nullptr || skipped->reason.find(name) == std::string::npos)
            while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
                ++out;
                OGR_F_Destroy(feature);
            }
    }
    GDALClose(in);
    return out;
}

void try_all(const std::filesystem::path& good, const std::vector<std::filesystem::path>& beside,
             FileKind kind, const Dataset& areas) {
    const test::TempFolder folder;
    const std::string bytes = bytes_of(good);
    REQUIRE(bytes.size() > 100);
    for (const auto& other : beside) std::filesystem::copy_file(other, folder / other.filename().string());
    const std::filesystem::path bad = folder / good.filename().string();
    std::size_t refused = 0;
    ImportOptions options;
    options.accept = true;
    for (int round = 0; round < rounds(); ++round) {
        std::mt19937 engine(static_cast<unsigned>(round) * 7919 + static_cast<unsigned>(bytes.size()));
        std::ofstream(bad, std::ios::binary) << damaged(bytes, engine);
        INFO(bad.string() << " round " << round);
        const auto imported = import_file(areas, bad.string(), kind, options, {});
        if (!imported) {
            ++refused;
            REQUIRE(imported.error().file == bad.string());
            REQUIRE(imported.error().fault != Fault::internal);
            REQUIRE(describe(Lang::th, imported.error()).find(bad.string()) != std::string::npos);
        } else {
            REQUIRE(imported->report.accounted());
            REQUIRE(imported->report.rows_in == rows_of(bad.string(), kind, imported->report));
        }
        (void)guess_kind(bad.string());
    }
    REQUIRE(refused > 0);
#ifndef LEARNREACH_SANITIZED
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    REQUIRE(usage.ru_maxrss < (1 << 20));  // kB: 1 GiB
#endif
}

/// The same layer in another format.
std::filesystem::path converted(const test::TempFolder& folder, const std::string& from, const char* format,
                                const std::string& name) {
    GDALAllRegister();
    char f[] = "-f";
    std::string format_text = format;
    char* arguments[] = {f, format_text.data(), nullptr};
    GDALVectorTranslateOptions* options = GDALVectorTranslateOptionsNew(arguments, nullptr);
    GDALDatasetH in = GDALOpenEx(from.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    REQUIRE(in != nullptr);
    GDALDatasetH out = GDALVectorTranslate((folder / name).c_str(), nullptr, 1, &in, options, nullptr);
    REQUIRE(out != nullptr);
    GDALClose(out);
    GDALClose(in);
    GDALVectorTranslateOptionsFree(options);
    return folder / name;
}

}  // namespace

TEST_CASE("damaged map layers are refused by name or loaded with every row accounted for",
          "[import][damaged]") {
    const test::TempFolder folder;
    const std::string json = test::write(folder, "areas.geojson", test::two_tambon());
    try_all(json, {}, FileKind::areas, {});
    try_all(converted(folder, json, "GPKG", "areas.gpkg"), {}, FileKind::areas, {});
    const auto shape = converted(folder, json, "ESRI Shapefile", "areas.shp");
    try_all(shape, {folder / "areas.shx", folder / "areas.dbf", folder / "areas.prj"}, FileKind::areas, {});
}

TEST_CASE("damaged tables are refused by name or loaded with every row accounted for", "[import][damaged]") {
    const test::TempFolder folder;
    const Dataset areas = test::small_areas(folder);
    std::string csv = "code,ชื่อ,children\n";
    for (int i = 0; i < 20; ++i)
        csv += "59010" + std::to_string(1 + i % 2) + ",ตำบล," + std::to_string(i) + "\n";
    try_all(test::write(folder, "counts.csv", csv), {}, FileKind::counts, areas);
    const std::string book_file = (folder / "counts.xlsx").string();
    lxw_workbook* book = workbook_new(book_file.c_str());
    lxw_worksheet* sheet = workbook_add_worksheet(book, "ข้อมูล");
    for (lxw_row_t row = 0; row < 3; ++row) {
        worksheet_write_string(sheet, row, 0, row == 0 ? "code" : row == 1 ? "590101" : "590102", nullptr);
        worksheet_write_string(sheet, row, 1, row == 0 ? "children" : "7", nullptr);
    }
    REQUIRE(workbook_close(book) == LXW_NO_ERROR);
    try_all(book_file, {}, FileKind::counts, areas);
}

TEST_CASE("damaged roads are refused by name or loaded with every row accounted for", "[import][damaged]") {
    using namespace osmium::builder::attr;
    const test::TempFolder folder;
    osmium::memory::Buffer buffer{1024, osmium::memory::Buffer::auto_grow::yes};
    for (int i = 1; i <= 400; ++i)
        osmium::builder::add_node(buffer, _id(i), _version(1),
                                  _location(101 + i * 1e-4, 13 + (i % 97) * 1e-4));
    for (int i = 1; i <= 200; ++i)
        osmium::builder::add_way(buffer, _id(i), _version(1), _nodes({2 * i - 1, 2 * i}),
                                 _tag("highway", "track"));
    const std::string file = (folder / "roads.osm.pbf").string();
    osmium::io::Writer writer{osmium::io::File{file, "pbf"}, osmium::io::overwrite::allow};
    writer(std::move(buffer));
    writer.close();
    try_all(file, {}, FileKind::roads, {});
    std::string xml = "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n";
    for (int i = 1; i <= 40; ++i)
        xml += "<node id=\"" + std::to_string(i) + "\" version=\"1\" lat=\"13.1\" lon=\"101." +
               std::to_string(i) + "\"/>\n";
    for (int i = 1; i <= 20; ++i)
        xml += "<way id=\"" + std::to_string(i) + "\" version=\"1\"><nd ref=\"" + std::to_string(2 * i - 1) +
               "\"/><nd ref=\"" + std::to_string(2 * i) + "\"/><tag k=\"highway\" v=\"primary\"/></way>\n";
    try_all(test::write(folder, "roads.osm", xml + "</osm>\n"), {}, FileKind::roads, {});
}

}  // namespace mutated_files_test
