#include "geo/access/whole_rows.h"

#include "tests/support/test.h"

#include <cmath>
#include <functional>
#include <numeric>
#include <random>

namespace whole_rows_test {

using namespace geo;

namespace {

using Cells = std::array<std::int64_t, 4>;

/// A country of the given fan-out with random rows; counts of children are whole where `whole_counts`, their
/// parts are not.
struct Country {
    Areas areas;
    std::array<std::vector<CoverageRow>, 4> rows;

    Country(unsigned seed, std::array<int, 3> fan_out, bool whole_counts) {
        std::mt19937 random(seed);
        areas.levels[0].code = {"TH"};
        areas.levels[0].parent = {AreaId{}};
        for (std::size_t l = 1; l < 4; ++l)
            for (std::size_t p = 0; p < areas.levels[l - 1].size(); ++p)
                for (int i = 0; i < fan_out[l - 1]; ++i) {
                    areas.levels[l].code.push_back(std::to_string(areas.levels[l].size()));
                    areas.levels[l].parent.push_back(AreaId{p});
                }
        for (std::size_t l = 0; l < 4; ++l) rows[l].resize(areas.levels[l].size());
        for (CoverageRow& row : rows[3]) {
            if (random() % 9 == 0) continue;  // nobody, hidden, or never counted
            const auto children = static_cast<std::int64_t>(random() % 40) * 1000 +
                                  (whole_counts ? 0 : static_cast<std::int64_t>(random() % 1000));
            const auto part = [&](std::int64_t of) {
                return random() % 3 == 0 ? of : static_cast<std::int64_t>(random()) % (of + 1);
            };
            row.covered_milli = part(children);
            row.uncovered_milli = part(children - row.covered_milli);
            row.unreachable_milli = part(children - row.covered_milli - row.uncovered_milli);
            row.unplaced_milli = children - row.covered_milli - row.uncovered_milli - row.unreachable_milli;
        }
        for (std::size_t l = 3; l > 0; --l) {
            for (std::size_t a = 0; a < rows[l].size(); ++a) {
                CoverageRow& to = rows[l - 1][areas.levels[l].parent[a].row()];
                const CoverageRow& from = rows[l][a];
                to.covered_milli += from.covered_milli;
                to.uncovered_milli += from.uncovered_milli;
                to.unreachable_milli += from.unreachable_milli;
                to.unplaced_milli += from.unplaced_milli;
            }
            // Some know of more children than the areas in them.
            for (CoverageRow& row : rows[l - 1])
                if (random() % 4 == 0) row.unplaced_milli += static_cast<std::int64_t>(random() % 5000);
        }
        for (auto& level : rows)
            for (CoverageRow& row : level)
                row.children_milli =
                    row.covered_milli + row.uncovered_milli + row.unreachable_milli + row.unplaced_milli;
    }
};

/// The least sum of squares over all tables of floors and ceilings with these sums, by trying them all; -1
/// where there is none.
std::int64_t least_of_all(const std::vector<Cells>& cells, const std::vector<std::int64_t>& row_sums,
                          const Cells& column_sums) {
    std::int64_t least = -1;
    const std::size_t n = cells.size() * 4;
    for (std::uint32_t up = 0; up < (1U << n); ++up) {
        std::vector<std::int64_t> rows(cells.size(), 0);
        Cells columns{};
        std::int64_t squares = 0;
        bool fits = true;
        for (std::size_t i = 0; i < n && fits; ++i) {
            const std::int64_t exact = cells[i / 4][i % 4];
            const bool more = (up >> i & 1U) != 0;
            if (more && exact % 1000 == 0) fits = false;
            const std::int64_t whole = exact / 1000 + (more ? 1 : 0);
            rows[i / 4] += whole;
            columns[i % 4] += whole;
            squares += (whole * 1000 - exact) * (whole * 1000 - exact);
        }
        if (fits && rows == row_sums && columns == column_sums && (least < 0 || squares < least))
            least = squares;
    }
    return least;
}

}  // namespace

TEST_CASE("rows of halves add up along the row and up the levels", "[coverage]") {
    // Two tambon of 3 children: 1.5 covered and 1.5 not; rounded alone both would print 2 + 1, four covered
    // of 3.
    std::vector<Cells> cells = {{1500, 1500, 0, 0}, {1500, 1500, 0, 0}};
    REQUIRE(whole_cells(cells, {3, 3}, {3, 3, 0, 0}) == std::vector<Cells>{{1, 2, 0, 0}, {2, 1, 0, 0}});
}

TEST_CASE("everything that is printed adds up, and nothing moves by a child", "[coverage]") {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        Country c(seed, {1 + static_cast<int>(seed % 5), 3, 7}, seed % 2 == 0);
        print_whole(c.areas, c.rows);
        REQUIRE(*c.rows[0][0].printed == [&] {
            CoverageRow alone = c.rows[0][0];
            alone.printed.reset();
            return whole(alone);
        }());
        for (std::size_t l = 0; l < 4; ++l) {
            std::vector<Cells> below(c.rows[l].size(), Cells{});
            std::vector<Cells> exact(c.rows[l].size(), Cells{});
            for (std::size_t a = 0; l < 3 && a < c.rows[l + 1].size(); ++a) {
                const std::size_t p = c.areas.levels[l + 1].parent[a].row();
                const CoverageRow& row = c.rows[l + 1][a];
                const Cells milli = {row.covered_milli, row.uncovered_milli, row.unreachable_milli,
                                     row.unplaced_milli};
                for (std::size_t j = 0; j < 4; ++j) {
                    below[p][j] += row.printed->parts()[j];
                    exact[p][j] += milli[j];
                }
            }
            for (std::size_t a = 0; a < c.rows[l].size(); ++a) {
                const CoverageRow& row = c.rows[l][a];
                const Cells milli = {row.covered_milli, row.uncovered_milli, row.unreachable_milli,
                                     row.unplaced_milli};
                for (std::size_t j = 0; j < 4; ++j) {
                    REQUIRE(row.printed->parts()[j] >= 0);
                    REQUIRE(std::abs(row.printed->parts()[j] * 1000 - milli[j]) < 2000);
                    if (l == 3) continue;
                    // What the area knows beyond the areas in it is printed nowhere else.
                    const std::int64_t beyond = milli[j] - exact[a][j];
                    REQUIRE(std::abs((row.printed->parts()[j] - below[a][j]) * 1000 - beyond) < 2000);
                    if (beyond == 0 && row.unplaced_milli == exact[a][3])
                        REQUIRE(row.printed->parts()[j] == below[a][j]);
                }
                REQUIRE(std::abs(row.printed->children() * 1000 - row.children_milli) < 1000);
            }
        }
        Country again(seed, {1 + static_cast<int>(seed % 5), 3, 7}, seed % 2 == 0);
        print_whole(again.areas, again.rows);
        REQUIRE(again.rows == c.rows);
    }
}

TEST_CASE("of all ways to round with given sums the nearest is taken", "[coverage]") {
    std::mt19937 random(8);
    std::size_t compared = 0;
    for (int round = 0; round < 400; ++round) {
        std::vector<Cells> cells(1 + random() % 4);
        for (Cells& row : cells)
            for (std::int64_t& cell : row)
                cell = random() % 3 == 0 ? 1000 * static_cast<std::int64_t>(random() % 3)
                                         : static_cast<std::int64_t>(random() % 3000);
        // Sums of a rounding that exists.
        std::vector<std::int64_t> rows(cells.size(), 0);
        Cells columns{};
        for (std::size_t r = 0; r < cells.size(); ++r)
            for (std::size_t j = 0; j < 4; ++j) {
                const std::int64_t whole =
                    cells[r][j] / 1000 + (cells[r][j] % 1000 > 0 && random() % 2 == 0 ? 1 : 0);
                rows[r] += whole;
                columns[j] += whole;
            }
        const std::int64_t least = least_of_all(cells, rows, columns);
        REQUIRE(least >= 0);
        const auto found = whole_cells(cells, rows, columns);
        std::int64_t squares = 0;
        for (std::size_t r = 0; r < cells.size(); ++r) {
            REQUIRE(std::accumulate(found[r].begin(), found[r].end(), std::int64_t{0}) == rows[r]);
            for (std::size_t j = 0; j < 4; ++j) {
                columns[j] -= found[r][j];
                squares += (found[r][j] * 1000 - cells[r][j]) * (found[r][j] * 1000 - cells[r][j]);
            }
        }
        REQUIRE(columns == Cells{});
        REQUIRE(squares == least);
        ++compared;
    }
    REQUIRE(compared == 400);
}

TEST_CASE("the row of several areas prints the sum of what their rows print", "[coverage]") {
    Country c(3, {2, 2, 5}, false);
    print_whole(c.areas, c.rows);
    CoverageRow sum;
    std::int64_t covered = 0;
    for (const CoverageRow& row : c.rows[3]) {
        add(sum, row);
        covered += whole(row).covered;
    }
    REQUIRE(whole(sum).covered == covered);
    REQUIRE(sum.covered_milli == std::accumulate(c.rows[3].begin(), c.rows[3].end(), std::int64_t{0},
                                                 [](std::int64_t all, const CoverageRow& row) {
                                                     return all + row.covered_milli;
                                                 }));
}

}  // namespace whole_rows_test
