// What people type beside the guesses: ages, years, days, in Arabic or Thai digits.
#pragma once

#include <optional>
#include <string>

namespace app {

/// An age band as people type it ("๖–๑๔ ปี", "6 ถึง 14", "15+") as "6-14", "15+", "-6" or "6"; "" for none,
/// nothing where it is none of these.
std::optional<std::string> age_typed(const std::string& text);
/// "2563" or "๒๕๖๓" as a year of the common era; "" for no year.
std::string year_typed(const std::string& text);
/// "30/9/2567", "30.09.67" or "2024-09-30" as an ISO date of the common era; "" for no date.
std::string date_typed(const std::string& text);

}  // namespace app
