// How evenly learning is within reach: Lorenz curve, Gini and concentration index, the worst off and the gap
// between groups (definitions.md 3.6).
//
// The trap: Gini and Lorenz are of a good.  Of minutes or of RAAM's cost they would fall when everybody gets
// equally far, so there are quantiles and gaps instead; and where nobody has any access the index is
// undefined, not 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace geo {

/// What one point's children have, and how many they are in thousandths.
struct Having {
    double value = 0;
    std::int64_t children_milli = 0;
    bool operator==(const Having&) const = default;
};

/// A point of the Lorenz curve: the worst-off share of children has that share of all access.
struct LorenzPoint {
    double children = 0, access = 0;
};

struct Equity {
    std::int64_t children_milli = 0;
    std::optional<double> mean;         ///< none without children
    std::optional<double> worst;        ///< that any child has
    std::optional<double> worst_tenth;  ///< mean of the worst-off tenth of the children
    std::optional<double> gini;         ///< of a good; none where the mean is 0
};

/// `more_is_better`: access; else a cost, whose greatest values are the worst.  Points without children count
/// nothing; a point on the edge of the tenth counts with the part that is in it.  Sorts `all`.
/// O(n log n).
Equity equity_of(std::vector<Having>& all, bool more_is_better);

/// From (0, 0) to (1, 1) at every k-th of `parts` shares of the children, linear within a point.  Empty where
/// the sum is 0.  Values are not negative.  O(n log n).
std::vector<LorenzPoint> lorenz_curve(std::vector<Having> all, std::size_t parts);

/// Access of a point against a rank of poverty.
struct Ranked {
    double poverty = 0;  ///< greater: poorer
    Having having;
};
/// C = 2 cov(A, h) / mean: h is the mid-rank by poverty, the poorest first, ties averaged; above 0 the better
/// off have more.  None where the mean is 0.  O(n log n).
std::optional<double> concentration_index(std::vector<Ranked> all);

}  // namespace geo
