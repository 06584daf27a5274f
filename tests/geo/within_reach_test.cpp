#include "geo/network/within_reach.h"

#include "tests/support/random_roads.h"
#include "tests/support/test.h"

#include <algorithm>
#include <random>

namespace within_reach_test {

using namespace geo;

// One object for all, so that what is left of an earlier search would show.
TEST_CASE("who is within reach is who the search from nothing says, one search after the other",
          "[within_reach]") {
    for (unsigned seed = 1; seed <= 4; ++seed) {
        const auto network = std::make_shared<const Network>(
            *build_network(test::random_roads(seed, 9), standard_profile(Mode::motorcycle, Season::dry), {}));
        std::mt19937 random(seed);
        for (const Metric metric : {Metric::time, Metric::length}) {
            WithinReach reach(network, metric);
            for (int turn = 0; turn < 40; ++turn) {
                const Snap place =
                    snap(*network, network->node[random() % network->node.size()], SnapFor::place);
                const auto all = *nearest_of_nodes(*network, {&place, 1}, metric, {});
                std::uint32_t farthest = 0;
                for (const std::uint32_t cost : all.cost)
                    if (cost != no_cost) farthest = std::max(farthest, cost);
                const auto drawn = static_cast<std::uint32_t>(random());
                const std::uint32_t limit = turn % 5 == 0 ? no_cost : drawn % (farthest + 1);
                std::vector<std::uint32_t> wanted;
                for (std::uint32_t n = 0; n < all.cost.size(); ++n)
                    if (all.cost[n] != no_cost && all.cost[n] <= limit) wanted.push_back(n);
                const auto found = reach.search(place, limit);
                std::vector<std::uint32_t> have(found.begin(), found.end());
                std::sort(have.begin(), have.end());
                REQUIRE(have == wanted);
                for (std::uint32_t n = 0; n < all.cost.size(); ++n)
                    REQUIRE(reach.cost(n) == (all.cost[n] <= limit ? all.cost[n] : no_cost));
            }
        }
    }
}

}  // namespace within_reach_test
