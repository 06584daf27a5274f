#include "app/panels/speed_list.h"

#include "app/widgets.h"
#include "geo/base/words.h"
#include "geo/network/ground.h"
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

/// What the row comes to in this season and at this pace; 0 where it is closed.
double in_use(const geo::Travel& travel, const geo::Profile& profile, std::size_t row) {
    const geo::SpeedRow& own = geo::speed_row(travel.speeds.get(), row);
    if (row < geo::road_class_count) return profile.speed_kmh.at(row);
    if (row == geo::speed_row_to_road) return profile.walk_kmh;
    if (geo::is_ground_row(row)) return profile.ground_kmh.at(row - geo::speed_row_ground);
    if (row == geo::speed_row_straight_line) return profile.straight_kmh;
    if (row == geo::speed_row_unpaved) {
        double least = 1;
        for (std::size_t c = 0; c < geo::road_class_count; ++c)
            if (profile.speed_kmh.at(c) > 0 && c != static_cast<std::size_t>(geo::RoadClass::ferry))
                least = std::min(least, profile.unpaved_factor.at(c));
        return profile.unpaved_closed ? 0 : least;
    }
    return geo::wait_minutes(own, {travel.mode, travel.season, travel.pace});
}

/// Rows that the present way to travel makes use of: classes of roads that are open to it, those that are
/// closed, and what is beside the roads.
struct RowsInUse {
    std::vector<std::size_t> open, closed, beside;
};
RowsInUse rows_in_use(const Frame& frame, std::optional<std::size_t> chosen, bool chosen_is_closed) {
    const geo::Travel& travel = frame.study->scenario().travel;
    RowsInUse out;
    if (travel.basis == geo::Basis::straight_line || frame.study->data->roads->empty()) {
        out.beside = {geo::speed_row_straight_line};
        return out;
    }
    for (std::size_t row = 0; row < geo::road_class_count; ++row) {
        // The row that is being changed stays where it is.
        const bool closed =
            chosen == row ? chosen_is_closed : travel.speeds.get().classes.at(row).of(travel.mode) <= 0;
        (closed ? out.closed : out.open).push_back(row);
    }
    out.beside = {geo::speed_row_unpaved, geo::speed_row_to_road};
    if (geo::has_land_cover(*frame.study->data->grids))
        for (std::size_t kind = 0; kind < geo::ground_kind_count; ++kind)
            out.beside.push_back(geo::speed_row_ground + kind);
    out.beside.push_back(geo::speed_row_ferry_wait);
    for (const std::size_t row : {geo::speed_row_wait, geo::speed_row_transfer})
        if (geo::is_ridden_by_walkers(travel.mode) ||
            geo::speed_row(travel.speeds.get(), row).of(travel.mode) > 0)
            out.beside.push_back(row);
    return out;
}

/// The next multiple of a step that a person would take: fives where it is fast, and of per cents.
double stepped(double value, bool up, bool by_fives) {
    const double step = by_fives || (up ? value >= 20 : value > 20) ? 5 : 1;
    constexpr double hair = 1e-9;
    return up ? (std::floor(value / step + hair) + 1) * step : (std::ceil(value / step - hair) - 1) * step;
}

/// A number with a button for less and one for more; the new number.
std::optional<double> number_steps(const std::string& key, double value, double least, double greatest,
                                   bool by_fives, const std::string& words) {
    // The widget counts in whole numbers: only the direction is taken from it.
    int at = value <= least ? -1 : value >= greatest ? 1 : 0;
    const int before = at;
    if (!ui::stepper(key, at, -1, 1, "", 1, words)) return std::nullopt;
    return std::clamp(stepped(value, at > before, by_fives), least, greatest);
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
    const bool percents = facts.unit == geo::SpeedUnit::factor;
    const double scale = percents ? 100 : 1;
    const double value = row.of(mode);
    ui::label(frame.word(facts.unit == geo::SpeedUnit::kmh ? "speeds.usual_dry" : "speeds.usual"));
    if (const auto to = number_steps(key + ".value", value * scale, facts.least * scale,
                                     facts.greatest * scale, percents, with_unit(frame, facts.unit, value)))
        change(out, [at, mode, to = *to / scale](geo::SpeedTable& t) {
            geo::set_speed(t, at, mode, to, of_this_plan());
        });
    // On the water the straight line is as the ferry's row says.
    const bool of_the_rains = at != geo::speed_row_straight_line || mode != geo::Mode::boat;
    if (of_the_rains && value > 0) {
        ui::gap(4);
        ui::label(frame.word("speeds.rains"));
        const double factor = geo::rainy_factor(table, at, mode);
        if (const auto to = number_steps(
                key + ".rains", factor * 100, facts.least_rainy * 100, facts.greatest_rainy * 100, true,
                factor <= 0 ? frame.word("travel.closed") : with_unit(frame, geo::SpeedUnit::factor, factor)))
            change(out, [at, mode, to = *to / 100](geo::SpeedTable& t) {
                geo::set_rainy(t, at, mode, to, of_this_plan());
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
            change(out, [at, said](geo::SpeedTable& t) {
                geo::set_source(t, at, said.empty() ? of_this_plan() : geo::SourceWords{said, said});
            });
        std::string was = with_unit(frame, facts.unit, standard.of(mode));
        const double rains = geo::rainy_factor(geo::standard_speeds(), at, mode);
        if (of_the_rains && standard.of(mode) > 0)
            was += " · " + geo::say(frame.lang, "speeds.standard_rains",
                                    {{"value", with_unit(frame, geo::SpeedUnit::factor, rains)}});
        ui::paragraph(geo::say(frame.lang, "speeds.standard_is", {{"value", was}}), Font::label);
        if (ui::link(key + ".restore", frame.word("speeds.restore")))
            change(out, [at](geo::SpeedTable& t) {
                geo::speed_row(t, at) = geo::speed_row(geo::standard_speeds(), at);
            });
    }
    ui::gap(8);
}

void SpeedList::row(const Frame& frame, Outbox& out, const geo::Profile& profile, std::size_t at) {
    const geo::Travel& travel = frame.study->scenario().travel;
    const geo::SpeedRowFacts facts = geo::speed_row_facts(at);
    const geo::SpeedRow& own = geo::speed_row(travel.speeds.get(), at);
    const bool changed = own != geo::speed_row(geo::standard_speeds(), at);
    const bool chosen = chosen_ == at;
    const double value = in_use(travel, profile, at);
    const bool closed = facts.unit == geo::SpeedUnit::factor && value <= 0;
    const std::string words = closed ? frame.word("travel.closed") : with_unit(frame, facts.unit, value);
    if (ui::row("speeds." + std::string{facts.name}, name_of(frame, at), chosen, words,
                changed ? std::optional{Icon::pen} : std::nullopt)) {
        chosen_ = chosen ? std::nullopt : std::optional{at};
        chosen_is_closed_ = own.of(travel.mode) <= 0;
    }
    if (chosen) settings(frame, out, at);
}

void SpeedList::draw(const Frame& frame, Outbox& out) {
    const geo::Travel& travel = frame.study->scenario().travel;
    const geo::Profile profile = geo::profile_of(travel);
    const RowsInUse rows = rows_in_use(frame, chosen_, chosen_is_closed_);
    ui::paragraph(frame.word("speeds.what"), Font::label);
    for (const std::size_t at : rows.open) row(frame, out, profile, at);
    for (const std::size_t at : rows.beside) row(frame, out, profile, at);
    if (!rows.closed.empty()) {
        ui::fold("speeds.closed",
                 geo::say(frame.lang, "speeds.closed", {{"number", std::to_string(rows.closed.size())}}),
                 closed_open_);
        if (closed_open_)
            for (const std::size_t at : rows.closed) row(frame, out, profile, at);
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
