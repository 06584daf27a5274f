#include "geo/network/within_reach.h"

#include "geo/network/hang.h"

#include <algorithm>
#include <functional>

namespace geo {

WithinReach::WithinReach(std::shared_ptr<const Network> network, Metric metric)
    : network_(std::move(network)),
      metric_(metric),
      cost_(network_->node.size(), no_cost),
      turn_of_(network_->node.size(), 0) {}

void WithinReach::offer(std::uint32_t node, std::uint32_t cost) {
    if (cost > limit_ || cost >= this->cost(node)) return;
    cost_[node] = cost;
    turn_of_[node] = turn_;
    queue_.emplace_back(cost, node);
    std::push_heap(queue_.begin(), queue_.end(), std::greater<>{});
}

std::span<const std::uint32_t> WithinReach::search(const Snap& place, std::uint32_t limit) {
    reached_.clear();
    if (++turn_ == 0) {
        std::fill(turn_of_.begin(), turn_of_.end(), 0);
        turn_ = 1;
    }
    limit_ = std::min(limit, no_cost - 1);
    if (!place.on_network()) return reached_;
    const bool by_time = metric_ == Metric::time;
    for (const End& end : arrivals(*network_, place)) offer(end.node, by_time ? end.time_ms : end.length_mm);
    const Csr& in = network_->in;
    while (!queue_.empty()) {
        std::pop_heap(queue_.begin(), queue_.end(), std::greater<>{});
        const auto now = queue_.back();
        queue_.pop_back();
        if (now.first != cost_[now.second]) continue;  // a better one came meanwhile
        reached_.push_back(now.second);
        for (std::uint32_t a = in.first[now.second]; a < in.first[now.second + 1]; ++a)
            offer(in.time_ms[a].head, cost_sum(now.first, by_time ? in.time_ms[a].cost : in.length_mm[a]));
    }
    return reached_;
}

}  // namespace geo
