// One cell of somebody's table as a coordinate, and words such as "47N" or "อินเดียน 2518" as a system of
// coordinates.  Private to geo/data.
//
// The trap: 13.7.56 and 100,5018 look like coordinates and are none for certain; what can be read in two ways
// is not read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace geo {

struct CoordinateCell {
    double value = 0;  ///< degrees or metres; west and south negative
    char side = 0;     ///< 'N', 'S', 'E', 'W' where the cell says it
    bool sexagesimal = false;  ///< degrees and minutes: 17°54′34.62″N, 18-49-28.71, ๑๘ องศา ๗ ลิปดา
    bool repaired = false;  ///< Thai digits, 1,539,061.2, 13,7563
};
/// Degrees in any dress, or plain metres.  Nothing where the cell is no coordinate, or minutes are 60 or
/// more.
std::optional<CoordinateCell> coordinate_from_cell(std::string_view cell);

/// Two in one cell, in their order: "13.7563, 100.5018", "18°49′N 99°7′E"; those of a link to a map
/// ("https://maps.google.com/?q=13.7563,100.5018").
std::optional<std::pair<CoordinateCell, CoordinateCell>> coordinates_from_cell(std::string_view cell);

enum class Datum : unsigned char { unknown, wgs84, indian1975 };

/// What words say of a system of coordinates.  "L7017" is the old series of maps, "L7018" the new one.
struct CrsWords {
    int zone = 0;  ///< 47, 48; 0 where not said
    Datum datum = Datum::unknown;
};
CrsWords crs_from_words(std::string_view words);

/// "EPSG:32647", "EPSG:24048"; "" where zone or datum is not known.
std::string utm_crs(const CrsWords& words);

}  // namespace geo
