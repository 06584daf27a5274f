// Roads from OpenStreetMap files, by libosmium (never GDAL's OSM driver: it reads out of bounds on crafted
// files).
//
// Every way with a highway tag and every ferry is kept; profiles decide later who may use it.  Objects may
// come in any order, so the file is read twice: ways, then the nodes that they use.  The trap: a truncated
// file must fail as a whole, not load in part.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/import_report.h"
#include "geo/data/roads.h"

#include <string>

namespace geo {

/// .osm.pbf or .osm (XML), told by content.  rows_in of the report are the road ways of the file; ways
/// without two known nodes in a row are rejected and listed; a way with unknown nodes is cut there (warning
/// road_cut); turn restrictions are counted, not used (warning turn_restrictions).  Ways come by id, nodes by
/// id.  Fault::not_found, wrong_kind, unreadable, empty.  O(file + n log n).
Result<Roads> read_roads(const std::string& file, ImportReport& report, const Progress& progress);

}  // namespace geo
