#include "geo/base/parallel.h"
#include "geo/network/edited_part_private.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo {
namespace {

constexpr std::size_t edit_grain = 16384;

constexpr std::uint64_t segment_key(std::uint32_t a, std::uint32_t b) {
    return std::uint64_t{std::min(a, b)} << 32U | std::max(a, b);
}

/// Where edits may touch a way.
class EditSpots {
public:
    EditSpots(const Areas& areas, std::span<const RoadEdit> edits) {
        for (const RoadEdit& edit : edits) {
            if (const auto* closed = std::get_if<ClosedRoad>(&edit.what)) closed_.push_back(closed->way_id);
            if (const auto* road = std::get_if<NewRoad>(&edit.what))
                for (const LonLat& point : road->line) add(around(point), std::nullopt);
            if (const auto* slowed = std::get_if<SlowedRoads>(&edit.what))
                add(box_of(*slowed, areas), slowed->road_class);
        }
    }
    bool touch(const Roads& roads, const Way& way) const {
        if (std::find(closed_.begin(), closed_.end(), way.id) != closed_.end()) return true;
        const auto nodes = roads.nodes_of(way);
        Box box;
        for (const std::uint32_t node : nodes) box.add(roads.nodes[node]);
        if (!all_.meets(box)) return false;
        return std::any_of(spots_.begin(), spots_.end(), [&](const Spot& spot) {
            return spot.box.meets(box) && (!spot.of || *spot.of == way.road_class) &&
                   any_segment(roads, nodes, spot.box);
        });
    }

private:
    struct Spot {
        Box box;
        std::optional<RoadClass> of;
    };
    static bool any_segment(const Roads& roads, std::span<const std::uint32_t> nodes, const Box& box) {
        for (std::size_t k = 0; k + 1 < nodes.size(); ++k) {
            Box segment;
            segment.add(roads.nodes[nodes[k]]);
            segment.add(roads.nodes[nodes[k + 1]]);
            if (box.meets(segment)) return true;
        }
        return false;
    }
    static Box around(LonLat point) {
        const double lat = 2 * joint_m / 110000;
        const double lon = lat / std::max(0.01, std::cos(point.lat * std::numbers::pi / 180));
        Box out;
        out.add(point.lon - lon, point.lat - lat);
        out.add(point.lon + lon, point.lat + lat);
        return out;
    }
    void add(const Box& box, std::optional<RoadClass> of) {
        if (box.empty()) return;
        spots_.push_back({box, of});
        all_.add(box.min_x, box.min_y);
        all_.add(box.max_x, box.max_y);
    }

    std::vector<std::int64_t> closed_;
    std::vector<Spot> spots_;
    Box all_;
};

class Touched {
public:
    Touched(const Network& network, const Roads& roads)
        : network_(network),
          roads_(roads),
          way_(roads.ways.size(), 0),
          near_(roads.nodes.size() + 1, 0),
          edge_(network.edges.size(), 0) {}

    TouchedChains run(const Areas& areas, std::span<const RoadEdit> edits) {
        mark_ways(EditSpots(areas, edits));
        find_edges();
        find_nodes();
        take_roads();
        return std::move(out_);
    }

private:
    std::span<const std::uint32_t> points_of(std::uint32_t edge) const {
        const Edge& e = network_.edges[edge];
        return {network_.shape_node.from(e.first), e.count};
    }
    /// Calls visit(way) for every way, on several threads.
    template <class Visit>
    void each_way(const Visit& visit) {
        parallel_for(roads_.ways.size(), edit_grain, [&](std::size_t from, std::size_t to) {
            for (std::size_t w = from; w < to; ++w) visit(w);
        });
    }
    bool any_near(const Way& way) const {
        const auto nodes = roads_.nodes_of(way);
        return std::any_of(nodes.begin(), nodes.end(), [&](std::uint32_t n) { return near_[n] != 0; });
    }
    void mark_nodes() {
        for (std::size_t w = 0; w < way_.size(); ++w)
            if (way_[w] != 0)
                for (const std::uint32_t node : roads_.nodes_of(roads_.ways[w])) near_[node] = 1;
    }

    void mark_ways(const EditSpots& spots) {
        each_way([&](std::size_t w) { way_[w] = spots.touch(roads_, roads_.ways[w]) ? 1 : 0; });
        mark_nodes();
        // Who boards a ferry where a road is closed, may find no landing there.
        each_way([&](std::size_t w) {
            if (roads_.ways[w].road_class == RoadClass::ferry && any_near(roads_.ways[w])) way_[w] = 1;
        });
        mark_nodes();
    }

    /// Edges that run over a touched node or between two, then those beside them on the same segments.
    void find_edges() {
        const auto touched = [&](std::span<const std::uint32_t> points) {
            for (std::size_t i = 0; i + 1 < points.size(); ++i)
                if (near_[points[i]] != 0 && (i > 0 || near_[points[i + 1]] != 0)) return true;
            return false;
        };
        const auto beside = [&](std::span<const std::uint32_t> points) {
            for (std::size_t i = 0; i + 1 < points.size(); ++i)
                if (near_[points[i]] != 0 && near_[points[i + 1]] != 0 &&
                    out_.segments.contains(segment_key(points[i], points[i + 1])))
                    return true;
            return false;
        };
        for (bool more = take_edges(touched); more; more = take_edges(beside))
            for (const std::uint32_t e : out_.edges)
                for (const std::uint32_t node : points_of(e)) near_[node] = 1;
    }
    template <class Wanted>
    bool take_edges(const Wanted& wanted) {
        std::vector<std::uint8_t> found(edge_.size(), 0);
        parallel_for(edge_.size(), edit_grain, [&](std::size_t from, std::size_t to) {
            for (std::size_t e = from; e < to; ++e)
                found[e] = edge_[e] == 0 && wanted(points_of(static_cast<std::uint32_t>(e))) ? 1 : 0;
        });
        bool more = false;
        for (std::uint32_t e = 0; e < edge_.size(); ++e) {
            if (found[e] == 0) continue;
            edge_[e] = 1;
            more = true;
            out_.edges.push_back(e);
            const auto points = points_of(e);
            for (std::size_t i = 0; i + 1 < points.size(); ++i)
                out_.segments.insert(segment_key(points[i], points[i + 1]));
        }
        if (!more) return false;
        std::sort(out_.edges.begin(), out_.edges.end());
        return true;
    }

    void find_nodes() {
        for (std::uint32_t e = 0; e < edge_.size(); ++e) {
            const Edge& edge = network_.edges[e];
            const auto points = points_of(e);
            if (near_[points.front()] != 0) out_.node[node_key(points.front(), edge.ridden)] = edge.from;
            if (near_[points.back()] != 0) out_.node[node_key(points.back(), edge.ridden)] = edge.to;
        }
    }

    /// All ways at the nodes that are marked.
    void take_roads() {
        each_way([&](std::size_t w) { way_[w] = any_near(roads_.ways[w]) ? 1 : 0; });
        for (std::size_t w = 0; w < way_.size(); ++w)
            if (way_[w] != 0) {
                const auto nodes = roads_.nodes_of(roads_.ways[w]);
                out_.road_node.insert(out_.road_node.end(), nodes.begin(), nodes.end());
            }
        std::sort(out_.road_node.begin(), out_.road_node.end());
        out_.road_node.erase(std::unique(out_.road_node.begin(), out_.road_node.end()), out_.road_node.end());
        for (const std::uint32_t node : out_.road_node) out_.roads.nodes.push_back(roads_.nodes[node]);
        for (std::size_t w = 0; w < way_.size(); ++w) {
            if (way_[w] == 0) continue;
            Way way = roads_.ways[w];
            const auto nodes = roads_.nodes_of(way);
            way.first = static_cast<std::uint32_t>(out_.roads.way_nodes.size());
            for (const std::uint32_t node : nodes)
                out_.roads.way_nodes.push_back(static_cast<std::uint32_t>(
                    std::lower_bound(out_.road_node.begin(), out_.road_node.end(), node) -
                    out_.road_node.begin()));
            out_.roads.ways.push_back(way);
        }
    }

    const Network& network_;
    const Roads& roads_;
    std::vector<std::uint8_t> way_, near_, edge_;
    TouchedChains out_;
};

}  // namespace

RoadsPart TouchedChains::part_of(const Roads& edited) const {
    RoadsPart out;
    out.takes.assign(edited.way_nodes.size(), false);
    out.stays.assign(edited.nodes.size(), false);
    for (std::size_t n = 0; n < road_node.size(); ++n)
        out.stays[n] =
            node.contains(node_key(road_node[n], false)) || node.contains(node_key(road_node[n], true));
    for (const Way& way : edited.ways) {
        const auto nodes = edited.nodes_of(way);
        const bool planned = edit_of_way(way.id).valid();
        for (std::size_t k = 0; k + 1 < nodes.size(); ++k) {
            const std::uint32_t a = nodes[k], b = nodes[k + 1];
            out.takes[way.first + k] = planned || a >= road_node.size() || b >= road_node.size() ||
                                       segments.contains(segment_key(road_node[a], road_node[b]));
        }
    }
    return out;
}

TouchedChains touched_chains(const Network& network, const Roads& roads, const Areas& areas,
                             std::span<const RoadEdit> edits) {
    return Touched(network, roads).run(areas, edits);
}

}  // namespace geo
