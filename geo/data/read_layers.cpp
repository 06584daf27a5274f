#include "geo/data/read_layers.h"

#include "geo/data/area_name.h"
#include "geo/data/cell.h"
#include "geo/data/column_roles.h"
#include "geo/data/gdal.h"
#include "geo/data/layer_private.h"

#include <algorithm>
#include <map>

namespace geo {

using namespace layers;

namespace {

/// A layer of the file, before it is read.
struct Layer {
    OGRLayerH layer = nullptr;
    std::string name;
    LayerShape shape = LayerShape::none;
    GIntBig rows = 0;
    AreaFields fields;  ///< of layers of areas
    bool of_areas() const { return fields.code >= 0; }
};

std::vector<Layer> layers_of(GDALDatasetH dataset, const Reading& reading) {
    std::vector<Layer> out;
    const int number = GDALDatasetGetLayerCount(dataset);
    const bool named = GDALDatasetGetLayerByName(dataset, reading.sheet.c_str()) != nullptr;
    // Roles are of one layer; those of other levels may have the same fields and mean others by them.
    bool said = false;
    for (int l = 0; l < number; ++l) {
        Layer one;
        one.layer = GDALDatasetGetLayer(dataset, l);
        one.name = OGR_L_GetName(one.layer);
        one.shape = shape_of_layer(one.layer);
        one.rows = OGR_L_GetFeatureCount(one.layer, 1);
        if (one.shape == LayerShape::polygons) {
            one.fields = fields_of(one.layer);
            if (!said && (!named || reading.sheet == one.name))
                said = take_area_roles(one.layer, reading, one.fields);
        }
        out.push_back(std::move(one));
    }
    return out;
}

/// Boundaries of several levels belong together.  Where the file holds other layers as well nobody can know,
/// so that a person says which: the finest by default.  "": all of them.
std::string layer_to_read(const std::vector<Layer>& layers, const std::string& file,
                          const ImportOptions& options, ImportReport& report) {
    if (!options.layer.empty()) return options.layer;
    const auto of_areas = [](const Layer& one) { return one.of_areas(); };
    const auto number = std::count_if(layers.begin(), layers.end(), of_areas);
    const bool others = std::any_of(layers.begin(), layers.end(),
                                    [&](const Layer& one) { return !one.of_areas() && one.rows > 0; });
    if (number < 2 || !others) return {};
    const Decision* said = decision_for(options.reading, "which_layer", 0);
    if (said != nullptr && said->choice == "use_levels") return {};
    if (said != nullptr && said->choice == "use_layer") return said->value;
    if (!options.reading.sheet.empty())
        for (const Layer& one : layers)
            if (one.name == options.reading.sheet) return one.name;
    std::vector<const Layer*> fine;
    for (const Layer& one : layers)
        if (one.of_areas()) fine.push_back(&one);
    std::stable_sort(fine.begin(), fine.end(),
                     [](const Layer* a, const Layer* b) { return a->fields.digits > b->fields.digits; });
    ImportNote told{"which_layer", file, "", 0, "", fine.front()->name, ""};
    for (const Layer& one : layers)
        told.reason += (told.reason.empty() ? "" : ", ") + one.name + " (" + std::to_string(one.rows) + ")";
    for (const Layer* one : fine) told.fixes.push_back({"use_layer", one->name});
    told.fixes.push_back({"use_levels", ""});
    (options.accept ? report.warnings : report.problems).push_back(std::move(told));
    if (!options.accept) report.outcome = Outcome::ask;
    return fine.front()->name;
}

/// What the fields of the first layer that was read hold.
void tell_fields(const Layer& layer, Reading& reading) {
    if (!reading.columns.empty()) return;
    const std::size_t level = layer.fields.digits / 2;
    const auto tell = [&](int field, ColumnRole role) {
        if (field < 0) return;
        reading.columns.push_back({field, field_name(OGR_L_GetLayerDefn(layer.layer), field), role, {}});
    };
    tell(layer.fields.code, ColumnRole::area_code);
    tell(layer.fields.name_th, name_roles.at(level));
    tell(layer.fields.name_en, ColumnRole::english_name);
    for (std::size_t up = 1; up < level; ++up) tell(layer.fields.parent_th.at(up), name_roles.at(up));
    std::sort(reading.columns.begin(), reading.columns.end(),
              [](const ColumnReading& a, const ColumnReading& b) { return a.column < b.column; });
}

/// Fields that are read as nothing; of layers of several levels each name once.
void tell_fields_not_read(const Layer& layer, ImportReport& report) {
    const AreaFields& fields = layer.fields;
    std::vector<int> read = {fields.code, fields.name_th, fields.name_en};
    read.insert(read.end(), fields.parent_th.begin(), fields.parent_th.end());
    read.insert(read.end(), fields.parent_en.begin(), fields.parent_en.end());
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer.layer);
    std::vector<std::string> fresh;
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
        if (std::find(read.begin(), read.end(), i) != read.end()) continue;
        std::string name = field_name(definition, i);
        std::vector<std::string>& all = report.columns_not_read;
        if (std::find(all.begin(), all.end(), name) != all.end()) continue;
        fresh.push_back(name);
        all.push_back(std::move(name));
    }
    note_counts_beside(fresh, layer.name, true, report);
}

/// Names of the areas above, from the layers that are not read themselves.
void take_names(const std::vector<Layer>& layers, std::array<std::vector<AreaRow>, 4>& rows) {
    for (const Layer& one : layers) {
        const std::size_t up = one.fields.digits / 2;
        if (!one.of_areas() || !rows[up].empty()) continue;
        std::map<std::string, std::array<std::string, 2>> names;
        OGR_L_ResetReading(one.layer);
        while (true) {
            const Feature feature{OGR_L_GetNextFeature(one.layer)};
            if (!feature) break;
            bool ignored = false;
            const auto code = code_from_cell(text_field(feature.get(), one.fields.code, ignored));
            if (!code) continue;
            names[code->code] = {without_title(text_field(feature.get(), one.fields.name_th, ignored),
                                               static_cast<Level>(one.fields.digits / 2)),
                                 text_field(feature.get(), one.fields.name_en, ignored)};
        }
        for (std::size_t level = up + 1; level < 4; ++level)
            for (AreaRow& row : rows[level]) {
                const auto found = names.find(row.code.substr(0, up * 2));
                if (found == names.end() || !row.parent_th[up].empty()) continue;
                row.parent_th[up] = found->second[0];
                row.parent_en[up] = found->second[1];
            }
    }
}

}  // namespace

Result<std::array<std::vector<AreaRow>, 4>> read_area_rows(const std::string& file, const Areas& loaded,
                                                           const ImportOptions& options, ImportReport& report,
                                                           const Progress& progress) {
    GdalComplaints complaints;
    TRY(const GdalDataset dataset, open_vector(file, complaints, options.reading.encoding));
    std::array<std::vector<AreaRow>, 4> rows;
    const std::vector<Layer> layers = layers_of(dataset.get(), options.reading);
    const std::string wanted = layer_to_read(layers, file, options, report);
    bool any_layer = false;
    bool any_feature = false;
    bool any_codes = false;
    std::string last_layer;
    std::string skipped;
    for (std::size_t l = 0; l < layers.size(); ++l) {
        const Layer& here = layers[l];
        const auto skip = [&] { skipped += (skipped.empty() ? "" : ", ") + here.name; };
        if (!wanted.empty() && wanted != here.name) {
            if (options.layer.empty()) skip();
            continue;
        }
        if (here.shape != LayerShape::polygons && here.rows != 0) {
            skip();
            continue;
        }
        any_layer = true;
        last_layer = here.name;
        any_feature = any_feature || here.rows > 0;
        std::vector<AreaRow>& level = rows[here.of_areas() ? here.fields.digits / 2 : 0];
        if (!here.of_areas() || !level.empty()) {  // the first layer of a level counts
            skip();
            continue;
        }
        any_codes = true;
        tell_fields(here, report.reading);
        tell_fields_not_read(here, report);
        const auto number = static_cast<double>(layers.size());
        TRY_VOID(
            read_area_layer(here.layer, file, here.fields, level, LayerContext{loaded, options}, report,
                            progress.part(double(l) / number, double(l + 1) / number, "import.stage.areas")));
    }
    if (complaints.any()) return fail(Fault::unreadable, file, complaints.first());
    if (!any_layer) {
        std::vector<std::string> names;
        names.reserve(layers.size());
        for (const Layer& one : layers) names.push_back(one.name);
        const bool there = std::find(names.begin(), names.end(), wanted) != names.end();
        if (!wanted.empty() && !there) return no_such_layer(file, wanted, names);
        return wrong_layer(dataset.get(), file, wanted);
    }
    if (!any_feature || !any_codes) {
        Error error;
        error.fault = any_feature ? Fault::no_code_column : Fault::empty;
        error.file = file;
        error.column = last_layer;
        if (any_feature) error.detail = "layer_without_codes";
        return fail(std::move(error));
    }
    if (!wanted.empty()) take_names(layers, rows);
    if (report.reading.sheet.empty()) report.reading.sheet = wanted;
    report.reading.encoding = options.reading.encoding;
    if (!skipped.empty()) report.warnings.push_back({"layers_skipped", file, "", 0, "", "", skipped});
    return rows;
}

}  // namespace geo
