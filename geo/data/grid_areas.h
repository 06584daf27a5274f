// Which area each cell of a grid belongs to: the one that holds its middle.
//
// The trap: neighbours share a border point by point, so a middle on it must belong to one of them, never to
// both or to none; then the people of the areas and those outside add up to the grid exactly.
#pragma once

#include "geo/data/areas.h"
#include "geo/data/grid.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace geo {

/// Cells with a value by the area of one level that holds them.
struct CellsOfAreas {
    std::vector<std::uint32_t> first;  ///< areas + 1: where the cells of an area begin
    std::vector<std::uint32_t> cell;   ///< row * columns + column, ascending inside an area
    // How many of the grid's cells lie in each area, and how many of them have a value.
    std::vector<std::uint32_t> all, known;
};
/// Where areas overlap the one with the lower code has the cell.  With `only` the cells of that value alone
/// are listed.  O(cells + points of the borders x rows that they cross).
Result<CellsOfAreas> cells_of_areas(const Grid& grid, const Areas& areas, Level level,
                                    std::optional<float> only = std::nullopt);

/// People in millionths, so that sums are exact.
std::int64_t people_micro(float value);

struct PeopleOfAreas {
    std::vector<std::int64_t> micro;  ///< by area of the level
    std::int64_t outside_micro = 0;   ///< in cells whose middle lies in none
    std::int64_t all_micro = 0;       ///< = sum of the areas + outside
    std::size_t cells_outside = 0;    ///< with a value
};
Result<PeopleOfAreas> people_of_areas(const Grid& grid, const Areas& areas, Level level);

}  // namespace geo
