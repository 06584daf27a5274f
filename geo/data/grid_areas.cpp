#include "geo/data/grid_areas.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace geo {
namespace {

constexpr std::uint32_t nobody = 0xffffffffU;

/// Where the border of a shape crosses the middle lines of the grid's rows.
class Crossings {
public:
    explicit Crossings(const Grid& grid) : grid_(grid) {}

    void add(const std::vector<LonLat>& ring, const GridMap& map) {
        std::vector<LonLat> at = ring;
        map.to_grid(at);
        for (std::size_t i = 0; i < at.size(); ++i) add(at[i], at[(i + 1) % at.size()]);
    }

    /// Calls `use(row, from, to)` for the columns inside, each row and range once.
    template <class Use>
    void fill(Use use) {
        std::sort(all_.begin(), all_.end());
        for (std::size_t i = 0; i + 1 < all_.size(); i += 2) {
            if (all_[i].first != all_[i + 1].first) {
                --i;  // a ring that was not closed: its row has an odd number
                continue;
            }
            // A middle on the left border is inside, on the right border it is the neighbour's.
            const double from = std::ceil(all_[i].second - 0.5), to = std::ceil(all_[i + 1].second - 0.5);
            const double last = grid_.columns;
            use(all_[i].first, static_cast<std::uint32_t>(std::clamp(from, 0.0, last)),
                static_cast<std::uint32_t>(std::clamp(to, 0.0, last)));
        }
        all_.clear();
    }

private:
    void add(LonLat a, LonLat b) {
        if (!std::isfinite(a.lon) || !std::isfinite(b.lon) || a.lat == b.lat) return;
        // The same line in the same direction for both neighbours, so that both cross at the same point.
        if (a.lat > b.lat) std::swap(a, b);
        const double first = std::max(0.0, std::ceil(a.lat - 0.5));
        const double end = std::min<double>(grid_.rows, std::ceil(b.lat - 0.5));
        for (double row = first; row < end; ++row)
            all_.emplace_back(static_cast<std::uint32_t>(row),
                              a.lon + (row + 0.5 - a.lat) / (b.lat - a.lat) * (b.lon - a.lon));
    }

    const Grid& grid_;
    std::vector<std::pair<std::uint32_t, double>> all_;
};

Result<std::vector<std::uint32_t>> owners_of(const Grid& grid, const AreaLevel& level) {
    TRY(const GridMap map, GridMap::of(grid));
    std::vector<std::uint32_t> owner(grid.size(), nobody);
    Crossings crossings(grid);
    for (std::size_t a = 0; a < level.size(); ++a) {
        for (const Polygon& polygon : level.shape[a]) {
            crossings.add(polygon.outer, map);
            for (const auto& hole : polygon.holes) crossings.add(hole, map);
            crossings.fill([&](std::uint32_t row, std::uint32_t from, std::uint32_t to) {
                for (std::uint32_t column = from; column < to; ++column) {
                    std::uint32_t& here = owner[std::size_t{row} * grid.columns + column];
                    if (here == nobody) here = static_cast<std::uint32_t>(a);
                }
            });
        }
    }
    return owner;
}

}  // namespace

std::int64_t people_micro(float value) {
    return std::llround(static_cast<double>(value) * 1e6);
}

Result<CellsOfAreas> cells_of_areas(const Grid& grid, const Areas& areas, Level level,
                                    std::optional<float> only) {
    TRY(const auto owner, owners_of(grid, areas.at(level)));
    CellsOfAreas out;
    out.first.assign(areas.at(level).size() + 1, 0);
    out.all.assign(areas.at(level).size(), 0);
    out.known = out.all;
    for (std::size_t c = 0; c < owner.size(); ++c) {
        if (owner[c] == nobody) continue;
        ++out.all[owner[c]];
        if ((*grid.cells)[c] != Grid::no_value) ++out.known[owner[c]];
    }
    const auto has = [&](std::size_t c) {
        const float value = (*grid.cells)[c];
        return owner[c] != nobody && (only ? value == *only : value != Grid::no_value);
    };
    for (std::size_t c = 0; c < owner.size(); ++c)
        if (has(c)) ++out.first[owner[c] + 1];
    std::partial_sum(out.first.begin(), out.first.end(), out.first.begin());
    out.cell.resize(out.first.back());
    std::vector<std::uint32_t> next(out.first.begin(), out.first.end() - 1);
    for (std::size_t c = 0; c < owner.size(); ++c)
        if (has(c)) out.cell[next[owner[c]]++] = static_cast<std::uint32_t>(c);
    return out;
}

Result<PeopleOfAreas> people_of_areas(const Grid& grid, const Areas& areas, Level level) {
    TRY(const auto owner, owners_of(grid, areas.at(level)));
    PeopleOfAreas out;
    out.micro.assign(areas.at(level).size(), 0);
    for (std::size_t c = 0; c < owner.size(); ++c) {
        const float value = (*grid.cells)[c];
        if (value == Grid::no_value) continue;
        const std::int64_t people = people_micro(value);
        out.all_micro += people;
        (owner[c] == nobody ? out.outside_micro : out.micro[owner[c]]) += people;
        if (owner[c] == nobody) ++out.cells_outside;
    }
    return out;
}

}  // namespace geo
