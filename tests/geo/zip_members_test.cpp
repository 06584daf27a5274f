// Zips as senders make them: a table or a layer in a folder, several of them, names in CP874, a password, and
// directories that lie.
#include "geo/data/zip_members.h"

#include "geo/base/text.h"
#include "geo/data/sighting.h"
#include "tests/support/small_areas.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <xlsxwriter.h>

#include <sstream>
#include <zlib.h>

namespace zip_members_test {

using namespace geo;

namespace {

struct Entry {
    std::string name, content;
    bool deflated = false;
    unsigned flags = 0;
    std::uint32_t says_bytes = 0;  // 0: the truth
};

std::string little(std::uint64_t number, std::size_t bytes) {
    std::string out;
    for (std::size_t i = 0; i < bytes; ++i) out += static_cast<char>((number >> (8 * i)) & 255U);
    return out;
}

std::string deflated(const std::string& content) {
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string in = content, out(content.size() + 1000, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

/// Byte by byte, so that names and sizes may be whatever a sender's program wrote.
std::string zip_of(const test::TempFolder& folder, const std::string& name,
                   const std::vector<Entry>& entries) {
    std::string body, directory;
    for (const Entry& one : entries) {
        const std::string packed = one.deflated ? deflated(one.content) : one.content;
        const std::uint32_t bytes =
            one.says_bytes == 0 ? static_cast<std::uint32_t>(one.content.size()) : one.says_bytes;
        const auto crc = static_cast<std::uint32_t>(crc32(
            0, reinterpret_cast<const Bytef*>(one.content.data()), static_cast<uInt>(one.content.size())));
        const std::string facts = little(one.flags, 2) + little(one.deflated ? 8 : 0, 2) + little(0, 4) +
                                  little(crc, 4) + little(packed.size(), 4) + little(bytes, 4) +
                                  little(one.name.size(), 2) + little(0, 2);
        const std::size_t at = body.size();
        body += "PK\x03\x04" + little(20, 2) + facts + one.name + packed;
        directory += "PK\x01\x02" + little(20, 2) + little(20, 2) + facts + little(0, 6) + little(0, 4) +
                     little(at, 4) + one.name;
    }
    return test::write(folder, name,
                       body + directory + "PK\x05\x06" + little(0, 4) + little(entries.size(), 2) +
                           little(entries.size(), 2) + little(directory.size(), 4) + little(body.size(), 4) +
                           little(0, 2));
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string workbook(const test::TempFolder& folder, int children) {
    const std::string file = (folder / "made.xlsx").string();
    lxw_workbook* book = workbook_new(file.c_str());
    lxw_worksheet* sheet = workbook_add_worksheet(book, "ข้อมูล");
    worksheet_write_string(sheet, 0, 0, "code", nullptr);
    worksheet_write_string(sheet, 0, 1, "children", nullptr);
    worksheet_write_string(sheet, 1, 0, "590101", nullptr);
    worksheet_write_number(sheet, 1, 1, children, nullptr);
    worksheet_write_string(sheet, 2, 0, "590102", nullptr);
    worksheet_write_number(sheet, 2, 1, 1, nullptr);
    REQUIRE(workbook_close(book) == LXW_NO_ERROR);
    return bytes_of(file);
}

const std::string csv = "code,children\n590101,3\n590102,4\n";

std::int64_t children(const Result<Imported>& read) {
    REQUIRE(read);
    return read->report.total_children_milli / 1000;
}

Result<Imported> counts(const test::TempFolder& folder, const std::string& file,
                        const ImportOptions& options = {}) {
    return import_file(test::small_areas(folder), file, FileKind::counts, options, {});
}

/// The areas as a file of another driver.
void save_as(const std::string& driver, const std::string& from, const std::string& to) {
    GDALAllRegister();
    const GDALDatasetH in = GDALOpenEx(from.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    REQUIRE(in != nullptr);
    const GDALDatasetH out =
        GDALCreate(GDALGetDriverByName(driver.c_str()), to.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    REQUIRE(out != nullptr);
    const char* options[] = {"ENCODING=UTF-8", nullptr};
    REQUIRE(GDALDatasetCopyLayer(out, GDALDatasetGetLayer(in, 0), std::filesystem::path(to).stem().c_str(),
                                 driver == "GPKG" ? nullptr : const_cast<char**>(options)) != nullptr);
    GDALClose(out);
    GDALClose(in);
}

}  // namespace

TEST_CASE("one table in a zip is read as if it were sent alone", "[import][zip]") {
    const test::TempFolder folder;
    // "ข้อมูล/จำนวน.csv" in CP874, beside what a Mac adds.
    const std::string thai = "\xA2\xE9\xCD\xC1\xD9\xC5/\xA8\xD3\xB9\xC7\xB9.csv";
    const std::string text = zip_of(folder, "text.zip",
                                    {{"\xA2\xE9\xCD\xC1\xD9\xC5/", ""},
                                     {thai, csv, true},
                                     {"__MACOSX/\xA2/._x.csv", "junk"},
                                     {"letter.pdf", "%PDF"}});
    CHECK(guess_kind(text));
    const auto read = counts(folder, text);
    CHECK(children(read) == 7);
    CHECK(read->report.outcome == Outcome::load);
    CHECK(read->report.file == text);
    const auto* beside = test::note_of(read->report.warnings, "zip_beside");
    REQUIRE(beside != nullptr);
    CHECK(beside->reason == "letter.pdf");
    CHECK(zip_members(text)->front().name == "ข้อมูล/จำนวน.csv");
    const auto seen = look_at(text, FileKind::counts, *test::small_areas(folder).areas, {});
    REQUIRE(seen);
    CHECK(seen->rows.size() == 3);
    CHECK(seen->reading.separator == ',');
    const std::string book = zip_of(folder, "book.zip", {{"a/counts.xlsx", workbook(folder, 12)}});
    CHECK(children(counts(folder, book)) == 13);
    const std::string packed = zip_of(folder, "packed.zip", {{"counts.XLSX", workbook(folder, 13), true}});
    CHECK(children(counts(folder, packed)) == 14);
    REQUIRE(guess_kind(book));
    CHECK(*guess_kind(book) == FileKind::counts);
}

TEST_CASE("of several tables in a zip a person says which", "[import][zip]") {
    const test::TempFolder folder;
    const std::string file = zip_of(folder, "all.zip",
                                    {{"ปี 66/counts.csv", csv},
                                     {"ปี 67/counts.csv", "code,children\n590101,30\n590102,40\n"},
                                     {"book.xlsx", workbook(folder, 12), true},
                                     {"readme.txt", "อ่านก่อนใช้"}});
    const auto asked = counts(folder, file);
    REQUIRE(asked);
    CHECK(asked->report.outcome == Outcome::ask);
    const auto* which = test::note_of(asked->report.problems, "which_sheet");
    REQUIRE(which != nullptr);
    CHECK(which->fixes == std::vector<Fix>{{"use_layer", "ปี 66/counts.csv"},
                                           {"use_layer", "ปี 67/counts.csv"},
                                           {"use_layer", "book.xlsx"}});
    for (const auto& [name, sum] : {std::pair{"ปี 67/counts.csv", 70}, std::pair{"book.xlsx", 13}}) {
        ImportOptions options;
        options.reading.decisions = {{"which_sheet", 0, "use_layer", name}};
        CHECK(children(counts(folder, file, options)) == sum);
        CHECK(layer_fits({file, "none.csv"}, name) == std::vector<bool>{true, false});
    }
    const auto seen = look_at(file, FileKind::counts, *test::small_areas(folder).areas, {});
    REQUIRE(seen);
    CHECK(seen->sheets.size() == 4);
    const std::string mixed =
        zip_of(folder, "mixed.zip", {{"areas.geojson", test::two_tambon()}, {"counts.csv", csv}});
    CHECK(children(counts(folder, mixed)) == 7);
    const auto table = look_at(mixed, FileKind::counts, *test::small_areas(folder).areas, {});
    REQUIRE(table);
    CHECK(table->rows.front().cells == std::vector<std::string>{"code", "children"});
    CHECK(import_file({}, mixed, FileKind::areas, {}, {}));
}

TEST_CASE("one layer in a zip is read as if it were sent alone", "[import][zip]") {
    const test::TempFolder folder;
    const std::string made = test::write(folder, "areas.geojson", test::two_tambon());
    save_as("GPKG", made, (folder / "areas.gpkg").string());
    save_as("ESRI Shapefile", made, (folder / "tambon.shp").string());
    const auto areas_of = [&](const std::string& file) {
        CHECK(guess_kind(file));
        const auto read = import_file({}, file, FileKind::areas, {}, {});
        if (!read) return std::string{fault_name(read.error().fault)} + " " + read.error().detail;
        return std::to_string(read->data.areas->at(Level::tambon).size()) + " " +
               read->data.areas->at(Level::tambon).name_th.front();
    };
    CHECK(areas_of(zip_of(folder, "1.zip", {{"map/a.geojson", test::two_tambon(), true}})) == "2 หนองยาว");
    CHECK(areas_of(zip_of(folder, "2.zip", {{"map/a.gpkg", bytes_of(folder / "areas.gpkg"), true}})) ==
          "2 หนองยาว");
    std::vector<Entry> shapes;
    for (const char* part : {"shp", "shx", "dbf", "prj", "cpg"})
        shapes.push_back({std::string{"\xA2\xE9\xCD\xC1\xD9\xC5/\xB5\xD3\xBA\xC5."} + part,
                          bytes_of(folder / (std::string{"tambon."} + part)), true});
    const std::string shapefile = zip_of(folder, "3.zip", shapes);
    CHECK(areas_of(shapefile) == "2 หนองยาว");
    const auto seen = look_at(shapefile, FileKind::areas, {}, {});
    REQUIRE(seen);
    CHECK(seen->sheets.front().name == "ตำบล");
    const auto several = import_file(
        {}, zip_of(folder, "4.zip", {{"a.geojson", test::two_tambon()}, {"b.geojson", test::two_tambon()}}),
        FileKind::areas, {}, {});
    REQUIRE_FALSE(several);
    CHECK(several.error().detail == "found_several_layers");
    CHECK(several.error().value == "a.geojson, b.geojson");
}

TEST_CASE("Shapefiles that lie together in a zip are the layers of one file", "[import][zip]") {
    const test::TempFolder folder;
    const std::string tambon = test::write(folder, "t.geojson", test::two_tambon());
    const std::string amphoe =
        test::write(folder, "a.geojson", test::geojson_of({{"5901", "เมืองเหนือ", 101, 15, 101.2, 15.1}}));
    save_as("ESRI Shapefile", tambon, (folder / "tambon.shp").string());
    save_as("ESRI Shapefile", amphoe, (folder / "amphoe.shp").string());
    std::vector<Entry> shapes;
    for (const char* layer : {"tambon.", "amphoe."})
        for (const char* part : {"shp", "shx", "dbf", "prj", "cpg"})
            shapes.push_back(
                {std::string{"maps/"} + layer + part, bytes_of(folder / (std::string{layer} + part))});
    const auto read = import_file({}, zip_of(folder, "both.zip", shapes), FileKind::areas, {}, {});
    REQUIRE(read);
    CHECK(read->data.areas->at(Level::tambon).size() == 2);
    CHECK(read->data.areas->at(Level::amphoe).name_th == std::vector<std::string>{"เมืองเหนือ"});
}

TEST_CASE("a zip that lies, is cut short or locked ends in words", "[import][zip]") {
    const test::TempFolder folder;
    const auto fault = [&](const std::string& file) {
        const auto read = counts(folder, file);
        REQUIRE_FALSE(read);
        return std::string{fault_name(read.error().fault)} + " " + read.error().detail;
    };
    const std::string zeros(1 << 20, '0');
    CHECK(fault(zip_of(folder, "1.zip", {{"a.csv", csv, false, 0, 300U << 20U}})) == "too_large ");
    CHECK(fault(zip_of(folder, "2.zip", {{"a.csv", zeros, true, 0, 10}})) == "unreadable ");
    CHECK(fault(zip_of(folder, "3.zip", {{"a.csv", csv, false, 1}})) == "unreadable locked_by_password");
    std::vector<Entry> many(150, {"a.csv", "x", false, 0, 2U << 20U});
    CHECK(fault(zip_of(folder, "4.zip", many)) == "too_large ");
    const std::string whole = bytes_of(zip_of(folder, "5.zip", {{"a.csv", zeros}}));
    for (const std::size_t kept : {std::size_t{100}, whole.size() / 2, whole.size() - 30}) {
        INFO(kept);
        CHECK_FALSE(counts(folder, test::write(folder, "6.zip", whole.substr(0, kept))));
    }
    const std::string inner = bytes_of(zip_of(folder, "inner.zip", {{"a.csv", csv}}));
    const std::string nested = zip_of(folder, "nested.zip", {{"b.csv", inner}});
    CHECK(fault(nested) == "wrong_kind found_zip");
    CHECK_FALSE(look_at(nested, FileKind::counts, {}, {}));
    const auto locked = counts(folder, zip_of(folder, "7.zip", {{"a.csv", csv, false, 1}}));
    test::require_words(locked.error(), {"7.zip", "a.csv"});
}

}  // namespace zip_members_test
