// Whole children for people, such that everything that is printed adds up: the four states of a row to its
// children, and the areas of a level to the area above them, from the country down (definitions.md 3.1).
//
// The trap: rounding each row for itself loses or makes up dozens of children over a country of tambon.  Here
// the country is rounded once and handed down (controlled rounding, Cox 1987): a number that is whole stays
// as it is wherever that can be, and no number moves by a child or more unless it has to.
#pragma once

#include "geo/access/coverage.h"

#include <array>
#include <vector>

namespace geo {

/// Fills CoverageRow::printed of all four levels.  What an area counts beyond the areas in it (unplaced) is a
/// part of it like they are.  Ties by area, then by state.  O(rows x moves), moves being few.
void print_whole(const Areas& areas, std::array<std::vector<CoverageRow>, 4>& rows);

/// The same where only the rows of `touched` (by level, then AreaId; with all above them) became others since
/// they were printed.  O(rows + moves of what changes).
void print_whole_again(const Areas& areas, std::array<std::vector<CoverageRow>, 4>& rows,
                       const std::array<std::vector<bool>, 4>& touched);

/// Whole numbers near `cells` (thousandths, row by row) with the given sums; sums of rows and of columns must
/// agree.  Least sum of squared changes, but a cell stays at its floor or ceiling where that is possible.
std::vector<std::array<std::int64_t, 4>> whole_cells(const std::vector<std::array<std::int64_t, 4>>& cells,
                                                     const std::vector<std::int64_t>& row_sums,
                                                     const std::array<std::int64_t, 4>& column_sums);

/// `exact` (thousandths) as whole numbers of a given sum by largest remainder, ties by index: parts of a
/// number that is printed already.  Where the sum is more than a child away from them, the largest give or
/// take.
std::vector<std::int64_t> whole_with_sum(const std::vector<std::int64_t>& exact, std::int64_t sum);

}  // namespace geo
