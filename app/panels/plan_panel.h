// Step 5: the units, the places that close or open, the roads that change, and whom to look at next.
#pragma once

#include "app/panels/plan_roads.h"

namespace app {

class PlanPanel {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    PlanRoads roads_;
};

}  // namespace app
