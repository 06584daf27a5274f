#include "app/panels/import_typed.h"

#include "geo/base/text.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

namespace app {
namespace {

/// Numbers and the signs between them: "6", "-", "14"; nothing where the text has anything else in it.
std::optional<std::vector<std::string>> age_parts(const std::string& text) {
    constexpr std::array<std::string_view, 4> dashes = {"-", "\u2013", "\u2014", "ถึง"};
    constexpr std::array<std::string_view, 3> blanks = {" ", "\u00a0", "ปี"};
    const std::string all = geo::with_arabic_digits(text);
    std::string_view left = all;
    std::vector<std::string> out;
    const auto take = [&](const auto& words) {
        for (const std::string_view one : words)
            if (left.substr(0, one.size()) == one) {
                left.remove_prefix(one.size());
                return true;
            }
        return false;
    };
    while (!left.empty()) {
        if (take(blanks)) continue;
        if (take(dashes)) {
            out.emplace_back("-");
        } else if (left.front() == '+') {
            out.emplace_back("+");
            left.remove_prefix(1);
        } else {
            std::size_t digits = 0;
            while (digits < left.size() && geo::is_digit(left[digits])) ++digits;
            if (digits == 0 || digits > 2) return std::nullopt;
            out.emplace_back(left.substr(0, digits));
            left.remove_prefix(digits);
        }
    }
    return out;
}

}  // namespace

std::optional<std::string> age_typed(const std::string& text) {
    const auto parts = age_parts(text);
    if (!parts) return std::nullopt;
    std::string shape, band;
    for (const std::string& one : *parts) {
        shape += geo::all_digits(one) ? 'n' : one.front();
        band += one;
    }
    if (shape == "n-n" && std::atoi(parts->front().c_str()) > std::atoi(parts->back().c_str()))
        return std::nullopt;
    const bool known = shape.empty() || shape == "n" || shape == "n+" || shape == "-n" || shape == "n-n";
    return known ? std::optional{band} : std::nullopt;
}

std::string year_typed(const std::string& text) {
    int year = 0;
    for (const char c : geo::with_arabic_digits(text)) {
        if (!geo::is_digit(c)) continue;
        year = year * 10 + (c - '0');
        if (year > 9999) return {};
    }
    if (year > 2400) year -= 543;
    return year < 1900 || year > 2400 ? std::string{} : std::to_string(year);
}

std::string date_typed(const std::string& text) {
    std::array<int, 3> parts{};
    std::size_t count = 0;
    bool in_number = false;
    for (const char c : geo::with_arabic_digits(text)) {
        if (!geo::is_digit(c)) {
            in_number = false;
            continue;
        }
        if (!in_number && ++count > parts.size()) return {};
        in_number = true;
        int& part = parts.at(count - 1);
        part = part * 10 + (c - '0');
        if (part > 9999) return {};
    }
    if (count != 3) return {};
    auto [day, month, year] = parts;
    if (day > 31) std::swap(day, year);
    if (year < 100) year += 2500;
    if (year > 2400) year -= 543;
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    constexpr std::array days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || year < 1900 || year > 2400) return {};
    const int longest = days.at(static_cast<std::size_t>(month - 1)) + (month == 2 && leap ? 1 : 0);
    if (day < 1 || day > longest) return {};
    return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

}  // namespace app
