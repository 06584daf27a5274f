// Places, villages and counts from the rows of a table.  Private to geo/data; import.h is the door.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/data/import.h"
#include "geo/data/import_report.h"
#include "geo/data/table.h"

#include <string>
#include <vector>

namespace geo {

/// Column of area codes by content: at least 80 % of its cells are codes of 2, 4 or 6 digits, names such as
/// "code" and "รหัส" first; -1 for none.
int code_column(const Table& table);

/// Columns with longitude (or easting) and latitude (or northing), or with both in one cell; -1 where there
/// is none.  By their names in any wording.
struct PositionColumns {
    int lon = -1, lat = -1;
    int both = -1;
    int zone = -1, datum = -1;  ///< words for the row's zone and datum
    /// Where degrees stand alone in lon and lat; seconds may have no column.
    int lon_minutes = -1, lat_minutes = -1, lon_seconds = -1, lat_seconds = -1;
    int lon_side = -1, lat_side = -1;  ///< N, S, E, W
    bool in_parts() const { return lon_minutes >= 0 && lat_minutes >= 0; }
    /// Of minutes or seconds.
    bool is_below_degrees(int column) const {
        return column >= 0 && (column == lon_minutes || column == lat_minutes || column == lon_seconds ||
                               column == lat_seconds);
    }
    bool any() const { return both >= 0 || (lon >= 0 && lat >= 0); }
};
PositionColumns position_columns(const Table& table);

/// Sorted by the sender's id, then by what the row holds.  A place whose position cannot be trusted stays,
/// without position, in the area that its row states, and its row counts as held back; a village without
/// position is held back.  Metres of an unknown system, and villages held back, set Outcome::ask unless the
/// person accepts.
Result<std::vector<Place>> places_of(const Table& table, const Areas& areas, const ImportOptions& options,
                                     ImportReport& report, const Progress& progress);
Result<std::vector<Village>> villages_of(const Table& table, const Areas& areas, const ImportOptions& options,
                                         ImportReport& report, const Progress& progress);

/// Rows whose code is that of an area, or that name one, where the table has a column of counts beside it;
/// else 0.
std::size_t rows_with_counts(const Table& table, const Areas& areas);

/// One series for each column of counts.  Rows without an area set Outcome::ask unless options.accept.
Result<std::vector<CountSeries>> counts_of(const Table& table, const Areas& areas,
                                           const ImportOptions& options, ImportReport& report,
                                           const Progress& progress);

/// True where a header, sheet name or cell of the first rows says ข้อมูลสมมติ or made-up.
bool says_made_up(const Table& table);

}  // namespace geo
