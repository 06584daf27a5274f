#include "geo/access/group_coverage.h"

#include "geo/access/coverage_table.h"
#include "geo/base/figures.h"

#include <algorithm>

namespace geo {

Counting counting_of(const std::array<std::vector<Counting>, 4>& by_level, const Rollup::Group& group) {
    Counting out;
    bool number = false, whole = true, children = false, hidden = false;
    for (const auto& [level, area] : group.members) {
        const Counting& one = by_level.at(static_cast<std::size_t>(level))[area.row()];
        out.areas_without_data += one.areas_without_data;
        out.areas_hidden += one.areas_hidden;
        out.areas_in_part += one.areas_in_part;
        number = number || has_number(one.state);
        hidden = hidden || one.state == CountState::hidden;
        whole = whole && (one.state == CountState::counted || one.state == CountState::zero);
        children = children || one.state == CountState::counted;
    }
    if (!number)
        out.state = hidden ? CountState::hidden : CountState::no_data;
    else if (!whole)
        out.state = CountState::partly;
    else
        out.state = children ? CountState::counted : CountState::zero;
    return out;
}

GroupCoverage group_coverage(const Areas& areas, const Rollup& rollup, const Demand& demand,
                             const CoverageTable& table, std::span<const Trip> time_trips) {
    GroupCoverage out;
    out.grouping = rollup.name;
    out.within = table.within;
    std::vector<std::vector<std::uint32_t>> groups_of(areas.at(areas.finest()).size());
    for (std::size_t g = 0; g < rollup.groups.size(); ++g) {
        const Rollup::Group& group = rollup.groups[g];
        CoverageRow sum;
        for (const auto& [level, area] : group.members) add(sum, table.at(level)[area.row()]);
        out.name.push_back(group.name);
        out.rows.push_back(sum);
        out.counting.push_back(counting_of(table.counting, group));
        for (const AreaId area : group.finest) groups_of[area.row()].push_back(static_cast<std::uint32_t>(g));
    }
    std::vector<std::vector<std::pair<std::uint32_t, std::int64_t>>> times(rollup.groups.size());
    for (std::size_t i = 0; i < demand.size(); ++i)
        if (time_trips[i].status == TripStatus::reached)
            for (const std::uint32_t g : groups_of[demand.area[i].row()])
                times[g].emplace_back(time_trips[i].time_ms, demand.children_milli[i]);
    for (std::size_t g = 0; g < times.size(); ++g) {
        std::sort(times[g].begin(), times[g].end());
        const std::int64_t placed = out.rows[g].children_milli - out.rows[g].unplaced_milli;
        out.rows[g].median_ms = weighted_quantile(times[g], placed, 1, 2);
        out.rows[g].p90_ms = weighted_quantile(times[g], placed, 9, 10);
    }
    return out;
}

std::int64_t sum_of(const Beside& column, const Rollup::Group& group) {
    std::int64_t sum = 0;
    for (const auto& [level, area] : group.members) sum += column.at(level, area.row());
    return sum;
}

void add_group_rows(OutTable& out, const GroupCoverage& groups, const CoverageCsvOptions& options) {
    for (std::size_t g = 0; g < groups.rows.size(); ++g)
        out.rows.push_back(coverage_cells({groups.name[g], groups.name[g], "", groups.grouping},
                                          groups.within, groups.rows[g], groups.counting[g], PlacedOn::none,
                                          options));
}

}  // namespace geo
