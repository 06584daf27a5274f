#include "geo/base/parallel.h"

#include "tests/support/test.h"

#include <numeric>
#include <stdexcept>
#include <vector>

namespace parallel_test {

using namespace geo;

TEST_CASE("every index is visited once, on any number of threads", "[parallel][threads]") {
    for (const unsigned count : {1U, 2U, 4U, 8U}) {
        set_threads(count);
        std::vector<int> visits(10007, 0);
        parallel_for(visits.size(), 64, [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i) ++visits[i];
        });
        REQUIRE(visits == std::vector<int>(10007, 1));
    }
    set_threads(0);
}

TEST_CASE("the lowest chunk's exception comes back", "[parallel][threads]") {
    set_threads(4);
    const auto run = [] {
        parallel_for(100, 1, [](std::size_t from, std::size_t) {
            if (from == 17 || from == 63) throw std::runtime_error(std::to_string(from));
        });
    };
    REQUIRE_THROWS_WITH(run(), "17");
    set_threads(0);
}

}  // namespace parallel_test
