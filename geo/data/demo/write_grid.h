// A grid of cells as a GeoTIFF.  Private to the demonstration.
#pragma once

#include "geo/base/result.h"
#include "geo/data/demo/extras.h"

#include <cstdint>
#include <optional>
#include <string>

namespace geo::demo {

struct GridFile {
    enum class Type : std::uint8_t { bytes, whole, floats };
    Type type = Type::floats;
    bool says_crs = true;
    std::optional<double> nodata;
    std::string unit;
};

/// WGS 84, made-up data in its description.  Fault::unwritable.
Result<void> write_grid(const CellGrid& grid, const GridFile& as, const std::string& file);

}  // namespace geo::demo
