// Where roads meet or bend: along the main roads, in the grid of a town's streets, in villages, and at the
// crossings in the fields between them.
#include "geo/data/demo/near.h"
#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace geo::demo {
namespace {

constexpr double street_km = 0.17;  // between two streets of a town
constexpr double lane_km = 0.13;    // between two lanes of a village
constexpr double capital_radius_km = 2.7;
constexpr double access_km = 1.05;  // between two accesses of a main road

using Kind = RoadPoint::Kind;

class PointMaker {
public:
    PointMaker(const Plan& plan, const Lattice& lattice, const Division& division,
               const std::vector<Highway>& highways, std::uint64_t seed)
        : plan_(plan),
          lattice_(lattice),
          division_(division),
          highways_(highways),
          random_(seed),
          lines_(plan, 0.5),
          points_(plan, 0.5),
          towns_(plan, 3) {
        for (std::uint32_t a = 0; a < division.town.size(); ++a) towns_.add(lattice.at(division.town[a]), a);
        for (const Highway& road : highways)
            for (const Km at : road.line) lines_.add(at, 0);
    }

    RoadGraph make(const std::vector<Settlement>& settlements) {
        for (const Highway& road : highways_) {
            plan_.watch.go_on();
            add_accesses(road);
        }
        for (std::uint32_t a = 0; a < division_.town.size(); ++a) add_streets(a);
        plan_.watch.progress.at(0.14);
        graph_.of_settlement.assign(settlements.size(), none);
        for (std::uint32_t s = 0; s < settlements.size(); ++s) add_lanes(s, settlements[s]);
        for (std::uint32_t s = 0; s < settlements.size(); ++s)
            if (settlements[s].remote) hamlets_.push_back(settlements[s].at);
        plan_.watch.progress.at(0.16);
        add_fields();
        for (std::uint32_t s = 0; s < settlements.size(); ++s)
            if (!settlements[s].remote && graph_.of_settlement[s] == none)
                graph_.of_settlement[s] = nearest(settlements[s].at);
        return std::move(graph_);
    }

private:
    double town_radius(std::uint32_t a) const { return division_.is_capital(a) ? capital_radius_km : 1.0; }
    /// Distance to the middle of the nearest town, as a part of that town's radius; large where it is more
    /// than one.
    double in_town(Km at) const {
        double best = 1e3;
        towns_.within(at, capital_radius_km, [&](Km, std::uint32_t a, double away) {
            best = std::min(best, away / town_radius(a));
        });
        return best;
    }

    std::uint32_t add(Km at, Kind kind, std::uint32_t group) {
        RoadPoint point;
        point.at = at;
        point.kind = kind;
        point.group = group;
        const auto id = static_cast<std::uint32_t>(graph_.points.size());
        graph_.points.push_back(point);
        points_.add(at, id);
        return id;
    }

    std::uint32_t nearest(Km at) const {
        std::uint32_t best = none;
        double best_km = 1e3;
        for (double radius = 0.5; best == none && radius < 30; radius *= 2)
            points_.within(at, radius, [&](Km, std::uint32_t id, double away) {
                if (away >= best_km) return;
                best_km = away;
                best = id;
            });
        return best;
    }

    void add_accesses(const Highway& road) {
        const auto end = [&](Km at) {
            const auto found = ends_.find({at.x, at.y});
            if (found != ends_.end()) return found->second;
            const std::uint32_t id = add(at, Kind::highway, none);
            ends_[{at.x, at.y}] = id;
            return id;
        };
        std::uint32_t from = end(road.line.front());
        const std::uint32_t last = end(road.line.back());
        RoadEdge edge;
        edge.given = true;
        edge.road_class = road.road_class;
        edge.surface = Surface::paved;
        edge.line = {road.line.front()};
        const auto finish = [&](std::uint32_t to) {
            edge.a = from;
            edge.b = to;
            graph_.edges.push_back(edge);
            edge.line = {graph_.points[to].at};
            edge.length_km = 0;
            from = to;
        };
        double wanted = access_km * (0.7 + 0.6 * random_.unit());
        double to_end = 0;
        for (std::size_t i = 1; i < road.line.size(); ++i) to_end += far(road.line[i - 1], road.line[i]);
        for (std::size_t i = 1; i + 1 < road.line.size(); ++i) {
            const double piece = far(road.line[i - 1], road.line[i]);
            edge.length_km += piece;
            to_end -= piece;
            edge.line.push_back(road.line[i]);
            const double town = in_town(road.line[i]);
            if (edge.length_km < (town < 1 ? street_km * 1.15 : wanted) || to_end < street_km) continue;
            finish(add(road.line[i], Kind::highway, none));
            wanted = access_km * (0.7 + 0.6 * random_.unit());
        }
        edge.length_km += far(edge.line.back(), road.line.back());
        edge.line.push_back(road.line.back());
        finish(last);
    }

    /// The direction in which the main road runs through a town.
    Km direction_at(Km town) const {
        Km best{1, 0};
        double best_km = 1e3;
        for (const Highway& road : highways_)
            for (std::size_t i = 1; i < road.line.size(); ++i) {
                const double away = far(road.line[i], town);
                const double piece = far(road.line[i - 1], road.line[i]);
                if (away >= best_km || piece < 1e-6) continue;
                best_km = away;
                best = {(road.line[i].x - road.line[i - 1].x) / piece,
                        (road.line[i].y - road.line[i - 1].y) / piece};
            }
        return best;
    }

    bool open(Km at) const {
        const std::size_t cell = lattice_.cell_at(at);
        return division_.ours(cell) && lattice_.water[cell] < Water::river;
    }

    /// Streets of a town: rows along its main road and others across, bent by what the town grew around,
    /// wider apart outside, and farther out along the main roads than between them.
    void add_streets(std::uint32_t a) {
        plan_.watch.go_on();
        const Km town = lattice_.at(division_.town[a]);
        const Km along = direction_at(town);
        const double radius = town_radius(a);
        const auto reach = static_cast<std::int32_t>(1.5 * radius / street_km) + 1;
        const double skew = 0.16 * random_.both();
        const std::uint64_t own = 7000 + a;
        for (std::int32_t row = -reach; row <= reach; ++row)
            for (std::int32_t place = -reach; place <= reach; ++place) {
                double u = street_km * (place + 0.08 * random_.both() + skew * row);
                double v = street_km * (row + 0.5 + 0.08 * random_.both());
                const double out = std::sqrt(u * u + v * v) / radius;
                const double wide = 0.92 + 0.5 * out * out;
                u = u * wide + 0.26 * out * noise(u / 1.1, v / 1.1, own) +
                    0.04 * noise(u / 0.3, v / 0.3, own + 2);
                v = v * wide + 0.26 * out * noise(u / 1.1, v / 1.1, own + 1) +
                    0.04 * noise(u / 0.3, v / 0.3, own + 3);
                const Km at{town.x + along.x * u - along.y * v, town.y + along.y * u + along.x * v};
                const double away = far(at, town) / radius;
                const double road = lines_.gap(at, 0.6);
                const double edge =
                    0.74 + 0.34 * noise(at.x / 0.9, at.y / 0.9, 77) + (road < 0.45 ? 0.3 : 0.0);
                // Whole blocks are missing (a market, a temple, a field), more of them outside.
                const double block = noise(at.x / 0.42, at.y / 0.42, 78);
                if (away > edge || block < -0.78 + 0.5 * away || !open(at)) continue;
                if (road < street_km * 0.45 || points_.gap(at, 0.2) < street_km * 0.45) continue;
                RoadPoint& point = graph_.points[add(at, Kind::town, a)];
                point.row = row;
                point.place = place;
            }
    }

    /// A village lies along its lane: a few crossings beside each other, more the more people it has.
    void add_lanes(std::uint32_t s, const Settlement& village) {
        plan_.watch.go_on();
        if (village.in_town || village.remote || in_town(village.at) < 0.9) return;
        const std::uint32_t group = s;
        graph_.of_settlement[s] = add(village.at, Kind::village, group);
        const int lanes = std::min(9, static_cast<int>(village.people / (plan_.country ? 110 : 150)));
        const double turn_x = random_.both();
        const double turn_y = random_.both();
        const double turn = std::max(1e-3, std::sqrt(turn_x * turn_x + turn_y * turn_y));
        const Km along{turn_x / turn, turn_y / turn};
        static constexpr std::array<std::array<int, 2>, 9> places = {
            {{1, 0}, {0, 1}, {-1, 0}, {1, 1}, {2, 0}, {-1, 1}, {0, -1}, {2, 1}, {1, -1}}};
        for (int k = 0; k < lanes; ++k) {
            if (random_.below(6) == 0) continue;
            const double u = lane_km * (1.3 * places[static_cast<std::size_t>(k)][0] + 0.16 * random_.both());
            const double v = lane_km * (places[static_cast<std::size_t>(k)][1] + 0.16 * random_.both());
            const Km at{village.at.x + along.x * u - along.y * v, village.at.y + along.y * u + along.x * v};
            if (!open(at) || lines_.gap(at, 0.2) < 0.1 || points_.gap(at, 0.2) < 0.08) continue;
            add(at, Kind::village, group);
        }
    }

    void add_fields() {
        for (int dart = 0; dart < plan_.field_darts; ++dart) {
            plan_.watch.go_on();
            const Km at{60 + (plan_.width_km - 100) * random_.unit(),
                        40 + (plan_.height_km - 60) * random_.unit()};
            const std::size_t cell = lattice_.cell_at(at);
            if (!open(at) || lattice_.height[cell] > 0.5) continue;
            const double room = 0.95 + 2.4 * lattice_.height[cell] + 0.5 * random_.unit();
            if (points_.gap(at, room) < room || lines_.gap(at, 0.5) < 0.5) continue;
            const bool hamlet_near = std::any_of(hamlets_.begin(), hamlets_.end(),
                                                 [&](Km hamlet) { return far(hamlet, at) < 6.2; });
            if (!hamlet_near) add(at, Kind::field, none);
        }
    }

    const Plan& plan_;
    const Lattice& lattice_;
    const Division& division_;
    const std::vector<Highway>& highways_;
    Random random_;
    Near lines_;
    Near points_;
    Near towns_;
    std::map<std::pair<double, double>, std::uint32_t> ends_;
    std::vector<Km> hamlets_;
    RoadGraph graph_;
};

}  // namespace

RoadGraph make_road_graph(const Plan& plan, const Lattice& lattice, const Division& division,
                          const std::vector<Highway>& highways, const std::vector<Settlement>& settlements,
                          std::uint64_t seed) {
    RoadGraph graph = PointMaker(plan, lattice, division, highways, seed).make(settlements);
    plan.watch.progress.at(0.2);
    join_points(plan, lattice, division, graph, seed + 1);
    plan.watch.progress.at(0.73);
    rank_edges(lattice, division, settlements, graph, seed + 2);
    return graph;
}

}  // namespace geo::demo
