// Views that keep clear of what lies on the map: cards, buttons, a drawer.
#include "app/map_area.h"
#include "app/widgets.h"
#include "geo/study/explained_trip.h"
#include "geo/study/referral.h"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr double little = 0.002;  ///< of the areas may lie under a card

/// Home and place first, then the way between them.
std::vector<geo::Metres> points_of(const geo::ExplainedTrip& trip, const geo::Plane& plane) {
    std::vector<geo::Metres> out;
    const auto add = [&](geo::LonLat at) { out.push_back(plane.metres_from_lonlat(at)); };
    add(trip.from);
    if (trip.route.trip.status == geo::TripStatus::reached) add(trip.to);
    for (const geo::Leg& leg : trip.route.legs)
        for (const geo::LonLat& point : leg.points) add(point);
    return out;
}

std::vector<geo::Metres> points_of(const geo::ReferralWay& way, const geo::Plane& plane) {
    std::vector<geo::Metres> out;
    const auto add = [&](geo::LonLat at) { out.push_back(plane.metres_from_lonlat(at)); };
    add(way.from);
    for (const geo::ReferralLeg& step : way.legs) {
        add(step.to);
        for (const geo::Leg& leg : step.route.legs)
            for (const geo::LonLat& point : leg.points) add(point);
    }
    return out;
}

geo::Box box_of(const std::vector<geo::Metres>& points) {
    geo::Box box;
    for (const geo::Metres& point : points) box.add(point.x, point.y);
    return box;
}

}  // namespace

/// All of a box in the part of the map that no drawer covers.
render::View MapArea::view_of(const geo::Box& box, double margin) const {
    const double covered = static_cast<double>(place_.w - place_.free_w) / place_.px_per_mm;
    render::View view = render::view_of(box, view_.width_mm - covered, view_.height_mm, margin);
    view.width_mm = view_.width_mm;
    view.centre.x += covered / 2 * view.metres_per_mm;
    return view;
}

void MapArea::home(const Frame& frame) {
    const render::View whole = view_of(frame.base->box, 0.025);
    home_metres_per_mm_ = whole.metres_per_mm;
    view_ = clear_of_cards(middles_of(frame), frame.base->box, whole);
    home_covers_ = covers_;
    flight_.reset();
    at_home_ = true;
    // The cards are those of the frame before: where they move with the window, it is done once more.
    cards_follow_ = true;
}

/// Cards that grew hide something of the view of everything; those that shrink leave it as it is.
bool MapArea::hidden_at_home(const Frame& frame) {
    const bool again = cards_follow_;
    cards_follow_ = false;
    if (!at_home_ || covers_ == home_covers_) return false;
    home_covers_ = covers_;
    return again || hidden_part(middles_of(frame), view_) > little;
}

std::span<const geo::Metres> MapArea::middles_of(const Frame& frame) {
    return frame.base->area_inner.at(static_cast<std::size_t>(frame.base->finest));
}

/// The part of the points that lies under a card; a thousand of them speak for all.
double MapArea::hidden_part(std::span<const geo::Metres> points, const render::View& view) const {
    const std::size_t step = 1 + points.size() / 1000;
    std::size_t count = 0, seen = 0;
    for (std::size_t i = 0; i < points.size(); i += step, ++seen) {
        const render::PointMm mm = view.mm_from_metres(points[i]);
        count += std::any_of(covers_.begin(), covers_.end(), [&](const Cover& c) {
            return mm.x > c.left && mm.x < c.right && mm.y > c.top && mm.y < c.bottom;
        });
    }
    return static_cast<double>(count) / static_cast<double>(std::max<std::size_t>(1, seen));
}

/// The largest view of a box in which next to none of its points lies under a card: moved aside as little as
/// can be, and smaller where that is not enough.
render::View MapArea::clear_of_cards(std::span<const geo::Metres> points, const geo::Box& box,
                                     const render::View& whole) const {
    constexpr int steps = 8;
    const double free_mm = static_cast<double>(place_.free_w) / place_.px_per_mm;
    render::View best = whole;
    double least = hidden_part(points, whole);
    for (double smaller = 1; least > little && smaller < 1.8; smaller *= 1.025) {
        render::View view = whole;
        view.metres_per_mm = whole.metres_per_mm * smaller;
        // The middle of the free part stays there, whatever the scale.
        const double off_mm = (whole.width_mm - free_mm) / 2;
        view.centre.x += off_mm * (view.metres_per_mm - whole.metres_per_mm);
        const geo::Metres middle = view.centre;
        const double spare_x = std::max(0.0, (free_mm * 0.98 * view.metres_per_mm - box.width()) / 2);
        const double spare_y =
            std::max(0.0, (whole.height_mm * 0.98 * view.metres_per_mm - box.height()) / 2);
        for (int ring = 0; ring <= steps && least > little; ++ring) {
            for (int across = -ring; across <= ring; ++across) {
                for (int up = -ring; up <= ring; ++up) {
                    if (std::max(std::abs(across), std::abs(up)) != ring) continue;
                    view.centre = {middle.x + spare_x * across / steps, middle.y + spare_y * up / steps};
                    const double part = hidden_part(points, view);
                    if (part >= least) continue;
                    least = part;
                    best = view;
                }
            }
        }
    }
    return best;
}

MapArea::Cover MapArea::with_air(float x, float y, float width, float height, float air_x,
                                 float air_y) const {
    const double mm = 1 / place_.px_per_mm;
    return {static_cast<double>(x - place_.x - air_x) * mm, static_cast<double>(y - place_.y - air_y) * mm,
            static_cast<double>(x - place_.x + width + air_x) * mm,
            static_cast<double>(y - place_.y + height + air_y) * mm};
}

/// Something lies there; names of areas, which stand about their middles, keep off it as well.
void MapArea::cover(float x, float y, float width, float height) {
    covers_.push_back(with_air(x, y, width, height, ui::px(20), ui::px(8)));
    keep_names_off(x, y, width, height);
}

void MapArea::keep_names_off(float x, float y, float width, float height) {
    cards_.push_back(with_air(x, y, width, height, ui::px(3), ui::px(3)));
}

/// On the map, left of a drawer, under no card.
bool MapArea::in_sight(const render::View& view, geo::Metres at) const {
    const render::PointMm mm = view.mm_from_metres(at);
    const double edge = static_cast<double>(ui::px(16)) / place_.px_per_mm;
    if (mm.x < edge || mm.x > static_cast<double>(place_.free_w) / place_.px_per_mm - edge || mm.y < edge ||
        mm.y > view.height_mm - edge)
        return false;
    return std::none_of(covers_.begin(), covers_.end(), [&](const Cover& c) {
        return mm.x > c.left && mm.x < c.right && mm.y > c.top && mm.y < c.bottom;
    });
}

/// The first two, home and place, and next to all others.
bool MapArea::all_in_sight(const render::View& view, std::span<const geo::Metres> points) const {
    const auto ends = points.first(std::min<std::size_t>(2, points.size()));
    const geo::Box box = box_of({points.begin(), points.end()});
    return in_sight(view, {box.min_x, box.min_y}) && in_sight(view, {box.max_x, box.max_y}) &&
           std::all_of(ends.begin(), ends.end(), [&](geo::Metres at) { return in_sight(view, at); }) &&
           hidden_part(points, view) <= little;
}

void MapArea::bring_to_sight(geo::Metres at) {
    const render::View now = flight_ ? flight_->to : view_;
    if (in_sight(now, at)) return;
    render::View to = now;
    to.centre = at;
    fly(to);
}

/// What was chosen is brought into sight: out of the drawer that opens for it, or from outside the map where
/// the table or the keyboard chose it.  The scale stays.
void MapArea::show_selection(const Frame& frame) {
    if (followed_ == *frame.selection) return;
    followed_ = *frame.selection;
    const std::optional<geo::Metres> clicked = clicked_;
    clicked_.reset();
    const auto level = static_cast<std::size_t>(followed_.level);
    if (followed_.level != frame.study->map.level || followed_.areas.empty()) return;
    const auto& inner = frame.base->area_inner.at(level);
    const auto& boxes = frame.base->area_box.at(level);
    const render::View now = flight_ ? flight_->to : view_;
    geo::Box box;
    for (const geo::AreaId area : followed_.areas) {
        if (area.row() >= inner.size()) return;
        // What was pointed at is what must be seen, else the area's middle.
        const geo::Metres shown = clicked && followed_.areas.size() == 1 ? *clicked : inner[area.row()];
        if (in_sight(now, shown)) return;
        box.add(boxes[area.row()]);
    }
    const double free_mm = static_cast<double>(place_.free_w) / place_.px_per_mm;
    const double edge = static_cast<double>(ui::px(16)) / place_.px_per_mm;
    const render::PointMm low = now.mm_from_metres({box.min_x, box.max_y}),
                          high = now.mm_from_metres({box.max_x, box.min_y});
    // As short a way as shows all of it; to the middle where it is larger, or would lie under a card.
    const auto way = [edge](double from, double to, double room) {
        if (to - from > room - 2 * edge) return (from + to) / 2 - room / 2;
        return from < edge ? from - edge : std::max(0.0, to - (room - edge));
    };
    const auto moved = [&](double x, double y) {
        render::View to = now;
        to.centre = {to.centre.x + x * to.metres_per_mm, to.centre.y - y * to.metres_per_mm};
        return to;
    };
    const geo::Metres middle = inner[followed_.areas.front().row()];
    render::View to = moved(way(low.x, high.x, free_mm), way(low.y, high.y, now.height_mm));
    if (!in_sight(to, middle)) {
        const render::PointMm at = now.mm_from_metres(middle);
        to = moved(at.x - free_mm / 2, at.y - now.height_mm / 2);
    }
    fly(to);
}

void MapArea::show(const geo::ExplainedTrip& trip) {
    if (!plane_) return;
    std::vector<geo::Metres> points = points_of(trip, *plane_);
    const geo::Box box = box_of(points);
    if (trip.route.trip.status != geo::TripStatus::reached) {
        bring_to_sight(plane_->metres_from_lonlat(trip.from));
        return;
    }
    // Where the whole way is a speck it is brought nearer.
    const double shown_mm = std::max(box.width(), box.height()) / view_.metres_per_mm;
    if (!all_in_sight(view_, points) || shown_mm < view_.height_mm / 6) zoom_to(box, std::move(points));
}

void MapArea::show(const geo::ReferralWay& way) {
    if (!plane_ || way.legs.empty()) return;
    std::vector<geo::Metres> points = points_of(way, *plane_);
    const geo::Box box = box_of(points);
    // The trip came first, and the map is on its way there.
    const render::View& there = flight_ ? flight_->to : view_;
    const double shown_mm = std::max(box.width(), box.height()) / there.metres_per_mm;
    if (!all_in_sight(there, points) || box_asked_ || shown_mm < there.height_mm / 3)
        zoom_to(box, std::move(points));
}

}  // namespace app
