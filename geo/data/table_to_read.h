// The table of a file of counts, places, villages or points: a CSV, the best sheet of a workbook or a layer
// of points. Private to geo/data; import.h is the door.
//
// The trap: rows whose columns have moved are taken out of the table and must be told from the report.
#pragma once

#include "geo/base/result.h"
#include "geo/data/file_content.h"
#include "geo/data/import.h"
#include "geo/data/table.h"

#include <cstddef>
#include <string>
#include <vector>

namespace geo {

/// True where GDAL opens it as a layer with shapes.
bool is_layer(Magic magic, const std::string& file);

/// True where counts or groups are read from what stands in a layer beside its shapes.
bool reads_attributes(const std::string& file, FileKind kind);

/// Of several the one with the most rows that fit the kind and the areas, those that the sender sees first.
std::size_t best_table(const std::vector<Table>& tables, FileKind kind, const Areas& areas);

/// Personal data in any sheet refuses the file; sheets and layers that are not read are named (warnings
/// sheet_chosen, layers_skipped).
Result<Table> table_to_read(const std::string& file, FileKind kind, const Areas& areas,
                            const ImportOptions& options, ImportReport& report,
                            const Progress& progress = {});

/// What was odd about the text, and the rows that are held back: those with moved columns, and the one that
/// it broke off in.
Result<void> note_table(Table& table, bool accept, ImportReport& report);

}  // namespace geo
