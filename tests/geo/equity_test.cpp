// Lorenz, Gini, concentration and the worst off: by hand, and beside the sums over all pairs.
#include "geo/access/equity.h"

#include "tests/support/test.h"

#include <cmath>
#include <random>

namespace equity_test {

using namespace geo;
using test::near;

namespace {

std::vector<Having> by_chance(unsigned seed, std::size_t n) {
    std::mt19937 random(seed);
    std::vector<Having> out(n);
    for (Having& one : out)
        one = {random() % 4 == 0 ? 0 : double(random() % 1000) / 700, std::int64_t(random() % 50000)};
    return out;
}

Equity of(std::vector<Having> all, bool more_is_better = true) {
    return equity_of(all, more_is_better);
}

}  // namespace

TEST_CASE("Gini by hand: all alike 0, one of two has all 0.5, and none without any access", "[equity]") {
    REQUIRE(std::abs(*of({{0.4, 1000}, {0.4, 9000}}).gini) <= 1e-12);
    REQUIRE(near(*of({{0, 5000}, {3, 5000}}).gini, 0.5));
    REQUIRE(near(*of({{3, 1000}, {0, 9000}}).gini, 0.9));
    const Equity none = of({{0, 4000}, {0, 1000}});
    REQUIRE_FALSE(none.gini);
    REQUIRE(*none.mean == 0);
    REQUIRE(*none.worst_tenth == 0);
    REQUIRE_FALSE(of({}).mean);
    REQUIRE_FALSE(of({{1, 0}}).mean);
    // Of a cost there is no Gini, and the worst are the greatest.
    const Equity cost = of({{2, 500}, {1, 9500}}, false);
    REQUIRE_FALSE(cost.gini);
    REQUIRE(*cost.worst == 2);
    REQUIRE(near(*cost.worst_tenth, 1.5));  // half of the tenth has 2, half 1
    REQUIRE(near(*of({{2, 500}, {1, 400}, {5, 9100}}).worst_tenth, (400 * 1 + 500 * 2 + 100 * 5) / 1000.0));
}

TEST_CASE("Gini equals the sum over all pairs, whatever the order", "[equity]") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::vector<Having> all = by_chance(seed, 60);
        double sum = 0, children = 0, pairs = 0;
        for (const Having& a : all) {
            children += double(a.children_milli);
            sum += double(a.children_milli) * a.value;
            for (const Having& b : all)
                pairs += double(a.children_milli) * double(b.children_milli) * std::abs(a.value - b.value);
        }
        const double wanted = pairs / (2 * children * children * (sum / children));
        REQUIRE(near(*of(all).gini, wanted, 1e-10));
        std::shuffle(all.begin(), all.end(), std::mt19937(seed));
        REQUIRE(*of(all).gini == *of(by_chance(seed, 60)).gini);
        // Twice the children, or twice the access of each: as unequal as before.
        for (Having& one : all) one = {one.value * 2, one.children_milli * 2};
        REQUIRE(near(*of(all).gini, wanted, 1e-10));
    }
}

TEST_CASE("the Lorenz curve falls below the diagonal by half the Gini index", "[equity]") {
    const std::vector<LorenzPoint> curve = lorenz_curve({{3, 1000}, {1, 2000}, {0, 1000}}, 4);
    REQUIRE(curve.size() == 5);
    const double wanted[] = {0, 0, 0.2, 0.4, 1};
    for (std::size_t k = 0; k < 5; ++k) {
        REQUIRE(std::abs(curve[k].children - (double(k) / 4)) <= 1e-12);
        REQUIRE(std::abs(curve[k].access - (wanted[k])) <= 1e-12);
    }
    REQUIRE(lorenz_curve({{0, 1000}}, 10).empty());
    const std::vector<Having> all = by_chance(9, 200);
    const std::vector<LorenzPoint> fine = lorenz_curve(all, 20000);
    double under = 0;
    for (std::size_t k = 1; k < fine.size(); ++k) {
        under += (fine[k].children - fine[k - 1].children) * (fine[k].access + fine[k - 1].access) / 2;
        REQUIRE(fine[k].access >= fine[k - 1].access);
        REQUIRE(fine[k].access <= fine[k].children + 1e-9);
    }
    REQUIRE(std::abs(1 - 2 * under - (*of(all).gini)) <= 1e-4);
}

TEST_CASE("the concentration index tells who has more, the poor or the better off", "[equity]") {
    // The poor half has nothing: h = 1/4, 3/4; cov = (0-1)(1/4-1/2)/2 + (2-1)(3/4-1/2)/2 = 1/4; C = 2/4/1.
    REQUIRE(near(*concentration_index({{80, {0, 1000}}, {10, {2, 1000}}}), 0.5));
    REQUIRE(near(*concentration_index({{80, {2, 1000}}, {10, {0, 1000}}}), -0.5));
    REQUIRE(std::abs(*concentration_index({{5, {0, 1000}}, {5, {2, 7000}}})) <= 1e-12);  // ties
    REQUIRE_FALSE(concentration_index({{5, {0, 1000}}, {6, {0, 7000}}}));
    for (unsigned seed = 1; seed <= 10; ++seed) {
        std::mt19937 random(seed);
        std::vector<Ranked> all;
        for (const Having& one : by_chance(seed, 50)) all.push_back({double(random() % 12), one});
        double children = 0, sum = 0;
        for (const Ranked& one : all) {
            children += double(one.having.children_milli);
            sum += double(one.having.children_milli) * one.having.value;
        }
        double covariance = 0;
        for (const Ranked& one : all) {
            double poorer = 0, tied = 0;
            for (const Ranked& other : all) {
                if (other.poverty > one.poverty) poorer += double(other.having.children_milli);
                if (other.poverty == one.poverty) tied += double(other.having.children_milli);
            }
            covariance += double(one.having.children_milli) * (one.having.value - sum / children) *
                          ((poorer + tied / 2) / children - 0.5);
        }
        REQUIRE(std::abs(*concentration_index(all) - (2 * covariance / children / (sum / children))) <=
                1e-10);
    }
}

}  // namespace equity_test
