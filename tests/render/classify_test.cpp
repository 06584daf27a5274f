#include "render/classify.h"

#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace classify_test {

using namespace render;
using geo::ClassMethod;

namespace {

double deviation(const std::vector<double>& values, const Classes& classes) {
    double sum = 0;
    for (std::size_t k = 0; k < classes.count(); ++k) {
        std::vector<double> inside;
        for (const double v : values)
            if (classes.class_of(v) == k) inside.push_back(v);
        if (inside.empty()) continue;
        double mean = 0;
        for (const double v : inside) mean += v / static_cast<double>(inside.size());
        for (const double v : inside) sum += (v - mean) * (v - mean);
    }
    return sum;
}

/// The least deviation over every way to cut the sorted values.
double least_deviation(std::vector<double> values, std::size_t classes) {
    std::sort(values.begin(), values.end());
    double best = std::numeric_limits<double>::infinity();
    const std::size_t n = values.size();
    for (unsigned cuts = 0; cuts < (1U << (n - 1)); ++cuts) {
        if (static_cast<std::size_t>(__builtin_popcount(cuts)) + 1 > classes) continue;
        Classes candidate;
        for (std::size_t i = 0; i + 1 < n; ++i)
            if ((cuts >> i & 1U) != 0) candidate.breaks.push_back(values[i + 1]);
        best = std::min(best, deviation(values, candidate));
    }
    return best;
}

}  // namespace

TEST_CASE("natural breaks are the best of all cuts", "[classify]") {
    std::mt19937 random(3);
    for (int round = 0; round < 40; ++round) {
        std::vector<double> values;
        for (int i = 0; i < 11; ++i) values.push_back(static_cast<double>(random() % 60));
        for (const int classes : {2, 3, 4, 5}) {
            const Classes found = classify(values, ClassMethod::jenks, classes, {});
            REQUIRE(found.count() <= static_cast<std::size_t>(classes));
            REQUIRE_THAT(
                deviation(values, found),
                Catch::Matchers::WithinAbs(least_deviation(values, static_cast<std::size_t>(classes)), 1e-6));
        }
    }
}

TEST_CASE("quantiles, equal steps and round steps", "[classify]") {
    const std::vector<double> values = {1, 2, 3, 4, 5, 6, 7, 8};
    REQUIRE(classify(values, ClassMethod::quantile, 4, {}).breaks == std::vector<double>{3, 5, 7});
    REQUIRE(classify(std::vector<double>{0, 3, 100}, ClassMethod::equal, 2, {}).breaks ==
            std::vector<double>{50});
    REQUIRE(classify(std::vector<double>{0, 30, 97}, ClassMethod::pretty, 3, {}).breaks.size() >= 1);
    for (const double b : classify(std::vector<double>{0, 31, 97, 12}, ClassMethod::pretty, 4, {}).breaks)
        REQUIRE(std::fmod(b, 20) == 0);
}

TEST_CASE("a break belongs to the class above it", "[classify]") {
    const std::vector<double> breaks = {30, 50, 70, 90};
    const Classes policy = classify(std::vector<double>{12, 90}, ClassMethod::policy, 5, breaks);
    REQUIRE(policy.class_of(29.9) == 0);
    REQUIRE(policy.class_of(30) == 1);
    REQUIRE(policy.class_of(90) == 4);
}

TEST_CASE("few, equal or missing values make fewer classes and no fault", "[classify]") {
    const double none = std::nan("");
    for (const ClassMethod method :
         {ClassMethod::jenks, ClassMethod::quantile, ClassMethod::equal, ClassMethod::pretty}) {
        REQUIRE(classify(std::vector<double>{}, method, 5, {}).count() == 1);
        REQUIRE(classify(std::vector<double>{none, none}, method, 5, {}).count() == 1);
        REQUIRE(classify(std::vector<double>{4, 4, 4, none}, method, 5, {}).count() == 1);
        // Round steps do not stand on the values, so there may be a class between two of them.
        REQUIRE(classify(std::vector<double>{4, 9}, method, 5, {}).count() <=
                (method == ClassMethod::pretty ? 3U : 2U));
    }
}

}  // namespace classify_test
