#include "geo/network/cost_surface.h"

#include "geo/base/parallel.h"
#include "geo/network/terrain.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <queue>
#include <random>

namespace cost_surface_test {

using namespace geo;

class Random {
public:
    explicit Random(unsigned seed) : random_(seed) {}
    double operator()() { return static_cast<double>(random_()) / 4294967296.0; }
    std::uint32_t below(std::size_t count) {
        return static_cast<std::uint32_t>((*this)() * static_cast<double>(count));
    }

private:
    std::mt19937 random_;
};

/// Hills, a third of it closed where `closed`, some heights unknown.
WalkRaster random_ground(std::uint32_t columns, std::uint32_t rows, unsigned seed, bool closed = true) {
    Random random(seed);
    WalkRaster out;
    out.columns = columns;
    out.rows = rows;
    out.cell_width_m = 30;
    out.cell_height_m = 20;
    for (std::uint32_t i = 0; i < columns * rows; ++i) {
        const bool shut = closed && random() < 0.3;
        out.pace_s_per_m.push_back(shut ? INFINITY : static_cast<float>(0.7 + random()));
        out.height_m.push_back(random() < 0.02 ? NAN : static_cast<float>(40 * random()));
    }
    return out;
}

std::vector<SurfaceSource> random_sources(const WalkRaster& raster, std::size_t count, unsigned seed) {
    Random random(seed);
    std::vector<SurfaceSource> out;
    while (out.size() < count)
        out.push_back({random.below(raster.pace_s_per_m.size()), std::floor(20 * random())});
    return out;
}

/// As definitions.md 3.8 writes it down, cell by cell and without any of the solver's tables.
double seconds_of_step(const WalkRaster& r, const CostSurfaceRules& rules, int x, int y, int dx, int dy) {
    const auto pace = [&](int cx, int cy) {
        return static_cast<double>(
            r.pace_s_per_m[static_cast<std::size_t>(cy) * r.columns + static_cast<std::size_t>(cx)]);
    };
    const auto height = [&](int cx, int cy) {
        return static_cast<double>(
            r.height_m[static_cast<std::size_t>(cy) * r.columns + static_cast<std::size_t>(cx)]);
    };
    const double metres = std::hypot(dx * r.cell_width_m, dy * r.cell_height_m);
    double mean = (pace(x, y) + pace(x + dx, y + dy)) / 2;
    if (std::abs(dx) == 1 && std::abs(dy) == 1 && !rules.between_corners && std::isinf(pace(x + dx, y)) &&
        std::isinf(pace(x, y + dy)))
        return INFINITY;
    if (std::abs(dx) == 2)
        mean = (pace(x, y) + pace(x + dx, y + dy) + pace(x + dx / 2, y) + pace(x + dx / 2, y + dy)) / 4;
    if (std::abs(dy) == 2)
        mean = (pace(x, y) + pace(x + dx, y + dy) + pace(x, y + dy / 2) + pace(x + dx, y + dy / 2)) / 4;
    const double flat = metres * mean;
    double rise = height(x + dx, y + dy) - height(x, y);
    if (std::isnan(rise) || rules.slope == SlopeRule::none) return flat;
    if (!rules.from_sources) rise = -rise;
    if (rules.slope == SlopeRule::tobler) return flat * tobler_kmh(0) / tobler_kmh(rise / metres);
    if (rise >= 0) return flat + 6 * rise;
    return std::max(0.0, rise / metres < -0.2125 ? flat - 1.9998 * rise : flat + 1.9998 * rise);
}

/// One queue over the whole raster.
CostSurface by_one_queue(const WalkRaster& r, const std::vector<SurfaceSource>& sources,
                         const CostSurfaceRules& rules) {
    using Entry = std::tuple<double, std::uint32_t, std::uint32_t>;
    CostSurface out;
    out.seconds.assign(r.pace_s_per_m.size(), CostSurface::never);
    out.source.assign(r.pace_s_per_m.size(), CostSurface::no_source);
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    const auto offer = [&](double seconds, std::uint32_t source, std::uint32_t cell) {
        if (!(std::pair{seconds, source} < std::pair{out.seconds[cell], out.source[cell]})) return;
        out.seconds[cell] = seconds;
        out.source[cell] = source;
        open.emplace(seconds, source, cell);
    };
    for (std::uint32_t s = 0; s < sources.size(); ++s) offer(sources[s].seconds, s, sources[s].cell);
    const int reach = rules.knights_moves ? 2 : 1;
    while (!open.empty()) {
        const auto [seconds, source, cell] = open.top();
        open.pop();
        if (seconds > out.seconds[cell] || source > out.source[cell]) continue;
        const int x = static_cast<int>(cell % r.columns), y = static_cast<int>(cell / r.columns);
        for (int dy = -reach; dy <= reach; ++dy)
            for (int dx = -reach; dx <= reach; ++dx) {
                if ((dx == 0 && dy == 0) || std::abs(dx) + std::abs(dy) == 4) continue;
                if (reach == 2 && std::max(std::abs(dx), std::abs(dy)) == 2 &&
                    std::min(std::abs(dx), std::abs(dy)) == 0)
                    continue;
                if (x + dx < 0 || y + dy < 0 || x + dx >= static_cast<int>(r.columns) ||
                    y + dy >= static_cast<int>(r.rows))
                    continue;
                const double step = seconds_of_step(r, rules, x, y, dx, dy);
                if (std::isfinite(step))
                    offer(
                        seconds + step, source,
                        static_cast<std::uint32_t>(y + dy) * r.columns + static_cast<std::uint32_t>(x + dx));
            }
    }
    return out;
}

/// The furthest that two surfaces are apart, as a part; infinite where only one is reached, or where cells of
/// the same time are of other sources.
double furthest_apart(const CostSurface& a, const CostSurface& b) {
    double out = 0;
    for (std::size_t i = 0; i < a.seconds.size(); ++i) {
        if (std::isinf(a.seconds[i]) && std::isinf(b.seconds[i])) continue;
        const double apart =
            std::abs(a.seconds[i] - b.seconds[i]) / std::max(1.0, std::min(a.seconds[i], b.seconds[i]));
        const bool other = a.seconds[i] == b.seconds[i] && a.source[i] != b.source[i];
        if (std::isnan(apart) || other) return CostSurface::never;
        out = std::max(out, apart);
    }
    return out;
}

TEST_CASE("A walk over a raster takes as long as one queue over all cells says, by every rule") {
    const WalkRaster ground = random_ground(270, 40, 7);
    const auto sources = random_sources(ground, 5, 8);
    for (const SlopeRule slope : {SlopeRule::none, SlopeRule::tobler, SlopeRule::langmuir})
        for (const bool from : {true, false})
            for (const bool knights : {true, false})
                for (const bool corners : {true, false}) {
                    const CostSurfaceRules rules{slope, from, knights, corners};
                    const auto found = cost_surface(ground, sources, rules);
                    REQUIRE(found);
                    INFO("slope " << static_cast<int>(slope) << " from " << from << " knights " << knights
                                  << " corners " << corners);
                    CHECK(furthest_apart(*found, by_one_queue(ground, sources, rules)) < 1e-9);
                }
}

TEST_CASE("A walk over many tiles, into corners and back, is the same on any number of threads",
          "[threads]") {
    const WalkRaster ground = random_ground(520, 300, 3);
    const auto sources = random_sources(ground, 3, 4);
    const CostSurfaceRules rules{SlopeRule::tobler, false, true, false};
    set_threads(1);
    const auto alone = cost_surface(ground, sources, rules);
    set_threads(4);
    const auto together = cost_surface(ground, sources, rules);
    set_threads(0);
    REQUIRE(alone);
    REQUIRE(together);
    CHECK(alone->seconds == together->seconds);
    CHECK(alone->source == together->source);
    CHECK(alone->tile_visits > 6);
    CHECK(furthest_apart(*alone, by_one_queue(ground, sources, rules)) < 1e-9);
}

TEST_CASE(
    "On even ground sixteen directions are at most 2.8 % longer than the straight walk, and the nearer "
    "source is told") {
    WalkRaster ground;
    ground.columns = ground.rows = 301;
    ground.cell_width_m = ground.cell_height_m = 10;
    ground.pace_s_per_m.assign(301 * 301, 0.72F);
    const std::vector<SurfaceSource> sources = {{0, 0}, {301 * 301 - 1, 0}, {0, 0}};
    const auto found = cost_surface(ground, sources, {});
    REQUIRE(found);
    double longest = 0;
    for (std::uint32_t y = 0; y < 301; ++y)
        for (std::uint32_t x = 0; x < 301; ++x) {
            const double there = std::hypot(x, y), back = std::hypot(300 - x, 300 - y);
            const std::size_t cell = std::size_t{y} * 301 + x;
            const double straight = std::min(there, back) * 10 * static_cast<double>(0.72F);
            if (straight > 0) longest = std::max(longest, found->seconds[cell] / straight);
            // Of two at one place, and where both ends are as near, the first.
            if (x + y < 300) CHECK(found->source[cell] == 0);
            if (x + y > 300) CHECK(found->source[cell] == 1);
            CHECK(found->seconds[cell] >= straight * (1 - 1e-9));
        }
    CHECK(longest > 1.02);
    CHECK(longest < 1.028);
}

TEST_CASE("A river one cell wide that runs aslant lets nobody through, unless corners are passed") {
    WalkRaster ground;
    ground.columns = ground.rows = 20;
    ground.cell_width_m = ground.cell_height_m = 10;
    ground.pace_s_per_m.assign(400, 1.0F);
    for (std::uint32_t i = 0; i < 20; ++i) ground.pace_s_per_m[std::size_t{i} * 20 + 19 - i] = INFINITY;
    const std::vector<SurfaceSource> source = {{0, 0}};
    CostSurfaceRules rules;
    const auto closed = cost_surface(ground, source, rules);
    rules.between_corners = true;
    const auto open = cost_surface(ground, source, rules);
    REQUIRE(closed);
    REQUIRE(open);
    CHECK(closed->seconds[399] == CostSurface::never);
    CHECK(closed->source[399] == CostSurface::no_source);
    CHECK(open->seconds[399] < CostSurface::never);
}

TEST_CASE("A walk that begins very late ends too") {
    WalkRaster ground;
    ground.columns = ground.rows = 3;
    ground.cell_width_m = ground.cell_height_m = 1;
    ground.pace_s_per_m.assign(9, 0.001F);
    const std::vector<SurfaceSource> late = {{4, 1e18}};
    const auto found = cost_surface(ground, late, {});
    REQUIRE(found);
    CHECK(found->seconds == std::vector<double>(9, 1e18));
}

TEST_CASE("Ground that is no ground is refused") {
    WalkRaster ground = random_ground(4, 3, 1);
    const auto refused = [&](const std::vector<SurfaceSource>& sources) {
        const auto found = cost_surface(ground, sources, {});
        return !found && found.error().fault == Fault::bad_value;
    };
    CHECK_FALSE(refused({{11, 0}}));
    CHECK(refused({{12, 0}}));
    CHECK(refused({{0, -1}}));
    CHECK(refused({{0, NAN}}));
    CHECK(refused({{0, INFINITY}}));
    ground.height_m.pop_back();
    CHECK(refused({{0, 0}}));
    ground.height_m.clear();
    CHECK_FALSE(refused({{0, 0}}));
    ground.pace_s_per_m.push_back(1);
    CHECK(refused({{0, 0}}));
    ground.pace_s_per_m.back() = 1e-20F;
    std::swap(ground.pace_s_per_m.back(), ground.pace_s_per_m.front());
    ground.pace_s_per_m.pop_back();
    CHECK(refused({{0, 0}}));
    ground.pace_s_per_m.front() = 1;
    CHECK_FALSE(refused({{0, 0}}));
    ground.cell_width_m = 0;
    CHECK(refused({{0, 0}}));
    CHECK(refused({}));
    ground = {};
    CHECK(refused({}));
}

}  // namespace cost_surface_test
