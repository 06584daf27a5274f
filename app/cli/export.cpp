// export: the results for others, as a table or as a map layer.
#include "app/cli/command_private.h"
#include "app/cli/coverage_run.h"
#include "app/cli/out_file.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace app {
namespace {

struct ExportArguments {
    std::string study, level, out;
    TravelOptions travel;
};

geo::Result<int> export_results(Session& session, const ExportArguments& arguments) {
    TRY(const OutFile out, OutFile::at(session, arguments.out, {arguments.study}));
    if (is_stdout(arguments.out)) return bad_option("--out", arguments.out, ".csv, .xlsx, .gpkg, .geojson");
    TRY(const CoverageRun run, run_coverage(session, arguments.study, arguments.travel));
    TRY_VOID(out.keeps(session, *run.study.data));
    TRY(const auto levels, levels_option(arguments.level, *run.study.data));
    TRY_VOID(write_coverage(run, levels, arguments.out, session.lang));
    if (session.json)
        std::cout << nlohmann::json{{"out", arguments.out},
                                    {"estimate", run.results->estimate},
                                    {"made_up", run.study.data->made_up}}
                         .dump(2)
                  << "\n";
    out.say_replaced(session);
    say_coverage(session, run);
    say_groups(session, run, levels);
    return exit_done;
}

}  // namespace

void add_export(CLI::App& cli, Session& session) {
    CLI::App* command = add_command(
        cli, session, "export",
        {"export demo/demo.gpkg --out table.xlsx", "export demo/demo.gpkg --level amphoe --out amphoe.gpkg"});
    auto arguments = std::make_shared<ExportArguments>();
    add_option(command, session, "study", arguments->study, "cli.option.study")->required();
    add_option(command, session, "--level", arguments->level, "cli.option.level");
    add_option(command, session, "--out", arguments->out, "cli.option.out_export")->required();
    arguments->travel.add_to(command, session, TravelOptions::Limits::taken);
    on_run(command, session, [=, &session] { return export_results(session, *arguments); });
}

}  // namespace app
