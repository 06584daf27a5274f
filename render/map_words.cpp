#include "render/map_words.h"

#include "geo/access/rates.h"
#include "geo/base/figures.h"

#include <algorithm>
#include <cstdlib>

namespace render {

std::string limit_words(const geo::Threshold& within, geo::Lang lang) {
    const std::uint32_t limit = within.limit;
    if (within.metric == geo::Metric::time) {
        if (limit % 60'000 == 0)
            return geo::say(lang, "map.limit.minutes", {{"n", geo::grouped(limit / 60'000)}});
        return geo::say(lang, "map.limit.seconds", {{"n", geo::grouped(geo::ceil_seconds(limit))}});
    }
    if (limit % 1'000'000 == 0)
        return geo::say(lang, "map.limit.km", {{"n", geo::grouped(limit / 1'000'000)}});
    return geo::say(lang, "map.limit.metres", {{"n", geo::grouped(geo::ceil_metres(limit))}});
}

const std::string& level_words(geo::Level level, geo::Lang lang) {
    return geo::word(lang, std::string{"map.level."} + geo::level_name(level));
}

std::string area_name(const geo::AreaLevel& level, geo::AreaId area, geo::Lang lang) {
    if (!area.valid() || area.row() >= level.size()) return {};
    const std::string& english = level.name_en[area.row()];
    if (lang == geo::Lang::en && !english.empty()) return english;
    const std::string& thai = level.name_th[area.row()];
    return thai.empty() ? level.code[area.row()] : thai;
}

std::string prefixed_name(const geo::Areas& areas, geo::Level level, geo::AreaId area, geo::Lang lang) {
    const geo::AreaLevel& rows = areas.at(level);
    std::string name = area_name(rows, area, lang);
    if (level == geo::Level::country || name.empty()) return name;
    // A name that English does not have is shown in Thai, with the Thai prefix.
    const geo::Lang shown = rows.name_en[area.row()].empty() ? geo::Lang::th : lang;
    const bool bangkok = rows.code[area.row()].rfind("10", 0) == 0;
    return geo::say(shown,
                    std::string{bangkok ? "map.prefix_bangkok." : "map.prefix."} + geo::level_name(level),
                    {{"name", name}});
}

std::string shown_name(const geo::Study& study) {
    const bool raam = study.map.indicator == geo::Indicator::access &&
                      study.scenario().access.method == geo::AccessMethod::raam;
    return std::string{geo::indicator_name(study.map.indicator)} + (raam ? "_raam" : "");
}

const std::string& indicator_words(const geo::Study& study, geo::Lang lang) {
    const auto& within = study.scenario().travel.within;
    const bool km = study.map.indicator == geo::Indicator::nearest_place && !within.empty() &&
                    within.front().metric == geo::Metric::length;
    return geo::word(lang, "map.indicator." + shown_name(study) + (km ? "_km" : ""));
}

const std::string& mode_words(geo::Mode mode, geo::Lang lang) {
    return geo::word(lang, std::string{"map.mode."} + geo::mode_name(mode));
}

std::string plan_words(const geo::Scenario& scenario, geo::Lang lang) {
    std::string out;
    const auto add = [&](const char* key, std::int64_t count) {
        if (count == 0) return;
        const std::string form = std::string{"map.plan."} + key + (count == 1 ? "_one" : "");
        out += (out.empty()             ? ""
                : lang == geo::Lang::th ? " "
                                        : ", ") +
               geo::say(lang, form, {{"number", geo::grouped(count)}});
    };
    const auto opened = std::count_if(scenario.changes.begin(), scenario.changes.end(),
                                      [](const geo::PlaceChange& change) { return change.open; });
    add("units", static_cast<std::int64_t>(scenario.units.size()));
    add("closed", static_cast<std::int64_t>(scenario.changes.size()) - opened);
    add("opened", opened);
    std::array<std::int64_t, 3> edits{};  // new, closed, slowed
    for (const geo::RoadEdit& edit : scenario.road_edits) ++edits.at(edit.what.index());
    add("roads", edits[0]);
    add("roads_closed", edits[1]);
    add("roads_slowed", edits[2]);
    return out;
}

const std::string& season_words(geo::Season season, geo::Lang lang) {
    return geo::word(lang, std::string{"map.season."} + geo::season_name(season));
}

std::string dates_words(const std::string& first_day, const std::string& last_day, geo::Lang lang) {
    if (last_day.empty()) return {};
    if (first_day == last_day)
        return geo::say(lang, "map.date", {{"date", geo::date_for_people(lang, last_day)}});
    return geo::say(
        lang, "map.dates",
        {{"from", geo::date_for_people(lang, first_day)}, {"to", geo::date_for_people(lang, last_day)}});
}

const std::string& counted_level(geo::Level level, std::int64_t n, geo::Lang lang) {
    return n == 1 ? level_words(level, lang)
                  : geo::word(lang, std::string{"map.levels."} + geo::level_name(level));
}

std::vector<std::string> silent_areas_words(const geo::Counting& counting, geo::Level finest,
                                            geo::Lang lang) {
    std::vector<std::string> out;
    const std::int64_t missing = counting.areas_without_data;
    const std::int64_t hidden = counting.areas_hidden;
    const std::int64_t in_part = counting.areas_in_part;
    if (missing > 0 || hidden > 0) {
        const char* key = hidden == 0    ? "page.says.missing"
                          : missing == 0 ? "page.says.suppressed"
                                         : "page.says.missing_suppressed";
        out.push_back(geo::say(lang, key,
                               {{"n", geo::grouped(missing)},
                                {"k", geo::grouped(hidden)},
                                {"level", counted_level(finest, std::max(missing, hidden), lang)}}));
    }
    if (in_part > 0)
        out.push_back(
            geo::say(lang, "page.says.in_part",
                     {{"n", geo::grouped(in_part)}, {"level", counted_level(finest, in_part, lang)}}));
    return out;
}

std::string placed_words(const geo::Demand& demand, const geo::DemandChoice& choice, geo::Lang lang) {
    if (choice.weights == geo::Weights::villages) return {};
    std::string where;
    for (const geo::PlacedOn on : {geo::PlacedOn::school_age, geo::PlacedOn::people, geo::PlacedOn::built_up,
                                   geo::PlacedOn::villages, geo::PlacedOn::inner_point}) {
        const std::size_t areas = demand.areas_placed_on(on);
        if (areas == 0) continue;
        where += (where.empty() ? "" : ", ") +
                 geo::say(lang, std::string{"page.method.placed."} + geo::placed_on_name(on),
                          {{"number", geo::grouped(static_cast<std::int64_t>(areas))}});
    }
    if (where.empty()) return where;
    where = geo::say(lang, "page.method.placed", {{"where", where}});
    const geo::AgesOfPeople& ages = demand.ages;
    if (ages.band.empty()) return where;
    where += " " + geo::say(lang, ages.stated ? "page.method.ages" : "page.method.ages_assumed",
                            {{"ages", ages.band}});
    if (ages.even_years) where += " " + geo::word(lang, "page.method.ages_even");
    if (ages.areas_rescaled > 0)
        where += " " + geo::say(lang, "page.method.ages_rescaled",
                                {{"number", geo::grouped(static_cast<std::int64_t>(ages.areas_rescaled))}});
    return where;
}

namespace {

/// A count that states a year or a month alone is not said to be of its last day.
std::string stated_day(const std::string& iso, geo::Lang lang) {
    if (iso.size() != 4 && iso.size() != 7) return geo::date_for_people(lang, iso);
    const int year = std::atoi(iso.substr(0, 4).c_str());
    std::string words = std::to_string(year + 543);
    if (lang == geo::Lang::en) words += " (" + std::to_string(year) + ")";
    if (iso.size() == 7)
        words = geo::word(lang, "month." + std::to_string(std::atoi(iso.substr(5).c_str()))) + " " + words;
    return words;
}

}  // namespace

std::vector<std::string> doubt_words(const geo::Study& study, const geo::Doubt& doubt, geo::Lang lang) {
    std::vector<std::string> out;
    const std::string all = geo::whole_children(doubt.children_milli);
    const auto key = [&](const char* name, std::int64_t milli) {
        return std::string{name} + (milli == doubt.children_milli ? ".all" : ".part");
    };
    if (doubt.old_milli > 0) {
        const std::string day = geo::age_day(study);
        out.push_back(geo::say(lang, key("map.doubt.old", doubt.old_milli),
                               {{"date", stated_day(doubt.oldest_day, lang)},
                                {"months", std::to_string(geo::months_between(doubt.oldest_day, day))},
                                {"day", geo::date_for_people(lang, day)},
                                {"part", geo::whole_children(doubt.old_milli)},
                                {"all", all}}));
    }
    if (doubt.few)
        out.push_back(
            geo::say(lang, "map.doubt.few", {{"number", std::to_string(geo::least_whole_milli / 1000)}}));
    if (doubt.modelled_milli > 0) {
        const bool built_up = study.scenario().travel.children.weights == geo::Weights::built_up;
        out.push_back(
            geo::say(lang, key(built_up ? "map.doubt.built_up" : "map.doubt.people", doubt.modelled_milli),
                     {{"part", geo::whole_children(doubt.modelled_milli)}, {"all", all}}));
    }
    return out;
}

}  // namespace render
