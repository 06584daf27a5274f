#include "geo/base/figures.h"
#include "render/map_words.h"
#include "render/page_facts_private.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace render {
namespace {

constexpr std::size_t most_rows = 5;

struct Telling {
    const geo::Study& study;
    const geo::Results* results;
    const std::optional<Focus>& focus;
    const PageOptions& options;
    const geo::CoverageTable* coverage;  ///< null before the first run
    geo::Demand demand;

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

std::string factor_words(double factor) {
    const long long hundredths = std::llround(factor * 100);
    std::string out = std::to_string(hundredths / 100) + "." + std::to_string(hundredths % 100 / 10);
    if (hundredths % 10 != 0) out += std::to_string(hundredths % 10);
    return out;
}

std::string limit_line(const Telling& t) {
    return join(
        {geo::say(t.lang(), "page.within", {{"within", limit_words(t.within(), t.lang())}}),
         mode_words(t.travel().mode, t.lang()), season_words(t.travel().season, t.lang()),
         t.results != nullptr && t.results->estimate
             ? geo::say(t.lang(), "page.estimate", {{"factor", factor_words(t.travel().detour_factor)}})
             : std::string{}},
        " · ");
}

std::string who_words(const Telling& t, const geo::ChosenFacts& series, std::int64_t whole) {
    if (series.age_band.empty()) return geo::say(t.lang(), "page.who", {{"n", geo::grouped(whole)}});
    std::string age = series.age_band;
    if (const auto dash = age.find('-'); dash != std::string::npos) age.replace(dash, 1, "–");
    return geo::say(t.lang(), "page.who_age", {{"n", geo::grouped(whole)}, {"age", age}});
}

struct Counted {
    std::int64_t value = 0, missing = 0, suppressed = 0;
};
Counted counted_areas(const Telling& t, const Choropleth& colours, geo::Level level) {
    Counted out;
    for (std::size_t i = 0; i < colours.column.state.size(); ++i) {
        if (!t.in_focus(level, geo::AreaId{i})) continue;
        if (colours.column.state[i] == geo::CellState::value) ++out.value;
        if (colours.column.state[i] == geo::CellState::missing) ++out.missing;
        if (colours.column.state[i] == geo::CellState::suppressed) ++out.suppressed;
    }
    return out;
}

/// Said first, and in the line under the headline, where the result tells more of missing roads than of
/// children.
std::string far_from_roads(const Telling& t) {
    std::int64_t placed = 0;
    for (const std::int64_t milli : t.demand.children_milli) placed += milli;
    return geo::say(t.lang(), "page.says.roads_missing",
                    {{"p", geo::percent(geo::off_network_milli(*t.results), placed, 0)}});
}

/// What the numbers bear and no more: nothing is "reached" where nobody is counted, placed or near a road.
std::string reach_headline(const geo::WholeRow& children, bool missing_roads, const std::string& where,
                           geo::Lang lang) {
    const auto saying = [&](const char* key, std::int64_t n) {
        return geo::say(lang, key, {{"n", geo::grouped(n)}, {"where", where}});
    };
    if (children.children() == 0) return saying("page.headline.nobody", 0);
    if (missing_roads) return saying("page.headline.roads_missing", 0);
    if (children.not_reached() > 0) return saying("page.headline.not_reached", children.not_reached());
    if (children.covered == 0) return saying("page.headline.unplaced", children.unplaced);
    return saying("page.headline.all_reached", 0);
}

void tell_reach(const Telling& t, PageFacts& facts) {
    const geo::CoverageRow& row = t.coverage->at(t.about_level())[t.about_row()];
    const geo::WholeRow children = geo::whole(row);
    facts.parts = {children.covered, children.uncovered, children.unreachable, children.unplaced};
    const std::int64_t whole = children.children();
    const bool missing_roads = geo::roads_are_missing(*t.results);
    facts.headline = reach_headline(children, missing_roads, where_words(t), t.lang());
    const ReachColours ink = reach_colours(Theme::light);
    const std::array<std::pair<const char*, AreaFill>, 4> states = {
        {{"page.covered", {ink.covered, Hatch::none}},
         {"page.uncovered", {ink.uncovered, Hatch::none}},
         {"page.unreachable", {ink.unreachable, Hatch::none}},
         {"page.unplaced", {ink.unplaced, Hatch::unplaced}}}};
    const std::array<std::int64_t, 4> milli = {row.covered_milli, row.uncovered_milli, row.unreachable_milli,
                                               row.unplaced_milli};
    for (std::size_t i = 0; i < 4; ++i) {
        std::string words = t.word(states[i].first);
        if (row.children_milli > 0) words += " " + geo::percent(milli[i], row.children_milli, 1) + "\u00a0%";
        facts.numbers.push_back({geo::grouped(facts.parts[i]), words, states[i].second});
    }
    const geo::ChosenFacts series = geo::facts_of(*t.study.data, t.travel().children);
    facts.limit_line = limit_line(t);
    if (missing_roads) facts.limit_line = join({t.word("page.roads_missing"), facts.limit_line}, " · ");
    facts.definition = join({who_words(t, series, whole), facts.limit_line,
                             dates_words(series.first_day, series.last_day, t.lang())},
                            " · ");

    const std::string within = limit_words(t.within(), t.lang());
    if (missing_roads) facts.sentences.push_back(far_from_roads(t));
    if (row.children_milli > 0)
        facts.sentences.push_back(geo::say(t.lang(),
                                           facts.parts[1] > 0 ? "page.says.share" : "page.says.share_all",
                                           {{"p", geo::percent(row.covered_milli, row.children_milli, 1)},
                                            {"within", within},
                                            {"n", geo::grouped(facts.parts[1])}}));
    if (facts.parts[2] > 0 && !missing_roads)
        facts.sentences.push_back(
            geo::say(t.lang(), "page.says.unreachable", {{"n", geo::grouped(facts.parts[2])}}));
    const bool half = row.median_ms.has_value();
    if (half && row.p90_ms)
        facts.sentences.push_back(geo::say(t.lang(), "page.says.median_p90",
                                           {{"m", geo::grouped(geo::ceil_minutes(*row.median_ms))},
                                            {"p", geo::grouped(geo::ceil_minutes(*row.p90_ms))}}));
    else if (half)
        facts.sentences.push_back(
            geo::say(t.lang(), "page.says.median", {{"m", geo::grouped(geo::ceil_minutes(*row.median_ms))}}));
    if (facts.parts[3] > 0)
        facts.sentences.push_back(
            geo::say(t.lang(), "page.says.unplaced", {{"n", geo::grouped(facts.parts[3])}}));

    const bool time = t.within().metric == geo::Metric::time;
    const std::string how =
        t.results->estimate
            ? geo::say(t.lang(), time ? "page.method.estimate_time" : "page.method.estimate_length",
                       {{"within", within}, {"factor", factor_words(t.travel().detour_factor)}})
            : geo::say(t.lang(), time ? "page.method.time" : "page.method.length", {{"within", within}});
    facts.method = join({how, geo::say(t.lang(), "page.method.sum",
                                       {{"a", geo::grouped(facts.parts[0])},
                                        {"b", geo::grouped(facts.parts[1])},
                                        {"c", geo::grouped(facts.parts[2])},
                                        {"d", geo::grouped(facts.parts[3])},
                                        {"n", geo::grouped(whole)}})},
                        " ");
}

void tell_children(const Telling& t, const Choropleth& colours, PageFacts& facts) {
    const auto& totals = t.demand.total_milli[static_cast<std::size_t>(t.about_level())];
    const std::int64_t milli = t.about_row() < totals.size() ? totals[t.about_row()] : 0;
    const std::int64_t whole = geo::whole_parts({milli})[0];
    facts.headline =
        geo::say(t.lang(), "page.headline.children", {{"n", geo::grouped(whole)}, {"where", where_words(t)}});
    const geo::ChosenFacts series = geo::facts_of(*t.study.data, t.travel().children);
    facts.definition =
        join({who_words(t, series, whole), dates_words(series.first_day, series.last_day, t.lang())}, " · ");
    const Counted areas = counted_areas(t, colours, facts.study.map.level);
    const std::string level = counted_level(facts.study.map.level, 2, t.lang());
    const Rgba none{0, 0, 0, 0};
    facts.numbers.push_back({geo::grouped(whole), t.word("page.children"), {none, Hatch::none}});
    for (const auto& [n, key] :
         {std::pair{areas.value, "page.areas.value"}, std::pair{areas.missing, "page.areas.missing"},
          std::pair{areas.suppressed, "page.areas.suppressed"}})
        facts.numbers.push_back(
            {geo::grouped(n), geo::say(t.lang(), key, {{"level", level}}), {none, Hatch::none}});
    facts.sentences.push_back(t.word("page.says.no_coverage"));
    facts.method = t.word("page.method.children");
}

void tell_table(const Telling& t, PageFacts& facts) {
    const geo::Level level = facts.study.map.level;
    const auto l = static_cast<std::size_t>(level);
    const auto worth = [&](geo::AreaId area) {
        return t.coverage != nullptr ? geo::not_reached_milli(t.coverage->at(level)[area.row()])
                                     : t.demand.total_milli[l][area.row()];
    };
    std::vector<geo::AreaId> order;
    const geo::AreaLevel& areas = t.areas().at(level);
    for (std::size_t i = 0; i < areas.size(); ++i)
        if (t.in_focus(level, geo::AreaId{i}) && worth(geo::AreaId{i}) > 0) order.emplace_back(i);
    const std::size_t kept = std::min(most_rows, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                      [&](geo::AreaId a, geo::AreaId b) {
                          return std::make_tuple(-worth(a), a) < std::make_tuple(-worth(b), b);
                      });
    order.resize(kept);

    const bool parents = level > geo::Level::province && (!t.focus || level > t.focus->level);
    const geo::Level above = parents ? static_cast<geo::Level>(l - 1) : level;
    const std::string n = geo::grouped(static_cast<std::int64_t>(kept));
    facts.table_title =
        order.empty()
            ? geo::say(t.lang(), "page.table.title_empty", {{"level", counted_level(level, 0, t.lang())}})
            : geo::say(
                  t.lang(), t.coverage != nullptr ? "page.table.title" : "page.table.title_children",
                  {{"n", n}, {"level", counted_level(level, static_cast<std::int64_t>(kept), t.lang())}});
    facts.table_empty =
        geo::say(t.lang(), t.coverage != nullptr ? "page.table.empty" : "page.table.empty_children",
                 {{"level", level_words(level, t.lang())}});
    facts.table_heads = {level_words(level, t.lang()), parents ? level_words(above, t.lang()) : "",
                         t.word("page.table.children"),
                         t.coverage != nullptr ? t.word("page.table.share") : ""};
    std::int64_t together = 0;
    for (const geo::AreaId area : order) {
        PageRow row;
        row.area = area;
        row.name = area_name(areas, area, t.lang());
        if (parents) row.parent = area_name(t.areas().at(above), areas.parent[area.row()], t.lang());
        const std::int64_t children = t.coverage != nullptr
                                          ? geo::whole(t.coverage->at(level)[area.row()]).not_reached()
                                          : geo::whole_parts({worth(area)})[0];
        row.children = geo::grouped(children);
        if (t.coverage != nullptr) {
            const geo::CoverageRow& c = t.coverage->at(level)[area.row()];
            row.share = geo::percent(c.covered_milli, c.children_milli, 0) + "\u00a0%";
        }
        together += children;
        facts.rows.push_back(std::move(row));
    }
    if (t.coverage == nullptr || facts.rows.empty() || t.options.paper == Paper::slide) return;
    const std::int64_t all = geo::whole(t.coverage->at(t.about_level())[t.about_row()]).not_reached();
    const std::string five =
        geo::say(t.lang(), kept == 1 ? "page.says.one" : "page.says.five",
                 {{"k", n},
                  {"level", counted_level(level, static_cast<std::int64_t>(kept), t.lang())},
                  {"n", geo::grouped(together)},
                  {"p", geo::percent(together, all, 0)}});
    facts.sentences.insert(facts.sentences.begin() + std::min<std::ptrdiff_t>(2, static_cast<std::ptrdiff_t>(
                                                                                     facts.sentences.size())),
                           five);
}

/// Areas whose children are not in the sum.  One that a row of its amphoe or province counts is no such area,
/// though the map of tambon shows it without data.
void tell_silent_areas(const Telling& t, PageFacts& facts) {
    const geo::Counting& counting =
        t.demand.counting[static_cast<std::size_t>(t.about_level())].at(t.about_row());
    // Before what the page may have no room for: a sum that leaves something out says so.
    const auto place = std::min<std::ptrdiff_t>(3, static_cast<std::ptrdiff_t>(facts.sentences.size()));
    const auto words = silent_areas_words(counting, t.areas().finest(), t.lang());
    facts.sentences.insert(facts.sentences.begin() + place, words.begin(), words.end());
}

std::string source_words(const Telling& t) {
    std::vector<std::string> out;
    if (t.study.data->made_up) out.push_back(t.word("page.source.made_up"));
    for (const char* kind : {"counts", "areas", "roads", "places", "villages"}) {
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
    auto demand = geo::build_demand(*study.data, study.scenario().travel.children);
    if (!demand) return geo::fail(demand.error());
    const bool reached =
        results != nullptr && !results->coverage.empty() &&
        results->coverage[0].at(study.map.level).size() == study.data->areas->at(study.map.level).size();
    const Telling t{
        study, results, focus, options, reached ? &results->coverage[0] : nullptr, *std::move(demand)};
    PageFacts facts;
    facts.study = study;
    facts.focus = focus;
    if (reached)
        tell_reach(t, facts);
    else
        tell_children(t, colours, facts);
    tell_table(t, facts);
    tell_silent_areas(t, facts);
    if (!options.headline.empty()) facts.headline = options.headline;
    if (study.data->made_up) {
        facts.definition = join({t.word("study.made_up"), facts.definition}, " · ");
        facts.limit_line = join({t.word("study.made_up"), facts.limit_line}, " · ");
    }
    facts.source = source_words(t);
    facts.imprint =
        geo::say(t.lang(), "page.imprint", {{"date", geo::date_for_people(t.lang(), geo::today_iso())}});
    facts.edition = t.word("page.edition.internal");
    if (focus)
        facts.focus_caption =
            geo::say(t.lang(), "page.inset", {{"level", level_words(focus->level, t.lang())}});
    return facts;
}

}  // namespace render
