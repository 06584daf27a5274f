// Class breaks.  Exact Jenks (dynamic programming, Fisher 1958), quantile, equal, pretty (R's pretty()),
// policy, manual.
#pragma once

#include "geo/study/map_style.h"

#include <span>
#include <vector>

namespace render {

/// `classes` classes have classes - 1 inner breaks, ascending.  A value v belongs to class i = the number of
/// breaks
/// <= v, so that a break is the lower end of the class above it.
struct Classes {
    std::vector<double> breaks;
    double least = 0, greatest = 0;
    std::size_t count() const { return breaks.size() + 1; }
    std::size_t class_of(double value) const;
    bool operator==(const Classes&) const = default;
};

/// Fewer classes where there are fewer distinct values.  NaN is left out.  Jenks is exact up to 10,000 values
/// in O(k n log n) (divide and conquer over the monotone optimum).
Classes classify(std::span<const double> values, geo::ClassMethod method, int classes,
                 std::span<const double> manual_breaks);

}  // namespace render
