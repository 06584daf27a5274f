#include "app/panels/help.h"

#include "app/action.h"
#include "app/widgets.h"

#include <imgui.h>

#include <cmath>

namespace app {

void Help::draw(const Frame& frame, Outbox&) {
    if (!open_) return;
    const Tokens& t = tokens(frame.theme);
    const float width = std::min(frame.width - ui::px(40), ui::px(900));
    const float height = std::min(frame.height - ui::px(80), ui::px(720));
    if (ui::shade(frame, "###help_shade")) open_ = false;
    ui::RegionLook look{t.surface, 22, 16, false, true};
    const ui::Region region("###help", std::round((frame.width - width) / 2),
                            std::round((frame.height - height) / 2), width, height, look);
    if (ImGui::IsWindowAppearing()) ImGui::SetWindowFocus();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({start.x + ui::width_left() - ui::px(32), start.y});
    if (ui::icon_button("help.close", Icon::x, frame.word("app.close"))) open_ = false;
    ImGui::SetCursorScreenPos(start);
    ui::text(frame.word("help.title"), Font::title);
    const ui::Body body("help.body", 0);
    ui::paragraph(frame.word("help.how"), Font::body);
    ui::gap(6);
    ui::paragraph(frame.word("help.map"), Font::body);
    ui::gap(6);
    ui::paragraph(frame.word("help.colours"), Font::body);
    ui::gap(10);
    ui::text(frame.word("help.keys"), Font::section);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const int columns = width > ui::px(640) ? 2 : 1;
    const float step = std::floor(ui::width_left() / static_cast<float>(columns));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = ui::px(29);
    std::vector<const ActionRow*> rows;
    for (const ActionRow& row : action_table())
        if (row.shortcut.key != 0) rows.push_back(&row);
    const auto per_column =
        (rows.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t column = i / per_column;
        const float x = at.x + step * static_cast<float>(column);
        const float y = at.y + line * static_cast<float>(i - column * per_column);
        std::string keys = text_of(rows[i]->shortcut);
        if (rows[i]->second.key != 0) keys += ", " + text_of(rows[i]->second);
        ui::draw_text(list, x, y, keys, t.accent, Font::body_bold);
        ui::draw_text(list, x + ui::px(150), y,
                      ui::fitted(words_of(frame.lang, rows[i]->action), step - ui::px(166), Font::body),
                      t.text, Font::body);
    }
    ImGui::Dummy({ui::width_left(), line * static_cast<float>(per_column)});
    ui::gap(8);
    ui::paragraph("LearnReach " + frame.version + " · Apache-2.0", Font::label);
}

}  // namespace app
