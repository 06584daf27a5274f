// What the readers of vector layers share: the shape of a layer, its way to WGS 84, and which of its fields
// hold codes and names.  Private to geo/data.
#pragma once

#include "geo/data/gdal.h"
#include "geo/data/import_report.h"
#include "geo/data/read_layers.h"
#include "geo/geom/crs.h"

#include <array>
#include <string>

namespace geo::layers {

using Feature = Handle<OGRFeatureH, OGR_F_Destroy>;

LayerShape shape_of_layer(OGRLayerH layer);

/// Fault::wrong_kind of a layer, or of all layers where the name is empty, with what they hold.
Failure wrong_layer(GDALDatasetH dataset, const std::string& file, const std::string& layer_name);

/// How the layer's coordinates become WGS 84; a guess is noted.  Fault::unknown_crs.
Result<Transform> transform_of(OGRLayerH layer, const std::string& file, ImportReport& report);

/// Which field holds what.
struct AreaFields {
    int code = -1;
    std::size_t digits = 0;
    int name_th = -1, name_en = -1;
    std::array<int, 3> parent_th{-1, -1, -1}, parent_en{-1, -1, -1};
};

/// Told by content first, by well-known names second.  Reads the layer once.
AreaFields fields_of(OGRLayerH layer);

}  // namespace geo::layers
