#include "app/panels/answer_strip.h"

#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "render/palette.h"

#include <imgui.h>

#include <algorithm>
#include <array>

namespace app {

void AnswerStrip::draw(const Frame& frame, Outbox& out) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    const bool one_line = size.y < ui::px(66);
    const AboutArea about = about_of(frame);
    // Of several chosen areas the strip says their sum.
    const std::optional<geo::CoverageRow> sum = sum_of_chosen(frame);
    const geo::CoverageRow* row = sum ? &*sum : row_of(frame, about.level, about.area);
    const float pad = ui::px(16);
    // An area without numbers has no four parts; zeros would say that nobody is out of learning there.
    const std::string numberless = row != nullptr && !sum && about.level != geo::Level::country
                                       ? numberless_words(frame, about.level, about.area)
                                       : std::string{};
    if (row == nullptr || !numberless.empty()) {
        const std::string words =
            !numberless.empty() ? area_name(frame, about.level, about.area) + ": " + numberless
            : frame.analysis.running && frame.analysis.seconds >= 0.3 ? frame.analysis.stage
            : frame.waiting.rows > 0
                ? geo::say(frame.lang, "coverage.waiting", {{"number", geo::grouped(frame.waiting.rows)}})
            : frame.results_error != nullptr && frame.results_error->fault != geo::Fault::cancelled
                ? frame.word(std::string{"fault."} + geo::fault_name(frame.results_error->fault) + ".what")
                : frame.word("strip.no_answer");
        ui::draw_text(list, at.x + pad, at.y + (size.y - ui::line_height(Font::body)) / 2,
                      ui::fitted(words, size.x - 2 * pad, Font::body), t.text2, Font::body);
        return;
    }
    const geo::WholeRow children = geo::whole(*row);
    const std::array<std::int64_t, 4> parts = children.parts();
    const std::int64_t whole = children.children();
    const std::array<std::int64_t, 4> milli = {row->covered_milli, row->uncovered_milli,
                                               row->unreachable_milli, row->unplaced_milli};
    const std::array<const char*, 4> keys = {"app.state.covered", "app.state.uncovered",
                                             "app.state.unreachable", "app.state.unplaced"};
    const render::ReachColours c = render::reach_colours(frame.theme);
    const std::array<render::Rgba, 4> inks = {c.covered, c.uncovered, c.unreachable, c.unplaced};
    const render::Rgba ink = frame.stale ? t.text3 : t.text;
    // The numbers never give way: first the percents go, then the words, then the size.
    struct Form {
        Font font;
        bool words, percents, total_words;
    };
    const Font large = one_line ? Font::section : Font::strip;
    constexpr std::size_t form_count = 7;
    const std::array<Form, form_count> forms = {{{large, true, true, true},
                                                 {large, true, false, true},
                                                 {Font::section, true, false, true},
                                                 {Font::section, true, false, false},
                                                 {Font::body_bold, true, false, false},
                                                 {Font::section, false, false, false},
                                                 {Font::body_bold, false, false, false}}};
    const std::string total = geo::grouped(whole);
    const bool of_part = sum || about.level != geo::Level::country;
    const std::string total_words =
        sum ? geo::say(
                  frame.lang, "strip.total_of",
                  {{"area", geo::grouped(static_cast<std::int64_t>(frame.selection->areas.size())) + " " +
                                level_counted(frame, frame.selection->level, frame.selection->areas.size())}})
        : !of_part
            ? frame.word("strip.total")
            : geo::say(frame.lang, "strip.total_of", {{"area", area_name(frame, about.level, about.area)}});
    const float back = of_part ? ui::px(22) : 0;
    const std::string& unit = frame.word("app.unit.people");
    const float square = ui::px(12);
    const auto total_width = [&](const Form& form) {
        const float number = ui::text_width(total, form.font);
        if (!form.words) return number;
        return std::max(form.total_words ? ui::text_width(total_words, Font::label) + back : 0,
                        number + ui::px(8) + ui::text_width(unit, Font::body));
    };
    const auto share_of = [&](std::size_t i) {
        return geo::percent(milli.at(i), row->children_milli, 1) + "%";
    };
    const auto part_width = [&](const Form& form, std::size_t i) {
        const float number = ui::text_width(geo::grouped(parts[i]), form.font);
        if (!form.words) return square + ui::px(6) + number;
        return std::max(square + ui::px(7) + ui::text_width(frame.word(keys.at(i)), Font::label),
                        number + (form.percents ? ui::px(8) + ui::text_width(share_of(i), Font::body) : 0));
    };
    const float between = ui::px(28);
    std::size_t chosen = 0;
    float spare = 0;
    for (; chosen < form_count; ++chosen) {
        float wanted = 2 * pad + total_width(forms.at(chosen));
        for (std::size_t i = 0; i < 4; ++i) wanted += between + part_width(forms.at(chosen), i);
        spare = size.x - wanted;
        if (spare >= 0) break;
    }
    const Form form = forms.at(std::min(chosen, form_count - 1));
    const float bar = ui::px(7);
    const float label_y = at.y + ui::px(one_line ? 2.0F : 6.0F);
    const float number_y =
        form.words ? at.y + size.y - bar - ui::line_height(form.font) - ui::px(one_line ? 2.0F : 4.0F)
                   : at.y + (size.y - bar - ui::line_height(form.font)) / 2;
    const float beside_y = number_y + ui::line_height(form.font) - ui::line_height(Font::body) - ui::px(2);

    float x = at.x + pad;
    ui::draw_text(list, x, number_y, total, ink, form.font);
    if (form.words) {
        if (form.total_words) ui::draw_text(list, x, label_y, total_words, t.text2, Font::label);
        ui::draw_text(list, x + ui::text_width(total, form.font) + ui::px(8), beside_y, unit, t.text2,
                      Font::body);
    }
    if (of_part) {
        // The number is of a part: a press on it goes back to the whole.
        const float top = form.words ? label_y : at.y;
        ImGui::SetCursorScreenPos({x, top});
        const bool pressed =
            ImGui::InvisibleButton("###strip.whole", {total_width(form), at.y + size.y - bar - top});
        ui::record("strip.whole");
        ui::tooltip(frame.word("strip.whole"));
        if (form.total_words)
            ui::icon(list, Icon::x, x + ui::text_width(total_words, Font::label) + ui::px(6),
                     label_y + ui::px(3), ui::px(14), ImGui::IsItemHovered() ? t.text : t.text2);
        if (pressed && sum) out.act(Action::clear_selection);
        if (pressed && !sum) {
            out.page = frame.page;
            out.page->area_code.clear();
        }
    }
    x += total_width(form);
    // What is left over is shared out, so that the parts stand apart.
    const float extra = std::clamp(spare / 5, 0.0F, ui::px(46));
    for (std::size_t i = 0; i < 4; ++i) {
        const float width = part_width(form, i);
        if (x + between + width > at.x + size.x) break;  // no room at all: the bar below still says it
        x += (between + extra) / 2;
        list->AddLine({x, at.y + ui::px(8)}, {x, at.y + size.y - bar - ui::px(6)}, ui::colour(t.line));
        x += (between + extra) / 2;
        const float square_y = form.words ? label_y + (ui::line_height(Font::label) - square) / 2
                                          : number_y + (ui::line_height(form.font) - square) / 2;
        if (i == 3)
            ui::hatched(list, x, square_y, square, square, inks.at(i));
        else
            list->AddRectFilled({x, square_y}, {x + square, square_y + square}, ui::colour(inks.at(i)));
        const std::string number = geo::grouped(parts[i]);
        if (form.words) {
            ui::draw_text(list, x + square + ui::px(7), label_y, frame.word(keys.at(i)), t.text2,
                          Font::label);
            ui::draw_text(list, x, number_y, number, ink, form.font);
            if (form.percents)
                ui::draw_text(list, x + ui::text_width(number, form.font) + ui::px(8), beside_y, share_of(i),
                              t.text2, Font::body);
        } else {
            ui::draw_text(list, x + square + ui::px(6), number_y, number, ink, form.font);
        }
        ImGui::SetCursorScreenPos({x, at.y});
        ImGui::InvisibleButton(("###strip" + std::to_string(i)).c_str(),
                               {std::max(1.0F, width), size.y - bar});
        ui::tooltip(frame.word(keys.at(i)) + "  " + number + "  " + share_of(i));
        x += width;
    }
    ui::reach_bar(list, at.x, at.y + size.y - bar, size.x, bar, *row, frame.stale);
}

}  // namespace app
