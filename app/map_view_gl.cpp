#include "app/map_view_gl.h"

#include "render/gl/gl_object.h"

#include <utility>

namespace app {

struct MapViewGl::Picture {
    render::GlTexture texture;
    std::uint64_t version = 0;
    std::uint64_t uploads = 0;
};

MapViewGl::MapViewGl(std::unique_ptr<render::GlPainter> painter)
    : painter_(std::move(painter)), picture_(std::make_unique<Picture>()) {}
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

std::uintptr_t MapViewGl::picture(const render::Pixels& pixels, std::uint64_t version) {
    Picture& it = *picture_;
    if (it.texture && it.version == version) return it.texture.name();
    if (!it.texture) it.texture = render::GlTexture::make();
    GLint bound = 0;
    glGetIntegerv(GL_TEXTURE_BINDING_2D, &bound);
    glBindTexture(GL_TEXTURE_2D, it.texture.name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, pixels.width, pixels.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 pixels.rgba.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(bound));
    it.version = version;
    ++it.uploads;
    return it.texture.name();
}

std::uint64_t MapViewGl::painted() const {
    const render::GlPainter::Work& w = work();
    return w.grounds + w.moves + w.overlays + w.sprites + picture_->uploads;
}

const render::GlPainter::Work& MapViewGl::work() const {
    return painter_->work();
}

}  // namespace app
