#include "render/page.h"

#include "render/map_scene.h"
#include "render/page_sheet_private.h"

#include <algorithm>

namespace render {
namespace {

Scene upright_page(const Parts& parts, double times) {
    const PageFacts& facts = parts.facts;
    Scene scene;
    scene.width_mm = 210 * times;
    scene.height_mm = 297 * times;
    Sheet sheet{times};
    constexpr double left = 12;
    constexpr double column = 186;

    // A headline that needs a second line takes it from the map; it becomes small before it takes a third.
    constexpr double headline_line = 10.5;
    const auto headline_lines = [&](double pt) {
        return sheet.lines_of(column, facts.headline, pt, FontFace::heading);
    };
    double headline_pt = 28;
    while (headline_pt > 23 && headline_lines(headline_pt) > 1) headline_pt -= 0.5;
    while (headline_pt > 17 && headline_lines(headline_pt) > 2) headline_pt -= 0.5;
    const std::size_t headline = sheet.paragraph(left, 18.5, column, headline_line, facts.headline,
                                                 headline_pt, FontFace::heading, ink_text);
    double down = headline_line * static_cast<double>(headline - 1);
    double definition_pt = 12;
    while (definition_pt > 10.5 && sheet.width_of(facts.definition, definition_pt, FontFace::text) > column)
        definition_pt -= 0.25;
    constexpr double definition_line = 5.4;
    const std::size_t lines = sheet.paragraph(left, 25.6 + down, column, definition_line, facts.definition,
                                              definition_pt, FontFace::text, ink_text2);
    down += definition_line * static_cast<double>(lines - 1);
    if (!facts.parts.empty()) add_reach_bar(sheet, facts, left, 31 + down, column, 5);
    add_numbers(sheet, facts, left, 37 + down, column);
    const double map_top = 59 + down;
    add_map(parts, scene, sheet.marks, sheet.point(left, map_top), sheet.mm(column), sheet.mm(146 - down),
            sheet.mm(0.22));
    add_table(sheet, facts, left, 208);
    sheet.text(102, 214, geo::word(parts.lang, "page.says.title"), 17, FontFace::heading, ink_text);
    add_sentences(sheet, facts, 102, 222, 96, 8, 12.5, 6.6, 5);

    const std::string& method_title = geo::word(parts.lang, "page.method.title");
    const std::string& source_title = geo::word(parts.lang, "page.source.title");
    const auto lines_at = [&](double size) {
        const double indent = std::max(sheet.width_of(method_title, size, FontFace::text_bold),
                                       sheet.width_of(source_title, size, FontFace::text_bold)) +
                              1.4;
        return sheet.lines_of(column - indent, facts.method, size, FontFace::text) +
               sheet.lines_of(column - indent, facts.source, size, FontFace::text);
    };
    double pt = 9;
    double line = 4.4;
    double first = 280.6;
    if (lines_at(pt) > 2) {  // small, and as high as its lines need
        pt = 7.5;
        line = 3.05;
        first = std::min(279.7, 289.2 - line * static_cast<double>(lines_at(pt) - 1));
    }
    sheet.rule(left, std::min(276.5, first - 3.4), column, 0.25, ink_text2);
    const std::size_t taken = add_footnote(sheet, left, first, column, method_title, facts.method, pt, line);
    add_footnote(sheet, left, first + line * static_cast<double>(taken), column, source_title, facts.source,
                 pt, line);
    add_mark(sheet, left + 0.5, 292.6, 4.2);
    sheet.text(left + 7, 292.6, facts.imprint, 8.5, FontFace::text, ink_text3);
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
    double headline_pt = 28;
    constexpr std::size_t most_lines = 2;
    while (headline_pt > 20 &&
           sheet.lines_of(column, facts.headline, headline_pt, FontFace::heading) > most_lines)
        headline_pt -= 1;
    const std::size_t headline_lines =
        sheet.paragraph(left, 20, column, 12.5, facts.headline, headline_pt, FontFace::heading, ink_text);
    double y = 20 + 12.5 * static_cast<double>(headline_lines - 1) + 9;
    const std::size_t limit_lines =
        sheet.paragraph(left, y, column, 8, facts.limit_line, 18, FontFace::text, ink_text2);
    y += 8 * static_cast<double>(limit_lines - 1) + 4;
    if (!facts.parts.empty()) add_reach_bar(sheet, facts, left, y, column, 5);
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
    constexpr double source_room = 12.5;  // down to the imprint
    while (source_pt > 8 &&
           static_cast<double>(sheet.lines_of(wide, facts.source, source_pt, FontFace::text)) * source_pt *
                   mm_per_pt * 1.25 >
               source_room)
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

geo::BandsQuestion bands_on_page(const Basemap& base, const std::string& area_code) {
    geo::BandsQuestion out;
    out.plane_centre = base.plane_centre;
    out.area_code = area_code;
    out.most_cells = 400'000;  // half a millimetre and less on A4
    return out;
}

geo::Result<Scene> page_scene(const geo::Study& study, const geo::Results* results,
                              std::shared_ptr<const Basemap> base, std::shared_ptr<const RoadLines> roads,
                              const PageOptions& options) {
    if (!base) return geo::fail(geo::Fault::needs_areas);
    TRY(const std::optional<Focus> focus, focus_of(*study.data->areas, options.area_code));
    geo::Study shown = study;
    shown.map.level = page_level(study, focus);
    if (results == nullptr || results->coverage.empty()) shown.map.indicator = geo::Indicator::children;
    Choropleth colours = choropleth(shown, results, Theme::light, options.lang);
    count_areas(colours, shown, focus ? std::vector{*focus} : std::vector<Focus>{});
    TRY(const PageFacts facts, page_facts(shown, results, colours, focus, options));
    const Parts parts{facts,
                      results,
                      colours,
                      std::move(base),
                      std::move(roads),
                      options.lang,
                      options.paper != Paper::slide,
                      shown.map.show_bands ? options.bands : nullptr};
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
