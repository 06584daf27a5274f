#include "geo/data/layer_private.h"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <ogr_srs_api.h>

namespace geo::layers {
namespace {

LayerShape shape_of_type(OGRwkbGeometryType type) {
    switch (wkbFlatten(type)) {
        case wkbPoint:
        case wkbMultiPoint:
            return LayerShape::points;
        case wkbLineString:
        case wkbMultiLineString:
            return LayerShape::lines;
        case wkbPolygon:
        case wkbMultiPolygon:
            return LayerShape::polygons;
        default:
            return LayerShape::none;
    }
}

}  // namespace

LayerShape shape_of_layer(OGRLayerH layer) {
    const LayerShape declared = shape_of_type(OGR_L_GetGeomType(layer));
    if (declared != LayerShape::none || OGR_L_GetGeomType(layer) == wkbNone) return declared;
    OGR_L_ResetReading(layer);
    for (int i = 0; i < 20; ++i) {
        const Feature feature{OGR_L_GetNextFeature(layer)};
        if (!feature) break;
        const OGRGeometryH geometry = OGR_F_GetGeometryRef(feature.get());
        if (geometry == nullptr) continue;
        OGR_L_ResetReading(layer);
        return shape_of_type(OGR_G_GetGeometryType(geometry));
    }
    OGR_L_ResetReading(layer);
    return LayerShape::none;
}

namespace {

Box extent_of(OGRLayerH layer) {
    OGREnvelope envelope{};
    Box box;
    if (OGR_L_GetExtent(layer, &envelope, 1) == OGRERR_NONE) {
        box.add(envelope.MinX, envelope.MinY);
        box.add(envelope.MaxX, envelope.MaxY);
    }
    return box;
}

bool may_be_degrees(const Box& box) {
    return box.min_x >= -360 && box.max_x <= 360 && box.min_y >= -90.001 && box.max_y <= 90.001;
}

/// The box of the features that cannot lie in degrees, where they are most of them; else empty.
Box box_beyond_degrees(OGRLayerH layer) {
    const Box whole = extent_of(layer);
    if (whole.empty() || may_be_degrees(whole)) return {};
    Box beyond;
    std::size_t shapes = 0;
    std::size_t far = 0;
    OGR_L_ResetReading(layer);
    while (true) {
        const Feature feature{OGR_L_GetNextFeature(layer)};
        if (!feature) break;
        const OGRGeometryH geometry = OGR_F_GetGeometryRef(feature.get());
        if (geometry == nullptr || OGR_G_IsEmpty(geometry) != 0) continue;
        ++shapes;
        OGREnvelope envelope{};
        OGR_G_GetEnvelope(geometry, &envelope);
        Box box;
        box.add(envelope.MinX, envelope.MinY);
        box.add(envelope.MaxX, envelope.MaxY);
        if (may_be_degrees(box)) continue;
        ++far;
        beyond.add(box);
    }
    OGR_L_ResetReading(layer);
    return far * 2 > shapes ? beyond : Box{};
}

}  // namespace

/// How the layer's coordinates become WGS 84; a guess is noted.
Result<Transform> transform_of(OGRLayerH layer, const std::string& file, ImportReport& report) {
    OGRSpatialReferenceH reference = OGR_L_GetSpatialRef(layer);
    std::string crs;
    if (reference != nullptr) {
        char* wkt = nullptr;
        if (OSRExportToWktEx(reference, &wkt, nullptr) == OGRERR_NONE && wkt != nullptr) crs = wkt;
        CPLFree(wkt);
    }
    if (crs.empty()) {
        const auto guess = guess_crs(extent_of(layer));
        if (!guess) {
            Error error;
            error.fault = Fault::unknown_crs;
            error.file = file;
            error.column = OGR_L_GetName(layer);
            return fail(std::move(error));
        }
        report.warnings.push_back({"crs_guessed", file, OGR_L_GetName(layer), 0, "", "", *guess});
        crs = *guess;
    } else if (OSRIsGeographic(reference) != 0) {
        const Box beyond = box_beyond_degrees(layer);
        if (!beyond.empty()) {
            const auto guess = guess_crs(beyond);
            if (!guess) {
                Error error;
                error.fault = Fault::not_degrees;
                error.file = file;
                error.column = OGR_L_GetName(layer);
                error.value = fmt::format("x {:.0f}-{:.0f}, y {:.0f}-{:.0f}", beyond.min_x, beyond.max_x,
                                          beyond.min_y, beyond.max_y);
                return fail(std::move(error));
            }
            report.warnings.push_back({"crs_wrong", file, OGR_L_GetName(layer), 0, "", "", *guess});
            crs = *guess;
        }
    }
    auto transform = Transform::to_wgs84(crs);
    if (!transform) {
        Error error = transform.error();
        error.file = file;
        error.column = OGR_L_GetName(layer);
        return fail(std::move(error));
    }
    if (!transform->is_identity())
        report.repairs.push_back({"crs_changed", file, OGR_L_GetName(layer), 0, "", "", transform->name()});
    return transform;
}

}  // namespace geo::layers
