// Lines with smooth edges.  Every segment is one triangle around it whose fragments measure their distance to
// the segment; where segments meet, the larger cover counts, so that a translucent line has no darker joints.
// Up to four styles are gathered in the four channels of a mask and laid on the target at once.
//
// Laying costs more than drawing on a processor, so only tiles that a line touches are laid.
//
// The trap: a pass is begin(), any number of draws, each with touch() for the same lines, end(); the target
// is bound again only by end().
#pragma once

#include "render/gl/target_private.h"

#include <array>
#include <cstdint>
#include <vector>

namespace render {

/// As uploaded.  `of` is a style of the pass, or an arc where the pass looks its style up.
struct Segment {
    float ax = 0, ay = 0, bx = 0, by = 0;
    std::uint32_t of = 0;
};

/// Segments in a buffer of OpenGL.
struct SegmentBuffer {
    GlVertexArray layout;
    GlBuffer buffer;
    std::size_t count = 0;

    void upload(const std::vector<Segment>& segments, GLenum use);
};

inline constexpr std::size_t most_styles = 16;

/// What one pass of strokes does with the styles 0..15: those without a channel are left out.
struct StrokePass {
    struct Style {
        float half_width_px = 0;
        int channel = -1;
        bool blunt = false;  ///< ends at its end points; else round
    };
    std::array<Style, most_styles> styles;
    std::array<Rgba, 4> colours;
    int channels = 0;

    bool empty() const { return channels == 0; }
};

/// Line styles in the order of painting as passes: style i of a pass is layer i.  Neighbours of one opaque
/// colour share a channel, because nobody can tell which of them lies above.
std::vector<StrokePass> passes_of(const std::vector<LineStyle>& layers, double px_per_mm);

class Strokes {
public:
    static geo::Result<Strokes> make();

    /// `looked_up`: Segment::of is an arc, and `lookup` says its style.
    void begin(const StrokePass& pass, const Placement& placement, const Target& onto, bool looked_up);
    /// Straight onto a ground of one colour that is everywhere darker (or everywhere lighter) than the line:
    /// no mask is needed, the darker (lighter) colour stays.  Styles are looked up.  False where that cannot
    /// be.
    bool begin_on_even_ground(const StrokePass& pass, Rgba ground, const Placement& placement,
                              const Target& onto);
    void draw(const SegmentBuffer& segments, std::size_t first, std::size_t count);
    void touch(const Segment& segment);
    /// A polyline that draw() draws.
    void touch(const geo::Metres* points, std::size_t count);
    /// Lays the mask on the target.
    void end();
    /// Style by arc for the passes that look it up; 255: not drawn.
    void set_lookup(const std::vector<std::uint8_t>& style_of_arc);

private:
    void use(const StrokePass& pass, const Placement& placement, const Target& onto, bool looked_up,
             const std::array<std::array<float, 4>, 4>& channels);
    void touch_px(float ax, float ay, float bx, float by);
    void lay();
    std::size_t row_of_tiles(int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(tiles_wide_);
    }

    GlProgram stroke_, lay_;
    GlTexture lookup_;
    GlVertexArray tile_layout_;
    GlBuffer tile_buffer_;
    std::vector<std::uint8_t> looked_;
    Target mask_;
    const Target* onto_ = nullptr;
    std::array<Rgba, 4> colours_{};
    Placement placement_;
    float reach_px_ = 0;
    int tiles_wide_ = 0, tiles_high_ = 0;
    std::vector<std::uint8_t> touched_;  ///< by tile, rows up
    bool masked_ = false;
};

/// A polyline as segments of one style, cut into dashes where the style has them.  Points nearer than
/// `near_m` to the last one are left out; `metres_per_mm` measures dashes.
void add_polyline(std::vector<Segment>& out, const geo::Metres* points, std::size_t count,
                  std::uint32_t style_index, const std::vector<double>& dash_mm, double metres_per_mm,
                  double near_m);

}  // namespace render
