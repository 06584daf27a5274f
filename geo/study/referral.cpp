#include "geo/study/referral.h"

#include "geo/access/coverage.h"
#include "geo/data/demand.h"
#include "geo/study/analysis.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <utility>

namespace geo {
namespace {

constexpr std::size_t most_steps = 6;

std::uint32_t bit_of(PlaceKind kind) {
    return 1U << static_cast<unsigned>(kind);
}

constexpr std::array all_kinds = {PlaceKind::school,          PlaceKind::learning_unit,
                                  PlaceKind::learning_centre, PlaceKind::vocational_college,
                                  PlaceKind::special_centre,  PlaceKind::child_centre,
                                  PlaceKind::mobile_unit,     PlaceKind::other};

std::uint32_t unit_kinds() {
    std::uint32_t out = 0;
    for (const PlaceKind kind : all_kinds)
        if (is_learning_unit(kind)) out |= bit_of(kind);
    return out;
}

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
    for (const PlaceKind kind : all_kinds) error.detail += std::string{", "} + place_kind_name(kind);
    return fail(std::move(error));
}

/// Searches of one study, under one way to travel.
class Searches {
public:
    static Result<Searches> of(const Study& study, const Progress& progress) {
        Searches out;
        const Scenario& scenario = study.scenario();
        out.profile_ = profile_of(scenario.travel);
        out.estimate_ = scenario.travel.basis == Basis::straight_line || study.data->roads->empty();
        if (out.estimate_) return out;
        TRY(Network network,
            network_of(*study.data, scenario.road_edits, out.profile_, scenario.travel.slope, progress));
        out.network_ = std::make_shared<const Network>(std::move(network));
        return out;
    }
    bool estimate() const { return estimate_; }

    /// From every point to the nearest of the destinations; Trip::source is the destination's number.
    Result<std::vector<Trip>> trips(std::span<const LonLat> from, const Destinations& to,
                                    const Progress& progress) const {
        if (to.fitting.empty()) return std::vector<Trip>(from.size());
        std::vector<LonLat> at;
        at.reserve(to.fitting.size());
        for (const std::uint32_t number : to.fitting) at.push_back(to.at(number));
        std::vector<Trip> out;
        if (estimate_) {
            TRY(out, straight_line_trips(at, from, profile_, progress));
        } else {
            const auto sources = snap_all(*network_, at, SnapFor::place);
            const auto points = snap_all(*network_, from);
            TRY(out, nearest_trips(*network_, sources, points, Metric::time, progress));
        }
        for (Trip& trip : out)
            if (trip.status == TripStatus::reached) trip.source = to.fitting[trip.source];
        return out;
    }

private:
    Profile profile_;
    std::shared_ptr<const Network> network_;
    bool estimate_ = false;
};

Destinations of_step(const Study& study, const ReferralStep& step) {
    Scenario scenario = study.scenario();
    scenario.travel.place_kinds = step.kinds;
    scenario.travel.services = service_any;
    return destinations(*study.data, scenario);
}

/// By the number of a place: the trip on to the next step's nearest.
using Onward = std::map<std::uint32_t, Trip>;

Result<Onward> onward(const Searches& searches, const Destinations& from,
                      const std::vector<std::uint32_t>& numbers, const Destinations& to,
                      const Progress& progress) {
    std::vector<LonLat> at;
    at.reserve(numbers.size());
    for (const std::uint32_t number : numbers) at.push_back(from.at(number));
    TRY(const std::vector<Trip> trips, searches.trips(at, to, progress));
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
    std::map<std::uint32_t, std::int64_t> by_place;  // the first place; no_cost: none
    for (std::size_t i = from; i < to; ++i) {
        const std::int64_t milli = demand.children_milli[i];
        const bool reached = homes[i].status == TripStatus::reached;
        out.children_milli += milli;
        by_place[reached ? homes[i].source : no_cost] += milli;
        if (way_from(homes[i], steps).size() > steps.size()) out.whole_way_milli += milli;
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
    out.legs = way_from(homes[middle], steps);
    if (out.legs.size() <= steps.size()) out.missing = out.legs.size();
    return out;
}

}  // namespace

Result<std::vector<ReferralStep>> referral_steps(std::string_view text) {
    std::vector<ReferralStep> out;
    for (const std::string& name : parts_of(text, ',')) {
        ReferralStep step{name, 0};
        for (const std::string& kind : parts_of(name, '+')) {
            if (kind == "unit") {
                step.kinds |= unit_kinds();
            } else if (const auto known = place_kind_from_name(kind)) {
                step.kinds |= bit_of(*known);
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
    TRY(const Searches searches, Searches::of(study, progress.part(0, 0.5, "analysis.stage.network")));
    Referral out;
    out.steps = steps;
    out.estimate = searches.estimate();
    std::vector<Destinations> to;
    for (const ReferralStep& step : steps) {
        to.push_back(of_step(study, step));
        out.places.push_back(to.back().fitting.size());
    }
    out.to = to.front();
    const auto part = [&](std::size_t step) {
        const double each = 0.5 / static_cast<double>(steps.size());
        return progress.part(0.5 + each * static_cast<double>(step),
                             0.5 + each * static_cast<double>(step + 1), "analysis.stage.search");
    };
    TRY(const std::vector<Trip> homes, searches.trips(demand.at, to.front(), part(0)));
    std::vector<Onward> onwards;
    std::vector<std::uint32_t> numbers;
    for (std::size_t i = 0; i < homes.size(); ++i)
        if (homes[i].status == TripStatus::reached && demand.children_milli[i] > 0)
            numbers.push_back(homes[i].source);
    for (std::size_t step = 1; step < steps.size(); ++step) {
        std::sort(numbers.begin(), numbers.end());
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
        TRY(onwards.emplace_back(), onward(searches, to.front(), numbers, to[step], part(step)));
        numbers.clear();
        for (const auto& [number, trip] : onwards.back())
            if (trip.status == TripStatus::reached) numbers.push_back(trip.source);
    }
    out.led_milli.assign(steps.size(), 0);
    for (std::size_t from = 0; from < demand.size();) {
        std::size_t end = from;
        std::int64_t milli = 0;
        for (; end < demand.size() && demand.area[end] == demand.area[from]; ++end) {
            milli += demand.children_milli[end];
            if (demand.children_milli[end] == 0) continue;
            const std::size_t led = way_from(homes[end], onwards).size();
            for (std::size_t step = 0; step < led; ++step) out.led_milli[step] += demand.children_milli[end];
        }
        out.children_milli += milli;
        if (milli > 0) out.areas.push_back(of_area(demand, homes, onwards, from, end));
        from = end;
    }
    return out;
}

}  // namespace geo
