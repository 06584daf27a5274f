#include "geo/geom/measure.h"
#include "geo/network/nearest.h"
#include "tests/support/test.h"

#include <algorithm>
#include <random>

namespace straight_line_test {

using namespace geo;

namespace {

Profile motorcycle() {
    return standard_profile(Mode::motorcycle, Season::dry);
}

}  // namespace

TEST_CASE("the straight line takes the nearest place on the ellipsoid, anywhere", "[nearest]") {
    struct Region {
        double lon, lat, width, height;
    };
    for (const Region& r : {Region{97.5, 6, 8, 14}, Region{-9, 38, 3, 4}, Region{170, -40, 20, 80},
                            Region{101, 13, 0.001, 0.001}}) {
        std::mt19937 random(5);
        const auto anywhere = [&] {
            return LonLat{r.lon + double(random() % 10000) * 1e-4 * r.width,
                          r.lat + double(random() % 10000) * 1e-4 * r.height};
        };
        std::vector<LonLat> places(300);
        std::vector<LonLat> children(300);
        for (LonLat& p : places) p = anywhere();
        for (int i = 0; i < 30; ++i) places.push_back(places[random() % 300]);  // several on one spot
        for (LonLat& p : children) p = anywhere();
        children[7] = places[310];
        const Profile profile = motorcycle();
        const auto trips = straight_line_trips(places, children, profile, {});
        for (std::size_t i = 0; i < children.size(); ++i) {
            std::pair<std::uint32_t, std::uint32_t> best{no_cost, no_cost};
            for (std::uint32_t p = 0; p < places.size(); ++p)
                best =
                    std::min(best, {children[i] == places[p] ? 0 : geodesic_mm(children[i], places[p]), p});
            const Trip& trip = (*trips)[i];
            REQUIRE(trip.status == TripStatus::reached);
            REQUIRE(trip.source == best.second);
            REQUIRE(trip.length_mm == static_cast<std::uint32_t>(best.first * 1.3 + 0.5));
            REQUIRE(trip.time_ms ==
                    static_cast<std::uint32_t>(trip.length_mm * 3.6 / profile.straight_kmh + 0.5));
            REQUIRE(trip.walk_mm == 0);
        }
    }
}

TEST_CASE("without a place nobody is reached by a straight line", "[nearest]") {
    const std::vector<LonLat> children = {{101, 13}};
    const auto trips = straight_line_trips({}, children, motorcycle(), {});
    REQUIRE((*trips)[0].status == TripStatus::unreachable);
    REQUIRE(straight_line_trips(children, {}, motorcycle(), {})->empty());
}

TEST_CASE("who lives at a place has no way to it, not a metre", "[nearest]") {
    const std::vector<LonLat> places = {{101, 15}, {101, 15.1}};
    const std::vector<LonLat> points = {{101, 15}, {101, 15.0000001}};
    const auto trips = straight_line_trips(places, points, motorcycle(), {});
    REQUIRE((*trips)[0].status == TripStatus::reached);
    REQUIRE((*trips)[0].length_mm == 0);
    REQUIRE((*trips)[0].time_ms == 0);
    REQUIRE((*trips)[1].length_mm > 0);
}

}  // namespace straight_line_test
