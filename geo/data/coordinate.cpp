#include "geo/data/coordinate.h"

#include "geo/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace geo {
namespace {

/// A number that is the whole text.
std::optional<double> plain_number(std::string_view text) {
    if (!text.empty() && text[0] == '+') text.remove_prefix(1);
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

/// "1,539,061.2" without its commas; "13,7563" with a point.  Nothing where a comma can mean either.
std::optional<double> number_with_commas(const std::string& text) {
    const std::size_t first = text.find(',');
    if (first == std::string::npos || first == 0) return std::nullopt;
    const std::size_t dot = std::min(text.find('.'), text.size());
    bool thousands = first <= 3 && dot > first;
    for (std::size_t at = first; thousands && at < dot; at += 4)
        thousands = text[at] == ',' && at + 4 <= dot &&
                    std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                text.begin() + static_cast<std::ptrdiff_t>(at) + 4, is_digit);
    std::string plain = text;
    if (thousands) {
        std::erase(plain, ',');
        const auto value = plain_number(plain);
        // 100,501 is 100.501 as well; 539,061.2 and 1,539,061 are not.
        const bool one_comma = text.find(',', first + 1) == std::string::npos;
        return value && one_comma && dot == text.size() && *value < 200000 ? std::nullopt : value;
    }
    if (dot != text.size() || text.find(',', first + 1) != std::string::npos) return std::nullopt;
    plain[first] = '.';
    return plain_number(plain);
}

/// What parts numbers, as one letter: 'd', 'm', 's' for a sign or word of degrees, minutes, seconds; '-' for
/// one that says nothing; 'N', 'S', 'E', 'W'.  The longest word goes first.
struct Sign {
    const char* text;
    char means;
};
constexpr std::array<Sign, 49> signs = {
    {{"ตะวันออก", 'E'}, {"ตะวันตก", 'W'}, {"เหนือ", 'N'},    {"ใต้", 'S'},     {"องศา", 'd'}, {"พิลิปดา", 's'},
     {"ฟิลิปดา", 's'},   {"ฟิลิบดา", 's'},  {"พิลิบดา", 's'},   {"วิลิปดา", 's'},  {"ลิปดา", 'm'}, {"ลิบดา", 'm'},
     {"วินาที", 's'},    {"นาที", 'm'},    {"degrees", 'd'}, {"degree", 'd'}, {"deg", 'd'},  {"minutes", 'm'},
     {"minute", 'm'},  {"min", 'm'},    {"seconds", 's'}, {"second", 's'}, {"sec", 's'},  {"north", 'N'},
     {"south", 'S'},   {"east", 'E'},   {"west", 'W'},    {"°", 'd'},      {"º", 'd'},    {"˚", 'd'},
     {"''", 's'},      {"′′", 's'},     {"’’", 's'},      {"\"", 's'},     {"″", 's'},    {"”", 's'},
     {"“", 's'},       {"'", 'm'},      {"′", 'm'},       {"’", 'm'},      {"‘", 'm'},    {"´", 'm'},
     {"n", 'N'},       {"e", 'E'},      {"w", 'W'},       {"d", 'd'},      {"m", 'm'},    {":", '-'},
     {"-", '-'}}};

struct Token {
    char means = 0;  ///< of a sign; '0' of a number
    double number = 0;
    bool whole = false;
};

/// Nothing where a letter says nothing that is known.
std::optional<std::vector<Token>> tokens_of(const std::string& text) {
    std::vector<Token> out;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = std::string_view(text).substr(i);
        if (is_digit(text[i]) || (text[i] == '.' && out.empty())) {
            std::size_t end = i;
            bool dot = false;
            while (end < text.size() && (is_digit(text[end]) || (text[end] == '.' && !dot))) {
                dot = dot || text[end] == '.';
                ++end;
            }
            const auto number = plain_number(rest.substr(0, end - i));
            if (!number) return std::nullopt;
            // 13.7.56 would be two numbers with nothing between them.
            if (!out.empty() && out.back().means == '0' && i > 0 && text[i - 1] != ' ') return std::nullopt;
            out.push_back({'0', *number, !dot});
            i = end;
            continue;
        }
        if (text[i] == ' ' || text[i] == ',') {
            ++i;
            continue;
        }
        // "s" is south after the last part and seconds after a number that minutes stand before.
        if (text[i] == 's' && rest.substr(0, 3) != "sec" && rest.substr(0, 5) != "south") {
            const bool seconds =
                out.size() >= 2 && out.back().means == '0' && out[out.size() - 2].means == 'm';
            out.push_back({seconds ? 's' : 'S', 0, false});
            ++i;
            continue;
        }
        const auto sign = std::find_if(signs.begin(), signs.end(), [&](const Sign& one) {
            return rest.substr(0, std::string_view(one.text).size()) == one.text;
        });
        if (sign == signs.end()) return std::nullopt;
        out.push_back({sign->means, 0, false});
        i += std::string_view(sign->text).size();
    }
    return out;
}

/// Degrees, minutes and seconds from what stands between the numbers.
std::optional<CoordinateCell> from_tokens(const std::vector<Token>& tokens) {
    CoordinateCell out;
    std::array<double, 3> parts{};
    std::size_t number = 0;
    bool negative = false;
    bool whole = true;
    bool says_degrees = false;
    for (const Token& token : tokens) {
        switch (token.means) {
            case '0':
                if (number == 3 || !whole) return std::nullopt;
                if (number > 0 && token.number >= 60) return std::nullopt;
                whole = token.whole;
                parts.at(number++) = token.number;
                break;
            case 'd':
            case 'm':
            case 's':
                if (number != (token.means == 'd' ? 1U : token.means == 'm' ? 2U : 3U)) return std::nullopt;
                says_degrees = true;
                break;
            case '-':
                if (number == 0) negative = true;
                break;
            default:
                if (out.side != 0) return std::nullopt;
                out.side = token.means;
        }
    }
    if (number == 0 || (number == 1 && !says_degrees && out.side == 0)) return std::nullopt;
    out.value = parts[0] + parts[1] / 60 + parts[2] / 3600;
    if (out.value > 180 && (number > 1 || says_degrees)) return std::nullopt;
    if (negative || out.side == 'W' || out.side == 'S') out.value = -out.value;
    out.sexagesimal = number > 1;
    out.repaired = true;
    return out;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

}  // namespace

std::optional<CoordinateCell> coordinate_from_cell(std::string_view cell) {
    const auto from = cell.find_first_not_of(' ');
    if (from == std::string_view::npos) return std::nullopt;
    const std::string_view trimmed = cell.substr(from, cell.find_last_not_of(' ') + 1 - from);
    if (const auto value = plain_number(trimmed)) return CoordinateCell{*value, 0, false, false};
    // NFKC would turn ″ into ′′ and ´ into a space and an accent: marks are read as they stand.
    std::string text = lower(with_arabic_digits(trimmed));
    for (const std::string_view odd : {"\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE2\x80\xAF"})
        for (std::size_t at = text.find(odd); at != std::string::npos; at = text.find(odd))
            text.replace(at, odd.size(), " ");
    for (const std::string_view dash : {"–", "—", "−"})
        for (std::size_t at = text.find(dash); at != std::string::npos; at = text.find(dash))
            text.replace(at, dash.size(), "-");
    const auto begin = text.find_first_not_of(' ');
    if (begin == std::string::npos) return std::nullopt;
    text = text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
    if (const auto value = plain_number(text)) return CoordinateCell{*value, 0, false, true};
    if (const auto value = number_with_commas(text)) return CoordinateCell{*value, 0, false, true};
    if (text.find(',') != std::string::npos) return std::nullopt;
    const auto tokens = tokens_of(text);
    return tokens ? from_tokens(*tokens) : std::nullopt;
}

namespace {

/// "19.1234" at the beginning of the text, which then goes on behind it.
std::optional<CoordinateCell> take_degrees(std::string_view& text) {
    std::size_t end = 0;
    while (end < text.size() && (is_digit(text[end]) || text[end] == '.' || (end == 0 && text[end] == '-')))
        ++end;
    const auto out = coordinate_from_cell(text.substr(0, end));
    if (!out || out->sexagesimal || out->repaired || text.substr(0, end).find('.') == std::string_view::npos)
        return std::nullopt;
    text.remove_prefix(end);
    return out;
}

/// Latitude and longitude of a link to a map: the place that it marks, else the middle of what it shows.
std::optional<std::pair<CoordinateCell, CoordinateCell>> coordinates_of_link(std::string_view link) {
    if (const auto at = link.rfind("!3d"); at != std::string_view::npos) {
        std::string_view rest = link.substr(at + 3);
        const auto lat = take_degrees(rest);
        if (lat && rest.substr(0, 3) == "!4d") {
            rest.remove_prefix(3);
            if (const auto lon = take_degrees(rest)) return std::pair{*lat, *lon};
        }
    }
    for (const std::string_view key :
         {"q=", "query=", "ll=", "destination=", "loc:", "/search/", "/place/", "/dir//", "@"})
        for (auto at = link.find(key); at != std::string_view::npos; at = link.find(key, at + 1)) {
            std::string_view rest = link.substr(at + key.size());
            const auto lat = take_degrees(rest);
            if (!lat) continue;
            for (const std::string_view mark : {",", "%2C", "%2c", "+", "%20"})
                if (rest.substr(0, mark.size()) == mark) rest.remove_prefix(mark.size());
            if (const auto lon = take_degrees(rest)) return std::pair{*lat, *lon};
        }
    return std::nullopt;
}

}  // namespace

std::optional<std::pair<CoordinateCell, CoordinateCell>> coordinates_from_cell(std::string_view cell) {
    if (cell.find("://") != std::string_view::npos) return coordinates_of_link(cell);
    std::vector<std::size_t> cuts;
    for (std::size_t i = 1; i + 1 < cell.size(); ++i)
        if (cell[i] == ',' || cell[i] == ';' || cell[i] == '/') cuts.push_back(i);
    const bool by_mark = cuts.size() == 1;
    if (!by_mark) {
        cuts.clear();
        for (std::size_t i = 1; i + 1 < cell.size(); ++i)
            if (cell[i] == ' ') cuts.push_back(i);
    }
    std::optional<std::pair<CoordinateCell, CoordinateCell>> out;
    for (const std::size_t cut : cuts) {
        const auto one = coordinate_from_cell(cell.substr(0, cut));
        const auto two = coordinate_from_cell(cell.substr(cut + 1));
        if (!one || !two || one->sexagesimal != two->sexagesimal || (one->side == 0) != (two->side == 0))
            continue;
        if (out) return std::nullopt;  // 18 49 99 7 can be cut in several ways
        out = std::pair{*one, *two};
    }
    return out;
}

CrsWords crs_from_words(std::string_view words) {
    const std::string key = key_of(words);
    CrsWords out;
    const auto has = [&](const char* word) { return key.find(word) != std::string::npos; };
    if (has("wgs") || has("l7018") || has("ดับเบิลยูจีเอส") || has("ดับบลิวจีเอส")) out.datum = Datum::wgs84;
    const bool old = has("indian") || has("อินเดีย") || has("ind75") || has("everest") || has("เอเวอร์เรส") ||
                     has("เอเวอเรส") || has("l7017");
    if (old) out.datum = out.datum == Datum::wgs84 ? Datum::unknown : Datum::indian1975;
    for (std::size_t i = 0; i < key.size();) {
        if (!is_digit(key[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < key.size() && is_digit(key[end])) ++end;
        const std::string digits = key.substr(i, end - i);
        if (digits == "47" || digits == "48") out.zone = digits == "47" ? 47 : 48;
        if (digits == "32647" || digits == "32648" || digits == "24047" || digits == "24048") {
            out.zone = digits.back() == '7' ? 47 : 48;
            out.datum = digits[0] == '3' ? Datum::wgs84 : Datum::indian1975;
        }
        if (digits == "4326") out.datum = Datum::wgs84;
        if (digits == "4240" || digits == "1975" || digits == "2518") out.datum = Datum::indian1975;
        i = end;
    }
    return out;
}

std::string utm_crs(const CrsWords& words) {
    if (words.zone == 0 || words.datum == Datum::unknown) return {};
    return (words.datum == Datum::wgs84 ? "EPSG:326" : "EPSG:240") + std::to_string(words.zone);
}

}  // namespace geo
