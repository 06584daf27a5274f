// For which day the counts of a table hold: by a person, a column of dates, or a line above or below it.
// Private to geo/data; import.h is the door.
//
// The trap: a survey takes weeks; the series is of its last day, and what is no day stays empty and listed.
#pragma once

#include "geo/data/import_report.h"
#include "geo/data/table.h"

#include <string>
#include <vector>

namespace geo {

/// The column of dates; -1 for none.
int date_column(const Table& table, const std::vector<int>& of_areas, const Reading& reading);

/// ISO; "" where nobody says it.  Dates of the column that were not plain ISO are repairs with the day that
/// they were read as, those that cannot be or are in doubt warnings; dates_from_to where rows differ.
std::string date_of_counts(const Table& table, int column, const Reading& reading, ImportReport& report);

/// A column of years that says the same in every row that says anything: the year of all counts.  -1 for
/// none, and where a person said that it is another column.
int year_column(const Table& table, const std::vector<int>& of_areas, const Reading& reading);
/// The end of that year, ISO; of a year of no stated kind its number alone.
std::string date_of_year(const Table& table, int column, const Reading& reading, ImportReport& report);

}  // namespace geo
