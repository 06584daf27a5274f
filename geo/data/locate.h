// Which area holds a point.
#pragma once

#include "geo/data/dataset.h"
#include "geo/geom/index.h"

#include <memory>
#include <span>
#include <vector>

namespace geo {

/// Over the areas of one level, which must outlive it.
class Locator {
public:
    Locator(const Areas& areas, Level level);
    /// None outside all areas; on a shared border the area with the lower code.  O(log n + points of the
    /// candidates).
    AreaId area_at(LonLat at) const;
    /// Many points in parallel.
    std::vector<AreaId> areas_at(std::span<const LonLat> at) const;

private:
    const AreaLevel& level_;
    BoxIndex index_;
};

}  // namespace geo
