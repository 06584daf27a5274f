// The range of what a tambon's count can mean.
#include "geo/access/bounds.h"

#include "geo/study/analysis.h"
#include "tests/support/demo_data.h"
#include "tests/support/test.h"

namespace bounds_test {

using namespace geo;

namespace {

/// Three tambon in one amphoe: two points each in the first two, one inner point in the third.
struct Small {
    Areas areas;
    Demand demand;
    std::vector<Trip> trips;

    Small() {
        const auto level = [&](Level which, std::size_t rows, bool top) {
            AreaLevel& one = areas.at(which);
            one = {};
            for (std::size_t i = 0; i < rows; ++i) {
                one.code.push_back(std::to_string(i));
                one.parent.push_back(top ? AreaId{} : AreaId{0U});
            }
            one.name_th.resize(rows);
            one.name_en.resize(rows);
            one.shape.resize(rows);
            one.inner.resize(rows);
        };
        level(Level::country, 1, true);
        level(Level::province, 1, false);
        level(Level::amphoe, 1, false);
        level(Level::tambon, 3, false);
        point(0, 3000, 10);
        point(0, 1000, 90);
        point(1, 2000, 10);
        point(1, 2000, 20);
        point(2, 5000, 10);
        demand.placed_on = {PlacedOn::villages, PlacedOn::people, PlacedOn::inner_point};
    }
    void point(std::uint32_t area, std::int64_t children, std::uint32_t minutes) {
        demand.at.emplace_back();
        demand.area.emplace_back(area);
        demand.children_milli.push_back(children);
        trips.push_back({TripStatus::reached, 0, minutes * 60000, 0, 0});
    }
};

}  // namespace

TEST_CASE("all of an area's children at its nearest point, or at its farthest", "[bounds]") {
    Small s;
    const Threshold within{Metric::time, 30 * 60000};
    CHECK(bounds_of(s.areas, s.demand, within, s.trips) ==
          std::vector<Bounds>{{0, 4000}, {4000, 4000}, {0, 5000}});
    // Without a way nobody can be covered, wherever the others live.
    s.trips[2].status = TripStatus::unreachable;
    s.trips[3].status = TripStatus::unreachable;
    CHECK(bounds_of(s.areas, s.demand, within, s.trips) == std::vector<Bounds>{{0, 4000}, {0, 0}, {0, 5000}});
    const auto columns = bounds_beside(s.areas, s.demand, within, s.trips);
    CHECK(columns[0].column == "covered_least");
    CHECK(columns[1].at(Level::tambon, 0) == 4000);
    CHECK(columns[1].at(Level::country, 0) == 9000);
    CHECK(columns[0].at(Level::amphoe, 0) == 0);
}

TEST_CASE("what is counted as covered lies between the bounds in every area", "[bounds][analysis]") {
    Study study;
    study.data = test::demo_data();
    const auto results = *Analysis{}.run(study, {});
    const CoverageTable& table = results->coverage.front();
    const auto columns =
        bounds_beside(*study.data->areas, *results->demand, table.within, *results->time_trips);
    std::size_t wide = 0;
    for (const Level level : all_levels)
        for (std::size_t a = 0; a < table.at(level).size(); ++a) {
            const CoverageRow& row = table.at(level)[a];
            INFO(level_name(level) << " " << a);
            REQUIRE(columns[0].at(level, a) <= row.covered_milli);
            REQUIRE(columns[1].at(level, a) >= row.covered_milli);
            REQUIRE(columns[1].at(level, a) <= row.children_milli - row.unplaced_milli);
            if (level == Level::tambon && columns[0].at(level, a) < columns[1].at(level, a)) ++wide;
        }
    CHECK(wide > 10);
    CHECK(wide < table.at(Level::tambon).size());
}

}  // namespace bounds_test
