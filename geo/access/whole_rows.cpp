#include "geo/access/whole_rows.h"

#include "geo/base/ensure.h"
#include "geo/base/figures.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

namespace geo {
namespace {

using Cells = std::array<std::int64_t, 4>;
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max() / 8;

Cells cells_of(const CoverageRow& row) {
    return {row.covered_milli, row.uncovered_milli, row.unreachable_milli, row.unplaced_milli};
}

/// What one more child in a cell costs: the square of the change grows, and leaving floor and ceiling is
/// dear.
std::int64_t cost_of_one_more(std::int64_t exact_milli, std::int64_t now) {
    constexpr std::int64_t dear = 1000000000;
    const std::int64_t floor = exact_milli / 1000;
    const std::int64_t rest = exact_milli % 1000;
    const std::int64_t above = now - floor;
    const std::int64_t outside = above < 0 ? above : rest == 0 ? above + 1 : above;
    return 1000 * (2 * above + 1) - 2 * rest + dear * outside;
}

/// The cheapest way to move one child between columns, each step within one row.
class Moves {
public:
    Moves(const std::vector<Cells>& exact, const std::vector<Cells>& now) {
        for (std::size_t a = 0; a < 4; ++a)
            for (std::size_t b = 0; b < 4; ++b) next_[a][b] = b;
        for (std::size_t r = 0; r < exact.size(); ++r)
            for (std::size_t a = 0; a < 4; ++a) {
                if (now[r][a] == 0) continue;
                const std::int64_t gain = cost_of_one_more(exact[r][a], now[r][a] - 1);
                for (std::size_t b = 0; b < 4; ++b) {
                    const std::int64_t cost = cost_of_one_more(exact[r][b], now[r][b]) - gain;
                    if (a == b || cost >= cost_[a][b]) continue;
                    cost_[a][b] = cost;
                    row_[a][b] = r;
                }
            }
        for (std::size_t via = 0; via < 4; ++via)  // Floyd and Warshall, over four columns
            for (std::size_t a = 0; a < 4; ++a)
                for (std::size_t b = 0; b < 4; ++b) {
                    if (a == b || cost_[a][via] >= never || cost_[via][b] >= never ||
                        cost_[a][via] + cost_[via][b] >= cost_[a][b])
                        continue;
                    cost_[a][b] = cost_[a][via] + cost_[via][b];
                    next_[a][b] = next_[a][via];
                }
    }
    std::int64_t cost(std::size_t from, std::size_t to) const { return cost_[from][to]; }
    void make(std::size_t from, std::size_t to, std::vector<Cells>& now) const {
        while (from != to) {
            const std::size_t step = next_[from][to];
            Cells& row = now[row_[from][step]];
            --row[from];
            ++row[step];
            from = step;
        }
    }

private:
    std::array<Cells, 4> cost_{Cells{never, never, never, never}, Cells{never, never, never, never},
                               Cells{never, never, never, never}, Cells{never, never, never, never}};
    std::array<std::array<std::size_t, 4>, 4> row_{};
    std::array<std::array<std::size_t, 4>, 4> next_{};
};

}  // namespace

std::vector<std::int64_t> whole_with_sum(const std::vector<std::int64_t>& exact, std::int64_t sum) {
    std::vector<std::int64_t> out(exact.size());
    for (std::size_t i = 0; i < exact.size(); ++i) {
        out[i] = exact[i] / 1000;
        sum -= out[i];
    }
    if (exact.empty()) return out;
    std::vector<std::size_t> order(exact.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return exact[a] % 1000 > exact[b] % 1000; });
    for (std::size_t k = 0; sum > 0; ++k, --sum) ++out[order[k % order.size()]];
    for (; sum < 0; ++sum) --*std::max_element(out.begin(), out.end());
    return out;
}

std::vector<Cells> whole_cells(const std::vector<Cells>& cells, const std::vector<std::int64_t>& row_sums,
                               const Cells& column_sums) {
    ENSURE(std::accumulate(row_sums.begin(), row_sums.end(), std::int64_t{0}) ==
           std::accumulate(column_sums.begin(), column_sums.end(), std::int64_t{0}));
    // Each row by itself first; then one child after the other goes from a column that has too many to one
    // that has too few, always the cheapest way: shortest augmenting paths, which stay the least of all.
    std::vector<Cells> out(cells.size());
    Cells spare{};
    for (std::size_t j = 0; j < 4; ++j) spare[j] = -column_sums[j];
    for (std::size_t r = 0; r < cells.size(); ++r) {
        const auto row = whole_with_sum({cells[r].begin(), cells[r].end()}, row_sums[r]);
        for (std::size_t j = 0; j < 4; ++j) {
            out[r][j] = row[j];
            spare[j] += row[j];
        }
    }
    while (true) {
        const Moves moves(cells, out);
        std::int64_t least = never;
        std::size_t from = 4;
        std::size_t to = 4;
        for (std::size_t a = 0; a < 4; ++a)
            for (std::size_t b = 0; b < 4; ++b)
                if (spare[a] > 0 && spare[b] < 0 && moves.cost(a, b) < least) {
                    least = moves.cost(a, b);
                    from = a;
                    to = b;
                }
        if (from == 4) return out;
        moves.make(from, to, out);
        --spare[from];
        ++spare[to];
    }
}

namespace {

/// Prints the areas `inside` an area whose own row is printed.
void hand_down(const CoverageRow& above, const std::vector<std::uint32_t>& inside,
               std::vector<CoverageRow>& rows) {
    // The last row is what the area above counts beyond the areas in it.
    std::vector<Cells> cells;
    Cells rest = cells_of(above);
    for (const std::uint32_t a : inside) {
        cells.push_back(cells_of(rows[a]));
        for (std::size_t j = 0; j < 4; ++j) rest[j] -= cells.back()[j];
    }
    cells.push_back(rest);
    std::vector<std::int64_t> sums;
    sums.reserve(cells.size());
    for (const Cells& row : cells) sums.push_back(std::accumulate(row.begin(), row.end(), std::int64_t{0}));
    const auto printed =
        whole_cells(cells, whole_with_sum(sums, above.printed->children()), above.printed->parts());
    for (std::size_t i = 0; i < inside.size(); ++i) {
        const Cells& row = printed[i];
        rows[inside[i]].printed = WholeRow{row[0], row[1], row[2], row[3]};
    }
}

/// `anew[l][a]`: the row became another since it was printed, or was never printed.
void print(const Areas& areas, std::array<std::vector<CoverageRow>, 4>& rows,
           std::array<std::vector<bool>, 4> anew) {
    for (std::size_t a = 0; a < rows[0].size(); ++a) {
        CoverageRow& row = rows[0][a];
        if (!anew[0][a]) continue;
        row.printed.reset();
        row.printed = whole(row);
    }
    for (std::size_t l = 1; l < rows.size(); ++l) {
        if (rows[l].empty()) return;
        std::vector<std::vector<std::uint32_t>> inside(rows[l - 1].size());
        for (std::uint32_t a = 0; a < rows[l].size(); ++a)
            if (const std::size_t above = areas.levels[l].parent[a].row(); anew[l - 1][above])
                inside[above].push_back(a);
        for (std::size_t p = 0; p < inside.size(); ++p) {
            if (!anew[l - 1][p]) continue;
            std::vector<std::optional<WholeRow>> before;
            for (const std::uint32_t a : inside[p]) before.push_back(rows[l][a].printed);
            hand_down(rows[l - 1][p], inside[p], rows[l]);
            // Where a number that is handed down is another, those below follow.
            for (std::size_t i = 0; i < inside[p].size(); ++i)
                if (rows[l][inside[p][i]].printed != before[i]) anew[l][inside[p][i]] = true;
        }
    }
}

}  // namespace

void print_whole(const Areas& areas, std::array<std::vector<CoverageRow>, 4>& rows) {
    std::array<std::vector<bool>, 4> all;
    for (std::size_t l = 0; l < rows.size(); ++l) all[l].assign(rows[l].size(), true);
    print(areas, rows, std::move(all));
}

void print_whole_again(const Areas& areas, std::array<std::vector<CoverageRow>, 4>& rows,
                       const std::array<std::vector<bool>, 4>& touched) {
    print(areas, rows, touched);
}

}  // namespace geo
