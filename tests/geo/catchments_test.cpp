// Who comes to which place within a limit: every pair is the trip that nearest_trips() finds to that place
// alone.
#include "geo/network/catchments.h"

#include "geo/base/parallel.h"
#include "tests/support/drawn_network.h"
#include "tests/support/random_roads.h"
#include "tests/support/test.h"

#include <memory>
#include <random>

namespace catchments_test {

using namespace geo;

namespace {

std::uint32_t cost_in(const Trip& trip, Metric metric) {
    return metric == Metric::time ? trip.time_ms : trip.length_mm;
}

/// What trips to one place after the other give.
Catchments one_by_one(const Network& network, const std::vector<Snap>& points,
                      const std::vector<Snap>& places, Metric metric, std::uint32_t limit) {
    Catchments out{metric, limit, {}};
    for (const Snap& place : places) {
        out.of.emplace_back();
        const auto trips = *nearest_trips(network, std::vector{place}, points, metric, {});
        for (std::uint32_t i = 0; i < trips.size(); ++i)
            if (trips[i].status == TripStatus::reached && cost_in(trips[i], metric) <= limit)
                out.of.back().push_back({i, cost_in(trips[i], metric)});
    }
    return out;
}

}  // namespace

TEST_CASE("a catchment holds those within the limit, the limit included", "[catchments]") {
    const auto net = test::drawn_minutes({"A-3--B--4>-C",  //
                                          "|          |",  //
                                          "9          5",  //
                                          "|          |",  //
                                          "D----------E"});
    const auto network = std::make_shared<const Network>(net.network);
    const auto points = std::make_shared<const std::vector<Snap>>(
        std::vector<Snap>{net.snap('A'), net.snap('B'), net.snap('C'), net.snap('D'), net.snap('E'), {}});
    const PointsOnRoad on_road(*network, points);
    const std::vector<Snap> places = {net.snap('C'), {}, net.snap('A')};
    const auto within_7 = *catchments(network, on_road, places, Metric::time, 7 * 60000, {});
    // To C: from B in 4 along the one-way, from A in 3 + 4, from E in 5.  To A: from B in 3; C may not go
    // back.
    REQUIRE(within_7.of == std::vector<std::vector<Reached>>{
                               {{0, 420000}, {1, 240000}, {2, 0}, {4, 300000}}, {}, {{0, 0}, {1, 180000}}});
    REQUIRE(within_7.pairs() == 6);
    const auto shorter = *catchments(network, on_road, places, Metric::time, 7 * 60000 - 1, {});
    REQUIRE(shorter.of[0] == std::vector<Reached>{{1, 240000}, {2, 0}, {4, 300000}});
}

TEST_CASE("every pair of a catchment is the trip to that place alone, on any number of threads",
          "[catchments][threads]") {
    std::size_t found = 0, on_one_edge = 0;
    for (unsigned seed = 1; seed <= 6; ++seed) {
        const Mode mode = seed % 2 == 0 ? Mode::songthaew : Mode::motorcycle;
        const auto network = std::make_shared<const Network>(
            *build_network(test::random_roads(seed, 7), standard_profile(mode, Season::dry), {}));
        std::mt19937 random(seed);
        const auto anywhere = [&](SnapFor purpose) {
            const LonLat at = {101 + double(random() % 1000) * 8e-5, 13 + double(random() % 1000) * 8e-5};
            return snap(*network, random() % 4 == 0 ? network->node[random() % network->node.size()] : at,
                        purpose);
        };
        auto points = std::make_shared<std::vector<Snap>>(150);
        for (Snap& point : *points) point = anywhere(SnapFor::child);
        std::vector<Snap> places(70);
        for (Snap& place : places) place = anywhere(SnapFor::place);
        (*points)[3] = places[5] = {};
        for (const Snap& place : places)
            for (const Snap& point : *points) on_one_edge += place.edge == point.edge ? 1 : 0;
        const PointsOnRoad on_road(*network, points);
        for (const Metric metric : {Metric::time, Metric::length}) {
            const std::uint32_t limit = metric == Metric::time ? 500000 : 3500000;
            const Catchments wanted = one_by_one(*network, *points, places, metric, limit);
            for (const unsigned threads : {1U, 2U, 4U}) {
                set_threads(threads);
                const auto have = catchments(network, on_road, places, metric, limit, {});
                set_threads(0);
                REQUIRE(have);
                REQUIRE(*have == wanted);
            }
            found += wanted.pairs();
            REQUIRE(wanted.pairs() < 70 * 150);
        }
    }
    REQUIRE(found > 5000);
    REQUIRE(on_one_edge > 100);
}

TEST_CASE("catchments as the crow flies are those of the trips", "[catchments][straight_line]") {
    std::mt19937 random(5);
    const auto anywhere = [&] {
        return LonLat{101 + double(random() % 3000) * 1e-4, 13 + double(random() % 3000) * 1e-4};
    };
    std::vector<LonLat> points(200), places(40);
    for (LonLat& at : points) at = anywhere();
    for (LonLat& at : places) at = anywhere();
    places[7] = points[9];
    std::vector<std::uint32_t> fitting;
    for (std::uint32_t j = 0; j < places.size(); ++j)
        if (j % 5 != 3) fitting.push_back(j);
    const Profile profile = standard_profile(Mode::motorcycle, Season::dry);
    const StraightLine line(points, profile);
    for (const Metric metric : {Metric::time, Metric::length}) {
        const std::uint32_t limit = metric == Metric::time ? 20 * 60000 : 9000000;
        const auto have = *straight_line_catchments(line, places, fitting, metric, limit, {});
        REQUIRE(have.of[3].empty());
        std::size_t pairs = 0;
        for (const std::uint32_t j : fitting) {
            std::vector<Reached> wanted;
            const auto trips = *straight_line_trips(std::vector{places[j]}, points, profile, {});
            for (std::uint32_t i = 0; i < trips.size(); ++i)
                if (cost_in(trips[i], metric) <= limit) wanted.push_back({i, cost_in(trips[i], metric)});
            REQUIRE(have.of[j] == wanted);
            pairs += wanted.size();
        }
        REQUIRE(pairs == have.pairs());
        REQUIRE(pairs > 300);
    }
}

TEST_CASE("who stops waiting for catchments gets none", "[catchments]") {
    const auto net = test::drawn_minutes({"A-3--B"});
    const auto network = std::make_shared<const Network>(net.network);
    const PointsOnRoad on_road(*network,
                               std::make_shared<const std::vector<Snap>>(std::vector{net.snap('A')}));
    std::stop_source stop;
    stop.request_stop();
    const auto none = catchments(network, on_road, std::vector{net.snap('B')}, Metric::time, 600000,
                                 Progress{stop.get_token(), nullptr});
    REQUIRE_FALSE(none);
    REQUIRE(none.error().fault == Fault::cancelled);
}

}  // namespace catchments_test
