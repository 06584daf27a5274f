#include "app/panels/inspector.h"

#include "app/action.h"
#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "render/map_words.h"
#include "render/palette.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace app {

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
    std::map<geo::PlaceId, std::uint32_t> best;
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
        if (trip.source >= results.sources.size()) continue;
        const geo::PlaceId place = results.sources[trip.source];
        const auto found = best.emplace(place, trip.time_ms).first;
        found->second = std::min(found->second, trip.time_ms);
    }
    for (const auto& [place, time] : best) out.nearest.push_back({place, time});
    std::stable_sort(out.nearest.begin(), out.nearest.end(),
                     [](const TripBars::Near& a, const TripBars::Near& b) { return a.time_ms < b.time_ms; });
    if (out.nearest.size() > 3) out.nearest.resize(3);
    return out;
}

void Inspector::rows(const Frame& frame, const geo::CoverageRow& row) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const render::ReachColours c = render::reach_colours(frame.theme);
    const std::array<render::Rgba, 4> inks = {c.covered, c.uncovered, c.unreachable, c.unplaced};
    const std::array<const char*, 4> keys = {"app.state.covered", "app.state.uncovered",
                                             "app.state.unreachable", "app.state.unplaced"};
    const std::array<std::int64_t, 4> milli = {row.covered_milli, row.uncovered_milli, row.unreachable_milli,
                                               row.unplaced_milli};
    const std::array<std::int64_t, 4> parts = geo::whole(row).parts();
    const float width = ui::width_left();
    const float share_width = ui::px(56);
    for (std::size_t i = 0; i < 4; ++i) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float line = ui::line_height(Font::body);
        const float square = ui::px(12), square_y = at.y + (line - square) / 2;
        if (i == 3)
            ui::hatched(list, at.x, square_y, square, square, inks.at(i));
        else
            list->AddRectFilled({at.x, square_y}, {at.x + square, square_y + square}, ui::colour(inks.at(i)));
        ui::draw_text(list, at.x + ui::px(22), at.y, frame.word(keys.at(i)), t.text, Font::body);
        const std::string number = geo::grouped(parts[i]);
        ui::draw_text(list, at.x + width - share_width - ui::text_width(number, Font::body_bold), at.y,
                      number, frame.stale ? t.text3 : t.text, Font::body_bold);
        const std::string share =
            row.children_milli > 0 ? geo::percent(milli.at(i), row.children_milli, 0) + "%" : "–";
        ui::draw_text(list, at.x + width - ui::text_width(share, Font::body), at.y, share,
                      frame.stale ? t.text3 : t.text2, Font::body);
        ImGui::Dummy({width, line});
    }
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
                              {"number", geo::whole_children(value)}}));
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
        if (bars_.children_milli.at(i) < 500) continue;
        const std::string number = geo::whole_children(bars_.children_milli.at(i));
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

void Inspector::draw(const Frame& frame, Outbox& out) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Selection& selection = *frame.selection;
    geo::Level level = geo::Level::country;
    geo::AreaId area{std::size_t{0}};
    const bool one = selection.areas.size() == 1 &&
                     selection.areas.front().row() < frame.study->data->areas->at(selection.level).size();
    if (one) {
        level = selection.level;
        area = selection.areas.front();
    }
    const ImVec2 start = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({start.x + ui::width_left() - ui::px(32), start.y - ui::px(4)});
    if (ui::icon_button("right.fold", Icon::right, hint_of(frame.lang, Action::fold_right)))
        out.act(Action::fold_right);
    ImGui::SetCursorScreenPos(start);
    std::string kicker =
        one ? geo::say(frame.lang, "inspector.selected", {{"level", level_word(frame, level)}})
        : selection.areas.empty()
            ? frame.word("inspector.whole")
            : geo::say(frame.lang, "inspector.several",
                       {{"number", geo::grouped(static_cast<std::int64_t>(selection.areas.size()))},
                        {"level", level_inside(frame, selection.level)}});
    if (const std::size_t rank = one ? rank_of(frame, level, area) : 0; rank > 0)
        kicker += " · " + geo::say(frame.lang, "inspector.rank",
                                   {{"rank", geo::grouped(static_cast<std::int64_t>(rank))},
                                    {"number", geo::grouped(static_cast<std::int64_t>(
                                                   frame.study->data->areas->at(level).size()))}});
    // Where it is narrow the level alone stands before the rank.
    if (one && ui::text_width(kicker, Font::label) > ui::width_left() - ui::px(40)) {
        const std::string selected =
            geo::say(frame.lang, "inspector.selected", {{"level", level_word(frame, level)}});
        kicker = level_word(frame, level) + kicker.substr(selected.size());
    }
    ui::text_coloured(ui::fitted(kicker, ui::width_left() - ui::px(40), Font::label), t.text2, Font::label);
    const float width = ui::width_left();
    std::string name = one ? area_name(frame, level, area) : frame.study->title;
    if (name.empty()) name = frame.word("top.untitled");
    const bool long_name = ui::text_width(name, Font::area) > width;
    ui::text(ui::fitted(name, width, long_name ? Font::section : Font::area),
             long_name ? Font::section : Font::area);
    if (one) {
        const geo::AreaLevel& rows_of_level = frame.study->data->areas->at(level);
        std::string line = parents_of(frame, level, area);
        if (area.row() < rows_of_level.code.size())
            line += (line.empty() ? "" : " · ") + rows_of_level.code[area.row()];
        ui::paragraph(line, Font::label);
        const std::string& other = frame.lang == geo::Lang::th ? rows_of_level.name_en[area.row()]
                                                               : rows_of_level.name_th[area.row()];
        if (!other.empty()) ui::paragraph(other, Font::label);
    }
    ui::gap(6);

    geo::CoverageRow sum;
    const geo::CoverageRow* row = row_of(frame, level, area);
    if (selection.areas.size() > 1) {
        for (const geo::AreaId id : selection.areas)
            if (const geo::CoverageRow* part = row_of(frame, selection.level, id)) geo::add(sum, *part);
        if (frame.results != nullptr) row = &sum;
    }
    if (row == nullptr) {
        if (frame.analysis.running && frame.analysis.seconds >= 0.3) {
            if (ui::progress_card("inspector.progress", frame.analysis)) out.act(Action::stop_analysis);
        } else if (frame.results_error != nullptr && frame.results_error->fault != geo::Fault::cancelled) {
            ui::error_card("inspector.error", *frame.results_error);
            ui::gap(8);
            if (ui::primary_button("inspector.to_data", words_of(frame.lang, Action::step_data)))
                out.act(Action::step_data);
        } else {
            ui::paragraph(frame.word("inspector.no_result"), Font::body);
        }
        return;
    }

    // Hero: the share that is covered, and how many are not reached.
    const ImVec2 hero = ImGui::GetCursorScreenPos();
    const float hero_height = ui::line_height(Font::hero) + ui::px(4);
    const render::Rgba ink = frame.stale ? t.text3 : t.text;
    const geo::CellState state = one && frame.results->demand != nullptr &&
                                         level == frame.study->data->areas->finest() &&
                                         area.row() < frame.results->demand->state.size()
                                     ? frame.results->demand->state[area.row()]
                                     : geo::CellState::value;
    if (state != geo::CellState::value && row->children_milli == 0) {
        ui::text(frame.word(state == geo::CellState::missing ? "app.state.no_data" : "app.state.hidden"),
                 Font::section);
    } else if (row->children_milli == 0) {
        ui::text(frame.word("app.state.nobody"), Font::section);
    } else {
        const std::string share = geo::percent(row->covered_milli, row->children_milli, 0) + "%";
        const float label_y = hero.y + hero_height - ui::line_height(Font::label) - ui::px(5);
        const std::string& not_reached_word = frame.word("app.state.not_reached");
        const float share_width = ui::text_width(share, Font::hero);
        ui::draw_text(list, hero.x, hero.y, share, ink, Font::hero);
        if (share_width + ui::text_width(frame.word("app.state.covered"), Font::label) +
                ui::text_width(not_reached_word, Font::label) + ui::px(26) <
            width)
            ui::draw_text(list, hero.x + share_width + ui::px(10), label_y, frame.word("app.state.covered"),
                          t.text2, Font::label);
        const std::string missed = geo::grouped(geo::whole(*row).not_reached());
        const render::Rgba need = frame.theme == render::Theme::light
                                      ? render::palette("need", 5, frame.theme).back()
                                      : t.attention;
        ui::draw_text(list, hero.x + width - ui::text_width(missed, Font::area),
                      label_y - ui::line_height(Font::area) + ui::px(4), missed, frame.stale ? t.text3 : need,
                      Font::area);
        ui::draw_text(list, hero.x + width - ui::text_width(not_reached_word, Font::label), label_y,
                      not_reached_word, t.text2, Font::label);
        ImGui::Dummy({width, hero_height});
    }
    const ImVec2 bar = ImGui::GetCursorScreenPos();
    ui::reach_bar(list, bar.x, bar.y, width, ui::px(13), *row, frame.stale);
    ImGui::Dummy({width, ui::px(17)});
    rows(frame, *row);
    ui::separator();
    if (one || selection.areas.empty()) {
        histogram(frame, level, area);
        if (row->median_ms)
            ui::paragraph(
                geo::say(frame.lang, "inspector.median", {{"number", minutes_words(row->median_ms)}}),
                Font::label);
        if (!bars_.nearest.empty() && one) {
            ui::separator();
            ui::text(frame.word("inspector.nearest"), Font::body_bold);
            // Ids of the places that the results were computed from: the study may have others by now.
            const std::vector<geo::Place>& places =
                *(frame.results_data != nullptr ? *frame.results_data : *frame.study->data).places;
            for (std::size_t i = 0; i < bars_.nearest.size(); ++i) {
                const TripBars::Near& near = bars_.nearest[i];
                if (near.place.row() >= places.size()) continue;
                const geo::Place& place = places[near.place.row()];
                const ImVec2 at = ImGui::GetCursorScreenPos();
                ui::icon(list, geo::is_learning_unit(place.kind) ? Icon::target : Icon::school, at.x,
                         at.y + ui::px(3), ui::px(17), t.accent);
                const std::string& shown =
                    frame.lang == geo::Lang::en && !place.name_en.empty() ? place.name_en : place.name_th;
                const std::string minutes = geo::grouped(geo::ceil_minutes(near.time_ms));
                const std::string& unit = frame.word("app.unit.minutes");
                const float right =
                    ui::text_width(minutes, Font::body_bold) + ui::px(6) + ui::text_width(unit, Font::label);
                ui::draw_text(list, at.x + ui::px(26), at.y,
                              ui::fitted(shown, width - right - ui::px(36), Font::body), t.text, Font::body);
                ui::draw_text(list, at.x + width - right, at.y, minutes, t.text, Font::body_bold);
                ui::draw_text(list, at.x + width - ui::text_width(unit, Font::label), at.y + ui::px(1), unit,
                              t.text2, Font::label);
                ImGui::Dummy({width, ui::line_height(Font::body)});
                ui::record("inspector.near." + std::to_string(i));
            }
        }
        ui::separator();
    }
    std::string source = series_name(frame);
    const geo::ChosenFacts facts = geo::facts_of(*frame.study->data, frame.study->scenario().travel.children);
    const std::string dates = render::dates_words(facts.first_day, facts.last_day, frame.lang);
    if (!dates.empty()) source += " " + dates;
    std::string from;
    for (const std::string& file : facts.sources) from += (from.empty() ? "" : ", ") + file;
    if (!from.empty()) source += "\n" + geo::say(frame.lang, "inspector.source", {{"source", from}});
    if (frame.study->data->made_up) source += "\n" + frame.word("app.badge.made_up");
    if (frame.results->estimate) source += "\n" + frame.word("inspector.estimate");
    ui::paragraph(source, Font::label);
    if (one) {
        ui::gap(10);
        if (ui::button("inspector.page", words_of(frame.lang, Action::step_report), -1, true, Icon::page))
            out.act(Action::step_report);
    }
}

}  // namespace app
