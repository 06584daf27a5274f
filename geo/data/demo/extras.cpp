#include "geo/data/demo/extras.h"

#include "geo/data/demo/noise.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace geo::demo {
namespace {

constexpr double pixel_degrees = 0.01;
constexpr double highest_m = 2300;
constexpr std::size_t offices_wanted = 4800;
constexpr std::size_t months_made = 6;

/// Codes of ESA WorldCover.
enum Cover : std::uint8_t {
    cover_forest = 10,
    cover_grass = 30,
    cover_field = 40,
    cover_settlement = 50,
    cover_water = 80
};

/// `total` in whole parts by weight: largest remainder, ties by index.
template <std::size_t N>
std::array<std::int64_t, N> parts_of(std::int64_t total, const std::array<double, N>& weight) {
    const double sum = std::accumulate(weight.begin(), weight.end(), 0.0);
    std::array<std::int64_t, N> out{};
    std::array<std::pair<double, std::size_t>, N> rest{};
    std::int64_t given = 0;
    for (std::size_t i = 0; i < N; ++i) {
        const double exact = static_cast<double>(total) * weight[i] / sum;
        out[i] = static_cast<std::int64_t>(std::floor(exact));
        given += out[i];
        rest[i] = {static_cast<double>(out[i]) - exact, i};
    }
    std::sort(rest.begin(), rest.end());
    for (std::size_t i = 0; given < total; ++i, ++given) ++out[rest[i].second];
    return out;
}

CellGrid empty_grid(const Plan& plan) {
    CellGrid grid;
    const LonLat low = plan.plane.lonlat({0, 0});
    const LonLat high = plan.plane.lonlat({plan.width_km, plan.height_km});
    grid.step = pixel_degrees;
    grid.west = std::floor(std::min(low.lon, plan.plane.lonlat({0, plan.height_km}).lon) * 10) / 10;
    grid.north = std::ceil(high.lat * 10) / 10;
    const double east = std::max(high.lon, plan.plane.lonlat({plan.width_km, 0}).lon);
    grid.columns = static_cast<std::size_t>(std::ceil((east - grid.west) / grid.step));
    grid.rows = static_cast<std::size_t>(std::ceil((grid.north - low.lat) / grid.step));
    grid.value.assign(grid.columns * grid.rows, 0);
    return grid;
}

void add_land(const Plan& plan, const Lattice& lattice, Extras& extras) {
    for (std::size_t row = 0; row < extras.people.rows; ++row) {
        plan.watch.go_on();
        for (std::size_t column = 0; column < extras.people.columns; ++column) {
            const std::size_t pixel = row * extras.people.columns + column;
            const Km at =
                plan.plane.km({extras.people.west + (static_cast<double>(column) + 0.5) * pixel_degrees,
                               extras.people.north - (static_cast<double>(row) + 0.5) * pixel_degrees});
            const std::size_t cell = lattice.cell_at(at);
            const bool outside = at.x < 0 || at.y < 0 || at.x > plan.width_km || at.y > plan.height_km;
            const double height = outside || lattice.land[cell] == 0 ? 0 : lattice.height[cell];
            extras.elevation_m.value[pixel] =
                static_cast<float>(std::floor(height * height * highest_m + 8 * height + 0.5));
            Cover cover = cover_field;
            if (outside || lattice.land[cell] == 0 || lattice.water[cell] == Water::great_river)
                cover = cover_water;
            else if (height > 0.24)
                cover = cover_forest;
            else if (noise(at.x / 6, at.y / 6, 4711) > 0.45)
                cover = cover_grass;
            extras.land_cover.value[pixel] = cover;
        }
    }
}

/// Each village's people on its pixel and, for towns, on those around.
void add_people_grid(const Plan& plan, const std::vector<Settlement>& settlements, Extras& extras) {
    CellGrid& grid = extras.people;
    static constexpr std::array<double, 9> near = {1, 2, 1, 2, 8, 2, 1, 2, 1};
    for (const Settlement& place : settlements) {
        const LonLat at = plan.plane.lonlat(place.at);
        const auto column = static_cast<std::int64_t>((at.lon - grid.west) / grid.step);
        const auto row = static_cast<std::int64_t>((grid.north - at.lat) / grid.step);
        const auto shares = parts_of(place.people, near);
        for (std::size_t k = 0; k < near.size(); ++k) {
            const std::int64_t c = column + static_cast<std::int64_t>(k % 3) - 1;
            const std::int64_t r = row + static_cast<std::int64_t>(k / 3) - 1;
            const auto pixel = static_cast<std::size_t>(r) * grid.columns + static_cast<std::size_t>(c);
            grid.value[pixel] += static_cast<float>(shares[k]);
            if (grid.value[pixel] > 2500) extras.land_cover.value[pixel] = cover_settlement;
        }
    }
}

/// The office of a local authority stands in the tambon's main village; small neighbours share one.
void add_offices(const Plan& plan, const Region& region, const Division& division,
                 const std::vector<Settlement>& settlements, Random& random, Extras& extras) {
    std::vector<std::pair<double, std::size_t>> order;
    std::vector<const Settlement*> main(division.centre.size(), nullptr);
    for (const Settlement& place : settlements)
        if (place.main) main[place.tambon] = &place;
    for (std::size_t t = 0; t < main.size(); ++t) {
        const double luck = random.unit();
        if (main[t] == nullptr) continue;
        const bool town = division.town_tambon[division.amphoe_of[t]] == t;
        order.emplace_back(town ? -1.0 : luck, t);
    }
    std::sort(order.begin(), order.end());
    order.resize(std::min(order.size(), offices_wanted));
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    for (const auto& [luck, t] : order) {
        const Settlement& place = *main[t];
        Place office;
        office.id = fmt::format("L{}", 300001 + extras.offices.size());
        office.name_th = (luck < 0 ? "เทศบาลตำบล" : "อบต.") + region.areas[3][t].name_th;
        office.name_en =
            region.areas[3][t].name_en + (luck < 0 ? " Municipality" : " Subdistrict Administration");
        office.kind = PlaceKind::other;
        office.agency = "อปท.";
        office.has_position = true;
        office.at = plan.plane.lonlat({place.at.x + 0.12 * random.both(), place.at.y + 0.12 * random.both()});
        extras.offices.push_back(std::move(office));
    }
}

void add_children(const Region& region, const Lattice& lattice, const Division& division, Random& random,
                  Extras& extras) {
    const auto by_code = tambon_by_code(region);
    extras.groups.assign(region.areas[3].size(), {});
    std::vector<std::int64_t> out_of_learning(region.areas[3].size(), 0);
    for (const CountSeries& series : region.counts)
        for (const CountCell& cell : series.cells) {
            if (cell.level != Level::tambon || cell.state != CellState::value) continue;
            const std::size_t tambon = by_code[cell.area.row()];
            const std::int64_t children = cell.children_milli / 1000;
            if (series.in_total) out_of_learning[tambon] += children;
            // Shares of those who left a school as in 2564; who never came to one is nobody's.
            const bool never = series.status == ChildStatus::never_enrolled;
            const std::array<double, 5> of_agency = {
                never ? 0.02 : 0.327 + 0.1 * random.unit(), never ? 0 : 0.212, never ? 0 : 0.233,
                never ? 0.1 : 0.05 + 0.2 * random.unit(), never ? 0.9 : 0};
            const auto agency_parts = parts_of(children, of_agency);
            for (std::uint8_t a = 0; a < agency_parts.size(); ++a) {
                const std::array<double, 4> of_age = {never ? 0.25 : 0.01, never ? 0.35 : 0.16,
                                                      never ? 0.2 : 0.28, never ? 0.2 : 0.55};
                const auto age_parts = parts_of(agency_parts[a], of_age);
                for (std::uint8_t g = 0; g < age_parts.size(); ++g)
                    if (age_parts[g] > 0)
                        extras.children.push_back({tambon, series.status, a, g, age_parts[g]});
            }
        }
    for (std::size_t t = 0; t < out_of_learning.size(); ++t) {
        const std::size_t centre = division.centre[t];
        const double height = lattice.height[centre];
        bool border = false;
        for (int k = 0; k < 8; ++k) {
            const Km at = lattice.at(centre);
            border = border ||
                     (!lattice.abroad.empty() &&
                      lattice.abroad[lattice.cell_at({at.x + 12 * std::cos(k * 0.785398163397448),
                                                      at.y + 12 * std::sin(k * 0.785398163397448)})] != 0);
        }
        const auto share = [&](double of) {
            return static_cast<std::int64_t>(
                std::floor(static_cast<double>(out_of_learning[t]) * std::min(1.0, of) + random.unit()));
        };
        auto& groups = extras.groups[t];
        groups = {share(0.09), share(0.45 + 0.3 * height), share(border ? 0.3 : 0.04),
                  share(height > 0.2 ? 0.5 : 0.02), border ? out_of_learning[t] : 0};
        for (std::int64_t& children : groups) children = std::min(children, out_of_learning[t]);
    }
    // Months: what was still out, what was found, who came back, who moved away.
    std::vector<std::int64_t> out = out_of_learning;
    for (std::size_t month = 0; month < months_made; ++month) {
        extras.months.emplace_back();
        for (const std::size_t t : by_code) {
            MonthRow row{t, out[t], 0, 0, 0};
            row.found = static_cast<std::int64_t>(static_cast<double>(out[t]) * 0.05 * random.unit());
            row.returned = static_cast<std::int64_t>(static_cast<double>(out[t]) * 0.16 * random.unit());
            row.moved = static_cast<std::int64_t>(static_cast<double>(out[t]) * 0.03 * random.unit());
            out[t] += row.found - row.returned - row.moved;
            extras.months.back().push_back(row);
        }
    }
}

}  // namespace

std::vector<std::size_t> tambon_by_code(const Region& region) {
    std::vector<std::size_t> out(region.areas[3].size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    std::sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
        return region.areas[3][a].code < region.areas[3][b].code;
    });
    return out;
}

Extras make_extras(const Plan& plan, const Region& region, const Lattice& lattice, const Division& division,
                   const std::vector<Settlement>& settlements, std::uint64_t seed) {
    Extras extras;
    Random random(seed);
    extras.elevation_m = extras.land_cover = extras.people = empty_grid(plan);
    add_land(plan, lattice, extras);
    add_people_grid(plan, settlements, extras);
    add_offices(plan, region, division, settlements, random, extras);
    add_children(region, lattice, division, random, extras);
    return extras;
}

}  // namespace geo::demo
