#include "geo/access/curve.h"

#include "geo/network/snap.h"
#include "tests/support/test.h"

#include <random>

namespace curve_test {

using namespace geo;

namespace {

Demand demand_of(const std::vector<std::int64_t>& children_milli, std::int64_t all_milli) {
    Demand demand;
    demand.children_milli = children_milli;
    demand.at.resize(children_milli.size());
    demand.area.resize(children_milli.size());
    demand.total_milli[0] = {all_milli};
    return demand;
}

Trip reached(std::uint32_t time_ms, std::uint32_t length_mm) {
    Trip trip;
    trip.status = TripStatus::reached;
    trip.time_ms = time_ms;
    trip.length_mm = length_mm;
    return trip;
}

}  // namespace

TEST_CASE("the curve counts whoever is reached within each minute, the limit included", "[coverage]") {
    const Demand demand = demand_of({1000, 2500, 4000, 500, 8000}, 20000);
    const std::vector<Trip> trips = {reached(0, 0), reached(60000, 500000), reached(60001, 500001),
                                     reached(240000, 1), Trip{}};
    REQUIRE(cumulative(demand, trips, Metric::time, curve_step_ms) ==
            std::vector<CurveStep>{{60000, 3500}, {120000, 7500}, {180000, 7500}, {240000, 8000}});
    REQUIRE(cumulative(demand, trips, Metric::length, curve_step_mm) ==
            std::vector<CurveStep>{{500000, 4000}, {1000000, 8000}});
    REQUIRE(cumulative(demand, std::vector<Trip>(5), Metric::time, curve_step_ms).empty());

    CoverageCsvOptions options;
    options.estimate = true;
    const OutTable table = curve_table(demand, trips, trips, options);
    REQUIRE(table.rows.size() == 6);
    REQUIRE(table.rows[1] == std::vector<std::string>{"minutes", "2", "7.5", "0.375000", "",
                                                      "ประมาณการเส้นตรง / straight-line estimate"});
    REQUIRE(table.rows[4][0] == "metres");
    REQUIRE(table.rows[4][1] == "500");
    REQUIRE(curve_table(demand, trips, {}, options).rows.size() == 4);
}

TEST_CASE("homes are counted by how far they lie from the road", "[network]") {
    std::vector<Snap> snaps(8);
    const std::vector<std::uint32_t> walk_mm = {0, 100000, 100001, 500000, 999999, 2000000, 2000001};
    for (std::size_t i = 0; i < walk_mm.size(); ++i) {
        snaps[i].edge = 1;
        snaps[i].walk_mm = walk_mm[i];
    }
    REQUIRE(snap_bands(snaps).weight == std::array<std::int64_t, 6>{2, 2, 1, 1, 1, 1});
    const std::vector<std::int64_t> children = {1, 2, 3, 4, 5, 6, 7, 8};
    const SnapBands bands = snap_bands(snaps, children);
    REQUIRE(bands.weight == std::array<std::int64_t, 6>{3, 7, 5, 6, 7, 8});
    REQUIRE(bands.all() == 36);
}

}  // namespace curve_test
