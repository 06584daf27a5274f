#include "geo/data/count_sums.h"

#include "geo/data/cell.h"

#include <algorithm>

namespace geo {

std::optional<std::int64_t> ColumnSums::number(const Table::Row& row, std::size_t i) const {
    const auto value = count_from_cell(row.cells[static_cast<std::size_t>(columns_.column[i])]);
    if (!value || value->state == CellState::suppressed) return std::nullopt;
    return value->milli * columns_.scale_of(i);
}

ColumnSums::Fit ColumnSums::fit(const Rows& parts, int whole) const {
    Fit out;
    const auto of_whole = static_cast<std::size_t>(whole);
    for (const Table::Row& row : table_.rows) {
        const auto cell = count_from_cell(row.cells[static_cast<std::size_t>(columns_.column[of_whole])]);
        if (!cell || cell->state != CellState::value) continue;
        std::int64_t sum = 0;
        const bool all = std::all_of(parts.begin(), parts.end(), [&](std::size_t i) {
            const auto part = number(row, i);
            sum += part.value_or(0);
            return part.has_value();
        });
        if (!all) continue;
        ++out.rows;
        if (sum == *number(row, of_whole)) ++out.equal;
    }
    return out;
}

ColumnSums::Rows ColumnSums::best_fit(const std::vector<Rows>& all, int whole) const {
    Rows out;
    std::size_t most = 0;
    for (const Rows& some : all)
        if (const Fit one = fit(some, whole); one.half() && one.equal > most) {
            most = one.equal;
            out = some;
        }
    return out;
}

bool ColumnSums::add_up(const Rows& parts, int whole, bool& known) const {
    known = false;
    if (parts.empty()) return false;
    if (whole < 0 || columns_.of_rows) return true;
    const Fit one = fit(parts, whole);
    known = one.equal > 0;
    return one.half();
}

}  // namespace geo
