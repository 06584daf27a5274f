#include "geo/data/roads.h"

#include <array>

namespace geo {

const char* road_class_name(RoadClass road_class) {
    static constexpr std::array<const char*, road_class_count> names = {
        "motorway",    "trunk",         "primary",    "secondary", "tertiary", "unclassified",
        "residential", "living_street", "service",    "track",     "path",     "footway",
        "cycleway",    "steps",         "pedestrian", "ferry",     "other"};
    return names.at(static_cast<std::size_t>(road_class));
}

const char* surface_name(Surface surface) {
    static constexpr std::array<const char*, 3> names = {"unknown", "paved", "unpaved"};
    return names.at(static_cast<std::size_t>(surface));
}

}  // namespace geo
