// The parts of a study as tables of a GeoPackage.  Private to geo/study; study_file.h is the door.
#pragma once

#include "geo/study/sqlite_private.h"
#include "geo/study/study.h"

#include <string>

namespace geo::parts {

/// Tables of an empty study file.
Result<void> create_tables(sqlite3* database, const std::string& file);

// Each writer empties its tables and fills them; each runs inside the caller's transaction.
Result<void> write_areas(sqlite3* database, const std::string& file, const Areas& areas);
Result<void> write_places(sqlite3* database, const std::string& file, const std::vector<Place>& places);
Result<void> write_villages(sqlite3* database, const std::string& file, const std::vector<Village>& villages);
Result<void> write_counts(sqlite3* database, const std::string& file, const std::vector<CountSeries>& counts);
Result<void> write_roads(sqlite3* database, const std::string& file, const Roads& roads);
Result<void> write_decisions(sqlite3* database, const std::string& file, const Study& study);

Result<Areas> read_areas(sqlite3* database, const std::string& file);
Result<std::vector<Place>> read_places(sqlite3* database, const std::string& file);
Result<std::vector<Village>> read_villages(sqlite3* database, const std::string& file);
Result<std::vector<CountSeries>> read_counts(sqlite3* database, const std::string& file);
Result<Roads> read_roads(sqlite3* database, const std::string& file);
/// Title, scenarios, map style, sources, made_up; the dataset's other parts stay empty.
Result<Study> read_decisions(sqlite3* database, const std::string& file);

/// Scenarios and style as JSON, and back; unknown words give Fault::unreadable.
std::string json_of(const Study& study);
Result<Study> study_from_json(const std::string& json, const std::string& file);

}  // namespace geo::parts
