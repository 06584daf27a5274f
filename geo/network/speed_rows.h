// Rows of the speed table one by one, for those that list or change them.
//
// The trap: a changed number must not keep the old source, which never said it.
#pragma once

#include "geo/network/profile.h"
#include "geo/network/speeds.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

enum class SpeedUnit : std::uint8_t { kmh, factor, minutes };
const char* speed_unit_name(SpeedUnit unit);  ///< "km/h", "factor", "min"

/// As the file names and bounds it.
struct SpeedRowFacts {
    std::string_view name;  ///< "primary", "to_road", ...
    SpeedUnit unit = SpeedUnit::kmh;
    double least = 0, greatest = 150;            ///< of a mode's value
    double least_rainy = 0, greatest_rainy = 1;  ///< of its factor in the rains
};

/// In the order of the file: classes of roads by RoadClass, then these.
inline constexpr std::size_t speed_row_unpaved = road_class_count;
inline constexpr std::size_t speed_row_to_road = road_class_count + 1;
inline constexpr std::size_t speed_row_ground = road_class_count + 2;  ///< the first by GroundKind
inline constexpr std::size_t speed_row_straight_line = speed_row_ground + ground_kind_count;
inline constexpr std::size_t speed_row_wait = speed_row_straight_line + 1;
inline constexpr std::size_t speed_row_transfer = speed_row_straight_line + 2;
inline constexpr std::size_t speed_row_ferry_wait = speed_row_straight_line + 3;
inline constexpr std::size_t speed_row_count = speed_row_straight_line + 4;

/// True of the rows by GroundKind.
constexpr bool is_ground_row(std::size_t row) {
    return row >= speed_row_ground && row < speed_row_ground + ground_kind_count;
}

SpeedRowFacts speed_row_facts(std::size_t row);
SpeedRow& speed_row(SpeedTable& table, std::size_t row);
const SpeedRow& speed_row(const SpeedTable& table, std::size_t row);
/// The factor that the rains have for a mode: that of who walks, or of who rides.
double rainy_factor(const SpeedTable& table, std::size_t row, Mode mode);

/// All but the sources.
bool same_numbers(const SpeedRow& a, const SpeedRow& b);
/// Rows whose numbers are not those of the standard table, ascending; a source alone is no change.
std::vector<std::size_t> changed_speed_rows(const SpeedTable& table);
/// Of these, the rows that give a mode other numbers.
std::vector<std::size_t> changed_speed_rows(const SpeedTable& table, Mode mode);

/// Words for a source, Thai and English.
struct SourceWords {
    std::string th, en;
};

/// A mode's value, held within what the row allows.  Its source becomes `own`, whatever it was; a row whose
/// numbers are the standard ones again is the standard row.
void set_speed(SpeedTable& table, std::size_t row, Mode mode, double value, const SourceWords& own);
/// Its factor in the rains.
void set_rainy(SpeedTable& table, std::size_t row, Mode mode, double factor, const SourceWords& own);
/// Where a changed row comes from, in the words of who changed it; standard rows keep theirs.
void set_source(SpeedTable& table, std::size_t row, const SourceWords& words);

/// A value of the row in the slow, the usual or the fast case; a wait is longer where it is slow.
double at_pace(const SpeedRow& row, double value, Pace pace);
/// A row of minutes in that season and at that pace.
double wait_minutes(const SpeedRow& row, const ProfileChoice& choice);

}  // namespace geo
