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

TEST_CASE("a measure of two files is one choice, and names both files and all their days") {
    geo::Study study = test::study_of_two();
    geo::Dataset data = *study.data;
    std::vector<geo::CountSeries> counts = {data.counts->front(), data.counts->front()};
    counts[0].id = "never_enrolled";
    counts[0].source = "60/counts.csv";
    counts[0].date_iso = "2025-06-30";
    counts[1].id = "never_enrolled@2";
    counts[1].source = "counts.csv";
    counts[1].date_iso = "2025-05-31";
    counts[1].age_band = "15-18";
    data.counts = std::make_shared<const std::vector<geo::CountSeries>>(counts);
    REQUIRE(geo::measure_of(counts[1]) == "never_enrolled");
    const geo::DemandChoice measure{"never_enrolled"};
    const auto one = geo::build_demand(data, {"never_enrolled@2"});
    const auto both = geo::build_demand(data, measure);
    REQUIRE(both->total_milli[0][0] == 2 * one->total_milli[0][0]);
    const geo::ChosenFacts facts = geo::facts_of(data, measure);
    CHECK(facts.sources == std::vector<std::string>{"60/counts.csv", "counts.csv"});
    CHECK(facts.first_day == "2025-05-31");
    CHECK(facts.last_day == "2025-06-30");
    CHECK(facts.age_band.empty());
    CHECK(geo::facts_of(data, {"never_enrolled@2"}).age_band == "15-18");
}
