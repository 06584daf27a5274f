// The one window: GLFW, an OpenGL 3.3 context and ImGui on it.  It sleeps while nothing happens; any thread
// may wake it.  The same without a display, drawn into memory: for pictures, figures and tests.
//
// The trap: everything but wake() belongs to the thread that opened it, and whatever holds OpenGL objects
// must end before it.
#pragma once

#include "geo/base/result.h"
#include "render/colour.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace app {

struct WindowOptions {
    std::string title;
    int width = 1600, height = 1000;  ///< window pixels; smaller where the screen is smaller
    bool exact_size = false;          ///< exactly this size, whatever the screen
};

class Window {
public:
    /// Fault::internal with the system's words where there is no display or no OpenGL 3.3.
    static geo::Result<Window> open(const WindowOptions& options);
    /// Into memory: no display is needed, nothing is shown, the clock runs 1/60 s a frame.
    static geo::Result<Window> unseen(const WindowOptions& options);
    ~Window();
    Window(Window&&) noexcept;
    Window& operator=(Window&&) noexcept;

    /// Waits until something happens, at most `seconds` (0: not at all, infinity: as long as it takes), and
    /// takes what happened; false when the window is to close.
    bool wait(double seconds);
    /// Begins a frame of ImGui at these sizes of fonts; false where the fonts are missing.  `before` runs
    /// when the input of the frame is known and may change it.
    bool begin(float font_scale, float larger, const std::function<void()>& before = {});
    /// Draws what changed and shows it; `pictures` is another number whenever a texture was painted anew.
    /// Also as a PNG where a file is named (false where it cannot be written).
    bool present(render::Rgba ground, std::uint64_t pictures, const std::string& picture = {});

    /// From any thread.
    static void wake();
    void title(const std::string& words);
    float width() const;  ///< of the framebuffer, pixels
    float height() const;
    float content_scale() const;  ///< framebuffer pixels to a design pixel, at least 1
    /// Files dropped on the window since the last call.
    std::vector<std::string> dropped();
    /// Waits until all that was drawn is done: for measuring.
    void finish() const;
    /// "llvmpipe (LLVM 15.0.6, 256 bits)".
    std::string renderer() const;

private:
    struct Impl;
    explicit Window(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace app
