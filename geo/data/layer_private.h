// What the readers of vector layers share: the shape of a layer, its way to WGS 84, and which of its fields
// hold codes and names.  Private to geo/data.
#pragma once

#include "geo/data/gdal.h"
#include "geo/data/import.h"
#include "geo/data/import_report.h"
#include "geo/data/read_layers.h"
#include "geo/geom/crs.h"

#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace geo::layers {

using Feature = Handle<OGRFeatureH, OGR_F_Destroy>;

LayerShape shape_of_layer(OGRLayerH layer);

/// Fault::wrong_kind of a layer, or of all layers where the name is empty, with what they hold.
Failure wrong_layer(GDALDatasetH dataset, const std::string& file, const std::string& layer_name);

/// Which field holds what.
struct AreaFields {
    int code = -1;
    std::size_t digits = 0;
    int name_th = -1, name_en = -1;
    std::array<int, 3> parent_th{-1, -1, -1}, parent_en{-1, -1, -1};
};

/// What a layer is read against.
struct LayerContext {
    const Areas& areas;  ///< loaded already
    const ImportOptions& options;
};

/// From a layer's coordinates to WGS 84.
class LayerTransform {
public:
    LayerTransform(Transform transform, bool swap) : transform_(std::move(transform)), swap_(swap) {}
    void apply(std::span<LonLat> points) const;

private:
    Transform transform_;
    bool swap_ = false;  ///< latitude stands before longitude
};

/// How the layer's coordinates become WGS 84: as the person said, as the layer says, or by where its areas
/// must lie.  Metres of an unknown system ask, unless areas that are loaded settle it (layer_crs_unknown, the
/// system that fits best first).  Fault::unknown_crs, Fault::not_degrees.
Result<LayerTransform> transform_of(OGRLayerH layer, const std::string& file, const AreaFields& fields,
                                    const LayerContext& context, ImportReport& report);

/// Told by content first, by well-known names second.  Reads the layer once.
AreaFields fields_of(OGRLayerH layer);

/// The role of the names of each level.
inline constexpr std::array name_roles = {ColumnRole::none, ColumnRole::province_name,
                                          ColumnRole::amphoe_name, ColumnRole::tambon_name};

/// What a person said of fields that stand in this layer goes before what was found.  Code -1 where the
/// column that was said to hold the codes holds none.  False where nothing was said of it.
bool take_area_roles(OGRLayerH layer, const Reading& reading, AreaFields& fields);

/// Appends the rows of one layer; rejected ones go to the report.
Result<void> read_area_layer(OGRLayerH layer, const std::string& file, const AreaFields& fields,
                             std::vector<AreaRow>& rows, const LayerContext& context, ImportReport& report,
                             const Progress& progress);

}  // namespace geo::layers
