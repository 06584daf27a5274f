#include "geo/base/figures.h"
#include "geo/geom/measure.h"
#include "render/map_scene.h"
#include "render/map_words.h"
#include "render/type.h"

#include <algorithm>
#include <cmath>

namespace render {
namespace {

struct Inks {
    Rgba card, edge, text, quiet, track, bar, shadow;
};
Inks inks_of(Theme theme) {
    if (theme == Theme::dark)
        return {rgb(0x1F252C),
                rgb(0x4C5863),
                rgb(0xE9EDF0),
                rgb(0xAEB9C3),
                rgb(0x13171C),
                rgb(0x8A96A1),
                with_alpha(rgb(0x000000), 0.35)};
    return {rgb(0xFFFFFF),
            rgb(0xB4BDC5),
            rgb(0x16202B),
            rgb(0x4B5865),
            rgb(0xEEF0F1),
            rgb(0x66727C),
            with_alpha(rgb(0x16202B), 0.12)};
}

/// Marks that grow downwards, in design pixels from their top left corner.
class Card {
public:
    Card(const MapOptions& options, PointMm at) : options_(options), at_(at), inks_(inks_of(options.theme)) {}

    double mm(double px) const { return px * options_.mm_per_px; }
    PointMm point(double x, double y) const { return {at_.x + mm(x), at_.y + mm(y)}; }
    const Inks& inks() const { return inks_; }

    void text(double x, double y, const std::string& words, double px, FontFace face, Rgba colour,
              Anchor anchor = Anchor::left) {
        TextMark mark;
        mark.text = words;
        mark.at = point(x, y);
        mark.size_mm = mm(px);
        mark.face = face;
        mark.colour = colour;
        mark.anchor = anchor;
        marks.push_back(mark);
    }
    double width_px(const std::string& words, double px, FontFace face) const {
        TextMark mark;
        mark.text = words;
        mark.size_mm = mm(px);
        mark.face = face;
        return measure_text(mark).width_mm / options_.mm_per_px;
    }
    RectMark& rect(double x, double y, double width, double height, Rgba fill) {
        RectMark mark;
        mark.at = point(x, y);
        mark.width_mm = mm(width);
        mark.height_mm = mm(height);
        mark.fill = fill;
        mark.mm_per_px = options_.mm_per_px;
        marks.emplace_back(mark);
        return std::get<RectMark>(marks.back());
    }
    void symbol(double x, double y, SymbolShape shape, double px) {
        SymbolMark mark;
        mark.shape = shape;
        mark.at = point(x, y);
        mark.size_mm = mm(px);
        marks.emplace_back(mark);
    }
    /// The card's ground goes below what was drawn on it.
    Furniture finished(double width, double height, bool shadowed) {
        Furniture out;
        out.width_mm = mm(width);
        out.height_mm = mm(height);
        RectMark ground;
        ground.at = at_;
        ground.width_mm = out.width_mm;
        ground.height_mm = out.height_mm;
        ground.radius_mm = options_.on_paper ? 0 : mm(6);
        ground.fill = inks_.card;
        ground.line = {inks_.edge, mm(1), {}};
        if (shadowed) {
            RectMark shadow = ground;
            shadow.at = {at_.x + mm(1), at_.y + mm(2)};
            shadow.fill = inks_.shadow;
            shadow.line = {};
            out.marks.emplace_back(shadow);
        }
        out.marks.emplace_back(ground);
        out.marks.insert(out.marks.end(), marks.begin(), marks.end());
        return out;
    }

    std::vector<Mark> marks;

private:
    const MapOptions& options_;
    PointMm at_;
    Inks inks_;
};

void swatch(Card& card, double x, double y, double width, double height, const AreaFill& fill) {
    RectMark& mark = card.rect(x, y, width, height, fill.colour);
    mark.hatch = fill.hatch;
    mark.line = {with_alpha(card.inks().text, 0.45), card.mm(0.8), {}};
}

bool any_school(const geo::Study& study) {
    return std::any_of(study.data->places->begin(), study.data->places->end(),
                       [](const geo::Place& p) { return p.has_position && !geo::is_learning_unit(p.kind); });
}

struct LegendSizes {
    double width, row, swatch_width, swatch_height, text;
};

}  // namespace

Furniture legend(const geo::Study& study, const Choropleth& choropleth, const MapOptions& options,
                 PointMm at) {
    Card card{options, at};
    const Inks& ink = card.inks();
    const geo::Lang lang = options.lang;
    const bool paper = options.on_paper;
    const LegendSizes size = options.compact ? LegendSizes{172, 22, 26, 17, 15}
                             : paper         ? LegendSizes{228, 22, 32, 17, 15}
                                             : LegendSizes{262, 22, 26, 18, 15};
    const double pad = 12;
    const double right = size.width - pad;
    const double words_x = pad + size.swatch_width + 10;
    double y = 10;

    const std::string& title = indicator_words(study, lang);
    double title_px = 15.5;
    while (title_px > 12 && card.width_px(title, title_px, FontFace::text_bold) > size.width - 2 * pad)
        title_px -= 0.25;
    if (card.width_px(title, title_px, FontFace::text_bold) <= size.width - 2 * pad) {
        card.text(pad, y + 17, title, title_px, FontFace::text_bold, ink.text);
    } else {  // what is measured, and in brackets its unit, on two lines
        const std::size_t unit = std::min(title.find('('), title.size());
        card.text(pad, y + 17, title.substr(0, unit), title_px, FontFace::text_bold, ink.text);
        y += 19;
        card.text(pad, y + 17, title.substr(unit), title_px, FontFace::text_bold, ink.text);
    }
    y += 26;
    const bool bars = !paper && geo::is_rate(study.map.indicator);
    if (bars) {
        card.text(right, y + 14, geo::word(lang, "map.legend.behind"), 13.5, FontFace::text, ink.quiet,
                  Anchor::right);
        y += 21;
    }
    std::int64_t most = 1;
    for (const std::int64_t milli : choropleth.class_not_reached_milli) most = std::max(most, milli);
    const std::string level = level_words(study.map.level, lang);
    // The bars begin behind the widest words, and end where they always do.
    double bar_left = 134;
    for (const std::size_t c : choropleth.legend_order)
        bar_left = std::max(
            bar_left, words_x + card.width_px(choropleth.class_words[c], size.text, FontFace::text) + 10);
    bar_left = std::min(bar_left, 164.0);
    for (const std::size_t c : choropleth.legend_order) {
        swatch(card, pad, y + (size.row - size.swatch_height) / 2, size.swatch_width, size.swatch_height,
               {choropleth.colours[c], Hatch::none});
        card.text(words_x, y + 16, choropleth.class_words[c], size.text, FontFace::text, ink.text);
        if (bars) {
            const double bar_width = 184 - bar_left;
            card.rect(bar_left, y + 7, bar_width, 8, ink.track);
            const double part =
                static_cast<double>(choropleth.class_not_reached_milli[c]) / static_cast<double>(most);
            if (part > 0) card.rect(bar_left, y + 7, std::max(1.5, bar_width * part), 8, ink.bar);
            card.text(right, y + 16, geo::whole_children(choropleth.class_not_reached_milli[c]), size.text,
                      FontFace::text, ink.text, Anchor::right);
        } else if (!options.compact) {
            const std::string count = geo::grouped(static_cast<std::int64_t>(choropleth.class_areas[c]));
            card.text(right, y + 16, paper ? count + " " + level : count, 14, FontFace::text, ink.quiet,
                      Anchor::right);
        }
        y += size.row;
    }
    if (choropleth.legend_order.empty() || choropleth.column.value.empty()) {
        card.text(pad, y + 16, geo::word(lang, "map.legend.nothing"), size.text, FontFace::text, ink.quiet);
        y += size.row;
    }

    // What is no ordinary number keeps its own rows; each stands only where it is on the map.
    const bool dark = options.theme == Theme::dark;
    const Rgba ground = dark ? rgb(0x2C333A) : rgb(0xDADBD8);
    struct Special {
        const char* key;
        std::size_t areas;
        AreaFill fill;
    };
    const std::array<Special, 3> specials = {
        {{"map.legend.no_data", choropleth.areas_no_data, {ground, Hatch::no_data}},
         {"map.legend.suppressed", choropleth.areas_suppressed, {ground, Hatch::suppressed}},
         {"map.legend.zero", choropleth.areas_zero, {dark ? rgb(0x222930) : rgb(0xFFFFFF), Hatch::none}}}};
    const bool any_special =
        std::any_of(specials.begin(), specials.end(), [](const Special& s) { return s.areas > 0; });
    const bool units =
        study.map.show_units && options.units_drawn &&
        std::any_of(study.data->places->begin(), study.data->places->end(),
                    [](const geo::Place& p) { return p.has_position && geo::is_learning_unit(p.kind); });
    struct Point {
        bool shown;
        SymbolShape shape;
        double px;
        const char* key;
    };
    const bool points = options.points_drawn;
    const bool villages = points && study.map.show_villages && !study.data->villages->empty();
    const std::array<Point, 4> symbols = {
        {{units, SymbolShape::unit, 13, "map.legend.units"},
         {points && study.map.show_schools && any_school(study), SymbolShape::school, 9,
          "map.legend.schools"},
         {villages, SymbolShape::village, 9, "map.legend.villages"},
         {villages, SymbolShape::unreachable, 8, "map.legend.villages_off"}}};
    const bool any_symbol =
        std::any_of(symbols.begin(), symbols.end(), [](const Point& symbol) { return symbol.shown; });
    if (any_special || any_symbol) {
        y += 5;
        card.rect(pad, y, size.width - 2 * pad, 1, with_alpha(ink.edge, 0.7));
        y += 6;
    }
    const auto fitting = [&](const std::string& words, double until) {
        double px = size.text;
        while (px > 11 && card.width_px(words, px, FontFace::text) > until - words_x) px -= 0.25;
        card.text(words_x, y + 16, words, px, FontFace::text, ink.text);
    };
    for (const Special& special : specials) {
        if (special.areas == 0) continue;
        swatch(card, pad, y + (size.row - size.swatch_height) / 2, size.swatch_width, size.swatch_height,
               special.fill);
        fitting(geo::word(lang, special.key), options.compact ? right : right - 26);
        if (!options.compact)
            card.text(right, y + 16, geo::grouped(static_cast<std::int64_t>(special.areas)), 14,
                      FontFace::text, ink.quiet, Anchor::right);
        y += size.row;
    }
    for (const Point& symbol : symbols) {
        if (!symbol.shown) continue;
        card.symbol(pad + size.swatch_width / 2, y + size.row / 2, symbol.shape, symbol.px);
        fitting(geo::word(lang, symbol.key), right);
        y += size.row;
    }
    y += 9;
    return card.finished(size.width, y, !paper);
}

Furniture scale_bar(const View& view, const geo::LonLat& at_centre, const MapOptions& options,
                    PointMm bottom_right) {
    // A true length on the ellipsoid at the centre, along the frame.
    const geo::Plane plane{};
    const geo::Metres centre = plane.metres_from_lonlat(at_centre);
    const double span_mm = 10;
    const double half = span_mm / 2 * view.metres_per_mm;
    const double metres = geo::geodesic_metres(plane.lonlat_from_metres({centre.x - half, centre.y}),
                                               plane.lonlat_from_metres({centre.x + half, centre.y}));
    const double metres_per_mm = metres / span_mm;
    const double widest = 150 * options.mm_per_px;
    const double wanted = widest * metres_per_mm;
    const double base = std::pow(10, std::floor(std::log10(wanted)));
    double length = base;
    for (const double times : {1.0, 2.0, 4.0, 8.0})
        if (base * times <= wanted) length = base * times;
    const double bar_px = length / metres_per_mm / options.mm_per_px;

    const auto words = [&](double m) {
        const bool km = length >= 1000;
        const double n = km ? m / 1000 : m;
        const long long tenths = std::llround(n * 10);
        std::string text = geo::grouped(tenths / 10);
        if (tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
        return text;
    };
    const std::string unit = geo::word(options.lang, length >= 1000 ? "map.unit.km" : "map.unit.m");
    const std::string last = words(length) + " " + unit;
    const double pad = 12;
    Card probe{options, {0, 0}};
    const double last_half = probe.width_px(words(length), 13, FontFace::text) / 2;
    const double tail = probe.width_px(last, 13, FontFace::text) - last_half;
    const double width = pad + 4 + bar_px + std::max(tail, 4.0) + pad;
    const double height = 32;
    const PointMm at{bottom_right.x - width * options.mm_per_px, bottom_right.y - height * options.mm_per_px};
    Card card{options, at};
    const Inks& ink = card.inks();
    const double left = pad + 4;
    card.text(left, 15, "0", 13, FontFace::text, ink.text, Anchor::centre);
    card.text(left + bar_px / 2, 15, words(length / 2), 13, FontFace::text, ink.text, Anchor::centre);
    card.text(left + bar_px - last_half, 15, last, 13, FontFace::text, ink.text);
    card.rect(left, 21, bar_px / 2, 5, ink.text).line = {ink.text, card.mm(1), {}};
    card.rect(left + bar_px / 2, 21, bar_px / 2, 5, ink.card).line = {ink.text, card.mm(1), {}};
    Furniture out = card.finished(width, height, false);
    if (auto* ground = std::get_if<RectMark>(&out.marks.front())) {
        ground->fill = with_alpha(ink.card, 0.82);
        ground->line = {};
        ground->radius_mm = card.mm(4);
    }
    return out;
}

Furniture north_arrow(const MapOptions& options, PointMm bottom_right) {
    const double width = 26;
    const double height = 50;
    Card card{options,
              {bottom_right.x - width * options.mm_per_px, bottom_right.y - height * options.mm_per_px}};
    const Inks& ink = card.inks();
    PathMark arrow;
    arrow.points = {card.point(13, 2), card.point(21, 30), card.point(13, 24), card.point(5, 30)};
    arrow.closed = true;
    arrow.fill = ink.text;
    card.marks.emplace_back(arrow);
    TextMark letter;
    letter.text = geo::word(options.lang, "map.north");
    letter.at = card.point(13, 46);
    letter.size_mm = card.mm(15);
    letter.face = FontFace::text_bold;
    letter.colour = ink.text;
    letter.anchor = Anchor::centre;
    letter.halo = with_alpha(ink.card, 0.8);
    letter.halo_mm = card.mm(3);
    card.marks.emplace_back(letter);
    Furniture out;
    out.marks = card.marks;
    out.width_mm = card.mm(width);
    out.height_mm = card.mm(height);
    return out;
}

Furniture made_up_badge(const MapOptions& options, PointMm top_right) {
    const Card probe{options, {0, 0}};
    const std::string& words = geo::word(options.lang, "study.made_up");
    const double width = std::ceil(probe.width_px(words, 16, FontFace::text_bold)) + 26;
    const double height = 30;
    Card card{options, {top_right.x - width * options.mm_per_px, top_right.y}};
    card.rect(0, 0, width, height, rgb(0xF3C46B)).radius_mm = card.mm(options.on_paper ? 0 : 4);
    card.text(width / 2, 20.5, words, 16, FontFace::text_bold, rgb(0x33240A), Anchor::centre);
    Furniture out;
    out.marks = card.marks;
    out.width_mm = card.mm(width);
    out.height_mm = card.mm(height);
    return out;
}

}  // namespace render
