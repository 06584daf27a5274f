#include "app/panels/trip_panel.h"

#include "app/action.h"
#include "app/panels/figures.h"
#include "app/panels/referral_section.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/study/explained_trip.h"
#include "render/map_words.h"
#include "render/palette.h"
#include "render/trip_words.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

/// "12.3 กม.", "850 ม."
std::string length_of(const Frame& frame, std::uint32_t mm) {
    const render::LengthWords length = render::length_words(mm);
    return length.number + " " + frame.word(length.km ? "app.unit.km" : "app.unit.metres");
}

/// The village that lies there; "" for any other spot.  Of two at one spot the first.
std::string village_words(const Frame& frame, geo::LonLat at) {
    for (const geo::Village& village : *frame.study->data->villages)
        if (village.at == at) return std::string{village.name};
    return {};
}

void coloured_lines(const std::string& words, float width, render::Rgba colour, Font font) {
    for (const std::string& line : ui::lines_of(words, width, font)) ui::text_coloured(line, colour, font);
}

std::string question_words(const Frame& frame) {
    const geo::Travel& travel = frame.study->scenario().travel;
    std::string out = mode_word(frame.lang, travel.mode);
    if (!frame.results->estimate) out += " · " + render::season_words(travel.season, frame.lang);
    return out;
}

}  // namespace

/// From point to point of the area, nearer and farther.
void TripPanel::steps(const Frame& frame, Outbox& out) {
    const Selection& chosen = *frame.selection;
    if (chosen.areas.size() != 1) return;
    const geo::Results& results = *frame.results;
    const bool by_time = results.coverage.front().within.metric == geo::Metric::time;
    if (by_time_ != by_time || of_level_ != chosen.level || of_area_ != chosen.areas.front() ||
        of_trips_.lock() != results.time_trips || of_length_.lock() != results.length_trips ||
        of_demand_.lock() != results.demand) {
        points_ = geo::points_by_trip(*frame.study->data->areas, results, chosen.level, chosen.areas.front());
        by_time_ = by_time;
        of_level_ = chosen.level;
        of_area_ = chosen.areas.front();
        of_trips_ = results.time_trips;
        of_length_ = results.length_trips;
        of_demand_ = results.demand;
    }
    const auto at = [&](std::size_t i) { return results.demand->at[points_[i]]; };
    std::size_t here = 0;
    while (here < points_.size() && at(here) != *frame.trip_from) ++here;
    if (here == points_.size() || points_.size() < 2) return;
    // Several villages may share a spot: a step goes to another one.
    std::size_t next = here + 1;
    while (next < points_.size() && at(next) == *frame.trip_from) ++next;
    if (ui::icon_button("trip.nearer", Icon::left, frame.word("trip.nearer"), here > 0))
        out.explain = std::optional{at(here - 1)};
    ui::same_line();
    if (ui::icon_button("trip.farther", Icon::right, frame.word("trip.farther"), next < points_.size()))
        out.explain = std::optional{at(next)};
    ui::same_line();
    ui::text(ui::fitted(geo::say(frame.lang, "trip.point",
                                 {{"number", geo::grouped(static_cast<std::int64_t>(here + 1))},
                                  {"all", geo::grouped(static_cast<std::int64_t>(points_.size()))}}),
                        ui::width_left(), Font::label),
             Font::label);
}

/// How long, to where, and whether that is within the limit.
void TripPanel::sum(const Frame& frame) const {
    const Tokens& t = tokens(frame.theme);
    const geo::ExplainedTrip& trip = *frame.trip;
    const float width = ui::width_left();
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string minutes = geo::grouped(geo::ceil_minutes(trip.route.trip.time_ms));
    const std::string length = length_of(frame, trip.route.trip.length_mm);
    const float foot = at.y + ui::line_height(Font::hero);
    ui::draw_text(list, at.x, at.y, minutes, frame.stale ? t.text3 : t.text, Font::hero);
    ui::draw_text(list, at.x + ui::text_width(minutes, Font::hero) + ui::px(8),
                  foot - ui::line_height(Font::body) - ui::px(5), frame.word("app.unit.minutes"), t.text2,
                  Font::body);
    ui::draw_text(list, at.x + width - ui::text_width(length, Font::section),
                  foot - ui::line_height(Font::section) - ui::px(3), length, frame.stale ? t.text3 : t.text,
                  Font::section);
    ImGui::Dummy({width, ui::line_height(Font::hero) + ui::px(2)});
    ui::paragraph(
        geo::say(frame.lang, "trip.to", {{"place", frame.lang == geo::Lang::th ? trip.to_th : trip.to_en}}),
        Font::body_bold);
    ui::paragraph(question_words(frame), Font::label);
    const geo::CoverageTable* table = coverage_of(frame);
    if (table == nullptr) return;
    const geo::Threshold& within = table->within;
    const std::uint32_t cost = trip.route.trip.cost(within.metric);
    const std::string limit = render::limit_words(within, frame.lang);
    if (geo::covers(within, trip.route.trip)) {
        coloured_lines(geo::say(frame.lang, "trip.within", {{"limit", limit}}), width, t.ok, Font::body_bold);
        return;
    }
    const geo::Threshold over{within.metric, cost - within.limit};
    const std::string more =
        within.metric == geo::Metric::time
            ? geo::grouped(geo::ceil_minutes(over.limit)) + " " + frame.word("app.unit.minutes")
            : length_of(frame, over.limit);
    coloured_lines(geo::say(frame.lang, "trip.beyond", {{"limit", limit}, {"more", more}}), width, t.error,
                   Font::body_bold);
}

/// What the minutes are made of, the longest part first.
void TripPanel::parts(const Frame& frame) const {
    const Tokens& t = tokens(frame.theme);
    const geo::ExplainedTrip& trip = *frame.trip;
    ui::text(geo::say(frame.lang, "trip.why",
                      {{"minutes", geo::grouped(geo::ceil_minutes(trip.route.trip.time_ms))}}),
             Font::body_bold);
    std::vector<std::uint32_t> ms;
    for (const geo::Part& part : trip.parts) ms.push_back(part.time_ms);
    const std::vector<std::string> minutes = render::tenths_of_minutes(ms);
    const render::ReachColours c = render::reach_colours(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float width = ui::width_left();
    for (std::size_t i = 0; i < trip.parts.size(); ++i) {
        const geo::Part& part = trip.parts[i];
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float body = ui::line_height(Font::body), small = ui::line_height(Font::label);
        const std::string number = minutes[i] + " " + frame.word("app.unit.minutes");
        const float right = ui::text_width(number, Font::body_bold);
        ui::draw_text(list, at.x, at.y,
                      ui::fitted(render::piece_words(part.kind, part.road_class, part.surface, frame.lang),
                                 width - right - ui::px(10), Font::body),
                      t.text, Font::body);
        ui::draw_text(list, at.x + width - right, at.y, number, t.text, Font::body_bold);
        const bool still = part.length_mm == 0;
        if (!still) {
            const std::string how =
                length_of(frame, part.length_mm) + " · " +
                geo::say(frame.lang, "trip.kmh",
                         {{"number", fmt::format("{:.0f}", render::kmh_of(part.length_mm, part.time_ms))}});
            ui::draw_text(list, at.x, at.y + body, how, t.text2, Font::label);
        }
        const float bar_y = at.y + body + (still ? 0 : small) + ui::px(2);
        const float share = static_cast<float>(static_cast<double>(part.time_ms) /
                                               std::max(1.0, static_cast<double>(trip.route.trip.time_ms)));
        const bool moves = part.kind == geo::LegKind::ride;
        list->AddRectFilled({at.x, bar_y}, {at.x + width, bar_y + ui::px(5)}, ui::colour(t.sunken));
        list->AddRectFilled({at.x, bar_y}, {at.x + std::max(ui::px(2), width * share), bar_y + ui::px(5)},
                            ui::colour(moves ? c.covered : c.uncovered));
        ImGui::Dummy({width, bar_y - at.y + ui::px(12)});
        ui::record("trip.part." + std::to_string(i));
    }
}

void TripPanel::draw(const Frame& frame, Outbox& out) {
    const Tokens& t = tokens(frame.theme);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({start.x + ui::width_left() - ui::px(32), start.y - ui::px(4)});
    if (ui::icon_button("trip.close", Icon::x, frame.word("trip.close")))
        out.explain = std::optional<geo::LonLat>{};
    ImGui::SetCursorScreenPos(start);
    coloured_lines(frame.word("trip.title"), ui::width_left() - ui::px(36), t.text2, Font::label);
    const std::string village = village_words(frame, *frame.trip_from);
    const std::string where = where_words(frame, *frame.trip_from);
    for (const std::string& line :
         ui::lines_of(village.empty() ? where : village, ui::width_left(), Font::section))
        ui::text(line, Font::section);
    if (!village.empty()) ui::paragraph(where, Font::label);
    if (frame.results == nullptr || frame.trip == nullptr) {
        ui::paragraph(frame.word(frame.results == nullptr ? "inspector.no_result" : "trip.coming"),
                      Font::body);
        return;
    }
    steps(frame, out);
    ui::gap(4);
    const geo::ExplainedTrip& trip = *frame.trip;
    const geo::Travel& travel = frame.study->scenario().travel;
    switch (trip.route.trip.status) {
        case geo::TripStatus::reached:
            break;
        case geo::TripStatus::off_network:
            ui::text(frame.word("trip.nowhere"), Font::section);
            ui::paragraph(geo::say(frame.lang,
                                   !trip.route.cut_off                    ? "trip.off_network"
                                   : frame.study->data->barriers->empty() ? "trip.cut_off"
                                                                          : "trip.behind_barrier",
                                   {{"reach", geo::grouped(std::llround(travel.max_walk_m))}}),
                          Font::body);
            ui::paragraph(question_words(frame), Font::label);
            return;
        case geo::TripStatus::unreachable:
            ui::text(frame.word("trip.nowhere"), Font::section);
            ui::paragraph(frame.word("trip.unreachable"), Font::body);
            ui::paragraph(question_words(frame), Font::label);
            return;
    }
    sum(frame);
    ui::separator();
    const std::string line = length_of(frame, trip.straight_mm);
    if (frame.results->estimate) {
        ui::paragraph(geo::say(frame.lang, "trip.estimate",
                               {{"line", line}, {"factor", fmt::format("{:.1f}", travel.detour_factor)}}),
                      Font::body);
        referral_of_spot(frame, out);
        return;
    }
    parts(frame);
    ui::separator();
    const double factor =
        static_cast<double>(trip.route.trip.length_mm) / std::max(1.0, static_cast<double>(trip.straight_mm));
    ui::paragraph(
        geo::say(frame.lang, "trip.line", {{"line", line}, {"factor", fmt::format("{:.1f}", factor)}}),
        Font::label);
    if (frame.results->network->report.elevation_used)
        ui::paragraph(
            geo::say(frame.lang, "trip.slope",
                     {{"minutes",
                       fmt::format("{:+.1f}", static_cast<double>(geo::slope_ms(trip.route)) / 60000)}}),
            Font::label);
    ui::gap(6);
    if (ui::link("trip.speeds", frame.word("trip.speeds"))) out.act(Action::step_travel);
    referral_of_spot(frame, out);
}

}  // namespace app
