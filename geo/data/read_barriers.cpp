#include "geo/data/read_barriers.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/file_content.h"
#include "geo/data/grid_notes.h"
#include "geo/data/layer_private.h"
#include "geo/data/row_words.h"
#include "geo/geom/local_plane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>
#include <utility>

namespace geo {

using namespace layers;

std::optional<BarrierWord> barrier_word(const std::string& cell) {
    const std::string key = key_of(cell);
    if (key.empty()) return std::nullopt;
    using Words = std::initializer_list<const char*>;
    struct Says {
        BarrierWord word;
        Words whole, within;
    };
    // "ลำห้วย" holds "ห้วย", and "national_park" is no "boundary": the first that fits counts.
    static const std::array<Says, 5> all = {{
        {BarrierWord::small,
         {"stream", "drain", "ditch", "brook", "creek", "tidal_channel"},
         {"ห้วย", "ลำธาร", "ลำราง", "คูน้ำ", "คลองส่งน้ำ", "คลองระบายน้ำ", "ทางน้ำขนาดเล็ก"}},
        {BarrierWord::other,
         {"national_park", "protected_area", "military", "danger_area", "cliff", "wall", "fence"},
         {"อุทยาน", "เขตทหาร", "หน้าผา"}},
        {BarrierWord::open, {}, {"เขตจังหวัด", "เขตอำเภอ", "เขตตำบล"}},
        {BarrierWord::border,
         {"administrative", "boundary", "border", "national", "international"},
         {"เขตแดน", "พรมแดน", "ชายแดน", "internationalb", "closedborder"}},
        {BarrierWord::water,
         {"water", "river", "canal", "riverbank", "reservoir", "lake", "lagoon", "dock", "strait", "bay",
          "sea", "coastline", "pond", "basin", "oxbow"},
         {"แม่น้ำ", "คลอง", "อ่างเก็บน้ำ", "ทะเล", "บึง", "หนองน้ำ", "แหล่งน้ำ", "เขื่อน", "ลำน้ำ"}},
    }};
    for (const Says& one : all)
        if (std::any_of(one.whole.begin(), one.whole.end(), [&](const char* word) { return key == word; }) ||
            rows::has(key, one.within))
            return one.word;
    return std::nullopt;
}

bool SmallWaters::leaves_out(bool brook, const std::vector<Barrier>& pieces, std::int64_t row) {
    if (taken_) return false;
    const auto is_pond = [](const Barrier& one) {
        if (!one.filled || one.kind != BarrierKind::water) return false;
        Box box;
        for (const LonLat at : one.lines.front()) box.add(at);
        const LocalPlane plane(one.lines.front().front());
        return box.width() * plane.x_per_degree < pond_m && box.height() * plane.y_per_degree < pond_m;
    };
    if (!brook && !(!pieces.empty() && std::all_of(pieces.begin(), pieces.end(), is_pond))) return false;
    if (number_++ == 0) first_ = row;
    return true;
}

void SmallWaters::tell(const std::string& file, const std::string& sheet, ImportReport& report) const {
    if (number_ == 0) return;
    ImportNote note{"barrier_small", file, sheet, first_, "", "", grouped(number_)};
    note.fixes = {{"take_small_waters", ""}};
    report.warnings.push_back(std::move(note));
}

namespace {

bool takes_small_waters(const ImportOptions& options) {
    const Decision* said = decision_for(options.reading, "barrier_small", 0);
    return said != nullptr && said->choice == "take_small_waters";
}

/// Columns that may say what a feature is, the tags of OpenStreetMap first.
std::vector<int> barrier_columns(const std::vector<std::string>& header) {
    std::vector<int> out;
    for (const char* name : {"waterway", "natural", "water", "boundary", "landuse", "fclass", "class",
                             "barrier", "type", "kind", "ประเภท", "ชนิด"})
        for (std::size_t c = 0; c < header.size(); ++c)
            if (key_of(header[c]) == name) out.push_back(static_cast<int>(c));
    return out;
}

int barrier_column(const std::vector<std::string>& header, const char* name) {
    const auto found = std::find_if(header.begin(), header.end(),
                                    [&](const std::string& one) { return key_of(one) == name; });
    return found == header.end() ? -1 : static_cast<int>(found - header.begin());
}

int barrier_name_column(const std::vector<std::string>& header) {
    for (const char* name : {"name:th", "name_th", "name", "ชื่อ"})
        if (const int column = barrier_column(header, name); column >= 0) return column;
    return -1;
}

std::vector<std::string> barrier_header(OGRLayerH layer) {
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    std::vector<std::string> out;
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) out.push_back(field_name(definition, i));
    return out;
}

bool is_barrier_shape(OGRLayerH layer) {
    const LayerShape shape = shape_of_layer(layer);
    return shape == LayerShape::lines || shape == LayerShape::polygons;
}

std::vector<LonLat> barrier_line(OGRGeometryH geometry, const LayerTransform& transform) {
    const int n = std::max(0, OGR_G_GetPointCount(geometry));
    std::vector<LonLat> points(static_cast<std::size_t>(n));
    if (n > 0)
        OGR_G_GetPoints(geometry, &points[0].lon, sizeof(LonLat), &points[0].lat, sizeof(LonLat), nullptr, 0);
    transform.apply(points);
    const bool fine = std::all_of(points.begin(), points.end(),
                                  [](LonLat p) { return std::abs(p.lon) <= 180 && std::abs(p.lat) <= 90; });
    if (!fine) points.clear();
    return points;
}

/// The shapes of a feature as `like` is; of a border the rings of a polygon are lines.
void add_barriers(OGRGeometryH geometry, const LayerTransform& transform, const Barrier& like,
                  std::vector<Barrier>& out) {
    const auto type = wkbFlatten(OGR_G_GetGeometryType(geometry));
    const int parts = OGR_G_GetGeometryCount(geometry);
    if (type == wkbLineString) {
        Barrier one = like;
        one.lines.push_back(barrier_line(geometry, transform));
        if (one.lines.front().size() >= 2) out.push_back(std::move(one));
        return;
    }
    if (type != wkbPolygon) {
        for (int i = 0; i < parts; ++i) add_barriers(OGR_G_GetGeometryRef(geometry, i), transform, like, out);
        return;
    }
    Barrier area = like;
    area.filled = true;
    for (int r = 0; r < parts; ++r) {
        std::vector<LonLat> ring = barrier_line(OGR_G_GetGeometryRef(geometry, r), transform);
        if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
        if (ring.size() < 3 && r == 0) return;
        if (ring.size() < 3) continue;
        if (like.kind != BarrierKind::border) {
            area.lines.push_back(std::move(ring));
            continue;
        }
        ring.push_back(ring.front());
        Barrier line = like;
        line.lines.push_back(std::move(ring));
        out.push_back(std::move(line));
    }
    if (!area.lines.empty()) out.push_back(std::move(area));
}

BarrierKind kind_of_word(BarrierWord word) {
    if (word == BarrierWord::border) return BarrierKind::border;
    return word == BarrierWord::other ? BarrierKind::other : BarrierKind::water;
}

/// One layer, feature by feature.
class BarrierReader {
public:
    BarrierReader(OGRLayerH layer, const std::string& file, const ImportOptions& options,
                  ImportReport& report)
        : layer_(layer),
          file_(file),
          sheet_(OGR_L_GetName(layer)),
          options_(options),
          report_(report),
          header_(barrier_header(layer)),
          columns_(barrier_columns(header_)),
          name_(barrier_name_column(header_)),
          admin_level_(barrier_column(header_, "admin_level")),
          small_(takes_small_waters(options)) {}

    Result<std::vector<Barrier>> run(const LayerTransform& transform, const Progress& progress) {
        assumed_ = assumed_kind();
        std::vector<Barrier> out;
        const auto total = static_cast<double>(std::max<GIntBig>(1, OGR_L_GetFeatureCount(layer_, 1)));
        OGR_L_ResetReading(layer_);
        while (true) {
            const Feature feature{OGR_L_GetNextFeature(layer_)};
            if (!feature) break;
            const std::int64_t row = ++report_.rows_in;
            if (row % 1024 == 0) {
                if (progress.cancelled()) return fail(Fault::cancelled, file_);
                progress.at(static_cast<double>(row) / total);
            }
            std::vector<Barrier> pieces;
            const auto kind = kind_of(feature.get(), row);
            if (kind) {
                Barrier like;
                like.kind = *kind;
                if (name_ >= 0) like.name = text_field(feature.get(), name_, cp874_);
                if (const OGRGeometryH shape = OGR_F_GetGeometryRef(feature.get()); shape != nullptr)
                    add_barriers(shape, transform, like, pieces);
                if (pieces.empty())
                    report_.problems.push_back({"no_barrier_shape", file_, sheet_, row, "", "", ""});
            }
            if (pieces.empty() || small_.leaves_out(brook_, pieces, row)) {
                ++report_.rows_rejected;
                continue;
            }
            ++report_.rows_loaded;
            out.insert(out.end(), std::make_move_iterator(pieces.begin()),
                       std::make_move_iterator(pieces.end()));
        }
        tell();
        return out;
    }

private:
    /// Nothing for a feature that stays out.
    std::optional<BarrierKind> kind_of(OGRFeatureH feature, std::int64_t row) {
        brook_ = false;
        if (columns_.empty() || assumed_) return assumed_.value_or(BarrierKind::water);
        std::string first;
        for (const int column : columns_) {
            const std::string cell = text_field(feature, column, cp874_);
            const auto word = barrier_word(cell);
            if (first.empty()) first = cell;
            if (!word) continue;
            brook_ = *word == BarrierWord::small;
            if (*word == BarrierWord::open || (*word == BarrierWord::border && is_inner(feature)))
                return left(open_, row);
            return kind_of_word(*word);
        }
        return left(unknown_[first], row);
    }
    /// Between provinces or districts, by OpenStreetMap's level: 2 is a country's.
    bool is_inner(OGRFeatureH feature) {
        if (admin_level_ < 0) return false;
        const std::string level = key_of(text_field(feature, admin_level_, cp874_));
        return !level.empty() && level != "2";
    }

    struct Left {
        std::int64_t number = 0, first = 0;
    };
    static std::optional<BarrierKind> left(Left& rows, std::int64_t row) {
        if (rows.number++ == 0) rows.first = row;
        return std::nullopt;
    }

    /// Where no column says what a row is: as a person said, else by the names of layer and file.
    std::optional<BarrierKind> assumed_kind() {
        if (any_word()) return std::nullopt;
        const Decision* said = decision_for(options_.reading, "barrier_kind_assumed", 0);
        std::optional<BarrierKind> kind;
        if (said != nullptr) {
            for (const BarrierKind one : {BarrierKind::water, BarrierKind::border, BarrierKind::other})
                if (said->choice == std::string{"barrier_"} + barrier_kind_name(one)) kind = one;
        }
        const std::string names = key_of(sheet_ + " " + std::filesystem::path(file_).stem().string());
        if (!kind && rows::has(names, {"border", "boundary", "เขตแดน", "พรมแดน", "ชายแดน"}))
            kind = BarrierKind::border;
        ImportNote note{"barrier_kind_assumed",
                        file_,
                        sheet_,
                        0,
                        "",
                        "",
                        barrier_kind_name(kind.value_or(BarrierKind::water))};
        note.fixes = {{"barrier_water", ""}, {"barrier_border", ""}, {"barrier_other", ""}};
        report_.warnings.push_back(std::move(note));
        return kind.value_or(BarrierKind::water);
    }
    bool any_word() {
        OGR_L_ResetReading(layer_);
        while (true) {
            const Feature feature{OGR_L_GetNextFeature(layer_)};
            if (!feature) return false;
            for (const int column : columns_)
                if (barrier_word(text_field(feature.get(), column, cp874_))) return true;
        }
    }

    void tell() {
        small_.tell(file_, sheet_, report_);
        if (open_.number > 0)
            report_.warnings.push_back(
                {"barrier_inner_border", file_, sheet_, open_.first, "", "", grouped(open_.number)});
        for (const auto& [word, rows] : unknown_)
            report_.warnings.push_back({"barrier_class_unknown", file_, sheet_, rows.first,
                                        header_[static_cast<std::size_t>(columns_.front())],
                                        rows::cut(word, 80), grouped(rows.number)});
        if (cp874_) report_.repairs.push_back({"thai_windows_text", file_, sheet_, 0, "", "", ""});
    }

    OGRLayerH layer_;
    const std::string& file_;
    std::string sheet_;
    const ImportOptions& options_;
    ImportReport& report_;
    std::vector<std::string> header_;
    std::vector<int> columns_;
    int name_ = -1, admin_level_ = -1;
    bool brook_ = false;  // the feature that is looked at
    bool cp874_ = false;
    std::optional<BarrierKind> assumed_;
    SmallWaters small_;
    Left open_;
    std::map<std::string, Left> unknown_;
};

Result<std::vector<Barrier>> read_barrier_layer(const std::string& file, const Areas& areas,
                                                const ImportOptions& options, ImportReport& report,
                                                const Progress& progress) {
    GdalComplaints complaints;
    TRY(const GdalDataset dataset, open_vector(file, complaints, options.reading.encoding));
    OGRLayerH layer = nullptr;
    std::string skipped;
    for (int l = 0; l < GDALDatasetGetLayerCount(dataset.get()); ++l) {
        OGRLayerH one = GDALDatasetGetLayer(dataset.get(), l);
        const std::string name = OGR_L_GetName(one);
        const bool wanted = options.layer.empty() || options.layer == name;
        if (layer == nullptr && wanted && is_barrier_shape(one))
            layer = one;
        else
            skipped += (skipped.empty() ? "" : ", ") + name;
    }
    if (layer == nullptr) return wrong_layer(dataset.get(), file, options.layer);
    TRY(const LayerTransform transform, transform_of(layer, file, {}, LayerContext{areas, options}, report));
    report.reading.sheet = OGR_L_GetName(layer);
    report.reading.encoding = options.reading.encoding;
    TRY(std::vector<Barrier> out, BarrierReader(layer, file, options, report).run(transform, progress));
    if (complaints.any()) return fail(Fault::unreadable, file, complaints.first());
    if (report.rows_in == 0) return fail(Fault::empty, file);
    if (!skipped.empty()) report.warnings.push_back({"layers_skipped", file, "", 0, "", "", skipped});
    return out;
}

/// A file of another country closes nothing here.
bool lies_elsewhere(const std::vector<Barrier>& barriers, const Areas& areas, ImportReport& report) {
    Box home, box;
    for (const MultiPolygon& shape : areas.at(areas.finest()).shape)
        for (const Polygon& polygon : shape)
            for (const LonLat& at : polygon.outer) home.add(at);
    for (const Barrier& barrier : barriers)
        for (const auto& line : barrier.lines)
            for (const LonLat& at : line) box.add(at);
    const bool apart =
        box.max_x < home.min_x || home.max_x < box.min_x || box.max_y < home.min_y || home.max_y < box.min_y;
    if (home.empty() || box.empty() || !apart) return false;
    report.outcome = Outcome::refuse;
    report.problems.push_back(
        {"barriers_elsewhere", report.file, "", 0, "", degrees_words(box), degrees_words(home)});
    return true;
}

}  // namespace

bool is_barrier_layer(const std::string& file) {
    constexpr std::size_t most_rows = 500;
    GdalComplaints complaints;
    const auto dataset = open_vector(file, complaints);
    if (!dataset) return false;
    for (int l = 0; l < GDALDatasetGetLayerCount(dataset->get()); ++l) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset->get(), l);
        if (!is_barrier_shape(layer)) continue;
        // Areas have columns called "type", too: only what tells of waters tells of barriers.
        const std::vector<int> columns = barrier_columns(barrier_header(layer));
        std::size_t rows = 0, waters = 0;
        bool cp874 = false;
        OGR_L_ResetReading(layer);
        for (; rows < most_rows; ++rows) {
            const Feature feature{OGR_L_GetNextFeature(layer)};
            if (!feature) break;
            const bool water = std::any_of(columns.begin(), columns.end(), [&](int column) {
                const auto word = barrier_word(text_field(feature.get(), column, cp874));
                return word == BarrierWord::water || word == BarrierWord::small;
            });
            if (water) ++waters;
        }
        return waters * 2 > rows;
    }
    return false;
}

Result<void> import_barriers(Dataset& data, const std::string& file, const ImportOptions& options,
                             const FileIdentity& identity, ImportReport& report, const Progress& progress) {
    const Magic magic = magic_of(file);
    TRY(std::vector<Barrier> barriers,
        magic == Magic::osm_pbf || magic == Magic::osm_xml
            ? read_osm_barriers(file, options, report, progress)
            : read_barrier_layer(file, *data.areas, options, report, progress));
    if (lies_elsewhere(barriers, *data.areas, report)) return {};
    std::vector<BarrierLayer> all = *data.barriers;
    std::erase_if(all, [&](const BarrierLayer& one) { return one.source == identity.replaces; });
    const auto after = std::find_if(
        all.begin(), all.end(), [&](const BarrierLayer& one) { return identity.source.file < one.source; });
    if (!barriers.empty()) all.insert(after, {identity.source.file, std::move(barriers)});
    data.barriers = std::make_shared<const std::vector<BarrierLayer>>(std::move(all));
    progress.at(1);
    return {};
}

}  // namespace geo
