// coverage: who is reached within a limit, by area.
#include "app/cli/command_private.h"
#include "app/cli/coverage_run.h"
#include "app/cli/json_private.h"
#include "app/cli/out_file.h"
#include "geo/access/curve.h"
#include "geo/access/rates.h"

#include <iostream>

namespace app {
namespace {

struct CoverageArguments {
    std::string study, level, out, curve, places, capacity;
    bool range = false, circle = false, bounds = false, near_border = false, backup = false, rates = false;
    TravelOptions travel;
};

using Columns = std::vector<std::pair<std::string, std::optional<std::int64_t>>>;

Columns beside_area(const CoverageRun& run, std::size_t limit, geo::Level level, std::size_t area) {
    Columns out;
    if (!run.beside.empty())
        for (const geo::Beside& column : run.beside[limit])
            out.emplace_back(column.column,
                             column.known ? std::optional{column.at(level, area)} : std::nullopt);
    return out;
}

/// Rates of rows of one kind, where they were asked for.
class Rates {
public:
    Rates(bool asked, const std::vector<geo::CoverageRow>& rows, const std::vector<geo::Counting>& counting) {
        if (asked) rates_ = geo::rates_of(rows, counting);
    }
    std::optional<geo::AreaRate> of(std::size_t row) const {
        return row < rates_.size() ? std::optional{rates_[row]} : std::nullopt;
    }

private:
    std::vector<geo::AreaRate> rates_;
};

nlohmann::json row_json(nlohmann::json one, const geo::Threshold& within, const geo::CoverageRow& row,
                        const geo::Counting& counting, const Columns& beside,
                        const std::optional<geo::AreaRate>& rate) {
    const auto children = [&](std::int64_t milli) {
        return geo::has_number(counting.state) ? children_json(milli) : nlohmann::json{};
    };
    one.update({{"within", geo::text_of(within)},
                {"children", children(row.children_milli)},
                {"covered", children(row.covered_milli)},
                {"uncovered", children(row.uncovered_milli)},
                {"unreachable", children(row.unreachable_milli)},
                {"unplaced", children(row.unplaced_milli)},
                {"state", geo::count_state_name(counting.state)},
                {"areas_without_data", counting.areas_without_data},
                {"areas_hidden", counting.areas_hidden},
                {"areas_in_part", counting.areas_in_part}});
    for (const auto& [column, milli] : beside) one[column] = milli ? children(*milli) : nlohmann::json{};
    if (rate && rate->interval)
        one.update({{"share_low", rate->interval->low},
                    {"share_high", rate->interval->high},
                    {"share_smoothed", *rate->smoothed},
                    {"few_children", rate->few}});
    if (row.median_ms) one["median_s"] = geo::ceil_seconds(*row.median_ms);
    if (row.p90_ms) one["p90_s"] = geo::ceil_seconds(*row.p90_ms);
    return one;
}

std::string json_of(const CoverageRun& run, const LevelChoice& levels, const std::string& out) {
    nlohmann::json rows = nlohmann::json::array();
    for (std::size_t t = 0; t < run.results->coverage.size(); ++t) {
        const geo::CoverageTable& table = run.results->coverage[t];
        for (const geo::Level level : levels.levels) {
            const geo::AreaLevel& areas = run.study.data->areas->at(level);
            const Rates rates(run.rates, table.at(level), table.counting.at(static_cast<std::size_t>(level)));
            for (std::size_t a = 0; a < areas.size(); ++a)
                rows.push_back(row_json({{"area_code", areas.code[a]},
                                         {"area_name_th", areas.name_th[a]},
                                         {"area_name_en", areas.name_en[a]},
                                         {"level", geo::level_name(level)}},
                                        table.within, table.at(level)[a], table.counting_of(level, a),
                                        beside_area(run, t, level, a), rates.of(a)));
        }
    }
    std::size_t limit = 0;
    for (const geo::GroupCoverage& groups : groups_of(run, levels)) {
        const Rates rates(run.rates, groups.rows, groups.counting);
        for (std::size_t g = 0; g < groups.rows.size(); ++g)
            rows.push_back(row_json({{"area_code", groups.name[g]},
                                     {"area_name_th", groups.name[g]},
                                     {"area_name_en", ""},
                                     {"level", groups.grouping}},
                                    groups.within, groups.rows[g], groups.counting[g],
                                    beside_group(run, groups.grouping, g, limit), rates.of(g)));
        limit = (limit + 1) % run.results->coverage.size();
    }
    const auto placed_on = [&](geo::PlacedOn what) { return run.results->demand->areas_placed_on(what); };
    nlohmann::json document = {{"made_up", run.study.data->made_up},
                               {"estimate", run.results->estimate},
                               {"places", run.results->destinations.fitting.size()},
                               {"areas_by_people", placed_on(geo::PlacedOn::people)},
                               {"areas_by_school_age", placed_on(geo::PlacedOn::school_age)},
                               {"areas_by_built_up", placed_on(geo::PlacedOn::built_up)},
                               {"areas_by_village", placed_on(geo::PlacedOn::villages)},
                               {"areas_by_inner_point", placed_on(geo::PlacedOn::inner_point)},
                               {"out", out}};
    if (run.results->point_snaps != nullptr) {
        const geo::SnapBands bands =
            geo::snap_bands(*run.results->point_snaps, run.results->demand->children_milli);
        nlohmann::json& out_bands = document["children_by_metres_to_road"];
        for (std::size_t b = 0; b < bands.weight.size(); ++b)
            out_bands.push_back(
                {{"upto_m", b < geo::SnapBands::upto_m.size() ? nlohmann::json(geo::SnapBands::upto_m[b])
                                                              : nlohmann::json(nullptr)},
                 {"off_network", b + 1 == bands.weight.size()},
                 {"children", children_json(bands.weight[b])}});
    }
    document["children_cut_off_by_water"] = children_json(geo::cut_off_milli(*run.results));
    if (const auto told = geo::barrier_told(*run.results)) {
        const geo::NetworkReport& report = run.results->network->report;
        document["barriers"] = {{"roads_over_water", report.over_water},
                                {"said_to_be_bridges", report.bridges},
                                {"said_to_be_fords", report.fords},
                                {"roads_cut_by_border", report.cut_by_border},
                                {"children_moved_to_the_edge", children_json(told->moved_weight)},
                                {"children_turned_away", children_json(told->turned_weight)},
                                {"children_behind_a_barrier", children_json(told->cut_off_weight)}};
    }
    document["rows"] = std::move(rows);
    return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

geo::Result<void> write_curve(const CoverageRun& run, const std::string& file) {
    geo::CoverageCsvOptions options;
    options.made_up = run.study.data->made_up;
    options.estimate = run.results->estimate;
    const geo::Results& results = *run.results;
    const std::vector<geo::Trip> none;
    return geo::write_csv(
        geo::curve_table(*results.demand, *results.time_trips,
                         results.length_trips != nullptr ? *results.length_trips : none, options),
        file);
}

geo::Result<BesideOptions> beside_of(const CoverageArguments& arguments) {
    BesideOptions out;
    out.rainy = arguments.travel.both_seasons();
    out.range = arguments.range;
    out.circle = arguments.circle;
    out.bounds = arguments.bounds;
    out.near_border = arguments.near_border;
    out.backup = arguments.backup;
    out.places = !arguments.places.empty();
    const std::string& capacity = arguments.capacity;
    if (!capacity.empty() && capacity != "nearest-first" && capacity != "max-flow" && capacity != "both")
        return bad_option("--capacity", capacity, "nearest-first, max-flow, both");
    out.nearest_first = capacity == "nearest-first" || capacity == "both";
    out.max_flow = capacity == "max-flow" || capacity == "both";
    return out;
}

geo::Result<int> coverage(Session& session, const CoverageArguments& arguments) {
    TRY(const OutFile out, OutFile::at(session, arguments.out, {arguments.study}));
    TRY(const OutFile curve, OutFile::at(session, arguments.curve, {arguments.study}, "--curve"));
    if (!arguments.curve.empty() && (is_stdout(arguments.curve) || arguments.curve == arguments.out))
        return bad_option("--curve", arguments.curve, geo::word(session.lang, "cli.out_elsewhere"));
    TRY(const OutFile places, OutFile::at(session, arguments.places, {arguments.study}, "--places"));
    if (!arguments.places.empty() && (is_stdout(arguments.places) || arguments.places == arguments.out ||
                                      arguments.places == arguments.curve))
        return bad_option("--places", arguments.places, geo::word(session.lang, "cli.out_elsewhere"));
    TRY(const BesideOptions beside, beside_of(arguments));
    TRY(CoverageRun run, run_coverage(session, arguments.study, arguments.travel, beside));
    run.rates = arguments.rates;
    TRY_VOID(out.keeps(session, *run.study.data));
    TRY_VOID(curve.keeps(session, *run.study.data));
    TRY_VOID(places.keeps(session, *run.study.data));
    if (!arguments.places.empty()) TRY_VOID(geo::write_csv(places_table(run), arguments.places));
    TRY(const auto levels, levels_option(arguments.level, *run.study.data));
    if (!arguments.curve.empty()) TRY_VOID(write_curve(run, arguments.curve));
    if (session.json && is_stdout(arguments.out))
        std::cout << json_of(run, levels, "") << "\n";
    else
        TRY_VOID(write_coverage(run, levels, arguments.out, session.lang));
    if (session.json && !is_stdout(arguments.out))
        std::cout << json_of(run, {{geo::Level::country}, levels.groupings}, arguments.out) << "\n";
    out.say_replaced(session);
    curve.say_replaced(session);
    places.say_replaced(session);
    say_coverage(session, run);
    say_groups(session, run, levels);
    return exit_done;
}

}  // namespace

void add_coverage(CLI::App& cli, Session& session) {
    CLI::App* command =
        add_command(cli, session, "coverage",
                    {"coverage demo/demo.gpkg --within 30min,6km --out coverage.csv",
                     "coverage demo/demo.gpkg --mode walk --season rainy --level province --out -"});
    auto arguments = std::make_shared<CoverageArguments>();
    add_option(command, session, "study", arguments->study, "cli.option.study")->required();
    add_option(command, session, "--level", arguments->level, "cli.option.level");
    add_option(command, session, "--out", arguments->out, "cli.option.out_table");
    add_option(command, session, "--curve", arguments->curve, "cli.option.curve");
    add_flag(command, session, "--range", arguments->range, "cli.option.range");
    add_flag(command, session, "--bounds", arguments->bounds, "cli.option.bounds");
    add_flag(command, session, "--near-border", arguments->near_border, "cli.option.near_border");
    add_flag(command, session, "--circle", arguments->circle, "cli.option.circle");
    add_flag(command, session, "--backup", arguments->backup, "cli.option.backup");
    add_option(command, session, "--capacity", arguments->capacity, "cli.option.capacity");
    add_option(command, session, "--places", arguments->places, "cli.option.places_out");
    add_flag(command, session, "--rates", arguments->rates, "cli.option.rates");
    arguments->travel.takes_both = true;
    arguments->travel.add_to(command, session, TravelOptions::Limits::taken);
    on_run(command, session, [=, &session] { return coverage(session, *arguments); });
}

}  // namespace app
