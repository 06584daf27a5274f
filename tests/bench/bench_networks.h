// The networks that are measured: those of real files, the made-up country and a street grid, each built
// once.
#pragma once

#include "geo/data/read_roads.h"
#include "geo/network/nearest.h"
#include "geo/network/network.h"
#include "geo/network/snap.h"
#include "tests/support/random_roads.h"

#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace test {

using namespace geo;

/// What is measured, by its name in the names of benchmarks, and how many places its nearest are searched of.
struct BenchNetwork {
    const char* name;
    const char* file;  ///< in roads/ of the real data; "" where it is made
    int places;
};
inline constexpr BenchNetwork bench_networks[] = {
    {"grid_of_a_million", "", 5000},          {"country", "", 30000},
    {"country_every_node", "", 30000},        {"porto", "porto_portugal.osm.pbf", 500},
    {"andorra", "andorra-2025.osm.pbf", 100}, {"malta", "malta-latest.osm.pbf", 300},
    {"bangkok", "bangkok-core.osm", 100},
};

/// "" where the file is not at hand.
inline std::string road_file(const std::string& name) {
    const bool of_country = name == "country" || name == "country_every_node";
    const char* folder = std::getenv(of_country ? "LEARNREACH_COUNTRY" : "LEARNREACH_REAL_DATA");
    if (folder == nullptr || *folder == '\0') return {};
    const std::filesystem::path root{folder};
    if (of_country) return (root / "roads.osm.pbf").string();
    for (const BenchNetwork& one : bench_networks)
        if (one.name == name) return (root / "roads" / one.file).string();
    return {};
}

inline bool at_hand(const std::string& name) {
    return name == "grid_of_a_million" || !road_file(name).empty();
}
inline constexpr const char* missing = "LEARNREACH_REAL_DATA or LEARNREACH_COUNTRY is not set";

inline Profile motorcycle() {
    return standard_profile(Mode::motorcycle, Season::dry);
}

/// A street grid with a third of its pieces missing and a hierarchy: mean degree about 2.6, as real roads.
inline Roads street_grid(std::uint32_t side) {
    std::mt19937 random(7);
    const auto shift = [&] { return static_cast<double>(random() % 1000) * 2e-6; };
    Roads roads;
    for (std::uint32_t r = 0; r < side; ++r)
        for (std::uint32_t c = 0; c < side; ++c)
            roads.nodes.push_back({99 + c * 0.003 + shift(), 13 + r * 0.003 + shift()});
    const auto add = [&](std::uint32_t a, std::uint32_t b, std::uint32_t line) {
        const bool main_road = line % 16 == 0;
        if (!main_road && random() % 100 < 37) return;
        Way way;
        way.id = static_cast<std::int64_t>(roads.ways.size()) + 1;
        way.road_class = main_road ? RoadClass::primary : RoadClass::residential;
        way.first = static_cast<std::uint32_t>(roads.way_nodes.size());
        way.count = 2;
        roads.way_nodes.push_back(a);
        roads.way_nodes.push_back(b);
        roads.ways.push_back(way);
    };
    for (std::uint32_t r = 0; r < side; ++r)
        for (std::uint32_t c = 0; c < side; ++c) {
            const std::uint32_t here = r * side + c;
            if (c + 1 < side) add(here, here + 1, r);
            if (r + 1 < side) add(here, here + side, c);
        }
    return roads;
}

inline const Network* network_of(const std::string& name) {
    static std::map<std::string, Network> made;
    const auto found = made.find(name);
    if (found != made.end()) return &found->second;
    Roads roads;
    if (name == "grid_of_a_million") {
        roads = street_grid(1000);
    } else {
        ImportReport report;
        auto read = read_roads(road_file(name), report, {});
        if (!read) return nullptr;
        roads = *std::move(read);
        if (name == "country_every_node") roads = in_pieces(roads, true);
    }
    return &made.emplace(name, *build_network(roads, motorcycle(), {})).first->second;
}

inline std::vector<LonLat> anywhere(std::size_t count, const Box& box, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> x(box.min_x, box.max_x);
    std::uniform_real_distribution<double> y(box.min_y, box.max_y);
    std::vector<LonLat> out(count);
    for (LonLat& p : out) p = {x(random), y(random)};
    return out;
}

/// Places that stand exactly on nodes of the network; none where a place is put elsewhere (strong.h).
inline std::vector<Snap> places_at_nodes(const Network& network, std::size_t count) {
    std::mt19937 random(11);
    std::vector<Snap> out;
    while (out.size() < count) {
        const Snap place = snap(network, network.node[random() % network.node.size()], SnapFor::place);
        if (!place.on_network() || place.walk_mm > 0) continue;
        if (place.along_mm == 0 || place.along_mm == network.edges[place.edge].length_mm)
            out.push_back(place);
    }
    return out;
}

}  // namespace test
