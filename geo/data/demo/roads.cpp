#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <queue>

namespace geo::demo {
namespace {

constexpr std::uint8_t no_road = 255;

using CellPair = std::pair<std::size_t, std::size_t>;
CellPair pair_of(std::size_t a, std::size_t b) {
    return {std::min(a, b), std::max(a, b)};
}

struct Settlement {  // a village before it has a name
    std::size_t cell = 0;
    double x = 0, y = 0;
    std::uint32_t tambon = 0;
    bool main = false;
    bool cut_off = false;
    std::int64_t people = 0;
};

class RoadMaker {
public:
    RoadMaker(const Lattice& lattice, const Division& division, std::uint64_t seed)
        : lattice_(lattice), division_(division), seed_(seed), best_at_(lattice.size(), no_road) {}

    void run(const std::vector<Settlement>& villages) {
        highways();
        towns();
        tambon_roads();
        village_roads(villages);
        tracks(villages);
    }

    Roads roads(const std::vector<Settlement>& villages) {
        place_nodes();
        Random random(seed_ + 9);
        for (const auto& [pair, road_class] : class_of_) add_segment(pair, road_class, random);
        for (const std::size_t town : division_.town) add_streets(town, 7, random);
        for (const std::size_t capital : division_.capital) add_streets(capital, 13, random);
        for (const std::size_t centre : division_.centre) add_streets(centre, 4, random);
        add_lanes(villages, random);
        add_ferry_and_island(villages);
        drop_unused_nodes();
        return std::move(roads_);
    }

private:
    /// Cheapest way from a cell to any cell that `arrived` accepts; roads that are there already are cheap to
    /// follow.
    template <class Arrived>
    void connect(std::size_t start, Arrived arrived, RoadClass road_class, double limit) {
        using Entry = std::pair<double, std::size_t>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        std::map<std::size_t, double> cost;
        std::map<std::size_t, std::size_t> from;
        cost[start] = 0;
        queue.emplace(0.0, start);
        std::size_t beside[6];
        while (!queue.empty()) {
            const auto [here, cell] = queue.top();
            queue.pop();
            if (here > cost[cell]) continue;
            if (here > limit) return;
            if (cell != start && arrived(cell)) {
                for (std::size_t at = cell; at != start; at = from[at]) lay(at, from[at], road_class);
                return;
            }
            const int n = lattice_.neighbours(cell, beside);
            for (int i = 0; i < n; ++i) {
                const std::size_t next = beside[i];
                if (!lattice_.land[next]) continue;
                const auto known = class_of_.find(pair_of(cell, next));
                const double climb = std::abs(lattice_.height[next] - lattice_.height[cell]);
                double step = 1 + 14 * climb + 2.2 * lattice_.height[next] +
                              (lattice_.river[next] ? 3.5 : 0) +
                              0.5 * noise(lattice_.x_km(next) / 3, lattice_.y_km(next) / 3, seed_ + 4);
                if (known != class_of_.end()) step *= 0.28;
                const auto seen = cost.find(next);
                if (seen != cost.end() && seen->second <= here + step) continue;
                cost[next] = here + step;
                from[next] = cell;
                queue.emplace(here + step, next);
            }
        }
    }

    void lay(std::size_t a, std::size_t b, RoadClass road_class) {
        const auto found = class_of_.try_emplace(pair_of(a, b), road_class).first;
        found->second = std::min(found->second, road_class);
        for (const std::size_t cell : {a, b})
            best_at_[cell] = std::min(best_at_[cell], static_cast<std::uint8_t>(road_class));
    }

    double far(std::size_t a, std::size_t b) const {
        const double dx = lattice_.x_km(a) - lattice_.x_km(b);
        const double dy = lattice_.y_km(a) - lattice_.y_km(b);
        return std::sqrt(dx * dx + dy * dy);
    }

    std::vector<std::size_t> nearest(const std::vector<std::size_t>& cells, std::size_t of,
                                     std::size_t count) const {
        std::vector<std::size_t> order;
        for (const std::size_t cell : cells)
            if (cell != of) order.push_back(cell);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return far(a, of) < far(b, of); });
        order.resize(std::min(order.size(), count));
        return order;
    }

    void highways() {
        for (const std::size_t capital : division_.capital)
            for (const std::size_t other : nearest(division_.capital, capital, 2))
                connect(
                    capital, [&](std::size_t c) { return c == other; }, RoadClass::trunk, 1e9);
    }
    void towns() {
        for (const std::size_t town : division_.town) {
            connect(
                town,
                [&](std::size_t c) { return best_at_[c] <= static_cast<std::uint8_t>(RoadClass::trunk); },
                RoadClass::primary, 1e9);
            const auto others = nearest(division_.town, town, 2);
            for (const std::size_t other : others)
                connect(
                    town, [&](std::size_t c) { return c == other; }, RoadClass::secondary, 60);
        }
    }
    void tambon_roads() {
        for (const std::size_t centre : division_.centre) {
            connect(
                centre,
                [&](std::size_t c) { return best_at_[c] <= static_cast<std::uint8_t>(RoadClass::secondary); },
                RoadClass::tertiary, 1e9);
            for (const std::size_t other : nearest(division_.centre, centre, 2))
                connect(
                    centre, [&](std::size_t c) { return c == other; }, RoadClass::tertiary, 22);
        }
    }
    void village_roads(const std::vector<Settlement>& villages) {
        for (const Settlement& v : villages) {
            if (v.cut_off || best_at_[v.cell] != no_road) continue;
            const bool hills = lattice_.height[v.cell] > 0.45;
            connect(
                v.cell, [&](std::size_t c) { return best_at_[c] != no_road; },
                hills ? RoadClass::track : RoadClass::unclassified, 1e9);
        }
    }
    /// Field and forest tracks: loose ends, and links that the rains close.
    void tracks(const std::vector<Settlement>& villages) {
        Random random(seed_ + 8);
        for (std::size_t i = 0; i + 7 < villages.size(); i += 2) {
            if (villages[i].cut_off) continue;
            std::size_t at = villages[i].cell;
            std::size_t beside[6];
            for (int step = 0; step < 2 + static_cast<int>(random.below(3)); ++step) {
                const int n = lattice_.neighbours(at, beside);
                const std::size_t next = beside[random.below(static_cast<std::uint32_t>(n))];
                if (!lattice_.land[next] || lattice_.river[next]) break;
                if (!class_of_.contains(pair_of(at, next))) lay(at, next, RoadClass::track);
                at = next;
            }
        }
    }

    /// A road node for each cell with a road: shaken, then pulled towards its neighbours along the road.
    void place_nodes() {
        std::map<std::size_t, std::vector<std::size_t>> beside;
        for (const auto& [pair, road_class] : class_of_) {
            beside[pair.first].push_back(pair.second);
            beside[pair.second].push_back(pair.first);
        }
        for (const auto& [cell, others] : beside)
            at_[cell] = {
                lattice_.x_km(cell) + 0.42 * lattice_noise(static_cast<std::int64_t>(cell), 1, seed_),
                lattice_.y_km(cell) + 0.42 * lattice_noise(static_cast<std::int64_t>(cell), 2, seed_)};
        for (int round = 0; round < 2; ++round) {
            const auto before = at_;
            for (const auto& [cell, others] : beside) {
                double x = 0;
                double y = 0;
                for (const std::size_t other : others) {
                    x += before.at(other).first;
                    y += before.at(other).second;
                }
                const auto n = static_cast<double>(others.size());
                if (others.size() < 2) continue;
                at_[cell] = {before.at(cell).first * 0.5 + x / n * 0.5,
                             before.at(cell).second * 0.5 + y / n * 0.5};
            }
        }
        for (const auto& [cell, at] : at_) node_[cell] = add_node(at.first, at.second);
    }

    std::uint32_t add_node(double x_km, double y_km) {
        roads_.nodes.push_back(lonlat_from_km(x_km, y_km));
        return static_cast<std::uint32_t>(roads_.nodes.size()) - 1;
    }

    void add_way(const std::vector<std::uint32_t>& nodes, RoadClass road_class, std::uint8_t flags,
                 Surface surface, OneWay one_way) {
        Way way;
        way.id = static_cast<std::int64_t>(roads_.ways.size()) + 1;
        way.road_class = road_class;
        way.flags = flags;
        way.surface = surface;
        way.one_way = one_way;
        way.first = static_cast<std::uint32_t>(roads_.way_nodes.size());
        way.count = static_cast<std::uint32_t>(nodes.size());
        roads_.way_nodes.insert(roads_.way_nodes.end(), nodes.begin(), nodes.end());
        roads_.ways.push_back(way);
    }

    void add_segment(const CellPair& pair, RoadClass road_class, Random& random) {
        const auto a = at_.at(pair.first);
        const auto b = at_.at(pair.second);
        const int pieces = road_class <= RoadClass::secondary ? 3 : 5;
        std::vector<std::uint32_t> nodes{node_.at(pair.first)};
        const double bow = (road_class <= RoadClass::secondary ? 0.05 : 0.13) * random.both();
        for (int i = 1; i < pieces; ++i) {
            const double t = static_cast<double>(i) / pieces;
            const double side =
                bow * 4 * t * (1 - t) + (road_class >= RoadClass::tertiary ? 0.03 * random.both() : 0);
            nodes.push_back(add_node(a.first + (b.first - a.first) * t - (b.second - a.second) * side,
                                     a.second + (b.second - a.second) * t + (b.first - a.first) * side));
        }
        nodes.push_back(node_.at(pair.second));
        const bool water = lattice_.river[pair.first] || lattice_.river[pair.second];
        std::uint8_t flags = 0;
        if (water) flags = road_class == RoadClass::track ? road_ford : road_bridge;
        const bool paved = road_class <= RoadClass::tertiary ||
                           (road_class == RoadClass::unclassified && random.below(3) > 0);
        if (road_class == RoadClass::track && random.below(3) == 0)
            flags = static_cast<std::uint8_t>(flags | road_dry_only);
        add_way(nodes, road_class, flags, paved ? Surface::paved : Surface::unpaved, OneWay::no);
    }

    /// A small net of streets around a town, hanging on its road node; some blocks are one-way.
    void add_streets(std::size_t cell, int size, Random& random) {
        const auto found = node_.find(cell);
        if (found == node_.end()) return;
        const auto [x, y] = at_.at(cell);
        const double block = 0.11;
        const double turn = 0.5 * random.both();
        std::vector<std::uint32_t> grid(static_cast<std::size_t>(size * size));
        for (int r = 0; r < size; ++r)
            for (int c = 0; c < size; ++c) {
                const double u = (c - size / 2) * block + 0.015 * random.both();
                const double v = (r - size / 2) * block + 0.015 * random.both();
                const bool middle = r == size / 2 && c == size / 2;
                grid[static_cast<std::size_t>(r * size + c)] =
                    middle ? found->second : add_node(x + u - turn * v, y + v + turn * u);
            }
        for (int r = 0; r < size; ++r)
            for (int c = 0; c < size; ++c) {
                const std::uint32_t here = grid[static_cast<std::size_t>(r * size + c)];
                const OneWay one_way = size > 6 && random.below(9) == 0 ? OneWay::forward : OneWay::no;
                if (c + 1 < size && random.below(8) != 0)
                    add_way({here, grid[static_cast<std::size_t>(r * size + c + 1)]}, RoadClass::residential,
                            0, Surface::paved, one_way);
                if (r + 1 < size && random.below(8) != 0)
                    add_way({here, grid[static_cast<std::size_t>((r + 1) * size + c)]},
                            RoadClass::residential, 0, Surface::paved, OneWay::no);
            }
    }

    /// Short lanes through each village, dead ends as villages have them.
    void add_lanes(const std::vector<Settlement>& villages, Random& random) {
        for (const Settlement& v : villages) {
            const auto found = node_.find(v.cell);
            if (found == node_.end()) continue;
            const auto [x, y] = at_.at(v.cell);
            std::vector<std::uint32_t> lane{found->second};
            for (int i = 1; i <= 4; ++i)
                lane.push_back(add_node(x + (v.x - x) * i / 4 + 0.02 * random.both(),
                                        y + (v.y - y) * i / 4 + 0.02 * random.both()));
            add_way(lane, RoadClass::residential, 0, random.below(2) == 0 ? Surface::paved : Surface::unpaved,
                    OneWay::no);
            const std::uint32_t end = add_node(v.x + 0.2 * random.both(), v.y + 0.2 * random.both());
            add_way({lane[2], end}, RoadClass::residential, 0, Surface::unpaved, OneWay::no);
        }
    }

    /// A ferry over the wide lower river, and roads of a valley that no road leaves.
    void add_ferry_and_island(const std::vector<Settlement>& villages) {
        std::size_t count = 0;
        for (const Settlement& v : villages) {
            if (!v.cut_off) continue;
            const std::uint32_t here = add_node(v.x, v.y);
            const std::uint32_t there = add_node(v.x + 0.5, v.y + 0.3);
            if (count % 2 == 0) add_way({here, there}, RoadClass::track, 0, Surface::unpaved, OneWay::no);
            ++count;
        }
        std::size_t beside[6];
        for (std::size_t cell = 0; cell < lattice_.size(); ++cell) {
            if (!lattice_.river[cell] || best_at_[cell] != no_road) continue;
            std::vector<std::size_t> banks;
            const int n = lattice_.neighbours(cell, beside);
            for (int i = 0; i < n; ++i)
                if (node_.contains(beside[i]) && !lattice_.river[beside[i]]) banks.push_back(beside[i]);
            if (banks.size() < 2) continue;
            add_way({node_.at(banks.front()), node_.at(banks.back())}, RoadClass::ferry, 0, Surface::unknown,
                    OneWay::no);
            break;
        }
    }

    void drop_unused_nodes() {
        std::vector<std::uint32_t> row(roads_.nodes.size(), 0);
        for (const std::uint32_t node : roads_.way_nodes) row[node] = 1;
        std::vector<LonLat> kept;
        for (std::size_t n = 0; n < row.size(); ++n) {
            if (row[n] == 0) continue;
            row[n] = static_cast<std::uint32_t>(kept.size());
            kept.push_back(roads_.nodes[n]);
        }
        for (std::uint32_t& node : roads_.way_nodes) node = row[node];
        roads_.nodes = std::move(kept);
    }

    const Lattice& lattice_;
    const Division& division_;
    std::uint64_t seed_;
    std::vector<std::uint8_t> best_at_;
    std::map<CellPair, RoadClass> class_of_;
    std::map<std::size_t, std::pair<double, double>> at_;
    std::map<std::size_t, std::uint32_t> node_;
    Roads roads_;
};

std::vector<Settlement> settle(const Lattice& lattice, const Division& division, std::uint64_t seed) {
    Random random(seed + 40);
    std::vector<std::vector<std::size_t>> cells(division.centre.size());
    for (std::size_t cell = 0; cell < lattice.size(); ++cell)
        if (lattice.land[cell]) cells[division.tambon_of[cell]].push_back(cell);
    std::vector<Settlement> out;
    for (std::uint32_t t = 0; t < cells.size(); ++t) {
        const std::size_t wanted = 6 + random.below(6);
        std::vector<std::size_t> chosen{division.centre[t]};
        for (int tries = 0; chosen.size() < wanted && tries < 200; ++tries) {
            const std::size_t cell = cells[t][random.below(static_cast<std::uint32_t>(cells[t].size()))];
            if (lattice.river[cell] || random.unit() < lattice.height[cell] * 0.9) continue;
            if (std::find(chosen.begin(), chosen.end(), cell) == chosen.end()) chosen.push_back(cell);
        }
        for (const std::size_t cell : chosen) {
            Settlement v;
            v.cell = cell;
            v.tambon = t;
            v.main = cell == division.centre[t];
            v.x = lattice.x_km(cell) + 0.35 * random.both();
            v.y = lattice.y_km(cell) + 0.35 * random.both();
            const double size = random.unit();
            v.people = static_cast<std::int64_t>(120 + 900 * size * size) * (v.main ? 3 : 1);
            v.cut_off = !v.main && lattice.height[cell] > 0.42 && random.below(9) == 0;
            out.push_back(v);
        }
    }
    return out;
}

struct PlaceWords {
    PlaceKind kind;
    const char* th;
    const char* en;
    std::uint32_t services;
    const char* agency;
};

void add_place(Region& region, const PlaceWords& words, const Name& at_name, double x, double y,
               Random& random, int capacity) {
    Place place;
    place.id = "P" + std::to_string(100001 + region.places.size());
    place.name_th = std::string{words.th} + at_name.th;
    place.name_en = std::string{words.en} + " " + at_name.en;
    place.kind = words.kind;
    place.services = words.services;
    place.agency = words.agency;
    place.capacity = capacity;
    place.has_position = true;
    place.at = lonlat_from_km(x + 0.25 * random.both(), y + 0.25 * random.both());
    place.position_quality = "gps";
    region.places.push_back(std::move(place));
}

}  // namespace

void add_roads_and_people(Region& region, const Lattice& lattice, const Division& division,
                          std::uint64_t seed) {
    const auto villages = settle(lattice, division, seed);
    RoadMaker maker(lattice, division, seed + 50);
    maker.run(villages);
    region.roads = maker.roads(villages);

    Random random(seed + 60);
    Names names(seed + 61);
    std::vector<double> remote(division.centre.size(), 0);
    for (std::size_t t = 0; t < division.centre.size(); ++t) {
        const std::size_t town = division.town[division.amphoe_of[t]];
        const double dx = lattice.x_km(town) - lattice.x_km(division.centre[t]);
        const double dy = lattice.y_km(town) - lattice.y_km(division.centre[t]);
        remote[t] =
            std::min(1.0, std::sqrt(dx * dx + dy * dy) / 30) * 0.5 + lattice.height[division.centre[t]] * 0.8;
    }
    static constexpr PlaceWords school = {PlaceKind::school, "โรงเรียน", "School,", service_formal, "สพฐ."};
    static constexpr PlaceWords unit = {PlaceKind::learning_unit, "หน่วยจัดการเรียนรู้", "Learning unit,",
                                        service_non_formal | service_informal, "กสศ."};
    static constexpr PlaceWords centre = {PlaceKind::learning_centre, "ศกร. ", "Learning centre,",
                                          service_non_formal, "สกร."};
    static constexpr PlaceWords college = {PlaceKind::vocational_college, "วิทยาลัยการอาชีพ",
                                           "Vocational college,", service_vocational, "สอศ."};
    static constexpr PlaceWords special = {PlaceKind::special_centre, "ศูนย์การศึกษาพิเศษ",
                                           "Special education centre,", service_special, "สพฐ."};
    std::vector<std::int64_t> people(division.centre.size(), 0);
    for (std::size_t i = 0; i < villages.size(); ++i) {
        const Settlement& v = villages[i];
        const Name name = names.village();
        Village village;
        village.id = "V" + std::to_string(200001 + i);
        village.name = name.th;
        village.at = lonlat_from_km(v.x, v.y);
        village.weight = v.people;
        region.villages.push_back(village);
        people[v.tambon] += v.people;
        const Name plain{name.th, name.en};
        if (v.main || (!v.cut_off && random.unit() < 0.48 - 0.3 * lattice.height[v.cell]))
            add_place(region, school, plain, v.x, v.y, random, 40 + static_cast<int>(random.below(300)));
        if (v.main && random.below(11) == 0)
            add_place(region, unit, plain, v.x, v.y, random, 15 + static_cast<int>(random.below(30)));
    }
    for (std::size_t a = 0; a < division.town.size(); ++a) {
        const Name town{region.areas[2][a].name_th, region.areas[2][a].name_en};
        add_place(region, centre, town, lattice.x_km(division.town[a]), lattice.y_km(division.town[a]),
                  random, 120);
        for (std::size_t p = 0; p < 5; ++p) {
            if (division.town[a] != division.capital[p]) continue;
            add_place(region, college, Names::province(p), lattice.x_km(division.town[a]),
                      lattice.y_km(division.town[a]), random, 600);
            add_place(region, special, Names::province(p), lattice.x_km(division.town[a]),
                      lattice.y_km(division.town[a]), random, 80);
        }
    }

    // Counts: more where it is remote; a few tambon without data, hidden or truly zero.
    const std::array<std::pair<ChildStatus, const char*>, 3> columns = {
        {{ChildStatus::never_enrolled, "ตกหล่น"},
         {ChildStatus::dropped_out, "ออกกลางคัน"},
         {ChildStatus::at_risk, "กลุ่มเสี่ยง"}}};
    std::vector<std::size_t> order(division.centre.size());
    for (std::size_t t = 0; t < order.size(); ++t) order[t] = t;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return region.areas[3][a].code < region.areas[3][b].code;
    });
    for (std::size_t c = 0; c < columns.size(); ++c) {
        CountSeries series;
        series.id = child_status_name(columns[c].first);
        series.name = columns[c].second;
        series.status = columns[c].first;
        series.in_total = is_out_of_learning(series.status);
        region.counts.push_back(series);
    }
    for (std::size_t row = 0; row < order.size(); ++row) {
        const std::size_t t = order[row];
        const std::uint32_t fate = random.below(100);
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const double rate = (c == 0   ? 0.006
                                 : c == 1 ? 0.012
                                          : 0.02) *
                                (0.5 + 2.4 * remote[t]) * (0.6 + 0.8 * random.unit());
            CountCell cell;
            cell.area = AreaId{row};
            cell.children_milli =
                static_cast<std::int64_t>(static_cast<double>(people[t]) * rate + 0.5) * 1000;
            if (fate < 2) cell.state = CellState::missing;
            if (fate == 2 || fate == 3) cell.state = CellState::suppressed;
            if (fate < 4 || fate == 4 || fate == 5) cell.children_milli = 0;
            region.counts[c].cells.push_back(cell);
        }
    }
}

}  // namespace geo::demo
