#include "geo/network/nearest_live.h"

#include "geo/base/ensure.h"
#include "geo/network/hang.h"
#include "geo/network/trip_private.h"

#include <algorithm>
#include <utility>

namespace geo {
namespace {

/// For a heap whose top is the least.
constexpr auto later = [](const auto& a, const auto& b) {
    return a.label != b.label ? a.label > b.label : a.node > b.node;
};

}  // namespace

Nearest::Nearest(std::shared_ptr<const Network> network, std::vector<Snap> sources, Metric metric)
    : network_(std::move(network)), sources_(std::move(sources)), metric_(metric) {
    written_.assign(network_->node.size(), 0);
    for (std::uint32_t s = 0; s < sources_.size(); ++s)
        if (sources_[s].on_network()) hang(s);
    changed_edges_.clear();
}

Result<Nearest> Nearest::search(std::shared_ptr<const Network> network, std::vector<Snap> sources,
                                Metric metric, const Progress& progress) {
    TRY(NearestLabels labels, nearest_of_nodes(*network, sources, metric, progress));
    Nearest out(std::move(network), std::move(sources), metric);
    out.labels_ = std::move(labels);
    return out;
}

std::uint32_t Nearest::add(const Snap& at) {
    const auto source = static_cast<std::uint32_t>(sources_.size());
    sources_.emplace_back();
    move(source, at);
    return source;
}

void Nearest::remove(std::uint32_t source) {
    move(source, {});
}

void Nearest::move(std::uint32_t source, const Snap& to) {
    ENSURE(source < sources_.size());
    begin();
    if (sources_[source].on_network()) {
        orphan_cell(source);
        take_off(source);
    }
    sources_[source] = to;
    if (to.on_network()) hang(source);
    seed_from_outside();
    if (to.on_network())
        for (const End& end : arrivals(*network_, to)) offer(end.node, label_at(end, source));
    drain();
}

Trip Nearest::trip(const Snap& point) const {
    const auto each_on_edge = [this](std::uint32_t edge, const auto& visit) {
        const auto found = on_edge_.find(edge);
        if (found == on_edge_.end()) return;
        for (const std::uint32_t source : found->second) visit(source);
    };
    return trip_of(*network_, {labels_.cost, labels_.other, labels_.owner, metric_}, sources_, point,
                   each_on_edge);
}

void Nearest::begin() {
    changed_.clear();
    changed_edges_.clear();
    orphans_.clear();
    if (++turn_ == 0) {  // four thousand million changes later
        std::fill(written_.begin(), written_.end(), 0);
        turn_ = 1;
    }
}

Nearest::Label Nearest::label_of(std::uint32_t node) const {
    return {labels_.cost[node], labels_.owner[node], labels_.other[node]};
}

void Nearest::set(std::uint32_t node, const Label& label) {
    labels_.cost[node] = label.cost;
    labels_.owner[node] = label.owner;
    labels_.other[node] = label.other;
    if (written_[node] == turn_) return;
    written_[node] = turn_;
    changed_.push_back(node);
}

void Nearest::hang(std::uint32_t source) {
    const Snap& at = sources_[source];
    on_edge_[at.edge].push_back(source);
    changed_edges_.push_back(at.edge);
    for (const End& end : arrivals(*network_, at)) {
        const Label label = label_at(end, source);
        seeds_at_[end.node].push_back({source, label.cost, label.other});
    }
}

void Nearest::take_off(std::uint32_t source) {
    const Snap& at = sources_[source];
    const auto on = on_edge_.find(at.edge);
    std::erase(on->second, source);
    if (on->second.empty()) on_edge_.erase(on);
    changed_edges_.push_back(at.edge);
    for (const End& end : arrivals(*network_, at)) {
        const auto seeds = seeds_at_.find(end.node);
        if (seeds == seeds_at_.end()) continue;  // both ends are one node
        std::erase_if(seeds->second, [&](const Seed& seed) { return seed.source == source; });
        if (seeds->second.empty()) seeds_at_.erase(seeds);
    }
}

/// The cell is connected: each node of it took its label from the next on its way.
void Nearest::orphan_cell(std::uint32_t source) {
    const auto orphan = [&](std::uint32_t node) {
        if (labels_.owner[node] != source) return;
        set(node, Label{});
        orphans_.push_back(node);
    };
    for (const End& end : arrivals(*network_, sources_[source])) orphan(end.node);
    const Csr& in = network_->in;
    for (std::size_t next = 0; next < orphans_.size(); ++next) {
        const std::uint32_t node = orphans_[next];
        for (std::uint32_t a = in.first[node]; a < in.first[node + 1]; ++a) orphan(in.time_ms[a].head);
    }
}

void Nearest::seed_from_outside() {
    const Csr& out = network_->out;
    for (const std::uint32_t node : orphans_) {
        Label best;
        for (std::uint32_t a = out.first[node]; a < out.first[node + 1]; ++a)
            best = std::min(best, farther(label_of(out.time_ms[a].head), out, a));
        if (const auto seeds = seeds_at_.find(node); seeds != seeds_at_.end())
            for (const Seed& seed : seeds->second)
                best = std::min(best, Label{seed.cost, seed.source, seed.other});
        offer(node, best);
    }
}

Nearest::Label Nearest::farther(const Label& label, std::uint32_t time_ms, std::uint32_t length_mm) const {
    if (label.owner == no_cost) return {};
    const bool by_time = metric_ == Metric::time;
    const std::uint32_t cost = by_time ? time_ms : length_mm;
    if (label.cost > no_cost - cost) return {};  // beyond 32 bits: no route that anybody would take
    return {label.cost + cost, label.owner, cost_sum(label.other, by_time ? length_mm : time_ms)};
}

void Nearest::offer(std::uint32_t node, const Label& label) {
    if (label >= label_of(node)) return;
    set(node, label);
    queue_.push_back({label, node});
    std::push_heap(queue_.begin(), queue_.end(), later);
}

void Nearest::drain() {
    const Csr& in = network_->in;
    while (!queue_.empty()) {
        std::pop_heap(queue_.begin(), queue_.end(), later);
        const Waiting now = queue_.back();
        queue_.pop_back();
        if (now.label != label_of(now.node)) continue;  // a better one came meanwhile
        for (std::uint32_t a = in.first[now.node]; a < in.first[now.node + 1]; ++a)
            offer(in.time_ms[a].head, farther(now.label, in, a));
    }
}

}  // namespace geo
