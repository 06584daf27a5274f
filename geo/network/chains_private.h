// From pieces of road between the nodes of ways to edges between the nodes of the network.  Private to
// geo/network.
//
// The trap: a piece may have two kinds of cost, that of the mover and that of the vehicle which a walker
// boards; a chain ends wherever either changes its direction.
#pragma once

#include "geo/base/result.h"
#include "geo/network/network.h"

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

/// One original piece of road between two consecutive nodes of a way.
struct Segment {
    std::uint32_t from = 0, to = 0;
    std::uint32_t way = 0;
    std::uint32_t length_mm = 0;
    std::uint32_t moving_ms = 0;                    // forward, without the wait for a ferry
    std::uint32_t forward_ms = 0, backward_ms = 0;  // 0: closed
};

/// The costs of the vehicle on the same piece.
struct Ride {
    std::uint32_t moving_ms = 0;
    std::uint32_t forward_ms = 0, backward_ms = 0;
    bool open() const { return forward_ms != 0 || backward_ms != 0; }
};

struct Segments {
    std::vector<Segment> all;
    std::vector<Ride> rides;                // by segment; empty where nobody rides
    std::vector<std::uint32_t> back_ms;     // by segment: moving backward; empty where it is as forward
    std::vector<std::uint8_t> has_heights;  // by segment; empty without a terrain
    std::uint32_t back_of(std::size_t segment) const {
        return back_ms.empty() ? all[segment].moving_ms : back_ms[segment];
    }
};

/// Segments at each road node, both ends.
class Incidence {
public:
    Incidence(const std::vector<Segment>& segments, std::size_t nodes);
    std::span<const std::uint32_t> at(std::uint32_t node) const {
        return {segment_.data() + first_[node], first_[node + 1] - first_[node]};
    }

private:
    std::vector<std::uint32_t> first_;
    std::vector<std::uint32_t> segment_;
};

/// What the vehicle costs, beside the edges and points of the shape.
struct EdgeRides {
    std::vector<Ride> edges;
    std::vector<std::uint32_t> along_ms;  // by point of the shape
};

/// Fills nodes, edges, shape, along and back_ms; with rides what the vehicle costs on the same edges.  Road
/// nodes of `stays` (by row, or none) stay nodes.
void join_chains(const Roads& roads, const Segments& segments, const Incidence& incidence,
                 const std::vector<bool>& stays, Network& network, EdgeRides& rides);

/// Some of the segments of roads.
struct RoadsPart {
    std::vector<bool> takes;  ///< by entry of Roads::way_nodes: the segment that begins there
    std::vector<bool> stays;  ///< by road node: stays a node of the network
};

/// The network of a part, not connected and without a report; empty where nothing of it is open.  Waits for
/// ferries are those of all the roads.  As build_network().
Result<Network> build_part(const Roads& roads, const RoadsPart& part, const Profile& profile,
                           const Terrain* terrain);

/// Puts the roads of the vehicle beside those on foot, with the transfers between them.  Edges closed on foot
/// are the vehicle's alone.  Nodes stay in their order, that of the vehicle behind that on foot.  O(edges +
/// points).
void split_layers(Network& network, const EdgeRides& rides);

}  // namespace geo
