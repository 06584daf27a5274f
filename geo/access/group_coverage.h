// Who is reached in each group of a grouping that does not nest (grouping.h): the four states, summed over
// the areas of the group, with the median and P90 of its own children.
//
// The trap: groups may overlap; the rows of a grouping are never added up.
#pragma once

#include "geo/access/beside.h"
#include "geo/access/coverage.h"
#include "geo/data/grouping.h"
#include "geo/data/write_table.h"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace geo {

struct GroupCoverage {
    std::string grouping;
    Threshold within;
    std::vector<std::string> name;   ///< of each group
    std::vector<CoverageRow> rows;   ///< children = covered + uncovered + unreachable + unplaced
    std::vector<Counting> counting;  ///< as far as the areas of the group were counted
};

/// How far several areas together were counted; `by_level` as in Demand.
Counting counting_of(const std::array<std::vector<Counting>, 4>& by_level, const Rollup::Group& group);

/// `table` is the coverage of the same demand and trips.  O(points log points + members).
GroupCoverage group_coverage(const Areas& areas, const Rollup& rollup, const Demand& demand,
                             const CoverageTable& table, std::span<const Trip> time_trips);

/// The sum of a column over the areas of a group.
std::int64_t sum_of(const Beside& column, const Rollup::Group& group);

/// Rows behind those of coverage_table(), in its columns: the group stands in area_code and area_name_th, the
/// grouping in level.
void add_group_rows(OutTable& out, const GroupCoverage& groups, const CoverageCsvOptions& options);

}  // namespace geo
