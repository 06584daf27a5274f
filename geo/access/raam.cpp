#include "geo/access/access.h"
#include "geo/base/ensure.h"
#include "geo/base/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace geo {
namespace {

/// A place that a point's children may choose: its cost before any of them goes there, and how many of them
/// raise that by 1.
struct Choice {
    double cost = 0, room = 0;
    std::size_t pair = 0;
};

/// Children of a point at one of its places.
struct Share {
    std::size_t pair = 0;
    double children = 0;
};

/// The cost that all bear who spread over the cheapest of `choices`, which ascend by cost, and how many of
/// them are used.
std::pair<double, std::size_t> level_of(const std::vector<Choice>& choices, double children) {
    double filled = children, room = 0, level = std::numeric_limits<double>::infinity();
    std::size_t used = 0;
    while (used < choices.size() && choices[used].cost < level) {
        filled += choices[used].cost * choices[used].room;
        room += choices[used].room;
        level = filled / room;
        ++used;
    }
    return {level, used};
}

/// Ties by the nearer place, then by its number.
void sort_by_cost(std::vector<Choice>& choices) {
    std::sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) {
        return a.cost != b.cost ? a.cost < b.cost : a.pair < b.pair;
    });
}

class Agents {
public:
    Agents(const Catchments& catchments, std::span<const std::int64_t> supply,
           std::span<const std::int64_t> children_milli, double tau_ms, double rho)
        : tau_ms_(tau_ms),
          load_(supply.size(), 0),
          room_(supply.size(), 0),
          shares_(children_milli.size()),
          level_(children_milli.size(), 0),
          first_(children_milli.size() + 1, 0) {
        children_.reserve(children_milli.size());
        for (const std::int64_t milli : children_milli)
            children_.push_back(static_cast<double>(milli) / 1000);
        for (std::size_t j = 0; j < supply.size(); ++j)
            room_[j] = rho * static_cast<double>(std::max<std::int64_t>(0, supply[j]));
        turn_round(catchments);
    }

    /// The greatest change of a level.
    double round() {
        double change = 0;
        for (std::uint32_t i = 0; i < shares_.size(); ++i)
            if (first_[i] < first_[i + 1] && children_[i] > 0) change = std::max(change, choose(i));
        add_up();
        return change;
    }

    PointAccess result() const {
        PointAccess out;
        out.value.assign(shares_.size(), std::numeric_limits<double>::quiet_NaN());
        out.has_supply.assign(shares_.size(), false);
        for (std::size_t i = 0; i < shares_.size(); ++i) {
            if (first_[i] == first_[i + 1]) continue;
            out.has_supply[i] = true;
            out.value[i] = borne(i);
        }
        return out;
    }

private:
    /// Pairs by point, the nearest place first.
    void turn_round(const Catchments& catchments) {
        for (std::size_t j = 0; j < room_.size(); ++j)
            if (room_[j] > 0)
                for (const Reached& one : catchments.of[j]) ++first_[one.point + 1];
        std::partial_sum(first_.begin(), first_.end(), first_.begin());
        place_.resize(first_.back());
        cost_ms_.resize(first_.back());
        std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
        for (std::uint32_t j = 0; j < room_.size(); ++j)
            if (room_[j] > 0)
                for (const Reached& one : catchments.of[j]) {
                    const std::size_t at = next[one.point]++;
                    place_[at] = j;
                    cost_ms_[at] = one.cost;
                }
        parallel_for(shares_.size(), 1024, [&](std::size_t from, std::size_t to) {
            std::vector<std::pair<std::uint32_t, std::uint32_t>> own;
            for (std::size_t i = from; i < to; ++i) {
                own.clear();
                for (std::size_t k = first_[i]; k < first_[i + 1]; ++k)
                    own.emplace_back(cost_ms_[k], place_[k]);
                std::sort(own.begin(), own.end());
                for (std::size_t k = 0; k < own.size(); ++k)
                    std::tie(cost_ms_[first_[i] + k], place_[first_[i] + k]) = own[k];
            }
        });
    }

    double room(std::size_t pair) const { return room_[place_[pair]]; }
    double way(std::size_t pair) const { return cost_ms_[pair] / tau_ms_; }
    double cost(std::size_t pair) const { return way(pair) + load_[place_[pair]] / room(pair); }

    /// The children of a point choose anew among what the others left; the change of their cost.
    double choose(std::uint32_t i) {
        for (const Share& share : shares_[i]) {
            double& load = load_[place_[share.pair]];
            load = std::max(0.0, load - share.children);
        }
        // What they used already bounds what they will bear, and so which places can matter.
        choices_.clear();
        for (const Share& share : shares_[i])
            choices_.push_back({cost(share.pair), room(share.pair), share.pair});
        sort_by_cost(choices_);
        const double most = level_of(choices_, children_[i]).first;
        choices_.clear();
        for (std::size_t k = first_[i]; k < first_[i + 1] && way(k) < most; ++k)
            if (const double here = cost(k); here < most) choices_.push_back({here, room(k), k});
        sort_by_cost(choices_);
        const auto [level, used] = level_of(choices_, children_[i]);
        shares_[i].clear();
        for (std::size_t c = 0; c < used; ++c) {
            const double children = (level - choices_[c].cost) * choices_[c].room;
            if (children <= 0) continue;
            shares_[i].push_back({choices_[c].pair, children});
            load_[place_[choices_[c].pair]] += children;
        }
        const double change = std::abs(level - level_[i]);
        level_[i] = level;
        return change;
    }

    /// Loads from the shares, so that what was rounded on the way does not pile up.
    void add_up() {
        std::fill(load_.begin(), load_.end(), 0);
        for (const std::vector<Share>& shares : shares_)
            for (const Share& share : shares) load_[place_[share.pair]] += share.children;
    }

    double borne(std::size_t i) const {
        if (shares_[i].empty()) {  // nobody lives there: what a child would bear
            double least = std::numeric_limits<double>::infinity();
            for (std::size_t k = first_[i]; k < first_[i + 1]; ++k) least = std::min(least, cost(k));
            return least;
        }
        double sum = 0, children = 0;
        for (const Share& share : shares_[i]) {
            sum += share.children * cost(share.pair);
            children += share.children;
        }
        return sum / children;
    }

    double tau_ms_;
    std::vector<double> children_, load_, room_;
    std::vector<std::vector<Share>> shares_;
    std::vector<double> level_;
    std::vector<std::size_t> first_;  ///< pair of each point
    std::vector<std::uint32_t> place_, cost_ms_;
    std::vector<Choice> choices_;
};

}  // namespace

Result<RaamAccess> rational_agents(const Catchments& catchments, std::span<const std::int64_t> supply,
                                   std::span<const std::int64_t> children_milli, const RaamOptions& options,
                                   const Progress& progress) {
    ENSURE(catchments.metric == Metric::time && catchments.of.size() == supply.size());
    const auto all_children =
        static_cast<double>(std::accumulate(children_milli.begin(), children_milli.end(), std::int64_t{0}));
    const auto all_supply =
        static_cast<double>(std::accumulate(supply.begin(), supply.end(), std::int64_t{0}));
    RaamAccess out;
    out.run.rho = options.rho > 0 ? options.rho : all_supply > 0 ? all_children / 1000 / all_supply : 0;
    Agents agents(catchments, supply, children_milli, options.tau_ms, out.run.rho);
    if (out.run.rho > 0)
        for (out.run.last_change = options.enough * 2;
             out.run.last_change > options.enough && out.run.rounds < options.most_rounds; ++out.run.rounds) {
            if (progress.cancelled()) return fail(Fault::cancelled);
            out.run.last_change = agents.round();
            const double done = std::log(out.run.last_change + 1e-12) / std::log(options.enough);
            progress.at(std::clamp(done, 0.0, 1.0));
        }
    out.points = agents.result();
    return out;
}

}  // namespace geo
