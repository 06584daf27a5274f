// How a command is declared: its words, its options and its two examples come from assets/words, in the
// language of --lang.  Each command stands in a file of its own with one function that adds it.
//
// The trap: the language is read before anything is declared, because the help is written in it.
#pragma once

#include "app/cli/session.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>

namespace app {

/// A command named as the user types it; its words are cli.help.<name>.  The examples, without the program's
/// name, work one after the other on the demonstration (a test runs them).
CLI::App* add_command(CLI::App& cli, const Session& session, const char* name,
                      std::initializer_list<const char*> examples);

/// What runs when the command was chosen: an exit code, or the error that failed() prints.
void on_run(CLI::App* command, Session& session, std::function<geo::Result<int>()> run);

/// An option with its words; `flag` as the user types it ("--out", or a plain name for a positional).
template <class T>
CLI::Option* add_option(CLI::App* command, const Session& session, const char* flag, T& value,
                        const char* key) {
    return command->add_option(flag, value, geo::word(session.lang, key))
        ->group(geo::word(session.lang, flag[0] == '-' ? "cli.options" : "cli.arguments"));
}
inline CLI::Option* add_flag(CLI::App* command, const Session& session, const char* flag, bool& value,
                             const char* key) {
    return command->add_flag(flag, value, geo::word(session.lang, key))
        ->group(geo::word(session.lang, "cli.options"));
}

void add_demo(CLI::App& cli, Session& session);
void add_check(CLI::App& cli, Session& session);
void add_import(CLI::App& cli, Session& session);
void add_network(CLI::App& cli, Session& session);
void add_nearest(CLI::App& cli, Session& session);
void add_coverage(CLI::App& cli, Session& session);
void add_access(CLI::App& cli, Session& session);
void add_map(CLI::App& cli, Session& session);
void add_export(CLI::App& cli, Session& session);
void add_isochrones(CLI::App& cli, Session& session);
void add_refer(CLI::App& cli, Session& session);
void add_profiles(CLI::App& cli, Session& session);
void add_route(CLI::App& cli, Session& session);
void add_speeds(CLI::App& cli, Session& session);
void add_self_check(CLI::App& cli, Session& session);

}  // namespace app
