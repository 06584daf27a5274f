#include "app/panels/plan_roads.h"

#include "app/action.h"
#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "render/trip_words.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

namespace app {
namespace {

/// Classes that a new road may have, the large ones first.
constexpr std::array<geo::RoadClass, 7> new_classes = {
    geo::RoadClass::primary,      geo::RoadClass::secondary,   geo::RoadClass::tertiary,
    geo::RoadClass::unclassified, geo::RoadClass::residential, geo::RoadClass::track,
    geo::RoadClass::footway};
/// Classes of which the speed may be set by themselves.
constexpr std::array<geo::RoadClass, 9> slow_classes = {
    geo::RoadClass::trunk,    geo::RoadClass::primary,      geo::RoadClass::secondary,
    geo::RoadClass::tertiary, geo::RoadClass::unclassified, geo::RoadClass::residential,
    geo::RoadClass::service,  geo::RoadClass::track,        geo::RoadClass::path};

const std::string& class_word(const Frame& frame, geo::RoadClass road_class) {
    return frame.word(std::string{"app.road."} + geo::road_class_name(road_class));
}

const geo::EditOutcome* outcome_of(const Frame& frame, geo::RoadEditId id) {
    if (frame.results == nullptr || frame.results->edited_roads == nullptr || frame.stale) return nullptr;
    for (const geo::EditOutcome& one : *frame.results->edited_roads)
        if (one.id == id) return &one;
    return nullptr;
}

std::string area_of(const Frame& frame, const geo::SlowedRoads& slowed) {
    const geo::AreaId area = frame.study->data->areas->find(slowed.level, slowed.area_code);
    return area.valid() ? area_name(frame, slowed.level, area) : slowed.area_code;
}

std::string title_of(const Frame& frame, const geo::RoadEdit& edit) {
    if (!edit.name.empty()) return edit.name;
    if (const auto* road = std::get_if<geo::NewRoad>(&edit.what))
        return geo::say(frame.lang, "plan.road_new", {{"class", class_word(frame, road->road_class)}});
    if (std::holds_alternative<geo::ClosedRoad>(edit.what)) return frame.word("plan.road_closed");
    const auto& slowed = std::get<geo::SlowedRoads>(edit.what);
    return geo::say(frame.lang, "plan.road_slowed",
                    {{"area", area_of(frame, slowed)}, {"percent", std::to_string(slowed.percent)}});
}

/// What became of it: its length, or what is wrong.
std::string outcome_words(const Frame& frame, const geo::RoadEdit& edit, const geo::EditOutcome& outcome) {
    if (!outcome.works) {
        if (std::holds_alternative<geo::NewRoad>(edit.what)) return frame.word("plan.road_loose");
        return frame.word(std::holds_alternative<geo::ClosedRoad>(edit.what) ? "plan.road_gone"
                                                                             : "plan.road_none_there");
    }
    const render::LengthWords length = render::length_words(
        static_cast<std::uint32_t>(std::min<std::int64_t>(outcome.length_mm, 4000000000)));
    return length.number + " " + frame.word(length.km ? "app.unit.km" : "app.unit.metres");
}

std::optional<geo::LonLat> spot_of(const geo::RoadEdit& edit) {
    if (const auto* road = std::get_if<geo::NewRoad>(&edit.what)) return road->line[road->line.size() / 2];
    if (const auto* closed = std::get_if<geo::ClosedRoad>(&edit.what)) return closed->at;
    return std::nullopt;
}

/// Changes the settings of one edit in the study.
template <class What, class Change>
void change(Outbox& out, geo::RoadEditId id, const Change& with) {
    out.edit("edit.road_change", [id, with](geo::Study& s) {
        if (geo::RoadEdit* edit = geo::road_edit_of(s.scenario(), id)) with(std::get<What>(edit->what));
    });
}

}  // namespace

void PlanRoads::settings(const Frame& frame, Outbox& out, const geo::RoadEdit& edit) const {
    const std::string key = "plan.road." + std::to_string(edit.id.value);
    std::string name = edit.name;
    if (ui::input_text(key + ".name", name, title_of(frame, edit)))
        out.edit("edit.road_change", [id = edit.id, name](geo::Study& s) {
            if (geo::RoadEdit* named = geo::road_edit_of(s.scenario(), id)) named->name = name;
        });
    std::vector<std::string> words;
    if (const auto* road = std::get_if<geo::NewRoad>(&edit.what)) {
        for (const geo::RoadClass one : new_classes) words.push_back(class_word(frame, one));
        const auto now = static_cast<std::size_t>(
            std::find(new_classes.begin(), new_classes.end(), road->road_class) - new_classes.begin());
        ui::gap(4);
        if (const auto chosen = ui::combo(key + ".class", words, std::min(now, new_classes.size() - 1)))
            change<geo::NewRoad>(out, edit.id,
                                 [to = new_classes.at(*chosen)](geo::NewRoad& one) { one.road_class = to; });
        ui::gap(4);
        const bool unpaved = road->surface == geo::Surface::unpaved;
        const std::vector<ui::Segment> surfaces = {{"paved", frame.word("plan.road_paved"), {}, {}},
                                                   {"unpaved", frame.word("plan.road_unpaved"), {}, {}}};
        if (const auto chosen = ui::segments(key + ".surface", surfaces, unpaved ? 1 : 0))
            change<geo::NewRoad>(out, edit.id, [unpaved = *chosen == 1](geo::NewRoad& one) {
                one.surface = unpaved ? geo::Surface::unpaved : geo::Surface::paved;
            });
    } else if (const auto* slowed = std::get_if<geo::SlowedRoads>(&edit.what)) {
        words.push_back(frame.word("plan.road_all_classes"));
        std::size_t now = 0;
        for (std::size_t c = 0; c < slow_classes.size(); ++c) {
            words.push_back(class_word(frame, slow_classes.at(c)));
            if (slowed->road_class == slow_classes.at(c)) now = c + 1;
        }
        ui::gap(4);
        if (const auto chosen = ui::combo(key + ".class", words, now))
            change<geo::SlowedRoads>(out, edit.id, [to = *chosen](geo::SlowedRoads& one) {
                one.road_class = to == 0 ? std::nullopt : std::optional{slow_classes.at(to - 1)};
            });
        ui::gap(4);
        int percent = slowed->percent;
        if (ui::stepper(key + ".percent", percent, geo::least_speed_percent, geo::greatest_speed_percent,
                        frame.word("plan.road_percent"), 10))
            change<geo::SlowedRoads>(out, edit.id,
                                     [percent](geo::SlowedRoads& one) { one.percent = percent; });
    }
    ui::gap(4);
    if (ui::link(key + ".remove", frame.word("plan.road_remove")))
        out.edit("edit.road_remove",
                 [id = edit.id](geo::Study& s) { geo::remove_road_edit(s.scenario(), id); });
    ui::gap(6);
}

void PlanRoads::row(const Frame& frame, Outbox& out, const geo::RoadEdit& edit) {
    const std::string key = "plan.road." + std::to_string(edit.id.value);
    const bool chosen = edit.id == chosen_;
    const Icon icon = std::holds_alternative<geo::NewRoad>(edit.what)      ? Icon::route
                      : std::holds_alternative<geo::ClosedRoad>(edit.what) ? Icon::lock
                                                                           : Icon::clock;
    const geo::EditOutcome* outcome = outcome_of(frame, edit.id);
    const bool works = outcome == nullptr || outcome->works;
    if (ui::row(key, title_of(frame, edit), chosen,
                outcome != nullptr && works ? outcome_words(frame, edit, *outcome) : std::string{}, icon)) {
        chosen_ = chosen ? geo::RoadEditId{} : edit.id;
        if (!chosen) out.look_at_unit = spot_of(edit);
    }
    if (!works) ui::paragraph(outcome_words(frame, edit, *outcome), Font::label);
    if (chosen) settings(frame, out, edit);
}

void PlanRoads::draw(const Frame& frame, Outbox& out) {
    const geo::Scenario& plan = frame.study->scenario();
    if (plan.road_edits_so_far > so_far_ && !plan.road_edits.empty()) chosen_ = plan.road_edits.back().id;
    so_far_ = plan.road_edits_so_far;
    ui::text(frame.word("plan.roads"), Font::body_bold);
    const bool roads = row_of(Action::draw_road).enabled(frame);
    if (!roads && plan.road_edits.empty()) {
        ui::paragraph(frame.word("plan.roads_missing"), Font::label);
        return;
    }
    if (plan.road_edits.empty()) ui::paragraph(frame.word("plan.roads_how"), Font::label);
    for (const geo::RoadEdit& edit : plan.road_edits) row(frame, out, edit);
    ui::gap(4);
    for (const auto& [key, action] :
         {std::pair{"plan.draw_road", Action::draw_road}, std::pair{"plan.close_road", Action::close_road},
          std::pair{"plan.slow_roads", Action::slow_roads}}) {
        const ActionRow& what = row_of(action);
        if (ui::row(key, words_of(frame.lang, action), false, {}, what.icon, what.enabled(frame)))
            out.act(action);
    }
    if (!row_of(Action::slow_roads).enabled(frame))
        ui::paragraph(frame.word("plan.slow_choose"), Font::label);
}

}  // namespace app
