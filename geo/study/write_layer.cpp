#include "geo/study/write_layer.h"

#include "geo/base/ensure.h"
#include "geo/base/figures.h"
#include "geo/base/whole_file.h"
#include "geo/base/words.h"
#include "geo/study/sqlite_private.h"
#include "geo/study/study_parts_private.h"
#include "geo/study/wkb_private.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <filesystem>
#include <optional>

namespace geo {
namespace {

std::optional<double> number_of(const std::string& cell) {
    double value = 0;
    const auto end = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (cell.empty() || end.ec != std::errc{} || end.ptr != cell.data() + cell.size()) return std::nullopt;
    return value;
}

std::string made_up_note(const LayerOptions& options) {
    return options.made_up ? word(Lang::th, "study.made_up") + " / " + word(Lang::en, "study.made_up")
                           : std::string{};
}

/// Twice the signed area in square degrees: the sign alone is used.
double turn_of(const std::vector<LonLat>& ring) {
    double sum = 0;
    for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++)
        sum += ring[before].lon * ring[i].lat - ring[i].lon * ring[before].lat;
    return sum;
}

/// RFC 7946: outer rings run against the clock, holes with it, and the first position is repeated.
void append_ring(std::string& out, const std::vector<LonLat>& ring, bool outer) {
    const bool turn = (turn_of(ring) > 0) != outer;
    out += '[';
    for (std::size_t i = 0; i <= ring.size(); ++i) {
        const std::size_t k = i % ring.size();
        const LonLat& p = ring[turn ? ring.size() - 1 - k : k];
        out += fmt::format("{}[{:.7f},{:.7f}]", i > 0 ? "," : "", p.lon, p.lat);
    }
    out += ']';
}

std::string geojson_of(const RowShapes& shapes, const OutTable& table, const LayerOptions& options) {
    std::string out = "{\"type\":\"FeatureCollection\",\"name\":" + nlohmann::json(options.name).dump();
    if (options.made_up) out += ",\"note\":" + nlohmann::json(made_up_note(options)).dump();
    out += ",\"features\":[\n";
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto& row = table.rows[r];
        out +=
            r == 0 ? "{\"type\":\"Feature\",\"properties\":{" : ",\n{\"type\":\"Feature\",\"properties\":{";
        for (std::size_t c = 0; c < row.size(); ++c) {
            out += (c > 0 ? "," : "") + nlohmann::json(table.columns[c].name).dump() + ":";
            if (table.columns[c].is_number)
                out += number_of(row[c]) ? row[c] : "null";
            else
                out += nlohmann::json(row[c]).dump();
        }
        out += "},\"geometry\":";
        const MultiPolygon* shape = shapes[r];
        if (shape == nullptr || shape->empty()) {
            out += "null}";
            continue;
        }
        out += "{\"type\":\"MultiPolygon\",\"coordinates\":[";
        for (std::size_t p = 0; p < shape->size(); ++p) {
            out += p > 0 ? ",[" : "[";
            append_ring(out, (*shape)[p].outer, true);
            for (const auto& hole : (*shape)[p].holes) {
                out += ',';
                append_ring(out, hole, false);
            }
            out += ']';
        }
        out += "]}}";
    }
    return out + "\n]}\n";
}

Result<void> fill_geopackage(const RowShapes& shapes, const OutTable& table, const std::string& file,
                             const LayerOptions& options) {
    TRY(const sql::Connection connection, sql::open(file));
    sqlite3* database = connection.get();
    TRY_VOID(sql::execute(database, file, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN"));
    TRY_VOID(parts::create_geopackage(database, file));
    std::string columns;
    std::string marks = "?";
    std::string names = "geom";
    for (const OutColumn& column : table.columns) {
        columns += (columns.empty() ? "" : ", ") + column.name + (column.is_number ? " DOUBLE" : " TEXT");
        names += ", " + column.name;
        marks += ",?";
    }
    TRY_VOID(parts::create_layer(database, file, options.name, "MULTIPOLYGON", columns));
    sql::Statement insert(database,
                          "INSERT INTO " + options.name + " (" + names + ") VALUES (" + marks + ")");
    Box box;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto& row = table.rows[r];
        const MultiPolygon none;
        const MultiPolygon& shape = shapes[r] != nullptr ? *shapes[r] : none;
        if (shape.empty()) {
            insert.bind_null();
        } else {
            for (const Polygon& polygon : shape)
                for (const LonLat& p : polygon.outer) box.add(p);
            TRY_VOID(parts::bind_geometry(insert, wkb::of(shape), file, options.name));
        }
        for (std::size_t c = 0; c < row.size(); ++c) {
            const auto number = table.columns[c].is_number ? number_of(row[c]) : std::nullopt;
            if (!table.columns[c].is_number)
                insert.bind(row[c]);
            else if (number)
                insert.bind(*number);
            else
                insert.bind_null();
        }
        if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
    }
    TRY_VOID(parts::set_extent(database, file, options.name, box));
    TRY_VOID(parts::write_made_up(database, file, options.made_up));
    return sql::execute(database, file, "COMMIT");
}

}  // namespace

Result<void> write_layer(const Areas& areas, const OutTable& table, const std::string& file,
                         const LayerOptions& options) {
    RowShapes shapes;
    for (const auto& row : table.rows) {
        const AreaId area = areas.find(options.level, row.front());
        shapes.push_back(area.valid() ? &areas.at(options.level).shape[area.row()] : nullptr);
    }
    return write_layer(shapes, table, file, options);
}

Result<void> write_layer(const RowShapes& shapes, const OutTable& table, const std::string& file,
                         const LayerOptions& options) {
    ENSURE(shapes.size() == table.rows.size());
    const std::string extension = std::filesystem::path(file).extension().string();
    if (extension != ".gpkg" && extension != ".geojson") return fail(Fault::usage, file, ".gpkg, .geojson");
    if (extension == ".geojson") return write_whole(file, geojson_of(shapes, table, options));
    const std::string temporary = temporary_beside(file);
    // An empty file is a database without tables; a left-over of an earlier run is emptied by it.
    auto written = write_whole(temporary, std::string_view{});
    if (written) written = fill_geopackage(shapes, table, temporary, options);
    if (written) return put_in_place(temporary, file);
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    Error error = written.error();
    error.file = file;
    return fail(std::move(error));
}

}  // namespace geo
