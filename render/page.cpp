#include "render/page.h"

#include "geo/base/figures.h"
#include "render/map_scene.h"
#include "render/page_facts_private.h"
#include "render/palette.h"
#include "render/type.h"

#include <algorithm>
#include <cmath>

namespace render {
namespace {

constexpr double mm_per_pt = 25.4 / 72;
const Rgba ink_text = rgb(0x16202B);
const Rgba ink_text2 = rgb(0x4B5865);
const Rgba ink_text3 = rgb(0x5E6B77);
const Rgba ink_line = rgb(0xB4BDC5);
const Rgba ink_accent = rgb(0x0F5E74);

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
};

void reach_bar(Sheet& sheet, const PageFacts& facts, double x, double y, double width, double height) {
    std::int64_t whole = 0;
    for (const std::int64_t part : facts.parts) whole += part;
    if (whole <= 0) return;
    // A part that exists is seen: at least 0.6 mm, taken from the widest.
    std::array<double, 4> widths{};
    for (std::size_t i = 0; i < 4; ++i) {
        widths[i] = width * static_cast<double>(facts.parts[i]) / static_cast<double>(whole);
        if (facts.parts[i] > 0) widths[i] = std::max(widths[i], 0.6);
    }
    double over = -width;
    for (const double w : widths) over += w;
    *std::max_element(widths.begin(), widths.end()) -= over;
    double at = x;
    for (std::size_t i = 0; i < 4; ++i) {
        if (widths[i] <= 0) continue;
        sheet.rect(at, y, widths[i], height, facts.numbers[i].swatch);
        at += widths[i];
    }
    at = x;
    for (std::size_t i = 0; i + 1 < 4; ++i) {  // parts stand apart without their colours
        at += widths[i];
        if (widths[i] > 0 && at < x + width - 0.3)
            sheet.rect(at - 0.15, y, 0.3, height, {rgb(0xFFFFFF), Hatch::none});
    }
}

/// The outline of what the page is about, thinned to a few thousand points of the plane.
std::vector<geo::Metres> outline_of(const Basemap& base, const std::optional<Focus>& focus) {
    std::vector<geo::Metres> all;
    const geo::Level level = focus ? focus->level : geo::Level::country;
    const auto& rings = base.area_rings[static_cast<std::size_t>(level)];
    const auto add = [&](const std::vector<geo::ArcPolygon>& polygons) {
        for (const geo::ArcPolygon& polygon : polygons)
            for (const geo::Metres& at : ring_points(base, 0, polygon.outer)) all.push_back(at);
    };
    if (focus)
        add(rings[focus->area.row()]);
    else
        for (const auto& polygons : rings) add(polygons);
    constexpr std::size_t enough = 3000;
    const std::size_t step = all.size() / enough + 1;
    std::vector<geo::Metres> out;
    for (std::size_t i = 0; i < all.size(); i += step) out.push_back(all[i]);
    return out;
}

bool clear_of(const View& view, const std::vector<geo::Metres>& outline, const std::vector<geo::Box>& cards) {
    return std::none_of(outline.begin(), outline.end(), [&](const geo::Metres& at) {
        const PointMm mm = view.mm_from_metres(at);
        return std::any_of(cards.begin(), cards.end(),
                           [&](const geo::Box& card) { return card.contains(mm.x, mm.y); });
    });
}

/// The largest view in which the outline stays clear of the cards; the plain one where half the size would
/// not be enough.  O(scales * shifts * points), some 20 ms.
View view_beside(const geo::Box& box, const std::vector<geo::Metres>& outline,
                 const std::vector<geo::Box>& cards, double width, double height) {
    const View whole = view_of(box, width, height, 0.035);
    constexpr int shifts = 6;
    for (double times = 1; times < 2; times *= 1.04) {
        View view = whole;
        view.metres_per_mm *= times;
        const double slack_x = std::max(0.0, width * 0.965 - box.width() / view.metres_per_mm) / 2;
        const double slack_y = std::max(0.0, height * 0.965 - box.height() / view.metres_per_mm) / 2;
        for (int away = 0; away <= 2 * shifts; ++away)
            for (int i = -shifts; i <= shifts; ++i)
                for (int j = -shifts; j <= shifts; ++j) {
                    if (std::abs(i) + std::abs(j) != away) continue;
                    view.centre = {whole.centre.x - slack_x * i / shifts * view.metres_per_mm,
                                   whole.centre.y + slack_y * j / shifts * view.metres_per_mm};
                    if (clear_of(view, outline, cards)) return view;
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

/// The map with its furniture, in page millimetres.
void add_map(const Parts& parts, Scene& scene, std::vector<Mark>& furniture, PointMm at, double width,
             double height, double unit) {
    const PageFacts& facts = parts.facts;
    MapOptions options;
    options.theme = Theme::light;
    options.lang = parts.lang;
    options.mm_per_px = unit;
    options.on_paper = true;
    options.focus = facts.focus;
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
    const PointMm legend_at{at.x + air, at.y + height - air - measured.height_mm};
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
    keep_clear(legend_at.x, legend_at.y, measured.width_mm, measured.height_mm);
    keep_clear(at.x + width - 210 * unit, at.y + height - 44 * unit, 210 * unit, 44 * unit);
    keep_clear(at.x + width - 60 * unit, at.y + height - 110 * unit, 60 * unit, 110 * unit);

    const geo::Box box =
        facts.focus
            ? parts.base->area_box[static_cast<std::size_t>(facts.focus->level)][facts.focus->area.row()]
            : parts.base->box;
    const View view = view_beside(box, outline_of(*parts.base, facts.focus), cards, width, height);
    options.covered = cards;
    MapFrame frame =
        map_frame(facts.study, parts.results, parts.colours, parts.base, parts.roads, view, options);
    frame.at = at;
    if (!frame.dashed_frame) frame.frame = {ink_text, std::max(0.25, 1.1 * unit), {}};
    scene.maps.push_back(std::move(frame));
    if (inset) scene.maps.push_back(std::move(*inset));
    add_marks(furniture, legend(facts.study, parts.colours, options, legend_at));
    const geo::Plane plane{parts.base->plane_centre};
    const PointMm corner{at.x + width - 0.5 * unit, at.y + height - 0.5 * unit};
    const Furniture bar = scale_bar(view, plane.lonlat_from_metres(view.centre), options, corner);
    add_marks(furniture, bar);
    add_marks(furniture,
              north_arrow(options, {at.x + width - air, at.y + height - bar.height_mm - 6 * unit}));
}

/// The mark of the product: a home and three waves that reach out from it.
void add_mark(Sheet& sheet, double x, double y, double size) {
    for (int wave = 1; wave <= 3; ++wave) {
        PathMark path;
        const double radius = size * 0.30 * wave;
        for (int i = 0; i <= 16; ++i) {
            const double angle = 3.14159265358979 * (0.25 + 0.5 * i / 16);
            path.points.push_back(
                sheet.point(x + size / 2 + radius * std::cos(angle), y - radius * std::sin(angle)));
        }
        path.line = {ink_accent, sheet.mm(size * 0.12), {}};
        sheet.marks.emplace_back(path);
    }
    RectMark& dot = sheet.rect(x + size / 2 - size * 0.11, y - size * 0.11, size * 0.22, size * 0.22,
                               {rgb(0xBA4D38), Hatch::none});
    dot.radius_mm = sheet.mm(size * 0.11);
}

void add_table(Sheet& sheet, const PageFacts& facts, double x, double y) {
    constexpr double width = 83;
    sheet.text_within(x, y + 6, width, facts.table_title, 17, FontFace::heading, ink_text);
    if (facts.rows.empty()) {
        sheet.text_within(x, y + 14, width, facts.table_empty, 12.5, FontFace::text, ink_text2);
        return;
    }
    const bool parents = !facts.table_heads[1].empty();
    const bool shares = !facts.table_heads[3].empty();
    const double people = shares ? x + 69 : x + width;

    // Names of a column have one size.  Where two columns of names have no room, the parent stands under the
    // name.
    constexpr double number_width = 6.5;
    constexpr double air = 3;
    double most_people = 0;
    double names = sheet.width_of(facts.table_heads[0], 10, FontFace::text) - number_width;
    double above = sheet.width_of(facts.table_heads[1], 10, FontFace::text);
    for (const PageRow& row : facts.rows) {
        most_people = std::max(most_people, sheet.width_of(row.children, 12.5, FontFace::text_bold));
        names = std::max(names, sheet.width_of(row.name, 12.5, FontFace::text_bold));
        if (parents) above = std::max(above, sheet.width_of(row.parent, 12.5, FontFace::text));
    }
    const double name_x = x + number_width;
    const double people_head = sheet.width_of(facts.table_heads[2], 10, FontFace::text);
    const double room = people - std::max(most_people, people_head) - air - name_x;
    const bool beside = parents && (names + air + above) * 0.85 <= room;
    const bool under = parents && !beside;
    const double part = std::min(
        1.0, beside ? (room - air) / (names + above) : (people - most_people - air - name_x) / names);
    const double pt = std::max(8.5, 12.5 * part);
    const double parent_x = name_x + names * part + air;

    const double head = y + 11.5;
    sheet.text(x, head, facts.table_heads[0] + (under ? ", " + facts.table_heads[1] : ""), 10, FontFace::text,
               ink_text2);
    if (beside) sheet.text(parent_x, head, facts.table_heads[1], 10, FontFace::text, ink_text2);
    sheet.text(people, head, facts.table_heads[2], 10, FontFace::text, ink_text2, Anchor::right);
    if (shares)
        sheet.text(x + width, head, facts.table_heads[3], 10, FontFace::text, ink_text2, Anchor::right);
    sheet.rule(x, y + 13.2, width, 0.35, ink_text);
    constexpr double step = 8.8;
    for (std::size_t i = 0; i < facts.rows.size(); ++i) {
        const PageRow& row = facts.rows[i];
        const double top = y + 13.2 + step * static_cast<double>(i);
        const double base = top + 6;
        sheet.text(x, base, std::to_string(i + 1), 12.5, FontFace::text_bold, ink_text);
        sheet.text_within(name_x, under ? top + 4.6 : base, names * part + 0.1, row.name, pt,
                          FontFace::text_bold, ink_text);
        if (beside)
            sheet.text_within(parent_x, base, above * part + 0.1, row.parent, pt, FontFace::text, ink_text2);
        if (under)
            sheet.text_within(name_x, top + 7.9, people - most_people - air - name_x, row.parent, 8.5,
                              FontFace::text, ink_text2);
        sheet.text(people, base, row.children, 12.5, FontFace::text_bold, ink_text, Anchor::right);
        if (shares) sheet.text(x + width, base, row.share, 12.5, FontFace::text, ink_text, Anchor::right);
        sheet.rule(x, top + step, width, 0.15, ink_line);
    }
}

/// As many sentences as have room, the most important first.
void add_sentences(Sheet& sheet, const PageFacts& facts, double x, double y, double width,
                   std::size_t most_lines, double pt, double line, std::size_t most) {
    std::size_t used = 0;
    std::size_t told = 0;
    for (const std::string& sentence : facts.sentences) {
        const std::size_t lines = sheet.lines_of(width - 5.5, sentence, pt, FontFace::text);
        if (told == most || used + lines > most_lines) break;
        const double base = y + line * static_cast<double>(used) + 0.9 * static_cast<double>(told);
        ++told;
        sheet.text(x, base, std::to_string(told), pt, FontFace::text_bold, ink_text);
        sheet.paragraph(x + 5.5, base, width - 5.5, line, sentence, pt, FontFace::text, ink_text);
        used += lines;
    }
}

/// Bold word and its paragraph beside it; the lines it took.
std::size_t add_footnote(Sheet& sheet, double x, double y, double width, const std::string& title,
                         const std::string& words, double pt, double line) {
    const double indent = sheet.width_of(title, pt, FontFace::text_bold) + 1.4;
    sheet.text(x, y, title, pt, FontFace::text_bold, ink_text);
    return sheet.paragraph(x + indent, y, width - indent, line, words, pt, FontFace::text, ink_text2);
}

void add_numbers(Sheet& sheet, const PageFacts& facts, double x, double y, double width) {
    const double step = width / 4;
    for (std::size_t i = 0; i < facts.numbers.size(); ++i) {
        const PageNumber& number = facts.numbers[i];
        const double left = x + step * static_cast<double>(i);
        sheet.text(left, y + 11.2, number.number, 31, FontFace::heading, ink_text);
        double words = left;
        if (number.swatch.colour.a > 0) {
            sheet.rect(left, y + 13.6, 3, 3, number.swatch);
            words += 4.4;
        }
        sheet.text_within(words, y + 16.4, step - (words - left) - 1.5, number.words, 11.5, FontFace::text,
                          ink_text2);
    }
}

Scene upright_page(const Parts& parts, double times) {
    const PageFacts& facts = parts.facts;
    Scene scene;
    scene.width_mm = 210 * times;
    scene.height_mm = 297 * times;
    Sheet sheet{times};
    constexpr double left = 12;
    constexpr double column = 186;
    const std::string& lang_method = geo::word(parts.lang, "page.method.title");

    // A headline that needs a second line takes it from the map.
    double headline_pt = 28;
    while (headline_pt > 23 && sheet.width_of(facts.headline, headline_pt, FontFace::heading) > column)
        headline_pt -= 0.5;
    const bool two = sheet.width_of(facts.headline, headline_pt, FontFace::heading) > column;
    if (two)
        sheet.paragraph(left, 18.5, column, 10.5, facts.headline, headline_pt, FontFace::heading, ink_text);
    else
        sheet.text(left, 18.5, facts.headline, headline_pt, FontFace::heading, ink_text);
    double down = two ? 10.5 : 0;
    double definition_pt = 12;
    while (definition_pt > 10.5 && sheet.width_of(facts.definition, definition_pt, FontFace::text) > column)
        definition_pt -= 0.25;
    constexpr double definition_line = 5.4;
    const std::size_t lines = sheet.paragraph(left, 25.6 + down, column, definition_line, facts.definition,
                                              definition_pt, FontFace::text, ink_text2);
    down += definition_line * static_cast<double>(lines - 1);
    if (!facts.parts.empty()) reach_bar(sheet, facts, left, 31 + down, column, 5);
    add_numbers(sheet, facts, left, 37 + down, column);
    const double map_top = 59 + down;
    add_map(parts, scene, sheet.marks, sheet.point(left, map_top), sheet.mm(column), sheet.mm(146 - down),
            sheet.mm(0.22));
    add_table(sheet, facts, left, 208);
    sheet.text(102, 214, geo::word(parts.lang, "page.says.title"), 17, FontFace::heading, ink_text);
    add_sentences(sheet, facts, 102, 222, 96, 8, 12.5, 6.6, 5);

    sheet.rule(left, 276.5, column, 0.25, ink_text2);
    const std::string& source_title = geo::word(parts.lang, "page.source.title");
    double pt = 9;
    double line = 4.4;
    const auto lines_at = [&](double size) {
        const double indent = std::max(sheet.width_of(lang_method, size, FontFace::text_bold),
                                       sheet.width_of(source_title, size, FontFace::text_bold)) +
                              1.4;
        return sheet.lines_of(column - indent, facts.method, size, FontFace::text) +
               sheet.lines_of(column - indent, facts.source, size, FontFace::text);
    };
    if (lines_at(pt) > 2) {
        pt = 7.5;
        line = 3.3;
    }
    const double first = 280.6;
    const std::size_t taken = add_footnote(sheet, left, first, column, lang_method, facts.method, pt, line);
    add_footnote(sheet, left, first + line * static_cast<double>(taken), column, source_title, facts.source,
                 pt, line);
    add_mark(sheet, left + 0.5, 292.6, 4.2);
    sheet.text(left + 6, 292.6, facts.imprint, 8.5, FontFace::text, ink_text3);
    sheet.text(left + column, 292.6, facts.edition, 8.5, FontFace::text, ink_text3, Anchor::right);
    scene.marks = std::move(sheet.marks);
    return scene;
}

/// 16 : 9, to be read from the back of a room: nothing under 18 pt but sources that are long.
Scene slide(const Parts& parts) {
    const PageFacts& facts = parts.facts;
    Scene scene;
    scene.width_mm = 338.67;
    scene.height_mm = 190.5;
    Sheet sheet{1};
    add_map(parts, scene, sheet.marks, {10, 10}, 200, 150, 0.42);
    constexpr double left = 218;
    constexpr double column = 110.67;
    constexpr double headline_pt = 28;
    const std::size_t headline_lines =
        sheet.paragraph(left, 20, column, 12.5, facts.headline, headline_pt, FontFace::heading, ink_text);
    double y = 20 + 12.5 * static_cast<double>(headline_lines - 1) + 9;
    const std::size_t limit_lines =
        sheet.paragraph(left, y, column, 8, facts.limit_line, 18, FontFace::text, ink_text2);
    y += 8 * static_cast<double>(limit_lines - 1) + 4;
    if (!facts.parts.empty()) reach_bar(sheet, facts, left, y, column, 5);
    y += 5;
    for (std::size_t i = 0; i < facts.numbers.size(); ++i) {
        const double x = left + (i % 2 == 0 ? 0 : column / 2 + 2);
        const double top = y + (i < 2 ? 0 : 20);
        sheet.text(x, top + 10.5, facts.numbers[i].number, 26, FontFace::heading, ink_text);
        double words = x;
        if (facts.numbers[i].swatch.colour.a > 0) {
            sheet.rect(x, top + 14, 3.6, 3.6, facts.numbers[i].swatch);
            words += 5;
        }
        sheet.text_within(words, top + 17.8, column / 2 - 2 - (words - x), facts.numbers[i].words, 18,
                          FontFace::text, ink_text2);
    }
    y += 42;
    constexpr double line = 8;
    const auto room = static_cast<std::size_t>(std::max(0.0, (160 - y) / line));
    add_sentences(sheet, facts, left, y + 7, column, room, 18, line, 3);
    constexpr double wide = 318.67;
    double source_pt = 18;
    while (source_pt > 9 && sheet.lines_of(wide, facts.source, source_pt, FontFace::text) > 2)
        source_pt -= 0.5;
    sheet.paragraph(10, 168.5, wide, source_pt * mm_per_pt * 1.25, facts.source, source_pt, FontFace::text,
                    ink_text3);
    add_mark(sheet, 10, 186, 6);
    sheet.text(19, 186, facts.imprint, 18, FontFace::text, ink_text3);
    sheet.text(328.67, 186, facts.edition, 18, FontFace::text, ink_text3, Anchor::right);
    scene.marks = std::move(sheet.marks);
    return scene;
}

}  // namespace

geo::Result<Scene> page_scene(const geo::Study& study, const geo::Results* results,
                              std::shared_ptr<const Basemap> base, std::shared_ptr<const RoadLines> roads,
                              const PageOptions& options) {
    if (!base) return geo::fail(geo::Fault::needs_areas);
    TRY(const std::optional<Focus> focus, focus_of(*study.data->areas, options.area_code));
    geo::Study shown = study;
    shown.map.level = page_level(study, focus);
    if (results == nullptr || results->coverage.empty()) shown.map.indicator = geo::Indicator::children;
    Choropleth colours = choropleth(shown, results, Theme::light, options.lang);
    count_areas(colours, shown, focus);
    TRY(const PageFacts facts, page_facts(shown, results, colours, focus, options));
    const Parts parts{facts, results, colours, std::move(base), std::move(roads), options.lang};
    switch (options.paper) {
        case Paper::a4:
            return upright_page(parts, 1);
        case Paper::a3:
            return upright_page(parts, 420.0 / 297);
        case Paper::slide:
            return slide(parts);
    }
    return upright_page(parts, 1);
}

}  // namespace render
