#include "geo/data/ages.h"

#include "geo/base/text.h"

#include <algorithm>
#include <array>

namespace geo {
namespace {

bool is_short_number(std::string_view text, std::size_t most) {
    return !text.empty() && text.size() <= most &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// WorldPop's groups by the year that they begin with.
std::string worldpop_ages(int first) {
    if (first == 0) return "0";
    if (first == 1) return "1-4";
    if (first >= 80) return std::to_string(first) + "+";
    return std::to_string(first) + "-" + std::to_string(first + 4);
}

/// The pieces of a name between its signs.
std::vector<std::string> name_pieces(std::string_view name) {
    std::vector<std::string> out(1);
    for (const char c : name) {
        if (c == '_' || c == ' ' || c == '.')
            out.emplace_back();
        else
            out.back() += c;
    }
    std::erase(out, "");
    return out;
}

std::optional<PeopleOf> worldpop_name(const std::vector<std::string>& pieces) {
    for (std::size_t i = 0; i + 2 < pieces.size(); ++i) {
        const std::string& sex = pieces[i];
        if (sex != "f" && sex != "m" && sex != "t") continue;
        if (!is_short_number(pieces[i + 1], 2) || !is_short_number(pieces[i + 2], 4) ||
            pieces[i + 2].size() != 4)
            continue;
        const int first = std::stoi(pieces[i + 1]);
        if (first > 1 && first % 5 != 0) continue;
        return PeopleOf{worldpop_ages(first), sex == "f" ? "female" : sex == "m" ? "male" : ""};
    }
    return std::nullopt;
}

/// "5-9", "05to09" and the like as a band.
std::string band_in(std::string piece) {
    for (const std::string_view dash : {"–", "to", "ถึง"})
        if (const auto at = piece.find(dash); at != std::string::npos) piece.replace(at, dash.size(), "-");
    const auto dash = piece.find('-');
    if (dash == std::string::npos || !is_short_number(piece.substr(0, dash), 2) ||
        !is_short_number(piece.substr(dash + 1), 2))
        return {};
    const int first = std::stoi(piece.substr(0, dash)), last = std::stoi(piece.substr(dash + 1));
    return first < last ? std::to_string(first) + "-" + std::to_string(last) : std::string{};
}

/// The band with the words for age taken off; "" where it has none.
std::string aged_band(std::string piece, bool said) {
    if (const auto word = piece.find("อายุ"); word != std::string::npos) piece.erase(0, word);
    for (const std::string_view word : {"อายุ", "ages", "age", "aged", "years", "yrs", "yr", "ปี", "y"}) {
        if (piece.size() > word.size() && piece.starts_with(word)) {
            piece.erase(0, word.size());
            said = true;
        }
        if (piece.size() > word.size() && piece.ends_with(word)) {
            piece.erase(piece.size() - word.size());
            said = true;
        }
    }
    return said ? band_in(piece) : std::string{};
}

// A row for each of the five years, a column for each group that speaks.
using Panel = std::array<std::array<double, 5>, 5>;
/// The first group of all, of itself and the three after it.
constexpr Panel first_panel = {{{0.3616, -0.2768, 0.1488, -0.0336, 0},
                                {0.2640, -0.0960, 0.0400, -0.0080, 0},
                                {0.1840, 0.0400, -0.0320, 0.0080, 0},
                                {0.1200, 0.1360, -0.0720, 0.0160, 0},
                                {0.0704, 0.1968, -0.0848, 0.0176, 0}}};
/// The second, of the same four.
constexpr Panel second_panel = {{{0.0336, 0.2272, -0.0752, 0.0144, 0},
                                 {0.0080, 0.2320, -0.0480, 0.0080, 0},
                                 {-0.0080, 0.2160, -0.0080, 0.0000, 0},
                                 {-0.0160, 0.1840, 0.0400, -0.0080, 0},
                                 {-0.0176, 0.1408, 0.0912, -0.0144, 0}}};
/// Any with two on either side.
constexpr Panel middle_panel = {{{-0.0128, 0.0848, 0.1504, -0.0240, 0.0016},
                                 {-0.0016, 0.0144, 0.2224, -0.0416, 0.0064},
                                 {0.0064, -0.0336, 0.2544, -0.0336, 0.0064},
                                 {0.0064, -0.0416, 0.2224, 0.0144, -0.0016},
                                 {0.0016, -0.0240, 0.1504, 0.0848, -0.0128}}};

/// The five years of group g: near the end the panels of the beginning hold the other way round.
std::array<double, 5> years_of(std::span<const double> groups, std::size_t g) {
    const std::size_t n = groups.size();
    const bool from_end = g + 2 >= n && g >= 2;
    const std::size_t place = from_end ? n - 1 - g : g;
    const Panel& panel = place == 0 ? first_panel : place == 1 ? second_panel : middle_panel;
    std::array<double, 5> out{};
    for (std::size_t year = 0; year < 5; ++year)
        for (std::size_t k = 0; k < 5; ++k) {
            const double factor = panel[year][k];
            if (factor == 0) continue;
            const std::size_t group = place >= 2 ? g - 2 + k : from_end ? n - 1 - k : k;
            out[from_end && place < 2 ? 4 - year : year] += factor * groups[group];
        }
    return out;
}

}  // namespace

std::optional<AgeSpan> age_span(std::string_view band) {
    const auto dash = band.find('-');
    if (dash == 0) {
        if (!is_short_number(band.substr(1), 3)) return std::nullopt;
        const int below = std::stoi(std::string{band.substr(1)});
        return below > 0 ? std::optional(AgeSpan{0, below - 1}) : std::nullopt;
    }
    const bool above = dash == std::string_view::npos && band.ends_with('+');
    const std::string_view first = above ? band.substr(0, band.size() - 1) : band.substr(0, dash);
    const std::string_view last = dash == std::string_view::npos ? first : band.substr(dash + 1);
    if (!is_short_number(first, 3) || !is_short_number(last, 3)) return std::nullopt;
    const AgeSpan out{std::stoi(std::string{first}), above ? oldest_age : std::stoi(std::string{last})};
    return out.first <= out.last ? std::optional(out) : std::nullopt;
}

std::string age_band(const AgeSpan& span) {
    return span.first == span.last ? std::to_string(span.first)
                                   : std::to_string(span.first) + "-" + std::to_string(span.last);
}

PeopleOf people_in_name(std::string_view file_stem) {
    const std::vector<std::string> pieces = name_pieces(key_of(file_stem));
    if (const auto found = worldpop_name(pieces)) return *found;
    PeopleOf out;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::string& piece = pieces[i];
        if (piece == "under5" || piece == "u5") return {"0-4", ""};
        const bool said = i > 0 && (pieces[i - 1] == "age" || pieces[i - 1] == "ages" ||
                                    pieces[i - 1] == "aged" || pieces[i - 1].ends_with("อายุ"));
        if (out.ages.empty()) out.ages = aged_band(piece, said);
        if (piece == "female" || piece == "girls" || piece == "หญิง") out.sex = "female";
        if (piece == "male" || piece == "boys" || piece == "ชาย") out.sex = "male";
    }
    if (out.ages.empty()) out.sex.clear();
    return out;
}

SingleYears single_years(std::span<const double> groups) {
    SingleYears out;
    out.even = groups.size() < 4;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        std::array<double, 5> years{};
        if (out.even)
            years.fill(groups[g] / 5);
        else
            years = years_of(groups, g);
        double sum = 0;
        bool below = false;
        for (double& year : years) {
            // What rounding leaves of 0 is no sharp change.
            below = below || year < -1e-9 * (1 + groups[g]);
            year = std::max(0.0, year);
            sum += year;
        }
        if (below && sum > 0) {
            out.rescaled = true;
            for (double& year : years) year *= groups[g] / sum;
        }
        out.people.insert(out.people.end(), years.begin(), years.end());
    }
    return out;
}

}  // namespace geo
