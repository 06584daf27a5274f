// What a planner changes in the roads: a road or bridge that is not there yet, a piece that is closed, roads
// of an area that are slower or faster.
//
// Edits are laid over the roads as they were read, which stay as they are; the network is then built from
// what comes out, so that an edit and the same change in the file give the same numbers.
#pragma once

#include "geo/base/id.h"
#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/areas.h"
#include "geo/data/roads.h"
#include "geo/geom/shape.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace geo {

/// Ends and bends that lie on a road are joined to it; between them it passes over or under all others.
struct NewRoad {
    std::vector<LonLat> line;  ///< at least 2 points
    RoadClass road_class = RoadClass::tertiary;
    Surface surface = Surface::paved;
    bool operator==(const NewRoad&) const = default;
};

/// The piece of a way, between its joints with others, that lies at a spot.
struct ClosedRoad {
    std::int64_t way_id = 0;
    LonLat at;
    bool operator==(const ClosedRoad&) const = default;
};

/// All roads of an area, or one class of them.  A segment lies where its middle is.
struct SlowedRoads {
    Level level = Level::tambon;
    std::string area_code;
    std::optional<RoadClass> road_class;  ///< none: all
    int percent = 50;                     ///< of their speed; 10 to 200
    bool operator==(const SlowedRoads&) const = default;
};
inline constexpr int least_speed_percent = 10, greatest_speed_percent = 200;

struct RoadEdit {
    RoadEditId id;     ///< from 1; stays with the edit
    std::string name;  ///< "" shows as what it is
    std::variant<NewRoad, ClosedRoad, SlowedRoads> what;
    bool operator==(const RoadEdit&) const = default;
};

/// What became of an edit: nothing is left out in silence.
struct EditOutcome {
    RoadEditId id;
    /// A closed piece was found, slowed roads are there, and both ends of a new road meet a road.
    bool works = false;
    std::uint32_t joints = 0;                ///< points of a new road that meet a road
    std::int64_t length_mm = 0;              ///< of the roads that are new, closed or slower
    std::vector<std::vector<LonLat>> lines;  ///< of a new road, and of a closed piece
    bool operator==(const EditOutcome&) const = default;
};

struct EditedRoads {
    std::shared_ptr<const Roads> roads;
    std::vector<EditOutcome> outcomes;  ///< by edit
};

/// The id of the way that a new road becomes; no file has ids of this kind.
inline constexpr std::int64_t first_planned_way = -1000000000000;
constexpr std::int64_t way_of(RoadEditId edit) {
    return first_planned_way - static_cast<std::int64_t>(edit.value);
}
/// None for a way of a file.
constexpr RoadEditId edit_of_way(std::int64_t way_id) {
    return way_id < first_planned_way ? RoadEditId{static_cast<std::uint32_t>(first_planned_way - way_id)}
                                      : RoadEditId{};
}

/// A point of a new road that is so near to a road meets it; it never meets a ferry on the water.
inline constexpr double joint_m = 5;
/// A closed piece is looked for this near to its spot.
inline constexpr double closed_at_m = 50;

/// `edits` in their order, closed pieces first, then new roads, then speeds.  The way of a new road has the
/// id way_of(edit).  Fault::cancelled.  O(segments x log of the edits' points + segments of slowed areas x
/// log areas).
Result<EditedRoads> edit_roads(const Roads& roads, const Areas& areas, std::span<const RoadEdit> edits,
                               const Progress& progress);

/// All areas of the finest level within that of the edit; empty where there is none.
Box box_of(const SlowedRoads& slowed, const Areas& areas);

}  // namespace geo
