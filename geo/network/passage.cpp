#include "geo/network/passage_private.h"

#include <algorithm>

namespace geo {
namespace {

bool is_motor(Mode mode) {
    return mode == Mode::motorcycle || mode == Mode::car || mode == Mode::songthaew ||
           mode == Mode::school_van;
}

bool is_closed(const Way& way, Mode mode) {
    if (has(way, road_private)) return true;
    switch (mode) {
        case Mode::walk:
        case Mode::boat:  // whoever takes a boat comes on foot
            return has(way, road_no_foot);
        case Mode::bicycle:
            return has(way, road_no_bicycle);
        case Mode::motorcycle:
            return has(way, road_no_motorcycle) || (has(way, road_no_motor) && !has(way, road_motorcycle));
        case Mode::car:
        case Mode::songthaew:
        case Mode::school_van:
            return has(way, road_no_motor);
    }
    return true;
}

/// A way for walkers or bicycles that names the mode is ridden like a path.
bool is_opened(const Way& way, Mode mode) {
    const bool narrow = way.road_class == RoadClass::footway || way.road_class == RoadClass::cycleway ||
                        way.road_class == RoadClass::pedestrian;
    return narrow && ((mode == Mode::bicycle && has(way, road_bicycle)) ||
                      (mode == Mode::motorcycle && has(way, road_motorcycle)));
}

/// A track or path that nobody says is paved, or a road that is said not to be.
bool is_earth(const Way& way) {
    const bool rough = way.road_class == RoadClass::track || way.road_class == RoadClass::path;
    return way.surface == Surface::unpaved || (rough && way.surface != Surface::paved);
}

}  // namespace

Mover mover_of(const Profile& profile) {
    return {profile.mode, profile.season, profile.speed_kmh, profile.unpaved_factor, profile.unpaved_closed};
}

Mover walker_of(const Profile& profile) {
    return {Mode::walk, profile.season, profile.foot_kmh, profile.foot_unpaved_factor, false};
}

double speed_of(const Way& way, const Mover& mover) {
    if (is_closed(way, mover.mode)) return 0;
    const bool on_foot = mover.mode == Mode::walk;
    const bool rainy = mover.season == Season::rainy;
    if (rainy && (has(way, road_ford) || (has(way, road_dry_only) && !on_foot))) return 0;
    const bool water = way.road_class == RoadClass::ferry;
    if (mover.unpaved_closed && !water && is_earth(way)) return 0;
    auto road_class = static_cast<std::size_t>(way.road_class);
    if (mover.speed_kmh[road_class] <= 0 && is_opened(way, mover.mode))
        road_class = static_cast<std::size_t>(RoadClass::path);
    double kmh = mover.speed_kmh[road_class];
    if (way.surface == Surface::unpaved && !water) kmh *= mover.unpaved_factor[road_class];
    if (is_motor(mover.mode) && way.max_speed_kmh > 0) kmh = std::min<double>(kmh, way.max_speed_kmh);
    if (way.speed_percent != 100) kmh *= way.speed_percent / 100.0;
    return kmh;
}

bool keeps_direction(const Way& way, Mode mode) {
    if (way.one_way == OneWay::no) return false;
    if (way.road_class == RoadClass::ferry) return true;  // nobody walks back over water
    if (mode == Mode::bicycle && has(way, road_bicycle_both_ways)) return false;
    if (mode == Mode::motorcycle && has(way, road_motorcycle_both_ways)) return false;
    return mode != Mode::walk;
}

}  // namespace geo
