// A grid of streets with random bends and one-ways, some pieces missing: small enough for all pairs.
#pragma once

#include "geo/data/roads.h"

#include <random>

namespace test {

/// n by n crossings about a kilometre apart, from 101 E 13 N.
inline geo::Roads random_roads(unsigned seed, int n) {
    std::mt19937 random(seed);
    const auto pick = [&](unsigned below) { return random() % below; };
    geo::Roads roads;
    for (int r = 0; r < n; ++r)
        for (int c = 0; c < n; ++c)
            roads.nodes.push_back(
                {101 + c * 0.01 + int(pick(400)) * 1e-5, 13 + r * 0.01 + int(pick(400)) * 1e-5});
    const auto add = [&](std::uint32_t a, std::uint32_t b) {
        if (pick(6) == 0) return;
        geo::Way way;
        way.id = static_cast<std::int64_t>(roads.ways.size()) + 1;
        way.road_class = pick(2) == 0 ? geo::RoadClass::tertiary : geo::RoadClass::residential;
        way.one_way =
            pick(4) == 0 ? (pick(2) == 0 ? geo::OneWay::forward : geo::OneWay::backward) : geo::OneWay::no;
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

/// The same roads with a way for each segment; with `unlike`, neighbours differ in their surface, so that
/// hardly any chain becomes one edge: the network that programs search which do not contract.
inline geo::Roads in_pieces(const geo::Roads& roads, bool unlike) {
    geo::Roads out;
    out.nodes = roads.nodes;
    for (const geo::Way& way : roads.ways) {
        const auto nodes = roads.nodes_of(way);
        for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
            geo::Way piece = way;
            piece.surface = i % 2 == 0 || !unlike ? geo::Surface::paved : geo::Surface::unpaved;
            piece.first = static_cast<std::uint32_t>(out.way_nodes.size());
            piece.count = 2;
            out.way_nodes.push_back(nodes[i]);
            out.way_nodes.push_back(nodes[i + 1]);
            out.ways.push_back(piece);
        }
    }
    return out;
}

}  // namespace test
