// What the cards on the map are made with: inks of a theme and a card that marks are put on.  Private to
// legend.cpp and furniture.cpp.
#pragma once

#include "render/map_scene.h"
#include "render/type.h"

#include <string>
#include <variant>
#include <vector>

namespace render {

/// Of a card; by theme.
struct CardInks {
    Rgba card, edge, text, quiet, track, bar, shadow;
};
CardInks card_inks(Theme theme);

/// Marks that grow downwards, in design pixels from their top left corner.
class Card {
public:
    Card(const MapOptions& options, PointMm at)
        : options_(options), at_(at), inks_(card_inks(options.theme)) {}

    double mm(double px) const { return px * options_.mm_per_px; }
    PointMm point(double x, double y) const { return {at_.x + mm(x), at_.y + mm(y)}; }
    const CardInks& inks() const { return inks_; }

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
    void symbol(double x, double y, SymbolShape shape, double px, const char* text = "") {
        SymbolMark mark;
        mark.shape = shape;
        mark.at = point(x, y);
        mark.size_mm = mm(px);
        mark.text = text;
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
    CardInks inks_;
};

}  // namespace render
