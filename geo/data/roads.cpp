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

}  // namespace geo
