// Checks that results make of themselves: what must hold for any data, computed anew from the results and
// never printed from a constant (metamorphic relations: Chen, Cheung and Yiu 1998).
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/study/results.h"
#include "geo/study/study.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace geo {

enum class CheckKind : std::uint8_t {
    states_add_up,     ///< children = covered + uncovered + unreachable + unplaced in every row
    levels_add_up,     ///< the areas of each level add up to the area that holds them
    counts_kept,       ///< no child of the loaded counts is lost or added
    counted_again,     ///< each area counted point by point gives its row
    farther_limit,     ///< a longer limit never reaches fewer children
    doubled_children,  ///< twice the children: twice each number, the same times
    no_place,          ///< without a place nobody is reached
    other_order,       ///< places in another order: the same ways
    from_nothing,      ///< searched anew without anything kept: the same trips
    another_place,     ///< one more place lengthens nobody's way
};
inline constexpr std::size_t check_kinds = 10;
/// "states_add_up", ...
const char* check_name(CheckKind kind);

struct SelfCheck {
    CheckKind kind = CheckKind::states_add_up;
    bool passed = false;
    std::int64_t looked_at = 0;  ///< rows, points or trips that were compared
    std::int64_t wrong = 0;      ///< of these
    bool operator==(const SelfCheck&) const = default;
};

/// How many there are, and how many of them hold.
struct CheckSum {
    std::size_t all = 0, passed = 0;
    bool operator==(const CheckSum&) const = default;
};
CheckSum sum_of(const std::vector<SelfCheck>& checks);

/// All kinds, in their order.  O(search) thrice + O(points log points).  Fault::cancelled.
Result<std::vector<SelfCheck>> self_checks(const Study& study, const Results& results,
                                           const Progress& progress);

}  // namespace geo
