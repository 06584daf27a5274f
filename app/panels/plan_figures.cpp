#include "app/panels/plan_figures.h"

#include "app/panels/figures.h"
#include "geo/base/figures.h"

#include <algorithm>
#include <cstdlib>

namespace app {

std::int64_t PlanFigures::newly_of(geo::UnitId unit) const {
    for (const OfUnit& one : units)
        if (one.unit == unit) return one.newly;
    return 0;
}

PlanFigures plan_figures(const Frame& frame, const geo::Results& results) {
    PlanFigures out;
    if (results.coverage.empty()) return out;
    const AboutArea about = about_of(frame);
    const auto covered = [&](const geo::CoverageTable& table) {
        const auto& rows = table.at(about.level);
        return about.area.row() < rows.size() ? geo::whole(rows[about.area.row()]).covered : 0;
    };
    out.covered = covered(results.coverage.front());
    out.covered_today = results.today.empty() ? out.covered : covered(results.today.front());
    const auto whole = [](std::int64_t milli) { return (milli + 500) / 1000; };
    for (std::size_t k = 0; k < results.destinations.units.size(); ++k) {
        PlanFigures::OfUnit one{results.destinations.units[k].id, 0, 0};
        if (k < results.unit_effects.size()) {
            one.newly = whole(results.unit_effects[k].newly_milli);
            one.reaches = whole(results.unit_effects[k].reaches_milli);
        }
        out.units.push_back(one);
    }
    return out;
}

std::string signed_people(std::int64_t number) {
    if (number == 0) return "0";
    return (number > 0 ? "+" : "\u2212") + geo::grouped(std::abs(number));
}

std::vector<AreaChange> area_changes(const geo::CoverageTable& before, const geo::CoverageTable& now,
                                     geo::Level level, std::size_t most) {
    std::vector<AreaChange> out;
    const auto &was = before.at(level), &is = now.at(level);
    for (std::uint32_t a = 0; a < std::min(was.size(), is.size()); ++a) {
        if (was[a].covered_milli == is[a].covered_milli) continue;
        const std::int64_t more = geo::whole(is[a]).covered - geo::whole(was[a]).covered;
        if (more != 0) out.push_back({geo::AreaId{a}, more});
    }
    std::stable_sort(out.begin(), out.end(), [](const AreaChange& a, const AreaChange& b) {
        return std::abs(a.more) > std::abs(b.more);
    });
    if (out.size() > most) out.resize(most);
    return out;
}

}  // namespace app
