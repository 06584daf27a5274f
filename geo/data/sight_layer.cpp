#include "geo/data/sight_layer.h"

#include "geo/data/gdal.h"
#include "geo/data/layer_private.h"

#include <utility>

namespace geo {

using namespace layers;

namespace {

bool is_shape_of(FileKind kind, LayerShape shape) {
    if (kind == FileKind::areas) return shape == LayerShape::polygons;
    if (kind == FileKind::roads) return shape == LayerShape::lines;
    if (kind == FileKind::barriers) return shape == LayerShape::lines || shape == LayerShape::polygons;
    if (kind == FileKind::counts || kind == FileKind::groups) return shape != LayerShape::lines;
    return shape == LayerShape::points;
}

}  // namespace

Result<LayerSight> sight_of_layer(const std::string& file, FileKind kind, const Reading& reading,
                                  std::size_t most_rows) {
    const std::string& layer = reading.sheet;
    GdalComplaints complaints;
    TRY(const GdalDataset dataset, open_vector(file, complaints, reading.encoding));
    LayerSight out;
    OGRLayerH shown = nullptr;
    for (int l = 0; l < GDALDatasetGetLayerCount(dataset.get()); ++l) {
        OGRLayerH one = GDALDatasetGetLayer(dataset.get(), l);
        out.layers.push_back({OGR_L_GetName(one), false});
        const bool wanted =
            layer.empty() ? is_shape_of(kind, shape_of_layer(one)) : layer == OGR_L_GetName(one);
        if (shown == nullptr && wanted) shown = one;
    }
    if (shown == nullptr) return wrong_layer(dataset.get(), file, layer);
    out.table.sheet = OGR_L_GetName(shown);
    out.table.separator = 0;
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(shown);
    const int fields = OGR_FD_GetFieldCount(definition);
    for (int i = 0; i < fields; ++i) {
        out.table.header.push_back(field_name(definition, i));
        out.table.sheet_columns.push_back(static_cast<std::size_t>(i));
    }
    bool cp874 = false;
    OGR_L_ResetReading(shown);
    while (true) {
        const Feature feature{OGR_L_GetNextFeature(shown)};
        if (!feature) break;
        if (out.table.rows.size() == most_rows) {
            out.more = true;
            break;
        }
        std::vector<std::string> cells;
        for (int i = 0; i < fields; ++i) cells.push_back(text_field(feature.get(), i, cp874));
        out.table.rows.push_back(cells);
    }
    if (complaints.any()) return fail(Fault::unreadable, file, complaints.first());
    out.table.encoding = cp874 || reading.encoding == "CP874" ? "CP874" : "UTF-8";
    return out;
}

}  // namespace geo
