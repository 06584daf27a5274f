#include "geo/access/seats.h"

#include "geo/base/ensure.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace geo {
namespace {

constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();

std::vector<std::int64_t> room_milli(std::span<const std::int64_t> learners) {
    std::vector<std::int64_t> out;
    for (const std::int64_t one : learners) out.push_back(std::max<std::int64_t>(0, one) * 1000);
    return out;
}

/// Rounds of augmenting paths, each path from a place with room back to a child without a seat: the child
/// sits down at the place, or one who sits elsewhere moves over and leaves that seat to the next.
class Flow {
public:
    Flow(const Catchments& catchments, std::span<const std::int64_t> learners,
         std::span<const std::int64_t> children_milli, Seats seats)
        : pairs_(catchments.of),
          seats_(std::move(seats)),
          room_(room_milli(learners)),
          waiting_(children_milli.begin(), children_milli.end()),
          place_level_(learners.size()),
          point_level_(children_milli.size()),
          next_(learners.size()),
          spent_(children_milli.size()) {
        for (std::size_t i = 0; i < waiting_.size(); ++i) {
            waiting_[i] -= seats_.seated_milli[i];
            for (const auto& [place, children] : seats_.at[i]) room_[place] -= children;
        }
    }

    /// False where no path is left.
    bool round() {
        if (!find_levels()) return false;
        std::fill(next_.begin(), next_.end(), 0);
        std::fill(spent_.begin(), spent_.end(), false);
        for (std::uint32_t j = 0; j < room_.size(); ++j)
            while (room_[j] > 0) {
                const std::int64_t taken = take_in(j, room_[j]);
                if (taken == 0) break;
                room_[j] -= taken;
            }
        return true;
    }
    Seats take() { return std::move(seats_); }

private:
    /// Levels of places and points by the number of children that would have to move; up to the first level
    /// with a child who waits.
    bool find_levels() {
        std::fill(place_level_.begin(), place_level_.end(), unseen);
        std::fill(point_level_.begin(), point_level_.end(), unseen);
        std::vector<std::uint32_t> now, next;
        for (std::uint32_t j = 0; j < room_.size(); ++j)
            if (room_[j] > 0) {
                place_level_[j] = 0;
                now.push_back(j);
            }
        bool found = false;
        for (std::uint32_t level = 0; !now.empty() && !found; ++level) {
            next.clear();
            for (const std::uint32_t j : now)
                for (const Reached& one : pairs_[j]) {
                    if (point_level_[one.point] != unseen) continue;
                    point_level_[one.point] = level;
                    found = found || waiting_[one.point] > 0;
                    for (const auto& [place, children] : seats_.at[one.point])
                        if (children > 0 && place_level_[place] == unseen) {
                            place_level_[place] = level + 1;
                            next.push_back(place);
                        }
                }
            now.swap(next);
        }
        return found;
    }

    /// As many as `most` children more at a place that has the room; how many.
    std::int64_t take_in(std::uint32_t j, std::int64_t most) {
        for (std::size_t& k = next_[j]; k < pairs_[j].size(); ++k) {
            const std::uint32_t point = pairs_[j][k].point;
            if (point_level_[point] != place_level_[j] || spent_[point]) continue;
            if (waiting_[point] > 0) {
                const std::int64_t taken = std::min(most, waiting_[point]);
                waiting_[point] -= taken;
                seats_.seated_milli[point] += taken;
                seats_.all_milli += taken;
                sit(point, j, taken);
                return taken;
            }
            for (std::size_t s = 0; s < seats_.at[point].size(); ++s) {
                const auto [other, children] = seats_.at[point][s];
                if (children == 0 || place_level_[other] != place_level_[j] + 1) continue;
                const std::int64_t taken = take_in(other, std::min(most, children));
                if (taken == 0) continue;
                seats_.at[point][s].second -= taken;
                sit(point, j, taken);
                return taken;
            }
            spent_[point] = true;
        }
        return 0;
    }

    void sit(std::uint32_t point, std::uint32_t j, std::int64_t children) {
        for (auto& [place, sitting] : seats_.at[point])
            if (place == j) {
                sitting += children;
                return;
            }
        seats_.at[point].emplace_back(j, children);
    }

    const std::vector<std::vector<Reached>>& pairs_;
    Seats seats_;
    std::vector<std::int64_t> room_, waiting_;
    std::vector<std::uint32_t> place_level_, point_level_;
    std::vector<std::size_t> next_;  ///< pair of each place that was not tried yet
    std::vector<bool> spent_;
};

}  // namespace

Seats seats_nearest_first(const Catchments& catchments, std::span<const std::int64_t> learners,
                          std::span<const std::int64_t> children_milli) {
    ENSURE(catchments.of.size() == learners.size());
    Seats out;
    out.seated_milli.assign(children_milli.size(), 0);
    out.at.resize(children_milli.size());
    std::vector<std::int64_t> room = room_milli(learners);
    struct Pair {
        std::uint32_t cost, point, place;
    };
    std::vector<Pair> part;
    constexpr std::uint64_t parts = 16;
    const std::uint64_t whole = std::uint64_t{catchments.limit} + 1;
    for (std::uint64_t p = 0; p < parts; ++p) {
        const std::uint64_t from = whole * p / parts, to = whole * (p + 1) / parts;
        part.clear();
        for (std::uint32_t j = 0; j < room.size(); ++j) {
            if (room[j] == 0) continue;
            for (const Reached& one : catchments.of[j])
                if (one.cost >= from && one.cost < to &&
                    out.seated_milli[one.point] < children_milli[one.point])
                    part.push_back({one.cost, one.point, j});
        }
        std::sort(part.begin(), part.end(), [](const Pair& a, const Pair& b) {
            return std::tie(a.cost, a.point, a.place) < std::tie(b.cost, b.point, b.place);
        });
        for (const Pair& pair : part) {
            const std::int64_t taken =
                std::min(room[pair.place], children_milli[pair.point] - out.seated_milli[pair.point]);
            if (taken <= 0) continue;
            room[pair.place] -= taken;
            out.seated_milli[pair.point] += taken;
            out.all_milli += taken;
            out.at[pair.point].emplace_back(pair.place, taken);
        }
    }
    return out;
}

Result<Seats> seats_at_most(const Catchments& catchments, std::span<const std::int64_t> learners,
                            std::span<const std::int64_t> children_milli, Seats begin,
                            const Progress& progress) {
    ENSURE(catchments.of.size() == learners.size() && begin.seated_milli.size() == children_milli.size());
    Flow flow(catchments, learners, children_milli, std::move(begin));
    for (double round = 0; flow.round(); ++round) {
        if (progress.cancelled()) return fail(Fault::cancelled);
        progress.at(round / (round + 4));
    }
    return flow.take();
}

}  // namespace geo
