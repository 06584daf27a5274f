// A raster file as it is stored: GeoTIFF, or the text grids of Esri (AAIGrid).  Private to geo/data; import.h
// is the door.
//
// The trap: a picture is a raster too.  Only what says where it lies, and has values and no colours, is one.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace geo {

struct RasterFacts {
    std::uint32_t columns = 0, rows = 0;
    std::array<double, 6> to_map{};  ///< as Grid::to_map
    std::string crs;                 ///< "EPSG:4326", else WKT; "" where the file does not say
    bool says_degrees = false;
    std::vector<std::string> bands;  ///< what each says it holds, "" for most
    bool whole_numbers = false;      ///< of the band
    bool bytes = false;
    bool has_classes = false;  ///< a table of colours or names of classes
    std::string unit;          ///< as written
    std::optional<double> nodata;
    double scale = 1, offset = 0;  ///< value = stored * scale + offset
    std::string about;             ///< words of its maker
};

/// Of one band, from 1.  Fault::not_found, wrong_kind (also a picture), unreadable, too_large.
Result<RasterFacts> raster_facts(const std::string& file, int band);

/// Calls `use(first row, values)` for strips of whole rows from the first to the last; values as stored.
/// Fault::unreadable where GDAL complains, cancelled.
Result<void> read_raster(const std::string& file, int band,
                         const std::function<void(std::uint32_t, std::span<const double>)>& use,
                         const Progress& progress);

}  // namespace geo
