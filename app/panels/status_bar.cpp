#include "app/panels/status_bar.h"

#include "app/widgets.h"
#include "geo/base/figures.h"

#include <fmt/format.h>
#include <imgui.h>

#include <cmath>

namespace app {
namespace {

std::string basis_words(const Frame& frame) {
    if (frame.start_page) return {};
    if (frame.results == nullptr) return frame.word("status.no_result");
    if (frame.results->estimate)
        return geo::say(frame.lang, "status.straight_line",
                        {{"factor", fmt::format("{:.1f}", frame.study->scenario().travel.detour_factor)}});
    return geo::say(
        frame.lang, "status.roads",
        {{"number", geo::grouped(static_cast<std::int64_t>(frame.study->data->roads->ways.size()))}});
}

}  // namespace

void StatusBar::draw(const Frame& frame, Outbox&) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    list->AddLine({at.x, at.y}, {at.x + size.x, at.y}, ui::colour(t.line));
    const float y = at.y + (size.y - ui::line_height(Font::small)) / 2;
    float right = at.x + size.x - ui::px(12);
    const auto put_right = [&](const std::string& words, render::Rgba ink) {
        if (words.empty()) return;
        right -= ui::text_width(words, Font::small);
        ui::draw_text(list, right, y, words, ink, Font::small);
        right -= ui::px(18);
    };
    if (!frame.start_page)
        put_right(frame.saved_at.empty() ? frame.word("status.unsaved")
                                         : geo::say(frame.lang, "status.saved", {{"time", frame.saved_at}}),
                  t.text2);
    put_right(frame.word(frame.internet_forbidden ? "status.no_internet" : "status.offline"), t.text2);
    ui::icon(list, Icon::lock, right + ui::px(2), at.y + (size.y - ui::px(13)) / 2, ui::px(13), t.text2);
    right -= ui::px(14);
    put_right(basis_words(frame), t.text2);
    float x = at.x + ui::px(12);
    const auto put = [&](const std::string& words) {
        const float width = ui::text_width(words, Font::small);
        if (x + width > right) return;
        ui::draw_text(list, x, y, words, t.text2, Font::small);
        x += width + ui::px(18);
    };
    if (frame.start_page) {
        put("LearnReach " + frame.version);
        return;
    }
    if (frame.base != nullptr) {
        if (frame.cursor)
            put(geo::say(
                frame.lang, "status.position",
                {{"position", fmt::format("{:.4f}, {:.4f}", frame.cursor->lat, frame.cursor->lon)}}));
        if (frame.scale_denominator > 0) {
            // Two leading digits are all that a screen's scale is worth.
            const double step = std::pow(10, std::floor(std::log10(frame.scale_denominator)) - 1);
            put(geo::say(frame.lang, "status.scale",
                         {{"number", geo::grouped(static_cast<std::int64_t>(
                                         std::round(frame.scale_denominator / step) * step))}}));
        }
        put("WGS 84");
    }
    if (frame.study->data->made_up) put(frame.word("app.badge.made_up"));
}

}  // namespace app
