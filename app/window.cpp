#include "app/window.h"

#include "app/damage.h"
#include "app/headless.h"
#include "app/imgui_compat_private.h"
#include "app/widgets.h"
#include "render/gl/gl_object.h"

#include <epoxy/gl.h>
// After epoxy: GLFW would include the system's OpenGL header.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <optional>
#include <stb_image_write.h>
#include <utility>

namespace app {
namespace {

using Clock = std::chrono::steady_clock;

/// Tips appear and carets blink this long after the last event.
constexpr double lively_s = 1.2, nap_s = 0.1;

std::atomic<bool> glfw_runs = false;

std::string last_glfw_error() {
    const char* words = nullptr;
    glfwGetError(&words);
    return words == nullptr ? "GLFW" : words;
}

}  // namespace

struct Window::Impl {
    GLFWwindow* window = nullptr;
    std::optional<Headless> memory;
    bool imgui = false, imgui_gl = false, imgui_glfw = false;
    float font_scale = 0, larger = 0;
    std::vector<std::string> dropped;
    Clock::time_point last_event = Clock::now();
    int frames_left = 3;
    // The frame is kept, so that only what changed is painted.
    Damage damage;
    render::GlFramebuffer canvas;
    render::GlRenderbuffer canvas_colour;
    int canvas_wide = 0, canvas_high = 0;
    bool rests = false;    ///< nothing changed in the last frame
    bool exposed = false;  ///< the system lost what was shown

    void make_canvas(int wide, int high);
    bool paint(int wide, int high, render::Rgba ground, std::uint64_t pictures);

    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        if (imgui_gl) ImGui_ImplOpenGL3_Shutdown();
        if (imgui_glfw) ImGui_ImplGlfw_Shutdown();
        if (imgui) ImGui::DestroyContext();
        canvas.reset();
        canvas_colour.reset();
        memory.reset();
        if (window != nullptr) glfwDestroyWindow(window);
        if (glfw_runs.exchange(false)) glfwTerminate();
    }

    std::pair<int, int> size() const {
        if (memory) return {memory->width(), memory->height()};
        int wide = 0, high = 0;
        glfwGetFramebufferSize(window, &wide, &high);
        return {wide, high};
    }
    /// ImGui on the context that is current.
    bool start_imgui() {
        IMGUI_CHECKVERSION();
        ImGui::CreateContext();
        imgui = true;
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
        if (window != nullptr) imgui_glfw = ImGui_ImplGlfw_InitForOpenGL(window, true);
        if (window == nullptr) compat::map_keys();
        imgui_gl = ImGui_ImplOpenGL3_Init("#version 330 core");
        ui::wrap_clipboard();
        return imgui_gl && (window == nullptr || imgui_glfw);
    }
};

Window::Window(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Window::~Window() = default;
Window::Window(Window&&) noexcept = default;
Window& Window::operator=(Window&&) noexcept = default;

geo::Result<Window> Window::open(const WindowOptions& options) {
    if (glfwInit() != GLFW_TRUE) return geo::fail(geo::Fault::internal, {}, last_glfw_error());
    glfw_runs = true;
    auto impl = std::make_unique<Impl>();
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    if (options.exact_size) glfwWindowHint(GLFW_DECORATED, GLFW_FALSE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "learnreach");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "learnreach");
    int width = options.width, height = options.height;
    if (GLFWmonitor* screen = glfwGetPrimaryMonitor(); screen != nullptr && !options.exact_size) {
        int x = 0, y = 0, wide = 0, high = 0;
        glfwGetMonitorWorkarea(screen, &x, &y, &wide, &high);
        if (wide > 0) width = std::min(width, wide);
        if (high > 0) height = std::min(height, high);
    }
    impl->window = glfwCreateWindow(width, height, options.title.c_str(), nullptr, nullptr);
    if (impl->window == nullptr) return geo::fail(geo::Fault::internal, {}, last_glfw_error());
    if (!options.exact_size) glfwSetWindowSizeLimits(impl->window, 640, 480, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwMakeContextCurrent(impl->window);
    glfwSwapInterval(1);
    glfwSetWindowUserPointer(impl->window, impl.get());
    // ImGui leaves these callbacks alone.
    glfwSetDropCallback(impl->window, [](GLFWwindow* window, int count, const char** paths) {
        auto* self = static_cast<Impl*>(glfwGetWindowUserPointer(window));
        for (int i = 0; i < count; ++i) self->dropped.emplace_back(paths[i]);
    });
    glfwSetWindowRefreshCallback(impl->window, [](GLFWwindow* window) {
        static_cast<Impl*>(glfwGetWindowUserPointer(window))->exposed = true;
    });
    if (!impl->start_imgui()) return geo::fail(geo::Fault::internal, {}, "OpenGL 3.3");
    return Window(std::move(impl));
}

geo::Result<Window> Window::unseen(const WindowOptions& options) {
    auto memory = Headless::open(options.width, options.height);
    if (!memory) return geo::fail(memory.error());
    auto impl = std::make_unique<Impl>();
    impl->memory.emplace(*std::move(memory));
    if (!impl->start_imgui()) return geo::fail(geo::Fault::internal, {}, "OpenGL 3.3");
    return Window(std::move(impl));
}

bool Window::wait(double seconds) {
    Impl& self = *impl_;
    if (self.memory) return true;
    if (self.frames_left > 0 || seconds <= 0) {
        // Where nothing moved there was no wait for the screen.
        if (self.rests && seconds <= 0)
            glfwWaitEventsTimeout(0.008);
        else
            glfwPollEvents();
        --self.frames_left;
        return glfwWindowShouldClose(self.window) == 0;
    }
    const double quiet = std::chrono::duration<double>(Clock::now() - self.last_event).count();
    if (quiet < lively_s) seconds = std::min(seconds, nap_s);
    const auto before = Clock::now();
    if (std::isfinite(seconds))
        glfwWaitEventsTimeout(seconds);
    else
        glfwWaitEvents();
    const double slept = std::chrono::duration<double>(Clock::now() - before).count();
    if (slept < seconds * 0.95) {
        self.last_event = Clock::now();
        self.frames_left = 2;  // ImGui shows what an event did one or two frames later
    }
    return glfwWindowShouldClose(self.window) == 0;
}

bool Window::begin(float font_scale, float larger, const std::function<void()>& before) {
    Impl& self = *impl_;
    if (font_scale != self.font_scale || larger != self.larger) {
        if (self.font_scale > 0) ImGui_ImplOpenGL3_DestroyFontsTexture();
        if (!ui::load_fonts(font_scale, larger)) return false;
        if (self.font_scale > 0) ImGui_ImplOpenGL3_CreateFontsTexture();
        self.damage.forget();
        self.font_scale = font_scale;
        self.larger = larger;
        self.frames_left = 3;
    }
    ImGui_ImplOpenGL3_NewFrame();
    if (self.memory) {
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = {width(), height()};
        io.DeltaTime = 1.0F / 60;
    } else {
        ImGui_ImplGlfw_NewFrame();
    }
    if (before) before();
    ImGui::NewFrame();
    return true;
}

void Window::Impl::make_canvas(int wide, int high) {
    canvas = render::GlFramebuffer::make();
    canvas_colour = render::GlRenderbuffer::make();
    glBindRenderbuffer(GL_RENDERBUFFER, canvas_colour.name());
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGB8, wide, high);
    glBindRenderbuffer(GL_RENDERBUFFER, 0);
    glBindFramebuffer(GL_FRAMEBUFFER, canvas.name());
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, canvas_colour.name());
    canvas_wide = wide;
    canvas_high = high;
    damage.forget();
}

/// What changed, on the canvas; true where anything did.
bool Window::Impl::paint(int wide, int high, render::Rgba ground, std::uint64_t pictures) {
    if (memory)
        memory->bind();
    else if (!canvas || wide != canvas_wide || high != canvas_high)
        make_canvas(wide, high);
    else
        glBindFramebuffer(GL_FRAMEBUFFER, canvas.name());
    ImDrawData* data = ImGui::GetDrawData();
    const std::vector<PixelRect> parts = damage.since_last(*data, wide, high, pictures);
    glViewport(0, 0, wide, high);
    glClearColor(static_cast<float>(ground.r) / 255, static_cast<float>(ground.g) / 255,
                 static_cast<float>(ground.b) / 255, 1);
    for (const PixelRect& part : parts) {
        glEnable(GL_SCISSOR_TEST);
        glScissor(part.x0, high - part.y1, part.x1 - part.x0, part.y1 - part.y0);
        glClear(GL_COLOR_BUFFER_BIT);
        glDisable(GL_SCISSOR_TEST);
        const Clipped clipped(*data, part);
        ImGui_ImplOpenGL3_RenderDrawData(data);
    }
    return !parts.empty();
}

bool Window::present(render::Rgba ground, std::uint64_t pictures, const std::string& picture) {
    Impl& self = *impl_;
    ImGui::Render();
    const auto [wide, high] = self.size();
    if (wide <= 0 || high <= 0) return true;
    const bool changed = self.paint(wide, high, ground, pictures);
    bool written = true;
    if (!picture.empty()) {
        std::vector<unsigned char> pixels(static_cast<std::size_t>(wide) * static_cast<std::size_t>(high) *
                                          3);
        glPixelStorei(GL_PACK_ALIGNMENT, 1);
        glReadPixels(0, 0, wide, high, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
        stbi_flip_vertically_on_write(1);
        written = stbi_write_png(picture.c_str(), wide, high, 3, pixels.data(), wide * 3) != 0;
    }
    self.rests = !changed && !self.exposed;
    if (self.memory || self.rests) return written;
    self.exposed = false;
    glBindFramebuffer(GL_READ_FRAMEBUFFER, self.canvas.name());
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
    glBlitFramebuffer(0, 0, wide, high, 0, 0, wide, high, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    glfwSwapBuffers(self.window);
    return written;
}

void Window::wake() {
    if (glfw_runs) glfwPostEmptyEvent();
}

void Window::title(const std::string& words) {
    if (!impl_->memory) glfwSetWindowTitle(impl_->window, words.c_str());
}

float Window::width() const {
    return static_cast<float>(impl_->size().first);
}

float Window::height() const {
    return static_cast<float>(impl_->size().second);
}

float Window::content_scale() const {
    float x = 1, y = 1;
    if (!impl_->memory) glfwGetWindowContentScale(impl_->window, &x, &y);
    return std::max(1.0F, x);
}

std::vector<std::string> Window::dropped() {
    return std::exchange(impl_->dropped, {});
}

void Window::finish() const {
    glFinish();
}

std::string Window::renderer() const {
    const auto* words = glGetString(GL_RENDERER);
    return words == nullptr ? std::string{} : reinterpret_cast<const char*>(words);  // NOLINT
}

}  // namespace app
