// Labels that follow roads which change: Nearest::change_roads().
#include "geo/base/ensure.h"
#include "geo/network/edit_network.h"
#include "geo/network/nearest_live.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace geo {
namespace {

bool same_ends(const Ends& a, const Ends& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const End& one, const End& other) {
        return one.node == other.node && one.time_ms == other.time_ms && one.length_mm == other.length_mm;
    });
}

/// visit(tail, head, ms, mm) for each arc of `network` that `other` does not have or has at another cost,
/// both being edited from one base or that base itself; some more may be visited.
template <class Visit>
void each_other_arc(const Network& network, const Network& other, const Visit& visit) {
    const Network& base = *base_of(network);
    const auto edge = [&](std::uint32_t e, const Edge* as) {
        const Edge& own = network.edges[e];
        if (own.forward_ms != 0 && (as == nullptr || as->forward_ms != own.forward_ms))
            visit(own.from, own.to, own.forward_ms, own.length_mm);
        if (own.backward_ms != 0 && (as == nullptr || as->backward_ms != own.backward_ms))
            visit(own.to, own.from, own.backward_ms, own.length_mm);
    };
    for (const Network* changed : {&network, &other})
        if (changed->edited_from != nullptr)
            for (const std::uint32_t e : changed->edited_from->changed_edges) edge(e, &other.edges[e]);
    for (auto e = static_cast<std::uint32_t>(base.edges.size()); e < network.edges.size(); ++e)
        edge(e, nullptr);
    for (std::size_t t = base.transfers.size(); t < network.transfers.size(); ++t) {
        const Transfer& at = network.transfers[t];
        visit(at.on_foot, at.ridden, board_ms(network.profile), 0U);
        visit(at.ridden, at.on_foot, 0U, 0U);
    }
}

}  // namespace

Nearest::Label Nearest::label_at(const End& end, std::uint32_t source) const {
    return metric_ == Metric::time ? Label{end.time_ms, source, end.length_mm}
                                   : Label{end.length_mm, source, end.time_ms};
}

bool Nearest::change_roads(std::shared_ptr<const Network> network, std::vector<Snap> sources) {
    if (base_of(*network) != base_of(*network_)) return false;
    ENSURE(sources.size() >= sources_.size());
    begin();
    had_.clear();
    const auto kept = static_cast<std::uint32_t>(base_of(*network_)->node.size());
    const auto kept_edges = base_of(*network_)->edges.size();
    sources_.resize(sources.size());
    std::vector<std::uint32_t> moved;
    for (std::uint32_t s = 0; s < sources.size(); ++s) {
        const Snap &from = sources_[s], &to = sources[s];
        const auto lasts = [&](const Snap& at) { return at.on_network() && at.edge < kept_edges; };
        const bool stays =
            from == to && (!from.on_network() ||
                           (lasts(from) && same_ends(arrivals(*network_, from), arrivals(*network, to))));
        if (stays) continue;
        moved.push_back(s);
        if (!from.on_network()) continue;
        for (const End& end : arrivals(*network_, from)) orphan_tight(end.node, label_at(end, s));
        take_off(s);
    }
    orphan_over_changes(*network);
    // Nodes that only the edited network had, and those that only the new one has.
    const auto gone = [&](std::uint32_t node) { return node >= kept; };
    std::erase_if(orphans_, gone);
    std::erase_if(changed_, gone);
    const std::shared_ptr<const Network> before = std::exchange(network_, std::move(network));
    const std::size_t nodes = network_->node.size();
    for (auto* column : {&labels_.cost, &labels_.owner, &labels_.other}) {
        column->resize(kept);
        column->resize(nodes, no_cost);
    }
    written_.resize(kept);
    written_.resize(nodes, 0);
    for (std::uint32_t n = kept; n < nodes; ++n) {
        set(n, Label{});
        orphans_.push_back(n);
    }
    sources_ = std::move(sources);
    for (const std::uint32_t s : moved)
        if (sources_[s].on_network()) hang(s);
    seed_from_outside();
    for (const std::uint32_t s : moved)
        if (sources_[s].on_network())
            for (const End& end : arrivals(*network_, sources_[s])) offer(end.node, label_at(end, s));
    offer_over_changes(*before);
    drain();
    return true;
}

/// Takes the label of a node that has no better one than what is offered no more.
void Nearest::orphan_tight(std::uint32_t node, const Label& offered) {
    const Label label = label_of(node);
    if (label.owner == no_cost || label != offered) return;
    set(node, Label{});
    orphans_.push_back(node);
    had_.push_back(label);
}

/// Whatever may have come over an arc that is another in the next network, and all that came over such nodes.
/// Costs of an arc are never both 0, so that no two labels stand on each other.
void Nearest::orphan_over_changes(const Network& next) {
    std::vector<Waiting> lost;
    each_other_arc(*network_, next,
                   [&](std::uint32_t tail, std::uint32_t head, std::uint32_t ms, std::uint32_t mm) {
                       lost.push_back({farther(label_of(head), ms, mm), tail});
                   });
    for (const Waiting& one : lost) orphan_tight(one.node, one.label);
    const Csr& in = network_->in;
    for (std::size_t o = 0; o < orphans_.size(); ++o) {
        const Label had = had_[o];
        for (std::uint32_t a = in.first[orphans_[o]]; a < in.first[orphans_[o] + 1]; ++a)
            orphan_tight(in.time_ms[a].head, farther(had, in, a));
    }
}

void Nearest::offer_over_changes(const Network& before) {
    each_other_arc(*network_, before,
                   [&](std::uint32_t tail, std::uint32_t head, std::uint32_t ms, std::uint32_t mm) {
                       offer(tail, farther(label_of(head), ms, mm));
                   });
}

}  // namespace geo
