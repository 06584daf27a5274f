// Shared borders, triangles and inner points on the national boundaries.
#include "geo/geom/measure.h"
#include "geo/geom/mesh.h"
#include "geo/geom/topology.h"
#include "tests/support/boundaries.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace topology_real_test {

using namespace geo;

namespace {

const test::Boundaries& tambon(const std::filesystem::path& data) {
    static const test::Boundaries read =
        test::read_boundaries(data / "boundaries" / "th_admin_cod.gpkg", "adm3", "ADM3_PCODE");
    return read;
}

/// Without repeated points, from the lowest point on, in the direction whose second point is lower.
std::vector<LonLat> plain(std::vector<LonLat> ring) {
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
    while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    const auto less = [](LonLat a, LonLat b) { return a.lon != b.lon ? a.lon < b.lon : a.lat < b.lat; };
    std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), less), ring.end());
    if (ring.size() > 2 && less(ring.back(), ring[1])) std::reverse(ring.begin() + 1, ring.end());
    return ring;
}

/// The number of a parent's code (the first `digits` of the code) for each area, and how many there are.
std::vector<std::uint32_t> parents(const std::vector<std::string>& codes, std::size_t digits,
                                   std::size_t& count) {
    std::map<std::string, std::uint32_t> numbers;
    for (const auto& code : codes) numbers.emplace(code.substr(0, digits), 0);
    std::uint32_t next = 0;
    for (auto& number : numbers) number.second = next++;
    std::vector<std::uint32_t> out;
    for (const auto& code : codes) out.push_back(numbers.at(code.substr(0, digits)));
    count = numbers.size();
    return out;
}

double plane_area(const std::vector<Metres>& ring) {
    double twice = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        twice += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
    return std::abs(twice) / 2;
}

bool is_valid(const MultiPolygon& shape) {
    OGRGeometryH multi = OGR_G_CreateGeometry(wkbMultiPolygon);
    for (const auto& polygon : shape) {
        OGRGeometryH one = OGR_G_CreateGeometry(wkbPolygon);
        const auto add = [&](const std::vector<LonLat>& ring) {
            OGRGeometryH line = OGR_G_CreateGeometry(wkbLinearRing);
            for (const auto& p : ring) OGR_G_AddPoint_2D(line, p.lon, p.lat);
            OGR_G_AddPoint_2D(line, ring[0].lon, ring[0].lat);
            OGR_G_AddGeometryDirectly(one, line);
        };
        add(polygon.outer);
        for (const auto& hole : polygon.holes) add(hole);
        OGR_G_AddGeometryDirectly(multi, one);
    }
    const bool valid = OGR_G_IsValid(multi) != 0;
    OGR_G_DestroyGeometry(multi);
    return valid;
}

}  // namespace

TEST_CASE("every tambon comes back from its arcs", "[real][topology]") {
    const auto data = test::real_data();
    if (!data) return;
    const auto& areas = tambon(*data).areas;
    REQUIRE(areas.size() == 7425);
    const auto topology = build_topology(areas, {});
    REQUIRE(topology);
    REQUIRE(topology->overlaps == 0);
    std::size_t different = 0;
    for (std::size_t a = 0; a < areas.size(); ++a) {
        const auto back = shape_of(*topology, topology->areas[a]);
        REQUIRE(back.size() == areas[a].size());
        for (std::size_t p = 0; p < back.size(); ++p) {
            REQUIRE(back[p].holes.size() == areas[a][p].holes.size());
            different += plain(back[p].outer) != plain(areas[a][p].outer);
            for (std::size_t h = 0; h < back[p].holes.size(); ++h)
                different += plain(back[p].holes[h]) != plain(areas[a][p].holes[h]);
        }
    }
    REQUIRE(different == 0);
    const auto next_to = neighbours(*topology);
    for (std::size_t a = 0; a < areas.size(); ++a)
        for (const AreaId b : next_to[a])
            REQUIRE(std::binary_search(next_to[b.row()].begin(), next_to[b.row()].end(), AreaId{a}));
}

TEST_CASE("amphoe and provinces dissolved from tambon keep the area and are valid", "[real][topology]") {
    const auto data = test::real_data();
    if (!data) return;
    const auto& boundaries = tambon(*data);
    const auto topology = build_topology(boundaries.areas, {});
    REQUIRE(topology);
    for (const std::size_t digits : {4U, 2U}) {
        std::size_t count = 0;
        const auto group = parents(boundaries.codes, digits, count);
        REQUIRE(count == (digits == 4 ? 928U : 77U));
        const auto groups = dissolved(*topology, group, count);
        std::vector<double> parts(count, 0.0);
        for (std::size_t a = 0; a < group.size(); ++a)
            parts[group[a]] += geodesic_area_m2(boundaries.areas[a]);
        std::size_t invalid = 0;
        for (std::size_t g = 0; g < count; ++g) {
            const auto shape = shape_of(*topology, groups[g]);
            REQUIRE_THAT(geodesic_area_m2(shape), Catch::Matchers::WithinRel(parts[g], 1e-9));
            invalid += !is_valid(shape);
        }
        REQUIRE(invalid == 0);
    }
}

TEST_CASE("the simplified country has neither gap nor overlap", "[real][topology]") {
    const auto data = test::real_data();
    if (!data) return;
    const auto& areas = tambon(*data).areas;
    const auto topology = build_topology(areas, {});
    const auto kept = simplified(*topology, Plane{}.metres_from_lonlat(topology->points), 500);
    Topology light = *topology;
    light.points.clear();
    for (std::size_t a = 0; a < light.arcs.size(); ++a) {
        light.arcs[a].first = static_cast<std::uint32_t>(light.points.size());
        light.arcs[a].count = static_cast<std::uint32_t>(kept[a].size());
        for (const auto i : kept[a]) light.points.push_back(topology->points_of(topology->arcs[a])[i]);
    }
    REQUIRE(light.points.size() < topology->points.size() * 2 / 3);
    const auto signed_area = [](const MultiPolygon& shape) {
        double twice = 0;  // plain coordinates: the sum over shared arcs cancels exactly where no gap is
        for (const auto& polygon : shape) {
            const auto add = [&](const std::vector<LonLat>& ring) {
                for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
                    twice +=
                        (ring[j].lon - 100) * (ring[i].lat - 13) - (ring[i].lon - 100) * (ring[j].lat - 13);
            };
            add(polygon.outer);
            for (const auto& hole : polygon.holes) add(hole);
        }
        return twice / 2;
    };
    double sum = 0;
    for (const auto& area : light.areas) sum += signed_area(shape_of(light, area));
    const std::vector<std::uint32_t> all(areas.size(), 0);
    const auto country = dissolved(light, all, 1);
    REQUIRE_THAT(sum, Catch::Matchers::WithinRel(signed_area(shape_of(light, country[0])), 1e-9));
}

TEST_CASE("the triangles of every tambon have its area, its inner point lies inside", "[real][mesh]") {
    const auto data = test::real_data();
    if (!data) return;
    const Plane plane;
    std::size_t outside = 0;
    std::vector<std::size_t> wrong;
    const auto& areas = tambon(*data).areas;
    for (std::size_t a = 0; a < areas.size(); ++a) {
        outside += !contains(areas[a], inner_point(areas[a]));
        for (const auto& polygon : areas[a]) {
            PolygonOf<Metres> flat{plane.metres_from_lonlat(polygon.outer), {}};
            double expected = plane_area(flat.outer);
            std::vector<Metres> points = flat.outer;
            for (const auto& hole : polygon.holes) {
                flat.holes.push_back(plane.metres_from_lonlat(hole));
                expected -= plane_area(flat.holes.back());
                points.insert(points.end(), flat.holes.back().begin(), flat.holes.back().end());
            }
            const auto t = triangulate(flat);
            double area = 0;
            for (std::size_t i = 0; i < t.size(); i += 3)
                area += plane_area({points[t[i]], points[t[i + 1]], points[t[i + 2]]});
            if (std::abs(area - expected) > 1e-9 * expected + 1e-3) wrong.push_back(a);
        }
    }
    REQUIRE(outside == 0);
    REQUIRE(wrong == std::vector<std::size_t>{});
}

}  // namespace topology_real_test
