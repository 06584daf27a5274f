#include "geo/study/near_border.h"

#include "geo/access/coverage.h"
#include "geo/data/locate.h"
#include "geo/network/road_edits.h"
#include "geo/study/analysis.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

namespace geo {
namespace {

constexpr std::size_t provinces_of_thailand = 77;
constexpr double least_cell_degrees = 0.01;
constexpr double cells_of_reach = 15;  ///< a far reach is looked at in larger cells
constexpr double metres_of_degree = 111320;

/// Squares of degrees, by the points that lie in them.
class CellGrid {
public:
    explicit CellGrid(double reach_m)
        : degrees_(std::max(least_cell_degrees, reach_m / metres_of_degree / cells_of_reach)) {}
    std::uint64_t key(LonLat at) const {
        const auto x = static_cast<std::int32_t>(std::floor(at.lon / degrees_));
        const auto y = static_cast<std::int32_t>(std::floor(at.lat / degrees_));
        return key(x, y);
    }
    static std::uint64_t key(std::int32_t x, std::int32_t y) {
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32U |
               static_cast<std::uint32_t>(y);
    }
    static std::int32_t x_of(std::uint64_t key) { return static_cast<std::int32_t>(key >> 32U); }
    static std::int32_t y_of(std::uint64_t key) { return static_cast<std::int32_t>(key & 0xffffffffU); }
    LonLat middle(std::int32_t x, std::int32_t y) const {
        return {(x + 0.5) * degrees_, (y + 0.5) * degrees_};
    }
    LonLat middle(std::uint64_t key) const { return middle(x_of(key), y_of(key)); }
    double degrees() const { return degrees_; }

private:
    double degrees_;
};

/// Keys of cells, ascending, each once.
using CellKeys = std::vector<std::uint64_t>;
void put_in_order(CellKeys& keys) {
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

/// Which cells lie beyond the loaded areas of every level: a lake between tambon is in its province.
class Beyond {
public:
    explicit Beyond(const Areas& areas) {
        for (const Level level : all_levels) {
            const auto& shapes = areas.at(level).shape;
            if (std::any_of(shapes.begin(), shapes.end(),
                            [](const MultiPolygon& one) { return !one.empty(); }))
                levels_.emplace_back(areas, level);
        }
    }
    bool is_beyond(LonLat at) const {
        return std::none_of(levels_.begin(), levels_.end(),
                            [&](const Locator& level) { return level.area_at(at).valid(); });
    }
    /// Those with no area in the middle of them and of their four neighbours: what reaches over the border by
    /// less than a cell, as roads that were cut there do, is not beyond.
    CellKeys of(const CellGrid& grid, const CellKeys& keys) const {
        CellKeys out;
        for (const std::uint64_t key : keys) {
            const std::int32_t x = CellGrid::x_of(key), y = CellGrid::y_of(key);
            if (is_beyond(grid.middle(x, y)) && is_beyond(grid.middle(x - 1, y)) &&
                is_beyond(grid.middle(x + 1, y)) && is_beyond(grid.middle(x, y - 1)) &&
                is_beyond(grid.middle(x, y + 1)))
                out.push_back(key);
        }
        return out;
    }

private:
    std::vector<Locator> levels_;
};

/// Calls with every cell whose middle lies within the reach of a home, until it answers true.
template <class Found>
bool any_around(const CellGrid& grid, std::uint64_t home, double reach_m, const Found& found) {
    const double metres_y = metres_of_degree * grid.degrees();
    const double metres_x = metres_y * std::cos(grid.middle(home).lat * std::numbers::pi / 180);
    const auto wide = static_cast<std::int32_t>(reach_m / metres_x);
    const auto high = static_cast<std::int32_t>(reach_m / metres_y);
    for (std::int32_t y = -high; y <= high; ++y)
        for (std::int32_t x = -wide; x <= wide; ++x)
            if (std::hypot(x * metres_x, y * metres_y) <= reach_m &&
                found(CellGrid::x_of(home) + x, CellGrid::y_of(home) + y))
                return true;
    return false;
}
bool any_within(const CellGrid& grid, const CellKeys& keys, std::uint64_t home, double reach_m) {
    return !keys.empty() && any_around(grid, home, reach_m, [&](std::int32_t x, std::int32_t y) {
        return std::binary_search(keys.begin(), keys.end(), CellGrid::key(x, y));
    });
}

/// Cells with roads of today: those of a plan prove nothing of what is there, ferries lead over water.
CellKeys road_cells(const CellGrid& grid, const Study& study, const Results& results) {
    CellKeys keys;
    if (results.network != nullptr) {
        for (const Edge& edge : results.network->edges) {
            const bool closed = edge.forward_ms == 0 && edge.backward_ms == 0;
            if (closed || edit_of_way(edge.way_id).valid() || edge.road_class == RoadClass::ferry) continue;
            for (std::uint32_t i = 0; i < edge.count; ++i) {
                const std::uint64_t key = grid.key(results.network->shape[edge.first + i]);
                if (keys.empty() || keys.back() != key) keys.push_back(key);
            }
        }
    } else {
        for (const LonLat& node : study.data->roads->nodes) keys.push_back(grid.key(node));
    }
    put_in_order(keys);
    return keys;
}

/// Provinces that have areas of the finest level: a layer of provinces alone says nothing of what is loaded.
std::size_t provinces_with_areas(const Areas& areas) {
    const Level finest = areas.finest();
    std::vector<bool> seen(areas.at(Level::province).size(), false);
    for (std::size_t a = 0; a < areas.at(finest).size(); ++a) {
        const AreaId province = areas.ancestor(finest, AreaId{a}, Level::province);
        if (province.valid() && province.row() < seen.size()) seen[province.row()] = true;
    }
    return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
}

double reach_of(const Travel& travel, const Threshold& within) {
    const Profile profile = profile_of(travel);
    const double way_m = within.metric == Metric::length ? within.limit / 1000.0
                                                         : within.limit / 3.6e6 * profile.straight_kmh * 1000;
    return way_m / profile.detour_factor;
}

}  // namespace

Result<NearBorder> near_border(const Study& study, const Results& results, std::size_t limit,
                               const Progress& progress) {
    const Areas& areas = *study.data->areas;
    const Demand& demand = *results.demand;
    const Threshold& within = results.coverage.at(limit).within;
    NearBorder out;
    out.point_milli.assign(demand.size(), 0);
    out.reach_m = reach_of(study.scenario().travel, within);
    if (provinces_with_areas(areas) >= provinces_of_thailand) return out;
    const CellGrid grid(out.reach_m);
    const Beyond beyond(areas);
    CellKeys places;
    for (const std::uint32_t number : results.destinations.fitting)
        places.push_back(grid.key(results.destinations.at(number)));
    put_in_order(places);
    // A place stands where it stands: no margin.
    std::erase_if(places, [&](std::uint64_t key) { return !beyond.is_beyond(grid.middle(key)); });
    const CellKeys roads = beyond.of(grid, road_cells(grid, study, results));
    out.roads_beyond = !roads.empty();
    const std::vector<Trip>& trips =
        within.metric == Metric::time ? *results.time_trips : *results.length_trips;
    const auto is_near = [&](std::uint64_t home) {
        const bool opens = out.roads_beyond
                               ? any_within(grid, roads, home, out.reach_m)
                               : any_around(grid, home, out.reach_m, [&](std::int32_t x, std::int32_t y) {
                                     return beyond.is_beyond(grid.middle(x, y));
                                 });
        return opens && !any_within(grid, places, home, out.reach_m);
    };
    std::unordered_map<std::uint64_t, bool> near;  // by the cell of the home
    AreaId last;                                   // points stand by area
    for (std::size_t i = 0; i < demand.size(); ++i) {
        if (demand.children_milli[i] == 0 || covers(within, trips[i])) continue;
        const auto [known, fresh] = near.try_emplace(grid.key(demand.at[i]), false);
        if (fresh) {
            if (progress.cancelled()) return fail(Fault::cancelled);
            progress.at(static_cast<double>(i) / static_cast<double>(demand.size()));
            known->second = is_near(known->first);
        }
        if (!known->second) continue;
        out.point_milli[i] = demand.children_milli[i];
        out.total_milli += demand.children_milli[i];
        if (demand.area[i] != last) ++out.areas;
        last = demand.area[i];
    }
    return out;
}

}  // namespace geo
