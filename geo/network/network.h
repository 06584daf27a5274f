// The routable network of the roads under one profile: CSR, forward and backward, costs in whole milliseconds
// and millimetres rounded once for each original segment.
//
// Nodes are the used road nodes after chains of degree 2 were contracted (costs add, so that contraction
// changes nothing), sorted along a Hilbert curve.  The trap: a place and a child are not nodes; they hang on
// an arc through a Snap (snap.h) with a part of its cost.
//
// Where a child walks to a vehicle (Profile::rides) the network has two layers: the roads on foot and, beside
// them, the roads as the vehicle runs, joined where both meet.  Boarding costs the wait, alighting nothing;
// so every search over arcs finds the best chain of walks and rides.
#pragma once

#include "geo/base/extended.h"
#include "geo/base/id.h"
#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/roads.h"
#include "geo/geom/index.h"
#include "geo/geom/shape.h"
#include "geo/network/profile.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace geo {

/// 8 bytes, as the search reads them.
struct HeadCost {
    std::uint32_t head = 0;
    std::uint32_t cost = 0;
};

/// One direction of the graph: arcs of node n are [first[n], first[n + 1]).
struct Csr {
    std::vector<std::uint32_t> first;
    std::vector<HeadCost> time_ms;         ///< cost = milliseconds
    std::vector<std::uint32_t> length_mm;  ///< same arcs
};

/// One piece of road between two nodes of the network with its shape; both directions refer to it.
struct Edge {
    std::uint32_t from = 0, to = 0;      ///< nodes, in the direction of the points
    std::uint32_t first = 0, count = 0;  ///< points in Network::shape; at least 2
    std::uint32_t length_mm = 0;
    std::uint32_t forward_ms = 0;  ///< 0: closed in this direction
    std::uint32_t backward_ms = 0;
    std::int64_t way_id = 0;
    RoadClass road_class = RoadClass::other;
    Surface surface = Surface::unknown;
    bool walkable = true;  ///< a person may join it on foot anywhere along it (no motorway, no ferry)
    bool ridden = false;   ///< of the layer of the vehicle
};

/// A node of the roads on foot and the same spot as a node of the vehicle's.
struct Transfer {
    std::uint32_t on_foot = 0, ridden = 0;
};

/// How far a point of the shape lies from the first point of its edge.
struct Along {
    std::uint32_t length_mm = 0;
    std::uint32_t time_ms = 0;  ///< moving forward, without the wait for a ferry
    bool operator==(const Along&) const = default;
};

struct NetworkReport {
    std::size_t road_nodes = 0;          ///< nodes used by any kept way, before contraction
    std::size_t junctions_and_ends = 0;  ///< of these, used more than once or at a way's end
    std::size_t largest_component = 0;   ///< road nodes in it (undirected)
    std::size_t components = 0;
    std::size_t nodes = 0;               ///< after contraction
    std::size_t arcs = 0;                ///< directed, after contraction
    std::size_t strongly_connected = 0;  ///< nodes of the largest part in which each reaches each
    std::size_t one_way_ends = 0;        ///< nodes that do not both lead into the core and come from it
    std::array<std::int64_t, road_class_count> length_mm{};    ///< each segment once
    std::array<std::size_t, road_class_count> dropped_ways{};  ///< closed to the mode or in the season
    std::size_t repeated_segments = 0;     ///< beyond the first between the same two road nodes
    std::size_t transfers = 0;             ///< nodes at which one boards and alights
    bool elevation_used = false;           ///< walks go up and down, by Tobler's function
    std::size_t edges_on_foot = 0;         ///< edges that are walked
    std::size_t edges_with_elevation = 0;  ///< of these, with a height everywhere along them
    /// Ways beside barriers (barrier_map.h): those over water, those of them that are said to be a bridge or
    /// a ford, and those that a closed border cuts.  0 without barriers.
    std::size_t over_water = 0, bridges = 0, fords = 0, cut_by_border = 0;
};

class BarrierMap;
class Ground;
struct EditedFrom;

struct Network {
    Profile profile;
    std::shared_ptr<const Ground> ground;        ///< what one walks over to the roads; null: a straight walk
    std::shared_ptr<const BarrierMap> barriers;  ///< what no walk to a road crosses; null: nothing
    std::vector<LonLat> node;
    std::vector<std::uint32_t> component;  ///< of each node, weakly connected, 0 = the largest
    // The core of a component: its largest part in which one goes from each node to each (strong.h).
    std::vector<bool> has_core;   ///< by component; false where nothing comes round
    std::vector<bool> leads_in;   ///< by node: one can go from it into the core of its component
    std::vector<bool> leads_out;  ///< one can come from the core to it
    Csr out;                      ///< arcs leaving a node
    Csr in;                       ///< arcs entering a node (head = where they come from)
    std::vector<Edge> edges;
    Extended<LonLat> shape;
    /// Of each point of the shape.  Empty where no edge has a point between its ends.
    Extended<Along> along;
    /// Of each point of the shape: moving back from it to the first point.  Empty where that takes as long as
    /// forward, which it does wherever no slope counts.
    Extended<std::uint32_t> back_ms;
    std::vector<Transfer> transfers;  ///< ascending by node; empty where nobody rides
    std::vector<std::uint32_t>
        twin;  ///< by edge on foot: the same piece of road as ridden, or no_edge; or empty
    /// Boxes of walkable edges in degrees; an edited network has that of its base, and one of the edges
    /// behind them, with numbers from 0.
    std::shared_ptr<const BoxIndex> edge_index;
    BoxIndex added_index;
    /// Of each point of the shape: its row in Roads::nodes; behind them come the nodes that edits add.
    Extended<std::uint32_t> shape_node;
    std::shared_ptr<const EditedFrom> edited_from;  ///< null for a network of its own
    NetworkReport report;
};

/// The network without the edits (edit_network.h): its nodes and edges keep their numbers in the edited one,
/// new ones stand behind them, and it shares their shapes.  An edge that is no more is closed in both
/// directions.
struct EditedFrom {
    std::shared_ptr<const Network> base;
    std::vector<std::uint32_t> changed_edges;  ///< of the base: closed, or of other cost; ascending
};

inline constexpr std::uint32_t no_edge = 0xffffffffU;

class Terrain;

/// A ferry costs its wait where one boards it from land.  With a terrain, walks go up and down (terrain.h).
/// Edges are at most 4e9 ms and mm: longer chains are cut.  O(n log n).  Fault::needs_roads where no way fits
/// the profile.
Result<Network> build_network(const Roads& roads, const Profile& profile, const Progress& progress,
                              const Terrain* terrain = nullptr);

/// True where any way is open to what one rides, so that build_network has roads.  O(ways).
bool has_way_for(const Roads& roads, const Profile& profile);

/// Makes arcs, components, their cores and the index of edges from nodes, edges and shape.  O(n log n).
void connect(Network& network);

}  // namespace geo
