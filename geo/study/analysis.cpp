#include "geo/study/analysis.h"

#include "geo/access/beside.h"
#include "geo/network/terrain.h"

#include <chrono>
#include <optional>

namespace geo {
namespace {

bool asks_for(const Travel& travel, Metric metric) {
    for (const Threshold& t : travel.within)
        if (t.metric == metric) return true;
    return false;
}

/// The last value of a stage and what it was made from.
template <class Key, class Value>
struct Stage {
    std::optional<Key> key;
    std::shared_ptr<const Value> value;
    bool fits(const Key& wanted) const { return key && *key == wanted && value; }
    void set(Key made_from, Value made) {
        key = std::move(made_from);
        value = std::make_shared<const Value>(std::move(made));
    }
};

struct NetworkKey {
    std::shared_ptr<const Roads> roads;
    Grids heights;  ///< null where they do not count
    Profile profile;
    bool operator==(const NetworkKey&) const = default;
};
struct DemandKey {
    std::shared_ptr<const Areas> areas;
    std::shared_ptr<const std::vector<Village>> villages;
    std::shared_ptr<const std::vector<CountSeries>> counts;
    std::shared_ptr<const std::vector<Grid>> grids;
    DemandChoice choice;
    bool operator==(const DemandKey&) const = default;
};
struct PointKey {
    std::shared_ptr<const Network> network;
    std::shared_ptr<const Demand> demand;
    bool operator==(const PointKey&) const = default;
};
struct SourceKey {
    std::shared_ptr<const Network> network;
    std::shared_ptr<const std::vector<Place>> places;
    std::vector<PlaceId> sources;
    bool operator==(const SourceKey&) const = default;
};
struct TripKey {
    std::shared_ptr<const std::vector<Snap>> points;
    std::shared_ptr<const std::vector<Snap>> sources;
    bool operator==(const TripKey&) const = default;
};
struct StraightKey {
    std::shared_ptr<const Demand> demand;
    std::shared_ptr<const std::vector<Place>> places;
    std::vector<PlaceId> sources;
    Profile profile;
    bool operator==(const StraightKey&) const = default;
};

}  // namespace

struct Analysis::Stages {
    Stage<NetworkKey, Network> network;
    Stage<DemandKey, Demand> demand;
    Stage<PointKey, std::vector<Snap>> points;
    Stage<SourceKey, std::vector<Snap>> sources;
    Stage<TripKey, std::vector<Trip>> time_trips, length_trips;
    Stage<StraightKey, std::vector<Trip>> straight_trips;

    Result<void> trips_by_road(const Dataset& data, const Travel& travel, Results& out,
                               const Progress& progress);
    Result<void> trips_by_line(const Dataset& data, const Travel& travel, Results& out,
                               const Progress& progress);
    Result<void> trips(const Dataset& data, const Travel& travel, Results& out, const Progress& progress) {
        return travel.basis == Basis::roads && !data.roads->empty()
                   ? trips_by_road(data, travel, out, progress)
                   : trips_by_line(data, travel, out, progress);
    }
};

namespace {

const std::vector<Trip>& trips_of(const Results& results, const Threshold& within) {
    return within.metric == Metric::time ? *results.time_trips : *results.length_trips;
}

}  // namespace

/// The trips of the other season to the same places, and who is lost between the two.
Result<void> Analysis::find_lost(const Study& study, Results& out, const Progress& progress) {
    if (other_season_ == nullptr) other_season_ = std::make_unique<Stages>();
    other_season_->demand = stages_->demand;
    Travel travel = study.scenario().travel;
    const bool dry = travel.season == Season::dry;
    travel.season = dry ? Season::rainy : Season::dry;
    travel.within.resize(1);
    Results other;
    other.sources = out.sources;
    TRY_VOID(other_season_->trips(*study.data, travel, other, progress));
    const Threshold& within = travel.within.front();
    const Results& first = dry ? out : other;
    const Results& second = dry ? other : out;
    out.lost_in_rain = whole_beside(*study.data->areas, out.coverage.front(),
                                    lost_beside("lost_in_rain", *study.data->areas, *out.demand, within,
                                                trips_of(first, within), trips_of(second, within)));
    return {};
}

Analysis::Analysis() : stages_(std::make_unique<Stages>()) {}
Analysis::~Analysis() = default;
Analysis::Analysis(Analysis&&) noexcept = default;
Analysis& Analysis::operator=(Analysis&&) noexcept = default;

Profile profile_of(const Travel& travel) {
    Profile profile =
        profile_from(travel.speeds.get(), {travel.mode, travel.season, travel.pace, travel.unpaved_in_rain});
    profile.detour_factor = travel.detour_factor;
    profile.max_walk_m = travel.max_walk_m;
    return profile;
}

Result<Network> network_of(const Dataset& data, const Profile& profile, bool slope,
                           const Progress& progress) {
    if (!slope || !has_elevation(*data.grids)) return build_network(*data.roads, profile, progress);
    TRY(const Terrain terrain, Terrain::of(data.grids));
    return build_network(*data.roads, profile, progress, &terrain);
}

std::vector<PlaceId> fitting_places(const Dataset& data, const Travel& travel) {
    std::vector<PlaceId> out;
    for (std::size_t i = 0; i < data.places->size(); ++i) {
        const Place& place = (*data.places)[i];
        const bool kind = (travel.place_kinds & (1U << static_cast<unsigned>(place.kind))) != 0;
        if (place.open && place.has_position && kind && (place.services & travel.services) != 0)
            out.emplace_back(i);
    }
    return out;
}

Result<void> Analysis::Stages::trips_by_road(const Dataset& data, const Travel& travel, Results& out,
                                             const Progress& progress) {
    const bool slope = travel.slope && has_elevation(*data.grids);
    const NetworkKey network_key{data.roads, slope ? data.grids : nullptr, profile_of(travel)};
    if (!network.fits(network_key)) {
        TRY(Network made,
            network_of(data, network_key.profile, slope, progress.part(0, 0.4, "analysis.stage.network")));
        network.set(network_key, std::move(made));
    }
    out.network = network.value;
    if (progress.cancelled()) return fail(Fault::cancelled);
    const PointKey point_key{network.value, demand.value};
    progress.part(0.4, 0.6, "analysis.stage.snap").at(0);
    if (!points.fits(point_key)) points.set(point_key, snap_all(*network.value, demand.value->at));
    const SourceKey source_key{network.value, data.places, out.sources};
    if (!sources.fits(source_key)) {
        std::vector<LonLat> at;
        for (const PlaceId place : out.sources) at.push_back((*data.places)[place.row()].at);
        sources.set(source_key, snap_all(*network.value, at, SnapFor::place));
    }
    out.point_snaps = points.value;
    out.place_snaps = sources.value;
    if (progress.cancelled()) return fail(Fault::cancelled);
    const TripKey trip_key{points.value, sources.value};
    if (!time_trips.fits(trip_key)) {
        TRY(auto trips, nearest_trips(*network.value, *sources.value, *points.value, Metric::time,
                                      progress.part(0.6, 0.8, "analysis.stage.search")));
        time_trips.set(trip_key, std::move(trips));
    }
    out.time_trips = time_trips.value;
    if (asks_for(travel, Metric::length)) {
        if (!length_trips.fits(trip_key)) {
            TRY(auto trips, nearest_trips(*network.value, *sources.value, *points.value, Metric::length,
                                          progress.part(0.8, 0.95, "analysis.stage.search")));
            length_trips.set(trip_key, std::move(trips));
        }
        out.length_trips = length_trips.value;
    }
    return {};
}

Result<void> Analysis::Stages::trips_by_line(const Dataset& data, const Travel& travel, Results& out,
                                             const Progress& progress) {
    out.estimate = true;
    const StraightKey key{demand.value, data.places, out.sources, profile_of(travel)};
    if (!straight_trips.fits(key)) {
        std::vector<LonLat> at;
        for (const PlaceId place : out.sources) at.push_back((*data.places)[place.row()].at);
        TRY(auto trips, straight_line_trips(at, demand.value->at, key.profile,
                                            progress.part(0.2, 0.9, "analysis.stage.search")));
        straight_trips.set(key, std::move(trips));
    }
    out.time_trips = straight_trips.value;
    if (asks_for(travel, Metric::length)) out.length_trips = straight_trips.value;
    return {};
}

Result<std::shared_ptr<const Results>> Analysis::run(const Study& study, const Progress& progress) {
    const auto started = std::chrono::steady_clock::now();
    const Dataset& data = *study.data;
    const Travel& travel = study.scenario().travel;
    Results out;
    out.sources = fitting_places(data, travel);
    const DemandKey demand_key{data.areas, data.villages, data.counts, data.grids, travel.children};
    if (!stages_->demand.fits(demand_key)) {
        TRY(Demand made, build_demand(data, travel.children));
        stages_->demand.set(demand_key, std::move(made));
    }
    out.demand = stages_->demand.value;
    if (out.sources.empty()) return fail(Fault::needs_places);
    if (progress.cancelled()) return fail(Fault::cancelled);
    const bool both_seasons = study.map.indicator == Indicator::lost_in_rain;
    TRY_VOID(stages_->trips(data, travel, out,
                            both_seasons ? progress.part(0, 0.5, "analysis.stage.search") : progress));
    progress.part(both_seasons ? 0.5 : 0.95, 1, "analysis.stage.coverage").at(0);
    for (const Threshold& within : travel.within) {
        out.coverage.push_back(
            coverage(*data.areas, *out.demand, trips_of(out, within), *out.time_trips, within));
    }
    if (both_seasons) TRY_VOID(find_lost(study, out, progress.part(0.5, 1, "analysis.stage.search")));
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(1);
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return std::shared_ptr<const Results>(std::make_shared<const Results>(std::move(out)));
}

}  // namespace geo
