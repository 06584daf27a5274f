// Persons in a table: which columns tell of them, and how a table goes on without them.
//
// Personal data refuses a file.  A person may instead name the columns that are left out (a ColumnReading
// with the role `personal`), or leave out whatever is found (a Decision of kind "personal_data"): then their
// cells are emptied before anything else looks at the table, so that nothing of them is in a note, an error,
// a study or an answer.  Private to geo/data; import.h and sighting.h are the doors.
//
// The trap: one number in eleven has the check digit of a personal id by chance, and what is private in a
// list of children (a telephone, a name) is public in a list of places.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/import_report.h"
#include "geo/data/reading.h"
#include "geo/data/table.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// What stands in the place of a personal value.
inline constexpr const char* masked = "•••";

struct PersonalColumn {
    int column = -1;
    std::int64_t first_row = 0;  ///< that has a value
    std::int64_t cells = 0;      ///< that have one
};

/// A column of long numbers of which a few have the check digit of a personal id, as one in eleven has by
/// chance; or, without any, of cells that may be names, telephones or addresses of persons.
struct DoubtfulColumn {
    int column = -1;
    std::int64_t first_row = 0;
    std::size_t valid = 0, all = 0;
};

struct PersonalData {
    std::vector<PersonalColumn> columns;  ///< ascending
    std::vector<std::int64_t> lines;      ///< rows around the table that hold a personal id
    std::vector<DoubtfulColumn> doubts;   ///< a person looks

    bool any() const { return !columns.empty() || !lines.empty(); }
};

/// Columns with ids of a valid check digit, with surnames, with names of children or of those who look after
/// them, or, in a table that is not one of places, with names of persons, telephone numbers or addresses
/// (those of a place are public).  By header and by content.  O(cells log cells).
PersonalData personal_data(const Table& table, const Progress& progress = {});

/// Fault::personal_data with the names of all such columns and the first row; `doubts` gets those to look at.
Result<void> refuse_personal_data(const Table& table, const std::string& file,
                                  std::vector<DoubtfulColumn>* doubts = nullptr);

/// Empties what a person wants left out, then refuses what is left.  `report` gets the role of each column
/// left out and a warning for it; columns in doubt ask (Outcome::ask) unless settled.  Every table that is
/// read passes here.  O(cells).
Result<void> without_persons(Table& table, const Reading& reading, bool accept, ImportReport& report,
                             const Progress& progress);

/// The same in the other sheets of a file, of which nothing is read: refused unless a person leaves out
/// whatever is found.
Result<void> refuse_other_sheet(const Table& table, const Reading& reading, ImportReport& report);

/// True where the text holds a personal id.
bool holds_personal_id(std::string_view text);

/// True where a person said that this column is to be left out.
bool is_left_out(const Reading& reading, int column, const std::string& header);

}  // namespace geo
