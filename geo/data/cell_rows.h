// Rows of cells as text, packed into blocks: all bytes of a block behind one another, and where each cell and
// each row ends.  Blocks beyond the first few are on disk (scratch.h) and are read again as they are asked
// for, so that a table of any length takes a few megabytes.  Private to geo/data; table.h and sheet.h hold
// them.
//
// The trap: the text of a cell lives as long as the RowCells that it was taken from, or as the iterator
// stands on its row, and no longer.
#pragma once

#include "geo/base/scratch.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Some rows behind one another.
struct CellBlock {
    std::vector<std::uint32_t> row_ends;   ///< cells up to the end of each row
    std::vector<std::uint32_t> cell_ends;  ///< bytes up to the end of each cell
    std::string bytes;
};

/// Columns of a table by where they stand in its rows.
using CellColumns = std::vector<std::uint32_t>;

/// The cells of one row: those that stand there, or the columns of a table, of which some rows lack the last.
class RowCells {
public:
    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = std::string_view;
        using difference_type = std::ptrdiff_t;
        using pointer = const std::string_view*;
        using reference = std::string_view;
        Iterator(const RowCells* cells, std::size_t at) : cells_(cells), at_(at) {}
        std::string_view operator*() const { return (*cells_)[at_]; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++at_;
            return before;
        }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

    private:
        const RowCells* cells_;
        std::size_t at_;
    };

    RowCells() = default;
    std::size_t size() const { return width_; }
    bool empty() const { return width_ == 0; }
    /// "" where the row ends before it.
    std::string_view operator[](std::size_t column) const {
        const std::size_t at = columns_ ? (*columns_)[column] : column;
        if (at >= stored_) return {};
        const std::size_t cell = first_ + at;
        const std::uint32_t from = cell == 0 ? 0 : block_->cell_ends[cell - 1];
        return std::string_view(block_->bytes).substr(from, block_->cell_ends[cell] - from);
    }
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, width_}; }
    bool operator==(const RowCells& other) const;
    bool operator==(const std::vector<std::string>& other) const;
    operator std::vector<std::string>() const;  // NOLINT(google-explicit-constructor): the same as text

private:
    friend class CellRows;
    friend class TableRows;
    std::shared_ptr<const CellBlock> block_;
    std::shared_ptr<const CellColumns> columns_;  ///< null: as they stand
    std::size_t first_ = 0, stored_ = 0, width_ = 0;
};

/// Built from front to back, then read in any order.  Copies share their blocks.
class CellRows {
public:
    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = RowCells;
        using difference_type = std::ptrdiff_t;
        using pointer = const RowCells*;
        using reference = const RowCells&;
        Iterator(const CellRows* rows, std::size_t at) : rows_(rows), at_(at) {
            if (at_ < rows_->size()) rows_->move_to(at_, cells_, from_, to_);
        }
        const RowCells& operator*() const { return cells_; }
        const RowCells* operator->() const { return &cells_; }
        Iterator& operator++() {
            if (++at_ < rows_->size()) rows_->move_to(at_, cells_, from_, to_);
            return *this;
        }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }
        /// Which row it stands on.
        std::size_t at() const { return at_; }

    private:
        const CellRows* rows_;
        std::size_t at_;
        std::size_t from_ = 0, to_ = 0;  ///< rows of the block of cells_
        RowCells cells_;
    };

    std::size_t size() const { return sealed_ + (open_ ? open_->row_ends.size() : 0); }
    bool empty() const { return size() == 0; }
    RowCells operator[](std::size_t row) const;
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, size()}; }
    bool operator==(const std::vector<std::vector<std::string>>& other) const;

    /// More of the cell that is being written.
    void append(std::string_view piece);
    std::string_view open_cell() const;
    /// Of the cell that is being written, which has them.
    void drop_bytes(std::size_t first, std::size_t last);
    void end_cell();
    void end_row();
    /// Cells of the row that is being written.
    std::size_t open_cells() const;
    void push_back(const std::vector<std::string>& cells);

    /// Sets `cells` to the row; `from` and `to` are the rows of the block that it holds and will hold.
    void move_to(std::size_t row, RowCells& cells, std::size_t& from, std::size_t& to) const;

private:
    /// A block that gets no more rows: in memory, or on disk.
    struct Part {
        std::size_t first_row = 0;
        std::shared_ptr<const CellBlock> kept;
        std::uint64_t at = 0;
        std::uint32_t rows = 0, cells = 0, bytes = 0;
    };
    struct Last;
    CellBlock& own();
    void seal();
    std::shared_ptr<const CellBlock> block_of(const Part& part) const;

    std::vector<Part> parts_;
    std::size_t sealed_ = 0, kept_bytes_ = 0;
    std::shared_ptr<CellBlock> open_;
    std::shared_ptr<Scratch> scratch_;
    std::shared_ptr<Last> last_;  ///< the block that was last read from disk
};

}  // namespace geo
