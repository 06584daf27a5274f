#include "geo/data/cell_outlines.h"

#include "geo/base/whole_file.h"
#include "geo/data/gdal.h"

#include <gdal_alg.h>
#include <ogr_srs_api.h>

#include <cmath>
#include <filesystem>
#include <memory>

namespace geo {
namespace {

GdalDataset new_raster(const char* driver, const CellFrame& frame, GDALDataType type, const std::string& file,
                       const char* const* options) {
    GDALAllRegister();
    GdalDataset out{GDALCreate(
        GDALGetDriverByName(driver), file.c_str(), static_cast<int>(frame.columns),
        static_cast<int>(frame.rows), 1, type,
        const_cast<char**>(options))};  // NOLINT(cppcoreguidelines-pro-type-const-cast): GDAL takes no const
    if (!out) return out;
    std::array<double, 6> to_map = {frame.west, frame.step_lon, 0, frame.north, 0, -frame.step_lat};
    GDALSetGeoTransform(out.get(), to_map.data());
    const Handle<OGRSpatialReferenceH, OSRRelease> wgs84{OSRNewSpatialReference(nullptr)};
    OSRImportFromEPSG(wgs84.get(), 4326);
    GDALSetSpatialRef(out.get(), wgs84.get());
    return out;
}

/// GDAL reads from what it is given to write.
template <class T>
bool fill(GDALDatasetH raster, const CellFrame& frame, std::vector<T> values, GDALDataType type) {
    const int columns = static_cast<int>(frame.columns), rows = static_cast<int>(frame.rows);
    return GDALRasterIO(GDALGetRasterBand(raster, 1), GF_Write, 0, 0, columns, rows, values.data(), columns,
                        rows, type, 0, 0) == CE_None;
}

std::vector<LonLat> ring_of(OGRGeometryH ring) {
    std::vector<LonLat> out;
    // The last point is the first again.
    for (int i = 0; i + 1 < OGR_G_GetPointCount(ring); ++i)
        out.push_back({OGR_G_GetX(ring, i), OGR_G_GetY(ring, i)});
    return out;
}

Polygon polygon_of(OGRGeometryH polygon) {
    Polygon out;
    out.outer = ring_of(OGR_G_GetGeometryRef(polygon, 0));
    for (int hole = 1; hole < OGR_G_GetGeometryCount(polygon); ++hole)
        out.holes.push_back(ring_of(OGR_G_GetGeometryRef(polygon, hole)));
    return out;
}

Failure cannot(const GdalComplaints& complaints) {
    return fail(Fault::internal, {}, complaints.first());
}

}  // namespace

std::size_t CellFrame::cell_at(LonLat at) const {
    const double x = std::floor((at.lon - west) / step_lon), y = std::floor((north - at.lat) / step_lat);
    if (!(x >= 0 && y >= 0 && x < columns && y < rows)) return size();
    return static_cast<std::size_t>(y) * columns + static_cast<std::size_t>(x);
}

Result<std::vector<MultiPolygon>> cell_outlines(const CellFrame& frame,
                                                std::span<const std::uint8_t> class_of,
                                                std::uint8_t classes) {
    std::vector<MultiPolygon> out(classes);
    if (frame.size() == 0) return out;
    GdalComplaints complaints;
    const GdalDataset raster = new_raster("MEM", frame, GDT_Byte, "", nullptr);
    if (!raster ||
        !fill(raster.get(), frame, std::vector<std::uint8_t>{class_of.begin(), class_of.end()}, GDT_Byte))
        return cannot(complaints);
    const GdalDataset shapes{GDALCreate(GDALGetDriverByName("Memory"), "", 0, 0, 0, GDT_Unknown, nullptr)};
    if (!shapes) return cannot(complaints);
    OGRLayerH layer = GDALDatasetCreateLayer(shapes.get(), "cells", nullptr, wkbPolygon, nullptr);
    const Handle<OGRFieldDefnH, OGR_Fld_Destroy> field{OGR_Fld_Create("class", OFTInteger)};
    OGR_L_CreateField(layer, field.get(), FALSE);
    GDALRasterBandH band = GDALGetRasterBand(raster.get(), 1);
    // The band is its own mask: class 0 is no shape.
    if (GDALPolygonize(band, band, layer, 0, nullptr, nullptr, nullptr) != CE_None) return cannot(complaints);
    OGR_L_ResetReading(layer);
    while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
        const Handle<OGRFeatureH, OGR_F_Destroy> owned{feature};
        const int of = OGR_F_GetFieldAsInteger(feature, 0);
        if (of >= 1 && of <= classes)
            out[static_cast<std::size_t>(of) - 1].push_back(polygon_of(OGR_F_GetGeometryRef(feature)));
    }
    return out;
}

Result<void> write_cells(const CellFrame& frame, std::span<const float> values, const std::string& unit,
                         const std::string& description, const std::string& file) {
    GdalComplaints complaints;
    const std::string temporary = temporary_beside(file);
    const char* const options[] = {"COMPRESS=DEFLATE", "TILED=YES", nullptr};
    const auto written = [&] {
        const GdalDataset raster = new_raster("GTiff", frame, GDT_Float32, temporary, options);
        if (!raster) return false;
        GDALRasterBandH band = GDALGetRasterBand(raster.get(), 1);
        GDALSetRasterNoDataValue(band, -1);
        GDALSetRasterUnitType(band, unit.c_str());
        GDALSetMetadataItem(raster.get(), "TIFFTAG_IMAGEDESCRIPTION", description.c_str(), nullptr);
        std::vector<float> cells{values.begin(), values.end()};
        for (float& value : cells)
            if (std::isnan(value)) value = -1;
        return fill(raster.get(), frame, std::move(cells), GDT_Float32);
    }();
    if (written && !complaints.any()) return put_in_place(temporary, file);
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    return fail(Fault::unwritable, file, complaints.first());
}

}  // namespace geo
