// What several panels say about an area: its name with its prefix, its parents, its row of coverage, limits
// and minutes in words.
#pragma once

#include "app/frame.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// The coverage of the limit on the map; null before the first run.
const geo::CoverageTable* coverage_of(const Frame& frame);
/// Null where there is no result or no such area.
const geo::CoverageRow* row_of(const Frame& frame, geo::Level level, geo::AreaId area);
/// The area that the page is about: what the answer is of while nothing is selected.
struct AboutArea {
    geo::Level level = geo::Level::country;
    geo::AreaId area{std::size_t{0}};
};
AboutArea about_of(const geo::Areas& areas, const std::string& page_code);
AboutArea about_of(const Frame& frame);
/// The row of several chosen areas; nothing where fewer are chosen, or without a result.
std::optional<geo::CoverageRow> sum_of_chosen(const Frame& frame);
/// "วาวี" or "Wawi".
const std::string& plain_name(const Frame& frame, geo::Level level, geo::AreaId area);
/// "ต.วาวี" or "Wawi"; Bangkok has แขวง and เขต.
std::string area_name(const Frame& frame, geo::Level level, geo::AreaId area);
/// "อ.แม่สรวย จ.เชียงราย"
std::string parents_of(const Frame& frame, geo::Level level, geo::AreaId area);
/// "ต.เจริญเมือง อ.พาน", of the finest area that a spot lies in.
std::string where_words(const Frame& frame, geo::LonLat at);
/// Why an area has no number: no data, hidden, or counted with its amphoe; "" where it has one.
std::string numberless_words(const Frame& frame, geo::Level level, geo::AreaId area);
/// What is not, or not wholly, in the number of an area: sentences, none where everything is.
std::vector<std::string> gaps_words(const Frame& frame, geo::Level level, geo::AreaId area);
/// "Tambon" as a title; inside a sentence, after a number, "tambon".
const std::string& level_word(const Frame& frame, geo::Level level);
const std::string& level_inside(const Frame& frame, geo::Level level);
/// Behind a number: "1 province", "2 provinces".
const std::string& level_counted(const Frame& frame, geo::Level level, std::size_t count);
/// The place of an area by children not reached, from 1; 0 without a result.  O(areas).
std::size_t rank_of(const Frame& frame, geo::Level level, geo::AreaId area);
/// Ceiling in minutes, or the dash of no data.
std::string minutes_words(const std::optional<std::uint32_t>& ms);
const std::string& mode_word(geo::Lang lang, geo::Mode mode);
Icon mode_icon(geo::Mode mode);
/// The series of counts behind the demand, as one name; "" without counts.
std::string series_name(const Frame& frame);

/// The limits that a click sets.
inline constexpr std::array<geo::Threshold, 4> limit_presets = {{{geo::Metric::time, 15 * 60 * 1000},
                                                                 {geo::Metric::time, 30 * 60 * 1000},
                                                                 {geo::Metric::time, 60 * 60 * 1000},
                                                                 {geo::Metric::length, 6 * 1000 * 1000}}};
/// The numbers are old: what changed since, and a button that computes them again.
void stale_card(const Frame& frame, Outbox& out);
/// Says that the loaded roads are far from most children, and offers the straight line; nothing where they
/// are not.
void roads_card(const Frame& frame, Outbox& out, const char* key);

}  // namespace app
