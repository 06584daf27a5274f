// A window with the files of the demonstration, for the tests of the import assistant.
#pragma once

#include "app/app.h"
#include "app/widgets.h"
#include "tests/app/driver.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

namespace test {

struct Assistant {
    explicit Assistant(geo::Lang lang = geo::Lang::en, float w = 1600, float h = 1000, float scale = 1)
        : width(w), height(h), driver(w, h), app(options_of(lang, scale)) {
        driver.fonts(app.font_wish(1, w, h).scale);
        put_demo_files(folder / "files");
    }
    static app::AppOptions options_of(geo::Lang lang, float scale) {
        app::AppOptions options;
        options.running = app::Running::at_once;
        options.lang = lang;
        options.scale = scale;
        return options;
    }
    void frames(int count = 3) {
        for (int i = 0; i < count; ++i) driver.frame(draw());
    }
    std::function<void()> draw() {
        return [this] { app.draw(painter, width, height, 1); };
    }
    void click(const std::string& key) {
        driver.click(key, draw());
        frames();
    }
    std::string file(const char* name) const { return (folder / "files" / name).string(); }
    std::string written(const char* name, const std::string& text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
        return (folder / name).string();
    }
    /// A table of children of which one row has a code that nobody knows.
    std::string odd_table() const {
        const geo::AreaLevel& level = app.study().data->areas->at(geo::Level::tambon);
        REQUIRE(level.size() > 3);
        return written("odd.csv", "code,name,children\n" + level.code[0] + ",A,10\nTH" + level.code[1] +
                                      ",B,20\n999999,C,7\n" + level.code[2] + ",D,-\n");
    }
    void with_areas() {
        import_files(app, {file("areas.gpkg")}, [this](int n) { frames(n); });
    }
    const app::ImportRead& read() const {
        REQUIRE(app.import_work().read() != nullptr);
        return *app.import_work().read();
    }
    void apply(app::Outbox out) {
        app.apply(out);
        frames();
    }
    float width, height;
    TempFolder folder;
    Driver driver;
    Blind painter;
    app::App app;
};

}  // namespace test
