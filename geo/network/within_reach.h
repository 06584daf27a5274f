// All nodes from which one comes to a place within a limit: a bounded search backwards from the place, as a
// service area.
//
// The trap: nothing is reset between searches (a million areas would pay for a million resets); costs of an
// earlier search are told apart by its turn.  One object belongs to one worker.
#pragma once

#include "geo/network/nearest.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace geo {

/// A point that comes to a place, and what its way costs in milliseconds or millimetres.
struct Reached {
    std::uint32_t point = 0, cost = 0;
    bool operator==(const Reached&) const = default;
};

class BucketQueue;

class WithinReach {
public:
    WithinReach(std::shared_ptr<const Network> network, Metric metric);
    WithinReach(WithinReach&&) noexcept;
    ~WithinReach();

    /// Nodes whose way to `place` costs at most `limit` (milliseconds or millimetres), each once, in no order
    /// that means anything; valid until the next search.  O(nodes), nearly.
    std::span<const std::uint32_t> search(const Snap& place, std::uint32_t limit);
    /// Of the last search; no_cost for a node that it did not reach.
    std::uint32_t cost(std::uint32_t node) const {
        return label_[node].turn == turn_ ? label_[node].cost : no_cost;
    }
    const Network& network() const { return *network_; }
    Metric metric() const { return metric_; }

private:
    struct Label {
        std::uint32_t cost = 0, turn = 0;
    };
    void offer(std::uint32_t node, std::uint32_t cost);

    std::shared_ptr<const Network> network_;
    Metric metric_;
    std::vector<Label> label_;
    std::uint32_t turn_ = 0, limit_ = 0;
    std::vector<std::uint32_t> reached_;
    std::unique_ptr<BucketQueue> queue_;
};

}  // namespace geo
