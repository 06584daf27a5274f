#include "render/cairo/paint_private.h"
#include "render/type_private.h"

#include <algorithm>
#include <cmath>

namespace render {
namespace {

constexpr double pi = 3.14159265358979323846;

// Colours of ui.md section 7 that symbols have in both themes: they stand on a white ground of their own.
constexpr Rgba accent = rgb(0x0F5F73);
constexpr Rgba attention = rgb(0xA85B14);
constexpr Rgba plum = rgb(0x8A2A45);
constexpr Rgba ink = rgb(0x16202B);
constexpr Rgba quiet = rgb(0x66727C);
constexpr Rgba white = rgb(0xFFFFFF);

void disc(cairo_t* cr, PointMm at, double radius, Rgba colour) {
    cairo_new_path(cr);
    cairo_arc(cr, at.x, at.y, radius, 0, 2 * pi);
    set_colour(cr, colour);
    cairo_fill(cr);
}

void line(cairo_t* cr, PointMm from, PointMm to, double width, Rgba colour) {
    cairo_move_to(cr, from.x, from.y);
    cairo_line_to(cr, to.x, to.y);
    stroke(cr, {colour, width, {}});
}

void paint_text(cairo_t* cr, const TextMark& mark) {
    if (mark.text.empty()) return;
    const ShapedText text = shaped(mark);
    cairo_save(cr);
    cairo_translate(cr, mark.at.x, mark.at.y);
    cairo_scale(cr, 1 / type_units_per_mm, 1 / type_units_per_mm);
    const auto each_line = [&](const auto& show) {
        for (const ShapedText::Line& line : text.lines) {
            cairo_move_to(cr, line.x_mm * type_units_per_mm, line.y_mm * type_units_per_mm);
            show(line.line);
        }
    };
    if (mark.halo.a != 0 && mark.halo_mm > 0) {
        cairo_new_path(cr);
        each_line([&](PangoLayoutLine* line) { pango_cairo_layout_line_path(cr, line); });
        set_colour(cr, mark.halo);
        cairo_set_line_width(cr, mark.halo_mm * type_units_per_mm);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke(cr);
    }
    set_colour(cr, mark.colour);
    each_line([&](PangoLayoutLine* line) { show_line(cr, text.layout.get(), line); });
    cairo_new_path(cr);
    cairo_restore(cr);
}

void rect_path(cairo_t* cr, const RectMark& mark) {
    cairo_new_path(cr);
    const double r = std::min({mark.radius_mm, mark.width_mm / 2, mark.height_mm / 2});
    if (r <= 0) {
        cairo_rectangle(cr, mark.at.x, mark.at.y, mark.width_mm, mark.height_mm);
        return;
    }
    const double right = mark.at.x + mark.width_mm;
    const double bottom = mark.at.y + mark.height_mm;
    cairo_arc(cr, right - r, mark.at.y + r, r, -pi / 2, 0);
    cairo_arc(cr, right - r, bottom - r, r, 0, pi / 2);
    cairo_arc(cr, mark.at.x + r, bottom - r, r, pi / 2, pi);
    cairo_arc(cr, mark.at.x + r, mark.at.y + r, r, pi, 3 * pi / 2);
    cairo_close_path(cr);
}

void paint_rect(cairo_t* cr, const RectMark& mark) {
    if (mark.width_mm <= 0 || mark.height_mm <= 0) return;
    if (mark.fill.a != 0) {
        rect_path(cr, mark);
        set_colour(cr, mark.fill);
        cairo_fill(cr);
    }
    if (mark.hatch != Hatch::none) {
        cairo_save(cr);
        cairo_translate(cr, mark.at.x, mark.at.y);
        RectMark here = mark;
        here.at = {0, 0};
        rect_path(cr, here);
        hatch(cr, {mark.fill, mark.hatch}, mark.mm_per_px);
        cairo_restore(cr);
    }
    rect_path(cr, mark);
    stroke(cr, mark.line);
}

void paint_path(cairo_t* cr, const PathMark& mark) {
    if (mark.points.empty()) return;
    const auto path = [&] {
        cairo_new_path(cr);
        for (const PointMm at : mark.points) cairo_line_to(cr, at.x, at.y);
        if (mark.closed) cairo_close_path(cr);
    };
    if (mark.fill.a != 0) {
        path();
        set_colour(cr, mark.fill);
        cairo_fill(cr);
    }
    path();
    stroke(cr, mark.line);
}

void paint_square(cairo_t* cr, PointMm at, double size, Rgba line_colour) {
    const double half = size / 2;
    cairo_new_path(cr);
    cairo_rectangle(cr, at.x - half, at.y - half, size, size);
    set_colour(cr, white);
    cairo_fill_preserve(cr);
    stroke(cr, {line_colour, size * 1.4 / 9, {}});
}

void struck_through(cairo_t* cr, PointMm at, double size, double width) {
    const double reach = size / 2 * 1.3;
    line(cr, {at.x - reach, at.y - reach}, {at.x + reach, at.y + reach}, width, quiet);
}

void paint_number(cairo_t* cr, const SymbolMark& mark, Rgba colour) {
    TextMark number;
    number.text = mark.text;
    number.size_mm = mark.size_mm * (mark.text.size() > 2 ? 0.46 : 0.62);
    number.face = FontFace::text_bold;
    number.colour = colour;
    number.anchor = Anchor::centre;
    number.at = {mark.at.x, mark.at.y + number.size_mm * 0.36};
    paint_text(cr, number);
}

/// A unit of the plan, 25 px across: white ring, disc, number.
void paint_planned(cairo_t* cr, const SymbolMark& mark, Rgba ground) {
    const double px = mark.size_mm / 25;
    disc(cr, mark.at, mark.size_mm / 2 + 2 * px, white);
    disc(cr, mark.at, mark.size_mm / 2, ground);
    paint_number(cr, mark, white);
}

void ring(cairo_t* cr, PointMm at, double radius, const LineStyle& style) {
    cairo_new_path(cr);
    cairo_arc(cr, at.x, at.y, radius, 0, 2 * pi);
    stroke(cr, style);
}

void paint_symbol(cairo_t* cr, const SymbolMark& mark) {
    const double size = mark.size_mm;
    const double half = size / 2;
    switch (mark.shape) {
        case SymbolShape::unit:
            disc(cr, mark.at, half + size * 2.2 / 15, white);
            disc(cr, mark.at, half, accent);
            disc(cr, mark.at, size * 3 / 15, white);
            break;
        case SymbolShape::school:
            paint_square(cr, mark.at, size, ink);
            break;
        case SymbolShape::closed_school:
            paint_square(cr, mark.at, size, quiet);
            struck_through(cr, mark.at, size, size * 1.4 / 9);
            break;
        case SymbolShape::closed_unit:
            disc(cr, mark.at, half + size * 2.2 / 15, white);
            disc(cr, mark.at, half, quiet);
            disc(cr, mark.at, size * 3 / 15, white);
            struck_through(cr, mark.at, size, size * 2 / 15);
            break;
        case SymbolShape::planned_unit:
            paint_planned(cr, mark, accent);
            break;
        case SymbolShape::chosen_unit:
        case SymbolShape::dragged_unit: {
            const Rgba ground = mark.shape == SymbolShape::chosen_unit ? accent : attention;
            const double px = size / 25;
            ring(cr, mark.at, 21 * px, {white, 5 * px, {}});
            ring(cr, mark.at, 21 * px, {ground, 2.4 * px, {}});
            paint_planned(cr, mark, ground);
            break;
        }
        case SymbolShape::unit_was_here: {
            const double px = size / 25;
            disc(cr, mark.at, half, with_alpha(white, 0.7));
            ring(cr, mark.at, half, {accent, 1.6 * px, {3.5 * px, 2.5 * px}});
            paint_number(cr, mark, accent);
            break;
        }
        case SymbolShape::village:
            disc(cr, mark.at, half + size * 0.08, with_alpha(white, 0.8));
            disc(cr, mark.at, half, with_alpha(ink, 0.72));
            break;
        case SymbolShape::unreachable:
            for (const double way : {-1.0, 1.0}) {
                const PointMm from{mark.at.x - half, mark.at.y - way * half};
                const PointMm to{mark.at.x + half, mark.at.y + way * half};
                line(cr, from, to, size * 4.4 / 8, white);
            }
            for (const double way : {-1.0, 1.0}) {
                const PointMm from{mark.at.x - half, mark.at.y - way * half};
                const PointMm to{mark.at.x + half, mark.at.y + way * half};
                line(cr, from, to, size * 2.2 / 8, plum);
            }
            break;
        case SymbolShape::numbered: {
            disc(cr, mark.at, half, white);
            ring(cr, mark.at, half, {ink, size / 15, {}});
            paint_number(cr, mark, ink);
            break;
        }
    }
}

}  // namespace

void set_colour(cairo_t* cr, Rgba colour) {
    cairo_set_source_rgba(cr, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0, colour.a / 255.0);
}

void stroke(cairo_t* cr, const LineStyle& style) {
    if (style.colour.a == 0 || style.width_mm <= 0) {
        cairo_new_path(cr);
        return;
    }
    cairo_save(cr);
    set_colour(cr, style.colour);
    cairo_set_line_width(cr, style.width_mm);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr, style.dash_mm.empty() ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_dash(cr, style.dash_mm.data(), static_cast<int>(style.dash_mm.size()), 0);
    cairo_stroke(cr);
    cairo_restore(cr);
}

void hatch(cairo_t* cr, const AreaFill& fill, double mm_per_px) {
    const HatchPattern pattern = hatch_pattern(fill, mm_per_px);
    if (pattern.line_mm <= 0) {
        cairo_new_path(cr);
        return;
    }
    cairo_save(cr);
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_clip(cr);
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    cairo_clip_extents(cr, &left, &top, &right, &bottom);
    if (right > left && bottom > top) {
        if (fill.hatch == Hatch::suppressed || fill.hatch == Hatch::zero) {
            const double period = pattern.period_mm;
            const double arm = pattern.arm_mm;
            for (double y = std::floor(top / period) * period; y <= bottom + period; y += period)
                for (double x = std::floor(left / period) * period; x <= right + period; x += period) {
                    const PointMm at{x + period / 2, y + period / 2};
                    cairo_move_to(cr, at.x - arm, at.y - arm);
                    cairo_line_to(cr, at.x + arm, at.y + arm);
                    cairo_move_to(cr, at.x - arm, at.y + arm);
                    cairo_line_to(cr, at.x + arm, at.y - arm);
                }
        } else {
            const double along = pattern.period_mm * std::sqrt(2.0);  // period measured on an axis
            const bool falling = fill.hatch == Hatch::old;
            const double reach = bottom - top;
            // Lines x + y = c rise to the right; x - y = c fall.
            const double low = falling ? left - bottom : left + top;
            const double high = falling ? right - top : right + bottom;
            for (double c = std::floor(low / along) * along; c <= high + along; c += along) {
                if (falling) {
                    cairo_move_to(cr, c + top, top);
                    cairo_line_to(cr, c + top + reach, bottom);
                } else {
                    cairo_move_to(cr, c - top, top);
                    cairo_line_to(cr, c - top - reach, bottom);
                }
            }
        }
        set_colour(cr, pattern.ink);
        cairo_set_line_width(cr, pattern.line_mm);
        cairo_set_line_cap(cr, CAIRO_LINE_CAP_SQUARE);
        cairo_stroke(cr);
    }
    cairo_restore(cr);
    cairo_new_path(cr);
}

void paint(cairo_t* cr, const Mark& mark) {
    if (const auto* rect = std::get_if<RectMark>(&mark)) paint_rect(cr, *rect);
    if (const auto* path = std::get_if<PathMark>(&mark)) paint_path(cr, *path);
    if (const auto* text = std::get_if<TextMark>(&mark)) paint_text(cr, *text);
    if (const auto* symbol = std::get_if<SymbolMark>(&mark)) paint_symbol(cr, *symbol);
}

}  // namespace render
