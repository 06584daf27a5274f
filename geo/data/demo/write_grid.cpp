#include "geo/data/demo/write_grid.h"

#include "geo/data/gdal.h"

#include <ogr_srs_api.h>

#include <array>
#include <filesystem>

namespace geo::demo {

Result<void> write_grid(const CellGrid& grid, const GridFile& as, const std::string& file) {
    GdalComplaints complaints;
    GDALDriverH driver = GDALGetDriverByName("GTiff");
    std::filesystem::remove(file);
    const char* const options[] = {"COMPRESS=DEFLATE", "TILED=YES", nullptr};
    static constexpr std::array<GDALDataType, 3> types = {GDT_Byte, GDT_Int16, GDT_Float32};
    const GdalDataset dataset{GDALCreate(
        driver, file.c_str(), static_cast<int>(grid.columns), static_cast<int>(grid.rows), 1,
        types.at(static_cast<std::size_t>(as.type)),
        const_cast<char**>(options))};  // NOLINT(cppcoreguidelines-pro-type-const-cast): GDAL takes no const
    if (!dataset) return fail(Fault::unwritable, file, complaints.first());
    if (as.says_crs) {
        const Handle<OGRSpatialReferenceH, OSRRelease> wgs84{OSRNewSpatialReference(nullptr)};
        OSRImportFromEPSG(wgs84.get(), 4326);
        GDALSetSpatialRef(dataset.get(), wgs84.get());
    }
    double transform[6] = {grid.west, grid.step, 0, grid.north, 0, -grid.step};
    GDALSetGeoTransform(dataset.get(), transform);
    GDALSetMetadataItem(dataset.get(), "TIFFTAG_IMAGEDESCRIPTION", "ข้อมูลสมมติ / made-up data", nullptr);
    GDALRasterBandH band = GDALGetRasterBand(dataset.get(), 1);
    if (as.nodata) GDALSetRasterNoDataValue(band, *as.nodata);
    if (!as.unit.empty()) GDALSetRasterUnitType(band, as.unit.c_str());
    std::vector<float> values = grid.value;
    if (GDALRasterIO(band, GF_Write, 0, 0, static_cast<int>(grid.columns), static_cast<int>(grid.rows),
                     values.data(), static_cast<int>(grid.columns), static_cast<int>(grid.rows), GDT_Float32,
                     0, 0) != CE_None)
        return fail(Fault::unwritable, file, complaints.first());
    return {};
}

}  // namespace geo::demo
