// Real boundary layers for tests and benchmarks, read with GDAL directly so that geometry is tested by
// itself.
#pragma once

#include "geo/geom/shape.h"

#include <gdal.h>
#include <ogr_api.h>

#include <filesystem>
#include <string>
#include <vector>

namespace test {

struct Boundaries {
    std::vector<geo::MultiPolygon> areas;
    std::vector<std::string> codes;  ///< the digits alone
};

inline std::vector<geo::LonLat> ring_of(OGRGeometryH ring) {
    std::vector<geo::LonLat> points;
    for (int i = 0; i + 1 < OGR_G_GetPointCount(ring); ++i)
        points.push_back({OGR_G_GetX(ring, i), OGR_G_GetY(ring, i)});
    return points;
}

inline geo::MultiPolygon shape_of(OGRGeometryH geometry) {
    geo::MultiPolygon shape;
    if (wkbFlatten(OGR_G_GetGeometryType(geometry)) == wkbPolygon) {
        geo::Polygon polygon;
        for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i) {
            auto ring = ring_of(OGR_G_GetGeometryRef(geometry, i));
            if (i == 0)
                polygon.outer = std::move(ring);
            else
                polygon.holes.push_back(std::move(ring));
        }
        shape.push_back(std::move(polygon));
        return shape;
    }
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i)
        for (auto& polygon : shape_of(OGR_G_GetGeometryRef(geometry, i))) shape.push_back(std::move(polygon));
    return shape;
}

/// A layer of the national boundaries; empty where the file is not there.
inline Boundaries read_boundaries(const std::filesystem::path& file, const std::string& layer_name,
                                  const std::string& code_column) {
    Boundaries out;
    GDALAllRegister();
    GDALDatasetH dataset =
        GDALOpenEx(file.string().c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr);
    if (dataset == nullptr) return out;
    OGRLayerH layer = GDALDatasetGetLayerByName(dataset, layer_name.c_str());
    if (layer != nullptr) {
        const int column = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), code_column.c_str());
        OGR_L_ResetReading(layer);
        while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
            out.areas.push_back(shape_of(OGR_F_GetGeometryRef(feature)));
            out.codes.push_back(std::string{OGR_F_GetFieldAsString(feature, column)}.substr(2));
            OGR_F_Destroy(feature);
        }
    }
    GDALClose(dataset);
    return out;
}

}  // namespace test
