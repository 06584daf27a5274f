// speeds: the table that travel times are made from, out of a study and into it.
#include "app/cli/command_private.h"
#include "app/cli/out_file.h"
#include "app/cli/travel_options.h"
#include "geo/network/speed_rows.h"
#include "geo/study/study_file.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace app {
namespace {

struct SpeedsArguments {
    std::string study, out, set;
    bool standard = false;
    TravelOptions travel;  // --scenario alone
};

nlohmann::json json_of(const geo::SpeedRow& row) {
    nlohmann::json out = {
        {"rainy", row.rainy}, {"rainy_on_foot", row.rainy_on_foot}, {"low", row.low},
        {"high", row.high},   {"source_th", row.source_th},         {"source_en", row.source_en}};
    for (const geo::Mode mode : geo::all_modes) out[geo::mode_name(mode)] = row.of(mode);
    return out;
}

std::string json_of(const geo::Travel& travel) {
    const geo::SpeedTable& table = travel.speeds.get();
    nlohmann::json rows = nlohmann::json::object();
    for (std::size_t row = 0; row < geo::speed_row_count; ++row)
        rows[std::string{geo::speed_row_facts(row).name}] = json_of(geo::speed_row(table, row));
    return nlohmann::json{{"own", travel.speeds.table != nullptr}, {"rows", rows}}.dump(2);
}

/// Writes the changed table into the study; it stays locked for others meanwhile.
geo::Result<void> change(Session& session, const SpeedsArguments& arguments, std::size_t active,
                         const geo::OwnSpeeds& speeds) {
    TRY(auto open,
        geo::StudyFile::open(arguments.study, session.progress().part(0.2, 0.5, "cli.stage.open")));
    geo::Study study = open.study();
    study.scenarios.at(active).travel.speeds = speeds;
    return open.commit(study, session.progress().part(0.5, 1, "cli.stage.open"));
}

geo::Result<int> speeds(Session& session, const SpeedsArguments& arguments) {
    if (!arguments.set.empty() && arguments.standard)
        return bad_option("--set", arguments.set, geo::word(session.lang, "cli.speeds.one_of"));
    TRY(const OutFile out, OutFile::at(session, arguments.out, {arguments.study, arguments.set}));
    TRY(geo::Study study, arguments.travel.open(session, arguments.study));
    TRY_VOID(out.keeps(session, *study.data));
    geo::Travel& travel = study.scenario().travel;
    if (!arguments.set.empty()) {
        TRY(geo::SpeedTable table, geo::read_speeds(arguments.set));
        travel.speeds.table = std::make_shared<const geo::SpeedTable>(std::move(table));
    }
    if (arguments.standard) travel.speeds.table = nullptr;
    if (!arguments.set.empty() || arguments.standard)
        TRY_VOID(change(session, arguments, study.active, travel.speeds));
    const bool changed = !arguments.set.empty() || arguments.standard;
    if (!arguments.out.empty() || (!changed && !session.json))
        TRY_VOID(write_output(arguments.out, geo::speeds_csv(travel.speeds.get())));
    if (session.json) std::cout << json_of(travel) << "\n";
    out.say_replaced(session);
    session.say_key(travel.speeds.table != nullptr ? "cli.speeds.own" : "cli.speeds.standard");
    return exit_done;
}

}  // namespace

void add_speeds(CLI::App& cli, Session& session) {
    CLI::App* command =
        add_command(cli, session, "speeds",
                    {"speeds demo/demo.gpkg --out speeds.csv", "speeds demo/demo.gpkg --set speeds.csv"});
    auto arguments = std::make_shared<SpeedsArguments>();
    add_option(command, session, "study", arguments->study, "cli.option.study")->required();
    add_option(command, session, "--scenario", arguments->travel.scenario, "cli.option.scenario");
    add_option(command, session, "--out", arguments->out, "cli.option.out_speeds");
    add_option(command, session, "--set", arguments->set, "cli.option.set_speeds");
    add_flag(command, session, "--standard", arguments->standard, "cli.option.standard_speeds");
    on_run(command, session, [=, &session] { return speeds(session, *arguments); });
}

}  // namespace app
