// What the window tells of all pairs of child and place: access, second choices, seats.
#include "app/panels/coverage_panel.h"
#include "app/panels/inspector.h"
#include "geo/base/figures.h"
#include "tests/app/driver.h"

#include <fmt/format.h>

namespace pairs_test {

using namespace app;
using test::Demo;
using test::Driver;
using test::said;

namespace {

/// The demonstration with an indicator, computed.
struct Shown {
    geo::Study study = Demo::made().study;
    std::shared_ptr<const geo::Results> results;
    explicit Shown(geo::Indicator indicator, const geo::AccessChoice& access = {}) {
        study.map.indicator = indicator;
        study.scenario().access = access;
        results = *geo::Analysis{}.run(study, {});
    }
    Frame frame(geo::Lang lang) const {
        Frame out = Demo::made().frame(lang);
        out.study = &study;
        out.results = results.get();
        return out;
    }
};

void inspect(Driver& driver, const Frame& frame) {
    Inspector inspector;
    Outbox out;
    ui::listen(true);
    driver.frame(test::drawing(inspector, frame, out, 352, 1400));
}

}  // namespace

TEST_CASE("the inspector tells access, its inequality and the worse half's part", "[panels][access]") {
    Driver driver;
    const Shown shown(geo::Indicator::access);
    const geo::AccessRow& all = shown.results->access->table.at(geo::Level::country, 0);
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
        const Frame frame = shown.frame(lang);
        inspect(driver, frame);
        REQUIRE(said(frame.word("pairs.access")));
        REQUIRE(said(fmt::format("{:.1f}", *all.equity.mean * 100)));
        REQUIRE(said(fmt::format("{:.2f}", *all.equity.gini)));
        REQUIRE(said(geo::whole_children(all.without_milli)));
        REQUIRE(ui::registry().count("inspector.lorenz") == 1);
    }
    // A cost has minutes and no curve.
    const Shown raam(geo::Indicator::access,
                     {geo::AccessMethod::raam, geo::Decay::step, geo::SupplyRule::capacity});
    const Frame frame = raam.frame(geo::Lang::en);
    inspect(driver, frame);
    REQUIRE(said(frame.word("pairs.access_raam")));
    REQUIRE_FALSE(said(frame.word("pairs.gini")));
    REQUIRE(ui::registry().count("inspector.lorenz") == 0);
    // Without a limit in time there is none, and the window says so.
    geo::Study by_km = raam.study;
    by_km.scenario().travel.within = {{geo::Metric::length, 6000000}};
    const auto results = *geo::Analysis{}.run(by_km, {});
    Frame refused = frame;
    refused.study = &by_km;
    refused.results = results.get();
    inspect(driver, refused);
    REQUIRE(said("RAAM"));  // the sentence takes several lines
}

TEST_CASE("second choices and seats stand in the inspector where the map shows them",
          "[panels][backup][seats]") {
    Driver driver;
    const Shown backup(geo::Indicator::one_place);
    const Frame frame = backup.frame(geo::Lang::en);
    inspect(driver, frame);
    const geo::WholeRow whole = geo::whole(backup.results->coverage[0].at(geo::Level::country)[0]);
    const std::int64_t one = backup.results->backup->one_place[0][0];
    REQUIRE(said(frame.word("pairs.backup.one")));
    REQUIRE(said(geo::grouped(one)));
    REQUIRE(said(geo::grouped(whole.covered - one)));
    const Shown seats(geo::Indicator::no_seat);
    const Frame other = seats.frame(geo::Lang::th);
    inspect(driver, other);
    REQUIRE(said(other.word("pairs.seats.most")));
    REQUIRE(said(geo::grouped(seats.results->seats->no_seat[0][0])));
    REQUIRE(said(geo::whole_children(seats.results->seats->at_most.at(geo::Level::country, 0))));
    // Elsewhere they are not told.
    inspect(driver, Demo::made().frame(geo::Lang::th));
    REQUIRE_FALSE(said(other.word("pairs.seats")));
    REQUIRE_FALSE(said(other.word("pairs.access")));
}

TEST_CASE("the rules of access are chosen where it is shown", "[panels][access]") {
    Driver driver(1600, 2400);
    const Shown shown(geo::Indicator::access);
    Frame frame = shown.frame(geo::Lang::en);
    frame.more_open = true;
    CoveragePanel panel;
    Outbox out;
    const auto draw = test::drawing(panel, frame, out, 300, 2200);
    const auto chosen = [&](const char* key) {
        out = {};
        driver.click(key, draw);
        REQUIRE(out.edits.size() == 1);
        geo::Study study = shown.study;
        out.edits.front().change(study);
        return study.scenario().access;
    };
    REQUIRE(chosen("access.method.raam").method == geo::AccessMethod::raam);
    REQUIRE(chosen("access.decay.gaussian").decay == geo::Decay::gaussian);
    REQUIRE(chosen("access.supply.one").supply == geo::SupplyRule::one_each);
    Frame other = Demo::made().frame(geo::Lang::en);
    other.more_open = true;
    driver.frame(test::drawing(panel, other, out, 300, 2200));
    REQUIRE(ui::registry().count("access.method.raam") == 0);
}

}  // namespace pairs_test
