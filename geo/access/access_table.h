// Access by area and by group: the child-weighted mean of the children whose home is known, how unequal it is
// among them, and the supply that lies there.
//
// The trap: a mean of a few children's access says nothing of those without any, so each row counts them.
#pragma once

#include "geo/access/access.h"
#include "geo/access/coverage_table.h"
#include "geo/access/equity.h"
#include "geo/data/grouping.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace geo {

enum class AccessStatus : std::uint8_t {
    ok,
    no_access,  ///< nobody has any supply within reach: the value is 0
    no_supply,  ///< the same where the value is a cost: there is none
    no_children,
    unplaced,  ///< of no child is the home known
    hidden,
    no_data
};
/// "ok", "no_access", ...
const char* access_status_name(AccessStatus status);
/// True where the row has a value.
constexpr bool has_value(AccessStatus status) {
    return status == AccessStatus::ok || status == AccessStatus::no_access;
}

struct AccessRow {
    AccessStatus status = AccessStatus::no_data;
    std::int64_t children_milli = 0;
    std::int64_t unplaced_milli = 0;
    std::int64_t without_milli = 0;  ///< placed, and no place with supply within the limit
    std::int64_t supply = 0;         ///< learners of the fitting places that lie there
    /// Of the placed children; of RAAM of those who have supply within the limit.  Its mean is the value.
    Equity equity;
};

struct AccessTable {
    AccessMethod method = AccessMethod::enhanced;
    Threshold within;
    std::array<std::vector<AccessRow>, 4> rows;  ///< by level, then AreaId
    std::array<std::vector<Counting>, 4> counting;
    const AccessRow& at(Level level, std::size_t area) const {
        return rows[static_cast<std::size_t>(level)][area];
    }
};

/// What the places of a question can take and where they lie, by destination.
struct Supply {
    std::vector<std::int64_t> learners;  ///< 0 where it does not fit or nobody says
    std::vector<AreaId> area;            ///< finest; none outside all areas
    std::size_t places = 0;              ///< that fit
    std::size_t without_capacity = 0;    ///< of these, of which nobody says how many they take
    std::int64_t all = 0;
};

/// Supply outside all areas belongs to the country's row alone.  O(points log points x levels).
AccessTable access_table(const Areas& areas, const Demand& demand, const PointAccess& points,
                         const Supply& supply, AccessMethod method, const Threshold& within);

/// A row for each group of a grouping; groups may overlap.
std::vector<AccessRow> group_access(const Areas& areas, const Rollup& rollup, const Demand& demand,
                                    const PointAccess& points, const Supply& supply, AccessMethod method);

/// Columns of cli.md, then without_access (children), unplaced, worst_tenth, worst, gini, and those that
/// every table ends with.  One row for each level and area.
OutTable access_out(const Areas& areas, const AccessTable& table, const CoverageCsvOptions& options);
/// Rows behind these: the group stands in area_code and area_name_th, the grouping in level.
void add_group_rows(OutTable& out, const Rollup& rollup, std::span<const AccessRow> rows,
                    const AccessTable& table, const CoverageCsvOptions& options);

/// The whole country's children and what they have, for Lorenz curve and indices; of RAAM those with a value.
std::vector<Having> having_of(const Demand& demand, const PointAccess& points);

/// Between the groups of a grouping: who has most and who least, in access, and how many children more have
/// none.
struct GroupGap {
    std::size_t best = 0, worst = 0;  ///< rows
    double gap = 0;                   ///< of their values, never below 0
};
/// None where fewer than two groups have a value.
std::optional<GroupGap> gap_of(std::span<const AccessRow> rows, AccessMethod method);

}  // namespace geo
