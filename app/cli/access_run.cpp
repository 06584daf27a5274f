#include "app/cli/access_run.h"

#include "app/cli/command_private.h"
#include "geo/data/area_code.h"
#include "geo/data/cell.h"
#include "geo/data/table.h"
#include "render/map_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

template <class Enum>
geo::Result<void> take(const std::string& text, const char* option, const char* allowed,
                       std::optional<Enum> (*from_name)(std::string_view), Enum& out) {
    if (text.empty()) return {};
    const auto found = from_name(text);
    if (!found) return bad_option(option, text, allowed);
    out = *found;
    return {};
}

/// A number for each finest area, from a table of codes of any level and numbers; the finer row counts.
struct Ranks {
    std::vector<std::optional<double>> of;
    std::size_t areas = 0, not_found = 0;
};
geo::Result<Ranks> ranks_from(const std::string& file, const geo::Areas& areas) {
    TRY(const geo::Table table, geo::read_table(file));
    const int code_column = table.column({"area_code", "code", "รหัสพื้นที่", "รหัส"});
    const int number_column = table.column({"poverty", "rank", "value", "ความยากจน", "อันดับ", "ค่า"});
    if (code_column < 0 || number_column < 0) return bad_option("--rank", file, "area_code, poverty");
    const geo::Level finest = areas.finest();
    Ranks out;
    out.of.resize(areas.at(finest).size());
    std::vector<geo::Level> from(out.of.size(), geo::Level::country);
    for (const geo::Table::Row& row : table.rows) {
        const auto code = geo::code_from_cell(row.cells[static_cast<std::size_t>(code_column)]);
        const auto number = geo::number_from_cell(row.cells[static_cast<std::size_t>(number_column)]);
        if (!code || !number) {
            ++out.not_found;
            continue;
        }
        bool found = false;
        for (const geo::Level level : geo::all_levels) {
            const geo::AreaId area = areas.find(level, code->code);
            if (!area.valid() || level > finest) continue;
            found = true;
            for (std::size_t a = 0; a < out.of.size(); ++a)
                if (level >= from[a] && areas.ancestor(finest, geo::AreaId{a}, level) == area) {
                    out.of[a] = *number;
                    from[a] = level;
                }
        }
        ++(found ? out.areas : out.not_found);
    }
    return out;
}

RankRun against(const Ranks& ranks, const AccessRun& run) {
    RankRun out;
    out.asked = true;
    out.areas = ranks.areas;
    out.not_found = ranks.not_found;
    const geo::Demand& demand = *run.reach.results->demand;
    const geo::PointAccess& points = run.access().points;
    std::vector<geo::Ranked> all;
    for (std::size_t i = 0; i < demand.size(); ++i) {
        const auto& rank = ranks.of[demand.area[i].row()];
        if (!rank || std::isnan(points.value[i])) continue;
        all.push_back({*rank, {points.value[i], demand.children_milli[i]}});
        out.children_milli += demand.children_milli[i];
    }
    if (geo::is_good(run.access().choice.method))
        out.concentration = geo::concentration_index(std::move(all));
    return out;
}

geo::CoverageCsvOptions csv_options(const AccessRun& run, const LevelChoice& levels) {
    geo::CoverageCsvOptions out;
    out.levels = levels.levels;
    out.made_up = run.reach.study.data->made_up;
    out.estimate = run.reach.results->estimate;
    return out;
}

}  // namespace

void AccessOptions::add_to(CLI::App* command, const Session& session) {
    add_option(command, session, "--method", method, "cli.option.access_method");
    add_option(command, session, "--decay", decay, "cli.option.decay");
    add_option(command, session, "--supply", supply, "cli.option.supply");
    add_option(command, session, "--rank", rank, "cli.option.rank");
}

geo::Result<AccessRun> run_access(Session& session, const std::string& study, const TravelOptions& travel,
                                  const AccessOptions& options) {
    AccessRun run;
    geo::Study& asked = run.reach.study;
    TRY(asked, travel.open(session, study));
    geo::AccessChoice& choice = asked.scenario().access;
    TRY_VOID(
        take(options.method, "--method", "2sfca, e2sfca, raam", geo::access_method_from_name, choice.method));
    TRY_VOID(take(options.decay, "--decay", "step, gaussian", geo::decay_from_name, choice.decay));
    TRY_VOID(take(options.supply, "--supply", "capacity, one", geo::supply_rule_from_name, choice.supply));
    auto& limits = asked.scenario().travel.within;
    if (limits.size() > 1 && !travel.within.empty())
        return bad_option("--within", travel.within, geo::word(session.lang, "cli.one_limit"));
    limits.resize(1);
    if (choice.method == geo::AccessMethod::raam && limits.front().metric != geo::Metric::time)
        return bad_option("--within", geo::text_of(limits.front()),
                          geo::word(session.lang, "cli.access.raam_in_time"));
    asked.map.indicator = geo::Indicator::access;
    std::optional<Ranks> ranks;
    if (!options.rank.empty()) {
        TRY(ranks, ranks_from(options.rank, *asked.data->areas));
    }
    geo::Analysis analysis;
    auto results = analysis.run(asked, session.progress().part(0.2, 0.9, "analysis.stage.search"));
    if (!results) {
        geo::Error error = results.error();
        if (error.file.empty()) error.file = study;
        return geo::fail(std::move(error));
    }
    run.reach.results = *results;
    if (run.reach.results->access == nullptr)
        return bad_option("--within", geo::text_of(limits.front()),
                          geo::word(session.lang, "cli.access.too_long"));
    const geo::Supply& supply = run.access().supply;
    if (supply.places > 0 && supply.without_capacity == supply.places &&
        choice.supply == geo::SupplyRule::capacity)
        return bad_option("--supply", geo::supply_rule_name(choice.supply),
                          geo::word(session.lang, "cli.access.no_capacity"));
    if (geo::is_good(choice.method))
        run.lorenz = geo::lorenz_curve(geo::having_of(*run.reach.results->demand, run.access().points), 10);
    if (ranks) run.rank = against(*ranks, run);
    return run;
}

void add_groupings(AccessRun& run, const LevelChoice& levels) {
    const geo::Dataset& data = *run.reach.study.data;
    const geo::Results& results = *run.reach.results;
    for (const std::string& name : geo::grouping_names(data)) {
        GroupingAccess one;
        one.rollup = geo::rollup_of(data, name);
        one.asked =
            std::find(levels.groupings.begin(), levels.groupings.end(), name) != levels.groupings.end();
        one.rows = geo::group_access(*data.areas, one.rollup, *results.demand, run.access().points,
                                     run.access().supply, run.access().choice.method);
        one.coverage = geo::group_coverage(*data.areas, one.rollup, *results.demand, results.coverage.front(),
                                           *results.time_trips);
        one.gap = geo::gap_of(one.rows, run.access().choice.method);
        run.groupings.push_back(std::move(one));
    }
}

geo::OutTable table_of(const AccessRun& run, const LevelChoice& levels) {
    const geo::CoverageCsvOptions options = csv_options(run, levels);
    geo::OutTable out = geo::access_out(*run.reach.study.data->areas, run.access().table, options);
    for (const GroupingAccess& one : run.groupings)
        if (one.asked) geo::add_group_rows(out, one.rollup, one.rows, run.access().table, options);
    return out;
}

geo::OutTable lorenz_table(const AccessRun& run) {
    const geo::CoverageCsvOptions options = csv_options(run, {});
    geo::OutTable out;
    out.sheet = "lorenz";
    out.columns = {
        {"share_of_children", true}, {"share_of_access", true}, {"made_up", false}, {"estimate", false}};
    if (geo::is_good(run.access().choice.method))
        for (const geo::LorenzPoint& point :
             geo::lorenz_curve(geo::having_of(*run.reach.results->demand, run.access().points), 100))
            out.rows.push_back({fmt::format("{:.6f}", point.children), fmt::format("{:.6f}", point.access),
                                geo::made_up_words(options), geo::estimate_words(options)});
    return out;
}

namespace {

/// As people read it: places for 100 children, or minutes.
std::string value_words(const AccessRun& run, double value) {
    return fmt::format("{:.2f}", value * geo::access_scale(run.access().choice.method));
}

void say_equity(const Session& session, const AccessRun& run) {
    const geo::AccessRow& all = run.access().table.at(geo::Level::country, 0);
    const auto or_none = [&](const std::optional<double>& value) {
        return value ? value_words(run, *value) : geo::word(session.lang, "cli.access.none");
    };
    if (geo::is_good(run.access().choice.method))
        session.say_key("cli.access.gini",
                        {{"gini", all.equity.gini ? fmt::format("{:.3f}", *all.equity.gini)
                                                  : geo::word(session.lang, "cli.access.none")},
                         {"tenth", or_none(all.equity.worst_tenth)},
                         {"worst", or_none(all.equity.worst)}});
    else
        session.say_key("cli.access.worst",
                        {{"tenth", or_none(all.equity.worst_tenth)}, {"worst", or_none(all.equity.worst)}});
    if (!run.rank.asked)
        session.say_key("cli.access.no_rank");
    else if (!geo::is_good(run.access().choice.method))
        session.say_key("cli.access.rank_of_cost");
    else
        session.say_key("cli.access.rank",
                        {{"index", run.rank.concentration ? fmt::format("{:.3f}", *run.rank.concentration)
                                                          : geo::word(session.lang, "cli.access.none")},
                         {"areas", geo::grouped(static_cast<std::int64_t>(run.rank.areas))},
                         {"lost", geo::grouped(static_cast<std::int64_t>(run.rank.not_found))},
                         {"children", geo::whole_children(run.rank.children_milli)}});
    if (run.groupings.empty()) session.say_key("cli.access.no_groups");
    for (const GroupingAccess& one : run.groupings) {
        if (!one.gap) continue;
        const geo::CoverageRow& best = one.coverage.rows[one.gap->best];
        const geo::CoverageRow& worst = one.coverage.rows[one.gap->worst];
        const auto minutes = [&](const geo::CoverageRow& row) {
            return row.median_ms ? geo::grouped(geo::ceil_minutes(*row.median_ms))
                                 : geo::word(session.lang, "cli.access.none");
        };
        session.say_key("cli.access.gap",
                        {{"grouping", one.rollup.name},
                         {"best", one.rollup.groups[one.gap->best].name},
                         {"worst", one.rollup.groups[one.gap->worst].name},
                         {"best_value", value_words(run, *one.rows[one.gap->best].equity.mean)},
                         {"worst_value", value_words(run, *one.rows[one.gap->worst].equity.mean)},
                         {"gap", value_words(run, one.gap->gap)},
                         {"best_minutes", minutes(best)},
                         {"worst_minutes", minutes(worst)},
                         {"best_children", geo::grouped(geo::whole(best).not_reached())},
                         {"worst_children", geo::grouped(geo::whole(worst).not_reached())}});
    }
}

}  // namespace

void say_access(const Session& session, const AccessRun& run) {
    const geo::AccessResults& access = run.access();
    const geo::AccessRow& all = access.table.at(geo::Level::country, 0);
    say_basis(session, run.reach.study, run.reach.results->estimate);
    say_missing_roads(session, *run.reach.results);
    session.say_key(
        geo::is_good(access.choice.method) ? "cli.access.sum" : "cli.access.sum_raam",
        {{"method", geo::word(session.lang, std::string{"cli.access.method."} +
                                                geo::access_method_name(access.choice.method))},
         {"within", render::limit_words(access.table.within, session.lang)},
         {"value", geo::has_value(all.status) ? value_words(run, *all.equity.mean)
                                              : geo::word(session.lang, "cli.access.none")},
         {"children", geo::whole_children(all.children_milli - all.unplaced_milli -
                                          (geo::is_good(access.choice.method) ? 0 : all.without_milli))},
         {"unplaced", geo::whole_children(all.unplaced_milli)},
         {"without", geo::whole_children(all.without_milli)}});
    if (access.choice.supply == geo::SupplyRule::one_each)
        session.say_key("cli.access.one_each",
                        {{"places", geo::grouped(static_cast<std::int64_t>(access.supply.places))}});
    else
        session.say_key(
            "cli.access.supply",
            {{"supply", geo::grouped(access.supply.all)},
             {"places", geo::grouped(static_cast<std::int64_t>(access.supply.places))},
             {"unknown", geo::grouped(static_cast<std::int64_t>(access.supply.without_capacity))}});
    if (access.choice.method == geo::AccessMethod::raam)
        session.say_key("cli.access.raam",
                        {{"rho", fmt::format("{:.3f}", access.run.rho)},
                         {"rounds", geo::grouped(static_cast<std::int64_t>(access.run.rounds))},
                         {"change", fmt::format("{:.1e}", access.run.last_change)}});
    if (access.choice.method == geo::AccessMethod::enhanced)
        session.say_key(std::string{"cli.access.decay."} + geo::decay_name(access.choice.decay));
    say_equity(session, run);
}

}  // namespace app
