// Shapes for GDAL and a workbook for libxlsxwriter, as all made-up files need them.  Private to the
// demonstration.
#pragma once

#include "geo/data/gdal.h"
#include "geo/geom/shape.h"

#include <xlsxwriter.h>

#include <string>

namespace geo::demo {

/// The caller owns it.
OGRGeometryH geometry_of(const MultiPolygon& shape);

/// A workbook of one sheet that says in its name that it is made up, with a fixed date, so that a seed gives
/// the same bytes.  `book` is null where the file cannot be written.
struct Workbook {
    lxw_workbook* book = nullptr;
    lxw_worksheet* sheet = nullptr;
};
Workbook made_up_workbook(const std::string& file);

}  // namespace geo::demo
