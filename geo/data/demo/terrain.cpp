#include "geo/base/parallel.h"
#include "geo/data/demo/country_land.h"
#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <utility>

namespace geo::demo {
namespace {

constexpr double root3 = 1.7320508075688772;

/// Above 0 on land; falls towards the sea in the south, with bays, capes and islands.
double above_sea(Km p, std::uint64_t seed) {
    const double swing = 34 * rough(p.x / 170, 0.5, 3, seed);
    const double bay = 46 * std::max(0.0, 1 - (p.x - 215) * (p.x - 215) / 3600);
    const double isles = 1.1 * std::max(0.0, rough(p.x / 21, p.y / 21, 4, seed + 2) - 0.3);
    return (p.y - 88 - swing - bay) / 58 + 0.62 * rough(p.x / 46, p.y / 46, 6, seed + 1) + isles;
}

/// Chains from north to south in the west, a rim in the north-east, single hills in the plain.
double hills(Km p, double above, std::uint64_t seed) {
    const double x = p.x + 26 * rough(p.x / 60, p.y / 60, 3, seed);
    const double y = p.y + 26 * rough(p.x / 60, p.y / 60, 3, seed + 1);
    const double west = std::clamp((168 - x) / 95, 0.0, 1.0);
    const double north = std::clamp((x * 0.35 + y - 312) / 85, 0.0, 1.0);
    const double uplift =
        std::clamp(std::max(west, north) + 0.25 * rough(x / 90, y / 90, 2, seed + 2), 0.0, 1.0);
    const double ridge = 1 - std::abs(rough(x / 30, y / 62, 5, seed + 3)) * 2.1;
    const double single = std::clamp((rough(x / 34, y / 34, 4, seed + 4) - 0.36) * 3.2, 0.0, 0.75);
    const double plain = 0.05 + 0.045 * rough(p.x / 9, p.y / 9, 4, seed + 5);
    return std::clamp(plain + uplift * (0.22 + 0.78 * std::max(0.0, ridge)) * std::min(1.0, above * 2.5) +
                          single * std::clamp(above * 2, 0.0, 1.0),
                      0.0, 1.0);
}

/// Islands smaller than `smallest` cells become sea, and water that the sea does not reach becomes land.
void drop_specks(Lattice& lattice, std::size_t smallest) {
    std::vector<std::uint8_t> seen(lattice.size(), 0);
    std::array<std::uint32_t, 6> beside{};
    for (std::size_t start = 0; start < lattice.size(); ++start) {
        if (seen[start] != 0) continue;
        lattice.watch.go_on();
        const std::uint8_t land = lattice.land[start];
        bool edge = false;
        std::vector<std::size_t> part{start};
        seen[start] = 1;
        for (std::size_t i = 0; i < part.size(); ++i) {
            const std::size_t n = lattice.neighbours(part[i], beside);
            edge = edge || n < 6;
            for (std::size_t k = 0; k < n; ++k) {
                if (lattice.land[beside[k]] != land || seen[beside[k]] != 0) continue;
                seen[beside[k]] = 1;
                part.push_back(beside[k]);
            }
        }
        const bool stays = land != 0 ? part.size() >= smallest : edge;
        if (stays) continue;
        for (const std::size_t cell : part) lattice.land[cell] = land != 0 ? 0 : 1;
    }
}

/// Lets rain fall on every cell and run down: filling hollows from the outlets upwards (Barnes, Lehman, Mulla
/// 2014), then adding up what arrives.
void run_water(Lattice& lattice, const std::vector<double>& ground, const std::vector<std::uint8_t>& drains) {
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    std::vector<std::uint8_t> reached(lattice.size(), 0);
    auto& down = lattice.down;
    down.assign(lattice.size(), none);
    std::vector<std::uint32_t> order;
    order.reserve(lattice.size());
    std::array<std::uint32_t, 6> beside{};
    for (std::uint32_t cell = 0; cell < lattice.size(); ++cell) {
        const bool outlet =
            lattice.land[cell] == 0 || drains[cell] != 0 || lattice.neighbours(cell, beside) < 6;
        if (!outlet) continue;
        reached[cell] = 1;
        queue.emplace(lattice.land[cell] == 0 ? -1.0 : ground[cell], cell);
    }
    while (!queue.empty()) {
        const auto [level, cell] = queue.top();
        queue.pop();
        lattice.watch.go_on();
        order.push_back(cell);
        const std::size_t n = lattice.neighbours(cell, beside);
        for (std::size_t k = 0; k < n; ++k) {
            if (reached[beside[k]] != 0) continue;
            reached[beside[k]] = 1;
            down[beside[k]] = cell;
            queue.emplace(std::max(level + 1e-6, ground[beside[k]]), beside[k]);
        }
    }
    std::vector<std::uint32_t> rain(lattice.size(), 1);
    for (std::size_t i = order.size(); i-- > 0;)
        if (down[order[i]] != none) rain[down[order[i]]] += rain[order[i]];
    for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
        if (lattice.land[cell] == 0) continue;
        if (rain[cell] > 9000)
            lattice.water[cell] = Water::great_river;
        else if (rain[cell] > 1500)
            lattice.water[cell] = Water::river;
        else if (rain[cell] > 160)
            lattice.water[cell] = Water::stream;
    }
}

}  // namespace

Km Lattice::at(std::size_t cell) const {
    const std::size_t row = cell / columns;
    return {(static_cast<double>(cell % columns) + (row % 2 == 1 ? 0.5 : 0)) * root3 * side_km,
            static_cast<double>(row) * 1.5 * side_km};
}

std::size_t Lattice::cell_at(Km point) const {
    const double middle = std::floor(point.y / (1.5 * side_km) + 0.5);
    std::size_t best = 0;
    double best_km = 1e18;
    for (int step = -1; step <= 1; ++step) {
        const double row = std::clamp(middle + step, 0.0, static_cast<double>(rows) - 1);
        const auto r = static_cast<std::size_t>(row);
        const double column =
            std::clamp(std::floor(point.x / (root3 * side_km) - (r % 2 == 1 ? 0.5 : 0) + 0.5), 0.0,
                       static_cast<double>(columns) - 1);
        const std::size_t cell = r * columns + static_cast<std::size_t>(column);
        const double away = far(at(cell), point);
        if (away >= best_km) continue;
        best_km = away;
        best = cell;
    }
    return best;
}

std::size_t Lattice::neighbours(std::size_t cell, std::array<std::uint32_t, 6>& out) const {
    const auto column = static_cast<std::int64_t>(cell % columns);
    const auto row = static_cast<std::int64_t>(cell / columns);
    const std::int64_t shift = row % 2 == 1 ? 0 : -1;
    const std::int64_t steps[6][2] = {{1, 0},         {-1, 0},     {shift, 1},
                                      {shift + 1, 1}, {shift, -1}, {shift + 1, -1}};
    std::size_t n = 0;
    for (const auto& step : steps) {
        const std::int64_t c = column + step[0];
        const std::int64_t r = row + step[1];
        if (c < 0 || r < 0 || c >= columns || r >= rows) continue;
        out[n++] = static_cast<std::uint32_t>(r * columns + c);
    }
    return n;
}

bool segments_meet(Km a, Km b, Km c, Km d) {
    const auto side = [](Km p, Km q, Km r) { return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x); };
    return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}

Water Lattice::crossed(Km a, Km b) const {
    Water out = Water::dry;
    std::array<std::uint32_t, 6> beside{};
    const auto check = [&](std::size_t cell) {
        if (water[cell] <= out || down[cell] == none) return;
        if (segments_meet(a, b, at(cell), at(down[cell]))) out = water[cell];
    };
    for (const Km end : {a, b}) {
        const std::size_t cell = cell_at(end);
        check(cell);
        const std::size_t n = neighbours(cell, beside);
        for (std::size_t k = 0; k < n; ++k) check(beside[k]);
    }
    return out;
}

Lattice make_lattice(const Plan& plan, std::uint64_t seed) {
    Lattice lattice;
    lattice.watch = plan.watch;
    lattice.side_km = plan.side_km;
    lattice.columns = static_cast<std::uint32_t>(plan.width_km / (root3 * lattice.side_km)) + 1;
    lattice.rows = static_cast<std::uint32_t>(plan.height_km / (1.5 * lattice.side_km)) + 1;
    const std::size_t cells = std::size_t{lattice.columns} * lattice.rows;
    lattice.height.assign(cells, 0);
    lattice.wander.assign(cells, 1);
    lattice.land.assign(cells, 0);
    lattice.water.assign(cells, Water::dry);
    if (plan.country) lattice.abroad.assign(cells, 0);
    const CountryLand country(plan.outline, seed + 60);
    std::vector<double> ground(cells, 0);
    std::vector<std::uint8_t> drains(cells, 0);
    parallel_for(cells, 4096, [&](std::size_t from, std::size_t to) {
        plan.watch.go_on();
        for (std::size_t cell = from; cell < to; ++cell) {
            const Km p = lattice.at(cell);
            if (plan.country) {
                const CountryLand::Spot spot = country.at(p);
                lattice.land[cell] = spot.kind == Ownership::sea ? 0 : 1;
                lattice.abroad[cell] = spot.kind == Ownership::abroad ? 1 : 0;
                lattice.height[cell] = spot.height;
                drains[cell] = spot.drains ? 1 : 0;
                ground[cell] = spot.height + spot.base;
            } else {
                const double above = above_sea(p, seed + 10);
                lattice.land[cell] = above > 0 ? 1 : 0;
                lattice.height[cell] = hills(p, above, seed + 20);
                ground[cell] = lattice.height[cell] + 0.16 * above;
            }
            const double rough_ground = 1 + 0.55 * noise(p.x / 8.5, p.y / 8.5, seed + 40) +
                                        0.4 * noise(p.x / 3.6, p.y / 3.6, seed + 41) +
                                        0.3 * noise(p.x / 1.7, p.y / 1.7, seed + 42) +
                                        0.3 * lattice_noise(static_cast<std::int64_t>(cell), 0, seed + 43);
            lattice.wander[cell] = std::max(0.16, rough_ground * std::abs(rough_ground));
        }
    });
    drop_specks(lattice, 9);
    run_water(lattice, ground, drains);
    return lattice;
}

}  // namespace geo::demo
