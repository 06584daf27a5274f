// Where the map stands in the window, for all that is drawn over it and for what the pointer means there; and
// the lines and tips that lie on it.
#pragma once

#include "app/frame.h"
#include "geo/geom/measure.h"
#include "render/view.h"

#include <string>
#include <vector>

struct ImDrawList;
struct ImVec2;

namespace app {

struct MapPlace {
    float x = 0, y = 0, w = 0, h = 0;  ///< of the map, window pixels
    float free_w = 0;                  ///< of these, left of a drawer
    double px_per_mm = 1;
};

/// Of one frame: it refers to the view and the plane.
struct MapSight : MapPlace {
    MapSight(const MapPlace& place, const render::View& of_view, const geo::Plane& of_plane)
        : MapPlace(place), view(of_view), plane(of_plane) {}
    const render::View& view;
    const geo::Plane& plane;

    ImVec2 window_of(render::PointMm at) const;
    ImVec2 window_of(geo::LonLat at) const;
    /// Of a window pixel.
    geo::LonLat lonlat_at(float window_x, float window_y) const;
    double metres_per_px() const { return view.metres_per_mm / px_per_mm; }
};

/// Dashes and dots are those in sight alone, however long the line is.
void stroke(ImDrawList* list, const std::vector<ImVec2>& line, unsigned ink, float width,
            const std::vector<float>& dash = {});
void dots(ImDrawList* list, const std::vector<ImVec2>& line, float radius, float gap, unsigned ink);

/// The ground of a tip, on the window's list, which it returns.
ImDrawList* tip_ground(const Frame& frame, float x, float y, float w, float h);
/// What a click would do, at the top of the map.
void map_hint(const Frame& frame, const MapSight& sight, const std::string& words);

}  // namespace app
