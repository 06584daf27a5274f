#include "geo/network/within_reach.h"

#include "geo/network/bucket_queue_private.h"
#include "geo/network/hang.h"

#include <algorithm>
#include <numeric>

namespace geo {
namespace {

unsigned shift_for(const Csr& csr, bool by_time) {
    std::uint64_t sum = 0;
    if (by_time)
        for (const HeadCost& arc : csr.time_ms) sum += arc.cost;
    else
        sum = std::accumulate(csr.length_mm.begin(), csr.length_mm.end(), std::uint64_t{0});
    return bucket_shift(sum, csr.time_ms.size());
}

}  // namespace

WithinReach::WithinReach(std::shared_ptr<const Network> network, Metric metric)
    : network_(std::move(network)),
      metric_(metric),
      label_(network_->node.size()),
      queue_(std::make_unique<BucketQueue>(shift_for(network_->in, metric == Metric::time))) {}

WithinReach::WithinReach(WithinReach&&) noexcept = default;
WithinReach::~WithinReach() = default;

void WithinReach::offer(std::uint32_t node, std::uint32_t cost) {
    Label& label = label_[node];
    if (cost > limit_) return;
    if (label.turn != turn_)
        reached_.push_back(node);
    else if (cost >= label.cost)
        return;
    label = {cost, turn_};
    queue_->push(node, cost);
}

std::span<const std::uint32_t> WithinReach::search(const Snap& place, std::uint32_t limit) {
    reached_.clear();
    if (++turn_ == 0) {
        std::fill(label_.begin(), label_.end(), Label{});
        turn_ = 1;
    }
    limit_ = std::min(limit, no_cost - 1);
    if (!place.on_network()) return reached_;
    const bool by_time = metric_ == Metric::time;
    const Csr& in = network_->in;
    queue_->restart();
    for (const End& end : arrivals(*network_, place)) offer(end.node, by_time ? end.time_ms : end.length_mm);
    while (!queue_->empty()) {
        queue_->go_to(queue_->next_bucket());
        queue_->drain([&](std::uint32_t node) { __builtin_prefetch(&in.first[node]); },
                      [&](std::uint32_t node) { __builtin_prefetch(in.time_ms.data() + in.first[node]); },
                      [&](HeadCost now) {
                          if (now.cost != label_[now.head].cost) return;  // a better one came meanwhile
                          for (std::uint32_t a = in.first[now.head]; a < in.first[now.head + 1]; ++a)
                              offer(in.time_ms[a].head,
                                    cost_sum(now.cost, by_time ? in.time_ms[a].cost : in.length_mm[a]));
                      });
    }
    return reached_;
}

}  // namespace geo
