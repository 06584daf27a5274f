#include "geo/base/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <numeric>

namespace geo {
namespace {

constexpr const char* minus = "\xE2\x88\x92";

std::int64_t ceil_div(std::int64_t value, std::int64_t by) {
    return value >= 0 ? (value + by - 1) / by : -((-value) / by);
}

/// Half away from zero.
std::int64_t round_div(std::int64_t value, std::int64_t by) {
    return value >= 0 ? (value + by / 2) / by : -((-value + by / 2) / by);
}

}  // namespace

std::string grouped(std::int64_t number) {
    const auto magnitude =
        number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
    std::string digits = std::to_string(magnitude);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return number < 0 ? minus + digits : digits;
}

std::string exact_children(std::int64_t milli) {
    const auto magnitude =
        milli < 0 ? 0 - static_cast<std::uint64_t>(milli) : static_cast<std::uint64_t>(milli);
    std::string out = fmt::format("{}{}", milli < 0 ? "-" : "", magnitude / 1000);
    if (magnitude % 1000 != 0) {
        out += fmt::format(".{:03}", magnitude % 1000);
        while (out.back() == '0') out.pop_back();
    }
    return out;
}

std::string exact_grouped(std::int64_t milli) {
    const std::string exact = exact_children(milli);
    const std::size_t dot = exact.find('.');
    const std::string sign = milli < 0 && milli > -1000 ? minus : "";
    return sign + grouped(milli / 1000) + (dot == std::string::npos ? "" : exact.substr(dot));
}

std::string whole_children(std::int64_t milli) {
    return grouped(round_div(milli, 1000));
}

std::vector<std::int64_t> whole_parts(const std::vector<std::int64_t>& milli) {
    const std::int64_t sum = std::accumulate(milli.begin(), milli.end(), std::int64_t{0});
    std::vector<std::int64_t> whole(milli.size());
    std::int64_t missing = round_div(sum, 1000);
    for (std::size_t i = 0; i < milli.size(); ++i) {
        whole[i] = milli[i] / 1000 - (milli[i] % 1000 < 0 ? 1 : 0);
        missing -= whole[i];
    }
    std::vector<std::size_t> order(milli.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto rest = [&](std::size_t i) { return milli[i] - whole[i] * 1000; };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rest(a) > rest(b); });
    for (std::size_t k = 0; k < order.size() && missing > 0; ++k, --missing) ++whole[order[k]];
    return whole;
}

std::string percent(std::int64_t part, std::int64_t whole, int digits) {
    if (whole <= 0) return {};
    // Tenths of a percent, half up, in 128 bits of head room.
    const auto tenths = static_cast<std::int64_t>(
        (static_cast<long double>(part) * (digits > 0 ? 1000.0L : 100.0L)) / static_cast<long double>(whole) +
        0.5L);
    // All and nothing are said of all and nothing alone: 3 children of 6,238 left behind are not 0.0 %.
    const std::int64_t full = digits > 0 ? 1000 : 100;
    if (tenths == 0 && part > 0) return digits > 0 ? "<0.1" : "<1";
    if (tenths == full && part < whole) return digits > 0 ? ">99.9" : ">99";
    if (digits <= 0) return std::to_string(tenths);
    return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

std::int64_t ceil_minutes(std::int64_t ms) {
    return ceil_div(ms, 60000);
}
std::int64_t ceil_seconds(std::int64_t ms) {
    return ceil_div(ms, 1000);
}
std::int64_t ceil_metres(std::int64_t mm) {
    return ceil_div(mm, 1000);
}

std::string date_for_people(Lang lang, const std::string& iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return iso;
    const auto number = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (std::size_t i = from; i < from + count; ++i) {
            if (iso[i] < '0' || iso[i] > '9') return -1;
            value = value * 10 + (iso[i] - '0');
        }
        return value;
    };
    const int year = number(0, 4);
    const int month = number(5, 2);
    const int day = number(8, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) return iso;
    const std::string& name = word(lang, "month." + std::to_string(month));
    if (lang == Lang::th) return fmt::format("{} {} {}", day, name, year + 543);
    return fmt::format("{} {} {} ({})", day, name, year + 543, year);
}

std::string today_iso() {
    std::time_t now = std::time(nullptr);
    std::tm parts{};
    if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr && *epoch != '\0') {
        now = static_cast<std::time_t>(std::strtoll(epoch, nullptr, 10));
        gmtime_r(&now, &parts);
    } else {
        localtime_r(&now, &parts);
    }
    return fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

}  // namespace geo
