#include "render/gl/ground_private.h"

#include <algorithm>
#include <cmath>

namespace render {
namespace {

constexpr std::uint8_t not_drawn = 255;

bool drawn(const LineStyle& style) {
    return style.colour.a != 0 && style.width_mm > 0;
}

/// The levels from the finest border to the outer one, as they are painted.
constexpr std::array<geo::Level, 4> upwards = {geo::Level::tambon, geo::Level::amphoe, geo::Level::province,
                                               geo::Level::country};

/// Border styles in the order of painting, and which of them an arc has.
struct BorderLayers {
    std::vector<LineStyle> layers;
    std::array<std::uint8_t, 4> ordinary{not_drawn, not_drawn, not_drawn, not_drawn};
    std::array<std::uint8_t, 4> around{not_drawn, not_drawn, not_drawn, not_drawn};
    std::uint8_t on_dark = not_drawn;

    BorderLayers(const MapFrame& frame, geo::Level finest) {
        const auto add = [this](const LineStyle& style) {
            if (!drawn(style)) return not_drawn;
            layers.push_back(style);
            return static_cast<std::uint8_t>(layers.size() - 1);
        };
        for (const geo::Level rank : upwards) {
            const auto r = static_cast<std::size_t>(rank);
            if (frame.focus.valid()) around.at(r) = add(frame.quiet.at(r));
        }
        for (const geo::Level rank : upwards) {
            const auto r = static_cast<std::size_t>(rank);
            ordinary.at(r) = add(frame.borders.at(r));
            if (rank == finest && !frame.arc_on_dark.empty()) on_dark = add(frame.border_on_dark);
        }
    }

    std::vector<std::uint8_t> style_of_arcs(const MapFrame& frame) const {
        const Basemap& base = *frame.base;
        const auto& ancestor = base.ancestor[static_cast<std::size_t>(frame.focus_level)];
        const auto inside = [&](geo::AreaId area) {
            return area.valid() && ancestor[area.row()] == frame.focus.value;
        };
        std::vector<std::uint8_t> out(base.topology.arcs.size(), not_drawn);
        for (std::size_t a = 0; a < out.size(); ++a) {
            const geo::Arc& arc = base.topology.arcs[a];
            const geo::Level rank = base.arc_rank[a];
            const auto r = static_cast<std::size_t>(rank);
            if (frame.focus.valid() && !inside(arc.left) && !inside(arc.right))
                out[a] = around.at(r);
            else if (rank == base.finest && !frame.arc_on_dark.empty() && frame.arc_on_dark[a])
                out[a] = on_dark;
            else
                out[a] = ordinary.at(r);
        }
        return out;
    }
};

}  // namespace

Ground::Painting::Painting(const MapFrame& of, const Place& at, const Target& target)
    : frame(of),
      place(at),
      onto(target),
      lod(of.base->lod_for(of.view.metres_per_mm / at.px_per_mm)),
      placement(at.of_plane(of.view)),
      seen(at.seen(of.view, 4 * at.px_per_mm)) {}

geo::Result<Ground> Ground::make() {
    Ground out;
    TRY(out.fills_, Fills::make());
    TRY(out.strokes_, Strokes::make());
    return out;
}

void Ground::follow(const std::shared_ptr<const Basemap>& base) {
    if (base_ == base) return;
    base_ = base;
    fills_.forget();
    lines_.clear();
    lines_.resize(base->lods.size());
}

const Ground::Lines& Ground::lines(std::size_t lod) {
    Lines& out = lines_[lod];
    if (!out.first.empty()) return out;
    const Basemap& base = *base_;
    const BasemapLod& from = base.lods[lod];
    std::vector<Segment> segments;
    segments.reserve(from.points.size());
    for (const geo::Level rank : geo::all_levels)
        for (const BasemapChunk& chunk : base.chunks) {
            out.first.push_back(static_cast<std::uint32_t>(segments.size()));
            for (const std::uint32_t a : chunk.arcs)
                if (base.arc_rank[a] == rank)
                    add_polyline(segments, &from.points[from.arc_first[a]],
                                 from.arc_first[a + 1] - from.arc_first[a], a, {}, 1, 0);
        }
    out.first.push_back(static_cast<std::uint32_t>(segments.size()));
    out.segments.upload(segments, GL_STATIC_DRAW);
    geometry_bytes_ += segments.size() * sizeof(Segment);
    return out;
}

void Ground::draw_ranks(const Painting& p, const std::array<bool, 4>& wanted) {
    const Lines& from = lines(p.lod);
    const std::size_t chunks = base_->chunks.size();
    std::size_t first = 0;
    std::size_t end = 0;
    for (std::size_t rank = 0; rank < 4; ++rank) {
        if (!wanted.at(rank)) continue;
        for (std::size_t c = 0; c < chunks; ++c) {
            const BasemapChunk& chunk = base_->chunks[c];
            if (chunk.box.empty() || !chunk.box.meets(p.seen)) continue;
            const std::size_t at = rank * chunks + c;
            if (from.first[at] != end) {
                strokes_.draw(from.segments, first, end - first);
                first = from.first[at];
            }
            end = from.first[at + 1];
        }
    }
    strokes_.draw(from.segments, first, end - first);
}

void Ground::stroke_arcs(const Painting& p, const ArcStyles& styles) {
    const BasemapLod& from = base_->lods[p.lod];
    std::vector<std::uint8_t> solid = styles.of_arc;
    for (const StrokePass& pass : passes_of(styles.layers, p.place.px_per_mm)) {
        // Dashes are cut anew for every view; everything else is in the buffers already.
        std::vector<Segment> dashes;
        std::vector<std::uint32_t> arcs;
        for (const BasemapChunk& chunk : base_->chunks) {
            if (chunk.box.empty() || !chunk.box.meets(p.seen)) continue;
            for (const std::uint32_t a : chunk.arcs) {
                const std::uint8_t style = styles.of_arc[a];
                if (style == not_drawn || pass.styles.at(style).channel < 0) continue;
                if (styles.layers[style].dash_mm.empty()) {
                    arcs.push_back(a);
                    continue;
                }
                solid[a] = not_drawn;
                add_polyline(dashes, &from.points[from.arc_first[a]],
                             from.arc_first[a + 1] - from.arc_first[a], style, styles.layers[style].dash_mm,
                             p.frame.view.metres_per_mm, 0);
            }
        }
        strokes_.set_lookup(solid);
        if (!arcs.empty()) {
            strokes_.begin(pass, p.placement, p.onto, true);
            draw_ranks(p, styles.ranks);
            for (const std::uint32_t a : arcs)
                strokes_.touch(&from.points[from.arc_first[a]], from.arc_first[a + 1] - from.arc_first[a]);
            strokes_.end();
        }
        stroke(dashes, pass, p.placement, p.onto);
    }
}

bool Ground::stroke_on_even_ground(const Painting& p, const ArcStyles& styles) {
    const auto passes = passes_of(styles.layers, p.place.px_per_mm);
    if (passes.size() != 1 || !styles.layers[0].dash_mm.empty()) return false;
    strokes_.set_lookup(styles.of_arc);
    if (!strokes_.begin_on_even_ground(passes[0], p.frame.outside, p.placement, p.onto)) return false;
    draw_ranks(p, styles.ranks);
    strokes_.end();
    return true;
}

void Ground::stroke(const std::vector<Segment>& segments, const StrokePass& pass, const Placement& placement,
                    const Target& onto) {
    if (segments.empty()) return;
    passing_.upload(segments, GL_STREAM_DRAW);
    strokes_.begin(pass, placement, onto, false);
    strokes_.draw(passing_, 0, segments.size());
    for (const Segment& segment : segments) strokes_.touch(segment);
    strokes_.end();
}

void Ground::paint_band(const Painting& p) {
    if (!drawn(p.frame.study_band)) return;
    ArcStyles styles;
    styles.layers = {p.frame.study_band};
    styles.ranks[static_cast<std::size_t>(geo::Level::country)] = true;
    styles.of_arc.assign(base_->topology.arcs.size(), not_drawn);
    for (std::size_t a = 0; a < styles.of_arc.size(); ++a)
        if (base_->arc_rank[a] == geo::Level::country) styles.of_arc[a] = 0;
    if (!stroke_on_even_ground(p, styles)) stroke_arcs(p, styles);
}

void Ground::paint_roads(const Painting& p) {
    const double near_m = p.frame.view.metres_per_mm * 0.05;
    // Barriers, then casings of all ranks from the least to the greatest, then cores.
    std::vector<LineStyle> layers;
    std::vector<const RoadLines::Rank*> ranks;
    for (const bool core : {false, true})
        for (std::size_t kind = 0; kind < p.frame.barrier_styles.size(); ++kind) {
            const MapFrame::RoadStyle& style = p.frame.barrier_styles.at(kind);
            layers.push_back(core ? style.core : style.casing);
            ranks.push_back(&p.frame.roads->barriers.at(kind));
        }
    for (const bool core : {false, true})
        for (std::size_t rank = 4; rank-- > 0;) {
            layers.push_back(core ? p.frame.road_styles.at(rank).core : p.frame.road_styles.at(rank).casing);
            ranks.push_back(&p.frame.roads->ranks.at(rank));
        }
    for (const StrokePass& pass : passes_of(layers, p.place.px_per_mm)) {
        std::vector<Segment> segments;
        for (std::size_t i = 0; i < layers.size(); ++i) {
            if (pass.styles.at(i).channel < 0) continue;
            const RoadLines::Rank& rank = *ranks.at(i);
            for (std::size_t line = 0; line < rank.box.size(); ++line)
                if (rank.box[line].meets(p.seen))
                    add_polyline(segments, &rank.points[rank.first[line]],
                                 rank.first[line + 1] - rank.first[line], static_cast<std::uint32_t>(i),
                                 layers[i].dash_mm, p.frame.view.metres_per_mm, near_m);
        }
        stroke(segments, pass, p.placement, p.onto);
    }
}

void Ground::paint_borders(const Painting& p) {
    const BorderLayers borders{p.frame, base_->finest};
    ArcStyles styles;
    styles.layers = borders.layers;
    styles.of_arc = borders.style_of_arcs(p.frame);
    for (std::size_t a = 0; a < styles.of_arc.size(); ++a)
        if (styles.of_arc[a] != not_drawn)
            styles.ranks.at(static_cast<std::size_t>(base_->arc_rank[a])) = true;
    stroke_arcs(p, styles);
}

void Ground::paint_outline(const Painting& p, const std::vector<LineStyle>& layers, geo::Level level,
                           const std::vector<geo::AreaId>& areas) {
    const Basemap& base = *p.frame.base;
    const auto l = static_cast<std::size_t>(level);
    for (const StrokePass& pass : passes_of(layers, p.place.px_per_mm)) {
        std::vector<Segment> segments;
        const auto add = [&](std::size_t from, const geo::ArcRing& ring) {
            auto points = ring_points(base, from, ring);
            if (points.empty()) return false;
            points.push_back(points.front());
            for (std::size_t i = 0; i < layers.size(); ++i)
                if (pass.styles.at(i).channel >= 0)
                    add_polyline(segments, points.data(), points.size(), static_cast<std::uint32_t>(i),
                                 layers[i].dash_mm, p.frame.view.metres_per_mm, 0);
            return true;
        };
        for (const geo::AreaId area : areas) {
            if (!area.valid() || area.row() >= base.area_rings.at(l).size()) continue;
            if (!base.area_box.at(l)[area.row()].meets(p.seen)) continue;
            // An area that would vanish at this level of detail keeps its own points.
            bool any = false;
            for (const std::size_t from : {p.lod, base.lods.size() - 1}) {
                if (any) break;
                for (const geo::ArcPolygon& polygon : base.area_rings.at(l)[area.row()]) {
                    if (!add(from, polygon.outer)) continue;
                    any = true;
                    for (const geo::ArcRing& hole : polygon.holes) add(from, hole);
                }
            }
        }
        stroke(segments, pass, p.placement, p.onto);
    }
}

void Ground::paint(const MapFrame& frame, const Place& place, const Target& onto, Detail detail) {
    onto.draw_to();
    const auto outside = premultiplied(frame.outside);
    glClearColor(outside[0], outside[1], outside[2], outside[3]);
    glClear(GL_COLOR_BUFFER_BIT);
    if (!frame.base || frame.base->lods.empty()) return;
    follow(frame.base);
    const Painting p{frame, place, onto};
    const bool focused = frame.focus.valid();
    const bool full = detail == Detail::full;
    if (full && !focused) paint_band(p);
    fills_.paint(frame, place, p.lod);
    if (!full) return;
    if (focused) paint_outline(p, {frame.study_band}, frame.focus_level, {frame.focus});
    if (frame.roads) paint_roads(p);
    paint_borders(p);
    if (focused)
        paint_outline(p, {frame.borders[static_cast<std::size_t>(geo::Level::province)]}, frame.focus_level,
                      {frame.focus});
}

bool Ground::paint_part(const MapFrame& frame, const Place& place, const Target& onto,
                        const std::array<int, 4>& part) {
    onto.draw_to();
    const auto [x, y, width, height] = part;
    glEnable(GL_SCISSOR_TEST);
    glScissor(x, y, width, height);
    const auto outside = premultiplied(frame.outside);
    glClearColor(outside[0], outside[1], outside[2], outside[3]);
    glClear(GL_COLOR_BUFFER_BIT);
    bool done = true;
    if (frame.base && !frame.base->lods.empty()) {
        follow(frame.base);
        const Painting p{frame, place, onto};
        const auto metres = [&](int px_x, int px_y) {
            return frame.view.metres_from_mm({(px_x - place.margin_px) / place.px_per_mm,
                                              (onto.height - px_y - place.margin_px) / place.px_per_mm});
        };
        geo::Box box;
        box.add(metres(x, y));
        box.add(metres(x + width, y + height));
        // A level coarser than still: at most two pixels off, and a third of the triangles.
        done = fills_.paint_quickly(frame, place, p.lod > 0 ? p.lod - 1 : 0, box);
    }
    glDisable(GL_SCISSOR_TEST);
    return done;
}

void Ground::paint_selection(const MapFrame& frame, const Place& place, const Target& onto) {
    if (!frame.base || frame.base->lods.empty()) return;
    paint_outline({frame, place, onto}, {frame.selection[0], frame.selection[1]}, frame.fill_level,
                  frame.selected);
}

void Ground::paint_frame(const MapFrame& frame, const Place& place, const Target& onto) {
    const auto around = [&](double inset, const LineStyle& style) {
        const double right = frame.view.width_mm - inset;
        const double bottom = frame.view.height_mm - inset;
        const std::array<geo::Metres, 5> corners = {
            {{inset, inset}, {right, inset}, {right, bottom}, {inset, bottom}, {inset, inset}}};
        std::vector<Segment> segments;
        add_polyline(segments, corners.data(), corners.size(), 0, style.dash_mm, 1, 0);
        for (const StrokePass& pass : passes_of({style}, place.px_per_mm))
            stroke(segments, pass, place.of_frame(), onto);
    };
    const double px = frame.mm_per_px;
    if (frame.dashed_frame) around(2 * px, {rgb(0x8A5200), 2 * px, {8 * px, 5 * px}});
    around(0, frame.frame);
}

}  // namespace render
