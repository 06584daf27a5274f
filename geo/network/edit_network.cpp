#include "geo/network/edit_network.h"

#include "geo/base/ensure.h"
#include "geo/base/parallel.h"
#include "geo/network/edited_part_private.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

namespace geo {
namespace {

/// `of` with room for more.
template <class T>
std::vector<T> with_room(const std::vector<T>& of, std::size_t more) {
    std::vector<T> out;
    out.reserve(of.size() + more);
    out.insert(out.end(), of.begin(), of.end());
    return out;
}

/// The base without what connect() makes; it shares the shapes.
Network copy_of(const std::shared_ptr<const Network>& base, const Network& part) {
    Network out;
    out.profile = base->profile;
    out.ground = base->ground;
    out.barriers = base->barriers;
    out.report = base->report;
    out.shape = {base, base->shape};
    out.shape_node = {base, base->shape_node};
    out.along = {base, base->along};
    out.back_ms = {base, base->back_ms};
    out.node = with_room(base->node, part.node.size());
    out.transfers = with_room(base->transfers, part.transfers.size());
    out.twin = with_room(base->twin, part.edges.size());
    out.edges = with_room(base->edges, part.edges.size());
    return out;
}

/// Puts the part in the place of the touched edges.
class Overlay {
public:
    Overlay(std::shared_ptr<const Network> base, Network part, TouchedChains touched)
        : base_(std::move(base)), part_(std::move(part)), touched_(std::move(touched)) {}

    Network run() {
        out_ = copy_of(base_, part_);
        for (const std::uint32_t e : touched_.edges) {
            place_of_[key_of(*base_, e)].push_back(e);
            out_.edges[e].forward_ms = out_.edges[e].backward_ms = 0;
            out_.edges[e].walkable = false;
            if (!out_.twin.empty()) out_.twin[e] = no_edge;
        }
        for (std::uint32_t e = 0; e < part_.edges.size(); ++e) put(e);
        if (!out_.twin.empty())
            for (std::uint32_t e = 0; e < part_.edges.size(); ++e)
                if (part_.twin[e] != no_edge) out_.twin[number_[e]] = number_[part_.twin[e]];
        join_layers();
        auto from = std::make_shared<EditedFrom>();
        for (const std::uint32_t e : touched_.edges)
            if (differs(e)) from->changed_edges.push_back(e);
        from->base = base_;
        out_.edited_from = std::move(from);
        return std::move(out_);
    }

private:
    /// Edges over the same road nodes in the same order; most are told apart by the first two.
    using Key = std::pair<std::uint64_t, std::uint32_t>;
    static std::span<const std::uint32_t> points_of(const Network& network, std::uint32_t edge) {
        return {network.shape_node.from(network.edges[edge].first), network.edges[edge].count};
    }
    static Key key_of(const Network& network, std::uint32_t edge) {
        const auto points = points_of(network, edge);
        return {node_key(points[0], network.edges[edge].ridden), points[1]};
    }

    std::uint32_t node_of(std::uint32_t road_node, bool ridden, std::uint32_t in_part) {
        const auto [at, fresh] = touched_.node.try_emplace(node_key(road_node, ridden),
                                                           static_cast<std::uint32_t>(out_.node.size()));
        if (fresh) {
            out_.node.push_back(part_.node[in_part]);
            added_.push_back({road_node, at->second});
        }
        return at->second;
    }

    void put(std::uint32_t e) {
        Edge edge = part_.edges[e];
        const std::uint32_t first = edge.first;
        const auto points = points_of(part_, e);
        edge.from = node_of(points.front(), edge.ridden, edge.from);
        edge.to = node_of(points.back(), edge.ridden, edge.to);
        std::uint32_t number = place_for(e, edge.walkable);
        if (number == no_edge) {
            number = static_cast<std::uint32_t>(out_.edges.size());
            out_.edges.push_back(edge);
            if (!out_.twin.empty()) out_.twin.push_back(no_edge);
        }
        number_.push_back(number);
        if (number < base_->edges.size() && same_times(base_->edges[number], part_.edges[e])) {
            out_.edges[number] = base_->edges[number];
            return;
        }
        edge.first = static_cast<std::uint32_t>(out_.shape.size());
        const auto append = [&](auto& to, const auto& from) {
            if (!from.empty()) to.append(from.from(first), from.from(first) + edge.count);
        };
        append(out_.shape, part_.shape);
        append(out_.shape_node, part_.shape_node);
        append(out_.along, part_.along);
        append(out_.back_ms, part_.back_ms);
        out_.edges[number] = edge;
    }

    /// Of edges over the same points.
    bool same_times(const Edge& before, const Edge& now) const {
        const auto same = [&](const auto& a, const auto& b) {
            return a.empty() ||
                   std::equal(a.from(before.first), a.from(before.first) + before.count, b.from(now.first));
        };
        return before.forward_ms == now.forward_ms && before.backward_ms == now.backward_ms &&
               before.way_id == now.way_id && same(base_->along, part_.along) &&
               same(base_->back_ms, part_.back_ms);
    }

    /// The number of the touched edge that runs as this one does; no_edge where there is none.
    std::uint32_t place_for(std::uint32_t e, bool walkable) {
        const auto found = place_of_.find(key_of(part_, e));
        if (found == place_of_.end()) return no_edge;
        const auto points = points_of(part_, e);
        for (std::uint32_t& old : found->second) {
            if (old == no_edge || base_->edges[old].walkable != walkable) continue;
            const auto before = points_of(*base_, old);
            if (std::equal(points.begin(), points.end(), before.begin(), before.end()))
                return std::exchange(old, no_edge);
        }
        return no_edge;
    }

    /// Whoever rides changes at every node of both layers; one that is new has no change yet.
    void join_layers() {
        if (!base_->profile.rides) return;
        std::map<std::uint32_t, Transfer> fresh;
        for (const auto& [road_node, number] : added_) {
            const auto on_foot = touched_.node.find(node_key(road_node, false));
            const auto ridden = touched_.node.find(node_key(road_node, true));
            if (on_foot != touched_.node.end() && ridden != touched_.node.end())
                fresh[road_node] = {on_foot->second, ridden->second};
        }
        for (const auto& [road_node, transfer] : fresh) out_.transfers.push_back(transfer);
    }

    bool differs(std::uint32_t e) const {
        const Edge &before = base_->edges[e], &now = out_.edges[e];
        return before.first != now.first || before.forward_ms != now.forward_ms ||
               before.backward_ms != now.backward_ms || before.walkable != now.walkable ||
               (!out_.twin.empty() && base_->twin[e] != out_.twin[e]);
    }

    std::shared_ptr<const Network> base_;
    Network part_;
    TouchedChains touched_;
    Network out_;
    std::map<Key, std::vector<std::uint32_t>> place_of_;          // of touched edges
    std::vector<std::uint32_t> number_;                           // by edge of the part
    std::vector<std::pair<std::uint32_t, std::uint32_t>> added_;  // road node and node
};

}  // namespace

Result<EditedNetwork> edit_network(std::shared_ptr<const Network> base, const Roads& roads,
                                   const Areas& areas, std::span<const RoadEdit> edits,
                                   const Terrain* terrain, const Progress& progress) {
    ENSURE(base->edited_from == nullptr && base->shape_node.size() == base->shape.size());
    TouchedChains touched = touched_chains(*base, roads, areas, edits);
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(0.2);
    TRY(EditedRoads edited, edit_roads(touched.roads, areas, edits, progress.part(0.2, 0.3)));
    TRY(Network part, build_part(*edited.roads, touched.part_of(*edited.roads), base->profile, terrain));
    // Road nodes by their row among all roads.
    const auto known = static_cast<std::uint32_t>(touched.road_node.size());
    const auto all = static_cast<std::uint32_t>(roads.nodes.size());
    for (std::uint32_t& node : part.shape_node.own())
        node = node < known ? touched.road_node[node] : all + (node - known);
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(0.4);
    Network out = Overlay(std::move(base), std::move(part), std::move(touched)).run();
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(0.6);
    connect(out);
    out.report.nodes = out.node.size();
    out.report.arcs = out.out.time_ms.size();
    progress.at(1);
    return EditedNetwork{std::make_shared<const Network>(std::move(out)), std::move(edited.outcomes)};
}

namespace {

/// Of nodes of a network and another that was edited from it, those whose component or ways into a core and
/// out of it are others now, so that a walk to a road may end elsewhere.
std::vector<bool> other_nodes(const Network& base, const Network& edited) {
    const auto nodes = static_cast<std::uint32_t>(base.node.size());
    // A component goes on as the one that has most of its nodes, if those are also most of that one's.
    std::unordered_map<std::uint64_t, std::uint32_t> shared;
    const auto pair_of = [&](std::uint32_t n) {
        return std::uint64_t{base.component[n]} << 32U | edited.component[n];
    };
    std::uint64_t last = ~std::uint64_t{0};
    std::uint32_t* count = nullptr;
    for (std::uint32_t n = 0; n < nodes; ++n) {
        if (pair_of(n) != last) count = &shared[last = pair_of(n)];
        ++*count;
    }
    using Most = std::pair<std::uint32_t, std::uint64_t>;
    std::vector<Most> most(base.has_core.size()), most_now(edited.has_core.size());
    for (const auto& [pair, number] : shared) {
        most[pair >> 32U] = std::max(most[pair >> 32U], Most{number, pair});
        most_now[pair & 0xffffffffU] = std::max(most_now[pair & 0xffffffffU], Most{number, pair});
    }
    std::vector<bool> out(edited.node.size(), true);
    for (std::uint32_t n = 0; n < nodes; ++n) {
        const std::uint32_t before = base.component[n], now = edited.component[n];
        out[n] = base.leads_in[n] != edited.leads_in[n] || base.leads_out[n] != edited.leads_out[n] ||
                 base.has_core[before] != edited.has_core[now] || most[before].second != pair_of(n) ||
                 most_now[now].second != pair_of(n);
    }
    return out;
}

/// Boxes of the edges that a walk may now end at, or no more.
std::vector<Box> changed_boxes(const Network& edited) {
    const Network& base = *edited.edited_from->base;
    const std::vector<bool> other = other_nodes(base, edited);
    const auto same = [&](const Edge& a, const Edge& b) {
        return a.walkable == b.walkable && (a.forward_ms == 0) == (b.forward_ms == 0) &&
               (a.backward_ms == 0) == (b.backward_ms == 0);
    };
    std::vector<Box> out;
    for (std::uint32_t e = 0; e < edited.edges.size(); ++e) {
        const Edge& edge = edited.edges[e];
        const Edge* before = e < base.edges.size() ? &base.edges[e] : nullptr;
        if (!edge.walkable && (before == nullptr || !before->walkable)) continue;
        if (before != nullptr && !other[edge.from] && !other[edge.to] && same(edge, *before)) continue;
        Box box;
        for (std::uint32_t i = 0; i < edge.count; ++i) box.add(edited.shape[edge.first + i]);
        out.push_back(box);
    }
    return out;
}

}  // namespace

std::vector<Snap> snap_again(const Network& edited, std::span<const LonLat> at, std::vector<Snap> before,
                             SnapFor purpose) {
    ENSURE(edited.edited_from != nullptr && at.size() == before.size());
    std::vector<Box> boxes = changed_boxes(edited);
    Box all;
    for (const Box& box : boxes) all.add(box);
    // A walk from the edge of a closed ground begins as much as a walk away.
    const double walks = edited.barriers != nullptr ? 2 : 1;
    const double lat = walks * edited.profile.max_walk_m * 1.02 / 110000;
    const BoxIndex index(boxes);
    std::vector<std::uint32_t> again;
    for (std::uint32_t i = 0; i < at.size(); ++i) {
        const double lon = lat / std::max(0.01, std::cos(at[i].lat * std::numbers::pi / 180));
        Box walk;
        walk.add(at[i].lon - lon, at[i].lat - lat);
        walk.add(at[i].lon + lon, at[i].lat + lat);
        if (walk.meets(all) && !index.meeting(walk).empty()) again.push_back(i);
    }
    std::vector<LonLat> from;
    for (const std::uint32_t i : again) from.push_back(at[i]);
    const std::vector<Snap> now = snap_all(edited, from, purpose);
    for (std::size_t k = 0; k < again.size(); ++k) before[again[k]] = now[k];
    return before;
}

}  // namespace geo
