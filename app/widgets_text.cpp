#include "app/marks.h"
#include "app/ui_private.h"
#include "geo/base/text.h"

#include <cmath>

namespace app::ui {

Look& look() {
    static Look one;
    return one;
}

const std::map<std::string, Placed, std::less<>>& registry() {
    return look().registry;
}

void listen(bool on) {
    look().listening = on;
    look().spoken.clear();
}

const std::vector<std::string>& spoken() {
    return look().spoken;
}

std::string visual(std::string_view logical_text) {
    return marks::visual(logical_text);
}

std::string logical(std::string_view drawn_text) {
    return marks::logical(drawn_text);
}

const std::string& drawn(std::string_view words) {
    Look& l = look();
    if (l.listening) l.spoken.emplace_back(words);
    if (l.drawn.size() > 20000) l.drawn.clear();
    std::string key{words};
    auto found = l.drawn.find(key);
    if (found == l.drawn.end()) {
        std::string shaped = marks::visual(words);
        // Loma has no minus sign; its en dash is as long.
        for (std::size_t at = 0; (at = shaped.find("\u2212", at)) != std::string::npos;)
            shaped.replace(at, 3, "\u2013");
        // Blanks without width have no glyph and need none.
        for (const char* blank : {"\u200B", "\u200C", "\u200D", "\uFEFF"})
            for (std::size_t at = 0; (at = shaped.find(blank, at)) != std::string::npos;) shaped.erase(at, 3);
        // Nor has it the wide digits and letters of East Asian fonts.
        for (std::size_t at = 0;
             (at = shaped.find('\xEF', at)) != std::string::npos && at + 2 < shaped.size();) {
            const auto second = static_cast<unsigned char>(shaped[at + 1]);
            const auto third = static_cast<unsigned char>(shaped[at + 2]);
            const int point = (second & 0x3F) * 64 + (third & 0x3F) - 0xF01 + 0x21;
            if (second >= 0xBC && point >= 0x21 && point <= 0x7E)
                shaped.replace(at, 3, 1, static_cast<char>(point));
            else
                ++at;
        }
        // Nor arrows.
        for (std::size_t at = 0; (at = shaped.find("\u2192", at)) != std::string::npos;)
            shaped.replace(at, 3, "\u203A");
        found = l.drawn.emplace(std::move(key), std::move(shaped)).first;
    }
    return found->second;
}

float px(float design) {
    return std::round(design * look().scale);
}

unsigned colour(render::Rgba c) {
    const float fade = ImGui::GetStyle().Alpha;
    return IM_COL32(c.r, c.g, c.b, static_cast<int>(std::lround(static_cast<float>(c.a) * fade)));
}

namespace {

ImFont* font_of(Font font) {
    ImFont* found = look().fonts.at(static_cast<std::size_t>(font));
    return found != nullptr ? found : ImGui::GetFont();
}

float width_of(const std::string& shaped, Font font) {
    ImFont* f = font_of(font);
    return f->CalcTextSizeA(compat::size_of(f), 1e9F, 0, shaped.c_str(), shaped.c_str() + shaped.size()).x;
}

float measured(std::string_view words, Font font) {
    const bool heard = look().listening;
    look().listening = false;
    const float width = width_of(drawn(words), font);
    look().listening = heard;
    return width;
}

}  // namespace

float line_height(Font font) {
    const float em = look().em.at(static_cast<std::size_t>(font));
    return std::round(em * (font >= Font::section ? 1.28F : 1.45F));
}

float text_width(std::string_view words, Font font) {
    return measured(words, font);
}

const std::vector<Drawn>& drawn_texts() {
    return look().texts;
}

const std::string& shown(std::string_view words) {
    return drawn(words);
}

bool has_glyph(Font font, char32_t character) {
    return font_of(font)->FindGlyphNoFallback(static_cast<ImWchar>(character)) != nullptr;
}

namespace {

/// Notes where a text stands; what is scrolled out of sight is left out.
void note(ImDrawList* list, float x, float y, std::string_view words, const std::string& shaped, Font font) {
    const ImVec2 low = list->GetClipRectMin(), high = list->GetClipRectMax();
    const float line = line_height(font), wide = width_of(shaped, font);
    const Drawn one{std::string{words},
                    x,
                    y + line * 0.22F,
                    x + wide,
                    y + line * 0.8F,
                    x < low.x - 1 || x + wide > high.x + 1,
                    list};
    if (one.y1 <= low.y || one.y0 >= high.y || one.x1 <= low.x || one.x0 >= high.x) return;
    look().texts.push_back(one);
}

}  // namespace

void draw_text(ImDrawList* list, float x, float y, std::string_view words, render::Rgba ink, Font font) {
    if (words.empty()) return;
    const std::string& shaped = drawn(words);
    if (look().listening) note(list, std::round(x), std::round(y), words, shaped, font);
    ImFont* f = font_of(font);
    const float size = compat::size_of(f);
    list->AddText(f, size, {std::round(x), std::round(y + (line_height(font) - size) / 2)}, colour(ink),
                  shaped.c_str(), shaped.c_str() + shaped.size());
}

void text_coloured(std::string_view words, render::Rgba ink, Font font) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_text(ImGui::GetWindowDrawList(), at.x, at.y, words, ink, font);
    ImGui::Dummy({measured(words, font), line_height(font)});
}

void text(std::string_view words, Font font) {
    text_coloured(words, look().tokens->text, font);
}

void text_right(std::string_view words, float right_edge, Font font) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = measured(words, font);
    draw_text(ImGui::GetWindowDrawList(), right_edge - width, at.y, words, look().tokens->text, font);
    ImGui::Dummy({std::max(1.0F, right_edge - at.x), line_height(font)});
}

std::string fitted(std::string_view words, float width, Font font) {
    if (measured(words, font) <= width) return std::string{words};
    const std::vector<char32_t> points = geo::code_points(words);
    const auto cut_at = [&](std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i) geo::append_utf8(out, points[i]);
        return out + "…";
    };
    std::size_t low = 0, high = points.size();
    while (low + 1 < high) {
        const std::size_t middle = (low + high) / 2;
        (measured(cut_at(middle), font) <= width ? low : high) = middle;
    }
    // A mark is never torn from its consonant: a cut before one moves to the left.
    const auto is_mark = [&](std::size_t i) {
        const char32_t c = points[i];
        return c == 0x0E31 || (c >= 0x0E33 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
    };
    while (low > 0 && low < points.size() && is_mark(low)) --low;
    return cut_at(low);
}

const std::vector<std::string>& lines_of(std::string_view words, float width, Font font) {
    Look& l = look();
    if (l.wrapped.size() > 2000) l.wrapped.clear();
    std::string key =
        std::to_string(static_cast<int>(font)) + "/" + std::to_string(static_cast<int>(width)) + "/";
    key += words;
    const auto found = l.wrapped.find(key);
    if (found != l.wrapped.end()) return found->second;
    std::vector<std::string> lines;
    // A word wider than the line (a file's name) goes on in the next.
    const auto torn = [&](std::string& line, std::string& piece) {
        while (measured(piece, font) > width) {
            if (!line.empty()) lines.push_back(line);
            line.clear();
            std::string start = fitted(piece, width + measured("…", font), font);
            start.resize(start.size() - std::string_view{"…"}.size());
            if (start.empty() || start.size() >= piece.size()) return;
            lines.push_back(start);
            piece.erase(0, start.size());
        }
    };
    std::size_t from = 0;
    while (from <= words.size()) {
        const std::size_t end = std::min(words.find('\n', from), words.size());
        const std::string_view part = words.substr(from, end - from);
        std::string line;
        std::size_t at = 0;
        for (const std::size_t next : geo::line_breaks(part)) {
            if (next <= at) continue;
            std::string piece{part.substr(at, next - at)};
            torn(line, piece);
            if (!line.empty() && measured(line + piece, font) > width) {
                lines.push_back(line);
                line = piece;
            } else {
                line += piece;
            }
            at = next;
        }
        std::string rest{part.substr(at)};
        torn(line, rest);
        if (!line.empty() && measured(line + rest, font) > width) {
            lines.push_back(line);
            line.clear();
        }
        lines.push_back(line + rest);
        from = end + 1;
    }
    return l.wrapped.emplace(std::move(key), std::move(lines)).first->second;
}

void paragraph(std::string_view words, Font font) {
    const float width = width_left();
    const auto& lines = lines_of(words, width, font);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float step = line_height(font);
    const Tokens& t = *look().tokens;
    const render::Rgba ink = font == Font::label || font == Font::small ? t.text2 : t.text;
    for (std::size_t i = 0; i < lines.size(); ++i)
        draw_text(ImGui::GetWindowDrawList(), at.x, at.y + static_cast<float>(i) * step, lines[i], ink, font);
    ImGui::Dummy({width, static_cast<float>(lines.size()) * step});
}

void label(std::string_view words) {
    text_coloured(words, look().tokens->text2, Font::label);
    gap(1);
}

void gap(float design) {
    ImGui::Dummy({0, std::max(0.0F, px(design) - ImGui::GetStyle().ItemSpacing.y)});
}

void same_line(float design) {
    ImGui::SameLine(0, px(design));
}

float width_left() {
    return ImGui::GetContentRegionAvail().x;
}

float height_left() {
    return ImGui::GetContentRegionAvail().y;
}

void separator() {
    gap(6);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float pad = ImGui::GetStyle().WindowPadding.x;
    ImGui::GetWindowDrawList()->AddLine({at.x - pad, at.y}, {at.x + width_left() + pad, at.y},
                                        colour(look().tokens->line));
    ImGui::Dummy({0, 1});
    gap(8);
}

}  // namespace app::ui
