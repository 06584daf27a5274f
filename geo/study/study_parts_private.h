// The parts of a study as tables of a GeoPackage.  Private to geo/study; study_file.h is the door.
//
// Areas are named by their codes, never by row numbers, so that the tables mean the same to other programs.
// The trap: whoever opens a file may have been handed a damaged or hostile one, so every reader checks what
// the rest of the program takes for granted (order, ranges, codes that exist).
#pragma once

#include "geo/base/progress.h"
#include "geo/study/sqlite_private.h"
#include "geo/study/study.h"

#include <string>

namespace geo::parts {

/// Tables of an empty study file.
Result<void> create_tables(sqlite3* database, const std::string& file);

// Each writer empties its tables and fills them; each runs inside the caller's transaction.
Result<void> write_areas(sqlite3* database, const std::string& file, const Areas& areas,
                         const Progress& progress);
Result<void> write_places(sqlite3* database, const std::string& file, const Dataset& data);
Result<void> write_villages(sqlite3* database, const std::string& file, const Dataset& data);
Result<void> write_counts(sqlite3* database, const std::string& file, const Dataset& data);
Result<void> write_roads(sqlite3* database, const std::string& file, const Roads& roads,
                         const Progress& progress);
Result<void> write_grids(sqlite3* database, const std::string& file, const std::vector<Grid>& grids);
Result<void> write_groups(sqlite3* database, const std::string& file, const std::vector<AreaGroup>& groups);
Result<void> write_barriers(sqlite3* database, const std::string& file,
                            const std::vector<BarrierLayer>& layers);
Result<void> write_sources(sqlite3* database, const std::string& file,
                           const std::vector<SourceFile>& sources);
Result<void> write_made_up(sqlite3* database, const std::string& file, bool made_up);
/// Title, scenarios, map style.
Result<void> write_decisions(sqlite3* database, const std::string& file, const Study& study);

Result<Areas> read_areas(sqlite3* database, const std::string& file, const Progress& progress);
Result<std::vector<Place>> read_places(sqlite3* database, const std::string& file, const Areas& areas);
Result<std::vector<Village>> read_villages(sqlite3* database, const std::string& file, const Areas& areas);
Result<std::vector<CountSeries>> read_counts(sqlite3* database, const std::string& file, const Areas& areas);
Result<Roads> read_roads(sqlite3* database, const std::string& file, const Progress& progress);
Result<std::vector<Grid>> read_grids(sqlite3* database, const std::string& file);
Result<std::vector<AreaGroup>> read_groups(sqlite3* database, const std::string& file);
Result<std::vector<BarrierLayer>> read_barriers(sqlite3* database, const std::string& file);
Result<std::vector<SourceFile>> read_sources(sqlite3* database, const std::string& file);
/// Title, scenarios, map style, and made_up; the dataset's other parts stay empty.  Fault::wrong_kind where
/// the database is no study, newer_version, unreadable.
Result<Study> read_decisions(sqlite3* database, const std::string& file);

/// Scenarios and style as JSON, and back; unknown words and values out of range give Fault::unreadable.
std::string json_of(const Study& study);
Result<Study> study_from_json(const std::string& json, const std::string& file);

// For the readers and writers of the parts.

/// What every GeoPackage holds, without a layer.
Result<void> create_geopackage(sqlite3* database, const std::string& file);
/// A table that other programs see as a layer; `geometry` is null for a plain table.  Name and columns are
/// our own words, never a user's.
Result<void> create_layer(sqlite3* database, const std::string& file, const std::string& name,
                          const char* geometry, const std::string& columns);

/// Fault::unreadable that names the table.
Failure damaged(const std::string& file, const std::string& table);
/// Removes all rows and starts their numbers again.
Result<void> emptied(sqlite3* database, const std::string& file, const std::string& table);
/// Studies of earlier builds lack the tables and columns that came later: a reader asks, a writer adds them.
/// Both words are our own.
bool has_table(sqlite3* database, const char* table);
bool has_column(sqlite3* database, const char* table, const char* column);
Result<void> with_column(sqlite3* database, const std::string& file, const char* table, const char* column);
/// What other programs zoom to.
Result<void> set_extent(sqlite3* database, const std::string& file, const std::string& table, const Box& box);
/// Fault::bad_value where there are no bytes: a position off the globe.
Result<void> bind_geometry(sql::Statement& statement, const std::string& bytes, const std::string& file,
                           const std::string& table);
/// The code of an area of this level, or null.
void bind_area(sql::Statement& statement, const AreaLevel& level, AreaId area);
/// The area that a code names; none where the cell is null, false where there is no such code.
bool area_from(const sql::Statement& select, int column, const Areas& areas, Level level, AreaId& out);

}  // namespace geo::parts
