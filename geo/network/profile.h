// How somebody travels: mode, season, and the speed on each class of road.
//
// The speeds are start values of definitions.md 3.9, assumptions to be confirmed with provincial teams; every
// report prints the table that was used.  A speed of 0 means that the class is closed to the mode.
#pragma once

#include "geo/data/roads.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace geo {

enum class Mode : std::uint8_t { walk, bicycle, motorcycle, car, songthaew, school_van, boat };
inline constexpr std::array<Mode, 7> all_modes = {
    Mode::walk, Mode::bicycle, Mode::motorcycle, Mode::car, Mode::songthaew, Mode::school_van, Mode::boat};
const char* mode_name(Mode mode);
std::optional<Mode> mode_from_name(std::string_view name);

enum class Season : std::uint8_t { dry, rainy };
const char* season_name(Season season);
std::optional<Season> season_from_name(std::string_view name);

struct Profile {
    Mode mode = Mode::motorcycle;
    Season season = Season::dry;
    std::array<double, road_class_count> speed_kmh{};  ///< 0: closed
    double walk_kmh = 5;         ///< from the point to the road and from the road to the place
    double max_walk_m = 5000;    ///< farther from any road: off the network
    double wait_s = 0;           ///< once a trip (songthaew, boat)
    double ferry_wait_s = 600;   ///< once a ferry
    double detour_factor = 1.3;  ///< straight line x this, where no road is loaded: an estimate
    double straight_kmh = 30;    ///< speed along the straight-line estimate
    bool operator==(const Profile&) const = default;
};

/// The table of definitions.md 3.9 for a mode and season.
Profile standard_profile(Mode mode, Season season);

}  // namespace geo
