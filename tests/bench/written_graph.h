// Graphs and answers for the programs beside ours (scipy_peers.py, pgrouting.sh), as they lie in memory, in a
// folder for each network below LEARNREACH_GRAPHS.
#pragma once

#include "geo/network/network.h"
#include "geo/network/snap.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace test {

template <class Values>
void write_raw(const std::filesystem::path& file, const Values& values) {
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(values.data()),
               static_cast<std::streamsize>(values.size() * sizeof(values[0])));
}

/// The folder of the network, where LEARNREACH_GRAPHS is set: first, head, time_ms and length_mm of the arcs
/// backwards, no node to itself, one arc from node to node with the least time and the least length.
inline std::optional<std::filesystem::path> written_graph(const geo::Network& network,
                                                          const std::string& name) {
    const char* root = std::getenv("LEARNREACH_GRAPHS");
    if (root == nullptr) return {};
    const std::filesystem::path folder = std::filesystem::path{root} / name;
    if (!std::filesystem::create_directories(folder)) return folder;
    struct To {
        std::uint32_t head, time_ms, length_mm;
    };
    std::vector<std::uint32_t> first{0}, head, time_ms, length_mm;
    std::vector<To> row;
    for (std::uint32_t n = 0; n < network.node.size(); ++n) {
        row.clear();
        for (std::uint32_t a = network.in.first[n]; a < network.in.first[n + 1]; ++a)
            if (network.in.time_ms[a].head != n)
                row.push_back(
                    {network.in.time_ms[a].head, network.in.time_ms[a].cost, network.in.length_mm[a]});
        std::sort(row.begin(), row.end(), [](const To& a, const To& b) { return a.head < b.head; });
        for (const To& to : row) {
            if (head.size() > first.back() && head.back() == to.head) {
                time_ms.back() = std::min(time_ms.back(), to.time_ms);
                length_mm.back() = std::min(length_mm.back(), to.length_mm);
                continue;
            }
            head.push_back(to.head);
            time_ms.push_back(to.time_ms);
            length_mm.push_back(to.length_mm);
        }
        first.push_back(static_cast<std::uint32_t>(head.size()));
    }
    write_raw(folder / "first", first);
    write_raw(folder / "head", head);
    write_raw(folder / "time_ms", time_ms);
    write_raw(folder / "length_mm", length_mm);
    return folder;
}

/// The node that each place stands on.
inline std::vector<std::uint32_t> nodes_of(const geo::Network& network, std::span<const geo::Snap> places) {
    std::vector<std::uint32_t> out;
    for (const geo::Snap& place : places)
        if (place.on_network())
            out.push_back(place.along_mm == 0 ? network.edges[place.edge].from
                                              : network.edges[place.edge].to);
    return out;
}

}  // namespace test
