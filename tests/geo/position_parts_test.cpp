// Positions as senders write them when a program took them apart: degrees, minutes and seconds in columns of
// their own, sides beside them, decimal points that were lost.
#include "geo/data/position_parts.h"

#include "tests/support/small_areas.h"

namespace position_parts_test {

using namespace geo;

namespace {

/// Where the only place of a table lies, as "15.05 101.15"; its trouble where it lies nowhere.
std::string placed(const test::TempFolder& folder, const std::string& csv,
                   const std::vector<Decision>& decisions = {}) {
    ImportOptions options;
    options.reading.decisions = decisions;
    options.accept = true;
    const auto read = import_file(test::small_areas(folder), test::write(folder, "places.csv", csv),
                                  FileKind::places, options, {});
    if (!read) return fault_name(read.error().fault);
    REQUIRE(read->data.places->size() == 1);
    const Place& place = read->data.places->front();
    if (!place.has_position)
        return read->report.problems.empty() ? "none" : read->report.problems.front().kind;
    char text[60];
    std::snprintf(text, sizeof text, "%.4f %.4f", place.at.lat, place.at.lon);
    return text;
}

const std::string there = "15.0508 101.1528";

}  // namespace

TEST_CASE("degrees, minutes and seconds in six columns are one position", "[import][positions]") {
    const test::TempFolder folder;
    for (const char* header :
         {"lat_deg,lat_min,lat_sec,lon_deg,lon_min,lon_sec", "LatDeg,LatMin,LatSec,LonDeg,LonMin,LonSec",
          "ละติจูด (องศา),ละติจูด (ลิปดา),ละติจูด (พิลิปดา),ลองจิจูด (องศา),ลองจิจูด (ลิปดา),ลองจิจูด (พิลิปดา)",
          "องศาเหนือ,ลิปดาเหนือ,ฟิลิปดาเหนือ,องศาตะวันออก,ลิปดาตะวันออก,ฟิลิปดาตะวันออก",
          "องศา,ลิปดา,พิลิปดา,องศา,ลิปดา,พิลิปดา"}) {
        INFO(header);
        CHECK(placed(folder, std::string{"ชื่อโรงเรียน,"} + header + "\nบ้านเหนือ,15,3,2.88,101,9,10.08\n") ==
              there);
    }
    CHECK(placed(folder, "name,องศา,ลิปดา,พิลิปดา,องศา,ลิปดา,พิลิปดา\nบ้านเหนือ,101,9,10.08,15,3,2.88\n") == there);
    CHECK(
        placed(folder, "name,พิกัด,,,,,\n,องศา,ลิปดา,พิลิปดา,องศา,ลิปดา,พิลิปดา\nบ้านเหนือ,15,3,2.88,101,9,10.08\n") ==
        there);
    CHECK(placed(folder, "name,lat_deg,lat_min,lon_deg,lon_min\nบ้านเหนือ,๑๕,3.048,101,9.168\n") == there);
}

TEST_CASE("what was read of the parts is read again from the reading", "[import][positions]") {
    const test::TempFolder folder;
    const std::string file =
        test::write(folder, "p.csv",
                    "name,lat_deg,lat_min,lat_sec,lon_deg,lon_min,lon_sec\nบ้านเหนือ,15,3,2.88,101,9,10.08\n");
    const Dataset data = test::small_areas(folder);
    const auto first = import_file(data, file, FileKind::places, {}, {});
    REQUIRE(first);
    ImportOptions options;
    options.reading = first->report.reading;
    CHECK(std::count_if(options.reading.columns.begin(), options.reading.columns.end(), [](const auto& one) {
              return one.role == ColumnRole::latitude || one.role == ColumnRole::longitude;
          }) == 6);
    const auto again = import_file(data, file, FileKind::places, options, {});
    REQUIRE(again);
    CHECK(*again->data.places == *first->data.places);
}

TEST_CASE("parts that are no angle hold the place", "[import][positions]") {
    const test::TempFolder folder;
    const std::string header = "name,lat_deg,lat_min,lat_sec,lon_deg,lon_min,lon_sec\nบ้านเหนือ,";
    CHECK(placed(folder, header + "15,63,2,101,9,10\n") == "bad_position");
    CHECK(placed(folder, header + "15.05,3,2,101,9,10\n") == "bad_position");
    CHECK(placed(folder, header + "15,,2,101,9,10\n") == "bad_position");
    CHECK(placed(folder, header + ",,,,,\n") == "no_position");
    CHECK(placed(folder, header + "15,3,,101,9,\n") == "15.0500 101.1500");
}

TEST_CASE("a side in a column of its own belongs to the number beside it", "[import][positions]") {
    const test::TempFolder folder;
    CHECK(placed(folder, "name,lat,ทิศ,lon,ทิศ\nบ้านเหนือ,15.0508,N,101.1528,E\n") == there);
    CHECK(placed(folder, "name,lat,ทิศ,lon,ทิศ\nบ้านเหนือ,101.1528,E,15.0508,N\n") == there);
    CHECK(placed(folder,
                 "name,lat_deg,lat_min,lat_sec,ns,lon_deg,lon_min,lon_sec,ew\n"
                 "บ้านเหนือ,15,3,2.88,เหนือ,101,9,10.08,ตะวันออก\n") == there);
    CHECK(placed(folder, "name,lat,ns,lon,ew\nบ้านเหนือ,15.0508,S,101.1528,E\n") == "position_far");
}

TEST_CASE("whole columns without decimal points get them back, and it is said", "[import][positions]") {
    const test::TempFolder folder;
    for (const char* row :
         {"15050800,101152800", "1505080,10115280", "150508000,1011528000", "1505080,101152800"})
        CHECK(placed(folder, std::string{"name,lat,lon\nบ้านเหนือ,"} + row + "\n") == there);
    const auto read = import_file(
        test::small_areas(folder),
        test::write(folder, "p.csv", "name,lat,lon\nก,15050800,101152800\nข,15050900,101152900\nค,,\n"),
        FileKind::places, {}, {});
    REQUIRE(read);
    const auto* told = test::note_of(read->report.repairs, "point_restored");
    REQUIRE(told != nullptr);
    CHECK(told->row == 2);
    CHECK(told->reason == "15.050800, 101.152800 (2)");
    CHECK(read->report.rows_loaded + read->report.rows_rejected == 3);
}

TEST_CASE("a lost decimal point in one row is offered, not put back in silence", "[import][positions]") {
    const test::TempFolder folder;
    const std::string csv = "name,lat,lon\nก,15050800,101152800\nข,15.05,101.15\n";
    const auto read =
        import_file(test::small_areas(folder), test::write(folder, "p.csv", csv), FileKind::places, {}, {});
    REQUIRE(read);
    const auto* held = test::note_of(read->report.problems, "bad_position");
    REQUIRE(held != nullptr);
    CHECK(held->fixes.front() == Fix{"use_position", "15.050800, 101.152800"});
    ImportOptions options;
    options.reading.decisions = {{"bad_position", held->row, "use_position", held->fixes.front().value}};
    const auto settled = import_file(test::small_areas(folder), test::write(folder, "p.csv", csv),
                                     FileKind::places, options, {});
    REQUIRE(settled);
    CHECK(settled->report.rows_loaded == 2);
}

TEST_CASE("metres are no degrees without a point", "[import][positions]") {
    const test::TempFolder folder;
    // The south: its northings divided by 10,000 would be Thai longitudes.
    CHECK(placed(folder, "name,x,y\nบ้านใต้,560000,1000000\n") == "crs_unknown");
    CHECK(placed(folder, "name,x,y\nบ้านใต้,1000000,560000\n") == "crs_unknown");
}

}  // namespace position_parts_test
