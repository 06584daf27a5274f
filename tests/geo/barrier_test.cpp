// Rivers and borders as barriers, bridges as links: what a walk, a road and an edit do at them.
#include "geo/geom/local_plane.h"
#include "geo/geom/measure.h"
#include "geo/network/barrier_map.h"
#include "geo/network/edit_network.h"
#include "geo/network/ground.h"
#include "geo/network/live_trips.h"
#include "geo/network/route.h"
#include "tests/support/drawn_network.h"
#include "tests/support/random_roads.h"
#include "tests/support/test.h"
#include "tests/support/wrong_labels.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace barrier_test {

using namespace geo;

namespace {

/// The spot of a drawn picture: cells of 100 m, as drawn() places letters.
LonLat cell(double row, double column) {
    return {101 + column * 100 / 108500, 13 - row * 100 / 110600};
}

Barrier line(BarrierKind kind, std::vector<LonLat> points) {
    Barrier out;
    out.kind = kind;
    out.lines.push_back(std::move(points));
    return out;
}
Barrier ground(BarrierKind kind, std::vector<LonLat> ring) {
    Barrier out = line(kind, std::move(ring));
    out.filled = true;
    return out;
}
std::shared_ptr<const BarrierMap> map_of(std::vector<Barrier> barriers) {
    return BarrierMap::of({{"test", std::move(barriers)}});
}

Network network_with(const Roads& roads, std::shared_ptr<const BarrierMap> barriers, Mode mode = Mode::walk) {
    const auto open = open_roads(std::make_shared<const Roads>(roads), barriers.get());
    Network out = *build_network(*open.roads, standard_profile(mode, Season::dry), {});
    out.barriers = std::move(barriers);
    return out;
}

Trip trip_between(const Network& network, LonLat from, LonLat to) {
    const std::vector<Snap> place{snap(network, to, SnapFor::place)};
    return nearest_trips(network, place, std::vector<Snap>{snap(network, from)}, Metric::time, {})->front();
}

/// Two roads along a river in row 1, and a bridge far to the east.
const test::DrawnRoads& banks() {
    static const test::DrawnRoads out = test::drawn({"A---------B",  //
                                                     "          |",  // the river
                                                     "          |",  //
                                                     "          |",  //
                                                     "D---------C"});
    return out;
}
Barrier river(double row = 1) {
    return line(BarrierKind::water, {cell(row, -60), cell(row, 4), cell(row, 4.7), cell(row, 80)});
}

}  // namespace

TEST_CASE("a home behind the river walks to its own bank and goes round by the bridge", "[barriers]") {
    // 20 m south of the river: 120 m to the road in the north, 280 m to the one in the south.
    const LonLat home = cell(1.2, 2), school = banks().at('A');
    for (const Mode mode : {Mode::walk, Mode::car, Mode::motorcycle}) {
        INFO(mode_name(mode));
        const Network free = network_with(banks().roads, nullptr, mode);
        CHECK(snap(free, home).walk_mm / 1000.0 == Approx(120).epsilon(0.002));
        CHECK_FALSE(snap(free, home).turned);

        const Network network = network_with(banks().roads, map_of({river()}), mode);
        const Snap found = snap(network, home);
        CHECK(found.turned);
        CHECK_FALSE(found.cut_off);
        CHECK_FALSE(found.moved);
        CHECK(found.walk_mm / 1000.0 == Approx(280).epsilon(0.002));
        // 800 m east, 400 m over the bridge, 1000 m west.
        const Trip trip = trip_between(network, home, school);
        REQUIRE(trip.status == TripStatus::reached);
        CHECK(trip.length_mm / 1e6 == Approx(0.280 + 0.8 + 0.4 + 1.0).epsilon(0.002));
        const double kmh = network.profile.speed_kmh[static_cast<std::size_t>(RoadClass::tertiary)];
        const double wait_s = network.profile.wait_s;
        CHECK(trip.time_ms / 60000.0 ==
              Approx(0.280 / network.profile.walk_kmh * 60 + 2.2 / kmh * 60 + wait_s / 60).epsilon(0.002));
        // Nobody on the north bank is turned.
        CHECK_FALSE(snap(network, cell(0.8, 2)).turned);
        CHECK(snap(network, cell(0.8, 2)).walk_mm / 1000.0 == Approx(80).epsilon(0.002));
        // And a place behind the river is walked to from its own bank as well.
        CHECK(snap(network, home, SnapFor::place).walk_mm / 1000.0 == Approx(280).epsilon(0.002));
    }
}

TEST_CASE("without a road on its bank a home is unreachable, behind a barrier, and counted so",
          "[barriers]") {
    const test::DrawnRoads north = test::drawn({"A---------B"});
    const Network network = network_with(north.roads, map_of({river()}));
    const std::vector<LonLat> homes = {cell(0.8, 2), cell(1.2, 2), cell(90, 2), cell(0.9, 5)};
    const std::vector<Snap> snaps = snap_all(network, homes);
    CHECK(snaps[0].on_network());
    CHECK_FALSE(snaps[1].on_network());
    CHECK(snaps[1].cut_off);
    // Too far from every road is another thing.
    CHECK_FALSE(snaps[2].on_network());
    CHECK_FALSE(snaps[2].cut_off);
    const std::vector<std::int64_t> children = {1000, 3000, 500, 7000};
    CHECK(snap_bands(snaps, children).cut_off == 3000);
    CHECK(snap_bands(snaps, children).weight.back() == 3500);
    const BarrierTold told = barrier_told(snaps, children);
    CHECK(told.cut_off == 1);
    CHECK(told.cut_off_weight == 3000);
    CHECK(told.turned == 0);
    CHECK(trip_between(network, homes[1], north.at('A')).status == TripStatus::off_network);
}

TEST_CASE("a bridge is joined where it meets the water, from either bank", "[barriers]") {
    // One long road from north to south over the river, slanting away from the home.
    Roads roads;
    roads.nodes = {cell(0, 0), cell(4, 4)};
    roads.way_nodes = {0, 1};
    Way way;
    way.id = 1;
    way.count = 2;
    way.road_class = RoadClass::tertiary;
    roads.ways = {way};
    // The nearest spot of the road lies in row 1.5, the river runs in row 2, the home in row 2.2.
    const LonLat home = cell(2.2, 0.8);
    const Network free = network_with(roads, nullptr);
    CHECK(snap(free, home).on_road.lat > cell(2, 0).lat);
    const Network network = network_with(roads, map_of({river(2)}));
    const Snap found = snap(network, home);
    CHECK(found.turned);
    // Where the road meets the river: row 2, column 2.
    CHECK(geodesic_metres(found.on_road, cell(2, 2)) < 0.1);
    CHECK(found.walk_mm / 1000.0 == Approx(100 * std::hypot(0.2, 1.2)).epsilon(0.002));
}

TEST_CASE("who lives on a lake sets out from its edge, who lives behind it goes another way", "[barriers]") {
    // Rows 1 to 3, columns 1 to 4; the road in the north.
    const Barrier lake = ground(BarrierKind::water, {cell(1, 1), cell(1, 4), cell(3, 4), cell(3, 1)});
    const test::DrawnRoads north = test::drawn({"A---------B"});
    const Network network = network_with(north.roads, map_of({lake}));
    const Snap on_water = snap(network, cell(1.4, 2.5));
    CHECK(on_water.moved);
    CHECK_FALSE(on_water.turned);
    // 40 m to the edge do not count, and half a metre beyond it one sets out.
    CHECK(on_water.walk_mm / 1000.0 == Approx(99.5).epsilon(0.003));
    // At 60 m from the western edge and 80 m from the others one lands in the west.
    const Snap west = snap(network, cell(2, 1.6));
    CHECK(west.moved);
    CHECK(geodesic_metres(west.on_road, cell(0, 0.995)) < 1);
    // South of the lake the nearest spot of the road that is seen lies past the eastern corner.
    const Snap behind = snap(network, cell(5, 2));
    CHECK(behind.turned);
    CHECK(geodesic_metres(behind.on_road, cell(0, 7)) < 0.2);
    CHECK(behind.walk_mm / 1000.0 == Approx(100 * std::hypot(5, 5)).epsilon(0.002));
    CHECK(network.barriers->clear(cell(5, 2), behind.on_road));

    // An island is no water, and no way leads from it.
    Barrier with_island = lake;
    with_island.lines.push_back({cell(1.5, 2), cell(1.5, 3), cell(2.5, 3), cell(2.5, 2)});
    const Network island = network_with(north.roads, map_of({with_island}));
    CHECK_FALSE(snap(island, cell(2, 2.5)).moved);
    CHECK(snap(island, cell(2, 2.5)).cut_off);

    // Two waters that share an edge: one does not land between them.
    const Barrier beside = ground(BarrierKind::water, {cell(1, 4), cell(1, 7), cell(3, 7), cell(3, 4)});
    const Network two = network_with(north.roads, map_of({lake, beside}));
    const Snap landed = snap(two, cell(2.1, 4.2));
    CHECK(landed.moved);
    CHECK_FALSE(two.barriers->way_out(*two.barriers->way_out(cell(2.1, 4.2), 5000), 5000));
    CHECK(two.barriers->way_out(cell(2.1, 4.2), 5000)->lat < cell(3, 0).lat);

    // Within a border people live.
    Barrier country = lake;
    country.kind = BarrierKind::border;
    country.filled = false;
    CHECK_FALSE(snap(network_with(north.roads, map_of({country})), cell(2, 2)).moved);
}

TEST_CASE("a road over water stays open and is counted, a closed border cuts it", "[barriers]") {
    test::DrawnRoads roads = banks();
    for (Way& way : roads.roads.ways)
        if (roads.roads.nodes_of(way).front() == roads.node.at('B') ||
            roads.roads.nodes_of(way).back() == roads.node.at('C'))
            if (roads.roads.nodes_of(way).front() != roads.node.at('D')) way.flags = road_bridge;
    const auto shared = std::make_shared<const Roads>(roads.roads);
    const auto water = map_of({river()});
    const OpenRoads over = open_roads(shared, water.get());
    CHECK(over.roads == shared);
    CHECK(over.over_water == 1);
    CHECK(over.bridges == 1);
    CHECK(over.fords == 0);
    CHECK(over.cut == 0);

    const auto border = map_of({line(BarrierKind::border, {cell(1, -60), cell(1, 80)})});
    const OpenRoads cut = open_roads(shared, border.get());
    CHECK(cut.cut == 1);
    CHECK(cut.over_water == 0);
    REQUIRE(cut.roads->ways.size() == roads.roads.ways.size() + 1);
    REQUIRE(cut.roads->nodes.size() == roads.roads.nodes.size() + 2);
    CHECK(std::equal(roads.roads.nodes.begin(), roads.roads.nodes.end(), cut.roads->nodes.begin()));
    CHECK(geodesic_metres(cut.roads->nodes.back(), cell(1, 10)) < 0.01);

    const Network network = network_with(roads.roads, border, Mode::car);
    const LonLat north = cell(0, 3), south = cell(4, 3);
    CHECK(trip_between(network, north, south).status == TripStatus::unreachable);
    CHECK(trip_between(network, cell(0, 1), north).status == TripStatus::reached);
    // Both stubs are there: whoever lives beside the road near the border still has it.
    CHECK(snap(network, cell(1.3, 10.2)).walk_mm / 1000.0 == Approx(20).epsilon(0.01));
    CHECK(snap(network, cell(0.7, 10.2)).walk_mm / 1000.0 == Approx(20).epsilon(0.01));
}

TEST_CASE("a road that has a node on the border is closed as well", "[barriers]") {
    Roads roads;
    roads.nodes = {cell(0, 0), cell(1, 0), cell(2, 0)};
    roads.way_nodes = {0, 1, 2};
    Way way;
    way.id = 5;
    way.count = 3;
    way.road_class = RoadClass::tertiary;
    roads.ways = {way};
    const double lat = cell(1, 0).lat;
    const auto border = map_of({line(BarrierKind::border, {{100.9, lat}, {101.1, lat}})});
    const OpenRoads cut = open_roads(std::make_shared<const Roads>(roads), border.get());
    CHECK(cut.cut == 1);
    CHECK(cut.roads->ways.size() == 2);
    const Network network = network_with(roads, border);
    CHECK(trip_between(network, cell(0.5, 0), cell(1.5, 0)).status == TripStatus::unreachable);
}

TEST_CASE("closing the bridge sends trips round the water, a drawn link over it is a bridge",
          "[barriers][edits]") {
    // Two bridges: b at column 4, the other at column 10.
    const test::DrawnRoads roads = test::drawn({"A---b-----B",  //
                                                "    |     |",  //
                                                "    |     |",  //
                                                "    |     |",  //
                                                "D---c-----C"});
    const auto barriers = map_of({river()});
    const auto base = std::make_shared<const Network>(network_with(roads.roads, barriers));
    const LonLat home = cell(1.2, 2), school = roads.at('A');
    // To the bridge on the own bank, over the river, west.
    CHECK(trip_between(*base, home, school).length_mm / 1e6 == Approx(0.2 + 0.12 + 0.4).epsilon(0.002));

    std::int64_t bridge = 0;
    for (const Way& way : roads.roads.ways)
        if (roads.roads.nodes_of(way).front() == roads.node.at('b') &&
            roads.roads.nodes_of(way).back() == roads.node.at('c'))
            bridge = way.id;
    REQUIRE(bridge != 0);
    RoadEdit closed{RoadEditId{std::size_t{1}}, {}, ClosedRoad{bridge, cell(2, 4)}};
    const auto without = edit_network(base, roads.roads, {}, std::vector{closed}, nullptr, {});
    REQUIRE(without);
    CHECK(trip_between(*without->network, home, school).length_mm / 1e6 ==
          Approx(0.28 + 0.8 + 0.4 + 1.0).epsilon(0.002));
    CHECK(snap_again(*without->network, std::vector{home}, snap_all(*base, std::vector{home})) ==
          snap_all(*without->network, std::vector{home}));

    RoadEdit link{RoadEditId{std::size_t{2}}, {}, NewRoad{{cell(4, 2), cell(0, 2)}}};
    const auto linked = edit_network(base, roads.roads, {}, std::vector{closed, link}, nullptr, {});
    REQUIRE(linked);
    // The home is beside it, on the south bank: 0 m to it and 120 m over the river, then 200 m west.
    const Trip trip = trip_between(*linked->network, home, school);
    CHECK(trip.length_mm / 1e6 == Approx(0.32).epsilon(0.01));
    const std::vector<LonLat> homes = {home, cell(1.3, 1), cell(3, 7), cell(0.5, 3)};
    CHECK(snap_again(*linked->network, homes, snap_all(*base, homes)) == snap_all(*linked->network, homes));
}

TEST_CASE("who sets out from the edge of a wide water follows a road that changes two walks away",
          "[barriers][edit_network]") {
    const test::DrawnRoads roads = test::drawn({"A---------B",  //
                                                "|         |",  //
                                                "D---------C"});
    // The home is 700 m from the edge in row 8, the nearer road 600 m beyond it.
    const Barrier lake = ground(BarrierKind::water, {cell(8, -30), cell(8, 40), cell(60, 40), cell(60, -30)});
    Network made = network_with(roads.roads, map_of({lake}));
    made.profile.max_walk_m = 900;
    const auto base = std::make_shared<const Network>(std::move(made));
    const std::vector<LonLat> homes = {cell(15, 5)};
    const std::vector<Snap> before = snap_all(*base, homes);
    REQUIRE(before[0].moved);
    CHECK(before[0].walk_mm / 1000.0 == Approx(599.5).epsilon(0.002));
    std::int64_t south = 0;
    for (const Way& way : roads.roads.ways)
        if (roads.roads.nodes_of(way).front() == roads.node.at('D')) south = way.id;
    const RoadEdit closed{RoadEditId{std::size_t{1}}, {}, ClosedRoad{south, cell(2, 5)}};
    const auto edited = edit_network(base, roads.roads, {}, std::vector{closed}, nullptr, {});
    REQUIRE(edited);
    const std::vector<Snap> now = snap_all(*edited->network, homes);
    CHECK(now != before);
    CHECK(snap_again(*edited->network, homes, before) == now);
}

TEST_CASE("the nearest spot that is seen is the one that looking at every spot finds", "[barriers]") {
    std::mt19937 random(7);
    const auto anywhere = [&] {
        return LonLat{101 + static_cast<double>(random() % 2000) * 1e-5,
                      13 + static_cast<double>(random() % 2000) * 1e-5};
    };
    int hidden = 0, turned = 0;
    for (int round = 0; round < test::rounds(3000); ++round) {
        std::vector<Barrier> barriers;
        for (unsigned i = 0; i < 1 + random() % 4; ++i) {
            std::vector<LonLat> points{anywhere()};
            for (unsigned k = 0; k < 1 + random() % 4; ++k) {
                const LonLat next = anywhere();
                points.push_back({points.back().lon + (next.lon - 101.01) / 3,
                                  points.back().lat + (next.lat - 13.01) / 3});
            }
            barriers.push_back(line(BarrierKind::water, std::move(points)));
        }
        const auto map = map_of(std::move(barriers));
        const LonLat home = anywhere(), from = anywhere(), to = anywhere();
        const LocalPlane plane(home);
        const Metres a = plane.of(from), b = plane.of(to);
        const OnSegment free = nearest_to_origin(a, b);
        const auto found = map->seen(plane, a, b, free.part, 5000);
        constexpr int spots = 2000;
        double best = 1e18;
        for (int i = 0; i <= spots; ++i) {
            const double t = static_cast<double>(i) / spots;
            const LonLat at{from.lon + t * (to.lon - from.lon), from.lat + t * (to.lat - from.lat)};
            if (map->clear(home, at)) best = std::min(best, std::abs(t - free.part));
        }
        INFO("round " << round);
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        if (best > 2) {
            // A gap may be narrower than the looking.
            ++hidden;
            continue;
        }
        REQUIRE(found);
        const double off = std::abs(*found - free.part);
        if (off > 0) ++turned;
        CHECK(off <= best + 0.02 / length);
        // What is found is seen, or lies within a centimetre of what is.
        const LonLat at{from.lon + *found * (to.lon - from.lon), from.lat + *found * (to.lat - from.lat)};
        CHECK(map->clear(home, at));
    }
    CHECK(hidden > test::rounds(20));
    CHECK(turned > test::rounds(100));
}

TEST_CASE("after many changes of roads beside barriers walks and labels are those from nothing",
          "[barriers][edit_network][live]") {
    std::size_t turned = 0, behind = 0, moved = 0;
    for (const unsigned seed : {3U, 4U, 5U, 6U}) {
        std::mt19937 random(seed);
        const Roads drawn = test::random_roads(seed, 9);
        const auto anywhere = [&] {
            return LonLat{101 + static_cast<double>(random() % 9000) * 1e-5,
                          13 + static_cast<double>(random() % 9000) * 1e-5};
        };
        std::vector<Barrier> barriers;
        for (int i = 0; i < 8; ++i) {
            std::vector<LonLat> points{anywhere()};
            for (int k = 0; k < 12; ++k)
                points.push_back({points.back().lon + static_cast<double>(random() % 700) * 1e-5,
                                  points.back().lat + (static_cast<double>(random() % 800) - 400) * 1e-5});
            barriers.push_back(line(i < 2 ? BarrierKind::border : BarrierKind::water, std::move(points)));
        }
        for (int i = 0; i < 6; ++i) {
            const LonLat at = anywhere();
            barriers.push_back(ground(BarrierKind::water, {at,
                                                           {at.lon + 0.008, at.lat},
                                                           {at.lon + 0.007, at.lat + 0.006},
                                                           {at.lon + 0.001, at.lat + 0.009}}));
        }
        const auto map = map_of(std::move(barriers));
        const auto open = open_roads(std::make_shared<const Roads>(drawn), map.get());
        CHECK(open.cut > 0);
        const Roads& roads = *open.roads;
        const Mode mode = seed % 2 == 0 ? Mode::walk : Mode::songthaew;
        Network made = *build_network(roads, standard_profile(mode, Season::dry), {});
        made.barriers = map;
        made.profile.max_walk_m = 900;
        const auto base = std::make_shared<const Network>(std::move(made));
        std::vector<LonLat> homes(150), places(12);
        for (LonLat& at : homes) at = anywhere();
        for (LonLat& at : places) at = anywhere();
        const auto home_snaps = std::make_shared<const std::vector<Snap>>(snap_all(*base, homes));
        const std::vector<Snap> place_snaps = snap_all(*base, places, SnapFor::place);
        LiveTrips live(home_snaps, *Nearest::search(base, place_snaps, Metric::time, {}));
        std::vector<RoadEdit> edits;
        std::uint32_t last = 0;
        for (int round = 0; round < test::rounds(120); ++round) {
            INFO("seed " << seed << ", change " << round);
            if (edits.size() > 4) edits.erase(edits.begin() + static_cast<std::ptrdiff_t>(random() % 5));
            const Way& way = roads.ways[random() % roads.ways.size()];
            if (random() % 2 == 0)
                edits.push_back(
                    {RoadEditId{++last}, {}, ClosedRoad{way.id, roads.nodes[roads.nodes_of(way)[0]]}});
            else
                edits.push_back({RoadEditId{++last},
                                 {},
                                 NewRoad{{roads.nodes[random() % roads.nodes.size()], anywhere(),
                                          roads.nodes[random() % roads.nodes.size()]}}});
            const auto edited = edit_network(base, roads, {}, edits, nullptr, {});
            REQUIRE(edited);
            const Network& network = *edited->network;
            REQUIRE(network.barriers == map);
            const std::vector<Snap> points = snap_again(network, homes, *home_snaps);
            const std::vector<Snap> sources = snap_again(network, places, place_snaps, SnapFor::place);
            REQUIRE(points == snap_all(network, homes));
            REQUIRE(sources == snap_all(network, places, SnapFor::place));
            REQUIRE(live.change_roads(edited->network, std::make_shared<const std::vector<Snap>>(points),
                                      sources));
            REQUIRE(test::wrong_labels(live.nearest()) == 0);
            REQUIRE(live.trips() == *nearest_trips(network, sources, points, Metric::time, {}));
            const BarrierTold told = barrier_told(points);
            turned += told.turned;
            behind += told.cut_off;
            moved += told.moved;
        }
    }
    CHECK(turned > std::size_t{test::rounds(1000)});
    CHECK(behind > std::size_t{test::rounds(100)});
    CHECK(moved > std::size_t{test::rounds(100)});
}

TEST_CASE("over the ground one walks round the end of a barrier, not through it", "[barriers][ground]") {
    constexpr double cell_m = 50;
    constexpr std::uint32_t cells = 60;
    const LocalPlane plane({101, 13});
    Grid grass;
    grass.kind = GridKind::land_cover;
    grass.columns = grass.rows = cells;
    grass.to_map = {100.999, cell_m / plane.x_per_degree, 0, 13.001, 0, -cell_m / plane.y_per_degree};
    grass.cells = std::make_shared<const std::vector<float>>(cells * cells, 30.0F);
    const auto at = [&](double column, double row) {
        return LonLat{100.999 + (column + 0.5) * cell_m / plane.x_per_degree,
                      13.001 - (row + 0.5) * cell_m / plane.y_per_degree};
    };
    Roads roads;
    roads.nodes = {at(0, 1), at(59, 1)};
    roads.way_nodes = {0, 1};
    Way way;
    way.id = 7;
    way.count = 2;
    way.road_class = RoadClass::residential;
    roads.ways = {way};
    const auto with = [&](std::vector<Barrier> barriers) {
        Network out = network_with(roads, barriers.empty() ? nullptr : map_of(std::move(barriers)));
        out.ground = *Ground::of(std::make_shared<const std::vector<Grid>>(1, grass), out.profile, false);
        REQUIRE((out.ground != nullptr));
        return out;
    };
    const LonLat home = at(30, 20);
    const Snap free = snap(with({}), home);
    REQUIRE(free.on_network());
    CHECK(free.walk_mm / 1000.0 == Approx(19 * cell_m).epsilon(0.01));

    // From edge to edge: no way. With a gap of 300 m at column 50: through the gap.
    const Network closed = with({line(BarrierKind::water, {at(-400, 10), at(400, 10)})});
    CHECK(snap(closed, home).cut_off);
    const Network gap = with({line(BarrierKind::water, {at(-400, 10), at(47, 10)}),
                              line(BarrierKind::water, {at(53, 10), at(400, 10)})});
    const Snap round = snap(gap, home);
    REQUIRE(round.on_network());
    CHECK(round.turned);
    const double least = (std::hypot(17, 10) + 9) * cell_m;
    CHECK(round.walk_mm / 1000.0 > least * 0.999);
    CHECK(round.walk_mm / 1000.0 < least * 1.06);
    const std::vector<LonLat> walked = gap.ground->way(gap, home, SnapFor::child);
    REQUIRE(walked.size() > 2);
    for (std::size_t i = 0; i + 1 < walked.size(); ++i) CHECK(gap.barriers->clear(walked[i], walked[i + 1]));
    // A lake on which one lives: one begins at its edge, and the way is drawn from the home.
    const Network lake = with({ground(BarrierKind::water, {at(28, 18), at(32, 18), at(32, 24), at(28, 24)})});
    const Snap landed = snap(lake, home);
    REQUIRE(landed.on_network());
    CHECK(landed.moved);
    CHECK(lake.ground->way(lake, home, SnapFor::child).front() == home);
}

}  // namespace barrier_test
