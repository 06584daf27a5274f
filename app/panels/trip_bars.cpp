// Children by their way to the nearest place, as the inspector draws them.
#include "app/panels/figures.h"
#include "app/panels/inspector.h"
#include "app/widgets.h"
#include "geo/access/whole_rows.h"
#include "geo/base/figures.h"
#include "render/map_words.h"
#include "render/palette.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace app {
namespace {

using Bars = std::array<std::int64_t, TripBars::count>;

/// Whole children such that the bars up to the limit add up to "covered", all bars to all who reach a place.
Bars printed_bars(const TripBars& bars, const geo::Results& results, geo::Level level, geo::AreaId area) {
    Bars out{};
    const auto sum_of = [](const Bars& part) {
        return std::accumulate(part.begin(), part.end(), std::int64_t{0});
    };
    const auto add = [&](const Bars& part, std::int64_t sum) {
        const auto whole = geo::whole_with_sum({part.begin(), part.end()}, sum);
        for (std::size_t i = 0; i < out.size(); ++i) out.at(i) += whole[i];
    };
    const std::int64_t all = sum_of(bars.children_milli);
    const geo::CoverageTable* table = results.coverage.empty() ? nullptr : &results.coverage.front();
    if (table == nullptr || area.row() >= table->at(level).size()) {
        add(bars.children_milli, (all + 500) / 1000);
        return out;
    }
    const geo::CoverageRow& row = table->at(level)[area.row()];
    const geo::WholeRow printed = geo::whole(row);
    const std::int64_t within = sum_of(bars.within_milli);
    if (within == row.covered_milli && all == within + row.uncovered_milli) {
        Bars beyond{};
        for (std::size_t i = 0; i < beyond.size(); ++i)
            beyond.at(i) = bars.children_milli.at(i) - bars.within_milli.at(i);
        add(bars.within_milli, printed.covered);
        add(beyond, printed.uncovered);
    } else {  // the limit is a distance
        const bool same = all == row.covered_milli + row.uncovered_milli;
        add(bars.children_milli, same ? printed.covered + printed.uncovered : (all + 500) / 1000);
    }
    return out;
}

}  // namespace

TripBars trip_bars(const geo::Study& study, const geo::Results& results, geo::Level level, geo::AreaId area) {
    TripBars out;
    if (results.demand == nullptr || results.time_trips == nullptr) return out;
    const geo::Demand& demand = *results.demand;
    const std::vector<geo::Trip>& trips = *results.time_trips;
    const geo::Areas& areas = *study.data->areas;
    const geo::Level finest = areas.finest();
    const geo::Threshold limit =
        results.coverage.empty() ? geo::Threshold{} : results.coverage.front().within;
    const bool by_time = limit.metric == geo::Metric::time;
    std::map<std::uint32_t, std::uint32_t> best;  // by destination
    // Points ascend by area: the ancestor is looked up once for each area.
    geo::AreaId last;
    bool inside = false;
    for (std::size_t i = 0; i < std::min(demand.size(), trips.size()); ++i) {
        if (level != geo::Level::country && (i == 0 || demand.area[i] != last)) {
            last = demand.area[i];
            inside = areas.ancestor(finest, last, level) == area;
        }
        if (level != geo::Level::country && !inside) continue;
        const geo::Trip& trip = trips[i];
        if (trip.status != geo::TripStatus::reached) continue;
        const std::size_t bar =
            std::min<std::size_t>((std::max(trip.time_ms, 1U) - 1) / 600000, TripBars::count - 1);
        out.children_milli.at(bar) += demand.children_milli[i];
        if (by_time && trip.time_ms <= limit.limit) out.within_milli.at(bar) += demand.children_milli[i];
        const auto found = best.emplace(trip.source, trip.time_ms).first;
        found->second = std::min(found->second, trip.time_ms);
    }
    const std::vector<geo::Trip>* of_limit = by_time ? &trips : results.length_trips.get();
    if (of_limit != nullptr && of_limit->size() == demand.size()) {
        const std::vector<geo::Bounds> bounds = geo::bounds_of(areas, demand, limit, *of_limit);
        for (std::size_t a = 0; a < bounds.size(); ++a) {
            if (areas.ancestor(finest, geo::AreaId{a}, level) != area) continue;
            out.covered.least_milli += bounds[a].least_milli;
            out.covered.most_milli += bounds[a].most_milli;
        }
    }
    out.printed = printed_bars(out, results, level, area);
    for (const auto& [place, time] : best) out.nearest.push_back({place, time});
    std::stable_sort(out.nearest.begin(), out.nearest.end(),
                     [](const TripBars::Near& a, const TripBars::Near& b) { return a.time_ms < b.time_ms; });
    if (out.nearest.size() > 3) out.nearest.resize(3);
    return out;
}

void Inspector::histogram(const Frame& frame, geo::Level level, geo::AreaId area) {
    if (frame.results == nullptr) return;
    const geo::Results& results = *frame.results;
    const geo::Threshold limit =
        coverage_of(frame) != nullptr ? coverage_of(frame)->within : geo::Threshold{};
    const bool same = made_ && of_level_ == level && of_area_ == area && of_limit_ == limit &&
                      of_trips_.lock() == results.time_trips && of_demand_.lock() == results.demand;
    if (!same) {
        bars_ = trip_bars(*frame.study, results, level, area);
        of_level_ = level;
        of_area_ = area;
        of_limit_ = limit;
        of_trips_ = results.time_trips;
        of_demand_ = results.demand;
        made_ = true;
    }
    const Tokens& t = tokens(frame.theme);
    ui::text(frame.word("inspector.times"), Font::body_bold);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ui::width_left();
    const std::int64_t most = *std::max_element(bars_.children_milli.begin(), bars_.children_milli.end());
    if (most <= 0) {
        ui::paragraph(frame.word("inspector.no_times"), Font::label);
        return;
    }
    const float above = ui::line_height(Font::small) * 2 + ui::px(2);
    const float tall = ui::px(64);
    const float step = width / static_cast<float>(TripBars::count);
    const float foot = at.y + above + tall;
    const bool by_time = limit.metric == geo::Metric::time;
    const render::ReachColours c = render::reach_colours(frame.theme);
    std::array<float, TripBars::count> tops{};
    for (std::size_t i = 0; i < TripBars::count; ++i) {
        const std::int64_t value = bars_.children_milli.at(i);
        const float x0 = std::round(at.x + step * static_cast<float>(i) + ui::px(1));
        const float x1 = std::round(at.x + step * static_cast<float>(i + 1) - ui::px(1));
        float height = tall * static_cast<float>(static_cast<double>(value) / static_cast<double>(most));
        if (value > 0) height = std::max(height, ui::px(2));
        // A limit within the ten minutes splits the bar: those who reach in time below, the others above.
        const float within = !by_time || value <= 0
                                 ? 0
                                 : height * static_cast<float>(static_cast<double>(bars_.within_milli.at(i)) /
                                                               static_cast<double>(value));
        list->AddRectFilled({x0, std::round(foot - height)}, {x1, std::round(foot - within)},
                            ui::colour(by_time && !frame.stale ? c.uncovered : t.text3));
        list->AddRectFilled({x0, std::round(foot - within)}, {x1, foot},
                            ui::colour(frame.stale ? t.text3 : c.covered));
        tops.at(i) = foot - height;
        ImGui::SetCursorScreenPos({x0, at.y + above});
        ImGui::InvisibleButton(("###bar" + std::to_string(i)).c_str(), {std::max(1.0F, x1 - x0), tall});
        ui::tooltip(geo::say(frame.lang, i + 1 == TripBars::count ? "inspector.bar_last" : "inspector.bar",
                             {{"from", std::to_string(i * 10)},
                              {"to", std::to_string(i * 10 + 10)},
                              {"number", geo::grouped(bars_.printed.at(i))}}));
    }
    const float minutes = static_cast<float>(limit.limit) / 600000;
    const float line_x =
        by_time && minutes <= static_cast<float>(TripBars::count) ? at.x + step * minutes : -1e6F;
    bar_numbers(tops, at.x, step, line_x, frame.stale ? t.text3 : t.text2);
    list->AddLine({at.x, foot}, {at.x + width, foot}, ui::colour(t.line2));
    if (by_time && minutes <= static_cast<float>(TripBars::count)) {
        const float x = std::round(at.x + step * minutes);
        for (float y = at.y + ui::line_height(Font::small); y < foot; y += ui::px(6))
            list->AddLine({x, y}, {x, std::min(foot, y + ui::px(3))}, ui::colour(t.text), ui::px(1.4F));
        const std::string words =
            geo::say(frame.lang, "inspector.limit", {{"limit", render::limit_words(limit, frame.lang)}});
        const float words_width = ui::text_width(words, Font::small);
        ui::draw_text(list, std::clamp(x - ui::px(2), at.x, at.x + width - words_width), at.y, words, t.text,
                      Font::small);
    }
    for (const int tick : {0, 30, 60, 90}) {
        const std::string words = std::to_string(tick) + (tick == 90 ? "+" : "");
        const float x = at.x + step * static_cast<float>(tick) / 10;
        ui::draw_text(list, tick == 0 ? x : x - ui::text_width(words, Font::small) / 2, foot + ui::px(1),
                      words, t.text2, Font::small);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, above + tall + ui::line_height(Font::small) + ui::px(4)});
}

/// The numbers over the bars, the greatest first; one that would touch another is left to the tip.
void Inspector::bar_numbers(const std::array<float, TripBars::count>& tops, float left, float step,
                            float line_x, render::Rgba ink) const {
    ImDrawList* list = ImGui::GetWindowDrawList();
    std::array<std::size_t, TripBars::count> order{};
    for (std::size_t i = 0; i < order.size(); ++i) order.at(i) = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return bars_.children_milli.at(a) > bars_.children_milli.at(b);
    });
    struct Box {
        float x0, x1, y;
    };
    std::vector<Box> placed;
    const float line = ui::line_height(Font::small);
    for (const std::size_t i : order) {
        if (bars_.printed.at(i) == 0) continue;
        const std::string number = geo::grouped(bars_.printed.at(i));
        const float wide = ui::text_width(number, Font::small);
        // Beside the limit's line, not through it; the first keeps to the left edge.
        float x = std::max(left, left + step * (static_cast<float>(i) + 0.5F) - wide / 2);
        if (line_x > x - ui::px(3) && line_x < x + wide + ui::px(3))
            x = line_x > x + wide / 2 ? line_x - wide - ui::px(4) : line_x + ui::px(4);
        const Box box{x - ui::px(3), x + wide + ui::px(3), tops.at(i) - line};
        const bool free = std::none_of(placed.begin(), placed.end(), [&](const Box& other) {
            return box.x0 < other.x1 && other.x0 < box.x1 && std::abs(box.y - other.y) < line * 0.8F;
        });
        // Over a taller neighbour it could not be read.
        bool over = false;
        for (std::size_t j = 0; j < TripBars::count; ++j) {
            const float x0 = left + step * static_cast<float>(j), x1 = x0 + step;
            over = over || (j != i && x0 < x + wide && x < x1 && tops.at(j) < box.y + line * 0.9F);
        }
        if (!free || over) continue;
        placed.push_back(box);
        ui::draw_text(list, x, box.y, number, ink, Font::small);
    }
}

}  // namespace app
