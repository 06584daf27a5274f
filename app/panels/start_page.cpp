#include "app/panels/start_page.h"

#include "app/action.h"
#include "app/panels/top_bar.h"
#include "app/widgets.h"
#include "geo/base/figures.h"

#include <imgui.h>

#include <array>
#include <cmath>

namespace app {
namespace {

void dashed(ImDrawList* list, ImVec2 low, ImVec2 high, unsigned ink, float thickness) {
    const float dash = ui::px(7), hole = ui::px(5);
    for (float x = low.x; x < high.x; x += dash + hole) {
        const float end = std::min(high.x, x + dash);
        list->AddLine({x, low.y}, {end, low.y}, ink, thickness);
        list->AddLine({x, high.y}, {end, high.y}, ink, thickness);
    }
    for (float y = low.y; y < high.y; y += dash + hole) {
        const float end = std::min(high.y, y + dash);
        list->AddLine({low.x, y}, {low.x, end}, ink, thickness);
        list->AddLine({high.x, y}, {high.x, end}, ink, thickness);
    }
}

void centred(ImDrawList* list, float x, float width, float y, const std::string& words, render::Rgba ink,
             Font font) {
    const std::string shown = ui::fitted(words, width - ui::px(16), font);
    ui::draw_text(list, x + (width - ui::text_width(shown, font)) / 2, y, shown, ink, font);
}

}  // namespace

void draw_drop_frame(const Frame& frame) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetForegroundDrawList();
    const float inset = ui::px(10);
    list->AddRectFilled({0, 0}, {frame.width, frame.height},
                        ui::colour(render::with_alpha(t.accent_soft, 0.85)));
    dashed(list, {inset, inset}, {frame.width - inset, frame.height - inset}, ui::colour(t.accent),
           ui::px(2));
    centred(list, 0, frame.width, frame.height / 2 - ui::px(20), frame.word("start.drop_now"), t.text,
            Font::title);
}

void StartPage::left(const Frame& frame, Outbox& out, float width) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float height = frame.height - ui::px(26);
    list->AddRectFilled({0, 0}, {width, height}, ui::colour(t.bar));
    const float pad = ui::px(32);
    draw_mark(pad, ui::px(34), ui::px(62), frame);
    ui::draw_text(list, pad + ui::px(80), ui::px(32), "ทั่วถึง", t.bar_text, Font::area);
    ui::draw_text(list, pad + ui::px(80), ui::px(80), "LearnReach", t.bar_quiet, Font::body);
    float y = ui::px(134);
    for (const std::string& line :
         ui::lines_of(frame.word("start.promise"), width - 2 * pad, Font::section)) {
        ui::draw_text(list, pad, y, line, t.bar_text, Font::section);
        y += ui::px(34);
    }
    y += ui::px(24);
    for (std::size_t i = 0; i < step_count; ++i) {
        const ActionRow& row = row_of(action_of(static_cast<Step>(i)));
        if (y + ui::px(50) > height - ui::px(110)) break;
        const float middle = y + ui::px(20);
        list->AddCircle({pad + ui::px(18), middle}, ui::px(18),
                        ui::colour(render::with_alpha(t.bar_quiet, 0.6)), 32, ui::px(1.2F));
        ui::icon(list, row.icon, pad + ui::px(9), middle - ui::px(9), ui::px(18), t.bar_text);
        const std::string& name = words_of(frame.lang, row.action);
        ui::draw_text(list, pad + ui::px(50), middle - ui::line_height(Font::body_bold) / 2, name, t.bar_text,
                      Font::body_bold);
        const float at = pad + ui::px(162);
        ui::draw_text(
            list, at, middle - ui::line_height(Font::label) / 2,
            ui::fitted(frame.word(std::string{"start."} + row.key), width - at - ui::px(12), Font::label),
            t.bar_quiet, Font::label);
        y += ui::px(50);
    }
    const float foot = height - ui::px(78);
    ui::icon(list, Icon::lock, pad, foot + ui::px(2), ui::px(17), t.bar_quiet);
    ui::draw_text(list, pad + ui::px(28), foot,
                  ui::fitted(frame.word("start.offline"), width - pad - ui::px(40), Font::label), t.bar_quiet,
                  Font::label);
    ui::icon(list, Icon::globe, pad, foot + ui::px(31), ui::px(17), t.bar_quiet);
    ImGui::SetCursorScreenPos({pad + ui::px(28), foot + ui::px(24)});
    const ui::OnBar on_bar;
    if (ui::segments("start.language", {{"th", "ไทย", {}, ""}, {"en", "English", {}, ""}},
                     frame.lang == geo::Lang::th ? 0 : 1))
        out.act(Action::switch_language);
}

void StartPage::drop_area(const Frame& frame, Outbox& out, float x, float y, float width, float height) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled({x, y}, {x + width, y + height}, ui::colour(t.accent_soft), ui::px(6));
    dashed(list, {x, y}, {x + width, y + height}, ui::colour(t.accent), ui::px(2));
    const auto& formats = ui::lines_of(frame.word("start.formats"), width - ui::px(40), Font::label);
    const float more = ui::line_height(Font::label) * static_cast<float>(formats.size() - 1);
    float at = y + std::max(ui::px(14), (height - ui::px(176) - more) / 2);
    ui::icon(list, Icon::drop, x + width / 2 - ui::px(20), at, ui::px(40), t.accent);
    at += ui::px(44);
    centred(list, x, width, at, frame.word("start.drop"), t.text, Font::title);
    at += ui::line_height(Font::title) + ui::px(6);
    for (const std::string& line : formats) {
        centred(list, x, width, at, line, t.text2, Font::label);
        at += ui::line_height(Font::label);
    }
    at += ui::px(14);
    const std::string& choose = frame.word("start.choose");
    const float wide = ui::text_width(choose, Font::body_bold) + ui::px(52);
    ImGui::SetCursorScreenPos({x + (width - wide) / 2, at});
    if (ui::primary_button("start.choose", choose, wide, !frame.work.running, Icon::folder))
        out.act(Action::open);
}

void StartPage::recent(const Frame& frame, Outbox& out, float x, float y, float width, float height) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    ui::draw_text(list, x, y - ui::px(4), frame.word("start.recent"), t.text, Font::section);
    const float top = y + ui::px(38);
    list->AddRectFilled({x + ui::px(1), top + ui::px(2)}, {x + width + ui::px(1), y + height + ui::px(2)},
                        ui::colour(t.shadow), ui::px(6));
    list->AddRectFilled({x, top}, {x + width, y + height}, ui::colour(t.raised), ui::px(6));
    list->AddRect({x, top}, {x + width, y + height}, ui::colour(t.line), ui::px(6));
    float at = top + ui::px(6);
    const float tall = ui::px(62);
    if (frame.recent->empty()) {
        for (const std::string& line :
             ui::lines_of(frame.word("start.no_recent"), width - ui::px(40), Font::body)) {
            ui::draw_text(list, x + ui::px(20), at + ui::px(14), line, t.text2, Font::body);
            at += ui::line_height(Font::body);
        }
        return;
    }
    for (std::size_t i = 0; i < frame.recent->size() && at + tall < y + height; ++i) {
        const RecentStudy& one = (*frame.recent)[i];
        ImGui::SetCursorScreenPos({x + ui::px(6), at});
        const std::string key = "start.recent." + std::to_string(i);
        if (ImGui::InvisibleButton(("###" + key).c_str(), {width - ui::px(12), tall - ui::px(4)}))
            out.open_files.push_back(one.path);
        ui::record(key);
        if (ImGui::IsItemHovered() || ImGui::IsItemFocused())
            list->AddRectFilled({x + ui::px(6), at}, {x + width - ui::px(6), at + tall - ui::px(4)},
                                ui::colour(t.accent_soft), ui::px(4));
        ui::icon(list, Icon::reach, x + ui::px(20), at + ui::px(15), ui::px(28), t.accent);
        const std::string when = geo::date_for_people(frame.lang, one.when_iso);
        const float when_width = ui::text_width(when, Font::label);
        const float inner = x + ui::px(62);
        const float room = width - ui::px(62) - when_width - ui::px(40);
        ui::draw_text(
            list, inner, at + ui::px(6),
            ui::fitted(one.title.empty() ? frame.word("top.untitled") : one.title, room, Font::body_bold),
            t.text, Font::body_bold);
        ui::draw_text(list, inner, at + ui::px(31), ui::fitted(one.path, room, Font::label), t.text2,
                      Font::label);
        ui::draw_text(list, x + width - ui::px(18) - when_width, at + ui::px(18), when, t.text2, Font::label);
        at += tall;
    }
}

void StartPage::draw(const Frame& frame, Outbox& out) {
    const float height = frame.height - ui::px(26);
    const float side = frame.width / frame.scale < 1100 ? 0 : ui::px(420);
    if (side > 0) left(frame, out, side);
    const float pad = ui::px(32);
    const float x = side + pad;
    const float width = frame.width - side - 2 * pad;
    const float half = std::floor((width - ui::px(24)) / 2);
    float y = ui::px(28) - ImGui::GetScrollY();
    if (frame.trouble != nullptr) {
        ImGui::SetCursorScreenPos({x, y});
        ImGui::BeginChild("###start.trouble", {width, ui::px(190)});
        ui::error_card("start.trouble", *frame.trouble);
        if (ui::link("start.trouble.dismiss", frame.word("app.close"))) out.dismiss_trouble = true;
        ImGui::EndChild();
        y += ui::px(200);
    }
    const float tall = std::clamp(height * 0.27F, ui::px(206), ui::px(300));
    drop_area(frame, out, x, y, half, tall);
    recent(frame, out, x + half + ui::px(24), y, width - half - ui::px(24), tall + ui::px(94));
    y = tour(frame, out, x, y + tall + ui::px(18), half) + ui::px(12);

    if (frame.country_card != CountryCard::none) y = samples(frame, out, x, y, width) + ui::px(4);
    // What was drawn at places of its own counts as content, so that the wheel brings it into sight.
    ImGui::SetCursorScreenPos({x, y});
    ImGui::Dummy({1, 1});
}

}  // namespace app
