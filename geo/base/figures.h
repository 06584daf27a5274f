// How numbers, dates and times are written for people.  Formats for files are exact (exact_children); formats
// for pages are rounded, by one rule, here.
//
// The trap: minutes and kilometres are ceilings, so that "printed <= limit" is true exactly when cost <=
// limit.
#pragma once

#include "geo/base/words.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace geo {

/// 1234567 -> "1,234,567"; minus is U+2212.
std::string grouped(std::int64_t number);

/// Thousandths of a child for files: 12345 -> "12.345", 12000 -> "12".
std::string exact_children(std::int64_t milli);

/// The same for people who check it: 1234567125 -> "1,234,567.125".
std::string exact_grouped(std::int64_t milli);

/// Thousandths of a child for people, rounded half up to whole children and grouped.
std::string whole_children(std::int64_t milli);

/// Whole children for parts that must add up on a page: largest remainder, ties by index.
/// Sum of the result = rounded sum of the input.
std::vector<std::int64_t> whole_parts(const std::vector<std::int64_t>& milli);

/// "54.9 %" style number without the sign: one decimal (digits = 1) or none (0); empty where whole is 0.
/// What is not quite nothing or all says so: "<0.1", ">99.9".
std::string percent(std::int64_t part, std::int64_t whole, int digits);

/// Milliseconds as the ceiling in whole minutes / whole seconds; millimetres as ceiling in metres.
std::int64_t ceil_minutes(std::int64_t ms);
std::int64_t ceil_seconds(std::int64_t ms);
std::int64_t ceil_metres(std::int64_t mm);

/// ISO date (2024-09-30) for people: "30 ก.ย. 2567" or "30 Sep 2567 (2024)".  Other text is returned as it
/// is.
std::string date_for_people(Lang lang, const std::string& iso);

/// Today as ISO, or the day of SOURCE_DATE_EPOCH (UTC) where that is set.
std::string today_iso();

}  // namespace geo
