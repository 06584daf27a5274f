// Roads of the plan under the pointer: drawn point by point, closed by a click, and shown over the map.
#include "app/imgui_compat_private.h"
#include "app/map_area.h"
#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/network/snap.h"
#include "render/trip_words.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace app {
namespace {

constexpr int key_enter = 257, key_backspace = 259;

/// A line with its dashes, as ImGui knows none; what is out of sight is left out.
void stroke(ImDrawList* list, const std::vector<ImVec2>& line, ImU32 ink, float width,
            const std::vector<float>& dash) {
    if (dash.empty()) {
        list->AddPolyline(line.data(), static_cast<int>(line.size()), ink, ImDrawFlags_None, width);
        return;
    }
    std::size_t part = 0;
    float left = dash.front();
    for (std::size_t i = 1; i < line.size(); ++i) {
        ImVec2 from = line[i - 1], end = line[i];
        if (!in_clip(list, from, end)) continue;
        float length = std::hypot(end.x - from.x, end.y - from.y);
        while (length > 0) {
            const float step = std::min(left, length);
            const float share = step / length;
            const ImVec2 to{from.x + (end.x - from.x) * share, from.y + (end.y - from.y) * share};
            if (part % 2 == 0) list->AddLine(from, to, ink, width);
            from = to;
            length -= step;
            left -= step;
            if (left <= 0) left = dash[++part % dash.size()];
        }
    }
}

}  // namespace

/// The road under the pointer, as the results know it.
std::optional<MapArea::RoadHit> MapArea::road_at(const Frame& frame, render::PointMm at) const {
    if (frame.results == nullptr || frame.results->network == nullptr) return std::nullopt;
    const double reach_mm = 12 * static_cast<double>(frame.scale) / place_.px_per_mm;
    const geo::LonLat there = plane_->lonlat_from_metres(view_.metres_from_mm(at));
    const geo::Network& network = *frame.results->network;
    const auto spot = geo::nearest_road(network, there, reach_mm * view_.metres_per_mm);
    if (!spot) return std::nullopt;
    return RoadHit{spot->at, network.edges[spot->edge].way_id};
}

void MapArea::close_road(const RoadHit& road, Outbox& out) {
    out.act(Action::step_plan);
    // A road of the plan itself is taken back.
    if (const geo::RoadEditId planned = geo::edit_of_way(road.way_id); planned.valid())
        out.edit("edit.road_remove",
                 [planned](geo::Study& s) { geo::remove_road_edit(s.scenario(), planned); });
    else
        out.edit("edit.road_close", [road](geo::Study& s) {
            geo::add_road_edit(s.scenario(), geo::ClosedRoad{road.way_id, road.at});
        });
}

/// The click of a tool.
void MapArea::use_tool(const Frame& frame, Outbox& out) {
    if (tool_ == RoadTool::close) {
        if (!road_under_) return;
        close_road(*road_under_, out);
        tool_ = RoadTool::none;
        return;
    }
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const geo::LonLat here = road_under_
                                 ? road_under_->at
                                 : plane_->lonlat_from_metres(view_.metres_from_mm(mm_at(mouse.x, mouse.y)));
    const bool again =
        !drawn_.empty() && geo::geodesic_metres(drawn_.back(), here) < 4 * view_.metres_per_mm * 0.2646;
    if (!again && drawn_.size() < geo::most_road_points) drawn_.push_back(here);
    if (again) finish_road(frame, out);
}

void MapArea::finish_road(const Frame&, Outbox& out) {
    if (drawn_.size() >= 2)
        out.edit("edit.road_new", [line = std::move(drawn_)](geo::Study& s) {
            geo::add_road_edit(s.scenario(),
                               geo::NewRoad{line, geo::RoadClass::tertiary, geo::Surface::paved});
        });
    drawn_.clear();
    tool_ = RoadTool::none;
}

void MapArea::tool_keys(const Frame& frame, Outbox& out) {
    if (tool_ == RoadTool::none || ImGui::GetIO().WantTextInput) return;
    if (frame.results == nullptr || frame.results->network == nullptr) {
        tool_ = RoadTool::none;
        drawn_.clear();
        return;
    }
    if (tool_ != RoadTool::draw) return;
    if (compat::key_pressed(key_enter)) finish_road(frame, out);
    if (compat::key_pressed(key_backspace) && !drawn_.empty()) drawn_.pop_back();
}

/// What the tool would do here.
void MapArea::tool_hint(const Frame& frame, Outbox& out) {
    if (tool_ == RoadTool::none) return;
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const auto on_screen = [&](geo::LonLat at) {
        const render::PointMm mm = window_of(plane_->metres_from_lonlat(at));
        return ImVec2{static_cast<float>(mm.x), static_cast<float>(mm.y)};
    };
    std::string words = frame.word(tool_ == RoadTool::close ? "plan.tool_close"
                                   : drawn_.empty()         ? "plan.tool_draw"
                                                            : "plan.tool_drawing");
    const ImU32 ink = ui::colour(tool_ == RoadTool::close ? t.error : t.accent_fill);
    if (!drawn_.empty()) {
        std::vector<ImVec2> line;
        double mm = 0;
        for (std::size_t i = 0; i < drawn_.size(); ++i) {
            line.push_back(on_screen(drawn_[i]));
            if (i > 0) mm += geo::geodesic_metres(drawn_[i - 1], drawn_[i]) * 1000;
        }
        if (cursor_) {
            const geo::LonLat next = road_under_ ? road_under_->at : *cursor_;
            line.push_back(on_screen(next));
            mm += geo::geodesic_metres(drawn_.back(), next) * 1000;
        }
        stroke(list, line, ui::colour(t.raised), ui::px(8), {});
        stroke(list, line, ink, ui::px(4), {});
        for (const ImVec2& at : line) list->AddCircleFilled(at, ui::px(5), ink, 20);
        const render::LengthWords length =
            render::length_words(static_cast<std::uint32_t>(std::min(mm, 4e9)));
        words += " · " + length.number + " " + frame.word(length.km ? "app.unit.km" : "app.unit.metres");
    }
    if (road_under_) {
        const ImVec2 at = on_screen(road_under_->at);
        list->AddCircle(at, ui::px(9), ui::colour(t.raised), 32, ui::px(6));
        list->AddCircle(at, ui::px(9), ink, 32, ui::px(3));
    } else if (tool_ == RoadTool::draw && cursor_) {
        list->AddCircleFilled(mouse, ui::px(5), ink, 20);
    }
    const float w = ui::text_width(words, Font::body) + ui::px(32), h = ui::px(38);
    const float x = std::round(place_.x + (place_.free_w - w) / 2), y = place_.y + ui::px(80);
    tip_ground(frame, x, y, w, h);
    ui::draw_text(list, x + ui::px(16), y + (h - ui::line_height(Font::body)) / 2, words, t.tip_text,
                  Font::body);
    if (ImGui::IsMouseReleased(ImGuiMouseButton_Right)) let_go();
    out.hover.reset();
}

/// Roads of the plan, over the map as on a page.
void MapArea::plan_roads(const Frame& frame) const {
    if (frame.study->scenario().road_edits.empty()) return;
    render::MapOptions options;
    options.mm_per_px = 25.4 / 96;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushClipRect({place_.x, place_.y}, {place_.x + place_.w, place_.y + place_.h}, true);
    for (const render::PathMark& mark : render::road_marks(
             *frame.study, frame.stale ? nullptr : frame.results, frame.base->plane_centre, view_, options)) {
        std::vector<ImVec2> line;
        for (const render::PointMm& at : mark.points)
            line.emplace_back(place_.x + static_cast<float>(at.x * place_.px_per_mm),
                              place_.y + static_cast<float>(at.y * place_.px_per_mm));
        std::vector<float> dash;
        for (const double mm : mark.line.dash_mm) dash.push_back(static_cast<float>(mm * place_.px_per_mm));
        stroke(list, line, ui::colour(mark.line.colour),
               static_cast<float>(mark.line.width_mm * place_.px_per_mm), dash);
    }
    list->PopClipRect();
}

}  // namespace app
