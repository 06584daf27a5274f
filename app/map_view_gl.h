// The window's map painter: app::MapPainter on render::GlPainter.  An OpenGL 3.3 core context must be current
// on the calling thread when one is made, used and destroyed; the context's state is left as it was found, so
// that it may be called while a frame of ImGui is being built.
//
// The trap: destroy it before the context.
#pragma once

#include "app/map_picture.h"
#include "geo/base/result.h"
#include "render/gl/painter.h"

#include <memory>

namespace app {

class MapViewGl final : public MapPainter {
public:
    /// Fault::internal with the driver's words where OpenGL is older than 3.3 or a shader is refused.
    static geo::Result<std::unique_ptr<MapViewGl>> create();
    ~MapViewGl() override;

    /// While `moving`, the kept picture is shifted with the selection and the symbols on it, and labels are
    /// those of `frame`.  The last call of a movement has moving = false.
    std::uintptr_t paint(const render::MapFrame& frame, int width, int height, double px_per_mm,
                         bool moving) override;
    SpriteTexture sprite(int slot, const std::vector<render::Mark>& marks, double px_per_mm) override;

    std::uintptr_t picture(const render::Pixels& pixels, std::uint64_t version) override;

    /// Another number whenever the contents of any texture changed.
    std::uint64_t painted() const;
    /// What was done so far, for tests and figures.
    const render::GlPainter::Work& work() const;

private:
    explicit MapViewGl(std::unique_ptr<render::GlPainter> painter);

    std::unique_ptr<render::GlPainter> painter_;
    struct Picture;
    std::unique_ptr<Picture> picture_;
};

}  // namespace app
