// A matrix by a hierarchy is what a search from each place says, to the integer.
#include "geo/network/hierarchy.h"

#include "tests/support/random_roads.h"
#include "tests/support/test.h"

#include <random>

namespace hierarchy_test {

using namespace geo;

namespace {

/// Points beside nodes and between them, some on the same piece of road, some on no road at all.
std::vector<Snap> points_about(const Network& network, std::size_t count, SnapFor purpose,
                               std::mt19937& random) {
    std::vector<Snap> out;
    for (std::size_t i = 0; i < count; ++i) {
        LonLat at = network.node[random() % network.node.size()];
        if (i % 3 != 0) at = network.shape[random() % network.shape.size()];
        if (i % 7 == 6) at.lon += 30;
        out.push_back(snap(network, at, purpose));
    }
    out.push_back(out.front());
    return out;
}

}  // namespace

TEST_CASE("a matrix by a hierarchy is what a search from each place says", "[hierarchy]") {
    std::size_t compared = 0, reached = 0, shortcuts = 0;
    for (const Mode mode : {Mode::walk, Mode::motorcycle, Mode::songthaew})
        for (unsigned seed = 1; seed <= 4; ++seed) {
            const auto network = std::make_shared<const Network>(
                *build_network(test::random_roads(seed, 9), standard_profile(mode, Season::dry), {}));
            std::mt19937 random(seed);
            const auto from = points_about(*network, 40, SnapFor::child, random);
            const auto to = points_about(*network, 25, SnapFor::place, random);
            for (const Metric metric : {Metric::time, Metric::length}) {
                const auto hierarchy = Hierarchy::of(network, metric, {});
                REQUIRE(hierarchy);
                shortcuts += hierarchy->shortcuts();
                const auto costs = hierarchy->costs(from, to, {});
                REQUIRE(costs);
                REQUIRE(costs->size() == from.size() * to.size());
                for (std::size_t t = 0; t < to.size(); ++t) {
                    const auto trips = nearest_trips(*network, {&to[t], 1}, from, metric, {});
                    REQUIRE(trips);
                    for (std::size_t f = 0; f < from.size(); ++f, ++compared) {
                        REQUIRE((*costs)[f * to.size() + t] == (*trips)[f].cost(metric));
                        if ((*costs)[f * to.size() + t] != no_cost) ++reached;
                    }
                }
            }
        }
    CHECK(reached > compared / 3);
    CHECK(reached < compared);
    CHECK(shortcuts > 0);
}

TEST_CASE("a hierarchy that nobody wants any more is not made, nor its matrix", "[hierarchy]") {
    const auto network = std::make_shared<const Network>(
        *build_network(test::random_roads(1, 40), standard_profile(Mode::walk, Season::dry), {}));
    REQUIRE(network->node.size() > 1024);
    std::stop_source stop;
    const auto made = Hierarchy::of(network, Metric::time, {});
    REQUIRE(made);
    stop.request_stop();
    const Progress stopped(stop.get_token(), nullptr);
    const auto none = Hierarchy::of(network, Metric::time, stopped);
    REQUIRE_FALSE(none);
    CHECK(none.error().fault == Fault::cancelled);
    const Snap one = snap(*network, network->node.front());
    CHECK_FALSE(made->costs({&one, 1}, {&one, 1}, stopped));
    // Nobody from nowhere.
    CHECK(made->costs({}, {&one, 1}, {})->empty());
    CHECK(made->costs({&one, 1}, {}, {})->empty());
}

}  // namespace hierarchy_test
