// Costs between many points and many places: the network prepared once, so that a matrix of thousands by
// thousands takes a fraction of the searches it would need.
//
// A contraction hierarchy (Geisberger and others 2008): nodes are taken out one by one, the least important
// first, and arcs put in where a shortest way went through them.  A way then only climbs from both of its
// ends; matrices leave at each node what is left from there to the places (Knopp and others 2007).  Costs are
// those of nearest.h, to the integer.
//
// The trap: it pays for matrices alone.  The nearest place of every node is one search over the roads as they
// are, and an edited road asks for another hierarchy.
#pragma once

#include "geo/network/nearest.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace geo {

class Hierarchy {
public:
    /// Seconds for a country: O(n log n) nearly.
    static Result<Hierarchy> of(std::shared_ptr<const Network> network, Metric metric,
                                const Progress& progress);

    /// Rows of `from`, columns of `to`: milliseconds or millimetres, walks and the wait included; no_cost
    /// where there is no way, or one of the two is off the network.  O((from + to) x nodes that a way climbs
    /// + pairs).
    Result<std::vector<std::uint32_t>> costs(std::span<const Snap> from, std::span<const Snap> to,
                                             const Progress& progress) const;

    /// Arcs that were put in.
    std::size_t shortcuts() const { return shortcuts_; }

private:
    /// Arcs from a node to more important ones, by the place of both in the order; the most important is 0.
    struct Climb {
        std::vector<std::uint32_t> first;
        std::vector<HeadCost> arc;
    };
    class Search;

    Hierarchy(std::shared_ptr<const Network> network, Metric metric)
        : network_(std::move(network)), metric_(metric) {}

    std::shared_ptr<const Network> network_;
    Metric metric_;
    std::vector<std::uint32_t> place_;  ///< of a node in the order
    Climb out_;                         ///< along the arcs
    Climb in_;                          ///< against them
    std::size_t shortcuts_ = 0;
};

}  // namespace geo
