// Counts of a second file beside those of the first: another province, another group, or a newer table.
// Private to geo/data; import.h is the door.
//
// The trap: two tables of one area must never be added up.  Where both count the same children in the same
// area, the newer file takes the place of the older cell, and the report says so.
#pragma once

#include "geo/data/dataset.h"
#include "geo/data/import_report.h"
#include "geo/data/reading.h"
#include "geo/data/sources.h"

#include <vector>

namespace geo {

/// Joins the series of a file to those of the dataset.  Series of the file that it replaces give way to them
/// whole (warning counts_again with both totals).  Cells of other files give way where a fresh cell of a like
/// series, with a number or a hidden one, stands for the same area, one above it or one below it; likeness:
/// the same status and group, or, among the series that make the total, one of the two not split by them.
/// Unless `accept`, a person is asked where children become more or fewer by that ("counts_total_changes"),
/// and where a count of an amphoe or a province would take the place of those below it ("coarser_counts").  A
/// series without cells is gone, and its file with its last series.  Ids stay unique: "never_enrolled",
/// "never_enrolled@2".  O((old + fresh) log).
/// Of tables of different agencies (same status, group, age and day) that count the same areas nobody can see
/// whether the children are the same: asked ("agencies_meet"); with `accept` alone the fresh ones are in no
/// total.  The answer is kept in CountSeries::relation.
/// All questions have the choices replace (as above), add (other children: all cells stay and add up) and
/// keep_apart (the fresh series are in no total); a decision of `reading` for one settles all.
void join_counts(Dataset& data, std::vector<CountSeries> fresh, const FileIdentity& identity,
                 const Reading& reading, bool accept, ImportReport& report);

}  // namespace geo
