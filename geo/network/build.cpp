#include "geo/base/parallel.h"
#include "geo/geom/hilbert.h"
#include "geo/geom/measure.h"
#include "geo/network/groups.h"
#include "geo/network/network.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace geo {
namespace {

constexpr std::uint32_t nothing = 0xffffffffU;

/// One original piece of road between two consecutive nodes of a way.
struct Segment {
    std::uint32_t from = 0, to = 0;
    std::uint32_t way = 0;
    std::uint32_t length_mm = 0;
    std::uint32_t riding_ms = 0;                    // without the wait for a ferry
    std::uint32_t forward_ms = 0, backward_ms = 0;  // 0: closed
};

bool is_motor(Mode mode) {
    return mode == Mode::motorcycle || mode == Mode::car || mode == Mode::songthaew ||
           mode == Mode::school_van;
}

bool has(const Way& way, RoadFlag flag) {
    return (way.flags & flag) != 0;
}

bool is_closed(const Way& way, Mode mode) {
    if (has(way, road_private)) return true;
    switch (mode) {
        case Mode::walk:
        case Mode::boat:  // whoever takes a boat comes on foot
            return has(way, road_no_foot);
        case Mode::bicycle:
            return has(way, road_no_bicycle);
        case Mode::motorcycle:
            return has(way, road_no_motorcycle) || (has(way, road_no_motor) && !has(way, road_motorcycle));
        case Mode::car:
        case Mode::songthaew:
        case Mode::school_van:
            return has(way, road_no_motor);
    }
    return true;
}

/// A way for walkers or bicycles that names the mode is ridden like a path.
bool is_opened(const Way& way, Mode mode) {
    const bool narrow = way.road_class == RoadClass::footway || way.road_class == RoadClass::cycleway ||
                        way.road_class == RoadClass::pedestrian;
    return narrow && ((mode == Mode::bicycle && has(way, road_bicycle)) ||
                      (mode == Mode::motorcycle && has(way, road_motorcycle)));
}

/// Speed of a way for the profile; 0 where it is closed to the mode.
double speed_of(const Way& way, const Profile& profile) {
    if (is_closed(way, profile.mode)) return 0;
    const bool on_foot = profile.mode == Mode::walk;
    if (profile.season == Season::rainy && (has(way, road_ford) || (has(way, road_dry_only) && !on_foot)))
        return 0;
    double kmh = profile.speed_kmh[static_cast<std::size_t>(way.road_class)];
    if (kmh <= 0 && is_opened(way, profile.mode))
        kmh = profile.speed_kmh[static_cast<std::size_t>(RoadClass::path)];
    if (is_motor(profile.mode) && way.max_speed_kmh > 0) kmh = std::min<double>(kmh, way.max_speed_kmh);
    return kmh;
}

/// True where the mode has to keep to the direction of a one-way road.  Nobody walks back over water.
bool keeps_direction(const Way& way, Mode mode) {
    if (way.one_way == OneWay::no) return false;
    if (way.road_class == RoadClass::ferry) return true;
    if (mode == Mode::bicycle && has(way, road_bicycle_both_ways)) return false;
    if (mode == Mode::motorcycle && has(way, road_motorcycle_both_ways)) return false;
    return mode != Mode::walk;
}

std::uint32_t ms_of(std::uint32_t length_mm, double kmh) {
    return std::max(1U, static_cast<std::uint32_t>(std::min(2e9, std::floor(length_mm * 3.6 / kmh + 0.5))));
}

/// Road nodes where a usable way that is no ferry passes: who boards there, waits.
std::vector<bool> landings_of(const Roads& roads, const Profile& profile) {
    std::vector<bool> landing(roads.nodes.size(), false);
    for (const Way& way : roads.ways)
        if (way.road_class != RoadClass::ferry && speed_of(way, profile) > 0)
            for (const std::uint32_t node : roads.nodes_of(way)) landing[node] = true;
    return landing;
}

std::vector<Segment> segments_of(const Roads& roads, const Profile& profile, NetworkReport& report) {
    std::vector<Segment> segments;
    const std::vector<bool> landing = landings_of(roads, profile);
    const auto ferry_wait_ms = static_cast<std::uint32_t>(std::lround(profile.ferry_wait_s * 1000));
    for (std::size_t w = 0; w < roads.ways.size(); ++w) {
        const Way& way = roads.ways[w];
        if (speed_of(way, profile) <= 0) {
            ++report.dropped_ways[static_cast<std::size_t>(way.road_class)];
            continue;
        }
        const auto nodes = roads.nodes_of(way);
        for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
            if (nodes[i] == nodes[i + 1]) continue;
            Segment s;
            s.from = nodes[i];
            s.to = nodes[i + 1];
            s.way = static_cast<std::uint32_t>(w);
            segments.push_back(s);
        }
    }
    parallel_for(segments.size(), 4096, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            Segment& s = segments[i];
            const Way& way = roads.ways[s.way];
            const double kmh = speed_of(way, profile);
            s.length_mm = geodesic_mm(roads.nodes[s.from], roads.nodes[s.to]);
            s.riding_ms = ms_of(s.length_mm, kmh);
            const bool ferry = way.road_class == RoadClass::ferry;
            const bool one_way = keeps_direction(way, profile.mode);
            if (!(one_way && way.one_way == OneWay::backward))
                s.forward_ms = s.riding_ms + (ferry && landing[s.from] ? ferry_wait_ms : 0);
            if (!(one_way && way.one_way == OneWay::forward))
                s.backward_ms = s.riding_ms + (ferry && landing[s.to] ? ferry_wait_ms : 0);
        }
    });
    return segments;
}

/// Segments at each road node, both ends.
struct Incidence {
    std::vector<std::uint32_t> first;
    std::vector<std::uint32_t> segment;

    Incidence(const std::vector<Segment>& segments, std::size_t nodes)
        : first(nodes + 1, 0), segment(segments.size() * 2) {
        for (const Segment& s : segments) {
            ++first[s.from + 1];
            ++first[s.to + 1];
        }
        std::partial_sum(first.begin(), first.end(), first.begin());
        auto next = first;
        for (std::uint32_t i = 0; i < segments.size(); ++i) {
            segment[next[segments[i].from]++] = i;
            segment[next[segments[i].to]++] = i;
        }
    }
    std::span<const std::uint32_t> at(std::uint32_t node) const {
        return {segment.data() + first[node], first[node + 1] - first[node]};
    }
};

/// May two segments that meet in a node of degree 2 become one edge?
bool alike(const Roads& roads, const Segment& a, const Segment& b, std::uint32_t node) {
    const Way& u = roads.ways[a.way];
    const Way& v = roads.ways[b.way];
    if (u.road_class != v.road_class || u.surface != v.surface || ((u.flags ^ v.flags) & road_no_foot) != 0)
        return false;
    const bool a_leaves = a.from == node;
    const bool b_arrives = b.to == node;
    const bool turned = a_leaves != b_arrives;  // the segments point against each other
    const bool b_forward = (turned ? b.backward_ms : b.forward_ms) != 0;
    const bool b_backward = (turned ? b.forward_ms : b.backward_ms) != 0;
    return (a.forward_ms != 0) == b_forward && (a.backward_ms != 0) == b_backward;
}

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
    Chains(const Roads& roads, const std::vector<Segment>& segments, const Incidence& incidence,
           Network& network)
        : roads_(roads),
          segments_(segments),
          incidence_(incidence),
          network_(network),
          used_(segments.size(), false) {}

    void run() {
        std::vector<bool> kept(roads_.nodes.size(), false);
        for (std::uint32_t n = 0; n < kept.size(); ++n) {
            const auto at = incidence_.at(n);
            if (at.empty()) continue;
            kept[n] =
                at.size() != 2 || at[0] == at[1] || !alike(roads_, segments_[at[0]], segments_[at[1]], n) ||
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

    /// Keeps one node of each circle, and cuts chains before a sum leaves its 32 bits.
    void close_chains(std::vector<bool>& kept) {
        std::vector<bool> seen(segments_.size(), false);
        const auto follow = [&](std::uint32_t node, std::uint32_t segment) {
            std::uint64_t length_mm = 0;
            std::uint64_t ms = 0;
            while (!seen[segment]) {
                seen[segment] = true;
                const Segment& s = segments_[segment];
                const std::uint32_t slower = std::max(s.forward_ms, s.backward_ms);
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

    void add_edge(std::uint32_t segment, std::uint32_t node, const std::vector<bool>& kept) {
        Edge edge;
        edge.from = number_[node];
        edge.first = static_cast<std::uint32_t>(network_.shape.size());
        const Way& way = roads_.ways[segments_[segment].way];
        edge.way_id = way.id;
        edge.road_class = way.road_class;
        edge.surface = way.surface;
        // Boats of a khlong stop anywhere along the bank; a ferry is boarded at its landing.
        const bool joined_anywhere = way.road_class == RoadClass::ferry
                                         ? network_.profile.mode == Mode::boat
                                         : way.road_class != RoadClass::motorway;
        edge.walkable = joined_anywhere && (way.flags & road_no_foot) == 0;
        network_.shape.push_back(roads_.nodes[node]);
        Along along_edge;
        network_.along.push_back(along_edge);
        bool forward = true;
        bool backward = true;
        while (true) {
            const Segment& s = segments_[segment];
            used_[segment] = true;
            const bool along = s.from == node;
            node = along ? s.to : s.from;
            const std::uint32_t there = along ? s.forward_ms : s.backward_ms;
            const std::uint32_t back = along ? s.backward_ms : s.forward_ms;
            forward = forward && there != 0;
            backward = backward && back != 0;
            edge.length_mm += s.length_mm;
            edge.forward_ms += there;
            edge.backward_ms += back;
            along_edge.length_mm += s.length_mm;
            along_edge.time_ms += s.riding_ms;
            network_.shape.push_back(roads_.nodes[node]);
            network_.along.push_back(along_edge);
            if (kept[node]) break;
            segment = other_segment(node, segment);
        }
        if (!forward) edge.forward_ms = 0;
        if (!backward) edge.backward_ms = 0;
        edge.to = number_[node];
        edge.count = static_cast<std::uint32_t>(network_.shape.size()) - edge.first;
        network_.edges.push_back(edge);
    }

    const Roads& roads_;
    const std::vector<Segment>& segments_;
    const Incidence& incidence_;
    Network& network_;
    std::vector<bool> used_;
    std::vector<std::uint32_t> number_;
};

void report_road_nodes(const Roads& roads, const Profile& profile, const std::vector<Segment>& segments,
                       const Incidence& incidence, NetworkReport& report) {
    Groups groups(roads.nodes.size());
    for (const Segment& s : segments) {
        groups.join(s.from, s.to);
        report.length_mm[static_cast<std::size_t>(roads.ways[s.way].road_class)] += s.length_mm;
    }
    std::vector<std::size_t> size(roads.nodes.size(), 0);
    std::vector<std::uint32_t> beside;
    std::size_t repeated_ends = 0;
    for (std::uint32_t n = 0; n < roads.nodes.size(); ++n) {
        const auto at = incidence.at(n);
        if (at.empty()) continue;
        ++report.road_nodes;
        ++size[groups.root(n)];
        beside.clear();
        for (const std::uint32_t s : at)
            beside.push_back(segments[s].from == n ? segments[s].to : segments[s].from);
        std::sort(beside.begin(), beside.end());
        const auto distinct =
            static_cast<std::size_t>(std::unique(beside.begin(), beside.end()) - beside.begin());
        repeated_ends += at.size() - distinct;
    }
    report.repeated_segments = repeated_ends / 2;
    std::vector<std::uint8_t> uses(roads.nodes.size(), 0);
    const auto use = [&](std::uint32_t node) {
        uses[node] = static_cast<std::uint8_t>(std::min(2, uses[node] + 1));
    };
    for (const Way& way : roads.ways) {
        if (speed_of(way, profile) <= 0) continue;
        const auto nodes = roads.nodes_of(way);
        for (const std::uint32_t node : nodes) use(node);
        use(nodes.front());
        use(nodes.back());
    }
    report.junctions_and_ends =
        static_cast<std::size_t>(std::count(uses.begin(), uses.end(), std::uint8_t{2}));
    for (const std::size_t n : size) {
        report.largest_component = std::max(report.largest_component, n);
        if (n > 0) ++report.components;
    }
}

}  // namespace

bool has_way_for(const Roads& roads, const Profile& profile) {
    return std::any_of(roads.ways.begin(), roads.ways.end(),
                       [&](const Way& way) { return speed_of(way, profile) > 0; });
}

Result<Network> build_network(const Roads& roads, const Profile& profile, const Progress& progress) {
    Network network;
    network.profile = profile;
    const auto segments = segments_of(roads, profile, network.report);
    if (segments.empty()) return fail(Fault::needs_roads);
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(0.4);
    const Incidence incidence(segments, roads.nodes.size());
    // The report and the chains read the same and write apart.
    parallel_for(2, 1, [&](std::size_t from, std::size_t) {
        if (from == 0)
            Chains{roads, segments, incidence, network}.run();
        else
            report_road_nodes(roads, profile, segments, incidence, network.report);
    });
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(0.8);
    connect(network);
    network.report.nodes = network.node.size();
    network.report.arcs = network.out.time_ms.size();
    progress.at(1);
    return network;
}

}  // namespace geo
