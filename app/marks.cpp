#include "app/marks.h"

#include <array>
#include <cstdint>
#include <vector>

namespace app::marks {
namespace {

// The state machine of the Thai shaper that HarfBuzz falls back to for fonts with private-use marks
// (hb-ot-shaper-thai.cc): consonant classes, mark classes, and the action in each state.
enum class Consonant { normal, ascender, removable, descender, none };
enum class MarkKind { above, below, tone, none };
enum class Shift { none, down, down_left, left, remove_base };

Consonant consonant_of(char32_t c) {
    if (c == 0x0E1B || c == 0x0E1D || c == 0x0E1F) return Consonant::ascender;
    if (c == 0x0E0D || c == 0x0E10) return Consonant::removable;
    if (c == 0x0E0E || c == 0x0E0F) return Consonant::descender;
    if (c >= 0x0E01 && c <= 0x0E2E) return Consonant::normal;
    return Consonant::none;
}

MarkKind mark_of(char32_t c) {
    if (c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E37) || c == 0x0E47 || c == 0x0E4D || c == 0x0E4E)
        return MarkKind::above;
    if (c >= 0x0E38 && c <= 0x0E3A) return MarkKind::below;
    if (c >= 0x0E48 && c <= 0x0E4C) return MarkKind::tone;
    return MarkKind::none;
}

struct Pair {
    char32_t logical, shifted;
};
constexpr std::array<Pair, 8> shifted_down = {{{0x0E48, 0xF70A},
                                               {0x0E49, 0xF70B},
                                               {0x0E4A, 0xF70C},
                                               {0x0E4B, 0xF70D},
                                               {0x0E4C, 0xF70E},
                                               {0x0E38, 0xF718},
                                               {0x0E39, 0xF719},
                                               {0x0E3A, 0xF71A}}};
constexpr std::array<Pair, 5> shifted_down_left = {
    {{0x0E48, 0xF705}, {0x0E49, 0xF706}, {0x0E4A, 0xF707}, {0x0E4B, 0xF708}, {0x0E4C, 0xF709}}};
constexpr std::array<Pair, 12> shifted_left = {{{0x0E48, 0xF713},
                                                {0x0E49, 0xF714},
                                                {0x0E4A, 0xF715},
                                                {0x0E4B, 0xF716},
                                                {0x0E4C, 0xF717},
                                                {0x0E31, 0xF710},
                                                {0x0E34, 0xF701},
                                                {0x0E35, 0xF702},
                                                {0x0E36, 0xF703},
                                                {0x0E37, 0xF704},
                                                {0x0E47, 0xF712},
                                                {0x0E4D, 0xF711}}};
constexpr std::array<Pair, 2> removed_base = {{{0x0E0D, 0xF70F}, {0x0E10, 0xF700}}};

template <class Table>
char32_t looked_up(const Table& table, char32_t c) {
    for (const Pair& pair : table)
        if (pair.logical == c) return pair.shifted;
    return c;
}

char32_t shifted(Shift shift, char32_t c) {
    switch (shift) {
        case Shift::down:
            return looked_up(shifted_down, c);
        case Shift::down_left:
            return looked_up(shifted_down_left, c);
        case Shift::left:
            return looked_up(shifted_left, c);
        case Shift::remove_base:
            return looked_up(removed_base, c);
        case Shift::none:
            break;
    }
    return c;
}

struct Edge {
    Shift shift;
    int next;
};
using S = Shift;
constexpr std::array<std::array<Edge, 3>, 4> above_machine = {{
    {{{S::none, 3}, {S::none, 0}, {S::down, 3}}},
    {{{S::left, 2}, {S::none, 1}, {S::down_left, 2}}},
    {{{S::none, 3}, {S::none, 2}, {S::left, 3}}},
    {{{S::none, 3}, {S::none, 3}, {S::none, 3}}},
}};
constexpr std::array<std::array<Edge, 3>, 3> below_machine = {{
    {{{S::none, 0}, {S::none, 2}, {S::none, 0}}},
    {{{S::none, 1}, {S::remove_base, 2}, {S::none, 1}}},
    {{{S::none, 2}, {S::down, 2}, {S::none, 2}}},
}};

/// Walks over code points and rewrites marks (and bases) in place.
class Shaper {
public:
    /// `c` is the next code point; `base` is where its consonant is kept, to be rewritten.
    char32_t step(char32_t c, char32_t& base) {
        const MarkKind kind = mark_of(c);
        if (kind == MarkKind::none) {
            const Consonant consonant = consonant_of(c);
            above_ = consonant == Consonant::ascender ? 1 : consonant == Consonant::none ? 3 : 0;
            below_ = consonant == Consonant::removable                                   ? 1
                     : consonant == Consonant::descender || consonant == Consonant::none ? 2
                                                                                         : 0;
            return c;
        }
        const auto column = static_cast<std::size_t>(kind);
        const Edge above = above_machine.at(static_cast<std::size_t>(above_)).at(column);
        const Edge below = below_machine.at(static_cast<std::size_t>(below_)).at(column);
        above_ = above.next;
        below_ = below.next;
        if (below.shift == Shift::remove_base) base = shifted(Shift::remove_base, base);
        if (above.shift != Shift::none) return shifted(above.shift, c);
        return below.shift == Shift::down ? shifted(Shift::down, c) : c;
    }
    /// A tone that stands before SARA AM whole keeps its high form, or goes left over an ascender.
    bool over_ascender() const { return above_ == 1; }

private:
    int above_ = 3, below_ = 2;
};

bool has_thai(std::string_view utf8) {
    for (std::size_t i = 0; i + 1 < utf8.size(); ++i)
        if (static_cast<unsigned char>(utf8[i]) == 0xE0) {
            const auto second = static_cast<unsigned char>(utf8[i + 1]);
            if (second == 0xB8 || second == 0xB9) return true;
        }
    return false;
}

/// Three-byte UTF-8 only: all that is rewritten here lies there.
char32_t three_at(const char* p) {
    return (static_cast<char32_t>(static_cast<unsigned char>(p[0]) & 0x0FU) << 12U) |
           (static_cast<char32_t>(static_cast<unsigned char>(p[1]) & 0x3FU) << 6U) |
           static_cast<char32_t>(static_cast<unsigned char>(p[2]) & 0x3FU);
}

void put_three(char* p, char32_t c) {
    p[0] = static_cast<char>(0xE0U | (c >> 12U));
    p[1] = static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    p[2] = static_cast<char>(0x80U | (c & 0x3FU));
}

bool is_three(std::string_view text, std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xF0U) == 0xE0U && at + 2 < text.size();
}

std::size_t length_at(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = first < 0x80              ? 1
                               : (first & 0xE0U) == 0xC0 ? 2
                               : (first & 0xF0U) == 0xE0 ? 3
                               : (first & 0xF8U) == 0xF0 ? 4
                                                         : 1;
    return at + length <= text.size() ? length : 1;
}

char32_t logical_of(char32_t c) {
    if (c < 0xF700 || c > 0xF71A) return c;
    for (const Pair& pair : shifted_down)
        if (pair.shifted == c) return pair.logical;
    for (const Pair& pair : shifted_down_left)
        if (pair.shifted == c) return pair.logical;
    for (const Pair& pair : shifted_left)
        if (pair.shifted == c) return pair.logical;
    for (const Pair& pair : removed_base)
        if (pair.shifted == c) return pair.logical;
    return c;
}

/// SARA AM taken apart: NIKHAHIT before any tones of its cluster, then SARA AA.
std::string decomposed(std::string_view text) {
    constexpr std::string_view am = "\xE0\xB8\xB3", nikhahit = "\xE0\xB9\x8D", aa = "\xE0\xB8\xB2";
    std::string out;
    out.reserve(text.size() + 8);
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = length_at(text, i);
        if (text.substr(i, length) != am) {
            out.append(text.substr(i, length));
            i += length;
            continue;
        }
        std::size_t at = out.size();
        while (at >= 3 && is_three(out, at - 3) && mark_of(three_at(out.data() + at - 3)) == MarkKind::tone)
            at -= 3;
        out.insert(at, nikhahit);
        out.append(aa);
        i += length;
    }
    return out;
}

}  // namespace

std::string visual(std::string_view logical_text) {
    if (!has_thai(logical_text)) return std::string{logical_text};
    std::string out = decomposed(logical_text);
    Shaper shaper;
    std::size_t base_at = std::string::npos;
    for (std::size_t i = 0; i < out.size();) {
        const std::size_t length = length_at(out, i);
        const char32_t c = length == 3 && is_three(out, i) ? three_at(out.data() + i) : U' ';
        char32_t base = base_at == std::string::npos ? U' ' : three_at(out.data() + base_at);
        const char32_t old_base = base;
        const char32_t now = shaper.step(c, base);
        if (base != old_base && base_at != std::string::npos) put_three(out.data() + base_at, base);
        if (now != c && length == 3) put_three(out.data() + i, now);
        if (mark_of(c) == MarkKind::none) base_at = length == 3 ? i : std::string::npos;
        i += length;
    }
    return out;
}

std::string logical(std::string_view drawn) {
    std::string out{drawn};
    for (std::size_t i = 0; i < out.size();) {
        const std::size_t length = length_at(out, i);
        if (length == 3 && is_three(out, i)) {
            const char32_t c = three_at(out.data() + i);
            const char32_t now = logical_of(c);
            if (now != c) put_three(out.data() + i, now);
        }
        i += length;
    }
    return out;
}

bool in_place(char* utf8, std::size_t bytes) {
    const std::string before{utf8, bytes};
    std::string text = logical(before);
    const auto sara_am_follows = [&](std::size_t at) {
        while (at + 2 < text.size() && is_three(text, at)) {
            const char32_t c = three_at(text.data() + at);
            if (c == 0x0E33) return true;
            if (mark_of(c) != MarkKind::tone) return false;
            at += 3;
        }
        return false;
    };
    const std::string plain = text;
    Shaper shaper;
    std::size_t base_at = std::string::npos;
    for (std::size_t i = 0; i < plain.size();) {
        const std::size_t length = length_at(plain, i);
        const char32_t c = length == 3 && is_three(plain, i) ? three_at(plain.data() + i) : U' ';
        if (mark_of(c) == MarkKind::tone && sara_am_follows(i + 3)) {
            if (shaper.over_ascender()) put_three(text.data() + i, shifted(Shift::left, c));
        } else {
            char32_t base = base_at == std::string::npos ? U' ' : three_at(text.data() + base_at);
            const char32_t old_base = base;
            const char32_t now = shaper.step(c, base);
            if (base != old_base && base_at != std::string::npos) put_three(text.data() + base_at, base);
            if (now != c && length == 3) put_three(text.data() + i, now);
        }
        if (mark_of(c) == MarkKind::none) base_at = length == 3 ? i : std::string::npos;
        i += length;
    }
    if (text == before) return false;
    text.copy(utf8, bytes);
    return true;
}

}  // namespace app::marks
