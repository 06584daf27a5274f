#include "app/panels/coverage_panel.h"

#include "app/action.h"
#include "app/panels/figures.h"
#include "app/panels/pairs_section.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/study/near_border.h"
#include "render/map_scene.h"
#include "render/map_words.h"
#include "render/palette.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace app {
namespace {

constexpr std::uint32_t minute = 60 * 1000, kilometre = 1000 * 1000;
constexpr auto& presets = limit_presets;

/// Puts a limit on the map: one that is in the list changes places, else it replaces the first.
void set_limit(Outbox& out, geo::Threshold limit) {
    out.edit("edit.limit", [limit](geo::Study& s) {
        auto& within = s.scenario().travel.within;
        const auto found = std::find(within.begin(), within.end(), limit);
        if (found != within.end())
            std::iter_swap(within.begin(), found);
        else if (within.empty())
            within.push_back(limit);
        else
            within.front() = limit;
    });
}

struct KindChoice {
    std::string words;
    std::uint32_t bits;
};

std::vector<KindChoice> kind_choices(const Frame& frame) {
    std::uint32_t present = 0;
    for (const geo::Place& place : *frame.study->data->places) present |= geo::kind_bit(place.kind);
    std::vector<KindChoice> out = {{frame.word("app.places.all"), 0xffffffffU}};
    if ((present & geo::learning_unit_kinds) != 0)
        out.push_back({frame.word("app.places.units"), geo::learning_unit_kinds});
    for (const geo::PlaceKind kind : geo::all_place_kinds) {
        const bool only_unit = (present & geo::learning_unit_kinds) == geo::kind_bit(kind);
        if ((present & geo::kind_bit(kind)) == 0 || (geo::is_learning_unit(kind) && only_unit)) continue;
        out.push_back(
            {frame.word(std::string{"app.place."} + geo::place_kind_name(kind)), geo::kind_bit(kind)});
    }
    const std::uint32_t now = frame.study->scenario().travel.place_kinds;
    if (std::none_of(out.begin(), out.end(), [now](const KindChoice& c) { return c.bits == now; }))
        out.push_back({frame.word("app.places.own"), now});
    return out;
}

/// Where in an area its children are put; by people or by built-up ground only where such a grid is loaded.
void weights(const Frame& frame, Outbox& out) {
    const geo::Dataset& data = *frame.study->data;
    const geo::Weights now = frame.study->scenario().travel.children.weights;
    ui::gap(6);
    ui::label(frame.word("coverage.weights"));
    const std::string villages =
        frame.word(data.villages->empty() ? "coverage.weights.middle" : "coverage.weights.villages");
    // Ages are looked for among those of the children that are chosen.
    const std::string missing = geo::has_weights(*data.grids, geo::Weights::school_age)
                                    ? geo::ages_missing(data, frame.study->scenario().travel.children)
                                    : std::string{};
    const auto can = [&](geo::Weights weights) {
        return geo::has_weights(*data.grids, weights) &&
               (weights != geo::Weights::school_age || missing.empty());
    };
    const auto by = [&](geo::Weights weights) {
        if (geo::has_weights(*data.grids, weights) && !can(weights))
            return geo::say(frame.lang, "coverage.weights.lacks_school_age", {{"ages", missing}});
        const char* there = can(weights) ? "coverage.weights." : "coverage.weights.load_";
        return frame.word(std::string{there} + geo::weights_name(weights));
    };
    const auto chosen = ui::combo(
        "coverage.weights",
        {villages, by(geo::Weights::people), by(geo::Weights::built_up), by(geo::Weights::school_age)},
        static_cast<int>(now));
    if (frame.results != nullptr && !frame.stale)
        if (const std::string used = render::placed_words(
                *frame.results->demand, frame.study->scenario().travel.children, frame.lang);
            !used.empty())
            ui::paragraph(used, Font::label);
    if (!chosen) return;
    const auto weights = static_cast<geo::Weights>(*chosen);
    if (!can(weights)) return out.act(Action::import_files);
    out.edit("edit.weights", [weights](geo::Study& s) { s.scenario().travel.children.weights = weights; });
}

/// Who may be nearer to a place that no file has.
void near_border(const Frame& frame, Outbox& out) {
    if (frame.near_border == nullptr || frame.near_border->total_milli == 0 || frame.stale) return;
    const geo::CoverageRow& all = frame.results->coverage.front().at(geo::Level::country).front();
    ui::gap(8);
    ui::paragraph(
        geo::say(frame.lang, "coverage.near_border",
                 {{"number", geo::whole_children(frame.near_border->total_milli)},
                  {"share", geo::percent(frame.near_border->total_milli, geo::not_reached_milli(all), 0)},
                  {"areas",
                   std::to_string(frame.near_border->areas) + " " +
                       level_counted(frame, frame.study->data->areas->finest(), frame.near_border->areas)},
                  {"km", fmt::format("{:.0f}", frame.near_border->reach_m / 1000)}}),
        Font::label);
    if (ui::link("coverage.add_places", frame.word("coverage.add_places"))) out.act(Action::import_files);
}

/// Whose way to every road near is over water.
void cut_off(const Frame& frame) {
    if (frame.cut_off_milli < 1000 || frame.stale) return;
    const geo::CoverageRow& all = frame.results->coverage.front().at(geo::Level::country).front();
    ui::gap(8);
    const geo::Network* network = frame.results->network.get();
    const bool barriers = network != nullptr && network->barriers != nullptr;
    ui::paragraph(
        geo::say(frame.lang, barriers ? "coverage.behind_barrier" : "coverage.cut_off",
                 {{"number", geo::whole_children(frame.cut_off_milli)},
                  {"share", geo::percent(frame.cut_off_milli, all.children_milli, 1)},
                  {"reach", geo::grouped(std::llround(frame.study->scenario().travel.max_walk_m))}}),
        Font::label);
}

/// What rivers and borders do to homes and roads.
void barriers(const Frame& frame) {
    if (!frame.barriers || frame.stale || frame.results->network == nullptr) return;
    const geo::NetworkReport& report = frame.results->network->report;
    const auto n = [](std::size_t number) { return geo::grouped(static_cast<std::int64_t>(number)); };
    ui::gap(8);
    ui::paragraph(geo::say(frame.lang, "barriers.homes",
                           {{"turned", geo::whole_children(frame.barriers->turned_weight)},
                            {"moved", geo::whole_children(frame.barriers->moved_weight)},
                            {"behind", geo::whole_children(frame.barriers->cut_off_weight)}}),
                  Font::label);
    ui::paragraph(
        geo::say(
            frame.lang, "barriers.over_water",
            {{"roads", n(report.over_water)}, {"bridges", n(report.bridges)}, {"fords", n(report.fords)}}),
        Font::label);
    if (report.cut_by_border > 0)
        ui::paragraph(geo::say(frame.lang, "barriers.cut", {{"roads", n(report.cut_by_border)}}),
                      Font::label);
}

void question(const Frame& frame, Outbox& out, int& own_minutes, int& own_km) {
    const geo::Travel& travel = frame.study->scenario().travel;
    const geo::Threshold now = travel.within.empty() ? geo::Threshold{} : travel.within.front();
    ui::label(frame.word("coverage.limit"));
    std::size_t chosen = presets.size();
    for (std::size_t i = 0; i < presets.size(); ++i)
        if (presets.at(i) == now) chosen = i;
    const std::string other = chosen < presets.size() ? "…" : render::limit_words(now, frame.lang);
    const auto limit = ui::segments("coverage.limit",
                                    {{"15", "15", {}, ""},
                                     {"30", "30", {}, ""},
                                     {"60", "60", {}, ""},
                                     {"6km", render::limit_words(presets[3], frame.lang), {}, ""},
                                     {"own", other, {}, frame.word("coverage.own_limit")}},
                                    chosen);
    if (limit && *limit < presets.size()) set_limit(out, presets.at(*limit));
    const ImVec2 below = ImGui::GetItemRectMin();
    if (limit && *limit == presets.size()) {
        if (now.metric == geo::Metric::time)
            own_minutes = static_cast<int>(now.limit / minute);
        else
            own_km = static_cast<int>(std::max(1U, now.limit / kilometre));
        ImGui::OpenPopup("###coverage.own");
    }
    ImGui::SetNextWindowPos({below.x, below.y + ui::px(40)});
    ImGui::SetNextWindowSize({ui::width_left(), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui::px(12), ui::px(10)});
    if (ImGui::BeginPopup("###coverage.own")) {
        ui::label(frame.word("coverage.own_time"));
        ui::stepper("coverage.own.minutes", own_minutes, 5, 240, frame.word("app.unit.minutes"), 5);
        if (ui::primary_button("coverage.own.use_time", frame.word("coverage.own_use"), -1)) {
            set_limit(out, {geo::Metric::time, static_cast<std::uint32_t>(own_minutes) * minute});
            ImGui::CloseCurrentPopup();
        }
        ui::gap(8);
        ui::label(frame.word("coverage.own_length"));
        ui::stepper("coverage.own.km", own_km, 1, 60, frame.word("app.unit.km"));
        if (ui::button("coverage.own.use_length", frame.word("coverage.own_use"), -1)) {
            set_limit(out, {geo::Metric::length, static_cast<std::uint32_t>(own_km) * kilometre});
            ImGui::CloseCurrentPopup();
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();

    ui::gap(6);
    ui::label(frame.word("coverage.mode"));
    constexpr std::array<geo::Mode, 5> shown = {geo::Mode::walk, geo::Mode::bicycle, geo::Mode::motorcycle,
                                                geo::Mode::school_van, geo::Mode::car};
    std::vector<ui::Segment> modes;
    std::size_t mode_at = shown.size();
    for (std::size_t i = 0; i < shown.size(); ++i) {
        modes.push_back(
            {geo::mode_name(shown.at(i)), "", mode_icon(shown.at(i)), mode_word(frame.lang, shown.at(i))});
        if (shown.at(i) == travel.mode) mode_at = i;
    }
    if (const auto mode = ui::segments("coverage.mode", modes, mode_at))
        out.edit("edit.mode", [m = shown.at(*mode)](geo::Study& s) { s.scenario().travel.mode = m; });
    ui::text(mode_word(frame.lang, travel.mode), Font::label);
    const std::string& speeds = frame.word("coverage.speeds");
    ImGui::SameLine(ImGui::GetContentRegionMax().x - ui::text_width(speeds, Font::label) - 1);
    if (ui::link("coverage.speeds", speeds)) out.act(Action::step_travel);

    ui::gap(6);
    ui::label(frame.word("coverage.season"));
    if (const auto season = ui::segments(
            "coverage.season",
            {{"dry", frame.word("app.season.dry"), Icon::sun, hint_of(frame.lang, Action::season_dry)},
             {"rainy", frame.word("app.season.rainy"), Icon::rain,
              hint_of(frame.lang, Action::season_rainy)}},
            travel.season == geo::Season::dry ? 0 : 1))
        out.act(*season == 0 ? Action::season_dry : Action::season_rainy);

    ui::gap(6);
    ui::label(frame.word("coverage.children"));
    std::vector<std::string> names = {frame.word("coverage.all_children")}, ids = {""};
    std::size_t series_at = 0;
    for (const geo::CountSeries& series : *frame.study->data->counts) {
        const std::string measure = geo::measure_of(series);
        if (std::find(ids.begin(), ids.end(), measure) == ids.end()) {
            names.push_back(series.name.empty() ? series.id : series.name);
            ids.push_back(measure);
        }
        if (geo::is_chosen(series, travel.children) && !travel.children.series.empty())
            series_at = static_cast<std::size_t>(std::find(ids.begin(), ids.end(), measure) - ids.begin());
    }
    if (const auto series = ui::combo("coverage.children", names, series_at))
        out.edit("edit.children",
                 [id = ids[*series]](geo::Study& s) { s.scenario().travel.children.series = id; });

    weights(frame, out);

    ui::gap(6);
    ui::label(frame.word("coverage.places"));
    const std::vector<KindChoice> kinds = kind_choices(frame);
    std::vector<std::string> kind_names;
    std::size_t kind_at = 0;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        kind_names.push_back(kinds[i].words);
        if (kinds[i].bits == travel.place_kinds) kind_at = i;
    }
    if (const auto kind = ui::combo("coverage.places", kind_names, kind_at))
        out.edit("edit.places",
                 [bits = kinds[*kind].bits](geo::Study& s) { s.scenario().travel.place_kinds = bits; });
}

/// Instead of the areas' colours; how far they have come while they are made.
void bands_layer(const Frame& frame, Outbox& out) {
    const bool shown = frame.study->map.show_bands;
    const bool numbers = frame.results != nullptr && !frame.results->coverage.empty();
    std::string state;
    if (!numbers)
        state = frame.word("layer.bands_none");
    else if (shown && frame.bands_work.running && frame.bands_work.seconds >= 0.3)
        state = std::to_string(static_cast<int>(frame.bands_work.done * 100)) + " %";
    const bool pressed =
        ui::layer_row("layer.bands", frame.word("layer.bands"), shown && numbers, state, Icon::reach);
    ui::tooltip(frame.word("layer.bands_hint"));
    if (pressed && (numbers || shown))
        out.edit("edit.layers", [](geo::Study& s) { s.map.show_bands = !s.map.show_bands; });
}

void layers(const Frame& frame, Outbox& out) {
    const geo::Dataset& data = *frame.study->data;
    const geo::MapStyle& map = frame.study->map;
    std::int64_t units = 0, schools = 0;
    for (const geo::Place& place : *data.places) (geo::is_learning_unit(place.kind) ? units : schools) += 1;
    struct Layer {
        const char* key;
        Icon symbol;
        bool geo::MapStyle::*member;
        std::int64_t count;
        bool too_far = false;
    };
    const bool far = frame.scale_denominator > render::points_denominator;
    const std::int64_t doubts =
        frame.choropleth == nullptr ? -1 : static_cast<std::int64_t>(frame.choropleth->areas_in_doubt);
    const std::array<Layer, 7> rows = {
        {{"layer.units", Icon::target, &geo::MapStyle::show_units, units,
          !render::units_drawn(*frame.study, frame.scale_denominator)},
         {"layer.schools", Icon::school, &geo::MapStyle::show_schools, schools, far},
         {"layer.villages", Icon::home, &geo::MapStyle::show_villages,
          static_cast<std::int64_t>(data.villages->size()), far},
         {"layer.roads", Icon::route, &geo::MapStyle::show_roads,
          static_cast<std::int64_t>(data.roads->ways.size())},
         {"layer.barriers", Icon::layers, &geo::MapStyle::show_barriers,
          std::accumulate(data.barriers->begin(), data.barriers->end(), std::int64_t{0},
                          [](std::int64_t sum, const geo::BarrierLayer& layer) {
                              return sum + static_cast<std::int64_t>(layer.barriers.size());
                          })},
         {"layer.labels", Icon::text, &geo::MapStyle::show_labels, -1},
         {"layer.doubt", Icon::warn, &geo::MapStyle::show_doubt, doubts}}};
    for (const Layer& layer : rows) {
        if (layer.member == &geo::MapStyle::show_barriers && data.barriers->empty()) continue;
        // Switched on and yet not to be seen: the row says why.
        const bool hidden = layer.too_far && map.*layer.member && layer.count > 0;
        const std::string count = hidden            ? frame.word("layer.zoom_in")
                                  : layer.count < 0 ? std::string{}
                                                    : geo::grouped(layer.count);
        if (ui::layer_row(layer.key, frame.word(layer.key), map.*layer.member, count, layer.symbol))
            out.edit("edit.layers", [m = layer.member](geo::Study& s) { s.map.*m = !(s.map.*m); });
    }
    bands_layer(frame, out);
}

void palette_strip(const Frame& frame, const std::string& name, std::size_t colours) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const auto inks = render::palette(name, colours, frame.theme);
    if (inks.empty()) return;
    const float step = std::floor(ui::width_left() / static_cast<float>(inks.size()));
    for (std::size_t i = 0; i < inks.size(); ++i) {
        const float x = at.x + step * static_cast<float>(i);
        list->AddRectFilled({x, at.y}, {x + step, at.y + ui::px(14)}, ui::colour(inks[i]));
    }
    ImGui::Dummy({ui::width_left(), ui::px(16)});
}

/// When counts are old, and on which day that is told.
void age_of_counts(const Frame& frame, Outbox& out) {
    const geo::MapStyle& map = frame.study->map;
    if (!map.show_doubt) return;
    ui::gap(6);
    ui::label(frame.word("look.old_months"));
    int months = map.old_months;
    if (ui::stepper("look.old_months", months, 1, geo::most_old_months, frame.word("look.old_months_unit"),
                    months < 6 ? 1 : 6))
        out.edit("edit.old_months", [months](geo::Study& s) { s.map.old_months = months; });
    const std::string day = geo::age_day(*frame.study);
    ui::paragraph(
        day.empty() ? frame.word("look.age_day_none")
                    : geo::say(frame.lang, "look.age_day", {{"day", geo::date_for_people(frame.lang, day)}}),
        Font::label);
}

void more(const Frame& frame, Outbox& out, BreaksField& breaks) {
    const geo::MapStyle& map = frame.study->map;
    ui::label(frame.word("look.indicator"));
    std::vector<std::string> indicators;
    indicators.reserve(geo::all_indicators.size());
    std::size_t shown = 0;
    for (const geo::Indicator indicator : geo::all_indicators) {
        if (indicator == map.indicator) shown = indicators.size();
        indicators.push_back(frame.word(std::string{"app.indicator."} + geo::indicator_name(indicator)));
    }
    if (const auto at = ui::combo("look.indicator", indicators, shown))
        out.edit("edit.indicator", [i = geo::all_indicators.at(*at)](geo::Study& s) { set_indicator(s, i); });
    if (map.indicator == geo::Indicator::access) access_rules(frame, out);
    ui::gap(6);
    ui::label(frame.word("look.method"));
    constexpr std::array<geo::ClassMethod, 6> methods = {geo::ClassMethod::policy, geo::ClassMethod::quantile,
                                                         geo::ClassMethod::equal,  geo::ClassMethod::jenks,
                                                         geo::ClassMethod::pretty, geo::ClassMethod::manual};
    std::vector<std::string> names;
    std::size_t method_at = 0;
    for (std::size_t i = 0; i < methods.size(); ++i) {
        names.push_back(frame.word(std::string{"app.method."} + geo::class_method_name(methods.at(i))));
        if (methods.at(i) == map.method) method_at = i;
    }
    if (const auto at = ui::combo("look.method", names, method_at)) {
        const geo::ClassMethod method = methods.at(*at);
        // By hand begins with the edges that are on the map.
        std::vector<double> edges;
        if (method == geo::ClassMethod::manual && frame.choropleth != nullptr)
            edges = rounded(frame.choropleth->classes.breaks);
        if (edges.size() > 6) edges.resize(6);
        out.edit("edit.classes", [method, edges](geo::Study& s) {
            s.map.method = method;
            if (method != geo::ClassMethod::manual) return;
            if (edges.size() >= 2) s.map.manual_breaks = edges;
            if (!s.map.manual_breaks.empty())
                s.map.classes = static_cast<int>(s.map.manual_breaks.size()) + 1;
        });
    }
    ui::gap(6);
    if (map.method == geo::ClassMethod::manual) {
        breaks.draw(frame, out);
    } else {
        ui::label(frame.word("look.classes"));
        int classes = map.classes;
        if (ui::stepper("look.classes", classes, 3, 7, frame.word("look.classes_unit")))
            out.edit("edit.classes", [classes](geo::Study& s) { s.map.classes = classes; });
    }
    ui::gap(6);
    ui::label(frame.word("look.palette"));
    std::vector<ui::Segment> palettes;
    std::size_t palette_at = 0;
    for (const std::string_view name : render::palette_names()) {
        if (name == map.palette) palette_at = palettes.size();
        palettes.push_back({std::string{name}, frame.word("app.palette." + std::string{name}), {}, ""});
    }
    if (const auto at = ui::segments("look.palette", palettes, palette_at))
        out.edit("edit.palette", [name = palettes[*at].key](geo::Study& s) { s.map.palette = name; });
    palette_strip(frame, map.palette, static_cast<std::size_t>(std::clamp(map.classes, 3, 7)));
    age_of_counts(frame, out);
}

/// Nothing is computed while rows wait: what to do about them.
void waiting_card(const Frame& frame, Outbox& out) {
    if (frame.waiting.rows == 0) return;
    const auto pressed =
        ui::card("coverage.waiting", ui::Tone::error, Icon::warn,
                 geo::say(frame.lang, "coverage.waiting", {{"number", geo::grouped(frame.waiting.rows)}}),
                 frame.waiting.children_milli > 0
                     ? geo::say(frame.lang, "coverage.waiting_children",
                                {{"number", geo::whole_children(frame.waiting.children_milli)}})
                     : frame.word("coverage.waiting_what"),
                 {{"coverage.to_check", frame.word("coverage.to_check"), true},
                  {"coverage.without", frame.word("coverage.without"), false}});
    if (pressed) out.act(*pressed == 0 ? Action::step_check : Action::recompute);
    ui::gap(8);
}

}  // namespace

void CoveragePanel::draw(const Frame& frame, Outbox& out) {
    const Tokens& t = tokens(frame.theme);
    const float foot = ui::line_height(Font::label) + ui::px(8) + ui::px(40);
    {
        const ui::Body body("coverage.body", foot);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::SetCursorScreenPos({at.x + ui::width_left() - ui::px(32), at.y + ui::px(2)});
        if (ui::icon_button("left.fold", Icon::left, hint_of(frame.lang, Action::fold_left)))
            out.act(Action::fold_left);
        ImGui::SetCursorScreenPos(at);
        ui::text(frame.word("step.coverage.title"), Font::title);
        ui::paragraph(frame.word("step.coverage.what"), Font::label);
        ui::gap(6);
        waiting_card(frame, out);
        roads_card(frame, out, "coverage");
        question(frame, out, own_minutes_, own_km_);
        near_border(frame, out);
        cut_off(frame);
        barriers(frame);
        ui::separator();
        ui::text(frame.word("look.title"), Font::body_bold);
        ui::gap(2);
        const geo::Areas& areas = *frame.study->data->areas;
        constexpr std::array<geo::Level, 3> levels = {geo::Level::province, geo::Level::amphoe,
                                                      geo::Level::tambon};
        std::vector<ui::Segment> choices;
        std::size_t level_at = 0;
        for (std::size_t i = 0; i < levels.size(); ++i) {
            choices.push_back({geo::level_name(levels.at(i)),
                               level_word(frame, levels.at(i)),
                               {},
                               "",
                               areas.at(levels.at(i)).size() > 0});
            if (levels.at(i) == frame.study->map.level) level_at = i;
        }
        if (const auto level = ui::segments("look.level", choices, level_at))
            out.act(*level == 0   ? Action::level_province
                    : *level == 1 ? Action::level_amphoe
                                  : Action::level_tambon);
        ui::gap(4);
        layers(frame, out);
        ui::gap(4);
        bool open = frame.more_open;
        ui::fold("coverage.more", frame.word("app.more_settings"), open);
        if (open != frame.more_open) out.more_open = open;
        if (open) more(frame, out, breaks_);
    }
    if (frame.analysis.running && frame.analysis.seconds >= 0.3) {
        ui::text_coloured(ui::fitted(frame.analysis.stage, ui::width_left() - ui::px(60), Font::label),
                          t.text2, Font::label);
        const std::string share = fmt::format("{:.0f}%", frame.analysis.done * 100);
        ImGui::SameLine(ImGui::GetContentRegionMax().x - ui::text_width(share, Font::label));
        ui::text_coloured(share, t.text2, Font::label);
        if (ui::button("coverage.stop", frame.word("app.stop"), -1, frame.analysis.can_stop, Icon::stop))
            out.act(Action::stop_analysis);
    } else if (frame.results != nullptr && !frame.stale) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ui::icon(ImGui::GetWindowDrawList(), Icon::check, at.x, at.y + ui::px(3), ui::px(16), t.ok);
        ImGui::SetCursorScreenPos({at.x + ui::px(22), at.y});
        ui::text_coloured(frame.word("coverage.up_to_date"), t.text2, Font::label);
        const std::string seconds = geo::say(frame.lang, "app.unit.seconds",
                                             {{"number", fmt::format("{:.1f}", frame.results->seconds)}});
        ImGui::SameLine(ImGui::GetContentRegionMax().x - ui::text_width(seconds, Font::label));
        ui::text_coloured(seconds, t.text2, Font::label);
        if (ui::button("coverage.recompute", words_of(frame.lang, Action::recompute), -1, true, Icon::again))
            out.act(Action::recompute);
    } else {
        ui::text_coloured(frame.word(frame.results == nullptr ? "coverage.no_result" : "coverage.stale"),
                          t.warn, Font::label);
        if (ui::primary_button("coverage.recompute", words_of(frame.lang, Action::recompute), -1, true,
                               Icon::again))
            out.act(Action::recompute);
    }
}

}  // namespace app
