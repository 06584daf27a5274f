#include "app/road_pen.h"

#include "app/imgui_compat_private.h"
#include "app/widgets.h"
#include "geo/network/snap.h"
#include "render/trip_words.h"

#include <imgui.h>

#include <algorithm>
#include <utility>

namespace app {
namespace {

constexpr int key_enter = 257, key_backspace = 259;
constexpr float reach_px = 12, same_point_px = 4;
/// Where the pointer reaches farther nobody can see which road it is.
constexpr double most_to_close_m = 500;

bool has_roads(const Frame& frame) {
    return frame.results != nullptr && frame.results->network != nullptr;
}

std::optional<RoadPen::Hit> nearest(const Frame& frame, geo::LonLat at, double most_m) {
    if (!has_roads(frame)) return std::nullopt;
    const geo::Network& network = *frame.results->network;
    const auto spot = geo::nearest_road(network, at, most_m);
    if (!spot) return std::nullopt;
    return RoadPen::Hit{spot->at, network.edges[spot->edge].way_id};
}

double reach_m(const MapSight& sight) {
    return static_cast<double>(ui::px(reach_px)) * sight.metres_per_px();
}

}  // namespace

std::optional<RoadPen::Hit> RoadPen::road_at(const Frame& frame, const MapSight& sight, float x, float y) {
    return nearest(frame, sight.lonlat_at(x, y), reach_m(sight));
}

std::optional<RoadPen::Hit> RoadPen::closable_at(const Frame& frame, const MapSight& sight, float x,
                                                 float y) {
    if (reach_m(sight) > most_to_close_m) return std::nullopt;
    return road_at(frame, sight, x, y);
}

void RoadPen::close(const Frame& frame, const Hit& road, Outbox& out) {
    out.act(Action::step_plan);
    if (const geo::RoadEditId planned = geo::edit_of_way(road.way_id); planned.valid())
        out.edit("edit.road_remove",
                 [planned](geo::Study& s) { geo::remove_road_edit(s.scenario(), planned); });
    else if (!geo::has_room_for_road(frame.study->scenario()))
        out.say = frame.word("plan.too_many_roads");
    else
        out.edit("edit.road_close", [road](geo::Study& s) {
            geo::add_road_edit(s.scenario(), geo::ClosedRoad{road.way_id, road.at});
        });
}

void RoadPen::follow(const Frame& frame, const MapSight& sight, bool over, Outbox& out) {
    under_.reset();
    pointer_.reset();
    if (!in_hand()) return;
    if (!has_roads(frame)) return lay_down();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (over) {
        pointer_ = sight.lonlat_at(mouse.x, mouse.y);
        under_ = tool_ == RoadTool::close ? closable_at(frame, sight, mouse.x, mouse.y)
                                          : road_at(frame, sight, mouse.x, mouse.y);
    }
    if (tool_ != RoadTool::draw || ImGui::GetIO().WantTextInput) return;
    if (compat::key_pressed(key_backspace) && !line_.empty()) line_.pop_back();
    if (compat::key_pressed(key_enter)) finish(out);
}

void RoadPen::click(const Frame& frame, const MapSight& sight, Outbox& out) {
    if (tool_ == RoadTool::close) {
        if (!under_) return;
        close(frame, *under_, out);
        return lay_down();
    }
    if (!pointer_) return;
    const geo::LonLat here = under_ ? under_->at : *pointer_;
    const bool again =
        !line_.empty() && geo::geodesic_metres(line_.back(), here) <
                              static_cast<double>(ui::px(same_point_px)) * sight.metres_per_px();
    if (again)
        finish(out);
    else if (line_.size() < geo::most_road_points)
        line_.push_back(here);
}

void RoadPen::finish(Outbox& out) {
    if (line_.size() >= 2)
        out.edit("edit.road_new", [line = std::move(line_)](geo::Study& s) {
            geo::add_road_edit(s.scenario(),
                               geo::NewRoad{line, geo::RoadClass::tertiary, geo::Surface::paved});
        });
    lay_down();
}

/// What is drawn so far and the piece to the pointer; its length goes behind the words.
void RoadPen::draw_line(const Frame& frame, const MapSight& sight, std::string& words) const {
    std::vector<geo::LonLat> all = line_;
    if (pointer_) all.push_back(under_ ? under_->at : *pointer_);
    std::vector<ImVec2> line;
    double mm = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        line.push_back(sight.window_of(all[i]));
        if (i > 0) mm += geo::geodesic_metres(all[i - 1], all[i]) * 1000;
    }
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    stroke(list, line, ui::colour(t.raised), ui::px(8));
    stroke(list, line, ui::colour(t.accent_fill), ui::px(4));
    for (const ImVec2& at : line) list->AddCircleFilled(at, ui::px(5), ui::colour(t.accent_fill), 20);
    const render::LengthWords length = render::length_words(static_cast<std::uint32_t>(std::min(mm, 4e9)));
    words += " · " + length.number + " " + frame.word(length.km ? "app.unit.km" : "app.unit.metres");
}

void RoadPen::draw(const Frame& frame, const MapSight& sight, Outbox& out) {
    if (!in_hand()) return;
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const bool closes = tool_ == RoadTool::close;
    const bool too_far = closes && reach_m(sight) > most_to_close_m;
    std::string words = frame.word(too_far         ? "plan.tool_nearer"
                                   : closes        ? "plan.tool_close"
                                   : line_.empty() ? "plan.tool_draw"
                                                   : "plan.tool_drawing");
    const unsigned ink = ui::colour(closes ? t.error : t.accent_fill);
    if (!line_.empty()) draw_line(frame, sight, words);
    if (under_) {
        const ImVec2 at = sight.window_of(under_->at);
        list->AddCircle(at, ui::px(9), ui::colour(t.raised), 32, ui::px(6));
        list->AddCircle(at, ui::px(9), ink, 32, ui::px(3));
    } else if (!closes && pointer_) {
        list->AddCircleFilled(ImGui::GetIO().MousePos, ui::px(5), ink, 20);
    }
    map_hint(frame, sight, words);
    if (ImGui::IsMouseReleased(ImGuiMouseButton_Right)) lay_down();
    out.hover.reset();
}

void draw_plan_roads(const Frame& frame, const MapSight& sight) {
    if (frame.study->scenario().road_edits.empty()) return;
    render::MapOptions options;
    options.mm_per_px = 25.4 / 96;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushClipRect({sight.x, sight.y}, {sight.x + sight.w, sight.y + sight.h}, true);
    for (const render::PathMark& mark :
         render::road_marks(*frame.study, frame.stale ? nullptr : frame.results, frame.base->plane_centre,
                            sight.view, options)) {
        std::vector<ImVec2> line;
        for (const render::PointMm& at : mark.points) line.push_back(sight.window_of(at));
        std::vector<float> dash;
        for (const double mm : mark.line.dash_mm) dash.push_back(static_cast<float>(mm * sight.px_per_mm));
        stroke(list, line, ui::colour(mark.line.colour),
               static_cast<float>(mark.line.width_mm * sight.px_per_mm), dash);
    }
    list->PopClipRect();
}

}  // namespace app
