#include "geo/data/demand.h"

#include "tests/support/small_areas.h"
#include "tests/support/small_study.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test.h"

namespace demand_test {

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

TEST_CASE("children go to the cells of the population grid where it is asked, exactly, and else to villages",
          "[demand][grid]") {
    const test::TempFolder folder;
    const auto counted = test::import_counts(folder, "code,children\n590101,100\n590102,7\n");
    REQUIRE(counted);
    // People in the first tambon alone: three cells of 1, 2 and 4 people, one without a value, one with
    // nobody.
    const auto people = geo::import_file(
        counted->data,
        test::write(folder, "people.asc",
                    "ncols 4\nnrows 2\nxllcorner 101\nyllcorner 15\ncellsize 0.05\n1 2 0 0\n4 -9999 0 0\n"),
        geo::FileKind::population, {}, {});
    REQUIRE(people);
    const auto plain = geo::build_demand(people->data, {});
    REQUIRE(plain);
    CHECK(plain->areas_placed_on(geo::PlacedOn::inner_point) == 2);
    CHECK(plain->areas_placed_on(geo::PlacedOn::people) == 0);
    geo::DemandChoice choice;
    choice.weights = geo::Weights::people;
    const auto spread = geo::build_demand(people->data, choice);
    REQUIRE(spread);
    CHECK(spread->areas_placed_on(geo::PlacedOn::people) == 1);
    CHECK(spread->areas_placed_on(geo::PlacedOn::inner_point) == 1);
    CHECK(spread->placed_on == std::vector<geo::PlacedOn>{geo::PlacedOn::people, geo::PlacedOn::inner_point});
    // 100 children by 1, 2 and 4 of seven: largest remainders in thousandths.
    REQUIRE(spread->size() == 4);
    CHECK(std::vector<std::int64_t>(spread->children_milli.begin(), spread->children_milli.end()) ==
          std::vector<std::int64_t>{14286, 28571, 57143, 7000});
    CHECK(spread->at[0].lon == Approx(101.025));
    CHECK(spread->at[0].lat == Approx(15.075));
    CHECK(spread->at[2].lat == Approx(15.025));
    CHECK(spread->total_milli == plain->total_milli);
    CHECK(spread->unplaced_milli == plain->unplaced_milli);
}

TEST_CASE("children go to built-up ground where it is asked: squares of it by their size, exactly",
          "[demand][grid]") {
    const test::TempFolder folder;
    const auto counted = test::import_counts(folder, "code,children\n590101,100\n590102,7\n");
    REQUIRE(counted);
    geo::DemandChoice choice;
    choice.weights = geo::Weights::built_up;
    // The first tambon, 0.1 degrees wide and high from 101, 15: its upper left cells, trees (10) elsewhere.
    const auto cover = [](std::uint32_t side, const std::vector<std::vector<float>>& rows, float rest = 10) {
        geo::Grid grid;
        grid.kind = geo::GridKind::land_cover;
        grid.to_map = {101, 0.1 / side, 0, 15.1, 0, -0.1 / side};
        grid.columns = grid.rows = side;
        auto cells = std::make_shared<std::vector<float>>(grid.size(), rest);
        for (std::size_t r = 0; r < rows.size(); ++r)
            std::copy(rows[r].begin(), rows[r].end(), cells->begin() + static_cast<std::ptrdiff_t>(r * side));
        grid.cells = cells;
        return grid;
    };
    const auto with = [&](std::vector<geo::Grid> grids) {
        geo::Dataset data = counted->data;
        data.grids = std::make_shared<const std::vector<geo::Grid>>(std::move(grids));
        return data;
    };
    // Cells of some 54 m: squares of two by two.
    const auto demand = geo::build_demand(with({cover(200, {{50, 50, 10, 10, 30, 30},
                                                            {50, 10, 10, 80, 30, 30},
                                                            {10, 10, 30, 30, 10, 10},
                                                            {10, 10, 30, 30, 10, 50}})}),
                                          choice);
    REQUIRE(demand);
    CHECK(demand->placed_on == std::vector{geo::PlacedOn::built_up, geo::PlacedOn::inner_point});
    CHECK(demand->areas_placed_on(geo::PlacedOn::built_up) == 1);
    // Three cells in the first square, one in the last; each stands on a built-up cell.
    REQUIRE(demand->size() == 3);
    CHECK(demand->children_milli == std::vector<std::int64_t>{75000, 25000, 7000});
    CHECK(demand->at[0].lon == Approx(101.00025));
    CHECK(demand->at[0].lat == Approx(15.09975));
    CHECK(demand->at[1].lon == Approx(101.00275));
    CHECK(demand->at[1].lat == Approx(15.09825));
    CHECK(demand->total_milli == geo::build_demand(counted->data, {})->total_milli);

    // Cells of some 11 m, ten by ten a square: the built-up cell nearest to the middle of the three.
    const auto roofs = geo::build_demand(with({cover(1000, {{50}, {}, {10, 10, 50}, {10, 10, 50}})}), choice);
    REQUIRE(roofs->size() == 2);
    CHECK(roofs->at[0].lon == Approx(101.00025).epsilon(1e-9));
    CHECK(roofs->at[0].lat == Approx(15.09975).epsilon(1e-9));

    // Cells as large as a square are squares; where none is built up, nothing changes.
    const auto coarse = geo::build_demand(with({cover(20, {{50, 10, 50, 50}})}), choice);
    REQUIRE(coarse->size() == 4);
    CHECK(coarse->children_milli == std::vector<std::int64_t>{33334, 33333, 33333, 7000});
    const auto none = geo::build_demand(with({cover(20, {})}), choice);
    CHECK(none->areas_placed_on(geo::PlacedOn::inner_point) == 2);
    CHECK(none->children_milli == geo::build_demand(counted->data, {})->children_milli);

    // Two grids: ground counts by its size, a cell of 1/20 as much as a hundred of 1/200.
    const auto both =
        geo::build_demand(with({cover(20, {{50}}), cover(200, {{}, {}, {10, 10, 10, 50}})}), choice);
    REQUIRE(both->size() == 3);
    CHECK(both->children_milli[1] == Approx(100000 / 101.0).epsilon(0.01));

    // Grids that know a part of the tambon alone do not draw all its children there; two halves are enough.
    const geo::Grid upper =
        cover(20, std::vector<std::vector<float>>(10, std::vector<float>(20, 50)), geo::Grid::no_value);
    CHECK(geo::build_demand(with({upper}), choice)->areas_placed_on(geo::PlacedOn::built_up) == 0);
    geo::Grid lower = cover(20, {});
    lower.to_map[3] = 15.05;
    CHECK(geo::build_demand(with({upper, lower}), choice)->areas_placed_on(geo::PlacedOn::built_up) == 1);
    // Large cells, of which a border takes whole columns, know it all the same.
    geo::Grid large = cover(4, {{50}});
    large.to_map[0] = 101.02;
    CHECK(geo::build_demand(with({large}), choice)->areas_placed_on(geo::PlacedOn::built_up) == 1);
    // In a grid of people a cell without value is one where nobody lives, and is known.
    geo::Grid people = upper;
    people.kind = geo::GridKind::population;
    choice.weights = geo::Weights::people;
    CHECK(geo::build_demand(with({people}), choice)->areas_placed_on(geo::PlacedOn::people) == 1);
    people.rows = 10;
    people.cells = std::make_shared<const std::vector<float>>(people.size(), 5.0F);
    CHECK(geo::build_demand(with({people}), choice)->areas_placed_on(geo::PlacedOn::people) == 0);
}

}  // namespace demand_test
