#include "app/action.h"
#include "app/layout.h"
#include "app/settings.h"
#include "render/palette.h"
#include "tests/app/driver.h"

#include <fstream>
#include <set>

namespace widgets_test {

using namespace app;

namespace {

geo::CoverageRow parts(std::int64_t covered, std::int64_t uncovered, std::int64_t unreachable,
                       std::int64_t unplaced) {
    geo::CoverageRow row;
    row.covered_milli = covered;
    row.uncovered_milli = uncovered;
    row.unreachable_milli = unreachable;
    row.unplaced_milli = unplaced;
    row.children_milli = covered + uncovered + unreachable + unplaced;
    return row;
}

}  // namespace

TEST_CASE("the parts of the reach bar fill its width, none that is not zero is under 2 px", "[widgets]") {
    for (const int width : {40, 88, 101, 352, 951}) {
        for (const geo::CoverageRow& row :
             {parts(5890, 4415, 326, 97), parts(1, 1, 1, 1), parts(999999, 1, 1, 1), parts(0, 10, 0, 1),
              parts(0, 0, 7, 0), parts(33333, 33333, 33334, 0)}) {
            const auto widths = ui::reach_widths(width, row);
            const std::int64_t given[] = {row.covered_milli, row.uncovered_milli, row.unreachable_milli,
                                          row.unplaced_milli};
            int sum = 0, shown = 0;
            for (std::size_t i = 0; i < 4; ++i) {
                REQUIRE((widths.at(i) >= 2) == (given[i] > 0));
                sum += widths.at(i);
                shown += given[i] > 0 ? 1 : 0;
            }
            REQUIRE(sum + shown - 1 == width);
        }
    }
    REQUIRE(ui::reach_widths(100, parts(0, 0, 0, 0)) == std::array<int, 4>{0, 0, 0, 0});
}

TEST_CASE("the layout of every window: nothing overlaps, the map keeps its room", "[layout]") {
    for (const float scale : {1.0F, 1.25F, 2.0F, 3.0F}) {
        for (const float w : {900.0F, 1024.0F, 1280.0F, 1600.0F, 1920.0F, 2560.0F, 3840.0F}) {
            for (const float h : {620.0F, 720.0F, 800.0F, 1000.0F, 1440.0F}) {
                const float width = w * scale, height = h * scale;
                const Layout l = layout_of(width, height, scale, {});
                INFO(w << " x " << h << " at " << scale);
                REQUIRE(l.top.w == width);
                REQUIRE(l.status.y + l.status.h == height);
                REQUIRE(l.map.y == l.strip.y + l.strip.h);
                REQUIRE(l.bottom.y == l.map.y + l.map.h);
                REQUIRE(l.bottom.y + l.bottom.h == l.status.y);
                REQUIRE(l.map.x == l.left.x + l.left.w);
                if (!l.drawer) REQUIRE(l.map.x + l.map.w == l.right.x);
                if (l.drawer) {
                    REQUIRE(l.right.y >= l.map.y);
                    REQUIRE(l.right.y + l.right.h <= l.map.y + l.map.h);
                }
                REQUIRE(l.map.w >= 519 * scale);
                REQUIRE(l.map.h >= (h < 760 ? 299 : 359) * scale);
                for (const Rect& r : {l.top, l.left, l.strip, l.map, l.right, l.bottom, l.status}) {
                    REQUIRE(r.x == std::round(r.x));
                    REQUIRE(r.w == std::round(r.w));
                    REQUIRE(r.h == std::round(r.h));
                }
            }
        }
    }
    // At 1600 x 1000 the map is the largest thing, and more so when columns fold.
    const Layout all = layout_of(1600, 1000, 1, {});
    REQUIRE(all.map.w * all.map.h > 0.36F * 1600 * 1000);
    LayoutWish none;
    none.left = none.right = none.bottom = none.strip = false;
    const Layout map_only = layout_of(1600, 1000, 1, none);
    REQUIRE(map_only.map.w * map_only.map.h > 0.88F * 1600 * 1000);
}

TEST_CASE("every action has its words, and no shortcut stands twice", "[actions]") {
    std::set<std::string> keys;
    for (const ActionRow& row : action_table()) {
        INFO(row.key);
        REQUIRE(geo::has_word(std::string{"action."} + row.key));
        for (const Shortcut& s : {row.shortcut, row.second})
            if (s.key != 0) REQUIRE(keys.insert(text_of(s)).second);
    }
    REQUIRE(text_of(row_of(Action::redo).shortcut) == "Ctrl Shift Z");
    REQUIRE(text_of(row_of(Action::help).shortcut) == "F1");
}

TEST_CASE("letters belong to a field that has the keyboard", "[actions]") {
    test::Driver driver;
    const Frame frame = test::Demo::made().frame();
    std::string value;
    std::vector<Action> pressed;
    const auto draw = [&] {
        pressed = pressed_actions(frame);
        test::in_region(frame, [&] { ui::input_text("field", value, ""); });
    };
    driver.frame(draw);
#if IMGUI_VERSION_NUM < 18700
    ImGui::GetIO().KeysDown['T'] = true;
    driver.frame(draw);
    REQUIRE(pressed == std::vector<Action>{Action::level_tambon});
    ImGui::GetIO().KeysDown['T'] = false;
    driver.click("field", draw);
    driver.frame(draw);
    ImGui::GetIO().KeysDown['T'] = true;
    driver.frame(draw);
    REQUIRE(pressed.empty());
    ImGui::GetIO().KeysDown['T'] = false;
#endif
}

TEST_CASE("text against its ground is readable in both themes", "[theme]") {
    for (const render::Theme theme : {render::Theme::light, render::Theme::dark}) {
        const Tokens& t = tokens(theme);
        REQUIRE(render::contrast(t.text, t.surface) >= 4.5);
        REQUIRE(render::contrast(t.text2, t.surface) >= 4.5);
        REQUIRE(render::contrast(t.text3, t.surface) >= 4.5);
        REQUIRE(render::contrast(t.accent, t.surface) >= 4.5);
        REQUIRE(render::contrast(t.on_accent, t.accent_fill) >= 4.5);
        REQUIRE(render::contrast(t.on_accent, t.accent_hover) >= 4.5);
        REQUIRE(render::contrast(t.text, t.accent_soft) >= 4.5);
        REQUIRE(render::contrast(t.bar_text, t.bar) >= 4.5);
        REQUIRE(render::contrast(t.bar_quiet, t.bar) >= 4.5);
        REQUIRE(render::contrast(t.ok, t.ok_soft) >= 4.5);
        REQUIRE(render::contrast(t.warn, t.warn_soft) >= 4.5);
        REQUIRE(render::contrast(t.error, t.error_soft) >= 4.5);
        REQUIRE(render::contrast(t.badge_text, t.badge) >= 4.5);
        REQUIRE(render::contrast(t.tip_text, t.tip) >= 4.5);
    }
}

TEST_CASE("settings come back as they were stored, a damaged file gives the standard ones", "[settings]") {
    const test::TempFolder folder;
    Settings s;
    s.lang = geo::Lang::en;
    s.theme = render::Theme::dark;
    s.scale = 1.5F;
    s.larger = 2;
    s.right_folded = true;
    s.demo_shown = true;
    for (int i = 0; i < 12; ++i)
        remember(s, "/x/" + std::to_string(i) + ".gpkg", "งาน " + std::to_string(i), "2026-11-21");
    remember(s, "/x/5.gpkg", "งาน 5", "2026-11-22");
    REQUIRE(s.recent.size() == 9);
    REQUIRE(s.recent.front().path == "/x/5.gpkg");
    const std::string inside = (folder / "deep").string();
    store_settings(s, inside, inside);
    const Settings back = load_settings(inside, inside);
    REQUIRE(back.lang == s.lang);
    REQUIRE(back.theme == s.theme);
    REQUIRE(back.scale == s.scale);
    REQUIRE(back.larger == s.larger);
    REQUIRE(back.right_folded);
    REQUIRE(back.demo_shown);
    REQUIRE(back.recent.size() == 9);
    REQUIRE(back.recent[0].title == "งาน 5");
    std::ofstream(inside + "/settings.json") << "{\"theme\": 7, \"lang";
    std::ofstream(inside + "/recent.json") << "[7, {\"path";
    REQUIRE(load_settings(inside, inside).recent.empty());
    REQUIRE(load_settings(inside, inside).theme == render::Theme::light);
    REQUIRE(load_settings((folder / "none").string(), "").lang == geo::Lang::th);
}

TEST_CASE("a text that does not fit is cut before a consonant and says so", "[widgets]") {
    test::Driver driver;
    ui::begin_frame(test::Demo::made().frame());
    const std::string whole = "พื้นที่ที่ยังไปไม่ถึงมากที่สุด";
    const float wide = ui::text_width(whole, Font::body);
    REQUIRE(ui::fitted(whole, wide + 1, Font::body) == whole);
    for (float width = 30; width < wide; width += 7) {
        const std::string cut = ui::fitted(whole, width, Font::body);
        REQUIRE(ui::text_width(cut, Font::body) <= width);
        REQUIRE(cut.size() > 3);
        REQUIRE(cut.substr(cut.size() - 3) == "…");
        REQUIRE(whole.rfind(cut.substr(0, cut.size() - 3), 0) == 0);
    }
    // Lines break at words: put together they are the paragraph, and each fits.
    std::string together;
    for (const std::string& line : ui::lines_of(whole, wide / 3, Font::body)) {
        REQUIRE(ui::text_width(line, Font::body) <= wide / 3 + 1);
        together += line;
    }
    REQUIRE(together == whole);
}

}  // namespace widgets_test
