// The steps of a walk over cells: straight, aslant, and as the knight of chess goes (r.cost -k).
#pragma once

#include <array>

namespace geo {

/// Columns and rows on; the two cells that a knight's move passes between, or those beside a diagonal.
struct WalkMove {
    int x = 0, y = 0;
    std::array<std::array<int, 2>, 2> beside{};
};

/// Straight ones first, then diagonals, then knight's moves.
inline constexpr std::array<WalkMove, 16> walk_moves = {{
    {1, 0, {}},
    {-1, 0, {}},
    {0, 1, {}},
    {0, -1, {}},
    {1, 1, {{{1, 0}, {0, 1}}}},
    {-1, 1, {{{-1, 0}, {0, 1}}}},
    {1, -1, {{{1, 0}, {0, -1}}}},
    {-1, -1, {{{-1, 0}, {0, -1}}}},
    {2, 1, {{{1, 0}, {1, 1}}}},
    {2, -1, {{{1, 0}, {1, -1}}}},
    {-2, 1, {{{-1, 0}, {-1, 1}}}},
    {-2, -1, {{{-1, 0}, {-1, -1}}}},
    {1, 2, {{{0, 1}, {1, 1}}}},
    {-1, 2, {{{0, 1}, {-1, 1}}}},
    {1, -2, {{{0, -1}, {1, -1}}}},
    {-1, -2, {{{0, -1}, {-1, -1}}}},
}};
inline constexpr int straight_moves = 4, king_moves = 8;

}  // namespace geo
