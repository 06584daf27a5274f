// The queue of searches over arcs: approximate order is enough, since a label that was not the least yet is
// carried on again.
#pragma once

#include "geo/network/nearest.h"
#include "geo/network/network.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace geo {

/// Width of a bucket, as a power of two: one to two mean arcs.
inline unsigned bucket_shift(std::uint64_t sum_of_arcs, std::size_t arcs) {
    return static_cast<unsigned>(
        std::bit_width(std::max<std::uint64_t>(1, sum_of_arcs / std::max<std::size_t>(1, arcs))));
}

/// Buckets in a ring (Dial 1969; Denardo and Fox 1979), each a run of memory; what lies more than a round
/// ahead waits aside.  Kept from search to search, so that no bucket is allocated twice.
class BucketQueue {
public:
    explicit BucketQueue(unsigned shift) : shift_(shift), ring_(size) {}

    std::uint64_t bucket_of(std::uint32_t cost) const { return cost >> shift_; }
    bool empty() const { return waiting_ == 0; }
    void push(std::uint32_t node, std::uint32_t cost) {
        const std::uint64_t bucket = bucket_of(cost);
        (bucket < now_ + size ? ring_[bucket % size] : far_).push_back({node, cost});
        ++waiting_;
    }
    /// Goes on to a later bucket; all before it are empty.
    void go_to(std::uint64_t bucket) {
        const bool next_round = bucket / size != now_ / size;
        now_ = bucket;
        if (!next_round || far_.empty()) return;
        std::erase_if(far_, [this](const HeadCost& entry) {
            const std::uint64_t own = bucket_of(entry.cost);
            if (own >= now_ + size) return false;
            ring_[own % size].push_back(entry);
            return true;
        });
    }
    /// The first bucket at or after this one that may hold something.
    std::uint64_t next_bucket() const {
        if (waiting_ == far_.size()) {
            std::uint32_t least = no_cost;
            for (const HeadCost& entry : far_) least = std::min(least, entry.cost);
            return bucket_of(least);
        }
        for (std::uint64_t bucket = now_; bucket / size == now_ / size; ++bucket)
            if (!ring_[bucket % size].empty()) return bucket;
        return (now_ / size + 1) * size;
    }
    /// visit(entry) for all of this bucket, also for what is pushed into it meanwhile.
    template <class Far, class Near, class Visit>
    void drain(Far far, Near near, Visit visit) {
        std::vector<HeadCost>& bucket = ring_[now_ % size];
        for (std::size_t i = 0; i < bucket.size(); ++i) {
            if (i + 2 * ahead < bucket.size()) far(bucket[i + 2 * ahead].head);
            if (i + ahead < bucket.size()) near(bucket[i + ahead].head);
            visit(HeadCost{bucket[i]});
        }
        waiting_ -= bucket.size();
        bucket.clear();
    }
    void restart() { now_ = 0; }

private:
    static constexpr std::uint64_t size = 1024;
    static constexpr std::size_t ahead = 4;
    unsigned shift_;
    std::uint64_t now_ = 0;
    std::vector<std::vector<HeadCost>> ring_;
    std::vector<HeadCost> far_;
    std::size_t waiting_ = 0;
};

}  // namespace geo
