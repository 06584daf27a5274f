// Units of the plan on the map: taken hold of, dragged, put, and the places that a plan closes.
#include "app/map_area.h"
#include "app/panels/figures.h"
#include "app/panels/plan_figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace app {

/// The one on top.
geo::UnitId MapArea::unit_at(const Frame& frame, render::PointMm at) const {
    const double reach = render::unit_reach_px * static_cast<double>(frame.scale) / place_.px_per_mm;
    const auto marks_of = [&](const geo::PlannedUnit& unit) {
        return view_.mm_from_metres(plane_->metres_from_lonlat(unit.at));
    };
    geo::UnitId best;
    for (const geo::PlannedUnit& unit : frame.study->scenario().units) {
        const render::PointMm middle = marks_of(unit);
        if (std::hypot(at.x - middle.x, at.y - middle.y) > reach) continue;
        best = unit.id;
        if (unit.id == frame.unit) break;  // drawn over all others
    }
    return best;
}

/// The nearest place whose symbol is under the pointer.
const geo::Place* MapArea::place_at(const Frame& frame, render::PointMm at) const {
    double best = 9 * static_cast<double>(frame.scale) / place_.px_per_mm;
    const geo::Place* found = nullptr;
    render::MapOptions options;
    options.mm_per_px = 25.4 / 96;
    const bool schools = frame.study->map.show_schools && render::points_drawn(view_, options);
    const bool units = frame.study->map.show_units && render::units_drawn(*frame.study, view_, options);
    for (const geo::Place& place : *frame.study->data->places) {
        if (!place.has_position || !(geo::is_learning_unit(place.kind) ? units : schools)) continue;
        const render::PointMm middle = view_.mm_from_metres(plane_->metres_from_lonlat(place.at));
        const double away = std::hypot(at.x - middle.x, at.y - middle.y);
        if (away >= best) continue;
        best = away;
        found = &place;
    }
    return found;
}

/// Units stand inside the loaded areas: beyond them nobody is counted.
std::optional<geo::LonLat> MapArea::spot_at(const Frame& frame, render::PointMm at) const {
    const geo::Metres there = view_.metres_from_mm(at);
    if (!frame.base->pick(there).valid()) return std::nullopt;
    return plane_->lonlat_from_metres(there);
}

void MapArea::drag_unit(const Frame& frame, Outbox& out) {
    if (geo::unit_of(frame.study->scenario(), held_unit_) == nullptr) {
        drag_ = Drag::none;
        return;
    }
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const std::optional<geo::LonLat> to = spot_at(frame, mm_at(mouse.x, mouse.y));
    off_ground_ = !to;
    if (!to) return;
    out.edit("edit.unit_move", [unit = held_unit_, at = *to](geo::Study& s) {
        if (geo::PlannedUnit* moved = geo::unit_of(s.scenario(), unit)) moved->at = at;
    });
}

void MapArea::put_back(Outbox& out) {
    out.edit("edit.unit_move", [unit = held_unit_, at = held_from_](geo::Study& s) {
        if (geo::PlannedUnit* moved = geo::unit_of(s.scenario(), unit)) moved->at = at;
    });
    drag_ = Drag::none;
    held_unit_ = {};
    spent_ = true;
}

/// Units follow the pointer frame by frame: they are put on the frame each time.
void MapArea::dress(const Frame& frame, const render::MapOptions& options) {
    moved_.symbols.resize(settled_.symbols.size());
    const render::UnitInHand in_hand{frame.unit, dragged_unit(), held_from_};
    const auto marks = render::unit_marks(*frame.study, frame.base->plane_centre, view_, options, in_hand);
    moved_.symbols.insert(moved_.symbols.end(), marks.begin(), marks.end());
}

/// Beside the unit in hand: whom it reaches alone, how that changed since it was taken, and the whole plan.
void MapArea::unit_tip(const Frame& frame) const {
    const Tokens& t = tokens(frame.theme);
    const geo::PlannedUnit* unit = geo::unit_of(frame.study->scenario(), held_unit_);
    if (unit == nullptr) return;
    const geo::AreaId area = frame.base->pick(plane_->metres_from_lonlat(unit->at));
    std::string title = geo::unit_name(*unit, frame.lang);
    if (area.valid()) title += " · " + area_name(frame, frame.base->finest, area);
    const PlanFigures now = frame.results != nullptr ? plan_figures(frame, *frame.results) : PlanFigures{};
    const PlanFigures before =
        frame.before_drag != nullptr ? plan_figures(frame, *frame.before_drag) : PlanFigures{};
    const std::string number = geo::grouped(now.newly_of(held_unit_)) + " " + frame.word("app.unit.people");
    const std::int64_t change = now.newly_of(held_unit_) - before.newly_of(held_unit_);
    const std::string changed =
        off_ground_  ? frame.word("plan.tip_outside")
        : change > 0 ? geo::say(frame.lang, "plan.tip_more", {{"number", geo::grouped(change)}})
        : change < 0 ? geo::say(frame.lang, "plan.tip_fewer", {{"number", geo::grouped(-change)}})
                     : frame.word("plan.tip_same");
    const std::string whole =
        geo::say(frame.lang, "plan.tip_plan",
                 {{"number", signed_people(now.more())}, {"before", signed_people(before.more())}});
    const float pad = ui::px(12);
    const float w = std::max({ui::text_width(title, Font::label), ui::text_width(whole, Font::label),
                              ui::text_width(number, Font::strip) + ui::px(18) +
                                  ui::text_width(changed, Font::body_bold)}) +
                    2 * pad;
    const float h = 2 * ui::px(8) + 2 * ui::line_height(Font::label) + ui::line_height(Font::strip);
    const render::PointMm at = window_of(plane_->metres_from_lonlat(unit->at));
    const float gap = ui::px(34);
    float x = static_cast<float>(at.x) + gap;
    if (x + w > place_.x + place_.free_w - ui::px(4)) x = static_cast<float>(at.x) - gap - w;
    x = std::max(x, place_.x + ui::px(4));
    const float y = std::clamp(static_cast<float>(at.y) + ui::px(16), place_.y + ui::px(4),
                               std::max(place_.y + ui::px(4), place_.y + place_.h - h - ui::px(4)));
    ImDrawList* list = tip_ground(frame, x, y, w, h);
    float line = y + ui::px(8);
    const render::Rgba quiet = render::with_alpha(t.tip_text, 0.8);
    ui::draw_text(list, x + pad, line, title, quiet, Font::label);
    line += ui::line_height(Font::label);
    ui::draw_text(list, x + pad, line, number, t.tip_text, Font::strip);
    const Tokens& dark = tokens(render::Theme::dark);
    ui::draw_text(list, x + w - pad - ui::text_width(changed, Font::body_bold),
                  line + ui::line_height(Font::strip) - ui::line_height(Font::body_bold) - ui::px(3), changed,
                  off_ground_ || change < 0 ? dark.error
                  : change > 0              ? dark.accent
                                            : quiet,
                  Font::body_bold);
    line += ui::line_height(Font::strip);
    ui::draw_text(list, x + pad, line, whole, quiet, Font::label);
}

/// What the next click does, at the top of the map; a disc goes with the pointer.
void MapArea::placing_hint(const Frame& frame, Outbox& out) {
    map_hint(frame, sight(), frame.word(pointed_ || !cursor_ ? "plan.placing" : "plan.placing_outside"));
    if (ImGui::IsMouseReleased(ImGuiMouseButton_Right)) placing_ = false;
    if (!pointed_) return;
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    list->AddCircleFilled(mouse, ui::px(12.5F), ui::colour(render::with_alpha(t.accent, 0.35)), 32);
    list->AddCircle(mouse, ui::px(12.5F), ui::colour(t.accent), 32, ui::px(2));
    out.hover.reset();
}

/// A place under the pointer can be closed in the plan, or opened.
void MapArea::menu_of_place(const Frame& frame, Outbox& out, bool& done) {
    if (menu_place_id_.empty() && menu_place_name_.empty()) return;
    const auto& places = *frame.study->data->places;
    const auto found = std::find_if(places.begin(), places.end(), [this](const geo::Place& place) {
        return place.id == menu_place_id_ && place.name_th == menu_place_name_;
    });
    if (found == places.end()) return;
    const auto row = static_cast<std::size_t>(found - places.begin());
    const bool open = geo::open_places(*frame.study->data, frame.study->scenario())[row];
    const std::string name{frame.lang == geo::Lang::en && !found->name_en.empty() ? found->name_en
                                                                                  : found->name_th};
    if (!ui::row("map.menu.place",
                 geo::say(frame.lang, open ? "map.menu_close" : "map.menu_reopen", {{"name", name}}), false,
                 {}, open ? Icon::lock : Icon::school))
        return;
    out.act(Action::step_plan);
    out.edit(open ? "edit.place_close" : "edit.place_open",
             [place = *found, open](geo::Study& s) { geo::set_open(s.scenario(), place, !open); });
    done = true;
}

}  // namespace app
