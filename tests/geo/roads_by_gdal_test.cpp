// Lengths of roads against readers and formulas that are not ours: GDAL reads the file, PROJ measures.
#include "geo/data/read_roads.h"
#include "geo/network/network.h"
#include "tests/support/test.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>
#include <proj.h>

#include <map>
#include <string>

namespace roads_by_gdal_test {

using namespace geo;

namespace {

double geodesic_length(OGRGeometryH line, PJ* ellipsoid) {
    double metres = 0;
    for (int i = 0; i + 1 < OGR_G_GetPointCount(line); ++i) {
        const auto at = [&](int n) {
            return proj_coord(proj_torad(OGR_G_GetX(line, n)), proj_torad(OGR_G_GetY(line, n)), 0, 0);
        };
        metres += proj_geod(ellipsoid, at(i), at(i + 1)).lpzt.lam;
    }
    return metres;
}

/// The word of `highway` of a line, or of a closed way that GDAL takes for a polygon; empty for anything
/// else.
std::string highway_of(OGRLayerH layer, OGRFeatureH feature) {
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    const auto text = [&](const char* field) -> std::string {
        const int index = OGR_FD_GetFieldIndex(definition, field);
        return index < 0 || OGR_F_IsFieldSetAndNotNull(feature, index) == 0
                   ? std::string{}
                   : OGR_F_GetFieldAsString(feature, index);
    };
    std::string word;
    if (std::string{OGR_L_GetName(layer)} == "lines") {
        word = text("highway");
    } else if (!text("osm_way_id").empty()) {
        const std::string tags = text("other_tags");
        const std::string key = "\"highway\"=>\"";
        if (const auto at = tags.find(key); at != std::string::npos)
            word = tags.substr(at + key.size(), tags.find('"', at + key.size()) - at - key.size());
    }
    if (word.size() > 5 && word.substr(word.size() - 5) == "_link") word.resize(word.size() - 5);
    return word;
}

double border_length(OGRGeometryH geometry, PJ* ellipsoid) {
    if (OGR_G_GetGeometryCount(geometry) == 0) return geodesic_length(geometry, ellipsoid);
    double metres = 0;
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i)
        metres += border_length(OGR_G_GetGeometryRef(geometry, i), ellipsoid);
    return metres;
}

/// Metres by the word of `highway`, links with their road.
std::map<std::string, double> metres_by_class(const std::string& file) {
    GDALAllRegister();
    CPLSetThreadLocalConfigOption("OSM_USE_CUSTOM_INDEXING", "NO");
    PJ_CONTEXT* context = proj_context_create();
    PJ* ellipsoid = proj_create(context, "EPSG:4326");
    std::map<std::string, double> out;
    const char* const drivers[] = {"OSM", nullptr};
    GDALDatasetH dataset =
        GDALOpenEx(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr, nullptr);
    REQUIRE(dataset != nullptr);
    // The driver fills its layers side by side, so all are read.
    OGRLayerH layer = nullptr;
    while (OGRFeatureH feature = GDALDatasetGetNextFeature(dataset, &layer, nullptr, nullptr, nullptr)) {
        if (const std::string word = highway_of(layer, feature); !word.empty())
            out[word] += border_length(OGR_F_GetGeometryRef(feature), ellipsoid);
        OGR_F_Destroy(feature);
    }
    GDALClose(dataset);
    CPLSetThreadLocalConfigOption("OSM_USE_CUSTOM_INDEXING", nullptr);
    proj_destroy(ellipsoid);
    proj_context_destroy(context);
    return out;
}

}  // namespace

TEST_CASE("the length of each road class is what GDAL and PROJ measure", "[real][roads]") {
    const auto data = test::real_data();
    if (!data) return;
    for (const char* name : {"bangkok-core.osm", "liechtenstein-2024.osm.pbf", "porto_portugal.osm.pbf"}) {
        INFO(name);
        const std::string file = (*data / "roads" / name).string();
        auto expected = metres_by_class(file);
        // Words that stand for a class with another name.
        expected["path"] += expected["bridleway"] + expected["via_ferrata"];
        expected["service"] += expected["busway"] + expected["services"];
        expected["unclassified"] += expected["road"];
        ImportReport report;
        auto roads = read_roads(file, report, {});
        REQUIRE(roads);
        std::erase_if(roads->ways, [](const Way& way) { return way.road_class == RoadClass::ferry; });
        for (Way& way : roads->ways) way.flags = 0;
        Profile open = standard_profile(Mode::walk, Season::dry);
        open.speed_kmh.fill(5);
        const auto network = build_network(*roads, open, {});
        REQUIRE(network);
        std::size_t compared = 0;
        for (std::size_t c = 0; c < road_class_count; ++c) {
            const std::string word = road_class_name(static_cast<RoadClass>(c));
            // Areas (area=yes) are polygons to GDAL, and roads with a border to us; only squares are drawn
            // so.
            if (word == "other" || word == "ferry" || word == "pedestrian" || expected[word] < 1000) continue;
            INFO(word);
            const double ours = static_cast<double>(network->report.length_mm[c]) / 1000;
            CHECK_THAT(ours, Catch::Matchers::WithinRel(expected[word], 0.001));
            ++compared;
        }
        CHECK(compared >= 5);
    }
}

}  // namespace roads_by_gdal_test
