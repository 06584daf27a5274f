// Whether columns of a table of counts add up to another of it.  Private to geo/data; import.h is the door.
//
// The trap: a part of zeros fits with the others as well as it does without them.
#pragma once

#include "geo/data/count_columns.h"
#include "geo/data/table.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace geo {

class ColumnSums {
public:
    using Rows = std::vector<std::size_t>;  ///< of the columns' series

    /// Both must outlive it.
    ColumnSums(const CountColumns& columns, const Table& table) : columns_(columns), table_(table) {}

    /// In how many rows that have all their numbers the parts are what is stated beside them.
    struct Fit {
        std::size_t rows = 0, equal = 0;
        bool half() const { return rows == 0 || equal * 2 >= rows; }
    };
    /// O(rows * parts).
    Fit fit(const Rows& parts, int whole) const;

    /// The parts that are the column `whole` in the most rows, of equal ones the first; empty where none is
    /// in half of them.
    Rows best_fit(const std::vector<Rows>& all, int whole) const;

    /// True where the parts are the column `whole` in at least half of the rows, or nothing says otherwise.
    bool add_up(const Rows& parts, int whole, bool& known) const;

private:
    std::optional<std::int64_t> number(const Table::Row& row, std::size_t i) const;
    const CountColumns& columns_;
    const Table& table_;
};

}  // namespace geo
