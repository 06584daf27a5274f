#include "geo/data/table_rows.h"

#include <algorithm>
#include <utility>

namespace geo {

TableRows::TableRows(CellRows sheet, const std::vector<std::uint32_t>& picked, std::size_t width,
                     std::shared_ptr<const CellColumns> columns)
    : sheet_(std::move(sheet)), width_(width), columns_(std::move(columns)) {
    for (const std::uint32_t row : picked) pick(row);
}

void TableRows::pick(std::size_t in_sheet) {
    if (runs_.empty() || runs_.back().in_sheet + (size_ - runs_.back().first) != in_sheet)
        runs_.push_back({size_, in_sheet});
    ++size_;
}

void TableRows::move_to(std::size_t row, TableRow& out, std::size_t& run, std::size_t& from,
                        std::size_t& to) const {
    const auto holds = [&](std::size_t r) {
        return r < runs_.size() && runs_[r].first <= row &&
               (r + 1 == runs_.size() || row < runs_[r + 1].first);
    };
    if (!holds(run)) {
        ++run;
        if (!holds(run))
            run = static_cast<std::size_t>(
                      std::upper_bound(runs_.begin(), runs_.end(), row,
                                       [](std::size_t at, const Run& one) { return at < one.first; }) -
                      runs_.begin()) -
                  1;
    }
    const std::size_t in_sheet = runs_[run].in_sheet + (row - runs_[run].first);
    sheet_.move_to(in_sheet, out.cells, from, to);
    out.number = static_cast<std::int64_t>(in_sheet) + 1;
    out.cells.width_ = width_;
    if (out.cells.columns_ != columns_) out.cells.columns_ = columns_;
}

TableRow TableRows::operator[](std::size_t row) const {
    TableRow out;
    std::size_t run = runs_.size(), from = 0, to = 0;
    move_to(row, out, run, from, to);
    return out;
}

std::int64_t TableRows::number(std::size_t row) const {
    const auto run = std::prev(std::upper_bound(
        runs_.begin(), runs_.end(), row, [](std::size_t at, const Run& one) { return at < one.first; }));
    return static_cast<std::int64_t>(run->in_sheet + (row - run->first)) + 1;
}

void TableRows::push_back(const std::vector<std::string>& cells) {
    width_ = cells.size();
    pick(sheet_.size());
    sheet_.push_back(cells);
}

void TableRows::erase(const std::vector<std::int64_t>& numbers) {
    TableRows kept;
    for (std::size_t row = 0; row < size_; ++row)
        if (const std::int64_t one = number(row); !std::binary_search(numbers.begin(), numbers.end(), one))
            kept.pick(static_cast<std::size_t>(one) - 1);
    runs_ = std::move(kept.runs_);
    size_ = kept.size_;
}

void TableRows::set_column(std::size_t column, const std::vector<std::uint32_t>& of_row,
                           const std::vector<std::string>& values) {
    const std::size_t width = std::max(width_, column + 1);
    CellRows made;
    for (auto row = begin(); row != end(); ++row) {
        // Row numbers stay: the rows between those of the table are empty.
        while (static_cast<std::int64_t>(made.size()) + 1 < row->number) made.end_row();
        const std::uint32_t value = of_row[row.at()];
        for (std::size_t c = 0; c < width; ++c) {
            if (c == column && value > 0)
                made.append(values[value - 1]);
            else if (c < width_)
                made.append(row->cells[c]);
            made.end_cell();
        }
        made.end_row();
    }
    sheet_ = std::move(made);
    width_ = width;
    columns_.reset();
}

}  // namespace geo
