// What places and villages share: where a row lies, and rows that stand twice.  Private to geo/data; import.h
// is the door.
//
// The trap: a latitude in the column of longitudes is a number like any other.  The areas tell the two apart.
#pragma once

#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/data/import_report.h"
#include "geo/data/read_rows.h"
#include "geo/data/table.h"

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace geo {

/// The positions of a table's rows.
class Positions {
public:
    /// Fault::no_position without columns of coordinates; Fault::not_degrees where most rows that hold
    /// numbers hold none that could be degrees, exchanged or not.
    static Result<Positions> of(const Table& table, const Areas& areas, const std::string& file);

    /// True where the row has a position that can be.  One that lies with the areas only when latitude and
    /// longitude change places is exchanged; a person is asked unless `accept` ("swapped_position").  Else
    /// the note "no_position" or "bad_position" goes to `notes`.
    bool read(const Table::Row& row, bool accept, ImportReport& report, std::vector<ImportNote>& notes,
              LonLat& at) const;

private:
    Positions(const Table& table, PositionColumns columns) : table_(table), columns_(columns) {}
    const Table& table_;
    PositionColumns columns_;
    Box box_;  ///< of the areas
};

/// Rows whose cells are all those of an earlier row count once (repair row_repeated).  The rows must outlive
/// it.
class RowsSeen {
public:
    bool repeats(const Table& table, const Table::Row& row, ImportReport& report);

private:
    std::unordered_multimap<std::size_t, const Table::Row*> seen_;  ///< by hash; asked, never listed
};

/// One note for all rows whose id stands in an earlier row too: the first of them, and how many.
void note_repeated_ids(const Table& table, int id, ImportReport& report);

/// One note for all rows on a point that at least `least` rows share; `every` of them, or those after the
/// first.  `at` and `rows` go together.
void note_same_points(const char* kind, std::size_t least, bool every, std::span<const LonLat> at,
                      std::span<const Table::Row* const> rows, const Table& table, ImportReport& report);

}  // namespace geo
