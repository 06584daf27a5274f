// What lies under symbols and labels: the ground outside, the band around the country, fills, roads, borders,
// and the chosen areas' outlines, in the order of the Cairo painter.
//
// The trap: it keeps the geometry of one base map; another base map makes it upload anew.
#pragma once

#include "render/gl/fills_private.h"
#include "render/gl/strokes_private.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace render {

enum class Detail : std::uint8_t { full, fills_alone };

class Ground {
public:
    static geo::Result<Ground> make();

    void paint(const MapFrame& frame, const Place& place, const Target& onto, Detail detail);
    /// Colours alone on the rectangle `x, y, width, height` of the target, which is cleared first; false
    /// where they take longer than a moving frame has.
    bool paint_part(const MapFrame& frame, const Place& place, const Target& onto,
                    const std::array<int, 4>& part);
    void paint_selection(const MapFrame& frame, const Place& place, const Target& onto);
    /// The dashes around an estimate and the frame's own line.
    void paint_frame(const MapFrame& frame, const Place& place, const Target& onto);

    std::size_t geometry_bytes() const { return geometry_bytes_ + fills_.geometry_bytes; }
    std::size_t colour_bytes() const { return fills_.colour_bytes; }

private:
    /// The arcs of one level of detail: by rank, then by chunk.
    struct Lines {
        SegmentBuffer segments;
        std::vector<std::uint32_t> first;  ///< rank * chunks + chunk, + 1
    };
    /// What the parts of one picture are painted with.
    struct Painting {
        const MapFrame& frame;
        const Place& place;
        const Target& onto;
        std::size_t lod;
        Placement placement;
        geo::Box seen;  ///< metres, with room for the widest line

        Painting(const MapFrame& of, const Place& at, const Target& target);
    };
    /// Line styles in the order of painting, and which of them an arc has.
    struct ArcStyles {
        std::vector<LineStyle> layers;
        std::vector<std::uint8_t> of_arc;
        std::array<bool, 4> ranks{};  ///< with anything to draw
    };
    void follow(const std::shared_ptr<const Basemap>& base);
    const Lines& lines(std::size_t lod);
    void paint_band(const Painting& p);
    void paint_roads(const Painting& p);
    void paint_borders(const Painting& p);
    void paint_outline(const Painting& p, const std::vector<LineStyle>& layers, geo::Level level,
                       const std::vector<geo::AreaId>& areas);
    void stroke_arcs(const Painting& p, const ArcStyles& styles);
    bool stroke_on_even_ground(const Painting& p, const ArcStyles& styles);
    void draw_ranks(const Painting& p, const std::array<bool, 4>& wanted);
    void stroke(const std::vector<Segment>& segments, const StrokePass& pass, const Placement& placement,
                const Target& onto);

    Fills fills_;
    Strokes strokes_;
    std::shared_ptr<const Basemap> base_;
    std::vector<Lines> lines_;
    SegmentBuffer passing_;  ///< segments of the moment
    std::size_t geometry_bytes_ = 0;
};

}  // namespace render
