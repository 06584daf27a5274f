// Find, help, refer: from the home to the nearest unit, from there to the nearest school, from there to the
// nearest special centre.  Whom a step leads nowhere is told at that step.
//
// The trap: after the first step the way goes on from the place, not from the home: two children of one unit
// are referred to the same school.
#pragma once

#include "geo/base/progress.h"
#include "geo/network/route.h"
#include "geo/study/destinations.h"
#include "geo/study/place_search.h"
#include "geo/study/results.h"
#include "geo/study/study.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// The nearest place of any of some kinds.
struct ReferralStep {
    std::string name;         ///< "unit", "school", "school+vocational_college"
    std::uint32_t kinds = 0;  ///< bit 1 << PlaceKind
    bool operator==(const ReferralStep&) const = default;
};

/// "unit,school,special_centre": kinds of places as files name them, several joined by +; `unit` is every
/// kind of learning unit.  At least one step, at most six.  Fault::bad_value with what may stand there.
Result<std::vector<ReferralStep>> referral_steps(std::string_view text);
/// unit, school, special_centre.
const std::vector<ReferralStep>& usual_referral();

inline constexpr std::size_t no_step = std::numeric_limits<std::size_t>::max();

/// The way of most children of an area.
struct AreaReferral {
    AreaId area;                          ///< finest level
    std::int64_t children_milli = 0;      ///< of the area that have a place
    std::int64_t this_way_milli = 0;      ///< of these, whose first place is that of most of them
    std::int64_t whole_way_milli = 0;     ///< of the area, who are led through every step
    std::vector<std::int64_t> led_milli;  ///< of the area, led through the first 1, 2, ... steps
    LonLat from;                          ///< where the first leg begins; the first home where none leads
    /// One for each step up to the one that leads nowhere; Trip::source is the number of the destination. The
    /// first is the weighted median of those who go this way, the others go from place to place.
    std::vector<Trip> legs;
    std::size_t missing = no_step;  ///< the step that leads nowhere on this way
};

struct Referral {
    std::vector<ReferralStep> steps;
    Destinations to;                      ///< names of the numbers; `fitting` is of the first step
    std::vector<std::size_t> places;      ///< open and placed, for each step
    std::vector<AreaReferral> areas;      ///< with children, ascending
    std::int64_t children_milli = 0;      ///< that have a place
    std::vector<std::int64_t> led_milli;  ///< of these, led through the first 1, 2, ... steps
    bool estimate = false;
};

/// By least time, under the scenario's travel; its places and services are not asked, each step names its
/// kinds. O(steps x search).  Fault::needs_counts, cancelled.
Result<Referral> referral(const Study& study, const std::vector<ReferralStep>& steps,
                          const Progress& progress);
/// The same over the network of results that were computed from the study.
Result<Referral> referral(const Study& study, const Results& results, const std::vector<ReferralStep>& steps,
                          const Progress& progress);

/// One step of the way from a spot, to be drawn.
struct ReferralLeg {
    LonLat from, to;
    Route route;  ///< without legs for the straight-line estimate
    std::string to_th, to_en;
};

struct ReferralWay {
    LonLat from;
    std::vector<ReferralLeg> legs;  ///< one for each step up to the one that leads nowhere
    std::size_t missing = no_step;
    std::vector<std::size_t> places;  ///< open and placed, for each step
};

/// The way of a spot, step by step: from where an area's way begins it is that of AreaReferral::legs.
class ReferralExplainer {
public:
    /// O(steps x search) for results that are new, then O(edges).  Fault::cancelled.
    Result<ReferralWay> explain(const Study& study, const std::shared_ptr<const Results>& results,
                                const std::vector<ReferralStep>& steps, LonLat from,
                                const Progress& progress);

private:
    /// The places of one step and, with a network, the labels of all nodes.
    struct Step {
        Destinations to;
        std::vector<LonLat> at;
        std::vector<Snap> snaps;
        NearestLabels labels;
    };
    Result<void> prepare(const Study& study, const Results& results, const Progress& progress);
    Result<Route> route(const Step& step, const PlaceSearch& search, LonLat from,
                        const Progress& progress) const;

    std::shared_ptr<const Results> of_;
    std::vector<ReferralStep> of_steps_;
    std::vector<Step> steps_;
};

}  // namespace geo
