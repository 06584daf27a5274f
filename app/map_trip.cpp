// The trip that is explained, as a line over the map.
#include "app/map_area.h"
#include "app/widgets.h"
#include "geo/study/explained_trip.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace app {

/// Liang and Barsky 1984.
bool in_clip(const ImDrawList* list, ImVec2& from, ImVec2& to) {
    const ImVec2 low = list->GetClipRectMin(), high = list->GetClipRectMax();
    const float dx = to.x - from.x, dy = to.y - from.y;
    float begin = 0, end = 1;
    const auto cut = [&](float along, float room) {
        if (along == 0) return room >= 0;
        const float at = room / along;
        if (along < 0) begin = std::max(begin, at);
        if (along > 0) end = std::min(end, at);
        return begin <= end;
    };
    if (!cut(-dx, from.x - low.x) || !cut(dx, high.x - from.x) || !cut(-dy, from.y - low.y) ||
        !cut(dy, high.y - from.y))
        return false;
    to = {from.x + dx * end, from.y + dy * end};
    from = {from.x + dx * begin, from.y + dy * begin};
    return true;
}

namespace {

/// Dots along a line, `gap` apart.
void dots(ImDrawList* list, const std::vector<ImVec2>& line, float radius, float gap, ImU32 ink) {
    float left = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        ImVec2 from = line[i - 1], end = line[i];
        if (!in_clip(list, from, end)) continue;
        const float dx = end.x - from.x, dy = end.y - from.y;
        const float length = std::hypot(dx, dy);
        for (; left < length; left += gap)
            list->AddCircleFilled({from.x + dx * left / length, from.y + dy * left / length}, radius, ink,
                                  12);
        left -= length;
    }
}

}  // namespace

geo::Box MapArea::box_of(const geo::ExplainedTrip& trip) const {
    geo::Box box;
    const auto add = [&](geo::LonLat at) {
        const geo::Metres m = plane_->metres_from_lonlat(at);
        box.add(m.x, m.y);
    };
    add(trip.from);
    if (trip.route.trip.status == geo::TripStatus::reached) add(trip.to);
    for (const geo::Leg& leg : trip.route.legs)
        for (const geo::LonLat& point : leg.points) add(point);
    return box;
}

void MapArea::show(const geo::ExplainedTrip& trip) {
    if (!plane_) return;
    const geo::Box box = box_of(trip);
    if (trip.route.trip.status != geo::TripStatus::reached) {
        bring_to_sight(plane_->metres_from_lonlat(trip.from));
        return;
    }
    const bool seen = in_sight(view_, {box.min_x, box.min_y}) && in_sight(view_, {box.max_x, box.max_y});
    // Where the whole way is a speck it is brought nearer.
    const double shown_mm = std::max(box.width(), box.height()) / view_.metres_per_mm;
    if (!seen || shown_mm < view_.height_mm / 6) zoom_to(box);
}

void MapArea::trip_line(const Frame& frame) const {
    if (frame.trip == nullptr) return;
    const geo::ExplainedTrip& trip = *frame.trip;
    const Tokens& t = tokens(frame.theme);
    const ImU32 ink = ui::colour(t.text), casing = ui::colour(t.raised);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const auto at = [&](geo::LonLat point) {
        const render::PointMm mm = window_of(plane_->metres_from_lonlat(point));
        return ImVec2{static_cast<float>(mm.x), static_cast<float>(mm.y)};
    };
    list->PushClipRect({place_.x, place_.y}, {place_.x + place_.w, place_.y + place_.h}, true);
    std::vector<std::pair<bool, std::vector<ImVec2>>> lines;  // ridden, points at least a pixel apart
    for (const geo::Leg& leg : trip.route.legs) {
        std::vector<ImVec2> line;
        for (std::size_t i = 0; i < leg.points.size(); ++i) {
            const ImVec2 here = at(leg.points[i]);
            const bool last = i + 1 == leg.points.size();
            if (!last && !line.empty() &&
                std::hypot(here.x - line.back().x, here.y - line.back().y) < ui::px(1.5F))
                continue;
            line.push_back(here);
        }
        if (line.size() > 1) lines.emplace_back(leg.kind == geo::LegKind::ride, std::move(line));
    }
    if (trip.route.legs.empty() && trip.route.trip.status == geo::TripStatus::reached)
        lines.push_back({false, {at(trip.from), at(trip.to)}});
    for (const auto& [ridden, line] : lines)
        list->AddPolyline(line.data(), static_cast<int>(line.size()), casing, ImDrawFlags_None, ui::px(9));
    for (const auto& [ridden, line] : lines)
        if (ridden)
            list->AddPolyline(line.data(), static_cast<int>(line.size()), ink, ImDrawFlags_None, ui::px(4));
        else
            dots(list, line, ui::px(2), ui::px(7), ink);
    const ImVec2 home = at(trip.from);
    list->AddCircleFilled(home, ui::px(9), casing, 32);
    list->AddCircleFilled(home, ui::px(6.5F), ui::colour(t.attention), 32);
    if (trip.route.trip.status == geo::TripStatus::reached) {
        list->AddCircle(at(trip.to), ui::px(13), casing, 32, ui::px(6));
        list->AddCircle(at(trip.to), ui::px(13), ink, 32, ui::px(3));
    }
    list->PopClipRect();
}

}  // namespace app
