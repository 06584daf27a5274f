// Rates of few children: how sure a share is, and what it would be were it told as part of the whole
// (definitions.md 3.11).
//
// The trap: 1 of 2 and 500 of 1,000 are the same raw rate.  Whoever ranks raw rates ranks the smallest
// areas first and last.
#pragma once

#include "geo/access/coverage.h"
#include "geo/data/write_table.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace geo {

/// Of `part` of `whole`, 95 % (Wilson 1927).  0 <= low <= part / whole <= high <= 1; none where whole is 0.
struct Interval {
    double low = 0, high = 0;
};
std::optional<Interval> wilson(double part, double whole);

/// Rates drawn towards that of all areas together, the more the fewer stand behind them (global empirical
/// Bayes, Marshall 1991).  None where whole is 0.  O(n).
std::vector<std::optional<double>> empirical_bayes(std::span<const double> parts,
                                                   std::span<const double> wholes);

/// A rate of fewer children is told with its interval and not ranked.
inline constexpr std::int64_t least_whole_milli = 20 * 1000;
constexpr bool is_few(std::int64_t whole_milli) {
    return whole_milli > 0 && whole_milli < least_whole_milli;
}

/// The share of the children who are covered, as it may be read.
struct AreaRate {
    std::optional<Interval> interval;  ///< none without a number or without children
    std::optional<double> smoothed;    ///< beside the other areas
    bool few = false;                  ///< too few to be ranked by the raw share
};
/// Of areas or groups of one kind and one limit, in their order.  O(n).
std::vector<AreaRate> rates_of(std::span<const CoverageRow> rows, std::span<const Counting> counting);

/// Columns share_low, share_high, share_smoothed and few_children behind those of coverage_table().
void add_rate_columns(OutTable& out);
/// Their cells, "yes" where few.
std::vector<std::string> rate_cells(const AreaRate& rate);

}  // namespace geo
