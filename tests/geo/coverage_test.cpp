#include "geo/access/coverage.h"

#include "geo/base/ensure.h"
#include "tests/support/test.h"

#include <random>

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
    REQUIRE_FALSE(thresholds_from_text("30min,,6km"));
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
    REQUIRE(csv.find("\"51\",\"ชื่อ51\",\"Name 51\",province,30min,") != std::string::npos);
    REQUIRE(csv.find("ข้อมูลสมมติ") != std::string::npos);
    REQUIRE(csv.find("estimate\"") == std::string::npos);
}
