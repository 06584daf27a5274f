// Step 4: the question (limit, mode, season, children, places) and how the map shows the answer.
#pragma once

#include "app/frame.h"
#include "app/panels/breaks.h"

namespace app {

class CoveragePanel {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    BreaksField breaks_;
    int own_minutes_ = 45;
    int own_km_ = 10;
};

}  // namespace app
