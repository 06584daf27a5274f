#include "app/panels/plan_panel.h"

#include "app/action.h"
#include "app/widgets.h"

namespace app {

void PlanPanel::draw(const Frame& frame, Outbox& out) {
    ui::text(frame.word("step.plan.title"), Font::title);
    ui::paragraph(frame.word("step.plan.what"), Font::label);
    ui::gap(10);
    ui::card("plan.later", ui::Tone::plain, Icon::info, frame.word("plan.later"),
             frame.word("plan.later_what"), {});
    ui::gap(10);
    ui::text(frame.word("plan.today"), Font::body_bold);
    ui::paragraph(frame.word("plan.today_what"), Font::label);
    ui::gap(6);
    if (ui::button("plan.worst", words_of(frame.lang, Action::next_worst), -1, frame.results != nullptr,
                   Icon::flag))
        out.act(Action::next_worst);
    if (ui::button("plan.add_places", frame.word("plan.add_places"), -1, true, Icon::plus))
        out.act(Action::import_files);
}

}  // namespace app
