#include "geo/network/hierarchy.h"

#include "geo/base/parallel.h"
#include "geo/network/contraction_private.h"
#include "geo/network/hang.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace geo {
namespace {

/// What is left from a node to a place.
struct Left {
    std::uint32_t to = 0, cost = 0;
};
struct LeftAt {
    std::uint32_t place = 0;
    Left left;
};

/// By place in the order; those of one place by the number of the column.
struct LeftAtAll {
    std::vector<std::uint32_t> first;
    std::vector<Left> left;

    LeftAtAll(const std::vector<std::vector<LeftAt>>& parts, std::size_t places) : first(places + 1, 0) {
        for (const auto& part : parts)
            for (const LeftAt& one : part) ++first[one.place + 1];
        std::partial_sum(first.begin(), first.end(), first.begin());
        left.resize(first.back());
        std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
        for (const auto& part : parts)
            for (const LeftAt& one : part) left[next[one.place]++] = one.left;
    }
};

/// cost_sum() without a branch.
constexpr std::uint32_t sum_or_no_cost(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t sum = a + b;
    return sum | (0U - static_cast<std::uint32_t>(sum < a));
}

constexpr std::size_t searches_a_chunk = 16;

}  // namespace

/// Climbs from the ends of a point; one object a worker.
class Hierarchy::Search {
public:
    explicit Search(std::size_t places) : label_(places) {}

    /// visit(place, cost) for every place in the order that a least way from the ends may pass at its top.
    template <class Visit>
    void run(const Climb& up, const Climb& down, const std::vector<std::uint32_t>& place_of, const Ends& ends,
             bool by_time, Visit visit) {
        if (++turn_ == 0) {
            std::fill(label_.begin(), label_.end(), Label{});
            turn_ = 1;
        }
        queue_.clear();
        for (const End& end : ends) offer(place_of[end.node], by_time ? end.time_ms : end.length_mm);
        while (!queue_.empty()) {
            std::pop_heap(queue_.begin(), queue_.end(), std::greater<>{});
            const auto [cost, place] = queue_.back();
            queue_.pop_back();
            if (cost != label_[place].cost || is_beaten(down, place, cost)) continue;
            visit(place, cost);
            for (std::uint32_t a = up.first[place]; a < up.first[place + 1]; ++a)
                offer(up.arc[a].head, cost_sum(cost, up.arc[a].cost));
        }
    }

private:
    struct Label {
        std::uint32_t cost = 0, turn = 0;
    };

    void offer(std::uint32_t place, std::uint32_t cost) {
        Label& label = label_[place];
        if (cost == no_cost || (label.turn == turn_ && label.cost <= cost)) return;
        label = {cost, turn_};
        queue_.emplace_back(cost, place);
        std::push_heap(queue_.begin(), queue_.end(), std::greater<>{});
    }

    /// A way over something more important is shorter: no least way climbs on from here.
    bool is_beaten(const Climb& down, std::uint32_t place, std::uint32_t cost) const {
        for (std::uint32_t a = down.first[place]; a < down.first[place + 1]; ++a) {
            const Label& above = label_[down.arc[a].head];
            if (above.turn == turn_ && cost_sum(above.cost, down.arc[a].cost) < cost) return true;
        }
        return false;
    }

    std::vector<Label> label_;
    std::uint32_t turn_ = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> queue_;  ///< cost, place
};

Result<Hierarchy> Hierarchy::of(std::shared_ptr<const Network> network, Metric metric,
                                const Progress& progress) {
    Hierarchy out(std::move(network), metric);
    const std::size_t nodes = out.network_->node.size();
    Contraction contraction(out.network_->out, metric == Metric::time);
    TRY(const std::vector<std::uint32_t> order, contraction.run(progress));
    out.shortcuts_ = contraction.shortcuts();
    out.place_.resize(nodes);
    for (std::size_t i = 0; i < nodes; ++i) out.place_[order[i]] = static_cast<std::uint32_t>(nodes - 1 - i);
    const auto climb = [&](Climb& to, const auto& arcs_of) {
        to.first.assign(nodes + 1, 0);
        for (std::size_t place = 0; place < nodes; ++place) {
            for (const Contraction::Arc& arc : arcs_of(order[nodes - 1 - place]))
                to.arc.push_back({out.place_[arc.head], arc.cost});
            to.first[place + 1] = static_cast<std::uint32_t>(to.arc.size());
        }
    };
    climb(
        out.out_, [&](std::uint32_t node) -> const auto& { return contraction.out(node); });
    climb(
        out.in_, [&](std::uint32_t node) -> const auto& { return contraction.in(node); });
    return out;
}

Result<std::vector<std::uint32_t>> Hierarchy::costs(std::span<const Snap> from, std::span<const Snap> to,
                                                    const Progress& progress) const {
    const bool by_time = metric_ == Metric::time;
    const std::size_t places = place_.size();
    const auto chunks = [](std::size_t count) { return (count + searches_a_chunk - 1) / searches_a_chunk; };

    std::vector<std::vector<LeftAt>> parts(chunks(to.size()));
    parallel_for(to.size(), searches_a_chunk, [&](std::size_t first, std::size_t end) {
        Search search(places);
        std::vector<LeftAt>& part = parts[first / searches_a_chunk];
        for (std::size_t t = first; t < end && !progress.cancelled(); ++t) {
            if (!to[t].on_network()) continue;
            search.run(in_, out_, place_, arrivals(*network_, to[t]), by_time,
                       [&](std::uint32_t place, std::uint32_t cost) {
                           part.push_back({place, {static_cast<std::uint32_t>(t), cost}});
                       });
        }
    });
    if (progress.cancelled()) return fail(Fault::cancelled);
    const LeftAtAll left(parts, places);
    parts.clear();
    progress.at(0.3);

    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> on_edge;
    for (std::size_t t = 0; t < to.size(); ++t)
        if (to[t].on_network()) on_edge[to[t].edge].push_back(static_cast<std::uint32_t>(t));

    std::vector<std::uint32_t> out(from.size() * to.size(), no_cost);
    parallel_for(from.size(), searches_a_chunk, [&](std::size_t first, std::size_t end) {
        Search search(places);
        for (std::size_t f = first; f < end && !progress.cancelled(); ++f) {
            if (!from[f].on_network()) continue;
            const std::span<std::uint32_t> row = std::span(out).subspan(f * to.size(), to.size());
            search.run(out_, in_, place_, departures(*network_, from[f]), by_time,
                       [&](std::uint32_t place, std::uint32_t cost) {
                           for (std::uint32_t i = left.first[place]; i < left.first[place + 1]; ++i) {
                               std::uint32_t& least = row[left.left[i].to];
                               least = std::min(least, sum_or_no_cost(cost, left.left[i].cost));
                           }
                       });
            const auto here = on_edge.find(from[f].edge);
            if (here == on_edge.end()) continue;
            for (const std::uint32_t t : here->second)
                for (const End& along : along_one_edge(*network_, from[f], to[t]))
                    row[t] = std::min(row[t], by_time ? along.time_ms : along.length_mm);
        }
    });
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(1);
    return out;
}

}  // namespace geo
