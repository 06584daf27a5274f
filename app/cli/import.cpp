// import: makes or extends a study from files; all of them or nothing.
#include "app/cli/command_private.h"
#include "app/cli/file_reading.h"
#include "app/cli/reports.h"
#include "geo/data/import_apart.h"
#include "geo/study/profiles.h"
#include "geo/study/study_file.h"

#include <filesystem>
#include <optional>

namespace app {
namespace {

struct ImportArguments {
    ReadingOptions reading;
    std::string into, layer, title, crosswalk;
    std::vector<std::string> areas, counts, places, villages, roads, population, elevation, land_cover,
        groups, barriers;
    bool accept = false, strict = false;
};

using Files = std::vector<std::pair<std::string, geo::FileKind>>;

Files in_order(const ImportArguments& arguments) {
    Files out;
    const auto add = [&](const std::vector<std::string>& files, geo::FileKind kind) {
        for (const std::string& file : files) out.emplace_back(file, kind);
    };
    add(arguments.areas, geo::FileKind::areas);
    add(arguments.villages, geo::FileKind::villages);
    add(arguments.places, geo::FileKind::places);
    add(arguments.counts, geo::FileKind::counts);
    add(arguments.groups, geo::FileKind::groups);
    add(arguments.roads, geo::FileKind::roads);
    add(arguments.barriers, geo::FileKind::barriers);
    add(arguments.population, geo::FileKind::population);
    add(arguments.elevation, geo::FileKind::elevation);
    add(arguments.land_cover, geo::FileKind::land_cover);
    return out;
}

geo::Result<int> import(Session& session, const ImportArguments& arguments) {
    const Files files = in_order(arguments);
    if (files.empty()) {
        geo::Error nothing;
        nothing.fault = geo::Fault::usage;
        nothing.detail = geo::word(session.lang, "cli.import.nothing");
        return geo::fail(std::move(nothing));
    }
    // An old study stays open, and so locked for others, until it was extended.
    std::optional<geo::StudyFile> open;
    geo::Study study;
    study.title = std::filesystem::path(arguments.into).stem().string();
    std::error_code ignored;
    if (std::filesystem::exists(arguments.into, ignored)) {
        TRY(open, geo::StudyFile::open(arguments.into, session.progress().part(0, 0.1, "cli.stage.open")));
        study = open->study();
    }
    if (!arguments.title.empty()) study.title = arguments.title;
    geo::Dataset data = *study.data;
    TRY(const geo::Reading reading, reading_of(arguments.reading));
    TRY(const std::vector<geo::CodeChange> changes, code_changes_of(arguments.crosswalk));
    Reports reports(session);
    std::vector<std::string> names;
    names.reserve(files.size());
    for (const auto& file : files) names.push_back(file.first);
    const std::vector<bool> has_layer = geo::layer_fits(session.apart, names, arguments.layer);
    bool areas_ask = false;
    const double share = 0.8 / static_cast<double>(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        geo::ImportOptions options;
        options.accept = arguments.accept;
        options.strict = arguments.strict;
        if (has_layer[i]) options.layer = arguments.layer;
        FileReading as = reading_of_file(session, study.profiles, *data.areas, files[i].first,
                                         files[i].second, options.layer, arguments.reading, reading);
        options.reading = std::move(as.reading);
        options.code_changes = changes;
        const double from = 0.1 + share * static_cast<double>(i);
        auto read = read_file(session, data, files[i].first, files[i].second, options,
                              session.progress().part(from, from + share, "cli.stage.import"));
        if (!read) {
            reports.add(read.error(), files[i]);
            const int code = reports.print(arguments.strict);
            session.say_key("cli.import.not_written", {{"study", arguments.into}});
            return code;
        }
        reports.add(read->report, as.sender);
        geo::remember_names(study.profiles, geo::settled_names(options.reading, read->report.reading));
        // What follows would be compared with boundaries that nobody has accepted.
        const bool last_areas = files[i].second == geo::FileKind::areas &&
                                (i + 1 == files.size() || files[i + 1].second != geo::FileKind::areas);
        areas_ask = areas_ask ||
                    (files[i].second == geo::FileKind::areas && read->report.outcome != geo::Outcome::load);
        if (last_areas && areas_ask) break;
        data = std::move(read->data);
    }
    const int code = reports.print(arguments.strict);
    if (code != exit_done) {
        session.say_key("cli.import.not_written", {{"study", arguments.into}});
        return code;
    }
    study.data = std::make_shared<const geo::Dataset>(std::move(data));
    const geo::Progress saving = session.progress().part(0.9, 1, "study.stage.save");
    TRY_VOID(open ? open->commit(study, saving) : geo::save_study(study, arguments.into, saving));
    session.say_key("cli.import.done", {{"study", arguments.into}});
    return exit_done;
}

}  // namespace

void add_import(CLI::App& cli, Session& session) {
    CLI::App* command =
        add_command(cli, session, "import",
                    {"import --into my.gpkg --areas demo/areas.gpkg --counts demo/counts.xlsx",
                     "import --into my.gpkg --places demo/places.csv --roads demo/roads.osm.pbf"});
    auto arguments = std::make_shared<ImportArguments>();
    add_option(command, session, "--into", arguments->into, "cli.option.into")->required();
    add_option(command, session, "--areas", arguments->areas, "cli.option.areas");
    add_option(command, session, "--villages", arguments->villages, "cli.option.villages");
    add_option(command, session, "--places", arguments->places, "cli.option.places");
    add_option(command, session, "--counts", arguments->counts, "cli.option.counts");
    add_option(command, session, "--roads", arguments->roads, "cli.option.roads");
    add_option(command, session, "--population", arguments->population, "cli.option.population");
    add_option(command, session, "--elevation", arguments->elevation, "cli.option.elevation");
    add_option(command, session, "--land-cover", arguments->land_cover, "cli.option.land_cover");
    add_option(command, session, "--barriers", arguments->barriers, "cli.option.barriers");
    add_option(command, session, "--groups", arguments->groups, "cli.option.groups");
    add_option(command, session, "--layer", arguments->layer, "cli.option.layer");
    add_reading_options(command, session, arguments->reading);
    add_option(command, session, "--crosswalk", arguments->crosswalk, "cli.option.crosswalk");
    add_option(command, session, "--title", arguments->title, "cli.option.title");
    add_flag(command, session, "--accept", arguments->accept, "cli.option.accept");
    add_flag(command, session, "--strict", arguments->strict, "cli.option.strict");
    add_answers_help(command, session);
    on_run(command, session, [=, &session] { return import(session, *arguments); });
}

}  // namespace app
