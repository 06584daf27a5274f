#include "geo/network/nearest.h"

#include "geo/base/ensure.h"
#include "geo/base/parallel.h"
#include "geo/geom/index.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace geo {
namespace {

std::uint32_t walk_ms(std::uint32_t walk_mm, double walk_kmh) {
    return static_cast<std::uint32_t>(std::min(4e9, std::floor(walk_mm * 3.6 / walk_kmh + 0.5)));
}

std::uint32_t wait_ms(const Profile& profile) {
    return static_cast<std::uint32_t>(profile.wait_s * 1000);
}

/// Share of a whole edge's cost that lies before `along_mm`; the rest is the whole minus this, so that both
/// add up.
std::uint32_t part_of(std::uint32_t whole, std::uint32_t along_mm, std::uint32_t length_mm) {
    if (length_mm == 0) return 0;
    return static_cast<std::uint32_t>((static_cast<std::uint64_t>(whole) * along_mm + length_mm / 2) /
                                      length_mm);
}

/// A way to or from a snapped point over one end of its edge.
struct End {
    std::uint32_t node = no_cost;
    std::uint32_t time_ms = 0;
    std::uint32_t length_mm = 0;
};

/// From the road at a source's snap backwards: the nodes from which one arrives, and the rest of the way to
/// the source.
void arrivals(const Network& network, const Snap& snap, std::vector<End>& out) {
    const Edge& e = network.edges[snap.edge];
    const std::uint32_t walk = walk_ms(snap.walk_mm, network.profile.walk_kmh);
    if (e.forward_ms != 0)
        out.push_back(
            {e.from, part_of(e.forward_ms, snap.along_mm, e.length_mm) + walk, snap.along_mm + snap.walk_mm});
    if (e.backward_ms != 0)
        out.push_back({e.to, e.backward_ms - part_of(e.backward_ms, snap.along_mm, e.length_mm) + walk,
                       e.length_mm - snap.along_mm + snap.walk_mm});
}

/// From a point's snap forwards: the nodes that one reaches first.
void departures(const Network& network, const Snap& snap, std::vector<End>& out) {
    const Edge& e = network.edges[snap.edge];
    const std::uint32_t walk = walk_ms(snap.walk_mm, network.profile.walk_kmh) + wait_ms(network.profile);
    if (e.forward_ms != 0)
        out.push_back({e.to, e.forward_ms - part_of(e.forward_ms, snap.along_mm, e.length_mm) + walk,
                       e.length_mm - snap.along_mm + snap.walk_mm});
    if (e.backward_ms != 0)
        out.push_back({e.from, part_of(e.backward_ms, snap.along_mm, e.length_mm) + walk,
                       snap.along_mm + snap.walk_mm});
}

/// What is compared: the cost, then the smaller source, then the other measure.  One order, so that the order
/// of visits never shows.
struct Label {
    std::uint32_t cost = no_cost;
    std::uint32_t owner = no_cost;
    std::uint32_t other = no_cost;
    bool before(const Label& b) const {
        return std::tie(cost, owner, other) < std::tie(b.cost, b.owner, b.other);
    }
};

struct Seed {
    std::uint32_t node = 0;
    Label label;
};

std::uint32_t mean_cost(const Csr& csr, Metric metric) {
    std::uint64_t sum = 0;
    if (metric == Metric::time)
        for (const HeadCost& arc : csr.time_ms) sum += arc.cost;
    else
        for (const std::uint32_t mm : csr.length_mm) sum += mm;
    return static_cast<std::uint32_t>(
        csr.time_ms.empty() ? 1 : std::max<std::uint64_t>(1, sum / csr.time_ms.size()));
}

std::uint32_t largest_cost(const Csr& csr, Metric metric) {
    std::uint32_t most = 1;
    if (metric == Metric::time)
        for (const HeadCost& arc : csr.time_ms) most = std::max(most, arc.cost);
    else
        for (const std::uint32_t mm : csr.length_mm) most = std::max(most, mm);
    return most;
}

}  // namespace

Result<NearestLabels> nearest_of_nodes(const Network& network, std::span<const Snap> sources, Metric metric,
                                       const Progress& progress) {
    const Csr& csr = network.in;
    std::vector<Seed> seeds;
    std::vector<End> ends;
    for (std::uint32_t s = 0; s < sources.size(); ++s) {
        if (!sources[s].on_network()) continue;
        ends.clear();
        arrivals(network, sources[s], ends);
        for (const End& end : ends)
            seeds.push_back({end.node, metric == Metric::time ? Label{end.time_ms, s, end.length_mm}
                                                              : Label{end.length_mm, s, end.time_ms}});
    }
    std::sort(seeds.begin(), seeds.end(), [](const Seed& a, const Seed& b) {
        return a.label.cost != b.label.cost ? a.label.cost < b.label.cost : a.node < b.node;
    });

    // A bucket queue (Dial 1969; Denardo and Fox 1979) of width about the mean arc; inside a bucket labels
    // are corrected until it is quiet.  Seeds wait in their sorted list until their bucket comes.
    std::vector<Label> label(network.node.size());
    const std::uint64_t width = mean_cost(csr, metric);
    const std::size_t buckets = static_cast<std::size_t>(largest_cost(csr, metric) / width) + 2;
    std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> queue(
        buckets);  // node, cost when queued
    std::size_t waiting = 0;
    std::size_t next_seed = 0;
    std::uint64_t now = 0;
    std::size_t settled = 0;
    const auto offer = [&](std::uint32_t node, const Label& offered) {
        if (!offered.before(label[node])) return;
        label[node] = offered;
        queue[(offered.cost / width) % buckets].emplace_back(node, offered.cost);
        ++waiting;
    };
    while (waiting > 0 || next_seed < seeds.size()) {
        if (waiting == 0) now = std::max(now, seeds[next_seed].label.cost / width);
        while (next_seed < seeds.size() && seeds[next_seed].label.cost / width <= now) {
            offer(seeds[next_seed].node, seeds[next_seed].label);
            ++next_seed;
        }
        auto& bucket = queue[now % buckets];
        for (std::size_t i = 0; i < bucket.size(); ++i) {  // it may grow while it is read
            const std::uint32_t node = bucket[i].first;
            if (label[node].cost != bucket[i].second) continue;
            const Label here = label[node];
            if (++settled % 65536 == 0 && progress.cancelled()) return fail(Fault::cancelled);
            for (std::uint32_t a = csr.first[node]; a < csr.first[node + 1]; ++a) {
                const std::uint32_t time = csr.time_ms[a].cost;
                const std::uint32_t length = csr.length_mm[a];
                const std::uint32_t cost = metric == Metric::time ? time : length;
                const std::uint32_t other = metric == Metric::time ? length : time;
                offer(csr.time_ms[a].head, {here.cost + cost, here.owner, here.other + other});
            }
        }
        waiting -= bucket.size();
        bucket.clear();
        ++now;
    }
    NearestLabels out;
    out.cost.reserve(label.size());
    out.other.reserve(label.size());
    out.owner.reserve(label.size());
    for (const Label& l : label) {
        out.cost.push_back(l.cost);
        out.other.push_back(l.other);
        out.owner.push_back(l.owner);
    }
    progress.at(1);
    return out;
}

Result<std::vector<Trip>> nearest_trips(const Network& network, std::span<const Snap> sources,
                                        std::span<const Snap> points, Metric metric,
                                        const Progress& progress) {
    TRY(const NearestLabels nodes,
        nearest_of_nodes(network, sources, metric, progress.part(0, 0.8, "stage.search")));
    // Sources by edge, for trips that never leave their edge.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> on_edge;
    for (std::uint32_t s = 0; s < sources.size(); ++s)
        if (sources[s].on_network()) on_edge.emplace_back(sources[s].edge, s);
    std::sort(on_edge.begin(), on_edge.end());

    std::vector<Trip> trips(points.size());
    parallel_for(points.size(), 1024, [&](std::size_t from, std::size_t to) {
        std::vector<End> ends;
        for (std::size_t i = from; i < to; ++i) {
            const Snap& point = points[i];
            Trip& trip = trips[i];
            if (!point.on_network()) {
                trip.status = TripStatus::off_network;
                continue;
            }
            Label best;
            const auto offer = [&](std::uint32_t time, std::uint32_t length, std::uint32_t source) {
                const Label offered =
                    metric == Metric::time ? Label{time, source, length} : Label{length, source, time};
                if (offered.before(best)) best = offered;
            };
            ends.clear();
            departures(network, point, ends);
            for (const End& end : ends) {
                if (nodes.owner[end.node] == no_cost) continue;
                const bool by_time = metric == Metric::time;
                const std::uint32_t time = by_time ? nodes.cost[end.node] : nodes.other[end.node];
                const std::uint32_t length = by_time ? nodes.other[end.node] : nodes.cost[end.node];
                offer(end.time_ms + time, end.length_mm + length, nodes.owner[end.node]);
            }
            const Edge& e = network.edges[point.edge];
            for (auto s = std::lower_bound(on_edge.begin(), on_edge.end(), std::make_pair(point.edge, 0U));
                 s != on_edge.end() && s->first == point.edge; ++s) {
                const Snap& source = sources[s->second];
                const bool ahead = source.along_mm >= point.along_mm;
                const std::uint32_t whole = ahead ? e.forward_ms : e.backward_ms;
                if (whole == 0) continue;
                const std::uint32_t a = part_of(whole, point.along_mm, e.length_mm);
                const std::uint32_t b = part_of(whole, source.along_mm, e.length_mm);
                const std::uint32_t walks = walk_ms(point.walk_mm, network.profile.walk_kmh) +
                                            walk_ms(source.walk_mm, network.profile.walk_kmh) +
                                            wait_ms(network.profile);
                offer((ahead ? b - a : a - b) + walks,
                      (ahead ? source.along_mm - point.along_mm : point.along_mm - source.along_mm) +
                          point.walk_mm + source.walk_mm,
                      s->second);
            }
            if (best.owner == no_cost) continue;
            trip.status = TripStatus::reached;
            trip.source = best.owner;
            trip.time_ms = metric == Metric::time ? best.cost : best.other;
            trip.length_mm = metric == Metric::time ? best.other : best.cost;
            trip.walk_mm = point.walk_mm + sources[best.owner].walk_mm;
        }
    });
    if (progress.cancelled()) return fail(Fault::cancelled);
    return trips;
}

Result<std::vector<Trip>> straight_line_trips(std::span<const LonLat> sources, std::span<const LonLat> points,
                                              const Profile& profile, const Progress& progress) {
    std::vector<Trip> trips(points.size());
    if (sources.empty()) return trips;
    const Plane plane;
    const auto source_at = plane.metres_from_lonlat(sources);
    const auto point_at = plane.metres_from_lonlat(points);
    std::vector<Box> boxes(source_at.size());
    for (std::size_t i = 0; i < boxes.size(); ++i) boxes[i].add(source_at[i]);
    const BoxIndex index(boxes);
    parallel_for(points.size(), 512, [&](std::size_t from, std::size_t to) {
        if (progress.cancelled()) return;
        for (std::size_t i = from; i < to; ++i) {
            // The plane bends lengths by less than 1 % within 1,000 km of its centre, so candidates are taken
            // up to 3 % beyond the best, and the ellipsoid decides.
            std::uint32_t best_mm = no_cost;
            std::uint32_t best = no_cost;
            const Metres at = point_at[i];
            const auto distance2 = [&](std::uint32_t s) {
                return (source_at[s].x - at.x) * (source_at[s].x - at.x) +
                       (source_at[s].y - at.y) * (source_at[s].y - at.y);
            };
            index.nearest(at.x, at.y, distance2, [&](std::uint32_t s, double d2) {
                if (best != no_cost && std::sqrt(d2) > best_mm / 1000.0 * 1.03 + 1) return false;
                const std::uint32_t mm = geodesic_mm(points[i], sources[s]);
                if (mm < best_mm || (mm == best_mm && s < best)) {
                    best_mm = mm;
                    best = s;
                }
                return true;
            });
            Trip& trip = trips[i];
            trip.status = TripStatus::reached;
            trip.source = best;
            trip.length_mm = static_cast<std::uint32_t>(
                std::min(4.29e9, std::floor(best_mm * profile.detour_factor + 0.5)));
            trip.time_ms = walk_ms(trip.length_mm, profile.straight_kmh) + wait_ms(profile);
        }
    });
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(1);
    return trips;
}

}  // namespace geo
