// Provinces, amphoe and tambon, from above downwards, so that they nest: each grows from a town over ground
// that is hard to cross where it is steep or wet, and so borders come to lie on ridges and along rivers.
#include "geo/base/ensure.h"
#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

namespace geo::demo {
namespace {

constexpr std::size_t provinces_in_sight = 19;
constexpr std::size_t amphoe_wanted = 60;
constexpr std::size_t tambon_wanted = 450;

/// A step to one of the six neighbours, or to one of the six beyond them, between two neighbours: with twelve
/// directions borders do not follow the lattice.  All as differences of cells.
struct Step {
    std::int64_t to = 0;
    std::int64_t left = 0, right = 0;  ///< the two cells that a long step passes between
};

/// The steps from cells of even and of odd rows: six short ones, then six long ones.
std::array<std::array<Step, 12>, 2> steps_on(const Lattice& lattice) {
    std::array<std::array<Step, 12>, 2> out;
    for (std::int64_t odd = 0; odd < 2; ++odd) {
        const std::int64_t s = odd - 1;
        // column and row of the target, then of the two cells on the way
        const std::int64_t moves[12][6] = {
            {1, 0, 0, 0, 0, 0},         {-1, 0, 0, 0, 0, 0},       {s, 1, 0, 0, 0, 0},
            {s + 1, 1, 0, 0, 0, 0},     {s, -1, 0, 0, 0, 0},       {s + 1, -1, 0, 0, 0, 0},
            {0, 2, s, 1, s + 1, 1},     {0, -2, s, -1, s + 1, -1}, {s - 1, 1, -1, 0, s, 1},
            {s + 2, 1, 1, 0, s + 1, 1}, {s - 1, -1, -1, 0, s, -1}, {s + 2, -1, 1, 0, s + 1, -1}};
        for (std::size_t m = 0; m < 12; ++m) {
            const auto apart = [&](std::size_t k) { return moves[m][k + 1] * lattice.columns + moves[m][k]; };
            out[static_cast<std::size_t>(odd)][m] = {apart(0), apart(2), apart(4)};
        }
    }
    return out;
}
constexpr std::size_t short_steps = 6;
constexpr double long_step = 1.7320508;

/// Cells at the edge of the lattice are nobody's: a long step must not leave it.
bool at_edge(const Lattice& lattice, std::size_t cell) {
    const std::size_t column = cell % lattice.columns;
    const std::size_t row = cell / lattice.columns;
    return column < 1 || row < 1 || column + 1 >= lattice.columns || row + 1 >= lattice.rows;
}

/// Parts that a long step cut off from their seed go to whom they lie beside.
void mend(const Lattice& lattice, const std::vector<std::size_t>& seeds,
          const std::vector<std::uint32_t>& group, std::vector<std::uint32_t>& owner) {
    std::vector<std::uint32_t> mended(lattice.size(), none);
    std::vector<std::uint32_t> queue;
    std::array<std::uint32_t, 6> beside{};
    for (const std::size_t seed : seeds) {
        mended[seed] = owner[seed];
        queue.push_back(static_cast<std::uint32_t>(seed));
    }
    std::size_t next = 0;
    const auto spread = [&](bool own_only) {
        for (; next < queue.size(); ++next) {
            const std::uint32_t cell = queue[next];
            const std::size_t n = lattice.neighbours(cell, beside);
            for (std::size_t k = 0; k < n; ++k) {
                const std::uint32_t other = beside[k];
                if (mended[other] != none || group[other] != group[cell] || group[other] == none) continue;
                if (own_only && owner[other] != mended[cell]) continue;
                mended[other] = mended[cell];
                queue.push_back(other);
            }
        }
    };
    spread(true);
    next = 0;
    spread(false);
    owner = std::move(mended);
}

/// Each cell to the seed that reaches it first, never leaving the seed's group.  `group` is by cell.
std::vector<std::uint32_t> grown(const Lattice& lattice, const std::vector<std::size_t>& seeds,
                                 const std::vector<std::uint32_t>& group) {
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    std::vector<double> cost(lattice.size(), std::numeric_limits<double>::infinity());
    std::vector<std::uint32_t> owner(lattice.size(), none);
    for (std::uint32_t i = 0; i < seeds.size(); ++i) {
        cost[seeds[i]] = 0;
        owner[seeds[i]] = i;
        queue.emplace(0.0, static_cast<std::uint32_t>(seeds[i]));
    }
    static constexpr double crossing[4] = {0, 2.2, 7, 14};
    const auto steps = steps_on(lattice);
    while (!queue.empty()) {
        const auto [here, cell] = queue.top();
        queue.pop();
        if (here > cost[cell]) continue;
        const auto& own_steps = steps[cell / lattice.columns % 2];
        for (std::size_t k = 0; k < own_steps.size(); ++k) {
            const std::int64_t target = cell + own_steps[k].to;
            if (target < 0 || target >= static_cast<std::int64_t>(lattice.size())) continue;
            const auto next = static_cast<std::uint32_t>(target);
            if (cost[next] <= here || group[next] != group[cell] || group[next] == none ||
                at_edge(lattice, next))
                continue;
            const double climb = std::max(0.0, lattice.height[next] - lattice.height[cell]);
            Water water = lattice.water[next];
            const auto passed = [&](std::int64_t by) {
                return lattice.water[static_cast<std::size_t>(cell + by)];
            };
            if (k >= short_steps)
                water = std::max(water, std::min(passed(own_steps[k].left), passed(own_steps[k].right)));
            const double km = k >= short_steps ? long_step : 1;
            const double there = here + (lattice.land[next] == 0
                                             ? 4.0 * km
                                             : km * lattice.wander[next] * (1 + 2.2 * lattice.height[next]) +
                                                   26 * climb + crossing[static_cast<std::size_t>(water)]);
            if (there >= cost[next]) continue;
            cost[next] = there;
            owner[next] = owner[cell];
            queue.emplace(there, next);
        }
    }
    mend(lattice, seeds, group, owner);
    return owner;
}

/// Land cells of each group.
std::vector<std::vector<std::size_t>> cells_of(const Lattice& lattice,
                                               const std::vector<std::uint32_t>& group, std::size_t groups) {
    std::vector<std::vector<std::size_t>> out(groups);
    for (std::size_t cell = 0; cell < lattice.size(); ++cell)
        if (group[cell] != none && lattice.land[cell] != 0) out[group[cell]].push_back(cell);
    return out;
}

/// Cells far from each other, farther where `spacing` is larger.
template <class Spacing>
std::vector<std::size_t> scattered(const Lattice& lattice, const std::vector<std::size_t>& cells,
                                   std::size_t count, Spacing spacing, Random& random) {
    std::vector<std::size_t> chosen;
    std::vector<double> gap(cells.size(), 1e3);
    for (std::size_t k = 0; k < count && k < cells.size(); ++k) {
        std::size_t best = 0;
        double best_score = -1;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const double score = gap[i] / spacing(cells[i]) * (0.7 + 0.3 * random.unit());
            if (score <= best_score) continue;
            best_score = score;
            best = i;
        }
        chosen.push_back(cells[best]);
        const Km at = lattice.at(cells[best]);
        for (std::size_t i = 0; i < cells.size(); ++i)
            gap[i] = std::min(gap[i], far(lattice.at(cells[i]), at));
    }
    return chosen;
}

/// Moves each seed towards the middle of what grew from it, into its lowest ground there.
void recentre(const Lattice& lattice, const std::vector<std::uint32_t>& owner,
              std::vector<std::size_t>& seeds) {
    std::vector<Km> sum(seeds.size());
    std::vector<double> n(seeds.size(), 0);
    for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
        const std::uint32_t s = owner[cell];
        if (s == none || lattice.land[cell] == 0) continue;
        sum[s].x += lattice.at(cell).x;
        sum[s].y += lattice.at(cell).y;
        n[s] += 1;
    }
    std::vector<double> best(seeds.size(), 1e18);
    for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
        const std::uint32_t s = owner[cell];
        if (s == none || lattice.land[cell] == 0) continue;
        const double reach = std::sqrt(n[s]) * 0.5;
        const double score = far(lattice.at(cell), {sum[s].x / n[s], sum[s].y / n[s]}) / reach +
                             2.5 * lattice.height[cell] + (lattice.water[cell] >= Water::river ? 0.5 : 0.0);
        if (score >= best[s]) continue;
        best[s] = score;
        seeds[s] = cell;
    }
}

/// `total` shared out by weight, each at least `least` and at most `most`.
std::vector<std::size_t> shares(const std::vector<double>& weight, std::size_t total, std::size_t least,
                                std::size_t most) {
    double sum = 0;
    for (const double w : weight) sum += w;
    std::vector<std::size_t> out;
    double rest = 0;
    for (const double w : weight) {
        const double exact = w / sum * static_cast<double>(total) + rest;
        const double whole =
            std::clamp(std::floor(exact + 0.5), static_cast<double>(least), static_cast<double>(most));
        rest = std::clamp(exact - whole, -1.0, 1.0);
        out.push_back(static_cast<std::size_t>(whole));
    }
    return out;
}

/// The provinces that are ours: the one in the middle, then always the one that lies most closely against
/// those chosen before.
std::vector<std::uint32_t> chosen_provinces(const Lattice& lattice, const std::vector<std::uint32_t>& owner,
                                            const std::vector<std::size_t>& seeds) {
    const Km middle{205, 150};
    std::vector<std::uint32_t> chosen{owner[lattice.cell_at(middle)]};
    std::array<std::uint32_t, 6> beside{};
    while (chosen.size() < province_count) {
        std::vector<double> border(seeds.size(), 1);
        std::vector<double> shared(seeds.size(), 0);
        for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
            if (lattice.land[cell] == 0 || owner[cell] == none) continue;
            const std::size_t n = lattice.neighbours(cell, beside);
            for (std::size_t k = 0; k < n; ++k) {
                const std::uint32_t other = owner[beside[k]];
                if (other == owner[cell] || lattice.land[beside[k]] == 0) continue;
                border[owner[cell]] += 1;
                if (std::find(chosen.begin(), chosen.end(), other) != chosen.end()) shared[owner[cell]] += 1;
            }
        }
        std::uint32_t best = none;
        double best_score = -1e18;
        for (std::uint32_t p = 0; p < seeds.size(); ++p) {
            if (shared[p] < 60 || std::find(chosen.begin(), chosen.end(), p) != chosen.end()) continue;
            const double score = shared[p] / border[p] - far(lattice.at(seeds[p]), middle) / 250;
            if (score <= best_score) continue;
            best_score = score;
            best = p;
        }
        ENSURE(best != none);
        chosen.push_back(best);
    }
    return chosen;
}

/// The country around and in it our five provinces, by cell (sea between islands included).
std::vector<std::uint32_t> our_provinces(const Lattice& lattice, std::uint64_t seed) {
    Random random(seed);
    std::vector<std::uint32_t> everywhere(lattice.size(), 0);
    const auto land = cells_of(lattice, everywhere, 1)[0];
    std::vector<std::size_t> sample;
    for (std::size_t i = 0; i < land.size(); i += 7) sample.push_back(land[i]);
    auto seeds = scattered(
        lattice, sample, provinces_in_sight, [&](std::size_t c) { return 1 + 0.5 * lattice.height[c]; },
        random);
    std::vector<std::uint32_t> owner;
    for (int round = 0; round < 3; ++round) {
        owner = grown(lattice, seeds, everywhere);
        if (round < 2) recentre(lattice, owner, seeds);
    }
    const auto chosen = chosen_provinces(lattice, owner, seeds);
    std::vector<std::uint32_t> row(seeds.size(), none);
    for (std::uint32_t p = 0; p < chosen.size(); ++p) row[chosen[p]] = p;
    for (std::uint32_t& cell : owner) cell = cell == none ? none : row[cell];
    return owner;
}

}  // namespace

Division divide(const Lattice& lattice, std::uint64_t seed) {
    Division out;
    Random random(seed + 1);
    const auto province = our_provinces(lattice, seed);

    // Amphoe: more of them where the ground is good.
    const auto in_province = cells_of(lattice, province, province_count);
    std::vector<double> weight(province_count, 0);
    const auto good = [&](std::size_t c) { return 1.15 - lattice.height[c]; };
    for (std::size_t p = 0; p < province_count; ++p)
        for (const std::size_t cell : in_province[p]) weight[p] += good(cell);
    const auto amphoe_in = shares(weight, amphoe_wanted, 9, 15);
    std::vector<std::size_t> towns;
    for (std::uint32_t p = 0; p < province_count; ++p) {
        const auto seeds = scattered(
            lattice, in_province[p], amphoe_in[p], [&](std::size_t c) { return 0.8 + lattice.height[c]; },
            random);
        towns.insert(towns.end(), seeds.begin(), seeds.end());
        out.province_of.insert(out.province_of.end(), seeds.size(), p);
    }
    auto amphoe = grown(lattice, towns, province);
    for (int round = 0; round < 2; ++round) {
        recentre(lattice, amphoe, towns);
        amphoe = grown(lattice, towns, province);
    }

    // The capital is the town nearest to the low middle of its province.
    out.capital.assign(province_count, none);
    for (std::uint32_t p = 0; p < province_count; ++p) {
        Km middle;
        for (const std::size_t cell : in_province[p]) {
            middle.x += lattice.at(cell).x / static_cast<double>(in_province[p].size());
            middle.y += lattice.at(cell).y / static_cast<double>(in_province[p].size());
        }
        double best = 1e18;
        for (std::uint32_t a = 0; a < towns.size(); ++a) {
            if (out.province_of[a] != p) continue;
            const double score = far(lattice.at(towns[a]), middle) + 60 * lattice.height[towns[a]];
            if (score >= best) continue;
            best = score;
            out.capital[p] = a;
        }
    }

    // Tambon: small around towns, large in the hills.
    const auto in_amphoe = cells_of(lattice, amphoe, towns.size());
    const auto spacing = [&](std::size_t c) {
        const std::uint32_t a = amphoe[c];
        const double km = far(lattice.at(c), lattice.at(towns[a]));
        const double near_town = std::clamp(km / (out.is_capital(a) ? 16 : 9), 0.0, 1.0);
        return 0.4 + 0.6 * near_town + 1.1 * lattice.height[c];
    };
    std::vector<double> room(towns.size(), 0);
    for (std::size_t a = 0; a < towns.size(); ++a)
        for (const std::size_t cell : in_amphoe[a]) room[a] += 1 / (spacing(cell) * spacing(cell));
    for (double& r : room) r = std::sqrt(r);
    const auto tambon_in = shares(room, tambon_wanted, 4, 14);
    std::vector<std::size_t> centres;
    for (std::uint32_t a = 0; a < towns.size(); ++a) {
        auto seeds = scattered(lattice, in_amphoe[a], tambon_in[a], spacing, random);
        centres.insert(centres.end(), seeds.begin(), seeds.end());
        out.amphoe_of.insert(out.amphoe_of.end(), seeds.size(), a);
    }
    out.tambon_of = grown(lattice, centres, amphoe);
    for (int round = 0; round < 2; ++round) {
        recentre(lattice, out.tambon_of, centres);
        out.tambon_of = grown(lattice, centres, amphoe);
    }
    for (std::size_t cell = 0; cell < lattice.size(); ++cell)
        if (lattice.land[cell] == 0) out.tambon_of[cell] = none;
    out.town = towns;
    for (const std::size_t town : towns) out.town_tambon.push_back(out.tambon_of[town]);
    for (std::size_t a = 0; a < towns.size(); ++a) centres[out.town_tambon[a]] = towns[a];
    out.centre = std::move(centres);
    return out;
}

}  // namespace geo::demo
