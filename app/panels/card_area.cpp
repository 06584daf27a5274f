// The search of an area inside a card: type, and take one of the areas found, by pointer or by keys.
#include "app/imgui_compat_private.h"
#include "app/panels/area_search.h"
#include "app/panels/figures.h"
#include "app/panels/import_cards.h"
#include "app/widgets.h"

#include <imgui.h>

#include <algorithm>
#include <array>

namespace app {

namespace {

constexpr std::size_t areas_most = 8;

/// Tambon, amphoe and province: each is read whole, the code beside the first line.
bool area_row(const Frame& frame, const std::string& key, const std::string& name, const std::string& parents,
              const std::string& code, bool chosen) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float whole = ui::width_left(), pad = ui::px(8);
    const float code_wide = ui::text_width(code, Font::label) + ui::px(10);
    const std::vector<std::string> lines = ui::lines_of(parents, whole - 2 * pad, Font::label);
    const float high = ui::px(8) + ui::line_height(Font::body) +
                       static_cast<float>(lines.size()) * ui::line_height(Font::label);
    const bool clicked = ImGui::InvisibleButton(("###" + key).c_str(), {std::max(1.0F, whole), high});
    ui::record(key);
    if (chosen || ImGui::IsItemHovered() || ImGui::IsItemFocused())
        list->AddRectFilled(at, {at.x + whole, at.y + high},
                            ui::colour(render::with_alpha(t.accent_soft, chosen ? 1 : 0.5)), ui::px(4));
    float y = at.y + ui::px(4);
    ui::draw_text(list, at.x + pad, y, ui::fitted(name, whole - 2 * pad - code_wide, Font::body), t.text,
                  Font::body);
    ui::draw_text(list, at.x + whole - code_wide, y + ui::px(2), code, t.text2, Font::label);
    y += ui::line_height(Font::body);
    for (const std::string& line : lines) {
        ui::draw_text(list, at.x + pad, y, line, t.text2, Font::label);
        y += ui::line_height(Font::label);
    }
    return clicked;
}

constexpr int key_enter = 257, key_keypad_enter = 335, key_down = 264, key_up = 265;  ///< GLFW's

}  // namespace

void FoundCards::area_search(const std::string& popup, const geo::ImportNote& note, const std::string& within,
                             CardPressed& pressed) const {
    ImGui::SetNextWindowSize({ui::px(360), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui::px(10), ui::px(10)});
    if (ImGui::BeginPopup(popup.c_str())) {
        if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
        if (ui::input_text("import.area.words", state_.area_words, frame_.word("assist.area_hint"), -1))
            state_.area_at = 0;
        ui::gap(4);
        const geo::Areas& areas = *frame_.study->data->areas;
        const std::array levels = {areas.finest()};
        const auto found = find_areas(areas, state_.area_words, levels, within, areas_most);
        if (!found.empty()) {
            if (compat::key_pressed(key_down)) ++state_.area_at;
            if (compat::key_pressed(key_up) && state_.area_at > 0) --state_.area_at;
            state_.area_at = std::min(state_.area_at, found.size() - 1);
        }
        const bool entered = compat::key_pressed(key_enter) || compat::key_pressed(key_keypad_enter);
        for (std::size_t i = 0; i < found.size(); ++i) {
            const FoundArea& one = found[i];
            const std::string& code = areas.at(one.level).code[one.area.row()];
            const bool here = i == state_.area_at;
            const bool clicked =
                area_row(frame_, "import.area." + code, area_name(frame_, one.level, one.area),
                         parents_of(frame_, one.level, one.area), code, here);
            if (!clicked && !(here && entered)) continue;
            pressed.decision = geo::Decision{note.kind, note.row, "use_code", code, note.column};
            ImGui::CloseCurrentPopup();
        }
        const geo::AreaId province = areas.find(geo::Level::province, within);
        const bool typed = state_.area_words.find_first_not_of(' ') != std::string::npos;
        const std::string where =
            province.valid() ? area_name(frame_, geo::Level::province, province) : std::string{};
        if (!typed && !where.empty())
            ui::paragraph(geo::say(frame_.lang, "assist.area_in", {{"name", where}}), Font::label);
        else if (typed && found.empty())
            ui::paragraph(where.empty() ? frame_.word("assist.area_none")
                                        : geo::say(frame_.lang, "assist.area_none_in", {{"name", where}}),
                          Font::label);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

}  // namespace app
