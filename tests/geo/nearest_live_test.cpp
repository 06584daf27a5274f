// Labels that are repaired are those of a search from nothing, after any changes.
#include "geo/network/nearest_live.h"

#include "tests/support/random_roads.h"
#include "tests/support/test.h"
#include "tests/support/wrong_labels.h"

#include <algorithm>
#include <random>

namespace nearest_live_test {

using namespace geo;

namespace {

/// A network, and spots on it: crossings, streets, several at one spot.
class World {
public:
    World(unsigned seed, int size, Mode mode) : random_(seed), size_(size) {
        network = std::make_shared<const Network>(
            *build_network(test::random_roads(seed, size), standard_profile(mode, Season::dry), {}));
    }
    Snap anywhere() {
        const auto below = [&](std::size_t limit) { return random_() % limit; };
        const LonLat at = below(3) == 0 ? network->node[below(network->node.size())]
                                        : LonLat{101 + double(below(1000)) * size_ * 1e-5,
                                                 13 + double(below(1000)) * size_ * 1e-5};
        return snap(*network, at, SnapFor::place);
    }
    std::size_t below(std::size_t limit) { return random_() % limit; }

    std::shared_ptr<const Network> network;

private:
    std::mt19937 random_;
    int size_;
};

}  // namespace

TEST_CASE("after random changes every label and trip is that of a search from nothing", "[nearest][live]") {
    std::size_t changes = 0, emptied = 0;
    for (const Mode mode : {Mode::motorcycle, Mode::walk})
        for (const Metric metric : {Metric::time, Metric::length}) {
            World world(7, 7, mode);
            std::vector<Snap> sources(4);
            for (Snap& source : sources) source = world.anywhere();
            auto live = *Nearest::search(world.network, sources, metric, {});
            std::vector<Snap> children(60);
            for (Snap& child : children) child = world.anywhere();
            for (int round = 0; round < 2500; ++round, ++changes) {
                const std::size_t all = live.sources().size();
                const auto one = static_cast<std::uint32_t>(world.below(all));
                // Few sources and many by turns, down to none.
                const bool grows = round / 300 % 2 == 0;
                const std::size_t what = world.below(10);
                if (what < (grows ? 4U : 1U) && all < 60)
                    live.add(world.anywhere());
                else if (what < (grows ? 5U : 7U))
                    live.remove(one);
                else
                    live.move(one, what == 9 ? live.sources()[world.below(all)] : world.anywhere());
                if (round % 600 == 599)
                    for (std::uint32_t s = 0; s < all; ++s) live.remove(s);
                INFO("mode " << int(mode) << ", metric " << int(metric) << ", change " << round);
                REQUIRE(test::wrong_labels(live) == 0);
                emptied += std::none_of(live.sources().begin(), live.sources().end(),
                                        [](const Snap& at) { return at.on_network(); })
                               ? 1
                               : 0;
                if (round % 10 != 0) continue;
                const auto trips = *nearest_trips(*world.network, live.sources(), children, metric, {});
                for (std::size_t i = 0; i < children.size(); ++i) REQUIRE(live.trip(children[i]) == trips[i]);
            }
        }
    REQUIRE(changes == 10000);
    REQUIRE(emptied > 0);
}

TEST_CASE("a change says which nodes and edges it touched", "[nearest][live]") {
    World world(3, 12, Mode::motorcycle);
    std::vector<Snap> sources(20);
    for (Snap& source : sources) source = world.anywhere();
    auto live = *Nearest::search(world.network, sources, Metric::time, {});
    std::size_t least = world.network->node.size(), most = 0;
    for (int round = 0; round < 200; ++round) {
        const NearestLabels before = live.labels();
        const auto source = static_cast<std::uint32_t>(world.below(sources.size()));
        const Snap from = live.sources()[source], to = world.anywhere();
        live.move(source, to);
        std::vector<std::uint32_t> said(live.changed_nodes().begin(), live.changed_nodes().end());
        std::sort(said.begin(), said.end());
        REQUIRE(std::adjacent_find(said.begin(), said.end()) == said.end());
        for (std::uint32_t n = 0; n < before.cost.size(); ++n)
            if (before.cost[n] != live.labels().cost[n] || before.owner[n] != live.labels().owner[n] ||
                before.other[n] != live.labels().other[n])
                REQUIRE(std::binary_search(said.begin(), said.end(), n));
        for (const Snap& at : {from, to})
            if (at.on_network())
                REQUIRE(std::count(live.changed_edges().begin(), live.changed_edges().end(), at.edge) > 0);
        least = std::min(least, said.size());
        most = std::max(most, said.size());
    }
    // It repairs cells, and does not search the country again.
    REQUIRE(least < world.network->node.size() / 10);
    REQUIRE(most < world.network->node.size());
}

TEST_CASE("a source that goes and comes back leaves no trace", "[nearest][live]") {
    World world(5, 10, Mode::car);
    std::vector<Snap> sources(6);
    for (Snap& source : sources) source = world.anywhere();
    auto live = *Nearest::search(world.network, sources, Metric::time, {});
    const NearestLabels before = live.labels();
    live.remove(2);
    REQUIRE(test::wrong_labels(live) == 0);
    live.move(2, sources[2]);
    REQUIRE(live.labels().cost == before.cost);
    REQUIRE(live.labels().owner == before.owner);
    REQUIRE(live.labels().other == before.other);
    live.remove(2);
    live.remove(2);  // a second time: nothing is there to take
    REQUIRE(live.changed_nodes().empty());
}

}  // namespace nearest_live_test
