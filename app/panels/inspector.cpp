#include "app/panels/inspector.h"

#include "app/action.h"
#include "app/panels/figures.h"
#include "app/panels/referral_section.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/study/explained_trip.h"
#include "render/map_words.h"
#include "render/palette.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace app {

void Inspector::rows(const Frame& frame, const geo::CoverageRow& row) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const render::ReachColours c = render::reach_colours(frame.theme);
    const std::array<render::Rgba, 4> inks = {c.covered, c.uncovered, c.unreachable, c.unplaced};
    const std::array<const char*, 4> keys = {"app.state.covered", "app.state.uncovered",
                                             "app.state.unreachable", "app.state.unplaced"};
    const std::array<std::int64_t, 4> milli = {row.covered_milli, row.uncovered_milli, row.unreachable_milli,
                                               row.unplaced_milli};
    const std::array<std::int64_t, 4> parts = geo::whole(row).parts();
    const float width = ui::width_left();
    const float share_width = ui::px(56);
    for (std::size_t i = 0; i < 4; ++i) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float line = ui::line_height(Font::body);
        const float square = ui::px(12), square_y = at.y + (line - square) / 2;
        if (i == 3)
            ui::hatched(list, at.x, square_y, square, square, inks.at(i));
        else
            list->AddRectFilled({at.x, square_y}, {at.x + square, square_y + square}, ui::colour(inks.at(i)));
        ui::draw_text(list, at.x + ui::px(22), at.y, frame.word(keys.at(i)), t.text, Font::body);
        const std::string number = geo::grouped(parts[i]);
        ui::draw_text(list, at.x + width - share_width - ui::text_width(number, Font::body_bold), at.y,
                      number, frame.stale ? t.text3 : t.text, Font::body_bold);
        const std::string share =
            row.children_milli > 0 ? geo::percent(milli.at(i), row.children_milli, 0) + "%" : "–";
        ui::draw_text(list, at.x + width - ui::text_width(share, Font::body), at.y, share,
                      frame.stale ? t.text3 : t.text2, Font::body);
        ImGui::Dummy({width, line});
    }
}

/// What one can do with the chosen area, always in sight.
void Inspector::foot(const Frame& frame, Outbox& out, geo::Level level, geo::AreaId area) const {
    const float wide = std::round((ui::width_left() - ui::px(8)) * 0.62F);
    const bool counted = numberless_words(frame, level, area).empty() && !frame.stale;
    if (ui::button("inspector.explain", frame.word("inspector.explain"), wide, counted)) {
        const std::vector<std::uint32_t> points =
            geo::points_by_trip(*frame.study->data->areas, *frame.results, level, area);
        if (!points.empty())
            out.explain = std::optional{frame.results->demand->at[geo::median_point(*frame.results, points)]};
    }
    ui::same_line();
    if (ui::button("inspector.page", words_of(frame.lang, Action::step_report), -1))
        out.act(Action::step_report);
}

void Inspector::draw(const Frame& frame, Outbox& out) {
    const Selection& selection = *frame.selection;
    const bool one =
        selection.areas.size() == 1 && row_of(frame, selection.level, selection.areas.front()) != nullptr;
    {
        const ui::Body body("inspector.body", one ? ui::px(46) : 0);
        content(frame, out);
    }
    if (one) foot(frame, out, selection.level, selection.areas.front());
}

void Inspector::content(const Frame& frame, Outbox& out) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Selection& selection = *frame.selection;
    auto [level, area] = about_of(frame);
    const bool one = selection.areas.size() == 1 &&
                     selection.areas.front().row() < frame.study->data->areas->at(selection.level).size();
    if (one) {
        level = selection.level;
        area = selection.areas.front();
    }
    const ImVec2 start = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({start.x + ui::width_left() - ui::px(32), start.y - ui::px(4)});
    if (ui::icon_button("right.fold", Icon::right, hint_of(frame.lang, Action::fold_right)))
        out.act(Action::fold_right);
    ImGui::SetCursorScreenPos(start);
    std::string kicker =
        one ? geo::say(frame.lang, "inspector.selected", {{"level", level_word(frame, level)}})
        : selection.areas.empty()
            ? (level == geo::Level::country ? frame.word("inspector.whole") : level_word(frame, level))
            : geo::say(frame.lang, "inspector.several",
                       {{"number", geo::grouped(static_cast<std::int64_t>(selection.areas.size()))},
                        {"level", level_inside(frame, selection.level)}});
    if (const std::size_t rank = one ? rank_of(frame, level, area) : 0; rank > 0)
        kicker += " · " + geo::say(frame.lang, "inspector.rank",
                                   {{"rank", geo::grouped(static_cast<std::int64_t>(rank))},
                                    {"number", geo::grouped(static_cast<std::int64_t>(
                                                   frame.study->data->areas->at(level).size()))}});
    // Where it is narrow the level alone stands before the rank.
    if (one && ui::text_width(kicker, Font::label) > ui::width_left() - ui::px(40)) {
        const std::string selected =
            geo::say(frame.lang, "inspector.selected", {{"level", level_word(frame, level)}});
        kicker = level_word(frame, level) + kicker.substr(selected.size());
    }
    ui::text_coloured(ui::fitted(kicker, ui::width_left() - ui::px(40), Font::label), t.text2, Font::label);
    const float width = ui::width_left();
    const bool of_area = one || (selection.areas.empty() && level != geo::Level::country);
    std::string name = of_area ? area_name(frame, level, area) : frame.study->title;
    if (name.empty()) name = frame.word("top.untitled");
    const bool long_name = ui::text_width(name, Font::area) > width;
    ui::text(ui::fitted(name, width, long_name ? Font::section : Font::area),
             long_name ? Font::section : Font::area);
    if (one) {
        const geo::AreaLevel& rows_of_level = frame.study->data->areas->at(level);
        std::string line = parents_of(frame, level, area);
        if (area.row() < rows_of_level.code.size())
            line += (line.empty() ? "" : " · ") + rows_of_level.code[area.row()];
        ui::paragraph(line, Font::label);
        const std::string& other = frame.lang == geo::Lang::th ? rows_of_level.name_en[area.row()]
                                                               : rows_of_level.name_th[area.row()];
        if (!other.empty()) ui::paragraph(other, Font::label);
    }
    ui::gap(6);

    const std::optional<geo::CoverageRow> sum = sum_of_chosen(frame);
    const geo::CoverageRow* row = sum ? &*sum : row_of(frame, level, area);
    if (row == nullptr) {
        if (frame.analysis.running && frame.analysis.seconds >= 0.3) {
            if (ui::progress_card("inspector.progress", frame.analysis)) out.act(Action::stop_analysis);
        } else if (frame.waiting.rows > 0) {
            ui::paragraph(
                geo::say(frame.lang, "coverage.waiting", {{"number", geo::grouped(frame.waiting.rows)}}),
                Font::body);
            ui::gap(8);
            if (ui::primary_button("inspector.to_check", frame.word("coverage.to_check")))
                out.act(Action::step_check);
        } else if (frame.results_error != nullptr && frame.results_error->fault != geo::Fault::cancelled) {
            ui::error_card("inspector.error", *frame.results_error);
            ui::gap(8);
            if (ui::primary_button("inspector.to_data", words_of(frame.lang, Action::step_data)))
                out.act(Action::step_data);
        } else {
            ui::paragraph(frame.word("inspector.no_result"), Font::body);
        }
        return;
    }

    // Hero: the share that is covered, and how many are not reached.
    const ImVec2 hero = ImGui::GetCursorScreenPos();
    const float hero_height = ui::line_height(Font::hero) + ui::px(4);
    const render::Rgba ink = frame.stale ? t.text3 : t.text;
    const std::string numberless = of_area ? numberless_words(frame, level, area) : std::string{};
    if (!numberless.empty()) {
        // Four parts of nothing would look like children who are all reached.
        for (const std::string& line : ui::lines_of(numberless, width, Font::section))
            ui::text(line, Font::section);
    } else if (row->children_milli == 0) {
        ui::text(frame.word("app.state.nobody"), Font::section);
    } else {
        const std::string share = geo::percent(row->covered_milli, row->children_milli, 0) + "%";
        const float label_y = hero.y + hero_height - ui::line_height(Font::label) - ui::px(5);
        const std::string& not_reached_word = frame.word("app.state.not_reached");
        const float share_width = ui::text_width(share, Font::hero);
        ui::draw_text(list, hero.x, hero.y, share, ink, Font::hero);
        if (share_width + ui::text_width(frame.word("app.state.covered"), Font::label) +
                ui::text_width(not_reached_word, Font::label) + ui::px(26) <
            width)
            ui::draw_text(list, hero.x + share_width + ui::px(10), label_y, frame.word("app.state.covered"),
                          t.text2, Font::label);
        const std::string missed = geo::grouped(geo::whole(*row).not_reached());
        const render::Rgba need = frame.theme == render::Theme::light
                                      ? render::palette("need", 5, frame.theme).back()
                                      : t.attention;
        ui::draw_text(list, hero.x + width - ui::text_width(missed, Font::area),
                      label_y - ui::line_height(Font::area) + ui::px(4), missed, frame.stale ? t.text3 : need,
                      Font::area);
        ui::draw_text(list, hero.x + width - ui::text_width(not_reached_word, Font::label), label_y,
                      not_reached_word, t.text2, Font::label);
        ImGui::Dummy({width, hero_height});
    }
    if (numberless.empty()) {
        const ImVec2 bar = ImGui::GetCursorScreenPos();
        ui::reach_bar(list, bar.x, bar.y, width, ui::px(13), *row, frame.stale);
        ImGui::Dummy({width, ui::px(17)});
        rows(frame, *row);
    }
    if (one || selection.areas.empty())
        for (const std::string& sentence : gaps_words(frame, level, area))
            ui::paragraph(sentence, Font::label);
    ui::separator();
    if (numberless.empty() && (one || selection.areas.empty())) {
        pairs_.draw(frame, level, area);
        histogram(frame, level, area);
        if (bars_.covered.least_milli != bars_.covered.most_milli)
            ui::paragraph(geo::say(frame.lang, "inspector.bounds",
                                   {{"least", geo::grouped((bars_.covered.least_milli + 500) / 1000)},
                                    {"most", geo::grouped((bars_.covered.most_milli + 500) / 1000)}}),
                          Font::label);
        if (row->median_ms)
            ui::paragraph(
                geo::say(frame.lang, "inspector.median", {{"number", minutes_words(row->median_ms)}}),
                Font::label);
        if (!bars_.nearest.empty() && one) {
            ui::separator();
            ui::text(frame.word("inspector.nearest"), Font::body_bold);
            // As the results were computed: the study may have others by now.
            const geo::Destinations& to = frame.results->destinations;
            for (std::size_t i = 0; i < bars_.nearest.size(); ++i) {
                const TripBars::Near& near = bars_.nearest[i];
                if (near.destination >= to.size()) continue;
                const ImVec2 at = ImGui::GetCursorScreenPos();
                ui::icon(list, geo::is_learning_unit(to.kind(near.destination)) ? Icon::target : Icon::school,
                         at.x, at.y + ui::px(3), ui::px(17), t.accent);
                const std::string shown = to.name(near.destination, frame.lang);
                const std::string minutes = geo::grouped(geo::ceil_minutes(near.time_ms));
                const std::string& unit = frame.word("app.unit.minutes");
                const float right =
                    ui::text_width(minutes, Font::body_bold) + ui::px(6) + ui::text_width(unit, Font::label);
                ui::draw_text(list, at.x + ui::px(26), at.y,
                              ui::fitted(shown, width - right - ui::px(36), Font::body), t.text, Font::body);
                ui::draw_text(list, at.x + width - right, at.y, minutes, t.text, Font::body_bold);
                ui::draw_text(list, at.x + width - ui::text_width(unit, Font::label), at.y + ui::px(1), unit,
                              t.text2, Font::label);
                ImGui::Dummy({width, ui::line_height(Font::body)});
                ui::record("inspector.near." + std::to_string(i));
            }
        }
        ui::separator();
        referral_of_area(frame, out, level, area);
    }
    std::string source = series_name(frame);
    const geo::ChosenFacts facts = geo::facts_of(*frame.study->data, frame.study->scenario().travel.children);
    const std::string dates = render::dates_words(facts.first_day, facts.last_day, frame.lang);
    if (!dates.empty()) source += " " + dates;
    std::string from;
    for (const std::string& file : facts.sources) from += (from.empty() ? "" : ", ") + file;
    if (!from.empty()) source += "\n" + geo::say(frame.lang, "inspector.source", {{"source", from}});
    if (frame.study->data->made_up) source += "\n" + frame.word("app.badge.made_up");
    if (frame.results->estimate) source += "\n" + frame.word("inspector.estimate");
    ui::paragraph(source, Font::label);
}

}  // namespace app
