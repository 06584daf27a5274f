// Cells of a raster as shapes, and as a file that any GIS opens.
#pragma once

#include "geo/base/result.h"
#include "geo/geom/shape.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace geo {

/// Where the cells of a raster lie, in degrees, row by row from the north-west corner.
struct CellFrame {
    std::uint32_t columns = 0, rows = 0;
    double west = 0, north = 0, step_lon = 0, step_lat = 0;

    std::size_t size() const { return std::size_t{columns} * rows; }
    LonLat middle(std::size_t cell) const {
        return {west + (static_cast<double>(cell % columns) + 0.5) * step_lon,
                north - (static_cast<double>(cell / columns) + 0.5) * step_lat};
    }
    /// size() outside.
    std::size_t cell_at(LonLat at) const;
};

/// The cells of class 1, 2, ... `classes` along their edges; class 0 is none.  O(cells).
Result<std::vector<MultiPolygon>> cell_outlines(const CellFrame& frame,
                                                std::span<const std::uint8_t> class_of, std::uint8_t classes);

/// A GeoTIFF in WGS 84; values without a number are its NODATA, -1.  Appears whole.  Fault::unwritable.
Result<void> write_cells(const CellFrame& frame, std::span<const float> values, const std::string& unit,
                         const std::string& description, const std::string& file);

}  // namespace geo
