// Step 5: what planning will be, said plainly, and what can be done today.
#pragma once

#include "app/frame.h"

namespace app {

class PlanPanel {
public:
    void draw(const Frame& frame, Outbox& out);
};

}  // namespace app
