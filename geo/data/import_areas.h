// Boundaries that come to those that are loaded: which take whose place, and what becomes of the points and
// counts that stood on them.  Private to geo/data; import.h is the door.
//
// The trap: a code that stands in both years need not be the same ground; counts follow the ground only where
// one area has nearly all of it.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/data/import.h"
#include "geo/data/import_report.h"

#include <string>

namespace geo {

/// Boundaries of another year are asked about (problem vintage_differs, choices use_new and keep_old).
/// Fault::unknown_codes where counts would have no area, and as read_area_rows().
Result<void> import_areas(Dataset& data, const std::string& file, const ImportOptions& options,
                          ImportReport& report, const Progress& progress);

}  // namespace geo
