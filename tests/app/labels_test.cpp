// No word is cut off and no two words lie on one another: every step of the window, both languages, 100 to
// 300 %, on large and small screens.
#include "app/action.h"
#include "app/app.h"
#include "app/widgets.h"
#include "geo/base/text.h"
#include "tests/app/driver.h"

#include <imgui.h>

#include <fstream>
#include <set>

namespace labels_test {

using namespace app;

namespace {

/// Paints nothing: words on the map are Pango's and have tests of their own.
class NoPainter : public MapPainter {
public:
    std::uintptr_t paint(const render::MapFrame&, int, int, double, bool) override { return 0; }
    SpriteTexture sprite(int, const std::vector<render::Mark>&, double) override { return {}; }
    std::uintptr_t picture(const render::Pixels&, std::uint64_t) override { return 0; }
};

struct Screen {
    float width, height, scale;
};

std::string name_of(const Screen& screen, geo::Lang lang) {
    return std::to_string(static_cast<int>(screen.width)) + "x" +
           std::to_string(static_cast<int>(screen.height)) + " at " +
           std::to_string(static_cast<int>(screen.scale * 100)) + " %, " +
           (lang == geo::Lang::th ? "th" : "en");
}

/// What is wrong in the frame that was drawn last.
std::vector<std::string> faults() {
    std::vector<std::string> out;
    const auto& texts = ui::drawn_texts();
    for (const ui::Drawn& one : texts)
        if (one.cut) out.push_back("cut off: " + one.words);
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (std::size_t j = i + 1; j < texts.size(); ++j) {
            const ui::Drawn &a = texts[i], &b = texts[j];
            if (a.list != b.list || a.words == b.words) continue;
            if (a.x0 + 1 < b.x1 && b.x0 + 1 < a.x1 && a.y0 + 1 < b.y1 && b.y0 + 1 < a.y1)
                out.push_back("on one another: " + a.words + " | " + b.words);
        }
    return out;
}

}  // namespace

TEST_CASE("no word is cut off or covered by another, in both languages, at every scale", "[labels]") {
    const std::vector<Screen> screens = {{1600, 1000, 1},     {1366, 768, 1},  {1366, 768, 1.5F},
                                         {1366, 768, 2},      {1366, 768, 3},  {1920, 1080, 1.25F},
                                         {1920, 1080, 1.75F}, {2560, 1440, 1}, {3200, 2000, 2},
                                         {3840, 2160, 2.5F},  {3840, 2160, 3}};
    AppOptions options;
    options.running = Running::at_once;
    options.demo = test::demo_data();
    options.cache_folder = "nowhere";  // the country is offered, and not made
    App app(std::move(options));
    NoPainter painter;
    ui::listen(true);
    std::set<std::string> wrong;
    std::size_t texts = 0;  // seen in all
    for (const Screen& screen : screens) {
        test::Driver driver(screen.width, screen.height, 1);
        while (app.settings().scale != screen.scale) {
            Outbox size;
            size.act(app.settings().scale < screen.scale ? Action::scale_up : Action::scale_down);
            app.apply(size);
        }
        driver.fonts(app.font_wish(1, screen.width, screen.height).scale);
        const auto frames = [&](int count) {
            for (int i = 0; i < count; ++i)
                driver.frame([&] { app.draw(painter, screen.width, screen.height, 1); });
        };
        const auto look = [&](const char* where) {
            frames(2);
            texts += ui::drawn_texts().size();
            for (const std::string& fault : faults())
                wrong.insert(name_of(screen, app.settings().lang) + ", " + where + ": " + fault);
        };
        const auto act = [&](Action action) {
            Outbox out;
            out.act(action);
            app.apply(out);
        };
        frames(1);
        for (int language = 0; language < 2; ++language) {
            if (!app.start_page()) act(Action::open_start);
            look("start");
            if (app.study().title.empty())
                app.open_demo();
            else
                act(Action::open_start);
            frames(3);
            REQUIRE_FALSE(app.start_page());
            for (const Action step : {Action::step_data, Action::step_check, Action::step_travel,
                                      Action::step_coverage, Action::step_plan, Action::step_report}) {
                act(step);
                look(words_of(geo::Lang::en, step).c_str());
            }
            act(Action::step_coverage);
            for (const Action level : {Action::level_province, Action::level_amphoe, Action::level_tambon}) {
                act(level);
                act(Action::next_worst);
                look(words_of(geo::Lang::en, level).c_str());
            }
            // A trip from a point of the tambon that is chosen now.
            const geo::Demand& demand = *app.results()->demand;
            std::size_t point = 0;
            while (demand.area[point] != app.selection().areas.front()) ++point;
            Outbox trip;
            trip.explain = std::optional{demand.at[point]};
            app.apply(trip);
            look("trip");
            REQUIRE(app.last_frame().trip != nullptr);
            for (const char* key : {"trip.close", "trip.nearer", "trip.farther"})
                if (const auto at = ui::registry().find(key); at == ui::registry().end())
                    wrong.insert(name_of(screen, app.settings().lang) + ": no " + key);
                else if (!at->second.visible || at->second.x1 > screen.width)
                    wrong.insert(name_of(screen, app.settings().lang) + ": out of the window: " + key);
            act(Action::clear_selection);
            for (const Action dialog : {Action::help, Action::find, Action::open}) {
                act(dialog);
                look(words_of(geo::Lang::en, dialog).c_str());
                driver.press(256, [&] { app.draw(painter, screen.width, screen.height, 1); });
            }
            act(Action::switch_language);
        }
    }
    ui::listen(false);
    REQUIRE(texts > 10000);
    std::string list;
    for (const std::string& one : wrong) list += one + "\n";
    INFO(list);
    REQUIRE(wrong.empty());
}

TEST_CASE("every character of every word is in the fonts of the window", "[labels]") {
    const test::Driver driver;
    std::set<std::string> missing;
    for (const char* lang : {"th", "en"})
        for (const char* room : {"base", "demo", "import", "panels", "study", "window"}) {
            std::ifstream in(std::string{LEARNREACH_SOURCE_DIR} + "/assets/words/" + lang + "/" + room +
                             ".txt");
            REQUIRE(in);
            for (std::string line; std::getline(in, line);)
                for (const char32_t c : geo::code_points(ui::shown(line)))
                    for (const Font font : {Font::label, Font::body_bold, Font::section})
                        if (c >= 0x20 && !ui::has_glyph(font, c)) missing.insert(lang + (": " + line));
        }
    std::string list;
    for (const std::string& line : missing) list += line + "\n";
    INFO(list);
    REQUIRE(missing.empty());
}

}  // namespace labels_test
