#include "render/cairo/paint_private.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace render {
namespace {

/// Everything that one frame's painting looks up again and again.
struct Painting {
    cairo_t* cr;
    const MapFrame& frame;
    const Basemap& base;
    std::size_t lod;
    geo::Box seen;  ///< metres, with a margin for the widest line
    bool raster;

    void add_ring(const std::vector<geo::Metres>& ring) const {
        if (ring.empty()) return;
        const auto first = frame.view.mm_from_metres(ring[0]);
        cairo_move_to(cr, first.x, first.y);
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const auto at = frame.view.mm_from_metres(ring[i]);
            cairo_line_to(cr, at.x, at.y);
        }
        cairo_close_path(cr);
    }
    /// An area that would vanish at this level of detail keeps its own points.
    void add_polygons(const std::vector<geo::ArcPolygon>& polygons) const {
        bool drawn = false;
        const std::size_t finest = base.lods.size() - 1;
        for (const std::size_t l : {lod, finest}) {
            if (drawn) break;
            for (const geo::ArcPolygon& polygon : polygons) {
                const auto outer = ring_points(base, l, polygon.outer);
                if (outer.empty()) continue;
                drawn = true;
                add_ring(outer);
                for (const geo::ArcRing& hole : polygon.holes) add_ring(ring_points(base, l, hole));
            }
        }
    }
    /// True on both sides of nothing but the surroundings of the area that the picture is about.
    bool is_around(const geo::Arc& arc) const {
        if (!frame.focus.valid()) return false;
        const auto& ancestor = base.ancestor[static_cast<std::size_t>(frame.focus_level)];
        const auto inside = [&](geo::AreaId area) {
            return area.valid() && ancestor[area.row()] == frame.focus.value;
        };
        return !inside(arc.left) && !inside(arc.right);
    }
    void add_arc(std::uint32_t arc) const {
        const BasemapLod& from = base.lods[lod];
        const std::uint32_t first = from.arc_first[arc];
        const std::uint32_t end = from.arc_first[arc + 1];
        for (std::uint32_t p = first; p < end; ++p) {
            const auto at = frame.view.mm_from_metres(from.points[p]);
            if (p == first)
                cairo_move_to(cr, at.x, at.y);
            else
                cairo_line_to(cr, at.x, at.y);
        }
    }
};

/// Areas that look alike are one path: no seams between them, and a page of the country stays small.
void paint_fills(const Painting& p) {
    const auto& ancestor = p.base.ancestor[static_cast<std::size_t>(p.frame.fill_level)];
    const auto& boxes = p.base.area_box[static_cast<std::size_t>(p.base.finest)];
    using Look = std::tuple<std::uint8_t, std::uint8_t, std::uint8_t, std::uint8_t, Hatch>;
    std::map<Look, std::uint32_t> groups;
    std::vector<AreaFill> fills;
    std::vector<std::uint32_t> group_of(boxes.size(), geo::AreaId::none);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].empty() || !boxes[i].meets(p.seen) || ancestor[i] == geo::AreaId::none) continue;
        if (ancestor[i] >= p.frame.fills.size()) continue;
        const AreaFill& fill = p.frame.fills[ancestor[i]];
        const Look look{fill.colour.r, fill.colour.g, fill.colour.b, fill.colour.a, fill.hatch};
        const auto [at, fresh] = groups.emplace(look, static_cast<std::uint32_t>(fills.size()));
        if (fresh) fills.push_back(fill);
        group_of[i] = at->second;
    }
    const auto shapes = geo::dissolved(p.base.topology, group_of, fills.size());
    cairo_save(p.cr);
    cairo_set_fill_rule(p.cr, CAIRO_FILL_RULE_EVEN_ODD);
    // Borders are drawn over every edge, so edges need no smoothing; smoothed ones would let the ground shine
    // through between two colours.
    if (p.raster) cairo_set_antialias(p.cr, CAIRO_ANTIALIAS_NONE);
    for (std::size_t g = 0; g < fills.size(); ++g) {
        cairo_new_path(p.cr);
        p.add_polygons(shapes[g]);
        set_colour(p.cr, fills[g].colour);
        cairo_fill_preserve(p.cr);
        if (fills[g].hatch == Hatch::none) continue;
        cairo_save(p.cr);
        cairo_set_antialias(p.cr, CAIRO_ANTIALIAS_DEFAULT);
        hatch(p.cr, fills[g], p.frame.mm_per_px);
        cairo_restore(p.cr);
    }
    cairo_new_path(p.cr);
    cairo_restore(p.cr);
}

/// On the areas that they are of, whose borders they end at.
void paint_bands_on_areas(const Painting& p) {
    const auto& ancestor = p.base.ancestor[static_cast<std::size_t>(p.frame.fill_level)];
    std::vector<std::uint32_t> group_of(ancestor.size(), geo::AreaId::none);
    for (std::size_t i = 0; i < ancestor.size(); ++i)
        if (ancestor[i] < p.frame.fills.size() && p.frame.fills[ancestor[i]].banded) group_of[i] = 0;
    const auto shapes = geo::dissolved(p.base.topology, group_of, 1);
    if (shapes.empty()) return;
    cairo_save(p.cr);
    cairo_set_fill_rule(p.cr, CAIRO_FILL_RULE_EVEN_ODD);
    if (p.raster) cairo_set_antialias(p.cr, CAIRO_ANTIALIAS_NONE);
    cairo_new_path(p.cr);
    p.add_polygons(shapes[0]);
    cairo_clip(p.cr);
    paint_bands(p.cr, p.frame, p.seen);
    cairo_restore(p.cr);
}

void paint_roads(const Painting& p) {
    const double near_m = p.frame.view.metres_per_mm * 0.05;
    const auto add = [&](const RoadLines::Rank& rank) {
        for (std::size_t i = 0; i < rank.box.size(); ++i) {
            if (!rank.box[i].meets(p.seen)) continue;
            geo::Metres last{};
            for (std::uint32_t n = rank.first[i]; n < rank.first[i + 1]; ++n) {
                const geo::Metres at = rank.points[n];
                const bool end = n == rank.first[i] || n + 1 == rank.first[i + 1];
                if (!end && std::abs(at.x - last.x) < near_m && std::abs(at.y - last.y) < near_m) continue;
                last = at;
                const PointMm mm = p.frame.view.mm_from_metres(at);
                if (n == rank.first[i])
                    cairo_move_to(p.cr, mm.x, mm.y);
                else
                    cairo_line_to(p.cr, mm.x, mm.y);
            }
        }
    };
    const auto draw = [&](const RoadLines::Rank& rank, const LineStyle& style) {
        if (style.colour.a == 0) return;
        cairo_new_path(p.cr);
        add(rank);
        stroke(p.cr, style);
    };
    const RoadLines& lines = *p.frame.roads;
    for (std::size_t kind = 0; kind < lines.barriers.size(); ++kind)
        draw(lines.barriers[kind], p.frame.barrier_styles[kind].casing);
    for (std::size_t kind = 0; kind < lines.barriers.size(); ++kind)
        draw(lines.barriers[kind], p.frame.barrier_styles[kind].core);
    for (std::size_t r = lines.ranks.size(); r-- > 0;) draw(lines.ranks[r], p.frame.road_styles[r].casing);
    for (std::size_t r = lines.ranks.size(); r-- > 0;) draw(lines.ranks[r], p.frame.road_styles[r].core);
}

enum class Which : std::uint8_t { ordinary, on_dark, around };

/// The arcs in view of one rank, of one kind of ground.
void paint_borders(const Painting& p, geo::Level rank, const LineStyle& style, Which which) {
    if (style.colour.a == 0 || style.width_mm <= 0) return;
    const auto& boxes = p.base.area_box[static_cast<std::size_t>(p.base.finest)];
    cairo_new_path(p.cr);
    for (const BasemapChunk& chunk : p.base.chunks) {
        if (chunk.box.empty() || !chunk.box.meets(p.seen)) continue;
        for (const std::uint32_t a : chunk.arcs) {
            if (p.base.arc_rank[a] != rank) continue;
            const geo::Arc& arc = p.base.topology.arcs[a];
            const bool on_dark =
                rank == p.base.finest && !p.frame.arc_on_dark.empty() && p.frame.arc_on_dark[a];
            const Which here = p.is_around(arc) ? Which::around : on_dark ? Which::on_dark : Which::ordinary;
            if (here != which) continue;
            const geo::AreaId owner = arc.left.valid() ? arc.left : arc.right;
            if (!boxes[owner.row()].meets(p.seen)) continue;
            p.add_arc(a);
        }
    }
    stroke(p.cr, style);
}

void paint_focus(const Painting& p, const LineStyle& style) {
    cairo_new_path(p.cr);
    p.add_polygons(p.base.area_rings[static_cast<std::size_t>(p.frame.focus_level)][p.frame.focus.row()]);
    stroke(p.cr, style);
}

void paint_ground(const Painting& p) {
    const bool focused = p.frame.focus.valid();
    if (!focused) paint_borders(p, geo::Level::country, p.frame.study_band, Which::ordinary);
    paint_fills(p);
    if (p.frame.bands) paint_bands_on_areas(p);
    if (focused) paint_focus(p, p.frame.study_band);
    if (p.frame.roads) paint_roads(p);
    for (const geo::Level rank :
         {geo::Level::tambon, geo::Level::amphoe, geo::Level::province, geo::Level::country}) {
        const auto r = static_cast<std::size_t>(rank);
        paint_borders(p, rank, p.frame.quiet[r], Which::around);
    }
    for (const geo::Level rank :
         {geo::Level::tambon, geo::Level::amphoe, geo::Level::province, geo::Level::country}) {
        const auto r = static_cast<std::size_t>(rank);
        paint_borders(p, rank, p.frame.borders[r], Which::ordinary);
        if (rank == p.base.finest) paint_borders(p, rank, p.frame.border_on_dark, Which::on_dark);
    }
    if (focused) paint_focus(p, p.frame.borders[static_cast<std::size_t>(geo::Level::province)]);
    for (const LineStyle& style : p.frame.selection) {
        cairo_new_path(p.cr);
        for (const geo::AreaId area : p.frame.selected)
            p.add_polygons(p.base.area_rings[static_cast<std::size_t>(p.frame.fill_level)][area.row()]);
        stroke(p.cr, style);
    }
}

}  // namespace

void paint(cairo_t* cr, const MapFrame& frame, double px_per_mm, bool raster) {
    cairo_save(cr);
    cairo_translate(cr, frame.at.x, frame.at.y);
    cairo_save(cr);
    cairo_rectangle(cr, 0, 0, frame.view.width_mm, frame.view.height_mm);
    cairo_clip(cr);
    set_colour(cr, frame.outside);
    cairo_paint(cr);
    if (frame.base) {
        constexpr double margin_mm = 4;
        geo::Box seen;
        seen.add(frame.view.metres_from_mm({-margin_mm, -margin_mm}));
        seen.add(
            frame.view.metres_from_mm({frame.view.width_mm + margin_mm, frame.view.height_mm + margin_mm}));
        const std::size_t lod = frame.base->lod_for(frame.view.metres_per_mm / px_per_mm);
        paint_ground({cr, frame, *frame.base, lod, seen, raster});
    }
    for (const PathMark& line : frame.lines) paint(cr, Mark{line});
    for (const SymbolMark& symbol : frame.symbols) paint(cr, Mark{symbol});
    for (const TextMark& label : frame.labels) paint(cr, Mark{label});
    cairo_restore(cr);
    if (frame.dashed_frame) {
        const double px = frame.mm_per_px;
        cairo_rectangle(cr, 2 * px, 2 * px, frame.view.width_mm - 4 * px, frame.view.height_mm - 4 * px);
        stroke(cr, {rgb(0x8A5200), 2 * px, {8 * px, 5 * px}});
    }
    cairo_rectangle(cr, 0, 0, frame.view.width_mm, frame.view.height_mm);
    stroke(cr, frame.frame);
    cairo_restore(cr);
}

}  // namespace render
