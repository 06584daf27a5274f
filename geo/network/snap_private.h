// What a walk that ends at a road needs of the roads.  Private to snap.cpp and ground.cpp.
#pragma once

#include "geo/network/snap.h"

#include <optional>

namespace geo {

/// The nearest road within `most_m` that joins for the purpose (snap.h), walked to in a straight line: edge,
/// spot and walk_mm.  O(log edges).
std::optional<Snap> joint_near(const Network& network, LonLat at, double most_m, SnapFor purpose);

/// snap() as if nobody knew the ground.
Snap straight_snap(const Network& network, LonLat at, SnapFor purpose);

}  // namespace geo
