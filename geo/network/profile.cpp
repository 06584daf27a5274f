#include "geo/network/profile.h"

#include <algorithm>

namespace geo {
namespace {

constexpr std::array<const char*, 7> mode_names = {"walk",      "bicycle",    "motorcycle", "car",
                                                   "songthaew", "school_van", "boat"};

// Classes in the order of RoadClass: motorway, trunk, primary, secondary, tertiary, unclassified,
// residential, living_street, service, track, path, footway, cycleway, steps, pedestrian, ferry, other.
using Speeds = std::array<double, road_class_count>;
constexpr Speeds car = {90, 80, 65, 50, 45, 30, 30, 15, 20, 15, 0, 0, 0, 0, 0, 12, 0};
constexpr Speeds motorcycle = {0, 60, 50, 45, 40, 30, 30, 15, 20, 20, 20, 0, 0, 0, 0, 12, 0};
constexpr Speeds bicycle = {0, 12, 12, 12, 12, 12, 12, 12, 12, 8, 8, 0, 12, 0, 0, 12, 0};
constexpr Speeds walk = {0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 12, 0};
// Rainy season: factor on the dry speed.
constexpr Speeds rain = {1, 1, 1, 0.95, 0.95, 0.9, 0.9, 0.9, 0.9, 0.5, 0.5, 0.9, 0.9, 0.9, 0.9, 1, 1};

constexpr double walking_rain = 0.8;

bool is_main_road(std::size_t i) {
    return i <= static_cast<std::size_t>(RoadClass::tertiary);
}

Speeds dry_speeds(Mode mode) {
    switch (mode) {
        case Mode::walk:
            return walk;
        case Mode::bicycle:
            return bicycle;
        case Mode::motorcycle:
            return motorcycle;
        case Mode::car:
            return car;
        case Mode::songthaew: {
            Speeds out{};
            for (std::size_t i = 0; i < out.size(); ++i)
                out[i] = is_main_road(i) ? std::min(60.0, car[i] * 0.8) : 0;
            return out;
        }
        case Mode::school_van: {
            Speeds out{};
            for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::min(70.0, car[i] * 0.85);
            out[static_cast<std::size_t>(RoadClass::ferry)] = 12;
            return out;
        }
        case Mode::boat: {
            Speeds out{};
            out[static_cast<std::size_t>(RoadClass::ferry)] = 12;
            return out;
        }
    }
    return {};
}

/// Speed along the straight-line estimate: what the mode does on ordinary local roads.
double straight_speed(Mode mode, Season season) {
    const bool rainy = season == Season::rainy;
    switch (mode) {
        case Mode::walk:
            return rainy ? 4 : 5;
        case Mode::bicycle:
            return rainy ? 10.8 : 12;
        case Mode::motorcycle:
            return rainy ? 27 : 30;
        case Mode::car:
            return rainy ? 31.5 : 35;
        case Mode::songthaew:
            return rainy ? 25.2 : 28;
        case Mode::school_van:
            return rainy ? 27 : 30;
        case Mode::boat:
            return 12;
    }
    return 5;
}

}  // namespace

const char* mode_name(Mode mode) {
    return mode_names.at(static_cast<std::size_t>(mode));
}
std::optional<Mode> mode_from_name(std::string_view name) {
    for (const Mode mode : all_modes)
        if (name == mode_name(mode)) return mode;
    return std::nullopt;
}

const char* season_name(Season season) {
    return season == Season::dry ? "dry" : "rainy";
}
std::optional<Season> season_from_name(std::string_view name) {
    if (name == "dry") return Season::dry;
    if (name == "rainy") return Season::rainy;
    return std::nullopt;
}

Profile standard_profile(Mode mode, Season season) {
    Profile profile;
    profile.mode = mode;
    profile.season = season;
    profile.speed_kmh = dry_speeds(mode);
    if (season == Season::rainy) {
        for (std::size_t i = 0; i < road_class_count; ++i) {
            const bool on_foot = mode == Mode::walk && i != static_cast<std::size_t>(RoadClass::ferry);
            profile.speed_kmh[i] *= on_foot ? walking_rain : rain[i];
        }
        profile.walk_kmh *= walking_rain;
    }
    if (mode == Mode::songthaew) profile.wait_s = 600;
    if (mode == Mode::boat) profile.wait_s = 900;
    profile.straight_kmh = straight_speed(mode, season);
    return profile;
}

}  // namespace geo
