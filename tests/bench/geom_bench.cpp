// Shared borders, dissolve and triangles on the national boundaries, beside GEOS where it does the same.
// Without LEARNREACH_REAL_DATA a made-up grid takes their place.  LEARNREACH_FULL_TAMBON, a layer of tambon
// at full resolution with ADM3_PCODE, is dissolved too.
#include "geo/geom/measure.h"
#include "geo/geom/mesh.h"
#include "geo/geom/topology.h"
#include "tests/support/boundaries.h"

#include <benchmark/benchmark.h>
#include <geos_c.h>

#include <cmath>
#include <cstdlib>
#include <map>

namespace geom_bench {

namespace {

using namespace geo;

test::Boundaries made_up_grid() {
    constexpr int side = 86;
    constexpr int cuts = 8;
    const auto at = [](double x, double y) {
        return LonLat{98 + (x + 0.2 * std::sin(7 * y + x)) / 15, 8 + (y + 0.2 * std::sin(5 * x - y)) / 15};
    };
    test::Boundaries out;
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            std::vector<LonLat> ring;
            for (int i = 0; i < cuts; ++i) ring.push_back(at(column + double(i) / cuts, row));
            for (int i = 0; i < cuts; ++i) ring.push_back(at(column + 1, row + double(i) / cuts));
            for (int i = 0; i < cuts; ++i) ring.push_back(at(column + double(cuts - i) / cuts, row + 1));
            for (int i = 0; i < cuts; ++i) ring.push_back(at(column, row + double(cuts - i) / cuts));
            out.areas.push_back({{std::move(ring), {}}});
            out.codes.push_back(std::to_string(10 + row / 10) + std::to_string(10 + column / 10));
        }
    return out;
}

const test::Boundaries& tambon() {
    static const test::Boundaries areas = [] {
        const char* folder = std::getenv("LEARNREACH_REAL_DATA");
        if (folder == nullptr || *folder == '\0') return made_up_grid();
        return test::read_boundaries(std::filesystem::path{folder} / "boundaries" / "th_admin_cod.gpkg",
                                     "adm3", "ADM3_PCODE");
    }();
    return areas;
}

const Topology& topology() {
    static const Topology made = *build_topology(tambon().areas, {});
    return made;
}

/// The province (first two digits) of each area as a number from 0.
struct Provinces {
    std::vector<std::uint32_t> of;
    std::size_t count = 0;
    explicit Provinces(const test::Boundaries& areas) {
        std::map<std::string, std::uint32_t> numbers;
        for (const auto& code : areas.codes)
            of.push_back(
                numbers.emplace(code.substr(0, 2), static_cast<std::uint32_t>(numbers.size())).first->second);
        count = numbers.size();
    }
};

/// What is dissolved, as it was simplified or as it was drawn; without areas where the layer is not at hand.
const test::Boundaries& tambon_of(bool full) {
    if (!full) return tambon();
    static const test::Boundaries areas = [] {
        const char* set = std::getenv("LEARNREACH_FULL_TAMBON");
        if (set == nullptr) return test::Boundaries{};
        const std::filesystem::path file{set};
        return test::read_boundaries(file, file.stem().string(), "ADM3_PCODE");
    }();
    return areas;
}
constexpr const char* no_layer = "LEARNREACH_FULL_TAMBON is not set";

void shared_borders(benchmark::State& state) {
    for (auto _ : state) {
        auto made = build_topology(tambon().areas, {});
        benchmark::DoNotOptimize(made->arcs.data());
    }
    state.counters["points"] = static_cast<double>(topology().points.size());
}
BENCHMARK(shared_borders)->Unit(benchmark::kMillisecond);

void dissolve_to_provinces(benchmark::State& state) {
    const Provinces provinces(tambon());
    const Topology& from = topology();
    for (auto _ : state) {
        const auto rings = dissolved(from, provinces.of, provinces.count);
        for (const auto& polygons : rings) benchmark::DoNotOptimize(shape_of(from, polygons).data());
    }
}
BENCHMARK(dissolve_to_provinces)->Unit(benchmark::kMillisecond);

std::vector<MultiPolygon> provinces_of(const test::Boundaries& areas, const Provinces& provinces) {
    const auto made = build_topology(areas.areas, {});
    std::vector<MultiPolygon> out;
    for (const auto& polygons : dissolved(*made, provinces.of, provinces.count))
        out.push_back(shape_of(*made, polygons));
    return out;
}

/// The whole way from polygons: what GEOS is asked for below.
void borders_and_dissolve(benchmark::State& state, bool full) {
    const test::Boundaries& areas = tambon_of(full);
    if (areas.areas.empty()) return state.SkipWithError(no_layer);
    const Provinces provinces(areas);
    for (auto _ : state) benchmark::DoNotOptimize(provinces_of(areas, provinces).data());
}
BENCHMARK_CAPTURE(borders_and_dissolve, light, false)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(borders_and_dissolve, full, true)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Square degrees, for comparison with GEOS.
double flat_area(const MultiPolygon& shape) {
    const auto of_ring = [](const std::vector<LonLat>& ring) {
        double twice = 0;
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
            twice += (ring[j].lon - ring[0].lon) * (ring[i].lat - ring[0].lat) -
                     (ring[i].lon - ring[0].lon) * (ring[j].lat - ring[0].lat);
        return std::abs(twice) / 2;
    };
    double sum = 0;
    for (const Polygon& polygon : shape) {
        sum += of_ring(polygon.outer);
        for (const auto& hole : polygon.holes) sum -= of_ring(hole);
    }
    return sum;
}

GEOSGeometry* geos_ring(GEOSContextHandle_t geos, const std::vector<LonLat>& ring) {
    const auto size = static_cast<unsigned>(ring.size());
    GEOSCoordSequence* points = GEOSCoordSeq_create_r(geos, size + 1, 2);
    for (unsigned i = 0; i <= size; ++i)
        GEOSCoordSeq_setXY_r(geos, points, i, ring[i % size].lon, ring[i % size].lat);
    return GEOSGeom_createLinearRing_r(geos, points);
}

using Union = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*);

/// "differences": provinces whose area is not ours to a part in a thousand million; "failed": those that GEOS
/// gives up.
void geos_union(benchmark::State& state, Union unite, bool full) {
    const test::Boundaries& areas = tambon_of(full);
    if (areas.areas.empty()) return state.SkipWithError(no_layer);
    GEOSContextHandle_t geos = GEOS_init_r();
    const Provinces provinces(areas);
    std::vector<std::vector<GEOSGeometry*>> parts(provinces.count);
    for (std::size_t a = 0; a < areas.areas.size(); ++a)
        for (const Polygon& polygon : areas.areas[a]) {
            std::vector<GEOSGeometry*> holes;
            for (const auto& hole : polygon.holes) holes.push_back(geos_ring(geos, hole));
            parts[provinces.of[a]].push_back(GEOSGeom_createPolygon_r(
                geos, geos_ring(geos, polygon.outer), holes.data(), static_cast<unsigned>(holes.size())));
        }
    std::vector<GEOSGeometry*> collections;
    for (auto& part : parts)
        collections.push_back(GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, part.data(),
                                                          static_cast<unsigned>(part.size())));
    std::vector<double> area(provinces.count);
    for (auto _ : state)
        for (std::size_t p = 0; p < provinces.count; ++p) {
            GEOSGeometry* whole = unite(geos, collections[p]);
            area[p] = NAN;
            if (whole == nullptr) continue;
            GEOSArea_r(geos, whole, &area[p]);
            GEOSGeom_destroy_r(geos, whole);
        }
    const std::vector<MultiPolygon> ours = provinces_of(areas, provinces);
    std::size_t failed = 0;
    std::size_t different = 0;
    for (std::size_t p = 0; p < provinces.count; ++p) {
        failed += std::isnan(area[p]) ? 1 : 0;
        different += std::abs(area[p] - flat_area(ours[p])) > 1e-9 * area[p] ? 1 : 0;
    }
    state.counters["failed"] = static_cast<double>(failed);
    state.counters["differences"] = static_cast<double>(different);
    for (GEOSGeometry* collection : collections) GEOSGeom_destroy_r(geos, collection);
    GEOS_finish_r(geos);
}
constexpr auto unary = GEOSUnaryUnion_r;
constexpr auto coverage = GEOSCoverageUnion_r;
BENCHMARK_CAPTURE(geos_union, coverage_light, coverage, false)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(geos_union, coverage_full, coverage, true)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(geos_union, unary_light, unary, false)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(geos_union, unary_full, unary, true)->Unit(benchmark::kMillisecond)->UseRealTime();

void simplify(benchmark::State& state) {
    const auto plane = Plane{}.metres_from_lonlat(topology().points);
    for (auto _ : state) benchmark::DoNotOptimize(simplified(topology(), plane, 500).data());
}
BENCHMARK(simplify)->Unit(benchmark::kMillisecond);

std::vector<PolygonOf<Metres>> flat_polygons() {
    const Plane plane;
    std::vector<PolygonOf<Metres>> flat;
    for (const auto& area : tambon().areas)
        for (const auto& polygon : area) {
            flat.push_back({plane.metres_from_lonlat(polygon.outer), {}});
            for (const auto& hole : polygon.holes)
                flat.back().holes.push_back(plane.metres_from_lonlat(hole));
        }
    return flat;
}

void triangles(benchmark::State& state) {
    const auto flat = flat_polygons();
    for (auto _ : state)
        for (const auto& polygon : flat) benchmark::DoNotOptimize(triangulate(polygon).data());
}
BENCHMARK(triangles)->Unit(benchmark::kMillisecond);

void to_plane(benchmark::State& state) {
    const Plane plane;
    for (auto _ : state) benchmark::DoNotOptimize(plane.metres_from_lonlat(topology().points).data());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(topology().points.size()));
}
BENCHMARK(to_plane)->Unit(benchmark::kMillisecond);

void geodesic_length(benchmark::State& state) {
    double sum = 0;
    for (auto _ : state) sum += geodesic_metres({100.5, 13.7}, {100.51, 13.71});
    benchmark::DoNotOptimize(sum);
}
BENCHMARK(geodesic_length);

}  // namespace

}  // namespace geom_bench
