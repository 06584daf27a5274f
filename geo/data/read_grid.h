// A raster file as a grid of the dataset: which map system, which values are none, what lies outside.
// Private to geo/data; import.h is the door.
//
// The trap: -9999 people.  Senders write the sign for "nothing here" as a number and do not say so; and a
// grid of shares, of feet or of another country is as well formed as the right one.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/data/grid.h"
#include "geo/data/import.h"
#include "geo/data/import_report.h"
#include "geo/data/sources.h"

#include <optional>
#include <string>

namespace geo {

/// None for a kind of file that is no grid.
std::optional<GridKind> grid_kind_of(FileKind kind);

/// What the values are most likely, by the maker's words, the name of the file and the values themselves.
Result<FileKind> guess_grid_kind(const std::string& file);

/// Reads the whole grid, keeps the part around the loaded areas and joins it to those of the dataset.  Cells
/// count as rows: loaded with a value, rejected with one that cannot be; those without are missing_cells.
/// Population: the people of the areas and of the cells outside add up to the grid's.  Asks (nothing is
/// loaded) about a map system that nobody says, values that cannot be, feet, shares, several bands, and a
/// grid where there is one already; refuses a grid that touches no loaded area.
Result<void> import_grid(Dataset& data, const std::string& file, GridKind kind, const ImportOptions& options,
                         const FileIdentity& identity, ImportReport& report, const Progress& progress);

}  // namespace geo
