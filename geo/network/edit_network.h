// A network whose roads a plan changes, made from the one without the changes: the chains that an edit
// touches are built anew and laid over the others, which stay as they are.
//
// The numbers are those of a network that is built from the edited roads (road_edits.h).  The trap: nodes and
// edges of the base keep their numbers, what is no more stays as a closed edge or a node alone.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/areas.h"
#include "geo/network/network.h"
#include "geo/network/road_edits.h"
#include "geo/network/snap.h"

#include <memory>
#include <span>
#include <vector>

namespace geo {

struct EditedNetwork {
    std::shared_ptr<const Network> network;
    std::vector<EditOutcome> outcomes;  ///< by edit, as of edit_roads()
};

/// `base` is that of build_network() for these roads, and this terrain where it has one.  Of the report only
/// nodes, arcs and strongly_connected are those of the edited network.  Fault::cancelled.
/// O(way nodes + nodes + arcs), each looked at a few times.
Result<EditedNetwork> edit_network(std::shared_ptr<const Network> base, const Roads& roads,
                                   const Areas& areas, std::span<const RoadEdit> edits,
                                   const Terrain* terrain, const Progress& progress);

/// snap_all() for an edited network, `before` being that of its base: only points within a walk of what
/// changed are looked at again.  O(points + those x log edges).
std::vector<Snap> snap_again(const Network& edited, std::span<const LonLat> at, std::vector<Snap> before,
                             SnapFor purpose = SnapFor::child);

/// The network itself, or the one that it was edited from.
inline const Network* base_of(const Network& network) {
    return network.edited_from != nullptr ? network.edited_from->base.get() : &network;
}

}  // namespace geo
