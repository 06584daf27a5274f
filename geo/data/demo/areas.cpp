#include "geo/base/ensure.h"
#include "geo/data/demo/names.h"
#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"
#include "geo/geom/topology.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace geo::demo {
namespace {

/// Where a border that the lattice draws at a place really runs: it winds, less than it could fold.
Km winding(Km at, std::uint64_t seed) {
    const double x = at.x;
    const double y = at.y;
    return {x + 0.55 * noise(x / 5.3, y / 5.3, seed) + 0.26 * noise(x / 1.9, y / 1.9, seed + 1),
            y + 0.55 * noise(x / 5.3, y / 5.3, seed + 2) + 0.26 * noise(x / 1.9, y / 1.9, seed + 3)};
}

/// Six corners of a cell, shaken; a corner is shared by three cells and shaken by its own place alone.
std::vector<LonLat> corners(const Plane& plane, const Lattice& lattice, std::size_t cell,
                            std::uint64_t seed) {
    static constexpr double dx[6] = {0, 0.8660254037844386,  0.8660254037844386,
                                     0, -0.8660254037844386, -0.8660254037844386};
    static constexpr double dy[6] = {1, 0.5, -0.5, -1, -0.5, 0.5};
    std::vector<LonLat> out;
    for (int i = 5; i >= 0; --i) {
        const double x = lattice.at(cell).x + dx[i] * lattice.side_km;
        const double y = lattice.at(cell).y + dy[i] * lattice.side_km;
        // The grid of corners, whole steps apart, so that neighbours agree to the bit.
        const auto ix =
            static_cast<std::int64_t>(std::floor(x / (0.8660254037844386 * lattice.side_km) + 0.5));
        const auto iy = static_cast<std::int64_t>(std::floor(y / (0.5 * lattice.side_km) + 0.5));
        const double shake_x = 0.26 * lattice.side_km * lattice_noise(ix, iy, seed);
        const double shake_y = 0.26 * lattice.side_km * lattice_noise(ix, iy, seed + 1);
        out.push_back(
            plane.lonlat(winding({static_cast<double>(ix) * 0.8660254037844386 * lattice.side_km + shake_x,
                                  static_cast<double>(iy) * 0.5 * lattice.side_km + shake_y},
                                 seed + 10)));
    }
    return out;
}

LonLat between(LonLat a, LonLat b, double t) {
    return {a.lon + (b.lon - a.lon) * t, a.lat + (b.lat - a.lat) * t};
}
LonLat rounded(LonLat p) {
    return {std::floor(p.lon * 1e7 + 0.5) / 1e7, std::floor(p.lat * 1e7 + 0.5) / 1e7};
}

/// A border as rivers and ridges run: the corners of the lattice smoothed, then bent again between every two
/// points.
std::vector<LonLat> natural(std::vector<LonLat> points, std::uint64_t seed) {
    for (int round = 0; round < 2 && points.size() > 3; ++round) {
        const auto before = points;
        for (std::size_t i = 1; i + 1 < points.size(); ++i) {
            const LonLat middle = between(before[i - 1], before[i + 1], 0.5);
            points[i] = between(before[i], middle, 0.5);
        }
    }
    for (int round = 0; round < 2; ++round) {
        std::vector<LonLat> finer;
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const LonLat a = points[i];
            const LonLat b = points[i + 1];
            const auto kx = static_cast<std::int64_t>((a.lon + b.lon) * 5e5);
            const auto ky = static_cast<std::int64_t>((a.lat + b.lat) * 5e5);
            const double bend = 0.16 * lattice_noise(kx, ky, seed + static_cast<std::uint64_t>(round));
            finer.push_back(a);
            finer.push_back(
                {(a.lon + b.lon) / 2 - bend * (b.lat - a.lat), (a.lat + b.lat) / 2 + bend * (b.lon - a.lon)});
        }
        finer.push_back(points.back());
        points = std::move(finer);
    }
    for (std::size_t i = 1; i + 1 < points.size(); ++i) points[i] = rounded(points[i]);
    return points;
}

/// The borders of the tambon, each made natural once.
Topology natural_borders(const Plan& plan, const Lattice& lattice, const Division& division,
                         std::uint64_t seed) {
    std::vector<MultiPolygon> cells;
    std::vector<std::uint32_t> group;
    for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
        if (!division.ours(cell)) continue;
        plan.watch.go_on();
        cells.push_back({{corners(plan.plane, lattice, cell, seed), {}}});
        group.push_back(division.tambon_of[cell]);
    }
    const auto fine = build_topology(cells, plan.watch.progress.quiet());
    plan.watch.go_on();
    ENSURE(fine && fine->overlaps == 0);
    std::vector<MultiPolygon> tambon;
    cells = {};
    plan.watch.go_on();
    for (const auto& polygons : dissolved(*fine, group, division.centre.size()))
        tambon.push_back(shape_of(*fine, polygons));
    auto rough = build_topology(tambon, plan.watch.progress.quiet());
    plan.watch.go_on();
    ENSURE(rough);
    Topology out = *rough;
    out.points.clear();
    for (Arc& arc : out.arcs) {
        plan.watch.go_on();
        const auto points = rough->points_of(arc);
        const auto smooth = natural({points.begin(), points.end()}, seed + 5);
        arc.first = static_cast<std::uint32_t>(out.points.size());
        arc.count = static_cast<std::uint32_t>(smooth.size());
        out.points.insert(out.points.end(), smooth.begin(), smooth.end());
    }
    return out;
}

/// What the land is like around a cell.
Ground ground_at(const Lattice& lattice, std::size_t cell) {
    const Km at = lattice.at(cell);
    bool river = false;
    for (int dx = -2; dx <= 2; ++dx)
        for (int dy = -2; dy <= 2; ++dy) {
            const std::size_t near = lattice.cell_at({at.x + 1.6 * dx, at.y + 1.6 * dy});
            if (lattice.land[near] == 0) return Ground::coast;
            river = river || lattice.water[near] >= Water::river;
        }
    if (river) return Ground::river;
    return lattice.height[cell] > 0.22 ? Ground::hill : Ground::plain;
}

}  // namespace

void add_areas(const Plan& plan, Region& region, const Lattice& lattice, const Division& division,
               std::uint64_t seed) {
    const Topology borders = natural_borders(plan, lattice, division, seed);
    Names names(seed + 77);
    const std::size_t tambon_count = division.centre.size();
    const std::size_t amphoe_count = division.province_of.size();
    std::vector<int> in_province(plan.provinces.size(), 0);
    const auto amphoe_shapes = dissolved(borders, division.amphoe_of, amphoe_count);
    for (std::size_t a = 0; a < amphoe_count; ++a) {
        const std::uint32_t p = division.province_of[a];
        // The capital's amphoe is number 1 and is called after its province, as everywhere.
        const bool capital = division.is_capital(a);
        const Name own = capital ? plan.provinces[p].name : names.area(ground_at(lattice, division.town[a]));
        AreaRow row;
        // Real amphoe and tambon are numbered from 1; where the province is real, made-up ones are not.
        const int before = !plan.country ? 0 : plan.provinces[p].amphoe < 50 ? 50 : 49;
        row.code =
            fmt::format("{}{:02}", plan.provinces[p].code, before + (capital ? 1 : ++in_province[p] + 1));
        row.name_th = capital ? "เมือง" + own.th : own.th;
        row.name_en = capital ? "Mueang " + own.en : own.en;
        row.shape = shape_of(borders, amphoe_shapes[a]);
        region.areas[2].push_back(std::move(row));
    }
    std::vector<std::uint32_t> province_of_tambon(tambon_count);
    std::vector<int> in_amphoe(amphoe_count, 0);
    for (std::size_t t = 0; t < tambon_count; ++t) {
        const std::uint32_t a = division.amphoe_of[t];
        province_of_tambon[t] = division.province_of[a];
        const AreaRow& amphoe = region.areas[2][a];
        // The tambon of a town bears the name of its amphoe; that of a capital is ในเมือง.
        const bool town = division.town_tambon[a] == t;
        Name name{amphoe.name_th, amphoe.name_en};
        if (town && division.is_capital(a))
            name = {"ในเมือง" + plan.provinces[division.province_of[a]].name.th,
                    "Nai Mueang " + plan.provinces[division.province_of[a]].name.en};
        if (!town) name = names.area(ground_at(lattice, division.centre[t]));
        AreaRow row;
        row.code =
            fmt::format("{}{:02}", amphoe.code, (plan.country ? 50 : 0) + (town ? 1 : ++in_amphoe[a] + 1));
        row.name_th = name.th;
        row.name_en = name.en;
        row.shape = shape_of(borders, borders.areas[t]);
        region.areas[3].push_back(std::move(row));
    }
    const auto province_shapes = dissolved(borders, province_of_tambon, plan.provinces.size());
    for (std::size_t p = 0; p < plan.provinces.size(); ++p) {
        AreaRow row;
        row.code = plan.provinces[p].code;
        row.name_th = plan.provinces[p].name.th;
        row.name_en = plan.provinces[p].name.en;
        row.shape = shape_of(borders, province_shapes[p]);
        region.areas[1].push_back(std::move(row));
    }
}

}  // namespace geo::demo
