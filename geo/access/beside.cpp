#include "geo/access/beside.h"

#include "geo/access/whole_rows.h"
#include "geo/base/ensure.h"
#include "geo/base/figures.h"

namespace geo {

Beside covered_beside(std::string column, const CoverageTable& table) {
    Beside out;
    out.column = std::move(column);
    for (std::size_t l = 0; l < out.milli.size(); ++l)
        for (const CoverageRow& row : table.rows.at(l)) out.milli.at(l).push_back(row.covered_milli);
    return out;
}

Beside sum_beside(std::string column, const Areas& areas, const Demand& demand,
                  const std::function<std::int64_t(std::size_t)>& milli_of) {
    Beside out;
    out.column = std::move(column);
    for (const Level level : all_levels)
        out.milli.at(static_cast<std::size_t>(level)).assign(areas.at(level).size(), 0);
    auto& fine = out.milli.at(static_cast<std::size_t>(areas.finest()));
    for (std::size_t i = 0; i < demand.size(); ++i) fine[demand.area[i].row()] += milli_of(i);
    for (std::size_t l = 3; l > 0; --l)
        for (std::size_t a = 0; a < out.milli.at(l).size(); ++a)
            out.milli.at(l - 1)[areas.levels.at(l).parent[a].row()] += out.milli.at(l)[a];
    return out;
}

namespace {

/// Children of the points for which `counts` holds.
template <class Counts>
Beside sums_of(std::string column, const Areas& areas, const Demand& demand, const Counts& counts) {
    return sum_beside(std::move(column), areas, demand,
                      [&](std::size_t i) { return counts(i) ? demand.children_milli[i] : 0; });
}

}  // namespace

Beside lost_beside(std::string column, const Areas& areas, const Demand& demand, const Threshold& within,
                   std::span<const Trip> first, std::span<const Trip> second) {
    ENSURE(first.size() == demand.size() && second.size() == demand.size());
    return sums_of(std::move(column), areas, demand,
                   [&](std::size_t i) { return covers(within, first[i]) && !covers(within, second[i]); });
}

std::array<Beside, 2> circle_beside(const Areas& areas, const Demand& demand, const Threshold& within,
                                    std::span<const Trip> straight, std::span<const Trip> trips) {
    ENSURE(straight.size() == demand.size() && trips.size() == demand.size());
    std::array<Beside, 2> out = {
        sums_of("in_circle", areas, demand, [&](std::size_t i) { return covers(within, straight[i]); }),
        sums_of("in_circle_only", areas, demand,
                [&](std::size_t i) { return covers(within, straight[i]) && !covers(within, trips[i]); })};
    for (Beside& column : out) column.known = within.metric == Metric::length;
    return out;
}

std::array<std::vector<std::int64_t>, 4> whole_beside(const Areas& areas, const CoverageTable& table,
                                                      const Beside& column) {
    auto rows = table.rows;
    std::array<std::vector<std::int64_t>, 4> out;
    for (const Level level : all_levels) {
        auto& of_level = rows.at(static_cast<std::size_t>(level));
        for (std::size_t a = 0; a < of_level.size(); ++a) {
            CoverageRow& row = of_level[a];
            row.covered_milli = column.at(level, a);
            row.uncovered_milli = row.children_milli - row.unplaced_milli - row.covered_milli;
            row.unreachable_milli = 0;
            row.printed.reset();
        }
    }
    print_whole(areas, rows);
    for (std::size_t l = 0; l < out.size(); ++l)
        for (const CoverageRow& row : rows.at(l)) out.at(l).push_back(whole(row).covered);
    return out;
}

void add_beside(OutTable& out, std::span<const CoverageTable> tables, std::span<const Level> levels,
                std::span<const std::vector<Beside>> by_limit) {
    if (by_limit.empty()) return;
    ENSURE(by_limit.size() == tables.size());
    for (const Beside& column : by_limit.front()) out.columns.push_back({column.column, true});
    std::size_t row = 0;
    for (std::size_t t = 0; t < tables.size(); ++t)
        for (const Level level : levels)
            for (std::size_t a = 0; a < tables[t].at(level).size(); ++a, ++row)
                for (const Beside& column : by_limit[t])
                    out.rows.at(row).push_back(column.known &&
                                                       has_number(tables[t].counting_of(level, a).state)
                                                   ? exact_children(column.at(level, a))
                                                   : std::string{});
}

}  // namespace geo
