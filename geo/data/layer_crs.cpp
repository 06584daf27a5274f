#include "geo/data/cell.h"
#include "geo/data/file_content.h"
#include "geo/data/layer_private.h"
#include "geo/data/positions.h"
#include "geo/data/province_places.h"
#include "geo/geom/measure.h"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
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

/// How far the samples lie from home in that system.
Candidate distance_in(const Transform& transform, const std::string& crs, const std::vector<Sample>& samples,
                      const Areas& areas, const Box& box) {
    Candidate out{crs, 0, !samples.empty()};
    for (const Sample& sample : samples) {
        LonLat at[1] = {sample.middle};
        transform.apply(at);
        const Distance from = std::isfinite(at[0].lon) ? distance_from_home(at[0], sample.code, areas, box)
                                                       : Distance{1e6, false};
        out.metres += from.metres / static_cast<double>(samples.size());
        out.by_area = out.by_area && from.by_area;
    }
    return out;
}

/// The systems of Thailand in which the numbers can be, the one that fits best first.
std::vector<Candidate> candidates_for(const std::vector<Sample>& samples, const Areas& areas) {
    Box box;
    for (const MultiPolygon& shape : areas.at(areas.finest()).shape) box.add(box_of(shape));
    std::vector<Candidate> out;
    for (const char* crs : utm_of_thailand) {
        const auto transform = Transform::to_wgs84(crs);
        if (!transform) continue;
        out.push_back(distance_in(*transform, crs, samples, areas, box));
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

bool is_of_thailand(const std::string& crs) {
    return std::find(utm_of_thailand.begin(), utm_of_thailand.end(), crs) != utm_of_thailand.end();
}

std::string name_of_crs(OGRSpatialReferenceH reference) {
    const char* authority = reference == nullptr ? nullptr : OSRGetAuthorityName(reference, nullptr);
    const char* code = reference == nullptr ? nullptr : OSRGetAuthorityCode(reference, nullptr);
    return authority == nullptr || code == nullptr ? std::string{} : std::string{authority} + ":" + code;
}

/// Its number where we have words for it, else what it calls itself.
std::string name_of(OGRSpatialReferenceH reference, const std::string& crs_name) {
    if (is_of_thailand(crs_name) || reference == nullptr) return crs_name;
    const char* name = OSRGetName(reference);
    return name == nullptr ? crs_name : name;
}

std::string wkt_of(OGRSpatialReferenceH reference) {
    std::string out;
    char* wkt = nullptr;
    if (reference != nullptr && OSRExportToWktEx(reference, &wkt, nullptr) == OGRERR_NONE && wkt != nullptr)
        out = wkt;
    CPLFree(wkt);
    return out;
}

/// The one that a person chose, else asked with the best of the fixes first.
std::string asked_crs(ImportNote note, const LayerContext& context, ImportReport& report) {
    const Decision* said = decision_for(context.options.reading, note.kind, 0);
    if (said != nullptr && said->choice == "use_crs") return said->value;
    const std::string best = note.fixes.front().value;
    (context.options.accept ? report.warnings : report.problems).push_back(std::move(note));
    if (!context.options.accept) report.outcome = Outcome::ask;
    return best;
}

/// Where the areas that are loaded tell even the two datums apart.
bool is_certain(const std::vector<Candidate>& candidates) {
    const Candidate& best = candidates.front();
    return best.by_area && best.metres < 150 && candidates.at(1).metres > best.metres + 150;
}

Failure unknown_crs(Fault fault, const std::string& file, const std::string& name, const Box& box) {
    Error error;
    error.fault = fault;
    error.file = file;
    error.column = name;
    error.value = numbers_of(box);
    return fail(std::move(error));
}

/// The layer's coordinates are metres of a system that it does not say, or says to be degrees.
Result<std::string> guessed_metres(OGRLayerH layer, const std::string& file, const Box& box,
                                   bool says_degrees, const AreaFields& fields, const LayerContext& context,
                                   ImportReport& report) {
    const std::string name = OGR_L_GetName(layer);
    if (!may_be_metres_of_thailand(box))
        return unknown_crs(says_degrees ? Fault::not_degrees : Fault::unknown_crs, file, name, box);
    const auto candidates = candidates_for(samples_of(layer, fields), context.areas);
    const std::string& best = candidates.front().crs;
    if (says_degrees && is_certain(candidates)) {
        report.warnings.push_back({"crs_wrong", file, name, 0, "", "", best});
        return best;
    }
    ImportNote note{"layer_crs_unknown", file, name, 0, "", numbers_of(box), best};
    for (const Candidate& one : candidates) note.fixes.push_back({"use_crs", one.crs});
    return asked_crs(std::move(note), context, report);
}

/// Degrees of Thailand without a word of their datum.
Result<std::string> guessed_degrees(OGRLayerH layer, const std::string& file, const Box& box,
                                    const LayerContext& context, ImportReport& report) {
    const std::string name = OGR_L_GetName(layer);
    const auto guess = guess_crs(box);
    if (!guess) return unknown_crs(Fault::unknown_crs, file, name, box);
    ImportNote note{"layer_degrees_unknown", file, name, 0, "", numbers_of(box), *guess};
    note.fixes = {{"use_crs", *guess}, {"use_crs", "EPSG:4240"}};
    return asked_crs(std::move(note), context, report);
}

/// The layer says metres of Thailand, and its areas lie right only in those of another system: a person
/// chooses.  Nothing where they lie right as the layer says.
std::optional<std::string> contradicted(OGRLayerH layer, const std::string& file, const std::string& crs,
                                        const std::string& crs_name, const AreaFields& fields,
                                        const LayerContext& context, ImportReport& report) {
    constexpr double plainly_elsewhere = 100000;  // metres; a zone is 600 km off
    const Box box = extent_of(layer);
    const auto said = Transform::to_wgs84(crs);
    if (!said || !may_be_metres_of_thailand(box)) return std::nullopt;
    const std::vector<Sample> samples = samples_of(layer, fields);
    Box home;
    for (const MultiPolygon& shape : context.areas.at(context.areas.finest()).shape) home.add(box_of(shape));
    const double as_said = distance_in(*said, crs_name, samples, context.areas, home).metres;
    const auto candidates = candidates_for(samples, context.areas);
    const Candidate& best = candidates.front();
    if (best.metres > plainly_elsewhere / 2 || as_said < best.metres + plainly_elsewhere) return std::nullopt;
    const std::string says = crs_name.empty() ? said->name() : crs_name;
    ImportNote note{"layer_crs_contradicted", file, OGR_L_GetName(layer), 0, "", says, best.crs};
    for (const Candidate& one : candidates) note.fixes.push_back({"use_crs", one.crs});
    return asked_crs(std::move(note), context, report);
}

/// What a .prj says that begins with a blank line, which GDAL takes for nothing.
std::string crs_beside(const std::string& file) {
    std::filesystem::path path = file;
    for (const char* extension : {".prj", ".PRJ"}) {
        std::ifstream in(path.replace_extension(extension), std::ios::binary);
        std::string text(65536, '\0');
        in.read(text.data(), static_cast<std::streamsize>(text.size()));
        text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
        std::erase_if(text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
        if (!text.empty() && Transform::to_wgs84(text)) return text;
    }
    return {};
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
    if (crs.empty() && magic_of(file) == Magic::shapefile) crs = crs_beside(file);
    bool swap = false;
    const bool degrees = reference == nullptr ? crs.empty() : OSRIsGeographic(reference) != 0;
    const std::string& wanted = context.options.reading.crs;
    if (!wanted.empty()) {
        if (!crs.empty() && crs_name != wanted)
            report.warnings.push_back({"crs_by_person", file, name, 0, "", crs_name, wanted});
        crs = crs_name = wanted;
    } else if (degrees) {
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
            TRY(crs, guessed_degrees(layer, file, whole, context, report));
            crs_name = crs;
        }
    } else if (const auto other =
                   contradicted(layer, file, crs, name_of(reference, crs_name), fields, context, report)) {
        crs = crs_name = *other;
    }
    auto transform = Transform::to_wgs84(crs);
    if (!transform) {
        Error error = transform.error();
        error.file = file;
        error.column = name;
        return fail(std::move(error));
    }
    if (!transform->is_identity())
        report.repairs.push_back(
            {"crs_changed", file, name, 0, "", "", is_of_thailand(crs_name) ? crs_name : transform->name()});
    report.reading.crs = crs_name;
    return LayerTransform(*std::move(transform), swap);
}

}  // namespace geo::layers
