// Step 6: the page and the table.
#pragma once

#include "app/frame.h"

namespace app {

class ReportPanel {
public:
    void draw(const Frame& frame, Outbox& out);
};

}  // namespace app
