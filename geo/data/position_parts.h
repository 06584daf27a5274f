// Degrees, minutes and seconds in columns of their own, and columns that say north or east.  Private to
// geo/data.
//
// The trap: a column named ละติจูด (องศา) alone holds degrees with their decimals; it is one of three only
// where a column of minutes stands beside it.
#pragma once

#include "geo/data/coordinate.h"
#include "geo/data/read_rows.h"

#include <optional>
#include <string>
#include <string_view>

namespace geo {

/// Sets the columns of both axes, by their names or, where these say no axis, by their order and numbers;
/// false where the table has none.
bool take_parts(const Table& table, PositionColumns& out);
/// Columns that say N or E beside positions in two columns.
void take_sides_beside(const Table& table, PositionColumns& out);

/// 'N', 'S', 'E', 'W'; 0 for anything else.
char side_of(const std::string& text);

/// Nothing where degrees or minutes are blank or no number, minutes or seconds are 60 and more, or what is
/// above the last part is not whole.
std::optional<CoordinateCell> coordinate_from_parts(std::string_view degrees, std::string_view minutes,
                                                    std::string_view seconds);

}  // namespace geo
