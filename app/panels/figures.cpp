#include "app/panels/figures.h"

#include "app/action.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "render/map_scene.h"
#include "render/map_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace app {

const geo::CoverageTable* coverage_of(const Frame& frame) {
    if (frame.results == nullptr || frame.results->coverage.empty()) return nullptr;
    return &frame.results->coverage.front();
}

const geo::CoverageRow* row_of(const Frame& frame, geo::Level level, geo::AreaId area) {
    const geo::CoverageTable* table = coverage_of(frame);
    if (table == nullptr || !area.valid() || area.row() >= table->at(level).size()) return nullptr;
    return &table->at(level)[area.row()];
}

AboutArea about_of(const geo::Areas& areas, const std::string& page_code) {
    for (const geo::Level level : {geo::Level::province, geo::Level::amphoe})
        if (const geo::AreaId area = areas.find(level, page_code); area.valid()) return {level, area};
    return {};
}

AboutArea about_of(const Frame& frame) {
    return about_of(*frame.study->data->areas, frame.page.area_code);
}

std::optional<geo::CoverageRow> sum_of_chosen(const Frame& frame) {
    if (frame.selection->areas.size() < 2 || frame.results == nullptr) return std::nullopt;
    geo::CoverageRow sum;
    for (const geo::AreaId area : frame.selection->areas)
        if (const geo::CoverageRow* part = row_of(frame, frame.selection->level, area)) geo::add(sum, *part);
    return sum;
}

const std::string& plain_name(const Frame& frame, geo::Level level, geo::AreaId area) {
    static const std::string none;
    const geo::AreaLevel& rows = frame.study->data->areas->at(level);
    if (!area.valid() || area.row() >= rows.size()) return none;
    const std::string& english = rows.name_en[area.row()];
    return frame.lang == geo::Lang::en && !english.empty() ? english : rows.name_th[area.row()];
}

std::string area_name(const Frame& frame, geo::Level level, geo::AreaId area) {
    if (level == geo::Level::country) return geo::word(frame.lang, "app.area.whole");
    return render::prefixed_name(*frame.study->data->areas, level, area, frame.lang);
}

std::string parents_of(const Frame& frame, geo::Level level, geo::AreaId area) {
    std::string out;
    const geo::Areas& areas = *frame.study->data->areas;
    geo::AreaId at = area;
    for (auto l = static_cast<int>(level); l > 1; --l) {
        const auto here = static_cast<geo::Level>(l);
        at = at.valid() && at.row() < areas.at(here).parent.size() ? areas.at(here).parent[at.row()]
                                                                   : geo::AreaId{};
        if (!at.valid()) break;
        if (!out.empty()) out += frame.lang == geo::Lang::th ? " " : ", ";
        out += area_name(frame, static_cast<geo::Level>(l - 1), at);
    }
    return out;
}

namespace {

/// Null before the first run, or where the results are of other areas.
const geo::Counting* counting_of(const Frame& frame, geo::Level level, geo::AreaId area) {
    if (frame.results == nullptr || frame.results->demand == nullptr || !area.valid()) return nullptr;
    const auto& rows = frame.results->demand->counting.at(static_cast<std::size_t>(level));
    const bool same = rows.size() == frame.study->data->areas->at(level).size();
    return same && area.row() < rows.size() ? &rows[area.row()] : nullptr;
}

}  // namespace

std::string where_words(const Frame& frame, geo::LonLat at) {
    if (frame.base == nullptr) return {};
    const geo::AreaId area = frame.base->pick(geo::Plane(frame.base->plane_centre).metres_from_lonlat(at));
    if (!area.valid()) return frame.word("plan.outside");
    const geo::Level finest = frame.base->finest;
    if (finest <= geo::Level::province) return area_name(frame, finest, area);
    const auto above = static_cast<geo::Level>(static_cast<int>(finest) - 1);
    return area_name(frame, finest, area) + (frame.lang == geo::Lang::en ? ", " : " ") +
           area_name(frame, above, frame.study->data->areas->ancestor(finest, area, above));
}

std::string numberless_words(const Frame& frame, geo::Level level, geo::AreaId area) {
    const geo::Counting* counting = counting_of(frame, level, area);
    if (counting == nullptr || geo::has_number(counting->state)) return {};
    if (const auto above =
            render::counted_with(*frame.study->data->areas, *frame.results->demand, level, area))
        return geo::say(frame.lang, "app.state.counted_with",
                        {{"level", render::level_words(*above, frame.lang)}});
    return frame.word(counting->state == geo::CountState::hidden ? "app.state.hidden" : "app.state.no_data");
}

std::vector<std::string> gaps_words(const Frame& frame, geo::Level level, geo::AreaId area) {
    const geo::Counting* counting = counting_of(frame, level, area);
    if (counting == nullptr || !geo::has_number(counting->state)) return {};
    return render::silent_areas_words(*counting, frame.study->data->areas->finest(), frame.lang);
}

const std::string& level_word(const Frame& frame, geo::Level level) {
    return frame.word(std::string{"app.level."} + geo::level_name(level));
}

const std::string& level_inside(const Frame& frame, geo::Level level) {
    return frame.word(std::string{"app.level_in."} + geo::level_name(level));
}

const std::string& level_counted(const Frame& frame, geo::Level level, std::size_t count) {
    return frame.word(std::string{count == 1 ? "app.level_one." : "app.level_in."} + geo::level_name(level));
}

std::size_t rank_of(const Frame& frame, geo::Level level, geo::AreaId area) {
    const geo::CoverageRow* own = row_of(frame, level, area);
    if (own == nullptr) return 0;
    const std::vector<geo::CoverageRow>& rows = coverage_of(frame)->at(level);
    std::size_t before = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (geo::not_reached_milli(rows[i]) > geo::not_reached_milli(*own) ||
            (geo::not_reached_milli(rows[i]) == geo::not_reached_milli(*own) && i < area.row()))
            ++before;
    return before + 1;
}

std::string minutes_words(const std::optional<std::uint32_t>& ms) {
    return ms ? geo::grouped(geo::ceil_minutes(*ms)) : "–";
}

const std::string& mode_word(geo::Lang lang, geo::Mode mode) {
    return geo::word(lang, std::string{"app.mode."} + geo::mode_name(mode));
}

Icon mode_icon(geo::Mode mode) {
    switch (mode) {
        case geo::Mode::walk:
            return Icon::walk;
        case geo::Mode::bicycle:
            return Icon::bike;
        case geo::Mode::motorcycle:
            return Icon::moto;
        case geo::Mode::car:
            return Icon::car;
        case geo::Mode::songthaew:
            return Icon::people;
        case geo::Mode::school_van:
            return Icon::van;
        case geo::Mode::boat:
            return Icon::flag;
    }
    return Icon::route;
}

std::string series_name(const Frame& frame) {
    const std::string& wanted = frame.study->scenario().travel.children.series;
    if (wanted.empty()) return frame.study->data->counts->empty() ? "" : frame.word("coverage.all_children");
    for (const geo::CountSeries& series : *frame.study->data->counts)
        if (geo::is_chosen(series, frame.study->scenario().travel.children))
            return series.name.empty() ? series.id : series.name;
    return wanted;
}

void roads_card(const Frame& frame, Outbox& out, const char* key) {
    if (frame.off_network <= geo::off_network_warning || frame.stale) return;
    const std::string name = key;
    const auto pressed = ui::card(
        name + ".far", ui::Tone::warn, Icon::warn,
        geo::say(frame.lang, "travel.far", {{"share", fmt::format("{:.0f}%", frame.off_network * 100)}}),
        frame.word("travel.far_what"),
        {{name + ".use_straight", frame.word("travel.use_straight"), true},
         {name + ".add_roads", frame.word("travel.add_roads"), false}});
    if (pressed && *pressed == 0)
        out.edit("edit.basis", [](geo::Study& s) { s.scenario().travel.basis = geo::Basis::straight_line; });
    if (pressed && *pressed == 1) out.act(Action::import_files);
    ui::gap(8);
}

void stale_card(const Frame& frame, Outbox& out) {
    const auto pressed =
        ui::card("map.stale", ui::Tone::warn, Icon::warn, frame.word("coverage.stale"),
                 frame.can_redo || frame.undo_label.empty() ? std::string{} : frame.word(frame.undo_label),
                 {{"map.stale.recompute", words_of(frame.lang, Action::recompute), true}});
    if (pressed) out.act(Action::recompute);
}

}  // namespace app
