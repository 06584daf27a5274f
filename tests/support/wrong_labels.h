// How labels that were repaired are compared with those of a search from nothing.
#pragma once

#include "geo/network/nearest_live.h"

#include <algorithm>
#include <cstddef>

namespace test {

/// How many differ; a label too many or too few is one that differs.
inline std::size_t wrong_labels(const geo::Nearest& live) {
    const auto fresh = *geo::nearest_of_nodes(live.network(), live.sources(), live.metric(), {});
    const auto& have = live.labels();
    const std::size_t both = std::min(fresh.cost.size(), have.cost.size());
    std::size_t out = std::max(fresh.cost.size(), have.cost.size()) - both;
    for (std::size_t n = 0; n < both; ++n)
        out += fresh.cost[n] != have.cost[n] || fresh.owner[n] != have.owner[n] ||
                       fresh.other[n] != have.other[n]
                   ? 1
                   : 0;
    return out;
}

}  // namespace test
