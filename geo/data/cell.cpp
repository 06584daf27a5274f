#include "geo/data/cell.h"

#include "geo/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace geo {
namespace {

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// An exact whole number in scientific or decimal notation as digits: 4.02901E+05, 402901.0.
std::string plain_digits(const std::string& text) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || *end != '\0' || !(value >= 0) || value > 1e9 || value != std::floor(value))
        return {};
    return std::to_string(static_cast<std::int64_t>(value));
}

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

std::optional<CodeCell> code_from_cell(std::string_view cell) {
    CodeCell out;
    std::string text = key_of(cell);
    if (text.rfind("th", 0) == 0) text = text.substr(2);
    if (!text.empty() && text[0] == '\'') text = text.substr(1);
    if (!all_digits(text)) text = plain_digits(text);
    if (!all_digits(text)) return std::nullopt;
    if (text.size() != 2 && text.size() != 4 && text.size() != 6 && text.size() != 8) return std::nullopt;
    out.code = text;
    out.repaired = text != cell;
    return out;
}

std::optional<CountValue> count_from_cell(std::string_view cell) {
    CountValue out;
    const std::string text = key_of(cell);
    static constexpr std::array<const char*, 12> missing = {
        "", "-", "–", "—", "n/a", "na", "null", "ไม่มี", "ไม่พบข้อมูล", "ไม่มีข้อมูล", "nodata", "."};
    if (std::find(missing.begin(), missing.end(), text) != missing.end()) return out;
    const std::size_t bound = text[0] != '<' ? 0 : text.rfind("<=", 0) == 0 ? 2 : 1;
    if (text == "*" || text == "**" || (bound > 0 && all_digits(text.substr(bound)))) {
        out.state = CellState::suppressed;
        return out;
    }
    std::string digits = text;
    if (digits.size() > 6 && digits.substr(digits.size() - 6) == "คน") digits.resize(digits.size() - 6);
    const auto plain = without_thousands(digits);
    if (!plain) return std::nullopt;
    digits = *plain;
    const std::size_t dot = digits.find('.');
    const std::string whole = digits.substr(0, dot);
    std::string part = dot == std::string::npos ? std::string{} : digits.substr(dot + 1);
    while (!part.empty() && part.back() == '0') part.pop_back();
    if (!all_digits(whole) || whole.size() > 9 || (!part.empty() && (!all_digits(part) || part.size() > 3)))
        return std::nullopt;
    part.resize(3, '0');
    out.state = CellState::value;
    out.milli = std::strtoll(whole.c_str(), nullptr, 10) * 1000 + std::strtoll(part.c_str(), nullptr, 10);
    out.repaired = digits != cell;
    return out;
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

LongNumbers long_numbers(std::string_view cell) {
    LongNumbers out;
    const std::string text = with_arabic_digits(normalised(cell));
    const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
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
        if (!is_digit(i)) {
            const bool parts = (text[i] == ' ' || text[i] == '-') && is_digit(i + 1) && !groups.empty();
            if (!parts) look();
            ++i;
            continue;
        }
        std::size_t end = i;
        while (is_digit(end)) ++end;
        groups.push_back(text.substr(i, end - i));
        i = end;
    }
    look();
    return out;
}

std::string without_area_prefix(const std::string& name) {
    for (const std::string_view prefix :
         {"จังหวัด", "อำเภอ", "ตำบล", "แขวง", "เขต", "กิ่งอำเภอ", "จ.", "อ.", "ต."}) {
        if (name.rfind(prefix, 0) != 0) continue;
        std::string rest = normalised(std::string_view(name).substr(prefix.size()));
        if (code_points(rest).size() >= 2) return rest;
    }
    return name;
}

}  // namespace geo
