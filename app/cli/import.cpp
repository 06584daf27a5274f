// check and import: the same reading, with and without a study at its end.
#include "geo/data/import.h"

#include "app/cli/session.h"
#include "geo/study/study_file.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>

namespace app {
namespace {

struct ImportArguments {
    std::string into, areas, layer, as;
    std::vector<std::string> area_files, counts, places, villages, roads, files;
    bool accept = false, strict = false;
};

int code_of(const geo::ImportReport& report, bool strict) {
    if (report.outcome == geo::Outcome::refuse) return exit_refused;
    if (report.outcome == geo::Outcome::ask) return exit_ask;
    return strict && report.rows_rejected > 0 ? exit_rejected : exit_done;
}

void print(const Session& session, const std::vector<geo::ImportReport>& reports) {
    if (session.json) {
        if (reports.size() == 1) {
            std::cout << geo::report_json(reports[0], session.lang) << "\n";
            return;
        }
        std::cout << "[";
        for (std::size_t i = 0; i < reports.size(); ++i)
            std::cout << (i > 0 ? ",\n" : "\n") << geo::report_json(reports[i], session.lang);
        std::cout << "\n]\n";
        return;
    }
    for (const geo::ImportReport& report : reports) std::cout << geo::describe(session.lang, report) << "\n";
}

int check(Session& session, const ImportArguments& arguments) {
    geo::Dataset data;
    if (!arguments.areas.empty()) {
        auto areas = geo::import_file(data, arguments.areas, geo::FileKind::areas, {}, session.progress());
        if (!areas) return session.failed(areas.error());
        data = std::move(areas->data);
    }
    std::vector<geo::ImportReport> reports;
    int code = exit_done;
    for (const std::string& file : arguments.files) {
        geo::FileKind kind = geo::FileKind::counts;
        if (arguments.as.empty()) {
            const auto guess = geo::guess_kind(file);
            if (!guess) return session.failed(guess.error());
            kind = *guess;
        } else {
            for (const geo::FileKind k : {geo::FileKind::areas, geo::FileKind::counts, geo::FileKind::places,
                                          geo::FileKind::villages, geo::FileKind::roads})
                if (arguments.as == geo::file_kind_name(k)) kind = k;
        }
        geo::ImportOptions options;
        options.layer = arguments.layer;
        auto read = geo::import_file(data, file, kind, options, session.progress());
        if (!read) return session.failed(read.error());
        code = std::max(code, code_of(read->report, false));
        reports.push_back(std::move(read->report));
    }
    print(session, reports);
    return code;
}

int import(Session& session, const ImportArguments& arguments) {
    geo::Study study;
    std::error_code ignored;
    if (std::filesystem::exists(arguments.into, ignored)) {
        auto opened = geo::open_study(arguments.into, session.progress().part(0, 0.1, "cli.stage.open"));
        if (!opened) return session.failed(opened.error());
        study = std::move(*opened);
    } else {
        study.title = std::filesystem::path(arguments.into).stem().string();
    }
    geo::Dataset data = *study.data;
    std::vector<geo::ImportReport> reports;
    int code = exit_done;
    const std::pair<const std::vector<std::string>*, geo::FileKind> order[] = {
        {&arguments.area_files, geo::FileKind::areas},
        {&arguments.villages, geo::FileKind::villages},
        {&arguments.places, geo::FileKind::places},
        {&arguments.counts, geo::FileKind::counts},
        {&arguments.roads, geo::FileKind::roads}};
    for (const auto& step : order)
        for (const std::string& file : *step.first) {
            geo::ImportOptions options;
            options.accept = arguments.accept;
            options.strict = arguments.strict;
            options.layer = arguments.layer;
            auto read = geo::import_file(data, file, step.second, options,
                                         session.progress().part(0.1, 0.8, "cli.stage.import"));
            if (!read) {
                print(session, reports);
                return session.failed(read.error());
            }
            code = std::max(code, code_of(read->report, arguments.strict));
            data = std::move(read->data);
            reports.push_back(std::move(read->report));
        }
    print(session, reports);
    if (reports.empty()) {
        session.say_key("cli.import.nothing");
        return exit_usage;
    }
    if (code != exit_done) {
        session.say_key("cli.import.not_written", {{"study", arguments.into}});
        return code;
    }
    study.data = std::make_shared<const geo::Dataset>(std::move(data));
    const auto saved =
        geo::save_study(study, arguments.into, session.progress().part(0.8, 1, "study.stage.save"));
    if (!saved) return session.failed(saved.error());
    session.say_key("cli.import.done", {{"study", arguments.into}});
    return exit_done;
}

}  // namespace

void add_check(CLI::App& cli, Session& session) {
    auto* command =
        cli.add_subcommand("check", "Reads as an import would, prints the report, changes nothing");
    auto arguments = std::make_shared<ImportArguments>();
    command->add_option("files", arguments->files, "files to check")->required();
    command->add_option("--areas", arguments->areas, "boundaries that codes are matched with");
    command->add_option("--layer", arguments->layer, "layer of the file");
    command->add_option("--as", arguments->as, "what the file is")
        ->check(CLI::IsMember({"areas", "counts", "places", "villages", "roads"}));
    command->footer(
        "Examples:\n  learnreach-cli check demo/counts.xlsx --areas demo/areas.gpkg\n  learnreach-cli check "
        "demo/areas.gpkg --json");
    command->callback([=, &session] { session.code = check(session, *arguments); });
}

void add_import(CLI::App& cli, Session& session) {
    auto* command = cli.add_subcommand("import", "Makes or extends a study from files");
    auto arguments = std::make_shared<ImportArguments>();
    command->add_option("--into", arguments->into, "the study, a GeoPackage")->required();
    command->add_option("--areas", arguments->area_files, "boundaries");
    command->add_option("--counts", arguments->counts, "counts of children by area code");
    command->add_option("--places", arguments->places, "schools and other places to learn");
    command->add_option("--villages", arguments->villages, "where people live");
    command->add_option("--roads", arguments->roads, "OpenStreetMap roads");
    command->add_option("--layer", arguments->layer, "layer of the file");
    command->add_flag("--accept", arguments->accept, "load what fits where rows do not");
    command->add_flag("--strict", arguments->strict, "fail where any row is refused");
    command->footer(
        "Examples:\n  learnreach-cli import --into my.gpkg --areas demo/areas.gpkg --counts "
        "demo/counts.xlsx\n"
        "  learnreach-cli import --into my.gpkg --places demo/places.csv --roads demo/roads.osm.pbf");
    command->callback([=, &session] { session.code = import(session, *arguments); });
}

}  // namespace app
