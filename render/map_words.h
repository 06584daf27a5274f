// Words that map, legend and page share: levels, limits, ways to travel.
#pragma once

#include "geo/base/words.h"
#include "geo/data/demand.h"
#include "geo/study/doubt.h"
#include "geo/study/study.h"

#include <cstdint>
#include <string>
#include <vector>

namespace render {

/// "30 นาที", "6 กม."; exact: "90 วินาที" where the limit is no whole minute.
std::string limit_words(const geo::Threshold& within, geo::Lang lang);
/// "ตำบล"; the short prefix "ต." for `level_prefix`.
const std::string& level_words(geo::Level level, geo::Lang lang);
std::string area_name(const geo::AreaLevel& level, geo::AreaId area, geo::Lang lang);
/// Name with its short prefix in Thai ("อ.แม่สาย"; in Bangkok "เขตบางรัก"), as it is in English.
std::string prefixed_name(const geo::Areas& areas, geo::Level level, geo::AreaId area, geo::Lang lang);
/// The indicator's name as keys of words end with it: "share_covered", "access_raam".
std::string shown_name(const geo::Study& study);
/// "ไปถึงที่เรียน (% ของเด็ก)": the heading of the legend.
/// "ทางไปที่เรียนใกล้สุด (กม.)" where the first limit is one of length.
const std::string& indicator_words(const geo::Study& study, geo::Lang lang);
const std::string& mode_words(geo::Mode mode, geo::Lang lang);
/// "2 new units, 1 place closed": what a plan changes; "" where it is as it is today.
std::string plan_words(const geo::Scenario& scenario, geo::Lang lang);
const std::string& season_words(geo::Season season, geo::Lang lang);
/// "ณ 30 มิ.ย. 2568", or from the first day to the last; "" without a date.  Days are ISO.
std::string dates_words(const std::string& first_day, const std::string& last_day, geo::Lang lang);

/// "5 tambon", "1 province": the level inside a sentence, after its number.
const std::string& counted_level(geo::Level level, std::int64_t n, geo::Lang lang);
/// Which areas are not, or not wholly, in a number of children: a sentence each, none where all are.
std::vector<std::string> silent_areas_words(const geo::Counting& counting, geo::Level finest, geo::Lang lang);

/// What children were put on, by the number of areas; "" where that was their villages, as usual.
std::string placed_words(const geo::Demand& demand, const geo::DemandChoice& choice, geo::Lang lang);

/// Why the number of an area asks for care ("Counts of 30 Sep 2564 (2021), 43 months old on ..."): a sentence
/// each, none where nothing does.  Where only a part of the children is meant, the sentence says how many.
std::vector<std::string> doubt_words(const geo::Study& study, const geo::Doubt& doubt, geo::Lang lang);

}  // namespace render
