#include "geo/study/study_parts_private.h"
#include "geo/study/wkb_private.h"

namespace geo::parts {

Result<void> bind_geometry(sql::Statement& statement, const std::string& bytes, const std::string& file,
                           const std::string& table) {
    if (bytes.empty()) {
        Error error;
        error.fault = Fault::bad_value;
        error.file = file;
        error.column = table;
        return fail(std::move(error));
    }
    statement.bind_blob(bytes);
    return {};
}

void bind_area(sql::Statement& statement, const AreaLevel& level, AreaId area) {
    if (area.valid())
        statement.bind(level.code[area.row()]);
    else
        statement.bind_null();
}

bool area_from(const sql::Statement& select, int column, const Areas& areas, Level level, AreaId& out) {
    if (select.is_null(column)) return true;
    out = areas.find(level, select.text(column));
    return out.valid();
}

Result<void> write_areas(sqlite3* database, const std::string& file, const Areas& areas,
                         const Progress& progress) {
    for (const Level level : all_levels) {
        const AreaLevel& rows = areas.at(level);
        const std::string table = level_name(level);
        TRY_VOID(emptied(database, file, table));
        sql::Statement insert(
            database,
            "INSERT INTO " + table +
                " (geom, code, name_th, name_en, parent_code, inner_lon, inner_lat) VALUES (?,?,?,?,?,?,?)");
        Box box;
        for (std::size_t a = 0; a < rows.size(); ++a) {
            if (progress.cancelled()) return fail(Fault::cancelled, file);
            for (const Polygon& polygon : rows.shape[a])
                for (const LonLat& p : polygon.outer) box.add(p);
            if (rows.shape[a].empty())
                insert.bind_null();
            else
                TRY_VOID(bind_geometry(insert, wkb::of(rows.shape[a]), file, table));
            insert.bind(rows.code[a]).bind(rows.name_th[a]).bind(rows.name_en[a]);
            if (level == Level::country)
                insert.bind_null();
            else
                bind_area(insert, areas.levels[static_cast<std::size_t>(level) - 1], rows.parent[a]);
            insert.bind(rows.inner[a].lon).bind(rows.inner[a].lat);
            if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
        }
        TRY_VOID(set_extent(database, file, table, box));
    }
    return {};
}

Result<Areas> read_areas(sqlite3* database, const std::string& file, const Progress& progress) {
    Areas areas;
    for (const Level level : all_levels) {
        AreaLevel& rows = areas.at(level);
        const std::string table = level_name(level);
        sql::Statement select(
            database, "SELECT geom, code, name_th, name_en, parent_code, inner_lon, inner_lat FROM " + table +
                          " ORDER BY fid");
        while (select.step()) {
            if (progress.cancelled()) return fail(Fault::cancelled, file);
            MultiPolygon shape;
            if (!select.is_null(0) && !wkb::read(select.blob(0), shape)) return damaged(file, table);
            AreaId parent;
            if (level != Level::country) {
                const auto above = static_cast<Level>(static_cast<std::uint8_t>(level) - 1);
                if (!area_from(select, 4, areas, above, parent) || !parent.valid())
                    return damaged(file, table);
            }
            const LonLat inner{select.real(5), select.real(6)};
            const std::string code = select.text(1);
            const bool ascends = rows.code.empty() || rows.code.back() < code;
            if (!ascends || !wkb::on_globe(inner) || (level == Level::country && rows.size() == 1))
                return damaged(file, table);
            rows.shape.push_back(std::move(shape));
            rows.code.push_back(code);
            rows.name_th.push_back(select.text(2));
            rows.name_en.push_back(select.text(3));
            rows.parent.push_back(parent);
            rows.inner.push_back(inner);
        }
        if (!select.done()) return sql::failure(database, file, Fault::unreadable);
    }
    return areas;
}

}  // namespace geo::parts
