#include "geo/data/sound.h"
#include "geo/study/study_parts_private.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <zlib.h>

namespace geo::parts {
namespace {

static_assert(std::endian::native == std::endian::little, "cells are stored with the low byte first");

/// Cells of one blob: a change of the study rewrites all, and no blob is large.
constexpr std::size_t cells_of_blob = 1U << 18U;
/// As many as an import keeps, and some.
constexpr std::int64_t most_cells = 100'000'000;

/// Four planes, one for each byte of the values: neighbours differ in the low bytes alone.
std::string packed(const float* cells, std::size_t count) {
    std::string planes(count * 4, '\0');
    const auto* bytes = reinterpret_cast<const char*>(cells);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t b = 0; b < 4; ++b) planes[b * count + i] = bytes[i * 4 + b];
    uLongf size = compressBound(static_cast<uLong>(planes.size()));
    std::string out(size, '\0');
    if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(planes.data()),
                  static_cast<uLong>(planes.size()), Z_BEST_SPEED) != Z_OK)
        return {};
    out.resize(size);
    return out;
}

bool unpack(std::string_view blob, float* cells, std::size_t count) {
    std::string planes(count * 4, '\0');
    auto size = static_cast<uLongf>(planes.size());
    if (uncompress(reinterpret_cast<Bytef*>(planes.data()), &size,
                   reinterpret_cast<const Bytef*>(blob.data()), static_cast<uLong>(blob.size())) != Z_OK ||
        size != planes.size())
        return false;
    std::string bytes(count * 4, '\0');
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t b = 0; b < 4; ++b) bytes[i * 4 + b] = planes[b * count + i];
    std::memcpy(cells, bytes.data(), bytes.size());
    return true;
}

/// Fills the cells of grid number `fid`.
bool read_cells(sqlite3* database, std::int64_t fid, Grid& grid) {
    std::vector<float> cells(grid.size(), Grid::no_value);
    sql::Statement select(database,
                          "SELECT first, cells FROM learnreach_grid_cells WHERE grid = ? ORDER BY first");
    select.bind(fid);
    std::size_t next = 0;
    while (select.step()) {
        const std::size_t count = std::min(cells_of_blob, cells.size() - next);
        if (select.integer(0) != static_cast<std::int64_t>(next) || count == 0 ||
            !unpack(select.blob(1), cells.data() + next, count))
            return false;
        next += count;
    }
    if (!select.done() || next != cells.size()) return false;
    grid.cells = std::make_shared<const std::vector<float>>(std::move(cells));
    return is_sound(grid);
}

}  // namespace

Result<void> write_grids(sqlite3* database, const std::string& file, const std::vector<Grid>& grids) {
    if (!has_table(database, "grids")) {
        // Studies of early versions hold no grids.
        if (grids.empty()) return {};
        TRY_VOID(
            create_layer(database, file, "grids", nullptr,
                         "kind TEXT, source TEXT, crs TEXT, vintage TEXT, columns INTEGER, rows INTEGER, "
                         "x DOUBLE, x_column DOUBLE, x_row DOUBLE, y DOUBLE, y_column DOUBLE, y_row DOUBLE"));
        TRY_VOID(sql::execute(database, file,
                              "CREATE TABLE learnreach_grid_cells (grid INTEGER NOT NULL, first INTEGER NOT "
                              "NULL, cells BLOB NOT NULL, PRIMARY KEY (grid, first))"));
    }
    for (const char* column : {"ages", "sex"}) TRY_VOID(with_column(database, file, "grids", column));
    TRY_VOID(emptied(database, file, "grids"));
    TRY_VOID(sql::execute(database, file, "DELETE FROM learnreach_grid_cells"));
    sql::Statement insert(
        database,
        "INSERT INTO grids (kind, source, crs, vintage, ages, sex, columns, rows, x, x_column, x_row, y, "
        "y_column, y_row) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    sql::Statement cells(database, "INSERT INTO learnreach_grid_cells (grid, first, cells) VALUES (?,?,?)");
    for (const Grid& grid : grids) {
        insert.bind(grid_kind_name(grid.kind)).bind(grid.source).bind(grid.crs).bind(grid.vintage);
        insert.bind(grid.ages).bind(grid.sex);
        insert.bind(std::int64_t{grid.columns}).bind(std::int64_t{grid.rows});
        for (const double one : grid.to_map) insert.bind(one);
        if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
        const std::int64_t fid = sqlite3_last_insert_rowid(database);
        for (std::size_t first = 0; first < grid.size(); first += cells_of_blob) {
            const std::string blob =
                packed(grid.cells->data() + first, std::min(cells_of_blob, grid.size() - first));
            cells.bind(fid).bind(static_cast<std::int64_t>(first)).bind_blob(blob);
            if (blob.empty() || !cells.run()) return sql::failure(database, file, Fault::unwritable);
        }
    }
    return {};
}

Result<std::vector<Grid>> read_grids(sqlite3* database, const std::string& file) {
    std::vector<Grid> grids;
    if (!has_table(database, "grids")) return grids;
    const std::string ages = has_column(database, "grids", "ages") ? "ages, sex" : "'', ''";
    sql::Statement select(database,
                          "SELECT fid, kind, source, crs, vintage, columns, rows, x, x_column, x_row, y, "
                          "y_column, y_row, " +
                              ages + " FROM grids ORDER BY fid");
    std::int64_t all = 0;
    while (select.step()) {
        Grid grid;
        const auto kind = grid_kind_from(select.text(1));
        const std::int64_t columns = select.integer(5), rows = select.integer(6);
        const bool sized = columns > 0 && rows > 0 && columns <= most_cells && rows <= most_cells / columns;
        if (!kind || !sized || (all += columns * rows) > 3 * most_cells) return damaged(file, "grids");
        grid.kind = *kind;
        grid.source = select.text(2);
        grid.crs = select.text(3);
        grid.vintage = select.text(4);
        grid.columns = static_cast<std::uint32_t>(columns);
        grid.rows = static_cast<std::uint32_t>(rows);
        for (std::size_t i = 0; i < grid.to_map.size(); ++i)
            grid.to_map[i] = select.real(static_cast<int>(7 + i));
        grid.ages = select.text(13);
        grid.sex = select.text(14);
        if (!read_cells(database, select.integer(0), grid)) return damaged(file, "grids");
        grids.push_back(std::move(grid));
    }
    if (!select.done()) return sql::failure(database, file, Fault::unreadable);
    return grids;
}

}  // namespace geo::parts
