#include "geo/access/curve.h"

#include "geo/access/coverage_table.h"
#include "geo/base/ensure.h"
#include "geo/base/figures.h"

#include <fmt/format.h>

#include <algorithm>

namespace geo {

std::vector<CurveStep> cumulative(const Demand& demand, std::span<const Trip> trips, Metric metric,
                                  std::uint32_t step) {
    ENSURE(trips.size() == demand.size() && step > 0);
    std::vector<std::int64_t> in_step;
    for (std::size_t i = 0; i < trips.size(); ++i) {
        if (trips[i].status != TripStatus::reached) continue;
        const std::uint32_t cost = trips[i].cost(metric);
        // 0 belongs to the first step, and a limit to what ends with it.
        const std::size_t k = cost == 0 ? 0 : (cost - 1) / step;
        if (k >= in_step.size()) in_step.resize(k + 1, 0);
        in_step[k] += demand.children_milli[i];
    }
    std::vector<CurveStep> out;
    std::int64_t children = 0;
    for (std::size_t k = 0; k < in_step.size(); ++k) {
        children += in_step[k];
        const std::uint64_t upto = (k + 1) * std::uint64_t{step};
        out.push_back({static_cast<std::uint32_t>(std::min<std::uint64_t>(upto, no_cost - 1)), children});
    }
    return out;
}

OutTable curve_table(const Demand& demand, std::span<const Trip> time_trips,
                     std::span<const Trip> length_trips, const CoverageCsvOptions& options) {
    OutTable out;
    out.sheet = "curve";
    out.columns = {{"measure", false}, {"upto", true},     {"children", true},
                   {"share", true},    {"made_up", false}, {"estimate", false}};
    const std::int64_t all = demand.total_milli.front().front();
    const auto add = [&](const char* measure, std::uint32_t unit, const std::vector<CurveStep>& steps) {
        for (const CurveStep& step : steps)
            out.rows.push_back(
                {measure, std::to_string(step.upto / unit), exact_children(step.children_milli),
                 fmt::format("{:.6f}", static_cast<double>(step.children_milli) / static_cast<double>(all)),
                 made_up_words(options), estimate_words(options)});
    };
    add("minutes", curve_step_ms, cumulative(demand, time_trips, Metric::time, curve_step_ms));
    if (!length_trips.empty())
        add("metres", 1000, cumulative(demand, length_trips, Metric::length, curve_step_mm));
    return out;
}

}  // namespace geo
