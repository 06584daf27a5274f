#include "geo/geom/index.h"

#include "tests/support/test.h"

#include <random>

namespace index_test {

using namespace geo;

namespace {

std::vector<Box> random_boxes(std::size_t count) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(0, 100);
    std::uniform_real_distribution<double> size(0, 3);
    std::vector<Box> boxes(count);
    for (auto& box : boxes) {
        box.add(place(random), place(random));
        box.add(box.min_x + size(random), box.min_y + size(random));
    }
    return boxes;
}

}  // namespace

TEST_CASE("the index finds what a scan finds", "[index]") {
    for (const std::size_t count : {0U, 1U, 16U, 17U, 300U, 5000U}) {
        auto boxes = random_boxes(count);
        if (count > 20) boxes[13] = Box{};
        const BoxIndex index(boxes);
        for (const auto& query : random_boxes(50)) {
            std::vector<std::uint32_t> expected;
            for (std::size_t i = 0; i < boxes.size(); ++i)
                if (!boxes[i].empty() && boxes[i].meets(query))
                    expected.push_back(static_cast<std::uint32_t>(i));
            REQUIRE(index.meeting(query) == expected);
        }
    }
}

TEST_CASE("endless boxes are found, too", "[index]") {
    std::vector<Box> boxes = random_boxes(40);
    boxes[7].max_x = std::numeric_limits<double>::infinity();
    boxes[9].min_x = -std::numeric_limits<double>::infinity();
    const BoxIndex index(boxes);
    REQUIRE(index.at(1e9, boxes[7].min_y) == std::vector<std::uint32_t>{7});
    REQUIRE(index.at(-1e9, boxes[9].min_y) == std::vector<std::uint32_t>{9});
}

TEST_CASE("the nearest come by growing distance, ties by number", "[index]") {
    std::vector<Box> boxes = random_boxes(2000);
    for (auto& box : boxes) box.max_x = box.min_x, box.max_y = box.min_y;
    boxes[900] = boxes[100];
    const BoxIndex index(boxes);
    const auto distance2 = [&](double x, double y, std::uint32_t i) {
        return (boxes[i].min_x - x) * (boxes[i].min_x - x) + (boxes[i].min_y - y) * (boxes[i].min_y - y);
    };
    for (const auto& query : random_boxes(20)) {
        std::vector<std::pair<double, std::uint32_t>> expected;
        for (std::uint32_t i = 0; i < boxes.size(); ++i)
            expected.emplace_back(distance2(query.min_x, query.min_y, i), i);
        std::sort(expected.begin(), expected.end());
        std::vector<std::uint32_t> found;
        index.nearest(
            query.min_x, query.min_y, [&](std::uint32_t i) { return distance2(query.min_x, query.min_y, i); },
            [&](std::uint32_t i, double) {
                found.push_back(i);
                return found.size() < 2000;
            });
        for (std::size_t i = 0; i < found.size(); ++i) REQUIRE(found[i] == expected[i].second);
        // With a limit the same items come, but none beyond, and hardly one of those is looked at.
        const double limit2 = expected[50].first;
        std::size_t looked_at = 0;
        std::size_t within = 0;
        index.nearest(
            query.min_x, query.min_y,
            [&](std::uint32_t i) {
                ++looked_at;
                return distance2(query.min_x, query.min_y, i);
            },
            [&](std::uint32_t i, double) {
                REQUIRE(i == expected[within].second);
                ++within;
                return true;
            },
            limit2);
        REQUIRE(within >= 51);
        REQUIRE(expected[within - 1].first <= limit2);
        REQUIRE(expected[within].first > limit2);
        REQUIRE(looked_at < 1000);
    }
}

}  // namespace index_test
