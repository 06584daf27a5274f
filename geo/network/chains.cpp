#include "geo/geom/hilbert.h"
#include "geo/network/chains_private.h"

#include <algorithm>
#include <numeric>

namespace geo {
namespace {

constexpr std::uint32_t nothing = 0xffffffffU;

/// Road nodes that stay nodes, in Hilbert order; the result maps each road node to its network node or
/// nothing.
std::vector<std::uint32_t> numbered(const Roads& roads, const std::vector<bool>& kept,
                                    std::vector<LonLat>& at) {
    Box box;
    for (const LonLat& p : roads.nodes) box.add(p);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order;
    for (std::uint32_t n = 0; n < kept.size(); ++n) {
        if (!kept[n]) continue;
        const auto grid = [](double v, double low, double size) {
            return static_cast<std::uint32_t>(size > 0 ? std::min(65535.0, (v - low) / size * 65535) : 0);
        };
        order.emplace_back(hilbert_code(grid(roads.nodes[n].lon, box.min_x, box.width()),
                                        grid(roads.nodes[n].lat, box.min_y, box.height())),
                           n);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::uint32_t> number(kept.size(), nothing);
    for (std::size_t i = 0; i < order.size(); ++i) {
        number[order[i].second] = static_cast<std::uint32_t>(i);
        at.push_back(roads.nodes[order[i].second]);
    }
    return number;
}

class Chains {
public:
    Chains(const Roads& roads, const Segments& segments, const Incidence& incidence,
           const std::vector<bool>& stays, Network& network, EdgeRides& rides)
        : roads_(roads),
          stays_(stays),
          parts_(segments),
          segments_(segments.all),
          incidence_(incidence),
          network_(network),
          rides_(rides),
          used_(segments.all.size(), false) {}

    void run() {
        std::vector<bool> kept(roads_.nodes.size(), false);
        for (std::uint32_t n = 0; n < kept.size(); ++n) {
            const auto at = incidence_.at(n);
            if (at.empty()) continue;
            kept[n] =
                (!stays_.empty() && stays_[n]) || at.size() != 2 || at[0] == at[1] ||
                !alike(at[0], at[1], n) ||
                segments_[at[0]].from + segments_[at[0]].to == segments_[at[1]].from + segments_[at[1]].to;
        }
        close_chains(kept);
        number_ = numbered(roads_, kept, network_.node);
        for (std::uint32_t s = 0; s < segments_.size(); ++s) {
            if (used_[s]) continue;
            // Walk back to where the chain begins, then forward over it.
            std::uint32_t first = s;
            std::uint32_t start = segments_[s].from;
            while (!kept[start]) {
                first = other_segment(start, first);
                start = segments_[first].from == start ? segments_[first].to : segments_[first].from;
            }
            add_edge(first, start, kept);
        }
    }

private:
    static constexpr std::uint64_t most = 4000000000ULL;  // of an edge, milliseconds and millimetres

    std::uint32_t other_segment(std::uint32_t node, std::uint32_t than) const {
        const auto at = incidence_.at(node);
        return at[0] == than ? at[1] : at[0];
    }

    template <class Costs>
    static bool open_alike(const Costs& a, const Costs& b, bool turned) {
        return (a.forward_ms != 0) == ((turned ? b.backward_ms : b.forward_ms) != 0) &&
               (a.backward_ms != 0) == ((turned ? b.forward_ms : b.backward_ms) != 0);
    }

    /// May two segments that meet in a node of degree 2 become one edge?
    bool alike(std::uint32_t a, std::uint32_t b, std::uint32_t node) const {
        const Way& u = roads_.ways[segments_[a].way];
        const Way& v = roads_.ways[segments_[b].way];
        if (u.road_class != v.road_class || u.surface != v.surface ||
            ((u.flags ^ v.flags) & road_no_foot) != 0)
            return false;
        const bool turned = (segments_[a].from == node) != (segments_[b].to == node);
        return open_alike(segments_[a], segments_[b], turned) &&
               (parts_.rides.empty() || open_alike(parts_.rides[a], parts_.rides[b], turned));
    }

    std::uint32_t slowest(std::uint32_t segment) const {
        const Segment& s = segments_[segment];
        std::uint32_t ms = std::max({s.forward_ms, s.backward_ms, s.moving_ms, parts_.back_of(segment)});
        if (!parts_.rides.empty())
            ms = std::max({ms, parts_.rides[segment].forward_ms, parts_.rides[segment].backward_ms});
        return ms;
    }

    /// Keeps one node of each circle, and cuts chains before a sum leaves its 32 bits.
    void close_chains(std::vector<bool>& kept) {
        std::vector<bool> seen(segments_.size(), false);
        const auto follow = [&](std::uint32_t node, std::uint32_t segment) {
            std::uint64_t length_mm = 0;
            std::uint64_t ms = 0;
            while (!seen[segment]) {
                seen[segment] = true;
                const Segment& s = segments_[segment];
                const std::uint32_t slower = slowest(segment);
                if (length_mm + s.length_mm > most || ms + slower > most) {
                    kept[node] = true;
                    length_mm = 0;
                    ms = 0;
                }
                length_mm += s.length_mm;
                ms += slower;
                node = s.from == node ? s.to : s.from;
                if (kept[node]) return;
                segment = other_segment(node, segment);
            }
        };
        for (std::uint32_t n = 0; n < kept.size(); ++n)
            if (kept[n])
                for (const std::uint32_t s : incidence_.at(n)) follow(n, s);
        for (std::uint32_t n = 0; n < kept.size(); ++n) {
            const auto at = incidence_.at(n);
            if (at.empty() || kept[n] || seen[at[0]]) continue;
            kept[n] = true;
            follow(n, at[0]);
        }
    }

    Edge edge_of(const Way& way, std::uint32_t node) const {
        Edge edge;
        edge.from = number_[node];
        edge.first = static_cast<std::uint32_t>(network_.shape.size());
        edge.way_id = way.id;
        edge.road_class = way.road_class;
        edge.surface = way.surface;
        // A ferry is boarded at its landing.
        const bool joined_anywhere =
            way.road_class != RoadClass::ferry && way.road_class != RoadClass::motorway;
        edge.walkable = joined_anywhere && (way.flags & road_no_foot) == 0;
        return edge;
    }

    /// Adds one direction of a segment, `there` as it is passed; what is closed once is closed.
    template <class Costs>
    static void add_costs(std::uint32_t& forward_ms, std::uint32_t& backward_ms, bool& forward,
                          bool& backward, const Costs& costs, bool along) {
        const std::uint32_t there = along ? costs.forward_ms : costs.backward_ms;
        const std::uint32_t back = along ? costs.backward_ms : costs.forward_ms;
        forward = forward && there != 0;
        backward = backward && back != 0;
        forward_ms += there;
        backward_ms += back;
    }

    void add_point(std::uint32_t node, const Along& along, std::uint32_t back_ms, std::uint32_t ride_ms) {
        network_.shape.push_back(roads_.nodes[node]);
        network_.shape_node.push_back(node);
        network_.along.push_back(along);
        if (!parts_.back_ms.empty()) network_.back_ms.push_back(back_ms);
        if (!parts_.rides.empty()) rides_.along_ms.push_back(ride_ms);
    }

    void add_edge(std::uint32_t segment, std::uint32_t node, const std::vector<bool>& kept) {
        Edge edge = edge_of(roads_.ways[segments_[segment].way], node);
        Along moved;
        Ride ride;
        std::uint32_t moved_back_ms = 0;
        bool forward = true, backward = true, ride_forward = true, ride_backward = true, heights = true;
        add_point(node, moved, 0, 0);
        while (true) {
            const Segment& s = segments_[segment];
            used_[segment] = true;
            const bool along = s.from == node;
            node = along ? s.to : s.from;
            add_costs(edge.forward_ms, edge.backward_ms, forward, backward, s, along);
            edge.length_mm += s.length_mm;
            moved.length_mm += s.length_mm;
            moved.time_ms += along ? s.moving_ms : parts_.back_of(segment);
            moved_back_ms += along ? parts_.back_of(segment) : s.moving_ms;
            if (!parts_.rides.empty()) {
                const Ride& r = parts_.rides[segment];
                add_costs(ride.forward_ms, ride.backward_ms, ride_forward, ride_backward, r, along);
                ride.moving_ms += r.moving_ms;
            }
            if (!parts_.has_heights.empty()) heights = heights && parts_.has_heights[segment] != 0;
            add_point(node, moved, moved_back_ms, ride.moving_ms);
            if (kept[node]) break;
            segment = other_segment(node, segment);
        }
        if (!forward) edge.forward_ms = 0;
        if (!backward) edge.backward_ms = 0;
        if (!ride_forward) ride.forward_ms = 0;
        if (!ride_backward) ride.backward_ms = 0;
        edge.to = number_[node];
        edge.count = static_cast<std::uint32_t>(network_.shape.size()) - edge.first;
        network_.edges.push_back(edge);
        if (!parts_.rides.empty()) rides_.edges.push_back(ride);
        if (parts_.has_heights.empty() || (edge.forward_ms == 0 && edge.backward_ms == 0)) return;
        ++network_.report.edges_on_foot;
        if (heights) ++network_.report.edges_with_elevation;
    }

    const Roads& roads_;
    const std::vector<bool>& stays_;
    const Segments& parts_;
    const std::vector<Segment>& segments_;
    const Incidence& incidence_;
    Network& network_;
    EdgeRides& rides_;
    std::vector<bool> used_;
    std::vector<std::uint32_t> number_;
};

}  // namespace

Incidence::Incidence(const std::vector<Segment>& segments, std::size_t nodes)
    : first_(nodes + 1, 0), segment_(segments.size() * 2) {
    for (const Segment& s : segments) {
        ++first_[s.from + 1];
        ++first_[s.to + 1];
    }
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    auto next = first_;
    for (std::uint32_t i = 0; i < segments.size(); ++i) {
        segment_[next[segments[i].from]++] = i;
        segment_[next[segments[i].to]++] = i;
    }
}

void join_chains(const Roads& roads, const Segments& segments, const Incidence& incidence,
                 const std::vector<bool>& stays, Network& network, EdgeRides& rides) {
    Chains{roads, segments, incidence, stays, network, rides}.run();
}

}  // namespace geo
