// One map frame as an OpenGL texture.  Triangles by level of detail take their colours from a small lookup
// texture by area, so that a new classification uploads 32 kB; borders are strips with analytic edges; text
// and symbols are sprites that Cairo painted.
//
// A picture larger than the view is kept: the ground (fills, hatches, roads, borders), redrawn only when one
// of them or the view changed, and over it selection and symbols.  While moving it is shifted, what comes
// into view is filled without borders, and labels are put on top.  The trap: everything needs the context
// that create() was called in, also the destructor.
#pragma once

#include "geo/base/result.h"
#include "render/scene.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace render {

enum class Motion : std::uint8_t { still, moving };

/// What is painted on: px_per_mm turns the frame's millimetres into pixels.
struct Canvas {
    int width_px = 0;
    int height_px = 0;
    double px_per_mm = 96 / 25.4;
    bool operator==(const Canvas&) const = default;
};

class GlPainter {
public:
    /// Fault::internal with the driver's words where OpenGL is older than 3.3 or a shader is refused.
    static geo::Result<std::unique_ptr<GlPainter>> create();
    ~GlPainter();
    GlPainter(const GlPainter&) = delete;
    GlPainter& operator=(const GlPainter&) = delete;

    /// A texture of the frame, v running up, valid until the next call.  The state of OpenGL is as before.
    std::uint32_t paint(const MapFrame& frame, const Canvas& canvas, Motion motion);

    /// Marks alone as a texture of plain colours (not premultiplied), rows top to bottom; painted again only
    /// when the marks or the resolution of this slot changed.
    struct SpriteTexture {
        std::uint32_t texture = 0;                     ///< 0: nothing to show
        int left = 0, top = 0, width = 0, height = 0;  ///< pixels relative to the marks' origin
    };
    SpriteTexture sprite(int slot, const std::vector<Mark>& marks, double px_per_mm);

    /// What was done since create().
    struct Work {
        std::size_t grounds = 0;         ///< full redraws
        std::size_t moves = 0;           ///< shifted instead
        std::size_t dresses = 0;         ///< selection and symbols put on the ground
        std::size_t overlays = 0;        ///< shifted, and labels on top
        std::size_t colour_bytes = 0;    ///< lookup texture
        std::size_t geometry_bytes = 0;  ///< triangles and lines
        std::size_t sprites = 0;         ///< painted by Cairo and uploaded
    };
    const Work& work() const;

private:
    struct Impl;
    explicit GlPainter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace render
