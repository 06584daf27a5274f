#include "app/ui_private.h"

#include <cmath>

namespace app::ui {
namespace {

struct Inks {
    render::Rgba fill, border, ink;
    bool bordered = true;
};

/// The states of ui.md section 5 for a neutral control.
Inks neutral(const Press& p, bool enabled) {
    const Tokens& t = *look().tokens;
    if (look().on_bar) {
        Inks bar{t.bar, t.bar, t.bar_text, false};
        if (!enabled) bar.ink = render::with_alpha(t.bar_quiet, 0.5);
        if (enabled && p.hovered) bar.fill = render::with_alpha(t.bar_quiet, 0.22);
        if (enabled && p.held) bar.fill = render::with_alpha(t.bar_quiet, 0.34);
        return bar;
    }
    if (!enabled) return {t.sunken, t.line, t.text3};
    if (p.held) return {t.line, t.text3, t.text};
    if (p.hovered) return {t.sunken, t.text3, t.text};
    return {t.raised, t.line2, t.text};
}

void draw_box(const Press& p, const Inks& inks, float radius) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Tokens& t = *look().tokens;
    if (inks.fill.a > 0) filled(list, p.x0, p.y0, p.x1, p.y1, inks.fill, radius);
    if (inks.bordered) outlined(list, p.x0, p.y0, p.x1, p.y1, inks.border, radius, 1);
    if (p.focused)
        outlined(list, p.x0, p.y0, p.x1, p.y1, look().on_bar ? t.bar_text : t.accent, radius, px(2));
}

/// Icon and words in the middle of a box.
void draw_middle(const Press& p, std::optional<Icon> symbol, std::string_view words, render::Rgba ink,
                 Font font) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float size = px(words.empty() ? 20 : 18);
    const float between = symbol && !words.empty() ? px(8) : 0;
    const float room = p.x1 - p.x0 - px(8) - (symbol ? size + between : 0);
    const std::string shown = words.empty() ? std::string{} : fitted(words, room, font);
    const float wide = (symbol ? size + between : 0) + (shown.empty() ? 0 : text_width(shown, font));
    float x = std::round((p.x0 + p.x1 - wide) / 2);
    if (symbol) {
        icon(list, *symbol, x, std::round((p.y0 + p.y1 - size) / 2), size, ink);
        x += size + between;
    }
    draw_text(list, x, (p.y0 + p.y1 - line_height(font)) / 2, shown, ink, font);
}

float width_for(float asked, std::string_view words, bool with_icon, Font font) {
    if (asked > 0) return asked;
    if (asked < 0) return width_left();
    return std::round(text_width(words, font)) + px(24) + (with_icon ? px(26) : 0);
}

}  // namespace

bool button(std::string_view key, std::string_view words, float width, bool enabled,
            std::optional<Icon> symbol) {
    const Press p = press(key, width_for(width, words, symbol.has_value(), Font::body), px(36), enabled);
    const Inks inks = neutral(p, enabled);
    draw_box(p, inks, px(5));
    draw_middle(p, symbol, words, inks.ink, Font::body);
    return p.clicked;
}

bool primary_button(std::string_view key, std::string_view words, float width, bool enabled,
                    std::optional<Icon> symbol) {
    const Tokens& t = *look().tokens;
    const Press p = press(key, width_for(width, words, symbol.has_value(), Font::body_bold),
                          px(width < 0 ? 42.0F : 36.0F), enabled);
    Inks inks{t.accent_fill, t.accent_fill, t.on_accent, false};
    if (!enabled)
        inks = {t.sunken, t.line, t.text3, true};
    else if (p.held)
        inks.fill = t.accent_active;
    else if (p.hovered)
        inks.fill = t.accent_hover;
    draw_box({p.clicked, p.hovered, p.held, false, p.x0, p.y0, p.x1, p.y1}, inks, px(5));
    if (p.focused)
        outlined(ImGui::GetWindowDrawList(), p.x0, p.y0, p.x1, p.y1,
                 look().theme == render::Theme::light ? t.text : t.on_accent, px(5), px(2));
    draw_middle(p, symbol, words, inks.ink, Font::body_bold);
    return p.clicked;
}

bool icon_button(std::string_view key, Icon symbol, std::string_view tip, bool enabled) {
    const Press p = press(key, px(32), px(32), enabled);
    Inks inks = neutral(p, enabled);
    inks.bordered = false;
    if (!look().on_bar && enabled && !p.hovered && !p.held) inks.fill.a = 0;
    if (!enabled && !look().on_bar) inks.fill.a = 0;
    draw_box(p, inks, px(5));
    draw_middle(p, symbol, {}, inks.ink, Font::body);
    tooltip(tip);
    return p.clicked;
}

bool link(std::string_view key, std::string_view words) {
    const Tokens& t = *look().tokens;
    const Press p = press(key, text_width(words, Font::label) + 1, line_height(Font::label), true);
    ImDrawList* list = ImGui::GetWindowDrawList();
    draw_text(list, p.x0, p.y0, words, t.accent, Font::label);
    if (p.hovered || p.focused) list->AddLine({p.x0, p.y1 - 1}, {p.x1, p.y1 - 1}, colour(t.accent), px(1));
    return p.clicked;
}

std::optional<std::size_t> segments(std::string_view key, const std::vector<Segment>& choices,
                                    std::size_t chosen) {
    if (choices.empty()) return std::nullopt;
    const Tokens& t = *look().tokens;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const bool bar = look().on_bar;
    float natural = 0;
    for (const Segment& s : choices)
        natural += text_width(s.words, Font::body) + px(22) + (s.icon ? px(24) : 0);
    const float whole = bar ? natural : std::floor(width_left());
    const float height = px(bar ? 32.0F : 36.0F);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float radius = px(5);
    filled(list, start.x, start.y, start.x + whole, start.y + height, bar ? t.bar : t.raised, radius);
    // Widths by words, so that a long word is not cut beside a short one.
    std::vector<float> wide;
    for (const Segment& s : choices)
        wide.push_back(text_width(s.words, Font::body) + px(14) + (s.icon ? px(26) : 0));
    float sum = 0;
    for (const float w : wide) sum += w;
    float floor_width = whole / static_cast<float>(choices.size());
    bool equal_fits = true;
    for (const float w : wide) equal_fits = equal_fits && w <= floor_width;
    std::optional<std::size_t> pressed;
    float x = start.x;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const Segment& s = choices[i];
        float width = equal_fits ? floor_width : wide[i] * whole / sum;
        const float end = i + 1 == choices.size() ? start.x + whole : std::round(x + width);
        width = end - x;
        ImGui::SetCursorScreenPos({x, start.y});
        const std::string id = std::string{key} + "." + s.key;
        Press p = press(id, width, height, s.enabled);
        const bool here = i == chosen;
        const ImDrawFlags corners = choices.size() == 1       ? ImDrawFlags_RoundCornersAll
                                    : i == 0                  ? ImDrawFlags_RoundCornersLeft
                                    : i + 1 == choices.size() ? ImDrawFlags_RoundCornersRight
                                                              : ImDrawFlags_RoundCornersNone;
        render::Rgba ink = bar ? t.bar_quiet : t.text;
        if (here) {
            const render::Rgba fill = bar         ? render::with_alpha(t.bar_quiet, 0.28)
                                      : p.held    ? t.accent_active
                                      : p.hovered ? t.accent_hover
                                                  : t.accent_fill;
            list->AddRectFilled({p.x0, p.y0}, {p.x1, p.y1}, colour(fill), radius, corners);
            ink = bar ? t.bar_text : t.on_accent;
        } else if (s.enabled && (p.hovered || p.held)) {
            const render::Rgba fill = bar      ? render::with_alpha(t.bar_quiet, 0.14)
                                      : p.held ? t.line
                                               : t.sunken;
            list->AddRectFilled({p.x0, p.y0}, {p.x1, p.y1}, colour(fill), radius, corners);
        }
        if (!s.enabled) ink = t.text3;
        if (i > 0 && !here && i != chosen + 1 && !bar)
            list->AddLine({p.x0, p.y0}, {p.x0, p.y1}, colour(t.line), 1);
        draw_middle(p, s.icon, s.words, ink, here ? Font::body_bold : Font::body);
        if (p.focused) outlined(list, p.x0, p.y0, p.x1, p.y1, here ? t.on_accent : t.accent, radius, px(2));
        tooltip(s.tooltip);
        if (p.clicked && s.enabled) pressed = i;
        x = end;
    }
    outlined(list, start.x, start.y, start.x + whole, start.y + height,
             bar ? render::with_alpha(t.bar_quiet, 0.4) : t.line2, radius, 1);
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({whole, height});
    return pressed;
}

bool row(std::string_view key, std::string_view words, bool chosen, std::string_view right,
         std::optional<Icon> symbol, bool enabled) {
    const Tokens& t = *look().tokens;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Press p = press(key, width_left(), px(31), enabled);
    if (!p.x0 && !p.x1) return false;
    if (chosen || p.hovered || p.focused)
        filled(list, p.x0, p.y0, p.x1, p.y1, chosen ? t.accent_soft : render::with_alpha(t.accent_soft, 0.5),
               px(4));
    if (chosen) filled(list, p.x0, p.y0, p.x0 + px(4), p.y1, t.accent, 0);
    const render::Rgba ink = enabled ? t.text : t.text3;
    float x = p.x0 + px(10);
    const float y = (p.y0 + p.y1 - line_height(Font::body)) / 2;
    if (symbol) {
        icon(list, *symbol, x, (p.y0 + p.y1 - px(18)) / 2, px(18), ink);
        x += px(26);
    }
    const float right_width = right.empty() ? 0 : text_width(right, Font::label) + px(12);
    draw_text(list, x, y, fitted(words, p.x1 - x - right_width - px(6), Font::body), ink,
              chosen ? Font::body_bold : Font::body);
    if (!right.empty())
        draw_text(list, p.x1 - right_width + px(4), (p.y0 + p.y1 - line_height(Font::label)) / 2, right,
                  t.text2, Font::label);
    return p.clicked && enabled;
}

std::optional<std::size_t> combo(std::string_view key, const std::vector<std::string>& choices,
                                 std::size_t chosen, float width) {
    const Tokens& t = *look().tokens;
    const std::string shown = chosen < choices.size() ? choices[chosen] : std::string{};
    const Press p = press(key, width_for(width, shown, true, Font::body), px(36), !choices.empty());
    const std::string popup = "###menu." + std::string{key};
    const Inks inks = neutral(p, !choices.empty());
    draw_box(p, inks, px(5));
    ImDrawList* list = ImGui::GetWindowDrawList();
    draw_text(list, p.x0 + px(10), (p.y0 + p.y1 - line_height(Font::body)) / 2,
              fitted(shown, p.x1 - p.x0 - px(42), Font::body), inks.ink, Font::body);
    icon(list, Icon::down, p.x1 - px(28), (p.y0 + p.y1 - px(18)) / 2, px(18), inks.ink);
    if (p.hovered && text_width(shown, Font::body) > p.x1 - p.x0 - px(42)) tooltip(shown);
    if (p.clicked) ImGui::OpenPopup(popup.c_str());
    std::optional<std::size_t> pressed;
    float wide = p.x1 - p.x0;
    for (const std::string& c : choices) wide = std::max(wide, text_width(c, Font::body) + px(40));
    const float rows = static_cast<float>(std::min<std::size_t>(choices.size(), 12));
    // Below the field, or above it where the window ends.
    const float tall = rows * (px(31) + ImGui::GetStyle().ItemSpacing.y) + px(8);
    const float floor = ImGui::GetIO().DisplaySize.y - px(4);
    float y = p.y1 + px(2);
    if (y + tall > floor) y = std::max(px(4), p.y0 - px(2) - tall);
    ImGui::SetNextWindowPos({p.x0, y});
    ImGui::SetNextWindowSize({wide, tall});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(4), px(4)});
    if (ImGui::BeginPopup(popup.c_str())) {
        for (std::size_t i = 0; i < choices.size(); ++i)
            if (row(std::string{key} + "." + std::to_string(i), choices[i], i == chosen)) {
                if (i != chosen) pressed = i;
                ImGui::CloseCurrentPopup();
            }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    (void)t;
    return pressed;
}

bool layer_row(std::string_view key, std::string_view words, bool visible, std::string_view count,
               Icon symbol) {
    const Tokens& t = *look().tokens;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Press p = press(key, width_left(), px(31), true);
    if (p.hovered || p.focused)
        filled(list, p.x0, p.y0, p.x1, p.y1, render::with_alpha(t.accent_soft, 0.5), px(4));
    const render::Rgba ink = visible ? t.text : t.text3;
    const float middle = (p.y0 + p.y1) / 2;
    icon(list, visible ? Icon::eye : Icon::eyeoff, p.x0, middle - px(9), px(18), ink);
    icon(list, symbol, p.x0 + px(28), middle - px(9), px(18), ink);
    const float right = text_width(count, Font::label);
    draw_text(list, p.x0 + px(56), middle - line_height(Font::body) / 2,
              fitted(words, p.x1 - p.x0 - px(62) - right, Font::body), ink, Font::body);
    draw_text(list, p.x1 - right, middle - line_height(Font::label) / 2, count, t.text2, Font::label);
    return p.clicked;
}

void fold(std::string_view key, std::string_view words, bool& open) {
    const Tokens& t = *look().tokens;
    const Press p = press(key, width_left(), px(31), true);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const render::Rgba ink = p.hovered || p.focused ? t.accent : t.text2;
    icon(list, open ? Icon::down : Icon::right, p.x0 - px(2), (p.y0 + p.y1 - px(16)) / 2, px(16), ink);
    const std::string shown = fitted(words, p.x1 - p.x0 - px(20), Font::body);
    draw_text(list, p.x0 + px(20), (p.y0 + p.y1 - line_height(Font::body)) / 2, shown, ink, Font::body);
    if (shown != words) tooltip(words);
    if (p.clicked) open = !open;
}

bool stepper(std::string_view key, int& value, int least, int greatest, std::string_view unit, int step,
             std::string_view shown_as) {
    const Tokens& t = *look().tokens;
    const int before = value;
    const std::string base{key};
    if (button(base + ".less", "−", px(40), value > least)) value = std::max(least, value - step);
    same_line(4);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string shown = (shown_as.empty() ? std::to_string(value) : std::string{shown_as}) +
                              (unit.empty() ? "" : " ") + std::string{unit};
    const float room = width_left() - px(44);
    draw_text(ImGui::GetWindowDrawList(), at.x + (room - text_width(shown, Font::body_bold)) / 2,
              at.y + (px(36) - line_height(Font::body_bold)) / 2, shown, t.text, Font::body_bold);
    ImGui::Dummy({room, px(36)});
    same_line(4);
    if (button(base + ".more", "+", px(40), value < greatest)) value = std::min(greatest, value + step);
    return value != before;
}

}  // namespace app::ui
