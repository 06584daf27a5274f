#include "app/map_area.h"

#include "app/map_trip.h"
#include "app/widgets.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr double design_mm = 25.4 / 96;  ///< of a design pixel
constexpr double flight_s = 0.12, rest_s = 0.15, tip_s = 0.25;

}  // namespace

render::PointMm MapArea::mm_at(float x, float y) const {
    return {static_cast<double>(x - place_.x) / place_.px_per_mm,
            static_cast<double>(y - place_.y) / place_.px_per_mm};
}

render::PointMm MapArea::window_of(geo::Metres at) const {
    const render::PointMm mm = view_.mm_from_metres(at);
    return {static_cast<double>(place_.x) + mm.x * place_.px_per_mm,
            static_cast<double>(place_.y) + mm.y * place_.px_per_mm};
}

MapSight MapArea::sight() const {
    return {place_, view_, *plane_};
}

void MapArea::fly(render::View to) {
    to.metres_per_mm = std::clamp(to.metres_per_mm, least_metres_per_mm(), home_metres_per_mm_ * 4);
    flight_ = Flight{view_, to, now_};
    at_home_ = false;
}

void MapArea::zoom_at(render::PointMm at, double factor, bool eased) {
    const render::View from = flight_ ? flight_->to : view_;
    const geo::Metres fixed = from.metres_from_mm(at);
    render::View to = from;
    to.metres_per_mm =
        std::clamp(from.metres_per_mm * factor, least_metres_per_mm(), home_metres_per_mm_ * 4);
    to.centre = {fixed.x - (at.x - from.width_mm / 2) * to.metres_per_mm,
                 fixed.y + (at.y - from.height_mm / 2) * to.metres_per_mm};
    if (eased) {
        fly(to);
    } else {
        view_ = to;
        at_home_ = false;
    }
}

void MapArea::zoom_to(const geo::Box& box, std::vector<geo::Metres> points) {
    if (box.empty()) return;
    box_asked_ = box;
    points_asked_ = std::move(points);
}

void MapArea::act(Action action) {
    const render::PointMm middle{view_.width_mm / 2, view_.height_mm / 2};
    const auto pan = [this](double x, double y) {
        const double step = (ImGui::GetIO().KeyShift ? 256 : 64) * design_mm;
        render::View to = flight_ ? flight_->to : view_;
        to.centre = {to.centre.x + x * step * to.metres_per_mm, to.centre.y + y * step * to.metres_per_mm};
        fly(to);
    };
    switch (action) {
        case Action::zoom_in:
            zoom_at(middle, 1 / 1.6, true);
            break;
        case Action::zoom_out:
            zoom_at(middle, 1.6, true);
            break;
        case Action::zoom_home:
            home_asked_ = true;
            break;
        case Action::pan_left:
            pan(-1, 0);
            break;
        case Action::pan_right:
            pan(1, 0);
            break;
        case Action::pan_up:
            pan(0, 1);
            break;
        case Action::pan_down:
            pan(0, -1);
            break;
        default:
            break;
    }
}

/// The view follows the window's size, what was asked for, and a flight under way.
void MapArea::follow(const Frame& frame) {
    const double wide = static_cast<double>(place_.w) / place_.px_per_mm;
    const double high = static_cast<double>(place_.h) / place_.px_per_mm;
    const double free_mm = static_cast<double>(place_.free_w) / place_.px_per_mm;
    const bool resized = wide != view_.width_mm || high != view_.height_mm || free_mm != free_mm_;
    free_mm_ = free_mm;
    view_.width_mm = wide;
    view_.height_mm = high;
    if (flight_) {
        flight_->to.width_mm = wide;
        flight_->to.height_mm = high;
    }
    if (of_base_.lock() != frame.base) {
        of_base_ = frame.base;
        plane_.emplace(frame.base->plane_centre);
        home_asked_ = true;
        made_ = false;
    }
    if (home_asked_ || (at_home_ && resized)) {
        home(frame);
    } else if (hidden_at_home(frame)) {
        home(frame);
        cards_follow_ = false;
    }
    home_asked_ = false;
    if (box_asked_) {
        const render::View whole = view_of(*box_asked_, 0.12);
        // Ends of a way are symbols: they keep off the edge.
        geo::Box roomy = *box_asked_;
        const double air = 0.08 * std::max(roomy.width(), roomy.height());
        roomy.add(roomy.min_x - air, roomy.min_y - air);
        roomy.add(roomy.max_x + air, roomy.max_y + air);
        fly(points_asked_.empty() ? whole : clear_of_cards(points_asked_, roomy, whole));
        box_asked_.reset();
    }
    show_selection(frame);
    if (!flight_) return;
    const double t = std::clamp((now_ - flight_->began) / flight_s, 0.0, 1.0);
    const double eased = t * (2 - t);
    const render::View &from = flight_->from, &to = flight_->to;
    view_.metres_per_mm = from.metres_per_mm * std::pow(to.metres_per_mm / from.metres_per_mm, eased);
    // Linear in the resolution, so that the point under the pointer stays there.
    const double span = to.metres_per_mm - from.metres_per_mm;
    const double share = std::abs(span) > from.metres_per_mm * 1e-6
                             ? (view_.metres_per_mm - from.metres_per_mm) / span
                             : eased;
    view_.centre = {from.centre.x + (to.centre.x - from.centre.x) * share,
                    from.centre.y + (to.centre.y - from.centre.y) * share};
    moving_until_ = now_ + rest_s;
    if (t >= 1) {
        view_.metres_per_mm = to.metres_per_mm;
        view_.centre = to.centre;
        flight_.reset();
    }
}

geo::AreaId MapArea::area_at(const Frame& frame, render::PointMm at) const {
    const geo::AreaId finest = frame.base->pick(view_.metres_from_mm(at));
    if (!finest.valid()) return {};
    const geo::Level level = frame.study->map.level;
    if (level == frame.base->finest) return finest;
    return frame.study->data->areas->ancestor(frame.base->finest, finest, level);
}

void MapArea::click(const Frame& frame, Outbox& out, geo::AreaId area) const {
    Selection next;
    next.level = frame.study->map.level;
    const bool add = ImGui::GetIO().KeyCtrl && frame.selection->level == next.level;
    if (add) next.areas = frame.selection->areas;
    if (area.valid()) {
        const auto found = std::lower_bound(next.areas.begin(), next.areas.end(), area);
        if (found != next.areas.end() && *found == area)
            next.areas.erase(found);
        else
            next.areas.insert(found, area);
    }
    out.select = next;
}

void MapArea::choose_box(const Frame& frame, Outbox& out) const {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    geo::Box box;
    box.add(view_.metres_from_mm(mm_at(drag_x_, drag_y_)));
    box.add(view_.metres_from_mm(mm_at(mouse.x, mouse.y)));
    Selection next;
    next.level = frame.study->map.level;
    const auto& anchors = frame.base->area_inner.at(static_cast<std::size_t>(next.level));
    for (std::size_t i = 0; i < anchors.size(); ++i)
        if (box.contains(anchors[i].x, anchors[i].y)) next.areas.emplace_back(i);
    out.select = next;
}

/// Everything that the mouse does; the map's own item was drawn last.
void MapArea::pointer(const Frame& frame, Outbox& out) {
    const ImGuiIO& io = ImGui::GetIO();
    const bool over = ImGui::IsItemHovered();
    const render::PointMm at = mm_at(io.MousePos.x, io.MousePos.y);
    if (over && io.MouseWheel != 0) zoom_at(at, std::pow(0.8, static_cast<double>(io.MouseWheel)), true);

    const bool pressed = ImGui::IsItemActivated();
    if (pressed) {
        drag_x_ = io.MousePos.x;
        drag_y_ = io.MousePos.y;
        drag_centre_ = view_.centre;
        held_unit_ = io.MouseDown[ImGuiMouseButton_Left] && !placing_ && !pen_.in_hand() ? unit_at(frame, at)
                                                                                         : geo::UnitId{};
    }
    const bool held = ImGui::IsItemActive();
    const float moved = std::hypot(io.MousePos.x - drag_x_, io.MousePos.y - drag_y_);
    if (held && drag_ == Drag::none && !spent_ && moved >= ui::px(4) &&
        !io.MouseDown[ImGuiMouseButton_Right]) {
        drag_ = io.KeyShift && io.MouseDown[ImGuiMouseButton_Left] ? Drag::box
                : held_unit_.valid()                               ? Drag::unit
                                                                   : Drag::pan;
        flight_.reset();
        drag_centre_ = view_.centre;
        if (const geo::PlannedUnit* unit = geo::unit_of(frame.study->scenario(), held_unit_);
            unit != nullptr && drag_ == Drag::unit) {
            held_from_ = unit->at;
            out.unit = held_unit_;
            out.unit_taken = true;
        }
    }
    if (drag_ == Drag::unit && goes_back_) put_back(out);
    goes_back_ = false;
    if (drag_ == Drag::unit && held) drag_unit(frame, out);
    pointed_ = over ? spot_at(frame, at) : std::nullopt;
    if (drag_ == Drag::pan && held) {
        view_.centre = {drag_centre_.x - static_cast<double>(io.MousePos.x - drag_x_) / place_.px_per_mm *
                                             view_.metres_per_mm,
                        drag_centre_.y + static_cast<double>(io.MousePos.y - drag_y_) / place_.px_per_mm *
                                             view_.metres_per_mm};
        at_home_ = false;
    }
    pen_.follow(frame, sight(), over, out);
    const geo::AreaId area = over && drag_ == Drag::none ? area_at(frame, at) : geo::AreaId{};
    if (area != under_) {
        under_ = area;
        under_since_ = now_;
        tip_shown_ = false;
    }
    if (std::abs(io.MouseDelta.x) + std::abs(io.MouseDelta.y) > 0 && !tip_shown_) under_since_ = now_;
    if (over) {
        cursor_ = plane_->lonlat_from_metres(view_.metres_from_mm(at));
        if (area.valid()) out.hover = area;
    }
    if (ImGui::IsItemDeactivated()) {
        if (drag_ == Drag::box) {
            choose_box(frame, out);
        } else if (drag_ == Drag::none && over && !spent_) {
            const bool left = ImGui::IsMouseReleased(ImGuiMouseButton_Left);
            if (left && pen_.in_hand()) {
                pen_.click(frame, sight(), out);
            } else if (left && placing_) {
                if (pointed_) out.act(Action::add_unit);
                placing_ = placing_ && !pointed_;
            } else if (left && held_unit_.valid()) {
                out.unit = held_unit_;
            } else if (left) {
                click(frame, out, area);
                clicked_ = view_.metres_from_mm(at);
                out.unit = geo::UnitId{};
            }
            if (ImGui::IsMouseReleased(ImGuiMouseButton_Right) && area.valid() && !pen_.in_hand()) {
                menu_of_ = area;
                menu_at_ = pointed_;
                const geo::Place* place = place_at(frame, at);
                menu_road_ = RoadPen::closable_at(frame, sight(), io.MousePos.x, io.MousePos.y);
                menu_place_id_ = place == nullptr ? "" : std::string{place->id};
                menu_place_name_ = place == nullptr ? "" : std::string{place->name_th};
                ImGui::OpenPopup("###map.menu");
            }
        }
        drag_ = Drag::none;
        held_unit_ = {};
        spent_ = false;
    }
    if (over && area.valid() && !placing_ && !pen_.in_hand() && !unit_at(frame, at).valid() &&
        ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        if (frame.study->map.level == frame.base->finest)
            out.zoom_to =
                frame.base->area_box.at(static_cast<std::size_t>(frame.study->map.level))[area.row()];
        else if (frame.selection->areas == std::vector<geo::AreaId>{area})
            out.act(Action::level_down);
    }
}

void MapArea::paint(const Frame& frame, MapPainter& painter) {
    const bool moving = drag_ == Drag::pan || flight_ || now_ < moving_until_;
    const MadeOf now{frame.base,
                     frame.roads,
                     frame.study->data,
                     frame.study->map,
                     frame.study->scenario().travel,
                     frame.study->scenario().units,
                     frame.study->scenario().changes,
                     *frame.selection,
                     frame.choropleth_version,
                     frame.theme,
                     frame.lang,
                     frame.bands,
                     frame.bands_old,
                     moving ? made_of_.cards : cards_};
    render::MapOptions options;
    options.bands = frame.bands;
    options.bands_old = frame.bands_old;
    options.theme = frame.theme;
    options.lang = frame.lang;
    options.mm_per_px = design_mm;
    options.planned_drawn = false;
    for (const Cover& card : now.cards) {
        geo::Box box;
        box.add(card.left, card.top);
        box.add(card.right, card.bottom);
        options.covered.push_back(box);
    }
    if (frame.selection->level == frame.study->map.level) options.selected = frame.selection->areas;
    MadeOf as_before = made_of_;
    as_before.choropleth = now.choropleth;
    as_before.units = now.units;
    if (made_ && drag_ == Drag::unit && as_before == now) {
        // A frame of a drag: new colours under the names that are there.
        if (made_of_.choropleth != now.choropleth) render::recolour(settled_, *frame.choropleth, options);
        moved_.fills = settled_.fills;
        moved_.arc_on_dark = settled_.arc_on_dark;
        made_of_ = now;
        recoloured_ = true;
    } else if (!made_ || made_of_ != now || (!moving && settled_.view != view_) ||
               (recoloured_ && drag_ != Drag::unit)) {
        settled_ = render::map_frame(*frame.study, frame.results, *frame.choropleth, frame.base, frame.roads,
                                     view_, options);
        moved_ = settled_;
        made_of_ = now;
        made_ = true;
        recoloured_ = false;
    }
    if (moved_.view != view_) {
        moved_.view = view_;
        const auto carried = [this](render::PointMm at) {
            return view_.mm_from_metres(settled_.view.metres_from_mm(at));
        };
        for (std::size_t i = 0; i < moved_.labels.size(); ++i)
            moved_.labels[i].at = carried(settled_.labels[i].at);
        for (std::size_t i = 0; i < settled_.symbols.size(); ++i)
            moved_.symbols[i].at = carried(settled_.symbols[i].at);
    }
    dress(frame, options);
    const std::uintptr_t texture = painter.paint(moved_, static_cast<int>(place_.w),
                                                 static_cast<int>(place_.h), place_.px_per_mm, moving);
    ImGui::GetWindowDrawList()->AddImage((ImTextureID)texture, {place_.x, place_.y},  // NOLINT
                                         {place_.x + place_.w, place_.y + place_.h}, {0, 1}, {1, 0});
}

/// The rings of an area as lines on the screen.
void MapArea::outline(const Frame& frame, geo::AreaId area) const {
    const auto level = static_cast<std::size_t>(frame.study->map.level);
    const render::Basemap& base = *frame.base;
    if (area.row() >= base.area_rings.at(level).size() || base.lods.empty()) return;
    const render::BasemapLod& lod = base.lods[base.lod_for(view_.metres_per_mm / place_.px_per_mm)];
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImU32 ink = ui::colour(render::with_alpha(tokens(frame.theme).text, 0.7));
    const MapSight here = sight();
    std::vector<ImVec2> line;
    const auto draw_arc = [&](const geo::ArcUse& use) {
        line.clear();
        for (std::uint32_t i = lod.arc_first[use.arc]; i < lod.arc_first[use.arc + 1]; ++i) {
            line.push_back(here.window_of(view_.mm_from_metres(lod.points[i])));
        }
        list->AddPolyline(line.data(), static_cast<int>(line.size()), ink, ImDrawFlags_None, ui::px(1.5F));
    };
    list->PushClipRect({place_.x, place_.y}, {place_.x + place_.w, place_.y + place_.h}, true);
    for (const geo::ArcPolygon& polygon : base.area_rings.at(level)[area.row()]) {
        for (const geo::ArcUse& use : polygon.outer) draw_arc(use);
        for (const geo::ArcRing& hole : polygon.holes)
            for (const geo::ArcUse& use : hole) draw_arc(use);
    }
    list->PopClipRect();
}

void MapArea::draw(const Frame& frame, Outbox& out, MapPainter& painter, float x, float y, float width,
                   float height, float covered_right) {
    now_ = ImGui::GetTime();
    place_ = {x,
              y,
              width,
              height,
              width - std::clamp(covered_right, 0.0F, width * 0.6F),
              static_cast<double>(frame.scale) / design_mm};
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (frame.base == nullptr || frame.choropleth == nullptr) {
        drag_ = Drag::none;
        under_ = {};
        flight_.reset();
        clicked_.reset();
        empty(frame, out);
        return;
    }
    follow(frame);
    ImGui::SetCursorScreenPos({x, y});
    ImGui::InvisibleButton("###map.ground", {width, height},
                           ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight |
                               ImGuiButtonFlags_MouseButtonMiddle);
    ImGui::SetItemAllowOverlap();
    ui::record("map");
    pointer(frame, out);
    paint(frame, painter);
    if (frame.hovered.valid() && !pen_.in_hand()) outline(frame, frame.hovered);
    draw_plan_roads(frame, sight());
    draw_trip(frame, sight());
    if (drag_ == Drag::box) {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        list->AddRectFilled({drag_x_, drag_y_}, mouse, ui::colour(render::with_alpha(t.accent, 0.12)));
        list->AddRect({drag_x_, drag_y_}, mouse, ui::colour(t.accent), 0, 0, ui::px(1.5F));
    }
    cards(frame, out, painter);
    if (placing_) placing_hint(frame, out);
    pen_.draw(frame, sight(), out);
    if (drag_ == Drag::unit) {
        unit_tip(frame);
    } else if (under_.valid() && !pen_.in_hand() && now_ - under_since_ >= tip_s) {
        tip_shown_ = true;
        tip(frame, under_);
    }
    menu(frame, out);
}

}  // namespace app
