#include "geo/base/text.h"
#include "geo/data/file_content.h"
#include "geo/data/layer_private.h"
#include "geo/data/workbook.h"
#include "geo/data/zip_tables.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>

namespace geo {

using namespace layers;

Result<Table> read_point_layer(const std::string& file, const Areas& areas, const ImportOptions& options,
                               ImportReport& report, const Progress& progress) {
    const std::string& layer_name = options.layer;
    GdalComplaints complaints;
    TRY(const GdalDataset dataset, open_vector(file, complaints, options.reading.encoding));
    OGRLayerH layer = nullptr;
    std::vector<std::string> names;
    std::string skipped;
    for (int l = 0; l < GDALDatasetGetLayerCount(dataset.get()); ++l) {
        OGRLayerH candidate = GDALDatasetGetLayer(dataset.get(), l);
        names.emplace_back(OGR_L_GetName(candidate));
        if (!layer_name.empty() && layer_name != names.back()) continue;
        if (layer == nullptr && shape_of_layer(candidate) == LayerShape::points)
            layer = candidate;
        else
            skipped += (skipped.empty() ? "" : ", ") + names.back();
    }
    const bool any = std::find(names.begin(), names.end(), layer_name) != names.end();
    if (layer == nullptr && !layer_name.empty() && !any) return no_such_layer(file, layer_name, names);
    if (layer == nullptr) return wrong_layer(dataset.get(), file, layer_name);
    if (!skipped.empty()) report.warnings.push_back({"layers_skipped", file, "", 0, "", "", skipped});
    Table table;
    table.sheet = OGR_L_GetName(layer);
    table.of_layer = true;
    table.encoding = "UTF-8";
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    const int fields = OGR_FD_GetFieldCount(definition);
    for (int i = 0; i < fields; ++i) table.header.push_back(field_name(definition, i));
    // The geometry decides; attribute columns of the same name are kept under another.
    for (std::string& name : table.header)
        if (const std::string key = key_of(name); key == "lon" || key == "lat") name += "_attribute";
    table.header.insert(table.header.end(), {"lon", "lat"});
    const GIntBig features = OGR_L_GetFeatureCount(layer, 1);
    if (features == 0) {
        Error error;
        error.fault = Fault::empty;
        error.file = file;
        error.column = table.sheet;
        return fail(std::move(error));
    }
    TRY(const LayerTransform transform,
        transform_of(layer, file, fields_of(layer), LayerContext{areas, options}, report));
    bool cp874 = false;
    std::int64_t number = 0;
    Steps steps(progress, static_cast<std::size_t>(std::max<GIntBig>(1, features)));
    OGR_L_ResetReading(layer);
    while (true) {
        const Feature feature{OGR_L_GetNextFeature(layer)};
        if (!feature) break;
        ++number;
        std::vector<std::string> cells;
        for (int i = 0; i < fields; ++i) cells.push_back(text_field(feature.get(), i, cp874));
        OGRGeometryH geometry = OGR_F_GetGeometryRef(feature.get());
        if (geometry != nullptr && wkbFlatten(OGR_G_GetGeometryType(geometry)) == wkbMultiPoint &&
            OGR_G_GetGeometryCount(geometry) > 0) {
            const int points = OGR_G_GetGeometryCount(geometry);
            if (points > 1)
                report.warnings.push_back(
                    {"several_points", file, OGR_L_GetName(layer), number, "", std::to_string(points), ""});
            geometry = OGR_G_GetGeometryRef(geometry, 0);
        }
        LonLat at[1] = {{NAN, NAN}};
        if (geometry != nullptr && OGR_G_IsEmpty(geometry) == 0)
            at[0] = {OGR_G_GetX(geometry, 0), OGR_G_GetY(geometry, 0)};
        transform.apply(at);
        const bool known = std::isfinite(at[0].lon) && std::isfinite(at[0].lat);
        char text[64];
        std::snprintf(text, sizeof text, "%.9f", at[0].lon);
        cells.emplace_back(known ? text : "");
        std::snprintf(text, sizeof text, "%.9f", at[0].lat);
        cells.emplace_back(known ? text : "");
        table.rows.push_back(cells);
        steps.one_done();
        if (progress.cancelled()) return fail(Fault::cancelled, file);
    }
    if (complaints.any()) return fail(Fault::unreadable, file, complaints.first());
    if (cp874) report.repairs.push_back({"thai_windows_text", file, table.sheet, 0, "", "", ""});
    return table;
}

Failure no_such_layer(const std::string& file, const std::string& wanted,
                      const std::vector<std::string>& names) {
    Error error;
    error.fault = Fault::not_found;
    error.file = file;
    error.column = wanted;
    for (const std::string& name : names) error.detail += (error.detail.empty() ? "" : ", ") + name;
    return fail(std::move(error));
}

Failure layers::wrong_layer(GDALDatasetH dataset, const std::string& file, const std::string& layer_name) {
    Error error;
    error.fault = Fault::wrong_kind;
    error.file = file;
    error.column = layer_name;
    LayerShape shape = LayerShape::none;
    for (int l = 0; l < GDALDatasetGetLayerCount(dataset) && shape == LayerShape::none; ++l) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, l);
        if (layer_name.empty() || layer_name == OGR_L_GetName(layer)) shape = shape_of_layer(layer);
    }
    // A workbook is opened like a layer without shapes.
    if (shape != LayerShape::none || magic_of(file) != Magic::zip) error.detail = found_shape(shape);
    return fail(std::move(error));
}

namespace {

/// As reading them names them.
std::vector<std::string> names_of_tables_in(const std::string& zip) {
    std::vector<std::string> out;
    const auto sheets = parts_of_zip(
        zip, {}, &Sheet::name,
        [](const std::string& path, const Reading&, const Progress&) -> Result<std::vector<Sheet>> {
            if (is_workbook(magic_of(path), path)) return workbook_sheets(path, 1);
            return std::vector<Sheet>(1);
        });
    if (sheets)
        for (const Sheet& sheet : *sheets)
            if (!sheet.name.empty()) out.push_back(sheet.name);
    return out;
}

}  // namespace

std::vector<std::string> named_parts(const std::string& file) {
    std::vector<std::string> out;
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) return out;
    const Magic magic = magic_of(file);
    if (magic != Magic::shapefile && magic != Magic::sqlite && magic != Magic::json && magic != Magic::zip &&
        magic != Magic::ole)
        return out;
    if (is_workbook(magic, file)) {
        if (const auto sheets = workbook_sheets(file, 1))
            for (const Sheet& sheet : *sheets) out.push_back(sheet.name);
        return out;
    }
    GdalComplaints complaints;
    const auto dataset = open_vector(file, complaints);
    if (!dataset) return magic == Magic::zip ? names_of_tables_in(file) : out;
    for (int l = 0; l < GDALDatasetGetLayerCount(dataset->get()); ++l)
        out.emplace_back(OGR_L_GetName(GDALDatasetGetLayer(dataset->get(), l)));
    return out;
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
