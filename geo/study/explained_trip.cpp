#include "geo/study/explained_trip.h"

#include "geo/base/ensure.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <numeric>

namespace geo {
namespace {

Metric metric_of(const Results& results) {
    return results.coverage.empty() ? Metric::time : results.coverage.front().within.metric;
}

/// The trips whose measure the first limit is of.
const std::vector<Trip>& trips_of(const Results& results) {
    return metric_of(results) == Metric::time ? *results.time_trips : *results.length_trips;
}

}  // namespace

Result<ExplainedTrip> TripExplainer::explain(const std::shared_ptr<const Results>& results,
                                             const Profile& profile, LonLat from, const Progress& progress) {
    const Destinations& to = results->destinations;
    ExplainedTrip out;
    out.from = from;
    out.metric = metric_of(*results);
    if (results->network == nullptr) {
        std::vector<LonLat> at;
        for (const std::uint32_t number : to.fitting) at.push_back(to.at(number));
        TRY(const std::vector<Trip> trips, straight_line_trips(at, std::span(&from, 1), profile, progress));
        out.route.trip = trips.front();
        if (out.route.trip.status == TripStatus::reached)
            out.route.trip.source = to.fitting[out.route.trip.source];
    } else {
        const Network& network = *results->network;
        const std::vector<Snap>& sources = *results->place_snaps;
        if (of_ != results) {
            of_.reset();
            TRY(labels_, nearest_of_nodes(network, sources, out.metric, progress));
            at_.clear();
            for (std::uint32_t number = 0; number < to.size(); ++number) at_.push_back(to.at(number));
            of_ = results;
        }
        out.route = route_of(network, labels_, sources, snap(network, from), from, at_, out.metric);
        out.parts = parts_of(out.route);
    }
    if (out.route.trip.status != TripStatus::reached) return out;
    out.to = to.at(out.route.trip.source);
    out.to_th = to.name(out.route.trip.source, Lang::th);
    out.to_en = to.name(out.route.trip.source, Lang::en);
    out.straight_mm = geodesic_mm(from, out.to);
    return out;
}

std::vector<std::uint32_t> points_by_trip(const Areas& areas, const Results& results, Level level,
                                          AreaId area) {
    std::vector<std::uint32_t> out;
    const Demand& demand = *results.demand;
    const std::vector<Trip>& trips = trips_of(results);
    for (std::uint32_t i = 0; i < demand.size(); ++i)
        if (areas.ancestor(areas.finest(), demand.area[i], level) == area) out.push_back(i);
    const auto cost = [&](std::uint32_t i) {
        return trips[i].status == TripStatus::reached ? trips[i].cost(metric_of(results)) : no_cost;
    };
    std::stable_sort(out.begin(), out.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return cost(a) < cost(b); });
    return out;
}

std::uint32_t median_point(const Results& results, std::span<const std::uint32_t> points) {
    ENSURE(!points.empty());
    const std::vector<std::int64_t>& children = results.demand->children_milli;
    const std::int64_t all =
        std::accumulate(points.begin(), points.end(), std::int64_t{0},
                        [&](std::int64_t sum, std::uint32_t i) { return sum + children[i]; });
    std::int64_t sum = 0;
    for (const std::uint32_t i : points) {
        sum += children[i];
        if (2 * sum >= all) return i;
    }
    return points.back();
}

}  // namespace geo
