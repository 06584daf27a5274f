// The network as two plain tables, so that another tool can repeat any result of ours.
//
// The trap: places and children are not nodes; whoever repeats a trip hangs them on an edge with a part of
// its cost, as snap.h says.
#pragma once

#include "geo/base/result.h"
#include "geo/network/network.h"

#include <string>

namespace geo {

/// Writes `nodes.csv` (node, lon, lat, component) and `edges.csv` (from, to, length_mm, time_ms, class,
/// surface, way_id; one row for each direction that may be used; where one rides also of class `board`, with
/// the wait, and `alight`) of cli.md into a folder, which is made where
/// it is missing.  Degrees are written so that reading gives the same double.  Both files appear whole or
/// neither does.  Fault::unwritable with the file.  O(nodes + arcs).
Result<void> write_network(const Network& network, const std::string& folder);

}  // namespace geo
