// Degrees, minutes and seconds in columns of their own, and columns that say north or east.
#include "geo/data/position_parts.h"

#include "geo/base/text.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace geo {

using rows::has;

namespace {

enum class Axis : unsigned char { unknown, lon, lat };

constexpr std::string_view marks_of_parts = " /,()[]_:;|-.";

bool holds_word_of(const std::vector<std::string>& words, std::initializer_list<const char*> wanted) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
    });
}

Axis axis_of(const std::string& key, const std::vector<std::string>& words) {
    const bool lon = has(key, {"longitude", "ลองจิจูด", "ลองติจูด", "ลองกิจูด", "ตะวันออก", "east"}) ||
                     holds_word_of(words, {"lon", "long", "lng", "x", "e"}) || key.starts_with("lon") ||
                     key.starts_with("lng");
    const bool lat = has(key, {"latitude", "ละติจูด", "แลตติจูด", "ลัตติจูด", "เหนือ", "north"}) ||
                     holds_word_of(words, {"lat", "y", "n"}) || key.starts_with("lat");
    return lon == lat ? Axis::unknown : lon ? Axis::lon : Axis::lat;
}

/// 0 degrees, 1 minutes, 2 seconds; -1 for none of them.
int angle_part_of(const std::string& key, const std::vector<std::string>& words) {
    if (has(key, {"พิลิปดา", "ฟิลิปดา", "พิลิบดา", "ฟิลิบดา", "วิลิปดา", "วินาที", "second"}) ||
        holds_word_of(words, {"sec", "s", "ss"}) || key.ends_with("sec"))
        return 2;
    if (has(key, {"ลิปดา", "ลิบดา", "นาที", "minute"}) || holds_word_of(words, {"min", "m", "mm"}) ||
        key.ends_with("min"))
        return 1;
    if (has(key, {"องศา", "degree"}) || holds_word_of(words, {"deg", "d", "dd"}) || key.ends_with("deg"))
        return 0;
    return -1;
}

/// What most cells of the column say: 'N', 'S', 'E', 'W' of two kinds; nothing where they say something else.
Axis axis_of_sides(const Table& table, int column) {
    constexpr std::size_t rows_looked_at = 200;
    std::size_t filled = 0, north = 0, east = 0;
    for (std::size_t r = 0; r < std::min(rows_looked_at, table.rows.size()); ++r) {
        const std::string text = rows::cell(table.rows[r], column);
        if (text.empty()) continue;
        ++filled;
        const char side = side_of(text);
        north += side == 'N' || side == 'S' ? 1 : 0;
        east += side == 'E' || side == 'W' ? 1 : 0;
    }
    if (filled == 0 || std::max(north, east) * 10 < filled * 9) return Axis::unknown;
    return north > east ? Axis::lat : Axis::lon;
}

/// Columns of sides say so by what they hold; their names are of any kind.
void take_sides(const Table& table, PositionColumns& out) {
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const Axis axis = axis_of_sides(table, c);
        if (axis == Axis::lat && out.lat_side < 0) out.lat_side = c;
        if (axis == Axis::lon && out.lon_side < 0) out.lon_side = c;
    }
}

/// Degrees of Thai longitudes are far from those of its latitudes.
bool holds_longitudes(const Table& table, int column) {
    for (const Table::Row& row : table.rows)
        if (const auto degrees = coordinate_from_cell(rows::cell(row, column))) return degrees->value > 60;
    return false;
}

using Columns = std::array<int, 3>;

}  // namespace

char side_of(const std::string& text) {
    const std::string key = key_of(text);
    const auto is = [&](std::initializer_list<const char*> words) {
        return std::any_of(words.begin(), words.end(), [&](const char* word) { return key == word; });
    };
    if (is({"n", "north", "เหนือ", "น"})) return 'N';
    if (is({"s", "south", "ใต้"})) return 'S';
    if (is({"e", "east", "ตะวันออก", "ออก", "ตอ"})) return 'E';
    if (is({"w", "west", "ตะวันตก"})) return 'W';
    return 0;
}

bool take_parts(const Table& table, PositionColumns& out) {
    // Without a word for the axis the first three columns are of one, the next three of the other.
    std::array<Columns, 3> of_axis{{{-1, -1, -1}, {-1, -1, -1}, {-1, -1, -1}}};
    Columns second{-1, -1, -1};
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        const std::vector<std::string> words = rows::words_in(header, marks_of_parts);
        const int part = angle_part_of(key_of(header), words);
        if (part < 0) continue;
        Columns& columns = of_axis.at(static_cast<std::size_t>(axis_of(key_of(header), words)));
        int& column = columns.at(static_cast<std::size_t>(part));
        int& next = second.at(static_cast<std::size_t>(part));
        if (column < 0)
            column = c;
        else if (&columns == &of_axis[0] && next < 0)
            next = c;
    }
    Columns lon = of_axis[1], lat = of_axis[2];
    const auto whole = [](const Columns& columns) { return columns[0] >= 0 && columns[1] >= 0; };
    if (!whole(lon) && !whole(lat) && whole(of_axis[0]) && whole(second)) {
        const bool lon_first = holds_longitudes(table, of_axis[0][0]);
        lon = lon_first ? of_axis[0] : second;
        lat = lon_first ? second : of_axis[0];
    }
    if (!whole(lon) || !whole(lat)) return false;
    out.lon = lon[0];
    out.lat = lat[0];
    out.lon_minutes = lon[1];
    out.lat_minutes = lat[1];
    out.lon_seconds = lon[2];
    out.lat_seconds = lat[2];
    take_sides(table, out);
    return true;
}

void take_sides_beside(const Table& table, PositionColumns& out) {
    if (out.lon >= 0 && out.lat >= 0) take_sides(table, out);
}

std::optional<CoordinateCell> coordinate_from_parts(std::string_view degrees, std::string_view minutes,
                                                    std::string_view seconds) {
    const auto whole = coordinate_from_cell(degrees);
    const auto part = coordinate_from_cell(minutes);
    const bool without_seconds = key_of(seconds).empty();
    const auto last = without_seconds ? CoordinateCell{} : coordinate_from_cell(seconds);
    if (!whole || !part || !last || std::abs(whole->value) > 180) return std::nullopt;
    const auto is_whole = [](double value) { return value == std::floor(value); };
    // 13.7563 degrees and 45 minutes say the same twice, or two things.
    if (!is_whole(whole->value) || (!is_whole(part->value) && last->value != 0)) return std::nullopt;
    for (const CoordinateCell& one : {*part, *last})
        if (one.value < 0 || one.value >= 60) return std::nullopt;
    CoordinateCell out;
    out.value = std::abs(whole->value) + part->value / 60 + last->value / 3600;
    if (whole->value < 0) out.value = -out.value;
    out.side = whole->side != 0 ? whole->side : last->side;
    out.sexagesimal = true;
    return out;
}

}  // namespace geo
