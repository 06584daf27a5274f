// How somebody travels: mode, season, and the speed on each class of road.
//
// A songthaew, a school van and a boat are ridden by children who walk to them and from them: such a profile
// `rides`, and has the speeds of both.  The speeds come from a SpeedTable, whose numbers are assumptions;
// every report prints the table that was used.  A speed of 0 means that the class is closed to the mode.
#pragma once

#include "geo/data/roads.h"
#include "geo/network/speeds.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace geo {

enum class Season : std::uint8_t { dry, rainy };
const char* season_name(Season season);
std::optional<Season> season_from_name(std::string_view name);

/// Which end of what is known about speeds: all slow, as in the table, all fast.
enum class Pace : std::uint8_t { low, central, high };
inline constexpr std::array<Pace, 3> all_paces = {Pace::low, Pace::central, Pace::high};
const char* pace_name(Pace pace);
std::optional<Pace> pace_from_name(std::string_view name);

/// What the rains do to wheels on tracks, paths and roads that are said to be unpaved.
enum class UnpavedInRain : std::uint8_t { slower, closed };
const char* unpaved_in_rain_name(UnpavedInRain rule);
std::optional<UnpavedInRain> unpaved_in_rain_from_name(std::string_view name);

using ClassSpeeds = std::array<double, road_class_count>;
constexpr ClassSpeeds no_change() {
    ClassSpeeds out{};
    for (double& factor : out) factor = 1;
    return out;
}

struct Profile {
    Mode mode = Mode::motorcycle;
    Season season = Season::dry;
    Pace pace = Pace::central;
    ClassSpeeds speed_kmh{};                   ///< 0: closed
    ClassSpeeds unpaved_factor = no_change();  ///< on the speed of roads that are said to be unpaved
    bool unpaved_closed = false;  ///< to wheels: tracks and paths but paved ones, and unpaved roads
    bool rides = false;           ///< walks to a vehicle and from it; speed_kmh is the vehicle's
    ClassSpeeds foot_kmh{};       ///< where it rides: speeds of the walk along roads
    ClassSpeeds foot_unpaved_factor = no_change();  ///< of it
    double walk_kmh = 5;  ///< from the point to the road and from the road to the place
    std::array<double, ground_kind_count> ground_kmh{5, 5, 5, 5,
                                                     5};  ///< the same over known ground; 0: closed
    double max_walk_m = 5000;                             ///< farther from any road: off the network
    double wait_s = 0;  ///< each time one boards (songthaew, boat); a mode that does not ride: once a trip
    double ferry_wait_s = 600;   ///< once a ferry
    double detour_factor = 1.3;  ///< straight line x this, where no road is loaded: an estimate
    double straight_kmh = 30;    ///< speed along the straight-line estimate
    bool operator==(const Profile&) const = default;
};

struct ProfileChoice {
    Mode mode = Mode::motorcycle;
    Season season = Season::dry;
    Pace pace = Pace::central;
    UnpavedInRain unpaved_in_rain = UnpavedInRain::slower;
};

/// The profile that a table gives for a choice.
Profile profile_from(const SpeedTable& table, const ProfileChoice& choice);

/// That of the standard table, definitions.md 3.9.
Profile standard_profile(Mode mode, Season season);

/// True for the modes that a child walks to: songthaew, school van, boat.
bool is_ridden_by_walkers(Mode mode);

}  // namespace geo
