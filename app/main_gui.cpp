// learnreach: the window.
#include "app/app.h"
#include "app/map_view_gl.h"
#include "app/play.h"
#include "app/rights.h"
#include "app/widgets.h"
#include "app/window.h"
#include "geo/base/environment.h"
#include "geo/base/parallel.h"
#include "geo/data/import_apart.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <chrono>
#include <clocale>
#include <cstdlib>
#include <iostream>
#include <sys/resource.h>

namespace {

using Clock = std::chrono::steady_clock;

struct Wish {
    std::vector<std::string> files;
    std::string lang, theme, size, picture, play;
    float scale = 0;
    unsigned threads = 0;
    bool demo = false, unseen = false, figures = false, fresh = false;
    int width = 1600, height = 1000;

    bool scripted() const { return !picture.empty() || !play.empty(); }
};

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

geo::Lang language_of(const Wish& wish) {
    return wish.lang == "en" ? geo::Lang::en : geo::Lang::th;
}

/// --lang wherever it stands, for the words of the help itself.
geo::Lang help_language(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--lang=en" ||
            (argument == "--lang" && i + 1 < argc && argv[i + 1] == std::string{"en"}))
            return geo::Lang::en;
    }
    return geo::Lang::th;
}

void declare(CLI::App& cli, Wish& wish, geo::Lang lang) {
    const auto word = [lang](const char* key) { return geo::word(lang, key); };
    cli.name("learnreach");
    cli.description("LearnReach (ทั่วถึง): " + word("cli.about"));
    auto labels = std::make_shared<CLI::Formatter>();
    labels->column_width(30);
    labels->label("Usage", word("cli.usage"));
    labels->label("Positionals", word("cli.arguments"));
    for (const char* type : {"TEXT", "UINT", "FLOAT"}) labels->label(type, "");
    cli.formatter(labels);
    cli.set_help_flag("-h,--help", word("cli.option.help"))->group(word("cli.options"));
    cli.set_version_flag("--version", LEARNREACH_VERSION, word("cli.option.version"))
        ->group(word("cli.options"));
    const auto option = [&](const char* name, auto& target, const char* key) {
        return cli.add_option(name, target, word(key))->group(word("cli.options"));
    };
    const auto flag = [&](const char* name, bool& target, const char* key) {
        cli.add_flag(name, target, word(key))->group(word("cli.options"));
    };
    cli.add_option("files", wish.files, word("gui.option.files"));
    flag("--demo", wish.demo, "gui.option.demo");
    option("--lang", wish.lang, "cli.option.lang")->check(CLI::IsMember({"th", "en"}));
    option("--theme", wish.theme, "gui.option.theme")->check(CLI::IsMember({"light", "dark"}));
    option("--scale", wish.scale, "gui.option.scale")->check(CLI::Range(1.0F, 3.0F));
    option("--size", wish.size, "gui.option.size")->check([&wish](const std::string& text) {
        const auto x = text.find('x');
        if (x == std::string::npos) return std::string{"1366x768"};
        wish.width = std::atoi(text.substr(0, x).c_str());
        wish.height = std::atoi(text.substr(x + 1).c_str());
        const bool fits =
            wish.width >= 320 && wish.height >= 240 && wish.width <= 16384 && wish.height <= 16384;
        return fits ? std::string{} : std::string{"320x240 – 16384x16384"};
    });
    option("--threads", wish.threads, "cli.option.threads")->check(CLI::Range(0U, 256U));
    flag("--fresh", wish.fresh, "gui.option.fresh");
    option("--screenshot", wish.picture, "gui.option.screenshot");
    option("--play", wish.play, "gui.option.play");
    flag("--no-display", wish.unseen, "gui.option.no_display");
    flag("--figures", wish.figures, "gui.option.figures");
}

int failed(geo::Lang lang, const std::string& key, const std::string& detail) {
    std::cerr << geo::say(lang, key, {{"detail", detail}}) << '\n';
    return 1;
}

/// Told from a failure later on: run.sh then writes the page to files.
int no_window(geo::Lang lang, const std::string& detail) {
    failed(lang, "gui.no_window", detail);
    return 5;
}

/// Times that --figures prints at the end.
struct Figures {
    Clock::time_point started = Clock::now();
    double first_frame_s = 0, first_map_s = 0;

    void print(const app::Window& window, const app::Play* play) const {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        fmt::print("OpenGL: {}\nfirst frame after {:.2f} s, first map after {:.2f} s, peak memory {} MB\n",
                   window.renderer(), first_frame_s, first_map_s, usage.ru_maxrss / 1024);
        if (play != nullptr)
            for (const std::string& line : play->figures()) fmt::print("{}\n", line);
    }
};

int run(const Wish& wish, geo::Lang lang) {
    Figures figures;
    app::WindowOptions options{"LearnReach", wish.width, wish.height, wish.scripted()};
    auto opened = wish.unseen ? app::Window::unseen(options) : app::Window::open(options);
    if (!opened) return no_window(lang, opened.error().detail);
    app::Window window = *std::move(opened);
    const bool no_internet = app::forbid_internet();
    auto painter = app::MapViewGl::create();
    if (!painter) return no_window(lang, painter.error().detail);

    std::optional<app::Play> play;
    if (wish.scripted()) {
        auto read = wish.play.empty()
                        ? app::Play::parse("wait\nframes 3\nwait\npicture " + wish.picture, "--screenshot")
                        : app::Play::read(wish.play);
        if (!read) {
            std::cerr << geo::describe(lang, read.error()) << '\n';
            return 2;
        }
        play = *std::move(read);
    }

    app::AppOptions of_app;
    if (!wish.fresh && !wish.scripted()) {
        of_app.config_folder = app::config_folder();
        of_app.state_folder = app::state_folder();
    }
    of_app.cache_folder = app::cache_folder();
    of_app.apart.program = geo::this_program();
    of_app.version = LEARNREACH_VERSION;
    of_app.wake = [] { app::Window::wake(); };
    if (!wish.lang.empty()) of_app.lang = language_of(wish);
    if (!wish.theme.empty()) of_app.theme = wish.theme == "dark" ? render::Theme::dark : render::Theme::light;
    if (wish.scale > 0) of_app.scale = wish.scale;
    app::App app(std::move(of_app));
    app.internet_forbidden(no_internet);
    if (!wish.files.empty())
        app.open(wish.files);
    else if (wish.demo)
        app.open_demo();
    else if (!wish.scripted())
        app.first_start();

    std::string title;
    double sleep_s = 0;
    while (window.wait(play ? 0 : sleep_s)) {
        if (const auto dropped = window.dropped(); !dropped.empty()) app.open(dropped);
        const auto began = Clock::now();
        const app::App::FontWish fonts =
            app.font_wish(window.content_scale(), window.width(), window.height());
        if (!window.begin(fonts.scale, fonts.larger, [&] {
                if (play) play->input(app);
            }))
            return failed(lang, "gui.no_fonts", {});
        app.draw(**painter, window.width(), window.height(), window.content_scale());
        const bool written = window.present(app::tokens(app.settings().theme).bg, (*painter)->painted(),
                                            play ? play->picture() : std::string{});
        if (figures.first_frame_s == 0) figures.first_frame_s = seconds_since(figures.started);
        if (figures.first_map_s == 0 && app.map_shown()) figures.first_map_s = seconds_since(figures.started);
        if (play) {
            if (wish.figures) window.finish();
            play->after(app, seconds_since(began) * 1000, written);
            if (play->done() || (app.wants_quit() && play->at_last())) break;
        }
        if (const std::string now = app.window_title(); now != title) window.title(title = now);
        if (app.wants_quit()) break;
        sleep_s = app.next_frame_s();
    }
    if (wish.figures) figures.print(window, play ? &*play : nullptr);
    if (play && !(play->trouble().empty() && play->at_last())) {
        std::cerr << (play->trouble().empty() ? "the window closed before the end" : play->trouble()) << '\n';
        return 1;
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    geo::forget_library_settings();
    std::setlocale(LC_NUMERIC, "C");
    geo::serve_imports(argc, argv, [] { app::only_read(); });
    const geo::Lang lang = help_language(argc, argv);
    Wish wish;
    CLI::App cli;
    declare(cli, wish, lang);
    try {
        cli.parse(argc, argv);
    } catch (const CLI::Success& done) {
        return cli.exit(done);
    } catch (const CLI::ParseError& problem) {
        geo::Error error;
        error.fault = geo::Fault::usage;
        error.detail = problem.what();
        std::cerr << geo::describe(lang, error) << '\n';
        return 2;
    }
    geo::set_threads(wish.threads);
    try {
        return run(wish, lang);
    } catch (const std::exception& problem) {
        geo::Error error;
        error.detail = problem.what();
        std::cerr << geo::describe(lang, error) << '\n';
        return 1;
    }
}
