// Roads drawn in a test.  Letters are nodes, a cell is `cell_m` metres wide and high; `-` and `|` join the
// letters at their ends, `>`, `<`, `v`, `^` anywhere in a line make it one-way.  drawn_minutes() takes whole
// minutes written into the lines as the costs, a kilometre a minute, so that a test can be added up by eye.
#pragma once

#include "geo/data/roads.h"
#include "geo/network/network.h"
#include "geo/network/snap.h"

#include <map>
#include <string>
#include <vector>

namespace test {

struct DrawnRoads {
    geo::Roads roads;
    std::map<char, std::uint32_t> node;
    std::vector<std::uint32_t> minutes;  // of each way, 0 where none is written
    geo::LonLat at(char letter) const { return roads.nodes[node.at(letter)]; }
};

inline DrawnRoads drawn(const std::vector<std::string>& rows,
                        geo::RoadClass road_class = geo::RoadClass::tertiary, double cell_m = 100) {
    DrawnRoads out;
    const auto place = [&](std::size_t row, std::size_t column) {
        return geo::LonLat{101 + static_cast<double>(column) * cell_m / 108500,
                           13 - static_cast<double>(row) * cell_m / 110600};
    };
    const auto cell = [&](std::size_t row, std::size_t column) {
        return row < rows.size() && column < rows[row].size() ? rows[row][column] : ' ';
    };
    const auto is_node = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z' && c != 'v'); };
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < rows[r].size(); ++c)
            if (is_node(rows[r][c])) {
                out.node[rows[r][c]] = static_cast<std::uint32_t>(out.roads.nodes.size());
                out.roads.nodes.push_back(place(r, c));
            }
    const auto follow = [&](std::size_t r, std::size_t c, bool across) {
        const char start = cell(r, c);
        geo::OneWay one_way = geo::OneWay::no;
        std::uint32_t minutes = 0;
        for (;;) {
            across ? ++c : ++r;
            const char here = cell(r, c);
            if (here == (across ? '>' : 'v')) one_way = geo::OneWay::forward;
            if (here == (across ? '<' : '^')) one_way = geo::OneWay::backward;
            if (is_node(here)) {
                geo::Way way;
                way.id = static_cast<std::int64_t>(out.roads.ways.size()) + 1;
                way.road_class = road_class;
                way.one_way = one_way;
                way.first = static_cast<std::uint32_t>(out.roads.way_nodes.size());
                way.count = 2;
                out.roads.way_nodes.push_back(out.node[start]);
                out.roads.way_nodes.push_back(out.node[here]);
                out.roads.ways.push_back(way);
                out.minutes.push_back(minutes);
                return;
            }
            if (here >= '0' && here <= '9') {
                minutes = minutes * 10 + static_cast<std::uint32_t>(here - '0');
                continue;
            }
            const std::string line = across ? "-><" : "|v^";
            if (line.find(here) == std::string::npos) return;
        }
    };
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < rows[r].size(); ++c)
            if (is_node(rows[r][c])) {
                follow(r, c, true);
                follow(r, c, false);
            }
    return out;
}

struct DrawnNetwork {
    geo::Network network;
    std::map<char, std::uint32_t> node;
    /// At the letter, on the first edge that touches it.
    geo::Snap snap(char letter) const {
        const std::uint32_t here = node.at(letter);
        geo::Snap out;
        for (std::uint32_t e = 0; e < network.edges.size() && !out.on_network(); ++e) {
            if (network.edges[e].from != here && network.edges[e].to != here) continue;
            out.edge = e;
            out.along_mm = network.edges[e].from == here ? 0 : network.edges[e].length_mm;
            out.on_road = network.node[here];
        }
        return out;
    }
};

/// Every line is one edge with the minutes written in it; nothing is contracted.
inline DrawnNetwork drawn_minutes(const std::vector<std::string>& rows) {
    DrawnRoads roads = drawn(rows);
    DrawnNetwork out;
    out.node = roads.node;
    out.network.profile = geo::standard_profile(geo::Mode::motorcycle, geo::Season::dry);
    out.network.node = roads.roads.nodes;
    for (std::size_t w = 0; w < roads.roads.ways.size(); ++w) {
        const geo::Way& way = roads.roads.ways[w];
        geo::Edge edge;
        edge.from = roads.roads.nodes_of(way).front();
        edge.to = roads.roads.nodes_of(way).back();
        edge.first = static_cast<std::uint32_t>(out.network.shape.size());
        edge.count = 2;
        edge.length_mm = roads.minutes[w] * 1000000;
        if (way.one_way != geo::OneWay::backward) edge.forward_ms = roads.minutes[w] * 60000;
        if (way.one_way != geo::OneWay::forward) edge.backward_ms = roads.minutes[w] * 60000;
        edge.way_id = way.id;
        edge.road_class = way.road_class;
        out.network.shape.push_back(roads.roads.nodes[edge.from]);
        out.network.shape.push_back(roads.roads.nodes[edge.to]);
        out.network.edges.push_back(edge);
    }
    geo::connect(out.network);
    return out;
}

}  // namespace test
