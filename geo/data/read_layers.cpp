#include "geo/data/read_layers.h"

#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/gdal.h"
#include "geo/geom/crs.h"

#include <cpl_conv.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

namespace geo {
namespace {

using Feature = Handle<OGRFeatureH, OGR_F_Destroy>;
using Geometry = Handle<OGRGeometryH, OGR_G_DestroyGeometry>;

std::string upper_key(const char* name) {
    std::string key = key_of(name);
    std::transform(key.begin(), key.end(), key.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    return key;
}

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
        OGREnvelope envelope{};
        Box box;
        if (OGR_L_GetExtent(layer, &envelope, 1) == OGRERR_NONE) {
            box.add(envelope.MinX, envelope.MinY);
            box.add(envelope.MaxX, envelope.MaxY);
        }
        const auto guess = guess_crs(box);
        if (!guess) {
            Error error;
            error.fault = Fault::unknown_crs;
            error.file = file;
            error.column = OGR_L_GetName(layer);
            return fail(std::move(error));
        }
        report.warnings.push_back({"crs_guessed", file, OGR_L_GetName(layer), 0, "", "", *guess});
        crs = *guess;
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

std::vector<LonLat> ring_of(OGRGeometryH ring, const Transform& transform) {
    const int n = OGR_G_GetPointCount(ring);
    std::vector<LonLat> points(static_cast<std::size_t>(std::max(0, n)));
    if (n > 0)
        OGR_G_GetPoints(ring, &points[0].lon, sizeof(LonLat), &points[0].lat, sizeof(LonLat), nullptr, 0);
    transform.apply(points);
    if (points.size() > 1 && points.front() == points.back()) points.pop_back();
    return points;
}

void add_polygons(OGRGeometryH geometry, const Transform& transform, MultiPolygon& out) {
    const auto type = wkbFlatten(OGR_G_GetGeometryType(geometry));
    const int parts = OGR_G_GetGeometryCount(geometry);
    if (type == wkbPolygon) {
        Polygon polygon;
        for (int r = 0; r < parts; ++r) {
            auto ring = ring_of(OGR_G_GetGeometryRef(geometry, r), transform);
            if (r == 0)
                polygon.outer = std::move(ring);
            else if (ring.size() >= 3)
                polygon.holes.push_back(std::move(ring));
        }
        if (polygon.outer.size() >= 3) out.push_back(std::move(polygon));
        return;
    }
    for (int p = 0; p < parts; ++p) add_polygons(OGR_G_GetGeometryRef(geometry, p), transform, out);
}

bool is_finite(const MultiPolygon& shape) {
    for (const Polygon& polygon : shape)
        for (const LonLat& p : polygon.outer)
            if (!std::isfinite(p.lon) || !std::isfinite(p.lat)) return false;
    return true;
}

/// Which field holds what.
struct AreaFields {
    int code = -1;
    std::size_t digits = 0;
    int name_th = -1, name_en = -1;
    std::array<int, 3> parent_th{-1, -1, -1}, parent_en{-1, -1, -1};
};

struct FieldFacts {
    std::map<std::size_t, std::size_t> code_lengths;
    std::size_t values = 0;
    std::size_t thai = 0;
    std::size_t latin = 0;
    std::vector<std::string> all;
};

std::size_t distinct(std::vector<std::string> values) {
    std::sort(values.begin(), values.end());
    return static_cast<std::size_t>(std::unique(values.begin(), values.end()) - values.begin());
}

AreaFields fields_of(OGRLayerH layer) {
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    const int count = OGR_FD_GetFieldCount(definition);
    std::vector<FieldFacts> facts(static_cast<std::size_t>(count));
    OGR_L_ResetReading(layer);
    while (true) {
        const Feature feature{OGR_L_GetNextFeature(layer)};
        if (!feature) break;
        for (int i = 0; i < count; ++i) {
            FieldFacts& f = facts[static_cast<std::size_t>(i)];
            bool ignored = false;
            const std::string text = text_field(feature.get(), i, ignored);
            if (text.empty()) continue;
            ++f.values;
            if (const auto code = code_from_cell(text)) ++f.code_lengths[code->code.size()];
            if (text.find("\xE0\xB8") != std::string::npos || text.find("\xE0\xB9") != std::string::npos)
                ++f.thai;
            else if (std::any_of(text.begin(), text.end(),
                                 [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }))
                ++f.latin;
            f.all.push_back(text);
        }
    }
    OGR_L_ResetReading(layer);
    AreaFields out;
    for (int i = 0; i < count; ++i) {
        const FieldFacts& f = facts[static_cast<std::size_t>(i)];
        for (const std::size_t digits : {std::size_t{2}, std::size_t{4}, std::size_t{6}}) {
            const auto found = f.code_lengths.find(digits);
            if (found == f.code_lengths.end() || found->second * 20 < f.values * 19) continue;
            // Codes of areas are nearly unique; those of a parent repeat.
            if (distinct(f.all) * 10 < f.values * 9) continue;
            if (digits > out.digits) {
                out.digits = digits;
                out.code = i;
            }
        }
    }
    if (out.code < 0) return out;
    const std::size_t level = out.digits / 2;
    const auto by_name = [&](std::initializer_list<std::string> names) {
        for (const std::string& name : names)
            for (int i = 0; i < count; ++i)
                if (upper_key(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i))) == name) return i;
        return -1;
    };
    const std::string n = std::to_string(level);
    const std::array<std::string, 4> short_names = {"", "PROV", "AMP", "TAM"};
    out.name_th = by_name({"ADM" + n + "_TH", "NAME_TH", short_names[level] + "_NAMT",
                           short_names[level] + "_NAM_T", "NAMETH"});
    out.name_en = by_name({"ADM" + n + "_EN", "NAME_EN", short_names[level] + "_NAME",
                           short_names[level] + "_NAM_E", "NAMEEN"});
    for (std::size_t up = 1; up < level; ++up) {
        const std::string u = std::to_string(up);
        out.parent_th[up] =
            by_name({"ADM" + u + "_TH", short_names[up] + "_NAMT", short_names[up] + "_NAM_T"});
        out.parent_en[up] =
            by_name({"ADM" + u + "_EN", short_names[up] + "_NAME", short_names[up] + "_NAM_E"});
    }
    std::size_t most_thai = 0;
    std::size_t most_latin = 0;
    for (int i = 0; i < count; ++i) {
        const FieldFacts& f = facts[static_cast<std::size_t>(i)];
        if (i == out.code || f.values == 0) continue;
        const std::size_t kinds = distinct(f.all);
        const bool parent = std::count(out.parent_th.begin(), out.parent_th.end(), i) +
                                std::count(out.parent_en.begin(), out.parent_en.end(), i) >
                            0;
        if (parent) continue;
        if (out.name_th < 0 && f.thai * 2 > f.values && kinds > most_thai) most_thai = kinds;
        if (out.name_en < 0 && f.latin * 2 > f.values && kinds > most_latin &&
            !f.code_lengths.contains(out.digits))
            most_latin = kinds;
    }
    for (int i = count - 1; i >= 0; --i) {
        const FieldFacts& f = facts[static_cast<std::size_t>(i)];
        if (i == out.code || f.values == 0) continue;
        if (out.name_th < 0 && most_thai > 0 && f.thai * 2 > f.values && distinct(f.all) == most_thai)
            out.name_th = i;
        if (out.name_en < 0 && most_latin > 0 && f.latin * 2 > f.values && distinct(f.all) == most_latin)
            out.name_en = i;
    }
    return out;
}

Result<void> read_layer(OGRLayerH layer, const std::string& file, const AreaFields& fields,
                        std::vector<AreaRow>& rows, ImportReport& report, const Progress& progress) {
    TRY(const Transform transform, transform_of(layer, file, report));
    const std::string sheet = OGR_L_GetName(layer);
    const auto total = static_cast<double>(std::max<GIntBig>(1, OGR_L_GetFeatureCount(layer, 1)));
    std::map<std::string, std::int64_t> seen;
    std::int64_t number = 0;
    std::int64_t prefixed = 0;
    bool cp874 = false;
    OGR_L_ResetReading(layer);
    while (true) {
        const Feature feature{OGR_L_GetNextFeature(layer)};
        if (!feature) break;
        ++number;
        ++report.rows_in;
        if (number % 256 == 0) {
            if (progress.cancelled()) return fail(Fault::cancelled, file);
            progress.at(static_cast<double>(number) / total);
        }
        const std::string raw = text_field(feature.get(), fields.code, cp874);
        const auto code = code_from_cell(raw);
        if (!code || code->code.size() != fields.digits) {
            ++report.rows_rejected;
            report.problems.push_back(
                {"bad_code", file, sheet, number,
                 OGR_F_GetFieldDefnRef(feature.get(), fields.code) != nullptr
                     ? OGR_Fld_GetNameRef(OGR_F_GetFieldDefnRef(feature.get(), fields.code))
                     : "",
                 std::string{shortened(raw, 80)}, ""});
            continue;
        }
        if (const auto first = seen.find(code->code); first != seen.end()) {
            ++report.rows_duplicate;
            report.problems.push_back(
                {"duplicate_code", file, sheet, number, "", code->code, std::to_string(first->second)});
            continue;
        }
        AreaRow row;
        row.code = code->code;
        row.row = number;
        if (code->repaired) ++prefixed;
        OGRGeometryH geometry = OGR_F_GetGeometryRef(feature.get());
        Geometry mended;
        if (geometry != nullptr && OGR_G_IsEmpty(geometry) == 0 && OGR_G_IsValid(geometry) == 0) {
            mended.reset(OGR_G_MakeValid(geometry));
            if (mended) {
                geometry = mended.get();
                report.repairs.push_back({"shape_mended", file, sheet, number, "", row.code, ""});
            }
        }
        if (geometry != nullptr) add_polygons(geometry, transform, row.shape);
        if (row.shape.empty() || !is_finite(row.shape)) {
            ++report.rows_rejected;
            report.problems.push_back({"no_shape", file, sheet, number, "", row.code, ""});
            continue;
        }
        row.name_th = without_area_prefix(text_field(feature.get(), fields.name_th, cp874));
        row.name_en = text_field(feature.get(), fields.name_en, cp874);
        for (std::size_t up = 1; up < 3; ++up) {
            row.parent_th[up] = without_area_prefix(text_field(feature.get(), fields.parent_th[up], cp874));
            row.parent_en[up] = text_field(feature.get(), fields.parent_en[up], cp874);
        }
        seen.emplace(row.code, number);
        ++report.rows_loaded;
        rows.push_back(std::move(row));
    }
    if (prefixed > 0)
        report.repairs.push_back({"codes_shortened", file, sheet, 0, "",
                                  rows.empty() ? "" : rows.front().code, std::to_string(prefixed)});
    if (cp874) report.repairs.push_back({"thai_windows_text", file, sheet, 0, "", "", ""});
    return {};
}

}  // namespace

Result<std::array<std::vector<AreaRow>, 4>> read_area_rows(const std::string& file,
                                                           const std::string& layer_name,
                                                           ImportReport& report, const Progress& progress) {
    GdalComplaints complaints;
    TRY(const GdalDataset dataset, open_vector(file, complaints));
    std::array<std::vector<AreaRow>, 4> rows;
    bool any_layer = false;
    bool any_feature = false;
    std::string last_layer;
    const int layers = GDALDatasetGetLayerCount(dataset.get());
    for (int l = 0; l < layers; ++l) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset.get(), l);
        if (!layer_name.empty() && layer_name != OGR_L_GetName(layer)) continue;
        const bool no_rows = OGR_L_GetFeatureCount(layer, 1) == 0;
        if (shape_of_layer(layer) != LayerShape::polygons && !no_rows) continue;
        any_layer = true;
        last_layer = OGR_L_GetName(layer);
        any_feature = any_feature || OGR_L_GetFeatureCount(layer, 1) > 0;
        const AreaFields fields = fields_of(layer);
        if (fields.code < 0) continue;
        std::vector<AreaRow>& level = rows[fields.digits / 2];
        if (!level.empty()) continue;  // the first layer of a level counts
        TRY_VOID(read_layer(layer, file, fields, level, report,
                            progress.part(double(l) / layers, double(l + 1) / layers, "import.stage.areas")));
    }
    if (complaints.any()) return fail(Fault::unreadable, file, complaints.first());
    if (!any_layer) return fail(layer_name.empty() ? Fault::wrong_kind : Fault::not_found, file, layer_name);
    if (!any_feature) {
        Error error;
        error.fault = Fault::empty;
        error.file = file;
        error.column = last_layer;
        return fail(std::move(error));
    }
    if (rows[1].empty() && rows[2].empty() && rows[3].empty()) {
        Error error;
        error.fault = Fault::no_code_column;
        error.file = file;
        error.column = last_layer;
        return fail(std::move(error));
    }
    return rows;
}

Result<Table> read_point_layer(const std::string& file, const std::string& layer_name, ImportReport& report) {
    GdalComplaints complaints;
    TRY(const GdalDataset dataset, open_vector(file, complaints));
    OGRLayerH layer = nullptr;
    for (int l = 0; l < GDALDatasetGetLayerCount(dataset.get()) && layer == nullptr; ++l) {
        OGRLayerH candidate = GDALDatasetGetLayer(dataset.get(), l);
        if (!layer_name.empty() && layer_name != OGR_L_GetName(candidate)) continue;
        if (shape_of_layer(candidate) == LayerShape::points) layer = candidate;
    }
    if (layer == nullptr) return fail(Fault::wrong_kind, file);
    Table table;
    table.sheet = OGR_L_GetName(layer);
    table.encoding = "UTF-8";
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    const int fields = OGR_FD_GetFieldCount(definition);
    for (int i = 0; i < fields; ++i)
        table.header.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    // The geometry decides; attribute columns of the same name are kept under another.
    for (std::string& name : table.header)
        if (const std::string key = key_of(name); key == "lon" || key == "lat") name += "_attribute";
    table.header.insert(table.header.end(), {"lon", "lat"});
    if (OGR_L_GetFeatureCount(layer, 1) == 0) {
        Error error;
        error.fault = Fault::empty;
        error.file = file;
        error.column = table.sheet;
        return fail(std::move(error));
    }
    TRY(const Transform transform, transform_of(layer, file, report));
    bool cp874 = false;
    std::int64_t number = 0;
    OGR_L_ResetReading(layer);
    while (true) {
        const Feature feature{OGR_L_GetNextFeature(layer)};
        if (!feature) break;
        Table::Row row;
        row.number = ++number;
        for (int i = 0; i < fields; ++i) row.cells.push_back(text_field(feature.get(), i, cp874));
        OGRGeometryH geometry = OGR_F_GetGeometryRef(feature.get());
        if (geometry != nullptr && wkbFlatten(OGR_G_GetGeometryType(geometry)) == wkbMultiPoint &&
            OGR_G_GetGeometryCount(geometry) > 0)
            geometry = OGR_G_GetGeometryRef(geometry, 0);
        LonLat at[1] = {{NAN, NAN}};
        if (geometry != nullptr && OGR_G_IsEmpty(geometry) == 0)
            at[0] = {OGR_G_GetX(geometry, 0), OGR_G_GetY(geometry, 0)};
        transform.apply(at);
        const bool known = std::isfinite(at[0].lon) && std::isfinite(at[0].lat);
        char text[64];
        std::snprintf(text, sizeof text, "%.9f", at[0].lon);
        row.cells.emplace_back(known ? text : "");
        std::snprintf(text, sizeof text, "%.9f", at[0].lat);
        row.cells.emplace_back(known ? text : "");
        table.rows.push_back(std::move(row));
    }
    if (complaints.any()) return fail(Fault::unreadable, file, complaints.first());
    if (cp874) report.repairs.push_back({"thai_windows_text", file, table.sheet, 0, "", "", ""});
    return table;
}

Result<LayerShape> layer_shape(const std::string& file) {
    GdalComplaints complaints;
    TRY(const GdalDataset dataset, open_vector(file, complaints));
    for (int l = 0; l < GDALDatasetGetLayerCount(dataset.get()); ++l) {
        const LayerShape shape = shape_of_layer(GDALDatasetGetLayer(dataset.get(), l));
        if (shape != LayerShape::none) return shape;
    }
    return LayerShape::none;
}

}  // namespace geo
