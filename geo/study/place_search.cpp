#include "geo/study/place_search.h"

#include "geo/study/analysis.h"

#include <utility>

namespace geo {

Result<PlaceSearch> PlaceSearch::of(const Study& study, const Progress& progress) {
    const Scenario& scenario = study.scenario();
    PlaceSearch out(profile_of(scenario.travel));
    if (scenario.travel.basis == Basis::straight_line || study.data->roads->empty()) return out;
    TRY(Network network,
        network_of(*study.data, scenario.road_edits, out.profile_, scenario.travel.slope, progress));
    out.network_ = std::make_shared<const Network>(std::move(network));
    return out;
}

Result<PlaceSearch::Found> PlaceSearch::nearest(std::span<const LonLat> from, std::span<const LonLat> to,
                                                Metric metric, const Progress& progress) const {
    Found out;
    if (estimate()) {
        TRY(out.trips, straight_line_trips(to, from, profile_, progress));
        return out;
    }
    const auto sources = snap_all(*network_, to, SnapFor::place);
    out.snaps = snap_all(*network_, from);
    TRY(out.trips, nearest_trips(*network_, sources, out.snaps, metric, progress));
    return out;
}

}  // namespace geo
