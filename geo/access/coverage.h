// Who is reached: four states, one for each child, in every area of every level (definitions.md 3.1).
//
// children = covered + uncovered + unreachable + unplaced, exactly, in every row; `<=` is inclusive.  One
// function computes coverage for map, table, page and command line.
#pragma once

#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/data/demand.h"
#include "geo/network/nearest.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace geo {

/// "30min" or "6km"; the limit is inclusive.
struct Threshold {
    Metric metric = Metric::time;
    std::uint32_t limit = 30 * 60 * 1000;  ///< milliseconds or millimetres
    bool operator==(const Threshold&) const = default;
};
/// "30min", "90s", "1h", "6km", "500m"; Fault::bad_value else.
Result<Threshold> threshold_from_text(const std::string& text);
Result<std::vector<Threshold>> thresholds_from_text(const std::string& comma_separated);
std::string text_of(const Threshold& threshold);
/// `trip` was searched under within.metric.
inline bool covers(const Threshold& within, const Trip& trip) {
    return trip.status == TripStatus::reached && trip.cost(within.metric) <= within.limit;
}

/// The four states in whole children as people read them.  Strip, table, panel and page all take their
/// numbers from here.
struct WholeRow {
    std::int64_t covered = 0, uncovered = 0, unreachable = 0, unplaced = 0;
    std::array<std::int64_t, 4> parts() const { return {covered, uncovered, unreachable, unplaced}; }
    std::int64_t children() const { return covered + uncovered + unreachable + unplaced; }
    std::int64_t not_reached() const { return uncovered + unreachable; }
    bool operator==(const WholeRow&) const = default;
};

struct CoverageRow {
    std::int64_t children_milli = 0;
    std::int64_t covered_milli = 0;
    std::int64_t uncovered_milli = 0;
    std::int64_t unreachable_milli = 0;
    std::int64_t unplaced_milli = 0;
    std::optional<std::uint32_t> median_ms;  ///< weighted; empty where it falls among the unreachable
    std::optional<std::uint32_t> p90_ms;
    /// Weighted median in the measure of the limit, milliseconds or millimetres: how far the nearest place
    /// is.
    std::optional<std::uint32_t> median_cost;
    std::optional<WholeRow> printed;  ///< whole_rows.h; empty for a row that belongs to no table
    bool operator==(const CoverageRow&) const = default;
};

/// The row of a table as its hierarchy prints it (whole_rows.h); a row of no table by largest remainder.  The
/// parts add up.
WholeRow whole(const CoverageRow& row);
/// Adds an area to the row of several, also what is printed, so that a sum is the sum of the rows above it.
/// Times have no sum and stay empty.
void add(CoverageRow& sum, const CoverageRow& row);

/// Not covered + unreachable, thousandths: exact, for sums and for the order of areas.
inline std::int64_t not_reached_milli(const CoverageRow& row) {
    return row.uncovered_milli + row.unreachable_milli;
}

struct CoverageTable {
    Threshold within;
    std::array<std::vector<CoverageRow>, 4> rows;  ///< by level, then AreaId
    /// How far each area was counted, by level, then AreaId: a row of an area that has no number is all 0.
    std::array<std::vector<Counting>, 4> counting;
    std::vector<PlacedOn> placed_on;  ///< of the finest areas: what their children were put on
    const std::vector<CoverageRow>& at(Level level) const { return rows[static_cast<std::size_t>(level)]; }
    const Counting& counting_of(Level level, std::size_t area) const {
        return counting[static_cast<std::size_t>(level)][area];
    }
    bool operator==(const CoverageTable&) const = default;
};

/// `trips[i]` belongs to demand point i and was searched under within.metric; `time_trips` gives the times of
/// median and P90 (the same span where the metric is time).  O(points log points).
CoverageTable coverage(const Areas& areas, const Demand& demand, std::span<const Trip> trips,
                       std::span<const Trip> time_trips, const Threshold& within);

/// The table after the trips of some points became others: equal to coverage() of the same.  `before` is the
/// table of the trips as they were, `touched` the finest areas of the points that changed, in any order.
/// O(points of the touched areas and of those above them).
CoverageTable coverage_again(CoverageTable before, const Areas& areas, const Demand& demand,
                             std::span<const Trip> trips, std::span<const Trip> time_trips,
                             std::span<const AreaId> touched);

/// The least t whose cumulative weight reaches q of the whole weight, unreachable = infinite; empty there.
/// `sorted` ascends by time; weights in thousandths; q = numerator / denominator.
std::optional<std::uint32_t> weighted_quantile(std::span<const std::pair<std::uint32_t, std::int64_t>> sorted,
                                               std::int64_t whole_weight, std::int64_t numerator,
                                               std::int64_t denominator);

/// The CSV of cli.md for the given levels, UTF-8 with BOM, codes quoted, exact decimals; behind its columns
/// made_up, estimate, state, areas_without_data, areas_hidden, areas_in_part and placed_on (of the finest
/// areas).  The children of an area that is hidden or was never counted are empty cells, never 0.
struct CoverageCsvOptions {
    std::vector<Level> levels = {Level::tambon};
    bool made_up = false;
    bool estimate = false;
};
std::string coverage_csv(const Areas& areas, std::span<const CoverageTable> tables,
                         const CoverageCsvOptions& options);

}  // namespace geo
