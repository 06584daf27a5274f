#include "geo/access/access.h"

#include "geo/base/ensure.h"
#include "geo/base/names.h"
#include "geo/base/parallel.h"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

constexpr std::array<const char*, 3> method_names = {"2sfca", "e2sfca", "raam"};
constexpr std::array<const char*, 2> decay_names = {"step", "gaussian"};
constexpr std::array<const char*, 2> supply_names = {"capacity", "one"};

}  // namespace

const char* access_method_name(AccessMethod method) {
    return method_names.at(static_cast<std::size_t>(method));
}
std::optional<AccessMethod> access_method_from_name(std::string_view name) {
    return value_of_name<AccessMethod>(method_names, name);
}
const char* decay_name(Decay decay) {
    return decay_names.at(static_cast<std::size_t>(decay));
}
std::optional<Decay> decay_from_name(std::string_view name) {
    return value_of_name<Decay>(decay_names, name);
}
const char* supply_rule_name(SupplyRule rule) {
    return supply_names.at(static_cast<std::size_t>(rule));
}
std::optional<SupplyRule> supply_rule_from_name(std::string_view name) {
    return value_of_name<SupplyRule>(supply_names, name);
}

std::int64_t decay_weight(Decay decay, std::uint32_t cost, std::uint32_t limit) {
    if (cost > limit) return 0;
    if (limit == 0) return weight_one;
    if (decay == Decay::gaussian) {
        const double sigmas = 3.0 * cost / limit;
        return std::llround(std::exp(-sigmas * sigmas / 2) * static_cast<double>(weight_one));
    }
    const std::uint64_t thrice = std::uint64_t{cost} * 3;
    if (thrice <= limit) return weight_one;
    return thrice <= std::uint64_t{limit} * 2 ? 680'000 : 220'000;
}

PointAccess floating_catchment(const Catchments& catchments, std::span<const std::int64_t> supply,
                               std::span<const std::int64_t> children_milli, const AccessChoice& choice) {
    ENSURE(catchments.of.size() == supply.size());
    const auto weight_of = [&](const Reached& one) {
        return choice.method == AccessMethod::enhanced
                   ? decay_weight(choice.decay, one.cost, catchments.limit)
                   : weight_one;
    };
    // Children (thousandths x millionths) fit 64 bits for a thousand million of them.
    std::vector<double> per_child(supply.size(), 0);
    parallel_for(supply.size(), 256, [&](std::size_t from, std::size_t to) {
        for (std::size_t j = from; j < to; ++j) {
            if (supply[j] <= 0) continue;
            std::int64_t wanted = 0;
            for (const Reached& one : catchments.of[j]) wanted += children_milli[one.point] * weight_of(one);
            if (wanted > 0)
                per_child[j] = static_cast<double>(supply[j]) * 1000 * static_cast<double>(weight_one) /
                               static_cast<double>(wanted);
        }
    });
    PointAccess out;
    out.value.assign(children_milli.size(), 0);
    std::vector<char> reached(children_milli.size(), 0);
    parallel_for(children_milli.size(), 4096, [&](std::size_t from, std::size_t to) {
        const auto before = [](const Reached& a, std::size_t point) { return a.point < point; };
        for (std::size_t j = 0; j < supply.size(); ++j) {
            if (supply[j] <= 0) continue;
            const std::vector<Reached>& all = catchments.of[j];
            for (auto one = std::lower_bound(all.begin(), all.end(), from, before);
                 one != all.end() && one->point < to; ++one) {
                out.value[one->point] +=
                    per_child[j] * static_cast<double>(weight_of(*one)) / static_cast<double>(weight_one);
                reached[one->point] = 1;
            }
        }
    });
    out.has_supply.assign(reached.begin(), reached.end());
    return out;
}

}  // namespace geo
