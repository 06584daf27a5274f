#include "geo/network/profile.h"

#include "geo/network/speed_rows.h"

#include <algorithm>

namespace geo {
namespace {

struct Layer {
    ClassSpeeds kmh{};
    ClassSpeeds unpaved = no_change();
};

Layer layer_of(const SpeedTable& table, Mode mode, const ProfileChoice& choice) {
    const bool on_foot = mode == Mode::walk;
    const auto rain = [&](const SpeedRow& row) { return on_foot ? row.rainy_on_foot : row.rainy; };
    Layer out;
    for (std::size_t c = 0; c < road_class_count; ++c) {
        const SpeedRow& row = table.classes.at(c);
        double kmh = row.of(mode);
        if (choice.season == Season::rainy) kmh *= rain(row);
        out.kmh.at(c) = at_pace(row, kmh, choice.pace);
        out.unpaved.at(c) = table.unpaved.of(mode);
        // As slow as the slower of class and surface, not as both together.
        if (choice.season == Season::rainy && rain(row) > 0)
            out.unpaved.at(c) *= std::min(1.0, rain(table.unpaved) / rain(row));
    }
    return out;
}

}  // namespace

const char* season_name(Season season) {
    return season == Season::dry ? "dry" : "rainy";
}
std::optional<Season> season_from_name(std::string_view name) {
    if (name == "dry") return Season::dry;
    if (name == "rainy") return Season::rainy;
    return std::nullopt;
}

const char* pace_name(Pace pace) {
    constexpr std::array<const char*, 3> names = {"low", "central", "high"};
    return names.at(static_cast<std::size_t>(pace));
}
std::optional<Pace> pace_from_name(std::string_view name) {
    for (const Pace pace : all_paces)
        if (name == pace_name(pace)) return pace;
    return std::nullopt;
}

const char* unpaved_in_rain_name(UnpavedInRain rule) {
    return rule == UnpavedInRain::slower ? "slower" : "closed";
}
std::optional<UnpavedInRain> unpaved_in_rain_from_name(std::string_view name) {
    for (const UnpavedInRain rule : {UnpavedInRain::slower, UnpavedInRain::closed})
        if (name == unpaved_in_rain_name(rule)) return rule;
    return std::nullopt;
}

bool is_ridden_by_walkers(Mode mode) {
    return mode == Mode::songthaew || mode == Mode::school_van || mode == Mode::boat;
}

Profile profile_from(const SpeedTable& table, const ProfileChoice& choice) {
    const bool rainy = choice.season == Season::rainy;
    Profile profile;
    profile.mode = choice.mode;
    profile.season = choice.season;
    profile.pace = choice.pace;
    const Layer own = layer_of(table, choice.mode, choice);
    profile.speed_kmh = own.kmh;
    profile.unpaved_factor = own.unpaved;
    profile.unpaved_closed =
        rainy && choice.mode != Mode::walk && choice.unpaved_in_rain == UnpavedInRain::closed;
    profile.rides = is_ridden_by_walkers(choice.mode);
    if (profile.rides) {
        const Layer feet = layer_of(table, Mode::walk, choice);
        profile.foot_kmh = feet.kmh;
        profile.foot_unpaved_factor = feet.unpaved;
        // Whoever takes the boat waits for it as a boat, not as a ferry on the way of a walk.
        if (choice.mode == Mode::boat) profile.foot_kmh[static_cast<std::size_t>(RoadClass::ferry)] = 0;
    }
    const auto off_road_kmh = [&](const SpeedRow& row) {
        return at_pace(row, row.of(choice.mode) * (rainy ? row.rainy_on_foot : 1), choice.pace);
    };
    profile.walk_kmh = off_road_kmh(table.to_road);
    for (std::size_t kind = 0; kind < ground_kind_count; ++kind)
        profile.ground_kmh.at(kind) = off_road_kmh(table.ground.at(kind));
    const auto seconds = [&](const SpeedRow& row) { return wait_minutes(row, choice) * 60; };
    profile.wait_s = seconds(table.wait) + seconds(table.transfer);
    profile.ferry_wait_s = seconds(table.ferry_wait);
    // Along the line boats are as on the water.
    const SpeedRow& line = table.straight_line;
    const SpeedRow& water = table.classes[static_cast<std::size_t>(RoadClass::ferry)];
    const double rain = choice.mode == Mode::walk   ? line.rainy_on_foot
                        : choice.mode == Mode::boat ? water.rainy
                                                    : line.rainy;
    profile.straight_kmh = at_pace(line, line.of(choice.mode) * (rainy ? rain : 1), choice.pace);
    return profile;
}

Profile standard_profile(Mode mode, Season season) {
    return profile_from(standard_speeds(), {mode, season});
}

}  // namespace geo
