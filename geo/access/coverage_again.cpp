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

/// The first cost at which the weight, with that of all that is cheaper (`before`), comes to the part of the
/// whole that is wanted; empty where it never does.  Costs come in any order and are put into another.
/// O(costs).
std::optional<std::uint32_t> selected(Weighted& costs, Wide before, Wide wanted, std::int64_t denominator) {
    auto from = costs.begin();
    auto to = costs.end();
    const auto weight = [](auto first, auto last) {
        Wide sum = 0;
        for (; first != last; ++first) sum += first->second;
        return sum;
    };
    if ((before + weight(from, to)) * denominator < wanted) return std::nullopt;
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

/// Costs near where a quantile was before, and the weight of what is cheaper: as long as it stays near, the
/// other costs need no order.
struct Near {
    std::uint32_t from = 0, to = 0;
    std::int64_t cheaper = 0;
    Weighted costs;

    explicit Near(std::uint32_t was)
        : from(was - std::min(was, half(was))), to(was + std::min(half(was), no_cost - was)) {}
    void take(std::uint32_t cost, std::int64_t weight) {
        if (cost < from)
            cheaper += weight;
        else if (cost <= to)
            costs.emplace_back(cost, weight);
    }
    /// The quantile, or nothing where it is not among these costs.
    std::optional<std::uint32_t> found(Wide wanted, std::int64_t denominator) {
        if (Wide{cheaper} * denominator >= wanted) return std::nullopt;
        return selected(costs, cheaper, wanted, denominator);
    }

private:
    static std::uint32_t half(std::uint32_t was) { return was / 64 + 1000; }
};

/// The points of a finest area: demand ascends by area.
std::pair<std::size_t, std::size_t> points_of(const Demand& demand, AreaId area) {
    const auto [from, to] = std::equal_range(demand.area.begin(), demand.area.end(), area);
    return {static_cast<std::size_t>(from - demand.area.begin()),
            static_cast<std::size_t>(to - demand.area.begin())};
}

/// The finest areas inside those that are marked, by level, then AreaId.
using Inside = std::array<std::vector<std::vector<std::uint32_t>>, 4>;

Inside inside_of(const Areas& areas, Level finest, const Touched& marks) {
    Inside out;
    for (std::size_t l = 1; l < at(finest); ++l) out[l].resize(marks[l].size());
    for (std::uint32_t a = 0; a < areas.at(finest).size(); ++a)
        for (std::size_t l = 1; l < at(finest); ++l)
            if (const std::size_t above = areas.ancestor(finest, AreaId{a}, static_cast<Level>(l)).row();
                marks[l][above])
                out[l][above].push_back(a);
    return out;
}

struct Again {
    const Demand& demand;
    std::span<const Trip> trips, time_trips;
    Level finest;
    const Inside& inside;

    /// Calls visit(from, to) for the points of an area of any level; the country is one row.
    template <class Visit>
    void each_point_of(std::size_t level, std::uint32_t area, const Visit& visit) const {
        if (level == 0 && finest != Level::country) return visit(std::size_t{0}, demand.size());
        const auto one = [&](std::uint32_t fine) {
            const auto [from, to] = points_of(demand, AreaId{fine});
            visit(from, to);
        };
        if (level == at(finest)) return one(area);
        for (const std::uint32_t fine : inside[level][area]) one(fine);
    }

    /// Calls visit(cost, weight) for the points of an area that reach a place.
    template <class Visit>
    void each_cost_of(std::size_t level, std::uint32_t area, Metric metric, const Visit& visit) const {
        const std::span<const Trip> of = metric == Metric::time ? time_trips : trips;
        each_point_of(level, area, [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i)
                if (of[i].status == TripStatus::reached) visit(of[i].cost(metric), demand.children_milli[i]);
        });
    }

    void quantiles(std::size_t level, std::uint32_t area, Metric metric, bool of_limit, CoverageRow& row,
                   Weighted& costs) const {
        const Wide placed = row.children_milli - row.unplaced_milli;
        const bool timed = metric == Metric::time;
        std::optional<std::uint32_t> median, p90;
        const auto was = timed ? row.median_ms : row.median_cost;
        bool known = false;
        // Many points: first near where the quantiles were.
        if (level + 1 < at(finest) && placed > 0 && was && (!timed || row.p90_ms)) {
            Near half(*was), nine(timed ? *row.p90_ms : *was);
            each_cost_of(level, area, metric, [&](std::uint32_t cost, std::int64_t weight) {
                half.take(cost, weight);
                if (timed) nine.take(cost, weight);
            });
            median = half.found(placed, 2);
            if (timed) p90 = nine.found(placed * 9, 10);
            known = median && (!timed || p90);
        }
        if (!known) {
            costs.clear();
            each_cost_of(level, area, metric,
                         [&](std::uint32_t cost, std::int64_t weight) { costs.emplace_back(cost, weight); });
            const bool any = placed > 0;
            median = any ? selected(costs, 0, placed, 2) : std::nullopt;
            if (timed) p90 = any ? selected(costs, 0, placed * 9, 10) : std::nullopt;
        }
        if (of_limit) row.median_cost = median;
        if (!timed) return;
        row.median_ms = median;
        row.p90_ms = p90;
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
    if (touched.empty()) return table;
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
    const Inside inside = inside_of(areas, finest, marks);
    const Again again{demand, trips, time_trips, finest, inside};
    const bool by_time = within.metric == Metric::time;
    Weighted costs;
    for (std::size_t l = 0; l <= at(finest); ++l)
        for (std::uint32_t a = 0; a < marks[l].size(); ++a) {
            if (!marks[l][a]) continue;
            CoverageRow& row = table.rows[l][a];
            ENSURE(row.children_milli ==
                   row.covered_milli + row.uncovered_milli + row.unreachable_milli + row.unplaced_milli);
            again.quantiles(l, a, Metric::time, by_time, row, costs);
            if (!by_time) again.quantiles(l, a, within.metric, true, row, costs);
        }
    print_whole_again(areas, table.rows, marks);
    return table;
}

}  // namespace geo
