#include "render/page_sheet_private.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace render {

void add_reach_bar(Sheet& sheet, const PageFacts& facts, double x, double y, double width, double height) {
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
    constexpr double number_width = 6.5;
    constexpr double air = 3;
    constexpr double head_pt = 10;
    double share_width = sheet.width_of(facts.table_heads[3], head_pt, FontFace::text);
    for (const PageRow& row : facts.rows)
        share_width = std::max(share_width, sheet.width_of(row.share, 12.5, FontFace::text));
    const double people = shares ? x + width - std::max(share_width + air + 1, 14.0) : x + width;

    // Names of a column have one size.  Where two columns of names have no room, the parent stands under the
    // name.
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

}  // namespace render
