#include "geo/base/figures.h"
#include "geo/study/study_parts_private.h"

namespace geo::parts {
namespace {

// The tables that OGC 12-128r18 (GeoPackage 1.3) requires.
constexpr const char* geopackage = R"(
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
 srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
 organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
 ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', NULL),
 ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL),
 ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]', NULL);
CREATE TABLE gpkg_contents (
 table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
 description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE,
 max_y DOUBLE, srs_id INTEGER,
 CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
 table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
 z TINYINT NOT NULL, m TINYINT NOT NULL,
 CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
 CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
 CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
)";

constexpr const char* own_tables = R"(
CREATE TABLE learnreach_study (version INTEGER NOT NULL, decisions TEXT NOT NULL);
CREATE TABLE learnreach_road_nodes (first INTEGER PRIMARY KEY, positions BLOB NOT NULL);
)";

struct Layer {
    const char* name;
    const char* geometry;  ///< nullptr: a plain table
    const char* columns;
};

constexpr const char* area_columns =
    "code TEXT, name_th TEXT, name_en TEXT, parent_code TEXT, inner_lon DOUBLE, inner_lat DOUBLE";

constexpr Layer layers[] = {
    {"country", "MULTIPOLYGON", area_columns},
    {"province", "MULTIPOLYGON", area_columns},
    {"amphoe", "MULTIPOLYGON", area_columns},
    {"tambon", "MULTIPOLYGON", area_columns},
    {"places", "POINT",
     "id TEXT, name_th TEXT, name_en TEXT, kind TEXT, services INTEGER, school_level TEXT, agency TEXT, "
     "capacity INTEGER, is_open BOOLEAN, position_quality TEXT, area_code TEXT"},
    {"villages", "POINT", "id TEXT, name TEXT, area_code TEXT, weight INTEGER"},
    {"roads", "LINESTRING",
     "way_id INTEGER, class TEXT, surface TEXT, one_way TEXT, flags INTEGER, max_speed_kmh INTEGER, nodes "
     "BLOB"},
    {"counts", nullptr,
     "series TEXT, level TEXT, area_code TEXT, state TEXT, children DOUBLE, children_thousandths INTEGER"},
    {"counts_series", nullptr,
     "id TEXT, name TEXT, status TEXT, child_group TEXT, agency TEXT, age_band TEXT, date TEXT, source TEXT, "
     "in_total BOOLEAN, sex TEXT, definition TEXT, area_codes TEXT, relation TEXT"},
    {"sources", nullptr,
     "kind TEXT, file TEXT, sha256 TEXT, rows INTEGER, imported TEXT, note TEXT, origin TEXT, "
     "reading TEXT, report TEXT"},
};

}  // namespace

bool has_table(sqlite3* database, const char* name) {
    sql::Statement select(database, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
    select.bind(name);
    return select.step();
}

Failure damaged(const std::string& file, const std::string& table) {
    Error error;
    error.fault = Fault::unreadable;
    error.file = file;
    error.column = table;
    return fail(std::move(error));
}

Result<void> create_geopackage(sqlite3* database, const std::string& file) {
    return sql::execute(database, file, geopackage);
}

Result<void> create_layer(sqlite3* database, const std::string& file, const std::string& name,
                          const char* geometry, const std::string& columns) {
    const bool shaped = geometry != nullptr;
    std::string text = "CREATE TABLE " + name + " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, " +
                       (shaped ? std::string{"geom "} + geometry + ", " : std::string{}) + columns +
                       ");\nINSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, "
                       "srs_id) VALUES ('" +
                       name + "', '" + (shaped ? "features" : "attributes") + "', '" + name + "', '" +
                       today_iso() + "T00:00:00.000Z', " + (shaped ? "4326" : "NULL") + ");\n";
    if (shaped)
        text += "INSERT INTO gpkg_geometry_columns VALUES ('" + name + "', 'geom', '" + geometry +
                "', 4326, 0, 0);\n";
    return sql::execute(database, file, text);
}

Result<void> create_tables(sqlite3* database, const std::string& file) {
    TRY_VOID(create_geopackage(database, file));
    for (const Layer& layer : layers)
        TRY_VOID(create_layer(database, file, layer.name, layer.geometry, layer.columns));
    return sql::execute(database, file, own_tables);
}

Result<void> emptied(sqlite3* database, const std::string& file, const std::string& table) {
    TRY_VOID(sql::execute(database, file, "DELETE FROM " + table));
    return sql::execute(database, file, "DELETE FROM sqlite_sequence WHERE name = '" + table + "'");
}

bool has_column(sqlite3* database, const char* table, const char* column) {
    sql::Statement select(database, "SELECT 1 FROM pragma_table_info(?) WHERE name = ?");
    select.bind(table).bind(column);
    return select.step();
}

Result<void> with_column(sqlite3* database, const std::string& file, const char* table, const char* column) {
    if (has_column(database, table, column)) return {};
    return sql::execute(database, file,
                        std::string{"ALTER TABLE "} + table + " ADD COLUMN " + column + " TEXT");
}

Result<void> set_extent(sqlite3* database, const std::string& file, const std::string& table,
                        const Box& box) {
    sql::Statement update(
        database,
        "UPDATE gpkg_contents SET last_change = ?, min_x = ?, min_y = ?, max_x = ?, max_y = ? "
        "WHERE table_name = ?");
    update.bind(today_iso() + "T00:00:00.000Z");
    for (const double edge : {box.min_x, box.min_y, box.max_x, box.max_y}) {
        if (box.empty())
            update.bind_null();
        else
            update.bind(edge);
    }
    update.bind(table);
    if (!update.run()) return sql::failure(database, file, Fault::unwritable);
    return {};
}

Result<void> write_made_up(sqlite3* database, const std::string& file, bool made_up) {
    const std::string note =
        made_up ? word(Lang::th, "study.made_up") + " / " + word(Lang::en, "study.made_up") : std::string{};
    sql::Statement update(database, "UPDATE gpkg_contents SET description = ?1 WHERE description <> ?1");
    if (!update.bind(note).run()) return sql::failure(database, file, Fault::unwritable);
    return {};
}

}  // namespace geo::parts
