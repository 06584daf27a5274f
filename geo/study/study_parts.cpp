#include "geo/study/study_parts_private.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace geo::parts {
namespace {

/// A GeoPackage geometry: its header and WKB, little endian, EPSG:4326.
class Wkb {
public:
    Wkb() {
        bytes_.append({'G', 'P', 0, 1});
        put(std::int32_t{4326});
    }
    template <class T>
    void put(T value) {
        bytes_.append(reinterpret_cast<const char*>(&value), sizeof(T));
    }
    void begin(std::uint32_t type) {
        put(std::uint8_t{1});
        put(type);
    }
    void put(LonLat p) {
        put(p.lon);
        put(p.lat);
    }
    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

/// Reads what Wkb wrote; `ok` turns false where the bytes end too early.
class WkbReader {
public:
    explicit WkbReader(std::string_view bytes) : bytes_(bytes), at_(8) {}
    template <class T>
    T get() {
        T value{};
        if (at_ + sizeof(T) > bytes_.size()) {
            ok = false;
            return value;
        }
        std::memcpy(&value, bytes_.data() + at_, sizeof(T));
        at_ += sizeof(T);
        return value;
    }
    std::uint32_t begin() {
        if (get<std::uint8_t>() != 1) ok = false;
        return get<std::uint32_t>();
    }
    LonLat point() {
        const double lon = get<double>();
        return {lon, get<double>()};
    }
    /// A count that the remaining bytes can hold.
    std::uint32_t count(std::size_t bytes_each) {
        const auto n = get<std::uint32_t>();
        if (n > (bytes_.size() - std::min(at_, bytes_.size())) / bytes_each) ok = false;
        return ok ? n : 0;
    }
    bool ok = true;

private:
    std::string_view bytes_;
    std::size_t at_;
};

Wkb wkb_of(const MultiPolygon& shape) {
    Wkb out;
    out.begin(6);
    out.put(static_cast<std::uint32_t>(shape.size()));
    const auto ring = [&](const std::vector<LonLat>& points) {
        out.put(static_cast<std::uint32_t>(points.size() + 1));
        for (const LonLat& p : points) out.put(p);
        out.put(points.front());
    };
    for (const Polygon& polygon : shape) {
        out.begin(3);
        out.put(static_cast<std::uint32_t>(1 + polygon.holes.size()));
        ring(polygon.outer);
        for (const auto& hole : polygon.holes) ring(hole);
    }
    return out;
}

bool shape_from(std::string_view bytes, MultiPolygon& out) {
    WkbReader in(bytes);
    if (in.begin() != 6) return false;
    const auto ring = [&](std::vector<LonLat>& points) {
        const std::uint32_t n = in.count(16);
        for (std::uint32_t i = 0; i < n && in.ok; ++i) points.push_back(in.point());
        if (!points.empty()) points.pop_back();
    };
    const std::uint32_t polygons = in.count(9);
    for (std::uint32_t p = 0; p < polygons && in.ok; ++p) {
        if (in.begin() != 3) return false;
        Polygon polygon;
        const std::uint32_t rings = in.count(4);
        for (std::uint32_t r = 0; r < rings && in.ok; ++r) {
            if (r == 0)
                ring(polygon.outer);
            else
                ring(polygon.holes.emplace_back());
        }
        out.push_back(std::move(polygon));
    }
    return in.ok;
}

Wkb wkb_of(LonLat at) {
    Wkb out;
    out.begin(1);
    out.put(at);
    return out;
}

bool point_from(std::string_view bytes, LonLat& out) {
    WkbReader in(bytes);
    if (in.begin() != 1) return false;
    out = in.point();
    return in.ok;
}

constexpr std::array<const char*, 4> area_tables = {"country", "province", "amphoe", "tambon"};

std::int64_t row_or_minus(AreaId area) {
    return area.valid() ? static_cast<std::int64_t>(area.row()) : -1;
}
AreaId area_from(std::int64_t row) {
    return row < 0 ? AreaId{} : AreaId{static_cast<std::size_t>(row)};
}

template <class T>
std::string_view bytes_of(const std::vector<T>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

template <class T>
bool values_from(std::string_view bytes, std::vector<T>& out) {
    if (bytes.size() % sizeof(T) != 0) return false;
    out.resize(bytes.size() / sizeof(T));
    if (!bytes.empty()) std::memcpy(out.data(), bytes.data(), bytes.size());
    return true;
}

Failure damaged(const std::string& file, const char* table) {
    Error error;
    error.fault = Fault::unreadable;
    error.file = file;
    error.column = table;
    return fail(std::move(error));
}

}  // namespace

Result<void> create_tables(sqlite3* database, const std::string& file) {
    std::string text = R"(
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
 organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', NULL),
 ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL),
 ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]', NULL);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
 last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
 z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name));
CREATE TABLE learnreach_study (version INTEGER NOT NULL, decisions TEXT NOT NULL);
CREATE TABLE counts_series (series INTEGER PRIMARY KEY, id TEXT, name TEXT, status TEXT, child_group TEXT, agency TEXT, age_band TEXT, date TEXT, source TEXT, in_total INTEGER);
CREATE TABLE counts (fid INTEGER PRIMARY KEY, series INTEGER, level TEXT, area INTEGER, state INTEGER, children_thousandths INTEGER);
CREATE TABLE learnreach_road_nodes (id INTEGER PRIMARY KEY, positions BLOB);
)";
    const auto layer = [&](const std::string& name, const char* geometry, const std::string& columns) {
        text += "CREATE TABLE " + name + " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom " +
                geometry + ", " + columns + ");\n";
        text += "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('" + name +
                "', 'features', '" + name + "', 4326);\n";
        text += "INSERT INTO gpkg_geometry_columns VALUES ('" + name + "', 'geom', '" + geometry +
                "', 4326, 0, 0);\n";
    };
    for (const char* table : area_tables)
        layer(table, "MULTIPOLYGON",
              "code TEXT, name_th TEXT, name_en TEXT, parent INTEGER, inner_lon DOUBLE, inner_lat DOUBLE");
    layer("places", "POINT",
          "id TEXT, name_th TEXT, name_en TEXT, kind INTEGER, services INTEGER, school_level TEXT, agency "
          "TEXT, capacity INTEGER, is_open INTEGER, "
          "has_position INTEGER, position_quality TEXT, area INTEGER");
    layer("villages", "POINT", "id TEXT, name TEXT, area INTEGER, weight INTEGER");
    layer("roads", "LINESTRING",
          "way_id INTEGER, class TEXT, class_number INTEGER, surface INTEGER, one_way INTEGER, flags "
          "INTEGER, max_speed_kmh INTEGER, nodes BLOB");
    for (const char* table : {"counts_series", "counts"})
        text +=
            std::string{"INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('"} +
            table + "', 'attributes', '" + table + "', 0);\n";
    return sql::execute(database, file, text);
}

Result<void> write_areas(sqlite3* database, const std::string& file, const Areas& areas) {
    for (const Level level : all_levels) {
        const AreaLevel& rows = areas.at(level);
        const std::string table = area_tables.at(static_cast<std::size_t>(level));
        TRY_VOID(sql::execute(database, file, "DELETE FROM " + table));
        sql::Statement insert(
            database,
            "INSERT INTO " + table +
                " (geom, code, name_th, name_en, parent, inner_lon, inner_lat) VALUES (?,?,?,?,?,?,?)");
        for (std::size_t a = 0; a < rows.size(); ++a) {
            if (rows.shape[a].empty()) {
                insert.bind_null();
            } else {
                const Wkb shape = wkb_of(rows.shape[a]);
                insert.bind_blob(shape.bytes().data(), shape.bytes().size());
            }
            insert.bind(rows.code[a])
                .bind(rows.name_th[a])
                .bind(rows.name_en[a])
                .bind(row_or_minus(rows.parent[a]))
                .bind(rows.inner[a].lon)
                .bind(rows.inner[a].lat);
            if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
        }
    }
    return {};
}

Result<Areas> read_areas(sqlite3* database, const std::string& file) {
    Areas areas;
    for (const Level level : all_levels) {
        AreaLevel& rows = areas.at(level);
        const char* table = area_tables.at(static_cast<std::size_t>(level));
        sql::Statement select(
            database, std::string{"SELECT geom, code, name_th, name_en, parent, inner_lon, inner_lat FROM "} +
                          table + " ORDER BY fid");
        while (select.step()) {
            MultiPolygon shape;
            if (!select.blob(0).empty() && !shape_from(select.blob(0), shape)) return damaged(file, table);
            rows.shape.push_back(std::move(shape));
            rows.code.push_back(select.text(1));
            rows.name_th.push_back(select.text(2));
            rows.name_en.push_back(select.text(3));
            rows.parent.push_back(area_from(select.integer(4)));
            rows.inner.push_back({select.real(5), select.real(6)});
        }
        if (select.status() != SQLITE_DONE) return sql::failure(database, file, Fault::unreadable);
        for (std::size_t a = 0; a < rows.size(); ++a) {
            const bool known =
                level == Level::country ||
                (rows.parent[a].valid() &&
                 rows.parent[a].row() < areas.levels[static_cast<std::size_t>(level) - 1].size());
            if (!known) return damaged(file, table);
        }
    }
    return areas;
}

Result<void> write_places(sqlite3* database, const std::string& file, const std::vector<Place>& places) {
    TRY_VOID(sql::execute(database, file, "DELETE FROM places"));
    sql::Statement insert(database,
                          "INSERT INTO places (geom, id, name_th, name_en, kind, services, school_level, "
                          "agency, capacity, is_open, has_position, "
                          "position_quality, area) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
    for (const Place& p : places) {
        const Wkb point = wkb_of(p.at);
        insert.bind_blob(point.bytes().data(), point.bytes().size())
            .bind(p.id)
            .bind(p.name_th)
            .bind(p.name_en);
        insert.bind(std::int64_t{static_cast<std::uint8_t>(p.kind)})
            .bind(std::int64_t{p.services})
            .bind(p.school_level)
            .bind(p.agency);
        insert.bind(std::int64_t{p.capacity})
            .bind(std::int64_t{p.open})
            .bind(std::int64_t{p.has_position})
            .bind(p.position_quality)
            .bind(row_or_minus(p.area));
        if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
    }
    return {};
}

Result<std::vector<Place>> read_places(sqlite3* database, const std::string& file) {
    std::vector<Place> places;
    sql::Statement select(database,
                          "SELECT geom, id, name_th, name_en, kind, services, school_level, agency, "
                          "capacity, is_open, has_position, position_quality, area "
                          "FROM places ORDER BY fid");
    while (select.step()) {
        Place p;
        if (!point_from(select.blob(0), p.at) || select.integer(4) < 0 ||
            select.integer(4) > static_cast<std::int64_t>(PlaceKind::other))
            return damaged(file, "places");
        p.id = select.text(1);
        p.name_th = select.text(2);
        p.name_en = select.text(3);
        p.kind = static_cast<PlaceKind>(select.integer(4));
        p.services = static_cast<std::uint32_t>(select.integer(5));
        p.school_level = select.text(6);
        p.agency = select.text(7);
        p.capacity = static_cast<std::int32_t>(select.integer(8));
        p.open = select.integer(9) != 0;
        p.has_position = select.integer(10) != 0;
        p.position_quality = select.text(11);
        p.area = area_from(select.integer(12));
        places.push_back(std::move(p));
    }
    if (select.status() != SQLITE_DONE) return sql::failure(database, file, Fault::unreadable);
    return places;
}

Result<void> write_villages(sqlite3* database, const std::string& file,
                            const std::vector<Village>& villages) {
    TRY_VOID(sql::execute(database, file, "DELETE FROM villages"));
    sql::Statement insert(database, "INSERT INTO villages (geom, id, name, area, weight) VALUES (?,?,?,?,?)");
    for (const Village& v : villages) {
        const Wkb point = wkb_of(v.at);
        insert.bind_blob(point.bytes().data(), point.bytes().size())
            .bind(v.id)
            .bind(v.name)
            .bind(row_or_minus(v.area))
            .bind(v.weight);
        if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
    }
    return {};
}

Result<std::vector<Village>> read_villages(sqlite3* database, const std::string& file) {
    std::vector<Village> villages;
    sql::Statement select(database, "SELECT geom, id, name, area, weight FROM villages ORDER BY fid");
    while (select.step()) {
        Village v;
        if (!point_from(select.blob(0), v.at)) return damaged(file, "villages");
        v.id = select.text(1);
        v.name = select.text(2);
        v.area = area_from(select.integer(3));
        v.weight = select.integer(4);
        villages.push_back(std::move(v));
    }
    if (select.status() != SQLITE_DONE) return sql::failure(database, file, Fault::unreadable);
    return villages;
}

Result<void> write_counts(sqlite3* database, const std::string& file,
                          const std::vector<CountSeries>& counts) {
    TRY_VOID(sql::execute(database, file, "DELETE FROM counts; DELETE FROM counts_series"));
    sql::Statement series(database, "INSERT INTO counts_series VALUES (?,?,?,?,?,?,?,?,?,?)");
    sql::Statement cells(
        database, "INSERT INTO counts (series, level, area, state, children_thousandths) VALUES (?,?,?,?,?)");
    for (std::size_t s = 0; s < counts.size(); ++s) {
        const CountSeries& c = counts[s];
        series.bind(static_cast<std::int64_t>(s))
            .bind(c.id)
            .bind(c.name)
            .bind(child_status_name(c.status))
            .bind(c.group)
            .bind(c.agency);
        series.bind(c.age_band).bind(c.date_iso).bind(c.source).bind(std::int64_t{c.in_total});
        if (!series.run()) return sql::failure(database, file, Fault::unwritable);
        for (const CountCell& cell : c.cells) {
            cells.bind(static_cast<std::int64_t>(s))
                .bind(level_name(cell.level))
                .bind(row_or_minus(cell.area));
            cells.bind(std::int64_t{static_cast<std::uint8_t>(cell.state)}).bind(cell.children_milli);
            if (!cells.run()) return sql::failure(database, file, Fault::unwritable);
        }
    }
    return {};
}

Result<std::vector<CountSeries>> read_counts(sqlite3* database, const std::string& file) {
    std::vector<CountSeries> counts;
    sql::Statement series(database,
                          "SELECT id, name, status, child_group, agency, age_band, date, source, in_total "
                          "FROM counts_series ORDER BY series");
    while (series.step()) {
        CountSeries c;
        c.id = series.text(0);
        c.name = series.text(1);
        bool known = false;
        for (std::uint8_t s = 0; s <= static_cast<std::uint8_t>(ChildStatus::working_age); ++s)
            if (series.text(2) == child_status_name(static_cast<ChildStatus>(s))) {
                c.status = static_cast<ChildStatus>(s);
                known = true;
            }
        if (!known) return damaged(file, "counts_series");
        c.group = series.text(3);
        c.agency = series.text(4);
        c.age_band = series.text(5);
        c.date_iso = series.text(6);
        c.source = series.text(7);
        c.in_total = series.integer(8) != 0;
        counts.push_back(std::move(c));
    }
    if (series.status() != SQLITE_DONE) return sql::failure(database, file, Fault::unreadable);
    sql::Statement cells(database,
                         "SELECT series, level, area, state, children_thousandths FROM counts ORDER BY fid");
    while (cells.step()) {
        const auto level = level_from_name(cells.text(1));
        const std::int64_t s = cells.integer(0);
        if (!level || s < 0 || s >= static_cast<std::int64_t>(counts.size()) || cells.integer(3) < 0 ||
            cells.integer(3) > 2)
            return damaged(file, "counts");
        counts[static_cast<std::size_t>(s)].cells.push_back({*level, area_from(cells.integer(2)),
                                                             static_cast<CellState>(cells.integer(3)),
                                                             cells.integer(4)});
    }
    if (cells.status() != SQLITE_DONE) return sql::failure(database, file, Fault::unreadable);
    return counts;
}

Result<void> write_roads(sqlite3* database, const std::string& file, const Roads& roads) {
    TRY_VOID(sql::execute(database, file, "DELETE FROM roads; DELETE FROM learnreach_road_nodes"));
    sql::Statement nodes(database, "INSERT INTO learnreach_road_nodes VALUES (0, ?)");
    nodes.bind_blob(bytes_of(roads.nodes).data(), bytes_of(roads.nodes).size());
    if (!nodes.run()) return sql::failure(database, file, Fault::unwritable);
    sql::Statement insert(database,
                          "INSERT INTO roads (geom, way_id, class, class_number, surface, one_way, flags, "
                          "max_speed_kmh, nodes) VALUES (?,?,?,?,?,?,?,?,?)");
    for (const Way& way : roads.ways) {
        const auto refs = roads.nodes_of(way);
        Wkb line;
        line.begin(2);
        line.put(static_cast<std::uint32_t>(refs.size()));
        for (const std::uint32_t node : refs) line.put(roads.nodes[node]);
        insert.bind_blob(line.bytes().data(), line.bytes().size())
            .bind(way.id)
            .bind(road_class_name(way.road_class));
        insert.bind(std::int64_t{static_cast<std::uint8_t>(way.road_class)})
            .bind(std::int64_t{static_cast<std::uint8_t>(way.surface)});
        insert.bind(std::int64_t{static_cast<std::uint8_t>(way.one_way)})
            .bind(std::int64_t{way.flags})
            .bind(std::int64_t{way.max_speed_kmh});
        insert.bind_blob(refs.data(), refs.size_bytes());
        if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
    }
    return {};
}

Result<Roads> read_roads(sqlite3* database, const std::string& file) {
    Roads roads;
    sql::Statement nodes(database, "SELECT positions FROM learnreach_road_nodes");
    if (nodes.step() && !values_from(nodes.blob(0), roads.nodes))
        return damaged(file, "learnreach_road_nodes");
    sql::Statement select(
        database,
        "SELECT way_id, class_number, surface, one_way, flags, max_speed_kmh, nodes FROM roads ORDER BY fid");
    std::vector<std::uint32_t> refs;
    while (select.step()) {
        Way way;
        if (!values_from(select.blob(6), refs) || refs.size() < 2 || select.integer(1) < 0 ||
            select.integer(1) >= static_cast<std::int64_t>(road_class_count))
            return damaged(file, "roads");
        for (const std::uint32_t node : refs)
            if (node >= roads.nodes.size()) return damaged(file, "roads");
        way.id = select.integer(0);
        way.road_class = static_cast<RoadClass>(select.integer(1));
        way.surface = static_cast<Surface>(select.integer(2));
        way.one_way = static_cast<OneWay>(select.integer(3));
        way.flags = static_cast<std::uint8_t>(select.integer(4));
        way.max_speed_kmh = static_cast<std::uint8_t>(select.integer(5));
        way.first = static_cast<std::uint32_t>(roads.way_nodes.size());
        way.count = static_cast<std::uint32_t>(refs.size());
        roads.way_nodes.insert(roads.way_nodes.end(), refs.begin(), refs.end());
        roads.ways.push_back(way);
    }
    if (select.status() != SQLITE_DONE) return sql::failure(database, file, Fault::unreadable);
    return roads;
}

Result<void> write_decisions(sqlite3* database, const std::string& file, const Study& study) {
    TRY_VOID(sql::execute(database, file, "DELETE FROM learnreach_study"));
    sql::Statement insert(database, "INSERT INTO learnreach_study VALUES (1, ?)");
    insert.bind(json_of(study));
    if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
    return {};
}

Result<Study> read_decisions(sqlite3* database, const std::string& file) {
    sql::Statement select(database, "SELECT version, decisions FROM learnreach_study");
    if (!select.ok() || !select.step()) return fail(Fault::wrong_kind, file);
    if (select.integer(0) > 1) return fail(Fault::newer_version, file);
    return study_from_json(select.text(1), file);
}

}  // namespace geo::parts
