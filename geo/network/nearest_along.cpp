#include "geo/base/parallel.h"
#include "geo/network/hang.h"
#include "geo/network/nearest.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace geo {
namespace {

/// Cost, owner and the other measure: the least of them is the label.
using Label = std::uint64_t;
constexpr Label no_label = ~Label{0};
using LabelOffer = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

/// A place that hangs on an edge.
struct OnEdge {
    std::uint32_t edge = 0;
    std::uint32_t source = 0;
};

std::vector<OnEdge> by_edge(const Network& network, std::span<const Snap> sources) {
    std::vector<OnEdge> out;
    for (std::uint32_t s = 0; s < sources.size(); ++s) {
        if (!sources[s].on_network()) continue;
        out.push_back({sources[s].edge, s});
        if (const auto twin = twin_of(network, sources[s].edge); twin != no_edge) out.push_back({twin, s});
    }
    std::sort(out.begin(), out.end(), [](const OnEdge& a, const OnEdge& b) {
        return std::tie(a.edge, a.source) < std::tie(b.edge, b.source);
    });
    return out;
}

class Labels {
public:
    Labels(const Network& network, const NearestLabels& nodes, std::span<const Snap> sources, Metric metric)
        : network_(network),
          nodes_(nodes),
          sources_(sources),
          by_time_(metric == Metric::time),
          on_edge_(by_edge(network, sources)) {
        for (auto* column : {&out_.cost, &out_.other, &out_.owner}) {
            column->resize(network.shape.size());
            // Points that no edge of an edited network runs over any more.
            if (network.edited_from != nullptr) std::fill(column->begin(), column->end(), no_cost);
        }
    }

    void edges(std::size_t from, std::size_t to) {
        auto on = std::lower_bound(on_edge_.begin(), on_edge_.end(), from,
                                   [](const OnEdge& a, std::size_t edge) { return a.edge < edge; });
        for (std::size_t e = from; e < to; ++e) {
            const Edge& edge = network_.edges[e];
            put(edge.first, of_node(edge.from));
            put(edge.first + edge.count - 1, of_node(edge.to));
            if (edge.count > 2) between(edge);
            for (; on != on_edge_.end() && on->edge == e; ++on) along(edge, on->source);
        }
    }

    /// After all edges: between the ends of an edge one may board what runs over it.
    void board(std::size_t from, std::size_t to) {
        const std::uint32_t wait_ms = board_ms(network_.profile);
        for (std::size_t e = from; e < to; ++e) {
            const std::uint32_t twin = twin_of(network_, static_cast<std::uint32_t>(e));
            if (twin == no_edge) continue;
            const Edge& edge = network_.edges[e];
            const std::size_t ridden = network_.edges[twin].first;
            for (std::uint32_t i = 1; i + 1 < edge.count; ++i) {
                const std::size_t q = ridden + i;
                if (out_.cost[q] == no_cost) continue;
                const LabelOffer offer{by_time_ ? cost_sum(out_.cost[q], wait_ms) : out_.cost[q],
                                       out_.owner[q],
                                       by_time_ ? out_.other[q] : cost_sum(out_.other[q], wait_ms)};
                if (std::get<0>(offer) == no_cost) continue;
                const std::size_t p = edge.first + i;
                put(p, std::min(LabelOffer{out_.cost[p], out_.owner[p], out_.other[p]}, offer));
            }
        }
    }

    NearestLabels take() { return std::move(out_); }

private:
    LabelOffer of_node(std::uint32_t node) const {
        return {nodes_.cost[node], nodes_.owner[node], nodes_.other[node]};
    }
    void put(std::size_t point, const LabelOffer& offer) {
        std::tie(out_.cost[point], out_.owner[point], out_.other[point]) = offer;
    }
    /// Cost and owner as one number, as the search compares them.
    Label key_of(std::uint32_t node) const { return Label{nodes_.cost[node]} << 32U | nodes_.owner[node]; }
    static Label farther(Label key, std::uint32_t cost) {
        const Label sum = key + (Label{cost} << 32U);
        return sum < key || sum >> 32U == no_cost ? no_label : sum;
    }

    /// The points between the ends: on over the last point, or back over the first.
    void between(const Edge& edge) {
        const Label first = edge.backward_ms != 0 ? key_of(edge.from) : no_label;
        const Label last = edge.forward_ms != 0 ? key_of(edge.to) : no_label;
        const std::uint32_t first_other = nodes_.other[edge.from], last_other = nodes_.other[edge.to];
        const Along* at = network_.along.from(edge.first);
        const std::uint32_t whole_ms = at[edge.count - 1].time_ms;
        for (std::uint32_t i = 1; i + 1 < edge.count; ++i) {
            const std::uint32_t back_mm = at[i].length_mm;
            const std::uint32_t back_ms =
                network_.back_ms.empty() ? at[i].time_ms : network_.back_ms[edge.first + i];
            const std::uint32_t on_ms = whole_ms - at[i].time_ms, on_mm = edge.length_mm - back_mm;
            const Label back = farther(first, by_time_ ? back_ms : back_mm);
            const Label on = farther(last, by_time_ ? on_ms : on_mm);
            const std::uint32_t back_other = cost_sum(first_other, by_time_ ? back_mm : back_ms);
            const std::uint32_t on_other = cost_sum(last_other, by_time_ ? on_mm : on_ms);
            const bool goes_back = back < on || (back == on && back_other < on_other);
            const Label best = goes_back ? back : on;
            out_.cost[edge.first + i] = static_cast<std::uint32_t>(best >> 32U);
            out_.owner[edge.first + i] = static_cast<std::uint32_t>(best);
            out_.other[edge.first + i] = best == no_label ? no_cost : goes_back ? back_other : on_other;
        }
    }

    /// What a place on the edge offers to the points between its ends, without leaving the edge.
    void along(const Edge& edge, std::uint32_t source) {
        const Snap& place = sources_[source];
        const RideFromFirst there = ride_from_first(network_, edge, place.along_mm);
        for (std::uint32_t p = edge.first + 1; p + 1 < edge.first + edge.count; ++p) {
            const Along& here = network_.along[p];
            const bool ahead = place.along_mm > here.length_mm;
            if (place.along_mm != here.length_mm && (ahead ? edge.forward_ms : edge.backward_ms) == 0)
                continue;
            const RideFromFirst own = ride_from_first(network_, edge, here.length_mm);
            const std::uint32_t ms =
                ahead ? there.forward_ms - own.forward_ms : own.backward_ms - there.backward_ms;
            const std::uint32_t mm =
                ahead ? place.along_mm - here.length_mm : here.length_mm - place.along_mm;
            const std::uint32_t trip_ms = cost_sum(ms, place.walk_ms), trip_mm = cost_sum(mm, place.walk_mm);
            const LabelOffer offer{by_time_ ? trip_ms : trip_mm, source, by_time_ ? trip_mm : trip_ms};
            if (std::get<0>(offer) == no_cost) continue;
            put(p, std::min(LabelOffer{out_.cost[p], out_.owner[p], out_.other[p]}, offer));
        }
    }

    const Network& network_;
    const NearestLabels& nodes_;
    std::span<const Snap> sources_;
    bool by_time_;
    std::vector<OnEdge> on_edge_;
    NearestLabels out_;
};

}  // namespace

Result<NearestLabels> nearest_of_road_nodes(const Network& network, std::span<const Snap> sources,
                                            Metric metric, const Progress& progress) {
    TRY(const NearestLabels nodes,
        nearest_of_nodes(network, sources, metric, progress.part(0, 0.8, "stage.search")));
    Labels labels(network, nodes, sources, metric);
    parallel_for(network.edges.size(), 4096,
                 [&](std::size_t from, std::size_t to) { labels.edges(from, to); });
    if (!network.twin.empty())
        parallel_for(network.edges.size(), 4096,
                     [&](std::size_t from, std::size_t to) { labels.board(from, to); });
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(1);
    return labels.take();
}

}  // namespace geo
