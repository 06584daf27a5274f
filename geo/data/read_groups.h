// Groupings from tables: a row is a member (an area by code or name, or a school by its id) of a group.
// Private to geo/data; import.h is the door.
//
// The trap: a list of pilot provinces has no column of groups at all; it is one group, named after its file.
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

/// Columns from 0; -1 for none.
struct GroupColumns {
    int group = -1, grouping = -1;
    int place_id = -1;  ///< the members are schools
};
/// What a person set in `reading`, else by header, and ids by what they hold.
GroupColumns group_columns(const Table& table, const Dataset& data, const Reading& reading);

/// True for a table that puts areas or schools into groups and counts nothing.  One that lists areas without
/// a column of groups is one group, but only where it is all that the file holds: it may be the first sheet
/// of any workbook.
bool is_group_table(const Table& table, const std::function<bool()>& is_all);

/// Adds the groups of the file to the dataset; those that it brought before give way.  Rows: a member that
/// stands twice in a group is a duplicate; one that nobody knows, and one without a group, is held back and
/// asked about.  Areas in several groups and in none are told.
Result<void> import_groups(Dataset& data, const Table& table, const ImportOptions& options,
                           const FileIdentity& identity, ImportReport& report);

}  // namespace geo
