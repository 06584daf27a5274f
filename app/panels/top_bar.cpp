#include "app/panels/top_bar.h"

#include "app/action.h"
#include "app/imgui_compat_private.h"
#include "app/import_draft.h"
#include "app/widgets.h"
#include "render/map_words.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <numbers>

namespace app {

Action action_of(Step step) {
    return static_cast<Action>(static_cast<int>(Action::step_data) + static_cast<int>(step));
}

StepState state_of(const Frame& frame, Step step) {
    const geo::Dataset& data = *frame.study->data;
    const bool areas = data.areas->at(geo::Level::province).size() > 0;
    switch (step) {
        case Step::data:
            return areas && !data.counts->empty() && !data.places->empty() ? StepState::done
                                                                           : StepState::open;
        case Step::check: {
            // A file on its way in waits for answers as one that is in does.
            if (frame.import != nullptr && frame.import->read != nullptr &&
                !frame.import->read->report.problems.empty())
                return StepState::decide;
            for (const geo::ImportReport& report : *frame.reports)
                if (report.rows_rejected > 0) return StepState::decide;
            return areas ? StepState::done : StepState::open;
        }
        case Step::travel: {
            const geo::Travel& travel = frame.study->scenario().travel;
            const bool ready = !data.roads->empty() || travel.basis == geo::Basis::straight_line;
            return areas && ready ? StepState::done : StepState::open;
        }
        case Step::coverage:
            if (frame.results == nullptr) return StepState::open;
            return frame.stale ? StepState::stale : StepState::done;
        case Step::plan:
        case Step::report:
            break;
    }
    return StepState::open;
}

void draw_mark(float x, float y, float size, const Frame& frame) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Tokens& t = tokens(frame.theme);
    const float unit = size / 28;
    const ImVec2 foot{x + 14 * unit, y + 22 * unit};
    for (const float radius : {7.0F, 11.5F, 16.0F}) {
        list->PathArcTo(foot, radius * unit, std::numbers::pi_v<float> * 1.18F,
                        std::numbers::pi_v<float> * 1.82F, 24);
        list->PathStroke(ui::colour(t.bar_text), ImDrawFlags_None, 2.3F * unit);
    }
    list->AddCircleFilled(foot, 3.3F * unit, ui::colour(t.badge), 24);
}

namespace {

/// How much a tab shows; a narrow window takes a later form.
struct TabForm {
    bool words = true;   ///< of all, else of the active one alone
    bool active = true;  ///< the words of the active one
    bool signs = true;   ///< done, to decide, out of date
};

float tab_width(const Frame& frame, Step step, TabForm form) {
    const bool active = frame.step == step;
    const std::string& name = words_of(frame.lang, action_of(step));
    const bool shows_name = form.words || (active && form.active);
    const bool sign = form.signs && state_of(frame, step) != StepState::open;
    return ui::px(26) + ui::text_width(std::to_string(static_cast<int>(step) + 1), Font::label) +
           (shows_name ? ui::px(7) + ui::text_width(name, active ? Font::body_bold : Font::body) : 0) +
           (sign ? ui::px(24) : 0);
}

float tabs_width(const Frame& frame, TabForm form) {
    float whole = 0;
    for (std::size_t i = 0; i < step_count; ++i)
        whole += tab_width(frame, static_cast<Step>(i), form) + ui::px(2);
    return whole;
}

void draw_tab(const Frame& frame, Outbox& out, Step step, float& x, TabForm form) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const bool active = frame.step == step;
    const ActionRow& row = row_of(action_of(step));
    const std::string number = std::to_string(static_cast<int>(step) + 1);
    const std::string& name = words_of(frame.lang, row.action);
    const StepState state = form.signs ? state_of(frame, step) : StepState::open;
    const bool shows_name = form.words || (active && form.active);
    const Font font = active ? Font::body_bold : Font::body;
    const float number_width = ui::text_width(number, Font::label);
    const float width = tab_width(frame, step, form);
    const float height = ui::px(40), bottom = ui::px(52);
    ImGui::SetCursorScreenPos({x, bottom - height});
    const bool clicked = ImGui::InvisibleButton(("###" + std::string{row.key}).c_str(), {width, height});
    ui::record(std::string{"top."} + row.key);
    const bool hovered = ImGui::IsItemHovered();
    ui::tooltip(hint_of(frame.lang, row.action));
    if (active)
        list->AddRectFilled({x, bottom - height}, {x + width, bottom}, ui::colour(t.surface), ui::px(5),
                            ImDrawFlags_RoundCornersTop);
    else if (hovered)
        list->AddRectFilled({x, bottom - height}, {x + width, bottom},
                            ui::colour(render::with_alpha(t.bar_quiet, 0.18)), ui::px(5),
                            ImDrawFlags_RoundCornersTop);
    const render::Rgba quiet = active ? t.text2 : t.bar_quiet;
    const render::Rgba ink = active ? t.text : t.bar_text;
    float at = x + ui::px(13);
    const float middle = bottom - height / 2;
    ui::draw_text(list, at, middle - ui::line_height(Font::label) / 2, number, quiet, Font::label);
    at += number_width + ui::px(7);
    if (shows_name) {
        ui::draw_text(list, at, middle - ui::line_height(font) / 2, name, ink, font);
        at += ui::text_width(name, font);
    } else {
        at -= ui::px(7);
    }
    at += ui::px(7);
    switch (state) {
        case StepState::done:
            ui::icon(list, Icon::check, at, middle - ui::px(8), ui::px(16),
                     active ? t.ok : tokens(render::Theme::dark).ok);
            break;
        case StepState::decide:
            list->AddCircleFilled({at + ui::px(7), middle}, ui::px(4.5F), ui::colour(t.badge));
            break;
        case StepState::stale:
            list->AddCircle({at + ui::px(7), middle}, ui::px(4.5F), ui::colour(t.badge), 0, ui::px(1.8F));
            break;
        case StepState::open:
            break;
    }
    if (clicked) out.act(row.action);
    x += width + ui::px(2);
}

/// What of the bar gives way in a narrow window: signs of the tabs, the field for finding, words of the tabs,
/// their signs, the language that is on, the title (which the window's frame has as well).
struct Fit {
    TabForm form;
    bool both_languages = true;
    bool field = true;  ///< for finding, else its icon
};
std::string title_words(const Frame& frame) {
    return frame.study->title.empty() ? frame.word("top.untitled") : frame.study->title;
}
float language_width(bool both) {
    const float thai = ui::text_width("ไทย", Font::body), english = ui::text_width("EN", Font::body);
    return both ? thai + english + ui::px(44) : std::max(thai, english) + ui::px(22);
}
Fit fit_of(const Frame& frame, bool roomy) {
    const float right = ui::px(12 + 32 + 8 + 10 + 20 + 32 + 36 + 16);
    const float mark = ui::px(52 + 14);
    struct Try {
        Fit fit;
        float title;
    };
    const std::array<Try, 8> tries = {{{{{true, true, true}, true, roomy}, 150},
                                       {{{true, true, false}, true, roomy}, 130},
                                       {{{true, true, false}, true, false}, 130},
                                       {{{false, true, true}, true, false}, 130},
                                       {{{false, true, false}, true, false}, 100},
                                       {{{false, true, false}, false, false}, 60},
                                       {{{false, true, false}, false, false}, 0},
                                       {{{false, false, false}, false, false}, 0}}};
    for (const Try& one : tries) {
        const float wanted = mark + ui::px(one.title) + tabs_width(frame, one.fit.form) + right +
                             language_width(one.fit.both_languages) + ui::px(one.fit.field ? 212 : 32);
        if (wanted <= frame.width) return one.fit;
    }
    return tries.back().fit;
}

}  // namespace

void TopBar::draw(const Frame& frame, Outbox& out) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ui::OnBar on_bar;
    const bool roomy = frame.width / frame.scale >= 1280;
    const Fit fit = fit_of(frame, roomy);

    // Right side first: the steps get what is left.
    const float y = ui::px(10);
    float right = frame.width - ui::px(12);
    right -= ui::px(32);
    ImGui::SetCursorScreenPos({right, y});
    if (ui::icon_button("top.help", Icon::info, hint_of(frame.lang, Action::help))) out.act(Action::help);
    right -= language_width(fit.both_languages) + ui::px(8);
    ImGui::SetCursorScreenPos({right, y});
    const std::string tip = hint_of(frame.lang, Action::switch_language);
    std::vector<ui::Segment> languages = {{"th", "ไทย", {}, tip}, {"en", "EN", {}, tip}};
    if (!fit.both_languages) languages.erase(languages.begin() + (frame.lang == geo::Lang::th ? 0 : 1));
    const std::size_t language_at = !fit.both_languages ? 1 : frame.lang == geo::Lang::th ? 0 : 1;
    if (ui::segments("top.language", languages, language_at)) out.act(Action::switch_language);
    const float find_width = ui::px(fit.field ? 212.0F : 32.0F);
    right -= find_width + ui::px(10);
    ImGui::SetCursorScreenPos({right, y});
    if (fit.field) {
        if (ImGui::InvisibleButton("###top.find", {find_width, ui::px(32)})) out.act(Action::find);
        ui::record("top.find");
        const render::Rgba fill = ImGui::IsItemHovered() ? render::with_alpha(t.bar_quiet, 0.2)
                                                         : render::with_alpha(t.bar_quiet, 0.08);
        list->AddRectFilled({right, y}, {right + find_width, y + ui::px(32)}, ui::colour(fill), ui::px(5));
        list->AddRect({right, y}, {right + find_width, y + ui::px(32)},
                      ui::colour(render::with_alpha(t.bar_quiet, 0.4)), ui::px(5));
        ui::icon(list, Icon::search, right + ui::px(9), y + ui::px(8), ui::px(16), t.bar_quiet);
        const std::string keys = text_of(row_of(Action::find).shortcut);
        const float keys_width = ui::text_width(keys, Font::small);
        ui::draw_text(list, right + ui::px(32), y + (ui::px(32) - ui::line_height(Font::label)) / 2,
                      ui::fitted(frame.word("top.find"), find_width - keys_width - ui::px(48), Font::label),
                      t.bar_quiet, Font::label);
        ui::draw_text(list, right + find_width - keys_width - ui::px(8),
                      y + (ui::px(32) - ui::line_height(Font::small)) / 2, keys, t.bar_quiet, Font::small);
    } else if (ui::icon_button("top.find", Icon::search, hint_of(frame.lang, Action::find))) {
        out.act(Action::find);
    }
    right -= ui::px(20);
    list->AddLine({right + ui::px(10), ui::px(16)}, {right + ui::px(10), ui::px(36)},
                  ui::colour(render::with_alpha(t.bar_quiet, 0.3)));
    right -= ui::px(32);
    ImGui::SetCursorScreenPos({right, y});
    const std::string redo = frame.can_redo && !frame.redo_label.empty()
                                 ? hint_of(frame.lang, Action::redo) + "\n" + frame.word(frame.redo_label)
                                 : hint_of(frame.lang, Action::redo);
    if (ui::icon_button("top.redo", Icon::redo, redo, frame.can_redo)) out.act(Action::redo);
    right -= ui::px(36);
    ImGui::SetCursorScreenPos({right, y});
    const std::string undo = frame.can_undo && !frame.undo_label.empty()
                                 ? hint_of(frame.lang, Action::undo) + "\n" + frame.word(frame.undo_label)
                                 : hint_of(frame.lang, Action::undo);
    if (ui::icon_button("top.undo", Icon::undo, undo, frame.can_undo)) out.act(Action::undo);

    draw_mark(ui::px(12), ui::px(11), ui::px(30), frame);
    const float left = ui::px(52);
    const float tabs = tabs_width(frame, fit.form);
    // The title has what the tabs leave; the tabs begin where the map does where they can.
    const float free = right - ui::px(16) - tabs - left - ui::px(14);
    const float wanted = std::max(ui::px(250), ui::text_width(title_words(frame), Font::body_bold) + 1);
    const float room = std::max(0.0F, std::min(free, wanted));
    float x = left + room + ui::px(14);
    for (std::size_t i = 0; i < step_count; ++i) draw_tab(frame, out, static_cast<Step>(i), x, fit.form);
    title(frame, out, left, room);
}

/// The study's name and the plan; a click opens a field for the name.
void TopBar::title(const Frame& frame, Outbox& out, float x, float room) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (room > ui::px(40)) {
        const std::string words = title_words(frame);
        const Font font = ui::text_width(words, Font::section) <= std::min(room, ui::px(250))
                              ? Font::section
                              : Font::body_bold;
        const std::string shown = ui::fitted(words, room, font);
        const std::string& name = frame.study->scenario().name;
        const std::string changes = render::plan_words(frame.study->scenario(), frame.lang);
        const std::string plan = geo::say(frame.lang, "top.plan",
                                          {{"name", !name.empty()      ? name
                                                    : !changes.empty() ? changes
                                                                       : frame.word("top.plan_today")}});
        const std::string plan_shown = ui::fitted(plan, room, Font::small);
        const float width =
            std::max(ui::text_width(shown, font), ui::text_width(plan_shown, Font::small)) + ui::px(12);
        ImGui::SetCursorScreenPos({x - ui::px(6), ui::px(4)});
        if (ImGui::InvisibleButton("###top.title", {width, ui::px(44)})) rename_asked_ = true;
        ui::record("top.title");
        if (ImGui::IsItemHovered() || (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible))
            list->AddRectFilled({x - ui::px(6), ui::px(4)}, {x - ui::px(6) + width, ui::px(48)},
                                ui::colour(render::with_alpha(t.bar_quiet, 0.18)), ui::px(5));
        ui::tooltip((shown == words ? "" : words + "\n") + hint_of(frame.lang, Action::rename));
        ui::draw_text(list, x, ui::px(font == Font::section ? 3 : 5), shown, t.bar_text, font);
        ui::draw_text(list, x, ui::px(29), plan_shown, t.bar_quiet, Font::small);
    }
    if (rename_asked_) {
        name_ = frame.study->title;
        ImGui::OpenPopup("###top.rename");
    }
    ImGui::SetNextWindowPos({x, ui::px(54)});
    ImGui::SetNextWindowSize({ui::px(360), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui::px(14), ui::px(12)});
    if (ImGui::BeginPopup("###top.rename")) {
        const ui::OffBar off_bar;
        ui::label(frame.word("top.rename"));
        if (rename_asked_) ImGui::SetKeyboardFocusHere();
        ui::input_text("top.name", name_, frame.word("top.untitled"), -1);
        ui::gap(8);
        const bool enter = compat::key_pressed(257);
        if (ui::primary_button("top.rename_done", words_of(frame.lang, Action::rename), -1) || enter) {
            if (name_ != frame.study->title)
                out.edit("edit.title", [name = name_](geo::Study& s) { s.title = name; });
            ImGui::CloseCurrentPopup();
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    rename_asked_ = false;
}

}  // namespace app
