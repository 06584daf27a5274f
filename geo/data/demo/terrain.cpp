#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

namespace geo::demo {
namespace {

constexpr double width_km = 250;
constexpr double height_km = 210;
constexpr double root3 = 1.7320508075688772;
constexpr std::uint32_t none = 0xffffffffU;

/// Cells nearest to each seed by a walk that dislikes ridges and rivers, inside the cells that `allowed`
/// names.
template <class Allowed>
void grow(const Lattice& lattice, const std::vector<std::size_t>& seeds, Allowed allowed,
          std::vector<std::uint32_t>& owner, std::uint64_t seed) {
    using Entry = std::pair<double, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    std::vector<double> cost(lattice.size(), std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        cost[seeds[i]] = 0;
        owner[seeds[i]] = static_cast<std::uint32_t>(i);
        queue.emplace(0.0, seeds[i]);
    }
    std::size_t beside[6];
    while (!queue.empty()) {
        const auto [here, cell] = queue.top();
        queue.pop();
        if (here > cost[cell]) continue;
        const int n = lattice.neighbours(cell, beside);
        for (int i = 0; i < n; ++i) {
            const std::size_t next = beside[i];
            if (!allowed(next)) continue;
            const double wander = 1 + 0.8 * noise(lattice.x_km(next) / 4, lattice.y_km(next) / 4, seed);
            const double there = here + wander +
                                 6 * std::max(0.0, lattice.height[next] - lattice.height[cell]) * 4 +
                                 (lattice.river[next] ? 5 : 0) + 2.5 * lattice.height[next];
            if (there >= cost[next]) continue;
            cost[next] = there;
            owner[next] = owner[cell];
            queue.emplace(there, next);
        }
    }
}

/// Cells far from each other among `cells`; towns lie low and inland.
std::vector<std::size_t> scattered(const Lattice& lattice, const std::vector<std::size_t>& cells,
                                   std::size_t count, std::uint64_t seed) {
    Random random(seed);
    std::vector<std::size_t> chosen;
    std::vector<double> gap(cells.size(), 1e9);
    for (std::size_t k = 0; k < count && k < cells.size(); ++k) {
        std::size_t best = 0;
        double best_score = -1;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const double score = std::min(gap[i], 1e6) * (1.15 - 0.75 * lattice.height[cells[i]]) *
                                 (0.62 + 0.38 * random.unit());
            if (score > best_score) {
                best_score = score;
                best = i;
            }
        }
        chosen.push_back(cells[best]);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const double dx = lattice.x_km(cells[i]) - lattice.x_km(cells[best]);
            const double dy = lattice.y_km(cells[i]) - lattice.y_km(cells[best]);
            gap[i] = std::min(gap[i], std::sqrt(dx * dx + dy * dy));
        }
    }
    return chosen;
}

/// Moves each seed to the cell nearest the middle of what grew from it.
void recentre(const Lattice& lattice, const std::vector<std::size_t>& cells,
              const std::vector<std::uint32_t>& owner, std::vector<std::size_t>& seeds) {
    std::vector<double> x(seeds.size(), 0);
    std::vector<double> y(seeds.size(), 0);
    std::vector<double> n(seeds.size(), 0);
    for (const std::size_t cell : cells) {
        if (owner[cell] == none) continue;
        x[owner[cell]] += lattice.x_km(cell);
        y[owner[cell]] += lattice.y_km(cell);
        n[owner[cell]] += 1;
    }
    std::vector<double> best(seeds.size(), 1e18);
    for (const std::size_t cell : cells) {
        const std::uint32_t s = owner[cell];
        if (s == none) continue;
        const double dx = lattice.x_km(cell) - x[s] / n[s];
        const double dy = lattice.y_km(cell) - y[s] / n[s];
        if (dx * dx + dy * dy < best[s]) {
            best[s] = dx * dx + dy * dy;
            seeds[s] = cell;
        }
    }
}

void keep_largest_land(Lattice& lattice) {
    std::vector<std::uint32_t> part(lattice.size(), none);
    std::vector<std::size_t> size;
    std::vector<std::size_t> stack;
    std::size_t beside[6];
    for (std::size_t start = 0; start < lattice.size(); ++start) {
        if (!lattice.land[start] || part[start] != none) continue;
        size.push_back(0);
        part[start] = static_cast<std::uint32_t>(size.size()) - 1;
        stack.assign(1, start);
        while (!stack.empty()) {
            const std::size_t cell = stack.back();
            stack.pop_back();
            ++size.back();
            const int n = lattice.neighbours(cell, beside);
            for (int i = 0; i < n; ++i)
                if (lattice.land[beside[i]] && part[beside[i]] == none) {
                    part[beside[i]] = part[start];
                    stack.push_back(beside[i]);
                }
        }
    }
    const auto largest =
        static_cast<std::uint32_t>(std::max_element(size.begin(), size.end()) - size.begin());
    for (std::size_t cell = 0; cell < lattice.size(); ++cell)
        if (part[cell] != largest) lattice.land[cell] = false;
}

/// From the northern hills downhill to the coast, always to the lowest neighbour that was not visited.
void carve_river(Lattice& lattice, double from_x_km, std::uint64_t seed) {
    std::vector<double> cost(lattice.size(), std::numeric_limits<double>::infinity());
    std::vector<std::size_t> from(lattice.size(), 0);
    using Entry = std::pair<double, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    std::size_t start = 0;
    double best = 1e18;
    for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
        if (!lattice.land[cell]) continue;
        const double score = std::abs(lattice.x_km(cell) - from_x_km) - 2 * lattice.y_km(cell);
        if (score < best) {
            best = score;
            start = cell;
        }
    }
    cost[start] = 0;
    queue.emplace(0.0, start);
    std::size_t beside[6];
    while (!queue.empty()) {
        const auto [here, cell] = queue.top();
        queue.pop();
        if (here > cost[cell]) continue;
        if (!lattice.land[cell] && lattice.y_km(cell) < height_km * 0.35) {
            for (std::size_t at = cell; at != start; at = from[at]) lattice.river[at] = lattice.land[at];
            return;
        }
        const int n = lattice.neighbours(cell, beside);
        for (int i = 0; i < n; ++i) {
            const double bend = 1.2 + noise(lattice.x_km(beside[i]) / 7, lattice.y_km(beside[i]) / 7, seed);
            const double there =
                here + 0.15 + bend * bend + 12 * lattice.height[beside[i]] * lattice.height[beside[i]];
            if (there >= cost[beside[i]]) continue;
            cost[beside[i]] = there;
            from[beside[i]] = cell;
            queue.emplace(there, beside[i]);
        }
    }
}

}  // namespace

double Lattice::x_km(std::size_t cell) const {
    const auto column = static_cast<double>(cell % static_cast<std::size_t>(columns));
    const bool odd = (cell / static_cast<std::size_t>(columns)) % 2 == 1;
    return (column + (odd ? 0.5 : 0)) * root3 * side_km;
}
double Lattice::y_km(std::size_t cell) const {
    return static_cast<double>(cell / static_cast<std::size_t>(columns)) * 1.5 * side_km;
}

int Lattice::neighbours(std::size_t cell, std::size_t (&out)[6]) const {
    const int column = static_cast<int>(cell % static_cast<std::size_t>(columns));
    const int row = static_cast<int>(cell / static_cast<std::size_t>(columns));
    const int shift = row % 2 == 1 ? 0 : -1;
    const int steps[6][2] = {{1, 0}, {-1, 0}, {shift, 1}, {shift + 1, 1}, {shift, -1}, {shift + 1, -1}};
    int n = 0;
    for (const auto& step : steps) {
        const int c = column + step[0];
        const int r = row + step[1];
        if (c < 0 || r < 0 || c >= columns || r >= rows) continue;
        out[n++] =
            static_cast<std::size_t>(r) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(c);
    }
    return n;
}

LonLat lonlat_from_km(double x_km, double y_km) {
    const double lon = 99.85 + x_km / 107.5;
    const double lat = 14.65 + y_km / 110.65;
    return {std::floor(lon * 1e7 + 0.5) / 1e7, std::floor(lat * 1e7 + 0.5) / 1e7};
}

Lattice make_lattice(std::uint64_t seed) {
    Lattice lattice;
    lattice.columns = static_cast<int>(width_km / (root3 * lattice.side_km)) + 1;
    lattice.rows = static_cast<int>(height_km / (1.5 * lattice.side_km)) + 1;
    lattice.height.resize(lattice.size());
    lattice.land.assign(lattice.size(), false);
    lattice.river.assign(lattice.size(), false);
    for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
        const double x = lattice.x_km(cell);
        const double y = lattice.y_km(cell);
        // Hills in the west and north, a plain towards the coast in the south-east.
        const double uplift = std::clamp(0.55 * (y / height_km) + 0.6 * (1 - x / width_km) - 0.42, 0.0, 1.0);
        const double ridges = 1 - std::abs(rough(x / 34, y / 34, 4, seed + 11));
        lattice.height[cell] = std::clamp(
            uplift * 1.5 * (ridges * ridges) + 0.06 * rough(x / 12, y / 12, 3, seed + 12), 0.0, 1.0);
        // Land: a rounded block with a ragged edge; the coast in the south has a deep bay.
        const double cx = (x - width_km / 2) / (width_km / 2);
        const double cy = (y - height_km / 2) / (height_km / 2);
        const double ragged = 0.20 * rough(x / 48, y / 48, 5, seed + 21);
        const double bay =
            std::max(0.0, 0.55 - std::sqrt((cx - 0.15) * (cx - 0.15) * 3 + (cy + 1.05) * (cy + 1.05)));
        const double edge = cx * cx * cx * cx + cy * cy * cy * cy;
        lattice.land[cell] = edge + bay * 1.5 + ragged < 0.62;
    }
    keep_largest_land(lattice);
    carve_river(lattice, width_km * 0.45, seed + 31);
    carve_river(lattice, width_km * 0.8, seed + 32);
    return lattice;
}

Division divide(const Lattice& lattice, std::uint64_t seed) {
    Division out;
    std::vector<std::size_t> land;
    for (std::size_t cell = 0; cell < lattice.size(); ++cell)
        if (lattice.land[cell]) land.push_back(cell);
    std::vector<std::uint32_t> province(lattice.size(), none);
    out.capital = scattered(lattice, land, 5, seed + 1);
    for (int round = 0; round < 3; ++round) {
        grow(
            lattice, out.capital, [&](std::size_t c) { return lattice.land[c]; }, province, seed + 2);
        if (round < 2) recentre(lattice, land, province, out.capital);
    }
    out.tambon_of.assign(lattice.size(), none);
    Random random(seed + 3);
    for (std::uint32_t p = 0; p < 5; ++p) {
        std::vector<std::size_t> inside;
        for (const std::size_t cell : land)
            if (province[cell] == p) inside.push_back(cell);
        std::vector<std::uint32_t> amphoe(lattice.size(), none);
        auto towns = scattered(lattice, inside, 11 + random.below(3), random.next());
        const std::uint64_t border = random.next();
        for (int round = 0; round < 2; ++round) {
            grow(
                lattice, towns, [&](std::size_t c) { return lattice.land[c] && province[c] == p; }, amphoe,
                border);
            if (round == 0) recentre(lattice, inside, amphoe, towns);
        }
        for (std::uint32_t a = 0; a < towns.size(); ++a) {
            std::vector<std::size_t> cells;
            for (const std::size_t cell : inside)
                if (amphoe[cell] == a) cells.push_back(cell);
            std::vector<std::uint32_t> tambon(lattice.size(), none);
            auto centres = scattered(lattice, cells, 6 + random.below(4), random.next());
            const std::uint64_t edge = random.next();
            for (int round = 0; round < 2; ++round) {
                grow(
                    lattice, centres,
                    [&](std::size_t c) { return lattice.land[c] && province[c] == p && amphoe[c] == a; },
                    tambon, edge);
                if (round == 0) recentre(lattice, cells, tambon, centres);
            }
            const auto first = static_cast<std::uint32_t>(out.centre.size());
            for (const std::size_t cell : cells) out.tambon_of[cell] = first + tambon[cell];
            for (const std::size_t centre : centres) {
                out.centre.push_back(centre);
                out.amphoe_of.push_back(static_cast<std::uint32_t>(out.province_of.size()));
            }
            out.province_of.push_back(p);
            out.town.push_back(centres.front());
        }
        // The capital is the town of its amphoe nearest to the middle of the province.
        std::size_t best = out.town.size() - towns.size();
        for (std::size_t t = best; t < out.town.size(); ++t) {
            const auto far = [&](std::size_t i) {
                const double dx = lattice.x_km(out.town[i]) - lattice.x_km(out.capital[p]);
                const double dy = lattice.y_km(out.town[i]) - lattice.y_km(out.capital[p]);
                return dx * dx + dy * dy;
            };
            if (far(t) < far(best)) best = t;
        }
        out.capital[p] = out.town[best];
    }
    return out;
}

}  // namespace geo::demo
