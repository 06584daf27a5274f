#include "geo/data/read_layers.h"

#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/gdal.h"
#include "geo/data/layer_private.h"
#include "geo/geom/crs.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

namespace geo {

using namespace layers;

namespace {

using Geometry = Handle<OGRGeometryH, OGR_G_DestroyGeometry>;

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

/// True where every corner is a longitude and a latitude.
bool lies_on_earth(const MultiPolygon& shape) {
    for (const Polygon& polygon : shape)
        for (const LonLat& p : polygon.outer)
            if (!(std::abs(p.lon) <= 360 && std::abs(p.lat) <= 90.001)) return false;
    return true;
}

bool same_names(const AreaRow& a, const AreaRow& b) {
    return a.name_th == b.name_th && a.name_en == b.name_en && a.parent_th == b.parent_th &&
           a.parent_en == b.parent_en;
}

/// True where one of the two covers the middle of the other's parts: another border, no island.
bool overlap(const MultiPolygon& a, const MultiPolygon& b) {
    const auto covers = [](const MultiPolygon& whole, const MultiPolygon& parts) {
        return std::any_of(parts.begin(), parts.end(), [&](const Polygon& part) {
            return contains(whole, inner_point(MultiPolygon{part}));
        });
    };
    return covers(a, b) || covers(b, a);
}

/// A second row of a code: the same again, an island of the area, or another area that a person must look at.
void add_part(AreaRow& first, AreaRow row, const std::string& file, const std::string& sheet,
              ImportReport& report) {
    const ImportNote note{"", file, sheet, row.row, "", row.code, std::to_string(first.row)};
    const auto add = [&](std::vector<ImportNote>& notes, const char* kind) {
        notes.push_back(note);
        notes.back().kind = kind;
    };
    const bool same = same_names(first, row);
    const bool again = std::all_of(row.shape.begin(), row.shape.end(), [&](const Polygon& part) {
        return std::find(first.shape.begin(), first.shape.end(), part) != first.shape.end();
    });
    if (same && again) {
        ++report.rows_duplicate;
        add(report.repairs, "row_repeated");
    } else if (same && !overlap(first.shape, row.shape)) {
        ++report.rows_loaded;
        first.shape.insert(first.shape.end(), std::make_move_iterator(row.shape.begin()),
                           std::make_move_iterator(row.shape.end()));
        add(report.repairs, "parts_joined");
    } else {
        ++report.rows_rejected;
        add(report.problems, "duplicate_code");
        report.ambiguous.push_back({row.row, "duplicate_code", {row.code}});
    }
}

Result<void> read_layer(OGRLayerH layer, const std::string& file, const AreaFields& fields,
                        std::vector<AreaRow>& rows, ImportReport& report, const Progress& progress) {
    TRY(const Transform transform, transform_of(layer, file, report));
    const std::string sheet = OGR_L_GetName(layer);
    const auto total = static_cast<double>(std::max<GIntBig>(1, OGR_L_GetFeatureCount(layer, 1)));
    std::map<std::string, std::size_t> seen;
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
        if (row.shape.empty() || !lies_on_earth(row.shape)) {
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
        const auto [first, fresh] = seen.emplace(row.code, rows.size());
        if (!fresh) {
            add_part(rows[first->second], std::move(row), file, sheet, report);
            continue;
        }
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
    std::vector<std::string> names;
    std::string skipped;
    const int layers = GDALDatasetGetLayerCount(dataset.get());
    for (int l = 0; l < layers; ++l) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset.get(), l);
        names.emplace_back(OGR_L_GetName(layer));
        if (!layer_name.empty() && layer_name != names.back()) continue;
        const auto skip = [&] { skipped += (skipped.empty() ? "" : ", ") + names.back(); };
        const bool no_rows = OGR_L_GetFeatureCount(layer, 1) == 0;
        if (shape_of_layer(layer) != LayerShape::polygons && !no_rows) {
            skip();
            continue;
        }
        any_layer = true;
        last_layer = OGR_L_GetName(layer);
        any_feature = any_feature || OGR_L_GetFeatureCount(layer, 1) > 0;
        const AreaFields fields = fields_of(layer);
        std::vector<AreaRow>& level = rows[fields.code < 0 ? 0 : fields.digits / 2];
        if (fields.code < 0 || !level.empty()) {  // the first layer of a level counts
            skip();
            continue;
        }
        TRY_VOID(read_layer(layer, file, fields, level, report,
                            progress.part(double(l) / layers, double(l + 1) / layers, "import.stage.areas")));
    }
    if (complaints.any()) return fail(Fault::unreadable, file, complaints.first());
    if (!any_layer) {
        const bool there = std::find(names.begin(), names.end(), layer_name) != names.end();
        if (!layer_name.empty() && !there) return no_such_layer(file, layer_name, names);
        return wrong_layer(dataset.get(), file, layer_name);
    }
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
    if (!skipped.empty()) report.warnings.push_back({"layers_skipped", file, "", 0, "", "", skipped});
    return rows;
}

}  // namespace geo
