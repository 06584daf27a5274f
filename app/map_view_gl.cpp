#include "app/map_view_gl.h"

#include <utility>

namespace app {

MapViewGl::MapViewGl(std::unique_ptr<render::GlPainter> painter) : painter_(std::move(painter)) {}
MapViewGl::~MapViewGl() = default;

geo::Result<std::unique_ptr<MapViewGl>> MapViewGl::create() {
    TRY(auto painter, render::GlPainter::create());
    return std::unique_ptr<MapViewGl>{new MapViewGl{std::move(painter)}};
}

std::uintptr_t MapViewGl::paint(const render::MapFrame& frame, int width, int height, double px_per_mm,
                                bool moving) {
    return painter_->paint(frame, {width, height, px_per_mm},
                           moving ? render::Motion::moving : render::Motion::still);
}

MapPainter::SpriteTexture MapViewGl::sprite(int slot, const std::vector<render::Mark>& marks,
                                            double px_per_mm) {
    const auto made = painter_->sprite(slot, marks, px_per_mm);
    return {made.texture, static_cast<float>(made.left), static_cast<float>(made.top),
            static_cast<float>(made.width), static_cast<float>(made.height)};
}

const render::GlPainter::Work& MapViewGl::work() const {
    return painter_->work();
}

}  // namespace app
