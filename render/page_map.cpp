#include "render/map_scene.h"
#include "render/page_sheet_private.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace render {
namespace {

/// The outline of what the page is about as points of the plane, evenly spaced, some thousands at most.
std::vector<geo::Metres> outline_of(const Basemap& base, const std::optional<Focus>& focus,
                                    const geo::Box& box) {
    const double step = std::hypot(box.width(), box.height()) / 400;
    std::vector<geo::Metres> out;
    const auto add = [&](const std::vector<geo::ArcPolygon>& polygons) {
        for (const geo::ArcPolygon& polygon : polygons) {
            const std::vector<geo::Metres> ring = ring_points(base, 0, polygon.outer);
            double since = step;  // walked since the last point that was kept
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const geo::Metres a = ring[i];
                const geo::Metres b = ring[(i + 1) % ring.size()];
                const double length = std::hypot(b.x - a.x, b.y - a.y);
                for (double at = step - since; at < length; at += step)
                    out.push_back({a.x + (b.x - a.x) * at / length, a.y + (b.y - a.y) * at / length});
                since = std::fmod(since + length, step);
            }
        }
    };
    const geo::Level level = focus ? focus->level : geo::Level::country;
    const auto& rings = base.area_rings[static_cast<std::size_t>(level)];
    if (focus)
        add(rings[focus->area.row()]);
    else
        for (const auto& polygons : rings) add(polygons);
    return out;
}

/// What the page is about: where it ends and what lies in it.
struct Shape {
    const Basemap& base;
    const std::optional<Focus>& focus;
    std::vector<geo::Metres> outline;

    bool holds(geo::Metres at) const {
        const geo::AreaId under = base.pick(at);
        if (!under.valid()) return false;
        return !focus || base.areas->ancestor(base.finest, under, focus->level) == focus->area;
    }
};

/// No card on the outline, and none in the middle of the shape.
bool clear_of(const View& view, const Shape& shape, const std::vector<geo::Box>& cards) {
    const std::vector<geo::Metres>& outline = shape.outline;
    const bool beside = std::none_of(cards.begin(), cards.end(), [&](const geo::Box& card) {
        return shape.holds(
            view.metres_from_mm({(card.min_x + card.max_x) / 2, (card.min_y + card.max_y) / 2}));
    });
    return beside && std::none_of(outline.begin(), outline.end(), [&](const geo::Metres& at) {
               const PointMm mm = view.mm_from_metres(at);
               return std::any_of(cards.begin(), cards.end(),
                                  [&](const geo::Box& card) { return card.contains(mm.x, mm.y); });
           });
}

/// The largest view in which the outline stays clear of the cards; the plain one where a third of the size
/// would not be enough.  O(scales * shifts * points), some 20 ms.
View view_beside(const geo::Box& box, const Shape& shape, const std::vector<geo::Box>& cards, double width,
                 double height) {
    const View whole = view_of(box, width, height, 0.02);
    constexpr int shifts = 6;
    for (double times = 1; times < 3; times *= 1.04) {
        View view = whole;
        view.metres_per_mm *= times;
        const double slack_x = std::max(0.0, width * 0.975 - box.width() / view.metres_per_mm) / 2;
        const double slack_y = std::max(0.0, height * 0.975 - box.height() / view.metres_per_mm) / 2;
        for (int away = 0; away <= 2 * shifts; ++away)
            for (int i = -shifts; i <= shifts; ++i)
                for (int j = -shifts; j <= shifts; ++j) {
                    if (std::abs(i) + std::abs(j) != away) continue;
                    view.centre = {whole.centre.x - slack_x * i / shifts * view.metres_per_mm,
                                   whole.centre.y + slack_y * j / shifts * view.metres_per_mm};
                    if (clear_of(view, shape, cards)) return view;
                }
    }
    return whole;
}

geo::Box card_box(double left, double top, double width, double height) {
    constexpr double air = 1.5;
    geo::Box box;
    box.add(left - air, top - air);
    box.add(left + width + air, top + height + air);
    return box;
}

void add_marks(std::vector<Mark>& to, const Furniture& furniture) {
    to.insert(to.end(), furniture.marks.begin(), furniture.marks.end());
}

/// Where in the country: a small map of provinces with the focus in the colour of need.
MapFrame inset_map(const Parts& parts, PointMm at, double width, double height, double unit) {
    MapFrame frame;
    frame.at = at;
    frame.base = parts.base;
    frame.view = view_of(parts.base->box, width, height, 0.06);
    frame.outside = rgb(0xFFFFFF);
    frame.mm_per_px = unit;
    frame.fill_level = geo::Level::province;
    const geo::Areas& areas = *parts.base->areas;
    frame.fills.assign(areas.at(geo::Level::province).size(), {rgb(0xE1E2DD), Hatch::none});
    const Focus& focus = *parts.facts.focus;
    const geo::AreaId province = areas.ancestor(focus.level, focus.area, geo::Level::province);
    if (province.valid()) frame.fills[province.row()] = {rgb(0xBA4D38), Hatch::none};
    frame.borders[0] = {rgb(0x8D8E88), 0.9 * unit, {}};
    frame.borders[1] = {rgb(0xFFFFFF), 0.7 * unit, {}};
    return frame;
}

}  // namespace

void add_map(const Parts& parts, Scene& scene, std::vector<Mark>& furniture, PointMm at, double width,
             double height, double unit) {
    const PageFacts& facts = parts.facts;
    MapOptions options;
    options.theme = Theme::light;
    options.lang = parts.lang;
    options.mm_per_px = unit;
    options.on_paper = true;
    options.focus = facts.focus;
    options.compact = !parts.table;
    options.bands = parts.bands;
    if (parts.table)
        for (const PageRow& row : facts.rows) options.numbered.push_back(row.area);

    const double air = 11 * unit;
    const bool made_up = facts.study.data->made_up;
    double top = at.y + air;
    std::vector<geo::Box> cards;  // in frame millimetres
    const auto keep_clear = [&](double left, double upper, double w, double h) {
        cards.push_back(card_box(left - at.x, upper - at.y, w, h));
    };
    if (made_up) {
        const double badge = made_up_badge(options, {0, 0}).width_mm;
        const Furniture placed = made_up_badge(options, {at.x + air + badge, top});
        keep_clear(at.x + air, top, placed.width_mm, placed.height_mm);
        add_marks(furniture, placed);
        top += placed.height_mm + air;
    }
    const Furniture measured = legend(facts.study, parts.colours, options, {0, 0});
    PointMm legend_at{at.x + air, at.y + height - air - measured.height_mm};
    std::optional<MapFrame> inset;
    const double inset_width = 136 * unit;
    const double inset_height = 232 * unit;
    if (facts.focus && top + inset_height + air < legend_at.y) {
        const double caption = 24 * unit;
        inset = inset_map(parts, {at.x + air, top}, inset_width, inset_height - caption, unit);
        RectMark ground;
        ground.at = {at.x + air, top};
        ground.width_mm = inset_width;
        ground.height_mm = inset_height;
        ground.line = {ink_line, unit, {}};
        RectMark below = ground;
        below.at.y += inset_height - caption;
        below.height_mm = caption;
        below.fill = rgb(0xFFFFFF);
        below.line = {};
        furniture.emplace_back(below);
        furniture.emplace_back(ground);
        TextMark words;
        words.text = facts.focus_caption;
        words.at = {at.x + air + inset_width / 2, top + inset_height - 8 * unit};
        words.size_mm = 13 * unit;
        words.colour = ink_text2;
        words.anchor = Anchor::centre;
        furniture.emplace_back(words);
        keep_clear(at.x + air, top, inset_width, inset_height);
    }
    keep_clear(at.x + width - 210 * unit, at.y + height - 44 * unit, 210 * unit, 44 * unit);
    keep_clear(at.x + width - 60 * unit, at.y + height - 110 * unit, 60 * unit, 110 * unit);

    const geo::Box box =
        facts.focus
            ? parts.base->area_box[static_cast<std::size_t>(facts.focus->level)][facts.focus->area.row()]
            : parts.base->box;
    const Shape shape{*parts.base, facts.focus, outline_of(*parts.base, facts.focus, box)};
    const auto view_with_legend = [&](PointMm legend_corner) {
        std::vector<geo::Box> all = cards;
        all.push_back(
            card_box(legend_corner.x - at.x, legend_corner.y - at.y, measured.width_mm, measured.height_mm));
        return view_beside(box, shape, all, width, height);
    };
    View view = view_with_legend(legend_at);
    // The legend goes under the badge where that lets the map become much larger.
    constexpr double much = 0.9;
    bool legend_high = false;
    if (!inset && top + measured.height_mm + air < at.y + height) {
        const View other = view_with_legend({legend_at.x, top});
        legend_high = other.metres_per_mm < view.metres_per_mm * much;
        if (legend_high) {
            view = other;
            legend_at.y = top;
        }
    }
    keep_clear(legend_at.x, legend_at.y, measured.width_mm, measured.height_mm);
    options.covered = cards;
    options.points_drawn = points_drawn(view, options);
    options.units_drawn = units_drawn(facts.study, view, options);
    options.barriers_drawn = barriers_drawn(view, options);
    MapFrame frame =
        map_frame(facts.study, parts.results, parts.colours, parts.base, parts.roads, view, options);
    frame.at = at;
    if (!frame.dashed_frame) frame.frame = {ink_text, std::max(0.25, 1.1 * unit), {}};
    scene.maps.push_back(std::move(frame));
    if (inset) scene.maps.push_back(std::move(*inset));
    // Room was kept for all symbols; those that this view does not draw have no row.
    const double height_mm = legend(facts.study, parts.colours, options, {0, 0}).height_mm;
    if (!legend_high) legend_at.y += measured.height_mm - height_mm;
    add_marks(furniture, legend(facts.study, parts.colours, options, legend_at));
    const geo::Plane plane{parts.base->plane_centre};
    const PointMm corner{at.x + width - 5 * unit, at.y + height - 5 * unit};
    const Furniture bar = scale_bar(view, plane.lonlat_from_metres(view.centre), options, corner);
    add_marks(furniture, bar);
    add_marks(furniture,
              north_arrow(options, {at.x + width - air, at.y + height - bar.height_mm - 10 * unit}));
}

}  // namespace render
