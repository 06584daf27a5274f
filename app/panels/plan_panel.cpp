#include "app/panels/plan_panel.h"

#include "app/action.h"
#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "render/map_words.h"

#include <algorithm>

namespace app {
namespace {

/// Places that the plan closes or opens, each with a way back.
void changed_places(const Frame& frame, Outbox& out) {
    const auto& changes = frame.study->scenario().changes;
    const auto& places = *frame.study->data->places;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const geo::PlaceChange& change = changes[i];
        const bool there = std::any_of(places.begin(), places.end(),
                                       [&](const geo::Place& place) { return change.is_of(place); });
        const std::string key = "plan.change." + std::to_string(i);
        const std::string name = change.name_th.empty() ? change.id : change.name_th;
        ui::row(key, name, false,
                frame.word(!there        ? "plan.place_gone"
                           : change.open ? "plan.place_opened"
                                         : "plan.place_closed"),
                change.open ? Icon::school : Icon::lock);
        if (ui::link(key + ".undo", frame.word(change.open ? "plan.close_again" : "plan.open_again")))
            out.edit(change.open ? "edit.place_close" : "edit.place_open",
                     [change](geo::Study& s) { std::erase(s.scenario().changes, change); });
    }
}

}  // namespace

void PlanPanel::draw(const Frame& frame, Outbox& out) {
    const geo::Scenario& scenario = frame.study->scenario();
    {
        const ui::Body body("plan.body", ui::px(46));
        ui::text(frame.word("step.plan.title"), Font::title);
        ui::paragraph(frame.word("step.plan.what"), Font::label);
        ui::gap(8);
        ui::paragraph(geo::say(frame.lang, "plan.question",
                               {{"limit", render::limit_words(scenario.travel.within.front(), frame.lang)},
                                {"mode", mode_word(frame.lang, scenario.travel.mode)}}),
                      Font::label);
        if (ui::link("plan.to_travel", words_of(frame.lang, Action::step_travel)))
            out.act(Action::step_travel);
        ui::separator();
        ui::text(frame.word("plan.units"), Font::body_bold);
        ui::paragraph(frame.word(scenario.units.empty() ? "plan.how_to_add" : "plan.how_to_move"),
                      Font::label);
        if (!scenario.units.empty()) {
            ui::gap(4);
            ui::text(geo::say(frame.lang, "plan.unit_count",
                              {{"number", geo::grouped(static_cast<std::int64_t>(scenario.units.size()))}}),
                     Font::section);
        }
        ui::separator();
        ui::text(frame.word("plan.places"), Font::body_bold);
        if (scenario.changes.empty())
            ui::paragraph(frame.word("plan.how_to_close"), Font::label);
        else
            changed_places(frame, out);
        ui::separator();
        roads_.draw(frame, out);
        ui::separator();
        ui::text(frame.word("plan.today"), Font::body_bold);
        ui::paragraph(frame.word("plan.today_what"), Font::label);
        ui::gap(6);
        if (ui::button("plan.worst", words_of(frame.lang, Action::next_worst), -1, frame.results != nullptr,
                       Icon::flag))
            out.act(Action::next_worst);
        if (scenario.is_plan()) {
            ui::gap(8);
            if (ui::link("plan.as_it_is", frame.word("plan.as_it_is")))
                out.edit("edit.plan_cleared", [](geo::Study& s) { s.scenario().as_it_is(); });
        }
    }
    if (ui::primary_button("plan.add", words_of(frame.lang, Action::add_unit), -1, true, Icon::plus))
        out.act(Action::add_unit);
}

}  // namespace app
