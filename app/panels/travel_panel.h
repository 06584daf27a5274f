// Step 3: how children travel, and within which limits.
#pragma once

#include "app/frame.h"
#include "app/panels/speed_list.h"

namespace app {

class TravelPanel {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    SpeedList speeds_;
};

}  // namespace app
