// What the widget files share: the frame's look, fonts, the registry, and the press that every control is
// made of.  Known to widgets_*.cpp alone.
#pragma once

#include "app/imgui_compat_private.h"
#include "app/widgets.h"

#include <array>
#include <unordered_map>

namespace app::ui {

struct Look {
    const Tokens* tokens = nullptr;
    render::Theme theme = render::Theme::light;
    geo::Lang lang = geo::Lang::th;
    float scale = 1;
    bool on_bar = false;  ///< controls stand on the top bar
    std::array<ImFont*, font_count> fonts{};
    std::array<float, font_count> em{};  ///< window pixels
    std::map<std::string, Placed, std::less<>> registry;
    std::map<std::string, Placed, std::less<>> registry_before;
    bool listening = false;
    std::vector<std::string> spoken;
    std::vector<Drawn> texts;                                           ///< while listening
    std::unordered_map<std::string, std::string> drawn;                 ///< visual() of what was drawn lately
    std::unordered_map<std::string, std::vector<std::string>> wrapped;  ///< lines by font, width and words
};
Look& look();

/// The drawn form, cached; also told to whoever listens.
const std::string& drawn(std::string_view words);

struct Press {
    bool clicked = false, hovered = false, held = false, focused = false;
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};
/// An invisible button of a size at the cursor, recorded under its key.
Press press(std::string_view key, float width, float height, bool enabled);
/// Of a font: from the top of its line box to the next, window pixels.
float line_height(Font font);
void filled(ImDrawList* list, float x0, float y0, float x1, float y1, render::Rgba colour, float radius);
void outlined(ImDrawList* list, float x0, float y0, float x1, float y1, render::Rgba colour, float radius,
              float thickness);

}  // namespace app::ui
