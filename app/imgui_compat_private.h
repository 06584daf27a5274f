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

#if IMGUI_VERSION_NUM >= 18700
/// ImGui's name of GLFW's code of a physical key.
inline ImGuiKey key_of(int glfw) {
    if (glfw >= 'A' && glfw <= 'Z') return static_cast<ImGuiKey>(ImGuiKey_A + (glfw - 'A'));
    if (glfw >= '0' && glfw <= '9') return static_cast<ImGuiKey>(ImGuiKey_0 + (glfw - '0'));
    if (glfw >= 290 && glfw <= 301) return static_cast<ImGuiKey>(ImGuiKey_F1 + (glfw - 290));
    switch (glfw) {
        case 32:
            return ImGuiKey_Space;
        case 45:
            return ImGuiKey_Minus;
        case 61:
            return ImGuiKey_Equal;
        case 256:
            return ImGuiKey_Escape;
        case 257:
            return ImGuiKey_Enter;
        case 258:
            return ImGuiKey_Tab;
        case 259:
            return ImGuiKey_Backspace;
        case 261:
            return ImGuiKey_Delete;
        case 262:
            return ImGuiKey_RightArrow;
        case 263:
            return ImGuiKey_LeftArrow;
        case 264:
            return ImGuiKey_DownArrow;
        case 265:
            return ImGuiKey_UpArrow;
        case 268:
            return ImGuiKey_Home;
        case 269:
            return ImGuiKey_End;
        default:
            return ImGuiKey_None;
    }
}
#endif

/// `glfw` is GLFW's code of a physical key, which 1.86 takes as it is.
inline bool key_pressed(int glfw) {
#if IMGUI_VERSION_NUM >= 18700
    const ImGuiKey key = key_of(glfw);
    return key != ImGuiKey_None && ImGui::IsKeyPressed(key, true);
#else
    return ImGui::IsKeyPressed(glfw, true);
#endif
}

/// The keys that fields use, where no backend told them (GLFW's codes).
inline void map_keys() {
#if IMGUI_VERSION_NUM < 18700
    ImGuiIO& io = ImGui::GetIO();
    for (int& key : io.KeyMap) key = -1;
    io.KeyMap[ImGuiKey_Tab] = 258;
    io.KeyMap[ImGuiKey_LeftArrow] = 263;
    io.KeyMap[ImGuiKey_RightArrow] = 262;
    io.KeyMap[ImGuiKey_UpArrow] = 265;
    io.KeyMap[ImGuiKey_DownArrow] = 264;
    io.KeyMap[ImGuiKey_Home] = 268;
    io.KeyMap[ImGuiKey_End] = 269;
    io.KeyMap[ImGuiKey_Delete] = 261;
    io.KeyMap[ImGuiKey_Backspace] = 259;
    io.KeyMap[ImGuiKey_Enter] = 257;
    io.KeyMap[ImGuiKey_Escape] = 256;
    io.KeyMap[ImGuiKey_Space] = 32;
    io.KeyMap[ImGuiKey_A] = 'A';
    io.KeyMap[ImGuiKey_C] = 'C';
    io.KeyMap[ImGuiKey_V] = 'V';
    io.KeyMap[ImGuiKey_X] = 'X';
    io.KeyMap[ImGuiKey_Y] = 'Y';
    io.KeyMap[ImGuiKey_Z] = 'Z';
#endif
}

/// Input as a person would give it, to be called before ImGui::NewFrame.  `glfw` as in key_pressed.
inline void move_mouse(float x, float y) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMousePosEvent(x, y);
#else
    ImGui::GetIO().MousePos = {x, y};
#endif
}
inline void hold_mouse(int button, bool down) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMouseButtonEvent(button, down);
#else
    ImGui::GetIO().MouseDown[button] = down;
#endif
}
inline void turn_wheel(float steps) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMouseWheelEvent(0, steps);
#else
    ImGui::GetIO().MouseWheel = steps;
#endif
}
inline void hold_key(int glfw, bool down, bool ctrl, bool shift) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18700
    io.AddKeyEvent(ImGuiMod_Ctrl, ctrl);
    io.AddKeyEvent(ImGuiMod_Shift, shift);
    if (glfw != 0) io.AddKeyEvent(key_of(glfw), down);
#else
    io.KeyCtrl = ctrl;
    io.KeyShift = shift;
    if (glfw != 0) io.KeysDown[glfw] = down;
#endif
}

}  // namespace app::compat
