// Boundaries as senders hand them on: Shapefiles of Thai code pages and of the old datum.
#include "geo/base/whole_file.h"
#include "geo/data/demo/formats_private.h"
#include "geo/data/demo/messy_private.h"
#include "geo/data/gdal.h"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ogr_srs_api.h>

#include <algorithm>
#include <filesystem>

namespace geo::demo {
namespace {

using Feature = Handle<OGRFeatureH, OGR_F_Destroy>;
using Reference = Handle<OGRSpatialReferenceH, OSRRelease>;
using Transformation = Handle<OGRCoordinateTransformationH, OCTDestroyCoordinateTransformation>;

constexpr std::size_t some_areas = 8;

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

/// Polygons as GeoJSON, the first of them half a metre smaller on each side: slivers along its borders.
std::string with_slivers(const std::vector<AreaRow>& rows) {
    constexpr double half_a_metre = 4.5e-6;  // degrees
    nlohmann::ordered_json features = nlohmann::ordered_json::array();
    for (const AreaRow& row : rows) {
        const bool shrunk = &row == &rows.front();
        Box box;
        for (const Polygon& polygon : row.shape)
            for (const LonLat& at : polygon.outer) box.add(at);
        const auto ring = [&](const std::vector<LonLat>& points) {
            nlohmann::ordered_json out = nlohmann::ordered_json::array();
            for (const LonLat& at : points) {
                const auto inward = [&](double value, double low, double size) {
                    return shrunk ? value + half_a_metre * (1 - 2 * (value - low) / size) : value;
                };
                out.push_back(
                    {inward(at.lon, box.min_x, box.width()), inward(at.lat, box.min_y, box.height())});
            }
            if (points.front() != points.back()) out.push_back(out.front());
            return out;
        };
        nlohmann::ordered_json polygons = nlohmann::ordered_json::array();
        for (const Polygon& polygon : row.shape) {
            nlohmann::ordered_json rings = nlohmann::ordered_json::array({ring(polygon.outer)});
            for (const auto& hole : polygon.holes) rings.push_back(ring(hole));
            polygons.push_back(std::move(rings));
        }
        features.push_back(
            {{"type", "Feature"},
             {"properties", {{"code", row.code}, {"name_th", row.name_th}, {"note", "ข้อมูลสมมติ"}}},
             {"geometry", {{"type", "MultiPolygon"}, {"coordinates", std::move(polygons)}}}});
    }
    const nlohmann::ordered_json out = {{"type", "FeatureCollection"}, {"features", std::move(features)}};
    return out.dump() + "\n";
}

/// Two extracts put behind each other: a road of both stands twice, another ends at the edge.
std::string doubled_roads(LonLat middle) {
    std::string out = "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\" generator=\"made up\">\n";
    for (int i = 1; i <= 6; ++i)
        out += fmt::format("<node id=\"{}\" version=\"1\" lat=\"{:.6f}\" lon=\"{:.6f}\"/>\n", i,
                           middle.lat + 0.002 * (i % 2), middle.lon + 0.003 * i);
    const auto way = [&](int id, const std::vector<int>& nodes) {
        out += fmt::format("<way id=\"{}\" version=\"1\">", id);
        for (const int node : nodes) out += fmt::format("<nd ref=\"{}\"/>", node);
        out += "<tag k=\"highway\" v=\"tertiary\"/></way>\n";
    };
    way(11, {1, 2, 3});
    way(12, {3, 4});
    way(12, {3, 4});
    way(13, {4, 5, 6, 7});  // node 7 lies in the other extract
    return out + "</osm>\n";
}

}  // namespace

Result<void> add_messy_layers(MessyFolder& folder, const Region& region) {
    std::vector<AreaRow> rows = region.areas[3];
    std::sort(rows.begin(), rows.end(), [](const AreaRow& a, const AreaRow& b) { return a.code < b.code; });
    rows.resize(std::min(rows.size(), some_areas));
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
    TRY_VOID(add({"43_field_name_that_the_dbf_cut", "UTF-8", "รหัสตำบล", true, false},
                 "A DBF cuts names of fields at ten bytes, here within a Thai letter."));
    Wanted slivers = all;
    slivers.notes = "The borders of one tambon lie half a metre inside those of its neighbours.";
    TRY_VOID(folder.add("44_slivers_between_neighbours.geojson", with_slivers(rows), slivers));
    Wanted roads;
    roads.kind = "roads";
    roads.rows_in = 4;
    roads.loaded = 3;
    roads.duplicate = 1;
    roads.notes =
        "One road stands twice, as where two extracts are put behind each other; one ends at the edge.";
    TRY_VOID(folder.add("45_roads_doubled_at_the_edge.osm",
                        doubled_roads(rows.front().shape.front().outer.front()), roads));
    return {};
}

}  // namespace geo::demo
