#include "geo/study/analysis.h"

#include "geo/access/beside.h"
#include "geo/network/barrier_map.h"
#include "geo/network/edit_network.h"
#include "geo/network/ground.h"
#include "geo/network/terrain.h"
#include "geo/study/catchment_stage_private.h"
#include "geo/study/reach_stage_private.h"

#include <chrono>
#include <optional>
#include <utility>

namespace geo {
namespace {

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

struct EditsKey {
    std::shared_ptr<const Roads> roads;
    std::shared_ptr<const Areas> areas;
    std::vector<RoadEdit> edits;
    bool operator==(const EditsKey&) const = default;
};
/// What an edit is called changes no way.
std::vector<RoadEdit> nameless(std::vector<RoadEdit> edits) {
    for (RoadEdit& edit : edits) edit.name.clear();
    return edits;
}

using BarrierLayers = std::shared_ptr<const std::vector<BarrierLayer>>;

/// Roads between barriers, before any edit: what a plan draws over a border is its own decision.
struct Country {
    std::shared_ptr<const BarrierMap> barriers;  ///< null where there is none
    OpenRoads open;
    explicit Country(const Dataset& data)
        : barriers(BarrierMap::of(*data.barriers)), open(open_roads(data.roads, barriers.get())) {}
};
struct CountryKey {
    std::shared_ptr<const Roads> roads;
    BarrierLayers barriers;
    bool operator==(const CountryKey&) const = default;
};

struct NetworkKey {
    EditsKey roads;
    BarrierLayers barriers;
    Grids grids;  ///< null where neither heights nor the ground count
    bool slope = false;
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
struct PlaceKey {
    std::shared_ptr<const Network> network;
    std::shared_ptr<const std::vector<Place>> places;
    bool operator==(const PlaceKey&) const = default;
};

}  // namespace

struct Analysis::Stages {
    /// The roads as a plan changes them, and who stands where on them.
    struct Edited {
        std::optional<NetworkKey> key;
        EditedNetwork roads;
        Stage<PointKey, std::vector<Snap>> points;
        Stage<PlaceKey, std::vector<Snap>> places;
    };

    Stage<CountryKey, Country> country;
    Stage<NetworkKey, Network> network;  // as it is today
    Edited edited;
    Stage<DemandKey, Demand> demand;
    Stage<PointKey, std::vector<Snap>> points;
    Stage<PlaceKey, std::vector<Snap>> places;  // of every place
    ReachStage now, today;                      // with what the scenario changes, and without
    CatchmentStage catchments;

    Result<void> bring_network(const Dataset& data, const std::vector<RoadEdit>& edits,
                               ReachQuestion& question, const Progress& progress);
    Result<void> bring_base(const Dataset& data, ReachQuestion& question, const Progress& progress);
    Result<void> bring_edited(const Dataset& data, const std::vector<RoadEdit>& edits,
                              ReachQuestion& question, const Progress& progress);
};

/// The same question without what the scenario changes.
Result<void> Analysis::find_today(const Study& study, const ReachQuestion& question, Results& out,
                                  const Progress& progress) {
    Scenario as_it_is = study.scenario();
    as_it_is.as_it_is();
    ReachQuestion today = question;
    if (!out.estimate) {
        today.network = stages_->network.value;
        today.points = stages_->points.value;
        today.places = stages_->places.value;
    }
    TRY_VOID(stages_->today.bring(today, destinations(*study.data, as_it_is),
                                  progress.part(0.8, 0.95, "analysis.stage.search")));
    out.today = stages_->today.tables(today);
    return {};
}

/// The trips of the other season to the same places, and who is lost between the two.
Result<void> Analysis::find_lost(const Study& study, const ReachQuestion& question, Results& out,
                                 const Progress& progress) {
    if (other_season_ == nullptr) other_season_ = std::make_unique<Stages>();
    other_season_->demand = stages_->demand;
    other_season_->country = stages_->country;
    Travel travel = study.scenario().travel;
    const bool dry = travel.season == Season::dry;
    travel.season = dry ? Season::rainy : Season::dry;
    travel.within.resize(1);
    ReachQuestion other{question.data, travel, profile_of(travel), out.demand, nullptr, nullptr, nullptr};
    if (!out.estimate)
        TRY_VOID(other_season_->bring_network(*study.data, study.scenario().road_edits, other, progress));
    ReachStage& stage = other_season_->now;
    TRY_VOID(stage.bring(other, out.destinations, progress.part(0.7, 1, "analysis.stage.search")));
    const Threshold& within = travel.within.front();
    const bool timed = within.metric == Metric::time;
    const SharedTrips& now = timed ? out.time_trips : out.length_trips;
    const SharedTrips& then = timed ? stage.time_trips() : stage.length_trips();
    out.lost_in_rain = whole_beside(*study.data->areas, out.coverage.front(),
                                    lost_beside("lost_in_rain", *study.data->areas, *out.demand, within,
                                                dry ? *now : *then, dry ? *then : *now));
    return {};
}

/// What the map shows of who comes to which place within the first limit.
Result<void> Analysis::find_pairs(const Study& study, const ReachQuestion& question, Results& out,
                                  const Progress& progress) {
    const auto find = [&]() -> Result<void> {
        CatchmentStage& stage = stages_->catchments;
        TRY_VOID(stage.bring(question, out.destinations, out.place_snaps, question.travel.within.front(),
                             progress.part(0, 0.7, "analysis.stage.catchments")));
        const Catchments& pairs = stage.catchments();
        const Dataset& data = *study.data;
        const Progress rest = progress.part(0.7, 1, "analysis.stage.access");
        if (study.map.indicator == Indicator::access) {
            TRY(AccessResults access,
                access_of(data, *out.demand, out.destinations, pairs, study.scenario().access, rest));
            out.access = std::make_shared<const AccessResults>(std::move(access));
        } else if (study.map.indicator == Indicator::one_place) {
            out.backup = std::make_shared<const BackupResults>(
                backup_of(data, *out.demand, out.coverage.front(), pairs));
        } else {
            TRY(SeatResults seats,
                seats_of(data, *out.demand, out.destinations, out.coverage.front(), pairs, rest));
            out.seats = std::make_shared<const SeatResults>(std::move(seats));
        }
        return {};
    };
    auto found = find();
    if (found) return {};
    if (found.error().fault == Fault::cancelled) return fail(Fault::cancelled);
    out.no_access = found.error();  // coverage stands all the same
    return {};
}

Result<Catchments> catchments_of(const Study& study, const Results& results, const Threshold& within,
                                 const Progress& progress) {
    const Travel& travel = study.scenario().travel;
    const ReachQuestion question{*study.data,    travel,          profile_of(travel),
                                 results.demand, results.network, results.point_snaps,
                                 nullptr};
    CatchmentStage stage;
    TRY_VOID(stage.bring(question, results.destinations, results.place_snaps, within, progress));
    return std::move(stage).take();
}

Analysis::Analysis() : stages_(std::make_unique<Stages>()) {}
Analysis::~Analysis() = default;
Analysis::Analysis(Analysis&&) noexcept = default;
Analysis& Analysis::operator=(Analysis&&) noexcept = default;

namespace {

/// Where a speed comes from changes no number.
bool same_travel(const Travel& computed, Travel asked) {
    if (computed == asked) return true;
    for (const Season season : {Season::dry, Season::rainy}) {
        Travel one = computed, other = asked;
        one.season = other.season = season;
        if (profile_of(one) != profile_of(other)) return false;
    }
    asked.speeds = computed.speeds;
    return computed == asked;
}

}  // namespace

bool answers(const Study& computed, const Study& asked) {
    const Scenario &one = computed.scenario(), &other = asked.scenario();
    const auto both_seasons = [](const Study& study) {
        return study.map.indicator == Indicator::lost_in_rain;
    };
    const Indicator shown = asked.map.indicator;
    const bool pairs = !is_of_pairs(shown) || (computed.map.indicator == shown &&
                                               (shown != Indicator::access || one.access == other.access));
    return pairs && computed.data == asked.data && same_travel(one.travel, other.travel) &&
           one.units == other.units && one.changes == other.changes &&
           nameless(one.road_edits) == nameless(other.road_edits) &&
           (both_seasons(computed) || !both_seasons(asked));
}

Profile profile_of(const Travel& travel) {
    Profile profile =
        profile_from(travel.speeds.get(), {travel.mode, travel.season, travel.pace, travel.unpaved_in_rain});
    profile.detour_factor = travel.detour_factor;
    profile.max_walk_m = travel.max_walk_m;
    return profile;
}

namespace {

Result<Network> network_over(const Dataset& data, const Country& country, const Roads& roads,
                             const Profile& profile, bool slope, const Progress& progress) {
    const auto made = [&]() -> Result<Network> {
        if (!slope || !has_elevation(*data.grids)) return build_network(roads, profile, progress);
        TRY(const Terrain terrain, Terrain::of(data.grids));
        return build_network(roads, profile, progress, &terrain);
    };
    TRY(Network out, made());
    TRY(auto ground, Ground::of(data.grids, profile, slope));
    out.ground = std::move(ground);
    out.barriers = country.barriers;
    out.report.over_water = country.open.over_water;
    out.report.bridges = country.open.bridges;
    out.report.fords = country.open.fords;
    out.report.cut_by_border = country.open.cut;
    return out;
}

}  // namespace

Result<Network> network_of(const Dataset& data, const std::vector<RoadEdit>& edits, const Profile& profile,
                           bool slope, const Progress& progress) {
    const Country country(data);
    const Roads& roads = *country.open.roads;
    if (edits.empty()) return network_over(data, country, roads, profile, slope, progress);
    TRY(const EditedRoads edited, edit_roads(roads, *data.areas, edits, progress.part(0, 0.2)));
    return network_over(data, country, *edited.roads, profile, slope, progress.part(0.2, 1));
}

Result<void> Analysis::Stages::bring_network(const Dataset& data, const std::vector<RoadEdit>& edits,
                                             ReachQuestion& question, const Progress& progress) {
    TRY_VOID(bring_base(data, question, progress));
    if (!edits.empty()) return bring_edited(data, edits, question, progress);
    edited = {};
    return {};
}

namespace {

NetworkKey network_key(const Dataset& data, const std::vector<RoadEdit>& edits,
                       const ReachQuestion& question) {
    const bool slope = question.travel.slope && has_elevation(*data.grids);
    const bool over_grids = slope || has_land_cover(*data.grids);
    return {{data.roads, edits.empty() ? nullptr : data.areas, nameless(edits)},
            data.barriers->empty() ? nullptr : data.barriers,
            over_grids ? data.grids : nullptr,
            slope,
            question.profile};
}

std::vector<LonLat> spots_of(const std::vector<Place>& places) {
    std::vector<LonLat> out;
    out.reserve(places.size());
    for (const Place& place : places) out.push_back(place.at);
    return out;
}

}  // namespace

Result<void> Analysis::Stages::bring_base(const Dataset& data, ReachQuestion& question,
                                          const Progress& progress) {
    const NetworkKey key = network_key(data, {}, question);
    const CountryKey country_key{data.roads, key.barriers};
    if (!country.fits(country_key)) country.set(country_key, Country(data));
    if (!network.fits(key)) {
        edited = {};
        TRY(Network made, network_over(data, *country.value, *country.value->open.roads, key.profile,
                                       key.slope, progress.part(0, 0.4, "analysis.stage.network")));
        network.set(key, std::move(made));
    }
    question.network = network.value;
    if (progress.cancelled()) return fail(Fault::cancelled);
    const PointKey point_key{network.value, demand.value};
    progress.part(0.4, 0.5, "analysis.stage.snap").at(0);
    if (!points.fits(point_key)) points.set(point_key, snap_all(*network.value, demand.value->at));
    question.points = points.value;
    const PlaceKey place_key{network.value, data.places};
    if (!places.fits(place_key))
        places.set(place_key, snap_all(*network.value, spots_of(*data.places), SnapFor::place));
    question.places = places.value;
    if (progress.cancelled()) return fail(Fault::cancelled);
    return {};
}

/// After bring_base().
Result<void> Analysis::Stages::bring_edited(const Dataset& data, const std::vector<RoadEdit>& edits,
                                            ReachQuestion& question, const Progress& progress) {
    const NetworkKey key = network_key(data, edits, question);
    const Roads& roads = *country.value->open.roads;
    if (edited.key != key) {
        const auto made = [&]() -> Result<EditedNetwork> {
            const Progress rest = progress.part(0.5, 0.55, "analysis.stage.network");
            if (!key.slope) return edit_network(network.value, roads, *data.areas, edits, nullptr, rest);
            TRY(const Terrain terrain, Terrain::of(data.grids));
            return edit_network(network.value, roads, *data.areas, edits, &terrain, rest);
        };
        TRY(edited.roads, made());
        edited.key = key;
    }
    question.network = edited.roads.network;
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.part(0.55, 0.6, "analysis.stage.snap").at(0);
    const PointKey point_key{question.network, demand.value};
    if (!edited.points.fits(point_key))
        edited.points.set(point_key, snap_again(*question.network, demand.value->at, *points.value));
    const PlaceKey place_key{question.network, data.places};
    if (!edited.places.fits(place_key))
        edited.places.set(
            place_key, snap_again(*question.network, spots_of(*data.places), *places.value, SnapFor::place));
    question.points = edited.points.value;
    question.places = edited.places.value;
    if (progress.cancelled()) return fail(Fault::cancelled);
    return {};
}

Result<std::shared_ptr<const Results>> Analysis::run(const Study& study, const Progress& progress) {
    const auto started = std::chrono::steady_clock::now();
    const Dataset& data = *study.data;
    const Scenario& scenario = study.scenario();
    Results out;
    out.destinations = destinations(data, scenario);
    const DemandKey demand_key{data.areas, data.villages, data.counts, data.grids, scenario.travel.children};
    if (!stages_->demand.fits(demand_key)) {
        TRY(Demand made, build_demand(data, scenario.travel.children));
        stages_->demand.set(demand_key, std::move(made));
    }
    out.demand = stages_->demand.value;
    if (out.destinations.fitting.empty()) return fail(Fault::needs_places);
    if (progress.cancelled()) return fail(Fault::cancelled);

    ReachQuestion question{data,    scenario.travel, profile_of(scenario.travel), out.demand, nullptr,
                           nullptr, nullptr};
    out.estimate = scenario.travel.basis != Basis::roads || data.roads->empty();
    if (!out.estimate) TRY_VOID(stages_->bring_network(data, scenario.road_edits, question, progress));
    ReachStage& now = stages_->now;
    TRY_VOID(now.bring(question, out.destinations, progress.part(0.6, 0.8, "analysis.stage.search")));
    out.network = question.network;
    out.point_snaps = question.points;
    out.place_snaps = now.place_snaps();
    out.time_trips = now.time_trips();
    out.length_trips = now.length_trips();
    if (!out.estimate && !scenario.road_edits.empty())
        out.edited_roads = std::make_shared<const std::vector<EditOutcome>>(stages_->edited.roads.outcomes);
    if (scenario.is_plan()) TRY_VOID(find_today(study, question, out, progress));
    progress.part(0.95, 1, "analysis.stage.coverage").at(0);
    out.coverage = now.tables(question);
    for (std::uint32_t k = 0; k < out.destinations.units.size(); ++k)
        out.unit_effects.push_back(
            now.effect(question, out.destinations, static_cast<std::uint32_t>(data.places->size()) + k));
    if (study.map.indicator == Indicator::lost_in_rain)
        TRY_VOID(find_lost(study, question, out, progress.part(0.95, 1, "analysis.stage.search")));
    if (is_of_pairs(study.map.indicator))
        TRY_VOID(find_pairs(study, question, out, progress.part(0.95, 1, "analysis.stage.search")));
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(1);
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return std::shared_ptr<const Results>(std::make_shared<const Results>(std::move(out)));
}

}  // namespace geo
