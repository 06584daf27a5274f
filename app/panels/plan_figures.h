// The numbers of a plan beside today: whole children, as the strip prints them.
#pragma once

#include "app/frame.h"

#include <cstdint>
#include <string>
#include <vector>

namespace app {

struct PlanFigures {
    std::int64_t covered = 0, covered_today = 0;  ///< of the area that the answer is about
    struct OfUnit {
        geo::UnitId unit;
        std::int64_t reaches = 0, newly = 0;  ///< of the whole study
    };
    std::vector<OfUnit> units;
    std::int64_t more() const { return covered - covered_today; }
    std::int64_t newly_of(geo::UnitId unit) const;
};
PlanFigures plan_figures(const Frame& frame, const geo::Results& results);

/// "+838", "−12", "0".
std::string signed_people(std::int64_t number);

/// Areas where more or fewer children are reached than before, the greatest differences first.
struct AreaChange {
    geo::AreaId area;
    std::int64_t more = 0;  ///< negative: fewer
};
std::vector<AreaChange> area_changes(const geo::CoverageTable& before, const geo::CoverageTable& now,
                                     geo::Level level, std::size_t most);

}  // namespace app
