// Tables that follow each change of the places are those of coverage() from nothing.
#include "geo/access/coverage.h"
#include "geo/network/live_trips.h"
#include "tests/support/random_roads.h"
#include "tests/support/random_study.h"
#include "tests/support/test.h"

#include <numeric>
#include <random>

namespace coverage_again_test {

using namespace geo;

namespace {

Dataset data_with_children(unsigned& seed) {
    for (;; ++seed) {
        const Study study = test::RandomStudy(seed).study();
        const auto demand = build_demand(*study.data, {});
        if (demand && demand->size() > 5) return *study.data;
    }
}

}  // namespace

TEST_CASE("after random changes trips and tables are those of a computation from nothing",
          "[coverage][live]") {
    unsigned seed = 1;
    for (const Metric metric : {Metric::time, Metric::length}) {
        const Dataset data = data_with_children(seed);
        const auto demand = std::make_shared<const Demand>(*build_demand(data, {}));
        const auto network = std::make_shared<const Network>(
            *build_network(test::random_roads(seed, 8), standard_profile(Mode::motorcycle, Season::dry), {}));
        std::mt19937 random(seed++);
        const auto anywhere = [&](SnapFor purpose) {
            const LonLat at = {101 + double(random() % 1100) * 8e-5, 13 + double(random() % 1100) * 8e-5};
            return snap(*network, random() % 4 == 0 ? network->node[random() % network->node.size()] : at,
                        purpose);
        };
        auto points = std::make_shared<std::vector<Snap>>(demand->size());
        for (Snap& point : *points) point = anywhere(SnapFor::child);
        (*points)[0] = {};  // too far from every road
        std::vector<Snap> sources(5);
        for (Snap& source : sources) source = anywhere(SnapFor::place);
        const std::vector<std::uint32_t> limits = metric == Metric::time
                                                      ? std::vector<std::uint32_t>{120000, 400000}
                                                      : std::vector<std::uint32_t>{1000000, 3000000};
        LiveTrips live(points, *Nearest::search(network, sources, metric, {}));
        std::vector<CoverageTable> tables;
        for (const std::uint32_t limit : limits)
            tables.push_back(coverage(*data.areas, *demand, live.trips(), live.trips(), {metric, limit}));
        std::size_t moved = 0;
        for (int round = 0; round < 600; ++round) {
            const std::size_t all = live.nearest().sources().size();
            const auto one = static_cast<std::uint32_t>(random() % all);
            const std::vector<Trip> before = live.trips();
            switch (random() % 4) {
                case 0:
                    if (all >= 30) continue;
                    live.add(anywhere(SnapFor::place));
                    break;
                case 1:
                    live.remove(one);
                    break;
                default:
                    live.move(one, anywhere(SnapFor::place));
            }
            INFO("metric " << int(metric) << ", change " << round);
            const auto trips = *nearest_trips(*network, live.nearest().sources(), *points, metric, {});
            REQUIRE(live.trips() == trips);
            std::vector<AreaId> touched;
            for (const LiveTrips::Changed& trip : live.changed()) {
                REQUIRE(trip.before == before[trip.point]);
                REQUIRE(trip.before != trips[trip.point]);
                touched.push_back(demand->area[trip.point]);
            }
            moved += touched.size();
            REQUIRE(touched.size() == static_cast<std::size_t>(std::inner_product(
                                          before.begin(), before.end(), trips.begin(), 0, std::plus<>{},
                                          [](const Trip& a, const Trip& b) { return a == b ? 0 : 1; })));
            for (std::size_t l = 0; l < limits.size(); ++l) {
                const auto table = coverage(*data.areas, *demand, trips, trips, {metric, limits[l]});
                tables[l] = coverage_again(tables[l], *data.areas, *demand, trips, trips, touched);
                REQUIRE(tables[l] == table);
            }
        }
        REQUIRE(moved > 100);
    }
}

}  // namespace coverage_again_test
