// Which nodes can be left and come back to: strongly connected parts, and what only leads in or out.
//
// The trap: where an extract is cut, one-way roads end in the open.  A child beside such an end could never
// leave it and a place there never be reached, although every real road goes on; snap.h keeps off them.
#pragma once

#include "geo/network/network.h"

#include <cstdint>
#include <vector>

namespace geo {

/// Number of the strongly connected part of each node, in no order that means anything.  Without recursion,
/// so that a chain of a million nodes is no deep stack (Tarjan 1972).  O(nodes + arcs).
std::vector<std::uint32_t> strong_parts(const Csr& out);

/// Fills Network::leads_in, leads_out and the report's strongly_connected and one_way_ends from the arcs and
/// components.  O(nodes + arcs).
void mark_strong(Network& network);

}  // namespace geo
