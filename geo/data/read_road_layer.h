// Roads from a layer of lines: Shapefile, GeoPackage, GeoJSON, of OpenStreetMap or of a Thai office.  Private
// to geo/data; import.h is the door.
//
// The trap: lines that cross on the map need not meet on the ground.  Only points that two lines share join
// them; where a layer was drawn without such points a person says so, and it is noded at its crossings.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/import.h"
#include "geo/data/roads.h"

#include <string>
#include <vector>

namespace geo {

/// Class, direction, surface and speed come from columns told by name and content; what no column says is
/// assumed and said (road_columns, road_class_assumed).  Points at the same 1e-7 degrees are one node.  With
/// the decision road_crossings/node_crossings lines are joined where they cross, and where an end comes
/// within a metre of another line.  Fault::not_found, wrong_kind, unreadable, empty, unknown_crs.  O(n log
/// n).
Result<Roads> read_road_layer(const std::string& file, const Areas& areas, const ImportOptions& options,
                              ImportReport& report, const Progress& progress);

/// A road on its way: what is said of it, and its points.
struct RoadLine {
    Way way;
    std::vector<LonLat> points;
};

/// Points where two lines cross or touch without sharing one; with `join` they become points of both.  The
/// number of such places.  O((n + crossings) log n).
std::size_t cross_lines(std::vector<RoadLine>& lines, bool join);

/// Nodes in the order of their longitude, then latitude.  Lines that come to less than two nodes are left
/// out.
Roads roads_of_lines(const std::vector<RoadLine>& lines);

}  // namespace geo
