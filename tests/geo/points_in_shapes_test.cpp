#include "geo/geom/points_in_shapes.h"

#include "geo/base/parallel.h"
#include "geo/geom/measure.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>
#include <random>

namespace points_in_shapes_test {

using namespace geo;

// All corners and points lie on whole and half degrees, so that many points lie on borders and corners.
TEST_CASE("each point is in the first shape that contains it, on any number of threads",
          "[points_in_shapes][threads]") {
    std::mt19937 random(4);
    const auto whole = [&](unsigned most) { return static_cast<double>(random() % most); };
    std::vector<MultiPolygon> shapes(150);
    for (MultiPolygon& shape : shapes) {
        const LonLat corner{whole(30), whole(20)};
        shape.resize(1 + random() % 2);
        for (Polygon& polygon : shape) {
            polygon.outer.resize(3 + random() % 6);  // may cross itself
            for (LonLat& at : polygon.outer) at = {corner.lon + whole(7), corner.lat + whole(7)};
            if (random() % 3 == 0)
                polygon.holes.push_back({{corner.lon + 2, corner.lat + 2},
                                         {corner.lon + 4, corner.lat + 2},
                                         {corner.lon + 3, corner.lat + 4}});
        }
    }
    shapes[3].clear();
    shapes[5] = {{}};
    std::vector<LonLat> points(5000);
    for (LonLat& at : points) at = {whole(90) / 2 - 3, whole(66) / 2 - 3};
    points[7] = {std::numeric_limits<double>::quiet_NaN(), 4};
    points[8] = {5, std::numeric_limits<double>::infinity()};
    std::vector<std::uint32_t> wanted(points.size(), no_shape);
    std::size_t inside = 0, in_several = 0;
    for (std::size_t p = 0; p < points.size(); ++p) {
        std::size_t holding = 0;
        for (std::uint32_t s = 0; s < shapes.size(); ++s) {
            if (!box_of(shapes[s]).contains(points[p].lon, points[p].lat)) continue;
            if (!contains(shapes[s], points[p])) continue;
            ++holding;
            wanted[p] = std::min(wanted[p], s);
        }
        inside += holding > 0 ? 1 : 0;
        in_several += holding > 1 ? 1 : 0;
    }
    REQUIRE(inside > 2000);
    REQUIRE(inside < 4900);
    REQUIRE(in_several > 1000);
    for (const unsigned threads : {1U, 4U}) {
        set_threads(threads);
        const auto have = first_shapes_with(shapes, points);
        set_threads(0);
        REQUIRE(have == wanted);
    }
}

TEST_CASE("no points, no shapes and points on one spot are fine", "[points_in_shapes]") {
    const std::vector<MultiPolygon> square{{{{{0, 0}, {2, 0}, {2, 2}, {0, 2}}, {}}}};
    REQUIRE(first_shapes_with(square, {}).empty());
    const std::vector<LonLat> one_spot(50, LonLat{1, 1});
    REQUIRE(first_shapes_with({}, one_spot) == std::vector<std::uint32_t>(50, no_shape));
    REQUIRE(first_shapes_with(square, one_spot) == std::vector<std::uint32_t>(50, 0));
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<LonLat> nowhere(50, LonLat{nan, nan});
    REQUIRE(first_shapes_with(square, nowhere) == std::vector<std::uint32_t>(50, no_shape));
}

}  // namespace points_in_shapes_test
