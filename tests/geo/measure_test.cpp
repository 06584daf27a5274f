#include "geo/geom/measure.h"

#include "tests/support/test.h"

#include <GeographicLib/Geodesic.hpp>

namespace measure_test {

using namespace geo;

namespace {

MultiPolygon square(double lon, double lat, double side) {
    return {{{{lon, lat}, {lon + side, lat}, {lon + side, lat + side}, {lon, lat + side}}, {}}};
}

}  // namespace

TEST_CASE("lengths agree with GeographicLib", "[measure]") {
    const auto& geodesic = GeographicLib::Geodesic::WGS84();
    for (const auto& [a, b] : std::vector<std::pair<LonLat, LonLat>>{{{100.5, 13.7}, {98.98, 18.79}},
                                                                     {{100.5, 13.7}, {100.5001, 13.7}},
                                                                     {{97.3, 5.6}, {105.6, 20.5}}}) {
        double expected = 0;
        geodesic.Inverse(a.lat, a.lon, b.lat, b.lon, expected);
        REQUIRE_THAT(geodesic_metres(a, b), Catch::Matchers::WithinAbs(expected, 1e-6));
    }
    REQUIRE(geodesic_mm({100, 13}, {100, 13}) == 1);
}

TEST_CASE("areas are geodesic and holes are taken off", "[measure]") {
    const auto whole = square(100, 13, 0.1);
    const double area = geodesic_area_m2(whole);
    REQUIRE_THAT(area, Catch::Matchers::WithinRel(10835.0 * 11063.0, 0.01));
    auto holed = whole;
    holed[0].holes.push_back(square(100.02, 13.02, 0.01)[0].outer);
    REQUIRE_THAT(geodesic_area_m2(holed),
                 Catch::Matchers::WithinRel(area - geodesic_area_m2(square(100.02, 13.02, 0.01)), 1e-9));
}

TEST_CASE("a point lies inside, in a hole, on the border or outside", "[measure]") {
    auto shape = square(100, 13, 1);
    shape[0].holes.push_back(square(100.4, 13.4, 0.2)[0].outer);
    REQUIRE(contains(shape, {100.1, 13.1}));
    REQUIRE_FALSE(contains(shape, {100.5, 13.5}));
    REQUIRE(contains(shape, {100, 13.5}));
    REQUIRE_FALSE(contains(shape, {99.9, 13.5}));
}

TEST_CASE("the inner point lies well inside, also of a horseshoe", "[measure]") {
    const MultiPolygon horseshoe = {{{{0, 0}, {3, 0}, {3, 3}, {2, 3}, {2, 1}, {1, 1}, {1, 3}, {0, 3}}, {}}};
    REQUIRE(contains(horseshoe, inner_point(horseshoe)));
    // A thin diagonal strip: the middle of its box lies outside, nearer to the border than 1 % of the box.
    const MultiPolygon strip = {{{{0, 0}, {1, 1}, {2, 2.01}, {1, 1.002}}, {}}};
    REQUIRE(contains(strip, inner_point(strip)));
    const MultiPolygon needle = {{{{100, 13}, {101, 13.0000001}, {102, 13}, {101, 13.0000002}}, {}}};
    REQUIRE(contains(needle, inner_point(needle)));
    const auto centre = inner_point(square(100, 13, 1));
    REQUIRE_THAT(centre.lon, Catch::Matchers::WithinAbs(100.5, 0.02));
    REQUIRE_THAT(centre.lat, Catch::Matchers::WithinAbs(13.5, 0.02));
}

TEST_CASE("the plane goes there and back and keeps areas", "[measure]") {
    const Plane plane;
    const LonLat at{98.1234, 19.4321};
    const LonLat back = plane.lonlat_from_metres(plane.metres_from_lonlat(at));
    REQUIRE_THAT(back.lon, Catch::Matchers::WithinAbs(at.lon, 1e-7));
    REQUIRE_THAT(back.lat, Catch::Matchers::WithinAbs(at.lat, 1e-7));
    const auto shape = square(98, 19, 0.05);
    const auto ring = plane.metres_from_lonlat(shape[0].outer);
    double twice = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        twice += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
    REQUIRE_THAT(std::abs(twice) / 2, Catch::Matchers::WithinRel(geodesic_area_m2(shape), 1e-4));
}

}  // namespace measure_test
