// The demonstration country of the start page; the small one stands in for it, for it is made the same way.
#include "app/app.h"
#include "app/widgets.h"
#include "geo/study/demo_study.h"
#include "geo/study/samples.h"
#include "tests/app/driver.h"
#include "tests/support/temp_folder.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace country_test {

using namespace app;

namespace {

class Blind : public MapPainter {
public:
    std::uintptr_t paint(const render::MapFrame&, int, int, double, bool) override { return 0; }
    SpriteTexture sprite(int, const std::vector<render::Mark>&, double) override { return {}; }
    std::uintptr_t picture(const render::Pixels&, std::uint64_t) override { return 0; }
};

AppOptions options_of(const std::string& cache, Running running) {
    AppOptions options;
    options.running = running;
    options.lang = geo::Lang::en;
    options.cache_folder = cache;
    options.country.size = geo::DemoSize::small;
    return options;
}

struct Window {
    explicit Window(AppOptions options) : app(std::move(options)) {}
    void frames(int count) {
        for (int i = 0; i < count; ++i) driver.frame([&] { app.draw(painter, 1600, 1000, 1); });
    }
    void click(const char* key) {
        driver.click(key, [&] { app.draw(painter, 1600, 1000, 1); });
    }
    test::Driver driver;
    Blind painter;
    App app;
};

std::string bytes(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("the start page makes the country, opens it, and keeps it as it was", "[app]") {
    const test::TempFolder cache;
    const std::string folder = cache.path().string();
    Window window(options_of(folder, Running::at_once));
    App& app = window.app;
    window.frames(2);
    REQUIRE(app.last_frame().country_card == CountryCard::offered);
    window.click("start.country");
    window.frames(3);
    REQUIRE_FALSE(app.start_page());
    REQUIRE(app.last_frame().country_card == CountryCard::kept);
    REQUIRE(app.study().title == geo::word(geo::Lang::en, "demo.country_title"));
    REQUIRE(app.study_path().empty());
    const std::string file = geo::kept_demo_file(folder, options_of(folder, Running::at_once).country);
    const std::string kept = bytes(file);
    REQUIRE_FALSE(kept.empty());
    // Edits are no matter of the kept study; they go into a file of their own.
    Outbox edits;
    edits.edit("edit.season", [](geo::Study& s) { s.scenario().travel.season = geo::Season::rainy; });
    edits.save_to = (cache / "mine.gpkg").string();
    app.apply(edits);
    window.frames(3);
    REQUIRE(app.study_path() == (cache / "mine.gpkg").string());
    REQUIRE(bytes(file) == kept);
    // From the cache it is as it was made.
    Outbox again;
    again.act(Action::open_country);
    app.apply(again);
    window.frames(3);
    REQUIRE(app.study().scenario().travel.season == geo::Season::dry);
    REQUIRE(app.study_path().empty());
    REQUIRE(bytes(file) == kept);
}

TEST_CASE("where the country cannot be made the start page says what to do, and it can be tried again",
          "[app]") {
    const test::TempFolder cache;
    std::ofstream(cache / "file") << "no folder";
    Window window(options_of((cache / "file").string(), Running::at_once));
    window.frames(2);
    window.click("start.country");
    window.frames(2);
    REQUIRE(window.app.start_page());
    REQUIRE(window.app.last_frame().country_card == CountryCard::failed);
    REQUIRE(window.app.last_frame().country_trouble != nullptr);
    REQUIRE(ui::registry().contains("start.country_progress"));
    std::filesystem::remove(cache / "file");
    window.click("start.sample.asean");
    window.frames(3);
    REQUIRE_FALSE(window.app.start_page());
}

TEST_CASE("a country that is stopped leaves nothing, and one may open something else meanwhile", "[app]") {
    const test::TempFolder cache;
    auto options = options_of(cache.path().string(), Running::beside);
    options.country.size = geo::DemoSize::country;
    Window window(options);
    const auto until = [&](auto seen) {
        for (int i = 0; i < 20000 && !seen(); ++i) {
            window.frames(1);
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        REQUIRE(seen());
    };
    window.frames(2);
    window.click("start.country");
    until([] { return ui::registry().contains("start.country_progress.stop"); });
    // The window goes on: the small demonstration opens while the country is made.
    window.click("start.demo");
    until([&] { return !window.app.start_page(); });
    REQUIRE(window.app.last_frame().country.running);
    Outbox stop;
    stop.act(Action::open_start);
    stop.act(Action::stop_country);
    window.app.apply(stop);
    until([&] { return window.app.last_frame().country_card == CountryCard::stopped; });
    REQUIRE_FALSE(geo::demo_is_kept(options.cache_folder, options.country));
    REQUIRE(std::distance(std::filesystem::directory_iterator(cache.path()), {}) == 1);  // the lock
}

TEST_CASE("without a folder to keep it in the country is not offered", "[app]") {
    Window window(options_of("", Running::at_once));
    window.frames(2);
    REQUIRE_FALSE(ui::registry().contains("start.country"));
    REQUIRE_FALSE(ui::registry().contains("start.sample.asean"));
    window.app.open_country();
    window.frames(2);
    REQUIRE(window.app.start_page());
}

TEST_CASE("a sample opens the country with its own question and shows its provinces", "[app]") {
    const test::TempFolder cache;
    Window window(options_of(cache.path().string(), Running::at_once));
    App& app = window.app;
    window.frames(2);
    // The small one stands in for the country: its provinces have codes of their own.
    geo::SampleStudy pilots{"asean"};
    pilots.provinces = {"28", "59", "90"};
    Outbox ask;
    ask.sample = &pilots;
    app.apply(ask);
    window.frames(4);
    REQUIRE_FALSE(app.start_page());
    REQUIRE(app.study().title == geo::word(geo::Lang::en, "sample.asean.title"));
    REQUIRE(app.study().map.level == geo::Level::province);
    REQUIRE(app.selection().areas.size() == 2);
    const double all = app.map().view().metres_per_mm;

    geo::SampleStudy one{"songkhla"};
    one.provinces = {"59"};
    one.level = geo::Level::tambon;
    one.services = geo::service_non_formal;
    ask.sample = &one;
    app.apply(ask);
    window.frames(4);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));  // the map flies there
    window.frames(4);
    REQUIRE(app.study().title == geo::word(geo::Lang::en, "sample.songkhla.title"));
    REQUIRE(app.study().scenario().travel.services == geo::service_non_formal);
    REQUIRE(app.selection().areas.empty());
    REQUIRE(app.map().view().metres_per_mm < all * 0.8);
    // What is opened next is nobody's sample.
    Outbox country;
    country.act(Action::open_country);
    app.apply(country);
    window.frames(4);
    REQUIRE(app.study().scenario().travel.services == geo::service_any);
    REQUIRE(app.selection().areas.empty());
}

TEST_CASE("the offer of the country lies on no card of a small window", "[app]") {
    const test::TempFolder cache;
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
        AppOptions options = options_of(cache.path().string(), Running::at_once);
        options.lang = lang;
        options.demo = test::demo_data();
        Window window(std::move(options));
        window.app.open_demo();
        for (int i = 0; i < 4; ++i)
            window.driver.frame([&] { window.app.draw(window.painter, 1366, 768, 1); });
        REQUIRE(ui::registry().contains("toast.action"));
        REQUIRE(ui::registry().contains("map.legend"));
        const auto& toast = ui::registry().at("toast.action");
        const auto& legend = ui::registry().at("map.legend");
        // The words stand left of the button: as wide as it again, and more.
        CHECK(toast.x0 - 2 * (toast.x1 - toast.x0) > legend.x1);
    }
}

}  // namespace country_test
