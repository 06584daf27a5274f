#include "app/panels/self_check_list.h"

#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/study/self_checks.h"

#include <imgui.h>

#include <algorithm>

namespace app {

void self_check_list(const Frame& frame) {
    const Tokens& t = tokens(frame.theme);
    ImGui::BeginChild("###checks", {0, 0}, false, ImGuiWindowFlags_None);
    ImGui::SetCursorPos({ui::px(16), ui::px(8)});
    ImGui::BeginGroup();
    if (frame.checks == nullptr || frame.checks->empty()) {
        ui::text_coloured(frame.word(frame.results == nullptr ? "inspector.no_result" : "checks.running"),
                          t.text2, Font::body);
        ImGui::EndGroup();
        ImGui::EndChild();
        return;
    }
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float width = std::min(ui::width_left() - ui::px(24), ui::px(980));
    const float line = ui::line_height(Font::body) + ui::px(6);
    for (const geo::SelfCheck& one : *frame.checks) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ui::icon(list, one.passed ? Icon::check : Icon::warn, at.x, at.y + ui::px(2), ui::px(18),
                 one.passed ? t.ok : t.error);
        const std::string key = std::string{"checks."} + geo::check_name(one.kind);
        const std::string number =
            one.passed
                ? geo::say(frame.lang, "checks.looked_at", {{"number", geo::grouped(one.looked_at)}})
                : geo::say(frame.lang, "checks.wrong",
                           {{"wrong", geo::grouped(one.wrong)}, {"number", geo::grouped(one.looked_at)}});
        const float right = ui::text_width(number, Font::label);
        ui::draw_text(list, at.x + ui::px(28), at.y,
                      ui::fitted(frame.word(key), width - right - ui::px(48), Font::body), t.text,
                      Font::body);
        ui::draw_text(list, at.x + width - right, at.y + ui::px(1), number, one.passed ? t.text2 : t.error,
                      Font::label);
        ImGui::Dummy({width, line - ImGui::GetStyle().ItemSpacing.y});
        ui::record(key);
    }
    ImGui::EndGroup();
    ImGui::EndChild();
}

}  // namespace app
