#include "geo/network/network.h"

#include "geo/base/parallel.h"
#include "geo/geom/measure.h"
#include "geo/network/snap.h"
#include "geo/network/write_network.h"
#include "tests/support/drawn_network.h"
#include "tests/support/random_roads.h"
#include "tests/support/test.h"

#include <cmath>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

namespace network_test {

using namespace geo;
using test::drawn;

namespace {

Profile motorcycle() {
    return standard_profile(Mode::motorcycle, Season::dry);
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
    auto ferry = roads.roads;
    ferry.ways[0].road_class = RoadClass::ferry;  // nobody walks back over water
    REQUIRE(build_network(ferry, standard_profile(Mode::walk, Season::dry), {})->report.arcs == 1);
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

TEST_CASE("of all roads the nearest is taken, as a scan over all of them finds it", "[network]") {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        Roads roads = test::random_roads(seed, 8);
        for (Way& way : roads.ways) way.one_way = OneWay::no;
        const auto network = build_network(roads, motorcycle(), {});
        std::mt19937 random(seed);
        for (int i = 0; i < 100; ++i) {
            const LonLat at{100.98 + double(random() % 12000) * 1e-5,
                            12.98 + double(random() % 12000) * 1e-5};
            double best = 1e18;
            for (const Edge& e : network->edges)
                for (std::uint32_t p = e.first; p + 1 < e.first + e.count; ++p)
                    for (int step = 0; step <= 400; ++step) {
                        const LonLat a = network->shape[p];
                        const LonLat b = network->shape[p + 1];
                        best = std::min(best,
                                        std::hypot((a.lon + (b.lon - a.lon) * step / 400 - at.lon) * 108500,
                                                   (a.lat + (b.lat - a.lat) * step / 400 - at.lat) * 110600));
                    }
            const Snap found = snap(*network, at);
            REQUIRE(found.on_network());
            REQUIRE_THAT(found.walk_mm / 1000.0, Catch::Matchers::WithinAbs(best, best * 0.003 + 2.5));
            REQUIRE(found.along_mm <= network->edges[found.edge].length_mm);
        }
    }
}

TEST_CASE("nobody joins a motorway on foot, and the limit of the walk holds", "[network]") {
    auto roads = drawn({"A---B",  //
                        "     ",  //
                        "C---D"});
    roads.roads.ways[0].road_class = RoadClass::motorway;
    Profile profile = standard_profile(Mode::car, Season::dry);
    profile.max_walk_m = 300;
    const auto network = build_network(roads.roads, profile, {});
    const Snap beside_motorway = snap(*network, roads.at('A'));
    REQUIRE(network->edges[beside_motorway.edge].road_class == RoadClass::tertiary);
    REQUIRE_FALSE(snap(*network, {roads.at('A').lon, roads.at('A').lat + 0.002}).on_network());
}

TEST_CASE("who boards a ferry waits once", "[network]") {
    auto roads = drawn({"A---b---C---D"});  // land, water in two pieces, land
    roads.roads.ways[0].road_class = RoadClass::ferry;
    roads.roads.ways[1].road_class = RoadClass::ferry;
    Profile profile = motorcycle();
    const auto network = build_network(roads.roads, profile, {});
    const auto water = [&](const Edge& e) { return e.road_class == RoadClass::ferry; };
    REQUIRE(network->edges.size() == 2);
    const Edge& ferry = water(network->edges[0]) ? network->edges[0] : network->edges[1];
    REQUIRE_FALSE(ferry.walkable);
    profile.ferry_wait_s = 0;
    const auto at_once = build_network(roads.roads, profile, {});
    const Edge& no_wait = water(at_once->edges[0]) ? at_once->edges[0] : at_once->edges[1];
    // Land lies at C only: from there one waits ten minutes, towards it nobody does.
    const bool from_land = network->node[ferry.from] == roads.at('C');
    REQUIRE((from_land ? ferry.forward_ms : ferry.backward_ms) == no_wait.forward_ms + 600000);
    REQUIRE((from_land ? ferry.backward_ms : ferry.forward_ms) == no_wait.forward_ms);
}

TEST_CASE("motorcycles keep off where only they are forbidden", "[network]") {
    auto roads = drawn({"A---B---C"}).roads;
    roads.ways[1].flags = road_no_motorcycle;
    REQUIRE(build_network(roads, motorcycle(), {})->report.road_nodes == 2);
    REQUIRE(build_network(roads, standard_profile(Mode::car, Season::dry), {})->report.road_nodes == 3);
}

TEST_CASE("the rains slow each mode as the table says", "[network]") {
    const auto at = [](Mode mode, Season season, RoadClass road_class) {
        return standard_profile(mode, season).speed_kmh[static_cast<std::size_t>(road_class)];
    };
    REQUIRE(at(Mode::motorcycle, Season::dry, RoadClass::trunk) == 60);
    REQUIRE(at(Mode::motorcycle, Season::rainy, RoadClass::trunk) == 60);
    REQUIRE(at(Mode::motorcycle, Season::rainy, RoadClass::secondary) == 45 * 0.95);
    REQUIRE(at(Mode::motorcycle, Season::rainy, RoadClass::residential) == 30 * 0.9);
    REQUIRE(at(Mode::car, Season::rainy, RoadClass::track) == 15 * 0.5);
    REQUIRE(at(Mode::walk, Season::rainy, RoadClass::primary) == 5 * 0.8);
    REQUIRE(at(Mode::walk, Season::rainy, RoadClass::track) == 5 * 0.8);
    REQUIRE(at(Mode::motorcycle, Season::dry, RoadClass::motorway) == 0);
    REQUIRE(at(Mode::songthaew, Season::dry, RoadClass::motorway) == 60);
    REQUIRE(at(Mode::songthaew, Season::dry, RoadClass::residential) == 0);
    REQUIRE(at(Mode::school_van, Season::dry, RoadClass::motorway) == 70);
    REQUIRE(standard_profile(Mode::car, Season::rainy).walk_kmh == 4);
    REQUIRE(standard_profile(Mode::songthaew, Season::dry).wait_s == 600);
    for (const Mode mode : all_modes) REQUIRE(mode_from_name(mode_name(mode)) == mode);
}

TEST_CASE("contraction changes no cost between the nodes that stay", "[network]") {
    for (unsigned seed = 1; seed <= 8; ++seed) {
        const Roads roads = test::random_roads(seed, 5);
        const auto network = build_network(roads, motorcycle(), {});
        // Every piece of road, rounded by itself, and all pairs over it.
        const std::size_t n = roads.nodes.size();
        constexpr std::uint64_t far = 1ULL << 60U;
        std::vector<std::vector<std::uint64_t>> raw(n, std::vector<std::uint64_t>(n, far));
        for (std::size_t i = 0; i < n; ++i) raw[i][i] = 0;
        for (const Way& way : roads.ways) {
            const auto nodes = roads.nodes_of(way);
            const double kmh = way.road_class == RoadClass::tertiary ? 40 : 30;
            for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
                const std::uint32_t a = nodes[i];
                const std::uint32_t b = nodes[i + 1];
                const auto ms =
                    static_cast<std::uint64_t>(geodesic_mm(roads.nodes[a], roads.nodes[b]) * 3.6 / kmh + 0.5);
                if (way.one_way != OneWay::backward) raw[a][b] = std::min(raw[a][b], ms);
                if (way.one_way != OneWay::forward) raw[b][a] = std::min(raw[b][a], ms);
            }
        }
        const std::size_t m = network->node.size();
        REQUIRE(m < n);
        std::vector<std::vector<std::uint64_t>> short_cut(m, std::vector<std::uint64_t>(m, far));
        for (std::uint32_t i = 0; i < m; ++i) {
            short_cut[i][i] = 0;
            for (std::uint32_t a = network->out.first[i]; a < network->out.first[i + 1]; ++a) {
                const HeadCost arc = network->out.time_ms[a];
                short_cut[i][arc.head] = std::min<std::uint64_t>(short_cut[i][arc.head], arc.cost);
            }
        }
        const auto all_pairs = [](auto& d) {
            for (std::size_t k = 0; k < d.size(); ++k)
                for (std::size_t i = 0; i < d.size(); ++i)
                    for (std::size_t j = 0; j < d.size(); ++j) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
        };
        all_pairs(raw);
        all_pairs(short_cut);
        std::map<std::pair<double, double>, std::size_t> road_node;
        for (std::size_t i = 0; i < n; ++i) road_node[{roads.nodes[i].lon, roads.nodes[i].lat}] = i;
        const auto at = [&](std::size_t i) {
            return road_node.at({network->node[i].lon, network->node[i].lat});
        };
        for (std::size_t i = 0; i < m; ++i)
            for (std::size_t j = 0; j < m; ++j)
                REQUIRE(std::min(short_cut[i][j], far) == std::min(raw[at(i)][at(j)], far));
    }
}

TEST_CASE("arcs backward are the arcs forward, turned round", "[network]") {
    const auto network = build_network(test::random_roads(3, 12), motorcycle(), {});
    using Arc = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;
    const auto arcs = [&](const Csr& csr, bool turned) {
        std::vector<Arc> out;
        for (std::uint32_t n = 0; n < network->node.size(); ++n)
            for (std::uint32_t a = csr.first[n]; a < csr.first[n + 1]; ++a) {
                const HeadCost arc = csr.time_ms[a];
                out.emplace_back(turned ? arc.head : n, turned ? n : arc.head, arc.cost, csr.length_mm[a]);
            }
        std::sort(out.begin(), out.end());
        return out;
    };
    REQUIRE(arcs(network->out, false) == arcs(network->in, true));
    REQUIRE(network->report.arcs == network->out.time_ms.size());
}

TEST_CASE("a written network holds all that is needed to repeat a search", "[network]") {
    test::TempFolder folder;
    const auto network = build_network(test::random_roads(4, 9), motorcycle(), {});
    REQUIRE(write_network(*network, folder / "net"));
    const auto rows = [](const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        std::vector<std::vector<std::string>> out;
        for (std::string line; std::getline(in, line);) {
            REQUIRE(line.back() == '\r');
            line.pop_back();
            std::istringstream cells(line);
            out.emplace_back();
            for (std::string cell; std::getline(cells, cell, ',');) out.back().push_back(cell);
        }
        return out;
    };
    const auto nodes = rows(folder / "net/nodes.csv");
    REQUIRE(nodes[0] == std::vector<std::string>{"\xEF\xBB\xBFnode", "lon", "lat", "component"});
    REQUIRE(nodes.size() == network->node.size() + 1);
    for (std::size_t n = 0; n < network->node.size(); ++n) {
        REQUIRE(LonLat{std::stod(nodes[n + 1][1]), std::stod(nodes[n + 1][2])} == network->node[n]);
        REQUIRE(nodes[n + 1][3] == std::to_string(network->component[n]));
    }
    const auto edges = rows(folder / "net/edges.csv");
    REQUIRE(edges[0] == std::vector<std::string>{"\xEF\xBB\xBF"
                                                 "from",
                                                 "to", "length_mm", "time_ms", "class", "surface", "way_id"});
    REQUIRE(edges.size() == network->report.arcs + 1);
    std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>> read;
    std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>> held;
    const auto number = [](const std::string& text) { return static_cast<std::uint32_t>(std::stoul(text)); };
    for (std::size_t r = 1; r < edges.size(); ++r)
        read.emplace_back(number(edges[r][0]), number(edges[r][1]), number(edges[r][2]), number(edges[r][3]));
    for (std::uint32_t n = 0; n < network->node.size(); ++n)
        for (std::uint32_t a = network->out.first[n]; a < network->out.first[n + 1]; ++a)
            held.emplace_back(n, network->out.time_ms[a].head, network->out.length_mm[a],
                              network->out.time_ms[a].cost);
    std::sort(read.begin(), read.end());
    std::sort(held.begin(), held.end());
    REQUIRE(read == held);
}

TEST_CASE("a folder that cannot be written is named, and nothing stays behind", "[network]") {
    test::TempFolder folder;
    const auto network = build_network(test::random_roads(4, 4), motorcycle(), {});
    std::ofstream(folder / "file") << "in the way";
    const auto through_a_file = write_network(*network, folder / "file" / "net");
    REQUIRE(through_a_file.error().fault == Fault::unwritable);
    REQUIRE(through_a_file.error().file.find("file") != std::string::npos);
    std::filesystem::create_directories(folder / "taken" / "edges.csv" / "full");
    REQUIRE(write_network(*network, folder / "taken").error().fault == Fault::unwritable);
    const auto names = [&] {
        std::vector<std::string> out;
        for (const auto& entry : std::filesystem::directory_iterator(folder / "taken"))
            out.push_back(entry.path().filename().string());
        std::sort(out.begin(), out.end());
        return out;
    };
    REQUIRE(names() == std::vector<std::string>{"edges.csv"});
    // Nodes of an earlier network belong to its edges: they stay as they were.
    std::ofstream(folder / "taken" / "nodes.csv") << "earlier";
    REQUIRE(write_network(*network, folder / "taken").error().file.ends_with("edges.csv"));
    REQUIRE(names() == std::vector<std::string>{"edges.csv", "nodes.csv"});
    std::string earlier;
    std::ifstream(folder / "taken" / "nodes.csv") >> earlier;
    REQUIRE(earlier == "earlier");
    std::filesystem::remove_all(folder / "taken" / "edges.csv");
    REQUIRE(write_network(*network, folder / "taken"));
    REQUIRE(names() == std::vector<std::string>{"edges.csv", "nodes.csv"});
    REQUIRE(std::filesystem::file_size(folder / "taken" / "nodes.csv") > 100);
}

TEST_CASE("a network is the same on any number of threads", "[network][threads]") {
    const Roads roads = test::random_roads(12, 60);
    std::vector<std::string> bytes;
    for (const unsigned count : {1U, 2U, 4U}) {
        set_threads(count);
        test::TempFolder folder;
        REQUIRE(write_network(*build_network(roads, motorcycle(), {}), folder / "net"));
        std::ostringstream all;
        for (const char* name : {"net/nodes.csv", "net/edges.csv"})
            all << std::ifstream(folder / name).rdbuf();
        bytes.push_back(all.str());
    }
    set_threads(0);
    REQUIRE(bytes[0].size() > 100000);
    REQUIRE(bytes[0] == bytes[1]);
    REQUIRE(bytes[0] == bytes[2]);
}

TEST_CASE("chains longer than a number can hold are cut, not wrapped round", "[network]") {
    Roads roads;  // 60 pieces of 100 km at 5 km/h: 4,320,000,000 ms in all
    for (std::uint32_t i = 0; i <= 60; ++i) {
        roads.nodes.push_back({101 + i * 0.92, 13});
        roads.way_nodes.push_back(i);
    }
    Way way;
    way.id = 1;
    way.road_class = RoadClass::tertiary;
    way.count = 61;
    roads.ways.push_back(way);
    const auto network = build_network(roads, standard_profile(Mode::walk, Season::dry), {});
    std::uint64_t length = 0;
    std::uint64_t time = 0;
    for (const Edge& e : network->edges) {
        length += e.length_mm;
        time += e.forward_ms;
    }
    REQUIRE(network->edges.size() == 2);
    std::uint64_t expected = 0;
    for (std::size_t i = 0; i < 60; ++i) expected += geodesic_mm(roads.nodes[i], roads.nodes[i + 1]);
    REQUIRE(length == expected);
    REQUIRE(time > 1ULL << 32U);
}

}  // namespace network_test
