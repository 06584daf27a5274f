// The five areas that matter most to what a page is about.
#include "geo/base/figures.h"
#include "render/map_words.h"
#include "render/page_telling_private.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace render {
namespace {

constexpr std::size_t most_rows = 5;
constexpr std::int64_t for_ever = std::numeric_limits<std::int64_t>::max();

/// Milliseconds, or for ever where most have no way; nothing where nobody has a known home.
std::int64_t time_of(const std::optional<std::uint32_t>& ms, const geo::CoverageRow& row) {
    if (ms) return *ms;
    return row.unreachable_milli > 0 ? for_ever : 0;
}

/// What the rows are ordered by: thousandths of children, or milliseconds, or millimetres; 0 where an area is
/// no row.
std::int64_t worth(const Telling& t, geo::Level level, geo::AreaId area) {
    if (t.coverage == nullptr) return t.demand.total_milli[static_cast<std::size_t>(level)][area.row()];
    const geo::CoverageRow& row = t.coverage->at(level)[area.row()];
    switch (t.topic) {
        case Topic::children:
            return row.children_milli;
        case Topic::covered:
            return row.covered_milli;
        case Topic::uncovered:
            return row.uncovered_milli;
        case Topic::unreachable:
            return row.unreachable_milli;
        case Topic::unplaced:
            return row.unplaced_milli;
        case Topic::lost_in_rain:
            return 1000 * lost_in_rain(t, level, area);
        case Topic::median_min:
            return time_of(row.median_ms, row);
        case Topic::p90_min:
            return time_of(row.p90_ms, row);
        case Topic::nearest_place:
            return time_of(row.median_cost, row);
        case Topic::not_reached:
            break;
    }
    return geo::not_reached_milli(row);
}

/// The children of the topic as they are printed everywhere.
std::int64_t printed(const Telling& t, geo::Level level, geo::AreaId area) {
    if (t.coverage == nullptr) return geo::whole_parts({worth(t, level, area)})[0];
    const geo::WholeRow row = geo::whole(t.coverage->at(level)[area.row()]);
    switch (t.topic) {
        case Topic::children:
            return row.children();
        case Topic::covered:
            return row.covered;
        case Topic::uncovered:
            return row.uncovered;
        case Topic::unreachable:
            return row.unreachable;
        case Topic::unplaced:
            return row.unplaced;
        case Topic::lost_in_rain:
            return lost_in_rain(t, level, area);
        default:
            return row.not_reached();
    }
}

/// Areas of a level that have something of the topic, the most first.
std::vector<geo::AreaId> most_of(const Telling& t, geo::Level level) {
    std::vector<geo::AreaId> order;
    for (std::size_t i = 0; i < t.areas().at(level).size(); ++i)
        if (t.in_focus(level, geo::AreaId{i}) && worth(t, level, geo::AreaId{i}) > 0) order.emplace_back(i);
    const std::size_t kept = std::min(most_rows, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                      [&](geo::AreaId a, geo::AreaId b) {
                          return std::make_tuple(-worth(t, level, a), a) <
                                 std::make_tuple(-worth(t, level, b), b);
                      });
    order.resize(kept);
    return order;
}

/// "The 5 tambon of the table have 922 children not reached, 9 % of all of them".
void tell_together(const Telling& t, PageFacts& facts, std::int64_t together, const std::string& level) {
    const std::int64_t all = printed(t, t.about_level(), geo::AreaId{t.about_row()});
    const auto kept = static_cast<std::int64_t>(facts.rows.size());
    tell_at(facts, t.topic == Topic::children ? 0 : 2,
            geo::say(t.lang(), kept == 1 ? "page.says.one" : "page.says.five",
                     {{"k", geo::grouped(kept)},
                      {"level", level},
                      {"n", geo::grouped(together)},
                      {"what", t.word(std::string{"page.what."} + topic_name(t.topic))},
                      {"p", geo::percent(together, all, 0)}}));
}

}  // namespace

Topic topic_of(geo::Indicator indicator, bool reached) {
    if (!reached) return Topic::children;
    switch (indicator) {
        case geo::Indicator::children:
            return Topic::children;
        case geo::Indicator::covered:
            return Topic::covered;
        case geo::Indicator::uncovered:
            return Topic::uncovered;
        case geo::Indicator::unreachable:
            return Topic::unreachable;
        case geo::Indicator::unplaced:
            return Topic::unplaced;
        case geo::Indicator::lost_in_rain:
            return Topic::lost_in_rain;
        case geo::Indicator::median_min:
            return Topic::median_min;
        case geo::Indicator::p90_min:
            return Topic::p90_min;
        case geo::Indicator::nearest_place:
            return Topic::nearest_place;
        default:
            return Topic::not_reached;
    }
}

std::int64_t lost_in_rain(const Telling& t, geo::Level level, geo::AreaId area) {
    const auto& rows = t.results->lost_in_rain.at(static_cast<std::size_t>(level));
    return area.row() < rows.size() ? rows[area.row()] : 0;
}

bool in_kilometres(const Telling& t) {
    return t.topic == Topic::nearest_place && t.within().metric == geo::Metric::length;
}

std::string way_words(const Telling& t, std::int64_t cost) {
    if (!in_kilometres(t)) return geo::grouped(geo::ceil_minutes(cost));
    const std::int64_t tenths = (geo::ceil_metres(cost) + 99) / 100;
    return geo::grouped(tenths / 10) + "." + std::to_string(tenths % 10);
}

const char* topic_name(Topic topic) {
    static constexpr std::array<const char*, 10> names = {
        "children", "not_reached",  "covered",    "uncovered", "unreachable",
        "unplaced", "lost_in_rain", "median_min", "p90_min",   "nearest_place"};
    return names.at(static_cast<std::size_t>(topic));
}

void tell_table(const Telling& t, PageFacts& facts) {
    const geo::Level level = facts.study.map.level;
    const geo::AreaLevel& areas = t.areas().at(level);
    const std::vector<geo::AreaId> order = most_of(t, level);
    const auto kept = static_cast<std::int64_t>(order.size());
    const std::string counted = counted_level(level, kept, t.lang());
    const std::string topic = topic_name(t.topic);

    const bool parents = level > geo::Level::province && (!t.focus || level > t.focus->level);
    const geo::Level above = parents ? static_cast<geo::Level>(static_cast<int>(level) - 1) : level;
    const char* title = kept == 0   ? "page.table.title_empty."
                        : kept == 1 ? "page.table.one."
                                    : "page.table.title.";
    facts.table_title = geo::say(t.lang(), title + topic, {{"n", geo::grouped(kept)}, {"level", counted}});
    facts.table_empty =
        geo::say(t.lang(), "page.table.empty." + topic, {{"level", level_words(level, t.lang())}});
    const bool shares = t.coverage != nullptr || t.topic == Topic::children;
    facts.table_heads = {
        level_words(level, t.lang()), parents ? level_words(above, t.lang()) : "",
        t.word("page.table.head." + topic + (in_kilometres(t) ? "_km" : "")),
        shares ? t.word(t.topic == Topic::children ? "page.table.of_all" : "page.table.share") : ""};
    const std::int64_t all = printed(t, t.about_level(), geo::AreaId{t.about_row()});
    std::int64_t together = 0;
    for (const geo::AreaId area : order) {
        PageRow row;
        row.area = area;
        row.name = area_name(areas, area, t.lang());
        if (parents) row.parent = area_name(t.areas().at(above), areas.parent[area.row()], t.lang());
        const std::int64_t number = printed(t, level, area);
        together += number;
        const std::int64_t ms = is_way(t.topic) ? worth(t, level, area) : 0;
        row.children = !is_way(t.topic) ? geo::grouped(number)
                       : ms == for_ever ? t.word("page.table.no_way")
                                        : way_words(t, ms);
        if (t.topic == Topic::children) {
            row.share = geo::percent(number, all, 0) + "\u00a0%";
        } else {
            const geo::CoverageRow& c = t.coverage->at(level)[area.row()];
            row.share = geo::percent(c.covered_milli, c.children_milli, 0) + "\u00a0%";
        }
        facts.rows.push_back(std::move(row));
    }
    if (facts.rows.empty() || is_way(t.topic) || t.options.paper == Paper::slide) return;
    tell_together(t, facts, together, counted);
}

}  // namespace render
