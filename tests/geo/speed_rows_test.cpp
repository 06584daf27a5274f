// Rows of the speed table one by one.
#include "geo/network/speed_rows.h"

#include "geo/network/profile.h"
#include "tests/support/test.h"

namespace speed_rows_test {

using namespace geo;

namespace {

constexpr auto primary = static_cast<std::size_t>(RoadClass::primary);
const SourceWords own = {"ทีมจังหวัด", "the province's team"};

}  // namespace

TEST_CASE("every row of the file has its facts and its place in the table", "[speeds]") {
    SpeedTable table = standard_speeds();
    std::vector<const SpeedRow*> seen;
    for (std::size_t row = 0; row < speed_row_count; ++row) {
        INFO(row);
        seen.push_back(&speed_row(table, row));
        for (const Mode mode : all_modes) {
            CHECK(seen.back()->of(mode) >= speed_row_facts(row).least);
            CHECK(seen.back()->of(mode) <= speed_row_facts(row).greatest);
        }
    }
    std::sort(seen.begin(), seen.end());
    CHECK(std::unique(seen.begin(), seen.end()) == seen.end());
    CHECK(speed_row_facts(speed_row_to_road).name == "to_road");
    CHECK(&speed_row(table, speed_row_ferry_wait) == &table.ferry_wait);
    CHECK(&speed_row(table, primary) == &table.classes.at(primary));
}

TEST_CASE("a changed speed has a source of its own, the standard value has the standard one again",
          "[speeds]") {
    SpeedTable table = standard_speeds();
    CHECK(changed_speed_rows(table).empty());
    set_source(table, primary, {"ฉัน", "me"});
    CHECK(table == standard_speeds());
    set_speed(table, primary, Mode::motorcycle, 35, own);
    CHECK(changed_speed_rows(table) == std::vector<std::size_t>{primary});
    CHECK(table.classes.at(primary).of(Mode::motorcycle) == 35);
    CHECK(table.classes.at(primary).of(Mode::car) == standard_speeds().classes.at(primary).of(Mode::car));
    CHECK(table.classes.at(primary).source_en == own.en);
    CHECK(table.classes.at(primary).source_th == own.th);
    CHECK(changed_speed_rows(table, Mode::motorcycle) == std::vector<std::size_t>{primary});
    CHECK(changed_speed_rows(table, Mode::car).empty());
    // Words that a person gave say nothing of the next number.
    set_source(table, primary, {"วัดบนทางหลวง 108", "measured on the 108"});
    CHECK(table.classes.at(primary).source_en == "measured on the 108");
    set_speed(table, primary, Mode::motorcycle, 30, own);
    CHECK(table.classes.at(primary).source_en == own.en);
    set_speed(table, primary, Mode::motorcycle, 50, own);
    CHECK(table == standard_speeds());
}

TEST_CASE("a number that a file changed under the old words comes from that file", "[speeds]") {
    const std::string& standard = standard_speeds().classes.at(primary).source_en;
    const std::string line = "row,motorcycle,source_th,source_en\nprimary,44,\"" +
                             standard_speeds().classes.at(primary).source_th + "\",\"" + standard + "\"\n";
    const auto changed = speeds_from_csv(line, "/home/someone/survey.csv");
    REQUIRE(changed);
    CHECK(changed->classes.at(primary).source_en == "survey.csv");
    // With words of its own, or without a change, the words of the file hold.
    const auto said = speeds_from_csv("row,motorcycle,source\nprimary,44,counted by us\n", "f.csv");
    REQUIRE(said);
    CHECK(said->classes.at(primary).source_th == "counted by us");
    const auto same = speeds_from_csv(speeds_csv(standard_speeds()), "f.csv");
    REQUIRE(same);
    CHECK(*same == standard_speeds());
}

TEST_CASE("speeds and factors of the rains stay within what the table allows", "[speeds]") {
    SpeedTable table = standard_speeds();
    set_speed(table, primary, Mode::car, 900, own);
    CHECK(table.classes.at(primary).of(Mode::car) == 150);
    set_speed(table, speed_row_to_road, Mode::car, -3, own);
    CHECK(table.to_road.of(Mode::car) == 0.5);
    set_rainy(table, primary, Mode::car, 2, own);
    CHECK(table.classes.at(primary).rainy == 1);
    set_rainy(table, primary, Mode::walk, 0.5, own);
    CHECK(rainy_factor(table, primary, Mode::walk) == 0.5);
    CHECK(rainy_factor(table, primary, Mode::car) == 1);
    // The walk to the road is a walk in every mode, also in the profile.
    set_rainy(table, speed_row_to_road, Mode::car, 0.4, own);
    CHECK(table.to_road.rainy_on_foot == 0.4);
    const ProfileChoice rains{Mode::car, Season::rainy};
    CHECK(profile_from(table, rains).walk_kmh == Approx(0.5 * 0.4));
    // What was changed is a table that the file can carry.
    const auto again = speeds_from_csv(speeds_csv(table), "own.csv");
    REQUIRE(again);
    CHECK(*again == table);
}

}  // namespace speed_rows_test
