// What the parts of a map frame are made from.  Private to render.
#pragma once

#include "geo/geom/measure.h"
#include "render/map_scene.h"

#include <array>
#include <cstddef>

namespace render {

/// The steps of zoom, by 1 : n at the size of the screen's (or the A4 page's) design pixel: a slide, whose
/// signs are larger, shows what a smaller map would.
enum class Zoom : std::uint8_t { country, region, province, near };

/// n of 1 : n as the usual pixel size would have it.
inline double usual_denominator(const View& view, const MapOptions& options) {
    const double usual = options.on_paper ? 0.22 : 25.4 / 96;
    return view.scale_denominator() * options.mm_per_px / usual;
}

inline Zoom zoom_of(const View& view, const MapOptions& options) {
    const double n = usual_denominator(view, options);
    if (n > country_denominator) return Zoom::country;
    if (n > points_denominator) return Zoom::region;
    if (n > 3e5) return Zoom::province;
    return Zoom::near;
}

template <class T>
T by_zoom(Zoom zoom, T country, T region, T province, T near) {
    const std::array<T, 4> all = {country, region, province, near};
    return all[static_cast<std::size_t>(zoom)];
}

struct Inks {
    Rgba outside, tambon, amphoe, province, on_dark, neighbour, neighbour_amphoe, neighbour_province,
        neighbour_name, road, road_core, river, river_edge, raised, text, light_text, dark_text,
        selection_casing, selection_line;
};

inline Inks inks_of(Theme theme) {
    if (theme == Theme::dark)
        return {.outside = rgb(0x0E1216),
                .tambon = rgb(0x0A080C),
                .amphoe = rgb(0x08080A),
                .province = rgb(0xE9E4DA),
                .on_dark = with_alpha(rgb(0xFFF0E0), 0.30),
                .neighbour = rgb(0x1A1F25),
                .neighbour_amphoe = rgb(0x2B323A),
                .neighbour_province = rgb(0x46505A),
                .neighbour_name = rgb(0x6F7A85),
                .road = rgb(0x8E949A),
                .road_core = rgb(0x191E24),
                .river = rgb(0x5FA8DA),
                .river_edge = with_alpha(rgb(0x0E1216), 0.75),
                .raised = rgb(0x1F252C),
                .text = rgb(0xE9EDF0),
                .light_text = rgb(0xFFF6EC),
                .dark_text = rgb(0x23262B),
                .selection_casing = rgb(0x0A0E12),
                .selection_line = rgb(0xFFFFFF)};
    return {.outside = rgb(0xE6E7E2),
            .tambon = rgb(0x483428),
            .amphoe = rgb(0x3A2C26),
            .province = rgb(0x2B2A2E),
            .on_dark = with_alpha(rgb(0xFFF0E0), 0.42),
            .neighbour = rgb(0xF4F3EE),
            .neighbour_amphoe = rgb(0xD2D1CA),
            .neighbour_province = rgb(0xB1B0A8),
            .neighbour_name = rgb(0x8D8E88),
            .road = rgb(0x8B7F74),
            .road_core = rgb(0xFFFFFF),
            .river = rgb(0x2F7DB8),
            .river_edge = with_alpha(rgb(0xFFFFFF), 0.85),
            .raised = rgb(0xFFFFFF),
            .text = rgb(0x16202B),
            .light_text = rgb(0xFFF6EC),
            .dark_text = rgb(0x23262B),
            .selection_casing = rgb(0xFFFFFF),
            .selection_line = rgb(0x0A1C33)};
}

/// Roads of a plan: as symbols they have one look in both themes, on a white edge.
struct RoadPlanInks {
    Rgba edge = rgb(0xFFFFFF), added = rgb(0x0F5F73), closed = rgb(0x8A2A45), slowed = rgb(0xB45F06);
};

inline bool in_focus(const MapOptions& options, const Basemap& base, geo::Level level, geo::AreaId area) {
    if (!options.focus) return true;
    if (level < options.focus->level || !area.valid()) return false;
    return base.areas->ancestor(level, area, options.focus->level) == options.focus->area;
}

/// Everything that the parts of a frame are made from.
struct Making {
    const geo::Study& study;
    const geo::Results* results;
    const Choropleth& choropleth;
    const MapOptions& options;
    Inks inks;
    Zoom zoom;
    geo::Box seen;  ///< metres

    double mm(double px) const { return px * options.mm_per_px; }
    bool in_focus(const Basemap& base, geo::Level level, geo::AreaId area) const {
        return render::in_focus(options, base, level, area);
    }
};

/// Villages with their children, those out of reach on top.
void add_villages(const Making& m, const geo::Plane& plane, MapFrame& frame);
/// Schools, then learning units, as the scenario leaves them.
void add_places(const Making& m, const geo::Plane& plane, MapFrame& frame);
/// Discs 1, 2, 3, ... on the areas of MapOptions::numbered.
void add_numbers(const Making& m, MapFrame& frame);

}  // namespace render
