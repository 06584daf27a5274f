#include "app/panels/referral_section.h"

#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/study/referral.h"
#include "render/trip_words.h"

#include <imgui.h>

#include <algorithm>

namespace app {
namespace {

/// The headline; true where it is open.
bool opened(const Frame& frame, Outbox& out) {
    bool open = frame.refer_open;
    ui::fold("refer.open", frame.word("refer.title"), open);
    if (open != frame.refer_open) out.refer_open = open;
    return open;
}

std::string what_of(const Frame& frame, const geo::ReferralStep& step) {
    return frame.word("refer.step." + step.name);
}

/// A disc with the number of the step, as on the map.
void disc(ImVec2 at, std::size_t number, render::Rgba ground, render::Rgba ink) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float half = ui::px(10);
    const std::string words = std::to_string(number);
    list->AddCircleFilled({at.x + half, at.y + half}, half, ui::colour(ground), 24);
    ui::draw_text(list, at.x + half - ui::text_width(words, Font::label) / 2,
                  at.y + half - ui::line_height(Font::label) / 2, words, ink, Font::label);
}

/// A step that leads on: the place, what it is, how long and how far.
void leg_row(const Frame& frame, std::size_t number, const std::string& place, const std::string& what,
             const geo::Trip& trip) {
    const Tokens& t = tokens(frame.theme);
    const render::Rgba ink = frame.stale || frame.refer_old ? t.text3 : t.text;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ui::width_left(), left = at.x + ui::px(30), body = ui::line_height(Font::body);
    const std::string minutes = geo::grouped(geo::ceil_minutes(trip.time_ms));
    const std::string& unit = frame.word("app.unit.minutes");
    const float right =
        ui::text_width(minutes, Font::body_bold) + ui::px(6) + ui::text_width(unit, Font::label);
    disc({at.x, at.y + ui::px(2)}, number, t.accent_fill, t.on_accent);
    float y = at.y;
    for (const std::string& line : ui::lines_of(place, width - ui::px(40) - right, Font::body)) {
        ui::draw_text(list, left, y, line, ink, Font::body);
        y += body;
    }
    ui::draw_text(list, at.x + width - right, at.y, minutes, ink, Font::body_bold);
    ui::draw_text(list, at.x + width - ui::text_width(unit, Font::label), at.y + ui::px(1), unit, t.text2,
                  Font::label);
    const render::LengthWords length = render::length_words(trip.length_mm);
    ui::draw_text(list, left, y,
                  ui::fitted(what + " · " + length.number + " " +
                                 frame.word(length.km ? "app.unit.km" : "app.unit.metres"),
                             width - ui::px(30), Font::label),
                  t.text2, Font::label);
    ImGui::Dummy({width, y - at.y + ui::line_height(Font::label) + ui::px(4)});
    ui::record("refer.step." + std::to_string(number));
}

/// The step that leads nowhere, and why.
void missing_row(const Frame& frame, std::size_t number, const std::string& what, bool no_place) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    disc({at.x, at.y + ui::px(2)}, number, t.error_soft, t.error);
    const std::string words =
        geo::say(frame.lang, no_place ? "refer.no_place" : "refer.no_way", {{"what", what}});
    float y = at.y;
    for (const std::string& line : ui::lines_of(words, ui::width_left() - ui::px(30), Font::body)) {
        ui::draw_text(list, at.x + ui::px(30), y, line, t.error, Font::body);
        y += ui::line_height(Font::body);
    }
    ImGui::Dummy({ui::width_left(), y - at.y + ui::px(4)});
    ui::record("refer.missing");
}

/// Of how many children each step finds a place.
void led_rows(const Frame& frame, const geo::Referral& all, geo::Level level, geo::AreaId area) {
    const Tokens& t = tokens(frame.theme);
    const geo::Areas& areas = *frame.study->data->areas;
    std::int64_t children = 0;
    std::vector<std::int64_t> led(all.steps.size(), 0);
    for (const geo::AreaReferral& one : all.areas) {
        if (level != geo::Level::country && areas.ancestor(areas.finest(), one.area, level) != area) continue;
        children += one.children_milli;
        for (std::size_t step = 0; step < led.size(); ++step) led[step] += one.led_milli[step];
    }
    ui::paragraph(geo::say(frame.lang, "refer.of", {{"number", geo::whole_children(children)}}), Font::label);
    ImDrawList* list = ImGui::GetWindowDrawList();
    for (std::size_t step = 0; step < led.size(); ++step) {
        if (all.places[step] == 0) {
            missing_row(frame, step + 1, what_of(frame, all.steps[step]), true);
            continue;
        }
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ui::width_left();
        const std::string number = geo::whole_children(led[step]);
        disc({at.x, at.y + ui::px(2)}, step + 1, t.accent_fill, t.on_accent);
        ui::draw_text(list, at.x + ui::px(30), at.y,
                      ui::fitted(what_of(frame, all.steps[step]),
                                 width - ui::px(40) - ui::text_width(number, Font::body_bold), Font::body),
                      t.text, Font::body);
        ui::draw_text(list, at.x + width - ui::text_width(number, Font::body_bold), at.y, number,
                      frame.stale || frame.refer_old ? t.text3 : t.text, Font::body_bold);
        ImGui::Dummy({width, ui::line_height(Font::body)});
        ui::record("refer.led." + std::to_string(step + 1));
    }
}

/// The way of most children of an area of the finest level.
void chain_of(const Frame& frame, Outbox& out, const geo::Referral& all, const geo::AreaReferral& one) {
    for (std::size_t i = 0; i < one.legs.size(); ++i)
        leg_row(frame, i + 1, all.to.name(one.legs[i].source, frame.lang), what_of(frame, all.steps[i]),
                one.legs[i]);
    if (one.missing != geo::no_step)
        missing_row(frame, one.missing + 1, what_of(frame, all.steps[one.missing]),
                    all.places[one.missing] == 0);
    ui::paragraph(geo::say(frame.lang, "refer.most",
                           {{"number", geo::whole_children(one.this_way_milli)},
                            {"whole", geo::whole_children(one.whole_way_milli)},
                            {"of", geo::whole_children(one.children_milli)}}),
                  Font::label);
    if (!frame.stale && !frame.refer_old && ui::link("refer.show", frame.word("refer.show")))
        out.explain = std::optional{one.from};
}

}  // namespace

void referral_of_area(const Frame& frame, Outbox& out, geo::Level level, geo::AreaId area) {
    if (!opened(frame, out)) return ui::separator();
    const geo::Referral* all = frame.chains;
    if (all == nullptr) {
        ui::paragraph(frame.word("refer.coming"), Font::body);
        return ui::separator();
    }
    if (level != frame.study->data->areas->finest()) {
        led_rows(frame, *all, level, area);
        ui::paragraph(geo::say(frame.lang, "refer.choose",
                               {{"level", level_inside(frame, frame.study->data->areas->finest())}}),
                      Font::label);
        return ui::separator();
    }
    const auto found = std::find_if(all->areas.begin(), all->areas.end(),
                                    [&](const geo::AreaReferral& one) { return one.area == area; });
    if (found == all->areas.end())
        ui::paragraph(frame.word("refer.nobody"), Font::body);
    else
        chain_of(frame, out, *all, *found);
    ui::separator();
}

void referral_of_spot(const Frame& frame, Outbox& out) {
    ui::separator();
    if (!opened(frame, out)) return;
    if (frame.refer_way == nullptr) return ui::paragraph(frame.word("refer.coming"), Font::body);
    const geo::ReferralWay& way = *frame.refer_way;
    const std::vector<geo::ReferralStep>& steps = geo::usual_referral();
    for (std::size_t i = 0; i < way.legs.size(); ++i) {
        const geo::ReferralLeg& leg = way.legs[i];
        leg_row(frame, i + 1, frame.lang == geo::Lang::th ? leg.to_th : leg.to_en, what_of(frame, steps[i]),
                leg.route.trip);
    }
    if (way.missing != geo::no_step)
        missing_row(frame, way.missing + 1, what_of(frame, steps[way.missing]), way.places[way.missing] == 0);
}

}  // namespace app
