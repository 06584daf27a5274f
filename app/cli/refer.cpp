// refer: find, help, refer - the nearest unit of an area's children, the nearest school from there, and so
// on.
#include "app/cli/command_private.h"
#include "app/cli/json_private.h"
#include "app/cli/out_file.h"
#include "app/cli/travel_options.h"
#include "geo/access/coverage_table.h"
#include "geo/base/figures.h"
#include "geo/data/write_table.h"
#include "geo/study/referral.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace app {
namespace {

struct ReferArguments {
    std::string study, steps, out;
    TravelOptions travel;
};

geo::OutTable table_of(const geo::Study& study, const geo::Referral& run) {
    const geo::Areas& areas = *study.data->areas;
    const geo::AreaLevel& rows = areas.at(areas.finest());
    geo::OutTable table;
    table.columns = {{"area_code", false}, {"area_name_th", false},     {"area_name_en", false},
                     {"children", true},   {"children_this_way", true}, {"children_whole_way", true}};
    for (const geo::ReferralStep& step : run.steps) {
        table.columns.push_back({step.name + "_id", false});
        table.columns.push_back({step.name + "_name_th", false});
        table.columns.push_back({step.name + "_time_s", true});
        table.columns.push_back({step.name + "_length_m", true});
    }
    for (const char* last : {"missing", "made_up", "estimate"}) table.columns.push_back({last, false});
    geo::CoverageCsvOptions words;
    words.made_up = study.data->made_up;
    words.estimate = run.estimate;
    for (const geo::AreaReferral& one : run.areas) {
        const std::size_t area = one.area.row();
        std::vector<std::string> cells = {rows.code[area],
                                          rows.name_th[area],
                                          rows.name_en[area],
                                          geo::exact_children(one.children_milli),
                                          geo::exact_children(one.this_way_milli),
                                          geo::exact_children(one.whole_way_milli)};
        for (std::size_t step = 0; step < run.steps.size(); ++step) {
            if (step >= one.legs.size()) {
                cells.resize(cells.size() + 4);
                continue;
            }
            const geo::Trip& leg = one.legs[step];
            cells.push_back(run.to.id(leg.source));
            cells.push_back(run.to.name(leg.source, geo::Lang::th));
            cells.push_back(std::to_string(geo::ceil_seconds(leg.time_ms)));
            cells.push_back(std::to_string(geo::ceil_metres(leg.length_mm)));
        }
        cells.push_back(one.missing == geo::no_step ? "" : run.steps[one.missing].name);
        cells.push_back(geo::made_up_words(words));
        cells.push_back(geo::estimate_words(words));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

/// "Learning units", or the step as it was written.
std::string step_words(const Session& session, const geo::ReferralStep& step) {
    if (step.name == "unit") return geo::word(session.lang, "cli.refer.unit");
    if (step.name.find('+') != std::string::npos) return step.name;
    return geo::word(session.lang, "app.place." + step.name);
}

void say_steps(const Session& session, const geo::Referral& run) {
    std::int64_t before = run.children_milli;
    for (std::size_t step = 0; step < run.steps.size(); ++step) {
        const std::string places = geo::grouped(static_cast<std::int64_t>(run.places[step]));
        session.say_key(run.places[step] == 0 ? "cli.refer.no_place" : "cli.refer.step",
                        {{"step", std::to_string(step + 1)},
                         {"what", step_words(session, run.steps[step])},
                         {"places", places},
                         {"led", geo::whole_children(run.led_milli[step])},
                         {"of", geo::whole_children(before)}});
        before = run.led_milli[step];
    }
}

std::string json_of(const geo::Study& study, const geo::Referral& run, const std::string& out) {
    nlohmann::json steps = nlohmann::json::array();
    for (std::size_t step = 0; step < run.steps.size(); ++step)
        steps.push_back({{"step", run.steps[step].name},
                         {"places", run.places[step]},
                         {"children_led", children_json(run.led_milli[step])}});
    return nlohmann::json{{"steps", steps},
                          {"children", children_json(run.children_milli)},
                          {"areas", run.areas.size()},
                          {"estimate", run.estimate},
                          {"made_up", study.data->made_up},
                          {"out", out}}
        .dump(2);
}

geo::Result<int> refer(Session& session, const ReferArguments& arguments) {
    TRY(const OutFile out, OutFile::at(session, arguments.out, {arguments.study}));
    TRY(const std::vector<geo::ReferralStep> steps,
        arguments.steps.empty() ? geo::Result<std::vector<geo::ReferralStep>>{geo::usual_referral()}
                                : geo::referral_steps(arguments.steps));
    TRY(const geo::Study study, arguments.travel.open(session, arguments.study));
    TRY_VOID(out.keeps(session, *study.data));
    TRY(const geo::Referral run, geo::referral(study, steps, session.progress()));
    if (!session.json || !is_stdout(arguments.out))
        TRY_VOID(write_output(arguments.out, geo::csv_text(table_of(study, run))));
    if (session.json) std::cout << json_of(study, run, arguments.out) << "\n";
    out.say_replaced(session);
    say_basis(session, study, run.estimate);
    say_steps(session, run);
    return exit_done;
}

}  // namespace

void add_refer(CLI::App& cli, Session& session) {
    CLI::App* command =
        add_command(cli, session, "refer",
                    {"refer demo/demo.gpkg --out refer.csv",
                     "refer demo/demo.gpkg --steps unit,school+vocational_college --season rainy --out -"});
    auto arguments = std::make_shared<ReferArguments>();
    add_option(command, session, "study", arguments->study, "cli.option.study")->required();
    add_option(command, session, "--steps", arguments->steps, "cli.option.steps");
    add_option(command, session, "--out", arguments->out, "cli.option.out_csv");
    arguments->travel.add_to(command, session, TravelOptions::Limits::none);
    on_run(command, session, [=, &session] { return refer(session, *arguments); });
}

}  // namespace app
