// A network whose roads a plan changes has the numbers of one that is built from the changed roads, and
// labels that follow the changes are those of a search from nothing.
#include "geo/network/edit_network.h"

#include "geo/network/live_trips.h"
#include "tests/support/random_roads.h"
#include "tests/support/test.h"
#include "tests/support/wrong_labels.h"

#include <algorithm>
#include <random>

namespace edit_network_test {

using namespace geo;

namespace {

constexpr double side = 0.09;

/// Two tambon, west and east.
Areas halves() {
    Areas out;
    const auto add = [&](Level level, const char* code, double west, double east) {
        AreaLevel& rows = out.at(level);
        Polygon one;
        one.outer = {{west, 12.9}, {east, 12.9}, {east, 13.2}, {west, 13.2}, {west, 12.9}};
        rows.code.emplace_back(code);
        rows.name_th.emplace_back(code);
        rows.name_en.emplace_back();
        rows.parent.push_back(level == Level::country ? AreaId{} : AreaId{0U});
        rows.shape.push_back(level == Level::country ? MultiPolygon{} : MultiPolygon{one});
        rows.inner.push_back({});
    };
    out.levels = {};
    add(Level::country, "TH", 0, 0);
    add(Level::province, "10", 100.9, 101.2);
    add(Level::amphoe, "1001", 100.9, 101.2);
    add(Level::tambon, "100101", 100.9, 101.04);
    add(Level::tambon, "100102", 101.04, 101.2);
    return out;
}

/// Streets with everything that a mode may meet: paths, motorways, ferries, one-ways, roads over roads.
Roads mixed_roads(unsigned seed) {
    Roads out = test::random_roads(seed, 9);
    std::mt19937 random(seed);
    for (Way& way : out.ways) switch (random() % 12) {
            case 0:
                way.road_class = RoadClass::footway;
                way.one_way = OneWay::no;
                break;
            case 1:
                way.road_class = RoadClass::ferry;
                way.one_way = OneWay::no;
                break;
            case 2:
                way.road_class = RoadClass::motorway;
                break;
            case 3:
                way.surface = Surface::unpaved;
                break;
            default:
                break;
        }
    return out;
}

class Plan {
public:
    Plan(unsigned seed, const Roads& roads) : random_(seed), roads_(roads) {}

    std::size_t below(std::size_t limit) { return random_() % limit; }
    LonLat anywhere() {
        if (below(4) == 0) return roads_.nodes[below(roads_.nodes.size())];
        if (below(3) == 0) {  // on a road
            const Way& way = roads_.ways[below(roads_.ways.size())];
            const auto nodes = roads_.nodes_of(way);
            const LonLat a = roads_.nodes[nodes[0]], b = roads_.nodes[nodes[1]];
            const double part = static_cast<double>(below(100)) / 100;
            return {a.lon + part * (b.lon - a.lon), a.lat + part * (b.lat - a.lat)};
        }
        return {101 + static_cast<double>(below(1000)) * side / 1000,
                13 + static_cast<double>(below(1000)) * side / 1000};
    }

    void change() {
        const std::size_t what = below(20);
        if (!edits.empty() && (what < 6 || edits.size() > 6)) {
            edits.erase(edits.begin() + static_cast<std::ptrdiff_t>(below(edits.size())));
        } else if (what == 6) {
            edits.clear();
        } else if (what < 12) {
            const Way& way = roads_.ways[below(roads_.ways.size())];
            add(ClosedRoad{way.id, roads_.nodes[roads_.nodes_of(way)[below(way.count)]]});
        } else if (what < 17) {
            NewRoad road;
            const std::size_t points = 2 + below(3);
            while (road.line.size() < points) road.line.push_back(anywhere());
            road.road_class = below(4) == 0 ? RoadClass::motorway : RoadClass::secondary;
            add(road);
        } else {
            SlowedRoads slowed;
            slowed.level = below(2) == 0 ? Level::tambon : Level::province;
            slowed.area_code = slowed.level == Level::province ? "10" : below(2) == 0 ? "100101" : "100102";
            if (below(3) != 0) slowed.road_class = RoadClass::tertiary;
            slowed.percent = below(2) == 0 ? 40 : 150;
            add(slowed);
        }
    }

    std::vector<RoadEdit> edits;

private:
    template <class What>
    void add(What what) {
        edits.push_back({RoadEditId{++last_}, {}, std::move(what)});
    }

    std::mt19937 random_;
    const Roads& roads_;
    std::uint32_t last_ = 0;
};

}  // namespace

TEST_CASE("after 10,000 random changes of roads labels and trips are those of a computation from nothing",
          "[edit_network][live]") {
    const Areas areas = halves();
    std::size_t changes = 0, built_anew = 0, gone = 0;
    constexpr int rounds = test::rounds(1000);
    unsigned seed = 1;
    for (const Mode mode : {Mode::motorcycle, Mode::walk, Mode::car, Mode::songthaew, Mode::bicycle})
        for (const Metric metric : {Metric::time, Metric::length}) {
            const Roads roads = mixed_roads(++seed);
            Plan plan(seed, roads);
            const Profile profile = standard_profile(mode, Season::dry);
            const auto base = std::make_shared<const Network>(*build_network(roads, profile, {}));
            std::vector<LonLat> homes(120), places(12);
            for (LonLat& at : homes) at = plan.anywhere();
            for (LonLat& at : places) at = plan.anywhere();
            const auto home_snaps = std::make_shared<const std::vector<Snap>>(snap_all(*base, homes));
            const std::vector<Snap> place_snaps = snap_all(*base, places, SnapFor::place);
            LiveTrips live(home_snaps, *Nearest::search(base, place_snaps, metric, {}));
            for (int round = 0; round < rounds; ++round, ++changes) {
                INFO("mode " << int(mode) << ", metric " << int(metric) << ", change " << round);
                plan.change();
                std::shared_ptr<const Network> network = base;
                std::vector<Snap> points = *home_snaps, sources = place_snaps;
                if (!plan.edits.empty()) {
                    const auto edited = edit_network(base, roads, areas, plan.edits, nullptr, {});
                    REQUIRE(edited);
                    network = edited->network;
                    points = snap_again(*network, homes, std::move(points));
                    sources = snap_again(*network, places, std::move(sources), SnapFor::place);
                    REQUIRE(points == snap_all(*network, homes));
                    REQUIRE(sources == snap_all(*network, places, SnapFor::place));
                }
                for (Snap& source : sources)
                    if (plan.below(6) == 0) source = {};
                REQUIRE(
                    live.change_roads(network, std::make_shared<const std::vector<Snap>>(points), sources));
                REQUIRE(test::wrong_labels(live.nearest()) == 0);
                REQUIRE(live.trips() == *nearest_trips(*network, sources, points, metric, {}));
                if (round % 5 != 0) continue;
                ++built_anew;
                const EditedRoads edited = *edit_roads(roads, areas, plan.edits, {});
                const auto other = build_network(*edited.roads, profile, {});
                REQUIRE(other);
                std::vector<Snap> other_sources = snap_all(*other, places, SnapFor::place);
                for (std::size_t s = 0; s < sources.size(); ++s)
                    if (!sources[s].on_network()) {
                        other_sources[s] = {};
                        ++gone;
                    }
                const auto trips = *nearest_trips(*other, other_sources, snap_all(*other, homes), metric, {});
                for (std::size_t i = 0; i < trips.size(); ++i) {
                    INFO("home " << i);
                    const Trip &a = trips[i], &b = live.trips()[i];
                    REQUIRE(a.status == b.status);
                    REQUIRE(a.source == b.source);
                    REQUIRE(a.time_ms == b.time_ms);
                    REQUIRE(a.length_mm == b.length_mm);
                    REQUIRE(a.walk_mm == b.walk_mm);
                }
            }
        }
    REQUIRE(changes == 10 * std::size_t{rounds});
    REQUIRE(built_anew == 2 * std::size_t{rounds});
    REQUIRE(gone > 0);
}

}  // namespace edit_network_test
