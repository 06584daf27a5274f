// Cells of counts on their way to series: one an area, however many rows it has.  Private to geo/data;
// import.h is the door.
//
// The trap: what is missing or hidden beside numbers of the same area is in no sum, and must be told.
#pragma once

#include "geo/data/cell.h"
#include "geo/data/count_columns.h"
#include "geo/data/dataset.h"
#include "geo/data/import_report.h"
#include "geo/data/table.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace geo {

/// The cells of some series, joined now and then so that they take no more room than there are areas.
class AreaCells {
public:
    explicit AreaCells(std::size_t series) : cells_(series), joined_(series) {}
    void add(std::size_t series, const CountCell& cell);
    /// Ascending by level, then area; one an area.  Gives the series away.
    std::vector<CountCell> take(std::size_t series);
    /// Cells without a number beside numbers of the same area, of all series so far taken.
    std::int64_t lacking() const { return lacking_; }

private:
    void join(std::size_t series);
    std::vector<std::vector<CountCell>> cells_;
    std::vector<std::size_t> joined_;  ///< how many were left by the last join
    std::int64_t lacking_ = 0;
};

/// What the cells of a row say.
struct RowCounts {
    std::vector<CountCell> cells;       ///< one a column; of no area yet
    std::vector<ImportNote> repairs;    ///< only where they are asked for
    std::optional<ImportNote> problem;  ///< why the row must be held, with its fixes
};

/// Reads the cells of counts of a table's rows, as a person decided where they are no plain numbers.
class CountReader {
public:
    /// All of them must outlive it.  O(cells of these columns).
    /// `scale`: how many persons the numbers of each column stand for; empty: one.
    CountReader(const Table& table, const std::vector<int>& columns, const std::vector<std::int64_t>& scale,
                const Reading& reading, const ImportReport& report);
    /// Warns of columns with parts of children, as models give them ("parts_of_children").
    void note_fractions(ImportReport& report) const;
    /// `out` is written anew.
    void read(const Table::Row& row, bool with_repairs, RowCounts& out) const;
    /// A number that no area of the level can have, or that is the code of one: a code or a telephone in a
    /// column of children.  Nothing where there is none, or where a person said that it is right.
    std::optional<ImportNote> too_many(const Table::Row& row, const RowCounts& counts, const Areas& areas,
                                       Level level, const std::vector<bool>& of_children) const;
    /// A number of whole children, as far as the cell can be read; nothing for half a child in a column of
    /// whole ones.
    std::optional<std::int64_t> milli(const Table::Row& row, std::size_t column) const;

    /// What a row of totals states, in children: as the rows of its column are read, but never held.  Nothing
    /// where the cell is no number.
    std::optional<CountValue> of_total(const Table::Row& row, std::size_t column) const;

private:
    bool is_left_empty(const Table::Row& row, const CountValue& value, std::size_t i) const;
    const char* fault_of(std::string_view text, const std::optional<CountValue>& value, std::size_t i) const;
    std::optional<CountValue> by_decision(const Table::Row& row, const char* fault, std::size_t i,
                                          std::vector<ImportNote>* repairs) const;
    /// More than a cell of single children can hold, so that sums stay sums.
    bool is_too_many(const CountValue& value, std::size_t i) const {
        constexpr std::int64_t most_milli = 999'999'999'999;
        return value.milli > most_milli / scale_of(i);
    }
    bool is_odd_fraction(const CountValue& value, std::size_t i) const {
        return value.milli * scale_of(i) % 1000 != 0 && fractions_[i] == 0;
    }

    const Table& table_;
    std::int64_t scale_of(std::size_t i) const { return scale_.empty() ? 1 : scale_[i]; }

    const std::vector<int>& columns_;
    const std::vector<std::int64_t>& scale_;
    const Reading& reading_;
    const ImportReport& report_;
    std::vector<std::size_t> fractions_;  ///< of each column in which they are usual, how many; else 0
};

}  // namespace geo
