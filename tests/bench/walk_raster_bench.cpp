// Walking over a raster of 4,000 x 4,000 cells from a thousand sources, by r.cost's rule, by r.walk's and by
// Tobler's. With LEARNREACH_WALK_RASTERS=FOLDER the ground, the sources and what came of it are written
// there, for tests/bench/walk_raster.sh to ask GRASS the same; a heights.tif that lies there already (metres)
// is a second ground.
#include "geo/base/parallel.h"
#include "geo/network/cost_surface.h"

#include <benchmark/benchmark.h>
#include <gdal_priv.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>

namespace walk_raster_bench {

namespace {

using namespace geo;

constexpr std::uint32_t side = 4000, source_count = 1000;

struct Ground {
    WalkRaster raster;
    std::vector<SurfaceSource> sources;
    std::array<double, 6> to_map{};
    std::string crs;
};

std::string folder() {
    const char* set = std::getenv("LEARNREACH_WALK_RASTERS");
    return set != nullptr ? std::string(set) + "/" : "";
}

template <class T>
void write(const std::string& file, const Ground& ground, const std::vector<T>& cells, GDALDataType type) {
    const int columns = static_cast<int>(ground.raster.columns), rows = static_cast<int>(ground.raster.rows);
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    GDALDataset* out = driver->Create(file.c_str(), columns, rows, 1, type, nullptr);
    std::array<double, 6> to_map = ground.to_map;
    out->SetGeoTransform(to_map.data());
    if (!ground.crs.empty()) out->SetProjection(ground.crs.c_str());
    std::vector<T> values = cells;
    for (T& value : values)
        if (!std::isfinite(value)) value = -9999;
    GDALRasterBand* band = out->GetRasterBand(1);
    band->SetNoDataValue(-9999);
    if (band->RasterIO(GF_Write, 0, 0, columns, rows, values.data(), columns, rows, type, 0, 0) != CE_None)
        std::abort();
    GDALClose(out);
}

/// Paces and heights of the ground, and the middles of the sources' cells.
void write_ground(const std::string& name, const Ground& ground) {
    if (folder().empty()) return;
    write(folder() + name + "_pace.tif", ground, ground.raster.pace_s_per_m, GDT_Float32);
    write(folder() + name + "_height.tif", ground, ground.raster.height_m, GDT_Float32);
    std::ofstream points(folder() + name + "_sources.txt");
    points.precision(17);
    for (const SurfaceSource& source : ground.sources)
        points << ground.to_map[0] + ground.to_map[1] * (source.cell % ground.raster.columns + 0.5) << ','
               << ground.to_map[3] + ground.to_map[5] * (source.cell / ground.raster.columns + 0.5) << '\n';
}

void choose_sources(Ground& ground, std::mt19937& random) {
    const auto& pace = ground.raster.pace_s_per_m;
    while (ground.sources.size() < source_count) {
        const auto cell = static_cast<std::uint32_t>(random() % pace.size());
        if (std::isfinite(pace[cell])) ground.sources.push_back({cell, 0});
    }
}

/// Waves of faster and slower ground, hills of 600 m, lakes.
const Ground& made_up() {
    static const Ground ground = [] {
        Ground out;
        WalkRaster& raster = out.raster;
        raster.columns = raster.rows = side;
        raster.cell_width_m = raster.cell_height_m = 30;
        out.to_map = {500000, 30, 0, 2000000, 0, -30};
        std::mt19937 random(11);
        const auto unit = [&] { return static_cast<double>(random()) / 4294967296.0; };
        for (std::uint32_t i = 0; i < side * side; ++i) {
            const double x = i % side, y = i / side;
            const bool lake = std::sin(x / 61) * std::sin(y / 47) > 0.97;
            raster.pace_s_per_m.push_back(
                lake ? INFINITY
                     : static_cast<float>(0.72 + 0.5 * (1 + std::sin(x / 90) * std::cos(y / 70)) +
                                          0.3 * unit()));
            raster.height_m.push_back(
                static_cast<float>(300 * (1 + std::sin(x / 55) * std::sin(y / 65)) + 4 * unit()));
        }
        choose_sources(out, random);
        write_ground("made_up", out);
        return out;
    }();
    return ground;
}

/// The heights that lie in the folder, walked over at 5 km/h; the sea and what nobody knows is closed.
const Ground& of_heights() {
    static const Ground ground = [] {
        Ground out;
        GDALAllRegister();
        auto* in = folder().empty()
                       ? nullptr
                       : static_cast<GDALDataset*>(GDALOpen((folder() + "heights.tif").c_str(), GA_ReadOnly));
        if (in == nullptr) return out;
        WalkRaster& raster = out.raster;
        raster.columns = static_cast<std::uint32_t>(in->GetRasterXSize());
        raster.rows = static_cast<std::uint32_t>(in->GetRasterYSize());
        in->GetGeoTransform(out.to_map.data());
        out.crs = in->GetProjectionRef();
        raster.cell_width_m = out.to_map[1];
        raster.cell_height_m = -out.to_map[5];
        raster.height_m.resize(std::size_t{raster.columns} * raster.rows);
        int has_missing = 0;
        const auto missing = static_cast<float>(in->GetRasterBand(1)->GetNoDataValue(&has_missing));
        const int columns = in->GetRasterXSize(), rows = in->GetRasterYSize();
        if (in->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, columns, rows, raster.height_m.data(), columns,
                                           rows, GDT_Float32, 0, 0) != CE_None)
            std::abort();
        for (const float height : raster.height_m)
            raster.pace_s_per_m.push_back(has_missing != 0 && height == missing ? INFINITY : 0.72F);
        GDALClose(in);
        std::mt19937 random(12);
        choose_sources(out, random);
        write_ground("heights", out);
        return out;
    }();
    return ground;
}

void walk_raster(benchmark::State& state, const std::string& name, const Ground& (*made)(), SlopeRule slope) {
    GDALAllRegister();
    const Ground& ground = made();
    if (ground.raster.columns == 0) return state.SkipWithError("no heights.tif in LEARNREACH_WALK_RASTERS");
    // Lakes meet at corners: r.cost passes between them.
    const CostSurfaceRules rules{slope, true, true, true};
    set_threads(static_cast<unsigned>(state.range(0)));
    CostSurface found;
    for (auto _ : state) found = *cost_surface(ground.raster, ground.sources, rules);
    set_threads(0);
    state.counters["tile_visits"] = static_cast<double>(found.tile_visits);
    if (!folder().empty()) write(folder() + name + "_ours.tif", ground, found.seconds, GDT_Float64);
}

BENCHMARK_CAPTURE(walk_raster, cost, "made_up_cost", made_up, SlopeRule::none)
    ->Arg(1)
    ->Arg(4)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(walk_raster, walk, "made_up_walk", made_up, SlopeRule::langmuir)
    ->Arg(1)
    ->Arg(4)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(walk_raster, tobler, "made_up_tobler", made_up, SlopeRule::tobler)
    ->Arg(1)
    ->Arg(4)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(walk_raster, heights_cost, "heights_cost", of_heights, SlopeRule::none)
    ->Arg(4)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(walk_raster, heights_walk, "heights_walk", of_heights, SlopeRule::langmuir)
    ->Arg(4)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace

}  // namespace walk_raster_bench
