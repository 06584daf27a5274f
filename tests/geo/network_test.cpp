#include "geo/network/network.h"

#include "geo/base/parallel.h"
#include "geo/data/read_roads.h"
#include "geo/geom/measure.h"
#include "geo/network/nearest.h"
#include "geo/network/snap.h"
#include "tests/support/drawn_network.h"
#include "tests/support/test.h"

#include <algorithm>
#include <fstream>
#include <random>

using namespace geo;
using test::drawn;

namespace {

Profile motorcycle() {
    return standard_profile(Mode::motorcycle, Season::dry);
}

/// All pairs by Floyd and Warshall over the network's arcs.
std::vector<std::vector<std::uint64_t>> all_pairs(const Network& network, Metric metric) {
    const std::size_t n = network.node.size();
    std::vector<std::vector<std::uint64_t>> d(n, std::vector<std::uint64_t>(n, 1ULL << 60U));
    for (std::size_t i = 0; i < n; ++i) d[i][i] = 0;
    for (const Edge& e : network.edges) {
        const std::uint64_t there = metric == Metric::time ? e.forward_ms : e.length_mm;
        const std::uint64_t back = metric == Metric::time ? e.backward_ms : e.length_mm;
        if (e.forward_ms != 0) d[e.from][e.to] = std::min(d[e.from][e.to], there);
        if (e.backward_ms != 0) d[e.to][e.from] = std::min(d[e.to][e.from], back);
    }
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
    return d;
}

/// A grid of streets with random one-ways and random bends, some of them missing.
Roads random_roads(unsigned seed, int n) {
    std::mt19937 random(seed);
    const auto pick = [&](unsigned below) { return random() % below; };
    Roads roads;
    for (int r = 0; r < n; ++r)
        for (int c = 0; c < n; ++c)
            roads.nodes.push_back(
                {101 + c * 0.01 + int(pick(400)) * 1e-5, 13 + r * 0.01 + int(pick(400)) * 1e-5});
    const auto add = [&](std::uint32_t a, std::uint32_t b) {
        if (pick(6) == 0) return;
        Way way;
        way.id = static_cast<std::int64_t>(roads.ways.size()) + 1;
        way.road_class = pick(2) == 0 ? RoadClass::tertiary : RoadClass::residential;
        way.one_way = pick(4) == 0 ? (pick(2) == 0 ? OneWay::forward : OneWay::backward) : OneWay::no;
        way.first = static_cast<std::uint32_t>(roads.way_nodes.size());
        way.count = 2;
        roads.way_nodes.push_back(a);
        if (pick(2) == 0) {
            roads.nodes.push_back({(roads.nodes[a].lon + roads.nodes[b].lon) / 2 + 1e-4,
                                   (roads.nodes[a].lat + roads.nodes[b].lat) / 2});
            roads.way_nodes.push_back(static_cast<std::uint32_t>(roads.nodes.size()) - 1);
            ++way.count;
        }
        roads.way_nodes.push_back(b);
        roads.ways.push_back(way);
    };
    for (int r = 0; r < n; ++r)
        for (int c = 0; c < n; ++c) {
            const auto here = static_cast<std::uint32_t>(r * n + c);
            if (c + 1 < n) add(here, here + 1);
            if (r + 1 < n) add(here, here + static_cast<std::uint32_t>(n));
        }
    return roads;
}

}  // namespace

TEST_CASE("a drawn cross becomes four edges around one junction", "[network]") {
    const auto roads = drawn({"    B    ",  //
                              "    |    ",  //
                              "A---X---C",  //
                              "    |    ",  //
                              "    D    "});
    const auto network = build_network(roads.roads, motorcycle(), {});
    REQUIRE(network);
    REQUIRE(network->node.size() == 5);
    REQUIRE(network->edges.size() == 4);
    REQUIRE(network->report.arcs == 8);
    REQUIRE(network->report.junctions_and_ends == 5);
    REQUIRE(network->report.components == 1);
    const Edge& e = network->edges[0];
    REQUIRE(e.length_mm == geodesic_mm(network->node[e.from], network->node[e.to]));
    REQUIRE(e.forward_ms == static_cast<std::uint32_t>(e.length_mm * 3.6 / 40 + 0.5));
}

TEST_CASE("chains are contracted and their costs add up", "[network]") {
    const auto roads = drawn({"A---b---c",  //
                              "        |",  //
                              "        |",  //
                              "        D"});
    const auto network = build_network(roads.roads, motorcycle(), {});
    REQUIRE(network->node.size() == 2);
    REQUIRE(network->edges.size() == 1);
    REQUIRE(network->edges[0].count == 4);
    std::uint32_t ms = 0;
    for (int i = 0; i < 3; ++i)
        ms += static_cast<std::uint32_t>(
            geodesic_mm(network->shape[std::size_t(i)], network->shape[std::size_t(i) + 1]) * 3.6 / 40 + 0.5);
    REQUIRE(network->edges[0].forward_ms == ms);
}

TEST_CASE("a circle of roads keeps one node", "[network]") {
    const auto roads = drawn({"a---b",  //
                              "|   |",  //
                              "c---d"});
    const auto network = build_network(roads.roads, motorcycle(), {});
    REQUIRE(network->node.size() == 1);
    REQUIRE(network->edges.size() == 1);
    REQUIRE(network->edges[0].count == 5);
}

TEST_CASE("one-way roads are one-way for wheels and not on foot", "[network]") {
    const auto roads = drawn({"A-->B"});
    REQUIRE(build_network(roads.roads, motorcycle(), {})->report.arcs == 1);
    REQUIRE(build_network(roads.roads, standard_profile(Mode::walk, Season::dry), {})->report.arcs == 2);
}

TEST_CASE("roads closed to a mode are counted", "[network]") {
    const auto roads = drawn({"A---B"}, RoadClass::footway);
    const auto network = build_network(roads.roads, motorcycle(), {});
    REQUIRE_FALSE(network);
    REQUIRE(network.error().fault == Fault::needs_roads);
    REQUIRE(build_network(roads.roads, standard_profile(Mode::walk, Season::dry), {}));
}

TEST_CASE("the rains close what is for the dry season only", "[network]") {
    auto roads = drawn({"A---B---C"}, RoadClass::track).roads;
    roads.ways[1].flags = road_dry_only;
    REQUIRE(build_network(roads, motorcycle(), {})->report.road_nodes == 3);
    const auto rainy = build_network(roads, standard_profile(Mode::motorcycle, Season::rainy), {});
    REQUIRE(rainy->report.road_nodes == 2);
    REQUIRE(rainy->report.dropped_ways[static_cast<std::size_t>(RoadClass::track)] == 1);
}

TEST_CASE("a point snaps to the nearest place on a road and walks there", "[network]") {
    const auto roads = drawn({"A---------B"});
    const auto network = build_network(roads.roads, motorcycle(), {});
    const LonLat middle{(roads.at('A').lon + roads.at('B').lon) / 2, 13};
    const LonLat beside{middle.lon, middle.lat + 0.001};
    const Snap found = snap(*network, beside);
    REQUIRE(found.on_network());
    REQUIRE_THAT(found.walk_mm / 1000.0, Catch::Matchers::WithinAbs(geodesic_metres(middle, beside), 0.01));
    REQUIRE_THAT(found.along_mm * 2.0, Catch::Matchers::WithinAbs(network->edges[0].length_mm, 4000));
    REQUIRE_FALSE(snap(*network, {102, 14}).on_network());
}

TEST_CASE("trips go from the child to the place, against one-way streets around the block", "[nearest]") {
    const auto roads = drawn({"A-->--B",  //
                              "|     |",  //
                              "C-----D"});
    const auto network = build_network(roads.roads, motorcycle(), {});
    const std::vector<Snap> sources = {snap(*network, roads.at('A'))};
    const std::vector<Snap> points = {snap(*network, {roads.at('B').lon, roads.at('B').lat - 1e-7})};
    const auto trips = nearest_trips(*network, sources, points, Metric::time, {});
    REQUIRE((*trips)[0].status == TripStatus::reached);
    const double around = geodesic_metres(roads.at('B'), roads.at('D')) +
                          geodesic_metres(roads.at('D'), roads.at('C')) +
                          geodesic_metres(roads.at('C'), roads.at('A'));
    REQUIRE_THAT((*trips)[0].length_mm / 1000.0, Catch::Matchers::WithinAbs(around, 1));
}

TEST_CASE("nearest places agree with all pairs by Floyd and Warshall", "[nearest]") {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const Roads roads = random_roads(seed, 6);
        const auto network = build_network(roads, motorcycle(), {});
        REQUIRE(network);
        std::mt19937 random(seed);
        std::vector<LonLat> places;
        std::vector<LonLat> children;
        const auto anywhere = [&] {
            return LonLat{101 + double(random() % 6000) * 1e-5, 13 + double(random() % 6000) * 1e-5};
        };
        for (int i = 0; i < 4; ++i) places.push_back(anywhere());
        for (int i = 0; i < 60; ++i) children.push_back(anywhere());
        const auto sources = snap_all(*network, places);
        const auto points = snap_all(*network, children);
        for (const Metric metric : {Metric::time, Metric::length}) {
            const auto d = all_pairs(*network, metric);
            const auto trips = nearest_trips(*network, sources, points, metric, {});
            REQUIRE(trips);
            for (std::size_t i = 0; i < points.size(); ++i) {
                std::uint64_t best = 1ULL << 60U;
                std::uint32_t owner = no_cost;
                for (std::uint32_t s = 0; s < sources.size(); ++s) {
                    if (!points[i].on_network() || !sources[s].on_network()) continue;
                    const Edge& a = network->edges[points[i].edge];
                    const Edge& b = network->edges[sources[s].edge];
                    const auto part = [&](std::uint32_t whole, std::uint32_t along,
                                          const Edge& e) -> std::uint64_t {
                        return (std::uint64_t{whole} * along + e.length_mm / 2) / e.length_mm;
                    };
                    const auto whole = [&](const Edge& e, bool forward) {
                        return metric == Metric::length ? e.length_mm
                               : forward                ? e.forward_ms
                                                        : e.backward_ms;
                    };
                    const auto walk = [&](std::uint32_t mm) -> std::uint64_t {
                        return metric == Metric::length ? mm : static_cast<std::uint64_t>(mm * 3.6 / 5 + 0.5);
                    };
                    const std::uint64_t walks = walk(points[i].walk_mm) + walk(sources[s].walk_mm);
                    const auto consider = [&](std::uint64_t cost) {
                        if (cost + walks < best) {
                            best = cost + walks;
                            owner = s;
                        }
                    };
                    for (const bool out_forward : {true, false})
                        for (const bool in_forward : {true, false}) {
                            if ((out_forward ? a.forward_ms : a.backward_ms) == 0) continue;
                            if ((in_forward ? b.forward_ms : b.backward_ms) == 0) continue;
                            const std::uint64_t pa = part(whole(a, out_forward), points[i].along_mm, a);
                            const std::uint64_t pb = part(whole(b, in_forward), sources[s].along_mm, b);
                            consider((out_forward ? whole(a, true) - pa : pa) +
                                     d[out_forward ? a.to : a.from][in_forward ? b.from : b.to] +
                                     (in_forward ? pb : whole(b, false) - pb));
                        }
                    if (points[i].edge == sources[s].edge) {
                        const bool ahead = sources[s].along_mm >= points[i].along_mm;
                        if ((ahead ? a.forward_ms : a.backward_ms) != 0) {
                            const auto p = part(whole(a, ahead), points[i].along_mm, a);
                            const auto q = part(whole(a, ahead), sources[s].along_mm, a);
                            consider(ahead ? q - p : p - q);
                        }
                    }
                }
                const Trip& trip = (*trips)[i];
                if (best >= 1ULL << 59U) {
                    REQUIRE(trip.status != TripStatus::reached);
                    continue;
                }
                REQUIRE(trip.status == TripStatus::reached);
                REQUIRE((metric == Metric::time ? trip.time_ms : trip.length_mm) == best);
                REQUIRE(trip.source == owner);
            }
        }
    }
}

TEST_CASE("trips are the same on any number of threads", "[nearest][threads]") {
    const Roads roads = random_roads(99, 20);
    const auto network = build_network(roads, motorcycle(), {});
    std::vector<LonLat> children;
    for (int i = 0; i < 3000; ++i)
        children.push_back({101 + (i * 37 % 2000) * 1e-4, 13 + (i * 91 % 2000) * 1e-4});
    std::vector<std::vector<Trip>> all;
    for (const unsigned count : {1U, 2U, 4U}) {
        set_threads(count);
        const auto points = snap_all(*network, children);
        all.push_back(*nearest_trips(*network, std::span(points).first(5), points, Metric::time, {}));
    }
    set_threads(0);
    const auto same = [](const Trip& a, const Trip& b) {
        return a.status == b.status && a.source == b.source && a.time_ms == b.time_ms &&
               a.length_mm == b.length_mm;
    };
    for (std::size_t i = 0; i < children.size(); ++i) {
        REQUIRE(same(all[0][i], all[1][i]));
        REQUIRE(same(all[0][i], all[2][i]));
    }
}

TEST_CASE("the straight line takes the nearest place on the ellipsoid", "[nearest]") {
    std::mt19937 random(5);
    std::vector<LonLat> places;
    std::vector<LonLat> children;
    const auto anywhere = [&] {
        return LonLat{97.5 + double(random() % 80000) * 1e-4, 6 + double(random() % 140000) * 1e-4};
    };
    for (int i = 0; i < 300; ++i) places.push_back(anywhere());
    for (int i = 0; i < 300; ++i) children.push_back(anywhere());
    Profile profile = motorcycle();
    const auto trips = straight_line_trips(places, children, profile, {});
    for (std::size_t i = 0; i < children.size(); ++i) {
        std::uint32_t best = no_cost;
        for (const LonLat& place : places) best = std::min(best, geodesic_mm(children[i], place));
        REQUIRE((*trips)[i].length_mm == static_cast<std::uint32_t>(best * 1.3 + 0.5));
    }
}

TEST_CASE("real roads have the nodes, junctions and largest component that are known", "[real][network]") {
    const auto data = test::real_data();
    if (!data) return;
    struct Known {
        const char* file;
        std::size_t nodes, junctions, largest;
    };
    // Two nodes of Porto (of 347,182) belong to ways with no other node: those ways are rejected, and
    // counted.
    for (const Known& known : {Known{"bangkok-core.osm", 13355, 2513, 13355},
                               Known{"liechtenstein-2024.osm.pbf", 80630, 11553, 79287},
                               Known{"malta-latest.osm.pbf", 96777, 33772, 78842},
                               Known{"andorra-2025.osm.pbf", 143859, 11675, 142240},
                               Known{"porto_portugal.osm.pbf", 347180, 77836, 335178}}) {
        ImportReport report;
        const auto roads = read_roads((*data / "roads" / known.file).string(), report, {});
        REQUIRE(roads);
        REQUIRE(report.accounted());
        Roads highways = *roads;
        std::erase_if(highways.ways, [](const Way& way) { return way.road_class == RoadClass::ferry; });
        for (Way& way : highways.ways) way.flags = 0;
        Profile open = motorcycle();
        open.speed_kmh.fill(10);
        const auto network = build_network(highways, open, {});
        open.speed_kmh[static_cast<std::size_t>(RoadClass::other)] =
            0;  // platforms, building sites, race tracks
        const auto usable = build_network(highways, open, {});
        INFO(known.file);
        CHECK(network->report.road_nodes == known.nodes);
        CHECK(network->report.junctions_and_ends == known.junctions);
        CHECK(usable->report.largest_component == known.largest);
    }
}

TEST_CASE("a road file that is cut short, missing or something else is refused by name", "[roads]") {
    test::TempFolder folder;
    ImportReport report;
    REQUIRE(read_roads(folder / "none.osm.pbf", report, {}).error().fault == Fault::not_found);
    std::ofstream(folder / "letter.osm.pbf") << "Dear all, please find the roads attached.";
    const auto wrong = read_roads(folder / "letter.osm.pbf", report, {});
    REQUIRE(wrong.error().fault == Fault::wrong_kind);
    REQUIRE(wrong.error().file == folder / "letter.osm.pbf");
    std::ofstream(folder / "half.osm") << "<?xml version='1.0'?><osm version=\"0.6\"><node id=\"1\" "
                                          "lat=\"13\" lon=\"101\"/><way id=\"1\"><nd re";
    REQUIRE(read_roads(folder / "half.osm", report, {}).error().fault == Fault::unreadable);
    std::ofstream(folder / "none.osm") << "<?xml version='1.0'?><osm version=\"0.6\"></osm>";
    REQUIRE(read_roads(folder / "none.osm", report, {}).error().fault == Fault::empty);
}
