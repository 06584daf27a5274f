// Which numbers ask for care: old counts, few children, modelled homes.
#include "geo/study/doubt.h"

#include "geo/access/rates.h"
#include "tests/support/small_study.h"
#include "tests/support/test.h"

namespace doubt_test {

using namespace geo;

namespace {

/// The small study with its counts as `change` leaves them.
template <class Change>
Study with_counts(const Change& change) {
    Study study = test::study_of_two();
    Dataset data = *study.data;
    std::vector<CountSeries> counts = *data.counts;
    change(counts, data);
    data.counts = std::make_shared<const std::vector<CountSeries>>(std::move(counts));
    study.data = std::make_shared<const Dataset>(std::move(data));
    return study;
}

std::vector<Doubt> doubts(const Study& study, Level level) {
    const auto demand = build_demand(*study.data, study.scenario().travel.children);
    REQUIRE(demand);
    return doubts_of(study, *demand, level);
}

}  // namespace

TEST_CASE("months are whole, and over 18 months begins a day after them") {
    CHECK(months_between("2021-03-31", "2024-10-30") == 42);
    CHECK(months_between("2021-03-31", "2024-10-31") == 43);
    CHECK(months_between("2021", "2022-12-30") == 11);
    CHECK(months_between("2021-02", "2021-04-30") == 1);
    CHECK(months_between("2024-10-31", "2021-03-31") == 0);
    CHECK(months_between("", "2021-03-31") == 0);
    CHECK_FALSE(is_older_than("2023-03-31", "2024-09-30", 18));
    CHECK_FALSE(is_older_than("2023-03-30", "2024-09-30", 18));
    CHECK(is_older_than("2023-03-29", "2024-09-30", 18));
    CHECK_FALSE(is_older_than("", "2024-09-30", 18));
    CHECK_FALSE(is_older_than("2023-13-01", "2025-09-30", 1));
    CHECK_FALSE(is_older_than("2023-01-01", "", 1));
    CHECK_FALSE(is_older_than("ปี 2566", "2025-09-30", 1));
}

TEST_CASE("the day of age is the study's own, never the clock's") {
    Study study = test::study_of_two();  // counts of 2024-09-30, loaded on 2024-10-01
    CHECK(age_day(study) == "2024-10-01");
    study.map.age_on = "2026-04-01";
    CHECK(age_day(study) == "2026-04-01");
    CHECK(age_day(with_counts([](auto& counts, Dataset&) { counts[0].date_iso = "2025-01-31"; })) ==
          "2025-01-31");
    CHECK(age_day(with_counts([](auto& counts, Dataset& data) {
              counts[0].date_iso.clear();
              data.sources[0].imported_iso = "some day";
          })).empty());
}

TEST_CASE("counts are old where they were made more months ago than the study allows") {
    Study study = test::study_of_two();
    CHECK_FALSE(doubts(study, Level::tambon)[0].old());
    study.map.age_on = "2026-03-30";
    CHECK_FALSE(doubts(study, Level::tambon)[0].old());
    study.map.age_on = "2026-03-31";
    const auto tambon = doubts(study, Level::tambon);
    CHECK(tambon[0].old());
    CHECK(tambon[0].oldest_day == "2024-09-30");
    CHECK(tambon[0].old_milli == 1'000'000);
    // Hidden, no data and a true zero rest on no counts.
    for (const std::size_t a : {5U, 6U, 7U}) CHECK_FALSE(tambon[a].old());
    study.map.old_months = 19;
    CHECK_FALSE(doubts(study, Level::tambon)[0].old());
    // Without a date nothing says that they are old.
    Study undated = with_counts([](auto& counts, Dataset&) { counts[0].date_iso.clear(); });
    undated.map.age_on = "2050-01-01";
    CHECK_FALSE(doubts(undated, Level::country)[0].old());
}

TEST_CASE("an area is old where half of its children are, those of its tambon and its own") {
    // 1,000 and 800 | 600 and 400 in the west; an older table beside them counts 1,000 in the first tambon
    // and 900 in the second amphoe as a whole.
    Study study = with_counts([](auto& counts, Dataset&) {
        counts.push_back(counts[0]);
        counts[1].id = "before";
        counts[1].date_iso = "2021-03-31";
        counts[1].cells.clear();
        CountCell amphoe, tambon;
        amphoe.level = Level::amphoe;
        amphoe.area = AreaId{1U};
        amphoe.children_milli = 900'000;
        tambon.area = AreaId{0U};
        tambon.children_milli = 1'000'000;
        counts[1].cells = {amphoe, tambon};
    });
    const auto tambon = doubts(study, Level::tambon);
    CHECK(tambon[0].children_milli == 2'000'000);
    CHECK(tambon[0].old_milli == 1'000'000);
    CHECK(tambon[0].old());
    CHECK_FALSE(tambon[2].old());
    const auto amphoe = doubts(study, Level::amphoe);
    CHECK(amphoe[0].old_milli == 1'000'000);  // of 2,800
    CHECK_FALSE(amphoe[0].old());
    CHECK(amphoe[0].oldest_day == "2021-03-31");
    CHECK(amphoe[1].old_milli == 900'000);  // of 1,900
    CHECK_FALSE(amphoe[1].old());
    const auto country = doubts(study, Level::country);
    CHECK(country[0].children_milli == 5'000'000);
    CHECK(country[0].old_milli == 1'900'000);
    // Only what is shown counts: the second table alone.
    study.scenario().travel.children.series = "before";
    CHECK(doubts(study, Level::amphoe)[1].old());
    CHECK(doubts(study, Level::country)[0].children_milli == 1'900'000);
}

TEST_CASE("few children are those whose share the tables do not rank") {
    Study study = with_counts([](auto& counts, Dataset&) {
        counts[0].cells[0].children_milli = least_whole_milli - 1;
        counts[0].cells[1].children_milli = least_whole_milli;
    });
    const auto tambon = doubts(study, Level::tambon);
    CHECK(tambon[0].few);
    CHECK_FALSE(tambon[1].few);
    CHECK_FALSE(tambon[7].few);  // nobody: there is no share
    // Against shares and minutes, not against the number itself.
    CHECK(doubt_of_number(tambon[0], Indicator::share_covered).few);
    CHECK(doubt_of_number(tambon[0], Indicator::median_min).any());
    CHECK_FALSE(doubt_of_number(tambon[0], Indicator::children).any());
    CHECK_FALSE(doubt_of_number(tambon[0], Indicator::uncovered).any());
    std::vector<CoverageRow> rows(1);
    std::vector<Counting> counting(1);
    counting[0].state = CountState::counted;
    for (const Doubt& doubt : {tambon[0], tambon[1]}) {
        rows[0].children_milli = doubt.children_milli;
        CHECK(rates_of(rows, counting)[0].few == doubt.few);
    }
}

TEST_CASE("homes by a grid are modelled for reach and not for the number of children") {
    const Study study = test::study_of_two();
    auto demand = build_demand(*study.data, study.scenario().travel.children);
    REQUIRE(demand);
    CHECK_FALSE(doubts_of(study, *demand, Level::tambon)[0].modelled());
    demand->placed_on[0] = PlacedOn::people;
    demand->placed_on[3] = PlacedOn::built_up;
    const auto tambon = doubts_of(study, *demand, Level::tambon);
    CHECK(tambon[0].modelled());
    CHECK_FALSE(tambon[1].modelled());
    CHECK(tambon[3].modelled());
    const auto amphoe = doubts_of(study, *demand, Level::amphoe);
    CHECK(amphoe[0].modelled());  // 1,000 of 1,800
    CHECK_FALSE(amphoe[1].modelled());
    CHECK(amphoe[1].modelled_milli == 400'000);
    CHECK(doubt_of_number(tambon[0], Indicator::share_covered).modelled);
    CHECK(doubt_of_number(tambon[0], Indicator::uncovered).modelled);
    CHECK_FALSE(doubt_of_number(tambon[0], Indicator::children).any());
}

}  // namespace doubt_test
