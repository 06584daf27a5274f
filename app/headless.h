// OpenGL without a display, for tests and benchmarks: a surfaceless EGL context with a framebuffer of its own
// that stands for the window.
//
// The trap: the connection to EGL is never closed, because Mesa unloads its driver then and the leak checker
// cannot name what it left.
#pragma once

#include "geo/base/result.h"
#include "render/cairo/painter.h"

#include <memory>
#include <string>

namespace app {

class Headless {
public:
    /// An OpenGL 3.3 core context, current on this thread, and a window of this size in pixels.
    /// Fault::internal with EGL's reason where there is none.
    static geo::Result<Headless> open(int width, int height);
    /// For tests tagged [window]: the context, or nothing after one visible line that says what is skipped
    /// and why.  One context a process; asked again it is resized.
    static Headless* for_tests(int width, int height);

    ~Headless();
    Headless(Headless&&) noexcept;
    Headless& operator=(Headless&&) noexcept;

    /// Makes the context current and the framebuffer that which is drawn to, with a viewport over all of it.
    void bind() const;
    /// bind(), and all of it in one colour.
    void clear(render::Rgba colour) const;
    void resize(int width, int height);
    int width() const;
    int height() const;

    /// What the framebuffer shows, rows top to bottom.
    render::Pixels pixels() const;
    /// What a texture holds that was painted with v running up, rows top to bottom.
    render::Pixels pixels_of(std::uintptr_t texture) const;
    /// "llvmpipe (LLVM 15.0.6, 256 bits)".
    std::string renderer() const;

private:
    struct Impl;
    explicit Headless(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace app
