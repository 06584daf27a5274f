// access: how much learning is within reach of a child, shared with all the others, and how evenly.
#include "app/cli/access_run.h"
#include "app/cli/command_private.h"
#include "app/cli/json_private.h"
#include "app/cli/out_file.h"

#include <iostream>

namespace app {
namespace {

struct AccessArguments {
    std::string study, level, out, lorenz;
    AccessOptions access;
    TravelOptions travel;
};

nlohmann::json number_json(const std::optional<double>& value) {
    return value ? nlohmann::json(*value) : nlohmann::json(nullptr);
}

nlohmann::json row_json(nlohmann::json one, const geo::AccessRow& row, const geo::Counting& counting) {
    const bool valued = geo::has_value(row.status), counted = geo::has_number(counting.state);
    const auto of = [&](const std::optional<double>& value) {
        return number_json(valued ? value : std::nullopt);
    };
    const auto children = [&](std::int64_t milli) {
        return counted ? children_json(milli) : nlohmann::json(nullptr);
    };
    one.update({{"value", of(row.equity.mean)},
                {"status", geo::access_status_name(row.status)},
                {"supply", row.supply},
                {"children", children(row.children_milli)},
                {"without_access", children(row.without_milli)},
                {"unplaced", children(row.unplaced_milli)},
                {"worst_tenth", of(row.equity.worst_tenth)},
                {"worst", of(row.equity.worst)},
                {"gini", of(row.equity.gini)},
                {"state", geo::count_state_name(counting.state)}});
    return one;
}

nlohmann::json gap_json(const GroupingAccess& one) {
    nlohmann::json out = {{"grouping", one.rollup.name}};
    if (!one.gap) {
        out["gap"] = nullptr;
        return out;
    }
    const auto side = [&](std::size_t g) {
        const geo::CoverageRow& row = one.coverage.rows[g];
        return nlohmann::json{{"name", one.rollup.groups[g].name},
                              {"value", number_json(one.rows[g].equity.mean)},
                              {"median_s", row.median_ms ? nlohmann::json(geo::ceil_seconds(*row.median_ms))
                                                         : nlohmann::json()},
                              {"not_reached", children_json(geo::not_reached_milli(row))}};
    };
    out.update({{"best", side(one.gap->best)}, {"worst", side(one.gap->worst)}, {"gap", one.gap->gap}});
    return out;
}

nlohmann::json equity_json(const AccessRun& run) {
    nlohmann::json lorenz = nlohmann::json::array(), gaps = nlohmann::json::array();
    for (const geo::LorenzPoint& point : run.lorenz)
        lorenz.push_back({{"children", point.children}, {"access", point.access}});
    for (const GroupingAccess& one : run.groupings) gaps.push_back(gap_json(one));
    const geo::AccessRow& all = run.access().table.at(geo::Level::country, 0);
    return {{"gini", number_json(all.equity.gini)},
            {"worst_tenth", number_json(all.equity.worst_tenth)},
            {"worst", number_json(all.equity.worst)},
            {"lorenz", lorenz},
            {"concentration", number_json(run.rank.concentration)},
            {"ranked_children", children_json(run.rank.children_milli)},
            {"gaps", gaps}};
}

std::string json_of(const AccessRun& run, const LevelChoice& levels, const std::string& out) {
    const geo::AccessResults& access = run.access();
    const geo::Areas& areas = *run.reach.study.data->areas;
    nlohmann::json rows = nlohmann::json::array();
    for (const geo::Level level : levels.levels)
        for (std::size_t a = 0; a < areas.at(level).size(); ++a)
            rows.push_back(row_json({{"area_code", areas.at(level).code[a]},
                                     {"area_name_th", areas.at(level).name_th[a]},
                                     {"area_name_en", areas.at(level).name_en[a]},
                                     {"level", geo::level_name(level)}},
                                    access.table.at(level, a),
                                    access.table.counting.at(static_cast<std::size_t>(level))[a]));
    for (const GroupingAccess& one : run.groupings)
        if (one.asked)
            for (std::size_t g = 0; g < one.rows.size(); ++g)
                rows.push_back(row_json({{"area_code", one.rollup.groups[g].name},
                                         {"area_name_th", one.rollup.groups[g].name},
                                         {"area_name_en", ""},
                                         {"level", one.rollup.name}},
                                        one.rows[g], one.coverage.counting[g]));
    nlohmann::json document = {{"method", geo::access_method_name(access.choice.method)},
                               {"within", geo::text_of(access.table.within)},
                               {"supply_rule", geo::supply_rule_name(access.choice.supply)},
                               {"supply", access.supply.all},
                               {"places", access.supply.places},
                               {"places_without_capacity", access.supply.without_capacity},
                               {"made_up", run.reach.study.data->made_up},
                               {"estimate", run.reach.results->estimate},
                               {"out", out}};
    if (access.choice.method == geo::AccessMethod::enhanced)
        document["decay"] = geo::decay_name(access.choice.decay);
    if (access.choice.method == geo::AccessMethod::raam)
        document.update({{"rho", access.run.rho},
                         {"tau_min", geo::RaamOptions{}.tau_ms / 60000},
                         {"rounds", access.run.rounds},
                         {"last_change", access.run.last_change}});
    document["equity"] = equity_json(run);
    document["rows"] = std::move(rows);
    return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

geo::Result<int> access(Session& session, const AccessArguments& arguments) {
    TRY(const OutFile out, OutFile::at(session, arguments.out, {arguments.study, arguments.access.rank}));
    TRY(const OutFile lorenz,
        OutFile::at(session, arguments.lorenz, {arguments.study, arguments.access.rank}, "--lorenz"));
    if (!arguments.lorenz.empty() && (is_stdout(arguments.lorenz) || arguments.lorenz == arguments.out))
        return bad_option("--lorenz", arguments.lorenz, geo::word(session.lang, "cli.out_elsewhere"));
    TRY(AccessRun run, run_access(session, arguments.study, arguments.travel, arguments.access));
    TRY_VOID(out.keeps(session, *run.reach.study.data));
    TRY_VOID(lorenz.keeps(session, *run.reach.study.data));
    TRY(const auto levels, levels_option(arguments.level, *run.reach.study.data));
    add_groupings(run, levels);
    if (!arguments.lorenz.empty()) TRY_VOID(geo::write_csv(lorenz_table(run), arguments.lorenz));
    if (session.json && is_stdout(arguments.out))
        std::cout << json_of(run, levels, "") << "\n";
    else
        TRY_VOID(
            write_areas(*run.reach.study.data, table_of(run, levels), levels, arguments.out, session.lang));
    if (session.json && !is_stdout(arguments.out))
        std::cout << json_of(run, {{geo::Level::country}, levels.groupings}, arguments.out) << "\n";
    out.say_replaced(session);
    lorenz.say_replaced(session);
    say_access(session, run);
    say_groups(session, run.reach, levels);
    return exit_done;
}

}  // namespace

void add_access(CLI::App& cli, Session& session) {
    CLI::App* command =
        add_command(cli, session, "access",
                    {"access demo/demo.gpkg --method e2sfca --within 30min --level amphoe --out access.csv",
                     "access demo/demo.gpkg --method raam --within 60min --level province --out -"});
    auto arguments = std::make_shared<AccessArguments>();
    add_option(command, session, "study", arguments->study, "cli.option.study")->required();
    arguments->access.add_to(command, session);
    add_option(command, session, "--level", arguments->level, "cli.option.level");
    add_option(command, session, "--out", arguments->out, "cli.option.out_table");
    add_option(command, session, "--lorenz", arguments->lorenz, "cli.option.lorenz");
    arguments->travel.add_to(command, session, TravelOptions::Limits::taken);
    on_run(command, session, [=, &session] { return access(session, *arguments); });
}

}  // namespace app
