// Points that something is asked for: each row keeps its place, and each that is odd says why.
#include "geo/data/import.h"
#include "tests/support/small_areas.h"

namespace read_asked_points_test {

using namespace geo;

TEST_CASE("a few bad points are named and the others are read", "[points]") {
    const test::TempFolder folder;
    const Dataset data = test::small_areas(folder);
    const auto asked = read_asked_points(
        data, test::write(folder, "p.csv",
                          "id,lat,lon\na,15.05,101.05\nb,x,101\nc,101.05,15.05\nd,15.06,101.06\n"));
    REQUIRE(asked);
    REQUIRE(asked->points.size() == 4);
    REQUIRE(asked->points[0].at == LonLat{101.05, 15.05});
    REQUIRE_FALSE(asked->points[1].at);
    REQUIRE(asked->points[1].problem == "bad_position");
    REQUIRE_FALSE(asked->points[2].at);
    REQUIRE(asked->points[2].problem == "swapped_point");
    REQUIRE(asked->points[3].at == LonLat{101.06, 15.06});
    REQUIRE(asked->report.problems.size() == 2);
    REQUIRE(asked->report.problems[0].row == 3);
    REQUIRE(asked->report.problems[1].row == 4);
    REQUIRE(asked->report.rows_in == 4);
    REQUIRE(asked->report.accounted());
}

TEST_CASE("an id comes before a name, and two villages may have one name", "[points]") {
    const test::TempFolder folder;
    const Dataset data = test::small_areas(folder);
    const auto ids = read_asked_points(
        data,
        test::write(folder, "i.csv", "VILL_ID,NAME,lon,lat\n7,บ้านใหม่,101.05,15.05\n8,บ้านใหม่,101.06,15.05\n"));
    REQUIRE(ids);
    REQUIRE(ids->points[1].id == "8");
    const auto names = read_asked_points(
        data, test::write(folder, "n.csv", "NAME,lon,lat\nบ้านใหม่,101.05,15.05\nบ้านใหม่,101.06,15.05\n"));
    REQUIRE(names);
    REQUIRE(names->points[1].id == "บ้านใหม่");
    REQUIRE(names->report.warnings.empty());
    const auto repeated =
        read_asked_points(data, test::write(folder, "r.csv", "id,lon,lat\n7,101.05,15.05\n7,101.06,15.05\n"));
    REQUIRE(repeated);
    REQUIRE(repeated->points[1].problem == "repeated_id");
}

TEST_CASE("points come from a layer too, and most of them swapped are refused", "[points]") {
    const test::TempFolder folder;
    const Dataset data = test::small_areas(folder);
    const auto layer = read_asked_points(
        data,
        test::write(
            folder, "p.geojson",
            R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"x"},"geometry":{"type":"Point","coordinates":[101.05,15.05]}}]})"));
    REQUIRE(layer);
    REQUIRE(layer->points[0].id == "x");
    REQUIRE(layer->points[0].at.has_value());
    const auto swapped = read_asked_points(
        data, test::write(folder, "s.csv", "id,lat,lon\na,101.05,15.05\nb,101.06,15.05\nc,15.05,101.05\n"));
    REQUIRE_FALSE(swapped);
    REQUIRE(swapped.error().fault == Fault::not_degrees);
    REQUIRE(swapped.error().row == 2);
    test::require_words(swapped.error(), {"s.csv", "101.05, 15.05"});
    REQUIRE(read_asked_points(data, test::write(folder, "n.csv", "id,name\na,b\n")).error().fault ==
            Fault::no_position);
}

}  // namespace read_asked_points_test
