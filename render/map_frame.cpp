#include "geo/base/ensure.h"
#include "render/labels.h"
#include "render/map_making_private.h"
#include "render/map_words.h"
#include "render/type.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <tuple>

namespace render {
namespace {

bool is_dark(Rgba colour) {
    return contrast(colour, rgb(0xFFFFFF)) > 4;
}

void style_borders(const Making& m, MapFrame& frame) {
    const bool dark = m.options.theme == Theme::dark;
    const geo::Level fill = frame.fill_level;
    const auto line = [&](Rgba colour, double alpha, double px) {
        return LineStyle{with_alpha(colour, alpha), m.mm(px), {}};
    };
    const double tambon_px = by_zoom(m.zoom, 0.35, 0.5, 0.7, 1.0);
    if (fill == geo::Level::tambon) {
        const double alpha = by_zoom(m.zoom, 0.30, 0.35, dark ? 0.55 : 0.38, dark ? 0.55 : 0.38);
        frame.borders[3] = line(m.inks.tambon, alpha, tambon_px);
        frame.border_on_dark = {m.inks.on_dark, m.mm(tambon_px), {}};
        if (m.zoom == Zoom::country) frame.border_on_dark.colour.a /= 2;
    }
    if (fill >= geo::Level::amphoe) {
        const double strong = dark ? 0.9 : 0.78;
        frame.borders[2] = line(m.inks.amphoe, by_zoom(m.zoom, 0.40, 0.60, strong, strong),
                                by_zoom(m.zoom, 0.5, 0.8, 1.15, 1.5));
    }
    frame.borders[1] =
        line(m.inks.province, 1, by_zoom(m.zoom, fill == geo::Level::tambon ? 0.9 : 1.2, 1.6, 2.1, 2.4));
    frame.borders[0] = frame.borders[1];
    frame.borders[0].width_mm = m.mm(by_zoom(m.zoom, 1.2, 1.6, 2.1, 2.4));
    frame.study_band = line(m.inks.province, 0.13, 9);
    frame.quiet[1] = line(m.inks.neighbour_province, 1, 1.2);
    frame.quiet[2] = line(m.inks.neighbour_amphoe, 1, 0.8);
    frame.quiet[0] = frame.quiet[1];
    frame.selection = {LineStyle{m.inks.selection_casing, m.mm(6.5), {}},
                       LineStyle{m.inks.selection_line, m.mm(2.8), {}}};
}

void find_dark_neighbours(const Basemap& base, Theme theme, MapFrame& frame) {
    if (frame.fill_level != base.finest) return;
    const AreaFill counted_with = numberless_fills(theme).counted_with;
    std::vector<bool> dark(frame.fills.size());
    for (std::size_t i = 0; i < dark.size(); ++i) {
        const AreaFill& fill = frame.fills[i];
        const bool of_class =
            fill.hatch == Hatch::none || (fill.hatch == Hatch::old && !(fill == counted_with));
        dark[i] = of_class && is_dark(fill.colour);
    }
    frame.arc_on_dark.assign(base.topology.arcs.size(), false);
    for (std::size_t a = 0; a < base.topology.arcs.size(); ++a) {
        const geo::Arc& arc = base.topology.arcs[a];
        frame.arc_on_dark[a] =
            arc.left.valid() && arc.right.valid() && dark[arc.left.row()] && dark[arc.right.row()];
    }
}

void style_roads(const Making& m, MapFrame& frame) {
    const Rgba casing = with_alpha(m.inks.road, 0.75);
    const Rgba core = with_alpha(m.inks.road_core, 0.75);
    const auto line = [&](Rgba colour, double px) { return LineStyle{colour, m.mm(px), {}}; };
    switch (m.zoom) {
        case Zoom::country:
            break;
        case Zoom::region:
            frame.road_styles[0].casing = line(casing, 0.8);
            break;
        case Zoom::province:
            frame.road_styles[0] = {line(casing, 2.1), line(core, 0.9)};
            frame.road_styles[1].casing = line(casing, 1.3);
            break;
        case Zoom::near:
            frame.road_styles[0] = {line(casing, 3), line(core, 1.5)};
            frame.road_styles[1] = {line(casing, 2.1), line(core, 0.9)};
            frame.road_styles[2].casing = line(with_alpha(m.inks.road, 0.6), 1);
            frame.road_styles[3].casing = {with_alpha(m.inks.road, 0.6), m.mm(0.9), {m.mm(4), m.mm(3)}};
            break;
    }
}

void style_barriers(const Making& m, MapFrame& frame) {
    if (m.zoom == Zoom::country) return;
    // A light edge keeps a river apart from areas that are as blue as it is.
    const double river_px = by_zoom(m.zoom, 0.0, 1.4, 2.0, 2.6);
    frame.barrier_styles[0] = {{m.inks.river_edge, m.mm(river_px + 1.6), {}},
                               {m.inks.river, m.mm(river_px), {}}};
    frame.barrier_styles[1].core = {
        m.inks.province, m.mm(by_zoom(m.zoom, 0.0, 1.0, 1.3, 1.6)), {m.mm(7), m.mm(3), m.mm(1.5), m.mm(3)}};
}

/// Areas of a level in view, the largest first.
std::vector<geo::AreaId> by_size(const Making& m, const Basemap& base, geo::Level level) {
    const auto& boxes = base.area_box[static_cast<std::size_t>(level)];
    std::vector<geo::AreaId> out;
    for (std::size_t i = 0; i < boxes.size(); ++i)
        if (!boxes[i].empty() && boxes[i].meets(m.seen)) out.emplace_back(i);
    const auto size = [&](geo::AreaId a) { return boxes[a.row()].width() * boxes[a.row()].height(); };
    std::sort(out.begin(), out.end(), [&](geo::AreaId a, geo::AreaId b) {
        return std::make_tuple(-size(a), a) < std::make_tuple(-size(b), b);
    });
    return out;
}

struct LabelLook {
    double px = 13;
    FontFace face = FontFace::text;
    double width_share = 0;  ///< of the area's box that the name may take; 0: any
    double halo_px = 3.2;
    bool prefixed = false;
    bool on_fill = false;  ///< ink and halo after the fill under it
    Rgba ink;
};

/// True where a name of the ground around would stand on the area that the picture is about.
bool crosses_focus(const Making& m, const MapFrame& frame, const TextMark& name) {
    const double half = measure_text(name).width_mm / 2;
    constexpr int probes = 4;
    for (int i = -probes; i <= probes; ++i) {
        const geo::AreaId under =
            frame.base->pick(frame.view.metres_from_mm({name.at.x + half * i / probes, name.at.y}));
        if (under.valid() && m.in_focus(*frame.base, frame.base->finest, under)) return true;
    }
    return false;
}

/// The chosen areas that have a name of their own, larger than the others'.
std::span<const geo::AreaId> named_as_chosen(const MapFrame& frame) {
    constexpr std::size_t most = 12;  // more names than that tell nothing
    return std::span(frame.selected).first(std::min(most, frame.selected.size()));
}

void wish_labels(const Making& m, const MapFrame& frame, geo::Level level, const LabelLook& look,
                 bool focus_side, std::vector<LabelWish>& wishes) {
    const Basemap& base = *frame.base;
    if (level > base.finest) return;
    const auto l = static_cast<std::size_t>(level);
    const auto chosen = level == frame.fill_level ? named_as_chosen(frame) : std::span<const geo::AreaId>{};
    for (const geo::AreaId area : by_size(m, base, level)) {
        if (std::find(chosen.begin(), chosen.end(), area) != chosen.end()) continue;
        if (m.options.focus && m.in_focus(base, level, area) != focus_side) continue;
        const geo::Metres at = base.area_inner[l][area.row()];
        if (!m.seen.contains(at.x, at.y)) continue;
        const double width_mm = base.area_box[l][area.row()].width() / frame.view.metres_per_mm;
        // A name has at least two letters of half an em: what cannot fit need not be measured.
        if (look.width_share > 0 && width_mm * look.width_share < m.mm(look.px)) continue;
        LabelWish wish;
        wish.mark.text = look.prefixed ? prefixed_name(*base.areas, level, area, m.options.lang)
                                       : area_name(base.areas->at(level), area, m.options.lang);
        if (wish.mark.text.empty()) continue;
        wish.mark.at = frame.view.mm_from_metres(at);
        wish.mark.size_mm = m.mm(look.px);
        wish.mark.face = look.face;
        wish.mark.anchor = Anchor::centre;
        wish.mark.colour = look.ink;
        wish.mark.halo = m.inks.raised;
        wish.mark.halo_mm = m.mm(look.halo_px);
        wish.limit_mm = look.width_share * width_mm;
        if (!focus_side && crosses_focus(m, frame, wish.mark)) continue;
        if (look.on_fill && level == frame.fill_level) {
            const AreaFill& fill = frame.fills[area.row()];
            wish.mark.halo = fill.colour;
            wish.mark.colour = is_dark(fill.colour) ? m.inks.light_text : rgb(0x23262B);
        }
        wishes.push_back(std::move(wish));
    }
}

void wish_selected(const Making& m, const MapFrame& frame, std::vector<LabelWish>& wishes) {
    const auto l = static_cast<std::size_t>(frame.fill_level);
    for (const geo::AreaId area : named_as_chosen(frame)) {
        LabelWish wish;
        wish.mark.text = area_name(frame.base->areas->at(frame.fill_level), area, m.options.lang);
        wish.mark.at = frame.view.mm_from_metres(frame.base->area_inner[l][area.row()]);
        wish.mark.size_mm = m.mm(17);
        wish.mark.face = FontFace::text_bold;
        wish.mark.colour = m.inks.text;
        wish.mark.halo = m.inks.raised;
        wish.mark.halo_mm = m.mm(3.6);
        wishes.push_back(std::move(wish));
    }
}

void add_labels(const Making& m, MapFrame& frame) {
    std::vector<geo::Box> taken = m.options.covered;
    const auto keep_off = [&](const SymbolMark& symbol) {
        const bool big = symbol.shape == SymbolShape::numbered || symbol.shape == SymbolShape::planned_unit;
        if (!big && (symbol.shape != SymbolShape::unit || m.zoom < Zoom::province)) return;
        const double half = symbol.size_mm * (big ? 0.5 : 0.4);
        geo::Box box;
        box.add(symbol.at.x - half, symbol.at.y - half);
        box.add(symbol.at.x + half, symbol.at.y + half);
        taken.push_back(box);
    };
    for (const SymbolMark& symbol : frame.symbols) keep_off(symbol);
    if (!m.options.planned_drawn)
        for (const SymbolMark& unit :
             unit_marks(m.study, frame.base->plane_centre, frame.view, m.options, {}))
            keep_off(unit);
    std::vector<LabelWish> wishes;
    wish_selected(m, frame, wishes);
    if (m.study.map.show_labels) {
        const Rgba ink = m.inks.text;
        const bool th = m.options.lang == geo::Lang::th;
        const LabelLook tambon{
            m.zoom == Zoom::near ? 14.0 : 13.0, FontFace::text, 0.92, 2.4, false, true, ink};
        const LabelLook amphoe{15.5, FontFace::text_bold, 0, 3.2, th, false, ink};
        switch (m.zoom) {
            case Zoom::country:
                wish_labels(m, frame, geo::Level::province,
                            {14.5, FontFace::text_bold, 0, 3.2, false, false, ink}, true, wishes);
                break;
            case Zoom::region:
                wish_labels(m, frame, geo::Level::province,
                            {18, FontFace::text_bold, 0, 3.6, false, false, ink}, true, wishes);
                wish_labels(m, frame, geo::Level::amphoe,
                            {12.5, FontFace::text, 0.92, 2.6, false, false, ink}, true, wishes);
                break;
            case Zoom::province:
            case Zoom::near:
                wish_labels(m, frame, geo::Level::amphoe, amphoe, true, wishes);
                wish_labels(m, frame, geo::Level::tambon, tambon, true, wishes);
                break;
        }
        if (m.options.focus)
            wish_labels(
                m, frame,
                m.options.focus->level == geo::Level::country ? geo::Level::province : m.options.focus->level,
                {18, FontFace::heading, 0, 0, false, false, m.inks.neighbour_name}, false, wishes);
    }
    frame.labels = placed_labels(std::move(wishes), taken, frame.view.width_mm, frame.view.height_mm,
                                 m.options.label_limit);
}

}  // namespace

void recolour(MapFrame& frame, const Choropleth& choropleth, const MapOptions& options) {
    const Rgba neighbour = inks_of(options.theme).neighbour;
    const Basemap& base = *frame.base;
    if (options.bands != nullptr) {
        // One colour, one meaning: the areas' own colours give way.
        const BandColours colours =
            band_colours(options.bands->limits.size(), options.theme, options.bands_old);
        frame.bands = options.bands;
        frame.band_colours = colours.bands;
        frame.fills.assign(choropleth.fills.size(), {colours.ground, Hatch::none, true});
    } else {
        frame.fills = choropleth.fills;
    }
    frame.fills.resize(base.areas->at(frame.fill_level).size(), {neighbour, Hatch::none});
    if (options.focus)
        for (std::size_t i = 0; i < frame.fills.size(); ++i)
            if (!in_focus(options, base, frame.fill_level, geo::AreaId{i}))
                frame.fills[i] = {neighbour, Hatch::none};
    find_dark_neighbours(base, options.theme, frame);
}

MapFrame map_frame(const geo::Study& study, const geo::Results* results, const Choropleth& choropleth,
                   std::shared_ptr<const Basemap> base, std::shared_ptr<const RoadLines> roads,
                   const View& view, const MapOptions& options) {
    MapFrame frame;
    frame.view = view;
    frame.base = std::move(base);
    frame.mm_per_px = options.mm_per_px;
    frame.fill_level = study.map.level;
    Making m{study,
             results,
             choropleth,
             options,
             inks_of(options.theme),
             zoom_of(view, options),
             view.box_metres()};
    frame.outside = m.inks.outside;
    if (!frame.base) return frame;
    frame.fill_level = std::min(frame.fill_level, frame.base->finest);
    if (options.focus) {
        frame.focus_level = options.focus->level;
        frame.focus = options.focus->area;
    }
    style_borders(m, frame);
    recolour(frame, choropleth, options);
    for (const geo::AreaId area : options.selected)
        if (area.valid() && area.row() < frame.fills.size()) frame.selected.push_back(area);
    if (roads && (study.map.show_roads || study.map.show_barriers)) {
        frame.roads = std::move(roads);
        if (study.map.show_barriers) style_barriers(m, frame);
        if (study.map.show_roads) style_roads(m, frame);
    }
    const geo::Plane plane{frame.base->plane_centre};
    add_villages(m, plane, frame);
    add_places(m, plane, frame);
    if (options.planned_drawn) {
        frame.lines = road_marks(study, results, frame.base->plane_centre, view, options);
        auto planned = unit_marks(study, frame.base->plane_centre, view, options, {});
        frame.symbols.insert(frame.symbols.end(), planned.begin(), planned.end());
    }
    add_numbers(m, frame);
    add_labels(m, frame);
    const bool about_reach = options.bands != nullptr || study.map.indicator != geo::Indicator::children;
    frame.dashed_frame = about_reach && results != nullptr && results->estimate;
    return frame;
}

}  // namespace render
