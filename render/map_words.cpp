#include "render/map_words.h"

#include "geo/base/figures.h"

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
    const std::string name = area_name(rows, area, lang);
    if (level == geo::Level::country || name.empty()) return name;
    // A name that English does not have is shown in Thai, with the Thai prefix.
    const geo::Lang shown = rows.name_en[area.row()].empty() ? geo::Lang::th : lang;
    const bool bangkok = rows.code[area.row()].rfind("10", 0) == 0;
    return geo::say(shown,
                    std::string{bangkok ? "map.prefix_bangkok." : "map.prefix."} + geo::level_name(level),
                    {{"name", name}});
}

const std::string& indicator_words(geo::Indicator indicator, geo::Lang lang) {
    return geo::word(lang, std::string{"map.indicator."} + geo::indicator_name(indicator));
}

const std::string& mode_words(geo::Mode mode, geo::Lang lang) {
    return geo::word(lang, std::string{"map.mode."} + geo::mode_name(mode));
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

}  // namespace render
