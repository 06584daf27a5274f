// Panels without a window: an ImGui context with fonts and no backend, a mouse and a keyboard that a test
// moves, and a Frame of the demonstration.
#pragma once

#include "app/app.h"
#include "app/imgui_compat_private.h"
#include "app/map_picture.h"
#include "app/widgets.h"
#include "geo/study/analysis.h"
#include "tests/support/demo_data.h"
#include "tests/support/test.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace test {

class Driver {
public:
    explicit Driver(float width = 1600, float height = 1000, float scale = 1) {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {width, height};
        io.DeltaTime = 1.0F / 60;
        app::compat::map_keys();
        fonts(scale);
        move(-100, -100);
    }
    static void fonts(float scale) {
        REQUIRE(app::ui::load_fonts(scale));
        unsigned char* pixels = nullptr;
        int wide = 0, high = 0;
        ImGui::GetIO().Fonts->GetTexDataAsRGBA32(&pixels, &wide, &high);
    }
    ~Driver() { ImGui::DestroyContext(); }
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    /// One frame of whatever `draw` draws.
    void frame(const std::function<void()>& draw) {
        ImGui::NewFrame();
        draw();
        ImGui::Render();
    }

    void move(float x, float y) { app::compat::move_mouse(x, y); }
    void hold(bool down, int button = 0) { app::compat::hold_mouse(button, down); }
    void wheel(float steps) { app::compat::turn_wheel(steps); }
    void ctrl(bool down) {
        ImGui::GetIO().KeyCtrl = down;
#if IMGUI_VERSION_NUM < 18700
        ImGui::GetIO().KeyMods = down ? ImGuiKeyModFlags_Ctrl : ImGuiKeyModFlags_None;
#endif
    }
    void type(const std::string& utf8) {
        ImGui::GetIO().AddInputCharactersUTF8(utf8.c_str());
    }
    /// GLFW's code of a key; down for one frame.
    void press(int key, const std::function<void()>& draw) {
#if IMGUI_VERSION_NUM < 18700
        ImGui::GetIO().KeysDown[key] = true;
        frame(draw);
        ImGui::GetIO().KeysDown[key] = false;
#endif
        frame(draw);
    }

    /// Moves over the widget of a key, presses and lets go; it must be there and in sight.
    void click(const std::string& key, const std::function<void()>& draw) {
        frame(draw);
        const auto found = app::ui::registry().find(key);
        INFO("widget " << key);
        REQUIRE(found != app::ui::registry().end());
        INFO("at " << found->second.x0 << ", " << found->second.y0);
        REQUIRE(found->second.visible);
        const app::ui::Placed at = found->second;
        move((at.x0 + at.x1) / 2, (at.y0 + at.y1) / 2);
        frame(draw);
        hold(true);
        frame(draw);
        hold(false);
        frame(draw);
    }
};

/// A region that fills the window, for one panel.
inline void in_region(const app::Frame& frame, const std::function<void()>& draw, float width = 300,
                      float height = 900) {
    app::ui::begin_frame(frame);
    const app::ui::RegionLook look{app::tokens(frame.theme).surface, 16, 12, false, false};
    const app::ui::Region region("###test", 0, 0, width, height, look);
    draw();
}

/// Something that was drawn since ui::listen(true) has these words in it.
inline bool said(const std::string& words) {
    for (const std::string& one : app::ui::spoken())
        if (one.find(words) != std::string::npos) return true;
    return false;
}

/// A panel in a region of its own, to be drawn frame by frame.
template <class Panel>
std::function<void()> drawing(Panel& panel, const app::Frame& frame, app::Outbox& out, float width = 300,
                              float height = 900) {
    return [&panel, &frame, &out, width, height] {
        in_region(
            frame, [&] { panel.draw(frame, out); }, width, height);
    };
}

/// A map that shows nothing: the window can be driven without OpenGL.
class Blind : public app::MapPainter {
public:
    std::uintptr_t paint(const render::MapFrame&, int, int, double, bool) override { return 0; }
    SpriteTexture sprite(int, const std::vector<render::Mark>&, double) override { return {}; }
    std::uintptr_t picture(const render::Pixels&, std::uint64_t) override { return 0; }
};

/// Opens files and presses the assistant's button for each, until it is closed.
inline void import_files(app::App& app, const std::vector<std::string>& files,
                         const std::function<void(int)>& frames) {
    app.open(files);
    frames(3);
    for (std::size_t i = 0; i < files.size(); ++i) {
        app::Outbox out;
        out.import_ask = app::ImportAsk::load;
        app.apply(out);
        frames(3);
    }
    REQUIRE_FALSE(app.import_work().is_open());
}

/// The demonstration, computed once.
struct Demo {
    geo::Study study;
    std::shared_ptr<const geo::Results> results;
    app::Selection selection;
    std::vector<geo::ImportReport> reports;
    std::vector<int> report_of_source;
    std::vector<app::RecentStudy> recent;

    static const Demo& made() {
        static const Demo one = [] {
            Demo d;
            d.study.data = demo_data();
            d.study.title = "ตัวอย่าง ข้อมูลสมมติ";
            d.results = *geo::Analysis{}.run(d.study, {});
            return d;
        }();
        return one;
    }
    app::Frame frame(geo::Lang lang = geo::Lang::th) const {
        app::Frame f;
        f.lang = lang;
        f.study = &study;
        f.results = results.get();
        f.selection = &selection;
        f.reports = &reports;
        f.report_of_source = &report_of_source;
        f.report_of_source = &report_of_source;
        f.recent = &recent;
        f.version = "0.1.0";
        return f;
    }
};

}  // namespace test
