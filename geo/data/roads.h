// Roads as read, before any travel profile: nodes, and ways that run over them, as columns.
//
// The trap: a way may use a node twice, and two ways share a junction only where they use the same node.
#pragma once

#include "geo/geom/shape.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Classes in the order of OpenStreetMap's hierarchy; links have the class of their road.
enum class RoadClass : std::uint8_t {
    motorway,
    trunk,
    primary,
    secondary,
    tertiary,
    unclassified,
    residential,
    living_street,
    service,
    track,
    path,
    footway,
    cycleway,
    steps,
    pedestrian,
    ferry,
    other
};
inline constexpr std::size_t road_class_count = 17;
/// The OpenStreetMap word: "primary", "residential", ...; "ferry"; "other".
const char* road_class_name(RoadClass road_class);
std::optional<RoadClass> road_class_from_name(std::string_view name);

enum class Surface : std::uint8_t { unknown, paved, unpaved };
/// "unknown", "paved", "unpaved".
const char* surface_name(Surface surface);
std::optional<Surface> surface_from_name(std::string_view name);

enum class OneWay : std::uint8_t { no, forward, backward };

/// What a way forbids or allows beyond its class; bits, which studies store.
enum RoadFlag : std::uint16_t {
    road_bridge = 1,
    road_ford = 2,
    road_no_motor = 4,         ///< motor vehicles forbidden
    road_no_foot = 8,          ///< walking forbidden
    road_private = 16,         ///< closed to everybody
    road_dry_only = 32,        ///< closed to wheels in the rainy season
    road_motorcycle = 64,      ///< motorcycles allowed where cars are not, or by name
    road_no_motorcycle = 128,  ///< motorcycles forbidden where cars are allowed (expressways, flyovers)
    road_no_bicycle = 256,
    road_bicycle = 512,                ///< bicycles allowed by name
    road_bicycle_both_ways = 1024,     ///< one-way, but not for bicycles
    road_motorcycle_both_ways = 2048,  ///< one-way, but not for motorcycles
    road_flags_all = 4095
};

struct Way {
    std::int64_t id = 0;  ///< OSM way id, or the row of the layer; the pieces of a cut way share it
    RoadClass road_class = RoadClass::other;
    Surface surface = Surface::unknown;
    OneWay one_way = OneWay::no;
    std::uint16_t flags = 0;           ///< RoadFlag
    std::uint8_t max_speed_kmh = 0;    ///< 0: not tagged
    std::uint8_t speed_percent = 100;  ///< of the speed of its class; other than 100 in a plan alone
    std::uint32_t first = 0;           ///< first entry in Roads::way_nodes
    std::uint32_t count = 0;           ///< entries, at least 2
    bool operator==(const Way&) const = default;
};

struct Roads {
    std::vector<LonLat> nodes;
    std::vector<std::uint32_t> way_nodes;  ///< indices into nodes
    std::vector<Way> ways;

    bool empty() const { return ways.empty(); }
    std::span<const std::uint32_t> nodes_of(const Way& way) const {
        return {way_nodes.data() + way.first, way.count};
    }
    bool operator==(const Roads&) const = default;
};

}  // namespace geo
