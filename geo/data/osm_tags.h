// What the tags of an OpenStreetMap way say: class, surface, speed, direction, and which mode may pass.
//
// Access follows the hierarchy of the OpenStreetMap wiki ("Key:access", land-based transportation): the
// narrowest tag that is said decides for its mode, and an answer that is not known (access=unknown) is not
// said. The trap: access=private with foot=yes is open on foot alone, not to all that is not a motor.
#pragma once

#include "geo/data/roads.h"

#include <functional>

namespace geo {

/// The value of a key, or null.
using TagValue = std::function<const char*(const char* key)>;

/// Fills all of a way but its id and nodes; false where it is neither highway nor ferry.  O(1).
///
/// | mode       | first that is said of                                                     |
/// |------------|---------------------------------------------------------------------------|
/// | on foot    | foot; motorroad=yes forbids; access                                       |
/// | bicycle    | bicycle; motorroad=yes forbids; vehicle; access                           |
/// | motorcycle | motorcycle; motor_vehicle; vehicle; access                                |
/// | car        | motorcar; motor_vehicle; vehicle; access                                  |
///
/// no, private, military, emergency, restricted and permit forbid, for bicycles also dismount and
/// use_sidepath, on foot use_sidepath; every other answer allows.  oneway:bicycle=no, oneway:motorcycle=no
/// and cycleway=opposite* free a mode of the way's direction.
bool way_from_tags(const TagValue& tags, Way& way);

}  // namespace geo
