#include "app/ui_private.h"
#include "render/palette.h"

#include <algorithm>
#include <cmath>

namespace app::ui {

std::array<int, 4> reach_widths(int width, const geo::CoverageRow& row) {
    const std::array<std::int64_t, 4> parts = {row.covered_milli, row.uncovered_milli, row.unreachable_milli,
                                               row.unplaced_milli};
    std::array<int, 4> out{};
    std::int64_t whole = 0;
    int shown = 0;
    for (const std::int64_t part : parts) {
        whole += part;
        if (part > 0) ++shown;
    }
    if (whole <= 0 || width <= 0) return out;
    const int room = width - (shown - 1);
    if (room < 2 * shown) {  // too narrow for all: the largest alone
        out.at(static_cast<std::size_t>(std::max_element(parts.begin(), parts.end()) - parts.begin())) =
            width;
        return out;
    }
    // Largest remainder, ties by index; then at least 2 px for whatever is not zero.
    int given = 0;
    std::array<std::int64_t, 4> remainder{};
    for (std::size_t i = 0; i < 4; ++i) {
        const std::int64_t scaled = parts.at(i) * room;
        out.at(i) = static_cast<int>(scaled / whole);
        remainder.at(i) = static_cast<std::int64_t>(scaled % whole);
        given += out.at(i);
    }
    while (given < room) {
        const auto best = static_cast<std::size_t>(std::max_element(remainder.begin(), remainder.end()) -
                                                   remainder.begin());
        ++out.at(best);
        remainder.at(best) = -1;
        ++given;
    }
    for (std::size_t i = 0; i < 4; ++i)
        while (parts.at(i) > 0 && out.at(i) < 2) {
            ++out.at(i);
            --*std::max_element(out.begin(), out.end());
        }
    return out;
}

namespace {

void stripes(ImDrawList* list, float x0, float y0, float x1, float y1, double strength) {
    const float height = y1 - y0;
    const ImU32 white = colour(render::with_alpha(render::rgb(0xFFFFFF), strength));
    list->PushClipRect({x0, y0}, {x1, y1}, true);
    for (float at = x0 - height; at < x1 + height; at += px(5))
        list->AddLine({at, y1}, {at + height, y0}, white, px(1.6F));
    list->PopClipRect();
}

}  // namespace

void hatched(ImDrawList* list, float x, float y, float width, float height, render::Rgba ink) {
    filled(list, x, y, x + width, y + height, ink, 0);
    stripes(list, x, y, x + width, y + height, 0.8);
}

void reach_bar(ImDrawList* list, float x, float y, float width, float height, const geo::CoverageRow& row,
               bool faded) {
    const render::ReachColours c = render::reach_colours(look().theme);
    const std::array<render::Rgba, 4> inks = {c.covered, c.uncovered, c.unreachable, c.unplaced};
    x = std::round(x);
    y = std::round(y);
    height = std::round(height);
    const std::array<int, 4> widths = reach_widths(static_cast<int>(std::round(width)), row);
    if (row.children_milli <= 0) {
        filled(list, x, y, x + std::round(width), y + height, look().tokens->sunken, 0);
        return;
    }
    for (std::size_t i = 0; i < 4; ++i) {
        if (widths.at(i) <= 0) continue;
        const float end = x + static_cast<float>(widths.at(i));
        filled(list, x, y, end, y + height, faded ? render::with_alpha(inks.at(i), 0.4) : inks.at(i), 0);
        if (i == 3 && height >= px(4)) stripes(list, x, y, end, y + height, faded ? 0.4 : 0.8);
        x = end + 1;
    }
}

namespace {

struct Ground {
    render::Rgba fill, line, ink;
};

Ground ground_of(Tone tone) {
    const Tokens& t = *look().tokens;
    switch (tone) {
        case Tone::warn:
            return {t.warn_soft, t.warn, t.warn};
        case Tone::error:
            return {t.error_soft, t.error, t.error};
        case Tone::ok:
            return {t.ok_soft, t.ok, t.ok};
        case Tone::plain:
            break;
    }
    return {t.raised, t.line, t.text};
}

}  // namespace

std::optional<std::size_t> card(std::string_view key, Tone tone, Icon symbol, std::string_view title,
                                std::string_view words, const std::vector<CardButton>& buttons) {
    const Tokens& t = *look().tokens;
    const Ground ground = ground_of(tone);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float whole = width_left();
    const float pad = px(12);
    const float inner = whole - 2 * pad;
    const std::vector<std::string> head = lines_of(title, inner - px(26), Font::body_bold);
    const std::vector<std::string> body =
        words.empty() ? std::vector<std::string>{} : lines_of(words, inner, Font::label);
    float buttons_height = 0, row_width = 0;
    for (const CardButton& b : buttons) {
        const float w = text_width(b.words, b.primary ? Font::body_bold : Font::body) + px(24);
        if (buttons_height == 0 || row_width + w > inner) {
            buttons_height += px(36) + px(8);
            row_width = 0;
        }
        row_width += w + px(8);
    }
    const float height = pad + static_cast<float>(head.size()) * line_height(Font::body_bold) +
                         static_cast<float>(body.size()) * line_height(Font::label) + buttons_height + pad;
    filled(list, start.x, start.y, start.x + whole, start.y + height, ground.fill, px(6));
    outlined(list, start.x, start.y, start.x + whole, start.y + height, ground.line, px(6), 1);
    icon(list, symbol, start.x + pad, start.y + pad + px(3), px(18), ground.ink);
    float y = start.y + pad;
    for (const std::string& line : head) {
        draw_text(list, start.x + pad + px(26), y, line, ground.ink, Font::body_bold);
        y += line_height(Font::body_bold);
    }
    for (const std::string& line : body) {
        draw_text(list, start.x + pad, y, line, t.text, Font::label);
        y += line_height(Font::label);
    }
    std::optional<std::size_t> pressed;
    float x = start.x + pad;
    y += px(8);
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        const CardButton& b = buttons[i];
        const float w =
            std::min(inner, text_width(b.words, b.primary ? Font::body_bold : Font::body) + px(24));
        if (x > start.x + pad && x + w > start.x + whole - pad) {
            x = start.x + pad;
            y += px(36) + px(8);
        }
        ImGui::SetCursorScreenPos({x, y});
        if (b.primary ? primary_button(b.key, b.words, w) : button(b.key, b.words, w)) pressed = i;
        x += w + px(8);
    }
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({whole, height});
    record(key);
    return pressed;
}

bool progress_card(std::string_view key, const JobView& job) {
    const Tokens& t = *look().tokens;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float whole = width_left();
    const float pad = px(12);
    const float stop_width =
        job.can_stop ? text_width(geo::word(look().lang, "app.stop"), Font::body) + px(50) : 0;
    const float height = pad + px(36) + px(8) + px(6) + px(4) + line_height(Font::label) + px(8);
    filled(list, start.x + px(1), start.y + px(2), start.x + whole + px(1), start.y + height + px(2),
           t.shadow, px(6));
    filled(list, start.x, start.y, start.x + whole, start.y + height, t.raised, px(6));
    outlined(list, start.x, start.y, start.x + whole, start.y + height, t.line, px(6), 1);
    draw_text(list, start.x + pad, start.y + pad + (px(36) - line_height(Font::body)) / 2,
              fitted(job.stage, whole - 2 * pad - stop_width - px(8), Font::body), t.text, Font::body);
    const float bar_y = start.y + pad + px(44);
    const float done = static_cast<float>(std::clamp(job.done, 0.0, 1.0));
    filled(list, start.x + pad, bar_y, start.x + whole - pad, bar_y + px(6), t.sunken, 0);
    filled(list, start.x + pad, bar_y, start.x + pad + std::round((whole - 2 * pad) * done), bar_y + px(6),
           t.accent_fill, 0);
    const std::string left =
        job.seconds_left < 0
            ? geo::word(look().lang, "app.time_left_unknown")
            : geo::say(look().lang, "app.time_left",
                       {{"seconds", std::to_string(static_cast<int>(std::ceil(job.seconds_left)))}});
    draw_text(list, start.x + pad, bar_y + px(10), left, t.text2, Font::label);
    bool stopped = false;
    if (job.can_stop) {
        ImGui::SetCursorScreenPos({start.x + whole - pad - stop_width, start.y + pad});
        stopped = button(std::string{key} + ".stop", geo::word(look().lang, "app.stop"), stop_width, true,
                         Icon::stop);
    }
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({whole, height});
    record(key);
    return stopped;
}

std::optional<std::size_t> error_card(std::string_view key, const geo::Error& error,
                                      const std::vector<CardButton>& buttons) {
    const std::string words = geo::describe(look().lang, error);
    const auto end = words.find('\n');
    const Icon symbol = error.fault == geo::Fault::personal_data ? Icon::lock : Icon::warn;
    return card(key, Tone::error, symbol, std::string_view{words}.substr(0, end),
                end == std::string::npos ? std::string_view{} : std::string_view{words}.substr(end + 1),
                buttons);
}

}  // namespace app::ui
