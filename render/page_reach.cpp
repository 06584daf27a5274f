// What a page says of those who reach learning and those who do not, and of children before that is known.
#include "geo/base/figures.h"
#include "geo/network/speed_rows.h"
#include "render/map_words.h"
#include "render/page_telling_private.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace render {
namespace {

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

struct Counted {
    std::int64_t value = 0, missing = 0, suppressed = 0;
};
Counted counted_areas(const Telling& t, const Choropleth& colours, geo::Level level) {
    Counted out;
    for (std::size_t i = 0; i < colours.column.state.size(); ++i) {
        if (!t.in_focus(level, geo::AreaId{i})) continue;
        if (colours.column.counted_with[i]) continue;
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
std::string reach_headline(const Telling& t, const geo::CoverageRow& row, bool missing_roads) {
    const geo::WholeRow children = geo::whole(row);
    const auto saying = [&](const char* key, std::int64_t n) {
        return geo::say(t.lang(), std::string{"page.headline."} + key,
                        {{"n", geo::grouped(n)},
                         {"where", where_words(t)},
                         {"within", limit_words(t.within(), t.lang())}});
    };
    const auto some = [&](const char* key, std::int64_t n, const char* none) {
        return n > 0 ? saying(key, n) : saying(none, 0);
    };
    const auto minutes = [&](const std::optional<std::uint32_t>& ms, const char* key, const char* none) {
        return ms ? saying(key, geo::ceil_minutes(*ms)) : saying(none, 0);
    };
    if (children.children() == 0) return saying("nobody", 0);
    if (missing_roads) return saying("roads_missing", 0);
    if (t.topic != Topic::unplaced && children.children() == children.unplaced)
        return saying("unplaced", children.unplaced);
    switch (t.topic) {
        case Topic::covered:
            return some("covered", children.covered, "covered_none");
        case Topic::uncovered:
            return some("uncovered", children.uncovered, "uncovered_none");
        case Topic::unreachable:
            return some("unreachable", children.unreachable, "unreachable_none");
        case Topic::unplaced:
            return some("unplaced", children.unplaced, "unplaced_none");
        case Topic::lost_in_rain:
            return some("lost_in_rain", lost_in_rain(t, t.about_level(), geo::AreaId{t.about_row()}),
                        "lost_in_rain_none");
        case Topic::median_min:
            return minutes(row.median_ms, "median_min", "median_min_none");
        case Topic::p90_min:
            return minutes(row.p90_ms, "p90_min", "p90_min_none");
        case Topic::nearest_place:
            if (!row.median_cost) return saying("median_min_none", 0);
            return geo::say(t.lang(),
                            in_kilometres(t) ? "page.headline.nearest_km" : "page.headline.median_min",
                            {{"n", way_words(t, *row.median_cost)}, {"where", where_words(t)}});
        case Topic::children:
        case Topic::not_reached:
            break;
    }
    return some("not_reached", children.not_reached(), "all_reached");
}

/// The sentence of the topic comes first, whatever else there is room for.
void tell_share(const Telling& t, const geo::CoverageRow& row, PageFacts& facts, bool missing_roads) {
    const auto number = [](std::int64_t n) { return geo::grouped(n); };
    const auto tell = [&](bool first, std::string words) {
        tell_at(facts, first ? 0 : static_cast<std::ptrdiff_t>(facts.sentences.size()), std::move(words));
    };
    if (row.children_milli > 0)
        tell(false, geo::say(t.lang(), facts.parts[1] > 0 ? "page.says.share" : "page.says.share_all",
                             {{"p", geo::percent(row.covered_milli, row.children_milli, 1)},
                              {"within", limit_words(t.within(), t.lang())},
                              {"n", number(facts.parts[1])}}));
    if (facts.parts[2] > 0 && !missing_roads)
        tell(t.topic == Topic::unreachable,
             geo::say(t.lang(), "page.says.unreachable", {{"n", number(facts.parts[2])}}));
    if (row.median_ms)
        tell(is_way(t.topic), geo::say(t.lang(), row.p90_ms ? "page.says.median_p90" : "page.says.median",
                                       {{"m", number(geo::ceil_minutes(*row.median_ms))},
                                        {"p", number(row.p90_ms ? geo::ceil_minutes(*row.p90_ms) : 0)}}));
    if (facts.parts[3] > 0)
        tell(t.topic == Topic::unplaced,
             geo::say(t.lang(), "page.says.unplaced", {{"n", number(facts.parts[3])}}));
    if (missing_roads) tell(true, far_from_roads(t));
}

/// In how few areas half of the children are: where a programme has to be, and where it need not.
void tell_half(const Telling& t, const PageFacts& facts, std::vector<std::string>& sentences) {
    const geo::Level level = facts.study.map.level;
    std::vector<std::int64_t> milli;
    std::int64_t all = 0;
    for (std::size_t i = 0; i < t.areas().at(level).size(); ++i)
        if (t.in_focus(level, geo::AreaId{i})) {
            milli.push_back(t.demand.total_milli[static_cast<std::size_t>(level)][i]);
            all += milli.back();
        }
    std::sort(milli.rbegin(), milli.rend());
    std::int64_t so_far = 0;
    std::int64_t count = 0;
    while (2 * so_far < all) so_far += milli[static_cast<std::size_t>(count++)];
    constexpr std::size_t few = 4;  // of so few areas everybody sees it
    if (all == 0 || milli.size() < few) return;
    const auto areas = static_cast<std::int64_t>(milli.size());
    sentences.push_back(geo::say(t.lang(), "page.says.half",
                                 {{"k", geo::grouped(count)},
                                  {"m", geo::grouped(areas)},
                                  {"level", counted_level(level, areas, t.lang())}}));
}

}  // namespace

/// Rows of the speed table that are the plan's own and bear on these numbers, by name; "" where none is.
std::string own_speed_words(const Telling& t) {
    const geo::Travel& travel = t.travel();
    if (travel.speeds.table == nullptr) return {};
    constexpr std::size_t most = 3;
    std::string rows;
    std::size_t count = 0;
    for (const std::size_t row : geo::changed_speed_rows(*travel.speeds.table, travel.mode)) {
        // Along the straight line nothing else is asked; along roads everything else.
        if ((row == geo::speed_row_straight_line) != t.results->estimate) continue;
        if (++count > most) continue;
        const std::string name{geo::speed_row_facts(row).name};
        rows += (rows.empty() ? "" : ", ") +
                t.word((row < geo::road_class_count ? "app.road." : "speeds.row.") + name);
    }
    if (count == 0) return {};
    if (count > most) rows += " +" + std::to_string(count - most);
    return geo::say(t.lang(), "page.method.own_speeds", {{"rows", rows}});
}

void tell_reach(const Telling& t, PageFacts& facts) {
    const geo::CoverageRow& row = t.coverage->at(t.about_level())[t.about_row()];
    const geo::WholeRow children = geo::whole(row);
    facts.parts = {children.covered, children.uncovered, children.unreachable, children.unplaced};
    const std::int64_t whole = children.children();
    const bool missing_roads = geo::roads_are_missing(*t.results);
    facts.headline = reach_headline(t, row, missing_roads);
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

    tell_share(t, row, facts, missing_roads);

    const std::string within = limit_words(t.within(), t.lang());
    const bool time = t.within().metric == geo::Metric::time;
    const std::string how =
        t.results->estimate
            ? geo::say(t.lang(), time ? "page.method.estimate_time" : "page.method.estimate_length",
                       {{"within", within}, {"factor", factor_words(t.travel().detour_factor)}})
            : geo::say(t.lang(), time ? "page.method.time" : "page.method.length", {{"within", within}});
    const std::string speeds = own_speed_words(t);
    facts.method = join({how, speeds, placed_words(t.demand, t.study.scenario().travel.children, t.lang()),
                         geo::say(t.lang(), "page.method.sum",
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
    const std::int64_t whole = t.coverage != nullptr
                                   ? geo::whole(t.coverage->at(t.about_level())[t.about_row()]).children()
                                   : geo::whole_parts({milli})[0];
    facts.headline = geo::say(t.lang(), whole == 0 ? "page.headline.nobody" : "page.headline.children",
                              {{"n", geo::grouped(whole)}, {"where", where_words(t)}});
    const geo::ChosenFacts series = geo::facts_of(*t.study.data, t.travel().children);
    facts.limit_line = dates_words(series.first_day, series.last_day, t.lang());
    facts.definition = join({who_words(t, series, whole), facts.limit_line}, " · ");
    const Counted areas = counted_areas(t, colours, facts.study.map.level);
    const Rgba none{0, 0, 0, 0};
    facts.numbers.push_back({geo::grouped(whole), t.word("page.children"), {none, Hatch::none}});
    for (const auto& [n, key] :
         {std::pair{areas.value, "page.areas.value"}, std::pair{areas.missing, "page.areas.missing"},
          std::pair{areas.suppressed, "page.areas.suppressed"}})
        facts.numbers.push_back(
            {geo::grouped(n),
             geo::say(t.lang(), key, {{"level", counted_level(facts.study.map.level, n, t.lang())}}),
             {none, Hatch::none}});
    tell_half(t, facts, facts.sentences);
    if (t.coverage == nullptr) facts.sentences.push_back(t.word("page.says.no_coverage"));
    facts.method = t.word(t.coverage == nullptr ? "page.method.children" : "page.method.reported");
}

}  // namespace render
