// A field in which Thai is typed with its marks in place: the buffer holds the drawn form, byte for byte as
// long as the logical one, so that cursor and selection never move.
#include "app/marks.h"
#include "app/ui_private.h"

namespace app::ui {
namespace {

int on_edit(ImGuiInputTextCallbackData* data) {
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        auto* buffer = static_cast<std::string*>(data->UserData);
        buffer->resize(static_cast<std::size_t>(data->BufTextLen));
        data->Buf = buffer->data();
        return 0;
    }
    if (marks::in_place(data->Buf, static_cast<std::size_t>(data->BufTextLen))) {
#if IMGUI_VERSION_NUM < 19200
        data->BufDirty = true;
#endif
    }
    return 0;
}

#if IMGUI_VERSION_NUM < 19100
struct Clipboard {
    void (*set)(void*, const char*) = nullptr;
};
Clipboard& clipboard() {
    static Clipboard one;
    return one;
}

void set_logical(void* user, const char* words) {
    const std::string plain = marks::logical(words);
    if (clipboard().set != nullptr) clipboard().set(user, plain.c_str());
}
#endif

}  // namespace

void wrap_clipboard() {
#if IMGUI_VERSION_NUM < 19100
    ImGuiIO& io = ImGui::GetIO();
    if (io.SetClipboardTextFn == set_logical) return;
    clipboard().set = io.SetClipboardTextFn;
    io.SetClipboardTextFn = set_logical;
#endif
}

bool input_text(std::string_view key, std::string& value, std::string_view hint, float width, float height) {
    const Tokens& t = *look().tokens;
    std::string buffer = value;
    marks::in_place(buffer.data(), buffer.size());
    const std::string id = "###" + std::string{key};
    ImFont* font = look().fonts.at(static_cast<std::size_t>(Font::body));
    if (font == nullptr) font = ImGui::GetFont();
    const float pad = std::max(0.0F, (px(height) - compat::size_of(font)) / 2);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(10), pad});
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
    compat::push_font(font);
    ImGui::SetNextItemWidth(width == 0 ? px(160) : width);
    const std::string shown = hint.empty() ? std::string{} : drawn(hint);
    constexpr int flags = ImGuiInputTextFlags_CallbackAlways | ImGuiInputTextFlags_CallbackEdit |
                          ImGuiInputTextFlags_CallbackResize;
    const bool changed = ImGui::InputTextWithHint(id.c_str(), shown.c_str(), buffer.data(),
                                                  buffer.capacity() + 1, flags, on_edit, &buffer);
    ImGui::PopFont();
    ImGui::PopStyleVar(2);
    record(key);
    if (look().listening) look().spoken.push_back(value);
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    if (ImGui::IsItemActive())
        outlined(ImGui::GetWindowDrawList(), low.x, low.y, high.x, high.y, t.accent, px(5), px(2));
    if (changed) value = marks::logical(buffer);
    return changed;
}

}  // namespace app::ui
