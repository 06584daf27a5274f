#include "geo/base/figures.h"
#include "render/map_words.h"
#include "render/page_telling_private.h"

#include <algorithm>
#include <set>

namespace render {

std::string join(const std::vector<std::string>& parts, const char* between) {
    std::string out;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (!out.empty()) out += between;
        out += part;
    }
    return out;
}

/// "ในเชียงราย", "ใน 5 จังหวัด", "ทั่วประเทศ".
std::string where_words(const Telling& t) {
    if (t.focus) {
        const std::string name = t.focus->level == geo::Level::province
                                     ? area_name(t.areas().at(t.focus->level), t.focus->area, t.lang())
                                     : prefixed_name(t.areas(), t.focus->level, t.focus->area, t.lang());
        return geo::say(t.lang(), "page.where.area", {{"area", name}});
    }
    const geo::AreaLevel& provinces = t.areas().at(geo::Level::province);
    if (provinces.size() == 1)
        return geo::say(t.lang(), "page.where.area",
                        {{"area", area_name(provinces, geo::AreaId{0U}, t.lang())}});
    constexpr std::size_t whole_country = 76;  // provinces, without Bangkok
    if (provinces.size() >= whole_country) return t.word("page.where.country");
    return geo::say(t.lang(), "page.where.provinces",
                    {{"n", geo::grouped(static_cast<std::int64_t>(provinces.size()))}});
}

std::string who_words(const Telling& t, const geo::ChosenFacts& series, std::int64_t whole) {
    if (series.age_band.empty()) return geo::say(t.lang(), "page.who", {{"n", geo::grouped(whole)}});
    std::string age = series.age_band;
    if (const auto dash = age.find('-'); dash != std::string::npos) age.replace(dash, 1, "–");
    return geo::say(t.lang(), "page.who_age", {{"n", geo::grouped(whole)}, {"age", age}});
}

namespace {

/// Areas whose children are not in the sum.  One that a row of its amphoe or province counts is no such area,
/// though the map of tambon shows it without data.
void tell_silent_areas(const Telling& t, PageFacts& facts) {
    const geo::Counting& counting =
        t.demand.counting[static_cast<std::size_t>(t.about_level())].at(t.about_row());
    // Before what the page may have no room for: a sum that leaves something out says so.  A slide has room
    // for two or three sentences, and its headline has told the topic.
    const std::ptrdiff_t where = t.options.paper == Paper::slide ? 0 : 3;
    const auto place = std::min(where, static_cast<std::ptrdiff_t>(facts.sentences.size()));
    const auto words = silent_areas_words(counting, t.areas().finest(), t.lang());
    facts.sentences.insert(facts.sentences.begin() + place, words.begin(), words.end());
}

std::string source_words(const Telling& t) {
    std::vector<std::string> out;
    if (t.study.data->made_up) out.push_back(t.word("page.source.made_up"));
    std::vector<const char*> kinds = {"counts", "areas", "roads", "places", "villages"};
    if (!t.study.data->barriers->empty()) kinds.push_back("barriers");
    const geo::Weights weights = t.study.scenario().travel.children.weights;
    const bool over_ground =
        t.results != nullptr && t.results->network != nullptr && t.results->network->ground;
    if (weights == geo::Weights::people) kinds.push_back("population");
    if (weights == geo::Weights::built_up || over_ground) kinds.push_back("land_cover");
    for (const char* kind : kinds) {
        std::set<std::string> seen;
        std::vector<std::string> names;
        for (const geo::SourceFile& source : t.study.data->sources) {
            if (source.kind != kind) continue;
            std::string name = source.file;
            if (!source.note.empty()) name += " (" + source.note + ")";
            if (seen.insert(name).second) names.push_back(name);
        }
        if (names.empty()) continue;
        out.push_back(geo::say(t.lang(), std::string{"page.source."} + kind, {{"names", join(names, ", ")}}));
    }
    out.push_back(t.word("page.source.borders"));
    return join(out, " · ");
}

}  // namespace

geo::Result<std::optional<Focus>> focus_of(const geo::Areas& areas, const std::string& code) {
    if (code.empty() || areas.find(geo::Level::country, code).valid()) return std::optional<Focus>{};
    for (const geo::Level level : {geo::Level::province, geo::Level::amphoe, geo::Level::tambon})
        if (const geo::AreaId area = areas.find(level, code); area.valid())
            return std::optional<Focus>{Focus{level, area}};
    geo::Error error;
    error.fault = geo::Fault::not_found;
    error.value = code;
    return geo::fail(error);
}

geo::Level page_level(const geo::Study& study, const std::optional<Focus>& focus) {
    const geo::Level finest = study.data->areas->finest();
    geo::Level level = std::max(study.map.level, geo::Level::province);
    if (focus && level <= focus->level) level = finest;
    return std::min(level, finest);
}

geo::Result<PageFacts> page_facts(const geo::Study& study, const geo::Results* results,
                                  const Choropleth& colours, const std::optional<Focus>& focus,
                                  const PageOptions& options) {
    auto demand = results != nullptr && results->demand != nullptr
                      ? geo::Result<geo::Demand>{*results->demand}
                      : geo::build_demand(*study.data, study.scenario().travel.children);
    if (!demand) return geo::fail(demand.error());
    const bool reached =
        results != nullptr && !results->coverage.empty() &&
        results->coverage[0].at(study.map.level).size() == study.data->areas->at(study.map.level).size();
    const Telling t{study,
                    results,
                    focus,
                    options,
                    reached ? &results->coverage[0] : nullptr,
                    *std::move(demand),
                    topic_of(study.map.indicator, reached)};
    PageFacts facts;
    facts.study = study;
    facts.focus = focus;
    if (t.topic == Topic::children)
        tell_children(t, colours, facts);
    else
        tell_reach(t, facts);
    tell_table(t, facts);
    tell_pairs(t, facts);
    tell_silent_areas(t, facts);
    if (!options.headline.empty()) facts.headline = options.headline;
    if (t.topic != Topic::children && results->estimate) facts.headline += " " + t.word("map.estimate");
    // What is not there today must not be read as if it were.
    if (const std::string plan = plan_words(study.scenario(), t.lang());
        !plan.empty() && t.topic != Topic::children) {
        const std::string words = geo::say(t.lang(), "page.with_plan", {{"what", plan}});
        facts.definition = join({words, facts.definition}, " · ");
        facts.limit_line = join({words, facts.limit_line}, " · ");
    }
    if (study.data->made_up) {
        facts.definition = join({t.word("study.made_up"), facts.definition}, " · ");
        facts.limit_line = join({t.word("study.made_up"), facts.limit_line}, " · ");
    }
    facts.source = source_words(t);
    if (options.checks && t.topic != Topic::children)
        facts.source = join(
            {geo::say(t.lang(),
                      options.checks->passed == options.checks->all ? "page.checks" : "page.checks_failed",
                      {{"passed", std::to_string(options.checks->passed)},
                       {"all", std::to_string(options.checks->all)}}),
             facts.source},
            " · ");
    facts.imprint =
        geo::say(t.lang(), "page.imprint", {{"date", geo::date_for_people(t.lang(), geo::today_iso())}});
    facts.edition = t.word("page.edition.internal");
    if (focus)
        facts.focus_caption =
            geo::say(t.lang(), "page.inset", {{"level", level_words(focus->level, t.lang())}});
    return facts;
}

}  // namespace render
