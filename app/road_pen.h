// Roads of the plan under the pointer: drawn point by point, or closed by a click; and the roads of the plan
// as they lie on the map.
//
// The trap: a point takes hold of the road that the results know, within a few pixels; a piece is closed only
// where one is near enough to see which.
#pragma once

#include "app/map_sight.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace app {

enum class RoadTool : std::uint8_t { none, draw, close };

class RoadPen {
public:
    struct Hit {
        geo::LonLat at;
        std::int64_t way_id = 0;
    };
    /// The road at a window pixel, as the results know it.
    static std::optional<Hit> road_at(const Frame& frame, const MapSight& sight, float x, float y);
    /// The same where the view is near enough to tell it from others: only such a road may be closed.
    static std::optional<Hit> closable_at(const Frame& frame, const MapSight& sight, float x, float y);
    /// One of the plan itself is taken back.
    static void close(const Frame& frame, const Hit& road, Outbox& out);

    void take(RoadTool tool) {
        tool_ = tool;
        line_.clear();
    }
    void lay_down() { take(RoadTool::none); }
    bool in_hand() const { return tool_ != RoadTool::none; }

    /// Once a frame: where the pointer is, none off the map, and the keys.
    void follow(const Frame& frame, const MapSight& sight, bool over, Outbox& out);
    void click(const Frame& frame, const MapSight& sight, Outbox& out);
    /// What a click would do here.
    void draw(const Frame& frame, const MapSight& sight, Outbox& out);

private:
    void finish(Outbox& out);
    void draw_line(const Frame& frame, const MapSight& sight, std::string& words) const;

    RoadTool tool_ = RoadTool::none;
    std::vector<geo::LonLat> line_;  ///< so far
    std::optional<Hit> under_;
    std::optional<geo::LonLat> pointer_;  ///< none off the map
};

/// As on a page.
void draw_plan_roads(const Frame& frame, const MapSight& sight);

}  // namespace app
