#include "geo/data/demo/demo.h"

#include "app/cli/session.h"
#include "geo/data/import.h"
#include "geo/study/study_file.h"

#include <CLI/CLI.hpp>

namespace app {
namespace {

geo::Result<void> run(Session& session, const std::string& folder, std::uint64_t seed) {
    geo::DemoOptions options;
    options.seed = seed;
    const auto progress = session.progress();
    TRY(const geo::DemoFiles files,
        geo::write_demo(folder, options, progress.part(0, 0.5, "demo.stage.make")));
    geo::Study study;
    study.title = geo::word(session.lang, "demo.title");
    geo::Dataset data;
    const std::pair<std::string, geo::FileKind> order[] = {{files.areas, geo::FileKind::areas},
                                                           {files.villages, geo::FileKind::villages},
                                                           {files.places, geo::FileKind::places},
                                                           {files.counts, geo::FileKind::counts},
                                                           {files.roads, geo::FileKind::roads}};
    for (const auto& file : order) {
        TRY(auto imported, geo::import_file(data, folder + "/" + file.first, file.second, {},
                                            progress.part(0.5, 0.8, "import.stage.areas")));
        data = std::move(imported.data);
    }
    study.data = std::make_shared<const geo::Dataset>(std::move(data));
    // The question of the demonstration is who reaches a learning unit; schools can be switched on.
    study.scenario().travel.place_kinds = (1U << static_cast<unsigned>(geo::PlaceKind::learning_unit)) |
                                          (1U << static_cast<unsigned>(geo::PlaceKind::learning_centre)) |
                                          (1U << static_cast<unsigned>(geo::PlaceKind::mobile_unit));
    const std::string path = folder + "/demo.gpkg";
    TRY_VOID(geo::save_study(study, path, progress.part(0.8, 1, "study.stage.save")));
    session.say_key("cli.demo.done", {{"folder", folder}, {"study", path}});
    return {};
}

}  // namespace

void add_demo(CLI::App& cli, Session& session) {
    auto* command =
        cli.add_subcommand("demo", "Writes the made-up demonstration as ordinary files and as a study");
    auto folder = std::make_shared<std::string>();
    auto size = std::make_shared<std::string>("small");
    auto seed = std::make_shared<std::uint64_t>(geo::DemoOptions{}.seed);
    command->add_option("--out", *folder, "folder to write to")->required();
    command->add_option("--size", *size, "small")->check(CLI::IsMember({"small"}));
    command->add_option("--seed", *seed, "another region for another number");
    command->footer(
        "Examples:\n  learnreach-cli demo --out demo\n  learnreach-cli demo --out other --seed 7");
    command->callback([=, &session] {
        if (const auto done = run(session, *folder, *seed); !done)
            session.code = session.failed(done.error());
    });
}

}  // namespace app
