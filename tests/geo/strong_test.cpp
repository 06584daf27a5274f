// One-way ends: who can leave them, who can come to them, and which road a child or a place is put on.
#include "geo/network/strong.h"

#include "geo/geom/measure.h"
#include "geo/network/nearest.h"
#include "tests/support/drawn_network.h"
#include "tests/support/random_roads.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace strong_test {

using namespace geo;
using test::drawn;

namespace {

Profile motorcycle() {
    return standard_profile(Mode::motorcycle, Season::dry);
}

/// reach[a][b]: one can go from a to b, by trying all (Warshall 1962).
std::vector<std::vector<bool>> closure(const Network& network) {
    const std::size_t n = network.node.size();
    std::vector<std::vector<bool>> reach(n, std::vector<bool>(n, false));
    for (std::size_t a = 0; a < n; ++a) {
        reach[a][a] = true;
        for (std::uint32_t arc = network.out.first[a]; arc < network.out.first[a + 1]; ++arc)
            reach[a][network.out.time_ms[arc].head] = true;
    }
    for (std::size_t via = 0; via < n; ++via)
        for (std::size_t a = 0; a < n; ++a)
            for (std::size_t b = 0; reach[a][via] && b < n; ++b)
                if (reach[via][b]) reach[a][b] = true;
    return reach;
}

// A>B is where a one-way road comes in from beyond the file, D>F where one leaves it.
const std::vector<std::string> cut = {"A->B---C",  //
                                      "   |   |",  //
                                      "   D---E",  //
                                      "   v    ",  //
                                      "   F    "};

}  // namespace

TEST_CASE("strong parts, their cores and one-way ends are those that trying all pairs finds", "[network]") {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const auto network = build_network(test::random_roads(seed, 5), motorcycle(), {});
        REQUIRE(network);
        const auto reach = closure(*network);
        const auto part = strong_parts(network->out);
        const std::size_t n = network->node.size();
        std::vector<std::size_t> size(n, 0);
        for (std::size_t a = 0; a < n; ++a)
            for (std::size_t b = 0; b < n; ++b) {
                const bool together = reach[a][b] && reach[b][a];
                REQUIRE((part[a] == part[b]) == together);
                if (together) ++size[a];
            }
        // Road nodes of each part, and the westernmost of them.
        std::vector<std::size_t> road_nodes = size;
        std::vector<double> west(n);
        for (std::size_t a = 0; a < n; ++a) {
            west[a] = network->node[a].lon;
            for (const Edge& e : network->edges)
                if (part[e.from] == part[a] && part[e.to] == part[a]) {
                    road_nodes[a] += e.count - 2;
                    for (std::uint32_t i = 0; i < e.count; ++i)
                        west[a] = std::min(west[a], network->shape[e.first + i].lon);
                }
        }
        for (std::size_t a = 0; a < n; ++a)
            for (std::size_t b = 0; b < n; ++b)
                if (part[a] == part[b]) west[a] = std::min(west[a], network->node[b].lon);
        std::size_t ends = 0;
        for (std::size_t a = 0; a < n; ++a) {
            std::size_t core = n;
            for (std::size_t b = 0; b < n; ++b)
                if (network->component[a] == network->component[b] &&
                    (core == n || road_nodes[b] > road_nodes[core] ||
                     (road_nodes[b] == road_nodes[core] && west[b] < west[core])))
                    core = b;
            const bool cored = size[core] > 1;  // a grid of these streets has no street that is a circle
            REQUIRE(network->has_core[network->component[a]] == cored);
            REQUIRE(network->leads_in[a] == (cored && reach[a][core]));
            REQUIRE(network->leads_out[a] == (cored && reach[core][a]));
            if (!network->leads_in[a] || !network->leads_out[a]) ++ends;
        }
        REQUIRE(network->report.one_way_ends == ends);
        REQUIRE(network->report.strongly_connected == *std::max_element(size.begin(), size.end()));
    }
}

TEST_CASE("a child at an end that leads nowhere walks on to the road, and so does one to a place",
          "[network]") {
    const auto roads = drawn(cut);
    const auto network = build_network(roads.roads, motorcycle(), {});
    REQUIRE(network->report.strongly_connected == 2);  // B and D, after the chain B-C-E-D was joined
    REQUIRE(network->report.one_way_ends == 2);
    const auto walk_m = [&](char from, SnapFor purpose) {
        return static_cast<double>(snap(*network, roads.at(from), purpose).walk_mm) / 1000;
    };
    REQUIRE(walk_m('F', SnapFor::child) ==
            Approx(geodesic_metres(roads.at('F'), roads.at('D'))).margin(0.01));
    REQUIRE(walk_m('A', SnapFor::place) ==
            Approx(geodesic_metres(roads.at('A'), roads.at('B'))).margin(0.01));
    // One may set out from A and arrive at F as before.
    REQUIRE(walk_m('A', SnapFor::child) == 0);
    REQUIRE(walk_m('F', SnapFor::place) == 0);

    const std::vector<Snap> places = {snap(*network, roads.at('A'), SnapFor::place)};
    const std::vector<Snap> children = {snap(*network, roads.at('F'), SnapFor::child)};
    const auto trips = nearest_trips(*network, places, children, Metric::time, {});
    REQUIRE(trips->front().status == TripStatus::reached);
    REQUIRE(trips->front().walk_mm == places[0].walk_mm + children[0].walk_mm);
    REQUIRE(trips->front().length_mm == trips->front().walk_mm + geodesic_mm(roads.at('D'), roads.at('B')));
}

TEST_CASE("nobody is moved farther than half a kilometre, nor from an island to the shore", "[network]") {
    const auto far = drawn(cut, RoadClass::tertiary, 300);  // F is 600 m from D
    const auto network = build_network(far.roads, motorcycle(), {});
    REQUIRE(snap(*network, far.at('F'), SnapFor::child).walk_mm == 0);

    const auto island = drawn({"A---B   I---J",  //
                               "|   |       |",  //
                               "|   |       v",  //
                               "C---D K<----L",  //
                               "  M>N        "});
    const auto both = build_network(island.roads, motorcycle(), {});
    const auto component_at = [&](char letter) {
        const Snap at = snap(*both, island.at(letter), SnapFor::child);
        return both->component[both->edges[at.edge].from];
    };
    // K leads nowhere; the ring on the other shore is 200 m away, the street of the island 360 m.
    REQUIRE(component_at('K') == component_at('J'));
    REQUIRE(component_at('K') != component_at('D'));
    REQUIRE(snap(*both, island.at('K'), SnapFor::child).walk_mm / 1000.0 ==
            Approx(geodesic_metres(island.at('K'), island.at('I'))).margin(0.01));
    // A one-way piece alone is no island.
    REQUIRE(component_at('N') == component_at('D'));
}

TEST_CASE("of the roads that join, the nearest within the rule is taken, as a scan finds it", "[network]") {
    int moved = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        auto profile = motorcycle();
        profile.max_walk_m = 900;
        const auto network = build_network(test::random_roads(seed, 6), profile, {});
        std::mt19937 random(seed);
        for (int i = 0; i < test::rounds(60); ++i) {
            const LonLat at{100.99 + double(random() % 7000) * 1e-5, 12.99 + double(random() % 7000) * 1e-5};
            for (const SnapFor purpose : {SnapFor::child, SnapFor::place}) {
                double nearest = 1e18;
                std::uint32_t home = 0;
                std::map<std::uint32_t, double> joining_of;  // by component
                for (const Edge& e : network->edges) {
                    const bool child = purpose == SnapFor::child;
                    const auto& leads = child ? network->leads_in : network->leads_out;
                    const bool joins = (e.forward_ms != 0 && leads[child ? e.to : e.from]) ||
                                       (e.backward_ms != 0 && leads[child ? e.from : e.to]);
                    for (std::uint32_t p = e.first; p + 1 < e.first + e.count; ++p)
                        for (int step = 0; step <= 400; ++step) {
                            const LonLat a = network->shape[p];
                            const LonLat b = network->shape[p + 1];
                            const double metres =
                                std::hypot((a.lon + (b.lon - a.lon) * step / 400 - at.lon) * 108500,
                                           (a.lat + (b.lat - a.lat) * step / 400 - at.lat) * 110600);
                            if (metres < nearest) {
                                nearest = metres;
                                home = network->component[e.from];
                            }
                            double& there =
                                joining_of.emplace(network->component[e.from], 1e18).first->second;
                            if (joins) there = std::min(there, metres);
                        }
                }
                double joining = joining_of[home];
                if (!network->has_core[home])
                    for (const auto& other : joining_of) joining = std::min(joining, other.second);
                const double limit = std::min(nearest + most_farther_m, profile.max_walk_m);
                if (std::abs(joining - limit) < 10 || std::abs(nearest - profile.max_walk_m) < 10)
                    continue;  // too near the limit for a scan in steps
                const Snap found = snap(*network, at, purpose);
                REQUIRE(found.on_network() == (nearest <= profile.max_walk_m));
                if (!found.on_network()) continue;
                const double expected = joining <= limit ? joining : nearest;
                if (expected > nearest + 10) ++moved;
                REQUIRE(found.walk_mm / 1000.0 == Approx(expected).epsilon(0.003).margin(2.5));
            }
        }
    }
    REQUIRE(moved >= test::rounds(10));
}

}  // namespace strong_test
