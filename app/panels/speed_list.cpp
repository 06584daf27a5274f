#include "app/panels/speed_list.h"

#include "app/widgets.h"
#include "geo/base/words.h"
#include "geo/network/speed_rows.h"
#include "geo/study/analysis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

std::string name_of(const Frame& frame, std::size_t row) {
    const std::string name{geo::speed_row_facts(row).name};
    return frame.word((row < geo::road_class_count ? "app.road." : "speeds.row.") + name);
}

std::string with_unit(const Frame& frame, geo::SpeedUnit unit, double value) {
    if (unit == geo::SpeedUnit::kmh && value <= 0) return frame.word("travel.closed");
    if (unit == geo::SpeedUnit::factor)
        return geo::say(frame.lang, "speeds.percent", {{"number", fmt::format("{:.0f}", value * 100)}});
    return geo::say(frame.lang, unit == geo::SpeedUnit::kmh ? "travel.kmh" : "speeds.minutes",
                    {{"number", fmt::format("{:.3g}", value)}});
}

/// What the row comes to in this season and at this pace.
double in_use(const geo::Profile& profile, std::size_t row, double value) {
    if (row < geo::road_class_count) return profile.speed_kmh.at(row);
    if (row == geo::speed_row_to_road) return profile.walk_kmh;
    if (row == geo::speed_row_straight_line) return profile.straight_kmh;
    if (row == geo::speed_row_unpaved)
        return *std::min_element(profile.unpaved_factor.begin(), profile.unpaved_factor.end());
    if (row == geo::speed_row_ferry_wait) return profile.ferry_wait_s / 60;
    return value;
}

/// Rows that the present way to travel makes use of: classes of roads that are open to it, those that are
/// closed, and what is beside the roads.
struct RowsInUse {
    std::vector<std::size_t> open, closed, beside;
};
RowsInUse rows_in_use(const Frame& frame) {
    const geo::Travel& travel = frame.study->scenario().travel;
    RowsInUse out;
    if (travel.basis == geo::Basis::straight_line || frame.study->data->roads->empty()) {
        out.beside = {geo::speed_row_straight_line};
        return out;
    }
    for (std::size_t row = 0; row < geo::road_class_count; ++row)
        (travel.speeds.get().classes.at(row).of(travel.mode) > 0 ? out.open : out.closed).push_back(row);
    out.beside = {geo::speed_row_unpaved, geo::speed_row_to_road, geo::speed_row_ferry_wait};
    for (const std::size_t row : {geo::speed_row_wait, geo::speed_row_transfer})
        if (geo::is_ridden_by_walkers(travel.mode) ||
            geo::speed_row(travel.speeds.get(), row).of(travel.mode) > 0)
            out.beside.push_back(row);
    return out;
}

/// Steps that a person takes: fives where it is fast.
int step_of(geo::SpeedUnit unit, double value) {
    if (unit == geo::SpeedUnit::factor) return 5;
    return unit == geo::SpeedUnit::kmh && value >= 20 ? 5 : 1;
}

/// Changes the plan's own table; one that says what the standard table says is none.
template <class Change>
void change(Outbox& out, const Change& with) {
    out.edit("edit.speeds", [with](geo::Study& s) {
        geo::OwnSpeeds& speeds = s.scenario().travel.speeds;
        geo::SpeedTable table = speeds.get();
        with(table);
        speeds.table = table == geo::standard_speeds()
                           ? nullptr
                           : std::make_shared<const geo::SpeedTable>(std::move(table));
    });
}

geo::SourceWords of_this_plan() {
    return {geo::word(geo::Lang::th, "speeds.of_this_plan"), geo::word(geo::Lang::en, "speeds.of_this_plan")};
}

}  // namespace

void SpeedList::settings(const Frame& frame, Outbox& out, std::size_t at) const {
    const geo::Travel& travel = frame.study->scenario().travel;
    const geo::SpeedTable& table = travel.speeds.get();
    const geo::SpeedRow& row = geo::speed_row(table, at);
    const geo::SpeedRow& standard = geo::speed_row(geo::standard_speeds(), at);
    const geo::SpeedRowFacts facts = geo::speed_row_facts(at);
    const geo::Mode mode = travel.mode;
    const std::string key = "speeds." + std::string{facts.name};
    const double scale = facts.unit == geo::SpeedUnit::factor ? 100 : 1;
    const double value = row.of(mode);
    ui::label(frame.word(facts.unit == geo::SpeedUnit::kmh ? "speeds.usual_dry" : "speeds.usual"));
    int steps = static_cast<int>(std::lround(value * scale));
    if (ui::stepper(key + ".value", steps, static_cast<int>(std::ceil(facts.least * scale)),
                    static_cast<int>(std::floor(facts.greatest * scale)), "", step_of(facts.unit, value),
                    with_unit(frame, facts.unit, value)))
        change(out, [at, mode, to = steps / scale](geo::SpeedTable& t) {
            geo::set_speed(t, at, mode, to, of_this_plan());
        });
    const bool of_the_rains = facts.unit == geo::SpeedUnit::kmh && at != geo::speed_row_straight_line;
    if (of_the_rains && value > 0) {
        ui::gap(4);
        ui::label(frame.word("speeds.rains"));
        const double factor = geo::rainy_factor(table, at, mode);
        int percent = static_cast<int>(std::lround(factor * 100));
        if (ui::stepper(
                key + ".rains", percent, static_cast<int>(std::lround(facts.least_rainy * 100)),
                static_cast<int>(std::lround(facts.greatest_rainy * 100)), "", 5,
                factor <= 0 ? frame.word("travel.closed") : with_unit(frame, geo::SpeedUnit::factor, factor)))
            change(out, [at, mode, percent](geo::SpeedTable& t) {
                geo::set_rainy(t, at, mode, percent / 100.0, of_this_plan());
            });
    }
    ui::gap(4);
    const std::string& source = frame.lang == geo::Lang::th ? row.source_th : row.source_en;
    if (row == standard) {
        ui::paragraph(geo::say(frame.lang, "speeds.source", {{"source", source}}), Font::label);
    } else {
        ui::label(frame.word("speeds.source_label"));
        std::string said = source;
        if (ui::input_text(key + ".source", said, frame.word("speeds.source_hint")))
            change(out, [at, said](geo::SpeedTable& t) { geo::set_source(t, at, said); });
        ui::paragraph(geo::say(frame.lang, "speeds.standard_is",
                               {{"value", with_unit(frame, facts.unit, standard.of(mode))}}),
                      Font::label);
        if (ui::link(key + ".restore", frame.word("speeds.restore")))
            change(out, [at](geo::SpeedTable& t) {
                geo::speed_row(t, at) = geo::speed_row(geo::standard_speeds(), at);
            });
    }
    ui::gap(8);
}

void SpeedList::row(const Frame& frame, Outbox& out, std::size_t at) {
    const geo::Travel& travel = frame.study->scenario().travel;
    const geo::SpeedRowFacts facts = geo::speed_row_facts(at);
    const geo::SpeedRow& own = geo::speed_row(travel.speeds.get(), at);
    const bool changed = own != geo::speed_row(geo::standard_speeds(), at);
    const bool chosen = chosen_ == at;
    const std::string value =
        with_unit(frame, facts.unit, in_use(geo::profile_of(travel), at, own.of(travel.mode)));
    if (ui::row("speeds." + std::string{facts.name}, name_of(frame, at), chosen, value,
                changed ? std::optional{Icon::pen} : std::nullopt))
        chosen_ = chosen ? std::nullopt : std::optional{at};
    if (chosen) settings(frame, out, at);
}

void SpeedList::draw(const Frame& frame, Outbox& out) {
    const geo::Travel& travel = frame.study->scenario().travel;
    const geo::Profile profile = geo::profile_of(travel);
    const RowsInUse rows = rows_in_use(frame);
    ui::paragraph(frame.word("speeds.what"), Font::label);
    for (const std::size_t at : rows.open) row(frame, out, at);
    for (const std::size_t at : rows.beside) row(frame, out, at);
    if (!rows.closed.empty()) {
        ui::fold("speeds.closed",
                 geo::say(frame.lang, "speeds.closed", {{"number", std::to_string(rows.closed.size())}}),
                 closed_open_);
        if (closed_open_)
            for (const std::size_t at : rows.closed) row(frame, out, at);
    }
    ui::gap(6);
    if (profile.unpaved_closed) ui::paragraph(frame.word("travel.unpaved_are_closed"), Font::label);
    const std::size_t changed = geo::changed_speed_rows(travel.speeds.get()).size();
    ui::paragraph(travel.speeds.table == nullptr
                      ? frame.word("travel.speeds_source")
                      : geo::say(frame.lang, "speeds.own", {{"number", std::to_string(changed)}}),
                  Font::label);
    if (ui::link("speeds.save", frame.word("speeds.save")))
        out.ask_file = FileAsk{FileAsk::For::speeds_out, "speeds.csv"};
    ui::same_line(16);
    if (ui::link("speeds.read", frame.word("speeds.read")))
        out.ask_file = FileAsk{FileAsk::For::speeds_in, ""};
    if (travel.speeds.table != nullptr && ui::link("speeds.standard", frame.word("speeds.standard")))
        out.edit("edit.speeds", [](geo::Study& s) { s.scenario().travel.speeds.table = nullptr; });
}

}  // namespace app
