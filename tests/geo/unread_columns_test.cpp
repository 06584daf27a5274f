// What is in a file and is not read is named, and a layer's numbers of children can be had as counts.
#include "geo/data/sighting.h"
#include "tests/support/named_areas.h"

namespace unread_columns_test {

using namespace geo;
using Names = std::vector<std::string>;

TEST_CASE("columns of a layer of areas that are not read are named, those of children with the way to them",
          "[import]") {
    const test::TempFolder folder;
    const std::string layer =
        test::write(folder, "layer.geojson",
                    test::named_geojson(test::two_provinces(), R"(,"OOSC":17,"AREA_SQKM":12.5)"));
    const auto areas = import_file({}, layer, FileKind::areas, {}, {});
    REQUIRE(areas);
    CHECK(areas->report.outcome == Outcome::load);
    CHECK(areas->report.columns_not_read == Names{"OOSC", "AREA_SQKM"});
    const ImportNote* told = test::note_of(areas->report.warnings, "counts_not_read");
    REQUIRE(told != nullptr);
    CHECK(told->reason == "OOSC");
    CHECK(describe(Lang::en, areas->report).find("AREA_SQKM") != std::string::npos);
    // The same file once more, as counts.
    const auto counts = import_file(areas->data, layer, FileKind::counts, {}, {});
    REQUIRE(counts);
    CHECK(counts->report.outcome == Outcome::load);
    CHECK(counts->report.rows_in == 6);
    CHECK(counts->report.rows_loaded == 6);
    CHECK(counts->report.total_children_milli == 6 * 17 * 1000);
    CHECK(counts->report.columns_in_total == Names{"OOSC"});
    CHECK(counts->data.sources.size() == areas->data.sources.size() + 1);
    // And the window sees its columns.
    const auto seen = look_at(layer, FileKind::counts, *areas->data.areas, {}, 3);
    REQUIRE(seen);
    REQUIRE(seen->columns.size() == 6);
    CHECK(seen->columns[4].header == "OOSC");
}

TEST_CASE("a layer with names alone says that codes are missing, and its numbers are counts by name",
          "[import]") {
    const test::TempFolder folder;
    const std::string layer = test::write(
        folder, "names.geojson", test::named_geojson(test::two_provinces(), R"(,"dropout":3)", false));
    const auto areas = import_file(test::named_areas(folder), layer, FileKind::areas, {}, {});
    REQUIRE_FALSE(areas);
    CHECK(areas.error().fault == Fault::no_code_column);
    const std::string said = describe(Lang::en, areas.error());
    CHECK(said.find("code") != std::string::npos);
    CHECK(said.find("neither by code nor by name") == std::string::npos);
    const auto counts = import_file(test::named_areas(folder), layer, FileKind::counts, {}, {});
    REQUIRE(counts);
    CHECK(counts->report.rows_loaded == 6);
    CHECK(counts->report.total_children_milli == 18000);
}

TEST_CASE("personal data in the table of a layer is refused for counts too", "[import]") {
    const test::TempFolder folder;
    const std::string layer =
        test::write(folder, "persons.geojson",
                    test::named_geojson(test::two_provinces(),
                                        R"(,"dropout":3,"cid":"1101700203451","id":"3100600445635")"));
    const auto counts = import_file(test::named_areas(folder), layer, FileKind::counts, {}, {});
    REQUIRE_FALSE(counts);
    CHECK(counts.error().fault == Fault::personal_data);
}

TEST_CASE("tables of places and villages name the columns that are not read", "[import]") {
    const test::TempFolder folder;
    const Imported places = test::import_named(folder, "places.csv",
                                               "รหัสโรงเรียน,ชื่อโรงเรียน,name_en,ตำบล,อำเภอ,lat,lon,ขนาด\nS1,"
                                               "โรงเรียนหนึ่ง,One,ปากน้ำ,เมืองสระแก,15.05,101.05,เล็ก\n",
                                               FileKind::places);
    CHECK(places.report.columns_not_read == Names{"ขนาด"});
    const Imported villages = test::import_named(
        folder, "villages.csv",
        "รหัสหมู่บ้าน,ชื่อหมู่บ้าน,ประชากร,ปีที่ตั้ง,lat,lon\n59010101,บ้านหนึ่ง,200,2500,15.05,101.05\n", FileKind::villages);
    CHECK(villages.report.columns_not_read == Names{"ปีที่ตั้ง"});
}

}  // namespace unread_columns_test
