// Boundaries and points from vector layers.  Private to geo/data; import.h is the door.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/data/file_content.h"
#include "geo/data/import.h"
#include "geo/data/import_report.h"
#include "geo/data/table.h"

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace geo {

struct AreaRow {
    std::string code;
    std::string name_th, name_en;
    std::array<std::string, 3> parent_th,
        parent_en;  ///< names of province, amphoe as the layer gives them; index 1, 2
    MultiPolygon shape;
    std::int64_t row = 0;
};

/// The areas of each level that the file holds (index = Level), rejected rows in the report.  Rows of one
/// code are one area where their names agree and their shapes do not overlap (repair parts_joined), else both
/// are held until a person takes one (problem duplicate_area, use_this).  Layers that are not read are named
/// (warning layers_skipped). `loaded`: what is there already.  A file of several levels among other layers
/// asks which (which_layer).
Result<std::array<std::vector<AreaRow>, 4>> read_area_rows(const std::string& file, const Areas& loaded,
                                                           const ImportOptions& options, ImportReport& report,
                                                           const Progress& progress);

/// Areas made of rows and of the levels that are there already: sorted by code, parents by code, else by
/// place; missing upper levels dissolved from the finest.  Rows without a parent are rejected.  `retired`:
/// codes by level of old areas that the rows take the place of; areas above that lose all of theirs go too,
/// and those that lose or gain some are made again.
Result<Areas> assembled_areas(const Areas& old, std::array<std::vector<AreaRow>, 4> rows,
                              const std::array<std::set<std::string>, 4>& retired, ImportReport& report,
                              const Progress& progress);

/// The layers of a vector file or the sheets of a workbook; none where the file has no named parts.
std::vector<std::string> named_parts(const std::string& file);

/// Fault::not_found with the layers that there are.
Failure no_such_layer(const std::string& file, const std::string& wanted,
                      const std::vector<std::string>& names);

/// A point layer (options.layer, or the first) as a table with the columns "lon" and "lat" at its end.
Result<Table> read_point_layer(const std::string& file, const Areas& areas, const ImportOptions& options,
                               ImportReport& report, const Progress& progress = {});

/// The attributes of the layers of points and areas, and of tables without shapes, each as a table without
/// its shapes; those without a row or a field are none of them.  Rows are numbered from 1.  Fault::empty,
/// wrong_kind (lines alone).
Result<std::vector<Table>> read_layer_tables(const std::string& file, const Reading& reading,
                                             const Progress& progress = {});

/// What the first layer with geometry holds.
Result<LayerShape> layer_shape(const std::string& file);

}  // namespace geo
