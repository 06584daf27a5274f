// The nodes of a network taken out one by one, the least important first.  Private to geo/network;
// hierarchy.h is the door.
#pragma once

#include "geo/network/network.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace geo {

class Contraction {
public:
    struct Arc {
        std::uint32_t head = 0, cost = 0;
        std::uint32_t pieces = 1;  ///< arcs of the network in it
    };

    Contraction(const Csr& arcs, bool by_time);

    /// The order in which nodes were taken out; their arcs that are left then lead to later ones.
    /// Fault::cancelled.
    Result<std::vector<std::uint32_t>> run(const Progress& progress);

    const std::vector<Arc>& out(std::uint32_t node) const { return out_[node]; }
    const std::vector<Arc>& in(std::uint32_t node) const { return in_[node]; }
    std::size_t shortcuts() const { return shortcuts_; }

private:
    struct Gain {
        std::uint64_t added = 0, removed = 0, added_pieces = 0, removed_pieces = 0;
    };
    struct Label {
        std::uint32_t cost = 0, turn = 0;
    };

    /// use(tail, head, cost, pieces) for every way through the node that no other way is as short as.
    template <class Use>
    void ways_through(std::uint32_t node, std::size_t most_settled, Use use);
    /// Labels of nodes that a way from `from`, not through `without`, reaches at a cost of `limit` or less;
    /// more than there are in truth where it gives up.
    void search(std::uint32_t from, std::uint32_t without, std::uint32_t limit, std::size_t most_settled);
    std::uint32_t cost_to(std::uint32_t node) const;
    std::uint64_t importance(std::uint32_t node);
    void put_in(std::uint32_t tail, const Arc& arc);
    void take_out(std::uint32_t node);

    std::vector<std::vector<Arc>> out_, in_;
    std::vector<std::uint32_t> level_;
    std::vector<Label> label_;
    std::uint32_t turn_ = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> queue_;  ///< cost, node
    std::size_t shortcuts_ = 0;
};

}  // namespace geo
