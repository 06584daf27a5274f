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

    /// By arc; `ranks` says which ranks have anything to draw.
    std::vector<std::uint8_t> style_of_arcs(const MapFrame& frame, std::array<bool, 4>& ranks) const {
        const Basemap& base = *frame.base;
        const auto& ancestor = base.ancestor[static_cast<std::size_t>(frame.focus_level)];
        const auto inside = [&](geo::AreaId area) {
            return area.valid() && ancestor[area.row()] == frame.focus.value;
        };
        std::vector<std::uint8_t> out(base.topology.arcs.size(), not_drawn);
        ranks.fill(false);
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
            if (out[a] != not_drawn) ranks.at(r) = true;
        }
        return out;
    }
};

}  // namespace

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

void Ground::draw_ranks(const Lines& from, const geo::Box& seen, const std::array<bool, 4>& wanted) {
    const std::size_t chunks = base_->chunks.size();
    std::size_t first = 0;
    std::size_t end = 0;
    for (std::size_t rank = 0; rank < 4; ++rank) {
        if (!wanted.at(rank)) continue;
        for (std::size_t c = 0; c < chunks; ++c) {
            const BasemapChunk& chunk = base_->chunks[c];
            if (chunk.box.empty() || !chunk.box.meets(seen)) continue;
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

void Ground::touch_arcs(const std::vector<std::uint8_t>& style_of_arc, const StrokePass& pass,
                        std::size_t lod, const geo::Box& seen) {
    const BasemapLod& from = base_->lods[lod];
    for (const BasemapChunk& chunk : base_->chunks) {
        if (chunk.box.empty() || !chunk.box.meets(seen)) continue;
        for (const std::uint32_t a : chunk.arcs) {
            if (style_of_arc[a] == not_drawn || pass.styles.at(style_of_arc[a]).channel < 0) continue;
            strokes_.touch(&from.points[from.arc_first[a]], from.arc_first[a + 1] - from.arc_first[a]);
        }
    }
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

void Ground::paint_band(const MapFrame& frame, const Place& place, const Target& onto, std::size_t lod) {
    if (!drawn(frame.study_band)) return;
    const auto passes = passes_of({frame.study_band}, place.px_per_mm);
    std::vector<std::uint8_t> style_of_arc(base_->topology.arcs.size(), not_drawn);
    for (std::size_t a = 0; a < style_of_arc.size(); ++a)
        if (base_->arc_rank[a] == geo::Level::country) style_of_arc[a] = 0;
    strokes_.set_lookup(style_of_arc);
    const Placement placement = place.of_plane(frame.view);
    const geo::Box seen = place.seen(frame.view, frame.study_band.width_mm * place.px_per_mm);
    if (!strokes_.begin_on_even_ground(passes[0], frame.outside, placement, onto, true)) {
        strokes_.begin(passes[0], placement, onto, true);
        touch_arcs(style_of_arc, passes[0], lod, seen);
    }
    draw_ranks(lines(lod), seen, {true, false, false, false});
    strokes_.end();
}

void Ground::paint_roads(const MapFrame& frame, const Place& place, const Target& onto) {
    const geo::Box seen = place.seen(frame.view, 16);
    const double near_m = frame.view.metres_per_mm * 0.05;
    // Casings of all ranks from the least to the greatest, then cores; the style is 3 - rank, or 7 - rank.
    std::vector<LineStyle> layers(8);
    for (std::size_t rank = 0; rank < 4; ++rank) {
        layers.at(3 - rank) = frame.road_styles.at(rank).casing;
        layers.at(7 - rank) = frame.road_styles.at(rank).core;
    }
    for (const StrokePass& pass : passes_of(layers, place.px_per_mm)) {
        std::vector<Segment> segments;
        for (std::size_t i = 0; i < layers.size(); ++i) {
            if (pass.styles.at(i).channel < 0) continue;
            const RoadLines::Rank& rank = frame.roads->ranks.at(3 - i % 4);
            for (std::size_t line = 0; line < rank.box.size(); ++line)
                if (rank.box[line].meets(seen))
                    add_polyline(segments, &rank.points[rank.first[line]],
                                 rank.first[line + 1] - rank.first[line], static_cast<std::uint32_t>(i),
                                 layers[i].dash_mm, frame.view.metres_per_mm, near_m);
        }
        stroke(segments, pass, place.of_plane(frame.view), onto);
    }
}

void Ground::paint_borders(const MapFrame& frame, const Place& place, const Target& onto, std::size_t lod) {
    const BorderLayers borders{frame, base_->finest};
    std::array<bool, 4> ranks{};
    const std::vector<std::uint8_t> style_of_arc = borders.style_of_arcs(frame, ranks);
    strokes_.set_lookup(style_of_arc);
    const geo::Box seen = place.seen(frame.view, 16);
    for (const StrokePass& pass : passes_of(borders.layers, place.px_per_mm)) {
        strokes_.begin(pass, place.of_plane(frame.view), onto, true);
        draw_ranks(lines(lod), seen, ranks);
        touch_arcs(style_of_arc, pass, lod, seen);
        strokes_.end();
    }
}

void Ground::paint_outline(const MapFrame& frame, const Place& place, const Target& onto,
                           const std::vector<LineStyle>& layers, geo::Level level,
                           const std::vector<geo::AreaId>& areas) {
    const Basemap& base = *frame.base;
    const geo::Box seen = place.seen(frame.view, 16);
    const std::size_t lod = base.lod_for(frame.view.metres_per_mm / place.px_per_mm);
    const auto l = static_cast<std::size_t>(level);
    for (const StrokePass& pass : passes_of(layers, place.px_per_mm)) {
        std::vector<Segment> segments;
        for (const geo::AreaId area : areas) {
            if (!area.valid() || area.row() >= base.area_rings.at(l).size()) continue;
            if (!base.area_box.at(l)[area.row()].meets(seen)) continue;
            const auto add = [&](std::size_t from, const geo::ArcRing& ring) {
                auto points = ring_points(base, from, ring);
                if (points.empty()) return false;
                points.push_back(points.front());
                for (std::size_t i = 0; i < layers.size(); ++i)
                    if (pass.styles.at(i).channel >= 0)
                        add_polyline(segments, points.data(), points.size(), static_cast<std::uint32_t>(i),
                                     layers[i].dash_mm, frame.view.metres_per_mm, 0);
                return true;
            };
            // An area that would vanish at this level of detail keeps its own points.
            bool any = false;
            for (const std::size_t from : {lod, base.lods.size() - 1}) {
                if (any) break;
                for (const geo::ArcPolygon& polygon : base.area_rings.at(l)[area.row()]) {
                    if (!add(from, polygon.outer)) continue;
                    any = true;
                    for (const geo::ArcRing& hole : polygon.holes) add(from, hole);
                }
            }
        }
        stroke(segments, pass, place.of_plane(frame.view), onto);
    }
}

void Ground::paint(const MapFrame& frame, const Place& place, const Target& onto, Detail detail) {
    onto.draw_to();
    const auto outside = premultiplied(frame.outside);
    glClearColor(outside[0], outside[1], outside[2], outside[3]);
    glClear(GL_COLOR_BUFFER_BIT);
    if (!frame.base || frame.base->lods.empty()) return;
    follow(frame.base);
    const std::size_t lod = frame.base->lod_for(frame.view.metres_per_mm / place.px_per_mm);
    const bool focused = frame.focus.valid();
    const bool full = detail == Detail::full;
    if (full && !focused) paint_band(frame, place, onto, lod);
    fills_.paint(frame, place, lod);
    if (!full) return;
    if (focused) paint_outline(frame, place, onto, {frame.study_band}, frame.focus_level, {frame.focus});
    if (frame.roads) paint_roads(frame, place, onto);
    paint_borders(frame, place, onto, lod);
    if (focused)
        paint_outline(frame, place, onto, {frame.borders[static_cast<std::size_t>(geo::Level::province)]},
                      frame.focus_level, {frame.focus});
}

void Ground::paint_selection(const MapFrame& frame, const Place& place, const Target& onto) {
    if (!frame.base || frame.base->lods.empty()) return;
    paint_outline(frame, place, onto, {frame.selection[0], frame.selection[1]}, frame.fill_level,
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
