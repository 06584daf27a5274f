#include "geo/data/barriers.h"

#include <algorithm>
#include <array>

namespace geo {
namespace {

constexpr std::array<const char*, barrier_kind_count> barrier_kind_names = {"water", "border", "other"};

}  // namespace

const char* barrier_kind_name(BarrierKind kind) {
    return barrier_kind_names.at(static_cast<std::size_t>(kind));
}

std::optional<BarrierKind> barrier_kind_from_name(std::string_view name) {
    const auto found = std::find(barrier_kind_names.begin(), barrier_kind_names.end(), name);
    if (found == barrier_kind_names.end()) return std::nullopt;
    return static_cast<BarrierKind>(found - barrier_kind_names.begin());
}

}  // namespace geo
