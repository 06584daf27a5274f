#include "geo/network/nearest.h"

#include "geo/base/parallel.h"
#include "geo/geom/measure.h"
#include "geo/network/network.h"
#include "geo/network/snap.h"
#include "tests/support/drawn_network.h"
#include "tests/support/random_roads.h"
#include "tests/support/test.h"

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

namespace nearest_test {

using namespace geo;
using test::drawn;
using test::drawn_minutes;

namespace {

constexpr std::uint64_t far = 1ULL << 60U;
constexpr std::uint32_t minute = 60000;

Profile motorcycle() {
    return standard_profile(Mode::motorcycle, Season::dry);
}

/// Cost and the other measure; the smaller cost first, then the smaller other.
using Cost = std::pair<std::uint64_t, std::uint64_t>;
Cost operator+(const Cost& a, const Cost& b) {
    return {a.first + b.first, a.second + b.second};
}

/// The network with every snap put in as a node of its own, and all pairs by Floyd and Warshall.  Nodes of
/// the network come first, then the places, then the children.
class Oracle {
public:
    Oracle(const Network& network, const std::vector<Snap>& places, const std::vector<Snap>& children,
           Metric metric)
        : network_(network),
          places_(places),
          children_(children),
          metric_(metric),
          nodes_(network.node.size()) {
        const std::size_t n = nodes_ + places.size() + children.size();
        d_.assign(n, std::vector<Cost>(n, {far, far}));
        for (std::size_t i = 0; i < n; ++i) d_[i][i] = {0, 0};
        for (std::uint32_t e = 0; e < network.edges.size(); ++e) add_edge(network.edges[e], e);
        for (std::size_t k = 0; k < n; ++k)
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = 0; j < n; ++j) d_[i][j] = std::min(d_[i][j], d_[i][k] + d_[k][j]);
    }

    /// Least (cost, place, other), walks and wait included; cost >= far: no route.
    std::tuple<std::uint64_t, std::size_t, std::uint64_t> best(std::size_t child,
                                                               const Profile& profile) const {
        std::tuple<std::uint64_t, std::size_t, std::uint64_t> best{far, 0, far};
        for (std::size_t p = 0; p < places_.size(); ++p) {
            if (!places_[p].on_network() || !children_[child].on_network()) continue;
            const auto walk = [&](const Snap& snap, double wait_s) {
                const auto ms = static_cast<std::uint64_t>(snap.walk_mm * 3.6 / profile.walk_kmh + 0.5) +
                                static_cast<std::uint64_t>(wait_s * 1000);
                return metric_ == Metric::time ? Cost{ms, snap.walk_mm} : Cost{snap.walk_mm, ms};
            };
            const Cost trip = d_[nodes_ + places_.size() + child][nodes_ + p] +
                              walk(children_[child], profile.wait_s) + walk(places_[p], 0);
            best = std::min(best, {trip.first, p, trip.second});
        }
        return best;
    }

private:
    void add_edge(const Edge& e, std::uint32_t number) {
        std::vector<std::pair<std::uint32_t, std::size_t>> on{{0, e.from}};
        for (std::size_t i = 0; i < places_.size(); ++i)
            if (places_[i].edge == number) on.emplace_back(places_[i].along_mm, nodes_ + i);
        for (std::size_t i = 0; i < children_.size(); ++i)
            if (children_[i].edge == number)
                on.emplace_back(children_[i].along_mm, nodes_ + places_.size() + i);
        std::sort(on.begin() + 1, on.end());
        on.emplace_back(e.length_mm, e.to);
        // The time from the first point, segment by segment; no road of these tests has a ferry's wait.
        const auto before = [&](std::uint32_t whole, std::uint32_t along) -> std::uint64_t {
            if (network_.along.empty()) return (std::uint64_t{whole} * along + e.length_mm / 2) / e.length_mm;
            std::uint32_t i = e.first;
            while (i + 2 < e.first + e.count && network_.along[i + 1].length_mm <= along) ++i;
            const Along& a = network_.along[i];
            const Along& b = network_.along[i + 1];
            const std::uint64_t mm = b.length_mm - a.length_mm;
            return a.time_ms + (std::uint64_t{b.time_ms - a.time_ms} * (along - a.length_mm) + mm / 2) / mm;
        };
        for (std::size_t i = 0; i + 1 < on.size(); ++i) {
            const auto& [from_mm, from] = on[i];
            const auto& [to_mm, to] = on[i + 1];
            const std::uint64_t mm = to_mm - from_mm;
            const auto piece = [&, from_mm = from_mm, to_mm = to_mm](std::uint32_t whole) {
                const std::uint64_t ms = before(whole, to_mm) - before(whole, from_mm);
                return metric_ == Metric::time ? Cost{ms, mm} : Cost{mm, ms};
            };
            if (mm == 0) {  // the same place on the road
                d_[from][to] = d_[to][from] = {0, 0};
                continue;
            }
            if (e.forward_ms != 0) d_[from][to] = std::min(d_[from][to], piece(e.forward_ms));
            if (e.backward_ms != 0) d_[to][from] = std::min(d_[to][from], piece(e.backward_ms));
        }
    }

    const Network& network_;
    const std::vector<Snap>& places_;
    const std::vector<Snap>& children_;
    Metric metric_;
    std::size_t nodes_;
    std::vector<std::vector<Cost>> d_;
};

/// Each label must be what its arcs and places offer, no more, no less.  The places stand on nodes.
void require_least(const Network& network, const std::vector<Snap>& places, Metric metric) {
    const auto labels = nearest_of_nodes(network, places, metric, {});
    using Full = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
    std::vector<Full> best(network.node.size(), Full{no_cost, no_cost, no_cost});
    for (std::uint32_t s = 0; s < places.size(); ++s) {
        const Edge& e = network.edges[places[s].edge];
        REQUIRE((places[s].along_mm == 0 || places[s].along_mm == e.length_mm));
        const std::uint32_t node = places[s].along_mm == 0 ? e.from : e.to;
        best[node] = std::min(best[node], Full{0, s, 0});
    }
    for (std::uint32_t n = 0; n < network.node.size(); ++n)
        for (std::uint32_t a = network.out.first[n]; a < network.out.first[n + 1]; ++a) {
            const HeadCost arc = network.out.time_ms[a];
            if (labels->cost[arc.head] == no_cost) continue;
            const std::uint32_t length = network.out.length_mm[a];
            const bool by_time = metric == Metric::time;
            best[n] = std::min(
                best[n], Full{labels->cost[arc.head] + (by_time ? arc.cost : length), labels->owner[arc.head],
                              labels->other[arc.head] + (by_time ? length : arc.cost)});
        }
    std::size_t wrong = 0;
    for (std::uint32_t n = 0; n < network.node.size(); ++n)
        if (best[n] != Full{labels->cost[n], labels->owner[n], labels->other[n]}) ++wrong;
    REQUIRE(wrong == 0);
}

/// Places at nodes of the network.
std::vector<Snap> some_places(const Network& network, std::size_t count) {
    std::mt19937 random(8);
    std::vector<LonLat> at(count);
    for (LonLat& p : at) p = network.node[random() % network.node.size()];
    return snap_all(network, at, SnapFor::place);
}

}  // namespace

TEST_CASE("each node has its nearest place in minutes that one can add up", "[nearest]") {
    const auto net = drawn_minutes({"A-3--B---10---C",  //
                                    "|             |",  //
                                    "4             2",  //
                                    "|             |",  //
                                    "D-----5-------E"});
    const std::vector<Snap> places = {net.snap('B'), net.snap('E')};
    const auto labels = nearest_of_nodes(net.network, places, Metric::time, {});
    const auto check = [&](char letter, std::uint32_t minutes, std::uint32_t place) {
        INFO(letter);
        REQUIRE(labels->cost[net.node.at(letter)] == minutes * minute);
        REQUIRE(labels->other[net.node.at(letter)] == minutes * 1000000);
        REQUIRE(labels->owner[net.node.at(letter)] == place);
    };
    check('A', 3, 0);
    check('B', 0, 0);
    check('C', 2, 1);
    check('D', 5, 1);
    check('E', 0, 1);
}

TEST_CASE("of two places equally far the smaller number is taken", "[nearest]") {
    const auto net = drawn_minutes({"A--6--B--6--C"});
    for (const bool turned : {false, true}) {
        const std::vector<Snap> places = {net.snap(turned ? 'C' : 'A'), net.snap(turned ? 'A' : 'C')};
        const auto labels = nearest_of_nodes(net.network, places, Metric::time, {});
        REQUIRE(labels->owner[net.node.at('B')] == 0);
        const std::vector<Snap> points = {net.snap('B')};
        REQUIRE((*nearest_trips(net.network, places, points, Metric::length, {}))[0].source == 0);
    }
}

TEST_CASE("of two ways equally quick to one place the shorter is told", "[nearest]") {
    for (const bool first_is_shorter : {false, true}) {
        auto net = drawn_minutes({"A--4--B",  //
                                  "|     |",  //
                                  "4     4",  //
                                  "|     |",  //
                                  "C--4--D"});
        for (Edge& e : net.network.edges) {
            const bool over_b = e.from == net.node.at('B') || e.to == net.node.at('B');
            e.length_mm = over_b == first_is_shorter ? 3000000 : 5000000;
        }
        connect(net.network);
        const std::vector<Snap> places = {net.snap('D')};
        const auto labels = nearest_of_nodes(net.network, places, Metric::time, {});
        REQUIRE(labels->cost[net.node.at('A')] == 8 * minute);
        REQUIRE(labels->other[net.node.at('A')] == 6000000);
        // Let A to C take 12 minutes: a third of the way from A, both directions take 12.
        for (Edge& e : net.network.edges)
            if ((e.from == net.node.at('A') && e.to == net.node.at('C')) ||
                (e.from == net.node.at('C') && e.to == net.node.at('A')))
                e.forward_ms = e.backward_ms = 12 * minute;
        connect(net.network);
        Snap child = net.snap('C');
        for (std::uint32_t e = 0; e < net.network.edges.size(); ++e)
            if (net.network.edges[e].forward_ms == 12 * minute) child.edge = e;
        const Edge& e = net.network.edges[child.edge];
        const auto place_child = [&](std::uint32_t twelfths_from_a) {
            const bool from_a = e.from == net.node.at('A');
            child.along_mm = e.length_mm / 12 * (from_a ? twelfths_from_a : 12 - twelfths_from_a);
        };
        place_child(2);
        REQUIRE((*nearest_trips(net.network, places, {&child, 1}, Metric::time, {}))[0].time_ms ==
                10 * minute);
        place_child(4);
        const Trip trip = (*nearest_trips(net.network, places, {&child, 1}, Metric::time, {}))[0];
        REQUIRE(trip.time_ms == 12 * minute);
        const std::uint32_t over_a = e.length_mm / 12 * 4 + (first_is_shorter ? 6000000 : 10000000);
        const std::uint32_t over_c =
            e.length_mm - e.length_mm / 12 * 4 + (first_is_shorter ? 5000000 : 3000000);
        REQUIRE(trip.length_mm == std::min(over_a, over_c));
    }
}

TEST_CASE("one goes from the child to the place, not from the place to the child", "[nearest]") {
    // From B to A only round the block; from A to B straight on.
    const auto net = drawn_minutes({"A--1->-B",  //
                                    "|      |",  //
                                    "2      2",  //
                                    "|      |",  //
                                    "C---3--D"});
    const auto minutes = [&](char child, char place) {
        const std::vector<Snap> places = {net.snap(place)};
        const std::vector<Snap> points = {net.snap(child)};
        return (*nearest_trips(net.network, places, points, Metric::time, {}))[0].time_ms / minute;
    };
    REQUIRE(minutes('B', 'A') == 7);
    REQUIRE(minutes('A', 'B') == 1);
}

TEST_CASE("child and place on one street need not leave it", "[nearest]") {
    const auto roads = drawn({"A--------------------B"});
    const auto network = build_network(roads.roads, motorcycle(), {});
    const auto along = [&](double share) {
        return snap(*network, {roads.at('A').lon + share * (roads.at('B').lon - roads.at('A').lon), 13});
    };
    const std::vector<Snap> places = {along(0.2), along(0.9)};
    const std::vector<Snap> points = {along(0.3), along(0.8), along(0.2)};
    const auto trips = *nearest_trips(*network, places, points, Metric::time, {});
    REQUIRE(trips[0].source == 0);
    REQUIRE_THAT(trips[0].length_mm / 1000.0, Catch::Matchers::WithinAbs(210, 1));
    REQUIRE(trips[1].source == 1);
    REQUIRE(trips[2].source == 0);
    REQUIRE(trips[2].time_ms == 0);
    // On a one-way street the place behind is out of reach.
    const auto street = drawn({"A---------->---------B"});
    const auto one_way = build_network(street.roads, motorcycle(), {});
    const auto ahead_only = *nearest_trips(*one_way, places, points, Metric::time, {});
    REQUIRE(ahead_only[0].source == 1);
    REQUIRE(ahead_only[1].source == 1);
}

TEST_CASE("a place at a crossing is reached from all sides, whichever street it hangs on", "[nearest]") {
    // X hangs on the first street, which leads away from it.
    const auto net = drawn_minutes({"X-->-1--B",  //
                                    "|       |",  //
                                    "2       3",  //
                                    "|       |",  //
                                    "C---4---D"});
    const std::vector<Snap> places = {net.snap('X')};
    const std::vector<Snap> points = {net.snap('C'), net.snap('X')};
    const auto trips = *nearest_trips(net.network, places, points, Metric::time, {});
    REQUIRE(trips[0].time_ms == 2 * minute);
    REQUIRE(trips[1].time_ms == 0);
    // And a child at a crossing may leave it by every street.
    const auto back = *nearest_trips(net.network, points, places, Metric::time, {});
    REQUIRE(back[0].time_ms == 0);
    REQUIRE((*nearest_trips(net.network, std::span(points).first(1), places, Metric::time, {}))[0].time_ms ==
            2 * minute);
}

TEST_CASE("far from roads, without a way, and without places are three different things", "[nearest]") {
    const auto roads = drawn({"A---B     C---D"});
    const auto network = build_network(roads.roads, motorcycle(), {});
    const std::vector<Snap> places = {snap(*network, roads.at('A')), Snap{}};
    const std::vector<Snap> points = {snap(*network, roads.at('B')), snap(*network, roads.at('C')),
                                      snap(*network, {103, 15})};
    const auto trips = *nearest_trips(*network, places, points, Metric::time, {});
    REQUIRE(trips[0].status == TripStatus::reached);
    REQUIRE(trips[1].status == TripStatus::unreachable);
    REQUIRE(trips[1].time_ms == no_cost);
    REQUIRE(trips[2].status == TripStatus::off_network);
    const auto nowhere = *nearest_trips(*network, {}, points, Metric::time, {});
    REQUIRE(nowhere[0].status == TripStatus::unreachable);
    REQUIRE(nowhere[0].source == no_cost);
}

TEST_CASE("walks and the wait are part of the trip", "[nearest]") {
    const auto roads = drawn({"A-------------------B"});
    const auto network = build_network(roads.roads, standard_profile(Mode::songthaew, Season::dry), {});
    const std::vector<Snap> places = {snap(*network, {roads.at('B').lon, 13.001})};
    const std::vector<Snap> points = {snap(*network, {roads.at('A').lon, 12.998})};
    const Trip trip = (*nearest_trips(*network, places, points, Metric::time, {}))[0];
    REQUIRE(trip.walk_mm == places[0].walk_mm + points[0].walk_mm);
    REQUIRE(trip.walk_mm > 300000);
    REQUIRE(network->edges.size() == 2);
    const Edge& e = network->edges[1];
    REQUIRE(e.ridden);
    REQUIRE(trip.length_mm == e.length_mm + trip.walk_mm);
    REQUIRE_THAT(
        trip.time_ms / 1000.0,
        Catch::Matchers::WithinAbs(600 + e.forward_ms / 1000.0 + trip.walk_mm / 1000.0 * 3.6 / 5, 0.01));
}

TEST_CASE("nearest places agree with all pairs by Floyd and Warshall", "[nearest]") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        Profile profile = seed % 3 == 0 ? standard_profile(Mode::walk, Season::rainy) : motorcycle();
        profile.wait_s = seed % 2 == 0 ? 77 : 0;
        const auto network = build_network(test::random_roads(seed, 6), profile, {});
        REQUIRE(network);
        std::mt19937 random(seed);
        // Some at crossings, some on the same spot, some anywhere.
        const auto anywhere = [&] {
            if (random() % 3 == 0) return network->node[random() % network->node.size()];
            return LonLat{101 + double(random() % 60) * 1e-3, 13 + double(random() % 60) * 1e-3};
        };
        std::vector<LonLat> at;
        for (int i = 0; i < 56; ++i) at.push_back(anywhere());
        const auto places = snap_all(*network, std::span(at).first(6), SnapFor::place);
        const auto children = snap_all(*network, std::span(at).subspan(6));
        for (const Metric metric : {Metric::time, Metric::length}) {
            const Oracle oracle(*network, places, children, metric);
            const auto trips = nearest_trips(*network, places, children, metric, {});
            REQUIRE(trips);
            for (std::size_t i = 0; i < children.size(); ++i) {
                const auto [cost, place, other] = oracle.best(i, profile);
                const Trip& trip = (*trips)[i];
                INFO("seed " << seed << ", child " << i);
                if (cost >= far) {
                    REQUIRE(trip.status != TripStatus::reached);
                    continue;
                }
                REQUIRE(trip.status == TripStatus::reached);
                REQUIRE((metric == Metric::time ? trip.time_ms : trip.length_mm) == cost);
                REQUIRE(trip.source == place);
                REQUIRE((metric == Metric::time ? trip.length_mm : trip.time_ms) == other);
                REQUIRE(trip.walk_mm == children[i].walk_mm + places[place].walk_mm);
            }
        }
    }
}

TEST_CASE("contraction changes no trip and no road node's label", "[nearest]") {
    std::size_t inner = 0, aboard = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        std::mt19937 random(seed);
        geo::Roads streets = test::random_roads(seed, 8);
        for (Way& way : streets.ways)  // boats among them, over one segment and over two
            if (random() % 6 == 0) way.road_class = RoadClass::ferry;
        geo::Roads mixed = test::in_pieces(streets, false);
        for (Way& way : mixed.ways)  // one chain, several speeds
            way.max_speed_kmh = static_cast<decltype(way.max_speed_kmh)>(20 + random() % 3 * 10);
        geo::Roads kept = mixed;
        for (std::size_t w = 0; w < kept.ways.size(); ++w)
            kept.ways[w].surface = w % 2 == 0 ? Surface::paved : Surface::unpaved;
        const auto contracted = build_network(mixed, motorcycle(), {});
        const auto whole = build_network(kept, motorcycle(), {});
        REQUIRE(contracted->node.size() < whole->node.size());
        const auto anywhere = [&] {
            if (random() % 3 == 0) return mixed.nodes[random() % mixed.nodes.size()];
            return LonLat{101 + double(random() % 80) * 1e-3, 13 + double(random() % 80) * 1e-3};
        };
        std::vector<LonLat> at;
        for (int i = 0; i < 120; ++i) at.push_back(anywhere());
        for (std::size_t i = 0; i < 9; ++i) at[i] = mixed.nodes[random() % mixed.nodes.size()];
        const auto first = std::span(at).first(9), rest = std::span(at).subspan(9);
        for (const Metric metric : {Metric::time, Metric::length}) {
            INFO("seed " << seed);
            const auto places = snap_all(*contracted, first, SnapFor::place);
            const auto same_places = snap_all(*whole, first, SnapFor::place);
            const auto trips = *nearest_trips(*contracted, places, snap_all(*contracted, rest), metric, {});
            const auto same_trips = *nearest_trips(*whole, same_places, snap_all(*whole, rest), metric, {});
            for (std::size_t i = 0; i < trips.size(); ++i) {
                INFO("child " << i);
                REQUIRE(trips[i].status == same_trips[i].status);
                if (trips[i].status != TripStatus::reached) continue;
                // A spot between nodes is rounded from its edge's first point, which may be either end.
                const auto near = [](std::uint32_t one, std::uint32_t other) {
                    return std::max(one, other) - std::min(one, other) <= 2;
                };
                REQUIRE(near(trips[i].time_ms, same_trips[i].time_ms));
                REQUIRE(near(trips[i].length_mm, same_trips[i].length_mm));
                REQUIRE(trips[i].walk_mm == same_trips[i].walk_mm);
            }
            const auto labels = *nearest_of_road_nodes(*contracted, places, metric, {});
            const auto nodes = *nearest_of_nodes(*whole, same_places, metric, {});
            std::map<std::pair<double, double>, std::uint32_t> node_at;
            for (std::uint32_t n = 0; n < whole->node.size(); ++n)
                node_at[{whole->node[n].lon, whole->node[n].lat}] = n;
            for (const Edge& edge : contracted->edges)
                for (std::uint32_t p = edge.first; p < edge.first + edge.count; ++p) {
                    const LonLat at_point = contracted->shape[p];
                    const auto found = node_at.find({at_point.lon, at_point.lat});
                    if (found == node_at.end()) continue;
                    REQUIRE(labels.cost[p] == nodes.cost[found->second]);
                    REQUIRE(labels.owner[p] == nodes.owner[found->second]);
                    REQUIRE(labels.other[p] == nodes.other[found->second]);
                    if (p == edge.first || p + 1 == edge.first + edge.count) continue;
                    ++inner;
                    aboard += edge.road_class == RoadClass::ferry && labels.cost[p] != no_cost ? 1 : 0;
                }
        }
    }
    REQUIRE(inner > 500);
    REQUIRE(aboard > 50);
}

TEST_CASE("a road node's label is the trip of a child who stands there", "[nearest]") {
    std::size_t along = 0, with_walk = 0, ends = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        std::mt19937 random(seed);
        geo::Roads roads = test::in_pieces(test::random_roads(seed, 6), false);
        for (Way& way : roads.ways)  // one chain, several speeds
            way.max_speed_kmh = static_cast<decltype(way.max_speed_kmh)>(20 + random() % 3 * 10);
        const Profile profile = seed % 4 == 0   ? standard_profile(Mode::walk, Season::dry)
                                : seed % 4 == 1 ? standard_profile(Mode::songthaew, Season::rainy)
                                                : motorcycle();
        REQUIRE((profile.rides || profile.wait_s == 0));
        const auto network = build_network(roads, profile, {});
        std::vector<LonLat> at;  // anywhere: most within a segment and off the road
        for (int i = 0; i < 25; ++i)
            at.push_back({101 + double(random() % 600) * 1e-4, 13 + double(random() % 600) * 1e-4});
        const auto places = snap_all(*network, at, SnapFor::place);
        std::vector<Snap> points(network->shape.size());
        for (std::uint32_t e = 0; e < network->edges.size(); ++e) {
            const Edge& edge = network->edges[e];
            for (std::uint32_t i = 0; i < edge.count; ++i) {
                const bool inside = i > 0 && i + 1 < edge.count;
                const std::uint32_t mm = i == 0   ? 0
                                         : inside ? network->along[edge.first + i].length_mm
                                                  : edge.length_mm;
                points[edge.first + i] = {e, 0, mm, {}, 0, false};
            }
        }
        for (const Metric metric : {Metric::time, Metric::length}) {
            const auto labels = *nearest_of_road_nodes(*network, places, metric, {});
            const auto trips = *nearest_trips(*network, places, points, metric, {});
            for (std::size_t p = 0; p < points.size(); ++p) {
                INFO("seed " << seed << ", point " << p);
                if (network->edges[points[p].edge].ridden) continue;  // nobody sets out in the vehicle
                const Trip& trip = trips[p];
                const bool by_time = metric == Metric::time;
                const Edge& edge = network->edges[points[p].edge];
                const bool is_end = p == edge.first || p + 1 == edge.first + edge.count;
                REQUIRE(labels.cost[p] == (by_time ? trip.time_ms : trip.length_mm));
                REQUIRE(labels.owner[p] == trip.source);
                REQUIRE(labels.other[p] == (by_time ? trip.length_mm : trip.time_ms));
                if (trip.status != TripStatus::reached) continue;
                ends += is_end ? 1 : 0;
                along += !is_end && places[trip.source].edge == points[p].edge ? 1 : 0;
                with_walk += places[trip.source].walk_mm > 0 ? 1 : 0;
            }
        }
    }
    REQUIRE(along > 100);
    REQUIRE(with_walk > 100);
    REQUIRE(ends > 100);
}

TEST_CASE("labels are the least solution also where many ranges meet", "[nearest]") {
    const auto network = build_network(test::random_roads(31, 260), motorcycle(), {});
    REQUIRE(network->node.size() > 50000);  // several ranges
    for (const Metric metric : {Metric::time, Metric::length})
        require_least(*network, some_places(*network, 40), metric);
}

TEST_CASE("a few roads that take days are searched with the others", "[nearest]") {
    auto network = *build_network(test::random_roads(31, 90), motorcycle(), {});
    std::vector<std::uint32_t> degree(network.node.size(), 0);
    for (const Edge& e : network.edges) {
        ++degree[e.from];
        ++degree[e.to];
    }
    int slow = 0;
    for (Edge& e : network.edges) {
        if ((degree[e.from] > 1 && degree[e.to] > 1) || slow == 12) continue;
        e.forward_ms = e.backward_ms = 300'000'000U * static_cast<std::uint32_t>(++slow);
    }
    REQUIRE(slow == 12);
    connect(network);
    require_least(network, some_places(network, 10), Metric::time);
}

TEST_CASE("trips are the same on any number of threads", "[nearest][threads]") {
    const auto network = build_network(test::random_roads(99, 260), motorcycle(), {});
    std::vector<LonLat> children;
    for (int i = 0; i < 5000; ++i)
        children.push_back({101 + (i * 37 % 2000) * 1.3e-3, 13 + (i * 91 % 2000) * 1.3e-3});
    for (const Metric metric : {Metric::time, Metric::length}) {
        std::vector<std::vector<Trip>> all;
        std::vector<NearestLabels> labels;
        for (const unsigned count : {1U, 2U, 4U}) {
            set_threads(count);
            const auto points = snap_all(*network, children);
            const auto places = std::span(points).first(200);
            all.push_back(*nearest_trips(*network, places, points, metric, {}));
            labels.push_back(*nearest_of_nodes(*network, places, metric, {}));
        }
        set_threads(0);
        for (std::size_t t = 1; t < 3; ++t) {
            REQUIRE(std::equal(all[0].begin(), all[0].end(), all[t].begin()));
            REQUIRE(labels[0].cost == labels[t].cost);
            REQUIRE(labels[0].owner == labels[t].owner);
            REQUIRE(labels[0].other == labels[t].other);
        }
    }
}

TEST_CASE("a search that nobody wants any more stops", "[nearest]") {
    const auto network = build_network(test::random_roads(1, 20), motorcycle(), {});
    std::stop_source stop;
    stop.request_stop();
    const Progress progress(stop.get_token(), nullptr);
    const std::vector<Snap> places = {snap(*network, network->node[0])};
    REQUIRE(nearest_of_nodes(*network, places, Metric::time, progress).error().fault == Fault::cancelled);
    const std::vector<LonLat> at = {{101, 13}};
    REQUIRE(straight_line_trips(at, at, motorcycle(), progress).error().fault == Fault::cancelled);
}

}  // namespace nearest_test
