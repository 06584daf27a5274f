#include "geo/data/roads.h"

#include "geo/base/names.h"

#include <array>

namespace geo {

namespace {

constexpr std::array<const char*, road_class_count> class_names = {
    "motorway",    "trunk",         "primary",    "secondary", "tertiary", "unclassified",
    "residential", "living_street", "service",    "track",     "path",     "footway",
    "cycleway",    "steps",         "pedestrian", "ferry",     "other"};
constexpr std::array<const char*, 3> surface_names = {"unknown", "paved", "unpaved"};

}  // namespace

const char* road_class_name(RoadClass road_class) {
    return class_names.at(static_cast<std::size_t>(road_class));
}

std::optional<RoadClass> road_class_from_name(std::string_view name) {
    return value_of_name<RoadClass>(class_names, name);
}

const char* surface_name(Surface surface) {
    return surface_names.at(static_cast<std::size_t>(surface));
}

std::optional<Surface> surface_from_name(std::string_view name) {
    return value_of_name<Surface>(surface_names, name);
}

}  // namespace geo
