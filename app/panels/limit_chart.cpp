#include "app/panels/limit_chart.h"

#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "render/map_words.h"
#include "render/palette.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace app {
namespace {

constexpr std::array<std::uint32_t, 3> usual_ms = {15 * 60000, 30 * 60000, 60 * 60000};
constexpr std::array<std::uint32_t, 3> usual_mm = {3000000, 6000000, 10000000};
// The axes end where hardly any child goes on.
constexpr std::uint32_t end_ms = 120 * 60000, end_mm = 30000000;
// Every minute and every quarter kilometre is exact at the usual limits.
constexpr std::uint32_t step_ms = 60000, step_mm = 250000;

/// A limit with its words above the curve.
struct Mark {
    std::uint32_t limit = 0;
    bool chosen = false;
    std::int64_t milli = 0;
    std::string share, number;
    float width = 0, x = 0;  ///< of the words; x of their left side
};

/// Words of neighbouring limits move apart, in the order of the limits, from `left` to `right`.
void spread(std::vector<Mark>& marks, float left, float right) {
    std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.limit < b.limit; });
    const float gap = ui::px(8);
    // Both ways give an order without overlaps; the middle of both keeps words nearest to their limits.
    std::vector<float> low(marks.size()), high(marks.size());
    for (std::size_t i = 0; i < marks.size(); ++i)
        low[i] = std::max(marks[i].x, i == 0 ? left : low[i - 1] + marks[i - 1].width + gap);
    for (std::size_t i = marks.size(); i-- > 0;)
        high[i] = std::min(marks[i].x, (i + 1 == marks.size() ? right : high[i + 1] - gap) - marks[i].width);
    for (std::size_t i = 0; i < marks.size(); ++i) marks[i].x = (low[i] + high[i]) / 2;
    // The sides of the chart go before the middle.
    float from = left;
    for (Mark& one : marks) {
        one.x = std::max(one.x, from);
        from = one.x + one.width + gap;
    }
    float to = right;
    for (std::size_t i = marks.size(); i-- > 0;) {
        marks[i].x = std::min(marks[i].x, to - marks[i].width);
        to = marks[i].x - gap;
    }
}

}  // namespace

std::int64_t LimitChart::Curve::within(std::uint32_t limit) const {
    std::int64_t out = 0;
    for (const geo::CurveStep& step : steps) {
        if (step.upto > limit) break;
        out = step.children_milli;
    }
    return out;
}

void LimitChart::make(const Frame& frame, geo::Level level, geo::AreaId area) {
    const geo::Results& results = *frame.results;
    if (made_ && of_level_ == level && of_area_ == area && of_time_.lock() == results.time_trips &&
        of_length_.lock() == results.length_trips && of_demand_.lock() == results.demand)
        return;
    made_ = true;
    of_level_ = level;
    of_area_ = area;
    of_time_ = results.time_trips;
    of_length_ = results.length_trips;
    of_demand_ = results.demand;
    const geo::Areas& areas = *frame.study->data->areas;
    const geo::Demand& all = *results.demand;
    geo::Demand demand;
    std::vector<geo::Trip> time, length;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (level != geo::Level::country && areas.ancestor(areas.finest(), all.area[i], level) != area)
            continue;
        demand.at.push_back(all.at[i]);
        demand.children_milli.push_back(all.children_milli[i]);
        time.push_back((*results.time_trips)[i]);
        if (results.length_trips != nullptr) length.push_back((*results.length_trips)[i]);
    }
    time_.steps = geo::cumulative(demand, time, geo::Metric::time, step_ms);
    length_.steps = results.length_trips == nullptr
                        ? std::vector<geo::CurveStep>{}
                        : geo::cumulative(demand, length, geo::Metric::length, step_mm);
}

void LimitChart::curve(const Frame& frame, geo::Metric metric, const Curve& curve,
                       const geo::CoverageRow& row, float x, float y, float width, float height) const {
    const Tokens& t = tokens(frame.theme);
    const render::ReachColours c = render::reach_colours(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const bool timed = metric == geo::Metric::time;
    const std::uint32_t end = timed ? end_ms : end_mm;
    const float small = ui::line_height(Font::small);
    ui::draw_text(list, x, y, frame.word(timed ? "chart.time" : "chart.length"), t.text, Font::body_bold);
    const float left = x + ui::px(40), top = y + ui::line_height(Font::body_bold) + 2 * small + ui::px(8);
    const float right = x + width - ui::px(8), foot = y + height - small - ui::px(4);
    if (foot - top < ui::px(20)) return;
    const auto at_x = [&](double limit) {
        return left + (right - left) * static_cast<float>(limit / static_cast<double>(end));
    };
    const auto at_y = [&](std::int64_t milli) {
        return foot - (foot - top) * static_cast<float>(static_cast<double>(milli) /
                                                        static_cast<double>(row.children_milli));
    };
    for (const int percent : {0, 50, 100}) {
        const float line = std::round(foot - (foot - top) * static_cast<float>(percent) / 100);
        list->AddLine({left, line}, {right, line}, ui::colour(percent == 0 ? t.line2 : t.line));
        const std::string words = std::to_string(percent) + "%";
        ui::draw_text(list, left - ui::px(5) - ui::text_width(words, Font::small), line - small / 2, words,
                      t.text2, Font::small);
    }
    std::vector<ImVec2> line = {{left, foot}};
    for (const geo::CurveStep& step : curve.steps) {
        if (step.upto > end) break;
        line.emplace_back(at_x(step.upto), at_y(step.children_milli));
    }
    line.emplace_back(right, line.back().y);
    for (std::size_t i = 1; i < line.size(); ++i)
        list->AddQuadFilled({line[i - 1].x, foot}, line[i - 1], line[i], {line[i].x, foot},
                            ui::colour(render::with_alpha(c.covered, 0.16)));
    list->AddPolyline(line.data(), static_cast<int>(line.size()),
                      ui::colour(frame.stale ? t.text3 : c.covered), ImDrawFlags_None, ui::px(2.2F));
    const geo::CoverageTable* table = coverage_of(frame);
    std::vector<Mark> marks;
    const auto mark = [&](std::uint32_t limit, bool chosen, std::int64_t milli) {
        Mark one{limit,
                 chosen,
                 milli,
                 geo::percent(milli, row.children_milli, 1) + "%",
                 geo::grouped((milli + 500) / 1000),
                 0,
                 0};
        one.width = std::max(ui::text_width(one.share, chosen ? Font::body_bold : Font::small),
                             ui::text_width(one.number, Font::small));
        one.x = std::round(at_x(limit)) - one.width / 2;
        marks.push_back(std::move(one));
    };
    bool chosen_marked = false;
    for (const std::uint32_t limit : timed ? usual_ms : usual_mm) {
        const bool chosen = table != nullptr && table->within == geo::Threshold{metric, limit};
        chosen_marked = chosen_marked || chosen;
        mark(limit, chosen, chosen ? row.covered_milli : curve.within(limit));
    }
    if (!chosen_marked && table != nullptr && table->within.metric == metric && table->within.limit < end)
        mark(table->within.limit, true, row.covered_milli);
    spread(marks, x, right);
    for (const Mark& one : marks) {
        const float mx = std::round(at_x(one.limit));
        const render::Rgba ink = one.chosen ? t.text : t.text2;
        list->AddLine({mx, top}, {mx, foot}, ui::colour(one.chosen ? t.text : t.line2),
                      ui::px(one.chosen ? 2 : 1));
        // Words that stand aside point at their limit.
        const float middle = one.x + one.width / 2;
        if (std::abs(middle - mx) > 1)
            list->AddLine({middle, top - ui::px(4)}, {mx, top}, ui::colour(one.chosen ? t.text : t.line2),
                          ui::px(1));
        list->AddCircleFilled({mx, at_y(one.milli)}, ui::px(4), ui::colour(frame.stale ? t.text3 : c.covered),
                              20);
        const Font font = one.chosen ? Font::body_bold : Font::small;
        ui::draw_text(list, middle - ui::text_width(one.share, font) / 2,
                      top - 2 * small - ui::px(one.chosen ? 6 : 4), one.share, ink, font);
        ui::draw_text(list, middle - ui::text_width(one.number, Font::small) / 2, top - small - ui::px(4),
                      one.number, ink, Font::small);
        const std::string under = timed ? geo::grouped(one.limit / 60000) : geo::grouped(one.limit / 1000000);
        ui::draw_text(list, mx - ui::text_width(under, Font::small) / 2, foot + ui::px(2), under, ink,
                      Font::small);
    }
    const std::string unit = frame.word(timed ? "app.unit.minutes" : "app.unit.km");
    ui::draw_text(list, right - ui::text_width(unit, Font::small), foot + ui::px(2), unit, t.text2,
                  Font::small);
}

void LimitChart::draw(const Frame& frame, Outbox& out) {
    const Tokens& t = tokens(frame.theme);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 pos = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    ImDrawList* list = ImGui::GetWindowDrawList();
    AboutArea about = about_of(frame);
    if (frame.selection->areas.size() == 1) about = {frame.selection->level, frame.selection->areas.front()};
    const geo::CoverageRow* row = row_of(frame, about.level, about.area);
    const float x = at.x + ui::px(16), y = at.y + ui::px(8);
    if (row == nullptr || row->children_milli == 0) {
        // A number that is hidden, or was never counted, is no zero.
        const std::string why = row == nullptr ? frame.word("inspector.no_result")
                                               : numberless_words(frame, about.level, about.area);
        ui::draw_text(list, x, y, why.empty() ? frame.word("app.state.nobody") : why, t.text2, Font::body);
        return;
    }
    make(frame, about.level, about.area);
    const float height = pos.y + size.y - y - ui::px(6);
    const float half = std::round((size.x - ui::px(48)) / 2);
    curve(frame, geo::Metric::time, time_, *row, x, y, half, height);
    const float second = x + half + ui::px(16);
    if (frame.results->length_trips != nullptr) {
        curve(frame, geo::Metric::length, length_, *row, second, y, half, height);
    } else {
        ui::draw_text(list, second, y, frame.word("chart.length"), t.text, Font::body_bold);
        ImGui::SetCursorScreenPos({second, y + ui::line_height(Font::body_bold) + ui::px(8)});
        if (ui::button("chart.add_length", frame.word("chart.add_length")))
            out.edit("edit.limit", [](geo::Study& s) {
                s.scenario().travel.within.push_back(geo::Threshold{geo::Metric::length, 6000000});
            });
    }
}

}  // namespace app
