// What the inspector tells of all pairs of child and place: access with its Lorenz curve, second choices,
// seats.  Only what the map shows was computed, so only that is told.
//
// The trap: the curve of an area needs a walk over all demand points; it is kept until area or results
// change.
#pragma once

#include "app/frame.h"
#include "geo/access/equity.h"

#include <memory>
#include <vector>

namespace app {

class PairsSection {
public:
    /// Nothing where the map shows another indicator.
    void draw(const Frame& frame, geo::Level level, geo::AreaId area);

private:
    void access(const Frame& frame, const geo::AccessResults& access, geo::Level level, geo::AreaId area);
    void lorenz(const Frame& frame, const geo::AccessResults& access, geo::Level level, geo::AreaId area);

    std::weak_ptr<const geo::AccessResults> of_access_;
    geo::Level of_level_ = geo::Level::country;
    geo::AreaId of_area_;
    bool made_ = false;
    std::vector<geo::LorenzPoint> curve_;
};

/// How access is computed: method, weights, supply.
void access_rules(const Frame& frame, Outbox& out);

}  // namespace app
