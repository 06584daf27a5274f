#include "app/panels/bottom_panel.h"

#include "app/action.h"
#include "app/panels/self_check_list.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/study/self_checks.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

namespace app {

float BottomPanel::tabs(const Frame& frame, Outbox& out, float height) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetWindowPos();
    std::string checks = frame.word("bottom.checks");
    std::size_t failed = 0;
    if (frame.checks != nullptr && !frame.checks->empty()) {
        const geo::CheckSum sum = geo::sum_of(*frame.checks);
        failed = sum.all - sum.passed;
        checks += " " + geo::say(frame.lang, failed == 0 ? "bottom.passed" : "bottom.failed",
                                 {{"number", std::to_string(failed == 0 ? sum.all : failed)}});
    }
    static constexpr std::array<const char*, 3> keys = {"bottom.tab.table", "bottom.tab.chart",
                                                        "bottom.tab.checks"};
    float x = at.x + ui::px(10);
    for (const auto& [tab, words] :
         {std::pair{BottomTab::table, table_.title(frame)},
          std::pair{BottomTab::chart, frame.word("bottom.chart")}, std::pair{BottomTab::checks, checks}}) {
        const bool chosen = tab == tab_;
        const Font font = chosen ? Font::body_bold : Font::body;
        const float wide = ui::text_width(words, font) + ui::px(12);
        const std::string key = keys.at(static_cast<std::size_t>(tab));
        ImGui::SetCursorScreenPos({x, at.y + ui::px(1)});
        if (ImGui::InvisibleButton(("###" + key).c_str(), {wide, height - ui::px(1)})) {
            tab_ = tab;
            if (frame.bottom_folded) out.act(Action::fold_bottom);
        }
        ui::record(key);
        const bool hot = ImGui::IsItemHovered() || ImGui::IsItemFocused();
        const bool wrong = tab == BottomTab::checks && failed > 0;
        ui::draw_text(list, x + ui::px(6), at.y + (height - ui::line_height(font)) / 2, words,
                      wrong           ? t.error
                      : chosen || hot ? t.text
                                      : t.text2,
                      font);
        if (chosen)
            list->AddRectFilled({x, at.y + height - ui::px(3)}, {x + wide, at.y + height},
                                ui::colour(t.accent));
        x += wide + ui::px(10);
    }
    return x;
}

void BottomPanel::draw(const Frame& frame, Outbox& out) {
    const Tokens& t = tokens(frame.theme);
    const ImVec2 at = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    const float height = ui::px(35);
    ImGui::GetWindowDrawList()->AddLine({at.x, at.y}, {at.x + size.x, at.y}, ui::colour(t.line));
    const float left = tabs(frame, out, height);
    const float right = at.x + size.x - ui::px(10) - ui::px(32);
    ImGui::SetCursorScreenPos({right, at.y + ui::px(2)});
    if (ui::icon_button("bottom.fold", frame.bottom_folded ? Icon::left : Icon::down,
                        hint_of(frame.lang, Action::fold_bottom)))
        out.act(Action::fold_bottom);
    if (tab_ == BottomTab::table) table_.tools(frame, out, left, right, height);
    if (frame.bottom_folded || size.y < height + ui::px(40)) return;
    ImGui::SetCursorScreenPos({at.x, at.y + height});
    switch (tab_) {
        case BottomTab::table:
            table_.draw(frame, out);
            break;
        case BottomTab::chart:
            chart_.draw(frame, out);
            break;
        case BottomTab::checks:
            self_check_list(frame);
            break;
    }
}

}  // namespace app
