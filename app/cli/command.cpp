#include "app/cli/command_private.h"

namespace app {

CLI::App* add_command(CLI::App& cli, const Session& session, const char* name,
                      std::initializer_list<const char*> examples) {
    const std::string key = name;
    CLI::App* command = cli.add_subcommand(key, geo::word(session.lang, "cli.help." + key));
    command->group(geo::word(session.lang, "cli.commands"));
    std::string footer = geo::word(session.lang, "cli.examples") + ":";
    for (const char* example : examples) footer += std::string{"\n  learnreach-cli "} + example;
    command->footer(footer);
    command->set_help_flag("-h,--help", geo::word(session.lang, "cli.option.help"))
        ->group(geo::word(session.lang, "cli.options"));
    return command;
}

void on_run(CLI::App* command, Session& session, std::function<geo::Result<int>()> run) {
    command->callback([run = std::move(run), &session] {
        const auto done = run();
        session.code = done ? *done : session.failed(done.error());
    });
}

}  // namespace app
