#include "geo/base/figures.h"

#include "tests/support/test.h"

#include <cstdlib>
#include <numeric>

namespace figures_test {

using namespace geo;

TEST_CASE("numbers for people", "[figures]") {
    REQUIRE(grouped(0) == "0");
    REQUIRE(grouped(999) == "999");
    REQUIRE(grouped(1234567) == "1,234,567");
    REQUIRE(grouped(-1234) ==
            "\xE2\x88\x92"
            "1,234");
    REQUIRE(exact_children(12345) == "12.345");
    REQUIRE(exact_children(12300) == "12.3");
    REQUIRE(exact_children(12000) == "12");
    REQUIRE(exact_grouped(1234567125) == "1,234,567.125");
    REQUIRE(exact_grouped(12000) == "12");
    REQUIRE(exact_grouped(-500) == "−0.5");
    REQUIRE(whole_children(1499) == "1");
    REQUIRE(whole_children(1500) == "2");
    REQUIRE(percent(5890, 10728, 1) == "54.9");
    REQUIRE(percent(1, 3, 0) == "33");
    REQUIRE(percent(1, 0, 1).empty());
    REQUIRE(percent(0, 6238, 1) == "0.0");
    REQUIRE(percent(3, 6238, 1) == "<0.1");
    REQUIRE(percent(6235, 6238, 1) == ">99.9");
    REQUIRE(percent(6238, 6238, 1) == "100.0");
    REQUIRE(percent(1, 1000, 0) == "<1");
    REQUIRE(percent(999, 1000, 0) == ">99");
}

TEST_CASE("printed times and lengths are ceilings", "[figures]") {
    REQUIRE(ceil_minutes(30 * 60000) == 30);
    REQUIRE(ceil_minutes(30 * 60000 + 1) == 31);
    REQUIRE(ceil_seconds(1) == 1);
    REQUIRE(ceil_metres(6000000) == 6000);
    REQUIRE(ceil_metres(6000001) == 6001);
}

TEST_CASE("whole parts add up to the whole", "[figures]") {
    REQUIRE(whole_parts({400, 400, 400}) == std::vector<std::int64_t>{1, 0, 0});
    const std::vector<std::int64_t> milli = {5890499, 4415499, 326499, 97503};
    const auto whole = whole_parts(milli);
    REQUIRE(std::accumulate(whole.begin(), whole.end(), std::int64_t{0}) == 10730);
}

TEST_CASE("dates stand in the Buddhist era", "[figures]") {
    REQUIRE(date_for_people(Lang::th, "2024-09-30") == "30 ก.ย. 2567");
    REQUIRE(date_for_people(Lang::en, "2024-09-30") == "30 Sep 2567 (2024)");
    REQUIRE(date_for_people(Lang::en, "soon") == "soon");
    setenv("SOURCE_DATE_EPOCH", "0", 1);
    REQUIRE(today_iso() == "1970-01-01");
    unsetenv("SOURCE_DATE_EPOCH");
}

}  // namespace figures_test
