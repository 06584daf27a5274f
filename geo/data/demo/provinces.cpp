// The country's provinces grow from their hand-written middles; who came out too large begins later the next
// time.  Nearly all rounds run on a lattice four times as coarse.
#include "geo/base/ensure.h"
#include "geo/data/demo/grow.h"

#include <cmath>

namespace geo::demo {
namespace {

constexpr std::uint32_t coarser = 4;
constexpr int coarse_rounds = 56;
constexpr int fine_rounds = 12;
constexpr std::uint32_t sea_steps = 55;  ///< how far out at sea a cell still belongs to somebody

/// The same land in cells `coarser` times as wide.
Lattice coarse(const Lattice& fine) {
    Lattice out;
    out.watch = fine.watch;
    out.side_km = fine.side_km * coarser;
    out.columns = fine.columns / coarser + 1;
    out.rows = fine.rows / coarser + 1;
    const std::size_t cells = std::size_t{out.columns} * out.rows;
    out.height.assign(cells, 0);
    out.wander.assign(cells, 0);
    out.land.assign(cells, 0);
    out.abroad.assign(cells, 0);
    out.water.assign(cells, Water::dry);
    std::vector<std::uint32_t> count(cells, 0);
    std::vector<std::uint32_t> land(cells, 0);
    std::vector<std::uint32_t> abroad(cells, 0);
    for (std::size_t cell = 0; cell < fine.size(); ++cell) {
        const std::size_t into = out.cell_at(fine.at(cell));
        ++count[into];
        land[into] += fine.land[cell];
        abroad[into] += fine.abroad[cell];
        out.height[into] += fine.height[cell];
        out.wander[into] += fine.wander[cell];
        out.water[into] = std::max(out.water[into], fine.water[cell]);
    }
    for (std::size_t cell = 0; cell < cells; ++cell) {
        const double n = std::max(1U, count[cell]);
        out.height[cell] /= n;
        out.wander[cell] = std::max(0.16, out.wander[cell] / n);
        out.land[cell] = land[cell] * 2 >= count[cell] ? 1 : 0;
        out.abroad[cell] = abroad[cell] * 2 > count[cell] ? 1 : 0;
    }
    return out;
}

/// 0 for land that is ours and the sea near it, none for all else.
std::vector<std::uint32_t> own_ground(const Lattice& lattice, std::uint32_t steps) {
    std::vector<std::uint32_t> out(lattice.size(), none);
    std::vector<std::uint32_t> edge;
    for (std::uint32_t cell = 0; cell < lattice.size(); ++cell)
        if (lattice.land[cell] != 0 && lattice.abroad[cell] == 0) {
            out[cell] = 0;
            edge.push_back(cell);
        }
    std::array<std::uint32_t, 6> beside{};
    for (std::uint32_t step = 0; step < steps; ++step) {
        std::vector<std::uint32_t> next;
        for (const std::uint32_t cell : edge) {
            const std::size_t n = lattice.neighbours(cell, beside);
            for (std::size_t k = 0; k < n; ++k) {
                if (out[beside[k]] != none || lattice.land[beside[k]] != 0) continue;
                out[beside[k]] = 0;
                next.push_back(beside[k]);
            }
        }
        edge = std::move(next);
    }
    return out;
}

/// The cell of own ground nearest to each point; never the same twice.
std::vector<std::size_t> nearest_own(const Lattice& lattice, const std::vector<Km>& points) {
    std::vector<std::size_t> out;
    for (const Km point : points) {
        lattice.watch.go_on();
        std::size_t best = none;
        double best_km = 60;
        for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
            if (lattice.land[cell] == 0 || lattice.abroad[cell] != 0) continue;
            const double km = far(lattice.at(cell), point);
            if (km >= best_km || std::find(out.begin(), out.end(), cell) != out.end()) continue;
            best_km = km;
            best = cell;
        }
        ENSURE(best != none);
        out.push_back(best);
    }
    return out;
}

/// What each province has to pay for a step, and where it begins, learnt from what came out before.
class Balance {
public:
    explicit Balance(const Plan& plan) : plan_(plan) {
        double sum = 0;
        for (const PlannedProvince& province : plan.provinces) sum += province.area_km2;
        for (const PlannedProvince& province : plan.provinces) {
            wanted_.push_back(province.area_km2 / sum);
            begin_.push_back(province.middle);
            growth_.slowness.push_back(70 / std::sqrt(province.area_km2));
        }
    }

    const Growth& growth(double pitch) {
        growth_.pitch = pitch;
        growth_.rivers = 0.35;  // a great one between two halves would let areas jump
        return growth_;
    }
    const std::vector<Km>& begin() const { return begin_; }

    /// Makes those that are too large slower; the largest error of a province's area.
    double learn_size(const Lattice& lattice, const std::vector<std::uint32_t>& owner, double eagerness) {
        std::vector<double> have(wanted_.size(), 0);
        double sum = 0;
        for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
            if (owner[cell] == none || lattice.land[cell] == 0) continue;
            have[owner[cell]] += 1;
            sum += 1;
        }
        double worst = 0;
        for (std::size_t p = 0; p < wanted_.size(); ++p) {
            const double ratio = have[p] / sum / wanted_[p];
            worst = std::max(worst, std::abs(ratio - 1));
            growth_.slowness[p] *= std::pow(std::clamp(ratio, 0.2, 5.0), eagerness);
        }
        return worst;
    }

    /// Moves the beginnings so that the middles come to lie where they are planned.
    void learn_place(const Lattice& lattice, const std::vector<std::uint32_t>& owner) {
        std::vector<Km> sum(wanted_.size());
        std::vector<double> n(wanted_.size(), 0);
        for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
            if (owner[cell] == none || lattice.land[cell] == 0) continue;
            sum[owner[cell]].x += lattice.at(cell).x;
            sum[owner[cell]].y += lattice.at(cell).y;
            n[owner[cell]] += 1;
        }
        for (std::size_t p = 0; p < wanted_.size(); ++p) {
            if (n[p] == 0) continue;
            const Km middle = plan_.provinces[p].middle;
            const Km moved{begin_[p].x + 0.35 * (middle.x - sum[p].x / n[p]),
                           begin_[p].y + 0.35 * (middle.y - sum[p].y / n[p])};
            const double reach = 0.3 * std::sqrt(plan_.provinces[p].area_km2);
            if (far(moved, middle) < reach) begin_[p] = moved;
        }
    }

private:
    const Plan& plan_;
    std::vector<double> wanted_;  ///< share of the whole
    std::vector<Km> begin_;
    Growth growth_;
};

}  // namespace

std::vector<std::uint32_t> country_provinces(const Plan& plan, const Lattice& lattice) {
    const Lattice rough = coarse(lattice);
    const auto rough_ground = own_ground(rough, sea_steps / coarser);
    Balance balance(plan);
    for (int round = 1; round <= coarse_rounds; ++round) {
        const auto owner =
            grown(rough, nearest_own(rough, balance.begin()), rough_ground, balance.growth(coarser));
        balance.learn_size(rough, owner, 0.3);
        plan.watch.progress.at(0.25 * round / coarse_rounds);
        if (round % 8 == 0 && round < coarse_rounds - 16) balance.learn_place(rough, owner);
    }
    const auto ground = own_ground(lattice, sea_steps);
    const auto seeds = nearest_own(lattice, balance.begin());
    std::vector<std::uint32_t> best;
    double best_error = 1e18;
    for (int round = 0; round < fine_rounds && best_error > 0.06; ++round) {
        auto owner = grown(lattice, seeds, ground, balance.growth(1));
        const double error = balance.learn_size(lattice, owner, 0.25);
        plan.watch.progress.at(0.25 + 0.05 * (round + 1));
        if (error >= best_error) continue;
        best_error = error;
        best = std::move(owner);
    }
    return best;
}

}  // namespace geo::demo
