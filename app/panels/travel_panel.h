// Step 3: how children travel, and within which limits.
#pragma once

#include "app/frame.h"

namespace app {

class TravelPanel {
public:
    void draw(const Frame& frame, Outbox& out);
};

}  // namespace app
