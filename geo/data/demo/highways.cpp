// Main roads find their way over the lattice as surveyors do: round the hills, few bridges, along what is
// there already.  Then the corners of the lattice are smoothed away.
#include "geo/base/ensure.h"
#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <queue>
#include <set>
#include <utility>

namespace geo::demo {
namespace {

constexpr double along_road = 0.5;    // the price of a kilometre where a road is already
constexpr double along_detour = 0.8;  // the same for secondary roads: they shorten the ways that there are
constexpr double sample_km = 0.15;

class Surveyor {
public:
    Surveyor(const Lattice& lattice, const Division& division, std::uint64_t seed)
        : lattice_(lattice),
          division_(division),
          seed_(seed),
          best_(lattice.size(), RoadClass::other),
          cost_(lattice.size(), std::numeric_limits<double>::infinity()),
          from_(lattice.size(), none) {}

    /// Lays the cheapest way from `start` to `goal`, or to any road of class `joins` or better where there is
    /// no goal.
    void connect(std::size_t start, std::size_t goal, RoadClass joins, RoadClass road_class) {
        using Entry = std::pair<double, std::uint32_t>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        std::vector<std::uint32_t> touched{static_cast<std::uint32_t>(start)};
        const double pitch = lattice_.side_km * 1.7320508;
        const auto left = [&](std::size_t cell) {
            return goal == none ? 0.0 : along_road * far(lattice_.at(cell), lattice_.at(goal)) / pitch;
        };
        known_ = road_class == RoadClass::secondary ? along_detour : along_road;
        line_from_ = lattice_.at(start);
        line_to_ = lattice_.at(goal == none ? nearest_road(start, joins) : goal);
        cost_[start] = 0;
        queue.emplace(left(start), static_cast<std::uint32_t>(start));
        std::array<std::uint32_t, 6> beside{};
        while (!queue.empty()) {
            const auto [bound, cell] = queue.top();
            queue.pop();
            const double here = cost_[cell];
            if (bound > here + left(cell) + 1e-9) continue;
            lattice_.watch.go_on();
            if (cell == goal || (goal == none && cell != start && best_[cell] <= joins)) {
                for (std::uint32_t at = cell; at != start; at = from_[at]) lay(at, from_[at], road_class);
                break;
            }
            const std::size_t n = lattice_.neighbours(cell, beside);
            for (std::size_t k = 0; k < n; ++k) {
                const std::uint32_t next = beside[k];
                if (!division_.ours(next)) continue;
                const double there = here + step(cell, next);
                if (there >= cost_[next]) continue;
                if (cost_[next] == std::numeric_limits<double>::infinity()) touched.push_back(next);
                cost_[next] = there;
                from_[next] = cell;
                queue.emplace(there + left(next), next);
            }
        }
        for (const std::uint32_t cell : touched) cost_[cell] = std::numeric_limits<double>::infinity();
    }

    RoadClass best(std::size_t cell) const { return best_[cell]; }
    std::vector<Highway> highways() const;

private:
    std::size_t nearest_road(std::size_t from, RoadClass joins) const {
        // Squares around the start, each twice as wide, until nothing outside can be nearer.
        const auto column = static_cast<std::int64_t>(from % lattice_.columns);
        const auto row = static_cast<std::int64_t>(from / lattice_.columns);
        std::size_t best = from;
        double best_km = 1e18;
        for (std::int64_t reach = 16;; reach *= 2) {
            const std::int64_t c0 = std::max<std::int64_t>(0, column - reach);
            const std::int64_t c1 = std::min<std::int64_t>(lattice_.columns - 1, column + reach);
            const std::int64_t r0 = std::max<std::int64_t>(0, row - reach);
            const std::int64_t r1 = std::min<std::int64_t>(lattice_.rows - 1, row + reach);
            for (std::int64_t r = r0; r <= r1; ++r)
                for (std::int64_t c = c0; c <= c1; ++c) {
                    const auto cell = static_cast<std::size_t>(r * lattice_.columns + c);
                    if (best_[cell] > joins || far(lattice_.at(cell), lattice_.at(from)) >= best_km) continue;
                    best_km = far(lattice_.at(cell), lattice_.at(from));
                    best = cell;
                }
            const bool everything =
                c0 == 0 && r0 == 0 && c1 + 1 == lattice_.columns && r1 + 1 == lattice_.rows;
            if (everything || best_km <= static_cast<double>(reach) * 1.5 * lattice_.side_km) return best;
        }
    }
    double step(std::uint32_t a, std::uint32_t b) const {
        static constexpr double crossing[4] = {0, 0.5, 3, 9};
        if (best_[a] != RoadClass::other && best_[b] != RoadClass::other &&
            class_of_.contains(std::minmax(a, b)))
            return known_;
        // Beside a road and not on it is a bad place for another.
        const double crowd = best_[b] != RoadClass::other || best_[a] != RoadClass::other ? 0.4 : 0;
        // The straight way is the best of the many that are equally long on the lattice.
        const double off = std::abs((line_to_.x - line_from_.x) * (lattice_.at(b).y - line_from_.y) -
                                    (line_to_.y - line_from_.y) * (lattice_.at(b).x - line_from_.x)) /
                           std::max(1.0, far(line_from_, line_to_));
        return 0.75 + 22 * std::abs(lattice_.height[a] - lattice_.height[b]) + 3 * lattice_.height[b] +
               crossing[static_cast<std::size_t>(lattice_.water[b])] +
               0.3 * std::min(2.0, lattice_.wander[b]) + 0.03 * std::min(8.0, off) + crowd;
    }
    void lay(std::uint32_t a, std::uint32_t b, RoadClass road_class) {
        const auto found = class_of_.try_emplace(std::minmax(a, b), road_class).first;
        found->second = std::min(found->second, road_class);
        best_[a] = std::min(best_[a], road_class);
        best_[b] = std::min(best_[b], road_class);
    }
    const Lattice& lattice_;
    const Division& division_;
    std::uint64_t seed_;
    Km line_from_, line_to_;
    double known_ = along_road;
    std::vector<RoadClass> best_;
    std::vector<double> cost_;
    std::vector<std::uint32_t> from_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, RoadClass> class_of_;
};

/// Where the land makes a road bend that the lattice would have led straight on.
Km winding(Km at, double height, std::uint64_t seed) {
    const double wide = 0.45 + 0.3 * height;
    const double narrow = 0.07 + 0.35 * height;
    return {
        at.x + wide * noise(at.x / 5.5, at.y / 5.5, seed) + narrow * noise(at.x / 1.3, at.y / 1.3, seed + 1),
        at.y + wide * noise(at.x / 5.5, at.y / 5.5, seed + 2) +
            narrow * noise(at.x / 1.3, at.y / 1.3, seed + 3)};
}

/// Roads as chains of cells that run through junctions, the most important first: of the links that meet, the
/// straightest pair of the best class is one road.
class Chains {
public:
    using Cell = std::uint32_t;
    using Classes = std::map<std::pair<Cell, Cell>, RoadClass>;

    Chains(const Lattice& lattice, const Classes& class_of) : lattice_(lattice), class_of_(class_of) {
        for (const auto& entry : class_of) {
            beside_[entry.first.first].push_back(entry.first.second);
            beside_[entry.first.second].push_back(entry.first.first);
        }
        for (const auto& entry : beside_) pair_up(entry.first);
    }

    RoadClass between(Cell a, Cell b) const { return class_of_.at(std::minmax(a, b)); }
    const std::map<Cell, std::vector<Cell>>& beside() const { return beside_; }

    std::vector<std::vector<Cell>> chains() const {
        std::vector<std::vector<Cell>> out;
        std::map<std::pair<Cell, Cell>, bool> done;
        for (const auto& entry : class_of_) {
            if (done[entry.first]) continue;
            auto chain = followed(entry.first.first, entry.first.second, done);
            std::reverse(chain.begin(), chain.end());
            const auto onwards = followed(entry.first.second, entry.first.first, done);
            chain.insert(chain.end(), onwards.begin(), onwards.end());
            done[entry.first] = true;
            out.push_back(std::move(chain));
        }
        std::stable_sort(out.begin(), out.end(), [&](const auto& x, const auto& y) {
            return between(x[0], x[1]) < between(y[0], y[1]);
        });
        return out;
    }

private:
    void pair_up(Cell cell) {
        const auto& others = beside_.at(cell);
        struct Pair {
            RoadClass worse;
            double cosine;
            Cell a, b;
        };
        std::vector<Pair> pairs;
        const Km at = lattice_.at(cell);
        for (std::size_t i = 0; i < others.size(); ++i)
            for (std::size_t j = i + 1; j < others.size(); ++j) {
                const RoadClass one = between(cell, others[i]);
                if (one != between(cell, others[j])) continue;
                const Km a = lattice_.at(others[i]);
                const Km b = lattice_.at(others[j]);
                const double cosine = (a.x - at.x) * (b.x - at.x) + (a.y - at.y) * (b.y - at.y);
                if (cosine < 0.1) pairs.push_back({one, cosine, others[i], others[j]});
            }
        std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) {
            return x.worse != y.worse ? x.worse < y.worse : x.cosine < y.cosine - 1e-9;
        });
        for (const Pair& pair : pairs) {
            if (next_.contains({cell, pair.a}) || next_.contains({cell, pair.b})) continue;
            next_[{cell, pair.a}] = pair.b;
            next_[{cell, pair.b}] = pair.a;
        }
    }
    /// Cells from `cell` onwards, coming from `from`; ends where no road carries on.
    std::vector<Cell> followed(Cell cell, Cell from, std::map<std::pair<Cell, Cell>, bool>& done) const {
        std::vector<Cell> out{cell};
        for (;;) {
            const auto found = next_.find({cell, from});
            if (found == next_.end() || done[std::minmax(cell, found->second)]) return out;
            done[std::minmax(cell, found->second)] = true;
            from = cell;
            cell = found->second;
            out.push_back(cell);
        }
    }

    const Lattice& lattice_;
    const Classes& class_of_;
    std::map<Cell, std::vector<Cell>> beside_;
    std::map<std::pair<Cell, Cell>, Cell> next_;  ///< (cell, from) -> where the road carries on
};

std::vector<Highway> Surveyor::highways() const {
    const Chains chains(lattice_, class_of_);
    // Where other roads join, and towns: their place is fixed by the first road through them.
    std::map<std::uint32_t, Km> place;
    const std::set<std::size_t> towns(division_.town.begin(), division_.town.end());
    const auto joint = [&](std::uint32_t cell) {
        return chains.beside().at(cell).size() != 2 || towns.contains(cell);
    };
    std::vector<Highway> out;
    for (const auto& cells : chains.chains()) {
        lattice_.watch.go_on();
        std::vector<Km> line;
        std::vector<bool> pinned;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto found = place.find(cells[i]);
            pinned.push_back(found != place.end());
            line.push_back(found != place.end() ? found->second : lattice_.at(cells[i]));
        }
        for (int round = 0; round < 12; ++round) {
            const auto before = line;
            for (std::size_t i = 1; i + 1 < line.size(); ++i)
                if (!pinned[i])
                    line[i] = {before[i].x * 0.4 + (before[i - 1].x + before[i + 1].x) * 0.3,
                               before[i].y * 0.4 + (before[i - 1].y + before[i + 1].y) * 0.3};
        }
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!pinned[i]) line[i] = winding(line[i], lattice_.height[cells[i]], seed_);
            if (i == 0 || i + 1 == cells.size() || joint(cells[i])) place.try_emplace(cells[i], line[i]);
        }
        // Every second point carries the curve: the rest is the lattice showing through.
        std::vector<Km> carrying;
        std::vector<std::size_t> joints;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const bool ends_here = place.contains(cells[i]);
            const bool too_near = (i > 0 && place.contains(cells[i - 1])) ||
                                  (i + 1 < cells.size() && place.contains(cells[i + 1]));
            if (ends_here) joints.push_back(carrying.size());
            if (ends_here || (i % 2 == 0 && !too_near)) carrying.push_back(line[i]);
        }
        for (std::size_t k = 0; k + 1 < joints.size(); ++k) {
            Highway road;
            road.road_class = chains.between(cells[0], cells[1]);
            road.line = curve(carrying, joints[k], joints[k + 1], sample_km);
            out.push_back(std::move(road));
        }
    }
    return out;
}

/// Pairs of towns that no third lies between, nearer to both than `lune` times their distance (1: relative
/// neighbourhood graph, Toussaint 1980; less: more pairs).
std::vector<std::pair<std::size_t, std::size_t>> neighbours_of(const Lattice& lattice,
                                                               const std::vector<std::size_t>& cells,
                                                               double lune) {
    std::vector<std::pair<std::size_t, std::size_t>> out;
    for (std::size_t a = 0; a < cells.size(); ++a)
        for (std::size_t b = a + 1; b < cells.size(); ++b) {
            lattice.watch.go_on();
            const double d = far(lattice.at(cells[a]), lattice.at(cells[b]));
            const bool between = std::any_of(cells.begin(), cells.end(), [&](std::size_t c) {
                return c != cells[a] && c != cells[b] &&
                       std::max(far(lattice.at(c), lattice.at(cells[a])),
                                far(lattice.at(c), lattice.at(cells[b]))) < lune * d;
            });
            if (!between) out.emplace_back(cells[a], cells[b]);
        }
    return out;
}

}  // namespace

std::vector<Km> curve(const std::vector<Km>& points, std::size_t first, std::size_t last, double sample_km) {
    std::vector<Km> out;
    for (std::size_t i = first; i < last; ++i) {
        const Km p0 = points[i == 0 ? 0 : i - 1];
        const Km p1 = points[i];
        const Km p2 = points[i + 1];
        const Km p3 = points[std::min(i + 2, points.size() - 1)];
        const int pieces = std::max(1, static_cast<int>(std::lround(far(p1, p2) / sample_km)));
        for (int k = 0; k < pieces; ++k) {
            const double t = static_cast<double>(k) / pieces;
            const auto along = [t](double a, double b, double c, double d) {
                return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t +
                              (3 * b - a - 3 * c + d) * t * t * t);
            };
            out.push_back({along(p0.x, p1.x, p2.x, p3.x), along(p0.y, p1.y, p2.y, p3.y)});
        }
    }
    out.push_back(points[last]);
    return out;
}

std::vector<Highway> make_highways(const Plan& plan, const Lattice& lattice, const Division& division,
                                   std::uint64_t seed) {
    Surveyor surveyor(lattice, division, seed);
    std::vector<std::size_t> capitals;
    for (const std::uint32_t a : division.capital) capitals.push_back(division.town[a]);
    for (const auto& pair : neighbours_of(lattice, capitals, 0.86))
        surveyor.connect(pair.first, pair.second, RoadClass::trunk, RoadClass::trunk);

    // Trunk roads go on into the provinces around, far from each other.
    std::vector<std::size_t> gates;
    std::array<std::uint32_t, 6> beside{};
    for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
        if (!division.ours(cell) || lattice.height[cell] > 0.2) continue;
        const std::size_t n = lattice.neighbours(cell, beside);
        for (std::size_t k = 0; k < n; ++k)
            if (lattice.land[beside[k]] != 0 && !division.ours(beside[k])) {
                gates.push_back(cell);
                break;
            }
    }
    std::vector<std::size_t> used;
    for (std::size_t way = 0; way < plan.ways_out && !gates.empty(); ++way) {
        double best = -1;
        std::size_t gate = gates[0];
        for (const std::size_t cell : gates) {
            double gap = 1e3;
            for (const std::size_t other : used)
                gap = std::min(gap, far(lattice.at(cell), lattice.at(other)));
            for (const std::size_t other : capitals)
                gap = std::min(gap, 2.2 * far(lattice.at(cell), lattice.at(other)));
            if (gap <= best) continue;
            best = gap;
            gate = cell;
        }
        used.push_back(gate);
        surveyor.connect(gate, none, RoadClass::trunk, RoadClass::trunk);
    }

    std::vector<std::size_t> order;
    for (std::size_t a = 0; a < division.town.size(); ++a) order.push_back(a);
    const auto to_capital = [&](std::size_t a) {
        return far(lattice.at(division.town[a]), lattice.at(capitals[division.province_of[a]]));
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return to_capital(a) < to_capital(b); });
    for (const std::size_t a : order)
        if (surveyor.best(division.town[a]) == RoadClass::other)
            surveyor.connect(division.town[a], none, RoadClass::primary, RoadClass::primary);
    const auto pairs = neighbours_of(lattice, division.town, 0.72);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        surveyor.connect(pairs[i].first, pairs[i].second, RoadClass::secondary, RoadClass::secondary);
        lattice.watch.progress.at(0.3 + 0.65 * static_cast<double>(i) / static_cast<double>(pairs.size()));
    }
    return surveyor.highways();
}

}  // namespace geo::demo
