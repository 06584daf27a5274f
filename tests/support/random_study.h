// Studies by chance, for tests of the study file.
#pragma once

#include "geo/study/study.h"

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace test {

using namespace geo;

/// Small studies with everything in odd places: empty names, quotes, line breaks, extreme numbers.
class RandomStudy {
public:
    explicit RandomStudy(unsigned seed) : engine_(seed) {}

    Study study() {
        Study out;
        auto data = std::make_shared<Dataset>();
        auto areas = std::make_shared<Areas>(this->areas());
        data->areas = areas;
        data->places = std::make_shared<const std::vector<Place>>(places(*areas));
        data->villages = std::make_shared<const std::vector<Village>>(villages(*areas));
        data->counts = std::make_shared<const std::vector<CountSeries>>(counts(*areas));
        data->roads = std::make_shared<const Roads>(roads());
        for (std::size_t i = below(4); i > 0; --i)
            data->sources.push_back(
                {text(), text(), text(), number(), text(), text(), text(), text(), text()});
        data->made_up = coin();
        out.data = data;
        out.title = text();
        out.scenarios.resize(1 + below(3));
        for (Scenario& scenario : out.scenarios) {
            scenario.name = text();
            scenario.travel = travel();
            for (std::size_t i = below(4); i > 0; --i) {
                PlannedUnit* unit = unit_of(scenario, add_unit(scenario, at()));
                unit->name = text();
                unit->capacity = coin() ? -1 : static_cast<std::int32_t>(below(500));
            }
            scenario.access = {static_cast<AccessMethod>(below(3)), static_cast<Decay>(below(2)),
                               static_cast<SupplyRule>(below(2))};
            if (!scenario.units.empty() && coin()) remove_unit(scenario, scenario.units.front().id);
            for (std::size_t i = below(3); i > 0; --i) scenario.changes.push_back({text(), text(), coin()});
        }
        out.active = below(out.scenarios.size());
        out.map.indicator = static_cast<Indicator>(below(9));
        out.map.level = static_cast<Level>(below(4));
        out.map.method = static_cast<ClassMethod>(below(6));
        out.map.classes = static_cast<int>(3 + below(5));
        for (std::size_t i = below(5); i > 0; --i) out.map.manual_breaks.push_back(real(0, 100));
        std::sort(out.map.manual_breaks.begin(), out.map.manual_breaks.end());
        out.map.palette = coin() ? "need" : "reach";
        for (bool* show :
             {&out.map.show_units, &out.map.show_schools, &out.map.show_villages, &out.map.show_roads,
              &out.map.show_labels, &out.map.show_doubt, &out.map.show_bands, &out.map.show_barriers})
            *show = coin();
        out.map.old_months = static_cast<int>(1 + below(120));
        if (coin()) out.map.age_on = "2024-02-29";
        return out;
    }

private:
    std::size_t below(std::size_t limit) { return engine_() % limit; }
    bool coin() { return below(2) == 0; }
    double real(double from, double to) { return std::uniform_real_distribution<double>(from, to)(engine_); }
    std::int64_t number() { return static_cast<std::int64_t>(engine_()) << below(20); }
    LonLat at() { return {real(97, 106), real(5, 21)}; }
    std::string text() {
        static const std::vector<std::string> texts = {
            "", "ตำบล", "O'Brien \"x\"", "a\nb\tc", "=1+1", "กำแพงเพชร", "🏫", std::string(300, 'x'), "0012"};
        return texts[below(texts.size())];
    }
    std::vector<LonLat> ring() {
        std::vector<LonLat> out(3 + below(6));
        for (LonLat& p : out) p = at();
        return out;
    }
    Areas areas() {
        Areas out;
        const std::size_t finest = below(4);
        for (std::size_t l = 0; l <= finest; ++l) {
            AreaLevel& level = out.levels[l];
            const std::size_t count = l == 0 ? 1 : 1 + below(12);
            for (std::size_t a = 0; a < count; ++a) {
                level.code.push_back(l == 0 ? "TH" : std::to_string(100 * l + a));
                level.name_th.push_back(text());
                level.name_en.push_back(text());
                level.parent.push_back(l == 0 ? AreaId{} : AreaId{below(out.levels[l - 1].size())});
                MultiPolygon shape(below(3));
                for (Polygon& polygon : shape) {
                    polygon.outer = ring();
                    polygon.holes.resize(below(3));
                    for (auto& hole : polygon.holes) hole = ring();
                }
                level.shape.push_back(shape);
                level.inner.push_back(at());
            }
        }
        return out;
    }
    AreaId some(const AreaLevel& level) { return coin() ? AreaId{} : AreaId{below(level.size())}; }
    std::vector<Place> places(const Areas& areas) {
        std::vector<Place> out(below(20));
        for (Place& p : out) {
            p = {text(),
                 text(),
                 text(),
                 static_cast<PlaceKind>(below(8)),
                 coin() ? service_any : 3U,
                 text(),
                 text(),
                 coin() ? -1 : 2147483647,
                 coin(),
                 coin(),
                 {},
                 text(),
                 some(areas.at(areas.finest()))};
            if (p.has_position) p.at = at();
        }
        return out;
    }
    std::vector<Village> villages(const Areas& areas) {
        std::vector<Village> out(below(20));
        for (Village& v : out) v = {text(), text(), at(), some(areas.at(areas.finest())), number()};
        return out;
    }
    std::vector<CountSeries> counts(const Areas& areas) {
        std::vector<CountSeries> out(below(4));
        for (std::size_t s = 0; s < out.size(); ++s) {
            out[s] = {"s" + std::to_string(9 - s),
                      text(),
                      static_cast<ChildStatus>(below(6)),
                      text(),
                      text(),
                      text(),
                      text(),
                      text(),
                      text(),
                      coin(),
                      text(),
                      text(),
                      text(),
                      {}};
            for (const Level level : all_levels)
                for (std::size_t a = 0; a < areas.at(level).size(); ++a) {
                    if (coin()) continue;
                    const auto state = static_cast<CellState>(below(3));
                    const std::int64_t children = state == CellState::value ? number() % 1000000 : 0;
                    out[s].cells.push_back({level, AreaId{a}, state, children});
                }
        }
        return out;
    }
    Roads roads() {
        Roads out;
        out.nodes.resize(below(50) + 2);
        for (LonLat& node : out.nodes) node = at();
        for (std::size_t w = below(12); w > 0; --w) {
            Way way;
            way.id = number();
            way.road_class = static_cast<RoadClass>(below(road_class_count));
            way.surface = static_cast<Surface>(below(3));
            way.one_way = static_cast<OneWay>(below(3));
            way.flags = static_cast<std::uint8_t>(below(256));
            way.max_speed_kmh = static_cast<std::uint8_t>(below(256));
            way.first = static_cast<std::uint32_t>(out.way_nodes.size());
            way.count = static_cast<std::uint32_t>(2 + below(5));
            for (std::uint32_t i = 0; i < way.count; ++i)
                out.way_nodes.push_back(static_cast<std::uint32_t>(below(out.nodes.size())));
            out.ways.push_back(way);
        }
        return out;
    }
    Travel travel() {
        Travel out;
        out.mode = all_modes[below(all_modes.size())];
        out.season = coin() ? Season::dry : Season::rainy;
        out.basis = coin() ? Basis::roads : Basis::straight_line;
        out.within.clear();
        for (std::size_t i = 1 + below(3); i > 0; --i)
            out.within.push_back(
                {coin() ? Metric::time : Metric::length, static_cast<std::uint32_t>(engine_())});
        out.place_kinds = static_cast<std::uint32_t>(engine_());
        out.services = static_cast<std::uint32_t>(engine_());
        out.children.series = text();
        out.children.weights = all_weights[below(all_weights.size())];
        out.detour_factor = real(1, 3);
        out.max_walk_m = real(0, 9000);
        return out;
    }

    std::mt19937 engine_;
};

}  // namespace test
