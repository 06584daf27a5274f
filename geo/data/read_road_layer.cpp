#include "geo/data/read_road_layer.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/layer_private.h"
#include "geo/data/osm_tags.h"
#include "geo/data/road_columns.h"
#include "geo/data/row_words.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace geo {

using namespace layers;

namespace {

/// A feature as its cells and lines.
struct RoadRow {
    std::int64_t number = 0;
    std::vector<std::string> cells;
    std::vector<std::vector<LonLat>> lines;
};

void add_lines(OGRGeometryH geometry, const LayerTransform& transform,
               std::vector<std::vector<LonLat>>& out) {
    const auto type = wkbFlatten(OGR_G_GetGeometryType(geometry));
    if (type == wkbLineString) {
        const int n = OGR_G_GetPointCount(geometry);
        std::vector<LonLat> points(static_cast<std::size_t>(std::max(0, n)));
        if (n > 0)
            OGR_G_GetPoints(geometry, &points[0].lon, sizeof(LonLat), &points[0].lat, sizeof(LonLat), nullptr,
                            0);
        transform.apply(points);
        const bool fine = std::all_of(points.begin(), points.end(), [](LonLat p) {
            return std::abs(p.lon) <= 180 && std::abs(p.lat) <= 90;
        });
        if (n >= 2 && fine) out.push_back(std::move(points));
        return;
    }
    if (type != wkbMultiLineString && type != wkbGeometryCollection) return;
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i)
        add_lines(OGR_G_GetGeometryRef(geometry, i), transform, out);
}

/// What a row says, as OpenStreetMap's tags; columns with the name of a tag are that tag.
class RowTags {
public:
    RowTags(const std::vector<std::string>& header, const RoadColumns& columns, const Reading& reading)
        : columns_(columns) {
        for (std::size_t c = 0; c < header.size(); ++c) of_name_.emplace(header[c], c);
        // What a person said of a column goes before its name.
        for (const ColumnReading& one : reading.columns) {
            const auto named = of_name_.find(one.header);
            if (named != of_name_.end() && static_cast<int>(named->second) == one.column &&
                tag_of(one.role) != one.header)
                of_name_.erase(named);
        }
    }
    /// False where a class stands that nobody knows.
    bool way_of(const RoadRow& row, Way& way) {
        const auto cell = [&](int column) {
            return column < 0 ? std::string{} : row.cells[static_cast<std::size_t>(column)];
        };
        tags_.clear();
        for (const auto& [name, column] : of_name_)
            if (!row.cells[column].empty()) tags_[name] = row.cells[column];
        auto known = road_class_word(cell(columns_.road_class));
        if (!known) known = road_class_word(cell(columns_.other_class));
        tags_["highway"] = known.value_or("unclassified");
        if (columns_.one_way >= 0) tags_["oneway"] = one_way_word(cell(columns_.one_way), columns_.letters);
        if (columns_.surface >= 0) {
            const auto surface = road_surface_word(cell(columns_.surface));
            if (surface) tags_["surface"] = *surface;
        }
        if (columns_.speed >= 0) tags_["maxspeed"] = speed_word(cell(columns_.speed));
        if (columns_.bridge >= 0) tags_["bridge"] = bridge_word(cell(columns_.bridge));
        way_from_tags(
            [this](const char* key) {
                if (const auto named = of_name_.find(key); named != of_name_.end())
                    asked_.insert(named->second);
                const auto found = tags_.find(key);
                return found == tags_.end() ? nullptr : found->second.c_str();
            },
            way);
        way.id = row.number;
        return columns_.road_class < 0 || known.has_value();
    }

    /// Columns that say nothing of the roads, by their names.
    std::string not_read(const std::vector<std::string>& header) const {
        std::string out;
        for (std::size_t c = 0; c < header.size(); ++c) {
            const int column = static_cast<int>(c);
            const bool has_role = column == columns_.road_class || column == columns_.other_class ||
                                  column == columns_.one_way || column == columns_.surface ||
                                  column == columns_.speed || column == columns_.bridge;
            if (!has_role && !asked_.contains(c)) out += (out.empty() ? "" : ", ") + header[c];
        }
        return rows::cut(out, 160);
    }

private:
    static std::string_view tag_of(ColumnRole role) {
        switch (role) {
            case ColumnRole::road_class:
                return "highway";
            case ColumnRole::one_way:
                return "oneway";
            case ColumnRole::surface:
                return "surface";
            case ColumnRole::speed:
                return "maxspeed";
            default:
                return {};
        }
    }
    static std::string bridge_word(const std::string& cell) {
        const std::string key = key_of(cell);
        for (const char* none : {"", "-", "0", "f", "false", "n", "no", "ไม่", "ไม่มี", "ไม่ใช่"})
            if (key == none) return "no";
        return "yes";
    }
    static std::string speed_word(const std::string& cell) {
        std::string digits;
        for (const char c : key_of(cell)) {
            if (c < '0' || c > '9') break;
            digits += c;
        }
        return digits == "0" ? std::string{} : digits;
    }

    const RoadColumns& columns_;
    std::map<std::string, std::size_t, std::less<>> of_name_;
    std::set<std::size_t> asked_;
    std::map<std::string, std::string, std::less<>> tags_;
};

OGRLayerH line_layer(GDALDatasetH dataset, const std::string& wanted) {
    for (int l = 0; l < GDALDatasetGetLayerCount(dataset); ++l) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, l);
        if (!wanted.empty() && wanted != OGR_L_GetName(layer)) continue;
        if (shape_of_layer(layer) == LayerShape::lines) return layer;
    }
    return nullptr;
}

Result<std::vector<RoadRow>> rows_of_layer(OGRLayerH layer, const std::string& file,
                                           const LayerTransform& transform, ImportReport& report,
                                           const Progress& progress) {
    std::vector<RoadRow> out;
    const int fields = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer));
    const auto total = static_cast<double>(std::max<GIntBig>(1, OGR_L_GetFeatureCount(layer, 1)));
    bool cp874 = false;
    OGR_L_ResetReading(layer);
    while (true) {
        const Feature feature{OGR_L_GetNextFeature(layer)};
        if (!feature) break;
        RoadRow row;
        row.number = ++report.rows_in;
        if (row.number % 1024 == 0) {
            if (progress.cancelled()) return fail(Fault::cancelled, file);
            progress.at(static_cast<double>(row.number) / total);
        }
        if (const OGRGeometryH geometry = OGR_F_GetGeometryRef(feature.get()); geometry != nullptr)
            add_lines(geometry, transform, row.lines);
        if (row.lines.empty()) {
            ++report.rows_rejected;
            report.problems.push_back({"no_line", file, OGR_L_GetName(layer), row.number, "", "", ""});
            continue;
        }
        ++report.rows_loaded;
        for (int i = 0; i < fields; ++i) row.cells.push_back(text_field(feature.get(), i, cp874));
        out.push_back(std::move(row));
    }
    if (cp874) report.repairs.push_back({"thai_windows_text", file, OGR_L_GetName(layer), 0, "", "", ""});
    return out;
}

/// Which column says what, in one note; what none says is assumed.
void tell_columns(const std::vector<std::string>& header, const RoadColumns& columns,
                  const std::string& sheet, ImportReport& report) {
    std::string all;
    const auto add = [&](const char* what, int column) {
        if (column < 0) return;
        all +=
            (all.empty() ? "" : "\n") + std::string{what} + ": " + header[static_cast<std::size_t>(column)];
    };
    add("class", columns.road_class);
    add("one_way", columns.one_way);
    add("surface", columns.surface);
    add("speed", columns.speed);
    add("bridge", columns.bridge);
    if (!all.empty()) report.repairs.push_back({"road_columns", report.file, sheet, 0, "", "", all});
    if (columns.road_class < 0)
        report.warnings.push_back({"road_class_assumed", report.file, sheet, 0, "", "", ""});
    if (columns.one_way < 0)
        report.warnings.push_back({"road_one_way_assumed", report.file, sheet, 0, "", "", ""});
}

/// Lines that cross without a common point: joined where the person said that the layer was drawn so.
void settle_crossings(std::vector<RoadLine>& lines, const std::string& sheet, const ImportOptions& options,
                      ImportReport& report) {
    const Decision* said = decision_for(options.reading, "road_crossings", 0);
    const bool join = said != nullptr && said->choice == "node_crossings";
    const std::size_t number = cross_lines(lines, join);
    if (number == 0) return;
    ImportNote told{join ? "road_crossings_joined" : "road_crossings", report.file, sheet, 0, "", "",
                    grouped(static_cast<std::int64_t>(number))};
    if (!join) told.fixes = {{"node_crossings", ""}, {"keep_as_sent", ""}};
    (join ? report.repairs : report.warnings).push_back(std::move(told));
}

}  // namespace

Result<Roads> read_road_layer(const std::string& file, const Areas& areas, const ImportOptions& options,
                              ImportReport& report, const Progress& progress) {
    report.kind = "roads";
    report.file = file;
    GdalComplaints complaints;
    TRY(const GdalDataset dataset, open_vector(file, complaints, options.reading.encoding));
    OGRLayerH layer = line_layer(dataset.get(), options.layer);
    if (layer == nullptr) return wrong_layer(dataset.get(), file, options.layer);
    const std::string sheet = OGR_L_GetName(layer);
    TRY(const LayerTransform transform, transform_of(layer, file, {}, LayerContext{areas, options}, report));
    TRY(const std::vector<RoadRow> rows,
        rows_of_layer(layer, file, transform, report, progress.part(0, 0.6, "import.stage.ways")));
    if (complaints.any()) return fail(Fault::unreadable, file, complaints.first());
    if (rows.empty()) return fail(Fault::empty, file);
    std::vector<std::string> header;
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    header.reserve(static_cast<std::size_t>(OGR_FD_GetFieldCount(definition)));
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) header.push_back(field_name(definition, i));
    std::vector<std::vector<std::string>> cells;
    const std::size_t step = std::max<std::size_t>(1, rows.size() / 5000);
    cells.reserve(rows.size() / step + 1);
    for (std::size_t r = 0; r < rows.size(); r += step) cells.push_back(rows[r].cells);
    RoadColumns columns = road_columns(header, cells);
    take_roles(options.reading, header, cells, columns);
    tell_columns(header, columns, sheet, report);
    set_roles(header, columns, report.reading);
    report.reading.encoding = options.reading.encoding;
    RowTags tags(header, columns, options.reading);
    std::vector<RoadLine> lines;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> unknown;  // how many rows, and the first
    for (const RoadRow& row : rows) {
        Way way;
        if (!tags.way_of(row, way)) {
            auto& one = unknown[row.cells[static_cast<std::size_t>(columns.road_class)]];
            if (one.first++ == 0) one.second = row.number;
        }
        for (const std::vector<LonLat>& points : row.lines) lines.push_back({way, points});
    }
    for (const auto& [word, rows_of_word] : unknown)
        report.warnings.push_back({"road_class_unknown", file, sheet, rows_of_word.second,
                                   header[static_cast<std::size_t>(columns.road_class)], rows::cut(word, 80),
                                   grouped(rows_of_word.first)});
    if (const std::string left = tags.not_read(header); !left.empty())
        report.warnings.push_back({"road_columns_left", file, sheet, 0, "", "", left});
    progress.at(0.7);
    settle_crossings(lines, sheet, options, report);
    report.reading.sheet = sheet;
    progress.at(1);
    Roads roads = roads_of_lines(lines);
    if (roads.empty()) return fail(Fault::empty, file);
    return roads;
}

}  // namespace geo
