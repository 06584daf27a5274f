#include "geo/data/date.h"

#include "geo/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace geo {
namespace {

constexpr int buddhist_offset = 543;

/// Numbers of a text and what stands between them.
struct Pieces {
    std::vector<std::string> numbers;
    std::vector<std::string> between;  ///< one more than numbers
};

Pieces pieces_of(std::string_view text) {
    Pieces out;
    out.between.emplace_back();
    bool in_number = false;
    for (const char c : with_arabic_digits(normalised(text))) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && !in_number) out.numbers.emplace_back();
        if (!digit && in_number) out.between.emplace_back();
        (digit ? out.numbers.back() : out.between.back()) += c;
        in_number = digit;
    }
    if (in_number) out.between.emplace_back();
    return out;
}

void erase_all(std::string& text, std::string_view what) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what))
        text.erase(at, what.size());
}

/// "ก.ย. พ.ศ. " as "กย".
std::string bare(std::string_view words) {
    std::string out = key_of(words);
    for (const std::string_view beside :
         {".", ",", "พศ", "คศ", "วันที่", "เดือน", "ประจำ", "-", "/", "'", "(", ")"})
        erase_all(out, beside);
    return out;
}

/// 1 to 12; 0 where the words are no month.
int month_of(std::string_view words) {
    static constexpr std::array<std::array<const char*, 5>, 12> names = {{
        {"มค", "มกราคม", "มกรา", "jan", "january"},
        {"กพ", "กุมภาพันธ์", "กุมภา", "feb", "february"},
        {"มีค", "มีนาคม", "มีนา", "mar", "march"},
        {"เมย", "เมษายน", "เมษา", "apr", "april"},
        {"พค", "พฤษภาคม", "พฤษภา", "may", "may"},
        {"มิย", "มิถุนายน", "มิถุนา", "jun", "june"},
        {"กค", "กรกฎาคม", "กรกฎา", "jul", "july"},
        {"สค", "สิงหาคม", "สิงหา", "aug", "august"},
        {"กย", "กันยายน", "กันยา", "sep", "september"},
        {"ตค", "ตุลาคม", "ตุลา", "oct", "october"},
        {"พย", "พฤศจิกายน", "พฤศจิกา", "nov", "november"},
        {"ธค", "ธันวาคม", "ธันวา", "dec", "december"},
    }};
    const std::string key = bare(words);
    for (std::size_t m = 0; m < names.size(); ++m)
        if (std::find(names[m].begin(), names[m].end(), key) != names[m].end())
            return static_cast<int>(m) + 1;
    return 0;
}

int whole(const std::string& digits) {
    return digits.size() > 6 ? -1 : std::stoi(digits);
}

bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in(int year, int month) {
    static constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days.at(static_cast<std::size_t>(month - 1));
}

std::string two(int n) {
    return (n < 10 ? "0" : "") + std::to_string(n);
}

std::string iso_of(int year, int month, int day) {
    return std::to_string(year) + "-" + two(month) + "-" + two(day);
}

/// A year as written.
struct YearCell {
    int year = 0;  ///< of the Common Era; 0 where it is not plain
    const char* kind = "";
};
YearCell year_of(const std::string& digits) {
    const int n = whole(digits);
    if (digits.size() == 4 && n >= 2400 && n < 2700) return {n - buddhist_offset, "date_be_to_ce"};
    if (digits.size() == 4 && n >= 1900 && n < 2200) return {n, ""};
    if (digits.size() == 2 && n >= 43) return {2500 + n - buddhist_offset, "date_be_two_digit"};
    return {0, "date_year_unclear"};
}

CellDate checked(YearCell year, int month, int day, const char* otherwise) {
    if (year.year == 0) return {"", year.kind};
    if (month < 1 || month > 12 || day < 1 || day > days_in(year.year, month)) return {"", "date_impossible"};
    return {iso_of(year.year, month, day), otherwise[0] != '\0' ? otherwise : year.kind};
}

/// The day that a spreadsheet counts from 30 December 1899 (H. Hinnant, "chrono-compatible low-level date
/// algorithms").
CellDate from_serial(std::int64_t serial) {
    const std::int64_t z = serial - 25569 + 719468;
    const std::int64_t era = z / 146097;
    const std::int64_t doe = z - era * 146097;
    const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const std::int64_t mp = (5 * doy + 2) / 153;
    const int day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
    const int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
    const int year = static_cast<int>(yoe + era * 400) + (month <= 2 ? 1 : 0);
    const bool buddhist = year >= 2400;
    return checked({buddhist ? year - buddhist_offset : year, ""}, month, day,
                   buddhist ? "date_be_typed_as_ce" : "date_serial");
}

/// "25670919" or "19092567": the year stands where four digits are a year, and the rest is a day.
std::optional<CellDate> from_eight_digits(const std::string& digits) {
    const auto number = [&](std::size_t at) { return whole(digits.substr(at, 2)); };
    const auto read = [](const YearCell& year, int month, int day) -> std::optional<CellDate> {
        if (year.year == 0) return std::nullopt;
        const CellDate out = checked(year, month, day, "");
        return out.iso.empty() ? std::nullopt : std::optional{out};
    };
    if (auto first = read(year_of(digits.substr(0, 4)), number(4), number(6))) return first;
    return read(year_of(digits.substr(4)), number(2), number(0));
}

bool is_one_of(const std::string& text, std::string_view marks) {
    return text.size() == 1 && marks.find(text.front()) != std::string_view::npos;
}

/// Three numbers with one mark between them; a time may follow.
std::optional<CellDate> from_numbers(const Pieces& p) {
    if (p.numbers.size() < 3 || !p.between.front().empty() || p.between[1] != p.between[2] ||
        !is_one_of(p.between[1], "/-."))
        return std::nullopt;
    const std::string& after = p.between[3];
    if (p.numbers.size() == 3 ? !after.empty() : after != " " && after != "T") return std::nullopt;
    const auto& n = p.numbers;
    if (n[0].size() == 4) {
        YearCell year = year_of(n[0]);
        const bool buddhist = year.kind[0] != '\0' && year.year != 0;
        return checked(year, whole(n[1]), whole(n[2]), buddhist ? "date_be_typed_as_ce" : "");
    }
    if (n[0].size() > 2 || n[1].size() > 2 || (n[2].size() != 2 && n[2].size() != 4)) return std::nullopt;
    const int day = whole(n[0]);
    const int month = whole(n[1]);
    // Month first is no order of Thai offices; where both could be, the rule is said.
    const bool either = day <= 12 && month <= 12 && day != month;
    return checked(year_of(n[2]), month, day, either ? "date_day_month_order" : "");
}

}  // namespace

std::optional<CellDate> date_from_cell(std::string_view cell) {
    const Pieces p = pieces_of(cell);
    if (p.numbers.empty()) return std::nullopt;
    if (auto out = from_numbers(p)) return out;
    const std::string first = bare(p.between.front());
    if (p.numbers.size() == 1 && first.empty() && p.between.front().empty() && p.between.back().empty()) {
        const int serial = whole(p.numbers[0]);
        if (p.numbers[0].size() == 8) return from_eight_digits(p.numbers[0]);
        const bool ce = p.numbers[0].size() == 5 && serial >= 20000 && serial < 75000;
        const bool be = p.numbers[0].size() == 6 && serial >= 200000 && serial < 275000;
        if (ce || be) return from_serial(serial);
        return std::nullopt;
    }
    if (!first.empty()) return std::nullopt;
    const int month = month_of(p.between[1]);
    if (month == 0 || p.numbers[0].size() > 2) return std::nullopt;
    if (p.numbers.size() == 1) return CellDate{"", "date_without_year"};
    if (p.numbers.size() > 2 || !bare(p.between[2]).empty()) return std::nullopt;
    return checked(year_of(p.numbers[1]), month, whole(p.numbers[0]), "");
}

std::string date_in_title(std::string_view text) {
    const std::string words = normalised(text);
    std::size_t from = std::string::npos;
    for (const std::string_view opening : {"ณ", "as of", "As of", "วันที่"})
        if (from = words.find(opening); from != std::string::npos) {
            from += opening.size();
            break;
        }
    if (from == std::string::npos) return {};
    const Pieces p = pieces_of(std::string_view{words}.substr(from));
    if (p.numbers.size() >= 3 && p.between[1] == p.between[2] && is_one_of(p.between[1], "/-.")) {
        Pieces three;
        three.numbers.assign(p.numbers.begin(), p.numbers.begin() + 3);
        three.between = {"", p.between[1], p.between[2], ""};
        const auto date = from_numbers(three);
        return date ? date->iso : "";
    }
    if (p.numbers.size() < 2) return {};
    const int month = month_of(p.between[1]);
    return month == 0 ? "" : checked(year_of(p.numbers[1]), month, whole(p.numbers[0]), "").iso;
}

std::optional<Period> period_of(std::string_view text) {
    const Pieces p = pieces_of(text);
    // A day stands for its month: "2023-10-01" is how workbooks keep "Oct 23".
    if (p.numbers.size() == 3)
        if (const auto day = from_numbers(p); day && !day->iso.empty())
            return Period{std::stoi(day->iso.substr(0, 4)), std::stoi(day->iso.substr(5, 2)),
                          YearKind::calendar};
    if (p.numbers.size() == 2 && p.numbers[0].size() == 4 && p.numbers[1].size() == 2 &&
        p.between[0].empty() && is_one_of(p.between[1], "-/") && p.between[2].empty()) {
        const int year = year_of(p.numbers[0]).year;
        const int month = whole(p.numbers[1]);
        if (year != 0 && month >= 1 && month <= 12) return Period{year, month, YearKind::calendar};
    }
    if (p.numbers.size() != 1 || !bare(p.between[1]).empty()) return std::nullopt;
    const int year = year_of(p.numbers[0]).year;
    if (year == 0) return std::nullopt;
    if (const int month = month_of(p.between[0]); month > 0) return Period{year, month, YearKind::calendar};
    const std::string words = bare(p.between[0]);
    const auto is = [&](std::initializer_list<const char*> all) {
        return std::any_of(all.begin(), all.end(), [&](const char* w) { return words == w; });
    };
    // Two digits alone are a number, with ปี before them a year.
    if (words.empty() && p.numbers[0].size() == 2) return std::nullopt;
    if (is({"", "ปี", "year", "ปีข้อมูล", "ณปี", "ข้อมูลปี", "ปีที่"})) {
        const bool calendar = p.between[0].find("พ.ศ") != std::string::npos && words.empty();
        return Period{year, 0, calendar ? YearKind::calendar : YearKind::unknown};
    }
    if (is({"ปีการศึกษา", "schoolyear", "academicyear", "sy", "ay"})) return Period{year, 0, YearKind::school};
    if (is({"ปีงบประมาณ", "ปีงบ", "fiscalyear", "fy"})) return Period{year, 0, YearKind::fiscal};
    return std::nullopt;
}

std::string last_day_of(const Period& period) {
    if (period.month > 0) return iso_of(period.year, period.month, days_in(period.year, period.month));
    switch (period.kind) {
        case YearKind::calendar:
            return iso_of(period.year, 12, 31);
        case YearKind::school:
            return iso_of(period.year + 1, 5, 15);
        case YearKind::fiscal:
            return iso_of(period.year, 9, 30);
        case YearKind::unknown:
            break;
    }
    return std::to_string(period.year);
}

}  // namespace geo
