// The tabs below the map: by limit, and the checks of the numbers.
#include "geo/base/figures.h"
#include "geo/study/self_checks.h"
#include "render/map_words.h"
#include "tests/app/demo_session.h"

namespace bottom_tabs_test {

using namespace app;

TEST_CASE("the checks run when the window rests or somebody looks, and again after a change",
          "[app][checks]") {
    test::DemoSession s;
    const auto checks = [&] { return *s.app.last_frame().checks; };
    CHECK(checks().empty());
    CHECK(s.app.next_frame_s() <= 1.6);  // the window wakes for them
    s.frames(100);                       // more than a second and a half
    REQUIRE(checks().size() == geo::check_kinds);
    CHECK(s.says("Self-checks · 10 passed"));
    s.act(Action::season_rainy);
    s.frames(2);
    CHECK(checks().empty());
    s.click("bottom.tab.checks");
    REQUIRE(checks().size() == geo::check_kinds);
    for (const geo::SelfCheck& one : checks()) {
        INFO(geo::check_name(one.kind));
        CHECK(one.passed);
        CHECK(s.says(geo::word(geo::Lang::en, std::string{"checks."} + geo::check_name(one.kind))));
    }
}

TEST_CASE("the chart shows every usual limit, the chosen one is that of the strip", "[app][chart]") {
    test::DemoSession s;
    s.click("bottom.tab.chart");
    const auto& row = s.app.results()->coverage.front().at(geo::Level::country)[0];
    CHECK(s.says(geo::percent(row.covered_milli, row.children_milli, 1) + "%"));
    const auto within = [&](const geo::Threshold& limit) {
        geo::Study other = s.app.study();
        other.scenario().travel.within = {limit};
        const auto results = *geo::Analysis{}.run(other, {});
        const auto& all = results->coverage.front().at(geo::Level::country)[0];
        return geo::percent(all.covered_milli, all.children_milli, 1) + "%";
    };
    CHECK(s.says(within({geo::Metric::time, 15 * 60000})));
    CHECK(s.says(within({geo::Metric::time, 60 * 60000})));
    s.click("chart.add_length");
    s.frames(4);
    REQUIRE(s.app.results()->length_trips != nullptr);
    for (const std::uint32_t km : {3U, 6U, 10U}) CHECK(s.says(within({geo::Metric::length, km * 1000000})));
    // Of one area, its own.
    std::size_t area = 0;
    const auto& rows = s.app.results()->coverage.front().at(geo::Level::tambon);
    while (rows[area].children_milli < 50000) ++area;
    s.select(area);
    CHECK(s.says(geo::percent(rows[area].covered_milli, rows[area].children_milli, 1) + "%"));
}

}  // namespace bottom_tabs_test
