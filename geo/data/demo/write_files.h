// The made-up region as ordinary files, the kinds that planners receive.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/demo/demo.h"
#include "geo/data/demo/region.h"

#include <string>

namespace geo::demo {

/// The boundaries alone, as a GeoPackage of three layers.  Fault::unwritable, cancelled.
Result<void> write_areas(const Region& region, const std::string& file, const Progress& progress);

/// Every file says ข้อมูลสมมติ in its content.  Fault::unwritable.
Result<void> write_files(const Region& region, const std::string& folder, const DemoFiles& files,
                         const Progress& progress);

}  // namespace geo::demo
