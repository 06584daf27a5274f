#include "app/map_trip.h"

#include "app/widgets.h"
#include "geo/study/explained_trip.h"
#include "geo/study/referral.h"

#include <imgui.h>

#include <cmath>
#include <string>
#include <utility>

namespace app {
namespace {

/// The pieces of a way: ridden or walked, points at least a pixel apart; a straight line for an estimate.
void draw_route(ImDrawList* list, const MapSight& sight, const geo::Route& route, geo::LonLat from,
                geo::LonLat to, ImU32 ink, ImU32 casing) {
    std::vector<std::pair<bool, std::vector<ImVec2>>> lines;
    for (const geo::Leg& leg : route.legs) {
        std::vector<ImVec2> line;
        for (std::size_t i = 0; i < leg.points.size(); ++i) {
            const ImVec2 here = sight.window_of(leg.points[i]);
            const bool last = i + 1 == leg.points.size();
            if (!last && !line.empty() &&
                std::hypot(here.x - line.back().x, here.y - line.back().y) < ui::px(1.5F))
                continue;
            line.push_back(here);
        }
        if (line.size() > 1) lines.emplace_back(leg.kind == geo::LegKind::ride, std::move(line));
    }
    if (route.legs.empty() && route.trip.status == geo::TripStatus::reached)
        lines.push_back({false, {sight.window_of(from), sight.window_of(to)}});
    for (const auto& [ridden, line] : lines)
        list->AddPolyline(line.data(), static_cast<int>(line.size()), casing, ImDrawFlags_None, ui::px(9));
    for (const auto& [ridden, line] : lines)
        if (ridden)
            list->AddPolyline(line.data(), static_cast<int>(line.size()), ink, ImDrawFlags_None, ui::px(4));
        else
            dots(list, line, ui::px(2), ui::px(7), ink);
}

/// From place to place, in the colour of reach, under the trip.
void draw_chain(const Frame& frame, ImDrawList* list, const MapSight& sight) {
    const Tokens& t = tokens(frame.theme);
    for (const geo::ReferralLeg& leg : frame.refer_way->legs)
        draw_route(list, sight, leg.route, leg.from, leg.to, ui::colour(t.accent_fill), ui::colour(t.raised));
}

/// The places of the chain with the numbers that the panel has; of two at one spot the later one lies beside.
void draw_stops(const Frame& frame, ImDrawList* list, const MapSight& sight) {
    const Tokens& t = tokens(frame.theme);
    const float half = ui::px(12);
    std::vector<ImVec2> taken;
    for (std::size_t i = 0; i < frame.refer_way->legs.size(); ++i) {
        ImVec2 at = sight.window_of(frame.refer_way->legs[i].to);
        for (const ImVec2& other : taken)
            if (std::hypot(at.x - other.x, at.y - other.y) < 2 * half) at.x = other.x + 2 * half;
        taken.push_back(at);
        list->AddCircleFilled(at, half + ui::px(2.2F), ui::colour(t.raised), 32);
        list->AddCircleFilled(at, half, ui::colour(t.accent_fill), 32);
        const std::string number = std::to_string(i + 1);
        ui::draw_text(list, at.x - ui::text_width(number, Font::body_bold) / 2,
                      at.y - ui::line_height(Font::body_bold) / 2, number, t.on_accent, Font::body_bold);
    }
}

}  // namespace

void draw_trip(const Frame& frame, const MapSight& sight) {
    if (frame.trip == nullptr) return;
    const geo::ExplainedTrip& trip = *frame.trip;
    const Tokens& t = tokens(frame.theme);
    const ImU32 ink = ui::colour(t.text), casing = ui::colour(t.raised);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushClipRect({sight.x, sight.y}, {sight.x + sight.w, sight.y + sight.h}, true);
    if (frame.refer_way != nullptr) draw_chain(frame, list, sight);
    draw_route(list, sight, trip.route, trip.from, trip.to, ink, casing);
    const ImVec2 home = sight.window_of(trip.from);
    list->AddCircleFilled(home, ui::px(9), casing, 32);
    list->AddCircleFilled(home, ui::px(6.5F), ui::colour(t.attention), 32);
    if (trip.route.trip.status == geo::TripStatus::reached) {
        list->AddCircle(sight.window_of(trip.to), ui::px(13), casing, 32, ui::px(6));
        list->AddCircle(sight.window_of(trip.to), ui::px(13), ink, 32, ui::px(3));
    }
    if (frame.refer_way != nullptr) draw_stops(frame, list, sight);
    list->PopClipRect();
}

}  // namespace app
