// learnreach-cli: all that the window does, with the same calls.
#include "app/cli/command_private.h"
#include "app/cli/progress_bar.h"
#include "app/rights.h"
#include "geo/base/environment.h"
#include "geo/base/parallel.h"
#include "geo/data/import_apart.h"

#include <fmt/format.h>

#include <chrono>
#include <clocale>
#include <cstdlib>
#include <iostream>
#include <sys/resource.h>

namespace {

/// The last --lang wherever it stands, else LANG, else Thai; known before the help is written.
geo::Lang language_of(int argc, char** argv) {
    const auto lang = [](std::string_view text) {
        return text.substr(0, 2) == "en" ? geo::Lang::en : geo::Lang::th;
    };
    for (int i = argc - 1; i > 0; --i) {
        const std::string_view argument = argv[i];
        if (argument.starts_with("--lang=")) return lang(argument.substr(7));
        if (argument == "--lang" && i + 1 < argc) return lang(argv[i + 1]);
    }
    const char* environment = std::getenv("LANG");
    return environment == nullptr ? geo::Lang::th : lang(environment);
}

struct Globals {
    std::string language;
    unsigned threads = 0;
};

void declare(CLI::App& cli, app::Session& session, Globals& globals) {
    const auto word = [&](const char* key) { return geo::word(session.lang, key); };
    cli.description("LearnReach (ทั่วถึง): " + word("cli.about"));
    cli.name("learnreach-cli");
    auto labels = std::make_shared<CLI::Formatter>();
    labels->column_width(30);
    for (const auto& [label, key] : {std::pair{"Usage", "cli.usage"}, std::pair{"REQUIRED", "cli.required"}})
        labels->label(label, word(key));
    labels->label("Positionals", word("cli.arguments"));
    for (const auto& [label, key] :
         {std::pair{"OPTIONS", "cli.options"}, std::pair{"SUBCOMMAND", "cli.commands"},
          std::pair{"SUBCOMMANDS", "cli.commands"}})
        labels->label(label, word(key));
    for (const char* type : {"TEXT", "UINT", "INT", "FLOAT"}) labels->label(type, "");
    cli.formatter(labels);
    cli.set_help_flag("-h,--help", word("cli.option.help"))->group(word("cli.options"));
    cli.set_version_flag("--version", LEARNREACH_VERSION, word("cli.option.version"))
        ->group(word("cli.options"));
    app::add_option(&cli, session, "--lang", globals.language, "cli.option.lang")
        ->check(CLI::IsMember({"th", "en"}).description(""))
        ->take_last();
    app::add_flag(&cli, session, "--json", session.json, "cli.option.json");
    app::add_flag(&cli, session, "-q,--quiet", session.quiet, "cli.option.quiet");
    app::add_flag(&cli, session, "-v,--verbose", session.verbose, "cli.option.verbose");
    app::add_option(&cli, session, "--threads", globals.threads, "cli.option.threads")
        ->check(CLI::Range(0U, 256U).description(""));
    cli.require_subcommand(1);
    cli.fallthrough();
    cli.parse_complete_callback([&globals] { geo::set_threads(globals.threads); });
    for (const auto add :
         {app::add_demo, app::add_check, app::add_import, app::add_network, app::add_nearest,
          app::add_coverage, app::add_access, app::add_isochrones, app::add_refer, app::add_route,
          app::add_speeds, app::add_profiles, app::add_map, app::add_export, app::add_self_check})
        add(cli, session);
}

/// "Value 9 not in range 3 to 7" or "b5 not in {a4,a3,slide}" as value and what it may be.
void take_range(const std::string& text, geo::Error& error) {
    const auto in = text.rfind(" not in ");
    if (in == std::string::npos) {
        error.detail = text;
        return;
    }
    error.value = text.substr(text.starts_with("Value ") ? 6 : 0, in - (text.starts_with("Value ") ? 6 : 0));
    std::string allowed = text.substr(in + 8);
    if (allowed.starts_with("range ")) {
        allowed.erase(0, 6);
        if (const auto to = allowed.find(" to "); to != std::string::npos) allowed.replace(to, 4, " – ");
    } else if (allowed.size() > 2 && allowed.front() == '{') {
        allowed = allowed.substr(1, allowed.size() - 2);
    }
    error.detail = allowed;
}

/// What is wrong with a command line, in our words where the library's are known.
geo::Error usage_error(const app::Session& session, const CLI::App& cli, const CLI::ParseError& problem) {
    geo::Error error;
    std::string unknown;
    for (const std::string& word : cli.remaining(true)) unknown += (unknown.empty() ? "" : " ") + word;
    error.fault = geo::Fault::usage;
    const std::string text = problem.what();
    const auto after = text.find(": ");
    const auto required = text.find(" is required");
    if (dynamic_cast<const CLI::ValidationError*>(&problem) != nullptr && text.starts_with("--") &&
        after != std::string::npos) {
        error.fault = geo::Fault::bad_value;
        error.column = text.substr(0, text.find_first_of(",: "));
        take_range(text.substr(after + 2), error);
    } else if (!unknown.empty()) {
        error.detail = geo::say(session.lang, "cli.usage.unknown", {{"what", unknown}});
    } else if (dynamic_cast<const CLI::RequiredError*>(&problem) != nullptr &&
               required != std::string::npos) {
        error.detail = geo::say(session.lang, "cli.usage.missing", {{"what", text.substr(0, required)}});
    } else {
        error.detail = text;
    }
    return error;
}

void say_cost(const app::Session& session, std::chrono::steady_clock::time_point started) {
    if (!session.verbose) return;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - started;
    session.say_key("cli.cost", {{"seconds", fmt::format("{:.2f}", seconds.count())},
                                 {"mb", std::to_string(usage.ru_maxrss / 1024)},
                                 {"threads", std::to_string(geo::threads())}});
}

}  // namespace

int main(int argc, char** argv) {
    const auto started = std::chrono::steady_clock::now();
    geo::forget_library_settings();
    std::setlocale(LC_NUMERIC, "C");
    geo::serve_imports(argc, argv, [] { app::only_read(); });
    app::Session session;
    session.apart.program = geo::this_program();
    session.lang = language_of(argc, argv);
    Globals globals;
    CLI::App cli;
    declare(cli, session, globals);
    if (!app::forbid_internet()) session.say_key("cli.no_filter");
    try {
        const app::ProgressBar bar(session);
        cli.parse(argc, argv);
    } catch (const CLI::Success& done) {
        return cli.exit(done);
    } catch (const CLI::ParseError& problem) {
        // Somebody who typed the name alone wants to know what there is.
        if (cli.get_subcommands().empty() && cli.remaining_size(true) == 0 && !session.json) {
            std::cerr << cli.help();
            return app::exit_usage;
        }
        return session.failed(usage_error(session, cli, problem));
    } catch (const std::exception& problem) {
        geo::Error error;
        error.detail = problem.what();
        return session.failed(error);
    }
    say_cost(session, started);
    return session.code;
}
