#include "geo/access/coverage.h"

#include "geo/access/coverage_private.h"
#include "geo/access/whole_rows.h"
#include "geo/base/ensure.h"
#include "geo/base/figures.h"
#include "geo/base/parallel.h"

#include <algorithm>
#include <numeric>

namespace geo {
namespace {

using Weighted = std::vector<std::pair<std::uint32_t, std::int64_t>>;

Error bad_threshold(const std::string& text) {
    Error error;
    error.fault = Fault::bad_value;
    error.value = text;
    error.detail = "30min, 90s, 1h, 6km, 500m";
    return error;
}

}  // namespace

Result<Threshold> threshold_from_text(const std::string& text) {
    std::size_t digits = 0;
    std::uint64_t number = 0;
    std::uint64_t thousandth = 0;
    std::uint64_t unit_part = 1000;
    bool dot = false;
    for (; digits < text.size(); ++digits) {
        const char c = text[digits];
        if (c == '.' && !dot) {
            dot = true;
        } else if (c >= '0' && c <= '9' && number < 10000000) {
            if (!dot) {
                number = number * 10 + static_cast<std::uint64_t>(c - '0');
            } else {
                unit_part /= 10;
                thousandth += static_cast<std::uint64_t>(c - '0') * unit_part;
            }
        } else {
            break;
        }
    }
    const std::string unit = text.substr(digits);
    const std::uint64_t value = number * 1000 + thousandth;
    std::uint64_t limit = 0;
    Threshold out;
    if (unit == "min") {
        limit = value * 60;
    } else if (unit == "s") {
        limit = value;
    } else if (unit == "h") {
        limit = value * 3600;
    } else if (unit == "km" || unit == "m") {
        out.metric = Metric::length;
        limit = unit == "km" ? value * 1000 : value;
    } else {
        return fail(bad_threshold(text));
    }
    if (digits == 0 || limit == 0 || limit >= no_cost) return fail(bad_threshold(text));
    out.limit = static_cast<std::uint32_t>(limit);
    return out;
}

Result<std::vector<Threshold>> thresholds_from_text(const std::string& comma_separated) {
    std::vector<Threshold> out;
    std::size_t from = 0;
    while (from <= comma_separated.size()) {
        const std::size_t comma = std::min(comma_separated.find(',', from), comma_separated.size());
        std::string one = comma_separated.substr(from, comma - from);
        one.erase(0, one.find_first_not_of(' '));
        one.erase(one.find_last_not_of(' ') + 1);
        TRY(const Threshold threshold, threshold_from_text(one));
        out.push_back(threshold);
        from = comma + 1;
    }
    return out;
}

std::string text_of(const Threshold& threshold) {
    const auto plain = [](std::uint32_t limit, std::uint32_t unit, const char* name) {
        std::string out = exact_children(static_cast<std::int64_t>(limit) * 1000 / unit);
        return out + name;
    };
    if (threshold.metric == Metric::length)
        return threshold.limit % 1000000 == 0 || threshold.limit > 1000000
                   ? plain(threshold.limit, 1000000, "km")
                   : plain(threshold.limit, 1000, "m");
    if (threshold.limit % 60000 == 0) return plain(threshold.limit, 60000, "min");
    return plain(threshold.limit, 1000, "s");
}

std::optional<std::uint32_t> weighted_quantile(std::span<const std::pair<std::uint32_t, std::int64_t>> sorted,
                                               std::int64_t whole_weight, std::int64_t numerator,
                                               std::int64_t denominator) {
    if (whole_weight <= 0) return std::nullopt;
    __extension__ using Wide = __int128;
    Wide seen = 0;
    for (const auto& [time, weight] : sorted) {
        seen += weight;
        if (seen * denominator >= static_cast<Wide>(whole_weight) * numerator) return time;
    }
    return std::nullopt;
}

void add(CoverageRow& sum, const CoverageRow& row) {
    const WholeRow more = whole(row);
    const WholeRow before = sum.printed.value_or(WholeRow{});
    sum.children_milli += row.children_milli;
    sum.covered_milli += row.covered_milli;
    sum.uncovered_milli += row.uncovered_milli;
    sum.unreachable_milli += row.unreachable_milli;
    sum.unplaced_milli += row.unplaced_milli;
    sum.printed = WholeRow{before.covered + more.covered, before.uncovered + more.uncovered,
                           before.unreachable + more.unreachable, before.unplaced + more.unplaced};
}

WholeRow whole(const CoverageRow& row) {
    if (row.printed) return *row.printed;
    const std::vector<std::int64_t> parts =
        whole_parts({row.covered_milli, row.uncovered_milli, row.unreachable_milli, row.unplaced_milli});
    return {parts[0], parts[1], parts[2], parts[3]};
}

namespace {

/// Median and P90 of the costs of every area: those of time, or the median of the limit's measure, or both.
void quantiles(const Areas& areas, const Demand& demand, std::span<const Trip> trips, Metric metric,
               CoverageTable& table, bool of_limit) {
    const Level finest = areas.finest();
    // Costs ascending, ties by point.
    std::vector<std::uint32_t> order(demand.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return trips[a].cost(metric) < trips[b].cost(metric);
    });
    for (const Level level : all_levels) {
        auto& rows = table.rows[at(level)];
        if (level > finest) continue;
        std::vector<Weighted> costs(rows.size());
        for (const std::uint32_t i : order)
            if (trips[i].status == TripStatus::reached)
                costs[areas.ancestor(finest, demand.area[i], level).row()].emplace_back(
                    trips[i].cost(metric), demand.children_milli[i]);
        parallel_for(rows.size(), 256, [&](std::size_t from, std::size_t to) {
            for (std::size_t a = from; a < to; ++a) {
                const std::int64_t placed = rows[a].children_milli - rows[a].unplaced_milli;
                const auto median = weighted_quantile(costs[a], placed, 1, 2);
                if (of_limit) rows[a].median_cost = median;
                if (metric != Metric::time) continue;
                rows[a].median_ms = median;
                rows[a].p90_ms = weighted_quantile(costs[a], placed, 9, 10);
            }
        });
    }
}

}  // namespace

CoverageTable coverage(const Areas& areas, const Demand& demand, std::span<const Trip> trips,
                       std::span<const Trip> time_trips, const Threshold& within) {
    ENSURE(trips.size() == demand.size() && time_trips.size() == demand.size());
    const Level finest = areas.finest();
    CoverageTable table;
    table.within = within;
    table.counting = demand.counting;
    table.placed_on = demand.placed_on;
    for (const Level level : all_levels) {
        auto& rows = table.rows[at(level)];
        rows.resize(areas.at(level).size());
        for (std::size_t a = 0; a < rows.size(); ++a)
            rows[a].unplaced_milli = demand.unplaced_milli[at(level)][a];
    }
    auto& fine = table.rows[at(finest)];
    for (std::size_t i = 0; i < demand.size(); ++i) {
        CoverageRow& row = fine[demand.area[i].row()];
        row.*state_of(trips[i], within) += demand.children_milli[i];
    }
    for (std::size_t l = 3; l > 0; --l) {
        for (std::size_t a = 0; a < table.rows[l].size(); ++a) {
            const CoverageRow& from = table.rows[l][a];
            CoverageRow& to = table.rows[l - 1][areas.levels[l].parent[a].row()];
            to.covered_milli += from.covered_milli;
            to.uncovered_milli += from.uncovered_milli;
            to.unreachable_milli += from.unreachable_milli;
            to.unplaced_milli += from.unplaced_milli;
        }
    }
    for (const Level level : all_levels)
        for (std::size_t a = 0; a < table.rows[at(level)].size(); ++a) {
            CoverageRow& row = table.rows[at(level)][a];
            row.children_milli =
                row.covered_milli + row.uncovered_milli + row.unreachable_milli + row.unplaced_milli;
            ENSURE(row.children_milli == demand.total_milli[at(level)][a]);
        }

    const bool by_time = within.metric == Metric::time;
    quantiles(areas, demand, time_trips, Metric::time, table, by_time);
    if (!by_time) quantiles(areas, demand, trips, within.metric, table, true);
    print_whole(areas, table.rows);
    return table;
}

}  // namespace geo
