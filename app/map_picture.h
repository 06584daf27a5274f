// The map as a texture that a panel shows.  map_view.cpp (ImGui, no OpenGL) asks; map_view_gl.cpp paints with
// render/gl; a test may give a painter of its own.
#pragma once

#include "render/cairo/painter.h"
#include "render/scene.h"

#include <cstdint>

namespace app {

class MapPainter {
public:
    virtual ~MapPainter() = default;

    /// A texture of the frame's fills, borders, roads, symbols and labels, `width` x `height` window pixels.
    /// Repainted only where something changed; while `moving`, the cached picture may be shifted and drawn
    /// coarser. The value is an ImTextureID; its v runs up (uv 0,1 to 1,0).
    virtual std::uintptr_t paint(const render::MapFrame& frame, int width, int height, double px_per_mm,
                                 bool moving) = 0;

    /// Marks (legend, badge, scale bar) as a texture, cached by `slot` until the marks change.
    struct SpriteTexture {
        std::uintptr_t texture = 0;
        float left = 0, top = 0, width = 0, height = 0;  ///< window pixels relative to the marks' origin
    };
    virtual SpriteTexture sprite(int slot, const std::vector<render::Mark>& marks, double px_per_mm) = 0;

    /// A picture that was painted elsewhere (the page) as a texture, v running down; taken over only where
    /// `version` is another one.
    virtual std::uintptr_t picture(const render::Pixels& pixels, std::uint64_t version) = 0;
};

}  // namespace app
