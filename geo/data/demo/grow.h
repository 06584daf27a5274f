// Areas that grow from their towns over ground that is hard to cross.  Private to the demonstration.
#pragma once

#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace geo::demo {

struct Growth {
    std::vector<double> slowness;  ///< by seed: what a step costs; empty: 1
    double pitch = 1;              ///< steps between two cells
    double rivers = 1;             ///< how much of a border a river is
};

/// Each cell to the seed that reaches it first, never leaving the seed's group.  `group` is by cell.
std::vector<std::uint32_t> grown(const Lattice& lattice, const std::vector<std::size_t>& seeds,
                                 const std::vector<std::uint32_t>& group, const Growth& growth = {});

/// Land cells of each group.
std::vector<std::vector<std::size_t>> cells_of(const Lattice& lattice,
                                               const std::vector<std::uint32_t>& group, std::size_t groups);

/// Moves each seed towards the middle of what grew from it, into its lowest ground there.
void recentre(const Lattice& lattice, const std::vector<std::uint32_t>& owner,
              std::vector<std::size_t>& seeds);

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
        lattice.watch.go_on();
        const Km at = lattice.at(cells[best]);
        for (std::size_t i = 0; i < cells.size(); ++i)
            gap[i] = std::min(gap[i], far(lattice.at(cells[i]), at));
    }
    return chosen;
}

/// The country's provinces by cell, each as large as planned; none abroad and on the high sea.
std::vector<std::uint32_t> country_provinces(const Plan& plan, const Lattice& lattice);

}  // namespace geo::demo
