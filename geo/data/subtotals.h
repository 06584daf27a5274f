// Rows of totals in a table of counts: checked against the rows that they sum, and what they hold beyond
// these is kept as a count of their own area.  Private to geo/data; import.h is the door.
//
// The trap: a subtotal is never added.  Only the children that no row of the table counts are, and they have
// no place below the area of the subtotal.
#pragma once

#include "geo/data/count_columns.h"
#include "geo/data/dataset.h"
#include "geo/data/import_report.h"
#include "geo/data/table.h"

#include <string>
#include <vector>

namespace geo {

/// True where a cell says that its row is a total.
bool says_total(const std::string& text);

/// A row of the table by the area that it is of.
struct CodedRow {
    std::string code;    ///< "5901"; "" where the row has none that is known
    std::size_t at = 0;  ///< among the rows of the table
};

/// Checks each total against the rows in `loaded`, which are the cells of `columns.series` in their order.  A
/// total without code sums the rows since the one before it, or all rows where it says so ("รวมทั้งสิ้น") or
/// has none of its own; one that could as well stand above its rows is only checked.
/// Where a total is the greater, the rest is added to the series as a count of the total's area, or of the
/// narrowest that holds all rows of a total without code (warning subtotal_rest); not where a wider total of
/// the table agrees with the rows alone.  Where the rows are the greater, they stay (warning
/// subtotal_differs with both numbers).  Where a row that may be of the total is in `refused` (code "" = of
/// an unknown area), the difference may be that row's: nothing is added (warning subtotal_not_compared).
/// Series come out sorted.  O(columns * (rows log rows + totals^2)).
void settle_totals(const Table& table, const Areas& areas, const std::vector<CodedRow>& totals,
                   const std::vector<CodedRow>& loaded, const std::vector<CodedRow>& refused,
                   CountColumns& columns, ImportReport& report);

}  // namespace geo
