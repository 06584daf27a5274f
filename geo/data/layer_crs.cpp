#include "geo/data/cell.h"
#include "geo/data/layer_private.h"
#include "geo/data/positions.h"
#include "geo/data/province_places.h"
#include "geo/geom/measure.h"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <cmath>
#include <vector>

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

namespace {

/// A few features of the layer: the middle of their boxes, and their codes.
struct Sample {
    LonLat middle;
    std::string code;
};
std::vector<Sample> samples_of(OGRLayerH layer, const AreaFields& fields) {
    constexpr std::size_t enough = 300;
    std::vector<Sample> out;
    OGR_L_ResetReading(layer);
    while (out.size() < enough) {
        const Feature feature{OGR_L_GetNextFeature(layer)};
        if (!feature) break;
        const OGRGeometryH geometry = OGR_F_GetGeometryRef(feature.get());
        if (geometry == nullptr || OGR_G_IsEmpty(geometry) != 0) continue;
        OGREnvelope box{};
        OGR_G_GetEnvelope(geometry, &box);
        bool ignored = false;
        const auto code = code_from_cell(text_field(feature.get(), fields.code, ignored));
        out.push_back({{(box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2}, code ? code->code : ""});
    }
    OGR_L_ResetReading(layer);
    return out;
}

/// How far from where it must lie; a person's eye would see it.
struct Distance {
    double metres = 0;
    bool by_area = false;  ///< from the loaded area of that code
};
Distance distance_from_home(LonLat at, const std::string& code, const Areas& areas, const Box& box) {
    constexpr double most = 1e6;
    constexpr double province_metres = 120000;  // capital to border
    if (code.size() >= 2 && code.size() <= 6) {
        const auto level = static_cast<Level>(code.size() / 2);
        if (const AreaId area = areas.find(level, code); area.valid()) {
            const Box home = box_of(areas.at(level).shape[area.row()]);
            if (!home.empty()) {
                const LonLat middle{(home.min_x + home.max_x) / 2, (home.min_y + home.max_y) / 2};
                return {std::min(most, geodesic_metres(at, middle)), true};
            }
        }
        if (const auto capital = province_place(code))
            return {std::clamp(geodesic_metres(at, *capital) - province_metres, 0.0, most), false};
    }
    if (box.contains(at.lon, at.lat)) return {0, false};
    return {at.lon > 97 && at.lon < 106 && at.lat > 5 && at.lat < 21 ? most / 2 : most, false};
}

struct Candidate {
    std::string crs;
    double metres = 0;  ///< mean distance from home
    bool by_area = false;
};

/// The systems of Thailand in which the numbers can be, the one that fits best first.
std::vector<Candidate> candidates_for(const std::vector<Sample>& samples, const Areas& areas) {
    Box box;
    for (const MultiPolygon& shape : areas.at(areas.finest()).shape) box.add(box_of(shape));
    std::vector<Candidate> out;
    for (const char* crs : utm_of_thailand) {
        const auto transform = Transform::to_wgs84(crs);
        if (!transform) continue;
        Candidate here{crs, 0, !samples.empty()};
        for (const Sample& sample : samples) {
            LonLat at[1] = {sample.middle};
            transform->apply(at);
            const Distance from = std::isfinite(at[0].lon)
                                      ? distance_from_home(at[0], sample.code, areas, box)
                                      : Distance{1e6, false};
            here.metres += from.metres / static_cast<double>(samples.size());
            here.by_area = here.by_area && from.by_area;
        }
        out.push_back(std::move(here));
    }
    std::stable_sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) {
        // A few metres from the areas do not decide, nor do a few kilometres from a capital.
        const double step = a.by_area && b.by_area ? 100 : 50000;
        return std::floor(a.metres / step) < std::floor(b.metres / step);
    });
    return out;
}

bool may_be_metres_of_thailand(const Box& box) {
    return box.min_x >= 100000 && box.max_x <= 1250000 && box.min_y >= 500000 && box.max_y <= 2400000;
}

bool is_latitude_first(const Box& box) {
    return box.min_x >= -90 && box.max_x <= 90 && box.min_y > 90 && box.max_y <= 180;
}

std::string numbers_of(const Box& box) {
    return fmt::format("x {:.0f}-{:.0f}, y {:.0f}-{:.0f}", box.min_x, box.max_x, box.min_y, box.max_y);
}

std::string name_of_crs(OGRSpatialReferenceH reference) {
    const char* authority = reference == nullptr ? nullptr : OSRGetAuthorityName(reference, nullptr);
    const char* code = reference == nullptr ? nullptr : OSRGetAuthorityCode(reference, nullptr);
    return authority == nullptr || code == nullptr ? std::string{} : std::string{authority} + ":" + code;
}

std::string wkt_of(OGRSpatialReferenceH reference) {
    std::string out;
    char* wkt = nullptr;
    if (reference != nullptr && OSRExportToWktEx(reference, &wkt, nullptr) == OGRERR_NONE && wkt != nullptr)
        out = wkt;
    CPLFree(wkt);
    return out;
}

/// The layer's coordinates are metres of a system that it does not say, or says wrongly.
Result<std::string> guessed_metres(OGRLayerH layer, const std::string& file, const Box& box,
                                   bool says_degrees, const AreaFields& fields, const LayerContext& context,
                                   ImportReport& report) {
    const std::string name = OGR_L_GetName(layer);
    if (!may_be_metres_of_thailand(box)) {
        Error error;
        error.fault = says_degrees ? Fault::not_degrees : Fault::unknown_crs;
        error.file = file;
        error.column = name;
        error.value = numbers_of(box);
        return fail(std::move(error));
    }
    const Decision* said = decision_for(context.options.reading, "layer_crs_unknown", 0);
    if (said != nullptr && said->choice == "use_crs") return said->value;
    const auto candidates = candidates_for(samples_of(layer, fields), context.areas);
    const Candidate& best = candidates.front();
    // Loaded areas of the same codes tell even the two datums apart.
    const bool certain = best.by_area && best.metres < 150 && candidates.at(1).metres > best.metres + 150;
    ImportNote told{says_degrees ? "crs_wrong" : "crs_guessed", file, name, 0, "", "", best.crs};
    if (certain) {
        report.warnings.push_back(std::move(told));
        return best.crs;
    }
    told.kind = "layer_crs_unknown";
    told.value = numbers_of(box);
    for (const Candidate& one : candidates) told.fixes.push_back({"use_crs", one.crs});
    (context.options.accept ? report.warnings : report.problems).push_back(std::move(told));
    if (!context.options.accept) report.outcome = Outcome::ask;
    return best.crs;
}

}  // namespace

void LayerTransform::apply(std::span<LonLat> points) const {
    if (swap_)
        for (LonLat& p : points) std::swap(p.lon, p.lat);
    transform_.apply(points);
}

Result<LayerTransform> transform_of(OGRLayerH layer, const std::string& file, const AreaFields& fields,
                                    const LayerContext& context, ImportReport& report) {
    OGRSpatialReferenceH reference = OGR_L_GetSpatialRef(layer);
    const std::string name = OGR_L_GetName(layer);
    std::string crs = wkt_of(reference);
    std::string crs_name = name_of_crs(reference);
    bool swap = false;
    const std::string& wanted = context.options.reading.crs;
    if (!wanted.empty()) {
        if (!crs.empty() && crs_name != wanted)
            report.warnings.push_back({"crs_by_person", file, name, 0, "", crs_name, wanted});
        crs = crs_name = wanted;
    } else if (crs.empty() || OSRIsGeographic(reference) != 0) {
        const Box whole = extent_of(layer);
        const Box beyond = box_beyond_degrees(layer);
        if (!beyond.empty() && is_latitude_first(beyond)) {
            swap = true;
            if (crs.empty()) crs = crs_name = "EPSG:4326";
            report.repairs.push_back({"axis_swapped", file, name, 0, "", numbers_of(beyond), ""});
        } else if (!beyond.empty()) {
            TRY(crs, guessed_metres(layer, file, beyond, reference != nullptr, fields, context, report));
            crs_name = crs;
        } else if (crs.empty()) {
            const auto guess = guess_crs(whole);
            if (!guess) {
                Error error;
                error.fault = Fault::unknown_crs;
                error.file = file;
                error.column = name;
                error.value = numbers_of(whole);
                return fail(std::move(error));
            }
            report.warnings.push_back({"crs_guessed", file, name, 0, "", "", *guess});
            crs = crs_name = *guess;
        }
    }
    auto transform = Transform::to_wgs84(crs);
    if (!transform) {
        Error error = transform.error();
        error.file = file;
        error.column = name;
        return fail(std::move(error));
    }
    if (!transform->is_identity())
        report.repairs.push_back({"crs_changed", file, name, 0, "", "", transform->name()});
    report.reading.crs = crs_name;
    return LayerTransform(*std::move(transform), swap);
}

}  // namespace geo::layers
