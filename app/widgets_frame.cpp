#include "app/ui_private.h"

#include <cmath>

namespace app::ui {
namespace {

ImVec4 as_vec(render::Rgba c) {
    return {static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255, static_cast<float>(c.b) / 255,
            static_cast<float>(c.a) / 255};
}

void set_style(const Tokens& t, float scale) {
    ImGuiStyle style;
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.PopupBorderSize = 1;
    style.WindowRounding = 0;
    style.PopupRounding = 5;
    style.FrameRounding = 5;
    style.ScrollbarRounding = 4;
    style.ScrollbarSize = 10;
    style.ItemSpacing = {8, 4};
    style.ItemInnerSpacing = {6, 4};
    style.FramePadding = {10, 5};
    style.WindowPadding = {8, 8};
    style.CellPadding = {8, 0};
    style.WindowMinSize = {1, 1};
    style.ScaleAllSizes(scale);
    style.AntiAliasedLinesUseTex = true;
    auto& c = style.Colors;
    c[ImGuiCol_Text] = as_vec(t.text);
    c[ImGuiCol_TextDisabled] = as_vec(t.text3);
    c[ImGuiCol_WindowBg] = as_vec(t.surface);
    c[ImGuiCol_ChildBg] = as_vec(render::with_alpha(t.surface, 0));
    c[ImGuiCol_PopupBg] = as_vec(t.raised);
    c[ImGuiCol_Border] = as_vec(t.line2);
    c[ImGuiCol_FrameBg] = as_vec(t.raised);
    c[ImGuiCol_FrameBgHovered] = as_vec(t.raised);
    c[ImGuiCol_FrameBgActive] = as_vec(t.raised);
    c[ImGuiCol_ScrollbarBg] = as_vec(render::with_alpha(t.surface, 0));
    c[ImGuiCol_ScrollbarGrab] = as_vec(t.line2);
    c[ImGuiCol_ScrollbarGrabHovered] = as_vec(t.text3);
    c[ImGuiCol_ScrollbarGrabActive] = as_vec(t.text2);
    c[ImGuiCol_TextSelectedBg] = as_vec(render::with_alpha(t.accent, 0.3));
    c[ImGuiCol_NavHighlight] = as_vec(t.accent);
    c[ImGuiCol_ModalWindowDimBg] = as_vec(t.shadow);
    c[ImGuiCol_TableRowBg] = as_vec(t.surface);
    c[ImGuiCol_TableRowBgAlt] = as_vec(t.row);
    c[ImGuiCol_TableHeaderBg] = as_vec(t.sunken);
    c[ImGuiCol_TableBorderLight] = as_vec(t.line);
    c[ImGuiCol_TableBorderStrong] = as_vec(t.line);
    ImGui::GetStyle() = style;
}

}  // namespace

void begin_frame(const Frame& frame) {
    Look& l = look();
    l.tokens = &tokens(frame.theme);
    l.theme = frame.theme;
    l.lang = frame.lang;
    l.scale = frame.scale;
    l.on_bar = false;
    l.registry.clear();
    l.spoken.clear();
    l.texts.clear();
    set_style(*l.tokens, frame.scale);
}

void record(std::string_view key, bool enabled) {
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    look().registry.insert_or_assign(std::string{key},
                                     Placed{low.x, low.y, high.x, high.y, ImGui::IsItemVisible(), enabled});
}

OnBar::OnBar() {
    look().on_bar = true;
}

OnBar::~OnBar() {
    look().on_bar = false;
}

OffBar::OffBar() {
    look().on_bar = false;
}

OffBar::~OffBar() {
    look().on_bar = true;
}

void filled(ImDrawList* list, float x0, float y0, float x1, float y1, render::Rgba c, float radius) {
    list->AddRectFilled({x0, y0}, {x1, y1}, colour(c), radius);
}

void outlined(ImDrawList* list, float x0, float y0, float x1, float y1, render::Rgba c, float radius,
              float thickness) {
    const float half = thickness / 2;
    list->AddRect({x0 + half, y0 + half}, {x1 - half, y1 - half}, colour(c), radius, 0, thickness);
}

Press press(std::string_view key, float width, float height, bool enabled) {
    const std::string id = "###" + std::string{key};
    Press out;
    if (!enabled) ImGui::BeginDisabled();
    out.clicked = ImGui::InvisibleButton(id.c_str(), {std::max(1.0F, width), std::max(1.0F, height)});
    out.held = ImGui::IsItemActive();
    out.focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    if (!enabled) ImGui::EndDisabled();
    out.hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled);
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    out.x0 = low.x;
    out.y0 = low.y;
    out.x1 = high.x;
    out.y1 = high.y;
    record(key, enabled);
    return out;
}

void tooltip(std::string_view words) {
    if (words.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
    const float waited =
        std::max(compat::hovered_seconds(), ImGui::GetCurrentContext()->HoveredIdDisabled ? 1.0F : 0);
    if (waited < 0.35F) return;
    const Tokens& t = *look().tokens;
    ImGui::PushStyleColor(ImGuiCol_PopupBg, as_vec(t.tip));
    ImGui::PushStyleColor(ImGuiCol_Border, as_vec(look().theme == render::Theme::dark ? t.line2 : t.tip));
    ImGui::BeginTooltip();
    for (const std::string& line : lines_of(words, px(360), Font::label))
        text_coloured(line, t.tip_text, Font::label);
    ImGui::EndTooltip();
    ImGui::PopStyleColor(2);
}

bool shade(const Frame& frame, const char* name) {
    RegionLook dark{{0, 0, 0, 90}, 0, 0, false, true};
    ImGui::PushStyleColor(ImGuiCol_Border, ImVec4{0, 0, 0, 0});
    const Region region(name, 0, 0, frame.width, frame.height, dark);
    ImGui::PopStyleColor();
    if (ImGui::IsWindowAppearing()) ImGui::SetWindowFocus();
    return ImGui::InvisibleButton("###shade", {frame.width, frame.height});
}

Region::Region(const char* name, float x, float y, float width, float height, const RegionLook& region) {
    const Tokens& t = *look().tokens;
    ImGui::SetNextWindowPos({x, y});
    ImGui::SetNextWindowSize({std::max(1.0F, width), std::max(1.0F, height)});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, as_vec(region.ground));
    ImGui::PushStyleColor(ImGuiCol_Border, as_vec(t.line2));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(region.pad_x), px(region.pad_y)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, region.above ? 1.0F : 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, region.above ? px(6) : 0.0F);
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                             ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse |
                             ImGuiWindowFlags_NoSavedSettings;
    if (!region.above) flags |= ImGuiWindowFlags_NoBringToFrontOnFocus;
    if (!region.scrolls) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    if (region.above)
        ImGui::GetBackgroundDrawList()->AddRectFilled(
            {x + px(1), y + px(2)}, {x + width + px(1), y + height + px(2)}, colour(t.shadow), px(6));
    ImGui::Begin(name, nullptr, flags);
    ImGui::PopStyleVar(3);
    ImGui::PopStyleColor(2);
}

Body::Body(const char* name, float foot) {
    const ImGuiStyle& style = ImGui::GetStyle();
    // Its scroll bar stands in the panel's padding: fields are as wide as the foot, scrolled or not.
    const float inner = ImGui::GetContentRegionAvail().x;
    ImGui::SetNextWindowContentSize({inner, 0});
    ImGui::BeginChild(name, {inner + style.ScrollbarSize, foot > 0 ? -(foot + style.ItemSpacing.y) : 0.0F},
                      false, ImGuiWindowFlags_None);
}

Body::~Body() {
    ImGui::EndChild();
}

Region::~Region() {
    ImGui::End();
}

}  // namespace app::ui
