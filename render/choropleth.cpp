#include "geo/base/figures.h"
#include "render/map_scene.h"
#include "render/map_words.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace render {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> policy_shares = {30, 50, 70, 90};

geo::CellState cell_state(geo::CountState state) {
    if (geo::has_number(state)) return geo::CellState::value;
    return state == geo::CountState::hidden ? geo::CellState::suppressed : geo::CellState::missing;
}

/// Where most have no way at all it takes for ever; where nobody has a known home nothing is known.
double minutes(const std::optional<std::uint32_t>& ms, const geo::CoverageRow& row) {
    if (ms) return static_cast<double>(geo::ceil_minutes(*ms));
    return row.unreachable_milli > 0 ? std::numeric_limits<double>::infinity() : nothing;
}

double kilometres(std::uint32_t mm) {
    const std::int64_t hundreds = (geo::ceil_metres(mm) + 99) / 100;  // of metres, rounded up
    return static_cast<double>(hundreds) / 10;
}

/// Whole children beside the rows of coverage; empty where they are not computed, null for other indicators.
const std::vector<std::int64_t>* whole_column(const geo::Results& results, geo::Indicator indicator,
                                              geo::Level level) {
    static const std::vector<std::int64_t> not_yet;
    const auto l = static_cast<std::size_t>(level);
    switch (indicator) {
        case geo::Indicator::lost_in_rain:
            return &results.lost_in_rain.at(l);
        case geo::Indicator::one_place:
            return results.backup == nullptr ? &not_yet : &results.backup->one_place.at(l);
        case geo::Indicator::no_seat:
            return results.seats == nullptr ? &not_yet : &results.seats->no_seat.at(l);
        default:
            return nullptr;
    }
}

/// Nothing where it is not computed.  Where nobody has any supply, RAAM's cost is without end.
double access_of(const geo::AccessResults* access, geo::Level level, std::size_t area) {
    if (access == nullptr) return nothing;
    const geo::AccessRow& row = access->table.at(level, area);
    if (row.status == geo::AccessStatus::no_supply) return std::numeric_limits<double>::infinity();
    return geo::has_value(row.status) ? *row.equity.mean * geo::access_scale(access->table.method) : nothing;
}

double value_of(const geo::CoverageRow& row, geo::Indicator indicator, geo::Metric metric) {
    const geo::WholeRow children = geo::whole(row);
    switch (indicator) {
        case geo::Indicator::children:
            return static_cast<double>(children.children());
        case geo::Indicator::covered:
            return static_cast<double>(children.covered);
        case geo::Indicator::share_covered:
            return row.children_milli == 0 ? nothing
                                           : 100 * static_cast<double>(row.covered_milli) /
                                                 static_cast<double>(row.children_milli);
        case geo::Indicator::uncovered:
            return static_cast<double>(children.uncovered);
        case geo::Indicator::unreachable:
            return static_cast<double>(children.unreachable);
        case geo::Indicator::unplaced:
            return static_cast<double>(children.unplaced);
        case geo::Indicator::not_reached:
            return static_cast<double>(children.not_reached());
        case geo::Indicator::median_min:
            return minutes(row.median_ms, row);
        case geo::Indicator::p90_min:
            return minutes(row.p90_ms, row);
        case geo::Indicator::nearest_place:
            if (metric == geo::Metric::time || !row.median_cost) return minutes(row.median_cost, row);
            return kilometres(*row.median_cost);
        case geo::Indicator::lost_in_rain:  // of both seasons, and of all places: no row has them
        case geo::Indicator::access:
        case geo::Indicator::one_place:
        case geo::Indicator::no_seat:
            break;
    }
    return nothing;
}

/// The ends of a class as people read them.
struct Ends {
    std::string low, high;
};
Ends ends_of(double low, double high, bool whole) {
    if (whole)
        return {geo::grouped(std::llround(std::ceil(low))), geo::grouped(std::llround(std::ceil(high)) - 1)};
    const auto one_decimal = [](double v) {
        const long long tenths = std::llround(std::ceil(v * 10 - 1e-9));
        return geo::grouped(tenths / 10) + "." + std::to_string(tenths % 10);
    };
    return {one_decimal(low), one_decimal(high - 0.1)};
}

std::string words_of(const Choropleth& c, std::size_t i, bool whole, bool share, geo::Lang lang) {
    const Classes& classes = c.classes;
    if (classes.breaks.empty()) {
        if (!std::isfinite(classes.least) || classes.least == classes.greatest)
            return ends_of(classes.least, classes.least + 1, whole).low;
        const Ends ends = ends_of(classes.least, classes.greatest + (whole ? 1 : 0.1), whole);
        return ends.low + " – " + ends.high;
    }
    const bool first = i == 0;
    const bool last = i == classes.breaks.size();
    if (last) return geo::say(lang, "map.class.from", {{"n", ends_of(classes.breaks.back(), 0, whole).low}});
    const double high = classes.breaks[i];
    if (first && (share || classes.least >= high))
        return geo::say(lang, "map.class.under", {{"n", ends_of(high, 0, whole).low}});
    const Ends ends = ends_of(first ? classes.least : classes.breaks[i - 1], high, whole);
    return ends.low == ends.high ? ends.low : ends.low + " – " + ends.high;
}

geo::DoubtOfNumber doubt_of(const Choropleth& c, geo::Indicator indicator, std::size_t area) {
    if (area >= c.column.doubt.size()) return {};
    return geo::doubt_of_number(c.column.doubt[area], indicator);
}

}  // namespace

std::optional<geo::Level> counted_with(const geo::Areas& areas, const geo::Demand& demand, geo::Level level,
                                       geo::AreaId area) {
    const auto silent = [&](geo::Level l, geo::AreaId a) {
        const geo::Counting& counting = demand.counting[static_cast<std::size_t>(l)][a.row()];
        return counting.areas_without_data + counting.areas_hidden > 0;
    };
    if (geo::has_number(demand.counting[static_cast<std::size_t>(level)][area.row()].state)) return {};
    if (!silent(level, area)) return {};
    for (auto l = static_cast<std::size_t>(level); l-- > 0;) {
        const auto above = static_cast<geo::Level>(l);
        const geo::AreaId ancestor = areas.ancestor(level, area, above);
        if (!ancestor.valid()) return {};
        if (!silent(above, ancestor)) return above;
    }
    return {};
}

IndicatorColumn indicator_column(const geo::Study& study, const geo::Results* results,
                                 geo::Indicator indicator, geo::Level level) {
    const geo::Areas& areas = *study.data->areas;
    const std::size_t count = areas.at(level).size();
    IndicatorColumn out;
    out.value.assign(count, nothing);
    out.state.assign(count, geo::CellState::missing);
    out.counted_with.resize(count);
    out.no_children.assign(count, false);
    out.behind.assign(count, 0);

    std::shared_ptr<const geo::Demand> demand = results == nullptr ? nullptr : results->demand;
    if (!demand) {  // before the first run: counts are known, reach is not
        // Where in an area they are put changes no sum.
        geo::DemandChoice choice = study.scenario().travel.children;
        choice.weights = geo::Weights::villages;
        auto made = geo::build_demand(*study.data, choice);
        if (!made) return out;
        demand = std::make_shared<const geo::Demand>(*std::move(made));
    }
    const auto l = static_cast<std::size_t>(level);
    if (demand->counting[l].size() != count) return out;
    out.doubt = geo::doubts_of(study, *demand, level);
    const bool reached =
        results != nullptr && !results->coverage.empty() && results->coverage[0].at(level).size() == count;
    for (std::size_t i = 0; i < count; ++i) {
        out.state[i] = cell_state(demand->counting[l][i].state);
        if (out.state[i] != geo::CellState::value) {
            out.counted_with[i] = counted_with(areas, *demand, level, geo::AreaId{i});
            continue;
        }
        // What is known may be 0 while a part is hidden: that is no area without children.
        out.no_children[i] = demand->total_milli[l][i] == 0 && demand->counting[l][i].areas_in_part == 0;
        if (reached) {
            const geo::CoverageRow& row = results->coverage[0].at(level)[i];
            if (const auto* whole = whole_column(*results, indicator, level)) {
                if (whole->size() != count) {  // not computed yet
                    out.state[i] = geo::CellState::missing;
                    continue;
                }
                out.value[i] = static_cast<double>((*whole)[i]);
            } else if (indicator == geo::Indicator::access) {
                out.value[i] = access_of(results->access.get(), level, i);
            } else {
                out.value[i] = value_of(row, indicator, results->coverage[0].within.metric);
            }
            out.behind[i] =
                geo::is_rate(indicator) ? geo::whole(row).not_reached() : std::llround(out.value[i]);
        } else if (indicator == geo::Indicator::children) {
            out.behind[i] = geo::whole_parts({demand->total_milli[l][i]})[0];
            out.value[i] = static_cast<double>(out.behind[i]);
        }
        if (!out.no_children[i] && std::isnan(out.value[i])) out.state[i] = geo::CellState::missing;
    }
    return out;
}

Choropleth choropleth(const geo::Study& study, const geo::Results* results, Theme theme, geo::Lang lang) {
    const geo::MapStyle& style = study.map;
    Choropleth out;
    out.column = indicator_column(study, results, style.indicator, style.level);
    const std::size_t count = out.column.value.size();

    std::vector<double> values;
    bool whole = true;
    for (std::size_t i = 0; i < count; ++i) {
        if (out.column.state[i] != geo::CellState::value || out.column.no_children[i]) continue;
        values.push_back(out.column.value[i]);
        whole = whole && values.back() == std::floor(values.back());
    }
    const bool share = style.indicator == geo::Indicator::share_covered;
    const std::vector<double>& given =
        style.method == geo::ClassMethod::policy && share && style.manual_breaks.empty()
            ? policy_shares
            : style.manual_breaks;
    const bool uses_given =
        style.method == geo::ClassMethod::manual || (style.method == geo::ClassMethod::policy && share);
    out.classes = classify(values, style.method, style.classes,
                           uses_given ? std::span<const double>{given} : std::span<const double>{});
    for (const double b : out.classes.breaks) whole = whole && b == std::floor(b);
    if (share)  // 70 – 89 means 70 to under 90: shares are read as whole percents where the breaks are whole
        whole = std::all_of(out.classes.breaks.begin(), out.classes.breaks.end(),
                            [](double b) { return b == std::floor(b); });

    // Warm is need, cool is reach: who is covered is never drawn in the colours of need.
    const bool good_when_high =
        share || style.indicator == geo::Indicator::covered ||
        (style.indicator == geo::Indicator::access && geo::is_good(study.scenario().access.method));
    const std::string palette_name =
        style.indicator == geo::Indicator::covered && style.palette == "need" ? "reach" : style.palette;
    const bool reversed = good_when_high && palette_name != "reach";
    const std::size_t classes = out.classes.count();
    out.colours = palette(palette_name, std::max<std::size_t>(classes, 1), theme);
    if (reversed) std::reverse(out.colours.begin(), out.colours.end());
    for (std::size_t i = 0; i < classes; ++i) out.legend_order.push_back(reversed ? classes - 1 - i : i);
    for (std::size_t i = 0; i < classes; ++i) out.class_words.push_back(words_of(out, i, whole, share, lang));

    const NumberlessFills numberless = numberless_fills(theme);
    out.fills.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (out.column.counted_with[i])
            out.fills[i] = numberless.counted_with;
        else if (out.column.state[i] == geo::CellState::missing)
            out.fills[i] = numberless.no_data;
        else if (out.column.state[i] == geo::CellState::suppressed)
            out.fills[i] = numberless.suppressed;
        else if (out.column.no_children[i])
            out.fills[i] = numberless.zero;
        else
            out.fills[i] = {
                out.colours[out.classes.class_of(out.column.value[i])],
                style.show_doubt && doubt_of(out, style.indicator, i).any() ? Hatch::old : Hatch::none};
    }
    count_areas(out, study, {});
    return out;
}

void count_areas(Choropleth& c, const geo::Study& study, const std::vector<Focus>& about) {
    const std::size_t classes = c.classes.count();
    c.about = about;
    c.class_areas.assign(classes, 0);
    c.class_behind.assign(classes, 0);
    c.areas_no_data = c.areas_suppressed = c.areas_zero = c.areas_counted_with = 0;
    c.areas_in_doubt = c.areas_old = c.areas_few = c.areas_modelled = 0;
    c.counted_with = geo::Level::tambon;
    const geo::Areas& areas = *study.data->areas;
    for (std::size_t i = 0; i < c.column.value.size(); ++i) {
        const auto holds = [&](const Focus& one) {
            return one.level <= study.map.level &&
                   areas.ancestor(study.map.level, geo::AreaId{i}, one.level) == one.area;
        };
        if (!about.empty() && std::none_of(about.begin(), about.end(), holds)) continue;
        if (const auto above = c.column.counted_with[i]) {
            ++c.areas_counted_with;
            c.counted_with = std::min(c.counted_with, *above);
        } else if (c.column.state[i] == geo::CellState::missing) {
            ++c.areas_no_data;
        } else if (c.column.state[i] == geo::CellState::suppressed) {
            ++c.areas_suppressed;
        } else if (c.column.no_children[i]) {
            ++c.areas_zero;
        } else {
            const std::size_t k = c.classes.class_of(c.column.value[i]);
            ++c.class_areas[k];
            c.class_behind[k] += c.column.behind[i];
            const geo::DoubtOfNumber doubt = doubt_of(c, study.map.indicator, i);
            c.areas_in_doubt += doubt.any() ? 1 : 0;
            c.areas_old += doubt.old ? 1 : 0;
            c.areas_few += doubt.few ? 1 : 0;
            c.areas_modelled += doubt.modelled ? 1 : 0;
        }
    }
}

std::string map_title(const geo::Study& study, const geo::Results* results, geo::Lang lang,
                      const geo::TravelBands* bands) {
    const geo::Threshold within =
        study.scenario().travel.within.empty() ? geo::Threshold{} : study.scenario().travel.within.front();
    std::string title =
        bands != nullptr
            ? geo::word(lang, within.metric == geo::Metric::time ? "map.title.bands" : "map.title.bands_km")
            : geo::say(
                  lang, "map.title." + shown_name(study),
                  {{"within", limit_words(within, lang)}, {"level", level_words(study.map.level, lang)}});
    const bool about_reach = bands != nullptr || study.map.indicator != geo::Indicator::children;
    if (about_reach && results != nullptr && results->estimate)
        title += " " + geo::word(lang, "map.estimate");
    return title;
}

}  // namespace render
