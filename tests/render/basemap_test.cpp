#include "render/basemap.h"

#include "geo/data/import.h"
#include "render/scene.h"
#include "tests/support/test.h"

#include <cmath>

namespace basemap_test {

using namespace render;

namespace {

geo::MultiPolygon square(double lon, double lat, double side) {
    return {{{{lon, lat}, {lon + side, lat}, {lon + side, lat + side}, {lon, lat + side}}, {}}};
}

/// Two provinces side by side; the left has two tambon (upper and lower), the right one with a wavy border.
std::shared_ptr<const geo::Areas> two_provinces() {
    geo::Areas areas;
    areas.at(geo::Level::country) = {{"TH"}, {"ไทย"}, {"Thailand"}, {geo::AreaId{}}, {{}}, {{101, 13}}};
    areas.at(geo::Level::province) = {{"90", "91"}, {"ซ้าย", "ขวา"},
                                      {"", ""},     {geo::AreaId{0U}, geo::AreaId{0U}},
                                      {{}, {}},     {{101.5, 14}, {102.5, 14}}};
    areas.at(geo::Level::amphoe) = {{"9001", "9101"}, {"", ""},
                                    {"", ""},         {geo::AreaId{0U}, geo::AreaId{1U}},
                                    {{}, {}},         {{101.5, 14}, {102.5, 14}}};
    areas.at(geo::Level::tambon) = {
        {"900101", "900102", "910101"},
        {"ล่าง", "บน", "ขวา"},
        {"", "", ""},
        {geo::AreaId{0U}, geo::AreaId{0U}, geo::AreaId{1U}},
        {square(101, 13, 1),
         square(101, 14, 1),
         {{{{102, 13}, {102.5, 13.001}, {103, 13}, {103, 15}, {102, 15}, {102, 14}}, {}}}},
        {{101.5, 13.5}, {101.5, 14.5}, {102.5, 14}}};
    return std::make_shared<const geo::Areas>(std::move(areas));
}

double triangle_area(const BasemapLod& lod, std::size_t first) {
    const auto corner = [&](std::size_t i) {
        const std::size_t v = lod.triangles[first + i] * std::size_t{2};
        return geo::Metres{lod.vertices[v], lod.vertices[v + 1]};
    };
    const geo::Metres a = corner(0);
    const geo::Metres b = corner(1);
    const geo::Metres c = corner(2);
    return std::abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;
}

double ring_area(const std::vector<geo::Metres>& ring) {
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const geo::Metres a = ring[i];
        const geo::Metres b = ring[(i + 1) % ring.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2;
}

}  // namespace

TEST_CASE("borders have the rank of the coarsest level that they part") {
    const auto base = build_basemap(two_provinces(), {});
    REQUIRE(base);
    std::array<std::size_t, 4> arcs{};
    for (const geo::Level rank : (*base)->arc_rank) ++arcs[static_cast<std::size_t>(rank)];
    CHECK(arcs[static_cast<std::size_t>(geo::Level::tambon)] == 1);    // lower | upper
    CHECK(arcs[static_cast<std::size_t>(geo::Level::amphoe)] == 0);    // no amphoe border inside a province
    CHECK(arcs[static_cast<std::size_t>(geo::Level::province)] == 2);  // lower | right, upper | right
    CHECK(arcs[static_cast<std::size_t>(geo::Level::country)] == 3);
}

TEST_CASE("a province is drawn from the arcs of its tambon") {
    const auto base = build_basemap(two_provinces(), {});
    REQUIRE(base);
    const auto& left = (*base)->area_rings[static_cast<std::size_t>(geo::Level::province)][0];
    REQUIRE(left.size() == 1);
    const auto ring = ring_points(**base, 4, left[0].outer);
    double tambon = 0;
    for (std::size_t area = 0; area < 2; ++area)
        tambon += ring_area(ring_points(**base, 4, (*base)->topology.areas[area][0].outer));
    CHECK(ring_area(ring) == Approx(tambon).epsilon(1e-9));
    CHECK((*base)->area_box[1][0].width() == Approx((*base)->area_box[3][0].width()).epsilon(0.01));
}

TEST_CASE("triangles cover what the rings enclose, at every level of detail, grouped by province") {
    const auto base = build_basemap(two_provinces(), {});
    REQUIRE(base);
    for (std::size_t l = 0; l < (*base)->lods.size(); ++l) {
        const BasemapLod& lod = (*base)->lods[l];
        double triangles = 0;
        std::size_t corners = 0;
        for (const BasemapChunk& chunk : (*base)->chunks) {
            for (std::size_t t = 0; t < chunk.triangle_count[l]; t += 3)
                triangles += triangle_area(lod, chunk.first_triangle[l] + t);
            corners += chunk.triangle_count[l];
        }
        CHECK(corners == lod.triangles.size());
        double rings = 0;
        for (const auto& area : (*base)->topology.areas)
            rings += ring_area(ring_points(**base, l, area[0].outer));
        CHECK(triangles == Approx(rings).epsilon(1e-5));
    }
    CHECK((*base)->lods[0].points.size() < (*base)->lods[4].points.size());  // the 111 m wave goes at 1 km
}

TEST_CASE("a point is picked in the area that holds it, and nowhere outside") {
    const auto base = build_basemap(two_provinces(), {});
    REQUIRE(base);
    const geo::Plane plane;
    CHECK((*base)->pick(plane.metres_from_lonlat(geo::LonLat{101.5, 13.5})) == geo::AreaId{0U});
    CHECK((*base)->pick(plane.metres_from_lonlat(geo::LonLat{101.5, 14.01})) == geo::AreaId{1U});
    CHECK((*base)->pick(plane.metres_from_lonlat(geo::LonLat{102.01, 13.5})) == geo::AreaId{2U});
    CHECK_FALSE((*base)->pick(plane.metres_from_lonlat(geo::LonLat{100.9, 13.5})).valid());
    CHECK_FALSE((*base)->pick(plane.metres_from_lonlat(geo::LonLat{102.5, 15.1})).valid());
}

TEST_CASE("the level of detail is off by at most 0.6 px") {
    const auto base = build_basemap(two_provinces(), {});
    REQUIRE(base);
    CHECK((*base)->lod_for(1750) == 0);
    CHECK((*base)->lod_for(1666) == 1);
    CHECK((*base)->lod_for(500) == 1);
    CHECK((*base)->lod_for(40) == 3);
    CHECK((*base)->lod_for(3) == 4);
}

TEST_CASE("areas without any shape are refused, a stop is obeyed") {
    auto areas = *two_provinces();
    for (auto& shape : areas.at(geo::Level::tambon).shape) shape.clear();
    const auto none = build_basemap(std::make_shared<const geo::Areas>(areas), {});
    REQUIRE_FALSE(none);
    CHECK(none.error().fault == geo::Fault::needs_areas);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = build_basemap(two_provinces(), geo::Progress{stop.get_token(), nullptr});
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().fault == geo::Fault::cancelled);
}

TEST_CASE("roads are grouped by rank, each with its box") {
    geo::Roads roads;
    roads.nodes = {{101, 13}, {101, 14}, {102, 13}};
    roads.way_nodes = {0, 1, 0, 2};
    geo::Way trunk, track;
    trunk.road_class = geo::RoadClass::trunk;
    trunk.count = 2;
    track.road_class = geo::RoadClass::track;
    track.first = track.count = 2;
    roads.ways = {trunk, track};
    const auto lines = build_road_lines(roads, {101, 13});
    CHECK(lines->ranks[0].box.size() == 1);
    CHECK(lines->ranks[1].box.empty());
    CHECK(lines->ranks[3].box.size() == 1);
    CHECK(lines->ranks[0].box[0].height() == Approx(110650).epsilon(0.001));
    CHECK(lines->ranks[3].box[0].width() == Approx(108480).epsilon(0.001));
}

TEST_CASE("every real tambon is picked at its inner point", "[real]") {
    const auto data = test::real_data();
    if (!data) return;
    const auto read =
        geo::import_file({}, (*data / "boundaries/th_admin_cod.gpkg").string(), geo::FileKind::areas, {}, {});
    REQUIRE(read);
    const auto base = build_basemap(read->data.areas, {});
    REQUIRE(base);
    const auto finest = static_cast<std::size_t>(geo::Level::tambon);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < (*base)->area_inner[finest].size(); ++i)
        if ((*base)->pick((*base)->area_inner[finest][i]) != geo::AreaId{i}) ++wrong;
    CHECK((*base)->area_inner[finest].size() == 7425);
    CHECK(wrong == 0);
    CHECK((*base)->chunks.size() == 78);
}

}  // namespace basemap_test
