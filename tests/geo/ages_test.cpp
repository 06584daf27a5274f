// Ages: bands as counts and grids state them, single years of five-year groups, and children put by the
// people of their ages.
#include "geo/data/ages.h"

#include "geo/data/demand.h"
#include "geo/data/import.h"
#include "geo/data/sound.h"
#include "geo/study/study_file.h"
#include "tests/support/small_areas.h"
#include "tests/support/small_study.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test.h"

#include <cmath>
#include <numeric>

namespace ages_test {

using namespace geo;

namespace {

/// People of some ages in the four quarters of the first tambon (101 to 101.1 E, 15 to 15.1 N).
Grid quarters(const std::string& ages, const std::vector<float>& people, const std::string& sex = "") {
    Grid grid;
    grid.ages = ages;
    grid.sex = sex;
    grid.source = "tha_" + sex + ages;
    grid.to_map = {101, 0.05, 0, 15.1, 0, -0.05};
    grid.columns = grid.rows = 2;
    grid.cells = std::make_shared<const std::vector<float>>(people);
    return grid;
}

/// A hundred children of those ages in the first tambon.
Dataset counted(const test::TempFolder& folder, const std::string& ages, std::vector<Grid> grids) {
    const auto read = test::import_counts(folder, "code,children\n590101,100\n590102,7\n");
    REQUIRE(read);
    Dataset data = read->data;
    std::vector<CountSeries> counts = *data.counts;
    for (CountSeries& one : counts) one.age_band = ages;
    data.counts = std::make_shared<const std::vector<CountSeries>>(std::move(counts));
    data.grids = std::make_shared<const std::vector<Grid>>(std::move(grids));
    return data;
}

const DemandChoice by_age{"", Weights::school_age};

}  // namespace

TEST_CASE("bands of ages are read as counts and grids write them", "[ages]") {
    CHECK(age_span("6-14") == AgeSpan{6, 14});
    CHECK(age_span("7") == AgeSpan{7, 7});
    CHECK(age_span("15+") == AgeSpan{15, oldest_age});
    CHECK(age_span("-6") == AgeSpan{0, 5});
    for (const char* none : {"", "-", "-0", "+", "14-6", "6-", "a-b", "6–14 ปี"}) CHECK_FALSE(age_span(none));
    CHECK(age_band({7, 7}) == "7");
    CHECK(age_band({6, 14}) == "6-14");
}

TEST_CASE("the name of a grid's file says whose people it holds", "[ages]") {
    CHECK(people_in_name("tha_f_5_2020") == PeopleOf{"5-9", "female"});
    CHECK(people_in_name("tha_m_0_2020_constrained_UNadj") == PeopleOf{"0", "male"});
    CHECK(people_in_name("tha_m_1_2020") == PeopleOf{"1-4", "male"});
    CHECK(people_in_name("tha_t_05_2025_CN_100m_R2025A_v1") == PeopleOf{"5-9", ""});
    CHECK(people_in_name("tha_f_80_2020") == PeopleOf{"80+", "female"});
    CHECK(people_in_name("hc12_under5_population_520m_utm47") == PeopleOf{"0-4", ""});
    CHECK(people_in_name("ประชากรอายุ6-14ปี_ชาย") == PeopleOf{"6-14", "male"});
    CHECK(people_in_name("ประชากร_อายุ 6-14 ปี") == PeopleOf{"6-14", ""});
    CHECK(people_in_name("people_age_6to14_girls") == PeopleOf{"6-14", "female"});
    // Years, resolutions and versions are no ages; a sex without ages is not said.
    for (const char* all : {"tha_ppp_2020_1km", "ppp_2019-2020", "people_5-9", "pop_m_2020", "tha_f_7_2020",
                            "population_100m", "male"})
        CHECK(people_in_name(all) == PeopleOf{});
}

TEST_CASE("single years of a smooth population are found again, at both ends and between", "[ages]") {
    // People up to an age: a curve of the fourth degree is what the multipliers reproduce.
    const auto below = [](double age) {
        return 1000 * age + 7 * age * age - 0.3 * std::pow(age, 3) + 0.002 * std::pow(age, 4);
    };
    for (const std::size_t n : {4U, 5U, 6U, 9U}) {
        std::vector<double> groups;
        for (std::size_t g = 0; g < n; ++g)
            groups.push_back(below(5.0 * static_cast<double>(g) + 5) - below(5.0 * static_cast<double>(g)));
        const SingleYears years = single_years(groups);
        CHECK_FALSE(years.even);
        CHECK_FALSE(years.rescaled);
        REQUIRE(years.people.size() == 5 * n);
        for (std::size_t y = 0; y < years.people.size(); ++y) {
            const auto age = static_cast<double>(y);
            CHECK(years.people[y] == Approx(below(age + 1) - below(age)).epsilon(1e-9));
        }
    }
}

TEST_CASE("a year below nobody becomes nobody, and every group keeps its sum", "[ages]") {
    const std::vector<double> sharp = {0, 900, 0, 10, 500};
    const SingleYears years = single_years(sharp);
    CHECK(years.rescaled);
    for (std::size_t g = 0; g < sharp.size(); ++g) {
        const auto first = years.people.begin() + static_cast<std::ptrdiff_t>(5 * g);
        CHECK(std::accumulate(first, first + 5, 0.0) == Approx(sharp[g]).margin(1e-9));
        CHECK(std::all_of(first, first + 5, [](double one) { return one >= 0; }));
    }
    const SingleYears few = single_years(std::vector<double>{50, 100, 5});
    CHECK(few.even);
    CHECK(few.people[7] == 20);
    CHECK(single_years({}).people.empty());
}

TEST_CASE("children go to the people of their ages, single years by hand", "[ages][demand]") {
    const test::TempFolder folder;
    const std::vector<Grid> groups = {quarters("0", {20, 0, 0, 0}),
                                      quarters("1-4", {80, 0, 0, 0}),
                                      quarters("5-9", {150, 0, 0, 0}, "female"),
                                      quarters("5-9", {50, 0, 0, 0}, "male"),
                                      quarters("10-14", {0, 240, 0, 0}),
                                      quarters("15-19", {0, 0, 180, 0}),
                                      quarters("", {1, 1, 1, 1000})};
    const auto demand = build_demand(counted(folder, "6-14", groups), by_age);
    REQUIRE(demand);
    CHECK(demand->placed_on == std::vector{PlacedOn::school_age, PlacedOn::inner_point});
    CHECK(demand->ages == AgesOfPeople{"6-14", true, false, 0});
    // Aged 5: 0.0336 x 100 + 0.2272 x 200 - 0.0752 x 240 + 0.0144 x 180 = 33.344; so 166.656 of 6 to 9 beside
    // 240 of 10 to 14.  The grids of women and of men lie in one cell, a point of each.
    REQUIRE(demand->size() == 4);
    CHECK(std::abs(demand->children_milli[0] + demand->children_milli[1] - 40982) <= 1);
    CHECK(std::abs(demand->children_milli[0] - 3 * demand->children_milli[1]) <= 3);
    CHECK(demand->children_milli[0] + demand->children_milli[1] + demand->children_milli[2] == 100'000);
    CHECK(demand->at[2].lon == Approx(101.075));

    // All ages of learning where the counts do not say theirs.
    const auto assumed = build_demand(counted(folder, "", groups), by_age);
    REQUIRE(assumed);
    CHECK(assumed->ages == AgesOfPeople{"3-18", false, false, 0});
    CHECK(assumed->total_milli == demand->total_milli);
    // "15+" of children ends at 18, and people of all ages are another choice.
    CHECK(build_demand(counted(folder, "15+", groups), by_age)->ages.band == "15-18");
    const auto people = build_demand(counted(folder, "6-14", groups), {"", Weights::people});
    CHECK(people->placed_on.front() == PlacedOn::people);
    CHECK(people->ages == AgesOfPeople{});
    CHECK(*std::max_element(people->children_milli.begin(), people->children_milli.end()) == 99'701);
}

TEST_CASE("ages that no grid holds of both sexes are named, and nobody is put by the others",
          "[ages][demand]") {
    const test::TempFolder folder;
    const std::vector<float> some = {9, 9, 9, 9};
    const auto missing = [&](const std::string& ages, std::vector<Grid> grids) {
        return ages_missing(counted(folder, ages, std::move(grids)), {});
    };
    CHECK(missing("6-14", {quarters("5-9", some), quarters("10-14", some)}).empty());
    CHECK(missing("3-18", {quarters("5-9", some), quarters("10-14", some)}) == "3-4, 15-18");
    CHECK(missing("", {}) == "3-18");
    CHECK(missing("6-14", {quarters("5-9", some, "male"), quarters("10-14", some)}) == "6-9");
    CHECK(missing("7", {quarters("5-9", some, "male"), quarters("5-9", some, "female")}).empty());

    const auto half = build_demand(counted(folder, "6-14", {quarters("5-9", some)}), by_age);
    REQUIRE(half);
    CHECK(half->placed_on.front() == PlacedOn::inner_point);
    CHECK(half->ages == AgesOfPeople{});
    // Two groups alone: fifths, and that is said.
    const auto even = build_demand(
        counted(folder, "6-14", {quarters("5-9", {100, 0, 0, 0}), quarters("10-14", {0, 80, 0, 0})}), by_age);
    REQUIRE(even);
    CHECK(even->ages == AgesOfPeople{"6-14", true, true, 0});
    CHECK(even->children_milli.front() == 50'000);
    // A grid of ages that are no group stands as it is.
    const auto own = build_demand(counted(folder, "6-14", {quarters("6-14", {1, 0, 0, 3})}), by_age);
    CHECK(own->children_milli.front() == 25'000);
    CHECK_FALSE(own->ages.even_years);
    // Sharp changes are told of the areas that were placed by them.
    const auto sharp =
        build_demand(counted(folder, "6-14",
                             {quarters("0-4", {0, 0, 0, 0}), quarters("5-9", {900, 0, 0, 0}),
                              quarters("10-14", {0, 0, 0, 0}), quarters("15-19", {9, 0, 0, 0})}),
                     by_age);
    CHECK(sharp->ages.areas_rescaled == 1);
}

TEST_CASE("grids of ages come in beside each other and the people of all ages, and are kept",
          "[ages][import]") {
    const test::TempFolder folder;
    const auto text = [](int last) {
        return "ncols 2\nnrows 2\nxllcorner 101\nyllcorner 15\ncellsize 0.05\n0.1 0.2 0 " +
               std::to_string(last) + "\n";
    };
    Dataset data = test::small_areas(folder);
    int people = 3;
    for (const char* name :
         {"tha_ppp_2020.asc", "tha_f_5_2020.asc", "tha_m_5_2020.asc", "tha_t_10_2020.asc"}) {
        const auto read =
            import_file(data, test::write(folder, name, text(++people)), FileKind::population, {}, {});
        REQUIRE(read);
        CAPTURE(name);
        CHECK(read->report.outcome == Outcome::load);
        data = read->data;
    }
    REQUIRE(data.grids->size() == 4);
    // Shares of one person are usual where a cell holds a few ages alone.
    const auto rare =
        import_file(data, test::write(folder, "tha_f_15_2020.asc", text(0)), FileKind::population, {}, {});
    REQUIRE(rare);
    CHECK(rare->report.outcome == Outcome::load);
    const auto said = [&](const Imported& read, const char* kind) {
        for (const auto* notes : {&read.report.warnings, &read.report.problems})
            for (const ImportNote& note : *notes)
                if (note.kind == kind) return note.reason;
        return std::string{"not said"};
    };
    CHECK(said(*rare, "grid_of_ages_female") == "15-19");
    // The same people once more are asked about, whatever the band is called.
    const auto again =
        import_file(data, test::write(folder, "age_8-12.asc", text(3)), FileKind::population, {}, {});
    REQUIRE(again);
    CHECK(again->report.outcome == Outcome::ask);
    CHECK(said(*again, "grid_is_there") != "not said");

    Study study;
    study.data = std::make_shared<const Dataset>(data);
    const std::string file = (folder / "study.gpkg").string();
    REQUIRE(save_study(study, file, {}));
    const auto opened = open_study(file, {});
    REQUIRE(opened);
    CHECK(*opened->data->grids == *data.grids);
    Grid odd = data.grids->front();
    odd.ages = "young";
    CHECK_FALSE(is_sound(odd));
    odd.ages = "";
    odd.sex = "male";
    CHECK_FALSE(is_sound(odd));
}

}  // namespace ages_test
