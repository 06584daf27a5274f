// profiles: how the files of each sender are read, out of a study and into it.
#include "geo/study/profiles.h"

#include "app/cli/command_private.h"
#include "app/cli/out_file.h"
#include "geo/base/figures.h"
#include "geo/study/study_file.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <iostream>

namespace app {
namespace {

struct ProfilesArguments {
    std::string study, sender, kind, out, take_in;
    bool forget = false, sender_said = false;
};

bool is_meant(const ProfilesArguments& arguments, const geo::ImportProfile& profile) {
    return profile.sender == arguments.sender && (arguments.kind.empty() || profile.kind == arguments.kind);
}

/// "" is the names of areas that were settled in any file.
std::string shown_sender(const Session& session, const geo::ImportProfile& profile) {
    return profile.sender.empty() ? geo::word(session.lang, "cli.profiles.names") : profile.sender;
}

std::string all_senders(const Session& session, const std::vector<geo::ImportProfile>& profiles) {
    std::string out;
    for (const geo::ImportProfile& one : profiles)
        out += (out.empty() ? "" : ", ") + shown_sender(session, one);
    return out.empty() ? geo::word(session.lang, "cli.profiles.none") : out;
}

void print(const Session& session, const std::vector<geo::ImportProfile>& profiles) {
    if (session.json) {
        nlohmann::json out = nlohmann::json::array();
        for (const geo::ImportProfile& one : profiles)
            out.push_back({{"sender", one.sender},
                           {"kind", one.kind},
                           {"reading", nlohmann::json::parse(geo::reading_json(one.reading))}});
        std::cout << nlohmann::json{{"profiles", out}}.dump(2, ' ', false,
                                                            nlohmann::json::error_handler_t::replace)
                  << "\n";
        return;
    }
    if (profiles.empty()) session.say_key("cli.profiles.none");
    const auto number = [](std::size_t n) { return geo::grouped(static_cast<std::int64_t>(n)); };
    for (const geo::ImportProfile& one : profiles)
        std::cout << geo::say(
                         session.lang, "cli.profiles.one",
                         {{"sender", shown_sender(session, one)},
                          {"kind", one.kind.empty() ? geo::word(session.lang, "cli.profiles.any_kind")
                                                    : geo::word(session.lang, "import.kind." + one.kind)},
                          {"columns", number(one.reading.columns.size())},
                          {"names", number(one.reading.aliases.size())}})
                  << "\n";
}

/// Takes a reading in under the sender's name, or forgets those of a sender.
geo::Result<int> change(Session& session, const ProfilesArguments& arguments) {
    TRY(auto open, geo::StudyFile::open(arguments.study, session.progress().part(0, 0.5, "cli.stage.open")));
    geo::Study study = open.study();
    if (arguments.forget) {
        const auto gone = std::erase_if(
            study.profiles, [&](const geo::ImportProfile& one) { return is_meant(arguments, one); });
        if (gone == 0) return bad_option("--sender", arguments.sender, all_senders(session, study.profiles));
    } else {
        TRY(geo::Reading reading, geo::read_reading(arguments.take_in));
        const std::string name = arguments.sender.empty()
                                     ? std::filesystem::path(arguments.take_in).stem().string()
                                     : arguments.sender;
        geo::take_in_profile(study.profiles, name, std::move(reading));
    }
    TRY_VOID(open.commit(study, session.progress().part(0.5, 1, "study.stage.save")));
    print(session, study.profiles);
    return exit_done;
}

geo::Result<int> profiles(Session& session, const ProfilesArguments& arguments) {
    if (arguments.forget && !arguments.take_in.empty())
        return bad_option("--take-in", arguments.take_in, geo::word(session.lang, "cli.profiles.one_of"));
    TRY(const OutFile out, OutFile::at(session, arguments.out, {arguments.study, arguments.take_in}));
    // The empty name is one too: whose is meant must be said.
    if (!arguments.sender_said && (arguments.forget || !arguments.out.empty()))
        return bad_option("--sender", "", geo::word(session.lang, "cli.option.sender"));
    if (arguments.forget || !arguments.take_in.empty()) return change(session, arguments);
    TRY(const geo::Study study,
        geo::open_study(arguments.study, session.progress().part(0, 1, "cli.stage.open")));
    if (arguments.out.empty()) {
        print(session, study.profiles);
        return exit_done;
    }
    TRY_VOID(out.keeps(session, *study.data));
    for (const geo::ImportProfile& one : study.profiles)
        if (is_meant(arguments, one)) {
            TRY_VOID(write_output(arguments.out, geo::reading_json(one.reading) + "\n"));
            out.say_replaced(session);
            return exit_done;
        }
    return bad_option("--sender", arguments.sender, all_senders(session, study.profiles));
}

}  // namespace

void add_profiles(CLI::App& cli, Session& session) {
    CLI::App* command =
        add_command(cli, session, "profiles", {"profiles demo/demo.gpkg", "profiles demo/demo.gpkg --json"});
    auto arguments = std::make_shared<ProfilesArguments>();
    add_option(command, session, "study", arguments->study, "cli.option.study")->required();
    const CLI::Option* sender =
        add_option(command, session, "--sender", arguments->sender, "cli.option.sender");
    add_option(command, session, "--kind", arguments->kind, "cli.option.profile_kind");
    add_option(command, session, "--out", arguments->out, "cli.option.out_profile");
    add_option(command, session, "--take-in", arguments->take_in, "cli.option.take_in_profile");
    add_flag(command, session, "--forget", arguments->forget, "cli.option.forget_profile");
    on_run(command, session, [=, &session] {
        arguments->sender_said = sender->count() > 0;
        return profiles(session, *arguments);
    });
}

}  // namespace app
