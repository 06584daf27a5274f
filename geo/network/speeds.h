// The table that travel times are made from: how fast each mode is on each class of road, how much the rains
// slow it, how unsure that is, and where each row comes from.
//
// Every number is an assumption to be confirmed with provincial teams (definitions.md 3.9), so the table is a
// file that people read, change and give back.  The trap: 0 km/h closes a class to a mode, and a rainy factor
// of 0 closes it in the rainy season.
#pragma once

#include "geo/base/result.h"
#include "geo/data/roads.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace geo {

enum class Mode : std::uint8_t { walk, bicycle, motorcycle, car, songthaew, school_van, boat };
inline constexpr std::array<Mode, 7> all_modes = {
    Mode::walk, Mode::bicycle, Mode::motorcycle, Mode::car, Mode::songthaew, Mode::school_van, Mode::boat};
const char* mode_name(Mode mode);
std::optional<Mode> mode_from_name(std::string_view name);

/// One row: a value for each mode and what changes it.
struct SpeedRow {
    std::array<double, all_modes.size()> by_mode{};
    double rainy = 1;          ///< factor of the rainy season for who rides
    double rainy_on_foot = 1;  ///< for who walks
    double low = 1, high = 1;  ///< factors of the slow and of the fast case
    std::string source_th, source_en;
    double of(Mode mode) const { return by_mode.at(static_cast<std::size_t>(mode)); }
    bool operator==(const SpeedRow&) const = default;
};

/// What one walks over where there is no road, as the classes of land cover come down to it.
enum class GroundKind : std::uint8_t { bare, low, medium, dense, water };
inline constexpr std::size_t ground_kind_count = 5;

struct SpeedTable {
    std::array<SpeedRow, road_class_count> classes;  ///< km/h by RoadClass
    SpeedRow unpaved;  ///< factors on the speed of roads that are said to be unpaved
    SpeedRow to_road;  ///< km/h of the walk to the road and from it
    std::array<SpeedRow, ground_kind_count> ground;  ///< the same by GroundKind, where a map of it is loaded
    SpeedRow straight_line;                          ///< km/h along the straight-line estimate
    SpeedRow wait;                                   ///< minutes for the vehicle, each time one boards
    SpeedRow transfer;                               ///< minutes added each time one boards
    SpeedRow ferry_wait;                             ///< minutes for a ferry
    bool operator==(const SpeedTable&) const = default;
};

/// assets/profiles/speeds.csv.
const SpeedTable& standard_speeds();

/// The same columns and rows as the file, UTF-8 with BOM.  Reading it gives the same table.
std::string speeds_csv(const SpeedTable& table);

/// A table as speeds_csv() writes it; a spreadsheet may have changed its separator, quotes and encoding
/// (UTF-8 or Windows-874).  Rows and columns may come in any order; one that is missing is as in the standard
/// table. Fault::bad_value with row, column, value and what it may be; no_header where the column `row` is
/// missing.
Result<SpeedTable> speeds_from_csv(std::string_view text, const std::string& file = {});
/// The same of a file.  Fault::not_found, too_large (1 MB).
Result<SpeedTable> read_speeds(const std::string& file);

}  // namespace geo
