#include "app/panels/plan_compare.h"

#include "app/action.h"
#include "app/panels/figures.h"
#include "app/panels/plan_figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/geom/measure.h"
#include "render/palette.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace app {
namespace {

std::string reach_words(const Frame& frame, const PlanFigures::OfUnit& unit) {
    if (unit.reaches <= 0) return frame.word("plan.unit_nobody");
    const std::int64_t shared = unit.reaches - unit.newly;
    return geo::say(frame.lang, shared > 0 ? "plan.unit_reaches" : "plan.unit_reaches_alone",
                    {{"number", geo::grouped(unit.reaches)}, {"shared", geo::grouped(shared)}});
}

const geo::CoverageRow* today_row(const Frame& frame, const AboutArea& about) {
    if (frame.results == nullptr || frame.results->today.empty()) return nullptr;
    const auto& rows = frame.results->today.front().at(about.level);
    return about.area.row() < rows.size() ? &rows[about.area.row()] : nullptr;
}

void share_bar(const Frame& frame, const std::string& words, const geo::CoverageRow& row, Font font) {
    const Tokens& t = tokens(frame.theme);
    const std::string share = geo::percent(row.covered_milli, row.children_milli, 1) + "%";
    ui::text_coloured(words + " " + share, t.text, font);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ui::reach_bar(ImGui::GetWindowDrawList(), at.x, at.y, ui::width_left(), ui::px(10), row, frame.stale);
    ImGui::Dummy({ui::width_left(), ui::px(16)});
}

}  // namespace

void PlanCompare::bars(const Frame& frame) const {
    const AboutArea about = about_of(frame);
    const geo::CoverageRow* now = row_of(frame, about.level, about.area);
    const geo::CoverageRow* today = today_row(frame, about);
    if (now == nullptr || today == nullptr || now->children_milli == 0) return;
    share_bar(frame, frame.word("plan.today_bar"), *today, Font::label);
    share_bar(frame, frame.word("plan.plan_bar"), *now, Font::body_bold);
}

void PlanCompare::unit_in_hand(const Frame& frame, Outbox& out, const geo::PlannedUnit& unit) {
    std::string name = unit.name;
    if (ui::input_text("plan.unit.name", name, geo::unit_name(unit, frame.lang)))
        out.edit("edit.unit_name", [id = unit.id, name](geo::Study& s) {
            if (geo::PlannedUnit* named = geo::unit_of(s.scenario(), id)) named->name = name;
        });
    ui::gap(6);
    if (ui::link("plan.unit.remove", words_of(frame.lang, Action::remove_unit))) out.act(Action::remove_unit);
    ui::gap(6);
}

void PlanCompare::units(const Frame& frame, Outbox& out, const PlanFigures& figures) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    for (const geo::PlannedUnit& unit : frame.study->scenario().units) {
        const auto of = std::find_if(figures.units.begin(), figures.units.end(),
                                     [&](const PlanFigures::OfUnit& one) { return one.unit == unit.id; });
        const bool known = of != figures.units.end();
        const bool chosen = unit.id == frame.unit, dragged = unit.id == frame.dragged_unit;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ui::width_left(), pad = ui::px(38);
        const std::string more = known ? reach_words(frame, *of) : std::string{};
        const float height = ui::px(8) + ui::line_height(Font::body) +
                             (more.empty() ? 0 : ui::line_height(Font::label)) + ui::px(6);
        const std::string key = "plan.unit." + std::to_string(unit.id.value);
        if (ImGui::InvisibleButton(("###" + key).c_str(), {width, height})) {
            out.unit = chosen ? geo::UnitId{} : unit.id;
            if (!chosen) out.look_at_unit = unit.at;
        }
        ui::record(key);
        const bool hot = ImGui::IsItemHovered();
        const render::Rgba disc = dragged ? t.attention : t.accent_fill;
        if (chosen || hot)
            list->AddRectFilled({at.x - ui::px(6), at.y}, {at.x + width, at.y + height},
                                ui::colour(chosen ? t.accent_soft : t.sunken), ui::px(4));
        if (chosen)
            list->AddRectFilled({at.x - ui::px(10), at.y}, {at.x - ui::px(6), at.y + height},
                                ui::colour(disc));
        const ImVec2 middle{at.x + ui::px(15), at.y + ui::px(8) + ui::line_height(Font::body) / 2};
        list->AddCircleFilled(middle, ui::px(12), ui::colour(disc), 32);
        const std::string number = std::to_string(unit.id.value);
        ui::draw_text(list, middle.x - ui::text_width(number, Font::label) / 2,
                      middle.y - ui::line_height(Font::label) / 2, number, render::rgb(0xFFFFFF),
                      Font::label);
        const std::string newly = known ? geo::grouped(of->newly) : std::string{"–"};
        const float right = ui::text_width(newly, Font::section);
        const std::string name = unit.name.empty() ? where_words(frame, unit.at) : unit.name;
        ui::draw_text(list, at.x + pad, at.y + ui::px(8),
                      ui::fitted(name, width - pad - right - ui::px(12), Font::body_bold), t.text,
                      Font::body_bold);
        ui::draw_text(list, at.x + width - right, at.y + ui::px(5), newly, frame.stale ? t.text3 : t.text,
                      Font::section);
        if (!more.empty())
            ui::draw_text(list, at.x + pad, at.y + ui::px(8) + ui::line_height(Font::body),
                          ui::fitted(more, width - pad, Font::label), t.text2, Font::label);
        if (chosen && !dragged) unit_in_hand(frame, out, unit);
    }
}

void PlanCompare::changes(const Frame& frame, Outbox& out) const {
    if (frame.results == nullptr || frame.results->coverage.empty()) return;
    const bool dragging = frame.before_drag != nullptr && !frame.before_drag->coverage.empty();
    if (!dragging && frame.results->today.empty()) return;
    const geo::CoverageTable& before =
        dragging ? frame.before_drag->coverage.front() : frame.results->today.front();
    const geo::Level level = frame.study->map.level;
    const std::vector<AreaChange> all = area_changes(before, frame.results->coverage.front(), level, 6);
    const Tokens& t = tokens(frame.theme);
    ui::separator();
    ui::text(dragging ? geo::say(frame.lang, "plan.who_dragged",
                                 {{"number", std::to_string(frame.dragged_unit.value)}})
                      : frame.word("plan.who"),
             Font::body_bold);
    if (all.empty()) {
        ui::paragraph(frame.word("plan.who_nobody"), Font::label);
        return;
    }
    std::int64_t most = 1;
    for (const AreaChange& one : all) most = std::max(most, std::abs(one.more));
    ImDrawList* list = ImGui::GetWindowDrawList();
    const render::ReachColours c = render::reach_colours(frame.theme);
    for (const AreaChange& one : all) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ui::width_left(), high = ui::px(24);
        const std::string number = signed_people(one.more);
        const float bars = width * 0.28F, left = width - ui::px(64) - bars;
        if (ImGui::InvisibleButton(("###plan.change." + std::to_string(one.area.value)).c_str(),
                                   {width, high}))
            out.select = Selection{level, {one.area}};
        ui::record("plan.change." + std::to_string(one.area.value));
        ui::draw_text(list, at.x, at.y + ui::px(2),
                      ui::fitted(area_name(frame, level, one.area), left - ui::px(8), Font::label), t.text,
                      Font::label);
        const float middle = at.x + left + bars / 2;
        const float reach =
            std::max(ui::px(2), bars / 2 * static_cast<float>(std::abs(one.more)) / static_cast<float>(most));
        list->AddLine({middle, at.y}, {middle, at.y + high}, ui::colour(t.line2));
        list->AddRectFilled({one.more > 0 ? middle : middle - reach, at.y + ui::px(7)},
                            {one.more > 0 ? middle + reach : middle, at.y + ui::px(17)},
                            ui::colour(one.more > 0 ? c.covered : c.unreachable));
        ui::draw_text(list, at.x + width - ui::text_width(number, Font::label), at.y + ui::px(2), number,
                      t.text, Font::label);
    }
}

void PlanCompare::draw(const Frame& frame, Outbox& out) {
    const Tokens& t = tokens(frame.theme);
    const geo::Scenario& scenario = frame.study->scenario();
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({start.x + ui::width_left() - ui::px(32), start.y - ui::px(4)});
    if (ui::icon_button("right.fold", Icon::right, hint_of(frame.lang, Action::fold_right)))
        out.act(Action::fold_right);
    ImGui::SetCursorScreenPos(start);
    ui::text_coloured(frame.word("plan.compared"), t.text2, Font::label);
    if (!scenario.is_plan()) {
        ui::gap(6);
        ui::paragraph(frame.word("plan.none"), Font::body);
        ui::gap(8);
        if (ui::button("plan.first", words_of(frame.lang, Action::add_unit), -1, true, Icon::plus))
            out.act(Action::add_unit);
        return;
    }
    if (frame.results == nullptr || frame.results->coverage.empty()) {
        ui::paragraph(frame.word("inspector.no_result"), Font::body);
        return;
    }
    const PlanFigures figures = plan_figures(frame, *frame.results);
    const std::string hero = signed_people(figures.more());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float high = ui::line_height(Font::hero);
    ui::draw_text(list, at.x, at.y, hero, frame.stale ? t.text3 : t.text, Font::hero);
    const std::string& unit = frame.word(figures.more() < 0 ? "plan.fewer_reached" : "plan.more_reached");
    const float beside = ui::text_width(hero, Font::hero) + ui::px(10);
    const bool fits = beside + ui::text_width(unit, Font::body) <= ui::width_left();
    if (fits)
        ui::draw_text(list, at.x + beside, at.y + high - ui::line_height(Font::body) - ui::px(5), unit,
                      t.text2, Font::body);
    ImGui::Dummy({ui::width_left(), high});
    if (!fits) ui::text_coloured(unit, t.text2, Font::label);
    bars(frame);
    if (frame.results->estimate) ui::paragraph(frame.word("inspector.estimate"), Font::label);
    if (!scenario.units.empty()) {
        ui::separator();
        const ImVec2 head = ImGui::GetCursorScreenPos();
        const std::string& right = frame.word("plan.newly");
        ui::draw_text(list, head.x + ui::width_left() - ui::text_width(right, Font::label), head.y, right,
                      t.text2, Font::label);
        ui::text_coloured(frame.word("plan.units"), t.text2, Font::label);
        units(frame, out, figures);
    }
    changes(frame, out);
}

}  // namespace app
