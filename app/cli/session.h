// What every command of the command line shares: language, output, progress, stopping, exit codes.
//
// Data goes to stdout, words and progress to stderr.  The trap: a command returns an exit code and prints its
// error once, through `failed`.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/words.h"
#include "geo/study/study.h"

#include <array>
#include <csignal>
#include <string>

namespace CLI {
class App;
}

namespace app {

enum ExitCode {
    exit_done = 0,
    exit_failed = 1,
    exit_usage = 2,
    exit_refused = 3,
    exit_rejected = 4,
    exit_privacy = 6,
    exit_ask = 7,
    exit_interrupted = 130
};

struct Session {
    geo::Lang lang = geo::Lang::th;
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    std::stop_source stop;
    geo::Progress::Meter meter;
    int code = exit_done;

    geo::Progress progress() { return {stop.get_token(), &meter}; }
    /// Prints the error in the chosen language, or as JSON; the exit code that belongs to it.
    int failed(const geo::Error& error) const;
    /// A line on stderr, unless quiet.
    void say(const std::string& words) const;
    void say_key(std::string_view key, std::initializer_list<geo::Fact> facts = {}) const;
};

/// Options of travel that several commands take; applied to the study's scenario.
struct TravelOptions {
    std::string scenario, mode, season, service, status, within;
    bool straight_line = false;
    void add_to(CLI::App& command, bool with_limits);
    geo::Result<void> apply(geo::Study& study) const;
};

void add_demo(CLI::App& cli, Session& session);
void add_check(CLI::App& cli, Session& session);
void add_import(CLI::App& cli, Session& session);
void add_network(CLI::App& cli, Session& session);
void add_nearest(CLI::App& cli, Session& session);
void add_coverage(CLI::App& cli, Session& session);
void add_export(CLI::App& cli, Session& session);
void add_self_check(CLI::App& cli, Session& session);

/// Writes text to a file by a temporary and a rename, or to stdout where the name is "-" or empty.
geo::Result<void> write_output(const std::string& file, const std::string& text);

/// The levels that a --level option names; Fault::bad_value for an unknown word.
geo::Result<geo::Level> level_option(const std::string& word);

}  // namespace app
