// The rains and the hills: what a way costs when it is wet, and up against down.
#include "geo/geom/measure.h"
#include "geo/network/nearest.h"
#include "geo/network/terrain.h"
#include "tests/support/drawn_network.h"
#include "tests/support/random_roads.h"
#include "tests/support/test.h"

#include <cmath>
#include <random>

namespace season_slope_test {

using namespace geo;
using test::drawn;

namespace {

/// Heights in metres of cells of `size` degrees, from 100.99 E 13.01 N to the south-east.
Grids heights(std::uint32_t columns, std::uint32_t rows, double size,
              const std::function<float(LonLat)>& of) {
    Grid grid;
    grid.kind = GridKind::elevation;
    grid.to_map = {100.99, size, 0, 13.01, 0, -size};
    grid.columns = columns;
    grid.rows = rows;
    auto cells = std::make_shared<std::vector<float>>();
    for (std::uint32_t r = 0; r < rows; ++r)
        for (std::uint32_t c = 0; c < columns; ++c)
            cells->push_back(of({100.99 + (c + 0.5) * size, 13.01 - (r + 0.5) * size}));
    grid.cells = cells;
    return std::make_shared<const std::vector<Grid>>(std::vector<Grid>{grid});
}

std::size_t at(RoadClass road_class) {
    return static_cast<std::size_t>(road_class);
}

}  // namespace

TEST_CASE("walking speed on a slope is Tobler's", "[slope]") {
    const auto near = [](double kmh) { return Catch::Matchers::WithinAbs(kmh, 5e-5); };
    REQUIRE_THAT(tobler_kmh(0), near(5.0367));
    REQUIRE_THAT(tobler_kmh(-0.05), near(6));
    REQUIRE_THAT(tobler_kmh(0.10), near(3.5493));
    REQUIRE_THAT(tobler_kmh(-0.15), near(4.2281));
    REQUIRE_THAT(tobler_kmh(0.05), near(4.2281));
    REQUIRE(tobler_factor(0) == 1);
}

TEST_CASE("up takes longer than down, and on the flat the table holds", "[slope]") {
    const auto roads = drawn({"A---------B"}, RoadClass::residential, 200);
    const double metres = geodesic_metres(roads.at('A'), roads.at('B'));
    // One in ten up to the east.
    const auto hill =
        heights(120, 100, 0.0003, [&](LonLat p) { return float((p.lon - 100.99) * 108500 * 0.1); });
    const auto terrain = Terrain::of(hill);
    REQUIRE(terrain);
    const Profile walk = standard_profile(Mode::walk, Season::dry);
    const auto flat = build_network(roads.roads, walk, {});
    const auto sloped = build_network(roads.roads, walk, {}, &*terrain);
    REQUIRE(sloped->report.elevation_used);
    REQUIRE(sloped->report.edges_on_foot == 1);
    REQUIRE(sloped->report.edges_with_elevation == 1);
    const Edge& e = sloped->edges[0];
    const bool eastward = sloped->node[e.from].lon < sloped->node[e.to].lon;
    const double up_s = (eastward ? e.forward_ms : e.backward_ms) / 1000.0;
    const double down_s = (eastward ? e.backward_ms : e.forward_ms) / 1000.0;
    REQUIRE_THAT(up_s, Catch::Matchers::WithinRel(metres * 3.6 / 5 / tobler_factor(0.1), 0.01));
    REQUIRE_THAT(down_s, Catch::Matchers::WithinRel(metres * 3.6 / 5 / tobler_factor(-0.1), 0.01));
    // Motorcycles and bicycles ride as the table says.
    for (const Mode mode : {Mode::motorcycle, Mode::bicycle}) {
        const auto ridden = build_network(roads.roads, standard_profile(mode, Season::dry), {}, &*terrain);
        REQUIRE_FALSE(ridden->report.elevation_used);
        REQUIRE(ridden->edges[0].forward_ms == ridden->edges[0].backward_ms);
    }
    // A bridge does not go down into the valley below it.
    auto bridge = roads.roads;
    bridge.ways[0].flags = road_bridge;
    REQUIRE(build_network(bridge, walk, {}, &*terrain)->edges[0].forward_ms == flat->edges[0].forward_ms);
    // No height, no slope; and it is said.
    const auto elsewhere = Terrain::of(heights(10, 10, 0.0001, [](LonLat) { return 5.0F; }));
    const auto unknown = build_network(roads.roads, walk, {}, &*elsewhere);
    REQUIRE(unknown->edges[0].forward_ms == flat->edges[0].forward_ms);
    REQUIRE(unknown->report.edges_with_elevation == 0);
    REQUIRE(unknown->report.edges_on_foot == 1);
}

TEST_CASE("a hill between two ends of one long segment is walked over", "[slope]") {
    const auto roads = drawn({"A---------B"}, RoadClass::residential, 200);
    const double middle = (roads.at('A').lon + roads.at('B').lon) / 2;
    const auto ridge =
        heights(120, 100, 0.0003, [&](LonLat p) { return float(200 - std::abs(p.lon - middle) * 20000); });
    const auto terrain = Terrain::of(ridge);
    const Profile walk = standard_profile(Mode::walk, Season::dry);
    const auto flat = build_network(roads.roads, walk, {});
    const auto over = build_network(roads.roads, walk, {}, &*terrain);
    REQUIRE(over->edges[0].forward_ms > flat->edges[0].forward_ms * 5 / 4);
}

TEST_CASE("with slopes a road node's label is still the trip of a child who stands there",
          "[slope][nearest]") {
    std::size_t unlike = 0;
    for (unsigned seed = 1; seed <= 4; ++seed) {
        const Roads roads = test::in_pieces(test::random_roads(seed, 6), false);
        std::mt19937 random(seed);
        const auto terrain = Terrain::of(heights(300, 300, 0.0003, [&](LonLat p) {
            return float(300 * std::sin(p.lon * 300) * std::cos(p.lat * 200 + seed));
        }));
        for (const Mode mode : {Mode::walk, Mode::songthaew}) {
            const auto network = build_network(roads, standard_profile(mode, Season::dry), {}, &*terrain);
            REQUIRE(network);
            REQUIRE_FALSE(network->back_ms.empty());
            for (const Edge& edge : network->edges) unlike += edge.forward_ms != edge.backward_ms ? 1 : 0;
            std::vector<LonLat> spots;
            for (int i = 0; i < 20; ++i)
                spots.push_back({101 + double(random() % 600) * 1e-4, 13 + double(random() % 600) * 1e-4});
            const auto places = snap_all(*network, spots, SnapFor::place);
            std::vector<Snap> points;
            std::vector<std::size_t> shape;
            for (std::uint32_t e = 0; e < network->edges.size(); ++e)
                for (std::uint32_t i = 0; i < network->edges[e].count && !network->edges[e].ridden; ++i) {
                    shape.push_back(network->edges[e].first + i);
                    points.push_back({e, 0, network->along[shape.back()].length_mm, {}, 0, false});
                }
            const auto labels = *nearest_of_road_nodes(*network, places, Metric::time, {});
            const auto trips = *nearest_trips(*network, places, points, Metric::time, {});
            for (std::size_t i = 0; i < points.size(); ++i) {
                REQUIRE(labels.cost[shape[i]] == trips[i].time_ms);
                REQUIRE(labels.owner[shape[i]] == trips[i].source);
            }
        }
    }
    REQUIRE(unlike > 50);
}

TEST_CASE("the rains slow what is unpaved, close it where that is asked, and close fords", "[season]") {
    auto roads = drawn({"A---B---C---D---E"}, RoadClass::tertiary).roads;
    roads.ways[0].surface = Surface::unpaved;
    roads.ways[1].road_class = RoadClass::track;
    roads.ways[2].road_class = RoadClass::track;
    roads.ways[2].surface = Surface::paved;
    roads.ways[3].flags = road_ford;
    const auto minutes = [&](Season season, UnpavedInRain rule, std::int64_t way,
                             Mode mode = Mode::motorcycle) {
        const auto network =
            build_network(roads, profile_from(standard_speeds(), {mode, season, Pace::central, rule}), {});
        for (const Edge& edge : network->edges)
            if (edge.way_id == way) return edge.length_mm * 3.6 / edge.forward_ms;
        return 0.0;
    };
    const auto near = [](double kmh) { return Catch::Matchers::WithinRel(kmh, 0.001); };
    using enum UnpavedInRain;
    REQUIRE_THAT(minutes(Season::dry, slower, 1), near(40));
    REQUIRE_THAT(minutes(Season::rainy, slower, 1), near(40 * 0.5));  // not 0.95 x 0.5
    REQUIRE_THAT(minutes(Season::rainy, slower, 2), near(20 * 0.5));
    REQUIRE(minutes(Season::rainy, closed, 1) == 0);
    REQUIRE(minutes(Season::rainy, closed, 2) == 0);
    REQUIRE_THAT(minutes(Season::rainy, closed, 3), near(20 * 0.5));
    REQUIRE_THAT(minutes(Season::dry, closed, 1), near(40));
    REQUIRE_THAT(minutes(Season::dry, slower, 4), near(40));
    REQUIRE(minutes(Season::rainy, slower, 4) == 0);
    REQUIRE(minutes(Season::rainy, slower, 4, Mode::walk) == 0);
    // On foot one goes on over the mud.
    REQUIRE_THAT(minutes(Season::rainy, closed, 1, Mode::walk), near(4));
    REQUIRE(profile_from(standard_speeds(), {Mode::car, Season::rainy}).speed_kmh[at(RoadClass::ferry)] ==
            12);
}

}  // namespace season_slope_test
