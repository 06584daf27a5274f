// How a page's facts are told: what all parts of it look at, and the parts.  Private to page_*.cpp.
//
// The trap: a page is about the indicator that it was asked for, from the headline to the last column of its
// table; only children that are not reached are told the same way for shares and for numbers.
#pragma once

#include "geo/data/demand.h"
#include "render/page_facts_private.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace render {

/// What a page is about.
enum class Topic : std::uint8_t {
    children,
    not_reached,
    covered,
    uncovered,
    unreachable,
    unplaced,
    lost_in_rain,
    median_min,
    p90_min,
    nearest_place
};
/// `reached`: coverage was computed; before that every page is about children.
Topic topic_of(geo::Indicator indicator, bool reached);
/// "not_reached": the last part of the keys of its words.
const char* topic_name(Topic topic);
/// Minutes, or kilometres where the limit is one.
constexpr bool is_way(Topic topic) {
    return topic == Topic::median_min || topic == Topic::p90_min || topic == Topic::nearest_place;
}

struct Telling {
    const geo::Study& study;
    const geo::Results* results;
    const std::optional<Focus>& focus;
    const PageOptions& options;
    const geo::CoverageTable* coverage;  ///< null before the first run
    geo::Demand demand;
    Topic topic;

    geo::Lang lang() const { return options.lang; }
    const geo::Areas& areas() const { return *study.data->areas; }
    const std::string& word(std::string_view key) const { return geo::word(lang(), key); }
    const geo::Travel& travel() const { return study.scenario().travel; }
    geo::Threshold within() const {
        return travel().within.empty() ? geo::Threshold{} : travel().within.front();
    }
    bool in_focus(geo::Level level, geo::AreaId area) const {
        return !focus || areas().ancestor(level, area, focus->level) == focus->area;
    }
    geo::Level about_level() const { return focus ? focus->level : geo::Level::country; }
    std::size_t about_row() const { return focus ? focus->area.row() : 0; }
};

std::string join(const std::vector<std::string>& parts, const char* between);

/// Children of the first limit who are covered dry and not in the rains, as they are printed.
std::int64_t lost_in_rain(const Telling& t, geo::Level level, geo::AreaId area);
std::string where_words(const Telling& t);
/// "26" minutes or "3.4" km, rounded up, as the topic has it.
std::string way_words(const Telling& t, std::int64_t cost);
/// The way of the topic is told in kilometres.
bool in_kilometres(const Telling& t);
/// "35,158 children out of learning, aged 6–18".
std::string who_words(const Telling& t, const geo::ChosenFacts& series, std::int64_t whole);

/// Headline, numbers, sentences and method of a page about reach, and of one about children.
void tell_reach(const Telling& t, PageFacts& facts);
void tell_children(const Telling& t, const Choropleth& colours, PageFacts& facts);
/// Headline and first sentences of a page about access, second choices or seats; after tell_reach().
void tell_pairs(const Telling& t, PageFacts& facts);
/// The five areas that matter most to the topic, and a sentence about them.
void tell_table(const Telling& t, PageFacts& facts);

/// Puts a sentence at a place, or last where there are fewer.
inline void tell_at(PageFacts& facts, std::ptrdiff_t place, std::string words) {
    place = std::min(place, static_cast<std::ptrdiff_t>(facts.sentences.size()));
    facts.sentences.insert(facts.sentences.begin() + place, std::move(words));
}

}  // namespace render
