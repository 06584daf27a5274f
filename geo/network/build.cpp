#include "geo/base/parallel.h"
#include "geo/geom/measure.h"
#include "geo/network/chains_private.h"
#include "geo/network/groups.h"
#include "geo/network/network.h"
#include "geo/network/passage_private.h"
#include "geo/network/terrain.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace geo {
namespace {

std::uint32_t ms_of(double seconds) {
    return std::max(1U, static_cast<std::uint32_t>(std::min(2e9, std::floor(seconds * 1000 + 0.5))));
}
std::uint32_t ms_of(std::uint32_t length_mm, double kmh) {
    return std::max(1U, static_cast<std::uint32_t>(std::min(2e9, std::floor(length_mm * 3.6 / kmh + 0.5))));
}

/// Road nodes where a way passes that the mover uses and that is no ferry: who boards there, waits.
std::vector<bool> landings_of(const Roads& roads, const Mover& mover) {
    std::vector<bool> landing(roads.nodes.size(), false);
    for (const Way& way : roads.ways)
        if (way.road_class != RoadClass::ferry && speed_of(way, mover) > 0)
            for (const std::uint32_t node : roads.nodes_of(way)) landing[node] = true;
    return landing;
}

/// The movers of a profile: what is moved along edges that points hang on, and what they may board.
struct Movers {
    Mover own, vehicle;
    bool rides = false;

    explicit Movers(const Profile& profile)
        : own(profile.rides ? walker_of(profile) : mover_of(profile)),
          vehicle(mover_of(profile)),
          rides(profile.rides) {}
    bool use(const Way& way) const { return speed_of(way, own) > 0 || (rides && speed_of(way, vehicle) > 0); }
};

/// Times of a segment for one mover, both directions alike.  `back` is the time of moving back.
template <class Costs>
void set_times(const Way& way, Mode mode, std::uint32_t moving_ms, std::uint32_t back_ms,
               std::array<std::uint32_t, 2> waits, Costs& out) {
    const bool one_way = keeps_direction(way, mode);
    out.moving_ms = moving_ms;
    if (!(one_way && way.one_way == OneWay::backward)) out.forward_ms = moving_ms + waits[0];
    if (!(one_way && way.one_way == OneWay::forward)) out.backward_ms = back_ms + waits[1];
}

class SegmentTimes {
public:
    SegmentTimes(const Roads& roads, const Profile& profile, const Movers& movers, Segments& segments)
        : roads_(roads),
          movers_(movers),
          landing_(landings_of(roads, movers.own)),
          ride_landing_(movers.rides ? landings_of(roads, movers.vehicle) : std::vector<bool>{}),
          ferry_wait_ms_(static_cast<std::uint32_t>(std::lround(profile.ferry_wait_s * 1000))),
          segments_(segments) {}

    void fill(std::size_t begin, std::size_t end, const Terrain* terrain) {
        for (std::size_t i = begin; i < end; ++i) {
            Segment& s = segments_.all[i];
            const Way& way = roads_.ways[s.way];
            s.length_mm = geodesic_mm(roads_.nodes[s.from], roads_.nodes[s.to]);
            if (const double kmh = speed_of(way, movers_.own); kmh > 0) {
                std::uint32_t there = ms_of(s.length_mm, kmh), back = there;
                if (terrain != nullptr) slope(i, way, *terrain, kmh, there, back);
                set_times(way, movers_.own.mode, there, back, waits(way, s, landing_), s);
            }
            if (!movers_.rides) continue;
            if (const double kmh = speed_of(way, movers_.vehicle); kmh > 0) {
                const std::uint32_t ms = ms_of(s.length_mm, kmh);
                // Boats wait where one boards them.
                const bool boat = movers_.vehicle.mode == Mode::boat;
                set_times(way, movers_.vehicle.mode, ms, ms,
                          boat ? std::array{0U, 0U} : waits(way, s, ride_landing_), segments_.rides[i]);
            }
        }
    }

private:
    std::array<std::uint32_t, 2> waits(const Way& way, const Segment& s,
                                       const std::vector<bool>& landing) const {
        if (way.road_class != RoadClass::ferry) return {0, 0};
        return {landing[s.from] ? ferry_wait_ms_ : 0, landing[s.to] ? ferry_wait_ms_ : 0};
    }

    void slope(std::size_t i, const Way& way, const Terrain& terrain, double kmh, std::uint32_t& there,
               std::uint32_t& back) {
        segments_.back_ms[i] = back;
        if (way.road_class == RoadClass::ferry) return;
        Segment& s = segments_.all[i];
        const SlopedWalk walk =
            sloped_walk(terrain, roads_.nodes[s.from], roads_.nodes[s.to], s.length_mm / 1000.0, kmh);
        segments_.has_heights[i] = walk.has_heights ? 1 : 0;
        // The ground under a bridge is not where one walks.
        if (has(way, road_bridge)) return;
        there = ms_of(walk.there_s);
        back = ms_of(walk.back_s);
        segments_.back_ms[i] = back;
    }

    const Roads& roads_;
    const Movers& movers_;
    std::vector<bool> landing_, ride_landing_;
    std::uint32_t ferry_wait_ms_;
    Segments& segments_;
};

/// Of all roads, or of those that `part` takes.
Result<Segments> segments_of(const Roads& roads, const RoadsPart* part, const Profile& profile,
                             const Movers& movers, const Terrain* terrain, NetworkReport& report) {
    Segments out;
    for (std::size_t w = 0; w < roads.ways.size(); ++w) {
        const Way& way = roads.ways[w];
        if (!movers.use(way)) {
            ++report.dropped_ways[static_cast<std::size_t>(way.road_class)];
            continue;
        }
        const auto nodes = roads.nodes_of(way);
        for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
            if (nodes[i] == nodes[i + 1] || (part != nullptr && !part->takes[way.first + i])) continue;
            Segment s;
            s.from = nodes[i];
            s.to = nodes[i + 1];
            s.way = static_cast<std::uint32_t>(w);
            out.all.push_back(s);
        }
    }
    if (movers.rides) out.rides.resize(out.all.size());
    if (terrain != nullptr) {
        out.back_ms.assign(out.all.size(), 0);
        out.has_heights.assign(out.all.size(), 1);
    }
    SegmentTimes times(roads, profile, movers, out);
    std::atomic<bool> failed = false;
    parallel_for(out.all.size(), terrain == nullptr ? 4096 : 32768, [&](std::size_t begin, std::size_t end) {
        if (terrain == nullptr) return times.fill(begin, end, nullptr);
        const auto own = Terrain::of(terrain->grids());  // a terrain belongs to one thread
        if (!own)
            failed = true;
        else
            times.fill(begin, end, &*own);
    });
    if (failed) return fail(Fault::internal, {}, "terrain");
    return out;
}

void report_road_nodes(const Roads& roads, const Movers& movers, const std::vector<Segment>& segments,
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
        if (!movers.use(way)) continue;
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
                       [mover = mover_of(profile)](const Way& way) { return speed_of(way, mover) > 0; });
}

Result<Network> build_network(const Roads& roads, const Profile& profile, const Progress& progress,
                              const Terrain* terrain) {
    Network network;
    network.profile = profile;
    if (!has_way_for(roads, profile)) return fail(Fault::needs_roads);
    const Movers movers(profile);
    const bool sloped = terrain != nullptr && movers.own.mode == Mode::walk;
    TRY(const Segments parts,
        segments_of(roads, nullptr, profile, movers, sloped ? terrain : nullptr, network.report));
    const std::vector<Segment>& segments = parts.all;
    if (segments.empty()) return fail(Fault::needs_roads);
    network.report.elevation_used = sloped;
    EdgeRides rides;
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(0.4);
    const Incidence incidence(segments, roads.nodes.size());
    // The report and the chains read the same and write apart.
    parallel_for(2, 1, [&](std::size_t from, std::size_t) {
        if (from == 0)
            join_chains(roads, parts, incidence, {}, network, rides);
        else
            report_road_nodes(roads, movers, segments, incidence, network.report);
    });
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(0.8);
    if (movers.rides) split_layers(network, rides);
    connect(network);
    network.report.transfers = network.transfers.size();
    network.report.nodes = network.node.size();
    network.report.arcs = network.out.time_ms.size();
    progress.at(1);
    return network;
}

Result<Network> build_part(const Roads& roads, const RoadsPart& part, const Profile& profile,
                           const Terrain* terrain) {
    Network network;
    network.profile = profile;
    const Movers movers(profile);
    const bool sloped = terrain != nullptr && movers.own.mode == Mode::walk;
    TRY(const Segments segments,
        segments_of(roads, &part, profile, movers, sloped ? terrain : nullptr, network.report));
    EdgeRides rides;
    join_chains(roads, segments, Incidence(segments.all, roads.nodes.size()), part.stays, network, rides);
    if (movers.rides) split_layers(network, rides);
    return network;
}

}  // namespace geo
