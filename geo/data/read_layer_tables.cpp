// What stands in a map layer beside its shapes, as a table: numbers of children, names of groups.
#include "geo/data/layer_private.h"
#include "geo/data/read_layers.h"

namespace geo {

using namespace layers;

namespace {

Result<Table> attributes_of(OGRLayerH layer, const std::string& file, const Progress& progress) {
    Table out;
    out.sheet = OGR_L_GetName(layer);
    out.separator = 0;
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    const int fields = OGR_FD_GetFieldCount(definition);
    for (int i = 0; i < fields; ++i) {
        out.header.push_back(field_name(definition, i));
        out.sheet_columns.push_back(static_cast<std::size_t>(i));
    }
    bool cp874 = false;
    Steps steps(progress, static_cast<std::size_t>(std::max<GIntBig>(1, OGR_L_GetFeatureCount(layer, 1))));
    OGR_L_ResetReading(layer);
    while (true) {
        const Feature feature{OGR_L_GetNextFeature(layer)};
        if (!feature) break;
        std::vector<std::string> cells;
        for (int i = 0; i < fields; ++i) cells.push_back(text_field(feature.get(), i, cp874));
        out.rows.push_back(cells);
        steps.one_done();
        if (progress.cancelled()) return fail(Fault::cancelled, file);
    }
    out.encoding = cp874 ? "CP874" : "UTF-8";
    return out;
}

}  // namespace

Result<std::vector<Table>> read_layer_tables(const std::string& file, const Reading& reading,
                                             const Progress& progress) {
    GdalComplaints complaints;
    TRY(const GdalDataset dataset, open_vector(file, complaints, reading.encoding));
    std::vector<Table> out;
    bool any_row = false;
    for (int l = 0; l < GDALDatasetGetLayerCount(dataset.get()); ++l) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset.get(), l);
        any_row = any_row || OGR_L_GetFeatureCount(layer, 1) > 0;
        if (shape_of_layer(layer) == LayerShape::lines || OGR_L_GetFeatureCount(layer, 1) == 0 ||
            OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer)) == 0)
            continue;
        TRY(Table table, attributes_of(layer, file, progress));
        out.push_back(std::move(table));
    }
    if (complaints.any()) return fail(Fault::unreadable, file, complaints.first());
    if (out.empty() && any_row) return wrong_layer(dataset.get(), file, "");
    if (out.empty()) return fail(Fault::empty, file);
    return out;
}

}  // namespace geo
