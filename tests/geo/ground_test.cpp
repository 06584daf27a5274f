// Walks over the ground to the road: what is slow, what is steep, what is water.
#include "geo/network/ground.h"

#include "geo/base/parallel.h"
#include "geo/geom/local_plane.h"
#include "geo/geom/measure.h"
#include "tests/support/drawn_network.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>
#include <random>

namespace ground_test {

using namespace geo;

namespace {

constexpr double cell_m = 50;
constexpr int cells = 60;
const LonLat corner{100.999, 13.001};
const double cell_lon = cell_m / LocalPlane({101, 13}).x_per_degree,
             cell_lat = cell_m / LocalPlane({101, 13}).y_per_degree;

/// Cells of 50 m, from `corner` to the south-east; value(column, row).
template <class Value>
Grid grid_of(GridKind kind, const Value& value) {
    Grid grid;
    grid.kind = kind;
    grid.to_map = {corner.lon, cell_lon, 0, corner.lat, 0, -cell_lat};
    grid.columns = grid.rows = cells;
    auto values = std::make_shared<std::vector<float>>();
    for (int r = 0; r < cells; ++r)
        for (int c = 0; c < cells; ++c) values->push_back(static_cast<float>(value(c, r)));
    grid.cells = values;
    return grid;
}
/// '~' water, 't' trees, 's' shrubs, '.' grass, 'b' built-up, anything else unknown.
float class_of(char sign) {
    switch (sign) {
        case '~':
            return 80;
        case 't':
            return 10;
        case 's':
            return 20;
        case '.':
            return 30;
        case 'b':
            return 50;
        default:
            return Grid::no_value;
    }
}
template <class Sign>
Grid cover(const Sign& sign) {
    return grid_of(GridKind::land_cover, [&](int c, int r) { return class_of(sign(c, r)); });
}
template <class Height>
Grid heights(const Height& height) {
    return grid_of(GridKind::elevation, height);
}
/// The middle of a cell.
LonLat middle(double column, double row) {
    return {corner.lon + (column + 0.5) * cell_lon, corner.lat - (row + 0.5) * cell_lat};
}

/// A road along the first row but one of the cells, walked; the ground below it.
Network along_the_top(std::vector<Grid> grids, double most_m = 5000) {
    Roads roads;
    roads.nodes = {middle(0, 1), middle(cells - 1, 1)};
    roads.way_nodes = {0, 1};
    Way way;
    way.id = 7;
    way.count = 2;
    way.road_class = RoadClass::residential;
    roads.ways = {way};
    Profile profile = standard_profile(Mode::walk, Season::dry);
    profile.max_walk_m = most_m;
    auto network = build_network(roads, profile, {});
    REQUIRE(network);
    auto ground =
        Ground::of(std::make_shared<const std::vector<Grid>>(std::move(grids)), network->profile, true);
    REQUIRE(ground);
    network->ground = *ground;
    return *std::move(network);
}

/// The least seconds of a walk from a point to the road, from the rule alone: each cell again and again
/// until nothing changes.
class Oracle {
public:
    Oracle(const Grid& cover, const GridMap* heights, double step_m)
        : cover_(cover), heights_(heights), step_m_(step_m) {}

    double seconds(LonLat at, bool to_the_road) const {
        const LocalPlane plane(at);
        const auto place = [&](int x, int y) {
            return LonLat{at.lon + x * step_m_ / plane.x_per_degree,
                          at.lat + y * step_m_ / plane.y_per_degree};
        };
        constexpr int half = 70, side = 2 * half + 1;
        std::vector<double> best(side * side, 1e18);
        const auto id = [](int x, int y) { return static_cast<std::size_t>((y + half) * side + x + half); };
        best[id(0, 0)] = 0;
        std::deque<std::array<int, 2>> changed{{0, 0}};
        for (; !changed.empty(); changed.pop_front()) {
            const auto [x, y] = changed.front();
            for (int dx = -2; dx <= 2; ++dx)
                for (int dy = -2; dy <= 2; ++dy) {
                    if (std::gcd(dx, dy) != 1 || std::max(std::abs(x + dx), std::abs(y + dy)) > half)
                        continue;
                    const double s = best[id(x, y)] + step(place, x, y, dx, dy, to_the_road);
                    double& there = best[id(x + dx, y + dy)];
                    if (s >= there - 1e-9) continue;
                    there = s;
                    changed.push_back({x + dx, y + dy});
                }
        }
        double out = 1e18;
        const double road_lat = middle(0, 1).lat;
        for (int y = -half; y <= half; ++y)
            for (int x = -half; x <= half; ++x) {
                const LonLat here = place(x, y);
                if (here.lon < middle(0, 1).lon || here.lon > middle(cells - 1, 1).lon) continue;
                const double metres = geodesic_metres(here, {here.lon, road_lat});
                if (metres <= 0.75 * step_m_) out = std::min(out, best[id(x, y)] + metres * 3.6 / kmh(here));
            }
        return out;
    }

private:
    char kind(LonLat at) const {
        const int c = static_cast<int>(std::floor((at.lon - corner.lon) / cell_lon));
        const int r = static_cast<int>(std::floor((corner.lat - at.lat) / cell_lat));
        if (c < 0 || r < 0 || c >= cells || r >= cells) return ' ';
        const float value = (*cover_.cells)[static_cast<std::size_t>(r * cells + c)];
        for (const char sign : {'~', 't', 's', '.', 'b'})
            if (value == class_of(sign)) return sign;
        return ' ';
    }
    double kmh(LonLat at) const {
        switch (kind(at)) {
            case 't':
                return 2;
            case '~':
                return 2;
            case 's':
                return 3;
            case '.':
                return 4;
            default:
                return 5;
        }
    }
    template <class Place>
    double step(const Place& place, int x, int y, int dx, int dy, bool to_the_road) const {
        const LonLat a = place(x, y), b = place(x + dx, y + dy);
        const bool dry = kind(a) != '~';
        // Out of the water one comes a cell and a half far.
        const auto blocked = [&](int cx, int cy) {
            return kind(place(cx, cy)) == '~' && (dry || std::hypot(cx, cy) > 1.5);
        };
        if (blocked(x + dx, y + dy)) return 1e18;
        double pace = (3.6 / kmh(a) + 3.6 / kmh(b)) / 2;
        if (dx != 0 && dy != 0) {
            const bool knight = std::abs(dx) + std::abs(dy) == 3;
            const int sx = dx / std::abs(dx), sy = dy / std::abs(dy);
            const int cx = knight && std::abs(dx) == 1 ? x : x + sx,
                      cy = knight && std::abs(dx) == 1 ? y + sy : y;
            const int ex = knight ? x + sx : x, ey = y + sy;
            const int wet = (blocked(cx, cy) ? 1 : 0) + (blocked(ex, ey) ? 1 : 0);
            if (wet > (knight ? 0 : 1)) return 1e18;
            const LonLat c = place(cx, cy), d = place(ex, ey);
            if (knight) pace = (3.6 / kmh(a) + 3.6 / kmh(b) + 3.6 / kmh(c) + 3.6 / kmh(d)) / 4;
        }
        const double metres = step_m_ * std::sqrt(dx * dx + dy * dy);
        double factor = 1;
        if (heights_ != nullptr) {
            const auto ha = heights_->between_at(a), hb = heights_->between_at(b);
            if (ha && hb) factor = tobler_factor((to_the_road ? *hb - *ha : *ha - *hb) / metres);
        }
        return metres * pace / factor;
    }

    const Grid& cover_;
    const GridMap* heights_;
    double step_m_;
};

double way_metres(const std::vector<LonLat>& way) {
    double out = 0;
    for (std::size_t i = 1; i < way.size(); ++i) out += geodesic_metres(way[i - 1], way[i]);
    return out;
}

}  // namespace

TEST_CASE("over even ground the walk is the straight one, at the speed of the ground", "[ground]") {
    for (const auto& [sign, kmh] : {std::pair{'t', 2.0}, {'s', 3.0}, {'.', 4.0}, {'b', 5.0}, {' ', 5.0}}) {
        const Network network = along_the_top({cover([sign = sign](int, int) { return sign; })});
        REQUIRE((network.ground != nullptr));
        const LonLat home = middle(20.3, 17.8);
        const Snap found = snap(network, home);
        Network blind = network;
        blind.ground = nullptr;
        const Snap straight = snap(blind, home);
        CHECK(found.walk_mm == straight.walk_mm);
        CHECK(found.along_mm == straight.along_mm);
        CHECK(std::abs(found.walk_ms - straight.walk_mm * 3.6 / kmh) <= 1);
        CHECK(network.ground->way(network, home, SnapFor::child) == std::vector<LonLat>{home, found.on_road});
    }
}

TEST_CASE("the walk over any ground takes as long as the least of all walks", "[ground]") {
    std::mt19937 random(11);
    std::uniform_int_distribution<int> any(0, 99), spot(3, 40);
    int around = 0;
    for (int round = 0; round < 6; ++round) {
        // Patches of three cells, so that there is something to walk around.
        std::vector<char> kinds(400);
        for (char& kind : kinds) kind = "ttt~~ss..b"[any(random) / 10];
        const Grid ground = cover(
            [&](int c, int r) { return r < 3 ? '.' : kinds[static_cast<std::size_t>(r / 3 * 20 + c / 3)]; });
        const bool hilly = round % 2 == 0;
        const Grid hills =
            heights([](int c, int r) { return 40 * std::sin(c / 4.0) + 60 * std::cos(r / 5.0); });
        const Network network = along_the_top(hilly ? std::vector{ground, hills} : std::vector{ground});
        const auto map = GridMap::of(hills);
        const Oracle oracle(ground, hilly ? &*map : nullptr, network.ground->step_m());
        const LonLat home = middle(spot(random) + 0.2, spot(random) - 0.1);
        for (const SnapFor purpose : {SnapFor::child, SnapFor::place}) {
            const Snap found = snap(network, home, purpose);
            const double least = oracle.seconds(home, purpose == SnapFor::child);
            INFO(round << " " << found.walk_ms << " " << least);
            REQUIRE(found.on_network() == (least < 1e17));
            if (!found.on_network()) continue;
            // The straight walk may be quicker than any over the lattice, by what sixteen directions leave.
            CHECK(found.walk_ms / 1000.0 <= least + 0.002);
            const auto way = network.ground->way(network, home, purpose);
            if (way.size() > 2) {
                CHECK(found.walk_ms / 1000.0 >= least - 0.002);
                ++around;
            }
            CHECK_THAT(way_metres(way), Catch::Matchers::WithinRel(found.walk_mm / 1000.0, 0.002));
            CHECK((purpose == SnapFor::child ? way.front() : way.back()) == home);
        }
    }
    CHECK(around >= 6);
}

TEST_CASE("nobody walks through a river: there is a way round, or the home is cut off", "[ground]") {
    const auto river = [](int gap) {
        return cover([gap](int c, int r) { return r == 10 && c != gap ? '~' : '.'; });
    };
    const LonLat home = middle(30, 20);
    const Network round = along_the_top({river(50)});
    const Snap found = snap(round, home);
    REQUIRE(found.on_network());
    CHECK(found.walk_mm > 1'300'000);  // 20 cells aside and 19 up
    for (const LonLat& point : round.ground->way(round, home, SnapFor::child)) {
        const double row = (corner.lat - point.lat) / cell_lat, column = (point.lon - corner.lon) / cell_lon;
        CHECK_FALSE((std::floor(row) == 10 && std::floor(column) != 50));
    }
    // No gap on the map; but it ends there, and what nobody knows is open.
    const Network no_gap = along_the_top({river(-1)});
    CHECK(snap(no_gap, home).walk_mm > 1'900'000);
    const Network far = along_the_top({river(-1)}, 1500);
    CHECK_FALSE(snap(far, home).on_network());
    CHECK(snap(far, home).cut_off);
    CHECK(far.ground->way(far, home, SnapFor::child) == std::vector<LonLat>{home});
    CHECK_FALSE(snap(far, middle(30, 5)).cut_off);
    // A slanting river of single cells has no holes either.
    const Network slanting =
        along_the_top({cover([](int c, int r) { return r == c / 2 + 5 ? '~' : '.'; })}, 1000);
    CHECK(snap(slanting, middle(20, 19)).cut_off);
}

TEST_CASE("whoever lives in a cell of water comes out of it", "[ground]") {
    const Network network =
        along_the_top({cover([](int c, int r) { return r > 8 && c > 10 && c < 50 ? '~' : '.'; })});
    const Snap home = snap(network, middle(30, 9));
    REQUIRE(home.on_network());
    // Half a cell at 2 km/h, the rest of the 8 at 4.
    CHECK_THAT(home.walk_ms / 1000.0, Catch::Matchers::WithinRel((0.5 * 2 + 7.5) * cell_m * 3.6 / 4, 0.03));
    // Not from the middle of a lake.
    CHECK(snap(network, middle(30, 14)).cut_off);
}

TEST_CASE("whoever lives in the first water of a river comes out on the own bank", "[ground]") {
    // 150 m of water; the road lies behind it.
    const auto river = cover([](int, int r) { return r >= 10 && r <= 12 ? '~' : '.'; });
    const Network network = along_the_top({river}, 1200);
    CHECK(snap(network, middle(30, 12)).cut_off);
    CHECK(snap(network, middle(30, 13)).cut_off);
    CHECK(snap(network, middle(30, 10)).on_network());
}

TEST_CASE("a canal narrower than a step is water wherever the home stands", "[ground]") {
    // Cells of 10 m, of which one row is a canal.
    Grid fine = cover([](int, int) { return '.'; });
    fine.to_map[1] /= 5;
    fine.to_map[5] /= 5;
    fine.columns = fine.rows = 5 * cells;
    auto values = std::make_shared<std::vector<float>>(fine.size(), 30.0F);
    for (std::uint32_t c = 0; c < fine.columns; ++c) (*values)[std::size_t{40} * fine.columns + c] = 80;
    fine.cells = values;
    const Network network = along_the_top({fine}, 800);
    CHECK(network.ground->step_m() == 20);
    for (int phase = 0; phase < 20; ++phase) {
        INFO(phase);
        CHECK(snap(network, middle(30, 11 + phase / 50.0)).cut_off);
        CHECK(snap(network, middle(30, 6 + phase / 50.0)).on_network());
    }
}

TEST_CASE("a walk may be as long as a study says, without all memory", "[ground]") {
    const Network network =
        along_the_top({cover([](int c, int r) { return r == 10 && c != 50 ? '~' : '.'; })}, 1e6);
    CHECK(snap(network, middle(30, 20)).on_network());
}

TEST_CASE("uphill a child walks longer than one who comes down to a place", "[ground]") {
    const Network hill =
        along_the_top({cover([](int, int) { return '.'; }), heights([](int, int r) { return -5.0 * r; })});
    const LonLat home = middle(30, 20);
    const Snap child = snap(hill, home), place = snap(hill, home, SnapFor::place);
    const double flat_s = 19 * cell_m * 3.6 / 4;
    CHECK_THAT(child.walk_ms / 1000.0, Catch::Matchers::WithinRel(flat_s / tobler_factor(0.1), 0.01));
    CHECK_THAT(place.walk_ms / 1000.0, Catch::Matchers::WithinRel(flat_s / tobler_factor(-0.1), 0.01));
}

TEST_CASE("closed ground is as slow speeds as the table says, in the rains as well", "[ground]") {
    const Profile dry = standard_profile(Mode::car, Season::dry),
                  wet = standard_profile(Mode::car, Season::rainy);
    CHECK(dry.ground_kmh == std::array<double, ground_kind_count>{5, 4, 3, 2, 0});
    CHECK_THAT(wet.ground_kmh[1], Catch::Matchers::WithinAbs(3.2, 1e-9));
    CHECK(wet.ground_kmh[4] == 0);
    CHECK(ground_kind_of(95) == GroundKind::dense);
    CHECK(ground_kind_of(80) == GroundKind::water);
}

TEST_CASE("many walks at once are each as alone", "[ground][threads]") {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> column(2, 55), row(3, 55);
    const Grid chequered = cover([](int c, int r) {
        return (c * 7 + r * 13) % 11 < 3 ? '~' : r % 3 == 0 ? 't' : '.';
    });
    const Network network = along_the_top({chequered});
    std::vector<LonLat> homes(240);
    for (LonLat& home : homes) home = middle(column(random), row(random));
    set_threads(4);
    const std::vector<Snap> all = snap_all(network, homes);
    set_threads(0);
    for (std::size_t i = 0; i < homes.size(); ++i) REQUIRE(all[i] == snap(network, homes[i]));
    // By a walker that has seen nothing before.
    for (std::size_t i = 0; i < homes.size(); i += 24)
        REQUIRE(all[i] == snap(along_the_top({chequered}), homes[i]));
}

}  // namespace ground_test
