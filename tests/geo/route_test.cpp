// A trip explained: its legs add up to what the search says, to the millisecond and millimetre.
#include "geo/network/route.h"

#include "geo/data/import.h"
#include "geo/data/read_roads.h"
#include "geo/geom/measure.h"
#include "geo/network/terrain.h"
#include "tests/support/drawn_network.h"
#include "tests/support/random_roads.h"
#include "tests/support/test.h"

#include <cmath>
#include <map>
#include <random>

namespace route_test {

using namespace geo;
using test::drawn;

namespace {

/// What every route must hold, whatever its network.
void require_sound(const Network& network, const Route& route, const Trip& trip, LonLat from, LonLat to) {
    REQUIRE(route.trip == trip);
    if (trip.status != TripStatus::reached) {
        REQUIRE(route.legs.empty());
        return;
    }
    std::uint64_t ms = 0, mm = 0, walk_mm = 0;
    LonLat at = from;
    for (const Leg& leg : route.legs) {
        ms += leg.time_ms;
        mm += leg.length_mm;
        if (leg.kind == LegKind::to_road || leg.kind == LegKind::from_road) walk_mm += leg.length_mm;
        REQUIRE_FALSE(leg.points.empty());
        REQUIRE(geodesic_metres(at, leg.points.front()) < 0.02);  // each leg begins where the last ended
        at = leg.points.back();
        double drawn_m = 0;
        for (std::size_t i = 0; i + 1 < leg.points.size(); ++i)
            drawn_m += geodesic_metres(leg.points[i], leg.points[i + 1]);
        REQUIRE_THAT(drawn_m, Catch::Matchers::WithinAbs(leg.length_mm / 1000.0,
                                                         0.05 + 0.002 * double(leg.points.size())));
        if (leg.kind == LegKind::wait || leg.kind == LegKind::ferry_wait) REQUIRE(leg.length_mm == 0);
    }
    REQUIRE(ms == trip.time_ms);
    REQUIRE(mm == trip.length_mm);
    REQUIRE(walk_mm == trip.walk_mm);
    if (!route.legs.empty()) REQUIRE(geodesic_metres(at, to) < 0.02);
    REQUIRE(network.profile.walk_kmh > 0);
}

std::size_t routes_on(const Network& network, const std::vector<LonLat>& place_at,
                      const std::vector<LonLat>& child_at, std::map<LegKind, std::size_t>& kinds) {
    const auto places = snap_all(network, place_at, SnapFor::place);
    const auto children = snap_all(network, child_at);
    std::size_t reached = 0;
    for (const Metric metric : {Metric::time, Metric::length}) {
        const auto labels = *nearest_of_nodes(network, places, metric, {});
        const auto trips = *nearest_trips(network, places, children, metric, {});
        for (std::size_t i = 0; i < children.size(); ++i) {
            INFO("child " << i << (metric == Metric::time ? " by time" : " by length"));
            const Route route = route_of(network, labels, places, children[i], child_at[i], place_at, metric);
            const LonLat to =
                trips[i].status == TripStatus::reached ? place_at[trips[i].source] : child_at[i];
            require_sound(network, route, trips[i], child_at[i], to);
            reached += route.legs.empty() ? 0 : 1;
            for (const Leg& leg : route.legs) ++kinds[leg.kind];
        }
    }
    return reached;
}

}  // namespace

TEST_CASE("the legs of a trip are its walk, its ride and its wait", "[route]") {
    auto picture = drawn({"A-------B---C-------D"}, RoadClass::secondary, 1000);
    picture.roads.ways[1].road_class = RoadClass::footway;
    const auto network = build_network(picture.roads, standard_profile(Mode::songthaew, Season::dry), {});
    const LonLat home{picture.at('A').lon, picture.at('A').lat + 0.001}, school = picture.at('D');
    const std::vector<Snap> places{snap(*network, school, SnapFor::place)};
    const auto labels = *nearest_of_nodes(*network, places, Metric::time, {});
    const Route route =
        route_of(*network, labels, places, snap(*network, home), home, {{school}}, Metric::time);
    std::vector<LegKind> kinds;
    for (const Leg& leg : route.legs) kinds.push_back(leg.kind);
    using enum LegKind;
    REQUIRE(kinds == std::vector<LegKind>{to_road, wait, ride, on_foot, wait, ride});
    REQUIRE(route.legs[1].time_ms == 600000);
    REQUIRE(route.legs[2].road_class == RoadClass::secondary);
    REQUIRE(route.legs[3].road_class == RoadClass::footway);
    REQUIRE(route.legs[3].points.size() == 2);
}

TEST_CASE("legs add up to the trip on random roads, in every mode", "[route]") {
    std::map<LegKind, std::size_t> kinds;
    std::size_t reached = 0;
    for (unsigned seed = 1; seed <= 14; ++seed) {
        std::mt19937 random(seed);
        Roads roads = test::in_pieces(test::random_roads(seed, 6), seed % 2 == 0);
        for (Way& way : roads.ways) {
            if (random() % 8 == 0) way.road_class = RoadClass::ferry;
            if (random() % 5 == 0) way.road_class = RoadClass::footway;
        }
        std::vector<LonLat> places, children;
        const auto anywhere = [&] {
            return LonLat{101 + double(random() % 600) * 1e-4, 13 + double(random() % 600) * 1e-4};
        };
        for (int i = 0; i < 5; ++i) places.push_back(anywhere());
        places.push_back(roads.nodes[random() % roads.nodes.size()]);
        for (int i = 0; i < 25; ++i) children.push_back(anywhere());
        for (int i = 0; i < 10; ++i) children.push_back(roads.nodes[random() % roads.nodes.size()]);
        children.push_back(places[0]);
        const Mode mode = all_modes.at(seed % all_modes.size());
        const auto network =
            build_network(roads, standard_profile(mode, seed > 7 ? Season::rainy : Season::dry), {});
        REQUIRE(network);
        INFO("seed " << seed << ", " << mode_name(mode));
        reached += routes_on(*network, places, children, kinds);
    }
    REQUIRE(reached > 500);
    for (const LegKind kind : {LegKind::to_road, LegKind::on_foot, LegKind::ride, LegKind::wait,
                               LegKind::ferry_wait, LegKind::from_road}) {
        INFO(leg_kind_name(kind));
        REQUIRE(kinds[kind] > 20);
    }
}

TEST_CASE("legs add up to the trip on real roads", "[real][route]") {
    const auto data = test::real_data();
    if (!data) return;
    for (const char* file : {"roads/bangkok-core.osm", "roads/malta-latest.osm.pbf"}) {
        ImportReport report;
        const auto roads = read_roads(*data / file, report, {});
        REQUIRE(roads);
        std::mt19937 random(7);
        std::vector<LonLat> places, children;
        const auto near_road = [&] {
            LonLat at = roads->nodes[random() % roads->nodes.size()];
            at.lon += double(random() % 100) * 1e-5;
            return at;
        };
        for (int i = 0; i < 20; ++i) places.push_back(near_road());
        for (int i = 0; i < 200; ++i) children.push_back(near_road());
        std::map<LegKind, std::size_t> kinds;
        for (const Mode mode : {Mode::walk, Mode::car, Mode::songthaew, Mode::school_van}) {
            INFO(file << " " << mode_name(mode));
            const auto network = build_network(*roads, standard_profile(mode, Season::dry), {});
            REQUIRE(routes_on(*network, places, children, kinds) > 300);
        }
    }
}

}  // namespace route_test
