// Groupings from tables: a row is a member (an area by code or name, or a school by its id) of a group.
// Private to geo/data; import.h is the door.
//
// The trap: a list of pilot provinces has no column of groups at all; it is one group, named after its file.
// Where any column may say the groups, a person says which.
#pragma once

#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/data/import.h"
#include "geo/data/import_report.h"
#include "geo/data/sources.h"
#include "geo/data/table.h"

#include <functional>
#include <vector>

namespace geo {

/// True for a table that puts areas or schools into groups and counts nothing.  One that lists areas without
/// a column of groups is one group, but only where it is all that the file holds: it may be the first sheet
/// of any workbook.
bool is_group_table(const Table& table, const std::function<bool()>& is_all);

/// Adds the groups of the file to the dataset; those that it brought before give way.  Rows: a member that
/// stands twice in a group is a duplicate; one that nobody knows, one without a group, and one that says
/// neither yes nor no is held back and asked about.  A row that is in no group of a table of yes and no is
/// loaded and makes nobody a member.  Areas in several groups and in none are told.
Result<void> import_groups(Dataset& data, const Table& table, const ImportOptions& options,
                           const FileIdentity& identity, ImportReport& report);

}  // namespace geo
