#include "geo/access/access_table.h"

#include "geo/access/group_coverage.h"
#include "geo/base/ensure.h"
#include "geo/base/figures.h"
#include "geo/base/parallel.h"

#include <fmt/format.h>

#include <cmath>

namespace geo {
namespace {

constexpr std::array<const char*, 7> status_names = {"ok",       "no_access", "no_supply", "no_children",
                                                     "unplaced", "hidden",    "no_data"};

/// The points of an area or group, summed up.
class Sums {
public:
    void add(const Demand& demand, const PointAccess& points, std::size_t i) {
        const std::int64_t children = demand.children_milli[i];
        placed_ += children;
        if (!points.has_supply[i]) without_ += children;
        if (!std::isnan(points.value[i])) having_.push_back({points.value[i], children});
    }
    AccessRow row(std::int64_t children_milli, const Counting& counting, AccessMethod method) {
        AccessRow out;
        out.children_milli = children_milli;
        out.unplaced_milli = children_milli - placed_;
        out.without_milli = without_;
        out.equity = equity_of(having_, is_good(method));
        if (!has_number(counting.state))
            out.status = counting.state == CountState::hidden ? AccessStatus::hidden : AccessStatus::no_data;
        else if (children_milli == 0)
            out.status = AccessStatus::no_children;
        else if (placed_ == 0)
            out.status = AccessStatus::unplaced;
        else if (without_ == placed_)
            out.status = is_good(method) ? AccessStatus::no_access : AccessStatus::no_supply;
        else
            out.status = AccessStatus::ok;
        return out;
    }

private:
    std::int64_t placed_ = 0, without_ = 0;
    std::vector<Having> having_;
};

std::string number(const std::optional<double>& value) {
    return value ? fmt::format("{:.6f}", *value) : std::string{};
}

std::vector<std::string> cells(std::vector<std::string> named, const AccessTable& table, const AccessRow& row,
                               const Counting& counting, const CoverageCsvOptions& options) {
    const bool counted = has_number(counting.state), valued = has_value(row.status);
    const auto children = [&](std::int64_t milli) { return counted ? exact_children(milli) : std::string{}; };
    const auto of = [&](const std::optional<double>& value) {
        return valued ? number(value) : std::string{};
    };
    std::vector<std::string> out = std::move(named);
    for (std::string cell :
         {std::string{access_method_name(table.method)}, text_of(table.within), of(row.equity.mean),
          std::string{access_status_name(row.status)}, std::to_string(row.supply),
          children(row.children_milli), children(row.without_milli), children(row.unplaced_milli),
          of(row.equity.worst_tenth), of(row.equity.worst), of(row.equity.gini), made_up_words(options),
          estimate_words(options), std::string{count_state_name(counting.state)},
          std::to_string(counting.areas_without_data), std::to_string(counting.areas_hidden),
          std::to_string(counting.areas_in_part)})
        out.push_back(std::move(cell));
    return out;
}

}  // namespace

const char* access_status_name(AccessStatus status) {
    return status_names.at(static_cast<std::size_t>(status));
}

AccessTable access_table(const Areas& areas, const Demand& demand, const PointAccess& points,
                         const Supply& supply, AccessMethod method, const Threshold& within) {
    ENSURE(points.value.size() == demand.size());
    AccessTable out;
    out.method = method;
    out.within = within;
    out.counting = demand.counting;
    const Level finest = areas.finest();
    for (const Level level : all_levels) {
        if (level > finest) continue;
        const auto l = static_cast<std::size_t>(level);
        std::vector<AccessRow>& rows = out.rows.at(l);
        rows.resize(areas.at(level).size());
        // The row of each finest area, once.
        std::vector<std::size_t> row_of(areas.at(finest).size());
        for (std::size_t a = 0; a < row_of.size(); ++a)
            row_of[a] = areas.ancestor(finest, AreaId{a}, level).row();
        std::vector<Sums> sums(rows.size());
        for (std::size_t i = 0; i < demand.size(); ++i)
            sums[row_of[demand.area[i].row()]].add(demand, points, i);
        parallel_for(rows.size(), 256, [&](std::size_t from, std::size_t to) {
            for (std::size_t a = from; a < to; ++a)
                rows[a] = sums[a].row(demand.total_milli.at(l)[a], demand.counting.at(l)[a], method);
        });
        for (std::size_t j = 0; j < supply.learners.size(); ++j)
            if (supply.area[j].valid())
                rows[row_of[supply.area[j].row()]].supply += supply.learners[j];
            else if (level == Level::country)
                rows.front().supply += supply.learners[j];
    }
    return out;
}

std::vector<AccessRow> group_access(const Areas& areas, const Rollup& rollup, const Demand& demand,
                                    const PointAccess& points, const Supply& supply, AccessMethod method) {
    std::vector<std::vector<std::size_t>> groups_of(areas.at(areas.finest()).size());
    for (std::size_t g = 0; g < rollup.groups.size(); ++g)
        for (const AreaId area : rollup.groups[g].finest) groups_of[area.row()].push_back(g);
    std::vector<Sums> sums(rollup.groups.size());
    for (std::size_t i = 0; i < demand.size(); ++i)
        for (const std::size_t g : groups_of[demand.area[i].row()]) sums[g].add(demand, points, i);
    std::vector<AccessRow> out;
    for (std::size_t g = 0; g < sums.size(); ++g) {
        std::int64_t children = 0;
        for (const auto& [level, area] : rollup.groups[g].members)
            children += demand.total_milli.at(static_cast<std::size_t>(level))[area.row()];
        out.push_back(sums[g].row(children, counting_of(demand.counting, rollup.groups[g]), method));
    }
    for (std::size_t j = 0; j < supply.learners.size(); ++j)
        if (supply.area[j].valid())
            for (const std::size_t g : groups_of[supply.area[j].row()]) out[g].supply += supply.learners[j];
    return out;
}

OutTable access_out(const Areas& areas, const AccessTable& table, const CoverageCsvOptions& options) {
    OutTable out;
    out.sheet = "access";
    for (const char* name : {"area_code", "area_name_th", "area_name_en", "level", "method", "within"})
        out.columns.push_back({name, false});
    out.columns.push_back({"value", true});
    out.columns.push_back({"status", false});
    for (const char* name :
         {"supply", "children", "without_access", "unplaced", "worst_tenth", "worst", "gini"})
        out.columns.push_back({name, true});
    for (const char* name : {"made_up", "estimate", "state"}) out.columns.push_back({name, false});
    for (const char* name : {"areas_without_data", "areas_hidden", "areas_in_part"})
        out.columns.push_back({name, true});
    for (const Level level : options.levels) {
        const AreaLevel& named = areas.at(level);
        for (std::size_t a = 0; a < named.size(); ++a)
            out.rows.push_back(cells({named.code[a], named.name_th[a], named.name_en[a], level_name(level)},
                                     table, table.at(level, a),
                                     table.counting.at(static_cast<std::size_t>(level))[a], options));
    }
    return out;
}

void add_group_rows(OutTable& out, const Rollup& rollup, std::span<const AccessRow> rows,
                    const AccessTable& table, const CoverageCsvOptions& options) {
    for (std::size_t g = 0; g < rows.size(); ++g) {
        const std::string& name = rollup.groups[g].name;
        out.rows.push_back(cells({name, name, "", rollup.name}, table, rows[g],
                                 counting_of(table.counting, rollup.groups[g]), options));
    }
}

std::vector<Having> having_of(const Demand& demand, const PointAccess& points) {
    std::vector<Having> out;
    for (std::size_t i = 0; i < demand.size(); ++i)
        if (!std::isnan(points.value[i])) out.push_back({points.value[i], demand.children_milli[i]});
    return out;
}

std::optional<GroupGap> gap_of(std::span<const AccessRow> rows, AccessMethod method) {
    GroupGap out;
    std::size_t valued = 0;
    const auto better = [&](std::size_t a, std::size_t b) {
        const double one = *rows[a].equity.mean, other = *rows[b].equity.mean;
        return is_good(method) ? one > other : one < other;
    };
    for (std::size_t g = 0; g < rows.size(); ++g) {
        if (!has_value(rows[g].status) || !rows[g].equity.mean) continue;
        if (valued++ == 0) out.best = out.worst = g;
        if (better(g, out.best)) out.best = g;
        if (better(out.worst, g)) out.worst = g;
    }
    if (valued < 2) return std::nullopt;
    out.gap = std::abs(*rows[out.best].equity.mean - *rows[out.worst].equity.mean);
    return out;
}

}  // namespace geo
