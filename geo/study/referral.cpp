#include "geo/study/referral.h"

#include "geo/data/demand.h"
#include "geo/study/place_search.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <span>
#include <utility>

namespace geo {
namespace {

constexpr std::size_t most_steps = 6;

std::vector<std::string> parts_of(std::string_view text, char between) {
    std::vector<std::string> out(1);
    for (const char c : text) {
        if (c == between)
            out.emplace_back();
        else if (c != ' ')
            out.back() += c;
    }
    return out;
}

Failure no_such_kind(const std::string& value) {
    Error error;
    error.fault = Fault::bad_value;
    error.column = "--steps";
    error.value = value;
    error.detail = "unit";
    for (const PlaceKind kind : all_place_kinds) error.detail += std::string{", "} + place_kind_name(kind);
    return fail(std::move(error));
}

/// From every point to the nearest of the destinations; Trip::source is the destination's number.
Result<std::vector<Trip>> trips_to(const PlaceSearch& search, std::span<const LonLat> from,
                                   const Destinations& to, const Progress& progress) {
    std::vector<LonLat> at;
    at.reserve(to.fitting.size());
    for (const std::uint32_t number : to.fitting) at.push_back(to.at(number));
    TRY(PlaceSearch::Found found, search.nearest(from, at, Metric::time, progress));
    for (Trip& trip : found.trips)
        if (trip.status == TripStatus::reached) trip.source = to.fitting[trip.source];
    return std::move(found.trips);
}

Destinations of_step(const Study& study, const ReferralStep& step) {
    Scenario scenario = study.scenario();
    scenario.travel.place_kinds = step.kinds;
    scenario.travel.services = service_any;
    return destinations(*study.data, scenario);
}

/// By the number of a place: the trip on to the next step's nearest.
using Onward = std::map<std::uint32_t, Trip>;

Result<Onward> onward(const PlaceSearch& search, const Destinations& from,
                      const std::vector<std::uint32_t>& numbers, const Destinations& to,
                      const Progress& progress) {
    std::vector<LonLat> at;
    at.reserve(numbers.size());
    for (const std::uint32_t number : numbers) at.push_back(from.at(number));
    TRY(const std::vector<Trip> trips, trips_to(search, at, to, progress));
    Onward out;
    for (std::size_t i = 0; i < numbers.size(); ++i) out.emplace(numbers[i], trips[i]);
    return out;
}

/// Through how many steps each first place leads.
std::vector<Trip> way_from(const Trip& first, const std::vector<Onward>& steps) {
    std::vector<Trip> out;
    for (const Trip* leg = &first; leg->status == TripStatus::reached;) {
        out.push_back(*leg);
        if (out.size() > steps.size()) break;
        leg = &steps[out.size() - 1].at(leg->source);
    }
    return out;
}

/// Points [from, to) of one area.
AreaReferral of_area(const Demand& demand, const std::vector<Trip>& homes, const std::vector<Onward>& steps,
                     std::size_t from, std::size_t to) {
    AreaReferral out;
    out.area = demand.area[from];
    out.from = demand.at[from];
    out.led_milli.assign(steps.size() + 1, 0);
    std::map<std::uint32_t, std::int64_t> by_place;  // the first place; no_cost: none
    for (std::size_t i = from; i < to; ++i) {
        const std::int64_t milli = demand.children_milli[i];
        const bool reached = homes[i].status == TripStatus::reached;
        out.children_milli += milli;
        by_place[reached ? homes[i].source : no_cost] += milli;
        const std::size_t led = milli > 0 ? way_from(homes[i], steps).size() : 0;
        for (std::size_t step = 0; step < led; ++step) out.led_milli[step] += milli;
        if (led > steps.size()) out.whole_way_milli += milli;
    }
    const auto most = std::max_element(by_place.begin(), by_place.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    out.this_way_milli = most->second;
    if (most->first == no_cost) {
        out.missing = 0;
        return out;
    }
    std::vector<std::pair<std::uint32_t, std::size_t>> times;  // with the point
    for (std::size_t i = from; i < to; ++i)
        if (homes[i].status == TripStatus::reached && homes[i].source == most->first)
            times.emplace_back(homes[i].time_ms, i);
    std::sort(times.begin(), times.end());
    std::int64_t sum = 0;
    std::size_t middle = times.front().second;
    for (const auto& [time, point] : times) {
        sum += demand.children_milli[point];
        middle = point;
        if (sum * 2 >= most->second) break;
    }
    out.from = demand.at[middle];
    out.legs = way_from(homes[middle], steps);
    if (out.legs.size() <= steps.size()) out.missing = out.legs.size();
    return out;
}

/// `from`: where the progress of the searches begins.
Result<Referral> referred_by(const PlaceSearch& search, const Study& study, const Demand& demand,
                             const std::vector<ReferralStep>& steps, double from, const Progress& progress) {
    Referral out;
    out.steps = steps;
    out.estimate = search.estimate();
    std::vector<Destinations> to;
    for (const ReferralStep& step : steps) {
        to.push_back(of_step(study, step));
        out.places.push_back(to.back().fitting.size());
    }
    out.to = to.front();
    const auto part = [&](std::size_t step) {
        const double each = (1 - from) / static_cast<double>(steps.size());
        return progress.part(from + each * static_cast<double>(step),
                             from + each * static_cast<double>(step + 1), "analysis.stage.search");
    };
    TRY(const std::vector<Trip> homes, trips_to(search, demand.at, to.front(), part(0)));
    std::vector<Onward> onwards;
    std::vector<std::uint32_t> numbers;
    for (std::size_t i = 0; i < homes.size(); ++i)
        if (homes[i].status == TripStatus::reached && demand.children_milli[i] > 0)
            numbers.push_back(homes[i].source);
    for (std::size_t step = 1; step < steps.size(); ++step) {
        std::sort(numbers.begin(), numbers.end());
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
        TRY(onwards.emplace_back(), onward(search, to.front(), numbers, to[step], part(step)));
        numbers.clear();
        for (const auto& [number, trip] : onwards.back())
            if (trip.status == TripStatus::reached) numbers.push_back(trip.source);
    }
    out.led_milli.assign(steps.size(), 0);
    for (std::size_t first = 0; first < demand.size();) {
        std::size_t end = first;
        while (end < demand.size() && demand.area[end] == demand.area[first]) ++end;
        const AreaReferral area = of_area(demand, homes, onwards, first, end);
        out.children_milli += area.children_milli;
        for (std::size_t step = 0; step < steps.size(); ++step) out.led_milli[step] += area.led_milli[step];
        if (area.children_milli > 0) out.areas.push_back(area);
        first = end;
    }
    return out;
}

}  // namespace

Result<std::vector<ReferralStep>> referral_steps(std::string_view text) {
    std::vector<ReferralStep> out;
    for (const std::string& name : parts_of(text, ',')) {
        ReferralStep step{name, 0};
        for (const std::string& kind : parts_of(name, '+')) {
            if (kind == "unit") {
                step.kinds |= learning_unit_kinds;
            } else if (const auto known = place_kind_from_name(kind)) {
                step.kinds |= kind_bit(*known);
            } else {
                return no_such_kind(kind);
            }
        }
        out.push_back(std::move(step));
    }
    if (out.size() > most_steps) return no_such_kind(std::string{text});
    return out;
}

const std::vector<ReferralStep>& usual_referral() {
    static const std::vector<ReferralStep> steps = *referral_steps("unit,school,special_centre");
    return steps;
}

Result<Referral> referral(const Study& study, const std::vector<ReferralStep>& steps,
                          const Progress& progress) {
    TRY(const Demand demand, build_demand(*study.data, study.scenario().travel.children));
    TRY(const PlaceSearch search, PlaceSearch::of(study, progress.part(0, 0.5, "analysis.stage.network")));
    return referred_by(search, study, demand, steps, 0.5, progress);
}

Result<Referral> referral(const Study& study, const Results& results, const std::vector<ReferralStep>& steps,
                          const Progress& progress) {
    return referred_by(PlaceSearch::of(study, results), study, *results.demand, steps, 0, progress);
}

Result<void> ReferralExplainer::prepare(const Study& study, const Results& results,
                                        const Progress& progress) {
    steps_.clear();
    for (std::size_t i = 0; i < of_steps_.size(); ++i) {
        Step step;
        step.to = of_step(study, of_steps_[i]);
        for (const std::uint32_t number : step.to.fitting) step.at.push_back(step.to.at(number));
        if (results.network != nullptr) {
            const auto all = static_cast<double>(of_steps_.size()), done = static_cast<double>(i);
            step.snaps = snap_all(*results.network, step.at, SnapFor::place);
            TRY(step.labels, nearest_of_nodes(*results.network, step.snaps, Metric::time,
                                              progress.part(done / all, (done + 1) / all)));
        }
        steps_.push_back(std::move(step));
    }
    return {};
}

Result<Route> ReferralExplainer::route(const Step& step, const PlaceSearch& search, LonLat from,
                                       const Progress& progress) const {
    if (search.network() != nullptr)
        return route_of(*search.network(), step.labels, step.snaps, snap(*search.network(), from), from,
                        step.at, Metric::time);
    TRY(const std::vector<Trip> trips,
        straight_line_trips(step.at, std::span(&from, 1), search.profile(), progress));
    Route out;
    out.trip = trips.front();
    return out;
}

Result<ReferralWay> ReferralExplainer::explain(const Study& study,
                                               const std::shared_ptr<const Results>& results,
                                               const std::vector<ReferralStep>& steps, LonLat from,
                                               const Progress& progress) {
    if (of_ != results || of_steps_ != steps) {
        of_.reset();
        of_steps_ = steps;
        TRY_VOID(prepare(study, *results, progress));
        of_ = results;
    }
    const PlaceSearch search = PlaceSearch::of(study, *results);
    ReferralWay out;
    out.from = from;
    for (const Step& step : steps_) out.places.push_back(step.at.size());
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        ReferralLeg leg;
        leg.from = out.legs.empty() ? from : out.legs.back().to;
        TRY(leg.route, route(steps_[i], search, leg.from, progress));
        if (leg.route.trip.status != TripStatus::reached) {
            out.missing = i;
            break;
        }
        const Destinations& to = steps_[i].to;
        leg.route.trip.source = to.fitting[leg.route.trip.source];
        leg.to = to.at(leg.route.trip.source);
        leg.to_th = to.name(leg.route.trip.source, Lang::th);
        leg.to_en = to.name(leg.route.trip.source, Lang::en);
        out.legs.push_back(std::move(leg));
    }
    return out;
}

}  // namespace geo
