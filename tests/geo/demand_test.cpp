#include "geo/data/demand.h"

#include "tests/support/small_study.h"
#include "tests/support/test.h"

TEST_CASE("a number of which one column is hidden or empty is known in part, and counted so at every level") {
    geo::Study study = test::study_of_two();
    geo::Dataset data = *study.data;
    std::vector<geo::CountSeries> counts = *data.counts;
    counts.push_back(counts[0]);
    counts[1].id = "more";
    for (geo::CountCell& cell : counts[1].cells) {
        cell.state = cell.area.row() == 0   ? geo::CellState::missing
                     : cell.area.row() == 1 ? geo::CellState::suppressed
                                            : geo::CellState::value;
        cell.children_milli = cell.state == geo::CellState::value ? 7000 : 0;
    }
    data.counts = std::make_shared<const std::vector<geo::CountSeries>>(counts);
    const auto demand = geo::build_demand(data, {});
    REQUIRE(demand);
    const auto& tambon = demand->counting[3];
    // 1000 and nothing said, 800 and hidden: known in part; 600 and 7: whole.  Of the fifth and sixth tambon
    // the first column hides or lacks what the second knows.
    CHECK(tambon[0] == geo::Counting{geo::CountState::partly, 0, 0, 1});
    CHECK(tambon[1] == geo::Counting{geo::CountState::partly, 0, 0, 1});
    CHECK(tambon[2] == geo::Counting{geo::CountState::counted, 0, 0, 0});
    CHECK(tambon[5] == geo::Counting{geo::CountState::partly, 0, 0, 1});
    CHECK(tambon[6] == geo::Counting{geo::CountState::partly, 0, 0, 1});
    CHECK(demand->counting[0][0] == geo::Counting{geo::CountState::partly, 0, 0, 4});
    CHECK(demand->total_milli[3][0] == 1'000'000);
}
