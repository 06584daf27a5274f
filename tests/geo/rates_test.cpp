// Intervals and smoothed rates: published values, worked by hand.
#include "geo/access/rates.h"

#include "tests/support/test.h"

#include <cmath>

namespace rates_test {

using namespace geo;
using test::near;

namespace {

bool to_four(double value, double wanted) {
    return std::abs(value - wanted) <= 0.00005;
}

CoverageRow row_of(std::int64_t covered, std::int64_t children) {
    CoverageRow out;
    out.covered_milli = covered * 1000;
    out.uncovered_milli = (children - covered) * 1000;
    out.children_milli = children * 1000;
    return out;
}

}  // namespace

TEST_CASE("Wilson's interval of 1 in 10 and of none in 5 is the published one", "[rates]") {
    const Interval tenth = *wilson(1, 10), none = *wilson(0, 5), all = *wilson(5, 5);
    REQUIRE(to_four(tenth.low, 0.0179));
    REQUIRE(to_four(tenth.high, 0.4042));
    REQUIRE(none.low == 0);
    REQUIRE(to_four(none.high, 0.4345));
    REQUIRE(all.high == 1);
    REQUIRE(near(all.low, 1 - none.high));
    REQUIRE_FALSE(wilson(0, 0));
    for (int whole = 1; whole < 60; ++whole)
        for (int part = 0; part <= whole; ++part) {
            const Interval one = *wilson(part, whole);
            REQUIRE(one.low >= 0);
            REQUIRE(one.low <= double(part) / whole);
            REQUIRE(one.high >= double(part) / whole);
            REQUIRE(one.high <= 1);
        }
}

TEST_CASE("empirical Bayes draws 2 of 20, 10 of 50 and 1 of 40 together as Marshall has it", "[rates]") {
    const auto out = empirical_bayes(std::vector<double>{2, 10, 1}, std::vector<double>{20, 50, 40});
    REQUIRE(std::abs(*out[0] - 0.11201) <= 0.000005);
    REQUIRE(std::abs(*out[1] - 0.16419) <= 0.000005);
    REQUIRE(std::abs(*out[2] - 0.07095) <= 0.000005);
    // Areas that differ by chance alone all have the mean; one without children has none.
    const auto alike = empirical_bayes(std::vector<double>{1, 2, 0}, std::vector<double>{10, 20, 0});
    REQUIRE(near(*alike[0], 0.1));
    REQUIRE(near(*alike[1], 0.1));
    REQUIRE_FALSE(alike[2]);
    REQUIRE_FALSE(empirical_bayes(std::vector<double>{0}, std::vector<double>{0})[0]);
}

TEST_CASE("a tiny tambon's raw share does not come first once it is smoothed", "[rates]") {
    std::vector<CoverageRow> rows = {row_of(2, 2), row_of(300, 1000), row_of(700, 1000), row_of(0, 3),
                                     row_of(9, 9)};
    std::vector<Counting> counting(rows.size());
    for (Counting& one : counting) one.state = CountState::counted;
    counting[4].state = CountState::hidden;
    const auto rates = rates_of(rows, counting);
    REQUIRE(*rates[0].smoothed < *rates[2].smoothed);
    REQUIRE(*rates[3].smoothed > *rates[1].smoothed);
    REQUIRE(rates[0].few);
    REQUIRE_FALSE(rates[1].few);
    REQUIRE(rates[0].interval->low < rates[2].interval->low);
    // What is hidden has neither share nor interval.
    REQUIRE_FALSE(rates[4].interval);
    REQUIRE_FALSE(rates[4].smoothed);
    REQUIRE_FALSE(rates[4].few);
    REQUIRE(rate_cells(rates[4]) == std::vector<std::string>{"", "", "", ""});
    REQUIRE(rate_cells(rates[0]).back() == "yes");
    OutTable table;
    add_rate_columns(table);
    REQUIRE(table.columns.size() == rate_cells(rates[0]).size());
}

}  // namespace rates_test
