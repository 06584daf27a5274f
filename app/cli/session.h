// What every command of the command line shares: language, output, progress, stopping, exit codes.
//
// Data goes to stdout, words and progress to stderr.  The trap: with --json stdout carries exactly one JSON
// document, also where the command fails.
#pragma once

#include "geo/base/apart.h"
#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/base/words.h"

#include <initializer_list>
#include <string>

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
    geo::Apart apart;  ///< who reads files of others
    int code = exit_done;

    geo::Progress progress() { return {stop.get_token(), &meter}; }
    /// Prints the error in the chosen language, with --json also as the document; the exit code that belongs
    /// to it.
    int failed(const geo::Error& error) const;
    /// A line on stderr, unless quiet.
    void say(const std::string& words) const;
    void say_key(std::string_view key, std::initializer_list<geo::Fact> facts = {}) const;
};

/// The error as the fields of a JSON document, as text.
std::string error_json(const Session& session, const geo::Error& error);

/// Fault::bad_value of an option; its exit code is exit_usage.
geo::Failure bad_option(const char* option, const std::string& value, const std::string& allowed);

/// Writes text to a file by a temporary and a rename, or to stdout where the name is "-" or empty.
geo::Result<void> write_output(const std::string& file, const std::string& text);
/// True where write_output would write to stdout.
bool is_stdout(const std::string& file);

}  // namespace app
