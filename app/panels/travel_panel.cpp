#include "app/panels/travel_panel.h"

#include "app/action.h"
#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/network/terrain.h"
#include "geo/study/analysis.h"
#include "render/map_words.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

/// What is not sure of the speeds, and what slows them down: rains and slopes.
void how_fast(const Frame& frame, Outbox& out) {
    const geo::Travel& travel = frame.study->scenario().travel;
    if (travel.basis == geo::Basis::straight_line || frame.study->data->roads->empty()) return;
    if (travel.season == geo::Season::rainy && travel.mode != geo::Mode::walk) {
        ui::gap(6);
        ui::label(frame.word("travel.unpaved"));
        if (const auto chosen = ui::segments("travel.unpaved",
                                             {{"slower", frame.word("travel.unpaved_slower"), {}, ""},
                                              {"closed", frame.word("travel.unpaved_closed"), {}, ""}},
                                             travel.unpaved_in_rain == geo::UnpavedInRain::slower ? 0 : 1))
            out.edit("edit.season", [at = *chosen](geo::Study& s) {
                s.scenario().travel.unpaved_in_rain =
                    at == 0 ? geo::UnpavedInRain::slower : geo::UnpavedInRain::closed;
            });
    }
    ui::gap(6);
    ui::label(frame.word("travel.pace"));
    if (const auto chosen = ui::segments("travel.pace",
                                         {{"low", frame.word("travel.pace_low"), {}, ""},
                                          {"central", frame.word("travel.pace_central"), {}, ""},
                                          {"high", frame.word("travel.pace_high"), {}, ""}},
                                         static_cast<std::size_t>(travel.pace)))
        out.edit("edit.travel",
                 [at = *chosen](geo::Study& s) { s.scenario().travel.pace = geo::all_paces.at(at); });
    if (!geo::has_elevation(*frame.study->data->grids)) return;
    ui::gap(6);
    ui::label(frame.word("travel.slope"));
    if (const auto chosen = ui::segments(
            "travel.slope",
            {{"on", frame.word("travel.slope_on"), {}, ""}, {"off", frame.word("travel.slope_off"), {}, ""}},
            travel.slope ? 0 : 1))
        out.edit("edit.travel", [at = *chosen](geo::Study& s) { s.scenario().travel.slope = at == 0; });
}

/// Limits that are not in the list yet, each a click away.
void add_limit(const Frame& frame, Outbox& out) {
    const auto& within = frame.study->scenario().travel.within;
    bool first = true;
    for (std::size_t i = 0; i < limit_presets.size(); ++i) {
        const geo::Threshold limit = limit_presets.at(i);
        if (std::find(within.begin(), within.end(), limit) != within.end()) continue;
        const std::string words = "+ " + render::limit_words(limit, frame.lang);
        if (first) {
            ui::label(frame.word("travel.add_limit"));
        } else {
            ui::same_line(14);
            if (ui::width_left() < ui::text_width(words, Font::label)) ImGui::NewLine();
        }
        first = false;
        if (ui::link("travel.add_limit." + std::to_string(i), words))
            out.edit("edit.limit", [limit](geo::Study& s) { s.scenario().travel.within.push_back(limit); });
    }
}

}  // namespace

void TravelPanel::draw(const Frame& frame, Outbox& out) {
    const geo::Travel& travel = frame.study->scenario().travel;
    {
        const ui::Body body("travel.body", ui::px(46));
        ui::text(frame.word("step.travel.title"), Font::title);
        ui::paragraph(frame.word("step.travel.what"), Font::label);
        ui::gap(8);
        if (frame.study->data->roads->empty() && travel.basis == geo::Basis::roads) {
            const auto pressed = ui::card("travel.no_roads", ui::Tone::warn, Icon::warn,
                                          frame.word("travel.no_roads"), frame.word("travel.no_roads_what"),
                                          {{"travel.add_roads", frame.word("travel.add_roads"), false},
                                           {"travel.use_straight", frame.word("travel.use_straight"), true}});
            if (pressed && *pressed == 0) out.act(Action::import_files);
            if (pressed && *pressed == 1)
                out.edit("edit.basis",
                         [](geo::Study& s) { s.scenario().travel.basis = geo::Basis::straight_line; });
            ui::gap(8);
        }
        roads_card(frame, out, "travel");
        ui::label(frame.word("travel.basis"));
        if (const auto chosen = ui::segments("travel.basis",
                                             {{"roads", frame.word("app.basis.roads"), {}, ""},
                                              {"straight", frame.word("app.basis.straight_line"), {}, ""}},
                                             travel.basis == geo::Basis::roads ? 0 : 1))
            out.edit("edit.basis", [at = *chosen](geo::Study& s) {
                s.scenario().travel.basis = at == 0 ? geo::Basis::roads : geo::Basis::straight_line;
            });
        ui::gap(6);
        ui::label(frame.word("coverage.mode"));
        std::vector<std::string> modes;
        modes.reserve(geo::all_modes.size());
        for (const geo::Mode mode : geo::all_modes) modes.push_back(mode_word(frame.lang, mode));
        if (const auto chosen = ui::combo("travel.mode", modes, static_cast<std::size_t>(travel.mode)))
            out.edit("edit.mode",
                     [at = *chosen](geo::Study& s) { s.scenario().travel.mode = geo::all_modes.at(at); });
        ui::gap(6);
        ui::label(frame.word("coverage.season"));
        if (const auto chosen = ui::segments("travel.season",
                                             {{"dry", frame.word("app.season.dry"), Icon::sun, ""},
                                              {"rainy", frame.word("app.season.rainy"), Icon::rain, ""}},
                                             travel.season == geo::Season::dry ? 0 : 1))
            out.edit("edit.season", [at = *chosen](geo::Study& s) {
                s.scenario().travel.season = at == 0 ? geo::Season::dry : geo::Season::rainy;
            });
        how_fast(frame, out);
        ui::gap(6);
        if (travel.basis == geo::Basis::straight_line || frame.study->data->roads->empty()) {
            ui::label(frame.word("travel.detour"));
            int tenths = static_cast<int>(std::lround(travel.detour_factor * 10));
            if (ui::stepper("travel.detour", tenths, 10, 30, "", 1,
                            fmt::format("{:.1f}", travel.detour_factor)))
                out.edit("edit.travel",
                         [tenths](geo::Study& s) { s.scenario().travel.detour_factor = tenths / 10.0; });
        } else {
            ui::label(frame.word("travel.max_walk"));
            int km = static_cast<int>(std::lround(travel.max_walk_m / 1000));
            if (ui::stepper("travel.max_walk", km, 1, 20, frame.word("app.unit.km")))
                out.edit("edit.travel",
                         [km](geo::Study& s) { s.scenario().travel.max_walk_m = km * 1000.0; });
        }
        ui::separator();
        ui::text(frame.word("travel.limits"), Font::body_bold);
        ui::paragraph(frame.word("travel.limits_what"), Font::label);
        for (std::size_t i = 0; i < travel.within.size(); ++i) {
            const ImVec2 at = ImGui::GetCursorScreenPos();
            const float width = ui::width_left();
            ImGui::SetCursorScreenPos({at.x + width - ui::px(32), at.y});
            if (ui::icon_button("travel.limit." + std::to_string(i) + ".remove", Icon::x,
                                frame.word("travel.remove_limit"), travel.within.size() > 1))
                out.edit("edit.limit", [i](geo::Study& s) {
                    auto& within = s.scenario().travel.within;
                    if (within.size() > 1 && i < within.size())
                        within.erase(within.begin() + static_cast<std::ptrdiff_t>(i));
                });
            ImGui::SetCursorScreenPos(at);
            if (ui::row("travel.limit." + std::to_string(i),
                        render::limit_words(travel.within[i], frame.lang), i == 0,
                        i == 0 ? frame.word("travel.on_map") : std::string{}) &&
                i > 0)
                out.edit("edit.limit", [i](geo::Study& s) {
                    auto& within = s.scenario().travel.within;
                    if (i < within.size()) std::swap(within[0], within[i]);
                });
        }
        add_limit(frame, out);
        ui::separator();
        ui::text(frame.word("coverage.speeds"), Font::body_bold);
        speeds_.draw(frame, out);
    }
    if (ui::primary_button("travel.next", frame.word("travel.next"), -1, true, Icon::reach))
        out.act(Action::step_coverage);
}

}  // namespace app
