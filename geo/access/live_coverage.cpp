#include "geo/access/live_coverage.h"

#include "geo/base/ensure.h"

#include <utility>

namespace geo {

LiveCoverage::LiveCoverage(const Areas& areas, std::shared_ptr<const Demand> demand,
                           std::shared_ptr<const std::vector<Snap>> points, Nearest nearest,
                           std::vector<std::uint32_t> limits)
    : demand_(std::move(demand)),
      trips_(std::move(points), std::move(nearest)),
      limits_(std::move(limits)),
      sums_(limits_.size()) {
    ENSURE(trips().size() == demand_->size());
    const Level finest = areas.finest();
    levels_ = static_cast<std::size_t>(finest) + 1;
    rows_of_.resize(areas.at(finest).size());
    for (std::size_t area = 0; area < rows_of_.size(); ++area)
        for (std::size_t level = 0; level < levels_; ++level)
            rows_of_[area][level] = static_cast<std::uint32_t>(
                areas.ancestor(finest, AreaId{area}, static_cast<Level>(level)).row());
    for (auto& by_level : sums_)
        for (std::size_t level = 0; level < by_level.size(); ++level)
            by_level[level].resize(areas.levels[level].size());
    for (std::uint32_t i = 0; i < trips().size(); ++i) count(i, trips()[i], demand_->children_milli[i]);
}

std::uint32_t LiveCoverage::add(const Snap& at) {
    const std::uint32_t source = trips_.add(at);
    follow();
    return source;
}

void LiveCoverage::remove(std::uint32_t source) {
    trips_.remove(source);
    follow();
}

void LiveCoverage::move(std::uint32_t source, const Snap& to) {
    trips_.move(source, to);
    follow();
}

void LiveCoverage::follow() {
    for (const LiveTrips::Changed& one : trips_.changed()) {
        count(one.point, one.before, -demand_->children_milli[one.point]);
        count(one.point, trips()[one.point], demand_->children_milli[one.point]);
    }
}

void LiveCoverage::count(std::uint32_t point, const Trip& trip, std::int64_t children_milli) {
    const auto& rows = rows_of_[demand_->area[point].row()];
    const std::uint32_t cost = nearest().metric() == Metric::time ? trip.time_ms : trip.length_mm;
    for (std::size_t l = 0; l < limits_.size(); ++l) {
        const auto sum = trip.status != TripStatus::reached ? &ReachedSums::unreachable_milli
                         : cost <= limits_[l]               ? &ReachedSums::covered_milli
                                                            : &ReachedSums::uncovered_milli;
        for (std::size_t level = 0; level < levels_; ++level)
            sums_[l][level][rows[level]].*sum += children_milli;
    }
}

}  // namespace geo
