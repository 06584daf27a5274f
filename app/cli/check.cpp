// check: reads as an import would, prints the report, changes nothing.
#include "app/cli/command_private.h"
#include "app/cli/file_reading.h"
#include "app/cli/out_file.h"
#include "app/cli/reports.h"
#include "geo/data/import_apart.h"
#include "geo/data/problem_table.h"
#include "geo/study/study_file.h"

namespace app {
namespace {

struct CheckArguments {
    ReadingOptions reading;
    std::vector<std::string> files;
    std::string areas, as, layer, crosswalk, out;
};

/// The files whose kind is known; the reports of the others say why it is not.
geo::Result<std::vector<std::pair<std::string, geo::FileKind>>> kinds_of(Session& session,
                                                                         const CheckArguments& arguments,
                                                                         Reports& reports) {
    std::vector<std::pair<std::string, geo::FileKind>> out;
    for (const std::string& file : arguments.files) {
        if (arguments.as.empty()) {
            const auto kind = geo::guess_kind(session.apart, file, session.progress().quiet());
            if (!kind && kind.error().fault == geo::Fault::cancelled) return fail(kind.error());
            // What says of which area a row is may be told by the areas alone.
            if (kind || kind.error().fault == geo::Fault::no_code_column)
                out.emplace_back(file, kind ? *kind : geo::FileKind::counts);
            else
                reports.add(kind.error(), {file, geo::FileKind::counts});
            continue;
        }
        if (const auto kind = geo::file_kind_from(arguments.as)) out.emplace_back(file, *kind);
    }
    // Boundaries first: the codes of the other files are matched with them.
    std::stable_partition(out.begin(), out.end(),
                          [](const auto& file) { return file.second == geo::FileKind::areas; });
    return out;
}

geo::Result<OutFile> out_of(const Session& session, const CheckArguments& arguments) {
    std::vector<std::string> inputs = arguments.files;
    inputs.insert(inputs.end(), {arguments.areas, arguments.crosswalk, arguments.reading.mapping});
    return OutFile::at(session, arguments.out, inputs);
}

geo::Result<int> check(Session& session, const CheckArguments& arguments) {
    TRY(const OutFile out, out_of(session, arguments));
    geo::Dataset data;
    std::vector<geo::ImportProfile> profiles;
    if (!arguments.areas.empty()) {
        const geo::Progress progress = session.progress().part(0, 0.5, "cli.stage.import");
        if (geo::is_study(arguments.areas)) {
            TRY(geo::Study study, geo::open_study(arguments.areas, progress));
            data = areas_of(study, data, arguments.areas).data;
            profiles = std::move(study.profiles);
        } else {
            TRY(auto areas,
                geo::import_file(session.apart, data, arguments.areas, geo::FileKind::areas, {}, progress));
            data = std::move(areas.data);
        }
    }
    Reports reports(session);
    TRY(const auto files, kinds_of(session, arguments, reports));
    TRY(const geo::Reading reading, reading_of(arguments.reading));
    TRY(const std::vector<geo::CodeChange> changes, code_changes_of(arguments.crosswalk));
    std::vector<std::string> names;
    names.reserve(files.size());
    for (const auto& file : files) names.push_back(file.first);
    const std::vector<bool> has_layer = geo::layer_fits(session.apart, names, arguments.layer);
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string layer = has_layer[i] ? arguments.layer : "";
        FileReading as = reading_of_file(session, profiles, *data.areas, files[i].first, files[i].second,
                                         layer, arguments.reading, reading);
        geo::ImportOptions options;
        options.reading = std::move(as.reading);
        options.code_changes = changes;
        options.layer = layer;
        auto read = geo::import_file(session.apart, data, files[i].first, files[i].second, options,
                                     session.progress().part(0.5, 1, "cli.stage.import"));
        if (!read && read.error().fault == geo::Fault::cancelled) return fail(read.error());
        if (!read) {
            reports.add(read.error(), files[i]);
            continue;
        }
        reports.add(read->report, as.sender);
        data = std::move(read->data);
    }
    if (!arguments.out.empty()) {
        TRY_VOID(out.keeps(session, data));
        TRY_VOID(geo::write_problems(session.lang, reports.all(), arguments.out));
        out.say_replaced(session);
    }
    return reports.print(false);
}

}  // namespace

void add_check(CLI::App& cli, Session& session) {
    CLI::App* command = add_command(
        cli, session, "check",
        {"check demo/areas.gpkg demo/counts.xlsx", "check demo/counts.csv --areas demo/areas.gpkg --json"});
    auto arguments = std::make_shared<CheckArguments>();
    add_option(command, session, "files", arguments->files, "cli.option.files")->required();
    add_option(command, session, "--areas", arguments->areas, "cli.option.areas_to_match");
    add_option(command, session, "--layer", arguments->layer, "cli.option.layer");
    add_reading_options(command, session, arguments->reading);
    add_option(command, session, "--crosswalk", arguments->crosswalk, "cli.option.crosswalk");
    add_option(command, session, "--out", arguments->out, "cli.option.problems_out");
    std::vector<std::string> kinds;
    for (const geo::FileKind kind : geo::all_file_kinds) kinds.emplace_back(geo::file_kind_name(kind));
    add_option(command, session, "--as", arguments->as, "cli.option.as")
        ->check(CLI::IsMember(kinds).description(""));
    add_answers_help(command, session);
    on_run(command, session, [=, &session] { return check(session, *arguments); });
}

}  // namespace app
