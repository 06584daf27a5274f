// Which columns of the table have room, and how wide they are.  Rank and name stand still; where the others
// do not fit, they are gone through a column at a time, so that none is ever cut in two.
#pragma once

#include "app/frame.h"

#include <string>
#include <vector>

namespace app {

enum class Column : std::uint8_t {
    rank,
    name,
    parent,
    children,
    covered,
    bar,
    not_reached,
    unreachable,
    median
};
inline constexpr std::size_t column_count = 9;

bool right_aligned(Column column);
/// What stands over the column; nothing over the bars.
std::string column_words(const Frame& frame, Column column);
/// The same where words must stand.
std::string column_name(const Frame& frame, Column column);

struct TableColumns {
    std::vector<Column> shown;
    std::vector<float> widths;          ///< window pixels, whole
    std::vector<Column> before, after;  ///< without room, left and right of those
    float gutter = 0;  ///< right of the columns, for the way to the others; 0: none is left out
};
struct ColumnWish {
    std::string longest_name;
    Column sorted = Column::not_reached;
};
/// `first` columns beside the names are left out at the left; made smaller where the last ones fit anyway.
TableColumns columns_of(const Frame& frame, float room, const ColumnWish& wish, std::size_t& first);

}  // namespace app
