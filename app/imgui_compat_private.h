// What differs between the versions of Dear ImGui that this builds with, 1.86 to 1.92, in one place.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

namespace app::compat {

inline float size_of(const ImFont* font) {
#if IMGUI_VERSION_NUM >= 19200
    return font->LegacySize;
#else
    return font->FontSize;
#endif
}

inline void push_font(ImFont* font) {
#if IMGUI_VERSION_NUM >= 19200
    ImGui::PushFont(font, size_of(font));
#else
    ImGui::PushFont(font);
#endif
}

/// Seconds that the pointer has rested on the hovered item.
inline float hovered_seconds() {
    return ImGui::GetCurrentContext()->HoveredIdTimer;
}

/// `glfw` is GLFW's code of a physical key, which 1.86 takes as it is.
inline bool key_pressed(int glfw) {
#if IMGUI_VERSION_NUM >= 18700
    ImGuiKey key = ImGuiKey_None;
    if (glfw >= 'A' && glfw <= 'Z') key = static_cast<ImGuiKey>(ImGuiKey_A + (glfw - 'A'));
    if (glfw >= '0' && glfw <= '9') key = static_cast<ImGuiKey>(ImGuiKey_0 + (glfw - '0'));
    if (glfw >= 290 && glfw <= 301) key = static_cast<ImGuiKey>(ImGuiKey_F1 + (glfw - 290));
    switch (glfw) {
        case 32:
            key = ImGuiKey_Space;
            break;
        case 45:
            key = ImGuiKey_Minus;
            break;
        case 61:
            key = ImGuiKey_Equal;
            break;
        case 256:
            key = ImGuiKey_Escape;
            break;
        case 257:
            key = ImGuiKey_Enter;
            break;
        case 259:
            key = ImGuiKey_Backspace;
            break;
        case 261:
            key = ImGuiKey_Delete;
            break;
        case 262:
            key = ImGuiKey_RightArrow;
            break;
        case 263:
            key = ImGuiKey_LeftArrow;
            break;
        case 264:
            key = ImGuiKey_DownArrow;
            break;
        case 265:
            key = ImGuiKey_UpArrow;
            break;
        default:
            break;
    }
    return key != ImGuiKey_None && ImGui::IsKeyPressed(key, true);
#else
    return ImGui::IsKeyPressed(glfw, true);
#endif
}

}  // namespace app::compat
