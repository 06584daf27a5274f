#include "geo/data/area_code.h"

#include "geo/base/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace geo {
namespace {

/// A cell with everything taken off that is no part of a number.
struct Undressed {
    std::string digits;  ///< "" where the cell is no whole number
    const char* dress = "";
    bool precision_lost = false;
};

/// 4.02901E+05 where all six digits are there; 4.02E+05 has lost some.
bool take_scientific(const std::string& text, Undressed& out) {
    const std::size_t e = text.find('e');
    if (e == std::string::npos || e == 0) return false;
    std::string digits = text.substr(0, e);
    std::string power = text.substr(e + 1);
    if (!power.empty() && power[0] == '+') power.erase(0, 1);
    if (digits.size() > 1) {
        if (digits[1] != '.') return false;
        digits.erase(1, 1);
    }
    if (!all_digits(digits) || !all_digits(power) || power.size() > 2) return false;
    const std::size_t wanted = static_cast<std::size_t>(std::stoi(power)) + 1;
    if (digits.size() < wanted) {
        out.precision_lost = true;
        return true;
    }
    if (digits.find_first_not_of('0', wanted) != std::string::npos) return false;
    out.digits = digits.substr(0, wanted);
    out.dress = "code_scientific";
    return true;
}

/// 402901.0 and 402901.
bool take_float(const std::string& text, Undressed& out) {
    const std::size_t dot = text.find('.');
    if (dot == std::string::npos || !all_digits(std::string_view(text).substr(0, dot)) ||
        text.find_first_not_of('0', dot + 1) != std::string::npos)
        return false;
    out.digits = text.substr(0, dot);
    out.dress = "code_float";
    return true;
}

/// 40-29-01, 4029-01, 40.29.01: groups of two, four or six digits parted by one and the same mark.  Two
/// groups with a point are a decimal number.
bool take_separators(const std::string& text, Undressed& out) {
    const std::size_t first = text.find_first_not_of("0123456789");
    if (first == std::string::npos) return false;
    const char mark = text[first];
    if (mark != '-' && mark != '.' && mark != '/' && mark != '_') return false;
    std::size_t groups = 0;
    for (std::size_t from = 0; from <= text.size(); ++groups) {
        const std::size_t to = std::min(text.find(mark, from), text.size());
        const std::string group = text.substr(from, to - from);
        if (!all_digits(group) || group.size() % 2 != 0) return false;
        out.digits += group;
        from = to + 1;
    }
    if (groups < 2 || (mark == '.' && groups < 3)) return false;
    out.dress = "code_separators";
    return true;
}

/// What is invisible, or wide, or Thai, in a cell that is a code otherwise.
const char* dress_of_letters(std::string_view cell) {
    bool invisible = false, no_break = false, space = false, thai = false, wide = false;
    for (const char32_t c : code_points(cell)) {
        if (c == 0xA0 || c == 0x202F)
            no_break = true;
        else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x3000)
            space = true;
        else if (c >= 0x0E50 && c <= 0x0E59)
            thai = true;
        else if (c >= 0xFF10 && c <= 0xFF19)
            wide = true;
        else if (c > 0x7F)
            invisible = true;
    }
    return thai        ? "thai_digits"
           : wide      ? "code_fullwidth"
           : no_break  ? "code_nbsp"
           : invisible ? "code_zwsp"
           : space     ? "code_spaces"
                       : "";
}

Undressed undressed(std::string_view cell) {
    Undressed out;
    std::string text = key_of(cell);
    // A spreadsheet is made to keep a text as text by '402901 and by ="402901".
    bool quoted = false;
    if (text.size() > 3 && text.starts_with("=\"") && text.back() == '"') {
        text = text.substr(2, text.size() - 3);
        quoted = true;
    }
    if (!text.empty() && text[0] == '\'') {
        text.erase(0, 1);
        quoted = true;
    }
    bool country = false;
    if (text.starts_with("th")) {
        text.erase(0, text.size() > 2 && text[2] == '-' ? 3 : 2);
        country = true;
    }
    if (all_digits(text)) {
        out.digits = text;
        out.dress = dress_of_letters(cell);
    } else if (!take_scientific(text, out) && !take_float(text, out) && !take_separators(text, out)) {
        out.digits.clear();
    }
    if (out.digits.empty()) return out;
    if (country) out.dress = "code_th_prefix";
    if (quoted && out.dress[0] == '\0') out.dress = "code_quoted";
    return out;
}

/// Of the consonants: no key of such a cell is a number.
bool holds_thai_letter(std::string_view cell) {
    constexpr std::string_view block = "\xE0\xB8";
    for (auto at = cell.find(block); at != std::string_view::npos; at = cell.find(block, at + 1))
        if (at + 2 < cell.size() && static_cast<unsigned char>(cell[at + 2]) <= 0xAE) return true;
    return false;
}

bool is_code_length(std::size_t digits) {
    return digits == 2 || digits == 4 || digits == 6 || digits == 8;
}

}  // namespace

std::optional<CodeCell> code_from_cell(std::string_view cell) {
    // Most cells of a large table are a plain code, another number, or words.
    if (all_digits(cell)) {
        if (!is_code_length(cell.size())) return std::nullopt;
        CodeCell out;
        out.code = cell;
        return out;
    }
    if (holds_thai_letter(cell)) return std::nullopt;
    Undressed found = undressed(cell);
    if (!is_code_length(found.digits.size())) return std::nullopt;
    CodeCell out;
    out.repaired = found.digits != cell;
    out.dress = found.dress;
    out.code = std::move(found.digits);
    return out;
}

const char* code_fault(std::string_view cell) {
    const std::string key = key_of(cell);
    static constexpr std::array<const char*, 10> blank = {"",   "-",    "–",   "—",      "n/a",
                                                          "na", "null", "ไม่มี", "ไม่มีรหัส", "."};
    if (std::find(blank.begin(), blank.end(), key) != blank.end()) return "code_missing";
    const Undressed found = undressed(cell);
    if (found.precision_lost) return "code_precision_lost";
    return found.digits.empty() ? "bad_code" : "code_wrong_length";
}

LooseCode loose_code(std::string_view cell) {
    const auto digits_of = [](std::string_view text, std::size_t& groups, bool& letters_between) {
        std::string digits;
        bool in_group = false, letters = false;
        for (const char c : text) {
            const bool digit = c >= '0' && c <= '9';
            if (digit && !in_group) {
                letters_between = letters_between || (letters && groups > 0);
                ++groups;
                letters = false;
            }
            if (digit) digits += c;
            if (!digit && c != ',' && c != '-' && c != '/' && c != '_') letters = true;
            in_group = digit;
        }
        return digits;
    };
    const std::string key = key_of(cell);
    std::size_t groups = 0;
    bool letters_between = false;
    std::string digits = digits_of(key, groups, letters_between);
    if (digits.size() == 6 && !letters_between) return {digits, false};
    if (digits.size() == 7 && digits[0] == '0') return {digits.substr(1), true};
    // O and l as they are typed for 0 and 1, where the cell is nothing but them and digits.
    std::string typed = key;
    for (char& c : typed) c = c == 'o' ? '0' : c == 'l' || c == 'i' ? '1' : c;
    if (digits.size() >= 3 && typed.size() == 6 && all_digits(typed)) return {typed, true};
    for (std::size_t from = 0; from + 6 <= key.size(); ++from) {
        const bool begins = from == 0 || key[from - 1] < '0' || key[from - 1] > '9';
        const bool ends = from + 6 == key.size() || key[from + 6] < '0' || key[from + 6] > '9';
        if (begins && ends && all_digits(std::string_view(key).substr(from, 6)))
            return {key.substr(from, 6), true};
    }
    return {};
}

std::optional<CodeCell> code_from_parts(std::string_view province, std::string_view amphoe,
                                        std::string_view tambon) {
    CodeCell out;
    const std::array<std::string_view, 3> cells = {province, amphoe, tambon};
    for (std::size_t level = 0; level < cells.size(); ++level) {
        if (key_of(cells[level]).empty()) {
            // A finer part without the one above it says nothing.
            for (std::size_t finer = level + 1; finer < cells.size(); ++finer)
                if (!key_of(cells[finer]).empty()) return std::nullopt;
            break;
        }
        std::string digits = undressed(cells[level]).digits;
        if (digits.empty()) return std::nullopt;
        if (level > 0 && digits.find_first_not_of('0') == std::string::npos) break;
        if (digits.size() > 2) {
            const bool whole = digits.size() == 2 * (level + 1) && digits.starts_with(out.code);
            const bool of_amphoe = level == 2 && digits.size() == 4 && digits.starts_with(out.code.substr(2));
            if (!whole && !of_amphoe) return std::nullopt;
            digits.erase(0, digits.size() - 2);
        } else if (digits.size() == 1) {
            if (level == 0) return std::nullopt;
            digits.insert(0, 1, '0');
            out.dress = "code_leading_zero";
            out.repaired = true;
        }
        out.code += digits;
    }
    if (out.code.empty()) return std::nullopt;
    return out;
}

}  // namespace geo
