// Find, help, refer as a section of a panel, which opens: who is led how far, and the chain step by step with
// the time of each step, or which step is missing.
#pragma once

#include "app/frame.h"

namespace app {

/// Of an area of the inspector.
void referral_of_area(const Frame& frame, Outbox& out, geo::Level level, geo::AreaId area);
/// Of the spot whose trip is explained.
void referral_of_spot(const Frame& frame, Outbox& out);

}  // namespace app
