// Provinces, amphoe and tambon, from above downwards, so that they nest: each grows from a town over ground
// that is hard to cross where it is steep or wet, and so borders come to lie on ridges and along rivers.
#include "geo/base/ensure.h"
#include "geo/data/demo/grow.h"

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
                                            const std::vector<std::size_t>& seeds, std::size_t count) {
    const Km middle{205, 150};
    std::vector<std::uint32_t> chosen{owner[lattice.cell_at(middle)]};
    std::array<std::uint32_t, 6> beside{};
    while (chosen.size() < count) {
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
std::vector<std::uint32_t> our_provinces(const Plan& plan, const Lattice& lattice, std::uint64_t seed) {
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
    const auto chosen = chosen_provinces(lattice, owner, seeds, plan.provinces.size());
    std::vector<std::uint32_t> row(seeds.size(), none);
    for (std::uint32_t p = 0; p < chosen.size(); ++p) row[chosen[p]] = p;
    for (std::uint32_t& cell : owner) cell = cell == none ? none : row[cell];
    return owner;
}

}  // namespace

Division divide(const Plan& plan, const Lattice& lattice, std::uint64_t seed) {
    Division out;
    Random random(seed + 1);
    const auto province =
        plan.country ? country_provinces(plan, lattice) : our_provinces(plan, lattice, seed);
    const std::size_t province_count = plan.provinces.size();

    plan.watch.progress.at(0.9);
    // Amphoe: more of them where the ground is good.
    const auto in_province = cells_of(lattice, province, province_count);
    std::vector<double> weight(province_count, 0);
    const auto good = [&](std::size_t c) { return 1.15 - lattice.height[c]; };
    for (std::size_t p = 0; p < province_count; ++p)
        for (const std::size_t cell : in_province[p]) weight[p] += good(cell);
    auto amphoe_in = shares(weight, amphoe_wanted, 9, 15);
    if (plan.country)
        for (std::size_t p = 0; p < province_count; ++p) amphoe_in[p] = plan.provinces[p].amphoe;
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

    plan.watch.progress.at(0.94);

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
    for (std::size_t a = 0; a < room.size(); ++a) {
        room[a] = std::sqrt(room[a]);
        // The more people a province has for its size, the smaller are its tambon.
        const PlannedProvince& around = plan.provinces[out.province_of[a]];
        if (plan.country) room[a] *= std::pow(around.people / around.area_km2 / 130, 0.3);
    }
    const auto tambon_in = plan.country ? shares(room, plan.tambon, 2, 18) : shares(room, plan.tambon, 4, 14);
    std::vector<std::size_t> centres;
    for (std::uint32_t a = 0; a < towns.size(); ++a) {
        auto seeds = scattered(lattice, in_amphoe[a], tambon_in[a], spacing, random);
        centres.insert(centres.end(), seeds.begin(), seeds.end());
        out.amphoe_of.insert(out.amphoe_of.end(), seeds.size(), a);
    }
    plan.watch.progress.at(0.95);
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
