// What others do with the same input in the same run: GeographicLib's lengths, prepared GEOS geometries in a
// tree. (Unions by GEOS are in geom_bench.cpp, Boost.Graph in network_bench.cpp; ogr2ogr and osmium are run
// by tests/bench.sh.)
#include "geo/base/parallel.h"
#include "geo/data/locate.h"
#include "geo/geom/measure.h"
#include "tests/support/country.h"

#include <GeographicLib/Geodesic.hpp>
#include <benchmark/benchmark.h>
#include <geos_c.h>

#include <cmath>
#include <random>

namespace peer_bench {

namespace {

using namespace geo;

/// Pieces of road: 10 m to 1 km.
std::vector<std::pair<LonLat, LonLat>> pieces() {
    std::mt19937 random(5);
    const auto unit = [&] { return static_cast<double>(random()) / 4294967296.0; };
    std::vector<std::pair<LonLat, LonLat>> out;
    for (int i = 0; i < 10000; ++i) {
        const LonLat a{97.5 + 8 * unit(), 6 + 14 * unit()};
        out.emplace_back(a, LonLat{a.lon + 0.009 * unit(), a.lat + 0.009 * unit()});
    }
    return out;
}

void lengths(benchmark::State& state) {
    const auto all = pieces();
    double sum = 0;
    for (auto _ : state)
        for (const auto& piece : all) sum += geodesic_metres(piece.first, piece.second);
    benchmark::DoNotOptimize(sum);
}

void lengths_by_geographiclib(benchmark::State& state) {
    const auto all = pieces();
    const auto& earth = GeographicLib::Geodesic::WGS84();
    double worst = 0;
    double sum = 0;
    for (auto _ : state)
        for (const auto& piece : all) {
            double metres = 0;
            earth.Inverse(piece.first.lat, piece.first.lon, piece.second.lat, piece.second.lon, metres);
            sum += metres;
        }
    benchmark::DoNotOptimize(sum);
    for (const auto& piece : all) {
        double metres = 0;
        earth.Inverse(piece.first.lat, piece.first.lon, piece.second.lat, piece.second.lon, metres);
        worst = std::max(worst, std::abs(metres - geodesic_metres(piece.first, piece.second)));
    }
    state.counters["largest_difference_nm"] = worst * 1e9;
}

/// A million points in the box of the areas.
std::vector<LonLat> million(const AreaLevel& tambon) {
    Box box;
    for (const LonLat& p : tambon.inner) box.add(p);
    std::mt19937 random(9);
    const auto unit = [&] { return static_cast<double>(random()) / 4294967296.0; };
    std::vector<LonLat> out(1000000);
    for (LonLat& p : out)
        p = {box.min_x + unit() * (box.max_x - box.min_x), box.min_y + unit() * (box.max_y - box.min_y)};
    return out;
}

void points_into_tambon(benchmark::State& state) {
    const Areas& areas = *test::country_study().data->areas;
    const auto points = million(areas.at(Level::tambon));
    set_threads(static_cast<unsigned>(state.range(0)));
    std::size_t inside = 0;
    for (auto _ : state) {
        const Locator locator(areas, Level::tambon);
        const auto found = locator.areas_at(points);
        inside = static_cast<std::size_t>(
            std::count_if(found.begin(), found.end(), [](AreaId area) { return area.valid(); }));
    }
    set_threads(0);
    state.counters["inside"] = static_cast<double>(inside);
}

GEOSGeometry* ring(GEOSContextHandle_t geos, const std::vector<LonLat>& points) {
    const auto size = static_cast<unsigned>(points.size());
    GEOSCoordSequence* all = GEOSCoordSeq_create_r(geos, size + 1, 2);
    for (unsigned i = 0; i <= size; ++i)
        GEOSCoordSeq_setXY_r(geos, all, i, points[i % size].lon, points[i % size].lat);
    return GEOSGeom_createLinearRing_r(geos, all);
}

GEOSGeometry* geometry(GEOSContextHandle_t geos, const MultiPolygon& shape) {
    std::vector<GEOSGeometry*> parts;
    for (const Polygon& polygon : shape) {
        std::vector<GEOSGeometry*> holes;
        for (const auto& hole : polygon.holes) holes.push_back(ring(geos, hole));
        parts.push_back(GEOSGeom_createPolygon_r(geos, ring(geos, polygon.outer), holes.data(),
                                                 static_cast<unsigned>(holes.size())));
    }
    return GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, parts.data(),
                                       static_cast<unsigned>(parts.size()));
}

struct Prepared {
    const GEOSPreparedGeometry* shape;
    std::uint32_t area;
};
struct Search {
    GEOSContextHandle_t geos;
    GEOSGeometry* point;
    const Prepared* found = nullptr;
};
void look(void* item, void* data) {
    auto& search = *static_cast<Search*>(data);
    const auto* one = static_cast<const Prepared*>(item);
    if (search.found == nullptr && GEOSPreparedIntersects_r(search.geos, one->shape, search.point) == 1)
        search.found = one;
}

void points_into_tambon_by_geos(benchmark::State& state) {
    const AreaLevel& tambon = test::country_study().data->areas->at(Level::tambon);
    const auto points = million(tambon);
    GEOSContextHandle_t geos = GEOS_init_r();
    std::vector<GEOSGeometry*> shapes;
    for (const MultiPolygon& shape : tambon.shape) shapes.push_back(geometry(geos, shape));
    std::vector<AreaId> found(points.size());
    for (auto _ : state) {
        GEOSSTRtree* tree = GEOSSTRtree_create_r(geos, 10);
        std::vector<Prepared> prepared;
        for (GEOSGeometry* shape : shapes)
            prepared.push_back({GEOSPrepare_r(geos, shape), static_cast<std::uint32_t>(prepared.size())});
        for (Prepared& one : prepared) GEOSSTRtree_insert_r(geos, tree, shapes[one.area], &one);
        for (std::size_t i = 0; i < points.size(); ++i) {
            Search search{geos, GEOSGeom_createPointFromXY_r(geos, points[i].lon, points[i].lat)};
            GEOSSTRtree_query_r(geos, tree, search.point, look, &search);
            found[i] = search.found == nullptr ? AreaId{} : AreaId{search.found->area};
            GEOSGeom_destroy_r(geos, search.point);
        }
        for (const Prepared& one : prepared) GEOSPreparedGeom_destroy_r(geos, one.shape);
        GEOSSTRtree_destroy_r(geos, tree);
    }
    for (GEOSGeometry* shape : shapes) GEOSGeom_destroy_r(geos, shape);
    GEOS_finish_r(geos);
    const auto ours = Locator(*test::country_study().data->areas, Level::tambon).areas_at(points);
    std::size_t different = 0;
    for (std::size_t i = 0; i < points.size(); ++i) different += ours[i] == found[i] ? 0 : 1;
    state.counters["differences"] = static_cast<double>(different);
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK(lengths)->Unit(ms);
BENCHMARK(lengths_by_geographiclib)->Unit(ms);
BENCHMARK(points_into_tambon)->ArgName("threads")->Arg(1)->Arg(4)->Unit(ms)->UseRealTime();
BENCHMARK(points_into_tambon_by_geos)->Unit(ms)->UseRealTime();

}  // namespace

}  // namespace peer_bench
