// Long tables: a row for each area and category ("340101, สพฐ., ตกหล่น, ชาย, 4") or year, not one for each
// area. Private to geo/data; import.h is the door.
//
// The trap: the rows of one area are no duplicates, and they add up only where no child can be in two of
// them.
#pragma once

#include "geo/data/count_columns.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace geo {

struct LongForm {
    std::vector<int> columns;                ///< of categories, years and months, ascending; none: not long
    std::vector<CountWords> categories;      ///< each combination that stands in the rows, in their order
    std::vector<std::string> names;          ///< of each, as its cells are written
    std::vector<std::uint32_t> category_of;  ///< of each row of the table, row of `categories`
    bool is_long() const { return !columns.empty(); }
    std::size_t of(std::size_t row) const { return is_long() ? category_of[row] : 0; }
};

/// `keys`: of each row of the table what it counts, 0 for totals and rows without an area.  Long where rows
/// of one area differ in columns whose words are all categories, or where a person says so in `reading`.
LongForm long_form(const Table& table, const std::vector<int>& of_areas,
                   const std::vector<std::uint64_t>& keys, const Reading& reading, ImportReport& report);

/// A series for each column of counts and category, all columns of the first category first; in_total as
/// count_columns() has it.
std::vector<CountSeries> long_series(const Table& table, const LongForm& form, const CountColumns& columns,
                                     const Reading& reading, ImportReport& report);

}  // namespace geo
