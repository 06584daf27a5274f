// A study of two provinces of two amphoe of two tambon each: small enough to work out by hand.
#pragma once

#include "geo/study/study.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace test {

inline geo::MultiPolygon square(double west, double south, double side) {
    return {{{{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}}, {}}};
}

/// Two provinces of two amphoe of two tambon each, every tambon a square of 0.2 degrees; a unit in the west.
/// Tambon 90 01 01 .. 91 02 02 hold 1000, 800, 600, 400 | 300, hidden, no data, 0 children.
inline geo::Study study_of_two() {
    geo::Areas areas;
    areas.at(geo::Level::country) = {{"TH"}, {"ทั้งพื้นที่"}, {"Whole area"}, {geo::AreaId{}}, {{}}, {{100.8, 13}}};
    const auto id = [](std::size_t row) { return geo::AreaId{row}; };
    auto& provinces = areas.at(geo::Level::province);
    auto& amphoe = areas.at(geo::Level::amphoe);
    auto& tambon = areas.at(geo::Level::tambon);
    const char* th[] = {"ตะวันตก", "ตะวันออก"};
    const char* en[] = {"West", "East"};
    for (std::size_t p = 0; p < 2; ++p) {
        provinces.code.push_back(p == 0 ? "90" : "91");
        provinces.name_th.emplace_back(th[p]);
        provinces.name_en.emplace_back(en[p]);
        provinces.parent.push_back(id(0));
        provinces.shape.emplace_back();
        provinces.inner.push_back({100.4 + 0.8 * static_cast<double>(p), 13.1});
        for (std::size_t a = 0; a < 2; ++a) {
            amphoe.code.push_back(provinces.code[p] + (a == 0 ? "01" : "02"));
            amphoe.name_th.push_back("อำเภอ" + amphoe.code.back());
            amphoe.name_en.push_back("Amphoe " + amphoe.code.back());
            amphoe.parent.push_back(id(p));
            amphoe.shape.emplace_back();
            amphoe.inner.push_back(
                {100.2 + 0.8 * static_cast<double>(p) + 0.4 * static_cast<double>(a), 13.1});
            for (std::size_t t = 0; t < 2; ++t) {
                const double west = 100 + 0.2 * static_cast<double>(tambon.size());
                tambon.code.push_back(amphoe.code.back() + (t == 0 ? "01" : "02"));
                tambon.name_th.push_back("ตำบล" + tambon.code.back());
                tambon.name_en.push_back("Tambon " + tambon.code.back());
                tambon.parent.push_back(id(amphoe.size() - 1));
                tambon.shape.push_back(square(west, 13, 0.2));
                tambon.inner.push_back({west + 0.1, 13.1});
            }
        }
    }
    geo::Study study;
    study.title = "งานทดสอบ";
    geo::Dataset data;
    data.areas = std::make_shared<const geo::Areas>(std::move(areas));
    geo::CountSeries series;
    series.id = "out";
    series.age_band = "6-18";
    series.date_iso = "2024-09-30";
    series.in_total = true;
    const std::int64_t children[] = {1000, 800, 600, 400, 300, -1, -2, 0};
    for (std::size_t t = 0; t < 8; ++t) {
        geo::CountCell cell;
        cell.area = id(t);
        cell.state = children[t] == -1   ? geo::CellState::suppressed
                     : children[t] == -2 ? geo::CellState::missing
                                         : geo::CellState::value;
        cell.children_milli = std::max<std::int64_t>(0, children[t]) * 1000;
        series.cells.push_back(cell);
    }
    data.counts = std::make_shared<const std::vector<geo::CountSeries>>(std::vector{series});
    geo::Place unit;
    unit.id = "u1";
    unit.kind = geo::PlaceKind::learning_unit;
    unit.has_position = true;
    unit.at = {100.1, 13.1};
    unit.area = id(0);
    data.places = std::make_shared<const std::vector<geo::Place>>(std::vector{unit});
    data.sources.push_back({"counts", "เด็ก.xlsx", "", 8, "2024-10-01", ""});
    data.made_up = true;
    study.data = std::make_shared<const geo::Dataset>(std::move(data));
    study.scenario().travel.basis = geo::Basis::straight_line;
    study.scenario().travel.within = {{geo::Metric::length, 40'000'000}};
    return study;
}

}  // namespace test
