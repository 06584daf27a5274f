#include "geo/base/figures.h"
#include "geo/geom/measure.h"
#include "render/furniture_private.h"

#include <algorithm>
#include <cmath>

namespace render {

CardInks card_inks(Theme theme) {
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
    const CardInks& ink = card.inks();
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
    const CardInks& ink = card.inks();
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
