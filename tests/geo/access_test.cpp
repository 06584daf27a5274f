// Floating catchments and rational agents, worked by hand and beside a direct double loop.
#include "geo/access/access.h"

#include "geo/base/parallel.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace access_test {

using namespace geo;
using test::near;

namespace {

constexpr std::uint32_t minute = 60000;

/// Pairs by chance: some places reach nobody, some have no supply, some points have no child.
struct Random {
    Catchments catchments{Metric::time, 45 * minute, {}};
    std::vector<std::int64_t> supply, children_milli;

    Random(unsigned seed, std::size_t points, std::size_t places) {
        std::mt19937 random(seed);
        for (std::size_t i = 0; i < points; ++i)
            children_milli.push_back(random() % 5 == 0 ? 0 : random() % 90000);
        for (std::size_t j = 0; j < places; ++j) {
            supply.push_back(random() % 4 == 0 ? 0 : 1 + random() % 200);
            catchments.of.emplace_back();
            if (random() % 6 == 0) continue;
            for (std::uint32_t i = 0; i < points; ++i)
                if (random() % 3 == 0)
                    catchments.of.back().push_back({i, std::uint32_t(random() % (45 * minute + 1))});
        }
    }
};

/// The definition, pair by pair.
std::vector<double> double_loop(const Random& r, const AccessChoice& choice) {
    const auto weight = [&](std::uint32_t cost) {
        if (choice.method == AccessMethod::two_step) return 1.0;
        const double t = double(cost) / r.catchments.limit;
        if (choice.decay == Decay::gaussian) return std::round(std::exp(-t * t * 9 / 2) * 1e6) / 1e6;
        return 3ULL * cost <= r.catchments.limit          ? 1.0
               : 3ULL * cost <= 2ULL * r.catchments.limit ? 0.68
                                                          : 0.22;
    };
    std::vector<double> out(r.children_milli.size(), 0);
    for (std::size_t j = 0; j < r.supply.size(); ++j) {
        double wanted = 0;
        for (const auto& [point, cost] : r.catchments.of[j])
            wanted += double(r.children_milli[point]) / 1000 * weight(cost);
        if (wanted <= 0) continue;
        for (const auto& [point, cost] : r.catchments.of[j])
            out[point] += double(r.supply[j]) / wanted * weight(cost);
    }
    return out;
}

constexpr AccessChoice two_step{AccessMethod::two_step, Decay::step, SupplyRule::capacity};
constexpr AccessChoice by_steps{AccessMethod::enhanced, Decay::step, SupplyRule::capacity};
constexpr AccessChoice by_gauss{AccessMethod::enhanced, Decay::gaussian, SupplyRule::capacity};

RaamAccess raam(const Random& r, const RaamOptions& options = {}) {
    return *rational_agents(r.catchments, r.supply, r.children_milli, options, {});
}

}  // namespace

TEST_CASE("2SFCA of two places and three villages is what one works out by hand", "[access]") {
    // 100 and 200 children share 30 seats, 200 and 50 share 20.
    const Catchments pairs{Metric::time,
                           60 * minute,
                           {{{0, 10 * minute}, {1, 30 * minute}}, {{1, 50 * minute}, {2, 20 * minute}}}};
    const std::vector<std::int64_t> children = {100000, 200000, 50000}, supply = {30, 20};
    const PointAccess out = floating_catchment(pairs, supply, children, two_step);
    REQUIRE(near(out.value[0], 0.1));
    REQUIRE(near(out.value[1], 0.1 + 0.08));
    REQUIRE(near(out.value[2], 0.08));
    // With weights: 30 / (100 + 0.68 x 200) and 20 / (0.22 x 200 + 50); 20 minutes are the end of the first
    // band.
    const PointAccess far = floating_catchment(pairs, supply, children, by_steps);
    REQUIRE(near(far.value[0], 30.0 / 236));
    REQUIRE(near(far.value[1], 0.68 * 30 / 236 + 0.22 * 20 / 94));
    REQUIRE(near(far.value[2], 20.0 / 94));
}

TEST_CASE("weights of ways fall in the steps of an hour, or with the bell curve", "[access]") {
    const std::uint32_t hour = 60 * minute;
    for (const auto& [cost, weight] :
         std::vector<std::pair<std::uint32_t, std::int64_t>>{{0, 1000000},
                                                             {20 * minute, 1000000},
                                                             {20 * minute + 1, 680000},
                                                             {40 * minute, 680000},
                                                             {40 * minute + 1, 220000},
                                                             {hour, 220000},
                                                             {hour + 1, 0}})
        REQUIRE(decay_weight(Decay::step, cost, hour) == weight);
    REQUIRE(decay_weight(Decay::gaussian, 0, hour) == 1000000);
    REQUIRE(decay_weight(Decay::gaussian, 20 * minute, hour) == 606531);  // exp(-1/2)
    REQUIRE(decay_weight(Decay::gaussian, hour, hour) == 11109);          // exp(-9/2)
    REQUIRE(decay_weight(Decay::gaussian, hour + 1, hour) == 0);
    // Who lives at the place is there, whatever the limit.
    REQUIRE(decay_weight(Decay::gaussian, 0, 0) == 1000000);
    REQUIRE(decay_weight(Decay::step, 0, 0) == 1000000);
}

TEST_CASE("floating catchments equal the double loop and share out all supply that is reached",
          "[access][threads]") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const Random r(seed, 300, 40);
        for (const AccessChoice& choice : {two_step, by_steps, by_gauss}) {
            const PointAccess out = floating_catchment(r.catchments, r.supply, r.children_milli, choice);
            const std::vector<double> wanted = double_loop(r, choice);
            for (std::size_t i = 0; i < wanted.size(); ++i) REQUIRE(near(out.value[i], wanted[i], 1e-12));
            double given = 0, reached = 0;
            for (std::size_t i = 0; i < wanted.size(); ++i)
                given += out.value[i] * double(r.children_milli[i]) / 1000;
            for (std::size_t j = 0; j < r.supply.size(); ++j) {
                std::int64_t children = 0;
                for (const Reached& one : r.catchments.of[j]) children += r.children_milli[one.point];
                if (children > 0) reached += double(r.supply[j]);
            }
            REQUIRE(near(given, reached, 1e-12));
            for (const unsigned threads : {1U, 2U, 4U}) {
                set_threads(threads);
                const PointAccess again =
                    floating_catchment(r.catchments, r.supply, r.children_milli, choice);
                set_threads(0);
                REQUIRE(again.value == out.value);
                REQUIRE(again.has_supply == out.has_supply);
            }
        }
    }
}

TEST_CASE("twice the children have half the access each, and the order of places does not matter",
          "[access][metamorphic]") {
    Random r(7, 200, 30);
    const PointAccess before = floating_catchment(r.catchments, r.supply, r.children_milli, by_steps);
    const RaamAccess costs = raam(r);
    Random twice = r;
    for (std::int64_t& children : twice.children_milli) children *= 2;
    const PointAccess half =
        floating_catchment(twice.catchments, twice.supply, twice.children_milli, by_steps);
    for (std::size_t i = 0; i < before.value.size(); ++i) REQUIRE(near(half.value[i] * 2, before.value[i]));
    // RAAM counts the crowd against the mean, so that it stays as it was.
    const RaamAccess same = raam(twice);
    REQUIRE(near(same.run.rho, 2 * costs.run.rho));

    std::vector<std::size_t> order(r.supply.size());
    std::iota(order.begin(), order.end(), 0U);
    std::shuffle(order.begin(), order.end(), std::mt19937(3));
    Random shuffled = r;
    for (std::size_t j = 0; j < order.size(); ++j) {
        shuffled.supply[j] = r.supply[order[j]];
        shuffled.catchments.of[j] = r.catchments.of[order[j]];
    }
    const PointAccess after =
        floating_catchment(shuffled.catchments, shuffled.supply, shuffled.children_milli, by_steps);
    const RaamAccess shuffled_costs = raam(shuffled);
    for (std::size_t i = 0; i < before.value.size(); ++i) {
        REQUIRE(near(after.value[i], before.value[i], 1e-12));
        REQUIRE(std::isnan(costs.points.value[i]) == std::isnan(same.points.value[i]));
        if (std::isnan(costs.points.value[i])) continue;
        REQUIRE(near(same.points.value[i], costs.points.value[i], 1e-4));
        REQUIRE(near(shuffled_costs.points.value[i], costs.points.value[i], 1e-4));
    }
}

TEST_CASE("without supply access is 0, and RAAM has no value", "[access]") {
    Random r(2, 50, 6);
    std::fill(r.supply.begin(), r.supply.end(), 0);
    const PointAccess none = floating_catchment(r.catchments, r.supply, r.children_milli, by_steps);
    const RaamAccess costs = raam(r);
    REQUIRE(costs.run.rounds == 0);
    for (std::size_t i = 0; i < none.value.size(); ++i) {
        REQUIRE(none.value[i] == 0);
        REQUIRE_FALSE(none.has_supply[i]);
        REQUIRE(std::isnan(costs.points.value[i]));
        REQUIRE_FALSE(costs.points.has_supply[i]);
    }
}

TEST_CASE("rational agents spread until both places cost the same", "[access][raam]") {
    // 10 children; 5 seats next door, 5 seats 30 minutes away: rho 1.  x / 5 = 30 / 60 + (10 - x) / 5.
    Random r(1, 0, 0);
    r.catchments.of = {{{0, 0}}, {{0, 30 * minute}}};
    r.supply = {5, 5};
    r.children_milli = {10000};
    const RaamAccess out = raam(r);
    REQUIRE(near(out.run.rho, 1));
    REQUIRE(near(out.points.value[0], 6.25 / 5));
    REQUIRE(out.run.rounds == 2);  // the second changes nothing
    // A place that is too far is left alone: 2 children at home cost 2 / 5 < 30 / 60.
    r.children_milli = {2000};
    REQUIRE(near(raam(r, {.rho = 1}).points.value[0], 0.4));
    // Two villages, one place each and one between: all three places bear the same by symmetry.
    r.catchments.of = {{{0, 0}}, {{0, 0}, {1, 0}}, {{1, 0}}};
    r.supply = {10, 10, 10};
    r.children_milli = {30000, 30000};
    const RaamAccess both = raam(r);
    REQUIRE(near(both.points.value[0], 1, 1e-5));
    REQUIRE(near(both.points.value[1], 1, 1e-5));
    REQUIRE(raam(r, {.most_rounds = 1}).run.rounds == 1);
}

TEST_CASE("rational agents are where successive averages come to", "[access][raam][slow]") {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        const Random r(seed, 25, 7);
        const RaamAccess out = raam(r);
        REQUIRE(out.run.last_change <= 1e-6);
        REQUIRE(out.run.rounds < 1000);
        // Method of successive averages: all of a point to the cheapest place, a little less each time.
        const std::size_t n = r.children_milli.size(), m = r.supply.size();
        std::vector<std::vector<double>> way(n, std::vector<double>(m, -1)), x(n, std::vector<double>(m, 0));
        for (std::size_t j = 0; j < m; ++j)
            for (const auto& [point, cost] : r.catchments.of[j])
                if (r.supply[j] > 0) way[point][j] = cost / (60.0 * minute);
        const auto costs = [&](const std::vector<double>& load, std::size_t i, std::size_t j) {
            return way[i][j] + load[j] / (out.run.rho * double(r.supply[j]));
        };
        std::vector<double> load(m, 0);
        for (int k = 0; k < 60000; ++k) {
            const std::vector<double> now = load;
            std::fill(load.begin(), load.end(), 0);
            for (std::size_t i = 0; i < n; ++i) {
                std::size_t best = m;
                for (std::size_t j = 0; j < m; ++j)
                    if (way[i][j] >= 0 && (best == m || costs(now, i, j) < costs(now, i, best))) best = j;
                for (std::size_t j = 0; j < m; ++j) {
                    const double to = j == best ? double(r.children_milli[i]) / 1000 : 0;
                    x[i][j] += (to - x[i][j]) / (k + 1);
                    load[j] += x[i][j];
                }
            }
        }
        std::size_t compared = 0;
        for (std::size_t i = 0; i < n; ++i) {
            double least = 1e9;
            for (std::size_t j = 0; j < m; ++j)
                if (way[i][j] >= 0) least = std::min(least, costs(load, i, j));
            REQUIRE((least < 1e9) == out.points.has_supply[i]);
            if (least == 1e9) continue;
            REQUIRE(near(out.points.value[i], least, 2e-3));
            ++compared;
        }
        REQUIRE(compared > 15);
    }
}

TEST_CASE("RAAM is the same on any number of threads", "[access][raam][threads]") {
    const Random r(11, 3000, 60);
    const RaamAccess out = raam(r, {.most_rounds = 20});
    for (const unsigned threads : {1U, 2U, 4U}) {
        set_threads(threads);
        const RaamAccess again = raam(r, {.most_rounds = 20});
        set_threads(0);
        REQUIRE(again.run.rounds == out.run.rounds);
        for (std::size_t i = 0; i < out.points.value.size(); ++i)
            REQUIRE((again.points.value[i] == out.points.value[i] || !out.points.has_supply[i]));
    }
}

}  // namespace access_test
