// Where everything stands in the window: the regions of a frame, each drawn by its panel.
#include "app/action.h"
#include "app/app.h"
#include "app/imgui_compat_private.h"
#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/geom/measure.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace app {

void App::draw_left(Outbox& out) {
    switch (frame_.step) {
        case Step::data:
            panels_.data_panel.draw(frame_, out);
            break;
        case Step::check:
            panels_.check_panel.draw(frame_, out);
            break;
        case Step::travel:
            panels_.travel_panel.draw(frame_, out);
            break;
        case Step::coverage:
            panels_.coverage_panel.draw(frame_, out);
            break;
        case Step::plan:
            panels_.plan_panel.draw(frame_, out);
            break;
        case Step::report:
            panels_.report_panel.draw(frame_, out);
            break;
    }
}

/// Folded columns leave a handle of 20 x 64 at the map's edge.
void App::draw_handles(const Layout& layout, Outbox& out, bool right) {
    const Tokens& t = tokens(frame_.theme);
    const auto handle = [&](const char* key, float x, Icon symbol, Action action) {
        const float y = right ? map_.handle_top(x) : layout.map.y + std::round(layout.map.h / 2 - ui::px(32));
        const ui::RegionLook look{t.raised, 0, 0, false, true};
        const ui::Region region(key, x, y, ui::px(20), ui::px(64), look);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        if (ImGui::InvisibleButton("###handle", {ui::px(20), ui::px(64)})) out.act(action);
        ui::record(key);
        ui::tooltip(hint_of(frame_.lang, action));
        ui::icon(ImGui::GetWindowDrawList(), symbol, at.x + ui::px(1), at.y + ui::px(23), ui::px(18),
                 t.text2);
    };
    if (layout.left.empty()) handle("handle.left", layout.map.x, Icon::right, Action::fold_left);
    if (right && layout.right.empty())
        handle("handle.right", layout.map.x + layout.map.w - ui::px(20), Icon::left, Action::fold_right);
}

void App::draw_toast(const Rect& map, Outbox& out) {
    if (!toast_) return;
    if (std::chrono::steady_clock::now() > toast_->until) {
        toast_.reset();
        return;
    }
    const Tokens& t = tokens(frame_.theme);
    const bool has_button = toast_->action != Action::none;
    const std::string& undo = !has_button ? toast_->words
                              : toast_->action == Action::open_country
                                  ? frame_.word("toast.open_country")
                                  : words_of(frame_.lang, toast_->action);
    const float room = std::min(map.w - ui::px(24), ui::px(620));
    const float undo_width = has_button ? ui::text_width(undo, Font::body_bold) + ui::px(30) : 0;
    const std::string words = ui::fitted(toast_->words, room - undo_width - ui::px(32), Font::body);
    const float width = ui::text_width(words, Font::body) + undo_width + ui::px(32), height = ui::px(42);
    // Right of the legend and above the scale bar, where there is room for that; else above the legend.
    float left = map.x, y = std::round(map.y + map.h - height - ui::px(16));
    for (const char* card : {"map.legend", "map.legend_fold"}) {
        const auto found = ui::registry().find(card);
        if (found == ui::registry().end() || found->second.y1 < y) continue;
        const float beside = found->second.x1 + ui::px(12);
        if (map.x + map.w - ui::px(62) - beside >= width)
            left = std::max(left, beside);
        else if (const float above = found->second.y0 - height - ui::px(8); above > map.y)
            y = std::min(y, std::round(above));
    }
    const float right = left > map.x ? map.x + map.w - ui::px(50) : map.x + map.w;
    const float x = std::round(left + (right - left - width) / 2);
    if (left > map.x && x + width > map.x + map.w - ui::px(234)) y -= ui::px(40);
    ui::RegionLook look{t.tip, 0, 0, false, true};
    const ui::Region region("###toast", x, y, width, height, look);
    ImDrawList* list = ImGui::GetWindowDrawList();
    ui::draw_text(list, x + ui::px(16), y + (height - ui::line_height(Font::body)) / 2, words, t.tip_text,
                  Font::body);
    if (!has_button) return;
    ImGui::SetCursorScreenPos({x + width - undo_width, y});
    const Action action = toast_->action;
    if (ImGui::InvisibleButton("###toast.action", {undo_width, height})) out.act(action);
    ui::record(action == Action::undo ? "toast.undo" : "toast.action");
    const render::Rgba ink = ImGui::IsItemHovered() ? t.tip_text : tokens(render::Theme::dark).accent;
    ui::draw_text(list, x + width - undo_width + ui::px(14),
                  y + (height - ui::line_height(Font::body_bold)) / 2, undo, ink, Font::body_bold);
}

void App::draw_page(MapPainter& painter, const Rect& room) {
    const Tokens& t = tokens(frame_.theme);
    const float margin = ui::px(20);
    make_preview(room.w - 2 * margin, room.h - 2 * margin);
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (page_.error) {
        ImGui::SetCursorScreenPos({room.x + margin, room.y + margin});
        ImGui::BeginChild("###page.error", {std::min(ui::px(460), room.w - 2 * margin), room.h - 2 * margin});
        ui::error_card("page.error", *page_.error);
        ImGui::EndChild();
        return;
    }
    if (page_.picture == nullptr) {
        const std::string& words = frame_.word("report.making");
        ui::draw_text(list, std::round(room.x + (room.w - ui::text_width(words, Font::body)) / 2),
                      room.y + room.h / 2, words, t.text2, Font::body);
        return;
    }
    const auto w = static_cast<float>(page_.picture->width), h = static_cast<float>(page_.picture->height);
    const float fit = std::min({1.0F, (room.w - 2 * margin) / w, (room.h - 2 * margin) / h});
    const float wide = std::round(w * fit), high = std::round(h * fit);
    const float x = std::round(room.x + (room.w - wide) / 2), y = std::round(room.y + (room.h - high) / 2);
    list->AddRectFilled({x + ui::px(2), y + ui::px(3)}, {x + wide + ui::px(2), y + high + ui::px(3)},
                        ui::colour(t.shadow));
    list->AddImage((ImTextureID)painter.picture(*page_.picture, page_.version), {x, y},  // NOLINT
                   {x + wide, y + high});
    list->AddRect({x - 1, y - 1}, {x + wide + 1, y + high + 1}, ui::colour(t.line));
    ImGui::SetCursorScreenPos({x, y});
    ImGui::InvisibleButton("###page", {wide, high});
    ui::record("page");
}

void App::draw_bars(const Layout& layout, Outbox& out) {
    const Tokens& t = tokens(frame_.theme);
    {
        ui::RegionLook look{t.bar, 0, 0, false, false};
        const ui::Region region("###top", 0, 0, layout.top.w, layout.top.h, look);
        panels_.top_bar.draw(frame_, out);
    }
    ui::RegionLook look{t.bg, 0, 0, false, false};
    const ui::Region region("###status", layout.status.x, layout.status.y, layout.status.w, layout.status.h,
                            look);
    panels_.status_bar.draw(frame_, out);
}

/// The place that a note of a file is about.
void App::draw_mark_at(geo::LonLat at) {
    const Tokens& t = tokens(frame_.theme);
    const render::PointMm place =
        map_.window_of(geo::Plane(frame_.base->plane_centre).metres_from_lonlat(at));
    const ImVec2 centre{static_cast<float>(place.x), static_cast<float>(place.y)};
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddCircle(centre, ui::px(13), ui::colour(t.raised), 32, ui::px(6));
    list->AddCircle(centre, ui::px(13), ui::colour(t.error), 32, ui::px(3));
}

/// The assistant has the whole window between the bars.
void App::draw_import(MapPainter& painter, Outbox& out) {
    const Layout layout = layout_of(frame_.width, frame_.height, frame_.scale, {false, false, false, false});
    const Rect room{0, layout.top.h, frame_.width, frame_.height - layout.top.h - layout.status.h};
    // A toast lies over the small map at the left: rows, findings and what the file comes to stay in sight.
    // Where one pane has the whole window, it gives way.
    Rect panes = room;
    if (toast_ && ImportPanel::left_width(frame_) >= frame_.width) panes.h -= ui::px(58);
    panels_.import.draw(frame_, out, painter, panes);
    draw_bars(layout, out);
    draw_toast({room.x, room.y, ImportPanel::left_width(frame_), room.h}, out);
}

void App::draw_all(MapPainter& painter, Outbox& out) {
    const Tokens& t = tokens(frame_.theme);
    if (frame_.start_page) {
        {
            ui::RegionLook look{t.bg, 0, 0, true, false};
            const ui::Region region("###start", 0, 0, frame_.width, frame_.height - ui::px(26), look);
            panels_.start.draw(frame_, out);
        }
        ui::RegionLook look{t.bg, 0, 0, false, false};
        const ui::Region region("###start_status", 0, frame_.height - ui::px(26), frame_.width, ui::px(26),
                                look);
        panels_.status_bar.draw(frame_, out);
        return;
    }
    if (frame_.import != nullptr) return draw_import(painter, out);
    LayoutWish wish;
    wish.left = !frame_.left_folded;
    // The report step shows the page, as large as it can be.
    const bool page = frame_.step == Step::report && frame_.results != nullptr && frame_.base != nullptr;
    wish.right = !frame_.right_folded && frame_.step != Step::check && !page;
    if (frame_.width / frame_.scale < 1280) wish.right = wish.right && drawer_;
    wish.bottom = !frame_.bottom_folded && !page;
    wish.strip = frame_.step == Step::coverage || frame_.step == Step::travel || frame_.step == Step::plan;
    const Layout layout = layout_of(frame_.width, frame_.height, frame_.scale, wish);
    frame_.bottom_folded = !layout.bottom_open;
    const float drawer = layout.drawer && !layout.right.empty() ? layout.right.w + ui::px(12) : 0;
    {
        ui::RegionLook look{render::with_alpha(t.bg, 0), 0, 0, false, false};
        const Rect room{layout.map.x, layout.map.y, layout.map.w,
                        layout.map.h + (page ? layout.bottom.h : 0)};
        const ui::Region region("###map", room.x, room.y, room.w, room.h, look);
        if (page)
            draw_page(painter, room);
        else
            map_.draw(frame_, out, painter, layout.map.x, layout.map.y, layout.map.w, layout.map.h, drawer);
        if (marked_ && frame_.step == Step::check && frame_.base != nullptr) draw_mark_at(*marked_);
        const bool old = frame_.stale && !page;
        if (old)
            ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y}, {room.x + room.w, room.y + room.h},
                                                      ui::colour(render::with_alpha(t.bg, 0.5)));
        const bool working = frame_.work.running && frame_.work.seconds >= 0.3;
        if (old && latest_.idle() && !working) {
            const float width = std::min(ui::px(420), layout.map.w - drawer - ui::px(24));
            ImGui::SetCursorScreenPos(
                {std::round(layout.map.x + (layout.map.w - drawer - width) / 2), layout.map.y + ui::px(64)});
            ImGui::BeginChild("###stale", {width, ui::px(130)});
            stale_card(frame_, out);
            ImGui::EndChild();
        }
        if (working) {
            const float width = std::min(ui::px(420), layout.map.w - drawer - ui::px(24));
            ImGui::SetCursorScreenPos(
                {std::round(layout.map.x + (layout.map.w - drawer - width) / 2), layout.map.y + ui::px(64)});
            ImGui::BeginChild("###work", {width, ui::px(120)});
            if (ui::progress_card("work.progress", frame_.work)) out.act(Action::stop_work);
            ImGui::EndChild();
        }
    }
    if (!layout.strip.empty()) {
        ui::RegionLook look{t.surface, 0, 0, false, false};
        const ui::Region region("###strip", layout.strip.x, layout.strip.y, layout.strip.w, layout.strip.h,
                                look);
        panels_.answer_strip.draw(frame_, out);
    }
    if (!page) {
        ui::RegionLook look{t.surface, 0, 0, false, false};
        const ui::Region region("###bottom", layout.bottom.x, layout.bottom.y, layout.bottom.w,
                                layout.bottom.h, look);
        if (frame_.step == Step::check) {
            panels_.problems.draw(frame_, out);
            if (const auto pressed = panels_.problems.take_pressed())
                panels_.check_panel.show(pressed->report, pressed->weight, pressed->note);
        } else {
            panels_.bottom.draw(frame_, out);
        }
    }
    if (!layout.left.empty()) {
        ui::RegionLook look{t.surface, 16, 12, false, false};
        const ui::Region region("###left", layout.left.x, layout.left.y, layout.left.w, layout.left.h, look);
        draw_left(out);
        ImGui::GetWindowDrawList()->AddLine(
            {layout.left.x + layout.left.w - 1, layout.left.y},
            {layout.left.x + layout.left.w - 1, layout.left.y + layout.left.h}, ui::colour(t.line));
    }
    if (!layout.right.empty()) {
        ui::RegionLook look{t.surface, 18, 14, true, layout.drawer};
        const ui::Region region("###right", layout.right.x, layout.right.y, layout.right.w, layout.right.h,
                                look);
        if (frame_.trip_from)
            panels_.trip.draw(frame_, out);
        else if (unit_.valid() || (frame_.step == Step::plan && selection_.areas.empty()))
            panels_.plan_compare.draw(frame_, out);
        else
            panels_.inspector.draw(frame_, out);
    }
    if (!page || layout.left.empty()) draw_handles(layout, out, !page);
    draw_bars(layout, out);
    draw_toast({layout.map.x, layout.map.y, layout.map.w - drawer, layout.map.h}, out);
}

}  // namespace app
