// The rows of a table: those rows of a sheet that are of it, in its columns, without a copy of them.  Private
// to geo/data; table.h holds them.
//
// The trap: rows are made as they are asked for.  A row stays as long as it is held; the iterator's only
// until its next step.
#pragma once

#include "geo/data/cell_rows.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace geo {

struct TableRow {
    std::int64_t number = 0;  ///< as a spreadsheet shows it
    RowCells cells;           ///< as many as the header; missing ones are empty
};

class TableRows {
public:
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = TableRow;
        using difference_type = std::ptrdiff_t;
        using pointer = const TableRow*;
        using reference = const TableRow&;
        Iterator() = default;
        Iterator(const TableRows* rows, std::size_t at) : rows_(rows), at_(at) { move(); }
        const TableRow& operator*() const { return row_; }
        const TableRow* operator->() const { return &row_; }
        Iterator& operator++() {
            ++at_;
            move();
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }
        /// Which row of the table it stands on.
        std::size_t at() const { return at_; }

    private:
        void move() {
            if (rows_ != nullptr && at_ < rows_->size()) rows_->move_to(at_, row_, run_, from_, to_);
        }
        const TableRows* rows_ = nullptr;
        std::size_t at_ = 0, run_ = 0;
        std::size_t from_ = 0, to_ = 0;
        TableRow row_;
    };

    TableRows() = default;
    /// `picked`: ascending rows of the sheet.  `columns`: where those of the table stand; null: as they are.
    TableRows(CellRows sheet, const std::vector<std::uint32_t>& picked, std::size_t width,
              std::shared_ptr<const CellColumns> columns);

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    TableRow operator[](std::size_t row) const;
    TableRow front() const { return (*this)[0]; }
    TableRow back() const { return (*this)[size_ - 1]; }
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, size_}; }
    /// The number of a row, without its cells.  O(log of the gaps between rows).
    std::int64_t number(std::size_t row) const;

    /// A row below the last; its number is the next.
    void push_back(const std::vector<std::string>& cells);
    void pop_back() { --size_; }
    /// Takes rows out by their numbers, ascending.
    void erase(const std::vector<std::int64_t>& numbers);
    /// Writes a column anew: `of_row` is 0 where the cell stays as it is, else the value's place from 1.  The
    /// column behind the last is added.  O(cells).
    void set_column(std::size_t column, const std::vector<std::uint32_t>& of_row,
                    const std::vector<std::string>& values);

private:
    /// Rows that follow one another in the table and in the sheet.
    struct Run {
        std::size_t first = 0, in_sheet = 0;
    };
    void pick(std::size_t in_sheet);
    void move_to(std::size_t row, TableRow& out, std::size_t& run, std::size_t& from, std::size_t& to) const;

    CellRows sheet_;
    std::vector<Run> runs_;
    std::size_t size_ = 0, width_ = 0;
    std::shared_ptr<const CellColumns> columns_;
};

}  // namespace geo
