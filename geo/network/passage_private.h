// Who may use a way, in which direction and how fast.  Private to geo/network.
//
// The trap: a child who rides also walks, so that a way has two answers under one profile.
#pragma once

#include "geo/data/roads.h"
#include "geo/network/profile.h"

namespace geo {

/// One way of moving over the roads.
struct Mover {
    Mode mode = Mode::walk;
    Season season = Season::dry;
    ClassSpeeds speed_kmh{};
    ClassSpeeds unpaved_factor = no_change();
    bool unpaved_closed = false;
};

/// What the profile rides, or its mode where it does not; and its walk along roads where it rides.
Mover mover_of(const Profile& profile);
Mover walker_of(const Profile& profile);

/// km/h of a way; 0 where it is closed to the mover.  O(1).
double speed_of(const Way& way, const Mover& mover);

/// True where the mover has to keep to the direction of a one-way road.
bool keeps_direction(const Way& way, Mode mode);

inline bool has(const Way& way, RoadFlag flag) {
    return (way.flags & flag) != 0;
}

}  // namespace geo
