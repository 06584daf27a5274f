// Where a row of a table lies: degrees in any dress, UTM of either zone and datum, or in the wrong column.
// Private to geo/data; import.h is the door.
//
// The trap: a latitude in the column of longitudes is a number like any other, and metres without zone and
// datum fit four systems that lie 450 m or a country apart.  What the row does not say is asked, not guessed.
#pragma once

#include "geo/base/result.h"
#include "geo/data/coordinate.h"
#include "geo/data/dataset.h"
#include "geo/data/import_report.h"
#include "geo/data/read_rows.h"
#include "geo/data/table.h"
#include "geo/geom/crs.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace geo {

/// The systems that metres without a word may be in.
inline constexpr std::array<const char*, 4> utm_of_thailand = {"EPSG:32647", "EPSG:32648", "EPSG:24047",
                                                               "EPSG:24048"};

/// What the cells of a row say.
struct RowPosition {
    std::optional<LonLat> at;  ///< WGS 84
    const char* trouble =
        nullptr;          ///< kind of the note: no_position, bad_position, position_zero, crs_unknown
    double x = 0, y = 0;  ///< the numbers as read, easting and northing; of crs_unknown
    CrsWords words;       ///< what the row says of its system
    bool metres = false;
    bool swapped = false;           ///< x and y stood in each other's column
    bool swapped_for_sure = false;  ///< the letters of the cells say so, or nothing else can be
    bool sexagesimal = false;
    bool degrees_for_metres = false;  ///< degrees in columns that are of metres
    bool rewritten = false;           ///< Thai digits, 1,539,061.2, 13,7563
    bool without_point = false;       ///< 18788300 for 18.7883
    std::string_view crs;             ///< changed from (of the Positions); "" for WGS 84 degrees
};

/// The positions of a table's rows.
class Positions {
public:
    /// Columns by what the person said, else by their names.  Fault::no_position without columns of
    /// coordinates; Fault::unknown_crs where the person's system is none.
    static Result<Positions> of(const Table& table, const Areas& areas, const Reading& reading,
                                const std::string& file);

    RowPosition read(const Table::Row& row) const;
    /// The numbers of a row in a named system; nothing where they have no image there.
    std::optional<LonLat> in_crs(const RowPosition& position, std::string_view crs) const;
    /// "WGS 84 / UTM zone 47N"; the code itself where it is none of ours.
    std::string name_of(std::string_view crs) const;

    const PositionColumns& columns() const { return columns_; }
    /// "lat, lon" as the sender wrote them.
    std::string words_of(const Table::Row& row) const;
    /// Numbers that are degrees without their decimal point, in whatever column.
    static std::optional<LonLat> with_point(double x, double y);
    /// The roles of the columns, for the report's Reading.
    void tell(Reading& reading) const;

private:
    explicit Positions(const Table& table) : table_(&table) {}
    std::string_view own_name(std::string_view crs) const;
    bool near(double lon, double lat, double by) const;
    std::optional<CoordinateCell> coordinate(const Table::Row& row, bool east) const;
    double scale_of(int column, bool (*fits)(double)) const;
    void find_scales();
    void read_degrees(double x, double y, RowPosition& out) const;
    void read_metres(double x, double y, RowPosition& out) const;
    CrsWords words_of_crs(const Table::Row& row) const;

    const Table* table_;
    PositionColumns columns_;
    CrsWords of_file_;  ///< what headers and sheet say
    std::string crs_;   ///< the person's
    Box box_;           ///< of the areas
    bool metres_ = false;
    double lon_scale_ = 1, lat_scale_ = 1;  ///< of whole columns without decimal points: 1,000,000
    std::vector<std::pair<std::string, Transform>> transforms_;
};

/// Fault::not_degrees where most rows that hold numbers hold metres of which nobody says the system.
Result<void> refuse_metres(const Table& table, const Positions& positions, const std::string& file);

/// Rows of a table, ascending, and each of them in its turn.
using RowNumbers = std::vector<std::uint32_t>;
void for_rows(const Table& table, const RowNumbers& rows,
              const std::function<void(std::size_t, const Table::Row&)>& each);

/// The rows but those whose cells are all those of an earlier row: these count once (repair row_repeated).
RowNumbers rows_once(const Table& table, ImportReport& report);

/// One note for all rows whose id stands in an earlier row too: the first of them, and how many.
std::optional<ImportNote> repeated_ids(const Table& table, int id, const ImportReport& report);

/// One note for all rows on a point that `least` to `most` rows share; `every` of them, or those after the
/// first.  `rows`: those of the table that have a point, and `at` the point of each.
void note_same_points(const char* kind, std::size_t least, std::size_t most, bool every,
                      const std::function<LonLat(std::size_t)>& at, const RowNumbers& rows,
                      const Table& table, ImportReport& report);

/// "13.765000, 100.514000".
std::string point_words(LonLat at);

}  // namespace geo
