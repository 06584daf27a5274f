#include "app/panels/figures.h"

#include "app/action.h"
#include "app/widgets.h"
#include "geo/base/figures.h"

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

const std::string& plain_name(const Frame& frame, geo::Level level, geo::AreaId area) {
    static const std::string none;
    const geo::AreaLevel& rows = frame.study->data->areas->at(level);
    if (!area.valid() || area.row() >= rows.size()) return none;
    const std::string& english = rows.name_en[area.row()];
    return frame.lang == geo::Lang::en && !english.empty() ? english : rows.name_th[area.row()];
}

std::string area_name(const Frame& frame, geo::Level level, geo::AreaId area) {
    const geo::AreaLevel& rows = frame.study->data->areas->at(level);
    const std::string& name = plain_name(frame, level, area);
    if (level == geo::Level::country || name.empty())
        return level == geo::Level::country ? geo::word(frame.lang, "app.area.whole") : name;
    const bool thai_shown = frame.lang == geo::Lang::th || rows.name_en[area.row()].empty();
    if (!thai_shown) return name;
    const bool bangkok = rows.code[area.row()].rfind("10", 0) == 0;
    switch (level) {
        case geo::Level::tambon:
            return (bangkok ? "แขวง" : "ต.") + name;
        case geo::Level::amphoe:
            return (bangkok ? "เขต" : "อ.") + name;
        default:
            return bangkok ? name : "จ." + name;
    }
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

const std::string& level_word(const Frame& frame, geo::Level level) {
    return frame.word(std::string{"app.level."} + geo::level_name(level));
}

const std::string& level_inside(const Frame& frame, geo::Level level) {
    return frame.word(std::string{"app.level_in."} + geo::level_name(level));
}

std::string limit_words(geo::Lang lang, const geo::Threshold& limit) {
    if (limit.metric == geo::Metric::time) {
        if (limit.limit % 60000 == 0)
            return geo::say(lang, "app.limit.minutes", {{"number", std::to_string(limit.limit / 60000)}});
        return geo::say(lang, "app.limit.seconds", {{"number", std::to_string(limit.limit / 1000)}});
    }
    if (limit.limit % 1000000 == 0)
        return geo::say(lang, "app.limit.kilometres", {{"number", std::to_string(limit.limit / 1000000)}});
    return geo::say(lang, "app.limit.metres", {{"number", geo::grouped(limit.limit / 1000)}});
}

std::int64_t not_reached(const geo::CoverageRow& row) {
    return row.uncovered_milli + row.unreachable_milli;
}

std::size_t rank_of(const Frame& frame, geo::Level level, geo::AreaId area) {
    const geo::CoverageRow* own = row_of(frame, level, area);
    if (own == nullptr) return 0;
    const std::vector<geo::CoverageRow>& rows = coverage_of(frame)->at(level);
    std::size_t before = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (not_reached(rows[i]) > not_reached(*own) ||
            (not_reached(rows[i]) == not_reached(*own) && i < area.row()))
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

bool is_unit(geo::PlaceKind kind) {
    return (unit_kinds & kind_bit(kind)) != 0;
}

std::string series_name(const Frame& frame) {
    const std::string& wanted = frame.study->scenario().travel.children.series;
    if (wanted.empty()) return frame.study->data->counts->empty() ? "" : frame.word("coverage.all_children");
    for (const geo::CountSeries& series : *frame.study->data->counts)
        if (series.id == wanted) return series.name.empty() ? series.id : series.name;
    return wanted;
}

void roads_card(const Frame& frame, Outbox& out, const char* key) {
    constexpr double much = 0.25;
    if (frame.off_network < much || frame.stale) return;
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
