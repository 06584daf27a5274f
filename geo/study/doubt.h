// What asks for care before a number on the map is believed: counts that are old, shares of few children,
// homes that a grid of people or land cover put where they are.
//
// The trap: age needs a day to be told from, and that of a clock changes a map that nobody touched.  It is a
// day of the study.
#pragma once

#include "geo/data/demand.h"
#include "geo/study/map_style.h"
#include "geo/study/study.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// The newest day that the study knows: on which a file was loaded, or of its counts.  ISO; "" for none.
std::string newest_day(const Dataset& data);
/// The day on which the map tells how old counts are: MapStyle::age_on, else newest_day().
std::string age_day(const Study& study);

/// Whole months from `day` to `later`, both ISO; a year alone ("2021") ends with its last day, a month with
/// its 31st. 0 where one of them is no day or `day` is the later one.
int months_between(std::string_view day, std::string_view later);
/// More than `months` lie between them: 18 months and a day are over 18 months.
bool is_older_than(std::string_view day, std::string_view later, int months);

/// Of the number of one area, with all that lies in it.
struct Doubt {
    std::int64_t children_milli = 0;
    std::int64_t old_milli = 0;       ///< of counts that are old; counts without a date are not
    std::string oldest_day;           ///< of those, as the counts state it
    std::int64_t modelled_milli = 0;  ///< put where people or built-up ground are said to be
    bool few = false;                 ///< the rule of the tables: least_whole_milli (rates.h)

    /// Half of the children or more.
    bool old() const { return old_milli > 0 && 2 * old_milli >= children_milli; }
    bool modelled() const { return modelled_milli > 0 && 2 * modelled_milli >= children_milli; }
};

/// By AreaId of the level.  O(cells of the chosen counts + areas).
std::vector<Doubt> doubts_of(const Study& study, const Demand& demand, Level level);

/// Which of these speak against the number that is shown: few children against rates alone, modelled homes
/// against all but the number of children.
struct DoubtOfNumber {
    bool old = false, few = false, modelled = false;
    bool any() const { return old || few || modelled; }
};
DoubtOfNumber doubt_of_number(const Doubt& doubt, Indicator indicator);

}  // namespace geo
