// Where the cells of a grid lie, whose they are, and how the study keeps them.
#include "geo/data/grid.h"

#include "geo/data/grid_areas.h"
#include "geo/geom/measure.h"
#include "tests/support/test.h"

#include <cmath>
#include <numeric>

namespace grid_test {

using namespace geo;

namespace {

Grid grid_of(std::uint32_t columns, std::uint32_t rows, std::array<double, 6> to_map,
             std::vector<float> cells) {
    Grid out;
    out.columns = columns;
    out.rows = rows;
    out.to_map = to_map;
    out.cells = std::make_shared<const std::vector<float>>(std::move(cells));
    return out;
}

/// Two areas side by side, with a border that runs askew through cells and through middles of cells.
Areas two_neighbours() {
    Areas areas;
    AreaLevel& level = areas.at(Level::tambon);
    level.code = {"100101", "100102"};
    level.name_th = level.name_en = {"a", "b"};
    level.parent.resize(2);
    level.inner = {{100.1, 15.5}, {100.9, 15.5}};
    const LonLat low{100.45, 15}, mid{100.55, 15.5}, high{100.5, 16};
    level.shape = {{{{{100, 15}, low, mid, high, {100, 16}}, {}}},
                   {{{low, {101, 15}, {101, 16}, high, mid}, {}}}};
    return areas;
}

}  // namespace

TEST_CASE("a point becomes a cell and back, in degrees and in metres of the old datum", "[grid]") {
    for (const char* crs : {"EPSG:4326", "EPSG:32647", "EPSG:24047"}) {
        INFO(crs);
        Grid grid = grid_of(40, 30, {100, 0.01, 0, 16, 0, -0.01}, std::vector<float>(1200, 1));
        if (std::string{crs} != "EPSG:4326") grid.to_map = {600000, 1000, 0, 1700000, 0, -1000};
        grid.crs = crs;
        const auto map = GridMap::of(grid);
        REQUIRE(map);
        const LonLat at = map->middle(7, 23);
        const auto back = map->on_grid(at);
        CHECK(std::abs(back[0] - 23.5) < 1e-6);
        CHECK(std::abs(back[1] - 7.5) < 1e-6);
        CHECK(map->box().contains(at.lon, at.lat));
        CHECK_FALSE(map->value_at({at.lon + 5, at.lat}));
    }
    Grid metres = grid_of(2, 2, {600000, 500, 0, 1700000, 0, -500}, {1, 1, 1, 1});
    metres.crs = "EPSG:32647";
    const auto map = GridMap::of(metres);
    REQUIRE(map);
    CHECK(std::abs(map->cell_metres()[0] - 500) < 1);
    CHECK_FALSE(GridMap::of(grid_of(2, 2, {0, 0, 0, 0, 0, 0}, {1, 1, 1, 1})));
}

TEST_CASE("a height between the middles of cells is their mean by distance, cells without one do not count",
          "[grid]") {
    const Grid grid = grid_of(3, 2, {100, 1, 0, 20, 0, -1}, {0, 100, Grid::no_value, 200, 300, 40});
    const auto map = GridMap::of(grid);
    REQUIRE(map);
    CHECK(*map->between_at({100.5, 19.5}) == Approx(0));
    CHECK(*map->between_at({101.0, 19.5}) == Approx(50));
    CHECK(*map->between_at({101.0, 19.0}) == Approx(150));
    // On the outer half of a border cell nothing lies beyond.
    CHECK(*map->between_at({100.1, 19.9}) == Approx(0));
    CHECK(*map->between_at({101.9, 19.5}) == Approx(100));
    CHECK_FALSE(map->between_at({102.5, 19.5}));
    CHECK_FALSE(map->between_at({99.9, 19.5}));
    CHECK(*map->value_at({102.5, 18.5}) == 40);
}

TEST_CASE("each cell is of the one area that holds its middle, and the people add up", "[grid]") {
    const Areas areas = two_neighbours();
    // Middles on the border's corner (100.55) and on the outer borders; cells without people beside 0.
    const std::uint32_t columns = 12, rows = 12;
    std::vector<float> cells(columns * rows);
    for (std::size_t c = 0; c < cells.size(); ++c)
        cells[c] = c % 7 == 0 ? Grid::no_value : static_cast<float>(c) * 0.37F;
    const Grid grid = grid_of(columns, rows, {99.9, 0.1, 0, 16.1, 0, -0.1}, cells);
    const auto of = cells_of_areas(grid, areas, Level::tambon);
    REQUIRE(of);
    const auto map = GridMap::of(grid);
    std::size_t inside = 0;
    for (std::size_t a = 0; a < 2; ++a)
        for (std::uint32_t i = of->first[a]; i < of->first[a + 1]; ++i) {
            const std::uint32_t cell = of->cell[i];
            const LonLat at = map->middle(cell / columns, cell % columns);
            CHECK(at.lon > 99.99);
            CHECK(at.lon < 101.01);
            CHECK(cells[cell] != Grid::no_value);
            if (std::abs(at.lon - 100.5) > 0.051) CHECK((at.lon < 100.5) == (a == 0));
            ++inside;
        }
    CHECK(inside == 86);  // 100 middles inside, 14 of them without a value
    const auto people = people_of_areas(grid, areas, Level::tambon);
    REQUIRE(people);
    CHECK(people->all_micro == people->micro[0] + people->micro[1] + people->outside_micro);
    std::int64_t all = 0;
    for (const float value : cells)
        if (value != Grid::no_value) all += people_micro(value);
    CHECK(people->all_micro == all);
    CHECK(people->micro[0] > 0);
    CHECK(people->outside_micro > 0);
}

TEST_CASE("a hole belongs to nobody, and where areas overlap the lower code has the cell", "[grid]") {
    Areas areas = two_neighbours();
    AreaLevel& level = areas.at(Level::tambon);
    level.shape[0][0].holes = {{{100.2, 15.2}, {100.2, 15.4}, {100.4, 15.4}, {100.4, 15.2}}};
    level.shape[1] = level.shape[0];
    level.shape[1][0].holes.clear();
    const Grid grid = grid_of(10, 10, {100, 0.1, 0, 16, 0, -0.1}, std::vector<float>(100, 1));
    const auto people = people_of_areas(grid, areas, Level::tambon);
    REQUIRE(people);
    CHECK(people->micro[1] == 4'000'000);
    CHECK(people->micro[0] > 40'000'000);
}

}  // namespace grid_test
