#include "geo/data/demo/grow.h"

#include "geo/base/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

namespace geo::demo {
namespace {

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

}  // namespace

std::vector<std::uint32_t> grown(const Lattice& lattice, const std::vector<std::size_t>& seeds,
                                 const std::vector<std::uint32_t>& group, const Growth& growth) {
    using Entry = std::pair<double, std::uint32_t>;
    std::vector<double> cost(lattice.size(), std::numeric_limits<double>::infinity());
    std::vector<std::uint32_t> owner(lattice.size(), none);
    // No group touches another's cells: each is a search of its own.
    std::vector<std::vector<std::uint32_t>> of_group;
    for (std::uint32_t i = 0; i < seeds.size(); ++i) {
        const std::uint32_t g = group[seeds[i]];
        if (g == none) continue;
        if (g >= of_group.size()) of_group.resize(g + 1);
        of_group[g].push_back(i);
    }
    static constexpr double crossing[4] = {0, 2.2, 7, 14};
    const auto steps = steps_on(lattice);
    const auto search = [&](const std::vector<std::uint32_t>& own) {
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        for (const std::uint32_t i : own) {
            cost[seeds[i]] = 0;
            owner[seeds[i]] = i;
            queue.emplace(0.0, static_cast<std::uint32_t>(seeds[i]));
        }
        while (!queue.empty()) {
            const auto [here, cell] = queue.top();
            queue.pop();
            if (here > cost[cell]) continue;
            lattice.watch.go_on();
            const auto& own_steps = steps[cell / lattice.columns % 2];
            for (std::size_t k = 0; k < own_steps.size(); ++k) {
                const std::int64_t target = cell + own_steps[k].to;
                if (target < 0 || target >= static_cast<std::int64_t>(lattice.size())) continue;
                const auto next = static_cast<std::uint32_t>(target);
                // The group first: cells of another are another thread's.
                if (group[next] != group[cell] || group[next] == none || cost[next] <= here ||
                    at_edge(lattice, next))
                    continue;
                const double climb = std::max(0.0, lattice.height[next] - lattice.height[cell]);
                Water water = lattice.water[next];
                const auto passed = [&lattice, at = static_cast<std::int64_t>(cell)](std::int64_t by) {
                    return lattice.water[static_cast<std::size_t>(at + by)];
                };
                if (k >= short_steps)
                    water = std::max(water, std::min(passed(own_steps[k].left), passed(own_steps[k].right)));
                const double km = growth.pitch * (k >= short_steps ? long_step : 1);
                const double step = lattice.land[next] == 0
                                        ? 4.0 * km
                                        : km * lattice.wander[next] * (1 + 2.2 * lattice.height[next]) +
                                              26 * climb +
                                              growth.rivers * crossing[static_cast<std::size_t>(water)];
                const double there =
                    here + (growth.slowness.empty() ? step : step * growth.slowness[owner[cell]]);
                if (there >= cost[next]) continue;
                cost[next] = there;
                owner[next] = owner[cell];
                queue.emplace(there, next);
            }
        }
    };
    parallel_for(of_group.size(), 1, [&](std::size_t from, std::size_t to) {
        for (std::size_t g = from; g < to; ++g) search(of_group[g]);
    });
    mend(lattice, seeds, group, owner);
    return owner;
}

std::vector<std::vector<std::size_t>> cells_of(const Lattice& lattice,
                                               const std::vector<std::uint32_t>& group, std::size_t groups) {
    std::vector<std::vector<std::size_t>> out(groups);
    for (std::size_t cell = 0; cell < lattice.size(); ++cell)
        if (group[cell] != none && lattice.land[cell] != 0) out[group[cell]].push_back(cell);
    return out;
}

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

}  // namespace geo::demo
