#include "geo/base/text.h"

#include "geo/base/ensure.h"

#include <unicode/brkiter.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>

namespace geo {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// Decodes the character at `at` and moves past it; an ill-formed byte gives U+FFFD and moves by one.
char32_t next_code_point(std::string_view bytes, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) return static_cast<char32_t>(bytes[at++]);
    const std::size_t length = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (length == 0 || lead >= 0xF5 || at + length > bytes.size()) {
        ++at;
        return replacement;
    }
    constexpr unsigned masks[] = {0, 0, 0x1F, 0x0F, 0x07};
    auto value = static_cast<char32_t>(lead & masks[length]);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) {
            ++at;
            return replacement;
        }
        value = (value << 6U) | (byte(at + i) & 0x3FU);
    }
    const bool too_long = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    if (too_long || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
        ++at;
        return replacement;
    }
    at += length;
    return value;
}

bool is_invisible(char32_t c) {
    return c == 0xFEFF || c == 0x00AD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2064);
}

bool is_space(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x3000 || c == 0x202F;
}

/// What ICU would make of ill-formed bytes differs from ours; so it never sees them.
icu::UnicodeString unicode(std::string_view utf8) {
    icu::UnicodeString out;
    for (std::size_t at = 0; at < utf8.size();) out.append(static_cast<UChar32>(next_code_point(utf8, at)));
    return out;
}

std::string nfkc(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(status);
    ENSURE(U_SUCCESS(status));
    std::string out;
    normalizer->normalize(unicode(utf8), status).toUTF8String(out);
    ENSURE(U_SUCCESS(status));
    return out;
}

}  // namespace

void append_utf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0U | (c >> 6U));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0U | (c >> 12U));
        out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    } else {
        out += static_cast<char>(0xF0U | (c >> 18U));
        out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
        out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    }
}

std::vector<char32_t> code_points(std::string_view utf8) {
    std::vector<char32_t> out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) out.push_back(next_code_point(utf8, at));
    return out;
}

bool is_utf8(std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    for (std::size_t at = 0; at < bytes.size();) {
        if (byte(at) < 0x80) {
            ++at;
            continue;
        }
        // Thai letters, without the detour over their code points.
        if (byte(at) == 0xE0 && at + 2 < bytes.size() && (byte(at + 1) & 0xE0U) == 0xA0U &&
            (byte(at + 2) & 0xC0U) == 0x80U) {
            at += 3;
            continue;
        }
        const std::size_t from = at;
        if (next_code_point(bytes, at) == replacement && bytes.substr(from, 3) != "\xEF\xBF\xBD")
            return false;
    }
    return true;
}

std::string utf8_from_cp874(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 3);
    for (const char raw : bytes) {
        const auto byte = static_cast<unsigned char>(raw);
        char32_t c = replacement;
        if (byte < 0x80) {
            c = byte;
        } else if ((byte >= 0xA1 && byte <= 0xDA) || (byte >= 0xDF && byte <= 0xFB)) {
            c = 0x0E00U + (byte - 0xA0U);
        } else {
            switch (byte) {
                case 0x80:
                    c = 0x20AC;
                    break;
                case 0x85:
                    c = 0x2026;
                    break;
                case 0x91:
                    c = 0x2018;
                    break;
                case 0x92:
                    c = 0x2019;
                    break;
                case 0x93:
                    c = 0x201C;
                    break;
                case 0x94:
                    c = 0x201D;
                    break;
                case 0x95:
                    c = 0x2022;
                    break;
                case 0x96:
                    c = 0x2013;
                    break;
                case 0x97:
                    c = 0x2014;
                    break;
                case 0xA0:
                    c = 0x00A0;
                    break;
                default:
                    break;
            }
        }
        append_utf8(out, c);
    }
    return out;
}

namespace {

/// True where nothing but spaces can change: ASCII and Thai letters, without those that are folded or put in
/// another order (ํ, two เ or two marks of a letter together).  ำ is taken apart and joined again.
bool is_settled(std::string_view text) {
    bool mark = false;
    bool sara_e = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] >= ' ' && text[i] <= '~') {
            mark = sara_e = false;
            continue;
        }
        if (text[i] != '\xE0' || i + 2 >= text.size()) return false;
        const auto second = static_cast<unsigned char>(text[i + 1]);
        const auto third = static_cast<unsigned char>(text[i + 2]);
        if ((second != 0xB8 && second != 0xB9) || third < 0x80 || third > 0xBF) return false;
        const unsigned letter = (second == 0xB9 ? 0x40U : 0U) + third - 0x80U;  // from U+0E00
        if (letter == 0x4D || letter == 0 || letter > 0x5B) return false;
        const bool is_mark = (letter >= 0x38 && letter <= 0x3A) || (letter >= 0x48 && letter <= 0x4E);
        if ((is_mark && mark) || (letter == 0x40 && sara_e)) return false;
        mark = is_mark;
        sara_e = letter == 0x40;
        i += 2;
    }
    return true;
}

/// Trimmed, and each run of spaces one space.
std::string plain_normalised(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
        out += c;
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

}  // namespace

namespace {

std::string normalised_once(std::string_view utf8) {
    std::string joined;
    const auto points = code_points(utf8);
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (is_invisible(points[i])) continue;
        if (points[i] == 0x0E40 && i + 1 < points.size() && points[i + 1] == 0x0E40) {
            append_utf8(joined, 0x0E41);
            ++i;
        } else {
            append_utf8(joined, points[i]);
        }
    }
    std::string folded = nfkc(joined);
    // NFKC takes ำ apart; it is written together, as people type it.  A tone mark between the two goes first.
    std::string out;
    const auto parts = code_points(folded);
    bool space = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (is_space(parts[i])) {
            space = !out.empty();
            continue;
        }
        if (space) out += ' ';
        space = false;
        if (parts[i] == 0x0E4D) {
            std::size_t next = i + 1;
            while (next < parts.size() && parts[next] >= 0x0E48 && parts[next] <= 0x0E4B) ++next;
            if (next < parts.size() && parts[next] == 0x0E32) {
                for (std::size_t tone = i + 1; tone < next; ++tone) append_utf8(out, parts[tone]);
                append_utf8(out, 0x0E33);
                i = next;
                continue;
            }
        }
        const bool tone = parts[i] >= 0x0E48 && parts[i] <= 0x0E4B;
        if (tone && i + 2 < parts.size() && parts[i + 1] == 0x0E4D && parts[i + 2] == 0x0E32) {
            append_utf8(out, parts[i]);
            append_utf8(out, 0x0E33);
            i += 2;
            continue;
        }
        append_utf8(out, parts[i]);
    }
    return out;
}

}  // namespace

std::string normalised(std::string_view utf8) {
    if (is_settled(utf8)) return plain_normalised(utf8);
    std::string out = normalised_once(utf8);
    // A mark that changed its place, or a sign that went, may bring others together.
    while (!is_settled(out)) {
        std::string again = normalised_once(out);
        if (again == out) break;
        out = std::move(again);
    }
    return is_settled(out) ? plain_normalised(out) : out;
}

std::string with_arabic_digits(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t from = at;
        const char32_t c = next_code_point(utf8, at);
        if (c >= 0x0E50 && c <= 0x0E59)
            out += static_cast<char>('0' + (c - 0x0E50));
        else
            out += utf8.substr(from, at - from);
    }
    return out;
}

namespace {

std::string key_once(std::string_view utf8) {
    const std::string normal = normalised(utf8);
    std::string out;
    out.reserve(normal.size());
    for (std::size_t at = 0; at < normal.size();) {
        const std::size_t from = at;
        const char32_t c = next_code_point(normal, at);
        if (is_space(c)) continue;
        if (c < 0x80)
            out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        else if (c >= 0x0E50 && c <= 0x0E59)
            out += static_cast<char>('0' + (c - 0x0E50));
        else if (c >= 0x0E00 && c <= 0x0E7F)
            out.append(normal, from, at - from);
        else
            append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    }
    return out;
}

}  // namespace

std::string key_of(std::string_view utf8) {
    std::string key = key_once(utf8);
    // Where a blank went, a letter and the mark behind it may have become one.
    while (!is_settled(key)) {
        std::string again = key_once(key);
        if (again == key) break;
        key = std::move(again);
    }
    return key;
}

int compare_thai(std::string_view a, std::string_view b) {
    thread_local const std::unique_ptr<icu::Collator> collator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("th"), status));
        ENSURE(U_SUCCESS(status) && made);
        return made;
    }();
    UErrorCode status = U_ZERO_ERROR;
    return static_cast<int>(
        collator->compareUTF8(icu::StringPiece(a.data(), static_cast<std::int32_t>(a.size())),
                              icu::StringPiece(b.data(), static_cast<std::int32_t>(b.size())), status));
}

std::vector<std::size_t> line_breaks(std::string_view utf8) {
    thread_local const std::unique_ptr<icu::BreakIterator> breaker = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> made(
            icu::BreakIterator::createLineInstance(icu::Locale("th"), status));
        ENSURE(U_SUCCESS(status) && made);
        return made;
    }();
    const icu::UnicodeString text = unicode(utf8);
    breaker->setText(text);
    std::vector<std::size_t> breaks;
    std::size_t byte = 0;
    std::int32_t unit = 0;
    breaker->first();
    for (std::int32_t at = breaker->next(); at != icu::BreakIterator::DONE; at = breaker->next()) {
        while (unit < at && byte < utf8.size()) {
            const char32_t c = next_code_point(utf8, byte);
            unit += c >= 0x10000 ? 2 : 1;
        }
        breaks.push_back(byte);
    }
    return breaks;
}

std::string_view shortened(std::string_view utf8, std::size_t bytes) {
    if (utf8.size() <= bytes) return utf8;
    while (bytes > 0 && (static_cast<unsigned char>(utf8[bytes]) & 0xC0U) == 0x80U) --bytes;
    return utf8.substr(0, bytes);
}

}  // namespace geo
