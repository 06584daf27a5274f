#include "geo/data/raster.h"

#include "geo/base/text.h"
#include "geo/data/file_content.h"
#include "geo/data/gdal.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <filesystem>

namespace geo {
namespace {

/// More cells than a country has at 100 m; a file that claims more is a coarser one's mistake or a trick.
constexpr std::uint64_t most_cells = 400'000'000;
constexpr std::size_t cells_of_strip = 1U << 20U;

Result<GdalDataset> open_raster(const std::string& file, const GdalComplaints& complaints) {
    if (file.find("/vsi") != std::string::npos || file.find("://") != std::string::npos)
        return fail(Fault::wrong_kind, file);
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    if (!std::filesystem::is_regular_file(file, ignored)) return fail(Fault::wrong_kind, file);
    const Magic magic = magic_of(file);
    const char* driver = magic == Magic::tiff          ? "GTiff"
                         : magic == Magic::text_grid   ? "AAIGrid"
                         : magic == Magic::height_tile ? "SRTMHGT"
                                                       : nullptr;
    if (driver == nullptr) return fail(Fault::wrong_kind, file);
    const char* const drivers[] = {driver, nullptr};
    GdalDataset dataset{
        GDALOpenEx(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, nullptr, nullptr)};
    if (!dataset) return fail(Fault::unreadable, file, complaints.first());
    return dataset;
}

bool is_colour(GDALRasterBandH band) {
    const GDALColorInterp colour = GDALGetRasterColorInterpretation(band);
    return colour == GCI_RedBand || colour == GCI_GreenBand || colour == GCI_BlueBand;
}

std::string crs_of(OGRSpatialReferenceH reference) {
    if (reference == nullptr || OSRIsLocal(reference) != 0) return {};
    const char* authority = OSRGetAuthorityName(reference, nullptr);
    const char* code = OSRGetAuthorityCode(reference, nullptr);
    if (authority != nullptr && code != nullptr) return std::string{authority} + ":" + code;
    char* wkt = nullptr;
    std::string out;
    if (OSRExportToWktEx(reference, &wkt, nullptr) == OGRERR_NONE && wkt != nullptr) out = wkt;
    CPLFree(wkt);
    return out;
}

std::string text_or_empty(const char* text) {
    return text != nullptr && is_utf8(text) ? normalised(text) : std::string{};
}

}  // namespace

Result<RasterFacts> raster_facts(const std::string& file, int band_number) {
    GdalComplaints complaints;
    TRY(const GdalDataset dataset, open_raster(file, complaints));
    RasterFacts out;
    const int columns = GDALGetRasterXSize(dataset.get()), rows = GDALGetRasterYSize(dataset.get());
    const int bands = GDALGetRasterCount(dataset.get());
    if (columns <= 0 || rows <= 0 || bands <= 0) return fail(Fault::empty, file);
    out.columns = static_cast<std::uint32_t>(columns);
    out.rows = static_cast<std::uint32_t>(rows);
    if (std::uint64_t{out.columns} * out.rows > most_cells || bands > 1000) {
        Error error;
        error.fault = Fault::too_large;
        error.file = file;
        error.value = std::to_string(columns) + " x " + std::to_string(rows);
        error.detail = "grid_too_fine";
        return fail(std::move(error));
    }
    if (band_number < 1 || band_number > bands) return fail(Fault::not_found, file);
    for (int b = 1; b <= bands; ++b)
        out.bands.push_back(text_or_empty(GDALGetDescription(GDALGetRasterBand(dataset.get(), b))));
    GDALRasterBandH band = GDALGetRasterBand(dataset.get(), band_number);
    const bool placed = GDALGetGeoTransform(dataset.get(), out.to_map.data()) == CE_None;
    if (!placed || (bands >= 3 && is_colour(GDALGetRasterBand(dataset.get(), 1)))) {
        Error error;
        error.fault = Fault::wrong_kind;
        error.file = file;
        error.detail = "found_image";
        return fail(std::move(error));
    }
    OGRSpatialReferenceH reference = GDALGetSpatialRef(dataset.get());
    out.crs = crs_of(reference);
    out.says_degrees = !out.crs.empty() && OSRIsGeographic(reference) != 0;
    const GDALDataType type = GDALGetRasterDataType(band);
    if (GDALDataTypeIsComplex(type) != 0) return fail(Fault::wrong_kind, file);
    out.bytes = type == GDT_Byte;
    out.whole_numbers = GDALDataTypeIsInteger(type) != 0;
    char** names = GDALGetRasterCategoryNames(band);
    out.has_classes = GDALGetRasterColorTable(band) != nullptr || CSLCount(names) > 0;
    out.unit = text_or_empty(GDALGetRasterUnitType(band));
    int known = 0;
    const double nodata = GDALGetRasterNoDataValue(band, &known);
    if (known != 0) out.nodata = nodata;
    const double scale = GDALGetRasterScale(band, &known);
    if (known != 0 && scale != 0) out.scale = scale;
    const double offset = GDALGetRasterOffset(band, &known);
    if (known != 0) out.offset = offset;
    out.about = text_or_empty(GDALGetMetadataItem(dataset.get(), "TIFFTAG_IMAGEDESCRIPTION", nullptr));
    if (complaints.any()) return fail(Fault::unreadable, file, complaints.first());
    return out;
}

Result<void> read_raster(const std::string& file, int band_number,
                         const std::function<void(std::uint32_t, std::span<const double>)>& use,
                         const Progress& progress) {
    GdalComplaints complaints;
    TRY(const GdalDataset dataset, open_raster(file, complaints));
    GDALRasterBandH band = GDALGetRasterBand(dataset.get(), band_number);
    const int columns = GDALGetRasterXSize(dataset.get()), rows = GDALGetRasterYSize(dataset.get());
    int block_columns = 0, block_rows = 0;
    GDALGetBlockSize(band, &block_columns, &block_rows);
    // Whole blocks, so that none is unpacked twice.
    const int most = std::max(1, static_cast<int>(cells_of_strip / static_cast<std::size_t>(columns)));
    const int step = std::max(1, block_rows > 0 && block_rows < most ? most / block_rows * block_rows : most);
    std::vector<double> values;
    for (int row = 0; row < rows; row += step) {
        if (progress.cancelled()) return fail(Fault::cancelled, file);
        progress.at(static_cast<double>(row) / rows);
        const int here = std::min(step, rows - row);
        values.resize(static_cast<std::size_t>(here) * static_cast<std::size_t>(columns));
        const CPLErr read = GDALRasterIO(band, GF_Read, 0, row, columns, here, values.data(), columns, here,
                                         GDT_Float64, 0, 0);
        if (read != CE_None || complaints.any()) return fail(Fault::unreadable, file, complaints.first());
        use(static_cast<std::uint32_t>(row), values);
    }
    return {};
}

}  // namespace geo
