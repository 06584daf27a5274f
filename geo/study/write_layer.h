// Results as a map layer for others: the areas of one level with a table's columns beside their shapes, as
// GeoPackage or GeoJSON.
//
// The trap: codes stay text (a leading zero is part of them), numbers stay numbers, an empty cell is null.
#pragma once

#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/data/write_table.h"

#include <string>
#include <vector>

namespace geo {

struct LayerOptions {
    Level level = Level::tambon;
    std::string name = "coverage";  ///< of the layer
    bool made_up = false;           ///< the layer's description says so
};

/// Row i of the table belongs to the area whose code is its first cell; a code may stand in several rows.
/// The extension chooses: .gpkg or .geojson (RFC 7946, 7 decimals); another is Fault::usage.  The file
/// appears whole.  Fault::unwritable.  O(rows and points of their shapes).
Result<void> write_layer(const Areas& areas, const OutTable& table, const std::string& file,
                         const LayerOptions& options);

/// The shape of each row; null where it has none.
using RowShapes = std::vector<const MultiPolygon*>;
/// Of shapes that are no areas.
Result<void> write_layer(const RowShapes& shapes, const OutTable& table, const std::string& file,
                         const LayerOptions& options);

}  // namespace geo
