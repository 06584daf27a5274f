// Where the lines and cells of a file lie, beside the areas of the study that it is read for.
#pragma once

#include "geo/data/dataset.h"
#include "geo/data/import.h"

#include <string>
#include <vector>

namespace app {

/// The grid that a file became; null for none.
const geo::Grid* grid_of(const geo::Dataset& data, const std::string& file);
/// Corners and points between them, in order; empty where the grid is.
std::vector<geo::LonLat> outline_of(const geo::Grid& grid);
/// The file brought roads or a grid and no piece of them lies in an area.  O(nodes) at most.
bool lies_outside(const geo::Dataset& data, geo::FileKind kind, const std::string& file);

}  // namespace app
