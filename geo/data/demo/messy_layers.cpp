// Boundaries as senders hand them on: Shapefiles of Thai code pages and of the old datum.
#include "geo/base/whole_file.h"
#include "geo/data/demo/formats_private.h"
#include "geo/data/demo/messy_private.h"
#include "geo/data/gdal.h"

#include <cpl_conv.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <filesystem>

namespace geo::demo {
namespace {

using Feature = Handle<OGRFeatureH, OGR_F_Destroy>;
using Reference = Handle<OGRSpatialReferenceH, OSRRelease>;
using Transformation = Handle<OGRCoordinateTransformationH, OCTDestroyCoordinateTransformation>;

constexpr std::size_t some = 8;

struct Layer {
    const char* name;
    const char* encoding;    ///< of the DBF
    const char* code_field;  ///< ASCII, or cut by the DBF
    bool keep_cpg = true;
    bool old_datum = false;
};

/// Indian 1975, zone 47, with the shift of the Royal Thai Survey Department.
constexpr const char* indian_1975 =
    "+proj=utm +zone=47 +a=6377276.345 +b=6356075.41314024 "
    "+towgs84=204.4798,837.8940,294.7765,0,0,0,0 +units=m +no_defs";
/// As old programs wrote it: a name and no number.
constexpr const char* indian_1975_prj =
    "PROJCS[\"Indian_1975_UTM_Zone_47N\",GEOGCS[\"GCS_Indian_1975\",DATUM[\"D_Indian_1975\","
    "SPHEROID[\"Everest_Adjustment_1937\",6377276.345,300.8017]],PRIMEM[\"Greenwich\",0.0],"
    "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
    "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],"
    "PARAMETER[\"Central_Meridian\",99.0],PARAMETER[\"Scale_Factor\",0.9996],"
    "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

Reference reference_of(const char* text) {
    Reference out{OSRNewSpatialReference(nullptr)};
    OSRSetFromUserInput(out.get(), text);
    OSRSetAxisMappingStrategy(out.get(), OAMS_TRADITIONAL_GIS_ORDER);
    return out;
}

Result<void> write_shapefile(const std::vector<AreaRow>& rows, const std::string& file, const Layer& look) {
    GdalComplaints complaints;
    GDALDriverH driver = GDALGetDriverByName("ESRI Shapefile");
    const Reference wgs84 = reference_of("EPSG:4326");
    const Reference old = reference_of(indian_1975);
    {
        const GdalDataset dataset{GDALCreate(driver, file.c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
        if (!dataset) return fail(Fault::unwritable, file, complaints.first());
        const std::string encoding = std::string{"ENCODING="} + look.encoding;
        const char* const options[] = {encoding.c_str(), "DBF_DATE_LAST_UPDATE=2024-11-21", nullptr};
        OGRLayerH layer = GDALDatasetCreateLayer(
            dataset.get(), look.name, look.old_datum ? old.get() : wgs84.get(), wkbPolygon,
            const_cast<char**>(
                options));  // NOLINT(cppcoreguidelines-pro-type-const-cast): GDAL takes no const
        if (layer == nullptr) return fail(Fault::unwritable, file, complaints.first());
        for (const char* field : {look.code_field, "name_th", "note"}) {
            const Handle<OGRFieldDefnH, OGR_Fld_Destroy> definition{OGR_Fld_Create(field, OFTString)};
            OGR_Fld_SetWidth(definition.get(), 60);
            OGR_L_CreateField(layer, definition.get(), 1);
        }
        const Transformation change{OCTNewCoordinateTransformation(wgs84.get(), old.get())};
        for (const AreaRow& row : rows) {
            const Feature feature{OGR_F_Create(OGR_L_GetLayerDefn(layer))};
            OGR_F_SetFieldString(feature.get(), 0, row.code.c_str());
            OGR_F_SetFieldString(feature.get(), 1, row.name_th.c_str());
            OGR_F_SetFieldString(feature.get(), 2, "ข้อมูลสมมติ");
            OGRGeometryH shape = geometry_of(row.shape);
            if (look.old_datum) OGR_G_Transform(shape, change.get());
            OGR_F_SetGeometryDirectly(feature.get(), shape);
            if (OGR_L_CreateFeature(layer, feature.get()) != OGRERR_NONE)
                return fail(Fault::unwritable, file, complaints.first());
        }
    }
    const std::string stem = file.substr(0, file.size() - 4);
    std::error_code ignored;
    if (!look.keep_cpg) std::filesystem::remove(stem + ".cpg", ignored);
    if (look.old_datum) return write_whole(stem + ".prj", indian_1975_prj);
    return {};
}

}  // namespace

Result<void> add_messy_layers(MessyFolder& folder, const Region& region) {
    std::vector<AreaRow> rows = region.areas[3];
    std::sort(rows.begin(), rows.end(), [](const AreaRow& a, const AreaRow& b) { return a.code < b.code; });
    rows.resize(std::min(rows.size(), some));
    Wanted all;
    all.kind = "areas";
    all.rows_in = all.loaded = static_cast<std::int64_t>(rows.size());
    const auto add = [&](const Layer& look, const std::string& notes) -> Result<void> {
        const std::string name = std::string{look.name} + ".shp";
        TRY_VOID(write_shapefile(rows, folder.path() + "/" + name, look));
        Wanted wanted = all;
        wanted.notes = notes;
        return folder.expect(name, wanted);
    };
    TRY_VOID(add({"41_thai_code_page_that_nothing_names", "CP874", "code", false, false},
                 "A DBF in CP874 without .cpg: the names are Thai all the same."));
    TRY_VOID(add({"42_old_datum_without_a_number", "UTF-8", "code", true, true},
                 "Indian 1975: with the shift of the Royal Thai Survey Department the borders lie where "
                 "those of areas.gpkg lie; without it they lie 450 m off."));
    return {};
}

}  // namespace geo::demo
