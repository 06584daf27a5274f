#include "geo/network/contraction_private.h"
#include "geo/network/hang.h"
#include "geo/network/nearest.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace geo {
namespace {

// How far a search goes that looks for another way: less to weigh a node than to take it out.  One that gives
// up puts in an arc too many, never one too few.
constexpr std::size_t settled_to_weigh = 40;
constexpr std::size_t settled_to_take_out = 200;

/// Keeps the cheaper one of two arcs between the same nodes.
bool keep_cheaper(std::vector<Contraction::Arc>& arcs, const Contraction::Arc& arc) {
    for (Contraction::Arc& old : arcs) {
        if (old.head != arc.head) continue;
        if (arc.cost < old.cost) old = arc;
        return false;
    }
    arcs.push_back(arc);
    return true;
}

void erase_head(std::vector<Contraction::Arc>& arcs, std::uint32_t head) {
    std::erase_if(arcs, [head](const Contraction::Arc& arc) { return arc.head == head; });
}

}  // namespace

Contraction::Contraction(const Csr& arcs, bool by_time)
    : out_(arcs.first.size() - 1), in_(out_.size()), level_(out_.size(), 0), label_(out_.size()) {
    for (std::uint32_t tail = 0; tail < out_.size(); ++tail)
        for (std::uint32_t a = arcs.first[tail]; a < arcs.first[tail + 1]; ++a) {
            const std::uint32_t head = arcs.time_ms[a].head;
            const std::uint32_t cost = by_time ? arcs.time_ms[a].cost : arcs.length_mm[a];
            if (head != tail && cost != no_cost) put_in(tail, {head, cost, 1});
        }
    shortcuts_ = 0;
}

void Contraction::put_in(std::uint32_t tail, const Arc& arc) {
    if (keep_cheaper(out_[tail], arc)) ++shortcuts_;
    keep_cheaper(in_[arc.head], {tail, arc.cost, arc.pieces});
}

std::uint32_t Contraction::cost_to(std::uint32_t node) const {
    return label_[node].turn == turn_ ? label_[node].cost : no_cost;
}

void Contraction::search(std::uint32_t from, std::uint32_t without, std::uint32_t limit,
                         std::size_t most_settled) {
    if (++turn_ == 0) {
        std::fill(label_.begin(), label_.end(), Label{});
        turn_ = 1;
    }
    queue_.clear();
    label_[from] = {0, turn_};
    queue_.emplace_back(0, from);
    for (std::size_t settled = 0; !queue_.empty() && settled < most_settled;) {
        std::pop_heap(queue_.begin(), queue_.end(), std::greater<>{});
        const auto [cost, node] = queue_.back();
        queue_.pop_back();
        if (cost != label_[node].cost) continue;
        ++settled;
        for (const Arc& arc : out_[node]) {
            const std::uint32_t sum = cost_sum(cost, arc.cost);
            if (arc.head == without || sum > limit || sum >= cost_to(arc.head)) continue;
            label_[arc.head] = {sum, turn_};
            queue_.emplace_back(sum, arc.head);
            std::push_heap(queue_.begin(), queue_.end(), std::greater<>{});
        }
    }
}

template <class Use>
void Contraction::ways_through(std::uint32_t node, std::size_t most_settled, Use use) {
    std::uint32_t furthest = 0;
    for (const Arc& arc : out_[node]) furthest = std::max(furthest, arc.cost);
    for (const Arc& before : in_[node]) {
        const bool alone = out_[node].size() == 1 && out_[node].front().head == before.head;
        if (out_[node].empty() || alone) continue;
        search(before.head, node, cost_sum(before.cost, furthest), most_settled);
        for (const Arc& after : out_[node]) {
            const std::uint32_t cost = cost_sum(before.cost, after.cost);
            if (after.head == before.head || cost == no_cost || cost_to(after.head) <= cost) continue;
            use(before.head, after.head, cost, before.pieces + after.pieces);
        }
    }
}

/// More for a node that would put in much for what it takes out, and for one above many that are gone.
std::uint64_t Contraction::importance(std::uint32_t node) {
    Gain gain;
    for (const auto* arcs : {&out_[node], &in_[node]})
        for (const Arc& arc : *arcs) {
            ++gain.removed;
            gain.removed_pieces += arc.pieces;
        }
    ways_through(node, settled_to_weigh,
                 [&](std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t pieces) {
                     ++gain.added;
                     gain.added_pieces += pieces;
                 });
    std::uint64_t out = 1000ULL * level_[node];
    if (gain.removed > 0)
        out += 1000 * gain.added / gain.removed + 1000 * gain.added_pieces / gain.removed_pieces;
    return out;
}

void Contraction::take_out(std::uint32_t node) {
    struct Found {
        std::uint32_t tail;
        Arc arc;
    };
    std::vector<Found> ways;
    ways_through(node, settled_to_take_out,
                 [&](std::uint32_t tail, std::uint32_t head, std::uint32_t cost, std::uint32_t pieces) {
                     ways.push_back({tail, {head, cost, pieces}});
                 });
    for (const Arc& arc : out_[node]) {
        erase_head(in_[arc.head], node);
        level_[arc.head] = std::max(level_[arc.head], level_[node] + 1);
    }
    for (const Arc& arc : in_[node]) {
        erase_head(out_[arc.head], node);
        level_[arc.head] = std::max(level_[arc.head], level_[node] + 1);
    }
    for (const Found& way : ways) put_in(way.tail, way.arc);
}

Result<std::vector<std::uint32_t>> Contraction::run(const Progress& progress) {
    using Entry = std::pair<std::uint64_t, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    for (std::uint32_t node = 0; node < out_.size(); ++node) queue.emplace(importance(node), node);
    std::vector<std::uint32_t> order;
    order.reserve(out_.size());
    while (!queue.empty()) {
        const std::uint32_t node = queue.top().second;
        queue.pop();
        // What was taken out since may have changed it: the others go first where they weigh less now.
        const std::uint64_t now = importance(node);
        if (!queue.empty() && Entry{now, node} > queue.top()) {
            queue.emplace(now, node);
            continue;
        }
        take_out(node);
        order.push_back(node);
        if (order.size() % 1024 != 0) continue;
        if (progress.cancelled()) return fail(Fault::cancelled);
        progress.at(static_cast<double>(order.size()) / static_cast<double>(out_.size()));
    }
    return order;
}

}  // namespace geo
