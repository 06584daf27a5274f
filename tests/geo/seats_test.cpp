// Seats by two rules: by hand, beside a plain augmenting-path oracle, and in an analysis.
#include "geo/access/seats.h"

#include "geo/study/analysis.h"
#include "tests/support/demo_data.h"
#include "tests/support/test.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace seats_test {

using namespace geo;

namespace {

using Pairs = std::vector<std::vector<Reached>>;

struct Case {
    Catchments pairs{Metric::time, 1000, {}};
    std::vector<std::int64_t> learners, children_milli;
    Seats nearest() const { return seats_nearest_first(pairs, learners, children_milli); }
    Seats most() const { return *seats_at_most(pairs, learners, children_milli, nearest(), {}); }
};

Case by_chance(unsigned seed, std::size_t points, std::size_t places) {
    std::mt19937 random(seed);
    Case out;
    for (std::size_t i = 0; i < points; ++i) out.children_milli.push_back(std::int64_t(random() % 9000));
    for (std::size_t j = 0; j < places; ++j) {
        out.learners.push_back(std::int64_t(random() % 12) - 1);
        out.pairs.of.emplace_back();
        for (std::uint32_t i = 0; i < points; ++i)
            if (random() % 4 == 0) out.pairs.of.back().push_back({i, std::uint32_t(random() % 1001)});
    }
    return out;
}

/// Ford and Fulkerson on the whole matrix, path by path.
std::int64_t plain_flow(const Case& c) {
    const std::size_t n = c.children_milli.size(), m = c.learners.size();
    const std::size_t from = n + m, to = n + m + 1;
    std::vector<std::vector<std::int64_t>> room(n + m + 2, std::vector<std::int64_t>(n + m + 2, 0));
    for (std::size_t i = 0; i < n; ++i) room[from][i] = c.children_milli[i];
    for (std::size_t j = 0; j < m; ++j) {
        room[n + j][to] = std::max<std::int64_t>(0, c.learners[j]) * 1000;
        for (const Reached& one : c.pairs.of[j]) room[one.point][n + j] = 1000000000;
    }
    for (std::int64_t flow = 0;;) {
        std::vector<std::size_t> before(n + m + 2, n + m + 2), queue{from};
        for (std::size_t q = 0; q < queue.size(); ++q)
            for (std::size_t v = 0; v < n + m + 2; ++v)
                if (v != from && before[v] == n + m + 2 && room[queue[q]][v] > 0) {
                    before[v] = queue[q];
                    queue.push_back(v);
                }
        if (before[to] == n + m + 2) return flow;
        std::int64_t most = 1000000000;
        for (std::size_t v = to; v != from; v = before[v]) most = std::min(most, room[before[v]][v]);
        for (std::size_t v = to; v != from; v = before[v]) {
            room[before[v]][v] -= most;
            room[v][before[v]] += most;
        }
        flow += most;
    }
}

/// Everybody sits once, at a place within reach, and no place is too full.
void require_sound(const Case& c, const Seats& seats) {
    std::vector<std::int64_t> at(c.learners.size(), 0);
    std::int64_t all = 0;
    for (std::size_t i = 0; i < c.children_milli.size(); ++i) {
        std::int64_t sitting = 0;
        for (const auto& [place, children] : seats.at[i]) {
            REQUIRE(children >= 0);
            if (children == 0) continue;
            const auto& reach = c.pairs.of[place];
            REQUIRE(
                std::any_of(reach.begin(), reach.end(), [&](const Reached& one) { return one.point == i; }));
            sitting += children;
            at[place] += children;
        }
        REQUIRE(sitting == seats.seated_milli[i]);
        REQUIRE(sitting <= c.children_milli[i]);
        all += sitting;
    }
    REQUIRE(all == seats.all_milli);
    for (std::size_t j = 0; j < at.size(); ++j)
        REQUIRE(at[j] <= std::max<std::int64_t>(0, c.learners[j]) * 1000);
}

}  // namespace

TEST_CASE("nearest first can leave a child without a seat that could have one", "[seats]") {
    // 10 children live 5 minutes from a place of 10, another 10 at 6 minutes from it alone; the first could
    // also go to a place of 10 that is farther.
    Case c;
    c.pairs.of = {{{0, 5}, {1, 6}}, {{0, 20}}};
    c.learners = {10, 10};
    c.children_milli = {10000, 10000};
    REQUIRE(c.nearest().seated_milli == std::vector<std::int64_t>{10000, 0});
    REQUIRE(c.most().seated_milli == std::vector<std::int64_t>{10000, 10000});
    require_sound(c, c.most());
    // A chain: each has to move one place on, so that the last child sits.
    Case chain;
    const std::uint32_t n = 40;
    for (std::uint32_t j = 0; j <= n; ++j) {
        chain.pairs.of.emplace_back();
        if (j > 0) chain.pairs.of.back().push_back({j - 1, 10});
        if (j < n) chain.pairs.of.back().push_back({j, 5});
        chain.learners.push_back(1);
    }
    chain.pairs.of[0].push_back({n, 6});
    chain.children_milli.assign(n + 1, 1000);
    REQUIRE(chain.nearest().all_milli == n * 1000);
    REQUIRE(chain.most().all_milli == (n + 1) * 1000);
    require_sound(chain, chain.most());
}

TEST_CASE("ties of nearest first go by point, then by place, and whole seats hold thousandths", "[seats]") {
    Case c;
    c.pairs.of = {{{0, 5}, {1, 5}}, {{0, 5}}};
    c.learners = {2, 1};
    c.children_milli = {1500, 1700};
    REQUIRE(c.nearest().seated_milli == std::vector<std::int64_t>{1500, 500});
    REQUIRE(c.most().all_milli == 3000);
    // The shorter way is served first, whoever it is, also where both ways are about as long.
    c.pairs.of = {{{0, 6}, {1, 5}}};
    c.learners = {1};
    REQUIRE(c.nearest().seated_milli == std::vector<std::int64_t>{0, 1000});
}

TEST_CASE("the most seats are those of a plain maximum flow, at least those of nearest first", "[seats]") {
    std::size_t better = 0;
    for (unsigned seed = 1; seed <= 150; ++seed) {
        const Case c = by_chance(seed, 3 + seed % 14, 2 + seed % 9);
        const Seats nearest = c.nearest(), most = c.most();
        require_sound(c, nearest);
        require_sound(c, most);
        REQUIRE(most.all_milli == plain_flow(c));
        REQUIRE(nearest.all_milli <= most.all_milli);
        better += nearest.all_milli < most.all_milli ? 1 : 0;
        // From nobody seated the number is the same.
        Seats nobody;
        nobody.seated_milli.assign(c.children_milli.size(), 0);
        nobody.at.resize(c.children_milli.size());
        REQUIRE(seats_at_most(c.pairs, c.learners, c.children_milli, nobody, {})->all_milli ==
                most.all_milli);
    }
    REQUIRE(better > 20);
}

TEST_CASE("an analysis counts seats within coverage, and second choices that add up",
          "[seats][backup][analysis]") {
    Study study;
    study.data = test::demo_data();
    study.map.indicator = Indicator::no_seat;
    Analysis analysis;
    const auto with_seats = *analysis.run(study, {});
    REQUIRE(with_seats->seats != nullptr);
    const SeatResults& seats = *with_seats->seats;
    study.map.indicator = Indicator::one_place;
    const auto with_backup = *analysis.run(study, {});
    REQUIRE(with_backup->backup != nullptr);
    REQUIRE(with_backup->seats == nullptr);
    const BackupResults& backup = *with_backup->backup;
    const Areas& areas = *study.data->areas;
    for (const Level level : all_levels) {
        std::int64_t one_place = 0;
        for (std::size_t a = 0; a < areas.at(level).size(); ++a) {
            const CoverageRow& row = with_seats->coverage[0].at(level)[a];
            REQUIRE(seats.nearest_first.at(level, a) <= row.covered_milli);
            REQUIRE(seats.at_most.at(level, a) <= row.covered_milli);
            REQUIRE(backup.columns[0].at(level, a) == row.uncovered_milli + row.unreachable_milli);
            REQUIRE(backup.columns[1].at(level, a) + backup.columns[2].at(level, a) == row.covered_milli);
            one_place += backup.one_place[static_cast<std::size_t>(level)][a];
        }
        REQUIRE(one_place == backup.one_place[0][0]);
    }
    const std::int64_t nearest = seats.nearest_first.at(Level::country, 0),
                       most = seats.at_most.at(Level::country, 0);
    REQUIRE(nearest > 0);
    REQUIRE(nearest <= most);
    REQUIRE(most <= seats.supply.all * 1000);
    REQUIRE(backup.columns[1].at(Level::country, 0) > 0);
    REQUIRE(backup.columns[2].at(Level::country, 0) > 0);

    // Whom a place alone reaches are those who are not reached when it closes; and so for a unit of a plan.
    const std::uint32_t place = with_backup->destinations.fitting[7];
    std::int64_t newly = 0;
    for (const DestinationEffect& effect : backup.effects) newly += effect.newly_milli;
    REQUIRE(newly == backup.columns[1].at(Level::country, 0));
    Study closed = study;
    set_open(closed.scenario(), (*study.data->places)[place], false);
    add_unit(closed.scenario(), study.data->places->front().at);
    const auto without = *analysis.run(closed, {});
    Study only_closed = closed;
    only_closed.scenario().units.clear();
    REQUIRE(with_backup->coverage[0].at(Level::country)[0].covered_milli -
                (*analysis.run(only_closed, {}))->coverage[0].at(Level::country)[0].covered_milli ==
            backup.effects[place].newly_milli);
    REQUIRE(without->backup->effects.back() == without->unit_effects.front());
}

}  // namespace seats_test
