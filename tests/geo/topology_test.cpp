#include "geo/geom/topology.h"

#include "geo/geom/measure.h"
#include "geo/geom/mesh.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace topology_test {

using namespace geo;

namespace {

MultiPolygon box(double x0, double y0, double x1, double y1) {
    return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}}};
}

/// A grid of n x n unit squares whose shared borders wiggle: every edge is cut in `cuts` pieces and bent.
std::vector<MultiPolygon> wiggly_grid(int n, int cuts) {
    const auto bend = [](double x, double y) {
        return LonLat{100 + (x + 0.07 * std::sin(9 * y + x)) / 100,
                      13 + (y + 0.07 * std::sin(11 * x - y)) / 100};
    };
    std::vector<MultiPolygon> areas;
    for (int row = 0; row < n; ++row)
        for (int column = 0; column < n; ++column) {
            std::vector<LonLat> ring;
            for (int i = 0; i < cuts; ++i) ring.push_back(bend(column + double(i) / cuts, row));
            for (int i = 0; i < cuts; ++i) ring.push_back(bend(column + 1, row + double(i) / cuts));
            for (int i = 0; i < cuts; ++i) ring.push_back(bend(column + double(cuts - i) / cuts, row + 1));
            for (int i = 0; i < cuts; ++i) ring.push_back(bend(column, row + double(cuts - i) / cuts));
            areas.push_back({{ring, {}}});
        }
    return areas;
}

bool same_ring(std::vector<LonLat> a, const std::vector<LonLat>& b) {
    if (a.size() != b.size()) return false;
    const auto start = std::find(a.begin(), a.end(), b[0]);
    if (start == a.end()) return false;
    std::rotate(a.begin(), start, a.end());
    return a == b;
}

double plane_area(const std::vector<Metres>& ring) {
    double twice = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        twice += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
    return twice / 2;
}

double triangles_area(const PolygonOf<Metres>& polygon) {
    std::vector<Metres> points = polygon.outer;
    for (const auto& hole : polygon.holes) points.insert(points.end(), hole.begin(), hole.end());
    double area = 0;
    const auto t = triangulate(polygon);
    for (std::size_t i = 0; i < t.size(); i += 3)
        area += std::abs(plane_area({points[t[i]], points[t[i + 1]], points[t[i + 2]]}));
    return area;
}

}  // namespace

TEST_CASE("two squares share one arc", "[topology]") {
    const std::vector<MultiPolygon> areas = {box(0, 0, 1, 1), box(1, 0, 2, 1)};
    const auto topology = build_topology(areas, {});
    REQUIRE(topology);
    REQUIRE(topology->arcs.size() == 3);
    REQUIRE(topology->overlaps == 0);
    const auto shared = std::count_if(topology->arcs.begin(), topology->arcs.end(),
                                      [](const Arc& a) { return a.left.valid() && a.right.valid(); });
    REQUIRE(shared == 1);
    const auto next_to = neighbours(*topology);
    REQUIRE(next_to[0] == std::vector<AreaId>{AreaId{1U}});
}

TEST_CASE("an enclave is the hole of its surroundings, one closed arc", "[topology]") {
    auto outer = box(0, 0, 3, 3);
    outer[0].holes.push_back(box(1, 1, 2, 2)[0].outer);
    const std::vector<MultiPolygon> areas = {outer, box(1, 1, 2, 2)};
    const auto topology = build_topology(areas, {});
    REQUIRE(topology->arcs.size() == 2);
    const std::vector<std::uint32_t> one_group = {0, 0};
    const auto whole = dissolved(*topology, one_group, 1);
    REQUIRE(whole[0].size() == 1);
    REQUIRE(whole[0][0].holes.empty());
    const std::vector<std::uint32_t> two_groups = {0, 1};
    const auto apart = dissolved(*topology, two_groups, 2);
    REQUIRE(apart[0][0].holes.size() == 1);
}

TEST_CASE("areas that meet in a corner dissolve into two rings", "[topology]") {
    const std::vector<MultiPolygon> areas = {box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 1, 2),
                                             box(1, 1, 2, 2)};
    const auto topology = build_topology(areas, {});
    const std::vector<std::uint32_t> diagonal = {0, 1, 1, 0};
    const auto groups = dissolved(*topology, diagonal, 2);
    REQUIRE(groups[0].size() == 2);
    REQUIRE(groups[1].size() == 2);
}

TEST_CASE("a hole that touches the border is a ring of its own", "[topology]") {
    // Four areas around a gap whose corner (2, 2) lies on the outer border as well.
    const std::vector<MultiPolygon> areas = {
        {{{{0, 0}, {2, 0}, {2, 1}, {1, 1}, {0, 1}}, {}}},
        {{{{2, 0}, {3, 0}, {3, 1}, {2, 2}, {2, 1}}, {}}},
        {{{{0, 1}, {1, 1}, {1, 2}, {2, 2}, {0, 3}}, {}}},
    };
    const auto topology = build_topology(areas, {});
    const std::vector<std::uint32_t> all(areas.size(), 0);
    const auto whole = dissolved(*topology, all, 1);
    REQUIRE(whole[0].size() == 1);
    REQUIRE(whole[0][0].holes.size() == 1);
    const auto shape = shape_of(*topology, whole[0]);
    REQUIRE(std::count(shape[0].outer.begin(), shape[0].outer.end(), LonLat{2, 2}) == 1);
    REQUIRE(std::count(shape[0].holes[0].begin(), shape[0].holes[0].end(), LonLat{2, 2}) == 1);
    double parts = 0;
    for (const auto& area : areas) parts += geodesic_area_m2(area);
    REQUIRE_THAT(geodesic_area_m2(shape), Catch::Matchers::WithinRel(parts, 1e-9));
}

TEST_CASE("odd rings are no fault: repeated and closing points, spikes, lines, nothing", "[topology]") {
    const std::vector<MultiPolygon> areas = {
        {{{{0, 0}, {0, 0}, {1, 0}, {1, 1}, {1, 1}, {0, 1}, {0, 0}}, {}}},
        {{{{1, 0}, {2, 0}, {2, 1}, {3, 1}, {2, 1}, {1, 1}}, {}}},  // a spike to (3, 1) and back
        {{{{5, 5}, {6, 6}}, {}}},
        {},
        {{{{8, 8}, {9, 9}, {9, 8}, {8, 9}}, {}}},  // a bow tie
        {{{{1, 1}, {0, 1}, {0.5, 2}}, {}}},
    };
    const auto topology = build_topology(areas, {});
    REQUIRE(topology);
    REQUIRE(shape_of(*topology, topology->areas[0])[0].outer.size() == 4);
    REQUIRE(topology->areas[2].empty());
    REQUIRE(topology->areas[3].empty());
    REQUIRE(topology->areas[4].size() == 1);
    REQUIRE(neighbours(*topology)[0] == std::vector<AreaId>{AreaId{1U}, AreaId{5U}});
    const std::vector<std::uint32_t> all(areas.size(), 0);
    REQUIRE(dissolved(*topology, all, 1)[0].size() >= 1);
    REQUIRE(simplified(*topology, Plane{}.metres_from_lonlat(topology->points), 1e6).size() ==
            topology->arcs.size());
}

TEST_CASE("Stop leaves no shared borders", "[topology]") {
    std::stop_source stop;
    stop.request_stop();
    const std::vector<MultiPolygon> areas = {box(0, 0, 1, 1)};
    const auto topology = build_topology(areas, Progress{stop.get_token(), nullptr});
    REQUIRE_FALSE(topology);
    REQUIRE(topology.error().fault == Fault::cancelled);
}

TEST_CASE("shapes come back from their arcs", "[topology]") {
    const auto areas = wiggly_grid(6, 7);
    const auto topology = build_topology(areas, {});
    REQUIRE(topology->overlaps == 0);
    for (std::size_t a = 0; a < areas.size(); ++a) {
        const auto back = shape_of(*topology, topology->areas[a]);
        REQUIRE(back.size() == 1);
        REQUIRE(same_ring(back[0].outer, areas[a][0].outer));
    }
}

TEST_CASE("a dissolved group has the area of its parts", "[topology]") {
    const auto areas = wiggly_grid(6, 7);
    const auto topology = build_topology(areas, {});
    std::vector<std::uint32_t> group(36);
    for (std::uint32_t i = 0; i < 36; ++i) group[i] = (i / 6 / 2) * 3 + (i % 6) / 2;
    const auto groups = dissolved(*topology, group, 9);
    for (std::uint32_t g = 0; g < 9; ++g) {
        double parts = 0;
        for (std::uint32_t i = 0; i < 36; ++i)
            if (group[i] == g) parts += geodesic_area_m2(areas[i]);
        REQUIRE(groups[g].size() == 1);
        REQUIRE_THAT(geodesic_area_m2(shape_of(*topology, groups[g])),
                     Catch::Matchers::WithinRel(parts, 1e-9));
    }
}

TEST_CASE("simplified neighbours still share every border, so no gap opens", "[topology]") {
    const auto areas = wiggly_grid(5, 40);
    auto topology = build_topology(areas, {});
    const auto plane = Plane{}.metres_from_lonlat(topology->points);
    const auto kept = simplified(*topology, plane, 20);
    std::size_t points = 0;
    Topology light = *topology;
    light.points.clear();
    for (std::size_t a = 0; a < light.arcs.size(); ++a) {
        light.arcs[a].first = static_cast<std::uint32_t>(light.points.size());
        light.arcs[a].count = static_cast<std::uint32_t>(kept[a].size());
        for (const auto i : kept[a]) light.points.push_back(topology->points_of(topology->arcs[a])[i]);
        points += kept[a].size();
    }
    REQUIRE(points < topology->points.size() / 2);
    double sum = 0;
    for (const auto& area : light.areas) sum += geodesic_area_m2(shape_of(light, area));
    const std::vector<std::uint32_t> all(areas.size(), 0);
    REQUIRE_THAT(sum, Catch::Matchers::WithinRel(
                          geodesic_area_m2(shape_of(light, dissolved(light, all, 1)[0])), 1e-9));
}

TEST_CASE("an island keeps at least a triangle", "[topology]") {
    std::vector<LonLat> ring;
    for (int i = 0; i < 60; ++i)
        ring.push_back({100 + 0.0001 * std::cos(i / 9.5), 13 + 0.0001 * std::sin(i / 9.5)});
    const std::vector<MultiPolygon> areas = {{{ring, {}}}};
    const auto topology = build_topology(areas, {});
    const auto kept = simplified(*topology, Plane{}.metres_from_lonlat(topology->points), 1000);
    REQUIRE(kept[0].size() == 4);
}

TEST_CASE("overlapping layers are counted, not lost", "[topology]") {
    const std::vector<MultiPolygon> areas = {box(0, 0, 1, 1), box(0, 0, 1, 1)};
    const auto topology = build_topology(areas, {});
    REQUIRE(topology->overlaps == 4);
    REQUIRE(topology->areas[1].size() == 1);
}

TEST_CASE("triangles have the area of their polygon", "[mesh]") {
    REQUIRE(triangulate({{{0, 0}, {4, 0}, {4, 3}, {0, 3}}, {}}).size() == 6);
    const PolygonOf<Metres> holed{{{0, 0}, {10, 0}, {10, 10}, {0, 10}},
                                  {{{2, 2}, {4, 2}, {4, 4}, {2, 4}}, {{6, 6}, {8, 6}, {7, 8}}}};
    REQUIRE_THAT(triangles_area(holed), Catch::Matchers::WithinAbs(100 - 4 - 2, 1e-9));
    PolygonOf<Metres> star;
    for (int i = 0; i < 2000; ++i) {
        const double radius = 100 + 60 * std::sin(i * 0.31) + 30 * std::sin(i * 1.7);
        star.outer.push_back(
            {radius * std::cos(i * 3.14159265 / 1000), radius * std::sin(i * 3.14159265 / 1000)});
    }
    star.holes.push_back({{-5, -5}, {5, -5}, {0, 5}});
    const double expected = plane_area(star.outer) - 50;
    REQUIRE_THAT(triangles_area(star), Catch::Matchers::WithinRel(expected, 1e-9));
    std::reverse(star.outer.begin(), star.outer.end());
    REQUIRE_THAT(triangles_area(star), Catch::Matchers::WithinRel(expected, 1e-9));
}

TEST_CASE("rings that touch or cross themselves give some triangles and no fault", "[mesh]") {
    REQUIRE_FALSE(triangulate({{{0, 0}, {2, 2}, {2, 0}, {0, 2}}, {}}).empty());
    REQUIRE(triangulate({{{0, 0}, {1, 1}, {2, 2}}, {}}).empty());
    REQUIRE(triangulate({{}, {}}).empty());
    REQUIRE(triangulate({{{0, 0}}, {}}).empty());
}

}  // namespace topology_test
