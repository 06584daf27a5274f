// The plan beside today: how many more children are reached, by which unit, and who gains and loses.
#pragma once

#include "app/frame.h"

#include <string>

namespace app {

struct PlanFigures;

class PlanCompare {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    void bars(const Frame& frame) const;
    void units(const Frame& frame, Outbox& out, const PlanFigures& figures);
    void unit_in_hand(const Frame& frame, Outbox& out, const geo::PlannedUnit& unit);
    void changes(const Frame& frame, Outbox& out) const;
};

}  // namespace app
