#include "geo/access/coverage.h"

#include "geo/base/ensure.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <sstream>

namespace coverage_test {

using namespace geo;

namespace {

/// One country, two provinces, two amphoe each, three tambon each; tambon are little squares.
Areas small_areas() {
    Areas areas;
    const auto add = [&](Level level, const std::string& code, AreaId parent) {
        AreaLevel& l = areas.at(level);
        l.code.push_back(code);
        l.name_th.push_back("ชื่อ" + code);
        l.name_en.push_back("Name " + code);
        l.parent.push_back(parent);
        const double x = 100 + static_cast<double>(l.code.size()) * 0.1;
        l.shape.push_back({{{{x, 13}, {x + 0.1, 13}, {x + 0.1, 13.1}, {x, 13.1}}, {}}});
        l.inner.push_back({x + 0.05, 13.05});
        return AreaId{l.code.size() - 1};
    };
    const AreaId country = add(Level::country, "TH", {});
    for (int p = 1; p <= 2; ++p) {
        const std::string province = "5" + std::to_string(p);
        const AreaId province_id = add(Level::province, province, country);
        for (int a = 1; a <= 2; ++a) {
            const AreaId amphoe_id = add(Level::amphoe, province + "0" + std::to_string(a), province_id);
            for (int t = 1; t <= 3; ++t)
                add(Level::tambon, province + "0" + std::to_string(a) + "0" + std::to_string(t), amphoe_id);
        }
    }
    return areas;
}

Dataset made_data(unsigned seed) {
    std::mt19937 random(seed);
    Dataset data;
    data.areas = std::make_shared<const Areas>(small_areas());
    std::vector<Village> villages;
    for (std::uint32_t i = 0; i < 60; ++i) {
        Village v;
        v.area = AreaId{static_cast<std::uint32_t>(random() % 12)};
        v.at = {100.2, 13.01};
        v.weight = static_cast<std::int64_t>(random() % 5);
        villages.push_back(v);
    }
    data.villages = std::make_shared<const std::vector<Village>>(villages);
    CountSeries series;
    series.id = "dropped_out";
    series.in_total = true;
    series.cells.push_back({Level::province, AreaId{1U}, CellState::value, 777});
    series.cells.push_back({Level::amphoe, AreaId{2U}, CellState::value, 4001});
    for (std::uint32_t t = 0; t < 12; ++t) {
        CountCell cell{Level::tambon, AreaId{t}, CellState::value,
                       static_cast<std::int64_t>(random() % 200000)};
        if (t == 5) cell = {Level::tambon, AreaId{t}, CellState::suppressed, 0};
        if (t != 7) series.cells.push_back(cell);
    }
    data.counts = std::make_shared<const std::vector<CountSeries>>(std::vector<CountSeries>{series});
    return data;
}

}  // namespace

TEST_CASE("children are shared out exactly, by largest remainder", "[demand]") {
    REQUIRE(shared_out(10, {1, 1, 1}) == std::vector<std::int64_t>{4, 3, 3});
    REQUIRE(shared_out(7, {0, 0}) == std::vector<std::int64_t>{4, 3});
    REQUIRE(shared_out(100, {1, 0, 3}) == std::vector<std::int64_t>{25, 0, 75});
    REQUIRE(shared_out(5, {}).empty());
}

TEST_CASE("every child is in one of four states, exactly, at every level", "[coverage]") {
    for (unsigned seed = 1; seed <= 30; ++seed) {
        const Dataset data = made_data(seed);
        const auto demand = build_demand(data, {});
        REQUIRE(demand);
        REQUIRE(demand->state[5] == CellState::suppressed);
        REQUIRE(demand->state[7] == CellState::missing);
        std::mt19937 random(seed);
        std::vector<Trip> trips(demand->size());
        for (Trip& trip : trips) {
            if (random() % 4 == 0) continue;
            trip.status = TripStatus::reached;
            trip.time_ms = static_cast<std::uint32_t>(random() % 4000000);
        }
        const auto table = coverage(*data.areas, *demand, trips, trips, Threshold{});
        std::int64_t total = 0;
        for (const CountCell& cell : (*data.counts)[0].cells) total += cell.children_milli;
        for (const Level level : all_levels) {
            std::int64_t sum = 0;
            for (const CoverageRow& row : table.at(level)) {
                REQUIRE(row.children_milli ==
                        row.covered_milli + row.uncovered_milli + row.unreachable_milli + row.unplaced_milli);
                sum += row.children_milli;
            }
            // What is known only for an amphoe or a province is not in the levels below it.
            if (level == Level::country || level == Level::province) REQUIRE(sum == total);
            if (level == Level::amphoe) REQUIRE(sum == total - 777);
            if (level == Level::tambon) REQUIRE(sum == total - 777 - 4001);
        }
        REQUIRE(table.at(Level::country)[0].unplaced_milli == 777 + 4001);
    }
}

TEST_CASE("the limit belongs to the covered", "[coverage]") {
    const Dataset data = made_data(3);
    const auto demand = build_demand(data, {});
    std::vector<Trip> trips(demand->size());
    for (Trip& trip : trips) {
        trip.status = TripStatus::reached;
        trip.time_ms = 30 * 60 * 1000;
        trip.length_mm = 6000001;
    }
    const auto in_time = coverage(*data.areas, *demand, trips, trips, Threshold{});
    REQUIRE(in_time.at(Level::country)[0].uncovered_milli == 0);
    const auto within = coverage(*data.areas, *demand, trips, trips, Threshold{Metric::length, 6000000});
    REQUIRE(within.at(Level::country)[0].covered_milli == 0);
    REQUIRE(within.at(Level::country)[0].median_ms == 30U * 60 * 1000);
}

TEST_CASE("the median of the limit's own measure is that of its own trips", "[coverage]") {
    const Dataset data = made_data(5);
    const auto demand = build_demand(data, {});
    std::mt19937 random(5);
    std::vector<Trip> by_time(demand->size());
    std::vector<Trip> by_length(demand->size());
    for (std::size_t i = 0; i < by_time.size(); ++i) {
        if (random() % 5 == 0) continue;
        by_time[i].status = by_length[i].status = TripStatus::reached;
        by_time[i].time_ms = static_cast<std::uint32_t>(random() % 4000000);
        by_time[i].length_mm = 99000000;
        by_length[i].time_ms = 4000000;
        by_length[i].length_mm = static_cast<std::uint32_t>(random() % 9000000);
    }
    const auto table = coverage(*data.areas, *demand, by_length, by_time, Threshold{Metric::length, 6000000});
    const auto timed = coverage(*data.areas, *demand, by_time, by_time, Threshold{});
    for (const Level level : all_levels) {
        for (std::size_t a = 0; a < table.at(level).size(); ++a) {
            const CoverageRow& row = table.at(level)[a];
            REQUIRE(row.median_ms == timed.at(level)[a].median_ms);
            REQUIRE(row.p90_ms == timed.at(level)[a].p90_ms);
            REQUIRE(timed.at(level)[a].median_cost == timed.at(level)[a].median_ms);
            // The least length that half of the placed children do not exceed, by trying all.
            std::vector<std::pair<std::uint32_t, std::int64_t>> lengths;
            for (std::size_t i = 0; i < by_length.size(); ++i)
                if (by_length[i].status == TripStatus::reached &&
                    data.areas->ancestor(Level::tambon, demand->area[i], level) == AreaId{a})
                    lengths.emplace_back(by_length[i].length_mm, demand->children_milli[i]);
            std::sort(lengths.begin(), lengths.end());
            REQUIRE(row.median_cost ==
                    weighted_quantile(lengths, row.children_milli - row.unplaced_milli, 1, 2));
        }
    }
}

TEST_CASE("a weighted quantile is empty where it falls among the unreachable", "[coverage]") {
    const std::vector<std::pair<std::uint32_t, std::int64_t>> times = {{10, 1}, {20, 2}, {30, 1}};
    REQUIRE(weighted_quantile(times, 4, 1, 2) == 20U);
    REQUIRE(weighted_quantile(times, 4, 9, 10) == 30U);
    REQUIRE(weighted_quantile(times, 10, 1, 2) == std::nullopt);
    REQUIRE(weighted_quantile(times, 8, 1, 2) == 30U);
    REQUIRE(weighted_quantile(times, 0, 1, 2) == std::nullopt);
}

TEST_CASE("limits are read with their unit and printed back", "[coverage]") {
    REQUIRE(threshold_from_text("30min")->limit == 1800000);
    REQUIRE(threshold_from_text("6km")->metric == Metric::length);
    REQUIRE(threshold_from_text("6km")->limit == 6000000);
    REQUIRE(threshold_from_text("1.5km")->limit == 1500000);
    for (const char* bad : {"", "30", "km", "30minutes", "-3km", "0min", "99999999km", "1..5km"})
        REQUIRE(threshold_from_text(bad).error().fault == Fault::bad_value);
    for (const char* text : {"30min", "90s", "6km", "500m", "1.5km"})
        REQUIRE(text_of(*threshold_from_text(text)) == text);
    REQUIRE(thresholds_from_text("30min,6km")->size() == 2);
    REQUIRE(*thresholds_from_text(" 30min, 6km ") == *thresholds_from_text("30min,6km"));
    for (const char* bad : {"30min,,6km", "30 min", " ", "30min, "})
        REQUIRE(thresholds_from_text(bad).error().fault == Fault::bad_value);
}

TEST_CASE("the table is written with a mark, text codes and exact decimals", "[coverage]") {
    const Dataset data = made_data(4);
    const auto demand = build_demand(data, {});
    const std::vector<Trip> trips(demand->size());
    const std::vector<CoverageTable> tables = {coverage(*data.areas, *demand, trips, trips, Threshold{})};
    CoverageCsvOptions options;
    options.levels = {Level::province};
    options.made_up = true;
    const std::string csv = coverage_csv(*data.areas, tables, options);
    REQUIRE(csv.substr(0, 3) == "\xEF\xBB\xBF");
    REQUIRE(csv.find("\"51\",\"ชื่อ51\",\"Name 51\",\"province\",\"30min\",") != std::string::npos);
    REQUIRE(csv.find("ข้อมูลสมมติ") != std::string::npos);
    REQUIRE(csv.find("estimate\"") == std::string::npos);
}

TEST_CASE("a weighted quantile is the least time that reaches its share, found by trying all", "[coverage]") {
    std::mt19937 random(17);
    for (int round = 0; round < 300; ++round) {
        std::vector<std::pair<std::uint32_t, std::int64_t>> times(random() % 12);
        std::int64_t reached = 0;
        for (auto& [time, weight] : times) {
            time = static_cast<std::uint32_t>(random() % 9);
            weight = static_cast<std::int64_t>(random() % 5);
            reached += weight;
        }
        std::sort(times.begin(), times.end());
        const std::int64_t whole = reached + static_cast<std::int64_t>(random() % 6);  // some unreachable
        for (const auto& [numerator, denominator] : {std::pair{1, 2}, std::pair{9, 10}, std::pair{1, 1}}) {
            std::optional<std::uint32_t> expected;
            for (std::uint32_t t = 0; t < 9 && whole > 0 && !expected; ++t) {
                std::int64_t within = 0;
                bool any = false;
                for (const auto& [time, weight] : times) {
                    if (time <= t) within += weight;
                    any = any || time == t;
                }
                if (any && within * denominator >= whole * numerator) expected = t;
            }
            REQUIRE(weighted_quantile(times, whole, numerator, denominator) == expected);
        }
    }
}

TEST_CASE("each row agrees with a count made child by child", "[coverage]") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const Dataset data = made_data(seed);
        const auto demand = build_demand(data, {});
        std::mt19937 random(seed * 7);
        std::vector<Trip> by_length(demand->size());
        std::vector<Trip> by_time(demand->size());
        for (std::size_t i = 0; i < by_time.size(); ++i) {
            if (random() % 5 == 0) continue;
            by_length[i].status = by_time[i].status = TripStatus::reached;
            by_length[i].length_mm = static_cast<std::uint32_t>(random() % 12) * 1000000;
            by_time[i].time_ms = static_cast<std::uint32_t>(random() % 20) * 60000;
        }
        const Threshold within{Metric::length, 6000000};
        const auto table = coverage(*data.areas, *demand, by_length, by_time, within);
        for (const Level level : all_levels) {
            for (std::uint32_t a = 0; a < data.areas->at(level).size(); ++a) {
                CoverageRow expected;
                std::vector<std::pair<std::uint32_t, std::int64_t>> times;
                for (std::size_t i = 0; i < demand->size(); ++i) {
                    if (data.areas->ancestor(Level::tambon, demand->area[i], level) != AreaId{a}) continue;
                    const std::int64_t children = demand->children_milli[i];
                    auto& state = by_length[i].status != TripStatus::reached ? expected.unreachable_milli
                                  : by_length[i].length_mm <= 6000000        ? expected.covered_milli
                                                                             : expected.uncovered_milli;
                    state += children;
                    if (by_time[i].status == TripStatus::reached)
                        times.emplace_back(by_time[i].time_ms, children);
                }
                std::sort(times.begin(), times.end());
                const CoverageRow& row = table.at(level)[a];
                REQUIRE(row.covered_milli == expected.covered_milli);
                REQUIRE(row.uncovered_milli == expected.uncovered_milli);
                REQUIRE(row.unreachable_milli == expected.unreachable_milli);
                REQUIRE(row.children_milli == demand->total_milli[static_cast<std::size_t>(level)][a]);
                const std::int64_t placed = row.children_milli - row.unplaced_milli;
                REQUIRE(row.median_ms == weighted_quantile(times, placed, 1, 2));
                REQUIRE(row.p90_ms == weighted_quantile(times, placed, 9, 10));
            }
        }
    }
}

TEST_CASE("children on the points of an area and those without place add up to its count", "[demand]") {
    for (unsigned seed = 1; seed <= 30; ++seed) {
        Dataset data = made_data(seed);
        Areas areas = *data.areas;
        areas.at(Level::tambon).shape[3].clear();  // no shape, so no inner point
        std::vector<Village> villages = *data.villages;
        std::erase_if(villages,
                      [](const Village& v) { return v.area == AreaId{3U} || v.area == AreaId{4U}; });
        data.areas = std::make_shared<const Areas>(areas);
        data.villages = std::make_shared<const std::vector<Village>>(villages);
        const auto demand = build_demand(data, {});
        std::vector<std::int64_t> on_points(12, 0);
        for (std::size_t i = 0; i < demand->size(); ++i) {
            REQUIRE(demand->children_milli[i] > 0);
            on_points[demand->area[i].row()] += demand->children_milli[i];
            if (i > 0) REQUIRE(demand->area[i - 1].row() <= demand->area[i].row());
        }
        const auto& unplaced = demand->unplaced_milli[static_cast<std::size_t>(Level::tambon)];
        for (const CountCell& cell : (*data.counts)[0].cells) {
            if (cell.level != Level::tambon) continue;
            const std::size_t row = cell.area.row();
            REQUIRE(on_points[row] + unplaced[row] == cell.children_milli);
            if (row != 3) REQUIRE(unplaced[row] == 0);
        }
        REQUIRE(on_points[3] == 0);
        REQUIRE(demand->areas_placed_on(PlacedOn::inner_point) >= 1);  // area 4 has lost its villages
    }
}

TEST_CASE("series that are not asked for stay out of the demand", "[demand]") {
    Dataset data = made_data(2);
    std::vector<CountSeries> series = *data.counts;
    series.push_back(series[0]);
    series[1].id = "at_risk";
    series[1].in_total = false;
    series.push_back(series[0]);
    series[2].id = "never_enrolled";
    data.counts = std::make_shared<const std::vector<CountSeries>>(series);
    const auto country = [](const Result<Demand>& demand) { return demand->total_milli[0][0]; };
    const std::int64_t one = country(build_demand(data, {"dropped_out"}));
    REQUIRE(one > 0);
    REQUIRE(country(build_demand(data, {})) == 2 * one);
    REQUIRE(country(build_demand(data, {"at_risk"})) == one);
    REQUIRE(build_demand(data, {"nobody"}).error().fault == Fault::needs_counts);
}

TEST_CASE("large counts are shared out without leaving 64 bits", "[demand]") {
    const std::int64_t many = 9000000000000000LL;  // nine million million children
    const auto parts = shared_out(many, {many, many, 1});
    REQUIRE(parts[0] + parts[1] + parts[2] == many);
    REQUIRE(parts[0] - parts[1] <= 1);
    std::mt19937_64 random(4);
    for (int round = 0; round < 500; ++round) {
        std::vector<std::int64_t> weights(1 + random() % 9);
        for (auto& weight : weights) weight = static_cast<std::int64_t>(random() % 7);
        const auto total = static_cast<std::int64_t>(random() % 100000);
        const auto shares = shared_out(total, weights);
        std::int64_t sum = 0;
        std::int64_t whole = 0;
        for (const std::int64_t weight : weights) whole += weight;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            sum += shares[i];
            if (whole == 0) continue;
            // Nobody is further than one thousandth from the exact share.
            REQUIRE(std::abs(shares[i] * whole - total * weights[i]) < whole);
        }
        REQUIRE(sum == total);
    }
}

TEST_CASE("printed seconds say covered exactly where the state does, and printed rows add up", "[coverage]") {
    const Dataset data = made_data(9);
    const auto demand = build_demand(data, {});
    for (const std::uint32_t time : {1799000U, 1799001U, 1800000U, 1800001U}) {
        std::vector<Trip> trips(demand->size());
        for (Trip& trip : trips) {
            trip.status = TripStatus::reached;
            trip.time_ms = time;
        }
        const std::vector<CoverageTable> tables = {
            coverage(*data.areas, *demand, trips, trips, *threshold_from_text("30min"))};
        CoverageCsvOptions options;
        options.levels = {Level::country, Level::province, Level::amphoe, Level::tambon};
        options.estimate = true;
        std::istringstream csv(coverage_csv(*data.areas, tables, options));
        std::string line;
        std::getline(csv, line);
        std::size_t rows = 0;
        for (; std::getline(csv, line); ++rows) {
            std::vector<std::string> cells;
            std::istringstream in(line);
            for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
            REQUIRE(cells.size() == 20);
            REQUIRE(cells[14].find("straight-line") != std::string::npos);
            if (cells[5].empty()) continue;  // hidden or never counted
            const auto milli = [&](std::size_t column) {
                return static_cast<std::int64_t>(std::llround(std::stod(cells[column]) * 1000));
            };
            REQUIRE(milli(5) == milli(6) + milli(7) + milli(8) + milli(9));
            if (cells[11].empty()) continue;
            REQUIRE((std::stoll(cells[11]) <= 30 * 60) == (milli(6) > 0));
        }
        REQUIRE(rows == 1 + 2 + 4 + 12);
    }
}

TEST_CASE("what nobody counted and what is hidden is an empty cell, never 0 children", "[coverage]") {
    Dataset data = made_data(4);
    std::vector<CountSeries> series = *data.counts;
    series[0].cells.clear();
    const auto count = [&](Level level, std::uint32_t area, CellState state, std::int64_t milli) {
        series[0].cells.push_back({level, AreaId{area}, state, milli});
    };
    // 5102 is known as a whole; of 5101 one tambon is hidden and one empty; of 5201 two are hidden and one
    // was never named; 5202 was counted and has nobody.
    count(Level::amphoe, 1, CellState::value, 5500);
    count(Level::tambon, 0, CellState::value, 2000);
    count(Level::tambon, 1, CellState::suppressed, 0);
    count(Level::tambon, 2, CellState::missing, 0);
    count(Level::tambon, 6, CellState::suppressed, 0);
    count(Level::tambon, 7, CellState::suppressed, 0);
    for (const std::uint32_t t : {9U, 10U, 11U}) count(Level::tambon, t, CellState::value, 0);
    data.counts = std::make_shared<const std::vector<CountSeries>>(series);
    const auto demand = build_demand(data, {});
    const std::vector<Trip> trips(demand->size());
    const std::vector<CoverageTable> tables = {coverage(*data.areas, *demand, trips, trips, Threshold{})};
    CoverageCsvOptions options;
    options.levels = {Level::country, Level::province, Level::amphoe, Level::tambon};
    std::map<std::string, std::string> rows;
    std::istringstream csv(coverage_csv(*data.areas, tables, options));
    std::string line;
    std::getline(csv, line);
    REQUIRE(line.ends_with(
        "p90_s,made_up,estimate,state,areas_without_data,areas_hidden,areas_in_part,placed_on\r"));
    while (std::getline(csv, line)) {
        const std::size_t within = line.find("\"30min\",");
        rows[line.substr(1, line.find('"', 1) - 1)] = line.substr(within + 8, line.size() - within - 9);
    }
    REQUIRE(rows["510101"] == "2,0,0,2,0,0.000000,,,,,\"counted\",0,0,0,\"villages\"");
    REQUIRE(rows["510102"] == ",,,,,,,,,,\"hidden\",0,1,0,");
    REQUIRE(rows["510103"] == ",,,,,,,,,,\"no_data\",1,0,0,");
    REQUIRE(rows["5101"] == "2,0,0,2,0,0.000000,,,,,\"partly\",1,1,0,");
    REQUIRE(rows["5102"] == "5.5,0,0,0,5.5,0.000000,,,,,\"counted\",0,0,0,");
    REQUIRE(rows["510201"] == ",,,,,,,,,,\"no_data\",1,0,0,");
    REQUIRE(rows["51"] == "7.5,0,0,2,5.5,0.000000,,,,,\"partly\",1,1,0,");
    REQUIRE(rows["5201"] == ",,,,,,,,,,\"hidden\",1,2,0,");
    REQUIRE(rows["5202"] == "0,0,0,0,0,,,,,,\"zero\",0,0,0,");
    REQUIRE(rows["52"] == "0,0,0,0,0,,,,,,\"partly\",1,2,0,");
    REQUIRE(rows["TH"] == "7.5,0,0,2,5.5,0.000000,,,,,\"partly\",2,3,0,");
}

}  // namespace coverage_test
