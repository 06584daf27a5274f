// The nearest source of every node, kept right while sources come, go and move: each change repairs the
// labels that it touches and no other (Ramalingam and Reps 1996, for labels of several sources).
//
// Also while roads change: what stood on a closed or slower arc is taken back and asked again from its
// border, what a new or faster one offers goes on from there.
//
// After any number of changes the labels equal those of a search from nothing, to the integer.  The trap: one
// object belongs to one worker, and a change always runs to its end; there is nothing to cancel.
#pragma once

#include "geo/network/hang.h"
#include "geo/network/nearest.h"

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace geo {

class Nearest {
public:
    /// One search from nothing (nearest_of_nodes).  Fault::cancelled.
    static Result<Nearest> search(std::shared_ptr<const Network> network, std::vector<Snap> sources,
                                  Metric metric, const Progress& progress);

    /// Another source; its number is that of the next row.  O(its cell x log).
    std::uint32_t add(const Snap& at);
    /// Takes a source away; its number stays free until move() brings it back.  O(its cell x log).
    void remove(std::uint32_t source);
    /// Takes a source from where it is, if it is anywhere, to another spot, in one repair of both cells.
    void move(std::uint32_t source, const Snap& to);

    /// The same sources on a network whose roads a plan changes, or changes no more: `network` is edited from
    /// the same base as this one, or is that base; `sources` as they stand there, at least as many as now.
    /// False, and nothing is changed, where it is another network.
    /// O(sources + changed edges + the nodes whose label they touch x log).
    bool change_roads(std::shared_ptr<const Network> network, std::vector<Snap> sources);

    /// Equal to those of nearest_of_nodes() for the sources that are there.
    const NearestLabels& labels() const { return labels_; }
    /// By number; off the network where it was taken away.
    std::span<const Snap> sources() const { return sources_; }
    Metric metric() const { return metric_; }
    const Network& network() const { return *network_; }
    const std::shared_ptr<const Network>& shared_network() const { return network_; }

    /// Nodes whose labels the last change wrote, each once, in no order; some may be what they were.
    std::span<const std::uint32_t> changed_nodes() const { return changed_; }
    /// Edges on which the last change took or put a source: who hangs there may go along the edge alone.
    std::span<const std::uint32_t> changed_edges() const { return changed_edges_; }

    /// As nearest_trips() gives it.
    Trip trip(const Snap& point) const;

private:
    /// Lexicographic: the label of a node is the least that its arcs and sources offer.
    struct Label {
        std::uint32_t cost = no_cost, owner = no_cost, other = no_cost;
        auto operator<=>(const Label&) const = default;
    };
    struct Waiting {
        Label label;
        std::uint32_t node = 0;
    };
    /// A source's spot, seen from a node at which one arrives first.
    struct Seed {
        std::uint32_t source = 0, cost = 0, other = 0;
    };

    Nearest(std::shared_ptr<const Network> network, std::vector<Snap> sources, Metric metric);
    Label label_of(std::uint32_t node) const;
    void set(std::uint32_t node, const Label& label);
    void begin();
    void hang(std::uint32_t source);
    void take_off(std::uint32_t source);
    void orphan_cell(std::uint32_t source);
    void seed_from_outside();
    void offer(std::uint32_t node, const Label& label);
    void drain();
    /// `label` at the head of an arc as it arrives at its tail.
    Label farther(const Label& label, const Csr& csr, std::uint32_t arc) const {
        return farther(label, csr.time_ms[arc].cost, csr.length_mm[arc]);
    }
    Label farther(const Label& label, std::uint32_t time_ms, std::uint32_t length_mm) const;
    Label label_at(const End& end, std::uint32_t source) const;
    void orphan_tight(std::uint32_t node, const Label& offered);
    void orphan_over_changes(const Network& next);
    void offer_over_changes(const Network& before);

    std::shared_ptr<const Network> network_;
    std::vector<Snap> sources_;
    Metric metric_;
    NearestLabels labels_;
    std::unordered_map<std::uint32_t, std::vector<Seed>> seeds_at_;          // by node
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> on_edge_;  // sources by edge
    std::vector<std::uint32_t> written_;  // by node: turn of the last write
    std::uint32_t turn_ = 0;
    std::vector<std::uint32_t> changed_, changed_edges_, orphans_;
    std::vector<Label> had_;      // by orphan, where roads change: the label that it lost
    std::vector<Waiting> queue_;  // a heap, the least label first
};

}  // namespace geo
