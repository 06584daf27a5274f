// The page's tools: a sheet that marks are put on, and the blocks that A4, A3 and the slide share.  Private
// to page*.cpp.
#pragma once

#include "render/page_facts_private.h"
#include "render/type.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace render {

inline constexpr double mm_per_pt = 25.4 / 72;
inline constexpr Rgba ink_text = rgb(0x16202B);
inline constexpr Rgba ink_text2 = rgb(0x4B5865);
inline constexpr Rgba ink_text3 = rgb(0x5E6B77);
inline constexpr Rgba ink_line = rgb(0xB4BDC5);
inline constexpr Rgba ink_accent = rgb(0x0F5E74);

/// Marks in units of the A4 page: `times` makes A3 of them.
class Sheet {
public:
    explicit Sheet(double times) : times_(times) {}

    double mm(double a4) const { return a4 * times_; }
    PointMm point(double x, double y) const { return {mm(x), mm(y)}; }
    TextMark& text(double x, double y, const std::string& words, double pt, FontFace face, Rgba colour,
                   Anchor anchor = Anchor::left) {
        marks.emplace_back(text_mark(x, y, words, pt, face, colour, anchor));
        return std::get<TextMark>(marks.back());
    }
    /// One line that becomes smaller, to 7.6 pt or five eighths, before it is cut with an ellipsis.
    void text_within(double x, double y, double width, const std::string& words, double pt, FontFace face,
                     Rgba colour, Anchor anchor = Anchor::left) {
        const double least = std::min(pt, std::max(7.6, 0.62 * pt));
        double size = pt;
        while (size > least && width_of(words, size, face) > width) size = std::max(least, size - 0.02 * pt);
        TextMark& mark = text(x, y, words, size, face, colour, anchor);
        if (width_of(words, size, face) > width) mark.text = fitted(mark, mm(width));
    }
    double width_of(const std::string& words, double pt, FontFace face) const {
        return measure_text(text_mark(0, 0, words, pt, face, ink_text, Anchor::left)).width_mm / times_;
    }
    /// A paragraph; the number of its lines.
    std::size_t paragraph(double x, double y, double width, double line, const std::string& words, double pt,
                          FontFace face, Rgba colour) {
        TextMark& mark = text(x, y, words, pt, face, colour);
        mark.wrap_mm = mm(width);
        mark.line_mm = mm(line);
        return measure_text(mark).lines;
    }
    std::size_t lines_of(double width, const std::string& words, double pt, FontFace face) const {
        TextMark mark = text_mark(0, 0, words, pt, face, ink_text, Anchor::left);
        mark.wrap_mm = mm(width);
        return measure_text(mark).lines;
    }
    RectMark& rect(double x, double y, double width, double height, const AreaFill& fill) {
        RectMark mark;
        mark.at = point(x, y);
        mark.width_mm = mm(width);
        mark.height_mm = mm(height);
        mark.fill = fill.colour;
        mark.hatch = fill.hatch;
        mark.mm_per_px = mm(0.22);
        marks.emplace_back(mark);
        return std::get<RectMark>(marks.back());
    }
    void rule(double x, double y, double width, double thick, Rgba colour) {
        rect(x, y - thick / 2, width, thick, {colour, Hatch::none});
    }

    std::vector<Mark> marks;

private:
    TextMark text_mark(double x, double y, const std::string& words, double pt, FontFace face, Rgba colour,
                       Anchor anchor) const {
        TextMark mark;
        mark.text = words;
        mark.at = point(x, y);
        mark.size_mm = mm(pt * mm_per_pt);
        mark.face = face;
        mark.colour = colour;
        mark.anchor = anchor;
        return mark;
    }

    double times_;
};
/// What the page is made of.
struct Parts {
    const PageFacts& facts;
    const geo::Results* results;
    const Choropleth& colours;
    std::shared_ptr<const Basemap> base;
    std::shared_ptr<const RoadLines> roads;
    geo::Lang lang;
    bool table;  ///< the page has the table that the discs of the map belong to
    std::shared_ptr<const geo::TravelBands> bands;  ///< on the map; null: the areas' colours
};

// Each block stands with its top left corner at (x, y), in units of the A4 page.

void add_reach_bar(Sheet& sheet, const PageFacts& facts, double x, double y, double width, double height);
void add_numbers(Sheet& sheet, const PageFacts& facts, double x, double y, double width);
void add_table(Sheet& sheet, const PageFacts& facts, double x, double y);
/// As many sentences as have room, the most important first; y is the first baseline.
void add_sentences(Sheet& sheet, const PageFacts& facts, double x, double y, double width,
                   std::size_t most_lines, double pt, double line, std::size_t most);
/// Bold word and its paragraph beside it, y the first baseline; the lines it took.
std::size_t add_footnote(Sheet& sheet, double x, double y, double width, const std::string& title,
                         const std::string& words, double pt, double line);
/// The mark of the product: a home and three waves that reach out from it; y is the baseline.
void add_mark(Sheet& sheet, double x, double y, double size);

/// The map with its furniture, in page millimetres; `unit` is the size of a design pixel.
void add_map(const Parts& parts, Scene& scene, std::vector<Mark>& furniture, PointMm at, double width,
             double height, double unit);

}  // namespace render
