// Walk, ride, walk: trips over the two layers of a network against a search over every piece of road by
// itself.
#include "geo/geom/measure.h"
#include "geo/network/nearest_live.h"
#include "tests/support/drawn_network.h"
#include "tests/support/random_roads.h"
#include "tests/support/test.h"

#include <cmath>
#include <queue>
#include <random>

namespace chain_test {

using namespace geo;
using test::drawn;

namespace {

/// Random streets of several classes: some for walkers alone, some for cars alone.
Roads mixed_roads(unsigned seed) {
    std::mt19937 random(seed);
    Roads roads = test::in_pieces(test::random_roads(seed, 7), false);
    for (Way& way : roads.ways) {
        constexpr RoadClass classes[] = {RoadClass::tertiary, RoadClass::secondary, RoadClass::residential,
                                         RoadClass::footway};
        way.road_class = classes[random() % 4];
        if (random() % 9 == 0) way.flags = road_no_foot;
        if (random() % 4 == 0) way.max_speed_kmh = 30;
    }
    return roads;
}

/// Milliseconds to a place from every road node, on foot and in the vehicle, piece by piece (Dijkstra):
/// written from the definitions alone.
class Oracle {
public:
    Oracle(const Roads& roads, const Profile& profile) : arcs_(roads.nodes.size() * 2) {
        const auto vehicle = static_cast<std::uint32_t>(roads.nodes.size());
        for (const Way& way : roads.ways) {
            const auto c = static_cast<std::size_t>(way.road_class);
            const auto nodes = roads.nodes_of(way);
            for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
                const std::uint32_t a = nodes[i], b = nodes[i + 1];
                const auto ms = [&](double kmh) {
                    return static_cast<std::uint64_t>(
                        std::floor(geodesic_mm(roads.nodes[a], roads.nodes[b]) * 3.6 / kmh + 0.5));
                };
                if (profile.foot_kmh[c] > 0 && (way.flags & road_no_foot) == 0) {
                    arcs_[b].push_back({a, ms(profile.foot_kmh[c])});
                    arcs_[a].push_back({b, ms(profile.foot_kmh[c])});
                }
                double kmh = profile.speed_kmh[c];
                if (kmh <= 0) continue;
                if (way.max_speed_kmh > 0) kmh = std::min<double>(kmh, way.max_speed_kmh);
                if (way.one_way != OneWay::backward) arcs_[vehicle + b].push_back({vehicle + a, ms(kmh)});
                if (way.one_way != OneWay::forward) arcs_[vehicle + a].push_back({vehicle + b, ms(kmh)});
            }
        }
        const auto wait = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(profile.wait_s * 1000));
        for (std::uint32_t n = 0; n < vehicle; ++n) {
            arcs_[vehicle + n].push_back({n, wait});  // backwards: boarding leads into the vehicle
            arcs_[n].push_back({vehicle + n, 0});
        }
    }

    std::vector<std::uint64_t> to(std::uint32_t place) const {
        std::vector<std::uint64_t> best(arcs_.size(), ~std::uint64_t{0});
        using Entry = std::pair<std::uint64_t, std::uint32_t>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        const auto offer = [&](std::uint32_t node, std::uint64_t ms) {
            if (ms >= best[node]) return;
            best[node] = ms;
            queue.push({ms, node});
        };
        offer(place, 0);
        while (!queue.empty()) {
            const auto [ms, node] = queue.top();
            queue.pop();
            if (ms != best[node]) continue;
            for (const auto& [next, cost] : arcs_[node]) offer(next, ms + cost);
        }
        return best;
    }

private:
    std::vector<std::vector<std::pair<std::uint32_t, std::uint64_t>>> arcs_;  // against the direction
};

/// The road node on foot: an edge of the layer on foot with the node on it.  Nothing where nobody walks
/// there.
std::optional<Snap> at_node(const Network& network, LonLat at) {
    for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
        const Edge& edge = network.edges[e];
        if (edge.ridden || !edge.walkable) continue;
        for (std::uint32_t p = edge.first; p < edge.first + edge.count; ++p)
            if (network.shape[p] == at) return Snap{e, 0, network.along[p].length_mm, at, 0, false};
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("a walk, a ride and a walk take what a search over every piece of road finds", "[chain][nearest]") {
    std::size_t ridden = 0, walked = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const Roads roads = mixed_roads(seed);
        Profile profile = standard_profile(seed % 2 == 0 ? Mode::songthaew : Mode::school_van,
                                           seed % 3 == 0 ? Season::rainy : Season::dry);
        profile.wait_s = seed % 3 * 70;
        const auto network = build_network(roads, profile, {});
        REQUIRE(network);
        REQUIRE(network->report.transfers > 0);
        const Oracle oracle(roads, profile);
        std::mt19937 random(seed);
        for (int i = 0; i < 8; ++i) {
            const auto place_node = static_cast<std::uint32_t>(random() % roads.nodes.size());
            const auto place = at_node(*network, roads.nodes[place_node]);
            if (!place) continue;
            const std::vector<std::uint64_t> best = oracle.to(place_node);
            std::vector<Snap> children;
            std::vector<std::uint32_t> nodes;
            for (int c = 0; c < 40; ++c) {
                const auto node = static_cast<std::uint32_t>(random() % roads.nodes.size());
                if (const auto child = at_node(*network, roads.nodes[node])) {
                    children.push_back(*child);
                    nodes.push_back(node);
                }
            }
            const std::vector<Snap> places{*place};
            const auto trips = *nearest_trips(*network, places, children, Metric::time, {});
            for (std::size_t c = 0; c < children.size(); ++c) {
                INFO("seed " << seed << ", node " << nodes[c] << " to " << place_node);
                const std::uint64_t ms = best[nodes[c]];
                REQUIRE((trips[c].status == TripStatus::reached) == (ms != ~std::uint64_t{0}));
                if (trips[c].status != TripStatus::reached) continue;
                REQUIRE(trips[c].time_ms == ms);
                // Whoever only walked is as fast as on foot.
                const bool on_foot =
                    trips[c].time_ms + 1.0 >= trips[c].length_mm * 3.6 / profile.foot_kmh[4] - 20;
                ++(on_foot ? walked : ridden);
            }
        }
    }
    REQUIRE(ridden > 500);
    REQUIRE(walked > 50);
}

TEST_CASE("nobody boards where walking is quicker than waiting, and one waits at each change", "[chain]") {
    // Main roads A-B and C-D; between them a footway.
    auto picture = drawn({"A-------B---C-------D"}, RoadClass::secondary, 1000);
    picture.roads.ways[1].road_class = RoadClass::footway;
    const auto network = build_network(picture.roads, standard_profile(Mode::songthaew, Season::dry), {});
    const auto trip_to = [&](char from, char to) {
        const std::vector<Snap> places{snap(*network, picture.at(to), SnapFor::place)};
        const std::vector<Snap> children{snap(*network, picture.at(from))};
        return (*nearest_trips(*network, places, children, Metric::time, {})).front();
    };
    const auto km = [&](char a, char b) { return geodesic_metres(picture.at(a), picture.at(b)) / 1000; };
    const double first = 600 + km('A', 'B') / 40 * 3600, second = 600 + km('C', 'D') / 40 * 3600;
    REQUIRE_THAT(trip_to('A', 'B').time_ms / 1000.0, Catch::Matchers::WithinAbs(first, 0.1));
    REQUIRE_THAT(trip_to('A', 'D').time_ms / 1000.0,
                 Catch::Matchers::WithinAbs(first + km('B', 'C') / 5 * 3600 + second, 0.1));
    // 800 m take 576 s on foot: less than the wait.
    auto near = drawn({"A-------B"}, RoadClass::secondary, 100);
    const auto short_way = build_network(near.roads, standard_profile(Mode::songthaew, Season::dry), {});
    const std::vector<Snap> place{snap(*short_way, near.at('B'), SnapFor::place)};
    const std::vector<Snap> child{snap(*short_way, near.at('A'))};
    REQUIRE_THAT(
        (*nearest_trips(*short_way, place, child, Metric::time, {}))[0].time_ms / 1000.0,
        Catch::Matchers::WithinAbs(geodesic_metres(near.at('A'), near.at('B')) / 1000 / 5 * 3600, 0.1));
}

TEST_CASE("a boat is boarded at its pier and waits there, on foot it is no ferry", "[chain]") {
    auto picture = drawn({"A---B-------C---D"}, RoadClass::residential, 500);
    picture.roads.ways[1].road_class = RoadClass::ferry;
    const auto network = build_network(picture.roads, standard_profile(Mode::boat, Season::dry), {});
    REQUIRE(network->report.transfers == 2);
    // Beside the middle of the water, within a walk of it: the child goes to the road.
    const LonLat middle{(picture.at('B').lon + picture.at('C').lon) / 2, picture.at('B').lat + 0.001};
    const Snap child = snap(*network, middle);
    REQUIRE(network->edges[child.edge].road_class == RoadClass::residential);
    const std::vector<Snap> places{snap(*network, picture.at('D'), SnapFor::place)};
    const std::vector<Snap> children{snap(*network, picture.at('A'))};
    const Trip trip = (*nearest_trips(*network, places, children, Metric::time, {}))[0];
    const auto km = [&](char a, char b) { return geodesic_metres(picture.at(a), picture.at(b)) / 1000; };
    REQUIRE_THAT(trip.time_ms / 1000.0,
                 Catch::Matchers::WithinAbs(
                     (km('A', 'B') + km('C', 'D')) / 5 * 3600 + 900 + km('B', 'C') / 12 * 3600, 0.1));
    // No boat, no network.
    picture.roads.ways[1].road_class = RoadClass::residential;
    REQUIRE(build_network(picture.roads, standard_profile(Mode::boat, Season::dry), {}).error().fault ==
            Fault::needs_roads);
}

TEST_CASE("labels of chains are repaired as a search from nothing gives them", "[chain][nearest]") {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        const auto network = std::make_shared<const Network>(
            *build_network(mixed_roads(seed), standard_profile(Mode::songthaew, Season::dry), {}));
        std::mt19937 random(seed);
        const auto spot = [&] {
            return snap(*network, {101 + double(random() % 700) * 1e-4, 13 + double(random() % 700) * 1e-4},
                        SnapFor::place);
        };
        std::vector<Snap> places;
        for (int i = 0; i < 6; ++i) places.push_back(spot());
        for (const Metric metric : {Metric::time, Metric::length}) {
            auto nearest = *Nearest::search(network, places, metric, {});
            for (int change = 0; change < 60; ++change) {
                const auto which = static_cast<std::uint32_t>(random() % nearest.sources().size());
                if (random() % 4 == 0)
                    nearest.remove(which);
                else
                    nearest.move(which, spot());
                const std::vector<Snap> now(nearest.sources().begin(), nearest.sources().end());
                const auto fresh = *nearest_of_nodes(*network, now, metric, {});
                INFO("seed " << seed << ", change " << change);
                for (std::size_t n = 0; n < network->node.size(); ++n) {
                    REQUIRE(nearest.labels().cost[n] == fresh.cost[n]);
                    REQUIRE(nearest.labels().owner[n] == fresh.owner[n]);
                    REQUIRE(nearest.labels().other[n] == fresh.other[n]);
                }
            }
        }
    }
}

}  // namespace chain_test
