// The table's header: sort by a column, and go on to the columns that have no room.
#include "app/panels/table_panel.h"
#include "app/widgets.h"

#include <imgui.h>

namespace app {

void TablePanel::header(const Frame& frame, const TableColumns& columns) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float height = ui::px(27);
    const float whole = ui::width_left();
    list->AddRectFilled(start, {start.x + whole, start.y + height}, ui::colour(t.sunken));
    float x = start.x;
    const std::vector<float>& widths = columns.widths;
    for (std::size_t i = 0; i < columns.shown.size(); ++i) {
        const Column column = columns.shown[i];
        const std::string key = "table.sort." + std::to_string(static_cast<int>(column));
        ImGui::SetCursorScreenPos({x, start.y});
        if (ImGui::InvisibleButton(("###" + key).c_str(), {std::max(1.0F, widths[i]), height})) {
            if (sort_.by == column)
                sort_.descending = !sort_.descending;
            else
                sort_ = {column, right_aligned(column) && column != Column::rank};
        }
        ui::record(key);
        if (ImGui::IsItemHovered())
            list->AddRectFilled({x, start.y}, {x + widths[i], start.y + height}, ui::colour(t.line));
        std::string words = column_words(frame, column);
        const bool by = sort_.by == column;
        const Font font = by ? Font::body_bold : Font::label;
        const float arrow = by ? ui::px(16) : 0;
        const float room = widths[i] - ui::px(14) - arrow;
        words = ui::fitted(words, room, font);
        const float wide = ui::text_width(words, font);
        const float at = right_aligned(column) ? x + widths[i] - ui::px(7) - arrow - wide : x + ui::px(8);
        const float y = start.y + (height - ui::line_height(font)) / 2;
        ui::draw_text(list, at, y, words, by ? t.text : t.text2, font);
        if (by) {
            const float ax = at + wide + ui::px(9), ay = start.y + height / 2, r = ui::px(4);
            if (sort_.descending)
                list->AddTriangleFilled({ax - r, ay - r / 2}, {ax + r, ay - r / 2}, {ax, ay + r},
                                        ui::colour(t.text));
            else
                list->AddTriangleFilled({ax - r, ay + r / 2}, {ax, ay - r}, {ax + r, ay + r / 2},
                                        ui::colour(t.text));
        }
        x += widths[i];
    }
    if (columns.gutter > 0) arrows(frame, columns, start.x + whole - columns.gutter, start.y);
    ImGui::SetCursorScreenPos({start.x, start.y + height});
}

/// Columns that have no room now: how many, which, and the way to them.
void TablePanel::arrows(const Frame& frame, const TableColumns& columns, float x, float y) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float height = ui::px(27), side = ui::px(24);
    const auto arrow = [&](const char* key, Icon symbol, float at, const std::vector<Column>& hidden) {
        ImGui::SetCursorScreenPos({at, y});
        const bool pressed = ImGui::InvisibleButton((std::string{"###"} + key).c_str(), {side, height});
        ui::record(key);
        const bool hovered = ImGui::IsItemHovered() || ImGui::IsItemFocused();
        if (hovered) list->AddRectFilled({at, y}, {at + side, y + height}, ui::colour(t.line));
        std::string names;
        for (const Column column : hidden) names += (names.empty() ? "" : ", ") + column_name(frame, column);
        ui::tooltip(geo::say(frame.lang, "table.more_columns", {{"names", names}}));
        ui::icon(list, symbol, at + (side - ui::px(16)) / 2, y + (height - ui::px(16)) / 2, ui::px(16),
                 t.accent);
        return pressed;
    };
    if (!columns.before.empty() && arrow("table.columns_back", Icon::left, x, columns.before))
        --first_column_;
    if (columns.after.empty()) return;
    const std::string count = "+" + std::to_string(columns.after.size());
    ui::draw_text(list, x + columns.gutter - side - ui::text_width(count, Font::label),
                  y + (height - ui::line_height(Font::label)) / 2, count, t.accent, Font::label);
    if (arrow("table.columns_on", Icon::right, x + columns.gutter - side, columns.after)) ++first_column_;
}

}  // namespace app
