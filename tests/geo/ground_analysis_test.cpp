// Land cover in a whole analysis: whom water cuts off is told, and every change of the ground is followed.
#include "geo/geom/local_plane.h"
#include "geo/geom/measure.h"
#include "geo/study/analysis.h"
#include "tests/support/demo_data.h"
#include "tests/support/moat.h"
#include "tests/support/test.h"

#include <functional>

namespace ground_analysis_test {

using namespace geo;

namespace {

Study demo_study() {
    Study study;
    study.data = test::demo_data();
    study.scenario().travel.mode = Mode::walk;
    study.scenario().travel.max_walk_m = 2000;
    return study;
}

void give(Study& study, std::vector<Grid> grids) {
    auto data = std::make_shared<Dataset>(*study.data);
    data->grids = std::make_shared<const std::vector<Grid>>(std::move(grids));
    study.data = data;
}

/// The demand point with children that is farthest from its road, and how far.
struct Home {
    std::size_t point = 0;
    LonLat at;
    double road_m = 0;
};
Home far_home(const Results& results) {
    Home out;
    for (std::size_t i = 0; i < results.demand->at.size(); ++i) {
        const Snap& snap = (*results.point_snaps)[i];
        const double metres = snap.walk_mm / 1000.0;
        if (snap.on_network() && results.demand->children_milli[i] > 0 && metres > out.road_m)
            out = {i, results.demand->at[i], metres};
    }
    return out;
}

bool same(const Results& a, const Results& b) {
    return *a.point_snaps == *b.point_snaps && *a.place_snaps == *b.place_snaps && a.coverage == b.coverage &&
           cut_off_milli(a) == cut_off_milli(b) && off_network_milli(a) == off_network_milli(b);
}

}  // namespace

TEST_CASE("a home that water cuts off is told apart, and a bridge reaches it", "[ground][analysis]") {
    Analysis analysis;
    Study study = demo_study();
    const auto dry = *analysis.run(study, {});
    const Home home = far_home(*dry);
    REQUIRE(home.road_m > 20);
    REQUIRE(cut_off_milli(*dry) == 0);

    give(study, {test::moat_around(home.at, home.road_m)});
    const auto moat = *analysis.run(study, {});
    const Snap& cut = (*moat->point_snaps)[home.point];
    CHECK(cut.cut_off);
    CHECK_FALSE(cut.on_network());
    CHECK(cut_off_milli(*moat) >= dry->demand->children_milli[home.point]);
    // They are not called far from every road as well.
    CHECK(off_network_milli(*moat) == off_network_milli(*dry));
    CHECK((*moat->time_trips)[home.point].status == TripStatus::off_network);
    const auto unreachable = [](const Results& results) {
        return results.coverage.front().at(Level::country)[0].unreachable_milli;
    };
    CHECK(unreachable(*moat) == unreachable(*dry) + cut_off_milli(*moat));

    // It begins on the bank on which they live, a walk away, and ends where the road is.
    RoadEdit bridge;
    bridge.id = RoadEditId{std::size_t{0}};
    const LonLat road = (*dry->point_snaps)[home.point].on_road;
    const LonLat bank{home.at.lon + 0.3 * (road.lon - home.at.lon),
                      home.at.lat + 0.3 * (road.lat - home.at.lat)};
    bridge.what = NewRoad{{bank, road}};
    study.scenario().road_edits = {bridge};
    const auto bridged = *analysis.run(study, {});
    CHECK((*bridged->point_snaps)[home.point].on_network());
    CHECK((*bridged->point_snaps)[home.point].walk_mm / 1000.0 == Approx(0.3 * home.road_m).epsilon(0.1));
    CHECK((*bridged->time_trips)[home.point].status == TripStatus::reached);
    CHECK(cut_off_milli(*bridged) <= cut_off_milli(*moat) - dry->demand->children_milli[home.point]);
    Analysis fresh;
    CHECK(same(*bridged, **fresh.run(study, {})));

    study.scenario().road_edits.clear();
    CHECK(same(**analysis.run(study, {}), *moat));
}

TEST_CASE("an analysis follows each change of the ground as if it began anew", "[ground][analysis]") {
    Analysis analysis;
    Study study = demo_study();
    const Home home = far_home(**analysis.run(study, {}));
    Grid grass = test::moat_around(home.at, 2 * home.road_m);
    auto dry = std::make_shared<std::vector<float>>(*grass.cells);
    for (float& cell : *dry)
        if (cell == 80) cell = 30;
    grass.cells = dry;
    Grid hill = grass;
    hill.kind = GridKind::elevation;
    auto heights = std::make_shared<std::vector<float>>();
    for (std::uint32_t cell = 0; cell < hill.size(); ++cell)
        heights->push_back(
            static_cast<float>(home.road_m * 0.01 * (cell / hill.columns + cell % hill.columns)));
    hill.cells = heights;

    const std::vector<std::pair<const char*, std::function<void(Study&)>>> changes = {
        {"grass", [&](Study& s) { give(s, {grass}); }},
        {"a moat", [&](Study& s) { give(s, {test::moat_around(home.at, home.road_m)}); }},
        {"grass again", [&](Study& s) { give(s, {grass}); }},
        {"slow grass",
         [](Study& s) {
             SpeedTable table = standard_speeds();
             for (double& kmh : table.ground.at(static_cast<std::size_t>(GroundKind::low)).by_mode) kmh = 1.5;
             s.scenario().travel.speeds.table = std::make_shared<const SpeedTable>(table);
         }},
        {"a hill",
         [&](Study& s) {
             give(s, {grass, hill});
         }},
        {"without slopes", [](Study& s) { s.scenario().travel.slope = false; }},
        {"a short walk", [&](Study& s) { s.scenario().travel.max_walk_m = home.road_m / 2; }},
        {"the usual walk", [](Study& s) { s.scenario().travel.max_walk_m = 2000; }},
        {"rains", [](Study& s) { s.scenario().travel.season = Season::rainy; }},
        {"no ground", [](Study& s) { give(s, {}); }},
    };
    std::vector<Snap> before = *(*analysis.run(study, {}))->point_snaps;
    for (const auto& [name, change] : changes) {
        INFO(name);
        change(study);
        const auto next = *analysis.run(study, {});
        Analysis fresh;
        CHECK(same(*next, **fresh.run(study, {})));
        // Each is a change for the home that it is about.
        CHECK_FALSE((*next->point_snaps)[home.point] == before[home.point]);
        before = *next->point_snaps;
    }
}

TEST_CASE("a moved unit over the ground gives what a new analysis gives", "[ground][analysis]") {
    Analysis analysis;
    Study study = demo_study();
    const Home home = far_home(**analysis.run(study, {}));
    give(study, {test::moat_around(home.at, home.road_m)});
    const UnitId unit = add_unit(study.scenario(), home.at);
    REQUIRE(analysis.run(study, {}));
    const LocalPlane plane(home.at);
    for (const double metres : {0.3, 0.7, 1.0, 1.6, 0.1}) {
        unit_of(study.scenario(), unit)->at = {home.at.lon + metres * home.road_m / plane.x_per_degree,
                                               home.at.lat};
        INFO(metres);
        const auto moved = *analysis.run(study, {});
        Analysis fresh;
        CHECK(same(*moved, **fresh.run(study, {})));
    }
}

}  // namespace ground_analysis_test
