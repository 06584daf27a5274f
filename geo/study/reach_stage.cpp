#include "geo/network/edit_network.h"
#include "geo/study/reach_stage_private.h"

#include <algorithm>
#include <span>
#include <utility>

namespace geo {
namespace {

/// More changes than these in one go are searched anew: a repair takes up to a millisecond.
constexpr std::size_t most_repairs = 32;

bool asks_for(const Travel& travel, Metric metric) {
    return std::any_of(travel.within.begin(), travel.within.end(),
                       [metric](const Threshold& one) { return one.metric == metric; });
}

}  // namespace

Result<void> TripStage::bring(const std::shared_ptr<const Network>& network, const SharedSnaps& points,
                              const std::vector<Snap>& sources, const Progress& progress) {
    changed_.clear();
    before_ = trips_;
    const bool same_roads =
        live_ && &live_->nearest().network() == network.get() && live_->points().points() == points;
    if (same_roads ? repaired(sources) : live_ && roads_repaired(network, points, sources)) {
        if (!changed_.empty()) trips_ = std::make_shared<const std::vector<Trip>>(live_->trips());
        return {};
    }
    live_.reset();
    reach_.reset();
    trips_.reset();
    before_.reset();
    TRY(Nearest nearest, Nearest::search(network, sources, metric_, progress));
    live_.emplace(points, std::move(nearest));
    trips_ = std::make_shared<const std::vector<Trip>>(live_->trips());
    return {};
}

/// False where that would take longer than a search.
bool TripStage::repaired(const std::vector<Snap>& sources) {
    const std::span<const Snap> have = live_->nearest().sources();
    const auto at = [](std::span<const Snap> all, std::size_t i) { return i < all.size() ? all[i] : Snap{}; };
    std::vector<std::uint32_t> others;
    for (std::uint32_t i = 0; i < std::max(have.size(), sources.size()); ++i)
        if (at(have, i) != at(sources, i)) others.push_back(i);
    if (others.size() > most_repairs) return false;
    for (const std::uint32_t i : others) {
        while (i >= live_->nearest().sources().size()) live_->add({});
        live_->move(i, at(sources, i));
        for (const LiveTrips::Changed& one : live_->changed()) changed_.push_back(one.point);
    }
    return true;
}

/// False where the roads are others altogether, or so many changed that a search takes no longer.
bool TripStage::roads_repaired(const std::shared_ptr<const Network>& network, const SharedSnaps& points,
                               std::vector<Snap> sources) {
    const auto changed_in = [](const Network& roads) {
        return roads.edited_from == nullptr ? std::size_t{0}
                                            : roads.edited_from->changed_edges.size() + roads.edges.size() -
                                                  roads.edited_from->base->edges.size();
    };
    const Network& before = live_->nearest().network();
    const std::size_t most = std::max<std::size_t>(1000, base_of(*network)->edges.size() / 16);
    if (changed_in(before) + changed_in(*network) > most) return false;
    sources.resize(std::max(sources.size(), live_->nearest().sources().size()));
    if (!live_->change_roads(network, points, std::move(sources))) return false;
    reach_.reset();
    for (const LiveTrips::Changed& one : live_->changed()) changed_.push_back(one.point);
    return true;
}

bool TripStage::changed_since(const SharedTrips& before, std::vector<std::uint32_t>& out) const {
    if (before == nullptr || trips_ == nullptr) return false;
    if (before == trips_) return true;
    if (before != before_) return false;
    out.insert(out.end(), changed_.begin(), changed_.end());
    return true;
}

DestinationEffect TripStage::effect(std::uint32_t source, std::uint32_t limit, const Demand& demand) {
    DestinationEffect out;
    const Snap at = live_->nearest().sources()[source];
    if (!at.on_network()) return out;
    if (!reach_) reach_.emplace(live_->nearest().shared_network(), metric_);
    for (const Reached& one : live_->points().catchment(*reach_, at, limit))
        out.reaches_milli += demand.children_milli[one.point];
    const Threshold within{metric_, limit};
    // Taken away for a moment, and put back: the labels are the same again, to the integer.
    live_->remove(source);
    for (const LiveTrips::Changed& one : live_->changed())
        if (covers(within, one.before) && !covers(within, live_->trips()[one.point]))
            out.newly_milli += demand.children_milli[one.point];
    live_->move(source, at);
    return out;
}

Result<void> LineStage::bring(const std::shared_ptr<const Demand>& demand, const Profile& profile,
                              const Destinations& to, const Progress& progress) {
    changed_.clear();
    before_ = trips_;
    Key key{demand, to.places, {}, profile};
    for (const std::uint32_t number : to.fitting)
        if (!to.is_unit(number)) key.fitting.push_back(number);
    if (key_ != key) {
        key_.reset();
        before_.reset();
        line_.emplace(demand->at, profile);
        std::vector<LonLat> at;
        at.reserve(key.fitting.size());
        for (const std::uint32_t number : key.fitting) at.push_back(to.at(number));
        TRY(to_places_, line_->trips(at, progress));
        for (Trip& trip : to_places_)
            if (trip.status == TripStatus::reached) trip.source = key.fitting[trip.source];
        key_ = std::move(key);
    }
    LineTrips now{to_places_, std::vector<std::uint32_t>(to_places_.size(), no_cost)};
    for (const std::uint32_t number : to.fitting)
        if (to.is_unit(number)) line_->offer(now, to.at(number), number);
    next_mm_ = std::move(now.next_mm);
    if (before_ != nullptr) {
        for (std::uint32_t i = 0; i < now.trips.size(); ++i)
            if (now.trips[i] != (*before_)[i]) changed_.push_back(i);
        if (changed_.empty()) return {};
    }
    trips_ = std::make_shared<const std::vector<Trip>>(std::move(now.trips));
    return {};
}

bool LineStage::changed_since(const SharedTrips& before, std::vector<std::uint32_t>& out) const {
    if (before == nullptr) return false;
    if (before == trips_) return true;
    if (before != before_) return false;
    out.insert(out.end(), changed_.begin(), changed_.end());
    return true;
}

DestinationEffect LineStage::effect(const Destinations& to, std::uint32_t number, const Threshold& within,
                                    const Demand& demand) const {
    DestinationEffect out;
    if (!std::binary_search(to.fitting.begin(), to.fitting.end(), number)) return out;
    for (const auto& [point, cost] : line_->catchment(to.at(number), within.metric, within.limit)) {
        out.reaches_milli += demand.children_milli[point];
        const Trip& trip = (*trips_)[point];
        if (trip.source != number) continue;
        const bool without = next_mm_[point] != no_cost && covers(within, line_->trip_of(next_mm_[point], 0));
        if (!without) out.newly_milli += demand.children_milli[point];
    }
    return out;
}

Result<void> ReachStage::by_road(const ReachQuestion& question, const Destinations& to,
                                 const Progress& progress) {
    auto snaps = std::make_shared<std::vector<Snap>>(to.size());
    for (const std::uint32_t number : to.fitting)
        (*snaps)[number] = to.is_unit(number) ? snap(*question.network, to.at(number), SnapFor::place)
                                              : (*question.places)[number];
    place_snaps_ = snaps;
    TRY_VOID(by_time_.bring(question.network, question.points, *snaps,
                            progress.part(0, 0.6, "analysis.stage.search")));
    time_trips_ = by_time_.trips();
    length_trips_.reset();
    if (asks_for(question.travel, Metric::length)) {
        TRY_VOID(by_length_.bring(question.network, question.points, *snaps,
                                  progress.part(0.6, 1, "analysis.stage.search")));
        length_trips_ = by_length_.trips();
    }
    return {};
}

Result<void> ReachStage::by_line(const ReachQuestion& question, const Destinations& to,
                                 const Progress& progress) {
    place_snaps_.reset();
    TRY_VOID(line_.bring(question.demand, question.profile, to, progress));
    time_trips_ = line_.trips();
    length_trips_ = asks_for(question.travel, Metric::length) ? time_trips_ : nullptr;
    return {};
}

Result<void> ReachStage::bring(const ReachQuestion& question, const Destinations& to,
                               const Progress& progress) {
    return question.network != nullptr ? by_road(question, to, progress) : by_line(question, to, progress);
}

CoverageTable ReachStage::table_of(const ReachQuestion& question, const Threshold& within) const {
    const Areas& areas = *question.data.areas;
    const bool timed = within.metric == Metric::time;
    const SharedTrips& trips = timed ? time_trips_ : length_trips_;
    for (const Covered& before : covered_) {
        if (before.table.within != within) continue;
        // The same trips are those of the same demand and areas.
        if (before.trips == trips && before.time_trips == time_trips_) return before.table;
        std::vector<std::uint32_t> changed;
        const bool known = question.network == nullptr
                               ? line_.changed_since(before.time_trips, changed)
                               : by_time_.changed_since(before.time_trips, changed) &&
                                     (timed || by_length_.changed_since(before.trips, changed));
        if (!known) break;
        std::vector<AreaId> touched;
        for (const std::uint32_t point : changed) touched.push_back(question.demand->area[point]);
        return coverage_again(before.table, areas, *question.demand, *trips, *time_trips_, touched);
    }
    return coverage(areas, *question.demand, *trips, *time_trips_, within);
}

std::vector<CoverageTable> ReachStage::tables(const ReachQuestion& question) {
    std::vector<CoverageTable> out;
    out.reserve(question.travel.within.size());
    for (const Threshold& within : question.travel.within) out.push_back(table_of(question, within));
    covered_.clear();
    for (const CoverageTable& table : out)
        covered_.push_back(
            {table.within.metric == Metric::time ? time_trips_ : length_trips_, time_trips_, table});
    return out;
}

DestinationEffect ReachStage::effect(const ReachQuestion& question, const Destinations& to,
                                     std::uint32_t number) {
    const Threshold within = question.travel.within.front();
    if (question.network == nullptr) return line_.effect(to, number, within, *question.demand);
    TripStage& stage = within.metric == Metric::time ? by_time_ : by_length_;
    return stage.effect(number, within.limit, *question.demand);
}

}  // namespace geo
