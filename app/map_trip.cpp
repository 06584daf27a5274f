#include "app/map_trip.h"

#include "app/widgets.h"
#include "geo/study/explained_trip.h"

#include <imgui.h>

#include <cmath>
#include <utility>

namespace app {

void draw_trip(const Frame& frame, const MapSight& sight) {
    if (frame.trip == nullptr) return;
    const geo::ExplainedTrip& trip = *frame.trip;
    const Tokens& t = tokens(frame.theme);
    const ImU32 ink = ui::colour(t.text), casing = ui::colour(t.raised);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const auto at = [&](geo::LonLat point) { return sight.window_of(point); };
    list->PushClipRect({sight.x, sight.y}, {sight.x + sight.w, sight.y + sight.h}, true);
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
