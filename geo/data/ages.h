// Ages in whole years: bands as counts and grids state them, and the single years of five-year groups.
//
// The trap: a grid of people aged 5 to 9 says nothing of those who are 6.  An even fifth is wrong where
// births rose or fell, and a curve through the groups can fall below nobody.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Whole years of age, first and last included.
struct AgeSpan {
    int first = 0, last = 0;
    bool holds(int age) const { return first <= age && age <= last; }
    bool operator==(const AgeSpan&) const = default;
};

/// The oldest year that is looked at: people of "80+" are as old as that at most.
inline constexpr int oldest_age = 120;

/// "6-14", "7", "15+" (to oldest_age), "-6" (below 6); none for anything else.
std::optional<AgeSpan> age_span(std::string_view band);
/// "6-14"; "7" where it is one year.
std::string age_band(const AgeSpan& span);

/// Whose people a grid holds, by the name of its file.
struct PeopleOf {
    std::string ages;  ///< "5-9"; "" for all
    std::string sex;   ///< "female", "male"; "" for both, and where no ages are said
    bool operator==(const PeopleOf&) const = default;
};
/// WorldPop's names (tha_f_5_2020: women of 5 to 9; _0_: below 1; _1_: 1 to 4; _80_: 80 and above; t for both
/// sexes), "under5", and bands beside a word for age ("age_6-14", "อายุ 5-9 ปี").
PeopleOf people_in_name(std::string_view file_stem);

struct SingleYears {
    std::vector<double> people;  ///< five for each group
    bool even = false;           ///< fewer than four groups: fifths
    bool rescaled = false;       ///< a year below nobody became 0, the others of its group shrank to its sum
};
/// Sprague's multipliers (Sprague 1880; Shryock and Siegel, The Methods and Materials of Demography, appendix
/// C) on consecutive five-year groups, all of them 0 or more; each five years add up to their group.
/// O(groups).
SingleYears single_years(std::span<const double> groups);

}  // namespace geo
