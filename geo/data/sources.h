// Which file a part of the dataset came from, so that a file that is read again takes the place of its own
// rows and of no other's.  Private to geo/data; import.h is the door.
//
// The trap: a name says little.  Every province sends a counts.csv; and a table that was mended and read
// again has other bytes than before.  So a file is known by where it lies, or by its bytes.
#pragma once

#include "geo/data/dataset.h"
#include "geo/data/import_report.h"

#include <string>
#include <vector>

namespace geo {

struct FileIdentity {
    SourceFile source;     ///< rows not yet set; `file` is unique among the sources of the kind
    std::string replaces;  ///< `file` of the source that this one is again; "" for none
};

/// Looks the file up among the sources of its kind: the same place or the same bytes is the same file
/// (warning file_again).  A source that is of one of `other_sheets` of this file stays beside it: `sheet`
/// gets a name of its own.  Another file of the same name stands beside it under the name of its folder
/// (warning same_name).
FileIdentity identify(const Dataset& data, const std::string& kind, const std::string& file,
                      const std::string& sheet, const std::vector<std::string>& other_sheets,
                      ImportReport& report);

/// Puts the source in the place of the one it replaces, else among those of its kind by name, so that the
/// order of import does not show.
void list_source(std::vector<SourceFile>& sources, const FileIdentity& identity);

/// Places or villages of a file joined to those of the dataset: the rows lie by source in the order of
/// data.sources, which is brought up to date but for the new one.  A row of another file with the same id,
/// and the same name or point, gives way (warning rows_renewed with their number and file).
void join_points(Dataset& data, std::vector<Place> fresh, const FileIdentity& identity, ImportReport& report);
void join_points(Dataset& data, std::vector<Village> fresh, const FileIdentity& identity,
                 ImportReport& report);

}  // namespace geo
