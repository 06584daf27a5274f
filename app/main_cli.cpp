// learnreach-cli: all that the window does, with the same calls.
#include "app/cli/no_internet.h"
#include "app/cli/session.h"
#include "geo/base/parallel.h"

#include <CLI/CLI.hpp>

#include <atomic>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <thread>
#include <unistd.h>

namespace {

volatile std::sig_atomic_t interrupted = 0;
void on_interrupt(int) {
    interrupted = 1;
}

geo::Lang language_from_environment() {
    const char* language = std::getenv("LANG");
    return language != nullptr && std::string_view{language}.substr(0, 2) == "en" ? geo::Lang::en
                                                                                  : geo::Lang::th;
}

/// Turns Ctrl-C into a stop, and draws the bar where stderr is a terminal.
class Watcher {
public:
    explicit Watcher(app::Session& session)
        : session_(session), thread_([this](const std::stop_token& done) { watch(done); }) {}

private:
    void watch(const std::stop_token& done) {
        const bool bar = !session_.quiet && isatty(STDERR_FILENO) != 0;
        bool drawn = false;
        for (int tick = 0; !done.stop_requested(); ++tick) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            if (interrupted != 0) session_.stop.request_stop();
            if (!bar || tick < 20 || tick % 10 != 0) continue;
            const char* stage = session_.meter.stage.load();
            if (*stage == '\0') continue;
            std::cerr << "\r\033[K" << geo::word(session_.lang, stage) << " "
                      << static_cast<int>(session_.meter.done.load() * 100) << " %" << std::flush;
            drawn = true;
        }
        if (drawn) std::cerr << "\r\033[K" << std::flush;
    }
    app::Session& session_;
    std::jthread thread_;
};

}  // namespace

int main(int argc, char** argv) {
    std::setlocale(LC_NUMERIC, "C");
    app::Session session;
    session.lang = language_from_environment();
    std::string language;
    unsigned threads = 0;
    CLI::App cli{
        "LearnReach (ทั่วถึง): which children are out of learning, how far is learning, where does the next "
        "unit go"};
    cli.set_version_flag("--version", LEARNREACH_VERSION);
    cli.add_option("--lang", language, "words in th or en")->check(CLI::IsMember({"th", "en"}));
    cli.add_flag("--json", session.json, "one JSON document on stdout");
    cli.add_flag("-q,--quiet", session.quiet, "no words on stderr but errors");
    cli.add_flag("-v,--verbose", session.verbose, "more words");
    cli.add_option("--threads", threads, "threads to use (0: all)");
    cli.require_subcommand(1);
    cli.fallthrough();
    cli.parse_complete_callback([&] {
        if (!language.empty()) session.lang = language == "en" ? geo::Lang::en : geo::Lang::th;
        geo::set_threads(threads);
    });
    app::add_demo(cli, session);
    app::add_check(cli, session);
    app::add_import(cli, session);
    app::add_network(cli, session);
    app::add_nearest(cli, session);
    app::add_coverage(cli, session);
    app::add_export(cli, session);
    app::add_self_check(cli, session);
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);
    if (!app::forbid_internet()) session.say_key("cli.no_filter");
    try {
        const Watcher watcher(session);
        cli.parse(argc, argv);
    } catch (const CLI::Success& done) {
        return cli.exit(done);
    } catch (const CLI::ParseError& problem) {
        cli.exit(problem);
        return app::exit_usage;
    } catch (const std::exception& problem) {
        geo::Error error;
        error.detail = problem.what();
        return session.failed(error);
    }
    return session.code;
}
