#include "geo/data/cell.h"

#include "geo/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace geo {
namespace {

/// "1,234,567" as "1234567"; nothing where a comma parts anything but groups of three digits, as in "1,5".
std::optional<std::string> without_thousands(const std::string& text) {
    const std::string whole = text.substr(0, text.find('.'));
    if (text.find(',', whole.size()) != std::string::npos) return std::nullopt;
    const std::size_t first = whole.find(',');
    if (first == std::string::npos) return text;
    if (first == 0 || first > 3 || (whole.size() - first) % 4 != 0) return std::nullopt;
    std::string out;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const bool comma = i >= first && (i - first) % 4 == 0;
        if (comma != (whole[i] == ',')) return std::nullopt;
        if (!comma) out += whole[i];
    }
    return out + text.substr(whole.size());
}

}  // namespace

namespace {

/// Takes "คน", "ราย" or "persons" off the end of a number.
bool take_unit(std::string& text) {
    static constexpr std::array<std::string_view, 9> units = {
        "คน", "คน.", "ราย", "persons", "person", "people", "children", "pupils", "students"};
    for (const std::string_view unit : units) {
        if (text.size() <= unit.size() || std::string_view(text).substr(text.size() - unit.size()) != unit)
            continue;
        text.resize(text.size() - unit.size());
        return true;
    }
    return false;
}

/// ¹, ₂ or ①: the mark of a note, which as a digit would make another number of the one before it.
bool is_raised(char32_t c) {
    return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x209C) ||
           (c >= 0x2460 && c <= 0x24FF) || (c >= 0x2776 && c <= 0x2793);
}

/// Bytes before the first mark of a note; all where there is none.
std::size_t before_note_mark(std::string_view cell) {
    std::size_t at = 0;
    for (const char32_t c : code_points(cell)) {
        if (is_raised(c)) return at;
        at += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
    return cell.size();
}

/// Blanks between digits that part no groups of three: "7 9", a number on each of two lines, "12. 5".
bool parts_two_numbers(std::string_view cell) {
    enum class Blank { none, thin, hard };
    std::size_t run = 0;     // digits since the last blank, sign or letter
    std::size_t groups = 0;  // of digits before that, only blanks between
    bool after_point = false;
    Blank blank = Blank::none;
    for (const char32_t c : code_points(cell)) {
        const bool digit =
            (c >= U'0' && c <= U'9') || (c >= 0x0E50 && c <= 0x0E59) || (c >= 0xFF10 && c <= 0xFF19);
        if (c == U'\n' || c == U'\r' || c == U'\t' || c == U'\v' || c == U'\f') {
            blank = Blank::hard;
        } else if (c == U' ' || c == 0xA0 || c == 0x2009 || c == 0x202F || c == 0x3000) {
            if (blank == Blank::none) blank = Blank::thin;
        } else if ((c >= 0x200B && c <= 0x200F) || c == 0xFEFF) {
            continue;
        } else if (!digit) {
            if (c == U'.' && blank != Blank::none && run > 0) return true;
            after_point = c == U'.' && run > 0;
            if (groups > 0 && run != 3) return true;
            run = groups = 0;
            blank = Blank::none;
        } else {
            if (blank != Blank::none && after_point) return true;
            if (blank != Blank::none && run > 0) {
                if (blank == Blank::hard || (groups == 0 ? run > 3 : run != 3)) return true;
                ++groups;
                run = 0;
            }
            blank = Blank::none;
            ++run;
        }
    }
    return groups > 0 && run != 3;
}

/// Nothing but ASCII that shows: neither blanks nor marks stand in the cell.
bool is_plain(std::string_view cell) {
    return std::all_of(cell.begin(), cell.end(), [](char c) { return c > ' '; });
}

const char* dress_of(std::string_view cell, bool comma, bool unit, bool point) {
    bool thai = false, wide = false, no_break = false, space = false;
    if (is_plain(cell) && !unit && !comma && !point) return "";
    const std::vector<char32_t> all = code_points(cell);
    for (const char32_t c : all) {
        thai = thai || (c >= 0x0E50 && c <= 0x0E59);
        wide = wide || (c >= 0xFF10 && c <= 0xFF19);
        no_break = no_break || c == 0xA0 || c == 0x2009 || c == 0x202F || c == 0x3000;
        space = space || c == ' ' || c == '\t' || c == '\n' || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF;
    }
    // Digits of whatever other script, too, are a change that is listed.
    const auto is_known = [](char32_t c) { return c < 0x80 || (c >= 0x0E00 && c <= 0x0E7F); };
    const bool other =
        !no_break && !space && std::any_of(all.begin(), all.end(), [&](char32_t c) { return !is_known(c); });
    return thai            ? "thai_digits"
           : wide || other ? "number_fullwidth"
           : unit          ? "number_unit_suffix"
           : comma         ? "number_thousands_comma"
           : point         ? "number_float"
           : no_break      ? "number_nbsp"
           : space         ? "number_spaces"
                           : "";
}

bool begins_with_one(const std::string& text, std::initializer_list<std::string_view> openings,
                     std::size_t& size) {
    for (const std::string_view opening : openings) {
        if (text.compare(0, opening.size(), opening) != 0) continue;
        size = opening.size();
        return true;
    }
    return false;
}

}  // namespace

std::optional<CountValue> count_from_cell(std::string_view cell) {
    CountValue out;
    if (!is_plain(cell) && (before_note_mark(cell) < cell.size() || parts_two_numbers(cell)))
        return std::nullopt;
    const std::string text = key_of(cell);
    static constexpr std::array<const char*, 17> missing = {
        "",     "-",   "–",        "—",       "―",         "−",      "n/a",    "na", "n.a.",
        "null", "ไม่มี", "ไม่พบข้อมูล", "ไม่มีข้อมูล", "ยังไม่มีข้อมูล", "รอข้อมูล", "nodata", "."};
    if (std::find(missing.begin(), missing.end(), text) != missing.end()) return out;
    if (text.find_first_not_of('.') == std::string::npos) return out;  // "..." is what … becomes
    std::size_t bound = 0;
    const bool bounded =
        begins_with_one(text, {"<=", "<", "≤", "น้อยกว่า", "ต่ำกว่า", "ไม่ถึง", "lessthan"}, bound);
    std::string below = text.substr(bound);
    if (bounded) take_unit(below);
    if (text.find_first_not_of('*') == std::string::npos || (bounded && all_digits(below))) {
        out.state = CellState::suppressed;
        return out;
    }
    std::string digits = text;
    const bool unit = take_unit(digits);
    const auto plain = without_thousands(digits);
    if (!plain) return std::nullopt;
    const bool comma = *plain != digits;
    digits = *plain;
    const std::size_t dot = digits.find('.');
    const std::string whole = digits.substr(0, dot);
    std::string part = dot == std::string::npos ? std::string{} : digits.substr(dot + 1);
    while (!part.empty() && part.back() == '0') part.pop_back();
    if (!all_digits(whole) || whole.size() > 9 || (!part.empty() && (!all_digits(part) || part.size() > 3)))
        return std::nullopt;
    out.dress = dress_of(cell, comma, unit, dot != std::string::npos && part.empty());
    part.resize(3, '0');
    out.state = CellState::value;
    out.milli = std::strtoll(whole.c_str(), nullptr, 10) * 1000 + std::strtoll(part.c_str(), nullptr, 10);
    return out;
}

std::string number_within(std::string_view cell) {
    const std::size_t mark = before_note_mark(cell);
    const std::string text = normalised(cell.substr(0, std::min(mark, cell.size())));
    const std::size_t end = std::min(text.find_first_of("([*"), text.size());
    if (end == 0 || (end == text.size() && mark == cell.size())) return {};
    const auto value = count_from_cell(text.substr(0, end));
    if (!value || value->state != CellState::value) return {};
    std::string out = std::to_string(value->milli / 1000);
    if (value->milli % 1000 != 0) return {};
    return out;
}

const char* count_fault(std::string_view cell) {
    const std::string text = key_of(cell);
    std::size_t sign = 0;
    if (begins_with_one(text, {"-", "–", "—", "−"}, sign)) {
        const auto value = count_from_cell(text.substr(sign));
        if (value && value->state == CellState::value) return "number_negative";
    }
    if (!number_within(cell).empty()) return "number_with_note";
    if (parts_two_numbers(cell)) return "two_numbers";
    const std::size_t dot = text.find('.');
    if (dot != std::string::npos && all_digits(text.substr(0, dot)) && all_digits(text.substr(dot + 1)))
        return "number_decimal";
    const bool digits = text.find_first_of("0123456789") != std::string::npos;
    const bool words =
        std::any_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) < 0; });
    const std::size_t dash = text.find_first_of("-~");
    const bool range = dash != std::string::npos && dash > 0 && all_digits(text.substr(0, dash)) &&
                       all_digits(text.substr(dash + 1));
    return (digits && words) || range ? "number_is_text" : "bad_number";
}

std::optional<double> number_from_cell(std::string_view cell) {
    const std::string text = key_of(cell);
    if (text.empty()) return std::nullopt;
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (*end != '\0' || !std::isfinite(value)) return std::nullopt;
    return value;
}

namespace {

bool has_check_digit(std::string_view digits) {
    int sum = 0;
    for (std::size_t k = 0; k < 12; ++k) sum += (13 - static_cast<int>(k)) * (digits[k] - '0');
    return (11 - sum % 11) % 10 == digits[12] - '0';
}

}  // namespace

bool is_personal_id(std::string_view cell) {
    std::string digits;
    for (const char c : key_of(cell))
        if (c != '-') digits += c;
    return digits.size() == 13 && all_digits(digits) && has_check_digit(digits);
}

namespace {

/// Fewer than 13 characters could be digits: most cells, without a look at what their letters are.
bool is_without_long_number(std::string_view cell) {
    std::size_t digits = 0;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const auto byte = static_cast<unsigned char>(cell[i]);
        const bool thai_letter = byte == 0xE0 && i + 2 < cell.size() &&
                                 (cell[i + 1] == '\xB8' ||
                                  (cell[i + 1] == '\xB9' && static_cast<unsigned char>(cell[i + 2]) < 0x90));
        if (thai_letter)
            i += 2;
        else if ((byte >= '0' && byte <= '9') || byte >= 0x80)
            ++digits;
    }
    return digits < 13;
}

}  // namespace

namespace {

/// The digits from `at` on are the fraction of a number, 13.7563123456789 or 19,9091807725: no number of
/// their own.
bool is_fraction(std::string_view text, std::size_t at) {
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (at < 1 || (text[at - 1] != '.' && text[at - 1] != ',')) return false;
    std::size_t whole = at - 1;
    while (whole > 0 && digit(whole - 1)) --whole;
    const std::size_t digits = at - 1 - whole;
    if (text[at - 1] == '.' && digits == 0)
        return whole == 0 || text[whole - 1] == ' ' || text[whole - 1] == '-';
    // Longer ones are numbers in a list.
    return digits > 0 && digits <= (text[at - 1] == '.' ? 9U : 3U);
}

/// A link to a spot on a map: its long numbers are those of the map.
bool is_map_link(std::string_view text) {
    const auto holds = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
    return holds("://") && (holds("maps") || holds("goo.gl") || holds("openstreetmap"));
}

}  // namespace

LongNumbers long_numbers(std::string_view cell) {
    LongNumbers out;
    if (is_without_long_number(cell) || is_map_link(cell)) return out;
    if (is_personal_id(cell)) return {1, 1};  // in whatever groups, on whatever lines
    const std::string text = with_arabic_digits(normalised(cell));
    const auto digit_at = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    // Groups of digits that one space or hyphen parts, as an identity card prints them.
    std::vector<std::string> groups;
    const auto look = [&] {
        for (std::size_t g = 0; g < groups.size(); ++g) {
            std::string digits = groups[g];
            if (g + 4 < groups.size() && digits.size() == 1 && groups[g + 1].size() == 4 &&
                groups[g + 2].size() == 5 && groups[g + 3].size() == 2 && groups[g + 4].size() == 1)
                for (std::size_t k = 1; k < 5; ++k) digits += groups[g + k];
            if (digits.size() != 13) continue;
            ++out.all;
            if (has_check_digit(digits)) ++out.valid;
        }
        groups.clear();
    };
    for (std::size_t i = 0; i < text.size();) {
        if (!digit_at(i)) {
            const bool parts = (text[i] == ' ' || text[i] == '-') && digit_at(i + 1) && !groups.empty();
            if (!parts) look();
            ++i;
            continue;
        }
        std::size_t end = i;
        while (digit_at(end)) ++end;
        if (is_fraction(text, i)) {
            i = end;
            continue;
        }
        groups.push_back(text.substr(i, end - i));
        i = end;
    }
    look();
    return out;
}

}  // namespace geo
