// Where people live: more of them in the plain and near main roads, quarters of the towns, and a few hamlets
// in the hills that no road reaches.
#include "geo/data/demo/near.h"
#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>

namespace geo::demo {
namespace {

constexpr double high_ground = 0.46;  // no villages with a road above this

std::uint32_t people_of_village(Random& random) {
    const double u = random.unit();
    return static_cast<std::uint32_t>(140 + 420 * u + 900 * u * u * u * u);
}

/// Cells of each tambon.
std::vector<std::vector<std::uint32_t>> cells_of(const Lattice& lattice, const Division& division) {
    std::vector<std::vector<std::uint32_t>> out(division.centre.size());
    for (std::uint32_t cell = 0; cell < lattice.size(); ++cell)
        if (division.ours(cell)) out[division.tambon_of[cell]].push_back(cell);
    return out;
}

/// How many villages each tambon has.
std::vector<std::size_t> village_counts(const Plan& plan, const Lattice& lattice,
                                        const std::vector<std::vector<std::uint32_t>>& cells) {
    std::vector<double> room;
    double sum = 0;
    for (const auto& own : cells) {
        double good = 0;
        for (const std::uint32_t cell : own) good += std::max(0.0, 1 - 2.1 * lattice.height[cell]);
        room.push_back(std::sqrt(good) + 1.5);
        sum += room.back();
    }
    std::vector<std::size_t> out;
    double rest = 0;
    for (const double r : room) {
        const double exact = plan.villages * r / sum + rest;
        const double whole = std::clamp(std::floor(exact + 0.5), 4.0, 19.0);
        rest = std::clamp(exact - whole, -1.0, 1.0);
        out.push_back(static_cast<std::size_t>(whole));
    }
    return out;
}

/// Hamlets far from every road, farthest first.
void add_hamlets(const Plan& plan, const Lattice& lattice, const Division& division, const Near& roads,
                 const Near& villages, std::vector<Settlement>& out, Random& random) {
    Near hamlets(plan, 8);
    std::size_t found = 0;
    for (double least = 7.1; least >= 3.5 && found < plan.hamlets; least -= 0.7)
        for (std::uint32_t cell = 0; cell < lattice.size() && found < plan.hamlets; ++cell) {
            if (!division.ours(cell) || lattice.water[cell] != Water::dry) continue;
            const Km at = lattice.at(cell);
            if (villages.gap(at, 8) < least || roads.gap(at, 8) < least || hamlets.gap(at, 5) < 5) continue;
            Settlement hamlet;
            hamlet.at = at;
            hamlet.tambon = division.tambon_of[cell];
            hamlet.people = 40 + random.below(160);
            hamlet.remote = true;
            hamlets.add(at, 0);
            out.push_back(hamlet);
            ++found;
        }
}

/// As many people in each province as it is planned to have.
void fit_people(const Plan& plan, const Division& division, std::vector<Settlement>& settlements) {
    const auto province_of = [&](const Settlement& place) {
        return division.province_of[division.amphoe_of[place.tambon]];
    };
    std::vector<double> have(plan.provinces.size(), 0);
    for (const Settlement& place : settlements) have[province_of(place)] += place.people;
    for (Settlement& place : settlements) {
        const std::uint32_t p = province_of(place);
        place.people =
            std::max(8U, static_cast<std::uint32_t>(place.people * plan.provinces[p].people / have[p]));
    }
}

}  // namespace

std::vector<Settlement> settle(const Plan& plan, const Lattice& lattice, const Division& division,
                               const std::vector<Highway>& highways, std::uint64_t seed) {
    Random random(seed);
    Near roads(plan, 2);
    for (const Highway& road : highways)
        for (const Km at : road.line) roads.add(at, 0);
    Near villages(plan, 2);
    std::vector<Settlement> out;
    const auto cells = cells_of(lattice, division);
    const auto counts = village_counts(plan, lattice, cells);
    for (std::uint32_t t = 0; t < cells.size(); ++t) {
        const std::uint32_t a = division.amphoe_of[t];
        const bool town = division.town_tambon[a] == t;
        const std::size_t quarters = town ? (division.is_capital(a) ? 7 : 3) : 0;
        for (std::size_t v = 0; v < counts[t]; ++v) {
            plan.watch.go_on();
            Settlement place;
            place.tambon = t;
            place.main = v == 0;
            place.in_town = v < quarters;
            const std::size_t tries = place.main ? 1 : 16;
            double best = -1;
            for (std::size_t k = 0; k < tries; ++k) {
                std::uint32_t cell = static_cast<std::uint32_t>(division.centre[t]);
                Km at = lattice.at(cell);
                if (place.in_town && !place.main) {
                    const double reach = division.is_capital(a) ? 1.3 : 0.45;
                    at = {at.x + reach * random.both(), at.y + reach * random.both()};
                } else if (!place.main) {
                    cell = cells[t][random.below(static_cast<std::uint32_t>(cells[t].size()))];
                    at = lattice.at(cell);
                    at = {at.x + 0.4 * random.both(), at.y + 0.4 * random.both()};
                }
                const double height = lattice.height[cell];
                const double road = roads.gap(at, 6);
                double good = std::max(0.02, 1 - 1.6 * height) * (1.25 - 0.05 * road);
                if (height > high_ground) good *= 0.05;
                if (lattice.water[cell] >= Water::river) good *= 0.1;
                if (!place.in_town && road < 0.3) good *= 0.5;
                const double score = std::min(villages.gap(at, 3), 2.4) * good;
                if (score <= best) continue;
                best = score;
                place.at = at;
            }
            place.people = people_of_village(random);
            if (place.main) place.people += 300;
            if (place.in_town) place.people = place.people * 2 + 1200;
            if (place.in_town && division.is_capital(a)) place.people += 3500;
            villages.add(place.at, 0);
            out.push_back(place);
        }
    }
    add_hamlets(plan, lattice, division, roads, villages, out, random);
    if (plan.country) fit_people(plan, division, out);
    return out;
}

void keep_inside(const Plan& plan, const Region& region, std::vector<Settlement>& settlements) {
    constexpr double margin_km = 0.14;  // a school stands beside its village
    for (Settlement& place : settlements) {
        plan.watch.go_on();
        const MultiPolygon& own = region.areas[3][place.tambon].shape;
        const auto well_inside = [&](Km at) {
            return contains(own, plan.plane.lonlat(at)) &&
                   contains(own, plan.plane.lonlat({at.x - margin_km, at.y})) &&
                   contains(own, plan.plane.lonlat({at.x + margin_km, at.y})) &&
                   contains(own, plan.plane.lonlat({at.x, at.y - margin_km})) &&
                   contains(own, plan.plane.lonlat({at.x, at.y + margin_km}));
        };
        const Km first = place.at;
        for (double away = 0.1; away < 6 && !well_inside(place.at); away += 0.1)
            for (int k = 0; k < 16 && !well_inside(place.at); ++k)
                place.at = {first.x + away * std::cos(k * 0.392699081698724),
                            first.y + away * std::sin(k * 0.392699081698724)};
    }
}

}  // namespace geo::demo
