// What a walk that ends at a road needs of the roads.  Private to snap.cpp and ground.cpp.
#pragma once

#include "geo/network/snap.h"

#include <optional>

namespace geo {

/// The nearest road within `most_m` that joins for the purpose (snap.h), walked to in a straight line: edge,
/// spot and walk_mm.  Barriers count only for what is walked.  O(log edges).
enum class Barred : std::uint8_t { no, yes };
std::optional<Snap> joint_near(const Network& network, LonLat at, double most_m, SnapFor purpose,
                               Barred barred = Barred::yes);

/// snap() as if nobody knew the ground, from where the walk begins.
Snap straight_snap(const Network& network, LonLat at, SnapFor purpose);

}  // namespace geo
