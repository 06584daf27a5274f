// Coverage of the areas that a change touched, and of those above them; all others stay as they are.
#include "geo/access/coverage_private.h"
#include "geo/access/whole_rows.h"
#include "geo/base/ensure.h"

#include <algorithm>
#include <utility>

namespace geo {
namespace {

__extension__ using Wide = __int128;
using Weighted = std::vector<std::pair<std::uint32_t, std::int64_t>>;
using Touched = std::array<std::vector<bool>, 4>;

/// weighted_quantile() of costs in any order, which are put into another.  O(costs).
std::optional<std::uint32_t> selected(Weighted& costs, std::int64_t whole_weight, std::int64_t numerator,
                                      std::int64_t denominator) {
    if (whole_weight <= 0) return std::nullopt;
    const Wide wanted = static_cast<Wide>(whole_weight) * numerator;
    Wide before = 0;  // weight below `from`
    auto from = costs.begin();
    auto to = costs.end();
    const auto weight = [](auto first, auto last) {
        Wide sum = 0;
        for (; first != last; ++first) sum += first->second;
        return sum;
    };
    if (weight(from, to) * denominator < wanted) return std::nullopt;
    while (to - from > 1) {
        const auto middle = from + (to - from) / 2;
        std::nth_element(from, middle, to, [](const auto& a, const auto& b) { return a.first < b.first; });
        const Wide left = weight(from, middle);
        if ((before + left) * denominator >= wanted) {
            to = middle;
        } else {
            before += left;
            from = middle;
        }
    }
    return from->first;
}

/// The points of a finest area: demand ascends by area.
std::pair<std::size_t, std::size_t> points_of(const Demand& demand, AreaId area) {
    const auto [from, to] = std::equal_range(demand.area.begin(), demand.area.end(), area);
    return {static_cast<std::size_t>(from - demand.area.begin()),
            static_cast<std::size_t>(to - demand.area.begin())};
}

struct Again {
    const Areas& areas;
    const Demand& demand;
    std::span<const Trip> trips, time_trips;
    Level finest;

    /// Calls visit(from, to) for the points of an area of any level.
    template <class Visit>
    void each_point_of(Level level, AreaId area, const Visit& visit) const {
        if (level == Level::country && areas.at(Level::country).size() == 1)
            return visit(std::size_t{0}, demand.size());
        for (std::uint32_t a = 0; a < areas.at(finest).size(); ++a)
            if (areas.ancestor(finest, AreaId{a}, level) == area) {
                const auto [from, to] = points_of(demand, AreaId{a});
                visit(from, to);
            }
    }

    void quantiles(Level level, AreaId area, Metric metric, bool of_limit, CoverageRow& row,
                   Weighted& costs) const {
        const std::span<const Trip> of = metric == Metric::time ? time_trips : trips;
        costs.clear();
        each_point_of(level, area, [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i)
                if (of[i].status == TripStatus::reached)
                    costs.emplace_back(of[i].cost(metric), demand.children_milli[i]);
        });
        const std::int64_t placed = row.children_milli - row.unplaced_milli;
        const auto median = selected(costs, placed, 1, 2);
        if (of_limit) row.median_cost = median;
        if (metric != Metric::time) return;
        row.median_ms = median;
        row.p90_ms = selected(costs, placed, 9, 10);
    }
};

/// Adds what a row became to all rows above it.
void carry_up(const Areas& areas, CoverageTable& table, Level finest, std::size_t area,
              const CoverageRow& before) {
    const CoverageRow now = table.rows[at(finest)][area];
    for (std::size_t l = 0; l < at(finest); ++l) {
        CoverageRow& above = table.rows[l][areas.ancestor(finest, AreaId{area}, static_cast<Level>(l)).row()];
        above.covered_milli += now.covered_milli - before.covered_milli;
        above.uncovered_milli += now.uncovered_milli - before.uncovered_milli;
        above.unreachable_milli += now.unreachable_milli - before.unreachable_milli;
    }
}

}  // namespace

CoverageTable coverage_again(CoverageTable before, const Areas& areas, const Demand& demand,
                             std::span<const Trip> trips, std::span<const Trip> time_trips,
                             std::span<const AreaId> touched) {
    ENSURE(trips.size() == demand.size() && time_trips.size() == demand.size());
    CoverageTable table = std::move(before);
    const Level finest = areas.finest();
    const Threshold within = table.within;
    Touched marks;
    for (std::size_t l = 0; l < marks.size(); ++l) marks[l].assign(table.rows[l].size(), false);
    for (const AreaId area : touched) {
        if (marks[at(finest)][area.row()]) continue;
        CoverageRow& row = table.rows[at(finest)][area.row()];
        const CoverageRow was = row;
        row.covered_milli = row.uncovered_milli = row.unreachable_milli = 0;
        const auto [from, to] = points_of(demand, area);
        for (std::size_t i = from; i < to; ++i) row.*state_of(trips[i], within) += demand.children_milli[i];
        carry_up(areas, table, finest, area.row(), was);
        for (std::size_t l = 0; l <= at(finest); ++l)
            marks[l][areas.ancestor(finest, area, static_cast<Level>(l)).row()] = true;
    }
    const Again again{areas, demand, trips, time_trips, finest};
    const bool by_time = within.metric == Metric::time;
    Weighted costs;
    for (std::size_t l = 0; l <= at(finest); ++l)
        for (std::uint32_t a = 0; a < marks[l].size(); ++a) {
            if (!marks[l][a]) continue;
            const auto level = static_cast<Level>(l);
            CoverageRow& row = table.rows[l][a];
            ENSURE(row.children_milli ==
                   row.covered_milli + row.uncovered_milli + row.unreachable_milli + row.unplaced_milli);
            again.quantiles(level, AreaId{a}, Metric::time, by_time, row, costs);
            if (!by_time) again.quantiles(level, AreaId{a}, within.metric, true, row, costs);
        }
    print_whole_again(areas, table.rows, marks);
    return table;
}

}  // namespace geo
