#include "app/headless.h"

#include "render/gl/gl_object.h"

#include <epoxy/egl.h>
#include <epoxy/gl.h>

#include <array>
#include <cstdint>
#include <iostream>
#include <utility>

namespace app {

namespace {

std::string egl_reason(const char* call) {
    return std::string{call} + " failed, EGL error " + std::to_string(eglGetError());
}

/// Bottom-up rows of premultiplied colours as top-down rows of plain ones.
render::Pixels turned(const std::vector<std::uint8_t>& bottom_up, int width, int height) {
    render::Pixels out{width, height, std::vector<std::uint8_t>(bottom_up.size())};
    const std::size_t row_bytes = static_cast<std::size_t>(width) * 4;
    for (std::size_t row = 0; row < static_cast<std::size_t>(height); ++row) {
        const std::uint8_t* from = &bottom_up[(static_cast<std::size_t>(height) - 1 - row) * row_bytes];
        std::uint8_t* to = &out.rgba[row * row_bytes];
        for (std::size_t i = 0; i < row_bytes; i += 4) {
            const unsigned alpha = from[i + 3];
            for (std::size_t c = 0; c < 3; ++c) {
                const unsigned plain = alpha == 0 ? 0U : (from[i + c] * 255U + alpha / 2) / alpha;
                to[i + c] = static_cast<std::uint8_t>(plain > 255 ? 255 : plain);
            }
            to[i + 3] = static_cast<std::uint8_t>(alpha);
        }
    }
    return out;
}

render::Pixels read(const render::GlFramebuffer& from, int width, int height) {
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    if (bytes.empty()) return {};
    glBindFramebuffer(GL_READ_FRAMEBUFFER, from.name());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, bytes.data());
    return turned(bytes, width, height);
}

}  // namespace

struct Headless::Impl {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    int width = 0, height = 0;
    render::GlFramebuffer framebuffer;
    render::GlRenderbuffer colour, depth;

    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        if (context == EGL_NO_CONTEXT) return;
        make_current();
        framebuffer.reset();
        colour.reset();
        depth.reset();
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        eglDestroyContext(display, context);
    }
    void make_current() const {
        if (eglGetCurrentContext() != context)
            eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context);
    }
};

Headless::Headless(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Headless::~Headless() = default;
Headless::Headless(Headless&&) noexcept = default;
Headless& Headless::operator=(Headless&&) noexcept = default;

geo::Result<Headless> Headless::open(int width, int height) {
    auto impl = std::make_unique<Impl>();
    if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless"))
        return geo::fail(geo::Fault::internal, {}, "EGL has no surfaceless platform");
    impl->display = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA,
                                             reinterpret_cast<void*>(EGL_DEFAULT_DISPLAY), nullptr);
    if (impl->display == EGL_NO_DISPLAY || eglInitialize(impl->display, nullptr, nullptr) == EGL_FALSE)
        return geo::fail(geo::Fault::internal, {}, egl_reason("eglInitialize"));
    if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE)
        return geo::fail(geo::Fault::internal, {}, egl_reason("eglBindAPI"));
    const std::array<EGLint, 5> wanted{EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT,
                                       EGL_NONE};
    EGLConfig config = nullptr;
    EGLint configs = 0;
    if (eglChooseConfig(impl->display, wanted.data(), &config, 1, &configs) == EGL_FALSE || configs == 0)
        return geo::fail(geo::Fault::internal, {}, egl_reason("eglChooseConfig"));
    const std::array<EGLint, 7> version{EGL_CONTEXT_MAJOR_VERSION,
                                        3,
                                        EGL_CONTEXT_MINOR_VERSION,
                                        3,
                                        EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                        EGL_NONE};
    impl->context = eglCreateContext(impl->display, config, EGL_NO_CONTEXT, version.data());
    if (impl->context == EGL_NO_CONTEXT)
        return geo::fail(geo::Fault::internal, {}, egl_reason("eglCreateContext"));
    if (eglMakeCurrent(impl->display, EGL_NO_SURFACE, EGL_NO_SURFACE, impl->context) == EGL_FALSE)
        return geo::fail(geo::Fault::internal, {}, egl_reason("eglMakeCurrent"));
    impl->framebuffer = render::GlFramebuffer::make();
    impl->colour = render::GlRenderbuffer::make();
    impl->depth = render::GlRenderbuffer::make();
    Headless out{std::move(impl)};
    out.resize(width, height);
    glBindFramebuffer(GL_FRAMEBUFFER, out.impl_->framebuffer.name());
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
        return geo::fail(geo::Fault::internal, {}, "the framebuffer is not complete");
    return out;
}

Headless* Headless::for_tests(int width, int height) {
    // Never destroyed: the driver must outlive whatever a test left in the context.
    static geo::Result<Headless>* const opened = new geo::Result<Headless>(open(width, height));
    if (!*opened) {
        std::cout << "skipped: no OpenGL without a display (" << opened->error().detail << ")\n";
        return nullptr;
    }
    Headless& it = **opened;
    if (it.width() != width || it.height() != height) it.resize(width, height);
    it.bind();
    return &it;
}

void Headless::resize(int width, int height) {
    impl_->make_current();
    impl_->width = width;
    impl_->height = height;
    glBindRenderbuffer(GL_RENDERBUFFER, impl_->colour.name());
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glBindRenderbuffer(GL_RENDERBUFFER, impl_->depth.name());
    glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH24_STENCIL8, width, height);
    glBindRenderbuffer(GL_RENDERBUFFER, 0);
    glBindFramebuffer(GL_FRAMEBUFFER, impl_->framebuffer.name());
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, impl_->colour.name());
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_STENCIL_ATTACHMENT, GL_RENDERBUFFER,
                              impl_->depth.name());
}

void Headless::bind() const {
    impl_->make_current();
    glBindFramebuffer(GL_FRAMEBUFFER, impl_->framebuffer.name());
    glViewport(0, 0, impl_->width, impl_->height);
}

void Headless::clear(render::Rgba colour) const {
    bind();
    glDisable(GL_SCISSOR_TEST);
    const float alpha = static_cast<float>(colour.a) / 255;
    glClearColor(static_cast<float>(colour.r) / 255 * alpha, static_cast<float>(colour.g) / 255 * alpha,
                 static_cast<float>(colour.b) / 255 * alpha, alpha);
    glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT | GL_STENCIL_BUFFER_BIT);
}

int Headless::width() const {
    return impl_->width;
}
int Headless::height() const {
    return impl_->height;
}

render::Pixels Headless::pixels() const {
    impl_->make_current();
    return read(impl_->framebuffer, impl_->width, impl_->height);
}

render::Pixels Headless::pixels_of(std::uintptr_t texture) const {
    impl_->make_current();
    const auto name = static_cast<GLuint>(texture);
    GLint width = 0, height = 0;
    glBindTexture(GL_TEXTURE_2D, name);
    glGetTexLevelParameteriv(GL_TEXTURE_2D, 0, GL_TEXTURE_WIDTH, &width);
    glGetTexLevelParameteriv(GL_TEXTURE_2D, 0, GL_TEXTURE_HEIGHT, &height);
    glBindTexture(GL_TEXTURE_2D, 0);
    const auto framebuffer = render::GlFramebuffer::make();
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, name, 0);
    auto out = read(framebuffer, width, height);
    glBindFramebuffer(GL_FRAMEBUFFER, impl_->framebuffer.name());
    return out;
}

std::string Headless::renderer() const {
    impl_->make_current();
    const auto* words = glGetString(GL_RENDERER);
    return words == nullptr ? std::string{} : reinterpret_cast<const char*>(words);
}

}  // namespace app
