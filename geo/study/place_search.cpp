#include "geo/study/place_search.h"

#include "geo/study/analysis.h"

#include <algorithm>
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

PlaceSearch PlaceSearch::of(const Study& study, const Results& results) {
    PlaceSearch out(profile_of(study.scenario().travel));
    out.network_ = results.network;
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
    TRY(out.snaps, snapped(from, progress.part(0, 0.5)));
    TRY(out.trips, nearest_trips(*network_, sources, out.snaps, metric, progress.part(0.5, 1)));
    return out;
}

/// Piece by piece: over land cover a snap is a walk, and a surface has a million.
Result<std::vector<Snap>> PlaceSearch::snapped(std::span<const LonLat> from, const Progress& progress) const {
    constexpr std::size_t piece = 1U << 15U;
    std::vector<Snap> out;
    out.reserve(from.size());
    while (out.size() < from.size()) {
        if (progress.cancelled()) return fail(Fault::cancelled);
        const auto next =
            snap_all(*network_, from.subspan(out.size(), std::min(piece, from.size() - out.size())));
        out.insert(out.end(), next.begin(), next.end());
        progress.at(static_cast<double>(out.size()) / static_cast<double>(from.size()));
    }
    return out;
}

}  // namespace geo
