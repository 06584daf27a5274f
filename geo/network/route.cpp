#include "geo/network/route.h"

#include "geo/base/ensure.h"
#include "geo/network/ground.h"
#include "geo/network/hang.h"
#include "geo/network/trip_private.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace geo {
namespace {

/// A piece of one edge, from one length along it to another.
struct Piece {
    std::uint32_t edge = 0;
    std::uint32_t from_mm = 0, to_mm = 0;
    bool ahead() const { return to_mm > from_mm; }
};

/// A step between nodes: an edge, or a change between the layers.
struct Step {
    std::uint32_t tail = 0, head = 0, time_ms = 0, length_mm = 0;
    std::uint32_t edge = no_edge;
    bool forward = true;
    auto arc() const { return std::tie(tail, head, time_ms, length_mm); }
};

class Finder {
public:
    Finder(const Network& network, const NearestLabels& labels, std::span<const Snap> sources, Metric metric)
        : network_(network), labels_(labels), sources_(sources), by_time_(metric == Metric::time) {}

    std::vector<Leg> legs(const Snap& point, const Trip& trip, LonLat at, LonLat place_at) {
        const Snap& place = sources_[trip.source];
        add_walk(LegKind::to_road, point.walk_ms, point.walk_mm, walk(at, point, SnapFor::child));
        if (const std::uint32_t wait = wait_ms(network_.profile); wait > 0)
            add_wait(LegKind::wait, wait, point.on_road);
        const bool found = along_the_edge(point, place, trip) || over_nodes(point, place, trip);
        ENSURE(found);
        add_walk(LegKind::from_road, place.walk_ms, place.walk_mm, walk(place_at, place, SnapFor::place));
        return std::move(legs_);
    }

private:
    using Label = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // cost, owner, other

    Label label_of(std::uint32_t node) const {
        return {labels_.cost[node], labels_.owner[node], labels_.other[node]};
    }
    Label label_of(std::uint32_t time_ms, std::uint32_t length_mm, std::uint32_t owner) const {
        return {by_time_ ? time_ms : length_mm, owner, by_time_ ? length_mm : time_ms};
    }
    /// The label at the head as it arrives at the tail of an arc.
    Label farther(const Label& label, std::uint32_t time_ms, std::uint32_t length_mm) const {
        return {cost_sum(std::get<0>(label), by_time_ ? time_ms : length_mm), std::get<1>(label),
                cost_sum(std::get<2>(label), by_time_ ? length_mm : time_ms)};
    }

    std::vector<LonLat> walk(LonLat at, const Snap& to, SnapFor purpose) const {
        if (network_.ground != nullptr) return network_.ground->way(network_, at, purpose);
        std::vector<LonLat> out{at, to.on_road};
        if (to.moved) out.insert(out.begin() + 1, walk_begins(network_, at));
        if (purpose == SnapFor::place) std::reverse(out.begin(), out.end());
        return out;
    }

    bool along_the_edge(const Snap& point, const Snap& place, const Trip& trip) {
        if (point.edge != place.edge) return false;
        for (const End& along : along_one_edge(network_, point, place)) {
            if (along.time_ms != trip.time_ms || along.length_mm != trip.length_mm) continue;
            board_at(point, along.edge);
            add_piece({along.edge, point.along_mm, place.along_mm});
            return true;
        }
        return false;
    }

    /// By the end of the point's edge that the trip takes, from node to node, and from the last to the place.
    bool over_nodes(const Snap& point, const Snap& place, const Trip& trip) {
        const Label wanted = label_of(trip.time_ms, trip.length_mm, trip.source);
        for (const End& end : departures(network_, point)) {
            if (labels_.cost[end.node] == no_cost) continue;
            if (farther(label_of(end.node), end.time_ms, end.length_mm) != wanted) continue;
            board_at(point, end.edge);
            add_piece({end.edge, point.along_mm, end.at_mm});
            std::uint32_t node = end.node;
            std::vector<Step> steps;
            End last;
            while (!arrives(node, place, trip.source, last)) {
                Step step;
                if (!next(node, step)) return false;
                steps.push_back(step);
                node = step.head;
            }
            find_edges(steps);
            for (const Step& step : steps) add_step(step);
            add_piece({last.edge, last.at_mm, place.along_mm});
            return true;
        }
        return false;
    }

    bool arrives(std::uint32_t node, const Snap& place, std::uint32_t source, End& last) {
        for (const End& end : arrivals(network_, place))
            if (end.node == node && label_of(end.time_ms, end.length_mm, source) == label_of(node)) {
                last = end;
                return true;
            }
        return false;
    }

    /// The first arc over which the label of the node comes to it.
    bool next(std::uint32_t node, Step& step) const {
        const Csr& out = network_.out;
        for (std::uint32_t a = out.first[node]; a < out.first[node + 1]; ++a) {
            const auto [head, ms] = out.time_ms[a];
            if (labels_.cost[head] == no_cost) continue;
            if (farther(label_of(head), ms, out.length_mm[a]) != label_of(node)) continue;
            step = {node, head, ms, out.length_mm[a], no_edge, true};
            return true;
        }
        return false;
    }

    /// Arcs do not know their edges: one look over all of them finds those of the way.
    void find_edges(std::vector<Step>& steps) const {
        std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>,
                 std::vector<std::size_t>>
            wanted;
        for (std::size_t i = 0; i < steps.size(); ++i) wanted[steps[i].arc()].push_back(i);
        std::vector<bool> on_way(network_.node.size(), false);
        for (const Step& step : steps) on_way[step.tail] = true;
        const auto take = [&](std::uint32_t tail, std::uint32_t head, std::uint32_t ms, std::uint32_t edge,
                              bool forward) {
            if (ms == 0 || !on_way[tail]) return;
            const auto found = wanted.find({tail, head, ms, network_.edges[edge].length_mm});
            if (found == wanted.end()) return;
            for (const std::size_t i : found->second)
                if (steps[i].edge == no_edge) {
                    steps[i].edge = edge;
                    steps[i].forward = forward;
                }
        };
        for (std::uint32_t e = 0; e < network_.edges.size(); ++e) {
            const Edge& edge = network_.edges[e];
            take(edge.from, edge.to, edge.forward_ms, e, true);
            take(edge.to, edge.from, edge.backward_ms, e, false);
        }
    }

    void add_step(const Step& step) {
        if (step.edge == no_edge) {  // boarding, or alighting, which takes nothing
            if (step.time_ms > 0) add_wait(LegKind::wait, step.time_ms, network_.node[step.tail]);
            return;
        }
        const std::uint32_t length = network_.edges[step.edge].length_mm;
        add_piece(step.forward ? Piece{step.edge, 0, length} : Piece{step.edge, length, 0});
    }

    /// Who sets out in the vehicle waits for it where the walk meets the road.
    void board_at(const Snap& point, std::uint32_t edge) {
        if (edge != point.edge) add_wait(LegKind::wait, board_ms(network_.profile), point.on_road);
    }

    void add_walk(LegKind kind, std::uint32_t ms, std::uint32_t mm, std::vector<LonLat> points) {
        if (ms == 0 && mm == 0) return;
        Leg leg;
        leg.kind = kind;
        leg.time_ms = leg.flat_ms = ms;
        leg.length_mm = mm;
        leg.points = std::move(points);
        legs_.push_back(std::move(leg));
    }
    void add_wait(LegKind kind, std::uint32_t ms, LonLat at) { add_walk(kind, ms, 0, {at}); }

    void add_piece(const Piece& piece) {
        const Edge& e = network_.edges[piece.edge];
        if (piece.from_mm == piece.to_mm) return;
        const RideFromFirst a = ride_from_first(network_, e, piece.from_mm);
        const RideFromFirst b = ride_from_first(network_, e, piece.to_mm);
        const std::uint32_t whole_ms =
            piece.ahead() ? b.forward_ms - a.forward_ms : a.backward_ms - b.backward_ms;
        const std::uint32_t mm = piece.ahead() ? piece.to_mm - piece.from_mm : piece.from_mm - piece.to_mm;
        const std::uint32_t waits = std::min(whole_ms, ferry_wait_on(e, piece));
        if (waits > 0) add_wait(LegKind::ferry_wait, waits, spot(e, piece.from_mm));
        Leg leg;
        const bool walks = network_.profile.mode == Mode::walk || (network_.profile.rides && !e.ridden);
        leg.kind = walks && e.road_class != RoadClass::ferry ? LegKind::on_foot : LegKind::ride;
        leg.road_class = e.road_class;
        leg.surface = e.surface;
        leg.time_ms = whole_ms - waits;
        leg.length_mm = mm;
        leg.flat_ms = walks && !network_.back_ms.empty() ? flat_ms(e, mm, leg.time_ms) : leg.time_ms;
        leg.points = points_of(e, piece);
        join(std::move(leg));
    }

    /// The wait lies where one boards: at the first point forward, at the last backward.
    std::uint32_t ferry_wait_on(const Edge& e, const Piece& piece) const {
        if (e.road_class != RoadClass::ferry || network_.along.empty()) return 0;
        const Along& last = network_.along[e.first + e.count - 1];
        if (piece.ahead()) return piece.from_mm == 0 ? e.forward_ms - last.time_ms : 0;
        const std::uint32_t back =
            network_.back_ms.empty() ? last.time_ms : network_.back_ms[e.first + e.count - 1];
        return piece.from_mm == e.length_mm ? e.backward_ms - back : 0;
    }

    std::uint32_t flat_ms(const Edge& e, std::uint32_t mm, std::uint32_t as_walked) const {
        const Profile& p = network_.profile;
        const auto c = static_cast<std::size_t>(e.road_class);
        double kmh = p.rides ? p.foot_kmh[c] : p.speed_kmh[c];
        if (e.surface == Surface::unpaved) kmh *= p.rides ? p.foot_unpaved_factor[c] : p.unpaved_factor[c];
        return kmh > 0 ? walking_ms(mm, kmh) : as_walked;
    }

    LonLat spot(const Edge& e, std::uint32_t mm) const {
        for (std::uint32_t i = 0; i + 1 < e.count; ++i) {
            const std::uint32_t from = along_of(e, i), to = along_of(e, i + 1);
            if (mm > to && i + 2 < e.count) continue;
            const double part = to > from ? std::clamp((mm - double(from)) / (to - from), 0.0, 1.0) : 0;
            const LonLat a = network_.shape[e.first + i], b = network_.shape[e.first + i + 1];
            return {a.lon + (b.lon - a.lon) * part, a.lat + (b.lat - a.lat) * part};
        }
        return network_.shape[e.first];
    }
    std::uint32_t along_of(const Edge& e, std::uint32_t point) const {
        if (!network_.along.empty()) return network_.along[e.first + point].length_mm;
        return point == 0 ? 0 : e.length_mm;
    }

    std::vector<LonLat> points_of(const Edge& e, const Piece& piece) const {
        const std::uint32_t low = std::min(piece.from_mm, piece.to_mm),
                            high = std::max(piece.from_mm, piece.to_mm);
        std::vector<LonLat> out{spot(e, low)};
        for (std::uint32_t i = 0; i < e.count; ++i)
            if (along_of(e, i) > low && along_of(e, i) < high) out.push_back(network_.shape[e.first + i]);
        out.push_back(spot(e, high));
        if (!piece.ahead()) std::reverse(out.begin(), out.end());
        return out;
    }

    void join(Leg leg) {
        if (!legs_.empty() && legs_.back().kind == leg.kind && legs_.back().road_class == leg.road_class &&
            legs_.back().surface == leg.surface) {
            Leg& before = legs_.back();
            before.time_ms += leg.time_ms;
            before.length_mm += leg.length_mm;
            before.flat_ms += leg.flat_ms;
            before.points.insert(before.points.end(), leg.points.begin() + 1, leg.points.end());
            return;
        }
        legs_.push_back(std::move(leg));
    }

    const Network& network_;
    const NearestLabels& labels_;
    std::span<const Snap> sources_;
    bool by_time_;
    std::vector<Leg> legs_;
};

}  // namespace

const char* leg_kind_name(LegKind kind) {
    constexpr std::array<const char*, 6> names = {"to_road", "on_foot",    "ride",
                                                  "wait",    "ferry_wait", "from_road"};
    return names.at(static_cast<std::size_t>(kind));
}

std::vector<Part> parts_of(const Route& route) {
    std::vector<Part> out;
    for (const Leg& leg : route.legs) {
        // What is not said to be unpaved is one.
        const Surface surface = leg.surface == Surface::unpaved ? Surface::unpaved : Surface::unknown;
        const auto same = std::find_if(out.begin(), out.end(), [&](const Part& part) {
            return part.kind == leg.kind && part.road_class == leg.road_class && part.surface == surface;
        });
        if (same == out.end()) {
            out.push_back({leg.kind, leg.road_class, surface, leg.time_ms, leg.length_mm});
        } else {
            same->time_ms += leg.time_ms;
            same->length_mm += leg.length_mm;
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Part& a, const Part& b) { return a.time_ms > b.time_ms; });
    return out;
}

std::int64_t slope_ms(const Route& route) {
    std::int64_t out = 0;
    for (const Leg& leg : route.legs) out += std::int64_t{leg.time_ms} - leg.flat_ms;
    return out;
}

Route route_of(const Network& network, const NearestLabels& labels, std::span<const Snap> sources,
               const Snap& point, LonLat at, std::span<const LonLat> source_at, Metric metric) {
    const auto each_on_edge = [&](std::uint32_t edge, const auto& visit) {
        for (std::uint32_t s = 0; s < sources.size(); ++s)
            if (sources[s].edge == edge) visit(s);
    };
    Route out;
    out.cut_off = point.cut_off;
    out.trip =
        trip_of(network, {labels.cost, labels.other, labels.owner, metric}, sources, point, each_on_edge);
    if (out.trip.status == TripStatus::reached)
        out.legs =
            Finder(network, labels, sources, metric).legs(point, out.trip, at, source_at[out.trip.source]);
    return out;
}

}  // namespace geo
