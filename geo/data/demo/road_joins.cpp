// Which points are joined: two are, where no third lies between them (a beta skeleton, Kirkpatrick and Radke
// 1985; with beta near 2 it is the relative neighbourhood graph, whose degrees are those of road networks).
// Then the sea, the hills and the rivers take links away, and bridges and ferries give some back.
#include "geo/base/parallel.h"
#include "geo/data/demo/near.h"
#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace geo::demo {
namespace {

constexpr double beta = 1.86;
constexpr std::size_t nearest_looked_at = 40;
constexpr double longest_km = 9;

struct Link {
    std::uint32_t a = 0, b = 0;
    double km = 0;
    bool operator<(const Link& o) const { return a != o.a ? a < o.a : b < o.b; }
};

/// A third point between a and b keeps them apart.
bool between(Km a, Km b, Km c, double km) {
    const double t = beta / 2;
    const double reach = t * km;
    const Km near_b{a.x * (1 - t) + b.x * t, a.y * (1 - t) + b.y * t};
    const Km near_a{b.x * (1 - t) + a.x * t, b.y * (1 - t) + a.y * t};
    return far(c, near_a) < reach && far(c, near_b) < reach;
}

std::vector<Link> skeleton(const Plan& plan, const std::vector<RoadPoint>& points) {
    Near near(plan, 1);
    for (std::uint32_t i = 0; i < points.size(); ++i) near.add(points[i].at, i);
    std::vector<std::vector<Link>> found(points.size());
    parallel_for(points.size(), 512, [&](std::size_t from, std::size_t to) {
        plan.watch.go_on();
        std::vector<std::pair<double, std::uint32_t>> others;
        for (std::size_t i = from; i < to; ++i) {
            for (double radius = 0.5; radius <= longest_km; radius *= 1.8) {
                others.clear();
                near.within(points[i].at, radius, [&](Km, std::uint32_t id, double away) {
                    if (id != i) others.emplace_back(away, id);
                });
                if (others.size() >= nearest_looked_at) break;
            }
            std::sort(others.begin(), others.end());
            others.resize(std::min(others.size(), nearest_looked_at));
            for (std::size_t k = 0; k < others.size(); ++k) {
                const auto [km, other] = others[k];
                bool apart = false;
                for (std::size_t c = 0; c < others.size() && !apart; ++c)
                    apart =
                        c != k && between(points[i].at, points[other].at, points[others[c].second].at, km);
                if (!apart)
                    found[i].push_back({std::min(static_cast<std::uint32_t>(i), other),
                                        std::max(static_cast<std::uint32_t>(i), other), km});
            }
        }
    });
    std::vector<Link> out;
    for (const auto& links : found) out.insert(out.end(), links.begin(), links.end());
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end(),
                          [](const Link& x, const Link& y) { return x.a == y.a && x.b == y.b; }),
              out.end());
    return out;
}

class Parts {
public:
    explicit Parts(std::size_t count) : up_(count) { std::iota(up_.begin(), up_.end(), 0U); }
    std::uint32_t root(std::uint32_t a) {
        while (up_[a] != a) a = up_[a] = up_[up_[a]];
        return a;
    }
    bool join(std::uint32_t a, std::uint32_t b) {
        a = root(a);
        b = root(b);
        up_[std::max(a, b)] = std::min(a, b);
        return a != b;
    }

private:
    std::vector<std::uint32_t> up_;
};

enum class Verdict : std::uint8_t { open, hard, closed };

class Joiner {
public:
    Joiner(const Plan& plan, const Lattice& lattice, const Division& division, RoadGraph& graph,
           std::uint64_t seed)
        : plan_(plan),
          lattice_(lattice),
          division_(division),
          graph_(graph),
          random_(seed),
          pieces_(plan, 0.5),
          parts_(0) {
        for (const RoadEdge& edge : graph.edges)
            for (std::size_t i = 1; i < edge.line.size(); ++i) {
                const Km a = edge.line[i - 1];
                const Km b = edge.line[i];
                pieces_.add({(a.x + b.x) / 2, (a.y + b.y) / 2}, static_cast<std::uint32_t>(line_.size()));
                line_.push_back({a, b});
            }
    }

    void run() {
        const auto links = skeleton(plan_, graph_.points);
        plan_.watch.progress.at(0.26);
        parts_ = Parts(graph_.points.size());
        std::set<std::pair<std::uint32_t, std::uint32_t>> given;
        for (const RoadEdge& edge : graph_.edges) {
            given.insert(std::minmax(edge.a, edge.b));
            parts_.join(edge.a, edge.b);
        }
        std::vector<Link> hard;
        for (const Link& link : links) {
            if (given.contains({link.a, link.b})) continue;
            plan_.watch.go_on();
            const Verdict verdict = judge(link);
            if (verdict == Verdict::open) add(link, RoadClass::other);
            if (verdict == Verdict::hard) hard.push_back(link);
        }
        std::stable_sort(hard.begin(), hard.end(), [](const Link& x, const Link& y) { return x.km < y.km; });
        std::vector<Link> left;
        for (const Link& link : hard) {
            if (parts_.root(link.a) != parts_.root(link.b))
                add(link, RoadClass::other);
            else
                left.push_back(link);
        }
        plan_.watch.progress.at(0.28);
        add_ferries(left);
        add_spurs();
    }

private:
    void add(const Link& link, RoadClass road_class) {
        RoadEdge edge;
        edge.a = link.a;
        edge.b = link.b;
        edge.length_km = link.km;
        edge.road_class = road_class;
        graph_.edges.push_back(std::move(edge));
        parts_.join(link.a, link.b);
    }

    /// Whether the link crosses a main road elsewhere than at its own ends.
    bool crosses_main_road(Km a, Km b, double km) const {
        // A little off both ends, where the link may well begin on that road.
        const double off = std::min(0.03 / km, 0.2);
        const Km from{a.x + (b.x - a.x) * off, a.y + (b.y - a.y) * off};
        const Km to{b.x + (a.x - b.x) * off, b.y + (a.y - b.y) * off};
        const int steps = static_cast<int>(km / 0.3) + 1;
        bool meets = false;
        for (int k = 0; k <= steps && !meets; ++k) {
            const double t = static_cast<double>(k) / steps;
            pieces_.within(
                {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}, 0.3, [&](Km, std::uint32_t piece, double) {
                    meets = meets || segments_meet(from, to, line_[piece].first, line_[piece].second);
                });
        }
        return meets;
    }

    Verdict judge(const Link& link) {
        const Km a = graph_.points[link.a].at;
        const Km b = graph_.points[link.b].at;
        const double luck = random_.unit();
        const int steps = static_cast<int>(link.km / 0.35) + 1;
        double top = 0;
        Water water = Water::dry;
        Km before = a;
        for (int k = 1; k <= steps; ++k) {
            const double t = static_cast<double>(k) / steps;
            const Km at{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
            const std::size_t cell = lattice_.cell_at(at);
            if (!division_.ours(cell)) return Verdict::closed;
            top = std::max(top, lattice_.height[cell]);
            water = std::max(water, lattice_.crossed(before, at));
            before = at;
        }
        if (crosses_main_road(a, b, link.km)) return Verdict::closed;
        if (top > 0.72 && link.km > 1) return Verdict::hard;
        if (top > 0.42 && link.km > 1.5 && luck < 0.55) return Verdict::hard;
        if (water == Water::great_river) return Verdict::hard;
        if (water == Water::river && luck < 0.72) return Verdict::hard;
        if (water == Water::stream && luck < 0.18) return Verdict::hard;
        return Verdict::open;
    }

    /// Ferries to the largest island and over the great river where no bridge is.
    void add_ferries(const std::vector<Link>& left) {
        std::vector<std::uint32_t> size(graph_.points.size(), 0);
        for (std::uint32_t i = 0; i < graph_.points.size(); ++i) ++size[parts_.root(i)];
        const auto mainland =
            static_cast<std::uint32_t>(std::max_element(size.begin(), size.end()) - size.begin());
        // Parts of the network, the largest first; what lies over land is joined, one island has a ferry.
        std::vector<std::uint32_t> parts;
        for (std::uint32_t i = 0; i < size.size(); ++i)
            if (i != mainland && size[i] > 3) parts.push_back(i);
        std::stable_sort(parts.begin(), parts.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return size[a] > size[b]; });
        Near all(plan_, 1);
        for (std::uint32_t i = 0; i < size.size(); ++i) all.add(graph_.points[i].at, i);
        bool ferry = false;
        for (const std::uint32_t part : parts) {
            const std::uint32_t main = parts_.root(mainland);
            if (parts_.root(part) == main) continue;
            Link best{0, 0, 26};
            for (std::uint32_t i = 0; i < size.size(); ++i) {
                if (parts_.root(i) != parts_.root(part)) continue;
                plan_.watch.go_on();
                all.within(graph_.points[i].at, best.km, [&](Km, std::uint32_t j, double km) {
                    // The first of equals.
                    const bool nearer = km < best.km || (km == best.km && i == best.a && j < best.b);
                    if (nearer && parts_.root(j) == main) best = {i, j, km};
                });
            }
            if (best.km >= 26) continue;
            const Km a = graph_.points[best.a].at;
            const Km b = graph_.points[best.b].at;
            const bool sea = lattice_.land[lattice_.cell_at({(a.x + b.x) / 2, (a.y + b.y) / 2})] == 0;
            if (!sea && best.km < 7) add(best, RoadClass::other);
            if (sea && !ferry) add(best, RoadClass::ferry);
            ferry = ferry || sea;
        }
        std::vector<Km> taken;
        for (const Link& link : left) {
            if (taken.size() == plan_.river_ferries) break;
            const Km a = graph_.points[link.a].at;
            const Km b = graph_.points[link.b].at;
            if (link.km > 2.2 || link.km < 0.4) continue;
            const Km middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
            if (lattice_.water[lattice_.cell_at(middle)] != Water::great_river) continue;
            if (std::any_of(taken.begin(), taken.end(), [&](Km other) { return far(other, middle) < 28; }))
                continue;
            taken.push_back(middle);
            add(link, RoadClass::ferry);
        }
    }

    /// Tracks that end in a field or a forest.
    void add_spurs() {
        Near near(plan_, 0.5);
        for (const RoadEdge& edge : graph_.edges) {
            const Km a = graph_.points[edge.a].at;
            const Km b = graph_.points[edge.b].at;
            plan_.watch.go_on();
            const int steps = static_cast<int>(edge.length_km / 0.2) + 1;
            for (int k = 0; k <= steps; ++k) {
                const double t = static_cast<double>(k) / steps;
                near.add({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}, 0);
            }
            for (const Km at : edge.line) near.add(at, 0);
        }
        const std::size_t count = graph_.points.size();
        for (std::uint32_t i = 0; i < count; ++i) {
            plan_.watch.go_on();
            if (random_.below(3) != 0) continue;
            const Km from = graph_.points[i].at;
            const Km way{random_.both(), random_.both()};
            const double one = std::sqrt(way.x * way.x + way.y * way.y);
            const double km = 0.35 + 1.1 * random_.unit();
            if (one < 0.1 || graph_.points[i].kind == RoadPoint::Kind::highway) continue;
            bool room = true;
            for (double at_km = 0.28; at_km <= km + 0.2 && room; at_km += 0.15) {
                const Km at{from.x + way.x / one * at_km, from.y + way.y / one * at_km};
                const std::size_t cell = lattice_.cell_at(at);
                room =
                    division_.ours(cell) && lattice_.water[cell] < Water::river && near.gap(at, 0.26) >= 0.26;
            }
            if (!room) continue;
            RoadPoint end;
            end.at = {from.x + way.x / one * km, from.y + way.y / one * km};
            graph_.points.push_back(end);
            RoadEdge edge;
            edge.a = i;
            edge.b = static_cast<std::uint32_t>(graph_.points.size()) - 1;
            edge.length_km = km;
            edge.road_class = RoadClass::track;
            graph_.edges.push_back(std::move(edge));
            for (double at_km = 0; at_km <= km; at_km += 0.2)
                near.add({from.x + way.x / one * at_km, from.y + way.y / one * at_km}, 0);
        }
    }

    const Plan& plan_;
    const Lattice& lattice_;
    const Division& division_;
    RoadGraph& graph_;
    Random random_;
    Near pieces_;
    std::vector<std::pair<Km, Km>> line_;
    Parts parts_;
};

}  // namespace

void join_points(const Plan& plan, const Lattice& lattice, const Division& division, RoadGraph& graph,
                 std::uint64_t seed) {
    Joiner(plan, lattice, division, graph, seed).run();
}

}  // namespace geo::demo
