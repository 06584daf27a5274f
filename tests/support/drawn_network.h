// Roads drawn in a test.  Letters are nodes, a cell is `cell_m` metres wide and high; `-` and `|` join the
// letters at their ends, `>`, `<`, `v`, `^` anywhere in a line make it one-way.
#pragma once

#include "geo/data/roads.h"

#include <map>
#include <string>
#include <vector>

namespace test {

struct DrawnRoads {
    geo::Roads roads;
    std::map<char, std::uint32_t> node;
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
                return;
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

}  // namespace test
