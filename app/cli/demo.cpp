// demo: the made-up region as ordinary files, imported like anybody's into a study.
#include "app/cli/command_private.h"
#include "geo/data/demo/messy.h"
#include "geo/study/demo_study.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace app {
namespace {

struct DemoArguments {
    std::string folder, size = "small";
    std::uint64_t seed = geo::DemoOptions{}.seed;
    std::size_t nodes = geo::DemoOptions{}.nodes;
};

/// A study carries the day of its making; this one always the same, so that a seed gives the same bytes on
/// any day.  Before any thread begins.
void fix_the_date() {
    constexpr int only_where_unset = 0;
    ::setenv("SOURCE_DATE_EPOCH", "1732147200", only_where_unset);  // 2024-11-21, as in the files beside it
}

geo::DemoOptions options_of(const DemoArguments& arguments) {
    geo::DemoOptions options;
    options.seed = arguments.seed;
    options.nodes = arguments.nodes;
    if (arguments.size == "country") options.size = geo::DemoSize::country;
    return options;
}

geo::Result<std::string> make(Session& session, const DemoArguments& arguments) {
    fix_the_date();
    return geo::make_demo_study(arguments.folder, options_of(arguments),
                                geo::word(session.lang, "demo.title"), session.progress());
}

geo::Result<void> write(Session& session, const DemoArguments& arguments) {
    nlohmann::json said{{"folder", arguments.folder}, {"made_up", true}};
    if (arguments.size == "messy") {
        fix_the_date();
        TRY(const auto files, geo::write_messy(arguments.folder, arguments.seed, session.progress()));
        said["files"] = files;
        session.say_key("cli.demo.messy",
                        {{"folder", arguments.folder}, {"files", std::to_string(files.size())}});
    } else {
        TRY(const std::string study, make(session, arguments));
        said["study"] = study;
        session.say_key("cli.demo.done", {{"folder", arguments.folder}, {"study", study}});
    }
    if (session.json) std::cout << said.dump(2) << "\n";
    return {};
}

/// What a stopped or failed run wrote so far.
void remove_new(const std::string& folder, const std::vector<std::filesystem::path>& there_before) {
    std::error_code ignored;
    std::vector<std::filesystem::path> made;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
        if (std::find(there_before.begin(), there_before.end(), entry.path()) == there_before.end())
            made.push_back(entry.path());
    for (const auto& path : made) std::filesystem::remove(path, ignored);
}

/// An earlier demonstration gives way to the next; files of the same names that somebody else keeps there do
/// not.
bool holds_other_files(const std::string& folder) {
    const auto at = [&](const std::string& name) { return std::filesystem::path(folder) / name; };
    const geo::DemoFiles files;
    std::error_code ignored;
    const auto there = [&](const std::string& name) { return std::filesystem::exists(at(name), ignored); };
    const std::array<std::string, 7> names = {files.areas, files.villages, files.places, files.counts,
                                              files.roads, "counts.csv",   "demo.gpkg"};
    if (std::none_of(names.begin(), names.end(), there)) return false;
    std::ifstream in(at(files.areas), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
    return bytes.find("ข้อมูลสมมติ") == std::string::npos;
}

geo::Result<int> demo(Session& session, const DemoArguments& arguments) {
    if (holds_other_files(arguments.folder))
        return bad_option("--out", arguments.folder, geo::word(session.lang, "cli.demo.other_files"));
    std::error_code ignored;
    const bool existed = std::filesystem::exists(arguments.folder, ignored);
    std::vector<std::filesystem::path> before;
    for (const auto& entry : std::filesystem::directory_iterator(arguments.folder, ignored))
        before.push_back(entry.path());
    const auto done = write(session, arguments);
    if (!done) {
        remove_new(arguments.folder, before);
        if (!existed) std::filesystem::remove(arguments.folder, ignored);
        return geo::fail(done.error());
    }
    return exit_done;
}

}  // namespace

void add_demo(CLI::App& cli, Session& session) {
    CLI::App* command = add_command(cli, session, "demo", {"demo --out demo", "demo --out other --seed 7"});
    auto arguments = std::make_shared<DemoArguments>();
    add_option(command, session, "--out", arguments->folder, "cli.option.out_folder")->required();
    add_option(command, session, "--size", arguments->size, "cli.option.size")
        ->check(CLI::IsMember({"small", "country", "messy"}).description(""));
    add_option(command, session, "--nodes", arguments->nodes, "cli.option.nodes")
        ->check(CLI::Range(400000, 12000000).description(""));
    add_option(command, session, "--seed", arguments->seed, "cli.option.seed");
    on_run(command, session, [=, &session] { return demo(session, *arguments); });
}

}  // namespace app
