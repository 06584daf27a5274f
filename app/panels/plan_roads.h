// Roads that the plan adds, closes and slows: a row each, what became of it, and what can be set of the one
// that is chosen.
#pragma once

#include "app/frame.h"

namespace app {

class PlanRoads {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    void row(const Frame& frame, Outbox& out, const geo::RoadEdit& edit);
    void settings(const Frame& frame, Outbox& out, const geo::RoadEdit& edit) const;

    geo::RoadEditId chosen_;
    std::uint32_t so_far_ = 0;  ///< the last one that was seen: a new one is chosen
};

}  // namespace app
