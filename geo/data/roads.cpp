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

std::optional<RoadClass> road_class_from_name(std::string_view name) {
    for (std::size_t c = 0; c < road_class_count; ++c)
        if (name == road_class_name(static_cast<RoadClass>(c))) return static_cast<RoadClass>(c);
    return std::nullopt;
}

const char* surface_name(Surface surface) {
    static constexpr std::array<const char*, 3> names = {"unknown", "paved", "unpaved"};
    return names.at(static_cast<std::size_t>(surface));
}

std::optional<Surface> surface_from_name(std::string_view name) {
    for (const Surface surface : {Surface::unknown, Surface::paved, Surface::unpaved})
        if (name == surface_name(surface)) return surface;
    return std::nullopt;
}

}  // namespace geo
