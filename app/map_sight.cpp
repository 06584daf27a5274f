#include "app/map_sight.h"

#include "app/theme.h"
#include "app/widgets.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

/// The part of a line that the list's clip shows; false where that is nothing.  Liang and Barsky 1984.
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

ImVec2 between(const ImVec2& from, const ImVec2& to, float share) {
    return {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
}

}  // namespace

ImVec2 MapSight::window_of(render::PointMm at) const {
    return {x + static_cast<float>(at.x * px_per_mm), y + static_cast<float>(at.y * px_per_mm)};
}

ImVec2 MapSight::window_of(geo::LonLat at) const {
    return window_of(view.mm_from_metres(plane.metres_from_lonlat(at)));
}

geo::LonLat MapSight::lonlat_at(float window_x, float window_y) const {
    const render::PointMm mm{static_cast<double>(window_x - x) / px_per_mm,
                             static_cast<double>(window_y - y) / px_per_mm};
    return plane.lonlat_from_metres(view.metres_from_mm(mm));
}

void stroke(ImDrawList* list, const std::vector<ImVec2>& line, unsigned ink, float width,
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
            const ImVec2 to = between(from, end, step / length);
            if (part % 2 == 0) list->AddLine(from, to, ink, width);
            from = to;
            length -= step;
            left -= step;
            if (left <= 0) left = dash[++part % dash.size()];
        }
    }
}

void dots(ImDrawList* list, const std::vector<ImVec2>& line, float radius, float gap, unsigned ink) {
    float left = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        ImVec2 from = line[i - 1], end = line[i];
        if (!in_clip(list, from, end)) continue;
        const float length = std::hypot(end.x - from.x, end.y - from.y);
        for (; left < length; left += gap)
            list->AddCircleFilled(between(from, end, left / length), radius, ink, 12);
        left -= length;
    }
}

ImDrawList* tip_ground(const Frame& frame, float x, float y, float w, float h) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled({x + ui::px(1), y + ui::px(2)}, {x + w + ui::px(1), y + h + ui::px(2)},
                        ui::colour(t.shadow), ui::px(5));
    list->AddRectFilled({x, y}, {x + w, y + h}, ui::colour(t.tip), ui::px(5));
    if (frame.theme == render::Theme::dark)
        list->AddRect({x, y}, {x + w, y + h}, ui::colour(t.line2), ui::px(5));
    return list;
}

void map_hint(const Frame& frame, const MapSight& sight, const std::string& words) {
    const float w = ui::text_width(words, Font::body) + ui::px(32), h = ui::px(38);
    const float x = std::round(sight.x + (sight.free_w - w) / 2), y = sight.y + ui::px(80);
    ImDrawList* list = tip_ground(frame, x, y, w, h);
    ui::draw_text(list, x + ui::px(16), y + (h - ui::line_height(Font::body)) / 2, words,
                  tokens(frame.theme).tip_text, Font::body);
}

}  // namespace app
