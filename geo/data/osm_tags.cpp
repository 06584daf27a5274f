#include "geo/data/osm_tags.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace geo {
namespace {

RoadClass class_of(std::string_view highway) {
    highway = highway.substr(0, highway.find(';'));  // "unclassified;tertiary": the first counts
    if (highway.size() > 5 && highway.substr(highway.size() - 5) == "_link") highway.remove_suffix(5);
    for (std::size_t i = 0; i < road_class_count; ++i) {
        const auto road_class = static_cast<RoadClass>(i);
        if (road_class != RoadClass::ferry && highway == road_class_name(road_class)) return road_class;
    }
    if (highway == "road") return RoadClass::unclassified;
    if (highway == "bridleway" || highway == "via_ferrata") return RoadClass::path;
    if (highway == "busway" || highway == "services") return RoadClass::service;
    return RoadClass::other;
}

bool any_of(const char* value, std::initializer_list<const char*> words) {
    return value != nullptr && std::any_of(words.begin(), words.end(),
                                           [&](const char* word) { return std::strcmp(value, word) == 0; });
}

/// "asphalt;ground": the first counts; "concrete:lanes": what stands before the colon.
Surface surface_of(const char* value) {
    if (value == nullptr) return Surface::unknown;
    std::string_view word = value;
    word = word.substr(0, word.find_first_of(";:"));
    static constexpr std::array<std::string_view, 14> paved = {
        "paved", "asphalt",    "concrete", "paving_stones", "sett",   "cobblestone", "unhewn_cobblestone",
        "metal", "metal_grid", "wood",     "chipseal",      "tarred", "bricks",      "grass_paver"};
    return std::find(paved.begin(), paved.end(), word) != paved.end() ? Surface::paved : Surface::unpaved;
}

std::uint8_t speed_of(const char* value) {
    if (value == nullptr || std::isdigit(static_cast<unsigned char>(*value)) == 0) return 0;
    char* rest = nullptr;
    double kmh = static_cast<double>(std::strtol(value, &rest, 10));
    if (std::strstr(rest, "mph") != nullptr) kmh *= 1.609344;
    return kmh > 0 && kmh < 200 ? static_cast<std::uint8_t>(kmh) : std::uint8_t{0};
}

enum class Allowed : std::uint8_t { unsaid, yes, no };

Allowed allowed(const char* value) {
    if (value == nullptr || any_of(value, {"unknown"})) return Allowed::unsaid;
    if (any_of(value, {"no", "private", "military", "emergency", "restricted", "permit"})) return Allowed::no;
    return Allowed::yes;  // yes, designated, permissive, destination, customers, delivery, ...
}

/// The same, where the answer may send the mode to a way of its own beside this one.
Allowed allowed_beside(const char* value) {
    return any_of(value, {"use_sidepath", "dismount"}) ? Allowed::no : allowed(value);
}

Allowed first_said(std::initializer_list<Allowed> words) {
    for (const Allowed word : words)
        if (word != Allowed::unsaid) return word;
    return Allowed::unsaid;
}

/// "no @ (rainy season)", "no @ wet": closed while it rains.
bool dry_by_condition(const TagValue& tags) {
    for (const char* key : {"access:conditional", "vehicle:conditional", "motor_vehicle:conditional"}) {
        const char* value = tags(key);
        if (value == nullptr) continue;
        const std::string_view text = value;
        if (text.substr(0, 2) == "no" &&
            (text.find("rain") != std::string_view::npos || text.find("wet") != std::string_view::npos))
            return true;
    }
    return false;
}

OneWay direction_of(const TagValue& tags) {
    const char* one_way = tags("oneway");
    if (any_of(one_way, {"-1", "reverse"})) return OneWay::backward;
    const bool implied = any_of(tags("junction"), {"roundabout", "circular"}) ||
                         any_of(tags("highway"), {"motorway", "motorway_link"});
    return any_of(one_way, {"yes", "true", "1"}) || (one_way == nullptr && implied) ? OneWay::forward
                                                                                    : OneWay::no;
}

/// Bicycles may ride against the direction.
bool bicycle_both_ways(const TagValue& tags) {
    if (any_of(tags("oneway:bicycle"), {"no"})) return true;
    const auto opposite = [&](const char* key) {
        return any_of(tags(key), {"opposite", "opposite_lane", "opposite_track", "opposite_share_busway"});
    };
    return opposite("cycleway") || opposite("cycleway:left") || opposite("cycleway:right");
}

}  // namespace

bool way_from_tags(const TagValue& tags, Way& way) {
    const char* highway = tags("highway");
    const bool ferry = highway == nullptr && any_of(tags("route"), {"ferry"});
    if (highway == nullptr && !ferry) return false;
    way.road_class = ferry ? RoadClass::ferry : class_of(highway);
    way.surface = surface_of(tags("surface"));
    way.max_speed_kmh = speed_of(tags("maxspeed"));
    way.one_way = direction_of(tags);
    const auto flag = [&](RoadFlag bit, bool set) {
        if (set) way.flags = static_cast<std::uint16_t>(way.flags | bit);
    };
    flag(road_bridge, tags("bridge") != nullptr && !any_of(tags("bridge"), {"no"}));
    flag(road_ford, any_of(tags("ford"), {"yes", "stepping_stones"}));
    flag(road_dry_only, any_of(tags("seasonal"), {"dry_season", "dry"}) || dry_by_condition(tags));
    flag(road_bicycle_both_ways, bicycle_both_ways(tags));
    flag(road_motorcycle_both_ways, any_of(tags("oneway:motorcycle"), {"no"}));

    const Allowed access = allowed(tags("access"));
    const Allowed vehicle = first_said({allowed(tags("vehicle")), access});
    const Allowed motor = first_said({allowed(tags("motor_vehicle")), vehicle});
    const Allowed motor_road = any_of(tags("motorroad"), {"yes"}) ? Allowed::no : Allowed::unsaid;
    const Allowed foot = first_said({allowed_beside(tags("foot")), motor_road, access});
    const Allowed bicycle = first_said({allowed_beside(tags("bicycle")), motor_road, vehicle});
    const Allowed motorcycle = first_said({allowed(tags("motorcycle")), motor});
    const Allowed car = first_said({allowed(tags("motorcar")), motor});
    if (foot == Allowed::no && bicycle == Allowed::no && motorcycle == Allowed::no && car == Allowed::no) {
        flag(road_private, true);
        return true;
    }
    flag(road_no_foot, foot == Allowed::no);
    flag(road_no_bicycle, bicycle == Allowed::no);
    flag(road_bicycle, allowed_beside(tags("bicycle")) == Allowed::yes);
    flag(road_no_motor, car == Allowed::no);
    flag(road_motorcycle,
         motorcycle != Allowed::no && (car == Allowed::no || allowed(tags("motorcycle")) == Allowed::yes));
    flag(road_no_motorcycle, motorcycle == Allowed::no && car != Allowed::no);
    return true;
}

}  // namespace geo
