// How much learning is within reach of each child, with everybody else who wants it: floating catchments and
// rational agents (definitions.md 3.2).
//
// 2SFCA (Luo and Wang 2003): R_j = S_j / sum of children within the limit of j; A_i = sum of R_j within the
// limit of i: places a child.  E2SFCA (Luo and Qi 2009): the same with weights that fall with the way.  Both
// share out all supply that anybody reaches: sum of P_i A_i = sum of S_j, and nobody within reach is 0.
// RAAM (Saxon and Snow 2020): way / tau + children at the place / (rho x supply), in balance.
//
// The trap: RAAM is a cost.  Lower is better, and without supply there is no value, never 0.
#pragma once

#include "geo/access/coverage.h"
#include "geo/network/catchments.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

enum class AccessMethod : std::uint8_t { two_step, enhanced, raam };
inline constexpr std::array<AccessMethod, 3> all_access_methods = {
    AccessMethod::two_step, AccessMethod::enhanced, AccessMethod::raam};
/// "2sfca", "e2sfca", "raam".
const char* access_method_name(AccessMethod method);
std::optional<AccessMethod> access_method_from_name(std::string_view name);
/// True where more is better: places a child.
constexpr bool is_good(AccessMethod method) {
    return method != AccessMethod::raam;
}

/// For people: places for 100 children; RAAM's cost, of which an hour is 1, as minutes.
constexpr double access_scale(AccessMethod method) {
    return is_good(method) ? 100 : 60;
}

enum class Decay : std::uint8_t { step, gaussian };
/// "step", "gaussian".
const char* decay_name(Decay decay);
std::optional<Decay> decay_from_name(std::string_view name);

/// Millionths, so that sums of children x weight are integers.
inline constexpr std::int64_t weight_one = 1'000'000;

/// The weight of a way within a limit.  Step: 1, 0.68 and 0.22 up to a third, two thirds and the whole of the
/// limit (20, 40 and 60 minutes of an hour).  Gaussian: exp(-t^2 / 2 sigma^2) with sigma a third of the
/// limit.
std::int64_t decay_weight(Decay decay, std::uint32_t cost, std::uint32_t limit);

/// What a place can take.
enum class SupplyRule : std::uint8_t {
    capacity,  ///< its capacity; one of which nobody says it takes nobody
    one_each   ///< one each, an assumption: the value is then places, not seats, a child
};
/// "capacity", "one".
const char* supply_rule_name(SupplyRule rule);
std::optional<SupplyRule> supply_rule_from_name(std::string_view name);

struct AccessChoice {
    AccessMethod method = AccessMethod::enhanced;
    Decay decay = Decay::step;  ///< of E2SFCA
    SupplyRule supply = SupplyRule::capacity;
    bool operator==(const AccessChoice&) const = default;
};

/// Of every point of the demand.
struct PointAccess {
    std::vector<double> value;     ///< places a child, or RAAM's cost; NaN: no value
    std::vector<bool> has_supply;  ///< a place with supply within the limit
};

/// `catchments.of[j]` belongs to the place with `supply[j]` learners, children to its points.
/// O(pairs); values are summed in the order of the places, the same on any number of threads.
PointAccess floating_catchment(const Catchments& catchments, std::span<const std::int64_t> supply,
                               std::span<const std::int64_t> children_milli, const AccessChoice& choice);

struct RaamOptions {
    double tau_ms = 60 * 60 * 1000;  ///< the way that weighs as much as a place as full as the mean
    double rho = 0;                  ///< children a seat in the mean; 0: all children / all supply
    std::size_t most_rounds = 1000;
    double enough = 1e-6;  ///< no point's cost changes by more in a round
};
struct RaamRun {
    double rho = 0;
    std::size_t rounds = 0;
    double last_change = 0;  ///< the greatest change of a point's cost in the last round
};
/// Children go where way and crowd together cost least, each point after the other and round after round,
/// until nobody gains by another place (block coordinate descent on Beckmann's convex program: every round
/// costs less than the one before).  The way is in time; a limit in length bounds the choice alone and is
/// refused by ENSURE: the catchments must be of time.  A point's value is the mean of what its children bear.
/// O(pairs) a round.
struct RaamAccess {
    PointAccess points;
    RaamRun run;
};
Result<RaamAccess> rational_agents(const Catchments& catchments, std::span<const std::int64_t> supply,
                                   std::span<const std::int64_t> children_milli, const RaamOptions& options,
                                   const Progress& progress);

}  // namespace geo
