// The rows of one layer of areas: codes, names and shapes that can be used, each trouble with its row.

#include "geo/base/text.h"
#include "geo/data/area_name.h"
#include "geo/data/cell.h"
#include "geo/data/gdal.h"
#include "geo/data/layer_private.h"
#include "geo/data/row_words.h"
#include "geo/geom/crs.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

namespace geo {

using namespace layers;

namespace {

using Geometry = Handle<OGRGeometryH, OGR_G_DestroyGeometry>;

std::vector<LonLat> ring_of(OGRGeometryH ring, const LayerTransform& transform) {
    const int n = OGR_G_GetPointCount(ring);
    std::vector<LonLat> points(static_cast<std::size_t>(std::max(0, n)));
    if (n > 0)
        OGR_G_GetPoints(ring, &points[0].lon, sizeof(LonLat), &points[0].lat, sizeof(LonLat), nullptr, 0);
    transform.apply(points);
    if (points.size() > 1 && points.front() == points.back()) points.pop_back();
    return points;
}

void add_polygons(OGRGeometryH geometry, const LayerTransform& transform, MultiPolygon& out) {
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

/// Rows of one code that differ: none is read until a person takes one.
struct Rivals {
    std::size_t first;  ///< among the rows
    std::vector<AreaRow> others;
};

/// A second row of a code: the same again, an island of the area, or another area that a person must look at.
void add_part(AreaRow& first, AreaRow row, std::vector<AreaRow>& others, const std::string& file,
              const std::string& sheet, ImportReport& report) {
    const ImportNote note{"", file, sheet, row.row, "", row.code, std::to_string(first.row)};
    const auto add = [&](Notes& notes, const char* kind) {
        ImportNote told = note;
        told.kind = kind;
        notes.push_back(std::move(told));
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
        others.push_back(std::move(row));
    }
}

/// The one that a person took, else none: each is told with the row that it contradicts.
void settle_rivals(std::vector<AreaRow>& rows, std::map<std::size_t, Rivals>& all, const std::string& file,
                   const std::string& sheet, const ImportOptions& options, ImportReport& report) {
    std::vector<bool> gone(rows.size(), false);
    for (auto& [first, rivals] : all) {
        std::vector<AreaRow> claims = std::move(rivals.others);
        claims.insert(claims.begin(), rows[first]);
        std::size_t taken = claims.size();
        for (std::size_t c = 0; c < claims.size(); ++c) {
            const Decision* said = decision_for(options.reading, "duplicate_area", claims[c].row);
            if (said != nullptr && said->row != 0 && said->choice == "use_this") taken = c;
        }
        for (std::size_t c = 0; c < claims.size(); ++c) {
            if (c == taken) continue;
            ImportNote note{"duplicate_area",
                            file,
                            sheet,
                            claims[c].row,
                            "",
                            claims[c].code,
                            std::to_string(claims[c == 0 ? 1 : 0].row)};
            note.at = inner_point(claims[c].shape);
            if (taken < claims.size()) {
                report.warnings.push_back(std::move(note));
                continue;
            }
            const Decision* said = decision_for(options.reading, "duplicate_area", claims[c].row);
            if (said != nullptr && said->row != 0 && said->choice == "hold") {
                note.reason = std::exchange(note.kind, "row_held");
                report.warnings.push_back(std::move(note));
                continue;
            }
            note.fixes = {{"use_this", claims[c].name_th}, {"hold", ""}};
            report.problems.push_back(std::move(note));
            report.ambiguous.push_back({claims[c].row, "duplicate_area", {claims[c].code}});
        }
        report.rows_rejected += static_cast<std::int64_t>(claims.size() - 1);
        if (taken < claims.size()) {
            rows[first] = std::move(claims[taken]);
        } else {
            gone[first] = true;
            --report.rows_loaded;
            ++report.rows_rejected;
        }
    }
    std::size_t at = 0;
    std::erase_if(rows, [&](const AreaRow&) { return static_cast<bool>(gone[at++]); });
}

/// What a shape that is none is called.
const char* trouble_with(OGRGeometryH geometry) {
    if (geometry == nullptr || OGR_G_IsEmpty(geometry) != 0) return "no_shape";
    const auto type = wkbFlatten(OGR_G_GetGeometryType(geometry));
    const bool area = type == wkbPolygon || type == wkbMultiPolygon || type == wkbGeometryCollection;
    return area ? "shape_degenerate" : "shape_wrong_type";
}

/// Rows of a layer on their way.
class LayerReader {
public:
    LayerReader(OGRLayerH layer, const std::string& file, const AreaFields& fields,
                const LayerTransform& transform, std::vector<AreaRow>& rows, ImportReport& report)
        : file_(file),
          sheet_(OGR_L_GetName(layer)),
          definition_(OGR_L_GetLayerDefn(layer)),
          fields_(fields),
          transform_(transform),
          rows_(rows),
          report_(report) {}

    void read(OGRFeatureH feature) {
        ++number_;
        ++report_.rows_in;
        const std::string raw = text_field(feature, fields_.code, cp874_);
        const auto code = code_from_cell(raw);
        if (!code || code->code.size() != fields_.digits) {
            reject("bad_code", rows::cut(raw, 80), field_name(definition_, fields_.code));
            return;
        }
        AreaRow row;
        row.code = code->code;
        row.row = number_;
        if (code->repaired) ++prefixed_;
        OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
        read_shape(geometry, row);
        if (row.shape.empty() || !lies_on_earth(row.shape)) {
            reject(row.shape.empty() ? trouble_with(geometry) : "no_shape", row.code);
            return;
        }
        read_names(feature, row);
        const auto [first, fresh] = seen_.emplace(row.code, rows_.size());
        if (!fresh) {
            std::vector<AreaRow> others;
            add_part(rows_[first->second], std::move(row), others, file_, sheet_, report_);
            for (AreaRow& other : others) {
                Rivals& rivals = rivals_[first->second];
                rivals.first = first->second;
                rivals.others.push_back(std::move(other));
            }
            return;
        }
        ++report_.rows_loaded;
        rows_.push_back(std::move(row));
    }

    void finish(const ImportOptions& options) {
        settle_rivals(rows_, rivals_, file_, sheet_, options, report_);
        const auto told = [&](const char* kind, std::int64_t number) {
            if (number > 0)
                report_.repairs.push_back({kind, file_, sheet_, 0, "",
                                           rows_.empty() ? "" : rows_.front().code, std::to_string(number)});
        };
        told("codes_shortened", prefixed_);
        told("heights_dropped", heights_);
        if (cp874_) report_.repairs.push_back({"thai_windows_text", file_, sheet_, 0, "", "", ""});
        for (int i = 0; i < OGR_FD_GetFieldCount(definition_); ++i)
            if (const std::string name = field_name(definition_, i); name.ends_with("…"))
                report_.repairs.push_back({"field_name_cut", file_, sheet_, 0, name, "", ""});
    }

private:
    void reject(const char* kind, const std::string& value, const std::string& column = {}) {
        ++report_.rows_rejected;
        report_.problems.push_back({kind, file_, sheet_, number_, column, value, ""});
    }

    void read_shape(OGRGeometryH geometry, AreaRow& row) {
        if (geometry == nullptr || OGR_G_IsEmpty(geometry) != 0) return;
        if (OGR_G_Is3D(geometry) != 0 || OGR_G_IsMeasured(geometry) != 0) ++heights_;
        const bool collection = wkbFlatten(OGR_G_GetGeometryType(geometry)) == wkbGeometryCollection;
        Geometry mended;
        OGRGeometryH used = geometry;
        const bool broken = OGR_G_IsValid(geometry) == 0;
        if (broken) {
            mended.reset(OGR_G_MakeValid(geometry));
            if (mended) used = mended.get();
        }
        add_polygons(used, transform_, row.shape);
        if (row.shape.empty()) return;
        if (mended) report_.repairs.push_back({"shape_mended", file_, sheet_, number_, "", row.code, ""});
        if (collection)
            report_.repairs.push_back({"collection_polygons", file_, sheet_, number_, "", row.code, ""});
    }

    void read_names(OGRFeatureH feature, AreaRow& row) {
        row.name_th = without_title(text_field(feature, fields_.name_th, cp874_),
                                    static_cast<Level>(fields_.digits / 2));
        row.name_en = text_field(feature, fields_.name_en, cp874_);
        for (std::size_t up = 1; up < 3; ++up) {
            row.parent_th[up] =
                without_title(text_field(feature, fields_.parent_th[up], cp874_), static_cast<Level>(up));
            row.parent_en[up] = text_field(feature, fields_.parent_en[up], cp874_);
        }
    }

    const std::string& file_;
    std::string sheet_;
    OGRFeatureDefnH definition_;
    const AreaFields& fields_;
    const LayerTransform& transform_;
    std::vector<AreaRow>& rows_;
    ImportReport& report_;
    std::map<std::string, std::size_t> seen_;
    std::map<std::size_t, Rivals> rivals_;
    std::int64_t number_ = 0, prefixed_ = 0, heights_ = 0;
    bool cp874_ = false;
};

}  // namespace

Result<void> layers::read_area_layer(OGRLayerH layer, const std::string& file, const AreaFields& fields,
                                     std::vector<AreaRow>& rows, const LayerContext& context,
                                     ImportReport& report, const Progress& progress) {
    TRY(const LayerTransform transform, transform_of(layer, file, fields, context, report));
    const auto total = static_cast<double>(std::max<GIntBig>(1, OGR_L_GetFeatureCount(layer, 1)));
    LayerReader reader(layer, file, fields, transform, rows, report);
    std::int64_t number = 0;
    OGR_L_ResetReading(layer);
    while (true) {
        const Feature feature{OGR_L_GetNextFeature(layer)};
        if (!feature) break;
        if (++number % 256 == 0) {
            if (progress.cancelled()) return fail(Fault::cancelled, file);
            progress.at(static_cast<double>(number) / total);
        }
        reader.read(feature.get());
    }
    reader.finish(context.options);
    return {};
}

}  // namespace geo
