// Roads that a plan adds, closes and slows are the roads that a changed file would have.
#include "geo/network/road_edits.h"

#include "geo/geom/measure.h"
#include "geo/network/edit_network.h"
#include "geo/network/network.h"
#include "geo/study/analysis.h"
#include "geo/study/study_file.h"
#include "tests/support/demo_data.h"
#include "tests/support/test.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <stop_token>

namespace road_edits_test {

using namespace geo;

namespace {

/// Two roads from west to east, 0.01 degrees apart, of four points each, and nothing between them.
///   way 10: nodes 0 1 2 3 at lat 15.00;  way 20: nodes 4 5 6 7 at lat 15.01;  way 30 leaves node 1
///   southwards
Roads two_roads() {
    Roads out;
    for (const double lat : {15.0, 15.01})
        for (int i = 0; i < 4; ++i) out.nodes.push_back({101.0 + 0.01 * i, lat});
    out.nodes.push_back({101.01, 14.99});
    const auto way = [&](std::int64_t id, std::vector<std::uint32_t> nodes) {
        Way one;
        one.id = id;
        one.road_class = RoadClass::tertiary;
        one.first = static_cast<std::uint32_t>(out.way_nodes.size());
        one.count = static_cast<std::uint32_t>(nodes.size());
        out.way_nodes.insert(out.way_nodes.end(), nodes.begin(), nodes.end());
        out.ways.push_back(one);
    };
    way(10, {0, 1, 2, 3});
    way(20, {4, 5, 6, 7});
    way(30, {1, 8});
    return out;
}

/// One square province, tambon west and east of 101.015.
Areas two_tambon() {
    Areas out;
    const auto square = [](double west, double east) {
        Polygon one;
        one.outer = {{west, 14.9}, {east, 14.9}, {east, 15.1}, {west, 15.1}, {west, 14.9}};
        return MultiPolygon{one};
    };
    const auto add = [&](Level level, const char* code, MultiPolygon shape) {
        AreaLevel& rows = out.at(level);
        rows.code.emplace_back(code);
        rows.name_th.emplace_back(code);
        rows.name_en.emplace_back();
        rows.parent.push_back(level == Level::country ? AreaId{} : AreaId{0U});
        rows.shape.push_back(std::move(shape));
        rows.inner.push_back({});
    };
    out.levels = {};
    add(Level::country, "TH", {});
    add(Level::province, "10", square(100.9, 101.1));
    add(Level::amphoe, "1001", square(100.9, 101.1));
    add(Level::tambon, "100101", square(100.9, 101.015));
    add(Level::tambon, "100102", square(101.015, 101.1));
    return out;
}

Network network_of_roads(const Roads& roads) {
    return *build_network(roads, standard_profile(Mode::motorcycle, Season::dry), {});
}

std::uint32_t ms_between(const Network& network, LonLat from, LonLat to) {
    const Snap a = snap(network, from), b = snap(network, to, SnapFor::place);
    const Trip trip =
        nearest_trips(network, std::vector<Snap>{b}, std::vector<Snap>{a}, Metric::time, {})->front();
    return trip.time_ms;
}

const std::vector<std::uint32_t> nodes(const Roads& roads, std::size_t way) {
    const auto of = roads.nodes_of(roads.ways[way]);
    return {of.begin(), of.end()};
}

RoadEdit edit(std::uint32_t id, decltype(RoadEdit::what) what) {
    return {RoadEditId{id}, {}, std::move(what)};
}

/// As geo::edit_roads(), which nobody cancels here.
EditedRoads edited(const Roads& roads, const Areas& areas, std::span<const RoadEdit> edits) {
    return *edit_roads(roads, areas, edits, {});
}

}  // namespace

TEST_CASE("no edit leaves the roads as they are", "[roads][edits]") {
    const EditedRoads out = edited(two_roads(), two_tambon(), {});
    CHECK(*out.roads == two_roads());
    CHECK(out.outcomes.empty());
}

TEST_CASE("a new road joins what its ends and bends lie on, and nothing else", "[roads][edits]") {
    // From the middle of way 10 over a bend to node 6 of way 20; it passes no other road.
    const RoadEdit bridge = edit(
        1, NewRoad{{{101.015, 15.0}, {101.018, 15.005}, {101.0200001, 15.01}}, RoadClass::secondary, {}});
    const EditedRoads out = edited(two_roads(), two_tambon(), std::vector{bridge});
    REQUIRE(out.outcomes.size() == 1);
    CHECK(out.outcomes[0].works);
    CHECK(out.outcomes[0].joints == 2);
    const Roads& roads = *out.roads;
    REQUIRE(roads.ways.size() == 4);
    // A node of its own in way 10 between 1 and 2; node 6 itself in way 20.
    REQUIRE(nodes(roads, 0).size() == 5);
    const std::uint32_t joint = nodes(roads, 0)[2];
    CHECK(joint >= 9);
    CHECK(roads.nodes[joint].lon == Approx(101.015));
    CHECK(nodes(roads, 1) == std::vector<std::uint32_t>{4, 5, 6, 7});
    CHECK(nodes(roads, 3).front() == joint);
    CHECK(nodes(roads, 3).back() == 6);
    CHECK(roads.ways[3].id == way_of(RoadEditId{1U}));
    CHECK(edit_of_way(roads.ways[3].id) == RoadEditId{1U});
    CHECK_FALSE(edit_of_way(-7).valid());
    CHECK(roads.ways[3].road_class == RoadClass::secondary);
    CHECK(out.outcomes[0].length_mm == geodesic_mm(roads.nodes[joint], {101.018, 15.005}) +
                                           geodesic_mm({101.018, 15.005}, roads.nodes[6]));
    // One goes over it now.
    const LonLat south{101.0, 15.0}, north{101.03, 15.01};
    CHECK(ms_between(network_of_roads(two_roads()), south, north) == no_cost);
    CHECK(ms_between(network_of_roads(roads), south, north) != no_cost);
}

TEST_CASE("a bridge beside a ferry does not land in mid-river", "[roads][edits]") {
    Roads roads = two_roads();
    roads.ways[2].road_class = RoadClass::ferry;  // way 30, southwards from node 1
    const EditedRoads out = edited(
        roads, two_tambon(),
        std::vector{edit(1, NewRoad{{{101.005, 15.0}, {101.01001, 14.995}, {101.015, 15.0}}, {}, {}})});
    CHECK(out.outcomes[0].joints == 2);
    CHECK(nodes(*out.roads, 2) == std::vector<std::uint32_t>{1, 8});
}

TEST_CASE("a new road that meets no road at one end says so", "[roads][edits]") {
    // 20 m off way 20.
    const RoadEdit loose = edit(1, NewRoad{{{101.015, 15.0}, {101.018, 15.00982}}, {}, {}});
    const EditedRoads out = edited(two_roads(), two_tambon(), std::vector{loose});
    CHECK_FALSE(out.outcomes[0].works);
    CHECK(out.outcomes[0].joints == 1);
    CHECK(out.roads->ways.size() == 4);
}

TEST_CASE("new roads join one another, and two joints of one segment stand in their order",
          "[roads][edits]") {
    const std::vector<RoadEdit> edits = {
        edit(1, NewRoad{{{101.018, 15.0}, {101.018, 15.004}}, {}, {}}),
        edit(2, NewRoad{{{101.012, 15.0}, {101.018, 15.002}}, {}, {}}),
    };
    const EditedRoads out = edited(two_roads(), two_tambon(), edits);
    CHECK_FALSE(out.outcomes[0].works);  // its far end is loose
    CHECK(out.outcomes[1].works);
    const auto base = nodes(*out.roads, 0);
    REQUIRE(base.size() == 6);
    CHECK(std::is_sorted(base.begin(), base.end(), [&](std::uint32_t a, std::uint32_t b) {
        return out.roads->nodes[a].lon < out.roads->nodes[b].lon;
    }));
    const auto first = nodes(*out.roads, 3), second = nodes(*out.roads, 4);
    REQUIRE(first.size() == 3);  // with the second's end in its middle
    CHECK(first[1] == second.back());
}

TEST_CASE("a closed piece goes from joint to joint, and no farther", "[roads][edits]") {
    // Way 10 is joined at node 1 alone: its pieces are 0-1 and 1-2-3.
    const RoadEdit closed = edit(1, ClosedRoad{10, {101.025, 15.00001}});
    const EditedRoads out = edited(two_roads(), two_tambon(), std::vector{closed});
    REQUIRE(out.outcomes[0].works);
    REQUIRE(out.outcomes[0].lines.size() == 1);
    CHECK(out.outcomes[0].lines[0].size() == 3);
    CHECK(out.outcomes[0].length_mm ==
          geodesic_mm({101.01, 15}, {101.02, 15}) + geodesic_mm({101.02, 15}, {101.03, 15}));
    REQUIRE(out.roads->ways.size() == 3);
    CHECK(nodes(*out.roads, 0) == std::vector<std::uint32_t>{0, 1});
    // The whole of way 20 has no joint: it goes wholly.
    const EditedRoads whole =
        edited(two_roads(), two_tambon(), std::vector{edit(1, ClosedRoad{20, {101.01, 15.01}})});
    CHECK(whole.roads->ways.size() == 2);
    CHECK(whole.outcomes[0].works);
    // A way that is gone from the file, or runs elsewhere now, is told.
    for (const ClosedRoad gone : {ClosedRoad{77, {101.01, 15.0}}, ClosedRoad{10, {101.01, 15.005}}}) {
        const EditedRoads none = edited(two_roads(), two_tambon(), std::vector{edit(1, gone)});
        CHECK_FALSE(none.outcomes[0].works);
        CHECK(*none.roads == two_roads());
    }
}

TEST_CASE("roads of an area are slower by the segment, and percents multiply", "[roads][edits]") {
    // Middles of the segments of a road: 101.005, 101.015 (on the border: the tambon with the lower code),
    // 101.025.
    const RoadEdit half = edit(1, SlowedRoads{Level::tambon, "100102", {}, 50});
    const EditedRoads out = edited(two_roads(), two_tambon(), std::vector{half});
    REQUIRE(out.outcomes[0].works);
    CHECK(out.outcomes[0].length_mm ==
          geodesic_mm({101.02, 15}, {101.03, 15}) + geodesic_mm({101.02, 15.01}, {101.03, 15.01}));
    const LonLat west{101.0, 15.0}, border{101.02, 15.0}, east{101.03, 15.0};
    const Network before = network_of_roads(two_roads()), after = network_of_roads(*out.roads);
    CHECK(ms_between(after, west, border) == ms_between(before, west, border));
    CHECK(ms_between(after, border, east) == Approx(2.0 * ms_between(before, border, east)).margin(1));
    // Another class is not touched.
    CHECK_FALSE(edited(two_roads(), two_tambon(),
                       std::vector{edit(1, SlowedRoads{Level::tambon, "100102", RoadClass::track, 50})})
                    .outcomes[0]
                    .works);
    CHECK_FALSE(
        edited(two_roads(), two_tambon(), std::vector{edit(1, SlowedRoads{Level::tambon, "999999", {}, 50})})
            .outcomes[0]
            .works);
    const EditedRoads twice =
        edited(two_roads(), two_tambon(),
               std::vector{half, edit(2, SlowedRoads{Level::province, "10", RoadClass::tertiary, 50})});
    std::set<int> percents;
    for (const Way& way : twice.roads->ways) percents.insert(way.speed_percent);
    CHECK(percents == std::set<int>{25, 50});
}

TEST_CASE("edits of a study's roads: results as from the changed roads, today's as they were, and undone",
          "[roads][edits][analysis]") {
    Study study;
    study.data = test::demo_data();
    Analysis analysis;
    const auto today = *analysis.run(study, {});
    REQUIRE(today->edited_roads == nullptr);
    // The busiest kind of piece: the road that the farthest covered child sets out on.
    std::size_t home = 0;
    for (std::size_t i = 0; i < today->time_trips->size(); ++i)
        if (covers(Threshold{}, (*today->time_trips)[i]) &&
            (*today->time_trips)[i].time_ms > (*today->time_trips)[home].time_ms)
            home = i;
    const Snap spot = (*today->point_snaps)[home];
    Scenario& plan = study.scenario();
    add_road_edit(plan, ClosedRoad{today->network->edges[spot.edge].way_id, spot.on_road});
    add_road_edit(plan, SlowedRoads{Level::province, study.data->areas->at(Level::province).code[0], {}, 40});
    const LonLat a = today->network->node[today->network->edges[spot.edge].from],
                 b = study.data->places->front().at;
    add_road_edit(plan, NewRoad{{a, b}, RoadClass::trunk, Surface::paved});
    const auto planned = *analysis.run(study, {});
    REQUIRE(planned->edited_roads != nullptr);
    CHECK(planned->edited_roads->at(0).works);
    CHECK(planned->edited_roads->at(1).works);
    CHECK(planned->today == today->coverage);
    CHECK(planned->coverage != today->coverage);

    // The same from a file that has these roads.
    Dataset changed = *study.data;
    changed.roads = edited(*study.data->roads, *study.data->areas, plan.road_edits).roads;
    Study other;
    other.data = std::make_shared<const Dataset>(changed);
    const auto from_file = *Analysis{}.run(other, {});
    CHECK(*planned->time_trips == *from_file->time_trips);
    CHECK(planned->coverage == from_file->coverage);

    // What an edit is called changes nothing.
    plan.road_edits.front().name = "สะพานเก่า";
    Study named = study;
    named.scenario().road_edits.front().name.clear();
    CHECK(answers(named, study));
    CHECK((*analysis.run(study, {}))->network == planned->network);

    // A unit that moves on changed roads is repaired, and equals a computation from nothing.
    add_unit(plan, (*study.data->villages)[11].at);
    const auto with_unit = *analysis.run(study, {});
    CHECK(with_unit->network == planned->network);
    const auto fresh = *Analysis{}.run(study, {});
    CHECK(*with_unit->time_trips == *fresh->time_trips);
    CHECK(with_unit->coverage == fresh->coverage);
    CHECK(with_unit->today == today->coverage);

    plan.as_it_is();
    const auto back = *analysis.run(study, {});
    CHECK(back->coverage == today->coverage);
    CHECK(back->edited_roads == nullptr);
    CHECK(back->today.empty());
}

TEST_CASE("plans over hills, water and in vehicles follow each change as if a file had the changed roads",
          "[roads][edits][analysis]") {
    unsigned seed = 0;
    for (const Mode mode : {Mode::walk, Mode::songthaew, Mode::boat, Mode::bicycle}) {
        Study study;
        study.data = test::demo_data();
        const Roads& roads = *study.data->roads;
        if (!has_way_for(roads, standard_profile(mode, Season::dry))) continue;
        Scenario& plan = study.scenario();
        plan.travel.mode = mode;
        study.map.indicator = Indicator::lost_in_rain;
        REQUIRE(plan.travel.slope);
        std::mt19937 random(++seed);
        const auto any_node = [&] { return roads.nodes[random() % roads.nodes.size()]; };
        Analysis analysis;
        const auto today = *analysis.run(study, {});
        for (int change = 0; change < 6; ++change) {
            INFO("mode " << int(mode) << ", change " << change);
            const Way& way = roads.ways[random() % roads.ways.size()];
            const LonLat at = roads.nodes[roads.nodes_of(way).front()];
            if (change == 3)
                plan.road_edits.erase(plan.road_edits.begin());
            else if (change == 4)
                add_road_edit(
                    plan, SlowedRoads{Level::amphoe, study.data->areas->at(Level::amphoe).code[1], {}, 30});
            else if (change == 5)
                remove_road_edit(plan, plan.road_edits.front().id);
            else if (change == 1)
                add_road_edit(plan, NewRoad{{at, any_node()}, RoadClass::secondary, Surface::paved});
            else
                add_road_edit(plan, ClosedRoad{way.id, at});
            const auto live = *analysis.run(study, {});
            Dataset changed = *study.data;
            changed.roads = edited(roads, *study.data->areas, plan.road_edits).roads;
            Study other = study;
            other.scenario().road_edits.clear();
            other.data = std::make_shared<const Dataset>(changed);
            const auto from_file = *Analysis{}.run(other, {});
            CHECK(*live->time_trips == *from_file->time_trips);
            CHECK(live->coverage == from_file->coverage);
            CHECK(live->today == today->coverage);
            CHECK(live->lost_in_rain == from_file->lost_in_rain);
        }
    }
}

TEST_CASE("a change of roads that nobody waits for any more leaves nothing behind", "[roads][edits]") {
    std::stop_source stop;
    stop.request_stop();
    const Progress cancelled(stop.get_token(), nullptr);
    const std::vector plan{edit(1, ClosedRoad{20, {101.01, 15.01}})};
    const auto none = edit_roads(two_roads(), two_tambon(), plan, cancelled);
    REQUIRE_FALSE(none);
    CHECK(none.error().fault == Fault::cancelled);
    const Roads roads = two_roads();
    const auto base = std::make_shared<const Network>(network_of_roads(roads));
    const auto network = edit_network(base, roads, two_tambon(), plan, nullptr, cancelled);
    REQUIRE_FALSE(network);
    CHECK(network.error().fault == Fault::cancelled);
}

TEST_CASE("changed roads are kept in the study file", "[roads][edits][study]") {
    Study study;
    study.data = test::demo_data();
    Scenario& plan = study.scenario();
    add_road_edit(plan, NewRoad{{{101.1, 15.1}, {101.2, 15.2}}, RoadClass::track, Surface::unpaved});
    add_road_edit(plan, ClosedRoad{-5, {101.5, 15.5}});
    add_road_edit(plan, SlowedRoads{Level::amphoe, "1001", RoadClass::path, 150});
    add_road_edit(plan, SlowedRoads{Level::tambon, "100101", {}, 10});
    remove_road_edit(plan, RoadEditId{2U});
    road_edit_of(plan, RoadEditId{1U})->name = "สะพานบ้านใหม่";
    const test::TempFolder folder;
    const std::string file = (folder / "plan.gpkg").string();
    REQUIRE(save_study(study, file, {}));
    const auto read = open_study(file, {});
    REQUIRE(read);
    CHECK(read->scenario() == plan);
    CHECK(add_road_edit(study.scenario(), ClosedRoad{}) == RoadEditId{5U});
}

}  // namespace road_edits_test
