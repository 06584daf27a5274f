#include "geo/study/near_border.h"

#include "geo/access/coverage.h"
#include "geo/data/locate.h"
#include "geo/study/analysis.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

namespace geo {
namespace {

constexpr std::size_t provinces_of_thailand = 77;
constexpr double cell_degrees = 0.01;
constexpr double metres_of_degree = 111320;

struct KilometreCell {
    std::int32_t x = 0, y = 0;
    std::uint64_t key() const {
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32U |
               static_cast<std::uint32_t>(y);
    }
};
KilometreCell cell_of(LonLat at) {
    return {static_cast<std::int32_t>(std::floor(at.lon / cell_degrees)),
            static_cast<std::int32_t>(std::floor(at.lat / cell_degrees))};
}
LonLat middle_of(KilometreCell cell) {
    return {(cell.x + 0.5) * cell_degrees, (cell.y + 0.5) * cell_degrees};
}

/// Kilometre cells that have something in them.
class KilometreCells {
public:
    explicit KilometreCells(const std::vector<LonLat>& points) {
        keys_.reserve(points.size());
        for (const LonLat& at : points) keys_.push_back(cell_of(at).key());
        std::sort(keys_.begin(), keys_.end());
        keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    }
    bool empty() const { return keys_.empty(); }
    bool any_within(LonLat home, double reach_m) const {
        if (keys_.empty()) return false;
        const double metres_x = metres_of_degree * std::cos(home.lat * std::numbers::pi / 180);
        const auto steps = [&](double metres) {
            return static_cast<std::int32_t>(std::ceil(reach_m / (metres * cell_degrees)));
        };
        const KilometreCell middle = cell_of(home);
        for (std::int32_t dy = -steps(metres_of_degree); dy <= steps(metres_of_degree); ++dy)
            for (std::int32_t dx = -steps(metres_x); dx <= steps(metres_x); ++dx) {
                const double away =
                    std::hypot(dx * cell_degrees * metres_x, dy * cell_degrees * metres_of_degree);
                const KilometreCell cell{middle.x + dx, middle.y + dy};
                if (away <= reach_m && std::binary_search(keys_.begin(), keys_.end(), cell.key()))
                    return true;
            }
        return false;
    }

private:
    std::vector<std::uint64_t> keys_;
};

/// Those of the points that lie in no area.
std::vector<LonLat> beyond(const Locator& areas, const std::vector<LonLat>& points) {
    const std::vector<AreaId> in = areas.areas_at(points);
    std::vector<LonLat> out;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (!in[i].valid()) out.push_back(points[i]);
    return out;
}

/// Whether any spot around lies in no area.
bool border_within(const Locator& areas, LonLat home, double reach_m) {
    constexpr int directions = 16, rings = 4;
    for (int ring = 1; ring <= rings; ++ring)
        for (int d = 0; d < directions; ++d) {
            const double angle = 2 * std::numbers::pi * d / directions;
            const double metres = reach_m * ring / rings;
            const double north = metres * std::cos(angle) / metres_of_degree;
            const double east =
                metres * std::sin(angle) / metres_of_degree / std::cos(home.lat * std::numbers::pi / 180);
            if (!areas.area_at({home.lon + east, home.lat + north}).valid()) return true;
        }
    return false;
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
    if (areas.at(Level::province).size() >= provinces_of_thailand) return out;
    const Locator locator(areas, areas.finest());
    std::vector<LonLat> places;
    for (const std::uint32_t number : results.destinations.fitting)
        places.push_back(results.destinations.at(number));
    const KilometreCells places_beyond(beyond(locator, places));
    const KilometreCells roads_beyond(results.network == nullptr ? std::vector<LonLat>{}
                                                                 : beyond(locator, results.network->node));
    if (progress.cancelled()) return fail(Fault::cancelled);
    out.roads_beyond = !roads_beyond.empty();
    const std::vector<Trip>& trips =
        within.metric == Metric::time ? *results.time_trips : *results.length_trips;
    const auto is_near = [&](LonLat home) {
        const bool opens = out.roads_beyond ? roads_beyond.any_within(home, out.reach_m)
                                            : border_within(locator, home, out.reach_m);
        return opens && !places_beyond.any_within(home, out.reach_m);
    };
    std::unordered_map<std::uint64_t, bool> near;  // by the cell of the home
    AreaId last;                                   // points stand by area
    for (std::size_t i = 0; i < demand.size(); ++i) {
        if (i % 1024 == 0 && progress.cancelled()) return fail(Fault::cancelled);
        if (demand.children_milli[i] == 0 || covers(within, trips[i])) continue;
        const KilometreCell cell = cell_of(demand.at[i]);
        const auto [known, fresh] = near.try_emplace(cell.key(), false);
        if (fresh) known->second = is_near(middle_of(cell));
        if (!known->second) continue;
        out.point_milli[i] = demand.children_milli[i];
        out.total_milli += demand.children_milli[i];
        if (demand.area[i] != last) ++out.areas;
        last = demand.area[i];
    }
    return out;
}

}  // namespace geo
