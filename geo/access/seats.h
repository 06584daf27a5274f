// Covered, and with a seat: a place takes no more children than it has room for.
//
// Two rules.  Nearest first: the shortest ways are served first, each child at the nearest place that still
// has room; nobody is moved again.  Most: as many children as can be seated at all within the limit (maximum
// flow). The trap: nearest first can be strictly worse, so both are shown with the difference.  The most is
// one number; who exactly is seated is one of several answers, so its areas are an example that adds up.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/network/catchments.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace geo {

/// Thousandths of children.
struct Seats {
    std::vector<std::int64_t> seated_milli;  ///< by point
    /// Of each point, the places where its children sit and how many.
    std::vector<std::vector<std::pair<std::uint32_t, std::int64_t>>> at;
    std::int64_t all_milli = 0;
};

/// `learners[j]` may sit at place j.  Pairs by their way, ties by point, then by place.
/// O(pairs log pairs); pairs are sorted in parts, so that they are never all in memory again.
Seats seats_nearest_first(const Catchments& catchments, std::span<const std::int64_t> learners,
                          std::span<const std::int64_t> children_milli);

/// The most that can be seated, from `begin` on (Dinic 1970, searched from the places with room).  Exact in
/// thousandths; the same each time.  Fault::cancelled.  O(pairs) a round, of which there are few.
Result<Seats> seats_at_most(const Catchments& catchments, std::span<const std::int64_t> learners,
                            std::span<const std::int64_t> children_milli, Seats begin,
                            const Progress& progress);

}  // namespace geo
