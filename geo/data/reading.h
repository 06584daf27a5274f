// How a file is read: what the program guessed and what a person changed, as one small value.
//
// An import is a function of the file, the dataset and this value, so that it can be repeated, undone (the
// earlier value) and used again for the sender's next file (a profile).  Whatever is empty is guessed; the
// report of an import holds the value with nothing left empty.
//
// The trap: a column is known by its header, and only where a header stands twice or is empty by its place;
// a profile must not be applied to a file whose columns have other names.
#pragma once

#include "geo/base/result.h"
#include "geo/data/dataset.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

enum class FileKind : std::uint8_t {
    areas,
    counts,
    places,
    villages,
    roads,
    population,
    elevation,
    land_cover,
    groups,
    barriers
};
inline constexpr std::array<FileKind, 10> all_file_kinds = {
    FileKind::areas,      FileKind::counts,    FileKind::places,     FileKind::villages, FileKind::roads,
    FileKind::population, FileKind::elevation, FileKind::land_cover, FileKind::groups,   FileKind::barriers};
const char* file_kind_name(FileKind kind);
/// Population, elevation, land cover.
constexpr bool is_grid(FileKind kind) {
    return kind == FileKind::population || kind == FileKind::elevation || kind == FileKind::land_cover;
}
std::optional<FileKind> file_kind_from(std::string_view name);

/// What a column of a table holds.
enum class ColumnRole : std::uint8_t {
    none,           ///< not read
    area_code,      ///< 2, 4, 6 or 8 digits
    province_code,  ///< two digits; the code is put together from the three
    amphoe_code,
    tambon_code,
    village_code,
    province_name,
    amphoe_name,
    tambon_name,
    village_name,
    children,  ///< a count; its meaning beside it
    total,     ///< a sum of other columns: checked, never added
    share,     ///< a percentage or a rate: never added
    category,  ///< long form: what the row's count is of (status, group, agency, sex, age)
    date,
    year,
    remark,
    personal,  ///< refused: never stored, never logged
    place_id,
    place_name,
    longitude,
    latitude,
    easting,
    northing,
    zone,   ///< UTM zone
    datum,  ///< words such as "Indian 1975"
    place_kind,
    school_level,
    agency,
    capacity,
    opened,
    weight,  ///< people or households of a village
    group,   ///< that the row's area or school is in
    grouping,
    beside,        ///< a count that is kept, but is in no sum of children
    english_name,  ///< of the areas of a layer
    road_class,
    one_way,
    speed,
    surface
};
inline constexpr ColumnRole last_column_role = ColumnRole::surface;
/// "area_code".
const char* column_role_name(ColumnRole role);

/// Whom a column of counts is of.  Empty: all, or not stated.
struct CountMeaning {
    ChildStatus status = ChildStatus::any;
    std::string group, agency, age_band, sex, date_iso;
    bool operator==(const CountMeaning&) const = default;
};

struct ColumnReading {
    int column = -1;     ///< from 0
    std::string header;  ///< header rows joined with " / "
    ColumnRole role = ColumnRole::none;
    CountMeaning meaning;  ///< of children, total and beside
    bool operator==(const ColumnReading&) const = default;
};

/// What a year or a date without a day stands for.
enum class YearKind : std::uint8_t { unknown, calendar, school, fiscal };
const char* year_kind_name(YearKind kind);

/// How many persons a number of a table of counts stands for.
enum class CountUnit : std::uint8_t { unknown, persons, thousands };
const char* count_unit_name(CountUnit unit);

/// An answer of a person to a note of the report.
struct Decision {
    std::string kind;      ///< of the note that it answers: "name_ambiguous"
    std::int64_t row = 0;  ///< 0: every row with such a note
    std::string choice;    ///< a Fix::choice
    std::string value;     ///< what was chosen: an area code, a number; "" where the choice says it all
    /// Header of the note's column, where the row alone does not say which note; "" for every column.
    std::string column = {};
    bool operator==(const Decision&) const = default;
};

/// A name that a person has matched to an area, remembered for every later file.  Names as key_of() makes
/// them; province and amphoe are codes, "" where the name was matched without them.
struct Alias {
    std::string within;  ///< code of the province or amphoe inside which the name stood
    std::string name;
    std::string code;
    bool operator==(const Alias&) const = default;
};

struct Reading {
    std::string encoding;                   ///< "UTF-8", "UTF-16LE", "UTF-16BE", "CP874"; "" for a workbook
                                            ///< and for layers that always say it
    char separator = 0;                     ///< of a text table
    std::string sheet;                      ///< sheet or layer
    std::vector<std::int64_t> header_rows;  ///< as a spreadsheet shows them
    std::vector<ColumnReading> columns;
    std::string province;  ///< code, where the file is of one province and its rows do not say so
    std::string date_iso;  ///< of all counts, where no column says it
    YearKind year_kind = YearKind::unknown;
    std::string crs;  ///< "EPSG:24047"
    std::vector<Alias> aliases;
    std::vector<Decision> decisions;
    CountUnit unit = CountUnit::unknown;  ///< unknown: persons, where nothing says thousands
    bool operator==(const Reading&) const = default;
};

/// As a JSON object whose keys are the names of the members; enumerations by their names.
std::string reading_json(const Reading& reading);
/// Members that are not there stay empty.  Fault::unreadable where it is no JSON, bad_value with key (column)
/// and value for what does not fit or is not known; `file` is where the text came from.
Result<Reading> reading_from_json(std::string_view text, const std::string& file);

/// The decision for a note of that kind, row and column; one for the row goes before one for all.  "" asks
/// for any column.  Null for none.
const Decision* decision_for(const Reading& reading, std::string_view kind, std::int64_t row,
                             std::string_view column = {});

/// The answer to a file that is refused for personal data: it is read without whatever tells of persons.
Decision without_personal_data();

/// Adds an answer in the place of those that it takes back.
void decide(Reading& reading, Decision decision);

}  // namespace geo
